//! Words that seldom begin an expression of time though they may: what has to stand behind them.

use super::lists::among;
use super::scan::Scan;
use super::{durations, words};
use crate::lexicon::{Class, TokenKind};

/// Whether any grammar may find something at a spot, as far as a look at the next words tells.
pub(super) fn may(s: &Scan<'_, '_>, i: u32) -> bool {
    if s.cx.is_kind(i, TokenKind::Number) {
        return !ends_as_count(s, i);
    }
    let w = s.w(i);
    let next = s.w(i + 1);
    let unit = |k: u32| words::unit(s.w(k)).is_some();
    let hedges = || durations::hedge(s, i).1 > i;
    let fits = match w {
        "already" | "between" | "formerly" | "then" | "within" => false,
        "as" | "at" | "less" | "no" | "over" | "under" | "up" => hedges(),
        "more" => next == "recently" || hedges(),
        "all" => unit(i + 1) || s.hyphen(i + 1),
        // "some of more years": at most three tokens stand before the unit.
        "many" | "some" => (i + 1..i + 5).any(unit),
        "each" | "every" => recurs(s, i + 1),
        "once" | "twice" => among!(s, i + 1, "a an per every each"),
        "beginning" | "end" | "remainder" | "rest" | "start" => next == "of",
        "day" => matches!(next, "after" | "before"),
        "future" => among!(s, i + 1, "days weeks months years quarters decades times"),
        "that" => !among!(s, i + 1, "a all an as at it many of one the these they this we you"),
        "may" => s.month(i).is_some(),
        _ => return true,
    };
    fits || s.cx.phrase(i, s.limit, Class::Holiday).is_some()
}

/// Whether figures too short for a year stand before the end of a phrase or what they count: they tell no time alone.
fn ends_as_count(s: &Scan<'_, '_>, i: u32) -> bool {
    let ends = i + 1 >= s.limit || among!(s, i + 1, ". , ; ) ] ! ? % percent people");
    ends && s.cx.text(i).len() <= 3
}

/// Whether what recurs may begin at a place behind "each".
fn recurs(s: &Scan<'_, '_>, i: u32) -> bool {
    let w = s.w(i);
    among!(s, i, "other single weekday workday")
        || words::unit(w).is_some()
        || words::part(w).is_some()
        || words::season(w).is_some()
        || words::weekday(w).or_else(|| words::weekdays(w)).is_some()
        || words::month(w).is_some()
        || super::may_start(s.cx, i, s.limit)
}
