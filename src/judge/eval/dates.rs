//! Dates in expressions.

use super::super::bound::Val;
use crate::value::{Basis, Date, DayRange, Duration, Exact, Granularity, Hedge, Interval, Number, Value, weekday_of};
use chrono::{Datelike, NaiveDate, Weekday};

const DAY: i64 = 86_400;

/// The weekday of a date; where its readings differ, one of several.
pub(super) fn weekday(d: &Date) -> Val {
    let of = |r: &DayRange| (r.lo == r.hi).then_some(r.lo).flatten().and_then(|day| Some((weekday_of(day)?, old_style(day))));
    let days: Option<Vec<(Weekday, Option<Weekday>)>> = d.alternatives.iter().map(of).collect();
    match days.filter(|_| d.valid) {
        Some(days) => one_of(days.into_iter().flat_map(|(new, old)| [Some(new), old]).flatten().map(|w| Val::Value(Value::Weekday(w)))),
        None => Val::Unknown,
    }
}

/// The weekday of a day that is told in the old calendar, in the time when both were in use: Britain kept it until 1752.
fn old_style(day: i32) -> Option<Weekday> {
    let told = NaiveDate::from_num_days_from_ce_opt(day)?;
    let last = NaiveDate::from_ymd_opt(1752, 9, 13)?;
    // The year begins in March here: its leap day is the last.
    let year = told.year() - i32::from(told.month() < 3);
    let behind = year.div_euclid(100) - year.div_euclid(400) - 2;
    (told <= last).then(|| weekday_of(day.checked_add(behind)?)).flatten()
}

/// One value, or one of several.
fn one_of(vals: impl Iterator<Item = Val>) -> Val {
    let mut all: Vec<Val> = Vec::new();
    for v in vals {
        if !all.contains(&v) {
            all.push(v);
        }
    }
    if all.len() == 1 { all.pop().unwrap_or(Val::Unknown) } else { Val::OneOf(all) }
}

/// The day with a weekday that is nearest to the first reading of a date.
pub(super) fn nearest(d: &Date, w: Weekday) -> Option<Date> {
    let day = d.alternatives.first()?.day()?;
    let ahead = (i64::from(w.num_days_from_monday()) - i64::from(day.weekday().num_days_from_monday())).rem_euclid(7);
    let shift = if ahead > 3 { ahead - 7 } else { ahead };
    day.checked_add_signed(chrono::TimeDelta::try_days(shift)?).map(|n| Date::day(n, d.basis))
}

/// A part of a date: the field said, or what all readings agree on.
pub(super) fn part(d: &Date, said: Option<i64>, of: fn(NaiveDate) -> i64) -> Val {
    if let Some(n) = said {
        return Val::Value(Value::Number(Box::new(Number::int(n))));
    }
    let ends = |r: &DayRange| {
        let day = |n: Option<i32>| n.and_then(NaiveDate::from_num_days_from_ce_opt).map(of);
        Some((day(r.lo)?, day(r.hi)?))
    };
    let all: Option<Vec<(i64, i64)>> = d.alternatives.iter().map(ends).collect();
    match all {
        Some(all) => one_of(all.into_iter().map(|(lo, hi)| {
            let range = Interval::new(Exact::int(lo), Exact::int(hi));
            Val::Value(Value::Number(Box::new(super::numbers::from_range(range))))
        })),
        None => Val::Unknown,
    }
}

/// The first or last day of a date.
pub(super) fn end_day(d: &Date, last: bool) -> Option<Date> {
    let pick = |r: &DayRange| if last { r.hi } else { r.lo };
    let alternatives = d.alternatives.iter().map(|r| pick(r).map(|n| DayRange { lo: Some(n), hi: Some(n) })).collect::<Option<_>>()?;
    let known = match d.alternatives.as_slice() {
        [one] => pick(one).and_then(NaiveDate::from_num_days_from_ce_opt),
        _ => None,
    };
    let day = known.map_or_else(|| Date { granularity: Granularity::Day, ..d.clone() }, |k| Date::day(k, d.basis));
    Some(Date { alternatives, valid: d.valid, ..day })
}

/// Whole years from one day to another, as for ages.
fn whole_years(from: NaiveDate, to: NaiveDate) -> i64 {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    i64::from(to.year()) - i64::from(from.year()) - i64::from(before)
}

/// Whole years between two dates, least and most over all readings.
pub(super) fn years_between(a: &Date, b: &Date) -> Option<Number> {
    let (a, b) = (a.hull(), b.hull());
    let years = |from: Option<i32>, to: Option<i32>| {
        Some(whole_years(NaiveDate::from_num_days_from_ce_opt(from?)?, NaiveDate::from_num_days_from_ce_opt(to?)?))
    };
    let range = Interval { lo: years(a.hi, b.lo).map(Exact::int), hi: years(a.lo, b.hi).map(Exact::int) };
    (range != Interval::ANY)
        .then(|| if range.is_point() { Number::exact(range.lo.unwrap_or(Exact::ZERO)) } else { super::numbers::from_range(range) })
}

/// Days from one day without a year to a later one: of one year, which may be a leap year.
fn in_one_year(a: &Date, b: &Date) -> Option<(i64, i64)> {
    let known = |d: &Date| d.alternatives.len() == 1 && d.hull().lo.is_some();
    let open = |d: &Date| d.valid && d.granularity == Granularity::Day && d.said.year.is_none() && !known(d);
    let (from, to) = ((a.said.month?, a.said.day?), (b.said.month?, b.said.day?));
    let days = |year: i32| {
        let day = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(year, month, day);
        Some((day(to)? - day(from)?).num_days())
    };
    let (short, long) = (days(2023)?, days(2024)?);
    (open(a) && open(b) && short >= 0).then_some((short.min(long), short.max(long)))
}

/// The time from `a` to `b`, the last day not counted.
pub(super) fn between(a: &Date, b: &Date) -> Duration {
    if let Some((least, most)) = in_one_year(a, b) {
        return Duration::days_between(Some(least), Some(most));
    }
    let (a, b) = (a.hull(), b.hull());
    let days = |from: Option<i32>, to: Option<i32>| Some(i64::from(to?) - i64::from(from?));
    Duration::days_between(days(a.hi, b.lo), days(a.lo, b.hi))
}

/// A date moved by a duration, forwards (1) or backwards (-1).
pub(super) fn shift(d: &Date, t: &Duration, sign: i64) -> Date {
    let days = |e: Option<Exact>| e.and_then(|e| e.div(Exact::int(DAY))).and_then(Exact::floor).and_then(|n| i32::try_from(n * sign).ok());
    let (a, b) = (days(t.seconds.lo), days(t.seconds.hi));
    let (least, most) = if sign < 0 { (b, a) } else { (a, b) };
    let plus = |x: Option<i32>, y: Option<i32>| x?.checked_add(y?);
    let alternatives = d.alternatives.iter().map(|r| DayRange { lo: plus(r.lo, least), hi: plus(r.hi, most) }).collect();
    let day = Date { alternatives, hedge: Hedge::Exact, basis: Basis::Narrative, ..d.clone() };
    match day.known_day() {
        Some(known) => Date { basis: d.basis, ..Date::day(known, d.basis) },
        None => day,
    }
}
