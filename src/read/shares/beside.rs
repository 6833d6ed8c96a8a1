//! Shares told twice: a fraction or a percentage of a counted whole with the count right behind ("two-thirds of the 48 players, 29 in
//! all"), and counts with a fraction right behind ("of the 640 flats, 160, a third,").

use super::super::amounts::{self, Amount};
use super::super::{Claim, Cx, np};
use super::parts::{Share, is_fraction, is_vague};
use super::percent_of;
use crate::lexicon::TokenKind;
use crate::value::{Exact, Hedge, Number, Value};
use std::ops::Range;

/// Words between the whole and the mark behind which its part stands.
const REACH: u32 = 7;

/// Words before a figure that only restates.
#[rustfmt::skip]
const LEADS: &[&str] = &["or", "a", "about", "nearly", "almost", "just", "over", "under", "more", "less", "than", "some", "exactly", "roughly", "only", "fewer", "around", "well", "slightly", "at", "least"];

/// "More than two-thirds of the 48 players, 29 in all": the fraction or percentage at an amount.
pub(super) fn of_counted(cx: &Cx<'_>, amounts: &[Amount], said: &Amount, limit: u32) -> Option<Claim> {
    let fraction = is_fraction(said) && !cx.text(said.tokens.start).contains('.');
    let percent = matches!(said.value, Value::Percent(_));
    let of = said.tokens.end;
    let determined = matches!(cx.folded(of.checked_add(1)?), "the" | "its" | "their" | "all" | "his" | "her" | "our" | "those");
    if !(fraction || percent) || said.when || said.compound || cx.folded(of) != "of" || !determined {
        return None;
    }
    let whole = amounts.iter().find(|a| a.tokens.start >= of + 2)?;
    let part = amounts.iter().find(|a| a.tokens.start >= whole.tokens.end)?;
    let counts = |a: &Amount| {
        matches!(&a.value, Value::Number(n) if n.nominal.is_integer() && n.nominal >= Exact::ONE)
            && !a.when
            && !a.compound
            && !is_vague(&a.value)
    };
    let noun = np::after(cx, whole.tokens.end, limit);
    let mark = (noun.end..limit.min(noun.end + REACH)).find(|&t| !cx.is_kind(t, TokenKind::Word))?;
    let opens = matches!(cx.text(mark), "," | "(" | "\u{2014}" | "\u{2013}")
        && (mark + 1..part.tokens.start).all(|t| LEADS.contains(&cx.folded(t)));
    let end = part.tokens.end;
    // "29 in all", "29 of them," but not "29 of them new".
    let shut = |t: u32| !cx.is_kind(t, TokenKind::Word);
    let said_so = match (cx.folded(end), cx.folded(end + 1)) {
        ("in", "all" | "total") | ("altogether", _) => true,
        ("of", "them") => shut(end + 2),
        _ => false,
    };
    let bare = mark == noun.end && cx.text(mark) == "," && cx.text(end) == ",";
    if whole.tokens.start > of + 3 || !counts(whole) || !counts(part) || noun.is_empty() || !opens || !(said_so || bare) {
        return None;
    }
    let (told, range) = percent_of(&part.value, &whole.value)?;
    let words = cx.doc.text(cx.span(noun.clone())).to_owned();
    if percent {
        let half = said.value.number().map_or(Exact::ZERO, |n| n.half_unit);
        let claim = Claim::new("share", cx.span(said.tokens.start..end))
            .with("part", part.span, part.value.clone())
            .with("whole", whole.span, whole.value.clone())
            .with("percent", said.span, said.value.clone())
            .with("noun", cx.span(noun), Value::Text(words))
            .with_implied("bounded", Value::Bool(true));
        return Some(claim.with_implied("actual", Value::Percent(Box::new(amounts::computed(told, range.widen(half))))));
    }
    comparison(cx, said, &(said.tokens.start..end), part, whole)
}

/// "Of the 640 flats inspected, 160, a third, failed": counts with a fraction right behind.
pub(super) fn then_fraction(cx: &Cx<'_>, counted: &Share, amounts: &[Amount], limit: u32) -> Option<Claim> {
    let (part, whole) = (counted.part.as_ref()?, counted.whole.as_ref()?);
    let noun = np::after(cx, counted.tokens.end, limit);
    let open = noun.end.max(counted.tokens.end);
    let said = amounts.iter().find(|a| a.tokens.start > open)?;
    let led = matches!(cx.text(open), "," | "(" | "\u{2014}" | "\u{2013}")
        && (open + 1..said.tokens.start).all(|t| LEADS.contains(&cx.folded(t)));
    let end = said.tokens.end;
    let shut = |t: u32| !cx.is_kind(t, TokenKind::Word) && !cx.is_kind(t, TokenKind::Number);
    let closed = end >= limit
        || matches!(cx.text(end), "," | ")" | "." | ";" | "—" | "–")
        || cx.folded(end) == "of" && cx.folded(end + 1) == "them" && shut(end + 2)
        || cx.folded(end) == "of" && cx.folded(end + 1) == "the" && cx.folded(end + 2) == "total" && shut(end + 3);
    let plain =
        counted.counted && counted.label.is_none() && is_fraction(said) && !cx.text(said.tokens.start).contains('.') && !said.compound;
    if !led || !closed || !plain {
        return None;
    }
    comparison(cx, said, &(counted.tokens.start..end), part, whole)
}

/// A fraction against the counts of it.
pub(super) fn comparison(cx: &Cx<'_>, said: &Amount, tokens: &Range<u32>, part: &Amount, whole: &Amount) -> Option<Claim> {
    let expected: Number = said.value.number()?.scaled(Exact::int(100))?;
    let loose = if matches!(expected.hedge, Hedge::Exact | Hedge::About) { Exact::ratio(5, 2)? } else { Exact::ZERO };
    let (told, range) = percent_of(&part.value, &whole.value)?;
    Some(
        Claim::new("comparison", cx.span(tokens.clone()))
            .with("claim", said.span, Value::Text(cx.doc.text(said.span).to_lowercase()))
            .with("share", part.span.cover(whole.span), Value::Percent(Box::new(amounts::computed(told, range))))
            .with_implied("loose", Value::Bool(false))
            .with_implied("expected", Value::Percent(Box::new(amounts::computed(Some(expected.nominal), expected.range.widen(loose))))),
    )
}
