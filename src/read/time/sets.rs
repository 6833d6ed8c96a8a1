//! Recurrences: "every Monday", "each year", "twice a week", "daily", "Tuesday nights".

use super::found::Found;
use super::lengths;
use super::lists::among;
use super::scan::Scan;
use super::words;
use crate::read::{Kind, numerals};
use crate::value::{Exact, Recurrence, TimeUnit, Value};

/// A recurrence that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    nth_weekday(s, i)
        .or_else(|| every(s, i))
        .or_else(|| rate(s, i))
        .or_else(|| adverb(s, i))
        .or_else(|| prefixed(s, i))
        .or_else(|| weekdays(s, i))
}

fn set(tokens: std::ops::Range<u32>, timex: String) -> Found {
    Found::new(Kind::Set, tokens, Value::Set(Box::new(Recurrence { timex })))
}

fn every(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if !among!(s, i, "every each") {
        return None;
    }
    let other = s.w(i + 1) == "other" || s.w(i + 1) == "second";
    let at = i + 1 + u32::from(other || s.w(i + 1) == "single");
    let n = if other { 2 } else { 1 };
    if let Some(wd) = s.weekday(at).or_else(|| words::weekdays(s.w(at))) {
        let part = words::part(s.w(at + 1)).map_or("", |p| p.code());
        let (end, tail) = if part.is_empty() { (at + 1, String::new()) } else { (at + 2, format!("T{part}")) };
        return Some(set(i..end, format!("XXXX-WXX-{}{tail}", wd.number_from_monday())));
    }
    if let Some(m) = s.month(at) {
        return Some(set(i..at + 1, format!("XXXX-{m:02}")));
    }
    if let Some(letters) = words::season(s.w(at)) {
        return Some(set(i..at + 1, format!("XXXX-{letters}")));
    }
    if let Some(part) = words::part(s.w(at)) {
        return Some(set(i..at + 1, format!("XXXX-XX-XXT{}", part.code())));
    }
    if s.w(at) == "weekend" {
        return Some(set(i..at + 1, "XXXX-WXX-WE".to_owned()));
    }
    if among!(s, at, "weekday workday") {
        return Some(set(i..at + 1, "XXXX-WXX".to_owned()));
    }
    if let Some((unit, false)) = words::unit(s.w(at)) {
        return (s.w(at).len() > 2 && s.w(at) != "second").then(|| set(i..at + 1, lengths::timex(Exact::int(n), unit)));
    }
    let l = (s.w(i) == "every").then(|| s.numeral(at)).flatten()?;
    let (unit, _) = words::unit(s.w(l.end))?;
    Some(set(i..l.end + 1, lengths::timex(l.value, unit)))
}

/// "twice a week", "three times a year", "$5 a year": the rate's own words.
fn rate(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let times =
        if among!(s, i, "once twice") { Some(i + 1) } else { s.numeral(i).filter(|n| among!(s, n.end, "times time")).map(|n| n.end + 1) };
    let at = times.unwrap_or(i);
    if !among!(s, at, "a an per every each") {
        return None;
    }
    let (unit, false) = words::unit(s.w(at + 1))? else { return None };
    if s.w(at + 1).len() < 3 || matches!(unit, TimeUnit::Second) && times.is_none() {
        return None;
    }
    let counted = times.is_some() || s.w(at) == "per" || priced(s, i);
    (counted && !s.hyphen(at + 2)).then(|| set(i..at + 2, lengths::timex(Exact::ONE, unit)))
}

/// Whether an amount stands just before "a year", perhaps with a word between: "$5 a share a year", "20 million tons a year".
fn priced(s: &Scan<'_, '_>, i: u32) -> bool {
    if among!(s, i + 2, "ago earlier later before after and or from") {
        return false;
    }
    let first = i.saturating_sub(3).max(s.from);
    (first..i).any(|k| s.cx.is_kind(k, crate::lexicon::TokenKind::Number) || numerals::scale_word(s.w(k)).is_some())
        && !among!(s, s.before_index(i), "for in within after over than about nearly almost least , of and")
}

fn adverb(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let timex = match s.w(i) {
        "daily" | "nightly" => "P1D",
        "weekly" => "P1W",
        "biweekly" | "fortnightly" => "P2W",
        "monthly" => "P1M",
        "quarterly" => "P3M",
        "yearly" | "annually" | "annual" => "P1Y",
        "hourly" => "PT1H",
        _ => return None,
    };
    let name = s.cx.is_capitalised(i) && !s.cx.has(i, crate::lexicon::Flags::FIRST) && i > s.from;
    (!name).then(|| set(i..i + 1, timex.to_owned()))
}

/// "bi-weekly", "semi-annually": twice in the period or every second one; the common reading of each.
fn prefixed(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let timex = match (s.w(i), s.hyphen(i + 1), s.w(i + 2)) {
        ("bi", true, "weekly") => "P2W",
        ("bi", true, "monthly") => "P2M",
        ("bi" | "semi", true, "annual" | "annually") => "P6M",
        ("semi", true, "monthly") => "P15D",
        ("semi", true, "weekly") => "P3D",
        _ => return None,
    };
    Some(set(i..i + 3, timex.to_owned()))
}

/// "every last Friday of the month", "the second Tuesday of each month", "first Monday of every month".
fn nth_weekday(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let every = among!(s, i, "every each");
    let at = i + u32::from(every || s.w(i) == "the");
    let last = s.w(at) == "last";
    let nth = last || s.counts(at) && words::ordinal(s.w(at)).is_some_and(|n| n <= 5);
    if !nth || s.weekday(at + 1).is_none() {
        return None;
    }
    let month = at + 3;
    let whole = s.w(month + 1) == "month" && (among!(s, month, "every each") || every && s.w(month) == "the");
    (among!(s, at + 2, "of in") && whole).then(|| set(i..month + 2, "P1M".to_owned()))
}

/// "Mondays", "Tuesday nights".
fn weekdays(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if let Some(wd) = words::weekdays(s.w(i)) {
        return Some(set(i..i + 1, format!("XXXX-WXX-{}", wd.number_from_monday())));
    }
    if among!(s, i, "weekends weekdays") && among!(s, s.before_index(i), "on at during and or") && i > s.from {
        return Some(set(i..i + 1, if s.w(i) == "weekends" { "XXXX-WXX-WE" } else { "XXXX-WXX" }.to_owned()));
    }
    let wd = s.weekday(i)?;
    let part = s.w(i + 1).strip_suffix('s').and_then(words::part)?;
    Some(set(i..i + 2, format!("XXXX-WXX-{}T{}", wd.number_from_monday(), part.code())))
}

/// Whether a word behind a recurrence shows that it stands alone and not before its noun.
pub(super) fn ends_phrase(cx: &crate::read::Cx<'_>, i: u32) -> bool {
    matches!(
        cx.folded(i),
        "in" | "at"
            | "for"
            | "from"
            | "on"
            | "to"
            | "by"
            | "and"
            | "or"
            | "as"
            | "with"
            | "since"
            | "until"
            | "through"
            | "between"
            | "but"
            | "when"
            | "if"
            | "during"
    )
}
