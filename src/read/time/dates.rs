//! Days and months by name: "Sunday, June 18, 2023", "Sunday the 18th of June", "18 June", "June 2023", "the 3rd", bare weekdays.

use super::calendar::{date, ymd};
use super::found::Found;
use super::hasty;
use super::lists::among;
use super::scan::Scan;
use crate::lexicon::TokenKind;
use crate::read::numerals;
use crate::value::{Basis, Date, DayRange, Granularity, Ymd};
use chrono::Datelike;

/// The longest expression that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if let Some(wd) = s.weekday(i) {
        return Some(after_weekday(s, i, wd));
    }
    let the = i + u32::from(s.w(i) == "the");
    if s.counts(the) || s.w(the) == "last" {
        return nth_weekday(s, i).or_else(|| day(s, i)).or_else(|| month_alone(s, i));
    }
    month_first(s, i).or_else(|| month_alone(s, i))
}

/// "the first Tuesday in November", "last Friday of June 2023".
fn nth_weekday(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let the = i + u32::from(s.w(i) == "the");
    let nth = super::words::ordinal(s.w(the)).filter(|n| *n <= 5).or((s.w(the) == "last").then_some(0))?;
    let wd = s.weekday(the + 1)?;
    let Some(m) = s.month(the + 3).filter(|_| among!(s, the + 2, "of in")) else {
        // "the second Sunday": of a month not said here.
        let alone = the > i && nth > 0 && (the + 2 >= s.limit || s.cx.is_kind(the + 2, TokenKind::Mark) && !s.hyphen(the + 2));
        let timex = format!("XXXX-WXX-{}", wd.number_from_monday());
        let open = date(&[DayRange::ANY], Granularity::Day, Basis::Narrative, timex);
        return alone.then(|| Found::date(i..the + 2, Date { weekday: Some(wd), ..open }).with_weekday(the + 1..the + 2, wd));
    };
    let (year, end) = match year_after(s, the + 4) {
        Some((y, _, end, _)) => (Some(y), end),
        None => (None, the + 4),
    };
    let y = year.or_else(|| s.resolve_month(m, None, i).timex.get(..4).and_then(|y| y.parse().ok()));
    let day = y.and_then(|y| {
        if nth == 0 {
            let last = ymd(y, m, crate::value::days_in_month(Some(y), m)?)?;
            return Some(super::calendar::nearest_weekday(last, wd, true));
        }
        let first = super::calendar::nearest_weekday(ymd(y, m, 1)?, wd, false);
        Some(super::calendar::ahead(first, 7 * u64::from(nth - 1))).filter(|d| d.month() == m)
    });
    let mut ranges: Vec<DayRange> = day.iter().map(|d| DayRange::new(*d, *d)).collect();
    if year.is_none() || ranges.is_empty() {
        ranges.push(DayRange::ANY);
    }
    let timex = day.map_or_else(|| format!("XXXX-{m:02}"), |d| d.format("%Y-%m-%d").to_string());
    let basis = if year.is_some() { Basis::Absolute } else { Basis::Published };
    Some(Found::date(i..end, Date { weekday: Some(wd), ..date(&ranges, Granularity::Day, basis, timex) }))
}

/// A weekday with the date behind it, or alone.
fn after_weekday(s: &Scan<'_, '_>, i: u32, wd: crate::value::Weekday) -> Found {
    let comma = i + 1 + u32::from(s.w(i + 1) == ",");
    let dated = day(s, comma)
        .or_else(|| super::lone_days::behind_weekday(s, comma))
        .or_else(|| super::numeric::read(s, comma))
        .or_else(|| super::numeric::partial(s, comma));
    if let Some(found) = dated
        && let Some(mut d) = found.as_date().cloned()
    {
        let inner = found.tokens.clone();
        d.weekday = Some(wd);
        narrow_by_weekday(s, &mut d, wd);
        let named = among!(s, s.before_index(i), "black good easter cyber super ash palm");
        let choice = among!(s, s.before_index(i), "or and /") && i >= 2 && s.weekday(i - 2).is_some();
        let mut whole = Found::date(i..found.end(), d).with_weekday(i..i + 1, wd).with(&found);
        if !named && !choice {
            whole.pair = Some((i..i + 1, inner));
        }
        return whole;
    }
    if let Some(found) = of_week(s, i, wd) {
        return found;
    }
    Found::date(i..i + 1, s.resolve_weekday(wd, i)).with_weekday(i..i + 1, wd)
}

/// "Friday next week", "Tuesday of last week", "Sunday of this week".
fn of_week(s: &Scan<'_, '_>, i: u32, wd: crate::value::Weekday) -> Option<Found> {
    let at = i + 1 + u32::from(s.w(i + 1) == "of");
    let shift = super::weeks::week_shift(s.w(at)).filter(|_| s.w(at + 1) == "week")?;
    Some(super::weeks::of_week(s, i..at + 2, wd, shift, i))
}

/// Where the year is not said, the weekday tells which is meant; where none fits, all stay and the TIMEX value too.
fn narrow_by_weekday(s: &Scan<'_, '_>, d: &mut Date, wd: crate::value::Weekday) {
    if d.said.year.is_some() || d.alternatives.len() < 2 {
        return;
    }
    if let (None, Some(n), Some(p)) = (d.said.month, d.said.day, s.cx.published) {
        // "Saturday the 2nd": the nearest month in which it is one.
        let first = p.with_day(1).unwrap_or(p);
        let months = [0, 1, -1, 2, -2, 3, -3, 4, 5, 6].map(|n| super::calendar::shift_months(first, n));
        let fitting = months.iter().filter_map(|m| ymd(m.year(), m.month(), n)).find(|x| x.weekday() == wd);
        if let Some(day) = fitting {
            d.timex = day.format("%Y-%m-%d").to_string();
        }
        return;
    }
    let fits = |r: &DayRange| r.day().is_some_and(|x| x.weekday() == wd);
    if let Some(first) = d.alternatives.iter().find(|r| fits(r)).and_then(|r| r.day()) {
        d.timex = first.format("%Y-%m-%d").to_string();
    }
}

/// A day with its month, either order.
pub(super) fn day(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    month_first(s, i).or_else(|| day_first(s, i))
}

fn month_first(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if let Some(found) = hasty::run_together(s, i) {
        return Some(found);
    }
    let m = s.month(i)?;
    // "October 12,2016": no blank behind the comma.
    if let Some((d, y)) = hasty::day_comma_year(s, i + 1) {
        let full = Found::date(i..i + 2, s.resolve_day(m, d, Some(y), i));
        return Some(full);
    }
    // "October, 1st", "June, the 1st"
    let the = i + 2 + u32::from(s.w(i + 2) == "the");
    if s.w(i + 1) == ","
        && let Some((d, end, true)) = s.day_number(the).filter(|_| s.digits(the, 1..=2).is_some())
        && (end >= s.limit || s.cx.is_kind(end, TokenKind::Mark))
    {
        return Some(complete(s, i, end, m, d));
    }
    let dot = i + 1 + u32::from(s.w(i + 1) == "." && s.cx.touches(i + 1));
    let mut at = s.skip_hyphen(dot);
    if s.w(at) == "the" {
        at += 1;
    }
    let (d, end, ordinal) = s.day_number(at).or_else(|| hasty::spoken_day(s, at))?;
    if !ordinal && !fits_day(s, end) {
        return None;
    }
    // "in May 15 people died"
    if among!(s, s.before_index(i), "in during") && year_after(s, end).is_none() && !ordinal {
        return None;
    }
    // "since June 31 people have died": a count, not a day that June lacks.
    let exists = crate::value::days_in_month(None, m).is_some_and(|n| d <= n);
    if !exists && !ordinal && end < s.limit && s.cx.is_kind(end, TokenKind::Word) && !among!(s, end, AFTER_DAY) {
        return None;
    }
    Some(complete(s, i, end, m, d))
}

/// Words that may stand behind a day; any other word makes it a count.
const AFTER_DAY: &str = "in at and or to the of on for with by when after before as until till through from he she they it his her their its was is were are will that this last next who which where while \
    but because since during nineteen twenty two";

fn day_first(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let start = i + u32::from(s.w(i) == "the");
    let (d, end, _) = s.day_number(start).or_else(|| hasty::glued_day(s, start))?;
    let mut of = s.skip_hyphen(end);
    let said_of = s.w(of) == "of" || s.w(of) == "day" && s.w(of + 1) == "of";
    if said_of {
        of += if s.w(of) == "day" { 2 } else { 1 };
    }
    let m = s.month(of)?;
    // "3 May 5", "the 10 March marches", "12 April Joneses": a day number binds to the month before it first.
    if !said_of && s.month(start.wrapping_sub(1)).is_some() {
        return None;
    }
    Some(complete(s, i, of + 1, m, d))
}

/// Whether a bare day number may end here: not "June 30 percent", "March 3.5", "May 5 million".
fn fits_day(s: &Scan<'_, '_>, end: u32) -> bool {
    let touching = end < s.limit && s.cx.touches(end);
    if touching && matches!(s.w(end), "%" | ":" | "/" | ".") && s.cx.touches(end + 1) && end + 1 < s.limit {
        return false;
    }
    !among!(s, end, "% percent million billion thousand points people others a.m. p.m. am pm")
}

/// Adds the year that may stand behind a day.
pub(super) fn complete(s: &Scan<'_, '_>, start: u32, end: u32, m: u32, d: u32) -> Found {
    match year_after(s, end) {
        Some((y, year_at, last, deictic)) => {
            let mut found = Found::date(start..last, s.resolve_day(m, d, Some(y), start));
            found = found.with_date(start..end, without_year(s, m, d, y));
            if !deictic {
                found = found.with_date(year_at..last, super::calendar::year_date(y));
            }
            found
        }
        None => Found::date(start..hasty::open_year(s, end).unwrap_or(end), s.resolve_day(m, d, None, start)),
    }
}

fn without_year(s: &Scan<'_, '_>, m: u32, d: u32, y: i32) -> Date {
    let full = s.resolve_day(m, d, Some(y), 0);
    Date { said: Ymd { year: None, ..full.said }, ..full }
}

/// A year behind a month or a day: its value, where it starts, where it ends, and whether it is told by "last", "this" or "next".
pub(super) fn year_after(s: &Scan<'_, '_>, end: u32) -> Option<(i32, u32, u32, bool)> {
    let comma = u32::from(s.w(end) == "," || s.w(end) == "." && s.cx.touches(end));
    let of = u32::from(comma == 0 && s.w(end) == "of");
    let at = s.skip_hyphen(end + comma + of);
    if let Some(y) = s.year(at) {
        let counts = among!(s, at + 1, "people men women children workers protesters troops soldiers residents % percent");
        let time = s.cx.touches(at + 1) && matches!(s.w(at + 1), ":");
        return (!counts && !time).then_some((y, at, at + 1, false));
    }
    if matches!(s.w(at), "'" | "\u{2019}" | "\u{2018}") && s.cx.touches(at + 1) {
        let y = s.digits(at + 1, 2..=2).and_then(|y| i32::try_from(y).ok())?;
        return Some((if y < 40 { 2000 + y } else { 1900 + y }, at, at + 2, false));
    }
    if let Some((y, last)) = numerals::year_words(s.cx, at, s.limit) {
        return Some((y, at, last, false));
    }
    if comma == 0 && among!(s, at, "this last next") && s.w(at + 1) == "year" {
        let shift = match s.w(at) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        return Some((s.cx.published?.year() + shift, at, at + 2, true));
    }
    None
}

/// A month without a day: "June 2023", "June of 2023", "June last year", "June".
pub(super) fn month_alone(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let m = s.month(i)?;
    if let Some((y, year_at, last, deictic)) = year_after(s, i + 1) {
        let mut found = Found::date(i..last, s.resolve_month(m, Some(y), i));
        if !deictic {
            found = found.with_date(year_at..last, super::calendar::year_date(y));
        }
        return Some(found);
    }
    // "August 99": no month has so many days.
    if let Some(y) = s.digits(i + 1, 2..=2).filter(|y| *y > 31 && (i + 2 >= s.limit || among!(s, i + 2, ". , ; ) ? !"))) {
        let y = i32::try_from(y).ok().map(|y| if y < 50 { 2000 + y } else { 1900 + y })?;
        return Some(Found::date(i..i + 2, s.resolve_month(m, Some(y), i)));
    }
    if let Some(end) = hasty::open_year(s, i + 1) {
        return Some(Found::date(i..end, s.resolve_month(m, None, i)));
    }
    is_month_here(s, i).then(|| Found::date(i..i + 1, s.resolve_month(m, None, i)))
}

/// A month with or without its year where the words around leave no doubt that it is one: behind "the month of".
pub(super) fn month_by_name(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    month_alone(s, i).or_else(|| {
        let m = super::words::month(s.w(i)).filter(|_| s.cx.is_kind(i, TokenKind::Word))?;
        Some(Found::date(i..i + 1, s.resolve_month(m, None, i)))
    })
}

/// A month name alone may be a person ("April Jones", "Theresa May") or a word at the start of a sentence ("May I", "March on").
fn is_month_here(s: &Scan<'_, '_>, i: u32) -> bool {
    let w = s.w(i);
    let name = matches!(w, "april" | "may" | "june" | "august" | "march" | "jan" | "jan.");
    if !name {
        return true;
    }
    if w == "jan" && !s.cx.has(i, crate::lexicon::Flags::CAPITAL) {
        return true;
    }
    let before = s.before(i);
    let introduced = matches!(
        before,
        "in" | "of"
            | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "to"
            | "through"
            | "during"
            | "late"
            | "early"
            | "mid"
            | "last"
            | "this"
            | "next"
            | "before"
            | "after"
            | "and"
            | "or"
            | "each"
            | "every"
            | "between"
            | "for"
            | "-"
            | "around"
            | "about"
            | "previous"
            | "past"
            | "on"
            | "a"
            | "the"
            | "\u{2013}"
            | "/"
            | "until-"
    );
    let prev = s.before_index(i);
    let named_before = prev != i && s.cx.is_capitalised(prev) && !introduced && s.weekday(prev).is_none();
    if among!(s, i + 1, "- \u{2013} / to through and") && s.month(i + 2).is_some() {
        return true;
    }
    let follows_name = i + 1 < s.limit && s.cx.is_capitalised(i + 1) && s.cx.is_kind(i + 1, TokenKind::Word);
    if named_before || matches!(w, "jan" | "jan.") && follows_name {
        return false;
    }
    if introduced {
        return !follows_name || !matches!(before, "and" | "or" | "to" | "of" | "by" | "from" | "for" | "after" | "before" | "a" | "the");
    }
    !follows_name && !s.cx.has(i, crate::lexicon::Flags::FIRST) && !matches!(w, "may" | "march")
}
