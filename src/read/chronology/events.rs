//! One event told by its verb and by its noun: "the elevator exploded in May 2016 … the explosion, which happened in August 2016".

use super::{dates, has_year, verbs};
use crate::document::{Sentence, TextSpan};
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
pub(super) fn read(cx: &Cx<'_>, out: &Readings, timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    for &(_, sentence) in timed {
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
    let clause =
        (end.saturating_sub(6).max(tokens.start)..end).rev().find(|&t| matches!(cx.folded(t), "when" | "since" | "which" | "where"));
    let person = subject(cx, out, verb.at, tokens.start).map(|p| match &p.value {
        Value::Person(p) => p.surname.clone().unwrap_or_else(|| p.canonical.clone()).to_lowercase(),
        other => other.canonical().to_lowercase(),
    });
    let last = end.checked_sub(1).filter(|&t| t >= tokens.start)?;
    let noun = || (cx.is_kind(last, crate::lexicon::TokenKind::Word) && !cx.is(last, Class::Stop)).then(|| singular(cx.folded(last)));
    // "A bridge below it collapsed" tells of the bridge.
    let object = last.checked_sub(1).is_some_and(|b| {
        b >= tokens.start
            && matches!(
                cx.folded(b),
                "below"
                    | "above"
                    | "behind"
                    | "of"
                    | "near"
                    | "beside"
                    | "on"
                    | "in"
                    | "over"
                    | "under"
                    | "with"
                    | "for"
                    | "to"
                    | "at"
                    | "around"
            )
    });
    let pronoun = !object && matches!(cx.folded(last), "it" | "they" | "he" | "she");
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
    // "the town's only cinema": a possessive and a word of count go on; a preposition, a mark or a relative ends the noun.
    let goes_on = |t: u32| {
        let owner = matches!(cx.folded(t), "'s" | "\u{2019}s" | "only" | "first" | "last" | "own");
        owner || !cx.is(t, Class::Stop) && cx.is_kind(t, crate::lexicon::TokenKind::Word)
    };
    let head = (start + 1..end).take_while(|&t| goes_on(t)).last()?;
    Some(singular(cx.folded(head)))
}

/// "The explosion, which happened in August 2016", "the explosion in August 2016", "the explosion occurred on …".
fn by_noun(cx: &Cx<'_>, m: &Mention, prep: u32, tokens: &Range<u32>) -> Option<Claim> {
    let least = prep.saturating_sub(8).max(tokens.start);
    let noun = (least..prep).rev().find(|&t| EVENTS.iter().any(|(n, _)| *n == cx.folded(t)))?;
    // "the Brandt Street warehouse fire": words between the article and the noun say which one.
    let plain = |t: u32| {
        cx.is_kind(t, crate::lexicon::TokenKind::Word)
            && !cx.is_any(t, &[Class::Stop, Class::Be, Class::Have, Class::Reporting, Class::Month])
    };
    let first = (noun.saturating_sub(5).max(tokens.start)..noun).rev().take_while(|&t| plain(t)).last().unwrap_or(noun);
    let the = first.checked_sub(1).filter(|&t| t >= tokens.start && cx.folded(t) == "the")?;
    let which = (first < noun).then(|| cx.doc.text(cx.span(first..noun)).to_lowercase());
    // "the collapse of the Danmore dam on April 2": of what, by its last word.
    let of_end = (cx.folded(noun + 1) == "of" && cx.folded(noun + 2) == "the").then(|| {
        let words = (noun + 3..prep)
            .take_while(|&t| cx.is_kind(t, crate::lexicon::TokenKind::Word) && !cx.is(t, Class::Stop) && !verbs::is_past(cx, t));
        words.last().map(|last| last + 1)
    });
    let of_end = of_end.flatten();
    // An event that has a name of its own is compared with itself only.
    let named = if of_end.is_none() { which } else { None };
    let which = of_end.map(|e| singular(cx.folded(e - 1)));
    let between = (of_end.unwrap_or(noun + 1)..prep).all(|t| {
        matches!(
            cx.folded(t),
            "," | "which"
                | "that"
                | "happened"
                | "occurred"
                | "was"
                | "took"
                | "place"
                | "came"
                | "struck"
                | "broke"
                | "out"
                | "held"
                | "started"
                | "began"
        )
    });
    let (event, _) = EVENTS.iter().find(|(n, _)| *n == cx.folded(noun))?;
    // "the trial over the warehouse fire began on March 7" dates the trial.
    let led = the.checked_sub(1).filter(|&t| t >= tokens.start);
    let object = led.is_some_and(|t| {
        matches!(
            cx.folded(t),
            "over" | "of" | "about" | "into" | "after" | "before" | "from" | "for" | "to" | "with" | "against" | "since" | "until"
        )
    });
    (!object && between && !is_repeated(cx, noun, m, tokens)).then(|| {
        let event = named.map_or_else(|| (*event).to_owned(), |n| format!("{n} {event}"));
        claim(cx, &event, which, m, the, true)
    })
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
