//! Calendar arithmetic: ranges of days and TIMEX3 values of periods.

use crate::value::{Basis, Date, DayRange, Granularity, Ymd, days_in_month};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use smallvec::SmallVec;

/// A day; `None` where the calendar has none.
pub(super) fn ymd(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(y, m, d)
}

/// All days from one to another.
pub(super) fn between(lo: Option<NaiveDate>, hi: Option<NaiveDate>) -> DayRange {
    DayRange { lo: lo.map(|d| d.num_days_from_ce()), hi: hi.map(|d| d.num_days_from_ce()) }
}

/// A whole year or several.
pub(super) fn years(first: i32, last: i32) -> DayRange {
    between(ymd(first, 1, 1), ymd(last, 12, 31))
}

/// A whole month.
pub(super) fn month(y: i32, m: u32) -> DayRange {
    between(ymd(y, m, 1), days_in_month(Some(y), m).and_then(|d| ymd(y, m, d)))
}

/// The Monday of a day's week.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    back(day, u64::from(day.weekday().num_days_from_monday()))
}

/// So many days later.
pub(super) fn ahead(day: NaiveDate, n: u64) -> NaiveDate {
    day.checked_add_days(Days::new(n)).unwrap_or(day)
}

/// So many days earlier.
pub(super) fn back(day: NaiveDate, n: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(n)).unwrap_or(day)
}

/// Moved by days, forward or back.
pub(super) fn shift_days(day: NaiveDate, n: i64) -> NaiveDate {
    if n < 0 { back(day, n.unsigned_abs()) } else { ahead(day, n.unsigned_abs()) }
}

/// Moved by months, forward or back.
pub(super) fn shift_months(day: NaiveDate, n: i64) -> NaiveDate {
    let months = Months::new(u32::try_from(n.unsigned_abs()).unwrap_or(0));
    if n < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }.unwrap_or(day)
}

/// The ISO week of a day: `2023-W24`.
pub(super) fn week_timex(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The week of a day in both countings, from Monday and from Sunday.
pub(super) fn weeks_of(day: NaiveDate) -> SmallVec<[DayRange; 2]> {
    let mon = monday(day);
    let sun = back(day, u64::from(day.weekday().num_days_from_sunday()));
    SmallVec::from_slice(&[DayRange::new(mon, ahead(mon, 6)), DayRange::new(sun, ahead(sun, 6))])
}

/// The quarter of a month, 1 to 4.
pub(super) fn quarter_of(month: u32) -> u32 {
    month.saturating_sub(1) / 3 + 1
}

/// A quarter moved by a number of quarters.
pub(super) fn shift_quarter(y: i32, q: u32, n: i32) -> (i32, u32) {
    let index = y * 4 + i32::try_from(q).unwrap_or(1) - 1 + n;
    (index.div_euclid(4), u32::try_from(index.rem_euclid(4)).unwrap_or(0) + 1)
}

/// A year with four digits at least; before Christ as `BC0044`.
pub(super) fn year_timex(y: i32) -> String {
    if y <= 0 { format!("BC{:04}", 1 - y) } else { format!("{y:04}") }
}

/// The nearest day with a weekday: on or before, or on or after.
pub(super) fn nearest_weekday(day: NaiveDate, wd: Weekday, before: bool) -> NaiveDate {
    let (a, b) = (day.weekday().num_days_from_monday(), wd.num_days_from_monday());
    if before { back(day, u64::from((7 + a - b) % 7)) } else { ahead(day, u64::from((7 + b - a) % 7)) }
}

/// The first year in which a season of the northern or southern hemisphere may begin and the days it may take: wide on purpose.
pub(super) fn season_range(y: i32) -> DayRange {
    between(ymd(y - 1, 11, 1), ymd(y + 1, 3, 31))
}

/// A date over given ranges.
pub(super) fn date(ranges: &[DayRange], granularity: Granularity, basis: Basis, timex: String) -> Date {
    let mut date = Date::single(ranges.first().copied().unwrap_or(DayRange::ANY), granularity, basis, timex);
    for range in ranges.iter().skip(1) {
        if !date.alternatives.contains(range) {
            date.alternatives.push(*range);
        }
    }
    date
}

/// A year that the words name.
pub(super) fn year_date(y: i32) -> Date {
    let said = Ymd { year: Some(y), ..Ymd::default() };
    Date { said, ..date(&[years(y, y)], Granularity::Year, Basis::Absolute, year_timex(y)) }
}

/// A vague time without a place on the calendar.
pub(super) fn vague(timex: &str) -> Date {
    date(&[DayRange::ANY], Granularity::Vague, Basis::Published, timex.to_owned())
}
