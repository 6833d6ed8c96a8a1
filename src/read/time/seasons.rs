//! Seasons: "the summer", "in spring", "summer of 1989", "last fall".

use super::calendar::{date, season_range};
use super::found::Found;
use super::lists::among;
use super::relative::Shift;
use super::scan::Scan;
use super::tense::Tense;
use super::words;
use crate::value::{Basis, DayRange, Granularity};
use chrono::{Datelike, NaiveDate};

/// The year that "last", "this" or "next" gives a season.
pub(super) fn season_year(shift: Shift, letters: &str, p: NaiveDate) -> i32 {
    let start = first_month(letters);
    match shift {
        Shift::Last | Shift::Previous | Shift::Past => p.year() - i32::from(p.month() <= start + 1),
        Shift::Next | Shift::Following => p.year() + i32::from(p.month() >= start),
        Shift::This | Shift::Same => p.year(),
    }
}

/// The month in which a season of the north begins.
fn first_month(letters: &str) -> u32 {
    match letters {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// A season without an adjective: "the summer", "in spring", "summer of 1989", "summer 2019".
pub(super) fn season(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let the = i + u32::from(s.w(i) == "the");
    let letters = words::season(s.w(the))?;
    let title = s.cx.is_capitalised(the) && the > s.from && s.year(the + 1).is_none();
    if title {
        return None;
    }
    let of = the + 1 + u32::from(s.w(the + 1) == "of");
    let modal = among!(s, s.before_index(i), "to will may could would can might must should") && the == i;
    if let Some((y, year_at, end, _)) = super::dates::year_after(s, the + 1).filter(|y| (y.1 == of || s.w(the + 1) == ",") && !modal) {
        let range = season_range(y);
        let d = date(&[range], Granularity::Season, Basis::Absolute, format!("{y:04}-{letters}"));
        return Some(Found::date(i..end, d).with_date(year_at..end, super::calendar::year_date(y)));
    }
    let w = s.w(the);
    let framed = the > i && w != "fall" && w != "spring"
        || among!(s, s.before_index(i), "in by until since during early late mid last each through -") && i > s.from;
    let verb = matches!(w, "fall" | "spring") && among!(s, s.before_index(i), "to will may could")
        || among!(s, the + 1, "of in to from by") && w == "fall";
    if !framed || verb {
        return None;
    }
    let y = s.cx.published.map(|p| {
        let start = first_month(letters);
        match s.tense(i).0 {
            Tense::Future if p.month() > start + 2 => p.year() + 1,
            Tense::Past if p.month() < start => p.year() - 1,
            _ => p.year(),
        }
    });
    let timex = y.map_or_else(|| format!("XXXX-{letters}"), |y| format!("{y:04}-{letters}"));
    let d = date(&[DayRange::ANY], Granularity::Season, Basis::Published, timex);
    Some(Found::date(i..the + 1, d))
}
