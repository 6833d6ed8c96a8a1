//! Days told by their number without the name of a month: "the 3rd", "Friday the fifteenth", "the 20th of next month", "from 4 to 22 this month".

use super::calendar::{date, month, shift_months, ymd};
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use super::tense::Tense;
use crate::lexicon::TokenKind;
use crate::value::{Basis, Date, DayRange, Granularity, Ymd};
use chrono::{Datelike, NaiveDate};

/// Words behind which a bare ordinal is a day.
const BEFORE: &str = "on by until till from to since before after and through thru of ,";
/// Words that may stand behind such a day.
const BEHIND: &str = "to and at through thru until till when after before as with for";

/// A day without a month that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let counted = s.counts(i + u32::from(s.w(i) == "the"));
    if counted { of_month(s, i).or_else(|| alone(s, i)) } else { None }
}

/// "the 3rd", "the twenty-first": a day of an unsaid month, but not before a noun ("the 3rd place").
pub(super) fn alone(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if s.w(i) != "the" {
        return without_article(s, i);
    }
    let (d, end, ordinal) = s.day_number(i + 1)?;
    let figures = s.digits(i + 1, 1..=2).is_some();
    let weekday = s.weekday(s.before_index(i)).is_some() && i > s.from;
    let ends = end >= s.limit || s.cx.is_kind(end, TokenKind::Mark) && !s.hyphen(end) || among!(s, end, BEHIND);
    if !ends {
        return None;
    }
    let introduced = match (figures, ordinal) {
        (true, true) => among!(s, s.before_index(i), BEFORE) || weekday || s.before(i) == "for" && d > 3 && ends_sentence(s, end),
        // "on the second", "Friday the fifteenth": a place in an order as often, so only where nothing else follows.
        (false, true) => weekday || s.before(i) == "on" && ends_sentence(s, end),
        (true, false) => s.before(i) == "on" && ends_sentence(s, end),
        (false, false) => false,
    };
    introduced.then(|| Found::date(i..end, unsaid_month(s, d, i)))
}

/// "15th" alone, for places where only a day can stand.
pub(super) fn ordinal(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    s.digits(i, 1..=2)?;
    let (d, end, _) = s.day_number(i).filter(|d| d.2)?;
    Some(Found::date(i..end, unsaid_month(s, d, i)))
}

/// "on 15th", "from 3rd until 12th".
fn without_article(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    s.digits(i, 1..=2)?;
    let (d, end, _) = s.day_number(i).filter(|d| d.2)?;
    let before = s.before_index(i);
    let lone = among!(s, before, "on until till") && ends_sentence(s, end);
    let first = s.w(before) == "from" && among!(s, end, "until till through thru") && s.day_number(end + 1).is_some_and(|x| x.2);
    let second =
        among!(s, before, "until till through thru") && among!(s, before.saturating_sub(1), "st nd rd th") && ends_sentence(s, end);
    (i > s.from && (lone || first || second)).then(|| Found::date(i..end, unsaid_month(s, d, i)))
}

/// "Friday the fifteen", "Monday the 3", "Saturday the second".
pub(super) fn behind_weekday(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if let Some(found) = alone(s, i) {
        return Some(found);
    }
    // "Monday 5th"
    if let Some((d, end, true)) = s.day_number(i).filter(|d| s.digits(i, 1..=2).is_some() && ends_sentence(s, d.1)) {
        return Some(Found::date(i..end, unsaid_month(s, d, i)));
    }
    let number = || crate::read::numerals::small_word(s.w(i + 1)).and_then(|n| u32::try_from(n).ok());
    let (d, end) = s.day_number(i + 1).map(|(d, end, _)| (d, end)).or_else(|| Some((number()?, i + 2)))?;
    let day = s.w(i) == "the" && (1..=31).contains(&d) && ends_sentence(s, end);
    day.then(|| Found::date(i..end, unsaid_month(s, d, i)))
}

fn ends_sentence(s: &Scan<'_, '_>, i: u32) -> bool {
    i >= s.limit || among!(s, i, ". ! ? ; )") && !(i + 1 < s.limit && s.cx.touches(i + 1) && s.cx.touches(i))
}

fn unsaid_month(s: &Scan<'_, '_>, d: u32, at: u32) -> Date {
    let said = Ymd { day: Some(d), ..Ymd::default() };
    let mut timex = format!("XXXX-XX-{d:02}");
    let mut ranges: Vec<DayRange> = Vec::new();
    if let Some(p) = s.cx.published {
        let months = [-1_i64, 0, 1].map(|n| shift_months(first_of(p), n));
        let mut days: Vec<_> = months.iter().filter_map(|x| ymd(x.year(), x.month(), d)).collect();
        days.sort_by_key(|x| (x.num_days_from_ce() - p.num_days_from_ce()).abs());
        let tense = s.tense(at).0;
        let told = days.iter().find(|x| match tense {
            Tense::Past => **x <= p,
            Tense::Future => **x >= p,
            Tense::Unknown => true,
        });
        if let Some(first) = told.or(days.first()) {
            timex = first.format("%Y-%m-%d").to_string();
        }
        ranges.extend(days.iter().map(|x| DayRange::new(*x, *x)));
    }
    // The month may be one told before: nothing is certain about it.
    ranges.push(DayRange::ANY);
    if let Some(n) = s.narrative.date.as_ref().filter(|n| n.said.month.is_some())
        && let (Some(y), Some(m)) = (n.said.year, n.said.month)
    {
        ranges.push(month(y, m));
    }
    Date { said, ..date(&ranges, Granularity::Day, Basis::Narrative, timex) }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// "the 20th of next month", "the 1st of this month", and behind another day "23 next month".
fn of_month(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let start = i + u32::from(s.w(i) == "the");
    let (d, end, ordinal) = s.day_number(start)?;
    let linked = among!(s, end, "of in");
    let at = end + u32::from(linked);
    let n = match s.w(at) {
        "this" | "current" => 0,
        "next" | "following" => 1,
        "last" | "previous" => -1,
        "the" if linked && among!(s, at + 1, "next following") => 1,
        "the" if linked && among!(s, at + 1, "last previous") => -1,
        "the" if linked && among!(s, at + 1, "current same month") => 0,
        _ => return None,
    };
    let at = at + u32::from(s.w(at) == "the");
    let word = at + u32::from(s.w(at) != "month");
    let ranged = || i > s.from + 1 && super::claims::joint(s, i - 1) && s.day_number(i - 2).is_some_and(|(x, e, _)| e == i - 1 && x < d);
    if s.w(word) != "month" || !ordinal && !ranged() {
        return None;
    }
    let said = Ymd { day: Some(d), ..Ymd::default() };
    let base = s.cx.published.map(|p| shift_months(first_of(p), n));
    let day = base.and_then(|b| ymd(b.year(), b.month(), d));
    let timex = day.map_or_else(|| format!("XXXX-XX-{d:02}"), |x| x.format("%Y-%m-%d").to_string());
    // Which month is meant depends on whose clock it is.
    let mut ranges: Vec<DayRange> = day.iter().map(|x| DayRange::new(*x, *x)).collect();
    ranges.push(DayRange::ANY);
    Some(Found::date(i..word + 1, Date { said, ..date(&ranges, Granularity::Day, Basis::Published, timex) }))
}

/// Another day of the same month as one that was told by its number.
pub(super) fn sibling(d: &Date, day: u32) -> Date {
    let other = d.alternatives.first().and_then(|r| r.day()).and_then(|x| x.with_day(day));
    let timex = other.map_or_else(|| format!("XXXX-XX-{day:02}"), |x| x.format("%Y-%m-%d").to_string());
    let mut ranges: Vec<DayRange> = other.iter().map(|x| DayRange::new(*x, *x)).collect();
    ranges.push(DayRange::ANY);
    Date { said: Ymd { day: Some(day), ..Ymd::default() }, ..date(&ranges, Granularity::Day, d.basis, timex) }
}
