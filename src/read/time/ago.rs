//! Dates counted from another: "two weeks ago", "a year earlier", "ten years from now".

use super::calendar::{date, nearest_weekday, shift_days};
use super::durations;
use super::found::Found;
use super::lengths::{self, Length};
use super::lists::among;
use super::relative::{first_day, unit_date, unknown};
use super::scan::Scan;
use crate::read::numerals;
use crate::value::{Basis, Date, DayRange, Exact, Granularity, Hedge, TimeUnit};
use chrono::{Datelike, NaiveDate};

/// "two weeks ago", "a year earlier", "three days later", "ten years from now".
pub(super) fn ago(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if let Some(found) = weekdays_from_now(s, i) {
        return Some(found);
    }
    let (hedge, at) = durations::hedge(s, i);
    let mut length = lengths::length(s, at)?;
    any_order(s, &mut length);
    let mut end = length.end;
    if s.all(end, &["or", "so"]) {
        end += 2;
        length.amount = length.amount.hedged(Hedge::About);
    }
    if let Some(found) = from_day(s, i, &length, end) {
        return Some(found);
    }
    let (sign, narrative, last) = direction(s, end)?;
    if length.bare && sign > 0 {
        return None;
    }
    if hedge != Hedge::Exact {
        length.amount = length.amount.hedged(hedge);
    }
    Some(Found::date(i..last, offset(s, &length, sign, narrative, i)))
}

/// "1 month 2 years 21 days ago": units in any order, as nobody would write them but many say them. Two are not enough: "he stayed
/// three days two weeks ago".
fn any_order(s: &Scan<'_, '_>, length: &mut Length) {
    let mut whole = length.clone();
    let mut pieces = 1 + whole.more.len();
    for _ in 0..4 {
        let Some(next) = lengths::length(s, whole.end).filter(|n| !n.article && !n.bare && n.unit != whole.unit) else { break };
        pieces += 1 + next.more.len();
        let end = next.end;
        // What is counted in more than one unit is known no closer than in its greatest.
        if next.unit > whole.unit {
            whole = next;
        }
        whole.end = end;
        whole.amount.hedge = Hedge::Vague;
    }
    if pieces > 2 {
        *length = whole;
    }
}

/// "two days after tomorrow", "more than two weeks before today", "a week from Friday": counted from a day that is named.
fn from_day(s: &Scan<'_, '_>, i: u32, length: &Length, end: u32) -> Option<Found> {
    let sign = match s.w(end) {
        "before" => -1,
        "prior" if s.w(end + 1) == "to" => -1,
        "after" => 1,
        "from" if !among!(s, end + 1, "now today") => 1,
        _ => return None,
    };
    let end = end + u32::from(s.w(end) == "prior" && s.w(end + 1) == "to");
    let deictic = match s.w(end + 1) {
        "yesterday" => Some(-1),
        "today" => Some(0),
        "tomorrow" | "tmr" | "tmrw" => Some(1),
        _ => None,
    };
    if length.bare || length.unit < TimeUnit::Day {
        return None;
    }
    let base = deictic.map(|n| s.resolve_offset(n, i));
    let base = match base {
        Some(d) => d,
        None if s.w(end) == "from" => s.resolve_weekday(s.weekday(end + 1)?, i),
        None => return None,
    };
    let n = length.amount.nominal.floor().filter(|n| (0..100_000).contains(n));
    let exact = length.amount.hedge == Hedge::Exact && length.more.is_empty();
    let known = exact.then(|| base.alternatives.first().and_then(|r| r.day())).flatten().zip(n);
    // "a week from Friday" is a day.
    let (unit, per) = if deictic.is_none() && length.unit == TimeUnit::Week { (TimeUnit::Day, 7) } else { (length.unit, 1) };
    let d = known.and_then(|(day, n)| unit_date(s, day, unit, sign * n * per, i)).unwrap_or_else(|| unknown(unit));
    let ranges =
        [if unit == TimeUnit::Day && deictic.is_some() { d.alternatives.first().copied().unwrap_or(DayRange::ANY) } else { DayRange::ANY }];
    let open = Date { alternatives: smallvec::SmallVec::from_slice(&ranges), ..d };
    Some(Found::date(i..end + 2, open))
}

/// "two Sundays from now", "three Fridays ago".
fn weekdays_from_now(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let wd = super::words::weekdays(s.w(i + 1))?;
    let n = numerals::small_word(s.w(i)).or_else(|| s.digits(i, 1..=2).map(i64::from)).filter(|n| (1..=20).contains(n))?;
    let (sign, end) = match s.w(i + 2) {
        "ago" => (-1, i + 3),
        "from" if among!(s, i + 3, "now today") => (1, i + 4),
        _ => return None,
    };
    let day = s.cx.published.map(|p| shift_days(nearest_weekday(shift_days(p, sign), wd, sign < 0), sign * 7 * (n - 1)));
    let timex = day.map_or_else(|| format!("XXXX-WXX-{}", wd.number_from_monday()), |d| d.format("%Y-%m-%d").to_string());
    let d = date(&[DayRange::ANY], Granularity::Day, Basis::Published, timex);
    Some(Found::date(i..end, Date { weekday: Some(wd), ..d }))
}

fn direction(s: &Scan<'_, '_>, end: u32) -> Option<(i64, bool, u32)> {
    match s.w(end) {
        "ago" => Some((-1, false, end + 1)),
        "back" if ends_phrase(s, end + 1) => Some((-1, false, end + 1)),
        "earlier" | "previously" => Some((-1, true, end + 1)),
        "before" if ends_phrase(s, end + 1) => Some((-1, true, end + 1)),
        "afterward" | "afterwards" => Some((1, true, end + 1)),
        "hence" => Some((1, false, end + 1)),
        "from" if among!(s, end + 1, "now today") => Some((1, false, end + 2)),
        _ => None,
    }
}

fn ends_phrase(s: &Scan<'_, '_>, i: u32) -> bool {
    i >= s.limit || matches!(s.w(i), "." | "," | ";" | ")" | "\"" | "\u{201d}")
}

fn offset(s: &Scan<'_, '_>, length: &Length, sign: i64, narrative: bool, at: u32) -> Date {
    let vague = length.amount.hedge == Hedge::Vague || length.bare;
    if vague || length.unit < TimeUnit::Day {
        let timex = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return super::calendar::vague(timex);
    }
    let Some(n) = length.amount.nominal.floor().filter(|n| (0..100_000).contains(n)) else { return super::calendar::vague("PAST_REF") };
    if let Some(d) = quarter_before(s, length, sign, narrative) {
        return d;
    }
    let base = if narrative { s.narrative.date.as_ref().and_then(first_day).or(s.cx.published) } else { s.cx.published };
    let Some(base) = base else {
        return Date { basis: if narrative { Basis::Narrative } else { Basis::Published }, ..unknown(length.unit) };
    };
    let Some(mut d) = unit_date(s, base, length.unit, sign.saturating_mul(n), at) else { return unknown(length.unit) };
    if length.unit == TimeUnit::Decade {
        d.timex = format!("{}", (i64::from(base.year()) + sign * n * 10).div_euclid(10));
    }
    d.alternatives.clear();
    d.alternatives.push(if narrative || s.quoted(at) { DayRange::ANY } else { around(base, length, sign) });
    d.basis = if narrative { Basis::Narrative } else { Basis::Published };
    d
}

/// The days that "n units ago" may mean: a unit more or less, and as far as the hedge allows.
fn around(base: NaiveDate, length: &Length, sign: i64) -> DayRange {
    let (_, longest) = length.unit.seconds();
    let days = |e: Option<Exact>| e.and_then(|e| e.mul(Exact::int(longest / 86_400))).and_then(Exact::floor);
    let slack = if length.unit == TimeUnit::Day { 0 } else { longest / 86_400 };
    let (near, far) = (days(length.amount.range.lo), days(length.amount.range.hi));
    let at = |n: i64| (-800_000..800_000).contains(&n).then(|| shift_days(base, n));
    let bound = |n: Option<i64>, slack: i64| n.and_then(|n| at(sign.saturating_mul(n.saturating_add(slack)))).map(|d| d.num_days_from_ce());
    let (a, b) = (bound(near, -slack), bound(far, slack));
    if sign < 0 { DayRange { lo: b, hi: a } } else { DayRange { lo: a, hi: b } }
}

/// "a year earlier" said of a quarter is that quarter of the year before.
fn quarter_before(s: &Scan<'_, '_>, length: &Length, sign: i64, _narrative: bool) -> Option<Date> {
    if length.unit != TimeUnit::Year || length.amount.nominal != Exact::ONE || sign > 0 {
        return None;
    }
    let (y, q) = s.quarter_in_view()?;
    Some(date(&[DayRange::ANY], Granularity::Quarter, Basis::Narrative, format!("{:04}-Q{q}", y - 1)))
}
