//! Means by a unit that is counted in the same sentence: "ran for seven nights and sold 1,260 tickets, an average of 180 a night".

use super::super::amounts::{self, Amount};
use super::super::{Claim, Cx, np};
use super::means;
use crate::lexicon::TokenKind;
use crate::value::{Exact, Hedge, Number, Value};
use std::ops::Range;

/// Words for one thing that is counted.
const SAME: &[&[&str]] = &[
    &["game", "match", "fixture", "outing", "appearance"],
    &["night", "evening", "performance", "show"],
    &["person", "head", "people"],
    &["household", "home", "family"],
];

/// Words of a part, of more than is told here, or of another time.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "more", "another", "other", "others", "further", "extra", "including", "least", "than", "career", "season", "not", "instead", "previous", "compared", "against", "up", "down",
    "above", "below", "until", "already", "except", "excluding", "plus", "national",
];

/// The mean at "average" with "a night" or "each" behind it, its only count and its only total.
pub(super) fn at(cx: &Cx<'_>, amounts: &[Amount], average: u32, sentence: &Range<u32>) -> Option<Claim> {
    let mean = mean_at(cx, amounts, average)?;
    let noun = np::after(cx, mean.tokens.end, sentence.end);
    let each = unit(cx, noun.end.max(mean.tokens.end), sentence.end)?;
    if sentence.clone().any(|t| OTHERS.contains(&cx.folded(t))) || sentence.clone().any(|t| matches!(cx.text(t), ";" | ":")) {
        return None;
    }
    let before: Vec<&Amount> = amounts.iter().filter(|a| a.tokens.end <= average).collect();
    let counted: Vec<(&Amount, Number)> = before.iter().filter_map(|a| Some((*a, counted(cx, a, &each, sentence.end)?))).collect();
    let [(count_at, count)] = counted.as_slice() else { return None };
    let head = np::head(cx, &noun).filter(|_| !noun.is_empty());
    let measure = amounts::measure(&mean.value);
    let like = |a: &&&Amount| {
        let own = np::head(cx, &np::after(cx, a.tokens.end, sentence.end));
        let named = head.is_none() || own.is_none() || own == head;
        a.tokens.start != count_at.tokens.start && !a.compound && amounts::measure(&a.value) == measure && named
    };
    let totals: Vec<&&Amount> = before.iter().filter(like).collect();
    let [total] = totals.as_slice() else { return None };
    // A mean beyond its total is of something else.
    let larger = amounts::nominal(&total.value).zip(amounts::nominal(&mean.value)).is_some_and(|(t, m)| t > m);
    larger.then(|| means::by_count(cx, (count_at, count), total, mean)).flatten()
}

/// "an average of 210", "averaging 210", "210 on average": the amount beside the word.
fn mean_at<'a>(cx: &Cx<'_>, amounts: &'a [Amount], average: u32) -> Option<&'a Amount> {
    let next = average + 1 + u32::from(cx.folded(average + 1) == "of");
    amounts.iter().find(|a| a.tokens.start == next).filter(|a| !a.compound)
}

/// What the mean is told for one of: "a night", "per night".
fn unit(cx: &Cx<'_>, at: u32, limit: u32) -> Option<String> {
    let ends =
        |t: u32| t >= limit || !cx.is_kind(t, TokenKind::Word) || matches!(cx.folded(t), "and" | "in" | "at" | "for" | "on" | "before");
    match cx.folded(at) {
        "a" | "an" | "per" | "each" | "every" => {
            let one = cx.is_kind(at + 1, TokenKind::Word) && ends(at + 2);
            one.then(|| np::singular(cx.folded(at + 1)))
        }
        "daily" => Some("day".to_owned()),
        "nightly" => Some("night".to_owned()),
        _ => None,
    }
}

/// How many of the unit an amount counts.
fn counted(cx: &Cx<'_>, amount: &Amount, each: &str, limit: u32) -> Option<Number> {
    if amount.compound {
        return None;
    }
    // "over seven nights", "over 12 matches": in the course of them.
    let over = cx.folded(amount.tokens.start) == "over";
    let plain = amount.tokens.end - amount.tokens.start == 2 + u32::from(over);
    let number = match &amount.value {
        Value::Duration(d) if plain => Number::exact(d.amount.nominal),
        Value::Number(n) if over && n.hedge == Hedge::AtLeast => Number::exact(n.nominal),
        _ => means::counts(amount)?,
    };
    let exact = number.nominal.is_integer() && number.nominal > Exact::ONE;
    let noun = match &amount.value {
        Value::Duration(_) => amount.tokens.end.checked_sub(1).map(|t| np::singular(cx.folded(t))),
        _ => np::head(cx, &np::after(cx, amount.tokens.end, limit)),
    };
    let fits = noun.is_some_and(|n| n == each || SAME.iter().any(|same| same.contains(&n.as_str()) && same.contains(&each)));
    (exact && fits).then_some(number)
}
