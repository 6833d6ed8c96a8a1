//! A holiday with its date or its weekday: "Labor Day, Sept. 9", "Christmas Day falls on a Thursday this year", "25 December, Christmas Day,".
//!
//! Invariants:
//! - Only what stands in apposition or behind "is", "falls on" is told of the holiday; in a list of days each is a day of its own.
//! - Where a holiday is kept on other days elsewhere, all of them are given; where they are not all known, there is no claim.

use crate::document::{Sentence, TextSpan};
use crate::lexicon::{Class, Holiday};
use crate::read::time::days_in;
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Basis, Date, DayRange, Granularity, Value};
use chrono::{Datelike, NaiveDate, Weekday};
use std::ops::Range;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    for &(_, sentence) in timed {
        let limit = sentence.tokens.end;
        claims.extend(counted(cx, out, sentence));
        for m in out.within(sentence.tokens.clone(), Kind::Date) {
            let words = cx.phrase(m.tokens.start, limit, Class::Holiday).filter(|_| !m.inner && cx.is_capitalised(m.tokens.start));
            let Some(end) = words.map(|w| m.tokens.start + w) else { continue };
            let Some(holiday) = cx.holiday(m.tokens.start..end) else { continue };
            let name = m.tokens.start..end;
            claims
                .extend(behind(cx, out, &name, m.tokens.end, limit, holiday).or_else(|| before(cx, out, &name, &sentence.tokens, holiday)));
        }
    }
}

/// "Labor Day, Sept. 9,", "Labor Day (Sept. 9)", "Labor Day, which falls on Sept. 9", "Labor Day is on a Tuesday this year".
fn behind(cx: &Cx<'_>, out: &Readings, name: &Range<u32>, end: u32, limit: u32, holiday: &Holiday) -> Option<Claim> {
    // "the day after Thanksgiving, Nov. 29": the date is not the holiday's.
    let led = name.start.checked_sub(1).map_or("", |t| cx.folded(t));
    if matches!(led, "after" | "before" | "of" | "following" | "preceding" | "past" | "from" | "and" | "or" | "to" | "not" | "unlike") {
        return None;
    }
    // "New Year's Day 2025" has its year in it.
    let mut t = end;
    let bracket = cx.text(t) == "(";
    let comma = cx.text(t) == ",";
    t += u32::from(bracket || comma);
    t += u32::from(comma && matches!(cx.folded(t), "which" | "that"));
    let falls = matches!(cx.folded(t), "falls" | "fell" | "lands" | "landed" | "is" | "was");
    let past = matches!(cx.folded(t), "fell" | "landed" | "was");
    if falls {
        t += 1;
        // "is on Sept. 9", "falls this year on a Thursday"
        let year = out.longest(t, Kind::Date).filter(|m| is_year(m)).map_or(t, |m| m.tokens.end);
        t = year;
    }
    let on = cx.folded(t) == "on";
    t += u32::from(on);
    let a = matches!(cx.folded(t), "a" | "an");
    t += u32::from(a);
    // "Christmas Day on a Thursday means": as if it fell there.
    if !(bracket || comma || falls) || on && !falls {
        return None;
    }
    let told = out.longest(t, Kind::Date).filter(|m| !m.inner && m.tokens.end <= limit)?;
    let Value::Date(d) = &told.value else { return None };
    if comma && !falls && !closes(cx, out, told.tokens.end, limit) {
        return None;
    }
    let weekday_only = d.weekday.is_some() && d.said.day.is_none() && told.tokens.end == told.tokens.start + 1;
    if weekday_only {
        // "It is Monday", "a Monday": a day of the week where it is asked for, no "Monday" of this week.
        let said = a || on || comma;
        return (said && (falls || a)).then(|| by_weekday(cx, out, name, told, d, limit, past, holiday)).flatten();
    }
    by_date(cx, name, told, d, holiday)
}

/// "On 25 December, Christmas Day, they", "Thursday, Christmas Day".
fn before(cx: &Cx<'_>, out: &Readings, name: &Range<u32>, tokens: &Range<u32>, holiday: &Holiday) -> Option<Claim> {
    let comma = name.start.checked_sub(1).filter(|&t| t > tokens.start && matches!(cx.text(t), "," | "("))?;
    let told = (comma.saturating_sub(6).max(tokens.start)..comma)
        .find_map(|t| out.longest(t, Kind::Date).filter(|m| !m.inner && m.tokens.end == comma))?;
    let Value::Date(d) = &told.value else { return None };
    let led = told.tokens.start.checked_sub(1).filter(|&t| t >= tokens.start).map_or("", |t| cx.folded(t));
    let on = matches!(led, "on" | "until" | "through" | "by");
    let bracket = cx.text(comma) == "(" && cx.text(name.end) == ")";
    let closed = cx.text(name.end) == "," || name.end >= tokens.end || matches!(cx.text(name.end), "." | ";");
    (d.said.day.is_some() && on && (bracket || closed && closes(cx, out, name.end, tokens.end)))
        .then(|| by_date(cx, name, told, d, holiday))
        .flatten()
}

/// Sentences behind "the last Sunday of November" in which its day may be told.
const REACH: u32 = 6;

/// "The walk is held on the last Sunday of November … on the night itself, 29 November": a day that is counted in its month, and its date.
fn counted(cx: &Cx<'_>, out: &Readings, sentence: &Sentence) -> Option<Claim> {
    let tokens = sentence.tokens.clone();
    let at = tokens.clone().find(|&t| {
        matches!(cx.folded(t), "last" | "first" | "second" | "third" | "fourth")
            && cx.is(t + 1, Class::Weekday)
            && matches!(cx.folded(t + 2), "of" | "in")
            && cx.folded(t.wrapping_sub(1)) == "the"
    })?;
    let month_at = at + 3 + u32::from(cx.folded(at + 3) == "the");
    let weekday: Weekday = cx.folded(at + 1).parse().ok()?;
    let named = cx.is(month_at, Class::Month) && month_at < tokens.end;
    let same_month = cx.folded(month_at) == "month" && month_at < tokens.end;
    let phrase = at..month_at + 1;
    let whole = |m: &&Mention| {
        let day = |d: &Date| d.valid && d.said.day.is_some() && d.said.month.is_some();
        matches!(&m.value, Value::Date(d) if day(d)) && !m.inner && !m.tokens.contains(&at)
    };
    let told = apposed(cx, out, &phrase, &tokens).filter(whole).or_else(|| named.then(|| itself(cx, out, &tokens, whole)).flatten())?;
    let Value::Date(d) = &told.value else { return None };
    let (month, number) = (d.said.month?, d.said.day?);
    if !(same_month || named && told_month(cx, out, month_at) == Some(month)) {
        return None;
    }
    // Without a year the day may be of any of the years near.
    let years: Vec<i32> = d.alternatives.iter().map(|r| r.day().map(|day| day.year())).collect::<Option<_>>()?;
    let nth = ["", "first", "second", "third", "fourth"].iter().position(|w| *w == cx.folded(at)).and_then(|n| u8::try_from(n).ok());
    let mut day: Option<Date> = None;
    for year in years {
        let on = |n: u8| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
        let real = nth.map_or_else(|| on(5).or_else(|| on(4)), on)?;
        if real.day() == number {
            return None;
        }
        match &mut day {
            Some(date) => date.alternatives.push(DayRange::new(real, real)),
            None => day = Some(Date::day(real, Basis::Absolute)),
        }
    }
    Some(claim(cx, &phrase, told, day?).with_implied("date", told.value.clone()))
}

/// The number of the month that a word names.
fn told_month(cx: &Cx<'_>, out: &Readings, at: u32) -> Option<u32> {
    let named = out.at(at).find_map(|m| match &m.value {
        Value::Date(d) => d.said.month,
        _ => None,
    });
    named.or_else(|| cx.folded(at).parse::<chrono::Month>().ok().map(|m| m.number_from_month()))
}

/// "29 November, the last Sunday of the month,", "the last Sunday of November, the 29th".
fn apposed<'o>(cx: &Cx<'_>, out: &'o Readings, phrase: &Range<u32>, tokens: &Range<u32>) -> Option<&'o Mention> {
    let comma = phrase.start.checked_sub(2).filter(|&t| t > tokens.start && matches!(cx.text(t), "," | "("));
    let before = comma
        .and_then(|c| (c.saturating_sub(5).max(tokens.start)..c).find_map(|t| out.longest(t, Kind::Date).filter(|m| m.tokens.end == c)));
    let behind = || {
        let mark = matches!(cx.text(phrase.end), "," | "(");
        let closed = |m: &&Mention| mark && matches!(cx.text(m.tokens.end), "," | "." | ")" | ";");
        out.longest(phrase.end + 1, Kind::Date).filter(closed)
    };
    before.or_else(behind)
}

/// "on the night itself, 29 November", "this year it falls on 29 November" in one of the next sentences.
fn itself<'o>(cx: &Cx<'_>, out: &'o Readings, tokens: &Range<u32>, whole: impl Fn(&&'o Mention) -> bool) -> Option<&'o Mention> {
    let (number, _) = cx.doc.sentence_of(tokens.start)?;
    let next = (0..=REACH).filter_map(|n| cx.doc.sentences.get((number + n) as usize)).map(|s| s.tokens.clone());
    let behind = |m: &Mention| {
        let start = m.tokens.start;
        let back = |n: u32| start.checked_sub(n).map_or("", |t| cx.folded(t));
        back(2) == "itself" && back(1) == ","
            || back(1) == "on" && (back(2) == "itself" || back(3) == "itself" && back(2) == ",")
            || back(1) == "on" && matches!(back(2), "falls" | "fall" | "falling")
            || back(1) == "is" && back(2) == "year" && back(3) == "this"
            || back(1) == "on" && back(2) == "year" && back(3) == "this" && matches!(back(4), "falls" | "is" | "lands")
    };
    next.flat_map(|t| out.within(t, Kind::Date)).filter(|m| whole(m)).find(|m| behind(m))
}

/// Whether an apposition ends here, and no list of days goes on.
fn closes(cx: &Cx<'_>, out: &Readings, end: u32, limit: u32) -> bool {
    let mark = matches!(cx.text(end), "," | "." | ";" | ")" | "\u{2014}" | "\u{2013}" | "?" | "!");
    let next = end + u32::from(cx.text(end) == ",");
    let list = |t: u32| {
        matches!(cx.folded(t), "and" | "or" | "through" | "to" | "until")
            || out.at(t).any(|m| m.kind == Kind::Date && !m.inner)
            || cx.phrase(t, limit, Class::Holiday).is_some()
    };
    end >= limit || mark && (next >= limit || !list(next))
}

fn is_year(m: &Mention) -> bool {
    matches!(&m.value, Value::Date(d) if d.granularity == Granularity::Year)
}

fn claim(cx: &Cx<'_>, name: &Range<u32>, told: &Mention, day: Date) -> Claim {
    let span = cx.span(name.clone());
    let anchor = TextSpan { start: span.start.min(told.span.start), end: span.end.max(told.span.end) };
    Claim::new("named-day", anchor)
        .with("name", span, Value::Text(cx.doc.text(span).to_owned()))
        .with("told", told.span, Value::Text(cx.doc.text(told.span).to_owned()))
        .with_implied("day", Value::Date(Box::new(day)))
}

/// The days of a holiday in some years, as one date.
fn days(holiday: &Holiday, years: impl Iterator<Item = i32>) -> Option<Date> {
    let mut found: Option<Date> = None;
    for year in years {
        for range in days_in(holiday, year)? {
            match &mut found {
                Some(date) => date.alternatives.push(range),
                None => {
                    found = Some(match range.day() {
                        Some(day) => Date::day(day, Basis::Absolute),
                        None => Date::single(range, Granularity::Day, Basis::Absolute, holiday.name.to_owned()),
                    });
                }
            }
        }
    }
    found
}

/// With a date of its own.
fn by_date(cx: &Cx<'_>, name: &Range<u32>, told: &Mention, d: &Date, holiday: &Holiday) -> Option<Claim> {
    let (month, number) = (d.said.month?, d.said.day?);
    if !d.valid || d.granularity != Granularity::Day {
        return None;
    }
    let years: Vec<i32> = match (d.said.year, cx.published) {
        (Some(year), _) => vec![year],
        (None, Some(p)) => vec![p.year(), p.year() - 1, p.year() + 1],
        (None, None) => vec![2023, 2024],
    };
    // A day that moves needs its year.
    let fixed = holiday.rule.is_some_and(|rule| rule.starts_with(|c: char| c.is_ascii_digit()) && !rule.contains(' '));
    if d.said.year.is_none() && cx.published.is_none() && !(fixed && holiday.also.is_empty()) {
        return None;
    }
    let day = days(holiday, years.iter().copied())?;
    // Without a year the day may be of any of the years near.
    let alternatives = years.iter().filter_map(|&y| NaiveDate::from_ymd_opt(y, month, number)).map(|n| DayRange::new(n, n)).collect();
    let date = if d.said.year.is_some() { d.clone() } else { Date { alternatives, ..d.clone() } };
    (!date.alternatives.is_empty()).then(|| claim(cx, name, told, day).with_implied("date", Value::Date(Box::new(date))))
}

/// With a day of the week: "falls on a Saturday this year".
#[expect(clippy::too_many_arguments, reason = "the pieces of one sentence")]
fn by_weekday(
    cx: &Cx<'_>,
    out: &Readings,
    name: &Range<u32>,
    told: &Mention,
    d: &Date,
    limit: u32,
    past: bool,
    holiday: &Holiday,
) -> Option<Claim> {
    let weekday = d.weekday?;
    let year_at = |t: u32| out.at(t).find(|m| m.kind == Kind::Date && is_year(m) && m.tokens.end <= limit);
    let on = u32::from(cx.folded(told.tokens.end) == "in");
    let beside = year_at(told.tokens.end + on).or_else(|| (name.end..told.tokens.start).chain(name.start.checked_sub(2)).find_map(year_at));
    let year = if let Some(Value::Date(y)) = beside.map(|m| &m.value) {
        NaiveDate::from_num_days_from_ce_opt(y.hull().lo?)?.year()
    } else {
        let p = cx.published?;
        let of = |year: i32| days_in(holiday, year)?.first()?.day().map(|day| (year, (day - p).num_days()));
        let near: Vec<(i32, i64)> = (p.year() - 1..=p.year() + 1).filter_map(of).collect();
        // The next one that is to come, or the last one that is over; near the publication date either may be meant.
        let wanted = near.iter().filter(|(_, ahead)| if past { *ahead <= 0 } else { *ahead >= 0 });
        wanted.min_by_key(|(_, ahead)| ahead.abs()).filter(|(_, ahead)| ahead.abs() < 300)?.0
    };
    let day = days(holiday, std::iter::once(year))?;
    Some(claim(cx, name, told, day).with_implied("weekday", Value::Weekday(weekday)))
}
