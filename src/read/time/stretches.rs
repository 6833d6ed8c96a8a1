//! Stretches of time from one end to another: "from June 3 to June 8", "between 2015 and Feb. 2018", "7 to 9 p.m.", "today till tomorrow",
//! "next week from Wednesday to Friday", "two weeks starting May 20".
//!
//! TIMEX3 has the ends as dates or times and the stretch between them as a duration with a begin point and an end point. So have we:
//! the ends stay mentions of their own, and the stretch is one more, a duration that covers the whole phrase. It is for reports only;
//! patterns and other readers have the ends and the claims `date-range` and `time-range`.

use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use crate::read::Kind;
use crate::value::{Clock, Date, Duration, Exact, Granularity, Number, TimeUnit, Value};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// The stretches among the expressions of a sentence.
pub(super) fn read(s: &Scan<'_, '_>, found: &[Found]) -> Vec<(Range<u32>, Value)> {
    let mut out: Vec<(Range<u32>, Value)> = Vec::new();
    for (i, a) in found.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|p| found.get(p));
        let pair = found.get(i + 1).and_then(|b| between(s, before, a, b).or_else(|| counted_from(s, a, b)));
        if let Some(stretch) = pair.or_else(|| for_days_from(s, a)).filter(|n| out.last().is_none_or(|l| l.0.end <= n.0.start)) {
            out.push(stretch);
        }
    }
    out
}

/// "from A to B", "between A and B", "A through B", "A-B".
fn between(s: &Scan<'_, '_>, before: Option<&Found>, a: &Found, b: &Found) -> Option<(Range<u32>, Value)> {
    let opener = among!(s, s.before_index(a.tokens.start), "from between") && a.tokens.start > s.from;
    let opening = if opener { s.before(a.tokens.start) } else { "" };
    let joint = joint_end(s, a, opening)?;
    if b.tokens.start != joint || !comparable(s, a, b) {
        return None;
    }
    // "this year through August": without "from" the first need not be the beginning.
    if !opener && !same_grain(a, b) {
        return None;
    }
    let mut start = a.tokens.start - u32::from(opener);
    // "next week from Wednesday to Friday": the period that holds both.
    let adjacent = |p: &&Found| p.end() == start && (opener || a.kind == Kind::Time && is_day(p));
    if let Some(period) = before.filter(adjacent).filter(|p| holds_days(p) && is_day(a)) {
        start = period.tokens.start;
    }
    Some((start..b.end(), length(a, b)))
}

/// Where the second end starts: behind the word or mark between the ends.
fn joint_end(s: &Scan<'_, '_>, a: &Found, opening: &str) -> Option<u32> {
    // "between March 9, 2021, and Feb. 2, 2021": the comma closes the year.
    let closes_year = a.as_date().is_some_and(|d| d.said.year.is_some() && d.said.day.is_some());
    let at = a.end() + u32::from(closes_year && s.w(a.end()) == ",");
    let joined = match s.w(at) {
        "to" | "through" | "thru" | "until" | "till" => true,
        "and" => opening == "between",
        "-" | "\u{2013}" | "~" => s.cx.touches(at) == s.cx.touches(at + 1),
        "up" => s.w(at + 1) == "to" && opening == "from",
        _ => false,
    };
    joined.then_some(at + 1 + u32::from(s.w(at) == "up"))
}

/// Whether two expressions can be the ends of one stretch.
fn comparable(s: &Scan<'_, '_>, a: &Found, b: &Found) -> bool {
    let placed = |f: &Found| match &f.value {
        Value::Date(d) => {
            d.valid && (d.granularity != Granularity::Vague || d.timex == "PRESENT_REF" && among!(s, f.tokens.start, "now today"))
        }
        Value::Time(_) => true,
        _ => false,
    };
    placed(a) && placed(b) && a.as_date().is_none_or(|d| d.granularity != Granularity::Vague)
}

fn same_grain(a: &Found, b: &Found) -> bool {
    match (&a.value, &b.value) {
        (Value::Date(x), Value::Date(y)) => x.granularity == y.granularity,
        (Value::Time(_), Value::Time(_)) => true,
        _ => false,
    }
}

fn is_day(f: &Found) -> bool {
    f.as_date().is_some_and(|d| d.granularity == Granularity::Day) || f.kind == Kind::Time
}

fn holds_days(f: &Found) -> bool {
    f.kind == Kind::Time
        || f.as_date().is_some_and(|d| !matches!(d.granularity, Granularity::Vague | Granularity::Century | Granularity::Decade))
}

/// "two weeks starting May 20", "3 days beginning next Monday", "for one week, from 20 December".
fn counted_from(s: &Scan<'_, '_>, a: &Found, b: &Found) -> Option<(Range<u32>, Value)> {
    let Value::Duration(d) = &a.value else { return None };
    let whole = matches!(d.unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month) && is_day(b);
    let for_before = s.before(a.tokens.start) == "for" && a.tokens.start > s.from;
    let at = a.end() + u32::from(s.w(a.end()) == ",");
    let end = match s.w(at) {
        "starting" | "beginning" | "commencing" => at + 1 + u32::from(among!(s, at + 1, "on from with")),
        "from" if for_before => at + 1,
        _ => return None,
    };
    // "from Monday to Friday" is a stretch of its own.
    let goes_on = among!(s, b.end(), "to until till through thru - \u{2013}");
    let start = a.tokens.start - u32::from(for_before && s.w(at) == "from");
    (whole && end == b.tokens.start && !goes_on).then(|| (start..b.end(), a.value.clone()))
}

/// "for three days from today": not the day that is three days away.
fn for_days_from(s: &Scan<'_, '_>, f: &Found) -> Option<(Range<u32>, Value)> {
    let start = f.tokens.start;
    let counted = f.kind == Kind::Date && s.before(start) == "for" && start > s.from && s.w(f.end() - 2) == "from";
    let length = counted.then(|| super::lengths::length(s, start)).flatten()?;
    (length.end + 2 == f.end()).then(|| (start - 1..f.end(), Value::duration(length.duration())))
}

/// How long it is from one end to the other, in the finest unit that both are told in; not known where an end is not.
fn length(a: &Found, b: &Found) -> Value {
    let duration = match (&a.value, &b.value) {
        (Value::Date(x), Value::Date(y)) => of_dates(x, y),
        (Value::Time(x), Value::Time(y)) => {
            let dated = |f: &Found| f.parts.iter().any(|p| p.kind == Kind::Date);
            of_clocks(x, y, dated(a) && dated(b))
        }
        _ => unknown(TimeUnit::Hour),
    };
    Value::duration(duration)
}

fn unknown(unit: TimeUnit) -> Duration {
    let (letter, time) = unit.timex();
    Duration::new(Number::vague(0, None), unit, format!("P{}X{letter}", if time { "T" } else { "" }))
}

fn of_dates(x: &Date, y: &Date) -> Duration {
    let unit = match x.granularity.max(y.granularity) {
        Granularity::Day | Granularity::Weekend | Granularity::Vague => TimeUnit::Day,
        Granularity::Week => TimeUnit::Week,
        Granularity::Month | Granularity::Quarter | Granularity::Half | Granularity::Season => TimeUnit::Month,
        _ => TimeUnit::Year,
    };
    let Some((lo, hi)) = same_year(x, y).or_else(|| first_day(x).zip(first_day(y))) else { return unknown(unit) };
    let weekdays = [x, y].iter().all(|d| d.weekday.is_some() && d.said.day.is_none());
    if x.granularity != y.granularity || hi < lo && !weekdays {
        return unknown(unit);
    }
    let days = hi.signed_duration_since(lo).num_days();
    let months = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month());
    let n = match unit {
        // "from Monday to Wednesday next week": of one week, whichever it is.
        TimeUnit::Day if weekdays => days.rem_euclid(7),
        TimeUnit::Day => days,
        TimeUnit::Week => days / 7,
        TimeUnit::Month => months(hi) - months(lo),
        _ => (months(hi) - months(lo)) / 12,
    };
    // Whether the last day counts is for the reader to say.
    Duration::new(Number::vague(n, Some(n + 1)), unit, super::lengths::timex(Exact::int(n), unit))
}

fn first_day(d: &Date) -> Option<NaiveDate> {
    d.alternatives.first().and_then(|r| r.lo).and_then(NaiveDate::from_num_days_from_ce_opt)
}

/// Two days or months told without their year are of one year, or of two where the second comes first in it.
fn same_year(x: &Date, y: &Date) -> Option<(NaiveDate, NaiveDate)> {
    if x.said.year.is_some() || y.said.year.is_some() || x.said.day.is_some() != y.said.day.is_some() {
        return None;
    }
    if let (None, None, Some(a), Some(b)) = (x.said.month, y.said.month, x.said.day, y.said.day) {
        // "from the 3rd to the 8th": of one month, or of two that follow each other.
        return NaiveDate::from_ymd_opt(2001, 1, a).zip(NaiveDate::from_ymd_opt(2001, 1, b)).filter(|(lo, hi)| lo <= hi);
    }
    let of = |d: &Date, year: i32| NaiveDate::from_ymd_opt(year, d.said.month.or(y.said.month)?, d.said.day.unwrap_or(1));
    let lo = of(x, 2001)?;
    of(y, 2001).filter(|hi| *hi >= lo).or_else(|| of(y, 2002)).map(|hi| (lo, hi))
}

/// From clock to clock; where both are told with their day it must be the same.
fn of_clocks(x: &Clock, y: &Clock, dated: bool) -> Duration {
    let (Some((a, b)), Some((c, d))) = (x.minutes, y.minutes) else { return unknown(TimeUnit::Hour) };
    if a != b || c != d || c == a || dated && x.timex.split('T').next() != y.timex.split('T').next() {
        return unknown(TimeUnit::Hour);
    }
    let minutes = (i64::from(c) - i64::from(a)).rem_euclid(1440);
    let hours = Exact::ratio(minutes, 60).unwrap_or(Exact::ZERO);
    Duration::new(Number::exact(hours), TimeUnit::Hour, super::lengths::timex(hours, TimeUnit::Hour))
}
