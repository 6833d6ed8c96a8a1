//! One event told by its verb and by its noun: "the elevator exploded in May 2016 … the explosion, which happened in August 2016".

use super::{dates, has_year, verbs};
use crate::document::TextSpan;
use crate::lexicon::Class;
use crate::read::np::singular;
use crate::read::subjects::{subject, subject_end};
use crate::read::{Claim, Cx, Mention, Readings};
use crate::value::Value;
use std::ops::Range;

/// Nouns of events that happen once to one subject, with their verbs in the past.
#[rustfmt::skip]
const EVENTS: &[(&str, &[&str])] = &[
    ("explosion", &["exploded"]), ("fire", &["burned", "burnt"]), ("resignation", &["resigned"]), ("crash", &["crashed"]), ("collapse", &["collapsed"]),
    ("sinking", &["sank"]), ("wedding", &["married", "wed"]), ("opening", &["opened"]), ("closure", &["closed"]), ("eruption", &["erupted"]),
    ("derailment", &["derailed"]), ("arrest", &["arrested"]), ("launch", &["launched"]), ("earthquake", &[]), ("flood", &["flooded"]),
    ("verdict", &[]), ("merger", &["merged"]), ("retirement", &["retired"]), ("murder", &["murdered"]), ("shooting", &[]), ("robbery", &["robbed"]),
    ("shipwreck", &[]), ("avalanche", &[]), ("landslide", &[]), ("blast", &[]), ("coup", &[]), ("referendum", &[]), ("coronation", &["crowned"]),
    ("inauguration", &["inaugurated"]), ("demolition", &["demolished"]), ("kidnapping", &["kidnapped"]), ("acquisition", &["acquired"]),
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, claims: &mut Vec<Claim>) {
    for (_, sentence) in cx.sentences() {
        let tokens = sentence.tokens.clone();
        for (m, d) in dates(out, tokens.clone()) {
            if !has_year(d) {
                continue;
            }
            let prep = m.tokens.start.checked_sub(1).filter(|&t| t > tokens.start && matches!(cx.folded(t), "in" | "on"));
            let Some(prep) = prep else { continue };
            claims.extend(by_noun(cx, m, prep, &tokens).or_else(|| by_verb(cx, out, m, prep, &tokens)));
        }
    }
}

fn claim(cx: &Cx<'_>, event: &str, who: Option<String>, m: &Mention, from: u32, definite: bool) -> Claim {
    let start = cx.span(from..from + 1);
    let claim = Claim::new("event-date", TextSpan { start: start.start.min(m.span.start), end: m.span.end })
        .with_implied("event", Value::Text(event.to_owned()))
        .with("date", m.span, m.value.clone())
        .with_implied("definite", Value::Bool(definite));
    match who {
        Some(who) => claim.with_implied("who", Value::Text(who)),
        None => claim,
    }
}

/// "The grain elevator exploded in May 2016", "When she resigned on 11 February 2021".
fn by_verb(cx: &Cx<'_>, out: &Readings, m: &Mention, prep: u32, tokens: &Range<u32>) -> Option<Claim> {
    let verb = verbs::before(cx, prep, tokens.start).filter(|v| !v.ahead)?;
    let (event, _) = EVENTS.iter().find(|(_, past)| past.contains(&cx.folded(verb.at)))?;
    let end = subject_end(cx, verb.at, tokens.start);
    let clause = (end.saturating_sub(6).max(tokens.start)..end).rev().find(|&t| matches!(cx.folded(t), "when" | "since"));
    let person = subject(cx, out, verb.at, tokens.start).map(|p| match &p.value {
        Value::Person(p) => p.surname.clone().unwrap_or_else(|| p.canonical.clone()).to_lowercase(),
        other => other.canonical().to_lowercase(),
    });
    let last = end.checked_sub(1).filter(|&t| t >= tokens.start)?;
    let noun = || (cx.is_kind(last, crate::lexicon::TokenKind::Word) && !cx.is(last, Class::Stop)).then(|| singular(cx.folded(last)));
    let pronoun = matches!(cx.folded(last), "it" | "they" | "he" | "she");
    let who = person.or_else(|| subject_noun(cx, verb.at, end, tokens).or_else(noun)).filter(|w| !w.is_empty());
    if is_repeated(cx, verb.at, m, tokens) {
        return None;
    }
    Some(claim(cx, event, if pronoun { None } else { who }, m, verb.at, clause.is_some()))
}

/// The head of "The grain elevator at Parrish": the last word before a preposition.
fn subject_noun(cx: &Cx<'_>, _verb: u32, end: u32, tokens: &Range<u32>) -> Option<String> {
    let start = (end.saturating_sub(8).max(tokens.start)..end)
        .rev()
        .find(|&t| matches!(cx.folded(t), "the" | "a" | "an" | "its" | "his" | "her"))?;
    let head = (start + 1..end).take_while(|&t| !cx.is(t, Class::Stop) && cx.is_kind(t, crate::lexicon::TokenKind::Word)).last()?;
    Some(singular(cx.folded(head)))
}

/// "The explosion, which happened in August 2016", "the explosion in August 2016", "the explosion occurred on …".
fn by_noun(cx: &Cx<'_>, m: &Mention, prep: u32, tokens: &Range<u32>) -> Option<Claim> {
    let least = prep.saturating_sub(6).max(tokens.start);
    let noun = (least..prep).rev().find(|&t| EVENTS.iter().any(|(n, _)| *n == cx.folded(t)))?;
    let the = noun.checked_sub(1).filter(|&t| t >= tokens.start && cx.folded(t) == "the")?;
    let between = (noun + 1..prep).all(|t| {
        matches!(
            cx.folded(t),
            "," | "which" | "that" | "happened" | "occurred" | "was" | "took" | "place" | "came" | "struck" | "broke" | "out" | "held"
        )
    });
    let (event, _) = EVENTS.iter().find(|(n, _)| *n == cx.folded(noun))?;
    (between && !is_repeated(cx, noun, m, tokens)).then(|| claim(cx, event, None, m, the, true))
}

/// Words that say that there was more than one.
fn is_repeated(cx: &Cx<'_>, at: u32, m: &Mention, tokens: &Range<u32>) -> bool {
    let window = at.saturating_sub(6).max(tokens.start)..tokens.end.min(m.tokens.end + 4);
    window.clone().any(|t| {
        matches!(
            cx.folded(t),
            "again"
                | "another"
                | "second"
                | "third"
                | "earlier"
                | "previous"
                | "first"
                | "twice"
                | "also"
                | "both"
                | "each"
                | "reopened"
                | "later"
                | "other"
                | "last"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_verb_is_of_two_events() {
        let mut all: Vec<&str> = EVENTS.iter().flat_map(|(_, v)| v.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(EVENTS.iter().all(|(n, _)| !n.is_empty()));
    }
}
