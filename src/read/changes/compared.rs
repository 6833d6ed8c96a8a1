//! "Fewer visitors than in 2022: 5,210, against 4,870": a comparative with both figures behind it.

use super::super::amounts::Amount;
use super::super::{Cx, np};
use super::scan::Figures;
use super::trigger::{Direction, Form, Trigger};
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
