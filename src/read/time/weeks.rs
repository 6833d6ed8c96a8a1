//! Weeks and months told by what they hold or count: "the week of May 15", "week 31", "the third week of June", "the month of May",
//! "Friday of next week", "this week Friday", "the rest of the week".

use super::calendar::{ahead, date, monday, shift_days, week_timex, weeks_of, ymd};
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use super::{dates, numeric, words};
use crate::value::{Basis, Date, DayRange, Granularity, Weekday, days_in_month};
use chrono::{Datelike, NaiveDate};

/// A week or month that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    match s.w(i) {
        "the" => by_content(s, i, i + 1).or_else(|| counted(s, i, i + 1)),
        "week" | "weekend" | "month" | "w" => by_content(s, i, i).or_else(|| numbered(s, i)),
        "this" | "last" | "next" | "following" | "previous" => weekday_behind(s, i),
        _ => counted(s, i, i),
    }
}

/// "the week of the 18th", "week beginning February 4", "w/c Feb. 4", "the weekend of June 3", "the month of May".
fn by_content(s: &Scan<'_, '_>, i: u32, unit: u32) -> Option<Found> {
    let slashed = s.w(unit) == "w" && s.w(unit + 1) == "/" && s.w(unit + 2) == "c" && s.cx.touches(unit + 2);
    let word = s.w(unit);
    if word == "month" {
        let month = (s.w(unit + 1) == "of").then(|| dates::month_by_name(s, unit + 2)).flatten()?;
        let d = month.as_date()?.clone();
        return Some(Found::date(i..month.end(), d).with(&month));
    }
    let mut at = unit + if slashed { 3 } else { 1 };
    if !slashed {
        if !matches!(word, "week" | "weekend") || !among!(s, at, "of commencing beginning starting") {
            return None;
        }
        at += 1;
    }
    at += u32::from(s.w(at) == "on" && !slashed);
    let day = dates::read(s, at)
        .or_else(|| numeric::partial(s, at))
        .or_else(|| super::lone_days::read(s, at))
        .or_else(|| super::lone_days::ordinal(s, at));
    let day = day.or_else(|| numeric::read(s, at))?;
    let d = day.as_date().filter(|d| d.granularity == Granularity::Day)?;
    let (granularity, tail) = if word == "weekend" { (Granularity::Weekend, "-WE") } else { (Granularity::Week, "") };
    let first = d.alternatives.first().and_then(|r| r.day());
    let timex = first.map_or_else(|| format!("XXXX-WXX{tail}"), |x| format!("{}{tail}", week_timex(x)));
    // Weeks begin on Sunday or Monday, or on the day said.
    let mut ranges: Vec<DayRange> = d.alternatives.iter().filter_map(|r| r.day()).flat_map(holding).collect();
    if ranges.is_empty() || d.alternatives.contains(&DayRange::ANY) {
        ranges.push(DayRange::ANY);
    }
    Some(Found::date(i..day.end(), date(&ranges, granularity, d.basis, timex)).with(&day))
}

/// The weeks that may be meant by one of their days.
fn holding(day: NaiveDate) -> impl Iterator<Item = DayRange> {
    weeks_of(day).into_iter().chain([DayRange::new(day, ahead(day, 6))])
}

/// "week 31", "week 31 of 2023": a week of the calendar by its number.
fn numbered(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let n = s.digits(i + 1, 1..=2).filter(|n| (1..=53).contains(n))?;
    let glued = s.cx.touches(i + 2) && i + 2 < s.limit && !among!(s, i + 2, ". , ; : ) ? !");
    if s.w(i) != "week" || glued {
        return None;
    }
    let (y, end) = match dates::year_after(s, i + 2) {
        Some((y, _, end, _)) => (Some(y), end),
        None => (None, i + 2),
    };
    let first = y.and_then(|y| NaiveDate::from_isoywd_opt(y, n, Weekday::Mon));
    let ranges = first.map_or(DayRange::ANY, |d| DayRange::new(shift_days(d, -7), ahead(d, 13)));
    let timex = y.map_or_else(|| format!("XXXX-W{n:02}"), |y| format!("{y:04}-W{n:02}"));
    let basis = if y.is_some() { Basis::Absolute } else { Basis::Narrative };
    Some(Found::date(i..end, date(&[ranges], Granularity::Week, basis, timex)))
}

/// "the third week of June 2023", "the first weekend of next month", "the last week of the year", "the third week next year".
fn counted(s: &Scan<'_, '_>, i: u32, at: u32) -> Option<Found> {
    if !s.counts(at) && !matches!(s.w(at), "last" | "final") {
        return None;
    }
    let nth = words::ordinal(s.w(at)).filter(|n| *n <= 5);
    let figures = || s.day_number(at).filter(|(n, _, ordinal)| *ordinal && *n <= 53);
    let (n, end) = match nth {
        Some(n) => (n, at + 1),
        None if matches!(s.w(at), "last" | "final") => (0, at + 1),
        None => figures().map(|(n, end, _)| (n, end))?,
    };
    let unit = s.w(end);
    if !matches!(unit, "week" | "weekend" | "day") {
        return None;
    }
    let linked = among!(s, end + 1, "of in");
    let inside = end + 1 + u32::from(linked);
    let deictic = among!(s, inside, "this next last");
    if !linked && !deictic {
        return None;
    }
    let whole = if linked && s.w(inside) == "the" && among!(s, inside + 1, "month year") {
        let unit = if s.w(inside + 1) == "year" { Granularity::Year } else { Granularity::Month };
        Found::date(inside..inside + 2, date(&[DayRange::ANY], unit, Basis::Narrative, String::new()))
    } else {
        super::relative::read(s, inside).or_else(|| dates::month_by_name(s, inside)).or_else(|| super::years::read(s, inside))?
    };
    let d = whole.as_date().filter(|d| matches!(d.granularity, Granularity::Month | Granularity::Year))?;
    if unit == "day" {
        return Some(counted_day(d, n, i..whole.end()).with(&whole));
    }
    let range = d.alternatives.first().copied().unwrap_or(DayRange::ANY);
    let day = range.lo.and_then(NaiveDate::from_num_days_from_ce_opt).filter(|_| d.alternatives.len() == 1);
    let first = day.and_then(|lo| {
        if n > 0 {
            return Some(ahead(lo, 7 * u64::from(n - 1)));
        }
        let last = if d.granularity == Granularity::Year { 12 } else { lo.month() };
        ymd(lo.year(), last, days_in_month(Some(lo.year()), last)?)
    });
    // Weeks of a month are counted in more than one way.
    let ranges = first.map_or(DayRange::ANY, |x| DayRange::new(shift_days(x, -7), ahead(x, 14)));
    let tail = if unit == "weekend" { "-WE" } else { "" };
    let timex = first.map_or_else(|| format!("XXXX-WXX{tail}"), |x| format!("{}{tail}", week_timex(monday(x))));
    let granularity = if unit == "weekend" { Granularity::Weekend } else { Granularity::Week };
    let quoted = if s.quoted(i) { DayRange::ANY } else { ranges };
    Some(Found::date(i..whole.end(), date(&[ranges, quoted], granularity, d.basis, timex)).with(&whole))
}

/// "the first day of next month", "the last day of June".
fn counted_day(period: &Date, n: u32, tokens: std::ops::Range<u32>) -> Found {
    let one = period.alternatives.first().filter(|_| period.alternatives.len() == 1);
    let day = one.and_then(|r| {
        let day = if n == 0 { r.hi } else { r.lo.and_then(|lo| lo.checked_add(i32::try_from(n - 1).ok()?)) };
        day.and_then(NaiveDate::from_num_days_from_ce_opt)
    });
    let timex = day.map_or_else(|| "XXXX-XX-XX".to_owned(), |d| d.format("%Y-%m-%d").to_string());
    let range = day.map_or(DayRange::ANY, |d| DayRange::new(d, d));
    Found::date(tokens, date(&[range], Granularity::Day, period.basis, timex))
}

/// "this week Friday", "last week Sunday": the weekday of a week told before it.
fn weekday_behind(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let wd = s.weekday(i + 2).filter(|_| s.w(i + 1) == "week")?;
    let ends = i + 3 >= s.limit || !s.hyphen(i + 3) && !s.cx.is_capitalised(i + 3);
    let shift = week_shift(s.w(i)).filter(|_| ends)?;
    Some(of_week(s, i..i + 3, wd, shift, i + 2))
}

/// How many days a week told by such a word is from this one.
pub(super) fn week_shift(word: &str) -> Option<i64> {
    match word {
        "this" => Some(0),
        "last" | "previous" => Some(-7),
        "next" | "following" => Some(7),
        _ => None,
    }
}

/// The weekday of this week, moved by so many days, and the same weekday of the weeks beside it: which week is meant is never sure.
pub(super) fn of_week(s: &Scan<'_, '_>, tokens: std::ops::Range<u32>, wd: Weekday, shift: i64, weekday_at: u32) -> Found {
    let at = tokens.start;
    let Some(p) = s.cx.published else {
        let timex = format!("XXXX-WXX-{}", wd.number_from_monday());
        let open = date(&[DayRange::ANY], Granularity::Day, Basis::Published, timex);
        return Found::date(tokens, Date { weekday: Some(wd), ..open }).with_weekday(weekday_at..weekday_at + 1, wd);
    };
    let day = shift_days(ahead(monday(p), u64::from(wd.num_days_from_monday())), shift);
    let near = [0, -7, 7].map(|n| shift_days(day, n));
    let d = s.relative(&near.map(|x| DayRange::new(x, x)), Granularity::Day, day.format("%Y-%m-%d").to_string(), at);
    Found::date(tokens, Date { weekday: Some(wd), ..d }).with_weekday(weekday_at..weekday_at + 1, wd)
}
