//! The percentage beside a share: "nine of the 12 jurors, or 82 percent", "(82%)", "82 percent (nine of 12)".

use super::super::amounts::Amount;
use super::super::{Cx, np};
use crate::lexicon::Class;
use crate::value::Value;

/// How far behind a share its percentage may stand.
const REACH: u32 = 10;

/// The percentage that restates the share ending at `end` (the noun phrase behind it ends at `noun_end`).
pub(super) fn after<'a>(cx: &Cx<'_>, amounts: &'a [Amount], end: u32, noun_end: u32, limit: u32) -> Option<&'a Amount> {
    let next = amounts.iter().find(|a| a.tokens.start >= end && !a.when)?;
    if !is_plain(cx, next) || next.tokens.start > noun_end.saturating_add(REACH) || !is_same_base(cx, next, noun_end) {
        return None;
    }
    let start = first_hedge(cx, next.tokens.start, noun_end);
    let start = rate_of(cx, start, noun_end).unwrap_or(start);
    let (before, close) = (start.checked_sub(1)?, cx.text(next.tokens.end));
    if (noun_end..before).any(|t| matches!(cx.text(t), ";" | ":") || matches!(cx.folded(t), "and" | "but" | "while")) {
        return None;
    }
    let closed = next.tokens.end >= limit
        || matches!(close, "," | "." | ")" | ";" | "\u{2014}" | "\u{2013}" | "--" | ":" | "?" | "!")
        || cx.folded(next.tokens.end) == "of";
    let fits = match cx.folded(before) {
        "or" => true,
        "(" => matches!(close, ")" | "," | ";"),
        "," | "\u{2014}" | "\u{2013}" | "--" if start < next.tokens.start && cx.folded(next.tokens.start - 1) == "of" => closed,
        "," | "\u{2014}" | "\u{2013}" | "--" => before == noun_end && closed,
        _ => false,
    };
    fits.then_some(next)
}

/// Nouns for what part took part: "a response of 56 percent", "a success rate of 56 percent".
const RATES: &[&str] =
    &["response", "rate", "turnout", "share", "proportion", "return", "attendance", "uptake", "ratio", "majority", "coverage"];

/// Where "a response rate of" before a percentage starts, perhaps with "giving" or "for" before it.
fn rate_of(cx: &Cx<'_>, start: u32, least: u32) -> Option<u32> {
    let of = start.checked_sub(1).filter(|&t| cx.folded(t) == "of")?;
    let noun = of.checked_sub(1).filter(|&t| RATES.contains(&cx.folded(t)))?;
    let article = (noun.saturating_sub(3).max(least)..noun).rev().find(|&t| matches!(cx.folded(t), "a" | "an"))?;
    let led =
        article.checked_sub(1).filter(|&t| t >= least && matches!(cx.folded(t), "giving" | "for" | "making" | "representing" | "which"));
    Some(led.unwrap_or(article))
}

/// The percentage before a share that starts at `start`: "75 percent (nine of 12)", "75 percent, or nine of 12".
pub(super) fn before<'a>(cx: &Cx<'_>, amounts: &'a [Amount], start: u32) -> Option<&'a Amount> {
    let last = amounts.iter().rev().find(|a| a.tokens.end <= start && !a.when)?;
    let opener = first_hedge(cx, start, last.tokens.end).checked_sub(1)?;
    let gap = opener.checked_sub(last.tokens.end)?;
    let opens = matches!(cx.folded(opener), "(" | "or");
    let broken =
        (last.tokens.end..opener).any(|t| matches!(cx.text(t), ";" | ":" | ")") || matches!(cx.folded(t), "and" | "but" | "while"));
    (opens && gap <= REACH && !broken && is_plain(cx, last)).then_some(last)
}

/// A percentage that is no difference, no change and no part of a compound.
fn is_plain(cx: &Cx<'_>, amount: &Amount) -> bool {
    let next = amount.tokens.end;
    let changed = cx.is_any(next, &[Class::RiseNoun, Class::FallNoun])
        || matches!(cx.folded(next), "more" | "less" | "higher" | "lower" | "fewer" | "larger" | "smaller" | "above" | "below");
    matches!(amount.value, Value::Percent(_)) && !amount.compound && !changed
}

/// Whether what the percentage is of, if it says, is the whole of the share.
fn is_same_base(cx: &Cx<'_>, percent: &Amount, noun_end: u32) -> bool {
    let of = percent.tokens.end;
    if cx.folded(of) != "of" {
        return true;
    }
    let word = |n: u32| cx.folded(of.saturating_add(n));
    let head = noun_end.checked_sub(1).map(|t| np::singular(cx.folded(t)));
    match word(1) {
        "them" | "it" => true,
        "the" | "all" => word(2) == "total" || head.as_deref() == Some(&np::singular(word(2))),
        "those" => word(2) == "cast",
        other => head.as_deref() == Some(&np::singular(other)),
    }
}

/// The first of the words of hedging before a figure: "or about 82 percent".
fn first_hedge(cx: &Cx<'_>, mut t: u32, least: u32) -> u32 {
    const HEDGES: &[Class] = &[Class::HedgeAbout, Class::HedgeNearly, Class::HedgeAtLeast, Class::HedgeAtMost, Class::HedgeJustOver];
    let hedges = |b: u32| {
        let word = cx.folded(b);
        cx.is_any(b, HEDGES)
            || matches!(
                word,
                "just" | "only" | "than" | "more" | "less" | "a" | "little" | "fewer" | "exactly" | "slightly" | "under" | "over"
            )
    };
    while let Some(before) = t.checked_sub(1).filter(|&b| b >= least && hedges(b)) {
        t = before;
    }
    t
}
