//! Sentences and paragraphs that stand in the text twice.
//!
//! Only running text of the article's own voice counts: lists, headings, captions and quotations repeat themselves for good
//! reasons, and what comes three times or more, in another section, behind a list or far below is a refrain or boilerplate.

use super::super::form::{count, is_lower, is_wordlike, mark, ratio, words};
use super::super::{Claim, Cx, Readings};
use crate::document::BlockKind;
use crate::lexicon::{OBJECT, TokenKind, WordId};
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// Shorter sentences return by chance.
const LEAST_WORDS: usize = 6;
/// From this length on one word in twenty may differ.
const LEAST_NEAR: usize = 20;
/// Words at either end that near-equal sentences share.
const EDGE: usize = 5;

/// A text with so many repetitions is made from a template (one notice after another).
const TEMPLATE: usize = 3;
/// In such a text a repetition must come within so many sentences.
const NEAR: u32 = 3;

/// From this length on even what looks like a formula is worth a question.
const LEAST_LONG: usize = 16;

/// A repetition so many sentences below is a formula, not a slip of the hand.
const FAR: u32 = 10;

/// A sentence or a paragraph.
struct Unit {
    tokens: Range<u32>,
    sentence: u32,
    words: Vec<WordId>,
    paragraph: bool,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    // Paragraphs come first and what lies in one is not told again: these are apart from each other.
    let mut told: BTreeMap<u32, u32> = BTreeMap::new();
    for units in [paragraphs(cx), sentences(cx)] {
        let pairs = repeated(cx, &units);
        let template = pairs.len() >= TEMPLATE;
        for (a, b, equal) in pairs {
            let (Some(a), Some(b)) = (units.get(a), units.get(b)) else { continue };
            let formula = formula(cx, a, b);
            if template && b.sentence > a.sentence + NEAR || formula && b.words.len() < LEAST_LONG {
                continue;
            }
            if told.range(..=b.tokens.start).next_back().is_some_and(|(_, &end)| b.tokens.end <= end) {
                continue;
            }
            told.insert(b.tokens.start, b.tokens.end);
            let (first, second) = (cx.span(a.tokens.clone()), cx.span(b.tokens.clone()));
            let apart = b.sentence.saturating_sub(a.sentence).saturating_sub(1);
            out.claims.push(
                Claim::new("repeated-sentence", second)
                    .with("first", first, words(cx, first))
                    .with("second", second, words(cx, second))
                    .with_implied("similarity", ratio(equal, a.words.len().max(b.words.len())))
                    .with_implied("apart", count(apart as usize))
                    .with_implied("formula", Value::Bool(formula))
                    .with_implied("paragraph", Value::Bool(b.paragraph)),
            );
        }
    }
}

/// Whether a repetition is a formula: it returns in another section, behind a list, or far below.
fn formula(cx: &Cx<'_>, a: &Unit, b: &Unit) -> bool {
    let far = b.sentence.saturating_sub(a.sentence) > FAR;
    let short = b.words.len() < LEAST_NEAR / 2 && b.sentence > a.sentence + NEAR;
    let blocks = &cx.doc.blocks;
    let between = |k: usize| blocks.iter().skip(k + 1).take_while(|k| k.tokens.start < b.tokens.start);
    let parted = || {
        let first = blocks.partition_point(|k| k.tokens.end <= a.tokens.start);
        between(first).any(|k| matches!(k.kind, BlockKind::Heading(_) | BlockKind::ListItem | BlockKind::TableCell))
    };
    far || short || parted()
}

fn paragraphs(cx: &Cx<'_>) -> Vec<Unit> {
    let own = cx.doc.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph && b.sentences.len() > 1);
    units(cx, own.map(|b| (b.tokens.clone(), b.sentences.start)), true)
}

fn sentences(cx: &Cx<'_>) -> Vec<Unit> {
    let own = cx.sentences().filter(|(_, s)| !s.display && cx.doc.block_of(s).is_some_and(|b| b.kind == BlockKind::Paragraph));
    units(cx, own.map(|(i, s)| (s.tokens.clone(), i)), false)
}

/// The units of these stretches that may return: only what shares its first or its last words with another is looked at.
fn units(cx: &Cx<'_>, stretches: impl Iterator<Item = (Range<u32>, u32)>, paragraph: bool) -> Vec<Unit> {
    let most = stretches.size_hint().1.unwrap_or(0);
    let (mut firsts, mut lasts) = (Vec::with_capacity(most), Vec::with_capacity(most));
    let mut edged: Vec<(Range<u32>, u32, u128, Option<u128>)> = Vec::with_capacity(most);
    for (tokens, sentence) in stretches {
        let Some(first) = edge(cx, tokens.clone()) else { continue };
        let last = if tokens.len() < LEAST_NEAR { None } else { edge(cx, tokens.clone().rev()) };
        firsts.push(first);
        lasts.extend(last);
        edged.push((tokens, sentence, first, last));
    }
    let shared = |mut edges: Vec<u128>| {
        edges.sort_unstable();
        edges.windows(2).filter_map(|w| if let [a, b] = w { (a == b).then_some(*a) } else { None }).collect::<Vec<u128>>()
    };
    let (firsts, lasts) = (shared(firsts), shared(lasts));
    let again = |edges: &[u128], edge: u128| edges.binary_search(&edge).is_ok();
    let suspects = edged.into_iter().filter(|(_, _, first, last)| again(&firsts, *first) || last.is_some_and(|l| again(&lasts, l)));
    suspects.filter_map(|(tokens, sentence, ..)| unit(cx, tokens, sentence, paragraph)).collect()
}

/// The first words of a walk, as one number; `None` where there are fewer.
fn edge(cx: &Cx<'_>, walk: impl Iterator<Item = u32>) -> Option<u128> {
    let mut words = walk.filter_map(|i| cx.token(i)).filter(|t| t.kind != TokenKind::Mark);
    (0..EDGE).try_fold(0, |all, _| Some(all << 25 | u128::from(words.next()?.word.0)))
}

fn unit(cx: &Cx<'_>, tokens: Range<u32>, sentence: u32, paragraph: bool) -> Option<Unit> {
    let ids: Vec<WordId> = tokens.clone().filter(|&i| is_wordlike(cx, i)).filter_map(|i| cx.word(i)).collect();
    // An announcement ("The commands are as follows:") returns before each thing it announces.
    let announces = tokens.end.checked_sub(1).is_some_and(|i| mark(cx, i) == ":");
    let quoted = tokens.clone().any(|i| cx.doc.is_quoted(i));
    // Credits and labels return under each picture: they are names more than sentences.
    let plain = tokens.clone().filter(|&i| is_lower(cx, i)).count() * 2 >= ids.len();
    // What stands for code or a tag is not read: two such sentences may well differ there.
    let unread = tokens.clone().any(|i| mark(cx, i).starts_with(OBJECT));
    (ids.len() >= LEAST_WORDS && plain && !announces && !quoted && !unread).then_some(Unit { tokens, sentence, words: ids, paragraph })
}

/// Pairs of units that say the same, with the number of equal words.
fn repeated(cx: &Cx<'_>, units: &[Unit]) -> Vec<(usize, usize, usize)> {
    let mut places: FxHashMap<&[WordId], Vec<usize>> = FxHashMap::default();
    for (i, unit) in units.iter().enumerate() {
        places.entry(&unit.words).or_default().push(i);
    }
    let mut found = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        if let Some(&[a, b]) = places.get(unit.words.as_slice()).map(Vec::as_slice)
            && b == i
        {
            found.push((a, b, unit.words.len()));
        }
    }
    found.extend(near(cx, units, &places));
    found.sort_unstable();
    found
}

fn near(cx: &Cx<'_>, units: &[Unit], places: &FxHashMap<&[WordId], Vec<usize>>) -> Vec<(usize, usize, usize)> {
    let mut edges: FxHashMap<(bool, &[WordId]), Vec<usize>> = FxHashMap::default();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        if unit.words.len() < LEAST_NEAR || places.get(unit.words.as_slice()).is_some_and(|p| p.len() > 1) {
            continue;
        }
        let edge = |last: bool| if last { unit.words.get(unit.words.len() - EDGE..) } else { unit.words.get(..EDGE) };
        for last in [false, true] {
            let Some(key) = edge(last) else { continue };
            let earlier = edges.entry((last, key)).or_default();
            // A start or an end that many sentences share is a formula.
            if earlier.len() == 1
                && let Some(&a) = earlier.first()
                && let Some(equal) = units.get(a).and_then(|u| alike(cx, u, unit))
                && !found.iter().rev().take_while(|f| f.1 == i).any(|f| f.0 == a)
            {
                found.push((a, i, equal));
            }
            earlier.push(i);
        }
    }
    found
}

/// How many words are equal, where at most one in twenty is not and no name or number differs.
fn alike(cx: &Cx<'_>, a: &Unit, b: &Unit) -> Option<usize> {
    let head = a.words.iter().zip(&b.words).take_while(|(x, y)| x == y).count();
    let tail = a.words.iter().rev().zip(b.words.iter().rev()).take_while(|(x, y)| x == y).count();
    let (longer, shorter) = (a.words.len().max(b.words.len()), a.words.len().min(b.words.len()));
    let tail = tail.min(shorter - head.min(shorter));
    let plain = |unit: &Unit| {
        let own: Vec<u32> = unit.tokens.clone().filter(|&i| is_wordlike(cx, i)).collect();
        let differing = own.get(head..own.len().saturating_sub(tail)).unwrap_or(&[]);
        differing.iter().all(|&i| cx.is_kind(i, TokenKind::Word) && !cx.is_capitalised(i))
    };
    ((head + tail) * 20 >= longer * 19 && plain(a) && plain(b)).then_some(head + tail)
}
