//! How long somebody held an office, against its beginning and end told elsewhere: "became chair in 2011, stepped down on 31 December
//! 2018 … Over his nine years in the chair"; and what is "now, three months later".
//!
//! Invariants:
//! - Somebody's time in office is known where the article tells one beginning and one later end of the same person.
//! - A length is of that person by a pronoun that is clear, by the name, or because nobody else's time is told.

use super::{calendar, has_year};
use crate::lexicon::Class;
use crate::read::subjects::antecedent;
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Date, Duration, Granularity, TimeUnit, Value};
use chrono::Datelike;

const STARTS: &[&str] = &["became", "joined", "appointed", "elected", "took", "named", "succeeded", "assumed", "installed", "chosen"];
const ENDS: &[&str] =
    &["stepped", "left", "retired", "resigned", "stood", "quit", "departed", "sacked", "dismissed", "ousted", "handed", "relinquished"];

/// One person's time in office.
struct Tenure {
    person: Value,
    person_span: crate::document::TextSpan,
    start: (crate::document::TextSpan, Value),
    end: (crate::document::TextSpan, Value),
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, claims: &mut Vec<Claim>) {
    let tenures = tenures(cx, out, claims);
    let mut found = Vec::new();
    for m in out.all().iter().filter(|m| m.kind == Kind::Duration && !m.inner) {
        let Value::Duration(d) = &m.value else { continue };
        if !tenures.is_empty() && d.unit == TimeUnit::Year {
            found.extend(in_office(cx, out, m, &tenures));
        }
        found.extend(later_now(cx, out, m));
    }
    claims.extend(found);
}

fn same(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Person(p), Value::Person(q)) if p.entity == q.entity)
}

/// The tenures that deeds and ranges of years tell.
fn tenures(cx: &Cx<'_>, out: &Readings, claims: &[Claim]) -> Vec<Tenure> {
    let mut all = Vec::new();
    let deeds = |list: &'static [&'static str]| {
        claims.iter().filter(move |c| {
            c.kind == "deed" && c.field("verb").is_some_and(|f| matches!(&f.value, Value::Text(t) if list.contains(&t.as_str())))
        })
    };
    for start in deeds(STARTS) {
        let (Some(person), Some(from)) = (start.field("person"), start.field("date")) else { continue };
        let own = |c: &&Claim| c.field("person").is_some_and(|p| same(&p.value, &person.value));
        let mut ends = deeds(ENDS).filter(own);
        let (Some(end), None, 1) = (ends.next(), ends.next(), deeds(STARTS).filter(own).count()) else { continue };
        let Some(until) = end.field("date") else { continue };
        if let (Some(person_span), Some(a), Some(b)) = (person.span, from.span, until.span) {
            all.push(Tenure { person: person.value.clone(), person_span, start: (a, from.value.clone()), end: (b, until.value.clone()) });
        }
    }
    for range in out.claims.iter().filter(|c| c.kind == "date-range") {
        all.extend(by_range(cx, out, range));
    }
    all
}

/// "Ruth Lee, mayor from 2010 to 2018,": a role in front of a range of years.
fn by_range(cx: &Cx<'_>, out: &Readings, range: &Claim) -> Option<Tenure> {
    let (start, end) = (range.field("start")?, range.field("end")?);
    let (a, b) = (start.span?, end.span?);
    let at = cx.doc.token_at(a.start);
    let (_, sentence) = cx.doc.sentence_of(at)?;
    let years = |v: &Value| matches!(v, Value::Date(d) if d.said.year.is_some());
    let from = at.checked_sub(1).filter(|&t| t > sentence.tokens.start && matches!(cx.folded(t), "from" | "between"))?;
    let near = from.saturating_sub(5).max(sentence.tokens.start);
    let role = (near..from).rev().find_map(|t| out.longest(t, Kind::Role))?;
    let clear = (role.tokens.end..from).all(|t| !cx.is_any(t, &[Class::Be, Class::Have, Class::Modal]) && !matches!(cx.text(t), "," | ";"));
    let who = out.within(sentence.tokens.start..role.tokens.start, Kind::Person).filter(|m| !m.inner).last()?;
    let beside = (who.tokens.end..role.tokens.start).all(|t| {
        cx.text(t) == "," || cx.is(t, Class::Be) || matches!(cx.folded(t), "the" | "a" | "who" | "served" | "as" | "town" | "city" | "its")
    });
    (clear && beside && years(&start.value) && years(&end.value)).then(|| Tenure {
        person: who.value.clone(),
        person_span: who.span,
        start: (a, start.value.clone()),
        end: (b, end.value.clone()),
    })
}

/// "his nine years in the chair", "after nine years as mayor".
fn in_office(cx: &Cx<'_>, out: &Readings, m: &Mention, tenures: &[Tenure]) -> Option<Claim> {
    let (start, end) = (m.tokens.start, m.tokens.end);
    let (_, sentence) = cx.doc.sentence_of(start)?;
    let back = |n: u32| start.checked_sub(n).filter(|&t| t >= sentence.tokens.start).map_or("", |t| cx.folded(t));
    let office = match (cx.folded(end), cx.folded(end + 1)) {
        ("in", "charge" | "office" | "power" | "command" | "post") => true,
        ("in" | "at" | "on", "the") => matches!(
            cx.folded(end + 2),
            "chair"
                | "job"
                | "post"
                | "role"
                | "helm"
                | "top"
                | "throne"
                | "company"
                | "club"
                | "firm"
                | "office"
                | "mayoralty"
                | "presidency"
                | "position"
        ),
        ("as", _) => out.longest(end + 1, Kind::Role).is_some() || out.longest(end + 2, Kind::Role).is_some(),
        _ => false,
    };
    let mut owner = start.checked_sub(1).filter(|&t| t >= sentence.tokens.start)?;
    owner -= u32::from(matches!(cx.folded(owner), "long" | "whole") && owner > sentence.tokens.start);
    let own = matches!(cx.folded(owner), "his" | "her");
    let led = own || matches!(back(1), "after" | "for" | "over" | "during" | "in");
    let one_of = |w: &str| matches!(w, "first" | "last" | "next" | "final" | "other" | "another" | "every" | "early");
    let part = one_of(back(1)) || one_of(back(2)) || matches!(back(2), "than" | "least") || m.tokens.clone().any(|t| one_of(cx.folded(t)));
    if !office || !led || part {
        return None;
    }
    let people = || out.within(sentence.tokens.clone(), Kind::Person).filter(|p| !p.inner);
    let named =
        || people().next().is_none_or(|p| tenures.iter().any(|t| same(&t.person, &p.value)) && people().all(|q| same(&p.value, &q.value)));
    let meant = own.then(|| antecedent(cx, out, owner)).flatten();
    let one = match (&meant, tenures) {
        (Some(who), _) => tenures.iter().find(|t| same(&t.person, &who.value))?,
        (None, [one]) if named() => one,
        _ => return None,
    };
    let (Value::Date(a), Value::Date(b)) = (&one.start.1, &one.end.1) else { return None };
    let (a, b) = (a.hull(), b.hull());
    let days = |from: Option<i32>, to: Option<i32>| Some(i64::from(to?) - i64::from(from?));
    let elapsed = Duration::days_between(days(a.hi, b.lo).map(|d| d.max(0)), days(a.lo, b.hi));
    (b.lo? >= a.lo?).then(|| {
        Claim::new("tenure-length", m.span)
            .with("person", one.person_span, one.person.clone())
            .with("start", one.start.0, one.start.1.clone())
            .with("end", one.end.0, one.end.1.clone())
            .with("length", m.span, m.value.clone())
            .with_implied("elapsed", Value::duration(elapsed))
    })
}

/// Sentences before "now, three months later" that belong to it.
const REACH: u32 = 8;

/// "We moved in March. … Now, three months later, the numbers are in.": the one month or year told before it.
fn later_now(cx: &Cx<'_>, out: &Readings, m: &Mention) -> Option<Claim> {
    let published = cx.published?;
    let (here, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let from = sentence.tokens.start;
    let later = matches!(cx.folded(m.tokens.end), "later" | "on") && cx.text(m.tokens.end + 1) == ",";
    let now = cx.folded(from) == "now" && m.tokens.start == from + 1 + u32::from(cx.text(from + 1) == ",");
    // "Four months on, they say that": the present tells of now.
    let behind = m.tokens.end + 2;
    let present = |t: u32| {
        matches!(cx.folded(t), "is" | "are" | "has" | "have" | "say" | "says" | "remain" | "remains" | "we're" | "it's" | "they're")
    };
    let now = now || m.tokens.start == from && (behind..(behind + 4).min(sentence.tokens.end)).any(present);
    let Value::Duration(d) = &m.value else { return None };
    if !later || !now || !matches!(d.unit, TimeUnit::Month | TimeUnit::Year) || cx.doc.is_quoted(from) {
        return None;
    }
    let mut told: Option<&Mention> = None;
    for back in 1..=REACH {
        let Some(before) = here.checked_sub(back).and_then(|n| cx.doc.sentences.get(n as usize)) else { break };
        if before.display {
            break;
        }
        for date in out.within(before.tokens.clone(), Kind::Date).filter(|d| is_told(d)) {
            if told.is_some() {
                return None;
            }
            told = Some(date);
        }
    }
    let told = told?;
    let Value::Date(date) = &told.value else { return None };
    // Of the months that may be meant, the latest that is over.
    let today = published.num_days_from_ce();
    let last = date.alternatives.iter().filter(|r| r.lo.is_some_and(|lo| lo <= today)).max_by_key(|r| r.lo)?;
    let from = Date { alternatives: std::iter::once(*last).collect(), ..(**date).clone() };
    Some(Claim::new("later-now", m.span).with("length", m.span, m.value.clone()).with("from", told.span, Value::Date(Box::new(from))))
}

/// A month or a year.
fn is_told(m: &Mention) -> bool {
    let month = |d: &Date| d.said.month.is_some() && d.granularity <= Granularity::Month;
    !m.inner && matches!(&m.value, Value::Date(d) if d.valid && (month(d) || calendar(m).is_some_and(has_year)))
}
