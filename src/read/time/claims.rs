//! Native claims of the time reader: calendar days, clock times, a weekday beside a date, ranges from one date or time to another.

use super::found::Found;
use super::lists::among;
use super::scan::{SUFFIXES, Scan, tight};
use crate::lexicon::TokenKind;
use crate::read::form::{field, optional};
use crate::read::{Claim, ClaimSchema, Kind, Readings};
use crate::value::{Date, Granularity, Number, Value, Weekday};
use std::ops::Range;

/// What this reader claims.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "calendar-date",
        about: "A day told by its number in a month: 'June 31, 2014'.",
        fields: &[
            field("date", "date", "The date; it may be one that the calendar does not have."),
            field("day", "int", "The day of the month as written."),
            optional("month", "int", "The month, 1 to 12, where it is said."),
            optional("year", "int", "The year, where it is said."),
        ],
    },
    ClaimSchema {
        name: "clock-time",
        about: "A time of day told by the clock: '8:65 p.m.'.",
        fields: &[field("time", "time", "The time; it may be one that no clock shows.")],
    },
    ClaimSchema {
        name: "weekday-date",
        about: "A weekday said directly beside a day: 'Sunday, June 18', 'June 18, a Sunday', 'June 18 (Sunday)'.",
        fields: &[field("weekday", "weekday", "The weekday."), field("date", "date", "The date without the weekday.")],
    },
    ClaimSchema {
        name: "date-range",
        about: "From one date to another: 'from 2011 to 2019', 'June 3-5'.",
        fields: &[
            field("start", "date", "Where it starts, with parts that only the end says."),
            field("end", "date", "Where it ends, with parts that only the start says."),
            field("words", "text", "The whole range as written."),
        ],
    },
    ClaimSchema {
        name: "time-range",
        about: "From one time of day to another: 'from 9 a.m. to 5 p.m.'.",
        fields: &[field("start", "time", "Where it starts."), field("end", "time", "Where it ends.")],
    },
];

/// Claims of the expressions of a sentence.
pub(super) fn add(s: &Scan<'_, '_>, found: &[Found], out: &mut Readings) {
    for (i, f) in found.iter().enumerate() {
        days(s, f, out);
        clocks(s, f, out);
        let next = found.get(i + 1);
        weekday_beside(s, f, next, out);
        bracketed_day(s, f, next, out);
        if let Some(next) = next {
            range(s, f, next, out);
        }
    }
}

/// The narrowest reading of a day inside an expression: the date without its weekday or its time.
fn day_of(f: &Found) -> Option<(Range<u32>, &Date)> {
    let absolute = |d: &Date| d.said.day.is_some() && d.granularity == Granularity::Day;
    let inner = f.parts.iter().filter_map(|p| match &p.value {
        Value::Date(d) if absolute(d) && d.weekday.is_none() => Some((p.tokens.clone(), &**d)),
        _ => None,
    });
    let own = f.as_date().filter(|d| absolute(d)).map(|d| (f.tokens.clone(), d));
    match own {
        Some((t, d)) if d.weekday.is_none() => Some((t, d)),
        own => inner.max_by_key(|(t, _)| t.end - t.start).or(own),
    }
}

fn days(s: &Scan<'_, '_>, f: &Found, out: &mut Readings) {
    let Some((tokens, d)) = day_of(f) else { return };
    let Some(day) = d.said.day else { return };
    let span = tight(s.cx, tokens);
    let int = |n: i64| Value::Number(Box::new(Number::int(n)));
    let mut claim =
        Claim::new("calendar-date", span).with("date", span, Value::Date(Box::new(d.clone()))).with_implied("day", int(i64::from(day)));
    if let Some(m) = d.said.month {
        claim = claim.with_implied("month", int(i64::from(m)));
    }
    if let Some(y) = d.said.year {
        claim = claim.with_implied("year", int(i64::from(y)));
    }
    out.claims.push(claim);
}

fn clock_of(f: &Found) -> Option<(Range<u32>, Value)> {
    let told = |v: &Value| matches!(v, Value::Time(c) if c.minutes.is_some() || !c.valid);
    let inner = f.parts.iter().find(|p| told(&p.value)).map(|p| (p.tokens.clone(), p.value.clone()));
    inner.or_else(|| told(&f.value).then(|| (f.tokens.clone(), f.value.clone())))
}

fn clocks(s: &Scan<'_, '_>, f: &Found, out: &mut Readings) {
    let Some((tokens, value)) = clock_of(f) else { return };
    let span = tight(s.cx, tokens);
    out.claims.push(Claim::new("clock-time", span).with("time", span, value));
}

fn weekday_claim(s: &Scan<'_, '_>, wd: Weekday, at: Range<u32>, date: Range<u32>, d: &Date, out: &mut Readings) {
    // Before 1753 the British calendar differed from ours, and so did its weekdays.
    if d.said.year.is_some_and(|y| y < 1753) {
        return;
    }
    let (a, b) = (tight(s.cx, at), tight(s.cx, date));
    let anchor = crate::document::TextSpan { start: a.start.min(b.start), end: a.end.max(b.end) };
    out.claims.push(Claim::new("weekday-date", anchor).with("weekday", a, Value::Weekday(wd)).with(
        "date",
        b,
        Value::Date(Box::new(d.clone())),
    ));
}

/// "Sunday (June 18)".
fn bracketed_day(s: &Scan<'_, '_>, f: &Found, next: Option<&Found>, out: &mut Readings) {
    let Some((tokens, d)) = next.and_then(day_of) else { return };
    let end = f.end();
    let Some(wd) = s.weekday(f.tokens.start).filter(|_| end == f.tokens.start + 1 && f.kind == Kind::Date) else { return };
    let open = end + u32::from(s.w(end) == "'s");
    if s.w(open) == "(" && tokens.start == open + 1 && s.w(tokens.end) == ")" {
        weekday_claim(s, wd, f.tokens.clone(), tokens, d, out);
    }
}

/// A weekday before the day, or behind it: "June 18, a Sunday", "June 18 (Sunday)", "June 18, Sunday,".
fn weekday_beside(s: &Scan<'_, '_>, f: &Found, next: Option<&Found>, out: &mut Readings) {
    let Some((tokens, d)) = day_of(f) else { return };
    if let Some((wd_tokens, date_tokens)) = &f.pair {
        if let Some(wd) = s.weekday(wd_tokens.start) {
            weekday_claim(s, wd, wd_tokens.clone(), date_tokens.clone(), d, out);
        }
        return;
    }
    let Some(next) = next.filter(|n| n.pair.is_none() && f.kind == Kind::Date) else { return };
    let at = next.tokens.start;
    let Some(wd) = s.weekday(at).filter(|_| next.end() == at + 1) else { return };
    let end = f.end();
    let apposed = at == end + 2 && s.w(end) == "," && among!(s, end + 1, "a an");
    let bracketed = at == end + 1 && s.w(end) == "(" && s.w(at + 1) == ")";
    let closed = at == end + 1
        && s.w(end) == ","
        && (at + 1 >= s.limit || matches!(s.w(at + 1), "," | "." | ";" | ")"))
        && !among!(s, at + 2, "and or");
    let verb = end + u32::from(s.w(end) == ",");
    let which = verb + u32::from(s.w(end) == "," && among!(s, verb, "which that"));
    let was = at == which + 2 && among!(s, which, "was is falls fell") && among!(s, which + 1, "a on");
    if apposed || bracketed || closed || was {
        weekday_claim(s, wd, at..at + 1, tokens, d, out);
    }
}

/// "from A to B", "between A and B", "A-B", "A until B".
fn range(s: &Scan<'_, '_>, a: &Found, b: &Found, out: &mut Readings) {
    let start = b.tokens.start;
    // "between March 9, 2021, and Feb. 2, 2021": the comma closes the year.
    let comma = s.w(a.end()) == "," && a.as_date().is_some_and(|d| d.said.year.is_some() && d.said.day.is_some());
    let end = a.end() + u32::from(comma);
    if start != end + 1 {
        return;
    }
    let before = s.before(a.tokens.start);
    let mark = matches!(s.w(end), "-" | "\u{2013}" | "\u{2014}" | "\u{2012}")
        && (s.cx.touches(end) == s.cx.touches(start))
        && s.w(end) != "\u{2014}";
    let to = among!(s, end, "to until till through thru")
        && (before == "from" || s.w(end) != "to" || a.kind == b.kind && a.kind == Kind::Date && same_grain(a, b));
    let and = s.w(end) == "and" && before == "between";
    if !(mark || to || and) || a.kind != b.kind {
        return;
    }
    match (&a.value, &b.value) {
        (Value::Date(x), Value::Date(y)) => {
            if x.granularity == Granularity::Vague || y.granularity == Granularity::Vague || !x.valid || !y.valid {
                return;
            }
            let first = a.tokens.start.saturating_sub(u32::from(before == "from" || before == "between"));
            let whole = tight(s.cx, first..b.end());
            let words = Value::Text(s.cx.doc.text(whole).to_owned());
            out.claims.push(
                Claim::new("date-range", whole)
                    .with("start", tight(s.cx, a.tokens.clone()), a.value.clone())
                    .with("end", tight(s.cx, b.tokens.clone()), b.value.clone())
                    .with("words", whole, words),
            );
        }
        (Value::Time(x), Value::Time(y)) if x.minutes.is_some() && y.minutes.is_some() => {
            let whole = tight(s.cx, a.tokens.start..b.end());
            out.claims.push(Claim::new("time-range", whole).with("start", tight(s.cx, a.tokens.clone()), a.value.clone()).with(
                "end",
                tight(s.cx, b.tokens.clone()),
                b.value.clone(),
            ));
        }
        _ => {}
    }
}

fn same_grain(a: &Found, b: &Found) -> bool {
    matches!((a.as_date(), b.as_date()), (Some(x), Some(y)) if x.granularity == y.granularity)
}

/// Ranges whose ends share parts: "June 3-5", "from 3 to 5 May", "June to August 2023", "May 3 to June 4, 2023".
/// The later end lends its year, the earlier its month.
pub(super) fn share_parts(s: &Scan<'_, '_>, found: &mut Vec<Found>) {
    let mut i = 0;
    while i < found.len() {
        if let Some(extra) = found.get(i).and_then(|f| second_day(s, f, found.get(i + 1))) {
            found.insert(i + 1, extra);
        }
        if let Some(extra) = found.get(i).and_then(|f| first_hour(s, f, i.checked_sub(1).and_then(|p| found.get(p)))) {
            found.insert(i, extra);
            i += 1;
        }
        if let Some(extra) = found.get(i).and_then(|f| first_day(s, f, i.checked_sub(1).and_then(|p| found.get(p)))) {
            found.insert(i, extra);
            i += 1;
        }
        i += 1;
    }
    for i in 1..found.len() {
        if let Some(changed) = inherit_year(s, found.get(i - 1), found.get(i))
            && let Some(f) = found.get_mut(i - 1)
        {
            f.value = Value::Date(Box::new(changed));
        }
    }
}

pub(super) fn joint(s: &Scan<'_, '_>, at: u32) -> bool {
    matches!(s.w(at), "-" | "\u{2013}" | "\u{2012}" | "to" | "through" | "until" | "till" | "and" | "or" | "thru")
}

/// The 5 of "June 3-5" and "June 3 and 5".
fn second_day(s: &Scan<'_, '_>, f: &Found, next: Option<&Found>) -> Option<Found> {
    let d = f.as_date().filter(|d| d.said.day.is_some() && d.said.month.is_some())?;
    let last = f.end().checked_sub(1)?;
    let ends_in_day = s.day_number(last).is_some_and(|(n, e, _)| Some(n) == d.said.day && e == f.end()) || among!(s, last, SUFFIXES);
    if !ends_in_day || !joint(s, f.end()) {
        return None;
    }
    let at = f.end() + 1;
    let (day, mut end, _) = s.day_number(at)?;
    if next.is_some_and(|n| n.tokens.start <= at && n.end() > at) || Some(day) <= d.said.day || s.cx.is_kind(at, TokenKind::Word) {
        return None;
    }
    let counts = among!(s, end, "% percent million billion a.m. p.m. : am pm")
        || end < s.limit
            && s.cx.is_kind(end, TokenKind::Word)
            && matches!(s.w(f.end()), "and" | "to" | "or")
            && !among!(s, end, "in at and for to the on with by");
    if counts {
        return None;
    }
    let start = at;
    let mut year = d.said.year;
    let after = super::dates::year_after(s, end);
    if let Some((y, _, last, _)) = after {
        (year, end) = (Some(y), last);
    }
    Some(Found::date(start..end, s.resolve_day(d.said.month?, day, year, f.tokens.start)))
}

/// The 3 of "from 3 to 5 May".
fn first_day(s: &Scan<'_, '_>, f: &Found, previous: Option<&Found>) -> Option<Found> {
    let d = f.as_date().filter(|d| d.said.day.is_some())?;
    let start = f.tokens.start;
    // "4 to 22 this month": the month is told, only not by its name.
    if d.said.month.is_none() && (s.w(f.end() - 1) != "month" || s.cx.is_kind(start, TokenKind::Word)) {
        return None;
    }
    let joint_at = start.checked_sub(1).filter(|k| *k > s.from && joint(s, *k))?;
    s.day_number(start + u32::from(s.w(start) == "the"))?;
    let at = (joint_at.saturating_sub(2)..joint_at).find(|&k| k >= s.from && s.day_number(k).is_some_and(|(_, e, _)| e == joint_at))?;
    let (day, _, _) = s.day_number(at)?;
    let at = if s.before(at) == "the" { at - 1 } else { at };
    if previous.is_some_and(|p| p.end() > at) || Some(day) >= d.said.day || s.month(at.wrapping_sub(1)).is_some() {
        return None;
    }
    let Some(m) = d.said.month else { return Some(Found::date(at..joint_at, super::lone_days::sibling(d, day))) };
    Some(Found::date(at..joint_at, s.resolve_day(m, day, d.said.year, start)))
}

/// The 7 of "7-9 p.m." and "from 7 to 9 p.m.".
fn first_hour(s: &Scan<'_, '_>, f: &Found, previous: Option<&Found>) -> Option<Found> {
    let Value::Time(clock) = &f.value else { return None };
    let (lo, hi) = clock.minutes.filter(|m| m.0 == m.1)?;
    let start = f.tokens.start;
    let joint_at = start.checked_sub(1).filter(|k| *k > s.from && joint(s, *k))?;
    let colon = joint_at >= 3 && s.w(joint_at - 2) == ":";
    let at = if colon { joint_at - 3 } else { joint_at - 1 };
    let hour = s.digits(at, 1..=2).filter(|h| (1..=12).contains(h))?;
    let minute = if colon { s.digits(joint_at - 1, 2..=2).filter(|m| *m < 60)? } else { 0 };
    // "tomorrow 8 to 9 p.m.": the day stands where "from" would.
    let behind_day = previous.is_some_and(|p| p.end() == at && p.kind == Kind::Date);
    let framed = behind_day || among!(s, s.before_index(at), "from between") || matches!(s.w(joint_at), "-" | "\u{2013}");
    let other = previous.is_some_and(|p| p.end() > at) || among!(s, s.before_index(at), ": / - $");
    if !framed || other || !clock.valid {
        return None;
    }
    let dial = u16::try_from(hour % 12 * 60 + minute).ok()?;
    let same_half = dial + lo / 720 * 720;
    let minutes = if same_half <= hi { same_half } else { (same_half + 720) % 1440 };
    let timex = format!("T{:02}:{:02}", minutes / 60, minutes % 60);
    let timex = clock.timex.split_once('T').map_or_else(|| timex.clone(), |(day, _)| format!("{day}{timex}"));
    Some(Found::new(
        Kind::Time,
        at..joint_at,
        Value::Time(Box::new(crate::value::Clock { minutes: Some((minutes, minutes)), timex, ..*clock.clone() })),
    ))
}

/// "May 3 to June 4, 2023": the first takes the year of the second.
fn inherit_year(s: &Scan<'_, '_>, a: Option<&Found>, b: Option<&Found>) -> Option<Date> {
    let (a, b) = (a?, b?);
    if b.tokens.start != a.end() + 1 || !joint(s, a.end()) {
        return None;
    }
    let (x, y) = (a.as_date()?, b.as_date()?);
    // "between 1200 and 800 BC": both before Christ.
    if let Some(earlier) = x.said.year.filter(|n| *n > 0 && y.timex.starts_with("BC") && x.granularity == Granularity::Year) {
        return Some(super::calendar::year_date(1 - earlier));
    }
    let year = y.said.year.filter(|_| x.said.year.is_none() && x.said.month.is_some())?;
    let m = x.said.month?;
    let year = if y.said.month.is_some_and(|n| n < m) { year - 1 } else { year };
    Some(match x.said.day {
        Some(d) => s.resolve_day(m, d, Some(year), a.tokens.start),
        None => s.resolve_month(m, Some(year), a.tokens.start),
    })
}
