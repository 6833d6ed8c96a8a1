//! Names of three words or more that differ in one word that is not the last: "Virtual Student Foreign Service" beside "Virtual
//! Student Federal Service". It may be two bodies, so this is a query.

use super::super::super::Finding;
use super::super::super::desk::Desk;
use super::super::super::extract::Reader;
use super::{Name, Spec, guards, tell};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, WordId};
use crate::read::{Cx, Kind};
use crate::rule::{Rule, SimilarOn};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::Hasher;
use std::ops::Range;

/// Fewest words of a name, small ones not counted.
const FEWEST: usize = 3;
/// Fewest words of a name where the differing words are ranks: "General Counsel" beside "Captain Counsel".
const FEWEST_RANKED: usize = 2;
/// Most words of a name.
const MOST: usize = 9;

/// Most small words between two others of a name.
const SMALL: u32 = 2;

/// The words of a name.
type Words = SmallVec<[WordId; MOST]>;

/// A name in the text.
#[derive(Debug)]
struct Use {
    words: Words,
    span: TextSpan,
    sentence: u32,
}

/// Two names that differ in one word.
struct Twins<'u> {
    /// Which of their words differ.
    gap: usize,
    /// The words of each as text, the first in the order of the alphabet first.
    words: [Vec<&'u str>; 2],
    /// The uses of each.
    uses: [&'u [&'u Use]; 2],
}

/// The pairs of names that differ in one word only, where no third one does; in the order of what they share.
fn twins<'u>(cx: &Cx<'u>, by_words: &'u FxHashMap<&Words, Vec<&'u Use>>) -> Vec<Twins<'u>> {
    // What two names share without one word has one hash; hardly a name shares anything.
    let mut hashes: Vec<(u64, usize, &Words)> =
        by_words.keys().flat_map(|words| (0..words.len()).map(|gap| (hash_without(words, gap), gap, *words))).collect();
    hashes.sort_unstable_by_key(|(hash, ..)| *hash);
    let mut patterns: FxHashMap<(usize, Words), SmallVec<[&Words; 2]>> = FxHashMap::default();
    for &(_, gap, words) in hashes.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1).flatten() {
        let mut shared = words.clone();
        shared.remove(gap);
        patterns.entry((gap, shared)).or_default().push(words);
    }
    let mut all = Vec::new();
    for ((gap, _), names) in patterns {
        let [a, b] = names.as_slice() else { continue };
        let text = |words: &Words| words.iter().map(|&w| cx.doc.word_text(cx.lex, w)).collect::<Vec<_>>();
        let mut both = [(text(a), by_words.get(a)), (text(b), by_words.get(b))];
        both.sort_unstable_by(|(x, _), (y, _)| x.cmp(y));
        if let [(x, Some(first)), (y, Some(second))] = both {
            all.push(Twins { gap, words: [x, y], uses: [first, second] });
        }
    }
    all.sort_unstable_by(|x, y| x.order().cmp(y.order()));
    all
}

/// A hash of the words of a name but one, and of its place.
fn hash_without(words: &Words, gap: usize) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_usize(gap);
    words.iter().enumerate().filter(|(i, _)| *i != gap).for_each(|(_, w)| hasher.write_u32(w.0));
    hasher.finish()
}

impl Twins<'_> {
    /// What orders pairs: the place of the gap, then the words around it.
    fn order(&self) -> impl Iterator<Item = (usize, &str)> {
        let [words, _] = &self.words;
        words.iter().enumerate().map(|(i, w)| (self.gap, if i == self.gap { "" } else { *w }))
    }
}

/// Judges the names of one article.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, spec: &Spec<'_>, reader: &Reader<'a>, out: &mut Vec<Finding>) {
    // Two rules look at the same names; mostly there is nothing to look at.
    if reader.no_twins.get() {
        return;
    }
    let uses = collect(reader);
    let mut by_words: FxHashMap<&Words, Vec<&Use>> = FxHashMap::default();
    for u in &uses {
        by_words.entry(&u.words).or_default().push(u);
    }
    let mut told: Vec<&[&str]> = Vec::new();
    let twins = twins(&reader.matcher.cx, &by_words);
    reader.no_twins.set(twins.is_empty());
    for Twins { gap, words: [a, b], uses: [x, y] } in &twins {
        let (gap, x, y) = (*gap, *x, *y);
        let later = |u: &[&Use]| u.first().map(|f| f.span.start);
        let (rare_words, rare, common) =
            if (x.len(), std::cmp::Reverse(later(x))) < (y.len(), std::cmp::Reverse(later(y))) { (a, x, y) } else { (b, y, x) };
        let differing = a.get(gap).zip(b.get(gap)).is_some_and(|(p, q)| {
            !tells_apart(reader, p) && !tells_apart(reader, q) && p.chars().count().min(q.chars().count()) >= spec.min_length
        });
        // The last word of a name is its kind: only another word that looks like it, beside a name that is used again, is a slip.
        let last = gap + 1 == a.len();
        let alike = a.get(gap).zip(b.get(gap)).is_some_and(|(p, q)| is_form(p, q) && !(last && is_inflected(p, q)));
        if last && (!alike || common.len() < 2) {
            continue;
        }
        // Names with nothing alike in the differing word mostly are two things of one kind: long names only, and no posts.
        let ranks = gap == 0 && a.first().zip(b.first()).is_some_and(|(p, q)| are_ranks(reader, p, q)) && !is_person(reader, rare, common);
        let plausible = a.len() == FEWEST_RANKED && ranks
            || a.len() >= FEWEST && (alike || a.len() > FEWEST && !is_post(reader, a) && common.len() > 1);
        let counted =
            a.get(gap).zip(b.get(gap)).is_some_and(|(p, q)| guards::adds_ending(p, q) || guards::adds_ending(&format!("{p}e"), q))
                && rare.first().is_some_and(|r| is_counted(reader, r, gap));
        // Side by side they are told apart, unless one of them is the usual name of the text.
        let together = counted || common.len() < 4 && rare.iter().any(|r| common.iter().any(|c| r.sentence == c.sentence));
        if !differing
            || !plausible
            || (spec.on == SimilarOn::PhraseForm) != alike
            || together
            || rare.len() > 1
            || told.contains(&rare_words.as_slice())
        {
            continue;
        }
        let Some(first) = rare.first().filter(|r| rule.context.admits(reader.context_of(r.span))) else { continue };
        told.push(rare_words);
        let name = |uses: &[&Use]| Name {
            text: uses.first().map(|u| reader.matcher.cx.doc.text(u.span).to_owned()).unwrap_or_default(),
            places: uses.iter().map(|u| u.span).collect(),
            people: Vec::new(),
        };
        out.extend(tell(desk, rule, reader, &name(&[*first]), &name(common)));
    }
}

/// Whether two words are forms of one or one slip apart: "industry" and "industries", "finance" and "financial", "parks" and
/// "park".
fn is_form(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    let begins = shared >= 3 && shared * 10 >= shorter * 7;
    // "Prioritize" and "Prioritizing" are two forms of a verb, not of a name.
    let verb = a.ends_with("ing") != b.ends_with("ing");
    // "Tech" and "Technology": one is the other cut short.
    let cut = shared == shorter && a.chars().count().abs_diff(b.chars().count()) > 3;
    begins && !verb && !cut || shorter >= 5 && strsim::osa_distance(a, b) <= 1
}

/// Whether two words are one in the singular and in the plural, or forms of one verb.
fn is_inflected(a: &str, b: &str) -> bool {
    let stem = |w: &str| {
        let w = w.strip_suffix("ies").map_or_else(|| w.to_owned(), |s| format!("{s}y"));
        ["'s", "es", "s", "e", "ed", "er", "ers"].iter().find_map(|e| w.strip_suffix(e)).unwrap_or(&w).to_owned()
    };
    stem(a) == stem(b) || a.starts_with(b) || b.starts_with(a)
}

/// Whether a word of a name is a thing that can be counted, with its "of" or "for": "three Medals of Valour". Of bodies there is one.
fn is_counted(reader: &Reader<'_>, name: &Use, word: usize) -> bool {
    let cx = &reader.matcher.cx;
    let start = cx.doc.token_at(name.span.start);
    let at = (start..).take_while(|&i| i < cx.len() && i < start + 40).filter(|&i| cx.is_capitalised(i)).nth(word);
    at.is_some_and(|i| matches!(cx.folded(i + 1), "of" | "for") && !cx.is(i, Class::OrgHead))
}

/// Whether two words are ranks of one ladder: nothing but a slip puts one for the other in the name of a body.
fn are_ranks(reader: &Reader<'_>, a: &str, b: &str) -> bool {
    let ladder = |w: &str| reader.matcher.cx.lex.role_families.get(w).filter(|(_, rank)| rank.is_some()).map(|(name, _)| name);
    ladder(a).is_some_and(|x| ladder(b) == Some(x))
}

/// Whether one of the uses is the name of a person behind a title; people have ranks, and rise in them.
fn is_person(reader: &Reader<'_>, rare: &[&Use], common: &[&Use]) -> bool {
    let start = |u: &&Use| reader.matcher.cx.doc.token_at(u.span.start);
    rare.iter().chain(common).map(start).any(|i| (i..i + 3).any(|k| reader.article.readings.at(k).any(|m| m.kind == Kind::Person)))
}

/// Whether a name is a post: "Chief Financial Officer".
fn is_post(reader: &Reader<'_>, words: &[&str]) -> bool {
    let lex = reader.matcher.cx.lex;
    words.last().and_then(|w| lex.word(w)).is_some_and(|id| lex.is(id, Class::RoleHead))
}

/// Words that are there to tell things apart: directions, ordinals, places, months, numbers.
fn tells_apart(reader: &Reader<'_>, word: &str) -> bool {
    const DIRECTIONS: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "upper",
        "lower",
        "new",
        "old",
        "great",
        "greater",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "men",
        "women",
        "girls",
        "boys",
        "men's",
        "women's",
        "junior",
        "senior",
        "deputy",
        "vice",
        "assistant",
        "associate",
        "chief",
        "former",
    ];
    let lex = reader.matcher.cx.lex;
    let place = lex.word(word).is_some_and(|id| {
        lex.classes(id).has_any(&[
            Class::Country,
            Class::Nationality,
            Class::City,
            Class::UsState,
            Class::Region,
            Class::Month,
            Class::Weekday,
            Class::NumberWord,
        ])
    });
    place || DIRECTIONS.contains(&word) || word.chars().any(char::is_numeric)
}

/// All runs of capitalised words that are long enough.
fn collect(reader: &Reader<'_>) -> Vec<Use> {
    let cx = &reader.matcher.cx;
    let mut out = Vec::new();
    let mut behind = 0;
    let capitals = reader.capitals();
    for (&at, next) in capitals.iter().zip(capitals.iter().skip(1)) {
        // Most words with a capital stand alone: the next one is further off than small words carry a name on.
        if at < behind || next - at > 1 + SMALL || !cx.is_capitalised(at) {
            continue;
        }
        let Some((number, sentence)) = cx.doc.sentence_of(at) else { continue };
        let run = run_at(cx, at, sentence.tokens.end);
        behind = run.end;
        out.extend(run.clone().filter_map(|i| ranked(cx, i, run.end, number)));
        out.extend(name_of(cx, run, number));
    }
    out
}

/// A run of capitalised words, small words between them included.
fn run_at(cx: &Cx<'_>, start: u32, limit: u32) -> Range<u32> {
    let mut end = start;
    let mut here = start;
    while here < limit {
        if cx.is_capitalised(here) {
            here += 1;
            end = here;
        } else if end > start && matches!(cx.folded(here), "of" | "the" | "and" | "for" | "on" | "in" | "&" | "-") && here - end < SMALL {
            here += 1;
        } else {
            break;
        }
    }
    start..end
}

/// A rank with the word behind it: "General Counsel", "Captain Services".
fn ranked(cx: &Cx<'_>, i: u32, end: u32, sentence: u32) -> Option<Use> {
    let rank = || cx.lex.role_families.get(cx.folded(i)).is_some_and(|(_, rank)| rank.is_some());
    let pair = i + 1 < end && cx.is_capitalised(i) && cx.is_capitalised(i + 1) && !cx.has(i + 1, Flags::FIRST) && rank();
    pair.then(|| Use { words: (i..i + 2).filter_map(|k| cx.word(k)).collect(), span: cx.span(i..i + 2), sentence })
}

/// The name in a run: without a leading article, country or acronym.
fn name_of(cx: &Cx<'_>, run: Range<u32>, sentence: u32) -> Option<Use> {
    let mut start = run.start;
    // "Join the Virtual …": the first word has its capital from the sentence.
    if cx.has(start, Flags::FIRST) && !cx.is_capitalised(start + 1) {
        start += 1;
    }
    while start < run.end && (cx.is_any(start, &[Class::Stop, Class::Country]) || cx.has(start, Flags::UPPER) || !cx.is_capitalised(start))
    {
        start += 1;
    }
    let content = || (start..run.end).filter(|&i| cx.is_capitalised(i));
    let words = || content().filter_map(|i| cx.word(i)).collect();
    (FEWEST..=MOST).contains(&content().count()).then(|| Use { words: words(), span: cx.span(start..run.end), sentence })
}
