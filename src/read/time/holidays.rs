//! Holidays by name, with the day that their rule gives: `12-25`, `easter+1`, `4th thu of 11`, `last mon of 5`.

use super::calendar::{ahead, back, date, shift_days, ymd};
use super::dates;
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use super::tense::Tense;
use super::words;
use crate::lexicon::{Class, Holiday, TokenKind};
use crate::value::{Basis, DayRange, Granularity, days_in_month};
use chrono::{Datelike, NaiveDate};

/// A holiday that starts here, perhaps with its year: "Christmas 2022", "last Thanksgiving".
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let shifted = among!(s, i, "last this next");
    let at = i + u32::from(shifted);
    let words = s.cx.phrase(at, s.limit, Class::Holiday)?;
    // Without capitals, as in chats, only what can be nothing else: "new year's eve", "christmas", but no "assumption".
    let plain =
        words > 1 && s.cx.is_kind(at, TokenKind::Word) && s.w(at) != "the" || among!(s, at, "christmas xmas thanksgiving easter halloween");
    if !s.cx.is_capitalised(at) && !plain {
        return None;
    }
    let end = at + words;
    let holiday = s.cx.holiday(at..end)?;
    if let Some((y, year_at, last, deictic)) = dates::year_after(s, end).filter(|y| s.w(end) != "," || y.3) {
        let day = day_of(holiday, y);
        let ranges = ranges(holiday, day);
        let timex = day.map_or_else(|| format!("{y:04}"), |d| d.format("%Y-%m-%d").to_string());
        let found = Found::date(i..last, date(&ranges, Granularity::Day, Basis::Absolute, timex));
        return Some(if deictic { found } else { found.with_date(year_at..last, super::calendar::year_date(y)) });
    }
    let Some(p) = s.cx.published else {
        return Some(Found::date(i..end, date(&[DayRange::ANY], Granularity::Day, Basis::Published, "XXXX-XX-XX".to_owned())));
    };
    let mut near: Vec<NaiveDate> = [p.year() - 1, p.year(), p.year() + 1].iter().filter_map(|y| day_of(holiday, *y)).collect();
    near.sort_by_key(|d| (d.num_days_from_ce() - p.num_days_from_ce()).abs());
    let tense = if s.w(i) == "last" {
        Tense::Past
    } else if s.w(i) == "next" {
        Tense::Future
    } else {
        s.tense(i).0
    };
    let chosen = near.iter().find(|d| match tense {
        Tense::Past => **d <= p,
        Tense::Future => **d >= p,
        Tense::Unknown => true,
    });
    let timex = chosen.map_or_else(|| "XXXX-XX-XX".to_owned(), |d| d.format("%Y-%m-%d").to_string());
    let mut ranges = ranges(holiday, chosen.copied());
    ranges.push(DayRange::ANY);
    Some(Found::date(i..end, date(&ranges, Granularity::Day, Basis::Published, timex)))
}

/// The days that a holiday may be: one kept in some countries only may have a namesake elsewhere.
fn ranges(holiday: &Holiday, day: Option<NaiveDate>) -> Vec<DayRange> {
    let Some(day) = day else { return vec![DayRange::ANY] };
    let slack = if holiday.approximate { 2 } else { 0 };
    let first = back(day, slack + u64::from(holiday.evening_before));
    let mut ranges = vec![DayRange::new(first, ahead(day, slack))];
    if !holiday.countries.is_empty() {
        ranges.push(DayRange::ANY);
    }
    ranges
}

/// All days that a holiday's name may have in a year, with those of its namesakes; `None` where they are not all known.
pub(in crate::read) fn days_in(holiday: &Holiday, year: i32) -> Option<Vec<DayRange>> {
    let slack = if holiday.approximate || holiday.evening_before { 2 } else { 0 };
    let also = holiday.also.iter().map(|rule| by_rule(rule, year));
    let days: Option<Vec<NaiveDate>> = std::iter::once(day_of(holiday, year)).chain(also).collect();
    Some(days?.into_iter().map(|day| DayRange::new(back(day, slack), ahead(day, slack))).collect())
}

/// The day of a holiday in a year; `None` where its rule does not tell.
fn day_of(holiday: &Holiday, year: i32) -> Option<NaiveDate> {
    if let Some(day) = holiday.years.get(year.to_string().as_str()) {
        return NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().or_else(|| month_day(day, year));
    }
    by_rule(holiday.rule?, year)
}

fn month_day(text: &str, year: i32) -> Option<NaiveDate> {
    let (m, d) = text.split_once('-')?;
    ymd(year, m.trim().parse().ok()?, d.trim().parse().ok()?)
}

/// The day that a rule gives for a year.
pub(super) fn by_rule(rule: &str, year: i32) -> Option<NaiveDate> {
    let rule = rule.trim();
    let (feast, rest) = match rule.strip_prefix("julian-easter") {
        Some(rest) => (julian_easter(year), Some(rest)),
        None => (easter(year), rule.strip_prefix("easter")),
    };
    if let Some(rest) = rest {
        let offset = if rest.is_empty() { 0 } else { rest.parse::<i64>().ok()? };
        return feast.map(|d| shift_days(d, offset));
    }
    if let Some((nth, rest)) = rule.split_once(' ') {
        let (wd, month) = rest.split_once(" of ")?;
        let wd = words::weekday(wd.trim())?;
        let m: u32 = month.trim().parse().ok()?;
        if nth == "last" {
            let last = ymd(year, m, days_in_month(Some(year), m)?)?;
            return Some(super::calendar::nearest_weekday(last, wd, true));
        }
        let n: u64 = nth.trim_end_matches(char::is_alphabetic).parse().ok().filter(|n| *n <= 5)?;
        let first = super::calendar::nearest_weekday(ymd(year, m, 1)?, wd, false);
        let day = ahead(first, 7 * n.checked_sub(1)?);
        return (day.month() == m).then_some(day);
    }
    month_day(rule, year)
}

/// Easter Sunday of the western churches (the anonymous Gregorian algorithm).
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    ymd(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// Easter Sunday of the eastern churches, in our calendar, for the years 1900 to 2099.
fn julian_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * year.rem_euclid(19) + 15) % 30;
    let sunday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34) % 7;
    let n = moon + sunday + 114;
    (1900..2100).contains(&year).then_some(())?;
    ymd(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?).map(|d| shift_days(d, 13))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_give_days() {
        let day = |rule: &str, y: i32| by_rule(rule, y).map(|d| d.to_string());
        assert_eq!(day("12-25", 2023).as_deref(), Some("2023-12-25"));
        assert_eq!(day("easter", 2024).as_deref(), Some("2024-03-31"));
        assert_eq!(day("easter+1", 2023).as_deref(), Some("2023-04-10"));
        assert_eq!(day("easter-2", 2023).as_deref(), Some("2023-04-07"));
        assert_eq!(day("4th thu of 11", 2023).as_deref(), Some("2023-11-23"));
        assert_eq!(day("last mon of 5", 2023).as_deref(), Some("2023-05-29"));
        assert_eq!(day("5th mon of 2", 2023), None);
        assert_eq!(day("julian-easter", 2024).as_deref(), Some("2024-05-05"));
        assert_eq!(day("julian-easter+1", 2023).as_deref(), Some("2023-04-17"));
        assert_eq!(day("any", 2023), None);
    }
}
