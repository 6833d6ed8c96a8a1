//! Words around a date: "early 1990", "mid-November", "late yesterday", "earlier this month", "the end of 1990", "around Nov. 1".

use super::durations;
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use crate::value::{Date, DayRange, Granularity, Hedge, Value};
use chrono::Datelike;

/// A date with the words that narrow or hedge it, or alone.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let plain = s.plain_date(i);
    let framed = position(s, i).or_else(|| end_of(s, i)).or_else(|| hedged(s, i));
    let found = match (plain, framed) {
        (Some(p), Some(f)) => Some(if f.end() > p.end() { f } else { p }),
        (p, f) => p.or(f),
    }?;
    Some(open_ended(s, found))
}

/// "1994 or later", "1990 and beyond": from there on.
fn open_ended(s: &Scan<'_, '_>, found: Found) -> Found {
    let end = found.end();
    let later = s.all(end, &["or", "later"]) || s.all(end, &["and", "beyond"]);
    let earlier = s.all(end, &["or", "earlier"]);
    let Some(d) = found.as_date().filter(|d| (later || earlier) && d.granularity != Granularity::Vague) else { return found };
    let open = |r: &DayRange| if later { DayRange { lo: r.lo, hi: None } } else { DayRange { lo: None, hi: r.hi } };
    let wide = Date { alternatives: d.alternatives.iter().map(open).collect(), ..d.clone() };
    Found::date(found.tokens.start..end + 2, wide).with(&found)
}

/// early, late, mid, earlier, later, with "the" and "in the".
fn position(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let the = i + u32::from(s.w(i) == "the");
    if !among!(s, the, "early late mid middle earlier later sometime") {
        return None;
    }
    let relative = among!(s, the, "earlier later sometime");
    let mut at = the + 1;
    let inside = (relative || the == i) && s.w(at) == "in" && among!(s, at + 1, "the this");
    if inside {
        at += 1;
        let unit = among!(s, at + 1, "day week month year quarter decade summer century season");
        if unit && s.w(at) == "the" {
            return unit_of_now(s, at + 1).map(|d| Found::date(i..at + 2, d));
        }
    } else if s.hyphen(at) {
        at += 1;
    } else if among!(s, at, "in on") && !relative {
        // "late on Sunday", "early in 1990"
        at += 1;
    }
    let found = s.plain_date(at).or_else(|| super::dates::month_alone(s, at))?;
    if relative && !relative_fits(s, &found, at) {
        return None;
    }
    if among!(s, at.saturating_sub(1), "in on") && found.as_date().is_some_and(|d| d.granularity == Granularity::Vague) {
        return None;
    }
    let d = found.as_date()?.clone();
    Some(Found::date(i..found.end(), d).with(&found))
}

fn relative_fits(s: &Scan<'_, '_>, found: &Found, at: u32) -> bool {
    let deictic = among!(s, at, "this last next yesterday today in tomorrow on that");
    let day = found.as_date().is_some_and(|d| d.weekday.is_some() || d.said.day.is_some() || d.said.month.is_some());
    deictic || day
}

fn unit_of_now(s: &Scan<'_, '_>, at: u32) -> Option<Date> {
    let timex = match (s.w(at), s.cx.published) {
        ("year", Some(p)) => p.format("%Y").to_string(),
        ("month", Some(p)) => p.format("%Y-%m").to_string(),
        ("day", Some(p)) => p.format("%Y-%m-%d").to_string(),
        ("week", Some(p)) => super::calendar::week_timex(p),
        ("decade", Some(p)) => p.format("%Y").to_string().chars().take(3).collect(),
        ("year", None) => "XXXX".to_owned(),
        ("month", None) => "XXXX-XX".to_owned(),
        ("day", None) => "XXXX-XX-XX".to_owned(),
        ("week", None) => "XXXX-WXX".to_owned(),
        _ => return None,
    };
    let granularity = match s.w(at) {
        "year" => Granularity::Year,
        "month" => Granularity::Month,
        "week" => Granularity::Week,
        "decade" => Granularity::Decade,
        _ => Granularity::Day,
    };
    Some(super::calendar::date(&[DayRange::ANY], granularity, crate::value::Basis::Narrative, timex))
}

/// "the end of 1990", "the middle of October", "the first half of the '80s", "year-end".
fn end_of(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let ending = s.w(i) == "year" && (s.hyphen(i + 1) && s.w(i + 2) == "end" || s.w(i + 1) == "end" || s.all(i + 1, &["'s", "end"]))
        || s.w(i) == "year-end";
    if ending {
        let p = s.cx.published?;
        let end = if s.w(i) == "year-end" {
            i + 1
        } else if s.w(i + 1) == "end" {
            i + 2
        } else {
            i + 3
        };
        if let Some((y, _, last, _)) = super::dates::year_after(s, end) {
            return Some(Found::date(i..last, super::calendar::year_date(y)));
        }
        let y = p.year() - i32::from(s.before(i) == "since");
        let day = s.hyphen(i + 1) || s.w(i) == "year-end";
        let timex = if day { format!("{y:04}-12-31") } else { format!("{y:04}") };
        return Some(Found::date(
            i..end,
            super::calendar::date(&[DayRange::ANY], Granularity::Year, crate::value::Basis::Published, timex),
        ));
    }
    let the = i + u32::from(among!(s, i, "the its"));
    let bound =
        among!(s, the, "end beginning start middle close rest remainder turn outset eve better final first last second early latter");
    if !bound {
        return None;
    }
    let mut at = the + 1;
    if among!(s, the, "better final first last second early latter") {
        if !among!(s, at, "part half months weeks days years") {
            return None;
        }
        at += 1;
    }
    if s.w(at) != "of" {
        return None;
    }
    at += 1;
    // "rest of week": no article, as in chats and notes.
    if among!(s, the, "rest remainder end beginning start middle")
        && among!(s, at, "week month year day")
        && (at + 1 >= s.limit || among!(s, at + 1, ". , ; ! ? )"))
    {
        return unit_of_now(s, at).map(|d| Found::date(i..at + 1, d));
    }
    let unit =
        s.w(at) == "the" && among!(s, at + 1, "year month week day decade") && !among!(s, at + 2, "two 2000") && s.year(at + 2).is_none();
    if unit {
        return unit_of_now(s, at + 1).map(|d| Found::date(i..at + 2, d));
    }
    let found = s.plain_date(at)?;
    if among!(s, the, "eve outset") && found.as_date().is_none() {
        return None;
    }
    let d = found.as_date().filter(|d| d.granularity != Granularity::Vague)?.clone();
    Some(Found::date(i..found.end(), Date { said: crate::value::Ymd { day: None, ..d.said }, ..d }).with(&found))
}

/// "about 1900", "around Nov. 1", "c. 1850": a wide range.
fn hedged(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let at = if among!(s, i, "c. circa ca.") {
        i + 1
    } else {
        match durations::hedge(s, i) {
            (Hedge::About, at) => at,
            (Hedge::Nearly, at) if among!(s, i, "almost nearly") => return ago_only(s, i, at),
            _ => return None,
        }
    };
    let found = s.plain_date(at).or_else(|| end_of(s, at))?;
    let d = found.as_date()?;
    if matches!(d.granularity, Granularity::Vague) {
        return None;
    }
    let days = match d.granularity {
        Granularity::Day | Granularity::Weekend | Granularity::Week => 10,
        Granularity::Month => 45,
        Granularity::Decade | Granularity::Century => 3660,
        _ => 1100,
    };
    let widen = |r: &DayRange| DayRange { lo: r.lo.map(|x| x - days), hi: r.hi.map(|x| x + days) };
    let wide = Date { alternatives: d.alternatives.iter().map(widen).collect(), hedge: Hedge::About, ..d.clone() };
    let mut out = Found::date(i..found.end(), wide);
    out.parts = found.parts;
    Some(out)
}

fn ago_only(s: &Scan<'_, '_>, i: u32, at: u32) -> Option<Found> {
    let found = super::relative::read(s, i).filter(|f| f.end() > at)?;
    matches!(found.value, Value::Date(_)).then_some(found)
}
