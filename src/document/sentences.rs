//! Sentence bounds, datelines and run-in questions.
//!
//! Invariants: every block has at least one sentence, sentences never share a token, and together they hold all tokens of their
//! block. A sentence that goes on where it should not hides less than one that is cut where it should not: where a bound is in
//! doubt after an abbreviation there is none, but a full stop that is no abbreviation's ends a sentence whatever follows, so
//! that broken copy shows.

use super::ends::{End, Ends};
use super::marks::{is_closing_quote, is_opening_quote, mark};
use super::{BlockKind, Document, Sentence, TextSpan};
use crate::lexicon::{Class, Flags, Lexicon, Token, TokenKind};
use crate::limits::SENTENCE;
use std::ops::Range;

/// A run-in question has so many words.
const QUESTION_WORDS: std::ops::RangeInclusive<usize> = 3..=9;
/// Datelines stand in one of the first paragraphs.
const DATELINE_PARAGRAPHS: usize = 3;
/// A dateline has at most so many tokens.
const LONGEST_DATELINE: usize = 16;

/// Cuts the blocks into sentences.
pub(super) fn cut(document: &mut Document, lexicon: &Lexicon) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut bounds: Vec<(Range<u32>, bool)> = Vec::new();
    let mut paragraphs = 0;
    let mut sentences = Vec::with_capacity(document.tokens.len() / 20);
    for (b, block) in document.blocks.iter_mut().enumerate() {
        bounds.clear();
        let tokens = document.tokens.get(block.tokens.start as usize..block.tokens.end as usize).unwrap_or(&[]);
        let ends = Ends { text: &document.prose.text, tokens, lexicon };
        let mut from = 0;
        if block.kind == BlockKind::Paragraph {
            paragraphs += 1;
            if paragraphs <= DATELINE_PARAGRAPHS
                && let Some(end) = dateline(&ends)
            {
                bounds.push((0..count(end), true));
                from = end;
            }
        }
        let mut at = from;
        loop {
            // Most tokens end nothing; but a sentence goes only so far.
            let longest = tokens.len().min(from + SENTENCE);
            at = (at..longest).find(|&i| ends.may_be_at(i)).unwrap_or(longest.max(at));
            if at >= tokens.len() {
                break;
            }
            let end = match ends.at(at, from) {
                End::Inside if at - from >= SENTENCE => at + 1,
                End::Inside => {
                    at += 1;
                    continue;
                }
                End::Before(next) => next.max(at + 1),
            };
            bounds.push((count(from)..count(end), false));
            (from, at) = (end, end);
        }
        if from < tokens.len() || bounds.is_empty() {
            bounds.push((count(from)..count(tokens.len()), false));
        }
        if block.kind == BlockKind::Paragraph {
            questions(&mut bounds, &ends);
        }
        let first = count(sentences.len());
        for (range, display) in bounds.drain(..) {
            let span = match (tokens.get(range.start as usize), range.end.checked_sub(1).and_then(|i| tokens.get(i as usize))) {
                (Some(a), Some(z)) => TextSpan { start: a.start, end: z.end },
                _ => block.text,
            };
            let offset = block.tokens.start;
            sentences.push(Sentence { text: span, tokens: offset + range.start..offset + range.end, block: count(b), display });
        }
        block.sentences = first..count(sentences.len());
    }
    flag_first(document, &sentences);
    let mut numbers = Vec::with_capacity(document.tokens.len());
    for (sentence, number) in sentences.iter().zip(0..) {
        numbers.extend(std::iter::repeat_n(number, sentence.tokens.len()));
    }
    document.sentence_numbers = numbers;
    document.sentences = sentences;
}

/// Marks the first word of each sentence, and of a sentence quoted inside another: `He said, "The …`.
fn flag_first(document: &mut Document, sentences: &[Sentence]) {
    let text = &document.prose.text;
    for sentence in sentences {
        let tokens = document.tokens.get_mut(sentence.tokens.start as usize..sentence.tokens.end as usize);
        let mut at_start = true;
        let (mut announced, mut opened) = (false, false);
        for token in tokens.unwrap_or(&mut []) {
            if token.kind != TokenKind::Mark {
                if at_start || opened {
                    token.flags.set(Flags::FIRST);
                }
                (at_start, announced, opened) = (false, false, false);
                continue;
            }
            if at_start {
                continue;
            }
            // After a colon, or a comma with an opening mark, a new sentence may start; a mark between the two ends the hope.
            let c = mark(text, token).unwrap_or(' ');
            let opens = announced && is_opening_quote(c);
            announced = AFTER.contains(&c) || opens;
            opened = c == ':' || opens;
        }
    }
}

const AFTER: [char; 2] = [':', ','];

/// The tokens of a dateline at the start of a block: `BEIJING (AP) —`, `LONDON, June 3 —`.
fn dateline(ends: &Ends<'_>) -> Option<usize> {
    let first = ends.tokens.first()?;
    let shouted = |t: &Token| t.is_word() && t.flags.has(Flags::UPPER);
    if !shouted(first) || first.end - first.start < 3 {
        return None;
    }
    for (i, token) in ends.tokens.iter().enumerate().take(LONGEST_DATELINE).skip(1) {
        match mark(ends.text, token) {
            Some('—' | '–' | '-') => {
                let spaced = token.flags.has(Flags::SPACE) || matches!(ends.mark(i), Some('—')) || ends.slice(i) == "--";
                let next = ends.tokens.get(i + 1)?;
                let apart = next.flags.has(Flags::SPACE) || ends.slice(i) != "-";
                if spaced && apart {
                    let starts = next.flags.has(Flags::CAPITAL) || next.kind != TokenKind::Word;
                    return starts.then_some(i + 1);
                }
            }
            Some(',' | '(' | ')' | '/' | '.' | '\'' | '’') => {}
            None if token.kind == TokenKind::Number || token.flags.has(Flags::CAPITAL) => {}
            _ => return None,
        }
    }
    None
}

/// Marks the run-in questions of a paragraph: short, in the article's own voice, and answered by the next sentence.
fn questions(bounds: &mut [(Range<u32>, bool)], ends: &Ends<'_>) {
    let Some((_, answered)) = bounds.split_last_mut() else { return };
    for (range, display) in answered {
        let tokens = ends.tokens.get(range.start as usize..range.end as usize).unwrap_or(&[]);
        let asks = tokens.last().is_some_and(|t| mark(ends.text, t) == Some('?'));
        if !asks || !tokens.first().is_some_and(Token::is_capitalised) {
            continue;
        }
        let words = tokens.iter().filter(|t| t.kind != TokenKind::Mark).count();
        let quoted = tokens.iter().any(|t| {
            let marked = mark(ends.text, t).is_some_and(|c| is_closing_quote(c) || is_opening_quote(c));
            marked || t.flags.has(Flags::QUOTED) || ends.lexicon.is(t.word, Class::Reporting)
        });
        *display = !quoted && QUESTION_WORDS.contains(&words);
    }
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
