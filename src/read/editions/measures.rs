//! What the title counts or measures against the text below it: "Five new bus routes" above "Six new routes will link", "run for 14 hours on
//! one charge" above "A full charge gives 11 hours".

use super::super::form::is_wordlike;
use super::super::np::{self, singular};
use super::super::{Cx, Kind, Mention, Readings};
use super::{Told, shared};
use crate::lexicon::{Class, WordId};
use crate::value::{Exact, Hedge, Number, Value, Verdict};
use std::ops::Range;

/// Words of a part of what is counted, of more of it, or of another time.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "another", "other", "others", "further", "more", "remaining", "additional", "first", "last", "also", "of", "only", "previous", "previously", "before", "earlier", "instead",
    "than", "extra", "older", "old", "predecessor", "compared", "from", "average", "least", "most", "up", "down", "until", "per", "each", "then", "original", "originally",
    "planned", "some", "about", "initial", "initially", "next", "so", "far", "to", "between", "against", "half", "if", "would", "could", "had", "not",
];
/// Tokens between a measure and the word that says what is measured.
const BESIDE: u32 = 4;

/// A count with its noun.
struct Counted<'o> {
    m: &'o Mention,
    n: Number,
    head: String,
    /// Words between the number and the noun, and their tokens.
    words: Vec<WordId>,
    noun: Range<u32>,
}

/// One thing counted in the title and otherwise in the lead.
pub(super) fn things(cx: &Cx<'_>, out: &Readings, title: &Range<u32>, lead: &Range<u32>) -> Option<Told> {
    let titled = counted(cx, out, title);
    let [own] = titled.as_slice() else { return None };
    let all = counted(cx, out, &(title.end..cx.len()));
    let same: Vec<&Counted<'_>> = all.iter().filter(|c| c.head == own.head).collect();
    let mut led = same.iter().filter(|c| c.m.tokens.start < lead.end && c.m.tokens.start >= lead.start);
    let other = led.next().filter(|_| led.next().is_none())?;
    // Large counts are rounded in titles.
    let (a, b) = (own.n.nominal.trunc()?, other.n.nominal.trunc()?);
    let differ = own.n.range.equals(other.n.range) == Verdict::No && (a.max(b) < 1000 || a.abs_diff(b) * 20 > a.max(b).unsigned_abs());
    let told_again = same.iter().any(|c| c.n.nominal == own.n.nominal);
    let (_, sentence) = cx.doc.sentence_of(other.m.tokens.start)?;
    let opens = other.m.tokens.start == sentence.tokens.start;
    // A lower count may be one of several that make up the title's.
    let several = out.within(sentence.tokens.clone(), Kind::Number).filter(|m| !m.inner).count() > 1;
    let part = other.n.nominal < own.n.nominal && (same.len() > 1 || several);
    let guarded = (other.m.tokens.start.saturating_sub(3).max(sentence.tokens.start)..=other.noun.end)
        .any(|i| PARTS.contains(&cx.folded(i)) && !matches!(cx.folded(i), "up" | "down" | "to"));
    let modifiers = own.words.iter().filter(|w| other.words.contains(w)).count();
    let plain = other.words.iter().all(|w| own.words.contains(w));
    let shared = shared(cx, title, &sentence.tokens, 3);
    let alike = modifiers > 0 && plain && (opens || shared > modifiers + 1) || own.words.is_empty() && other.words.is_empty() && shared > 2;
    (differ && alike && !told_again && !part && !guarded && !cx.doc.is_quoted(other.m.tokens.start)).then(|| {
        let span = |c: &Counted<'_>| cx.span(c.m.tokens.start..c.noun.end);
        (span(own), span(other), "things")
    })
}

/// The plain counts of a range with what they count.
fn counted<'o>(cx: &Cx<'_>, out: &'o Readings, tokens: &Range<u32>) -> Vec<Counted<'o>> {
    let count = |m: &'o Mention| {
        let Value::Number(n) = &m.value else { return None };
        let small = n.nominal.is_integer() && n.nominal >= Exact::int(2) && n.nominal < Exact::int(10_000_000);
        let noun = np::after(cx, m.tokens.end, tokens.end);
        let head = noun.end.checked_sub(1).filter(|&h| h >= noun.start)?;
        let word = cx.folded(head).to_lowercase();
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
            || matches!(word.as_str(), "people" | "men" | "women" | "children");
        let unit = cx.is_any(head, &[Class::Unit, Class::Month, Class::Weekday]) || super::super::lists::is_measure(&word);
        let words = (noun.start..head).filter_map(|i| cx.word(i)).collect();
        (small && n.hedge == Hedge::Exact && plural && !unit).then(|| Counted { m, n: **n, head: singular(&word), words, noun })
    };
    out.within(tokens.clone(), Kind::Number).filter(|m| !m.inner).filter_map(count).collect()
}

/// One length, weight or time in the title, and another one beside the same word in the text.
pub(super) fn measure(cx: &Cx<'_>, out: &Readings, title: &Range<u32>, bodies: &[Range<u32>]) -> Option<Told> {
    let titled = measures(out, title);
    let [own] = titled.as_slice() else { return None };
    let words = beside(cx, own, title);
    let mut all = bodies.iter().flat_map(|b| measures(out, b));
    if all.clone().any(|m| differ(own, m) == Some(false)) {
        return None;
    }
    let near = |m: &&Mention| {
        let sentence = cx.doc.sentence_of(m.tokens.start).map(|(_, s)| s.tokens.clone());
        sentence.is_some_and(|s| {
            let here = beside(cx, m, &s);
            let guarded = (m.tokens.start.saturating_sub(8).max(s.start)..s.end.min(m.tokens.end + 8))
                .any(|i| PARTS.contains(&cx.folded(i)) && cx.folded(i) != "of");
            !guarded && !cx.doc.is_quoted(m.tokens.start) && words.iter().any(|w| here.contains(w))
        })
    };
    let other = all.find(|m| differ(own, m) == Some(true) && near(m))?;
    Some((own.span, other.span, "measure"))
}

/// The content words right beside a measure.
fn beside(cx: &Cx<'_>, m: &Mention, limit: &Range<u32>) -> Vec<WordId> {
    let before = m.tokens.start.saturating_sub(BESIDE).max(limit.start)..m.tokens.start;
    let behind = m.tokens.end..limit.end.min(m.tokens.end + BESIDE);
    let own = |r: Range<u32>| {
        r.filter(|&i| {
            cx.text(i).len() >= 5 && !cx.is_any(i, &[Class::FiniteVerb, Class::Stop]) && is_wordlike(cx, i) && !cx.is_capitalised(i)
        })
    };
    own(before).chain(own(behind)).filter_map(|i| cx.word(i)).collect()
}

fn measures<'o>(out: &'o Readings, tokens: &Range<u32>) -> Vec<&'o Mention> {
    let kind = |k: Kind| out.within(tokens.clone(), k).filter(|m| !m.inner);
    let mut found: Vec<&Mention> = kind(Kind::Quantity).chain(kind(Kind::Duration)).collect();
    found.sort_by_key(|m| m.tokens.start);
    found
}

/// Whether two measures in one unit certainly differ; nothing where they cannot be compared.
fn differ(a: &Mention, b: &Mention) -> Option<bool> {
    match (&a.value, &b.value) {
        (Value::Quantity(x), Value::Quantity(y))
            if x.unit == y.unit && x.amount.hedge == Hedge::Exact && y.amount.hedge == Hedge::Exact =>
        {
            Some(x.amount.range.equals(y.amount.range) == Verdict::No)
        }
        (Value::Duration(x), Value::Duration(y))
            if x.unit == y.unit && x.amount.hedge == Hedge::Exact && y.amount.hedge == Hedge::Exact =>
        {
            Some(x.amount.nominal != y.amount.nominal)
        }
        _ => None,
    }
}
