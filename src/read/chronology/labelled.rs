//! Times that stand behind a label ("**Start:** 14:05 UTC", "Date of incident: 4 March 2025"), and what the text says of them further
//! down: how long it was, which day of the week it was.
//!
//! Invariants:
//! - A document has one beginning and one end behind labels, or they are left alone; so with the day.
//! - A length is of the labelled stretch only where the text says what lasted so long.

use super::lengths::{elapsed, fits_dial, told};
use super::{calendar, next_sentence};
use crate::lexicon::TokenKind;
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Granularity, Value};

const STARTS: &[&str] = &["start", "started", "begin", "began", "begun", "opened", "detected", "onset", "beginning"];
const ENDS: &[&str] = &["end", "ended", "finish", "finished", "resolved", "closed", "recovered", "restored", "mitigated"];
const LENGTHS: &[&str] = &["duration", "length", "downtime", "lasted"];
/// What lasts as long as an incident does.
#[rustfmt::skip]
const TROUBLE: &[&str] = &[
    "outage", "incident", "interruption", "disruption", "downtime", "delay", "delays", "delayed", "late", "lost", "failure", "failures", "errors", "degradation",
    "degraded", "slow", "slowness", "window", "maintenance", "stoppage", "blackout", "closure", "session", "missing", "silence",
];
/// Verbs and adjectives of something that did not work for a time.
#[rustfmt::skip]
const DOWN: &[&str] = &[
    "down", "unavailable", "unable", "offline", "delayed", "degraded", "slow", "failing", "failed", "interrupted", "disrupted", "affected", "closed", "stopped",
    "without", "lasted", "lasting", "out", "unreachable", "blocked", "broken",
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, claims: &mut Vec<Claim>) {
    stretch(cx, out, claims);
    weekdays(cx, out, claims);
}

/// The one time behind a label of some words: "Start time: 14:05".
fn labelled<'o>(cx: &Cx<'_>, out: &'o Readings, labels: &[&str], kinds: &[Kind]) -> Option<&'o Mention> {
    let mut found = None;
    for m in out.all().iter().filter(|m| !m.inner && kinds.contains(&m.kind)) {
        let Some(colon) = m.tokens.start.checked_sub(1).filter(|&t| cx.text(t) == ":") else { continue };
        let Some(last) = colon.checked_sub(1) else { continue };
        let named = |t: u32| labels.contains(&cx.folded(t));
        let back = |n: u32| last.checked_sub(n).is_some_and(named);
        // "Start:", "Start time:", "Incident start:"
        let label = named(last) || matches!(cx.folded(last), "time" | "at" | "date") && back(1);
        let opens = (last.saturating_sub(2)..=last).any(|t| cx.is_capitalised(t));
        if label && opens {
            if found.is_some() {
                return None;
            }
            found = Some(m);
        }
    }
    found
}

/// "Start: 14:05", "End: 15:50", and "an hour and a quarter of late events".
fn stretch(cx: &Cx<'_>, out: &Readings, claims: &mut Vec<Claim>) {
    let times = [Kind::Time, Kind::Date];
    let ends = labelled(cx, out, STARTS, &times).and_then(|a| Some((a, labelled(cx, out, ENDS, &times)?))).or_else(|| timeline(cx, out));
    let Some((a, b)) = ends.filter(|(a, b)| a.kind == b.kind && a.tokens.end < b.tokens.start) else { return };
    let Some(elapsed) = elapsed(a, b) else { return };
    for length in out.all().iter().filter(|m| m.kind == Kind::Duration && !m.inner && fits_dial(a, m)) {
        if !is_of_trouble(cx, length) {
            continue;
        }
        claims.push(told(a.span, [a, b], length, elapsed));
        return;
    }
}

/// "22:10 Logins begin to fail." and "23:40 Logins work again.": the lines of a timeline that begin with a time, if one of them tells that
/// something failed and a later one that it works again.
fn timeline<'o>(cx: &Cx<'_>, out: &'o Readings) -> Option<(&'o Mention, &'o Mention)> {
    let opens = |m: &&Mention| {
        m.kind == Kind::Time && !m.inner && cx.doc.sentence_of(m.tokens.start).is_some_and(|(_, s)| s.tokens.start == m.tokens.start)
    };
    let lines: Vec<&Mention> = out.all().iter().filter(opens).collect();
    let tells = |m: &Mention, words: &[&str]| (m.tokens.end..cx.sentence_end(m.tokens.start)).any(|t| words.contains(&cx.folded(t)));
    let mut failed =
        lines.iter().filter(|m| tells(m, &["fail", "fails", "failing", "failed", "expires", "down", "begins", "begin", "starts", "start"]));
    let mut over = lines.iter().filter(|m| tells(m, &["again", "restored", "resolved", "recovered", "normal", "ends", "back"]));
    match (failed.next(), failed.next(), over.next(), over.next()) {
        (Some(a), None, Some(b), None) if a.tokens.end < b.tokens.start => Some((a, b)),
        _ => None,
    }
}

/// "Duration: 40 minutes", "was down for 40 minutes", "the 40-minute outage", "40 minutes of delays".
fn is_of_trouble(cx: &Cx<'_>, m: &Mention) -> bool {
    let (start, end) = (m.tokens.start, m.tokens.end);
    let Some((_, sentence)) = cx.doc.sentence_of(start) else { return false };
    // The claim stands where its label does, so what is only supposed of the length is for this reader to see.
    let supposed = |t: u32| matches!(cx.folded(t), "would" | "could" | "might" | "may" | "should" | "if" | "will" | "not" | "never");
    if (sentence.tokens.start..start).any(supposed) {
        return false;
    }
    let back = |n: u32| start.checked_sub(n).filter(|&t| t >= sentence.tokens.start).map_or("", |t| cx.folded(t));
    if matches!(back(1), "first" | "last" | "another" | "every" | "each" | "within" | "next" | "least" | "half") {
        return false;
    }
    let label = back(1) == ":" && (LENGTHS.contains(&back(2)) || LENGTHS.contains(&back(3)));
    let hyphen = m.tokens.clone().any(|t| matches!(cx.text(t), "-" | "\u{2011}"));
    let noun = |t: u32| TROUBLE.contains(&cx.folded(t));
    let apposed = hyphen && matches!(back(1), "the" | "this" | "a" | "an" | "its") && (noun(end) || noun(end + 1));
    let of = cx.folded(end) == "of" && (noun(end + 1) || noun(end + 2));
    let down = |t: u32| DOWN.contains(&cx.folded(t));
    let lasted = matches!(back(1), "lasted" | "lasting") || back(1) == "for" && (2..=5).any(|n| start.checked_sub(n).is_some_and(down));
    // "for 47 minutes while", "for some customers" are of the whole; "for 5 minutes at a time" is not.
    let whole = !matches!(cx.folded(end), "at" | "after" | "before" | "each" | "per" | "every" | "later" | "longer");
    (label || apposed || of || lasted) && whole
}

/// "Date of incident: 4 March 2025 … It was a quiet Wednesday afternoon."
fn weekdays(cx: &Cx<'_>, out: &Readings, claims: &mut Vec<Claim>) {
    for (number, sentence) in cx.sentences() {
        let from = sentence.tokens.start;
        if cx.folded(from) != "it" || cx.folded(from + 1) != "was" || sentence.display || cx.doc.is_quoted(from) {
            continue;
        }
        let a = from + 2;
        let Some(at) = (a + 1..(a + 4).min(sentence.tokens.end)).find(|&t| cx.is(t, crate::lexicon::Class::Weekday)) else { continue };
        let plain = matches!(cx.folded(a), "a" | "an") && (a + 1..at).all(|t| cx.is_kind(t, TokenKind::Word)) && cx.is_capitalised(at);
        let plural = cx.folded(at).ends_with('s');
        let Some(day) = (plain && !plural).then(|| day_of(cx, out, number)).flatten() else { continue };
        let weekday = out.at(at).find_map(|m| match &m.value {
            Value::Date(d) => d.weekday,
            _ => None,
        });
        let Some(weekday) = weekday.or_else(|| weekday_named(cx.folded(at))) else { continue };
        let span = cx.span(at..at + 1);
        claims.push(Claim::new("weekday-date", span).with("weekday", span, Value::Weekday(weekday)).with(
            "date",
            day.span,
            day.value.clone(),
        ));
    }
}

fn weekday_named(word: &str) -> Option<crate::value::Weekday> {
    word.parse().ok()
}

/// The day that "it was a Wednesday" is said of: the one of the sentence before, or the one behind the label of the document.
fn day_of<'o>(cx: &Cx<'_>, out: &'o Readings, sentence: u32) -> Option<&'o Mention> {
    let whole = |m: &&Mention| {
        calendar(m)
            .is_some_and(|d| d.granularity == Granularity::Day && d.said.year.is_some() && d.said.day.is_some() && d.weekday.is_none())
    };
    let before = sentence.checked_sub(1)?;
    let there = next_sentence(cx, before);
    if !there.is_empty() {
        let tokens = cx.doc.sentences.get(before as usize)?.tokens.clone();
        let mut dates = out.within(tokens, Kind::Date).filter(|m| !m.inner);
        if let Some(one) = dates.next() {
            return Some(one).filter(|m| whole(m) && dates.next().is_none());
        }
    }
    labelled(cx, out, &["date", "day", "incident", "when", "accident", "occurrence"], &[Kind::Date]).filter(whole)
}
