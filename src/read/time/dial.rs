//! Clock times without their day: "2:30 p.m. ET", "7pm", "noon", "half past six", "14:30".

use super::lists::among;
use super::scan::Scan;
use super::words;
use crate::lexicon::{Flags, TokenKind};
use crate::read::numerals;
use crate::value::{Clock, PartOfDay};

/// A clock time as read.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The time.
    pub(super) clock: Clock,
    /// One past its last token.
    pub(super) end: u32,
}

/// A clock time without its day.
pub(super) fn clock(s: &Scan<'_, '_>, i: u32) -> Option<Reading> {
    const STARTS: &str = "noon midnight half quarter a twenty one two three four five six seven eight nine ten eleven twelve";
    if !s.cx.is_kind(i, TokenKind::Number) && !among!(s, i, STARTS) {
        return None;
    }
    match s.w(i) {
        "noon" if !s.hyphen(i + 1) => return Some(named(s, i, 12 * 60, "T12:00")),
        "midnight" if !s.hyphen(i + 1) => {
            return Some(Reading { clock: Clock { minutes: Some((0, 1440)), ..named(s, i, 0, "T24:00").clock }, end: i + 1 });
        }
        "half" | "quarter" | "a" | "ten" | "five" | "twenty" => {
            if let Some(r) = spoken(s, i) {
                return Some(r);
            }
        }
        _ => {}
    }
    figures(s, i).or_else(|| oclock(s, i))
}

fn named(_s: &Scan<'_, '_>, i: u32, minutes: u16, timex: &str) -> Reading {
    Reading { clock: Clock { minutes: Some((minutes, minutes)), part: None, valid: true, zone: None, timex: timex.to_owned() }, end: i + 1 }
}

/// "half past seven", "a quarter to nine", "ten past six".
fn spoken(s: &Scan<'_, '_>, i: u32) -> Option<Reading> {
    let at = i + u32::from(s.w(i) == "a");
    let minutes = match s.w(at) {
        "half" => 30,
        "quarter" => 15,
        w => numerals::small_word(w)?,
    };
    let side = s.w(at + 1);
    let sign = match side {
        "past" => 1,
        "to" if s.w(at) == "quarter" || minutes <= 25 && among!(s, s.before_index(i), "at by until till") && i > s.from => -1,
        _ => return None,
    };
    let hour = numerals::small_word(s.w(at + 2)).or_else(|| s.digits(at + 2, 1..=2).map(i64::from)).filter(|h| (1..=12).contains(h))?;
    let total = u16::try_from((hour * 60 + sign * minutes + 720) % 720).ok()?;
    Some(half_day(s, total, at + 3))
}

/// A time on a twelve-hour dial: with a.m., p.m. or a part of the day behind it, or either reading.
fn half_day(s: &Scan<'_, '_>, minutes: u16, end: u32) -> Reading {
    let (half, end) = meridiem(s, end);
    let minutes = minutes % 720;
    let (lo, hi) = match half {
        Some(Half::Am) => (minutes, minutes),
        Some(Half::Pm) => (minutes + 720, minutes + 720),
        None => (minutes, minutes + 720),
    };
    let timex = if half.is_none() {
        format!("T{:02}:{:02}", if minutes < 60 { 12 } else { minutes / 60 }, minutes % 60)
    } else {
        format!("T{:02}:{:02}", lo / 60, lo % 60)
    };
    let (zone, end) = zone(s, end);
    Reading { clock: Clock { minutes: Some((lo, hi)), part: None, valid: true, zone, timex }, end }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

fn meridiem(s: &Scan<'_, '_>, i: u32) -> (Option<Half>, u32) {
    let half = match s.w(i) {
        "am" | "a.m." | "a.m" => Some(Half::Am),
        "pm" | "p.m." | "p.m" => Some(Half::Pm),
        _ => None,
    };
    if half.is_some() {
        return (half, i + 1);
    }
    let part = match s.w(i) {
        "in" if s.w(i + 1) == "the" => Some(i + 2),
        "at" | "this" => Some(i + 1),
        "tonight" => return (Some(Half::Pm), i + 1),
        _ => None,
    };
    match part.map(|k| (words::part(s.w(k)), k)) {
        Some((Some(PartOfDay::Morning), k)) => (Some(Half::Am), k + 1),
        Some((Some(PartOfDay::Afternoon | PartOfDay::Evening), k)) => (Some(Half::Pm), k + 1),
        _ => (None, i),
    }
}

/// "EST", "GMT", "local time", "Eastern time".
fn zone(s: &Scan<'_, '_>, i: u32) -> (Option<String>, u32) {
    const ZONES: &str = "et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eet eest ist jst kst hkt sgt aest aedt acst awst nzst nzdt msk wib pkt akst hst wat";
    let bracket = u32::from(s.w(i) == "(");
    let at = i + bracket;
    if among!(s, at, ZONES) && s.cx.has(at, Flags::UPPER) {
        return (Some(s.cx.text(at).to_uppercase()), if bracket == 1 { i } else { at + 1 });
    }
    if bracket == 0 && s.w(at + 1) == "time" && (among!(s, at, "local eastern pacific central mountain") || s.cx.is_capitalised(at)) {
        return (Some(s.cx.text(at).to_uppercase()), at + 2);
    }
    if bracket == 0 && among!(s, at, "eastern pacific central mountain") && among!(s, at + 1, "standard daylight") && s.w(at + 2) == "time"
    {
        return (Some(s.cx.text(at).to_uppercase()), at + 3);
    }
    (None, i)
}

/// "2:30 p.m.", "7pm", "14:30", "2.30pm", "0800 hours", "1430 GMT".
fn figures(s: &Scan<'_, '_>, i: u32) -> Option<Reading> {
    if i >= s.limit
        || !s.cx.is_kind(i, TokenKind::Number)
        || s.before(i) == "$"
        || i > s.from && s.cx.touches(i) && matches!(s.before(i), ":" | "/" | "." | "-") && !s.before(i).starts_with('-')
    {
        return None;
    }
    if let Some(reading) = departure(s, i) {
        return Some(reading);
    }
    let (hour, minute, second, end) = hour_minute(s, i)?;
    let (half, after) = meridiem(s, end);
    let (zone, last) = zone(s, after);
    let colon = s.w(i + 1) == ":" || s.cx.text(i).contains('.');
    let framed = among!(s, s.before_index(i), "at by until till from before after since around about between till") && i > s.from
        || s.all(end, &["local", "time"])
        || s.w(last) == "on" && s.weekday(last + 1).is_some();
    let hours_word = s.w(end) == "hours" && s.cx.text(i).len() == 4 && s.cx.text(i).starts_with(['0', '1', '2']);
    if half.is_none() {
        let named = s.cx.is_capitalised(s.before_index(i)) && !framed;
        let four = s.cx.text(i).len() == 4 && !colon;
        let allowed = colon && (framed || zone.is_some()) && !named || four && (zone.is_some() && after == end || hours_word);
        if !allowed
            || among!(s, last, "seconds minutes win victory lead loss record in a")
                && zone.is_none()
                && s.w(last) != "a"
                && s.w(last) != "in"
        {
            return None;
        }
        // "lowered the record from 31:40": minutes and seconds, unless a clock is read.
        let read_off = among!(s, s.before_index(i), "at by until till") || zone.is_some();
        if hour > 24 && !read_off {
            return None;
        }
        if second.is_some() && zone.is_none() && hour < 3 {
            return None;
        }
    }
    let end = if hours_word && half.is_none() { end + 1 } else { last };
    let minutes = minute.unwrap_or(0);
    let valid = minutes < 60 && second.is_none_or(|x| x < 60) && (hour < 24 || hour == 24 && minutes == 0);
    // Clocks of the world go to 24.
    let world = zone.as_deref().is_some_and(|z| matches!(z, "UTC" | "GMT" | "CET" | "CEST"));
    let mut clock = Clock { minutes: None, part: None, valid, zone, timex: String::new() };
    if !valid {
        clock.timex = format!("T{hour:02}:{minutes:02}");
        return Some(Reading { clock, end });
    }
    let base = u16::try_from(hour * 60 + minutes).ok()?;
    let (lo, hi) = match half {
        Some(Half::Am) => (if hour == 12 { base - 720 } else { base }, if hour == 12 { base - 720 } else { base }),
        Some(Half::Pm) => (if hour < 12 { base + 720 } else { base }, if hour < 12 { base + 720 } else { base }),
        None if world || hour == 0 || hour >= 13 || s.cx.text(i).len() >= 4 || s.cx.text(i).starts_with('0') => (base, base),
        None => (base, if hour == 12 { base } else { base + 720 }),
    };
    clock.minutes = Some((lo, hi));
    clock.timex = format!("T{:02}:{:02}", lo / 60, lo % 60);
    if let Some(x) = second {
        clock.timex = format!("{}:{x:02}", clock.timex);
    }
    Some(Reading { clock, end })
}

/// "the 17.15 from Heuston", "the 08:05 to Crewe", where the sentence tells of a journey: a service by its time of departure.
fn departure(s: &Scan<'_, '_>, i: u32) -> Option<Reading> {
    const JOURNEY: &str = "passengers passenger train trains rail railway platform commuters commuter carriage carriages coach bus buses ferry sailing \
                           departure station service services boarded board boarding conductor guard driver timetable";
    if s.before(i) != "the" || i == s.from {
        return None;
    }
    let text = s.cx.text(i);
    let (h, m, end) = if let Some((h, m)) = text.split_once('.') {
        (h.parse::<u32>().ok()?, m.parse::<u32>().ok().filter(|_| m.len() == 2 && !h.is_empty() && h.len() <= 2)?, i + 1)
    } else {
        let colon = s.w(i + 1) == ":" && s.cx.touches(i + 1) && s.cx.touches(i + 2);
        (s.digits(i, 1..=2)?, s.digits(i + 2, 2..=2).filter(|_| colon)?, i + 3)
    };
    let place = among!(s, end, "from to") && s.cx.is_capitalised(end + 1);
    let told = place && (s.from..s.limit).any(|t| among!(s, t, JOURNEY)) || among!(s, end, "train service sailing ferry departure");
    if !told || h > 24 {
        return None;
    }
    let valid = m < 60 && (h < 24 || m == 0);
    let minutes = u16::try_from(h * 60 + m).ok().filter(|_| valid);
    let open = (1..12).contains(&h) && !text.starts_with('0');
    let minutes = minutes.map(|n| (n % 1440, if open { n + 720 } else { n % 1440 }));
    let clock = Clock { minutes, part: None, valid, zone: None, timex: format!("T{h:02}:{m:02}") };
    Some(Reading { clock, end })
}

type Figures = (u32, Option<u32>, Option<u32>, u32);

fn hour_minute(s: &Scan<'_, '_>, i: u32) -> Option<Figures> {
    let text = s.cx.text(i);
    if let Some((h, m)) = text.split_once('.') {
        // "2.30pm": only where a.m. or p.m. follows.
        let (h, m) = (h.parse().ok().filter(|h| *h < 30)?, m.parse().ok().filter(|_| m.len() == 2)?);
        return meridiem(s, i + 1).0.is_some().then_some((h, Some(m), None, i + 1));
    }
    if text.len() == 4 && !matches!(s.w(i + 1), ":") {
        let n = s.digits(i, 4..=4)?;
        return (n / 100 < 25)
            .then_some((n / 100, Some(n % 100), None, i + 1))
            .filter(|_| !among!(s, i + 1, "am pm a.m. p.m."))
            .map(|(h, m, x, e)| (h, m.filter(|_| true), x, e))
            .filter(|(_, m, ..)| m.is_some_and(|m| m < 60));
    }
    let h = s.digits(i, 1..=2).filter(|h| *h < 32)?;
    if s.w(i + 1) == ":" && s.cx.touches(i + 1) && s.cx.touches(i + 2) {
        let m = s.digits(i + 2, 2..=2)?;
        if s.w(i + 3) == ":" && s.cx.touches(i + 3) && s.cx.touches(i + 4) {
            let x = s.digits(i + 4, 2..=2)?;
            return Some((h, Some(m), Some(x), i + 5));
        }
        return Some((h, Some(m), None, i + 3));
    }
    let half = meridiem(s, i + 1);
    let direct = among!(s, i + 1, "am pm a.m. p.m. a.m p.m");
    let framed = direct || s.before(i) == "at" || ends_range(s, i);
    (half.0.is_some() && framed && (1..=24).contains(&h)).then_some((h, None, None, i + 1))
}

/// Whether the figure is the second of "from 8 to 9", "between 2 and 4".
fn ends_range(s: &Scan<'_, '_>, i: u32) -> bool {
    i >= s.from + 3
        && super::claims::joint(s, i - 1)
        && s.digits(i - 2, 1..=2).is_some_and(|h| (1..=12).contains(&h))
        && among!(s, i - 3, "from between")
}

/// A bare hour where the words before leave no doubt that it is one: the 7 of "this morning at 7", the 8 of "tonight at 8".
pub(super) fn bare_hour(s: &Scan<'_, '_>, i: u32, part: Option<PartOfDay>) -> Option<Reading> {
    let figures = s.digits(i, 1..=2).map(i64::from).map(|h| (h, i + 1));
    let (hour, end) = figures.or_else(|| numerals::small_word(s.w(i)).map(|h| (h, i + 1))).filter(|(h, _)| (1..=12).contains(h))?;
    let ends = end >= s.limit
        || among!(s, end, ". , ; ! ? ) for in on with and to or until till when sharp the we i he she they it you")
            && !(s.cx.touches(end) && s.cx.is_kind(end + 1, TokenKind::Number) && s.cx.touches(end + 1));
    if !ends {
        return None;
    }
    let r = half_day(s, u16::try_from(hour * 60).ok()?, end);
    Some(Reading { clock: on_half(r.clock, part), ..r })
}

/// A time on a twelve-hour dial in the half of the day that a part of the day tells.
pub(super) fn on_half(clock: Clock, part: Option<PartOfDay>) -> Clock {
    let Some((lo, hi)) = clock.minutes.filter(|m| m.0 < m.1 && m.1 - m.0 == 720) else { return clock };
    let minutes = match part {
        Some(PartOfDay::Morning) => lo,
        Some(PartOfDay::Afternoon | PartOfDay::Evening) => hi,
        // "tonight at 1" is after midnight.
        Some(PartOfDay::Night) if lo >= 300 => hi,
        _ => return clock,
    };
    Clock { minutes: Some((minutes, minutes)), timex: format!("T{:02}:{:02}", minutes / 60, minutes % 60), ..clock }
}

/// "17:00", "17:00:30" behind a date that needs no word between.
pub(super) fn behind_date(s: &Scan<'_, '_>, i: u32) -> Option<Reading> {
    let (hour, minute, second, end) = hour_minute(s, i).filter(|f| f.1.is_some() && f.3 >= i + 3)?;
    let minute = minute?;
    let valid = hour < 24 && minute < 60 && second.is_none_or(|x| x < 60);
    let minutes = u16::try_from(hour * 60 + minute).ok().filter(|_| valid)?;
    let open = hour < 12 && hour > 0 && !s.cx.text(i).starts_with('0') && second.is_none();
    let timex = format!("T{hour:02}:{minute:02}{}", second.map_or_else(String::new, |x| format!(":{x:02}")));
    let (zone, end) = zone(s, end);
    let hi = if open { minutes + 720 } else { minutes };
    Some(Reading { clock: Clock { minutes: Some((minutes, hi)), part: None, valid: true, zone, timex }, end })
}

/// "seven o'clock", "7 o'clock", "seven in the evening", "seven p.m.".
fn oclock(s: &Scan<'_, '_>, i: u32) -> Option<Reading> {
    let hour = numerals::small_word(s.w(i)).or_else(|| s.digits(i, 1..=2).map(i64::from)).filter(|h| (1..=12).contains(h))?;
    if let Some(r) = hour_and_minutes(s, i, hour) {
        return Some(r);
    }
    let mut end = i + 1;
    let said = among!(s, end, "o'clock");
    if said {
        end += 1;
    }
    let direct = among!(s, end, "a.m. p.m. am pm") || s.before(i) == "at" && meridiem(s, end).0.is_some();
    (said || direct).then(|| half_day(s, u16::try_from(hour * 60).unwrap_or(0), end))
}

/// "at seven thirty", "five forty-five p.m.": both in words.
fn hour_and_minutes(s: &Scan<'_, '_>, i: u32, hour: i64) -> Option<Reading> {
    if !s.cx.is_kind(i, TokenKind::Word) {
        return None;
    }
    let tens = numerals::small_word(s.w(i + 1)).filter(|n| matches!(n, 10 | 15 | 20 | 30 | 40 | 50))?;
    let next = s.skip_hyphen(i + 2);
    let unit = numerals::small_word(s.w(next)).filter(|n| *n == 5 && tens >= 20);
    let (minutes, end) = unit.map_or((tens, i + 2), |n| (tens + n, next + 1));
    let (half, after) = meridiem(s, end);
    let closed = end >= s.limit || among!(s, end, ". , ; ! ? )");
    let framed = among!(s, s.before_index(i), "at by until till") && i > s.from && closed;
    let said = half.is_some() && after > end;
    (framed || said).then(|| half_day(s, u16::try_from(hour * 60 + minutes).unwrap_or(0), end))
}
