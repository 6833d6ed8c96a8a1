//! One event told by its verb and by its noun: "the elevator exploded in May 2016 … the explosion, which happened in August 2016".

use super::{calendar, has_year, verbs};
use crate::document::{Sentence, TextSpan};
use crate::lexicon::{Class, TokenKind};
use crate::read::np::singular;
use crate::read::subjects::{subject, subject_end};
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Date, Granularity, Hedge, Value};
use std::ops::Range;

/// Nouns of events that happen once to one subject, with their verbs in the past.
#[rustfmt::skip]
const EVENTS: &[(&str, &[&str])] = &[
    ("explosion", &["exploded"]), ("fire", &["burned", "burnt"]), ("resignation", &["resigned"]), ("crash", &["crashed"]), ("collapse", &["collapsed"]),
    ("sinking", &["sank"]), ("wedding", &["married", "wed"]), ("opening", &["opened"]), ("closure", &["closed"]), ("eruption", &["erupted"]),
    ("derailment", &["derailed"]), ("arrest", &["arrested"]), ("launch", &["launched"]), ("earthquake", &[]), ("flood", &["flooded"]),
    ("verdict", &[]), ("merger", &["merged"]), ("retirement", &["retired"]), ("murder", &["murdered"]), ("shooting", &[]), ("robbery", &["robbed"]),
    ("shipwreck", &[]), ("avalanche", &[]), ("landslide", &[]), ("blast", &[]), ("coup", &[]), ("referendum", &[]), ("coronation", &["crowned"]),
    ("inauguration", &["inaugurated"]), ("demolition", &["demolished"]), ("kidnapping", &["kidnapped"]), ("acquisition", &["acquired"]), ("landfall", &[LANDFALL]),
];
/// "made landfall", by its noun.
const LANDFALL: &str = "landfall";
/// Events that are compared by their verb alone, for their noun is of many things; each with the name that reports give it.
#[rustfmt::skip]
const TOLD: &[(&str, &[&str])] = &[
    ("final vote", &["passed"]), ("unveiling ceremony", &["unveiled"]), ("day of completion", &["completed"]), ("day of ratification", &["ratified"]),
    ("day of consecration", &["consecrated"]), ("day of abdication", &["abdicated"]), ("day of the killing", &["assassinated", "hanged"]),
    ("day of signing", &["signed"]), ("day of conviction", &["convicted"]), ("day of sentencing", &["sentenced"]), ("day of appointment", &["appointed"]),
    ("day of dismissal", &["dismissed", "sacked"]), ("day of discovery", &["discovered"]), ("day of evacuation", &["evacuated"]),
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    let first = claims.len();
    let mut months = Vec::new();
    for &(_, sentence) in timed {
        let tokens = sentence.tokens.clone();
        for m in out.within(tokens.clone(), Kind::Date).filter(|m| !m.inner) {
            if let Some(claim) = by_month(cx, m, &tokens) {
                months.push(claim);
            } else {
                claims.extend(by_relative(cx, m, &tokens));
            }
            if !is_dated(m) {
                continue;
            }
            let prep = m.tokens.start.checked_sub(1).filter(|&t| t > tokens.start && matches!(cx.folded(t), "in" | "on"));
            let Some(prep) = prep else { continue };
            claims.extend(by_noun(cx, m, prep, &tokens).or_else(|| by_verb(cx, out, m, prep, &tokens)));
        }
    }
    drop_doubtful(claims, first);
    // "The March fire" beside "the October fire" tells two fires apart.
    let text = |c: &Claim, name: &str| c.field(name).map(|f| f.value.canonical());
    let alone = |c: &Claim| !months.iter().any(|o| text(o, "event") == text(c, "event") && text(o, "date") != text(c, "date"));
    let told = |c: &Claim| claims.iter().skip(first).filter(|o| text(o, "event") == text(c, "event")).count() == 1;
    let several = |c: &Claim| text(c, "event").is_none_or(|e| (0..cx.len()).any(|t| is_plural(cx.folded(t), &e)));
    // "Nobody expected another" between the two speaks of two.
    let again = |c: &Claim| {
        let event = text(c, "event");
        let other = claims.iter().skip(first).find(|o| text(o, "event") == event).map_or(c.anchor, |o| o.anchor);
        let (from, to) = (c.anchor.start.min(other.start), c.anchor.end.max(other.end));
        (cx.doc.token_at(from)..cx.doc.token_at(to)).any(|t| matches!(cx.folded(t), "another" | "second" | "again" | "third"))
    };
    let kept: Vec<Claim> = months.iter().filter(|c| alone(c) && told(c) && !several(c) && !again(c)).cloned().collect();
    claims.extend(kept);
}

/// "fires", "blazes": more than one of an event.
fn is_plural(word: &str, event: &str) -> bool {
    word.strip_suffix('s').or_else(|| word.strip_suffix("es")).and_then(event_of).is_some_and(|e| e == event)
}

/// Nouns of one and the same event, with the one that claims have.
const SAME: &[(&str, &str)] = &[
    ("blaze", "fire"),
    ("inferno", "fire"),
    ("blast", "explosion"),
    ("quake", "earthquake"),
    ("floods", "flood"),
    ("flooding", "flood"),
    ("killing", "murder"),
    ("closing", "closure"),
    ("burglary", "burglary"),
    ("heist", "robbery"),
    ("outage", "outage"),
    ("walkout", "walkout"),
    ("stoppage", "walkout"),
    ("lockout", "lockout"),
    ("outbreak", "outbreak"),
    ("spill", "spill"),
    ("leak", "leak"),
    ("mudslide", "landslide"),
];

/// The event that a noun names.
fn event_of(word: &str) -> Option<&'static str> {
    let same = SAME.iter().find(|(n, _)| *n == word).map(|(_, event)| *event);
    same.or_else(|| EVENTS.iter().find(|(n, _)| *n == word).map(|(n, _)| *n))
}

/// Whether a date is a month or a day that no other year is told of: what "the December fire" says.
fn is_month(m: &Mention) -> bool {
    let fine = |d: &Date| d.granularity <= Granularity::Month && d.said.month.is_some() && d.hedge == Hedge::Exact;
    matches!(&m.value, Value::Date(d) if d.valid && fine(d) && d.weekday.is_none())
}

/// "the December fire", "the March 2021 floods", "the 9 May blast".
fn by_month(cx: &Cx<'_>, m: &Mention, tokens: &Range<u32>) -> Option<Claim> {
    let noun = m.tokens.end;
    let event = event_of(cx.folded(noun)).filter(|_| is_month(m))?;
    let the = m.tokens.start.checked_sub(1).filter(|&t| t >= tokens.start && cx.folded(t) == "the")?;
    (!is_repeated(cx, noun, m, tokens)).then(|| claim(cx, event, None, m, the, true))
}

/// "the blaze that levelled the elevator in November", "a flood which closed the road in May 2019".
fn by_relative(cx: &Cx<'_>, m: &Mention, tokens: &Range<u32>) -> Option<Claim> {
    let prep = m.tokens.start.checked_sub(1).filter(|&t| t > tokens.start && matches!(cx.folded(t), "in" | "on"))?;
    let verb = verbs::before(cx, prep, tokens.start).filter(|v| !v.ahead && is_month(m))?;
    let that = verb.at.checked_sub(1).filter(|&t| t > tokens.start + 1 && matches!(cx.folded(t), "that" | "which"))?;
    let noun = that - 1 - u32::from(cx.text(that - 1) == ",");
    let event = event_of(cx.folded(noun))?;
    let article = noun.checked_sub(1).is_some_and(|t| t >= tokens.start && matches!(cx.folded(t), "the" | "a" | "an"));
    (article && !is_repeated(cx, noun, m, tokens)).then(|| claim(cx, event, None, m, noun, false))
}

/// Whether a date says its year, or is a day of a month.
fn is_dated(m: &Mention) -> bool {
    let day = |d: &Date| {
        d.valid && d.granularity == Granularity::Day && d.said.month.is_some() && d.said.day.is_some() && d.hedge == Hedge::Exact
    };
    calendar(m).is_some_and(has_year) || matches!(&m.value, Value::Date(d) if day(d))
}

/// Of what is compared by its verb alone there may be only one: "the bill" means one of two that were passed.
fn drop_doubtful(claims: &mut Vec<Claim>, first: usize) {
    let text = |c: &Claim, name: &str| c.field(name).map(|f| f.value.canonical());
    let told = |c: &Claim| text(c, "event").is_some_and(|e| TOLD.iter().any(|(name, _)| *name == e));
    let definite = |c: &Claim| c.field("definite").is_some_and(|f| f.value == Value::Bool(true));
    let new = claims.get(first..).unwrap_or_default();
    let firsts = |event: &Option<String>| new.iter().filter(|c| !definite(c) && text(c, "event") == *event).count();
    let doubtful: Vec<String> = new.iter().filter(|c| told(c)).map(|c| text(c, "event")).filter(|e| firsts(e) > 1).flatten().collect();
    let mut at = 0;
    claims.retain(|c| {
        at += 1;
        at <= first || !told(c) || text(c, "who").is_some() && !text(c, "event").is_some_and(|e| doubtful.contains(&e))
    });
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
    let landfall = cx.folded(verb.at) == "made" && cx.folded(verb.at + 1) == LANDFALL;
    let told = if landfall { LANDFALL } else { cx.folded(verb.at) };
    let (event, _) = EVENTS.iter().chain(TOLD).find(|(_, past)| past.contains(&told))?;
    let end = subject_end(cx, verb.at, tokens.start);
    // "by the time the cyclone made landfall"
    let time = |t: u32| cx.folded(t) == "time" && t > tokens.start + 1 && cx.folded(t - 2) == "by";
    let clause = (end.saturating_sub(6).max(tokens.start)..end).rev().find(|&t| {
        matches!(cx.folded(t), "when" | "since" | "which" | "where")
            || time(t)
            || landfall && matches!(cx.folded(t), "after" | "before" | "until")
    });
    if landfall {
        // A storm may come ashore in two places: the second time must be told without one.
        let place = (verb.at + 2..prep).any(|t| cx.is_capitalised(t) || matches!(cx.folded(t), "in" | "on" | "near" | "at"));
        let once = !is_repeated(cx, verb.at, m, tokens) && (clause.is_none() || !place);
        return once.then(|| claim(cx, event, None, m, verb.at, clause.is_some()));
    }
    let person = subject(cx, out, verb.at, tokens.start).map(|p| match &p.value {
        Value::Person(p) => p.surname.clone().unwrap_or_else(|| p.canonical.clone()).to_lowercase(),
        other => other.canonical().to_lowercase(),
    });
    let last = end.checked_sub(1).filter(|&t| t >= tokens.start)?;
    let noun = || (cx.is_kind(last, TokenKind::Word) && !cx.is(last, Class::Stop)).then(|| singular(cx.folded(last)));
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
    let made = TOLD.iter().any(|(name, _)| name == event) || matches!(*event, "opening" | "closure" | "demolition" | "launch");
    if let Some(what) = done_to(cx, verb.at, prep).filter(|_| made && !verb.passive) {
        return (clause.is_none() && !is_repeated(cx, verb.at, m, tokens)).then(|| claim(cx, event, Some(what), m, verb.at, false));
    }
    // "The bill, passed on 18 August": taken up by a participle.
    let apposed = apposed(cx, verb.at, tokens.start);
    let by_verb_alone = TOLD.iter().any(|(name, _)| name == event);
    if by_verb_alone && apposed.is_none() && (!verb.passive || clause.is_some() && !is_bare(cx, end, tokens.start)) {
        return None;
    }
    let pronoun = !object && matches!(cx.folded(last), "it" | "they" | "he" | "she");
    let who = person.or_else(|| subject_noun(cx, verb.at, end, tokens).or_else(noun)).filter(|w| !w.is_empty());
    if is_repeated(cx, verb.at, m, tokens) {
        return None;
    }
    if let Some(what) = apposed {
        return Some(claim(cx, event, Some(what), m, verb.at, true));
    }
    Some(claim(cx, event, if pronoun { None } else { who }, m, verb.at, clause.is_some()))
}

/// "Parliament passed the Shark Nets Bill on 8 August": the head of the object between a verb and its date.
fn done_to(cx: &Cx<'_>, verb: u32, prep: u32) -> Option<String> {
    let the = matches!(cx.folded(verb + 1), "the" | "a" | "an" | "its" | "his" | "her" | "their");
    let inside = |t: u32| {
        let word = cx.is_kind(t, TokenKind::Word)
            && (cx.folded(t) == "own" || !cx.is_any(t, &[Class::Stop, Class::Be, Class::Have, Class::Modal]));
        word || cx.is_kind(t, TokenKind::Number) || matches!(cx.text(t), "(" | ")" | "-" | "'s" | "\u{2019}s")
    };
    let last = prep.checked_sub(1).filter(|&l| the && l > verb + 1 && prep - verb <= 10)?;
    (cx.is_kind(last, TokenKind::Word) && (verb + 2..prep).all(inside)).then(|| singular(cx.folded(last)))
}

/// "When the bill was passed", "The bill, which was passed": a subject without a name, which the article has told of before.
fn is_bare(cx: &Cx<'_>, end: u32, from: u32) -> bool {
    let noun = (from..end).rev().find(|&t| !matches!(cx.folded(t), "," | "which" | "that"));
    let the = noun.and_then(|t| t.checked_sub(1)).filter(|&t| t >= from);
    noun.is_some_and(|t| cx.is_kind(t, TokenKind::Word) && !cx.is_capitalised(t)) && the.is_some_and(|t| cx.folded(t) == "the")
}

/// "The bill, passed on": the bare noun that a participle follows.
fn apposed(cx: &Cx<'_>, verb: u32, from: u32) -> Option<String> {
    let the = verb.checked_sub(3).filter(|&t| t >= from)?;
    let bare = cx.folded(the) == "the" && cx.text(verb - 1) == "," && cx.is_kind(the + 1, TokenKind::Word);
    bare.then(|| singular(cx.folded(the + 1)))
}

/// The head of "The grain elevator at Parrish": the last word before a preposition.
fn subject_noun(cx: &Cx<'_>, _verb: u32, end: u32, tokens: &Range<u32>) -> Option<String> {
    let start = (end.saturating_sub(8).max(tokens.start)..end)
        .rev()
        .find(|&t| matches!(cx.folded(t), "the" | "a" | "an" | "its" | "his" | "her"))?;
    // "the town's only cinema": a possessive and a word of count go on; a preposition, a mark or a relative ends the noun.
    let goes_on = |t: u32| {
        let owner = matches!(cx.folded(t), "'s" | "\u{2019}s" | "only" | "first" | "last" | "own");
        owner || !cx.is(t, Class::Stop) && cx.is_kind(t, TokenKind::Word)
    };
    let head = (start + 1..end).take_while(|&t| goes_on(t)).last()?;
    Some(singular(cx.folded(head)))
}

/// "The explosion, which happened in August 2016", "the explosion in August 2016", "the explosion occurred on …".
fn by_noun(cx: &Cx<'_>, m: &Mention, prep: u32, tokens: &Range<u32>) -> Option<Claim> {
    let least = prep.saturating_sub(8).max(tokens.start);
    let noun = (least..prep).rev().find(|&t| EVENTS.iter().any(|(n, _)| *n == cx.folded(t)))?;
    if cx.folded(noun) == LANDFALL && cx.folded(noun.saturating_sub(1)) == "made" {
        return None;
    }
    // "the Brandt Street warehouse fire": words between the article and the noun say which one.
    let plain =
        |t: u32| cx.is_kind(t, TokenKind::Word) && !cx.is_any(t, &[Class::Stop, Class::Be, Class::Have, Class::Reporting, Class::Month]);
    let first = (noun.saturating_sub(5).max(tokens.start)..noun).rev().take_while(|&t| plain(t)).last().unwrap_or(noun);
    let the = first.checked_sub(1).filter(|&t| t >= tokens.start && cx.folded(t) == "the")?;
    let which = (first < noun).then(|| cx.doc.text(cx.span(first..noun)).to_lowercase());
    // "the collapse of the Danmore dam on April 2": of what, by its last word.
    let of_end = (cx.folded(noun + 1) == "of" && cx.folded(noun + 2) == "the").then(|| {
        let words = (noun + 3..prep).take_while(|&t| cx.is_kind(t, TokenKind::Word) && !cx.is(t, Class::Stop) && !verbs::is_past(cx, t));
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
        let mut all: Vec<&str> = EVENTS.iter().chain(TOLD).flat_map(|(_, v)| v.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(EVENTS.iter().all(|(n, _)| !n.is_empty()));
    }
}
