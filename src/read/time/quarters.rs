//! Quarters and halves: "the third quarter of 1990", "third-quarter", "Q3 2019", "the year-earlier quarter", "the first half".

use super::calendar::{date, quarter_of, shift_quarter};
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use super::tense::Tense;
use super::words;
use crate::lexicon::TokenKind;
use crate::value::{Basis, Date, DayRange, Granularity};
use chrono::Datelike;

/// A quarter or half that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    short(s, i).or_else(|| named(s, i)).or_else(|| anaphoric(s, i))
}

/// "Q3 2019", "Q3", "H1 2020".
fn short(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if let Some(y) = s.year(i).filter(|_| among!(s, i + 1, "q1 q2 q3 q4 h1 h2")) {
        let half = s.w(i + 1).starts_with('h');
        let n = s.w(i + 1).get(1..).and_then(|n| n.parse().ok())?;
        return Some(Found::date(i..i + 2, dated(s, n, half, Some(y), i)).with_date(i..i + 1, super::calendar::year_date(y)));
    }
    let w = s.w(i);
    let n: u32 = match w {
        "q1" | "h1" => 1,
        "q2" | "h2" => 2,
        "q3" => 3,
        "q4" => 4,
        _ => return None,
    };
    let half = w.starts_with('h');
    let (y, end) = match super::dates::year_after(s, i + 1) {
        Some((y, _, end, _)) => (Some(y), end),
        None => (None, i + 1),
    };
    (y.is_some() || !half).then(|| Found::date(i..end, dated(s, n, half, y, i)))
}

/// "the third quarter", "fiscal second-quarter", "the 1988 third quarter", "this year's third quarter", "a flat second quarter".
fn named(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mut at = i;
    let mut year = None;
    if among!(s, at, "the its their his") {
        at += 1;
    }
    if let Some(y) = s.year(at) {
        (year, at) = (Some(y), at + 1);
    } else if among!(s, at, "this last next") && s.w(at + 1) == "year" && s.w(at + 2) == "'s" {
        let shift = match s.w(at) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        year = s.cx.published.map(|p| p.year() + shift);
        at += 3;
    }
    if !s.counts(at) && !among!(s, at, "last fiscal financial year-earlier year-ago year") {
        return None;
    }
    let mut ago = false;
    if among!(s, at, "year-earlier year-ago") || s.w(at) == "year" && s.hyphen(at + 1) && among!(s, at + 2, "ago earlier") {
        at += if s.w(at) == "year" { 3 } else { 1 };
        ago = true;
    }
    if among!(s, at, "fiscal financial") {
        at = s.skip_hyphen(at + 1);
    }
    let n = words::ordinal(s.w(at)).filter(|n| *n <= 4).or_else(|| if s.w(at) == "last" { Some(0) } else { digit_ordinal(s, at) })?;
    at += if digit_ordinal(s, at).is_some() { 2 } else { 1 };
    at = s.skip_hyphen(at);
    if among!(s, at, "fiscal financial") {
        at += 1;
    }
    let half = s.w(at) == "half" && n <= 2;
    if !half && (s.w(at) != "quarter" || n == 0) {
        return None;
    }
    let n = if n == 0 { 2 } else { n };
    let mut end = at + 1;
    if year.is_none() {
        let of = end + u32::from(s.w(end) == "of");
        if let Some((y, _, last, _)) = super::dates::year_after(s, end) {
            (year, end) = (Some(y), last);
        } else if let Some(last) = super::hasty::open_year(s, end) {
            end = last;
        } else if of > end && among!(s, of, "fiscal financial calendar") {
            let year_at = of + 1 + u32::from(s.w(of + 1) == "year");
            if let Some(y) = s.year(year_at) {
                (year, end) = (Some(y), year_at + 1);
            } else if s.w(of + 1) == "year" {
                return None;
            }
        } else if of > end && among!(s, of, "this last next") && s.w(of + 1) == "year" {
            year = s.cx.published.map(|p| {
                p.year()
                    + match s.w(of) {
                        "last" => -1,
                        "next" => 1,
                        _ => 0,
                    }
            });
            end = of + 2;
        } else if half {
            // A half without a year is as often one of a match.
            let year_named = of > end && (s.all(of, &["the", "year"]) || s.all(of, &["the", "decade"]));
            if !year_named && among!(s, s.before_index(i), "of the") {
                return None;
            }
            if !year_named {
                return None;
            }
            end = of + 2;
        }
    }
    // "the third-quarter loss", "its third quarter": the determiner belongs to the noun or the firm.
    let adjectival = s.hyphen(at.saturating_sub(1)) && !ago && year.is_none();
    if (adjectival && s.w(i) == "the") || among!(s, i, "its their his") {
        return None;
    }
    let mut d = dated(s, n, half, year, i);
    if ago {
        d = shifted(&d, -4);
    }
    Some(Found::date(i..end, d))
}

fn digit_ordinal(s: &Scan<'_, '_>, i: u32) -> Option<u32> {
    s.digits(i, 1..=1).filter(|n| (1..=4).contains(n)).filter(|_| among!(s, i + 1, "st nd rd th"))
}

fn dated(s: &Scan<'_, '_>, n: u32, half: bool, year: Option<i32>, at: u32) -> Date {
    let letter = if half { "H" } else { "Q" };
    let granularity = if half { Granularity::Half } else { Granularity::Quarter };
    let y = year.or_else(|| guess(s, n, half, at));
    let Some(y) = y else { return date(&[DayRange::ANY], granularity, Basis::Published, format!("XXXX-{letter}{n}")) };
    let basis = if year.is_some() { Basis::Absolute } else { Basis::Published };
    let ranges = if year.is_some() { vec![Scan::wide_year(y)] } else { vec![DayRange::ANY] };
    date(&ranges, granularity, basis, format!("{y:04}-{letter}{n}"))
}

/// The year of a quarter told without one: the latest that has begun, or with words of the future the next.
fn guess(s: &Scan<'_, '_>, n: u32, half: bool, at: u32) -> Option<i32> {
    let p = s.cx.published?;
    let own = if half { u32::from(p.month() > 6) + 1 } else { quarter_of(p.month()) };
    let tense = s.tense(at).0;
    let shift = match (n.cmp(&own), n.abs_diff(own)) {
        // The quarter that ended with the old year.
        (std::cmp::Ordering::Greater, 2 | 3) if tense != Tense::Future => -1,
        (std::cmp::Ordering::Less, 2 | 3) if tense == Tense::Future => 1,
        _ => 0,
    };
    Some(p.year() + shift)
}

fn shifted(d: &Date, n: i32) -> Date {
    let timex = d
        .timex
        .split_once("-Q")
        .and_then(|(y, q)| Some(shift_quarter(y.parse().ok()?, q.parse().ok()?, n)))
        .map_or_else(|| d.timex.clone(), |(y, q)| format!("{y:04}-Q{q}"));
    date(&[DayRange::ANY], d.granularity, Basis::Narrative, timex)
}

/// What "the quarter" and its like begin with behind their article.
const ANAPHORIC: &str =
    "latest current same comparable corresponding like most-recent just-ended recent full year-earlier year-ago year quarter period";

/// "the quarter", "the latest quarter", "the year-earlier period", "year-ago": told of the quarter in view.
fn anaphoric(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let the = i + u32::from(among!(s, i, "the that this"));
    if !s.cx.is_kind(the, TokenKind::Number) && !among!(s, the, ANAPHORIC) {
        return None;
    }
    let mut at = the;
    let mut back = false;
    let mut said = false;
    let mut year = None;
    loop {
        if among!(s, at, "latest current same comparable corresponding like most-recent just-ended recent full") {
            said = true;
            at += 1;
        } else if among!(s, at, "year-earlier year-ago") {
            (said, back, at) = (true, true, at + 1);
        } else if s.w(at) == "year" && s.hyphen(at + 1) && among!(s, at + 2, "ago earlier") {
            (said, back, at) = (true, true, at + 3);
        } else if let Some(y) = s.year(at).filter(|_| at > i) {
            (said, year, at) = (true, Some(y), at + 1);
        } else {
            break;
        }
    }
    let head = among!(s, at, "quarter period");
    if s.w(at) == "period" && !said || !head && !back {
        return None;
    }
    if !head && the > i || s.hyphen(at + 1) {
        return None;
    }
    if head && the == i && !back && !said {
        return None;
    }
    let mut end = if head { at + 1 } else { at };
    let view = s.quarter_in_view();
    if head && s.all(end, &["a", "year"]) && among!(s, end + 2, "ago earlier") {
        (back, end) = (true, end + 3);
    } else if head && s.all(end, &["last", "year"]) {
        (back, end) = (true, end + 2);
    }
    let quarter_word = s.w(at) == "quarter";
    let timex = match (view, year) {
        (Some((_, q)), Some(y)) => format!("{y:04}-Q{q}"),
        (Some((y, q)), None) => format!("{:04}-Q{q}", if back { y - 1 } else { y }),
        (None, Some(y)) => format!("{y:04}"),
        (None, None) => match s.cx.published {
            Some(p) if quarter_word && (s.w(at.saturating_sub(1)) == "current" || s.w(i) == "this") => {
                format!("{:04}-Q{}", p.year(), quarter_of(p.month()))
            }
            Some(p) if quarter_word => {
                let (y, q) = shift_quarter(p.year(), quarter_of(p.month()), -1);
                format!("{:04}-Q{q}", if back { y - 1 } else { y })
            }
            Some(p) if back => format!("{:04}", p.year() - 1),
            Some(p) => format!("{:04}", p.year()),
            None => "XXXX-QX".to_owned(),
        },
    };
    Some(Found::date(i..end, date(&[DayRange::ANY], Granularity::Quarter, Basis::Narrative, timex)))
}
