//! Shares of one whole in percent, one of them for whatever the others leave.

use super::super::amounts::{self, Amount};
use super::super::{Claim, Cx, np};
use crate::lexicon::Class;
use crate::value::{Exact, Interval, Value};
use std::ops::Range;

/// The amounts of a sentence and of its neighbours.
pub(super) struct Told<'a> {
    /// Of the sentence.
    pub(super) amounts: &'a [Amount],
    /// Of the one before.
    pub(super) earlier: &'a [Amount],
    /// Of the one behind.
    pub(super) later: &'a [Amount],
}

/// The breakdown of a sentence, if it is one. The next sentence may tell the last share: "The remaining 16 percent chose Gary."
pub(super) fn find(cx: &Cx<'_>, told: &Told<'_>, sentence: &Range<u32>, after: &Range<u32>) -> Option<Claim> {
    let is_share = |a: &&Amount| matches!(a.value, Value::Percent(_)) && !a.compound;
    let mut shares: Vec<&Amount> = told.amounts.iter().filter(is_share).collect();
    if is_other(cx, sentence, after) || shares.len() < 2 || !are_siblings(cx, &shares) {
        return None;
    }
    let here = shares.iter().any(|s| is_residual(cx, s, sentence));
    shares.extend(told.later.iter().find(is_share).filter(|s| !here && remains(cx, s) && s.tokens.start <= after.start + 3));
    let (first, last) = (shares.first()?, shares.last()?);
    // Two make a whole only where the second takes all that is left, and no third was told before.
    let two = shares.len() == 2 && remains(cx, last) && !told.earlier.iter().any(|a| is_share(&a));
    if (shares.len() < 3 && !two) || has_groups(cx, &shares, after.end.max(sentence.end)) {
        return None;
    }
    let residual = here || remains(cx, last);
    // "The remaining 5 percent" leaves nothing over; beside "undecided" a poll may have left out the small ones.
    let rest = shares.iter().any(|s| takes_rest(cx, s, sentence) || remains(cx, s));
    let split = sentence.clone().any(|t| matches!(cx.folded(t), "split" | "breakdown" | "divided"));
    if !residual && !split {
        return None;
    }
    let mut told = Some(Exact::ZERO);
    let mut range = Interval::point(Exact::ZERO);
    for share in &shares {
        let number = share.value.number()?;
        told = told.and_then(|s| s.add(number.nominal));
        range = range.add(number.range);
    }
    // Far from all, they are shares of a part: "8 percent is taken out, 3 percent put back and the remaining 5 percent spent".
    let (low, high) = (Exact::int(60), Exact::int(140));
    if told.is_none_or(|t| t < low || t > high) {
        return None;
    }
    Some(
        Claim::new("percent-breakdown", cx.span(first.tokens.start..last.tokens.end))
            .with("parts", first.span.cover(last.span), Value::List(shares.iter().map(|s| s.value.clone()).collect()))
            .with_implied("sum", Value::Percent(Box::new(amounts::computed(told, range))))
            .with_implied("residual", Value::Bool(residual))
            .with_implied("rest", Value::Bool(rest)),
    )
}

/// Whether a percentage is that of an answer that stands for whatever the others leave: the word is right before it ("the
/// remaining 18 percent") or close behind it, with nothing but its own few words between.
fn is_residual(cx: &Cx<'_>, share: &Amount, sentence: &Range<u32>) -> bool {
    let at = |t: u32| cx.phrase(t, sentence.end, Class::ResidualAnswer).is_some();
    let start = share.tokens.start.saturating_sub(3).max(sentence.start);
    let before = (start..share.tokens.start).rev().take_while(|&t| !matches!(cx.text(t), "," | ";")).any(at);
    let behind = share.tokens.end..sentence.end.min(share.tokens.end.saturating_add(6));
    let own = |t: &u32| !matches!(cx.folded(*t), "," | ";" | "with" | "and" | "while" | "(" | "from");
    before || behind.clone().take_while(own).any(at)
}

/// "the remaining 16 percent", "the other 16 percent"
fn remains(cx: &Cx<'_>, share: &Amount) -> bool {
    let before = |n: u32| share.tokens.start.checked_sub(n).map_or("", |t| cx.folded(t));
    matches!(before(1), "remaining" | "other") && before(2) == "the"
}

/// Whether a percentage is that of all that remain: "the remaining 5 percent", "the rest, 5 percent", "5 percent others".
fn takes_rest(cx: &Cx<'_>, share: &Amount, sentence: &Range<u32>) -> bool {
    let near = share.tokens.start.saturating_sub(4).max(sentence.start)..sentence.end.min(share.tokens.end.saturating_add(5));
    near.into_iter()
        .any(|t| matches!(cx.folded(t), "remaining" | "rest" | "remainder" | "balance" | "other" | "others" | "else" | "elsewhere"))
}

/// Whether the percentages are changes, comparisons, or answers of which several were allowed.
fn is_other(cx: &Cx<'_>, sentence: &Range<u32>, after: &Range<u32>) -> bool {
    let compared = |t: u32| {
        // A name is none of them: "41 percent were for Spike".
        let named = cx.is_capitalised(t) && t != sentence.start;
        cx.is_any(t, &[Class::Rise, Class::Fall, Class::RiseNoun, Class::FallNoun])
            && !named
            && !matches!(cx.folded(t), "cut" | "cuts" | "raise")
            || matches!(cx.folded(t), "compared" | "versus" | "than" | "respectively" | "margin" | "whom")
    };
    let several =
        |t: u32| matches!(cx.folded(t), "multiple" | "several" | "allowed" | "choose" | "select" | "add" | "rounding" | "rounded");
    sentence.clone().any(|t| compared(t) || several(t)) || after.clone().any(several)
}

/// Whether they are told side by side: near one another with a comma, "and" or "to" between.
fn are_siblings(cx: &Cx<'_>, shares: &[&Amount]) -> bool {
    shares.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        let gap = a.tokens.end..b.tokens.start;
        let joined = gap.clone().any(|t| matches!(cx.folded(t), "," | "and" | ";" | "to" | "while" | "with"));
        joined && gap.end.saturating_sub(gap.start) <= 14 && !gap.clone().any(|t| matches!(cx.text(t), "(" | ")"))
    })
}

/// Whether they are shares of different groups: "60 percent of men, 55 percent of women".
fn has_groups(cx: &Cx<'_>, shares: &[&Amount], limit: u32) -> bool {
    let group = |a: &&Amount| {
        let of = a.tokens.end;
        // "33 percent for Matilda": what they chose, no group of those who did.
        let chosen = cx.folded(of) == "for" && cx.is_capitalised(of + 1);
        (matches!(cx.folded(of), "of" | "among" | "for" | "in") && !chosen).then(|| {
            let start = (of + 1..limit).find(|&t| !matches!(cx.folded(t), "the" | "all" | "those" | "its")).unwrap_or(of + 1);
            np::head(cx, &np::after(cx, start, limit))
        })
    };
    let groups: Vec<_> = shares.iter().filter_map(group).collect();
    groups.len() >= 2 && groups.windows(2).any(|w| matches!(w, [a, b] if a != b))
}
