//! Titles of works in quotation marks or italics that differ in one word: “A Field in Winter” beside “The Field in Winter”.
//!
//! Only words set like a title are one. Shortened titles are the same title; titles of one sentence are set against each other.

use super::super::form::{is_function, is_wordlike, mark, words};
use super::super::{Claim, Cx, Readings};
use crate::document::{BlockKind, Format, TextSpan};
use crate::source::Span;
use crate::value::Value;
use std::ops::Range;

/// Fewest words of a title that is compared.
const LEAST: usize = 3;
/// Longer ones are sentences.
const MOST: usize = 10;
/// A text that names more works than that is a list of works.
const MOST_TITLES: usize = 60;

struct Title {
    words: Vec<String>,
    span: TextSpan,
    sentence: u32,
}

/// Tells pairs of titles that are nearly the same.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let quoted = cx.doc.quotes.iter().filter(|q| q.closed).map(|q| q.tokens.clone());
    let mut titles: Vec<Title> = quoted.chain(emphasised(cx)).filter_map(|tokens| title(cx, &tokens)).collect();
    titles.sort_by_key(|t| t.span.start);
    if titles.len() > MOST_TITLES {
        return;
    }
    let mut told: Vec<(&[String], &[String])> = Vec::new();
    for (k, later) in titles.iter().enumerate() {
        for earlier in titles.iter().take(k) {
            let pair = (earlier.words.as_slice(), later.words.as_slice());
            if earlier.sentence == later.sentence || told.contains(&pair) || !is_slip(cx, pair.0, pair.1) {
                continue;
            }
            told.push(pair);
            out.claims.push(
                Claim::new("work-forms", later.span)
                    .with("first", earlier.span, words(cx, earlier.span))
                    .with("second", later.span, words(cx, later.span))
                    .with_implied("words", Value::Text(later.words.join(" "))),
            );
        }
    }
}

/// The stretches that the markup sets in italics.
fn emphasised(cx: &Cx<'_>) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    if !matches!(cx.doc.format, Format::Markdown | Format::Html) {
        return found;
    }
    let mut open = None;
    // Where the markup stood, two pieces of the prose are not neighbours in the file.
    for pair in cx.doc.prose.pieces.windows(2) {
        let [a, b] = pair else { continue };
        let Some(gap) = cx.doc.source.span_text(Span::new(a.source.end, b.source.start)) else { continue };
        let gap = gap.trim();
        if gap.is_empty() {
            continue;
        }
        if let Some(start) = open.take() {
            let closes =
                gap.starts_with(['*', '_']) && !gap.starts_with("**") || ["</em>", "</i>", "</cite>"].iter().any(|t| gap.starts_with(t));
            let tokens = cx.doc.token_at(start)..cx.doc.token_at(b.text);
            if closes && tokens.len() <= 2 * MOST {
                found.push(tokens);
                continue;
            }
        }
        let opens = matches!(gap, "*" | "_") || ["<em>", "<i>", "<cite>"].iter().any(|t| gap.ends_with(t));
        open = opens.then_some(b.text);
    }
    found
}

/// A quotation that is set like a title: first and last word and all words of weight with capitals, no sentence's end inside.
fn title(cx: &Cx<'_>, stretch: &Range<u32>) -> Option<Title> {
    let tokens: Vec<u32> = stretch.clone().filter(|&i| is_wordlike(cx, i)).collect();
    if !(LEAST..=MOST).contains(&tokens.len()) {
        return None;
    }
    let (first, last) = (*tokens.first()?, *tokens.last()?);
    let set = cx.is_capitalised(first)
        && cx.is_capitalised(last)
        && tokens.iter().all(|&i| cx.is_capitalised(i) || is_function(cx, i) || cx.text(i).len() <= 3);
    let weighty = tokens.iter().filter(|&&i| cx.is_capitalised(i) && !is_function(cx, i)).count() >= 2;
    let plain = stretch.clone().all(|i| is_wordlike(cx, i) || i + 1 == stretch.end || matches!(mark(cx, i), "," | "-" | "'" | "\u{2019}"));
    let (sentence, s) = cx.doc.sentence_of(first)?;
    let cell = cx.doc.block_of(s).is_none_or(|b| matches!(b.kind, BlockKind::TableCell | BlockKind::Caption | BlockKind::Quotation));
    let fits = set && weighty && plain && !cell;
    let words = tokens.iter().map(|&i| cx.folded(i).to_owned()).collect();
    fits.then(|| Title { words, span: cx.span(first..last + 1), sentence })
}

/// Whether two titles differ by one small word, or by one letter or two of a long one.
fn is_slip(cx: &Cx<'_>, a: &[String], b: &[String]) -> bool {
    let small = |w: &str| cx.lex.word(w).is_some_and(|id| cx.lex.is(id, crate::lexicon::Class::Stop));
    if a.len() == b.len() {
        let mut differing = a.iter().zip(b).enumerate().filter(|(_, (x, y))| x != y);
        let Some((_, (x, y))) = differing.next() else { return false };
        let number =
            |w: &str| w.chars().any(char::is_numeric) || cx.lex.word(w).is_some_and(|id| cx.lex.is(id, crate::lexicon::Class::NumberWord));
        let long = x.chars().count().min(y.chars().count());
        let near = a.len() >= 4 && long >= 4 && (x.strip_suffix('s') == Some(y.as_str()) || y.strip_suffix('s') == Some(x.as_str()))
            || long >= 5 && strsim::osa_distance(x, y) == 1
            || long >= 7 && strsim::osa_distance(x, y) == 2;
        return differing.next().is_none() && !number(x) && !number(y) && (small(x) && small(y) || near);
    }
    // One has a small word more, and not at its start: "On the Way to Where" beside "On Way to Where".
    let (longer, shorter) = if a.len() > b.len() { (a, b) } else { (b, a) };
    longer.len() == shorter.len() + 1
        && shorter.len() >= LEAST
        && (1..longer.len().saturating_sub(1)).any(|gap| {
            let rest = longer.iter().enumerate().filter(|(i, _)| *i != gap).map(|(_, w)| w);
            longer.get(gap).is_some_and(|w| small(w)) && rest.eq(shorter.iter())
        })
}
