//! Times of day: "2:30 p.m. ET", "7pm", "noon", "half past six", "Sunday afternoon", "this morning", "last night", with the day beside them.

use super::dial::{self, clock};
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use super::words;
use crate::lexicon::TokenKind;
use crate::read::Kind;
use crate::value::{Clock, Date, Granularity, PartOfDay, Value};

/// A time of day that starts here, perhaps with its day.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mut best = part_of_day(s, i);
    for grammar in [clock_with_day, day_with_time] {
        if let Some(f) = grammar(s, i)
            && best.as_ref().is_none_or(|b| b.end() <= f.end())
        {
            best = Some(f);
        }
    }
    best
}

/// "5 p.m. EST, Nov. 6", "noon Thursday", "7pm on Friday", "2:30 p.m.".
fn clock_with_day(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let hedged = i + u32::from(among!(s, i, "around about approximately roughly just"));
    let at = hedged + u32::from(among!(s, hedged, "before after") && s.w(i) == "just");
    let r = clock(s, at)?;
    let own = Found::new(Kind::Time, at..r.end, Value::Time(Box::new(r.clock.clone())));
    let mut next = r.end;
    if s.w(next) == "," || s.w(next) == "on" {
        next += 1;
    }
    if let Some(day) = day_beside(s, next).filter(|d| s.w(r.end) != "," || d.as_date().is_some_and(|d| d.said.day.is_some())) {
        // "half past seven tomorrow evening"
        let part = part_at(s, day.end());
        let end = day.end() + u32::from(part.is_some());
        let clock = dial::on_half(r.clock, part);
        let timex = dated(s, day.as_date(), &clock.timex);
        return Some(Found::new(Kind::Time, i..end, Value::Time(Box::new(Clock { timex, ..clock }))).with(&own).with(&day));
    }
    let timex = dated(s, None, &r.clock.timex);
    let clock = Clock { timex, ..r.clock };
    Some(Found::new(Kind::Time, i..r.end, Value::Time(Box::new(clock))))
}

/// A day that may stand directly beside a clock time.
fn day_beside(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if i >= s.limit {
        return None;
    }
    let plausible = s.month(i).is_some()
        || s.weekday(i).is_some()
        || among!(s, i, "yesterday today tomorrow tmr tmrw the last next this")
        || s.digits(i, 1..=4).is_some();
    if !plausible {
        return None;
    }
    let found = s.plain_date(i)?;
    if found.as_date().is_some_and(|d| d.granularity == Granularity::Day && !d.timex.starts_with('P')) {
        return Some(found);
    }
    s.keep(i, found);
    None
}

/// "Wednesday at 10 p.m.", "June 18, 2023, 2:30 p.m.", "Sunday afternoon", "yesterday morning", "late Friday night".
fn day_with_time(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let at = i + u32::from(among!(s, i, "early late"));
    let day = day_beside(s, at)?;
    let timed = behind_day(s, i, &day);
    if timed.is_none() {
        s.keep(at, day);
    }
    timed
}

/// The time behind a day.
fn behind_day(s: &Scan<'_, '_>, i: u32, day: &Found) -> Option<Found> {
    let early = u32::from(among!(s, i, "early late"));
    let mut next = day.end();
    if let Some(part) = part_at(s, next) {
        let timex = dated(s, day.as_date(), &format!("T{}", part.code()));
        let mut end = next + 1;
        let mut clock = Clock { minutes: None, part: Some(part), valid: true, zone: None, timex };
        if s.w(end) == "at"
            && let Some(r) = hour_of_part(s, end + 1, part)
        {
            let own = Found::new(Kind::Time, end + 1..r.end, Value::Time(Box::new(r.clock.clone())));
            let timed = dial::on_half(r.clock, Some(part));
            clock = Clock { timex: dated(s, day.as_date(), &timed.timex), part: Some(part), ..timed };
            end = r.end;
            return Some(Found::new(Kind::Time, i..end, Value::Time(Box::new(clock))).with(day).with(&own));
        }
        return Some(Found::new(Kind::Time, i..end, Value::Time(Box::new(clock))).with(day));
    }
    if s.w(next) == "," {
        next += 1;
    }
    if s.w(next) == "at" {
        next += 1;
    }
    if early > 0 || next == day.end() && s.digits(next, 1..=2).is_none() {
        return None;
    }
    // "tomorrow at 5": of what is to come an hour is told more often than a price.
    let ahead = s.w(next - 1) == "at" && among!(s, day.end() - 1, "tomorrow tmr tmrw");
    let full = next == day.end() && day.as_date().is_some_and(|d| d.said.day.is_some());
    let r = clock(s, next)
        .or_else(|| if ahead { dial::bare_hour(s, next, None) } else { None })
        .or_else(|| if full { dial::behind_date(s, next) } else { None })?;
    let own = Found::new(Kind::Time, next..r.end, Value::Time(Box::new(r.clock.clone())));
    let clock = Clock { timex: dated(s, day.as_date(), &r.clock.timex), ..r.clock };
    Some(Found::new(Kind::Time, i..r.end, Value::Time(Box::new(clock))).with(day).with(&own))
}

/// The hour behind "this morning at", "Friday night at".
fn hour_of_part(s: &Scan<'_, '_>, i: u32, part: PartOfDay) -> Option<dial::Reading> {
    clock(s, i).or_else(|| dial::bare_hour(s, i, Some(part)))
}

fn part_at(s: &Scan<'_, '_>, i: u32) -> Option<PartOfDay> {
    let w = s.w(i);
    // "dawn" and "dusk" are not said right behind a day's name as its part.
    words::part(w).filter(|_| !s.hyphen(i + 1) && !matches!(w, "overnight" | "midday" | "sunrise" | "sunset"))
}

/// "this morning", "last night", "tonight", "tomorrow evening", "overnight", "the morning of June 5", "mid-afternoon yesterday".
fn part_of_day(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if !among!(s, i, "early late earlier later mid tonight overnight this last that the") {
        return None;
    }
    let found = |end: u32, part: PartOfDay, day: Option<Date>| {
        let timex = dated(s, day.as_ref(), &format!("T{}", part.code()));
        if let Some(r) = (s.w(end) == "at").then(|| hour_of_part(s, end + 1, part)).flatten() {
            let own = Found::new(Kind::Time, end + 1..r.end, Value::Time(Box::new(r.clock.clone())));
            let clock = dial::on_half(r.clock, Some(part));
            let timex = dated(s, day.as_ref(), &clock.timex);
            return Some(Found::new(Kind::Time, i..r.end, Value::Time(Box::new(Clock { timex, part: Some(part), ..clock }))).with(&own));
        }
        Some(Found::new(
            Kind::Time,
            i..end,
            Value::Time(Box::new(Clock { minutes: None, part: Some(part), valid: true, zone: None, timex })),
        ))
    };
    let at = i + u32::from(among!(s, i, "early late earlier later mid"));
    let at = s.skip_hyphen(at);
    if among!(s, at, "tonight") {
        return found(at + 1, PartOfDay::Night, None);
    }
    if s.w(at) == "overnight" && at == i {
        return (s.cx.is_kind(i + 1, TokenKind::Mark) || among!(s, i + 1, "in on and at as to from by into"))
            .then(|| found(i + 1, PartOfDay::Night, None))
            .flatten();
    }
    if among!(s, at, "this last that the") {
        let word = at + 1 + u32::from(among!(s, at + 1, "same previous next following early late"));
        let part = words::part(s.w(word)).filter(|_| s.w(word) != "overnight")?;
        let offset = if s.w(at) == "last" { -1 } else { 0 };
        if s.w(at) == "the" && word == at + 1 {
            if s.w(word + 1) == "of"
                && let Some(day) = day_beside(s, word + 2)
            {
                return found(day.end(), part, day.as_date().cloned()).map(|f| f.with(&day));
            }
            let framed = among!(s, s.before_index(i), "in during of") && i > s.from || i == s.from && s.w(i) == "in";
            return framed.then(|| found(word + 1, part, None)).flatten();
        }
        return found(word + 1, part, Some(s.resolve_offset(offset, i)));
    }
    let part = words::part(s.w(at)).filter(|_| at > i)?;
    match day_beside(s, at + 1) {
        Some(day) => found(day.end(), part, day.as_date().cloned()).map(|f| f.with(&day)),
        None => found(at + 1, part, None),
    }
}

/// The TIMEX3 value with its day: the day said, else that of publication.
fn dated(s: &Scan<'_, '_>, day: Option<&Date>, time: &str) -> String {
    match (day, s.cx.published) {
        (Some(d), _) => format!("{}{time}", d.timex),
        (None, Some(p)) => format!("{}{time}", p.format("%Y-%m-%d")),
        (None, None) => time.to_owned(),
    }
}
