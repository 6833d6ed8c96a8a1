//! Totals whose parts stand in other sentences: "Fourteen people were hurt. The injured were six firefighters, five residents and two
//! paramedics", "Revenue was €48m. Hardware brought in €21m … Licences accounted for the remaining €9m".
//!
//! Invariants:
//! - The words say that the parts are all: "the injured were", "they were", "the remaining €9m".
//! - Far from the total they are parts of something else: nothing is claimed.

use super::super::amounts::{self, Amount, Amounts, Measure};
use super::super::{Cx, np};
use super::find::Total;
use super::list;
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Hedge, Value};
use std::ops::Range;

/// How many sentences before its list a total may stand.
const NEAR: u32 = 2;

/// How many sentences before the last part its total may stand.
const FAR: u32 = 8;

/// Words that take up people told before.
const PEOPLE: &[&str] =
    &["injured", "dead", "wounded", "victims", "casualties", "survivors", "arrested", "detained", "missing", "killed", "hurt", "deceased"];

/// The total of which a sentence lists the parts.
pub(super) fn find(cx: &Cx<'_>, all: &Amounts, i: u32, sentence: &Range<u32>) -> Option<Total> {
    listed(cx, all, i, sentence).or_else(|| remaining(cx, all, i, sentence))
}

/// "The injured were six firefighters, five residents and two paramedics": a list of what was counted before.
fn listed(cx: &Cx<'_>, all: &Amounts, i: u32, sentence: &Range<u32>) -> Option<Total> {
    let s = sentence.start;
    let (taken, verb) = match cx.folded(s) {
        "they" => (None, s + 1),
        "the" | "those" => (Some(cx.folded(s + 1)), s + 2),
        _ => return None,
    };
    let start = match cx.phrase(verb, sentence.end, Class::TotalCue) {
        Some(length) => verb + length,
        None if matches!(cx.folded(verb), "were" | "are") => verb + 1,
        None => return None,
    };
    let list = list::at(cx, all.of(i), start, sentence.end, &Measure::Count)?;
    let ends = list.end >= sentence.end || matches!(cx.text(list.end), "," | "." | "\u{2014}" | ";" | ":");
    let counted = list.parts.iter().all(|p| cx.is_kind(p.tokens.end, TokenKind::Word) && cx.folded(p.tokens.end) != "of");
    if !list.closed || !ends || !counted {
        return None;
    }
    let first = i.saturating_sub(NEAR);
    let total = (first..i).rev().find_map(|n| {
        let told = cx.doc.sentences.get(n as usize).filter(|s| !s.display)?;
        let mut counts = all.of(n).iter().filter(|a| matches!(a.value, Value::Number(_)) && !a.when);
        let total = counts.next()?;
        let noun = np::after(cx, total.tokens.end, told.tokens.end);
        let head = np::head(cx, &noun)?;
        let person = matches!(head.as_str(), "person" | "man" | "woman" | "child");
        let same = match taken {
            None => true,
            Some(word) => np::singular(word) == head || person && PEOPLE.contains(&word),
        };
        // Two counts: the first only where it is what the sentence is about.
        let sole = counts.next().is_none() || total.tokens.start == told.tokens.start;
        (same && sole && is_plain(total)).then_some(total)
    })?;
    let parts = list.parts;
    let tokens = total.tokens.start..list.end;
    near(total, &parts, 4).then(|| Total { whole: total.clone(), parts, tokens, open: false, cues: s..list.end })
}

/// "Hardware brought in €21m. Licences accounted for the remaining €9m": the last of all parts, told one by one.
fn remaining(cx: &Cx<'_>, all: &Amounts, i: u32, sentence: &Range<u32>) -> Option<Total> {
    let last = all.of(i).iter().find(|a| is_last(cx, a, sentence))?;
    let measure = amounts::measure(&last.value).filter(|m| matches!(m, Measure::Count | Measure::Money(_) | Measure::Quantity(_)))?;
    let block = cx.doc.sentences.get(i as usize)?.block;
    let first = (i.saturating_sub(FAR)..=i).find(|&n| cx.doc.sentences.get(n as usize).is_some_and(|s| s.block == block && !s.display))?;
    let told = (first..=i).flat_map(|n| all.of(n)).filter(|a| a.tokens.end <= last.tokens.start && !a.when && !a.compound);
    let alike: Vec<&Amount> = told.filter(|a| amounts::measure(&a.value).as_ref() == Some(&measure) && !is_aside(cx, a)).collect();
    let size = |a: &Amount| amounts::nominal(&a.value).unwrap_or(Exact::ZERO);
    let at = (0..alike.len()).rev().max_by_key(|&k| alike.get(k).map(|a| size(a)))?;
    let (total, rest) = alike.get(at..)?.split_first()?;
    let mut parts: Vec<Amount> = rest.iter().map(|a| (*a).clone()).collect();
    parts.push(last.clone());
    // Of counts, the parts must follow their total at once: other things are counted between.
    // A tiny one is a rate or a price: "$10 notes".
    let tiny = |p: &Amount| size(p).mul(Exact::int(500)).is_none_or(|p| p < size(total));
    let plain = parts.iter().chain([*total]).all(is_plain_amount) && parts.len() >= 3 && !parts.iter().any(tiny);
    let fits = plain && near(total, &parts, 7) && !is_partly(total, &parts);
    let counts = measure != Measure::Count || at == 0 && is_plain(total);
    let cues = last.tokens.start.saturating_sub(3)..last.tokens.end;
    (fits && counts).then(|| Total { tokens: total.tokens.start..last.tokens.end, whole: (*total).clone(), parts, open: false, cues })
}

/// "the remaining €9m", "the other 14", "the rest, €9m,"
fn is_last(cx: &Cx<'_>, amount: &Amount, sentence: &Range<u32>) -> bool {
    let word = |n: u32| amount.tokens.start.checked_sub(n).filter(|&t| t >= sentence.start).map_or("", |t| cx.folded(t));
    let rest = |n: u32| matches!(word(n), "rest" | "remainder" | "balance") && word(n + 1) == "the";
    matches!(word(1), "remaining" | "other") && word(2) == "the" || matches!(word(1), "," | "(" | "of") && rest(2) || rest(1)
}

/// A figure of another time, or of a part of a part: "up from €19m", "including €2m".
fn is_aside(cx: &Cx<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let behind = matches!(cx.folded(amount.tokens.end), "a" | "per" | "each" | "apiece" | "more" | "less")
        || cx.folded(amount.tokens.end) == "of" && !matches!(cx.folded(amount.tokens.end + 1), "it" | "this" | "that" | "which");
    behind && !matches!(amount.value, Value::Number(_))
        || (start.saturating_sub(4)..start).rev().take_while(|&t| !matches!(cx.text(t), "." | "," | ";")).any(|t| {
            matches!(
                cx.folded(t),
                "from" | "against" | "than" | "versus" | "compared" | "including" | "which" | "whom" | "every" | "least" | "per"
            )
        })
}

fn is_plain_amount(amount: &Amount) -> bool {
    amount.value.number().is_some_and(|n| n.hedge == Hedge::Exact && n.nominal > Exact::ZERO)
}

fn is_plain(amount: &Amount) -> bool {
    matches!(&amount.value, Value::Number(n) if n.hedge == Hedge::Exact && n.nominal.is_integer() && n.nominal > Exact::int(2))
        && !amount.compound
}

fn sum(parts: &[Amount]) -> Option<Exact> {
    parts.iter().try_fold(Exact::ZERO, |sum, p| sum.add(amounts::nominal(&p.value)?))
}

/// Whether the parts come within one `nth` of the total.
fn near(total: &Amount, parts: &[Amount], nth: i64) -> bool {
    let (Some(sum), Some(all)) = (sum(parts), amounts::nominal(&total.value)) else { return false };
    sum.sub(all).and_then(|d| d.abs().mul(Exact::int(nth))).is_some_and(|d| d <= all)
}

/// Whether the parts make the total without one or two of them, which may be told in passing.
fn is_partly(total: &Amount, parts: &[Amount]) -> bool {
    let (Some(sum), Some(all)) = (sum(parts), total.value.number()) else { return false };
    let inner = parts.get(..parts.len().saturating_sub(1)).unwrap_or(&[]);
    let sizes: Vec<Exact> = inner.iter().filter_map(|p| amounts::nominal(&p.value)).collect();
    let fits = |left: Option<Exact>| left.is_some_and(|l| all.range.contains(l) || l == all.nominal);
    sizes.iter().enumerate().any(|(k, a)| fits(sum.sub(*a)) || sizes.iter().skip(k + 1).any(|b| fits(sum.sub(*a).and_then(|s| s.sub(*b)))))
}
