//! Times beside one another: a relative one and an absolute one, a clock time and a part of the day; and the verb of a dated clause.

use super::{calendar, verbs, zones};
use crate::document::{Sentence, TextSpan};
use crate::lexicon::Class;
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Basis, Clock, Date, DayRange, Granularity, Number, Value};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    for &(_, sentence) in timed {
        let tokens = sentence.tokens.clone();
        for m in tokens.clone().flat_map(|t| out.at(t)).filter(|m| !m.inner) {
            match &m.value {
                Value::Date(d) if m.kind == Kind::Date => claims.extend(relative(cx, out, m, d, tokens.end)),
                Value::Time(c) if c.valid => {
                    let beside = part(cx, m, c, tokens.end).or_else(|| part_far(cx, out, m, c, tokens.end));
                    claims.extend(beside.or_else(|| part_before(cx, m, c, tokens.start)).or_else(|| part_at(cx, m, c, tokens.start)));
                    claims.extend(zones::read(cx, out, m, c));
                }
                _ => {}
            }
        }
        for m in out.within(tokens.clone(), Kind::Date) {
            let Value::Date(d) = &m.value else { continue };
            if let Some(day) = day_of(cx, m, d) {
                claims.extend(dated_verb(cx, m, &day, &tokens));
            } else if let Some(day) = just_past(cx, m, d) {
                // Without a year only "will" tells that the day was still to come when the sentence was written.
                claims.extend(dated_verb(cx, m, &day, &tokens).filter(|c| c.field("ahead").is_some_and(|f| f.value == Value::Bool(true))));
            }
        }
    }
}

pub(super) fn cover(a: TextSpan, b: TextSpan) -> TextSpan {
    TextSpan { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// "two years ago, in 2017,", "last year (2020)", "next month, on 10 February 2025".
fn relative(cx: &Cx<'_>, out: &Readings, m: &Mention, d: &Date, limit: u32) -> Option<Claim> {
    cx.published?;
    let (first, last) = (cx.folded(m.tokens.start), cx.folded(m.tokens.end.saturating_sub(1)));
    let ago = last == "ago";
    let deictic = ago || matches!(first, "last" | "next" | "yesterday" | "tomorrow") || first == "this" && matches!(last, "year" | "month");
    let known = d.basis == Basis::Published && d.hull().lo.is_some() && d.hull().hi.is_some() && d.weekday.is_none();
    if !deictic || !known || d.said.month.is_some() {
        return None;
    }
    let mut t = m.tokens.end;
    let opener = cx.text(t);
    let (comma, bracket) = (opener == ",", opener == "(");
    t += u32::from(comma || bracket);
    let led = matches!(cx.folded(t), "in" | "on");
    t += u32::from(led);
    if !(bracket || comma) {
        return None;
    }
    let b = out.longest(t, Kind::Date).filter(|b| !b.inner && b.tokens.end <= limit)?;
    let Value::Date(x) = &b.value else { return None };
    let absolute = x.valid && (x.said.month.is_some() || x.said.year.is_some()) && x.weekday.is_none();
    let close = cx.text(b.tokens.end);
    let closed = b.tokens.end >= limit || matches!(close, "," | "." | ";" | ")" | "?" | "!" | "\u{2014}" | "\u{2013}");
    // A date without a year after "last month, on June 3" fits by its own resolution; a year or a month that differs does not.
    if !absolute || !closed || comma && !led && close != "," || x.granularity > Granularity::Year {
        return None;
    }
    let slack = match (ago, d.granularity) {
        // What is counted back leaves a unit either way by itself.
        (true, Granularity::Year) => 31,
        (true, Granularity::Month | Granularity::Season | Granularity::Quarter) => 3,
        (_, Granularity::Decade) => 366,
        (_, Granularity::Week) => 7,
        (true, _) => 2,
        // The year and the month may have turned between the writing and the printing.
        (false, Granularity::Year) => {
            if cx.published.is_some_and(|p| p.ordinal() <= 31 || p.ordinal() > 355) {
                31
            } else {
                0
            }
        }
        (false, Granularity::Month) => {
            if cx.published.is_some_and(|p| p.day() <= 3 || p.day() > 27) {
                4
            } else {
                0
            }
        }
        (false, _) => 1,
    };
    let widen = |r: &DayRange| DayRange { lo: r.lo.map(|n| n - slack), hi: r.hi.map(|n| n + slack) };
    let about = Date { alternatives: d.alternatives.iter().map(widen).collect(), ..d.clone() };
    Some(
        Claim::new("relative-time", cover(m.span, b.span))
            .with("relative", m.span, m.value.clone())
            .with("absolute", b.span, b.value.clone())
            .with_implied("about", Value::Date(Box::new(about))),
    )
}

/// First and last hour of a part of the day.
fn hours(word: &str) -> Option<(i64, i64)> {
    Some(match word {
        "morning" | "mornings" => (0, 12),
        "midday" | "noon" => (11, 14),
        "afternoon" | "afternoons" => (12, 18),
        "evening" | "evenings" => (16, 24),
        "dawn" | "daybreak" | "sunrise" => (3, 9),
        "dusk" | "sunset" | "nightfall" => (15, 23),
        "night" => (18, 30),
        "midnight" => (23, 25),
        "darkness" => (17, 31),
        "hours" => (0, 7),
        "daylight" => (5, 22),
        "breakfast" => (4, 11),
        "lunch" => (10, 16),
        "dinner" => (11, 24),
        "supper" => (16, 25),
        _ => return None,
    })
}

/// "at 4:10 a.m., in the middle of the afternoon", "at 3.40am, when the midday sun", "3:20 p.m., hours before dawn".
fn part(cx: &Cx<'_>, m: &Mention, clock: &Clock, limit: u32) -> Option<Claim> {
    let minutes = clock.minutes.filter(|(lo, hi)| lo == hi)?.0;
    let comma = cx.text(m.tokens.end) == ",";
    let mut t = m.tokens.end + u32::from(comma);
    let word = |n: u32| cx.folded(t + n);
    let led = match (word(0), word(1), word(2), word(3), word(4)) {
        ("in", "the", "middle", "of", "the") => 5,
        ("in", "the", "early" | "late", ..) => 3,
        ("in" | "when" | "as", "the", ..) => 2,
        ("hours" | "minutes" | "shortly" | "just" | "well" | "long", "before", ..) | ("just", "after", ..) if comma => 2,
        _ => return None,
    };
    let before = word(1) == "before";
    t += led;
    (t < limit).then(|| compared(cx, m, minutes, t, if before { 9 } else { 0 })).flatten()
}

/// A clock time against the part of the day that a word names; "hours before dawn" begins hours earlier.
fn compared(cx: &Cx<'_>, m: &Mention, minutes: u16, t: u32, lead: i64) -> Option<Claim> {
    let (from, until) = hours(cx.folded(t))?;
    let from = from - lead;
    let hour = i64::from(minutes) / 60;
    let apart = [-24, 0, 24].iter().map(|d| distance(hour + d, from, until)).min()?;
    let span = cx.span(t..t + 1);
    Some(
        Claim::new("clock-part", cover(m.span, span))
            .with("time", m.span, m.value.clone())
            .with("part", span, Value::Text(cx.folded(t).to_owned()))
            .with_implied("apart", Value::Number(Box::new(Number::int(apart)))),
    )
}

/// "at 2.40pm on Saturday, throwing people from their beds in the middle of the night": a part of the day further on in the clause.
fn part_far(cx: &Cx<'_>, out: &Readings, m: &Mention, clock: &Clock, limit: u32) -> Option<Claim> {
    let minutes = clock.minutes.filter(|(lo, hi)| lo == hi)?.0;
    for t in m.tokens.end..limit.min(m.tokens.end + FAR) {
        let (a, b, c, d) = (cx.folded(t), cx.folded(t + 1), cx.folded(t + 2), cx.folded(t + 3));
        let at = match (a, b, c, d) {
            ("in", "the", "middle" | "dead" | "still", "of") => Some(t + 4 + u32::from(cx.folded(t + 4) == "the")),
            ("in", "the", "early" | "small", "hours") | ("under", "cover", "of", "darkness") => Some(t + 3),
            ("in", "broad" | "full", "daylight", _) => Some(t + 2),
            ("before", "dawn" | "daybreak" | "sunrise" | "breakfast", ..)
            | ("at", "dawn" | "daybreak" | "sunrise" | "dusk" | "sunset" | "nightfall" | "midnight", ..) => Some(t + 1),
            _ => None,
        };
        if let Some(at) = at {
            // "in the middle of the night in London", "at dawn the next day": another place or day.
            let next = cx.folded(at + 1);
            let day = matches!(next, "of" | "on") && cx.is(at + 2, Class::Weekday);
            let other = !day && matches!(next, "in" | "at" | "on" | "the" | "of" | "next" | "after") || cx.is_capitalised(at + 1);
            return (!other && at < limit).then(|| compared(cx, m, minutes, at, if a == "before" { 9 } else { 0 })).flatten();
        }
        let another = matches!(cx.text(t), ";" | ":" | "(" | "\"" | "\u{201c}" | "\u{2014}")
            || matches!(
                a,
                "and"
                    | "but"
                    | "after"
                    | "before"
                    | "until"
                    | "till"
                    | "while"
                    | "when"
                    | "later"
                    | "then"
                    | "had"
                    | "since"
                    | "which"
                    | "who"
                    | "to"
                    | "than"
                    | "or"
            )
            || out.at(t).any(|o| o.kind == Kind::Time && !o.inner);
        if another {
            return None;
        }
    }
    None
}

/// Tokens between a clock time and a part of the day in its clause.
const FAR: u32 = 18;

/// "In the small hours of Saturday, at 3.20pm,", "Shortly before dawn, at 5 p.m.,".
fn part_before(cx: &Cx<'_>, m: &Mention, clock: &Clock, from: u32) -> Option<Claim> {
    let minutes = clock.minutes.filter(|(lo, hi)| lo == hi)?.0;
    let start = m.tokens.start;
    let back = |n: u32| start.checked_sub(n).filter(|&t| t >= from);
    let comma = back(2).filter(|&t| cx.text(t) == "," && cx.folded(t + 1) == "at");
    // "of Saturday, at 3.20pm" is one time with its day.
    let day = back(1).filter(|&t| matches!(cx.folded(t), "of" | "on") && cx.is(start, Class::Weekday));
    let end = comma.or(day)?;
    let t = end.checked_sub(1).filter(|&t| t > from)?;
    let word = |n: u32| t.checked_sub(n).filter(|&k| k >= from).map_or("", |k| cx.folded(k));
    let lead = match (word(1), word(2), word(3)) {
        ("before", "hours" | "well" | "long", _) => 9,
        ("before", "shortly" | "just" | "minutes", _) => 2,
        ("after", "shortly" | "just" | "soon", _) | ("the", "of", "middle" | "dead") => 0,
        ("early" | "small", "the", _) if cx.folded(t) == "hours" => 0,
        _ => return None,
    };
    compared(cx, m, minutes, t, lead)
}

/// "On 3 May 2024 the council approved": the verb of a short subject behind a day that opens its sentence.
fn opening(cx: &Cx<'_>, end: u32, limit: u32) -> Option<verbs::Verb> {
    let at = end + u32::from(cx.text(end) == ",");
    let the = matches!(cx.folded(at), "the" | "a" | "an");
    let plain = |t: u32| {
        cx.is_kind(t, crate::lexicon::TokenKind::Word)
            && !cx.is_any(t, &[Class::Stop, Class::Be, Class::Have, Class::Modal, Class::Planning])
    };
    let verb = (at + 1 + u32::from(the)..limit.min(at + 6)).find(|&t| verbs::is_past(cx, t))?;
    // "The scheduled meeting": what stands before a noun is no verb.
    let subject = (at + u32::from(the)..verb).all(plain);
    let object =
        matches!(cx.folded(verb + 1), "the" | "a" | "an" | "its" | "his" | "her" | "their" | "to" | "in" | "at" | "by" | "for" | "on")
            || cx.is_capitalised(verb + 1);
    (subject && object).then_some(verbs::Verb { at: verb, ahead: false, passive: false, first: verb })
}

/// "every evening at 7:30 a.m.", "the evening service starts at 10:30 a.m.", "Lunch is served at 12:30 a.m.": a part of the day or a meal
/// before its hour.
fn part_at(cx: &Cx<'_>, m: &Mention, clock: &Clock, from: u32) -> Option<Claim> {
    #[rustfmt::skip]
    const HELD: &[&str] = &[
        "session", "service", "tour", "train", "ferry", "flight", "class", "show", "performance", "mass", "concert", "prayer", "prayers", "lecture", "match", "swim",
        "walk", "meal", "bus", "boat", "screening", "lesson", "rehearsal", "bulletin", "milking", "feed", "sailing", "departure",
    ];
    let minutes = clock.minutes.filter(|(lo, hi)| lo == hi)?.0;
    let named = |t: u32| matches!(cx.folded(t), "morning" | "mornings" | "afternoon" | "afternoons" | "evening" | "evenings");
    let meal = |t: u32| matches!(cx.folded(t), "breakfast" | "lunch" | "dinner" | "supper" | "sunrise" | "sunset");
    // A mention may hold the day and its part: "Saturday afternoon at 10:15 a.m.".
    if let Some(t) = m.tokens.clone().find(|&t| named(t) && cx.folded(t + 1) == "at") {
        return compared(cx, m, minutes, t, 0);
    }
    let at = m.tokens.start.checked_sub(1).filter(|&t| t > from && matches!(cx.folded(t), "at" | "from"))?;
    let mut t = at;
    while t > from && at - t < 5 {
        t -= 1;
        if t + 1 == at && named(t) || meal(t) {
            return compared(cx, m, minutes, t, 0);
        }
        if HELD.contains(&cx.folded(t)) {
            let part = t.checked_sub(1).filter(|&p| p >= from && named(p))?;
            return compared(cx, m, minutes, part, 0);
        }
        let verb = cx.is_any(t, &[Class::Be, Class::Modal])
            || matches!(
                cx.folded(t),
                "starts"
                    | "start"
                    | "begins"
                    | "begin"
                    | "leaves"
                    | "leave"
                    | "departs"
                    | "opens"
                    | "sails"
                    | "served"
                    | "held"
                    | "started"
                    | "began"
                    | "left"
                    | "sets"
                    | "off"
                    | "runs"
                    | "goes"
            );
        if !verb {
            return None;
        }
    }
    None
}

fn distance(hour: i64, from: i64, until: i64) -> i64 {
    (from - hour).max(hour - until).max(0)
}

/// The day that a mention names: with its year, or in the publication year where the weekday beside it fits no other year near.
fn day_of(cx: &Cx<'_>, m: &Mention, d: &Date) -> Option<Date> {
    if m.inner || d.granularity != Granularity::Day || d.said.day.is_none() {
        return None;
    }
    if d.said.year.is_some() {
        return calendar(m).cloned();
    }
    let (weekday, month, day) = (d.weekday?, d.said.month?, d.said.day?);
    let year = cx.published?.year();
    let fits = |year: i32| NaiveDate::from_ymd_opt(year, month, day).filter(|n| n.weekday() == weekday);
    if fits(year + 1).is_some() || fits(year - 1).is_some() {
        return None;
    }
    fits(year).map(|day| Date::day(day, Basis::Published))
}

/// So many days before the publication date a day without a year is of this year, and not of the next.
const JUST_PAST: i64 = 45;

/// The day of a date without year and weekday that lies just before the publication date.
fn just_past(cx: &Cx<'_>, m: &Mention, d: &Date) -> Option<Date> {
    let plain = !m.inner && d.granularity == Granularity::Day && d.said.year.is_none() && d.weekday.is_none();
    let (month, day) = (d.said.month?, d.said.day?);
    let published = cx.published.filter(|_| plain)?;
    let on = NaiveDate::from_ymd_opt(published.year(), month, day)?;
    let past = (published - on).num_days();
    (2..=JUST_PAST).contains(&past).then(|| Date::day(on, Basis::Published))
}

/// "will open the lock on 2 September 2024", "returned its verdict on 30 May 2023".
fn dated_verb(cx: &Cx<'_>, m: &Mention, day: &Date, tokens: &Range<u32>) -> Option<Claim> {
    let start = m.tokens.start;
    let on = start.checked_sub(1).filter(|&t| t >= tokens.start && cx.folded(t) == "on")?;
    let verb = if on == tokens.start { opening(cx, m.tokens.end, tokens.end)? } else { verbs::before(cx, on, tokens.start)? };
    let span = cx.span(verb.first..verb.at + 1);
    Some(
        Claim::new("dated-verb", cover(span, m.span))
            .with("verb", span, Value::Text(cx.doc.text(span).to_owned()))
            .with("date", m.span, Value::Date(Box::new(day.clone())))
            .with_implied("ahead", Value::Bool(verb.ahead)),
    )
}
