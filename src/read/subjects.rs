//! Who a verb speaks of: the name before it, the name before an apposition, or the one person whom "he" or "she" can mean.
//!
//! Invariants:
//! - A pronoun means a person only where the sentences before it name exactly one, and where no courtesy title and no given name
//!   speaks against it.
//! - "Lee's father", "of Ann Lee", "Bob and Ann Lee" are no subjects.

use super::form::is_everyday;
use super::{Cx, Kind, Mention, Readings};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags};
use crate::value::Value;
use std::ops::Range;

/// Tokens that an apposition between a name and its verb may have.
const MAX_APPOSITION: u32 = 28;
/// Sentences before a pronoun that may name its person.
const REACH: u32 = 6;

/// Kin whom "she" cannot mean.
const MALE: &[&str] = &["father", "brother", "husband", "son", "uncle", "grandfather", "nephew", "stepfather"];
/// Kin whom "he" cannot mean.
const FEMALE: &[&str] = &["mother", "sister", "wife", "daughter", "aunt", "grandmother", "niece", "stepmother"];

/// A name with its value, in tokens.
pub(super) struct Named {
    pub(super) tokens: Range<u32>,
    pub(super) span: TextSpan,
    pub(super) value: Value,
}

/// The person whose name ends right before a token; no possessive and no "Lee and".
pub(super) fn ends_at(out: &Readings, end: u32) -> Option<Named> {
    let found = (end.saturating_sub(8)..end).find_map(|t| out.at(t).find(|m| m.kind == Kind::Person && !m.inner && m.tokens.end == end))?;
    Some(named(found))
}

/// The person whose name starts at a token.
pub(super) fn starts_at(out: &Readings, start: u32) -> Option<Named> {
    out.longest(start, Kind::Person).filter(|m| !m.inner).map(named)
}

fn named(m: &Mention) -> Named {
    Named { tokens: m.tokens.clone(), span: m.span, value: m.value.clone() }
}

/// Where the subject of a verb ends: adverbs and auxiliaries in front of the verb are stepped over.
pub(super) fn subject_end(cx: &Cx<'_>, verb: u32, from: u32) -> u32 {
    let mut t = verb;
    while t > from
        && (matches!(
            cx.folded(t - 1),
            "also" | "later" | "then" | "had" | "reportedly" | "suddenly" | "peacefully" | "himself" | "herself" | "has" | "just" | "first"
        ) || cx.is(t - 1, Class::Be))
    {
        t -= 1;
    }
    t
}

/// The person that a verb has as subject: right before it, or before an apposition or "who"; "he" and "she" where it is clear whom
/// they mean.
pub(super) fn subject(cx: &Cx<'_>, out: &Readings, verb: u32, from: u32) -> Option<Named> {
    let mut t = subject_end(cx, verb, from);
    let last = t.checked_sub(1).filter(|&b| b >= from)?;
    if cx.folded(last) == "who" {
        t = last - u32::from(last > from && cx.text(last - 1) == ",");
        return ends_at(out, t);
    }
    if matches!(cx.folded(last), "he" | "she") {
        return antecedent(cx, out, last);
    }
    // "Ann Lee was born in 1940 and died in 2001": the subject of the birth.
    if cx.folded(last) == "and" {
        let born = (last.saturating_sub(14).max(from)..last).rev().find(|&t| cx.folded(t) == "born" && t > from)?;
        let other = (born..last).any(|t| out.at(t).any(|m| m.kind == Kind::Person && !m.inner));
        return (!other).then(|| subject(cx, out, born, from)).flatten();
    }
    if let Some(who) = ends_at(out, t) {
        return alone(cx, &who, from).then_some(who);
    }
    let opener = match cx.text(last) {
        "," => ",",
        ")" => "(",
        _ => return None,
    };
    // "Ann Lee, a painter from Leeds, died", "Ann Lee, who was born in 1940, died": nothing between may be another clause or person.
    let mut i = last;
    let mut clause = false;
    while i > from && verb - i < MAX_APPOSITION {
        i -= 1;
        if cx.text(i) == opener
            && let Some(who) = ends_at(out, i)
        {
            return (alone(cx, &who, from) && (!clause || matches!(cx.folded(i + 1), "who" | "whom" | "as"))).then_some(who);
        }
        if out.at(i).any(|m| m.kind == Kind::Person && !m.inner) || matches!(cx.text(i), ";" | ":") {
            return None;
        }
        // The month is no modal.
        clause |= cx.is_any(i, &[Class::Be, Class::Have, Class::Modal, Class::Reporting]) && !cx.is(i, Class::Month);
    }
    None
}

/// Whether a name stands for itself: no "of Ann Lee", "Bob and Ann Lee", "wife Ann Lee" read as a subject of its own.
pub(super) fn alone(cx: &Cx<'_>, who: &Named, from: u32) -> bool {
    let Some(before) = who.tokens.start.checked_sub(1).filter(|&b| b >= from) else { return true };
    !matches!(cx.folded(before), "of" | "and" | "or" | "for" | "to" | "with" | "by" | "than" | "from" | "after" | "like" | "&")
}

/// The one person whom a pronoun can mean.
pub(super) fn antecedent(cx: &Cx<'_>, out: &Readings, pronoun: u32) -> Option<Named> {
    let (here, sentence) = cx.doc.sentence_of(pronoun)?;
    let she = matches!(cx.folded(pronoun), "she" | "her");
    let mut end = pronoun;
    let mut start = sentence.tokens.start;
    for back in 0..=REACH {
        if back > 0 {
            let before = cx.doc.sentences.get(here.checked_sub(back)? as usize)?;
            if before.display {
                return None;
            }
            (start, end) = (before.tokens.start, before.tokens.end);
        }
        // "a note from her father. He is 81": the relative may be meant.
        // "Lee grew up above her uncle's shop" tells of Lee.
        let of_subject = out.longest(start, Kind::Person).is_some_and(|m| !matches!(cx.folded(m.tokens.end), "'s" | "\u{2019}s"));
        let relative = |t: u32| {
            let kin = out.longest(t + 1, Kind::Role).map(|r| r.tokens.end);
            kin.is_some_and(|end| !(of_subject && matches!(cx.folded(end), "'s" | "\u{2019}s") && !cx.is_capitalised(end + 1)))
        };
        if back > 0
            && (start..end).any(|t| {
                let kin = matches!(cx.folded(t), "his" | "her" | "their" | "my") && relative(t);
                kin && !if she { MALE } else { FEMALE }.contains(&cx.folded(t + 1))
            })
        {
            return None;
        }
        let mut found: Option<&Mention> = None;
        for m in out.within(start..end, Kind::Person).filter(|m| !m.inner) {
            if found.is_some_and(|f| !same(&f.value, &m.value)) {
                return None;
            }
            found = found.or(Some(m));
        }
        if let Some(m) = found {
            return (agrees(cx, m, she) && !is_kin(cx, out, m)).then(|| named(m));
        }
    }
    None
}

/// The person whom "the 75-year-old" means: the only one in the nearest sentence before that names any, with nobody else in between.
pub(super) fn last_named(cx: &Cx<'_>, out: &Readings, token: u32) -> Option<Named> {
    const NEAR: u32 = 3;
    #[rustfmt::skip]
    const SOMEBODY: &[&str] = &[
        "man", "woman", "boy", "girl", "teenager", "driver", "victim", "suspect", "brother", "sister", "mother", "father", "son", "daughter", "wife", "husband",
        "friend", "colleague", "teammate", "opponent", "rival", "player", "pedestrian", "passenger", "cyclist", "rider", "student", "another", "other", "partner",
        "teen", "youth", "pupil", "child", "toddler", "baby", "motorcyclist", "prisoner", "patient", "gunman", "attacker", "neighbour", "neighbor", "nephew", "niece",
        "uncle", "aunt", "cousin", "grandson", "granddaughter", "girlfriend", "boyfriend", "twin", "accomplice", "stranger", "hiker", "swimmer", "climber", "tourist",
    ];
    let (here, sentence) = cx.doc.sentence_of(token)?;
    for back in 0..=NEAR {
        let s = cx.doc.sentences.get(here.checked_sub(back)? as usize)?;
        let end = if back == 0 { token } else { s.tokens.end };
        // A name that no reader knows may be the one who is meant.
        let unknown = |t: u32| {
            let first = cx.has(t, Flags::FIRST) && is_everyday(cx, t);
            cx.is_capitalised(t) && !first && !out.covers(t, &[Kind::Person, Kind::Place, Kind::Org, Kind::Date, Kind::Role])
        };
        if s.display || (s.tokens.start..end).any(|t| SOMEBODY.contains(&cx.folded(t)) || unknown(t)) {
            return None;
        }
        let mut found: Option<&Mention> = None;
        for m in out.within(s.tokens.start..end, Kind::Person).filter(|m| !m.inner) {
            if found.is_some_and(|f| !same(&f.value, &m.value)) {
                return None;
            }
            found = found.or(Some(m));
        }
        if let Some(m) = found {
            // "beat Lee", "told Lee": the one who acts may be meant; a name in front is what the sentence is about.
            let front = back == 0 && m.tokens.start == sentence.tokens.start || m.tokens.start <= s.tokens.start + 3;
            return (front && !is_kin(cx, out, m)).then(|| named(m));
        }
    }
    None
}

fn same(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Person(p), Value::Person(q)) if p.entity == q.entity && p.canonical == q.canonical)
}

/// "Ann Lee's mother": a pronoun may mean either of the two.
fn is_kin(cx: &Cx<'_>, out: &Readings, m: &Mention) -> bool {
    let own = m.tokens.end;
    matches!(cx.folded(own), "'s" | "\u{2019}s" | "'" | "\u{2019}") && (own + 1..own + 4).any(|t| out.longest(t, Kind::Role).is_some())
}

/// Whether nothing in a name speaks against a pronoun.
fn agrees(cx: &Cx<'_>, m: &Mention, she: bool) -> bool {
    let (title, given) = match &m.value {
        Value::Person(p) => (p.honorific.as_deref().unwrap_or("").to_lowercase(), p.given.is_some()),
        _ => return false,
    };
    let title = title.trim_end_matches('.');
    let titled = if she { matches!(title, "mr" | "sir" | "lord") } else { matches!(title, "ms" | "mrs" | "miss" | "dame" | "lady") };
    let other = if she { Class::GivenMale } else { Class::GivenFemale };
    let own = if she { Class::GivenFemale } else { Class::GivenMale };
    let first = m.tokens.start;
    !(titled || given && cx.is(first, other) && !cx.is(first, own))
}
