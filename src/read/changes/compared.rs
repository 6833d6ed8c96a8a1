//! "Fewer visitors than in 2022: 5,210, against 4,870", "Burglaries are down: 318 in the year to March, against 274": a word of change with
//! both figures behind a mark.

use super::super::amounts::{self, Amount};
use super::super::{Cx, np};
use super::scan::Figures;
use super::trigger::{Direction, Form, Trigger};
use crate::lexicon::Class;
use crate::value::Value;
use std::ops::Range;

/// How far "than" and the first figure may stand behind the comparative.
const REACH: u32 = 9;

/// The trigger and figures of a comparative at a token.
pub(super) fn at(cx: &Cx<'_>, amounts: &[Amount], t: u32, sentence: &Range<u32>) -> Option<(Trigger, Figures)> {
    let direction = match cx.folded(t) {
        "more" | "higher" | "larger" | "greater" | "bigger" => Direction::Up,
        "fewer" | "less" | "lower" | "smaller" => Direction::Down,
        _ => return None,
    };
    let reach = |from: u32| from..from.saturating_add(REACH).min(sentence.end);
    let than = reach(t.checked_add(1)?).find(|&k| cx.folded(k) == "than")?;
    let mark = reach(than).find(|&k| matches!(cx.text(k), ":" | "," | "\u{2014}" | "--"))?;
    // "more than 400": the figure is the comparative's own.
    let own = |a: &&Amount| a.tokens.start > t && a.tokens.end <= mark && !a.when;
    if amounts.iter().any(|a| own(&a)) {
        return None;
    }
    let after = amounts.iter().find(|a| a.tokens.start == mark.saturating_add(1) && !a.when && !a.compound)?;
    let noun = np::after(cx, after.tokens.end, sentence.end);
    let mut k = noun.end.max(after.tokens.end);
    k += u32::from(cx.text(k) == ",");
    k = match cx.folded(k) {
        "against" | "versus" | "vs." | "vs" => k + 1,
        "compared" if matches!(cx.folded(k + 1), "with" | "to") => k + 2,
        _ => return None,
    };
    let before = amounts.iter().find(|a| a.tokens.start == k && !a.when && !a.compound)?;
    let tokens = t..before.tokens.end;
    let trigger = Trigger { tokens: t..t + 1, direction, form: Form::Verb, factor: None };
    Some((trigger, Figures { before: Some(before.clone()), after: Some(after.clone()), tokens, ..Figures::default() }))
}

/// How far the earlier figure may stand behind the later one: "318 in the year to the end of March, against".
const APART: u32 = 14;

/// The trigger and figures of a word of change that says no figure itself: "Burglaries are down, she said: 318, against 274 the year before".
pub(super) fn behind(cx: &Cx<'_>, amounts: &[Amount], t: u32, sentence: &Range<u32>) -> Option<(Trigger, Figures)> {
    let before = t.saturating_sub(1);
    let first = t == sentence.start;
    let predicate = !first
        && (cx.is_any(before, &[Class::Be, Class::Have])
            || matches!(cx.folded(before), "well" | "sharply" | "slightly" | "also" | "still" | "been"));
    let direction = match cx.folded(t) {
        "up" if predicate => Direction::Up,
        "down" if predicate => Direction::Down,
        "rose" | "risen" | "rising" | "grew" | "grown" | "climbed" | "increased" => Direction::Up,
        "fell" | "fallen" | "falling" | "dropped" | "declined" | "shrank" | "decreased" => Direction::Down,
        // "Fewer pupils passed this year: 412".
        "fewer" if first => Direction::Down,
        "more" if first => Direction::Up,
        _ => return None,
    };
    let after = amounts.iter().find(|a| a.tokens.start > t && !a.when && !matches!(a.value, Value::Duration(_) | Value::Ordinal(_)))?;
    let mark = after.tokens.start.checked_sub(1).filter(|&m| m > t)?;
    let led = matches!(cx.text(mark), ":" | "\u{2014}" | "\u{2013}" | "--")
        || cx.folded(mark) == "with" && mark.checked_sub(1).is_some_and(|c| cx.text(c) == ",");
    let another =
        (t + 1..mark).any(|k| cx.is_any(k, &[Class::Rise, Class::Fall]) || matches!(cx.folded(k), "up" | "down" | "but" | "while" | "not"));
    let before = against(cx, amounts, after, sentence)?;
    if !led || another {
        return None;
    }
    let trigger = Trigger { tokens: t..t + 1, direction, form: Form::Verb, factor: None };
    let tokens = t..before.tokens.end;
    Some((trigger, Figures { before: Some(before.clone()), after: Some(after.clone()), tokens, ..Figures::default() }))
}

/// "£4.6m, against £3.8m in 2022": the earlier figure that a later one is set against, if there is no doubt which is which.
pub(super) fn against<'a>(cx: &Cx<'_>, amounts: &'a [Amount], after: &Amount, sentence: &Range<u32>) -> Option<&'a Amount> {
    let end = sentence.end.min(after.tokens.end + APART);
    let against = (after.tokens.end..end).find(|&k| match cx.folded(k) {
        "against" | "versus" => true,
        "compared" => matches!(cx.folded(k + 1), "with" | "to"),
        _ => false,
    })?;
    let start = if cx.folded(against) == "compared" { against + 2 } else { against + 1 };
    let before = amounts.iter().find(|a| a.tokens.start == start)?;
    let plain = |a: &Amount| !a.when && !a.compound;
    let between = amounts
        .iter()
        .any(|a| a.tokens.start >= after.tokens.end && a.tokens.end <= against && plain(a) && !matches!(a.value, Value::Duration(_)));
    // "274 last year against 318 this year" tells the earlier one first.
    let past = |k: u32| matches!(cx.folded(k), "last" | "previous" | "before" | "earlier" | "ago");
    let dated = amounts.iter().any(|a| a.when && a.tokens.start >= before.tokens.end && a.tokens.start <= before.tokens.end + 2);
    let early = !dated && (after.tokens.end..against).any(past) && !(before.tokens.end..sentence.end.min(before.tokens.end + 6)).any(past);
    let late = (before.tokens.end..sentence.end.min(before.tokens.end + 5)).any(|k| matches!(cx.folded(k), "this" | "now" | "today"));
    let year = |r: Range<u32>| r.into_iter().find_map(|k| cx.text(k).parse::<u32>().ok().filter(|y| (1500..2100).contains(y)));
    let turned = matches!((year(after.tokens.end..against), year(before.tokens.end..sentence.end.min(before.tokens.end + 6))), (Some(a), Some(b)) if a <= b);
    let alike = amounts::measure(&after.value).is_some() && amounts::align(cx, before, after).is_some();
    (!between && !early && !late && !turned && alike && plain(after) && plain(before)).then_some(before)
}
