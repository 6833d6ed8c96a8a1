//! Uses of short forms in capitals, and rare ones that look like a slip of a frequent one.

use super::{Claim, Cx, Kind, Mention, Readings, Sought, Spot};
use crate::document::BlockKind;
use crate::lexicon::{Class, Flags};
use crate::read::Look;
use crate::value::{Number, Value};
use rustc_hash::{FxHashMap, FxHashSet};

/// What may be a short form.
pub(in crate::read) const SHORT: Sought = Sought { looks: &[Look::Upper], ..Sought::NONE };

/// How often each short form in capitals occurs.
#[derive(Debug, Default)]
pub(super) struct Counts<'a> {
    places: FxHashMap<&'a str, Vec<u32>>,
}

impl Counts<'_> {
    /// How often a short form occurs.
    pub(super) fn of(&self, short: &str) -> usize {
        self.places.get(short).map_or(0, Vec::len)
    }
}

/// Whether a token looks like a short form in running text: capitals, not in a line that is all capitals.
fn is_short_form(cx: &Cx<'_>, i: u32) -> bool {
    if !cx.has(i, Flags::UPPER) {
        return false;
    }
    let text = cx.text(i);
    let capitals = text.chars().count();
    let shouted = |k: Option<u32>| k.is_some_and(|k| cx.has(k, Flags::UPPER) && !cx.touches(k.max(i)));
    (2..=8).contains(&capitals) && text.chars().all(char::is_alphabetic) && !(shouted(i.checked_sub(1)) && shouted(i.checked_add(1)))
}

/// Counts the short forms of a document.
pub(super) fn count<'a>(cx: &Cx<'a>) -> Counts<'a> {
    let mut counts = Counts::default();
    for i in cx.all_spots(Spot::Short).filter(|&i| is_short_form(cx, i)) {
        counts.places.entry(cx.text(i)).or_default().push(i);
    }
    counts
}

/// Adds the uses and the near misses. `definitions` are the tokens where definitions have their short forms.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings, counts: &Counts<'_>, defined: &FxHashMap<&str, u32>, definitions: &FxHashSet<u32>) {
    let mut shorts: Vec<(&str, &[u32])> =
        counts.places.iter().map(|(s, p)| (*s, p.as_slice())).filter(|(s, _)| s.chars().count() >= 3).collect();
    shorts.sort_by_key(|(_, places)| places.first().copied());
    for &(short, places) in &shorts {
        for &i in places {
            if definitions.contains(&i) {
                continue;
            }
            let span = cx.span(i..i + 1);
            if !out.covers(i, &[Kind::Acronym]) {
                out.add(Mention { kind: Kind::Acronym, span, tokens: i..i + 1, value: Value::Text(short.to_owned()), inner: false });
            }
            let use_ = Claim::new("acronym-use", span).room(2).with("short", span, Value::Text(short.to_owned()));
            out.claims.push(use_.with_implied("defined", Value::Bool(defined.contains_key(short))));
        }
    }
    for &(short, places) in &shorts {
        out.claims.extend(order(cx, short, places, defined.get(short).copied()));
    }
    for &(short, places) in &shorts {
        if let Some((known, known_places)) = look_alike(cx, short, places, &shorts, defined)
            && let (Some(&at), Some(&other)) = (places.first(), known_places.first())
        {
            let (span, other) = (cx.span(at..at + 1), cx.span(other..other + 1));
            let claim = Claim::new("acronym-variant", span)
                .with("short", span, Value::Text(short.to_owned()))
                .with("known", other, Value::Text(known.to_owned()))
                .with_implied("count", number(places.len()))
                .with_implied("known_count", number(known_places.len()));
            out.claims.push(claim);
        }
    }
}

/// The claim of a short form that stands before its long form, or without one.
fn order(cx: &Cx<'_>, short: &str, places: &[u32], definition: Option<u32>) -> Option<Claim> {
    let known = cx.lex.word(short).is_some_and(|id| {
        cx.lex.classes(id).has_any(&[
            Class::KnownAcronym,
            Class::OddAcronym,
            Class::Common,
            Class::UsState,
            Class::Organisation,
            Class::Country,
        ])
    });
    let running = |i: u32| {
        let block = cx.doc.sentence_of(i).and_then(|(_, s)| cx.doc.block_of(s));
        block.is_some_and(|b| b.kind == BlockKind::Paragraph) && !cx.doc.is_quoted(i)
    };
    let first = places.iter().copied().find(|&i| running(i))?;
    let how = match definition {
        Some(at) if first < at => "late",
        None if places.len() >= 2 => "never",
        _ => return None,
    };
    let span = cx.span(first..first + 1);
    let plain = !known && !is_roman(short) && short.chars().count() <= 6;
    plain.then(|| {
        let claim = Claim::new("acronym-order", span).with("short", span, Value::Text(short.to_owned()));
        claim.with_implied("how", Value::Text(how.to_owned())).with_implied("count", number(places.len()))
    })
}

fn number(n: usize) -> Value {
    Value::Number(Box::new(Number::int(i64::try_from(n).unwrap_or(i64::MAX))))
}

fn look_alike<'a>(
    cx: &Cx<'_>,
    short: &str,
    places: &[u32],
    shorts: &[(&'a str, &'a [u32])],
    defined: &FxHashMap<&str, u32>,
) -> Option<(&'a str, &'a [u32])> {
    let length = short.chars().count();
    let plain = |s: &str| {
        cx.lex
            .word(s)
            .is_some_and(|id| cx.lex.classes(id).has_any(&[Class::KnownAcronym, Class::OddAcronym, Class::Common, Class::UsState]))
    };
    if places.len() > 2 || length < 3 || defined.contains_key(short) || is_roman(short) {
        return None;
    }
    // Words in capitals are no short forms: "WORKMAN'S COMPENSATION", "JOHN".
    if length >= 4 && cx.lex.word(&short.to_lowercase()).is_some_and(|id| !cx.lex.classes(id).is_empty()) {
        return None;
    }
    let weight = |s: &str, p: &[u32]| if defined.contains_key(s) { p.len().max(3) } else { p.len() };
    // Two letters swapped in the short form of a definition is a slip even where the slip is a word or a short form of its own.
    let likely = |s: &str| defined.contains_key(s) && places.len() == 1 && is_swap(short, s) || length > 3 && !plain(short);
    let more = |s: &str, p: &[u32]| p.len() > places.len() || defined.contains_key(s) && p.len() == places.len();
    // Two that stand once each: of one length, four letters or more, alike but for one.
    let even = |s: &str, p: &[u32]| {
        // Side by side in one sentence they are told apart: "UNDP and UNEP".
        let sentence = |i: Option<&u32>| i.and_then(|&i| cx.doc.sentence_of(i)).map(|(n, _)| n);
        let alike = sentence(p.first()) != sentence(places.first())
            && s.len() == length
            && strsim::hamming(short, s) == Ok(1)
            && short.get(..2) == s.get(..2);
        length >= 4 && places.len() == 1 && p.len() == 1 && alike && !plain(s) && p.first() < places.first()
    };
    let mut near =
        shorts.iter().filter(|(s, p)| *s != short && (more(s, p) && weight(s, p) >= 3 || even(s, p)) && one_slip(short, s) && likely(s));
    let found = near.next()?;
    near.next().is_none().then_some(*found)
}

/// Whether two short forms differ by one swapped pair.
fn is_swap(one: &str, other: &str) -> bool {
    one.len() == other.len() && strsim::osa_distance(one, other) == 1 && strsim::hamming(one, other) == Ok(2)
}

/// Whether two short forms differ by one swapped pair or one letter, the first of each the same. A letter more or less at the end
/// makes another short form (HTTP, HTTPS; API, APIS), so only inner ones count.
fn one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.first() != other.first() {
        return false;
    }
    if one.len() == other.len() {
        let wrong: Vec<usize> = (0..one.len()).filter(|&i| one.get(i) != other.get(i)).collect();
        return match wrong.as_slice() {
            [_] => true,
            [i, j] => j - i == 1 && one.get(*i) == other.get(*j) && one.get(*j) == other.get(*i),
            _ => false,
        };
    }
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let without = |i: usize| long.iter().enumerate().filter(move |&(k, _)| k != i).map(|(_, c)| c);
    // A letter more makes another short form as well (USFS, USFWS), but for one that doubles its neighbour.
    let slip = |i: usize| without(i).eq(short.iter()) && (one.len() < other.len() || long.get(i) == long.get(i - 1));
    long.len() == short.len() + 1 && long.len() >= 5 && (1..long.len() - 1).any(slip) && !long.starts_with(short)
}

fn is_roman(s: &str) -> bool {
    s.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}
