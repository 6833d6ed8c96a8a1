//! A length of time beside its two ends: "began at 9:30 p.m. and ended at 1:30 a.m., after six hours"; "walked out on March 3 … went back
//! on March 17. The strike lasted six weeks"; "the twelve years between the flood of 1996 and the dry summer of 2001".

use super::{calendar, next_sentence};
use crate::document::{Sentence, TextSpan};
use crate::lexicon::{Class, TokenKind};
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Duration, Exact, Granularity, Number, TimeUnit, Value};
use std::ops::Range;

/// Tokens behind the second end in which its length may stand.
const REACH: u32 = 26;

/// Verbs that open a stretch of time.
#[rustfmt::skip]
pub(super) const OPENS: &[&str] = &[
    "began", "begins", "begin", "opened", "opens", "open", "started", "starts", "start", "set", "left", "leaves", "walked", "departed", "departs", "sailed",
    "took", "kicked", "launched", "struck", "commenced", "convened", "arrived", "moved", "joined", "went", "shut", "closed", "failed", "vanished", "disappeared",
    "raised", "alerted", "called", "reported", "suspended", "downed", "stopped", "ceased", "halted",
];
/// Verbs that close it.
#[rustfmt::skip]
pub(super) const CLOSES: &[&str] = &[
    "ended", "ends", "end", "closed", "closes", "close", "finished", "finishes", "finish", "broke", "breaks", "returned", "returns", "return", "went", "came",
    "reached", "reaches", "arrived", "arrives", "adjourned", "concluded", "concludes", "docked", "landed", "stopped", "left", "retired", "resigned",
    "reopened", "reopens", "reopen", "resumed", "resumes", "resume", "restored", "reappeared", "lifted", "resolved", "recovered", "extinguished", "released",
];
/// Words that interrupt it, or say that the length is of something else.
#[rustfmt::skip]
const BREAKS: &[&str] = &[
    "break", "breaks", "recess", "pause", "paused", "interrupted", "interruption", "lunch", "except", "excluding", "again", "hiatus", "suspended", "off-and-on",
    "intermittently", "every", "each", "daily", "nightly", "weekly", "total", "combined", "altogether", "net", "respectively", "intermission", "stop", "stops",
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    for &(i, sentence) in timed {
        let tokens = sentence.tokens.clone();
        let points: Vec<&Mention> = points(cx, out, &tokens);
        let after = next_sentence(cx, i);
        if let [a] = points.as_slice() {
            claims.extend(over_two(cx, out, a, &tokens, &after).or_else(|| over_more(cx, out, a, i, &tokens)));
        }
        if points.len() < 2 {
            continue;
        }
        let broken = |r: &Range<u32>| r.clone().any(|t| BREAKS.contains(&cx.folded(t)) && !cx.text(t).is_empty());
        for pair in points.windows(2) {
            let [a, b] = pair else { continue };
            let Some(elapsed) = elapsed(a, b) else { continue };
            let length = between(cx, out, a, b, &tokens).or_else(|| {
                let beside = || behind(cx, out, b, &tokens).or_else(|| in_front(cx, out, a, &tokens)).or_else(|| in_next(cx, out, &after));
                joined(cx, a, b, &tokens).then(beside).flatten()
            });
            let Some(length) = length.filter(|l| fits_dial(a, l)) else { continue };
            let whole = tokens.start..tokens.end.max(length.tokens.end);
            // "broke up" closes and is no break; what counts are words that split the stretch.
            // "until 2016 and on the council for the four years after": another length goes into the sum.
            let another = out.within(b.tokens.end..length.tokens.start.max(b.tokens.end), Kind::Duration).any(|m| !m.inner);
            if another
                || broken(&(a.tokens.end..whole.end.min(length.tokens.end + 4)))
                || points.len() > 2 && length.tokens.start > tokens.end
            {
                continue;
            }
            let inside = length.tokens.start < tokens.end;
            let anchor =
                cx.span(a.tokens.start.min(length.tokens.start)..if inside { b.tokens.end.max(length.tokens.end) } else { b.tokens.end });
            claims.push(told(anchor, [a, b], length, elapsed));
        }
    }
}

/// The claim that a stretch from one time to another is said to be so long.
pub(super) fn told(anchor: TextSpan, [start, end]: [&Mention; 2], length: &Mention, elapsed: Duration) -> Claim {
    Claim::new("elapsed", anchor)
        .with("start", start.span, start.value.clone())
        .with("end", end.span, end.value.clone())
        .with("length", length.span, length.value.clone())
        .with_implied("elapsed", Value::duration(elapsed))
}

/// A clock goes round in a day: a longer time is told of more than its two hands.
pub(super) fn fits_dial(a: &Mention, length: &Mention) -> bool {
    let day = Exact::int(86_400);
    let short = matches!(&length.value, Value::Duration(d) if d.seconds.hi.is_some_and(|hi| hi < day));
    a.kind != Kind::Time || short
}

/// "walked off the job on 6 May. They went back on 3 June, after six weeks"; "left on 6 May. Six weeks later, on 3 June, …".
fn over_two(cx: &Cx<'_>, out: &Readings, a: &Mention, tokens: &Range<u32>, next: &Range<u32>) -> Option<Claim> {
    if next.is_empty() || (a.tokens.start..next.end).any(|t| BREAKS.contains(&cx.folded(t))) {
        return None;
    }
    let [b] = points(cx, out, next).try_into().ok()?;
    let elapsed = elapsed(a, b)?;
    // What the sentence tells of the first day is its own verb, and nothing is told after it.
    let led = a.tokens.start.checked_sub(1).filter(|&t| t > tokens.start && matches!(cx.folded(t), "on" | "in" | "at"))?;
    let verb = super::verbs::before(cx, led, tokens.start).filter(|v| !v.ahead).map(|v| v.at);
    let verb = verb.or_else(|| near(cx, led, tokens.start, OPENS))?;
    let apposed = verb.checked_sub(1).is_some_and(|t| matches!(cx.text(t), "," | "(") || matches!(cx.folded(t), "who" | "which" | "that"));
    let goes_on = (a.tokens.end..tokens.end).any(|t| super::verbs::is_past(cx, t) && cx.folded(t.saturating_sub(1)) != "be");
    if apposed || goes_on {
        return None;
    }
    let mut lengths = out.within(next.clone(), Kind::Duration).filter(|m| !m.inner);
    let length = lengths.next().filter(|_| lengths.next().is_none())?;
    let later = || {
        let first = length.tokens.start <= next.start + 1;
        let then = length.tokens.end;
        let at = then + 1 + u32::from(cx.text(then + 1) == ",");
        let on = at + u32::from(matches!(cx.folded(at), "on" | "in"));
        first && matches!(cx.folded(then), "later" | "afterwards" | "after") && b.tokens.start == on && cx.text(b.tokens.end) == ","
    };
    let back = || {
        let same = matches!(cx.folded(next.start), "they" | "it" | "he" | "she")
            || cx.folded(next.start) == "the" && is_stretch(cx.folded(next.start + 1));
        let prep = b.tokens.start.checked_sub(1).filter(|&t| t > next.start && matches!(cx.folded(t), "on" | "in" | "at"));
        let closing = prep.is_some_and(|p| near(cx, p, next.start, CLOSES).is_some());
        let opening = OPENS.contains(&cx.folded(verb));
        same && opening && closing && behind(cx, out, b, next).is_some_and(|m| m.span == length.span)
    };
    (fits_dial(a, length) && (later() || back())).then(|| {
        let anchor = cx.span(length.tokens.start.min(b.tokens.start)..length.tokens.end.max(b.tokens.end));
        told(anchor, [a, b], length, elapsed)
    })
}

/// Sentences behind the first end in which the second may stand.
const FAR: u32 = 4;

/// "The crowd set off at 9 a.m. … Two people were hurt during the six-hour march, which broke up at 1 p.m.": the length stands with the
/// subject of the verb that closes, and no other time stands between.
fn over_more(cx: &Cx<'_>, out: &Readings, a: &Mention, sentence: u32, tokens: &Range<u32>) -> Option<Claim> {
    let led = a.tokens.start.checked_sub(1).filter(|&t| t > tokens.start && matches!(cx.folded(t), "on" | "in" | "at"))?;
    near(cx, led, tokens.start, OPENS)?;
    let block = cx.doc.sentences.get(sentence as usize)?.block;
    let there = (1..=FAR).filter_map(|n| cx.doc.sentences.get((sentence + n) as usize)).take_while(|s| s.block == block);
    let next = there.map(|s| s.tokens.clone()).find(|t| !points(cx, out, t).is_empty())?;
    let [b] = points(cx, out, &next).try_into().ok()?;
    let elapsed = elapsed(a, b).filter(|_| a.kind == b.kind)?;
    let prep = b.tokens.start.checked_sub(1).filter(|&t| t > next.start && matches!(cx.folded(t), "on" | "in" | "at"))?;
    let closing = near(cx, prep, next.start, CLOSES)?;
    let mut lengths = out.within(next.start..closing, Kind::Duration).filter(|m| !m.inner);
    let length = lengths.next().filter(|m| lengths.next().is_none() && fits_dial(a, m))?;
    let hyphen = length.tokens.clone().any(|t| matches!(cx.text(t), "-" | "\u{2011}"));
    let the = length.tokens.start.checked_sub(1).is_some_and(|t| matches!(cx.folded(t), "the" | "this" | "that" | "its" | "their"));
    // "the six-hour march, which finally broke up": a noun, and the verb that it is the subject of.
    let subject = (length.tokens.end..closing).all(|t| {
        let noun = t <= length.tokens.end + 1 && cx.is_kind(t, TokenKind::Word) && !cx.is_any(t, &[Class::Stop, Class::Have]);
        noun || cx.text(t) == "," || matches!(cx.folded(t), "which" | "that" | "finally" | "was" | "were" | "only" | "then" | "peacefully")
    });
    // "broke up" closes and is no break.
    let broken = (a.tokens.start..next.end).any(|t| BREAKS.contains(&cx.folded(t)));
    (hyphen && the && subject && closing > length.tokens.end && !broken).then(|| {
        let anchor = cx.span(length.tokens.start..b.tokens.end);
        told(anchor, [a, b], length, elapsed)
    })
}

/// The verb of a list that stands in the clause before a time: "returned to work on", "set sail from Hobart on".
pub(super) fn near(cx: &Cx<'_>, prep: u32, from: u32, verbs: &[&str]) -> Option<u32> {
    (prep.saturating_sub(7).max(from)..prep)
        .rev()
        .take_while(|&t| !matches!(cx.text(t), "," | ";" | "("))
        .find(|&t| verbs.contains(&cx.folded(t)))
}

/// "The six-week strike began on 6 May and ended on 3 June": the length as the subject's adjective.
fn in_front<'o>(cx: &Cx<'_>, out: &'o Readings, a: &Mention, tokens: &Range<u32>) -> Option<&'o Mention> {
    let mut lengths = out.within(tokens.start..a.tokens.start, Kind::Duration).filter(|m| !m.inner);
    let m = lengths.next().filter(|_| lengths.next().is_none())?;
    let determined = m.tokens.start.checked_sub(1).filter(|&t| t >= tokens.start).map_or("", |t| cx.folded(t));
    let determined = matches!(determined, "the" | "a" | "an" | "this" | "his" | "her" | "their" | "its");
    let hyphen = m.tokens.clone().any(|t| matches!(cx.text(t), "-" | "\u{2011}"));
    let opening = (m.tokens.end..a.tokens.start).find(|&t| OPENS.contains(&cx.folded(t)))?;
    let noun = (1..=3).contains(&(opening - m.tokens.end))
        && (m.tokens.end..opening).all(|t| cx.is_kind(t, TokenKind::Word) && !cx.is(t, Class::Stop));
    (determined && hyphen && noun).then_some(m)
}

/// The dates and clock times of a sentence, in order.
pub(super) fn points<'o>(cx: &Cx<'_>, out: &'o Readings, tokens: &Range<u32>) -> Vec<&'o Mention> {
    let mut found: Vec<&Mention> = Vec::new();
    for t in tokens.clone() {
        if found.last().is_some_and(|m| t < m.tokens.end) {
            continue;
        }
        let clock = out.longest(t, Kind::Time).filter(|m| !m.inner && is_clock(cx, m));
        let date = out.longest(t, Kind::Date).filter(|m| calendar(m).is_some() || yearless(m).is_some());
        found.extend(clock.or(date));
    }
    found
}

/// Month and day of a day without a year that nothing resolves.
fn yearless(m: &Mention) -> Option<(u32, u32)> {
    let Value::Date(d) = &m.value else { return None };
    let open = !m.inner && d.valid && d.said.year.is_none() && d.weekday.is_none() && calendar(m).is_none();
    open.then_some((d.said.month?, d.said.day?))
}

/// Month and day of a day told without its year.
fn month_and_day(m: &Mention) -> Option<(u32, u32)> {
    let Value::Date(d) = &m.value else { return None };
    let open = d.valid && d.said.year.is_none() && d.granularity == Granularity::Day;
    open.then_some((d.said.month?, d.said.day?))
}

/// A clock time without a day and without doubt.
fn is_clock(cx: &Cx<'_>, m: &Mention) -> bool {
    let told = matches!(&m.value, Value::Time(c) if c.valid && c.minutes.is_some_and(|(lo, hi)| lo == hi));
    told && !m.tokens.clone().any(|t| cx.is_any(t, &[Class::Weekday, Class::Month]))
}

/// The time from one point to another of its kind; clocks run on over midnight.
pub(super) fn elapsed(a: &Mention, b: &Mention) -> Option<Duration> {
    match (&a.value, &b.value) {
        (Value::Date(_), Value::Date(_)) if yearless(a).is_some() || yearless(b).is_some() => {
            // Two days without a year: of one year, which may be a leap year.
            let (from, to) = (month_and_day(a)?, month_and_day(b)?);
            let day = |year: i32, (month, day): (u32, u32)| chrono::NaiveDate::from_ymd_opt(year, month, day);
            let days = |year: i32| Some((day(year, to)? - day(year, from)?).num_days());
            let (short, long) = (days(2023)?, days(2024)?);
            (short >= 0).then(|| Duration::days_between(Some(short.min(long)), Some(short.max(long))))
        }
        (Value::Date(x), Value::Date(y)) => {
            let (x, y) = (x.hull(), y.hull());
            let days = |from: Option<i32>, to: Option<i32>| Some(i64::from(to?) - i64::from(from?));
            (x.lo? <= y.lo?).then(|| Duration::days_between(days(x.hi, y.lo), days(x.lo, y.hi)))
        }
        (Value::Time(x), Value::Time(y)) => {
            let minutes = (i64::from(y.minutes?.0) - i64::from(x.minutes?.0)).rem_euclid(1440);
            let hours = Number::exact(Exact::ratio(minutes, 60)?);
            let exact = Duration::new(Number::int(minutes), TimeUnit::Minute, String::new());
            Some(if minutes % 60 == 0 { Duration::new(hours, TimeUnit::Hour, String::new()) } else { exact })
        }
        _ => None,
    }
}

/// Whether two points are the ends of one stretch: "from A to B", "began … A and ended … B".
fn joined(cx: &Cx<'_>, a: &Mention, b: &Mention, tokens: &Range<u32>) -> bool {
    let gap = a.tokens.end..b.tokens.start;
    let before = a.tokens.start.checked_sub(1).filter(|&t| t >= tokens.start).map_or("", |t| cx.folded(t));
    let one = gap.end.saturating_sub(gap.start) == 1;
    let link = cx.folded(gap.start);
    if one && (before == "from" && matches!(link, "to" | "until" | "till" | "through") || before == "between" && link == "and") {
        return true;
    }
    if is_course(cx, a, b, tokens) {
        return true;
    }
    let opening = (a.tokens.start.saturating_sub(8).max(tokens.start)..a.tokens.start).rev().find(|&t| OPENS.contains(&cx.folded(t)));
    let closing = gap.clone().find(|&t| CLOSES.contains(&cx.folded(t)));
    let verbs = |r: Range<u32>| r.filter(|&t| super::verbs::is_past(cx, t) || cx.is_any(t, &[Class::Be, Class::Modal])).count();
    let (Some(opening), Some(closing)) = (opening, closing) else { return false };
    let coordinated = (gap.start..closing).any(|t| matches!(cx.folded(t), "and" | ","));
    coordinated
        && gap.end - gap.start <= 12
        && verbs(opening + 1..a.tokens.start) == 0
        && verbs(gap.start..closing - u32::from(closing > gap.start && cx.is(closing - 1, Class::Be))) == 0
        && verbs(closing + 1..gap.end) == 0
}

/// "from the first call at 4.15am to the last man's return at 11.45am": each end with the thing that marks it.
fn is_course(cx: &Cx<'_>, a: &Mention, b: &Mention, tokens: &Range<u32>) -> bool {
    let led = |m: &Mention| m.tokens.start.checked_sub(1).filter(|&t| matches!(cx.folded(t), "at" | "on" | "in" | "of"));
    let (Some(first), Some(second)) = (led(a), led(b)) else { return false };
    let plain = |t: u32| {
        !super::verbs::is_past(cx, t)
            && !cx.is_any(t, &[Class::Be, Class::Have, Class::Modal])
            && !matches!(cx.text(t), "," | ";" | ":" | "(")
            && !matches!(cx.folded(t), "who" | "which" | "that" | "when" | "from" | "between")
    };
    let from = (first.saturating_sub(8).max(tokens.start)..first).rev().find(|&t| cx.folded(t) == "from");
    let gap = a.tokens.end..second;
    let to = gap.clone().filter(|&t| matches!(cx.folded(t), "to" | "until" | "till")).count();
    let opens = matches!(cx.folded(gap.start), "to" | "until" | "till");
    opens && to <= 2 && gap.end - gap.start <= 12 && gap.clone().all(plain) && from.is_some_and(|f| (f + 1..first).all(plain))
}

/// The length that follows the second end: ", after six hours", ", seven hours later", "and in those 26 years", "the four-hour session".
fn behind<'o>(cx: &Cx<'_>, out: &'o Readings, b: &Mention, tokens: &Range<u32>) -> Option<&'o Mention> {
    let end = tokens.end.min(b.tokens.end + REACH);
    let mut lengths = out.within(b.tokens.end..end, Kind::Duration).filter(|m| !m.inner);
    let m = lengths.next().filter(|_| lengths.next().is_none())?;
    let start = m.tokens.start;
    let word = |n: u32| start.checked_sub(n).filter(|&t| t >= b.tokens.end).map_or("", |t| cx.folded(t));
    let beside = start <= b.tokens.end + 3;
    let next = cx.folded(m.tokens.end);
    let in_all = next == "in" && cx.folded(m.tokens.end + 1) == "all";
    let own = (matches!(next, "later" | "afterward" | "afterwards") || in_all) && beside;
    // "after ten years in Peru and four in Chile" is another sum.
    let which = matches!(next, "in" | "during") && cx.folded(m.tokens.end + 1) == "which";
    let at_sea = next == "at" && cx.folded(m.tokens.end + 1) == "sea";
    let away = matches!(next, "without" | "away" | "apart" | "adrift" | "underground" | "aboard" | "on" | "out" | "off");
    let ends = m.tokens.end >= tokens.end || !cx.is_kind(m.tokens.end, TokenKind::Word) || which || at_sea || away;
    let after = word(1) == "after" && beside && ends;
    // "to 9:40, a full two hours", "to 31 May, a good nine weeks"
    let full = matches!(word(1), "full" | "whole" | "good" | "total") && word(2) == "a" && beside && ends;
    let those = matches!(word(1), "those" | "these")
        || matches!(word(2), "those" | "these") && matches!(word(1), "whole" | "entire" | "long" | "full");
    let all =
        matches!(word(1), "in" | "during" | "over" | "for" | "after") || matches!(word(2), "in" | "during" | "over" | "for" | "after");
    // "took nine hours of digging" leaves the rest out.
    let took = matches!(word(1), "took" | "taking" | "takes" | "spanned" | "spanning") && next != "of";
    let lasted = (matches!(word(1), "lasted" | "lasting") || took) && beside;
    // "the first of its five weeks"
    let its = matches!(word(1), "its" | "their") && word(2) == "of" && ends;
    // ", having run for seven weeks"
    let having = word(1) == "for" && (3..=5).any(|n| word(n) == "having") && start <= b.tokens.end + 6;
    // ", a closure of six weeks", ", a period of five hours"
    let noun = word(1) == "of" && is_stretch(word(2)) && matches!(word(3), "a" | "an") && start <= b.tokens.end + 4;
    (own || its
        || after
        || having
        || noun
        || lasted
        || those && (all || matches!(word(3), "in" | "during" | "over"))
        || full
        || is_session(cx, m))
    .then_some(m)
}

/// Nouns for a stretch of time that something took, behind "a".
fn is_stretch(word: &str) -> bool {
    matches!(
        word,
        "period"
            | "span"
            | "stretch"
            | "run"
            | "spell"
            | "gap"
            | "wait"
            | "closure"
            | "absence"
            | "stoppage"
            | "strike"
            | "siege"
            | "voyage"
            | "journey"
            | "outage"
            | "walkout"
            | "blockade"
            | "occupation"
            | "search"
            | "delay"
    )
}

/// "the four-hour session".
fn is_session(cx: &Cx<'_>, m: &Mention) -> bool {
    let before = m.tokens.start.checked_sub(1).map_or("", |t| cx.folded(t));
    let hyphen = m.tokens.clone().any(|t| matches!(cx.text(t), "-" | "\u{2011}")) || matches!(cx.text(m.tokens.end), "-");
    let noun = matches!(
        cx.folded(m.tokens.end),
        "session"
            | "meeting"
            | "hearing"
            | "strike"
            | "siege"
            | "trip"
            | "voyage"
            | "expedition"
            | "tenure"
            | "reign"
            | "walk"
            | "climb"
            | "tour"
            | "walkout"
            | "festival"
            | "fair"
            | "race"
            | "flight"
            | "debate"
    );
    matches!(before, "the" | "that" | "this" | "his" | "her" | "their") && hyphen && noun
}

/// "The strike lasted six weeks." as the next sentence.
fn in_next<'o>(cx: &Cx<'_>, out: &'o Readings, next: &Range<u32>) -> Option<&'o Mention> {
    let m = out.within(next.clone(), Kind::Duration).find(|m| !m.inner)?;
    let verb = m.tokens.start.checked_sub(1).filter(|&t| t > next.start)?;
    let definite = matches!(cx.folded(next.start), "the" | "that" | "this" | "it") && verb - next.start <= 4;
    let lasted = cx.folded(verb) == "lasted" && definite;
    let those = matches!(cx.folded(next.start), "in" | "during")
        && matches!(cx.folded(next.start + 1), "those" | "these")
        && m.tokens.start == next.start + 2;
    // "The five-week strike cost 9 million euros": the stretch itself, by its length.
    let hyphen = m.tokens.clone().any(|t| matches!(cx.text(t), "-" | "\u{2011}"));
    let itself = cx.folded(next.start) == "the"
        && m.tokens.start == next.start + 1
        && hyphen
        && (is_stretch(cx.folded(m.tokens.end)) || is_session(cx, m));
    // "In those three days they sat for nine hours": the first length is of the stretch.
    (lasted || those || itself).then_some(m)
}

/// "the twelve years between the flood of 1996 and the dry summer of 2001".
fn between<'o>(cx: &Cx<'_>, out: &'o Readings, a: &Mention, b: &Mention, tokens: &Range<u32>) -> Option<&'o Mention> {
    let open = (a.tokens.start.saturating_sub(7).max(tokens.start)..a.tokens.start).rev().find(|&t| cx.folded(t) == "between")?;
    let m =
        (open.saturating_sub(4)..open).find_map(|t| out.at(t).find(|m| m.kind == Kind::Duration && !m.inner && m.tokens.end == open))?;
    let determined = |t: u32| matches!(cx.folded(t), "the" | "those" | "these");
    let the = determined(m.tokens.start) || m.tokens.start.checked_sub(1).is_some_and(determined);
    let plain = |t: u32| {
        !super::verbs::is_past(cx, t) && !cx.is_any(t, &[Class::Be, Class::Have, Class::Modal]) && !matches!(cx.text(t), "," | ";")
    };
    let and = (a.tokens.end..b.tokens.start).filter(|&t| cx.folded(t) == "and").count() == 1;
    (the && and && b.tokens.start - a.tokens.end <= 8 && (open..b.tokens.start).all(plain)).then_some(m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Interval;

    #[test]
    fn clocks_run_over_midnight() {
        let time = |minutes: u16| Mention {
            kind: Kind::Time,
            span: crate::document::TextSpan { start: 0, end: 1 },
            tokens: 0..1,
            value: Value::Time(Box::new(crate::value::Clock {
                minutes: Some((minutes, minutes)),
                part: None,
                valid: true,
                zone: None,
                timex: String::new(),
            })),
            inner: false,
        };
        let four = elapsed(&time(21 * 60 + 30), &time(90)).unwrap();
        assert_eq!(four.seconds, Interval::point(Exact::int(4 * 3600)));
    }
}
