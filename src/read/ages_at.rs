//! How old a person was at a dated event: "died in 2015 at the age of 79", "turned thirty on 3 March 2021", "was 25 when he won the
//! race in 2004".
//!
//! Invariants:
//! - The date is of the event that the age is told of: it stands in the same clause, or it is the date of a death told in the
//!   sentences right before ("She was 78.").
//! - The person is the subject of the verb; a pronoun counts only where it is clear whom it means.

use super::chronology::verbs;
use super::form::field;
use super::subjects::{Named, antecedent, ends_at, starts_at, subject};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings};
use crate::lexicon::Class;
use crate::value::{Granularity, Number, Value};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "age-at",
    about: "How old a person was at a dated event: \"Ann Lee died in 2015 at the age of 79\".",
    fields: &[
        field("person", "person", "the person"),
        field("age", "age", "the age at the event"),
        field("date", "date", "when the event was"),
        field("event", "text", "\"death\", \"birthday\" or \"other\""),
    ],
}];

/// Tokens between an age and the date of its event.
const REACH: u32 = 22;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for m in out.all().iter().filter(|m| !m.inner && matches!(m.kind, Kind::Age | Kind::Number)) {
        let Some(n) = whole(m) else { continue };
        let found = (m.kind == Kind::Age)
            .then(|| at_death(cx, out, m))
            .flatten()
            .or_else(|| when(cx, out, m))
            .or_else(|| dated(cx, out, m))
            .or_else(|| then(cx, out, m))
            .or_else(|| beside(cx, out, m));
        if let Some((who, date, event)) = found.or_else(|| birthday(cx, out, m)) {
            let anchor = cx.span(who.tokens.start.min(m.tokens.start).min(date.tokens.start)..m.tokens.end.max(date.tokens.end));
            // A pronoun's person stands elsewhere: the claim is where the age is.
            let near = cx.doc.sentence_of(who.tokens.start).map(|s| s.0) == cx.doc.sentence_of(m.tokens.start).map(|s| s.0)
                && cx.doc.sentence_of(date.tokens.start).map(|s| s.0) == cx.doc.sentence_of(m.tokens.start).map(|s| s.0);
            claims.push(
                Claim::new("age-at", if near { anchor } else { m.span })
                    .with("person", who.span, who.value)
                    .with("age", m.span, Value::Age(Box::new(n)))
                    .with("date", date.span, date.value.clone())
                    .with_implied("event", Value::Text(event.to_owned())),
            );
        }
    }
    out.claims.extend(claims);
}

fn whole(m: &Mention) -> Option<Number> {
    m.value.number().copied().filter(|n| n.nominal.is_integer() && n.range.is_point())
}

type Event<'o> = (Named, &'o Mention, &'static str);

/// Whether a mention is a calendar date told with its year, or a day that is known.
fn is_dated(m: &Mention) -> bool {
    matches!(&m.value, Value::Date(d) if d.valid
        && matches!(d.granularity, Granularity::Day | Granularity::Month | Granularity::Season | Granularity::Year)
        && (d.timex.starts_with(|c: char| c.is_ascii_digit()) && d.alternatives.len() == 1 || is_narrow(d)))
}

/// "on Friday" may be one of two days: for an age they are the same.
fn is_narrow(d: &crate::value::Date) -> bool {
    let ends = d.hull();
    ends.lo.zip(ends.hi).is_some_and(|(lo, hi)| hi - lo <= 14) && d.weekday.is_some()
}

/// The first date in a range of tokens.
fn first_date(out: &Readings, from: u32, to: u32) -> Option<&Mention> {
    out.within(from..to, Kind::Date).find(|m| !m.inner).filter(|m| is_dated(m))
}

fn is_died(cx: &Cx<'_>, t: u32) -> bool {
    matches!(cx.folded(t), "died" | "dies")
}

/// "died in 2015 at the age of 79", "died on 3 May 2011, aged 60"; "She was 78." behind a sentence with the death.
fn at_death<'o>(cx: &Cx<'_>, out: &'o Readings, m: &Mention) -> Option<Event<'o>> {
    let (here, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let (from, limit, start) = (sentence.tokens.start, sentence.tokens.end, m.tokens.start);
    let back = |n: u32| start.checked_sub(n).filter(|&b| b >= from).map_or("", |b| cx.folded(b));
    let told = matches!(cx.folded(start), "aged" | "age") || back(1) == "of" && back(2) == "age" || back(1) == "aged" || back(1) == "at";
    if told {
        let verb = (start.saturating_sub(14).max(from)..start).rev().find(|&t| is_died(cx, t))?;
        let who = subject(cx, out, verb, from)?;
        let date = first_date(out, verb, limit.min(m.tokens.end + 5)).or_else(|| told_death(out, &who))?;
        return Some((who, date, "death"));
    }
    // "She was 78."
    let alone = start == from + 2 && cx.folded(from + 1) == "was" && matches!(cx.folded(from), "he" | "she") && limit <= m.tokens.end + 1;
    if !alone {
        return None;
    }
    let who = antecedent(cx, out, from)?;
    let before = (1..=2_u32).filter_map(|n| cx.doc.sentences.get(here.checked_sub(n)? as usize));
    let verb = before.flat_map(|s| s.tokens.clone()).find(|&t| is_died(cx, t))?;
    let (_, told) = cx.doc.sentence_of(verb)?;
    let dead = subject(cx, out, verb, told.tokens.start)?;
    let same = matches!((&dead.value, &who.value), (Value::Person(p), Value::Person(q)) if p.entity == q.entity);
    let date = first_date(out, verb, told.tokens.end.min(verb + 12)).filter(|_| same)?;
    Some((dead, date, "death"))
}

/// The date of a person's death where the article tells it elsewhere: "Ann Lee (1931-2009) died at 68".
fn told_death<'o>(out: &'o Readings, who: &Named) -> Option<&'o Mention> {
    let of =
        |v: &Value| matches!((v, &who.value), (Value::Person(p), Value::Person(q)) if p.entity == q.entity && p.canonical == q.canonical);
    let claim = out.claims.iter().find(|c| c.kind == "death" && c.field("person").is_some_and(|f| of(&f.value)))?;
    let span = claim.field("date")?.span?;
    out.all().iter().find(|m| m.kind == Kind::Date && !m.inner && m.span == span).filter(|m| is_dated(m))
}

/// "was 25 years old when he won the race in June 2004".
fn when<'o>(cx: &Cx<'_>, out: &'o Readings, m: &Mention) -> Option<Event<'o>> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let (from, limit) = (sentence.tokens.start, sentence.tokens.end);
    let verb = m.tokens.start.checked_sub(1).filter(|&v| v >= from && cx.folded(v) == "was")?;
    let who = subject(cx, out, verb, from)?;
    let open = m.tokens.end;
    let again = matches!(cx.folded(open + 1), "he" | "she");
    if cx.folded(open) != "when" || !again {
        return None;
    }
    let end = limit.min(open + REACH);
    let date = first_date(out, open, end)?;
    // Another clause in between may be what the date is of.
    let other = (open + 2..date.tokens.start).any(|t| {
        matches!(cx.folded(t), "who" | "which" | "that" | "after" | "before" | "since" | "until" | "from" | "and" | "for")
            || matches!(cx.text(t), ";" | "(" | ",")
    });
    (!other && matches!(cx.folded(date.tokens.start.saturating_sub(1)), "in" | "on")).then_some((who, date, "other"))
}

/// "She made her debut in 1996 at the age of 19": an age right behind the year of what the sentence's subject did.
fn dated<'o>(cx: &Cx<'_>, out: &'o Readings, m: &Mention) -> Option<Event<'o>> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let (from, limit, start) = (sentence.tokens.start, sentence.tokens.end, m.tokens.start);
    let back = |n: u32| start.checked_sub(n).filter(|&b| b >= from).map_or("", |b| cx.folded(b));
    let lead = if matches!(cx.folded(start), "aged" | "age") && m.kind == Kind::Age {
        start
    } else if back(1) == "of" && back(2) == "age" {
        (1..=5).filter_map(|n| start.checked_sub(n)).find(|&t| cx.folded(t) == "at")?
    } else {
        return None;
    };
    let lead = lead - u32::from(cx.folded(lead.checked_sub(1)?) == "at");
    let end = lead - u32::from(lead > from && cx.text(lead - 1) == ",");
    let date = (end.saturating_sub(4).max(from + 2)..end)
        .find_map(|t| out.longest(t, Kind::Date).filter(|d| d.tokens.end == end && is_dated(d)))?;
    let told = matches!(&date.value, Value::Date(d) if d.said.year.is_some()) && matches!(cx.folded(date.tokens.start - 1), "in" | "on");
    let pronoun = matches!(cx.folded(from), "he" | "she");
    let who = if pronoun { antecedent(cx, out, from) } else { super::subjects::starts_at(out, from) }?;
    let first = if pronoun { from + 1 } else { who.tokens.end };
    // Somebody else, and another clause, may be of that age.
    let other = (first..limit).any(|t| {
        out.at(t).any(|p| p.kind == Kind::Person && !p.inner)
            || matches!(
                cx.folded(t),
                "who" | "which" | "that" | "when" | "after" | "before" | "while" | "whose" | "until" | "since" | "because"
            )
            || matches!(cx.folded(t), "his" | "her" | "their") && out.longest(t + 1, Kind::Role).is_some()
            || matches!(cx.text(t), ";" | ":" | "(" | "\"" | "\u{201c}")
    });
    let kin = matches!(cx.folded(first), "'s" | "\u{2019}s" | "and" | "," | "or");
    (told && !other && !kin && !cx.doc.is_quoted(start)).then_some((who, date, "other"))
}

/// "When the shop opened in 2009, Lee, then 26, sold bread", "Lee, then 26, moved to Leeds in 2009".
fn then<'o>(cx: &Cx<'_>, out: &'o Readings, m: &Mention) -> Option<Event<'o>> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let (from, limit, start) = (sentence.tokens.start, sentence.tokens.end, m.tokens.start);
    let told = start >= from + 3 && cx.folded(start - 1) == "then" && matches!(cx.text(start - 2), "," | "(");
    let who = ends_at(out, start.checked_sub(2).filter(|_| told)?)?;
    let at = who.tokens.start;
    let open = at.checked_sub(1).filter(|&t| t >= from).map_or(at, |t| if cx.text(t) == "," { t } else { at });
    let before = (open.saturating_sub(5).max(from)..open).find_map(|t| told_date(cx, out, t).filter(|d| d.tokens.end == open));
    if let Some(date) = before {
        return Some((who, date, "other"));
    }
    let date = first_date(out, m.tokens.end, limit.min(m.tokens.end + 12))?;
    let other = (m.tokens.end + 1..date.tokens.start).any(|t| {
        matches!(cx.text(t), "," | ";" | "(")
            || matches!(cx.folded(t), "who" | "which" | "that" | "when" | "after" | "before" | "since" | "until" | "from" | "and" | "for")
    });
    let alone = !out.within(from..at, Kind::Date).any(|d| !d.inner);
    (alone && !other && matches!(cx.folded(date.tokens.start - 1), "in" | "on")).then_some((who, date, "other"))
}

/// A date with its year behind "in" or "on".
fn told_date<'o>(cx: &Cx<'_>, out: &'o Readings, at: u32) -> Option<&'o Mention> {
    out.longest(at, Kind::Date)
        .filter(|d| !d.inner && is_dated(d) && at.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "in" | "on")))
}

/// "In 1988, aged 23, she won", "joined the navy in 1951 at the age of 17", "At 24, in June 1955, he married": an age in apposition to
/// a date is of the verb beside them.
fn beside<'o>(cx: &Cx<'_>, out: &'o Readings, m: &Mention) -> Option<Event<'o>> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let (from, limit, start) = (sentence.tokens.start, sentence.tokens.end, m.tokens.start);
    let back = |n: u32| start.checked_sub(n).filter(|&b| b >= from).map_or("", |b| cx.folded(b));
    let comma = |t: u32| u32::from(cx.text(t) == ",");
    let first = match (back(3), back(2), back(1)) {
        _ if cx.folded(start) == "aged" => start,
        ("the", "age", "of") => start.checked_sub(4)?,
        (_, "age", "of") => start.checked_sub(3)?,
        (_, _, "aged" | "at") => start - 1,
        _ => return None,
    };
    // "at 24 in June 1955" without commas may be anything.
    let bare = back(1) == "at";
    let end = m.tokens.end;
    let behind = told_date(cx, out, end + comma(end) + 1).filter(|_| !bare || comma(end) == 1);
    let gap = first.checked_sub(1).filter(|&t| t > from && cx.text(t) == ",").unwrap_or(first);
    let before = || {
        let closed = gap < first || !bare;
        (gap.saturating_sub(5).max(from)..gap).find_map(|t| told_date(cx, out, t).filter(|d| closed && d.tokens.end == gap))
    };
    let date = behind.or_else(before)?;
    let (opens, closes) = (first.min(date.tokens.start - 1), end.max(date.tokens.end));
    let who = if opens == from {
        let next = closes + comma(closes);
        let whole = next < limit && comma(closes) == 1;
        let pronoun = || matches!(cx.folded(next), "he" | "she").then(|| antecedent(cx, out, next)).flatten();
        let named = || starts_at(out, next).filter(|w| !matches!(cx.folded(w.tokens.end), "'s" | "\u{2019}s" | "and"));
        whole.then(|| pronoun().or_else(named)).flatten()?
    } else {
        let opens = opens - u32::from(cx.text(opens - 1) == "," && opens > from + 1);
        let verb = verbs::before(cx, opens, from).filter(|v| !v.ahead && !is_died(cx, v.at) && cx.folded(v.at) != "born")?;
        subject(cx, out, verb.at, from)?
    };
    Some((who, date, "other"))
}

/// "turned thirty on 3 March 2021".
fn birthday<'o>(cx: &Cx<'_>, out: &'o Readings, m: &Mention) -> Option<Event<'o>> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let verb = m.tokens.start.checked_sub(1).filter(|&v| v >= sentence.tokens.start && cx.folded(v) == "turned")?;
    let date = first_date(out, m.tokens.end, sentence.tokens.end.min(m.tokens.end + 8))?;
    let led = matches!(cx.folded(m.tokens.end), "on" | "in") && date.tokens.start == m.tokens.end + 1;
    let who = subject(cx, out, verb, sentence.tokens.start)?;
    let person = !cx.is(verb.saturating_sub(1), Class::OrgSuffix);
    (led && person).then_some((who, date, "birthday"))
}
