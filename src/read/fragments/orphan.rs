//! Sentences that begin lower-case after a full stop.

use super::super::form::{count, has_tag, is_everyday, is_function, is_lower, is_quote_mark, is_wordlike, mark, text, words};
use super::super::{Claim, Cx, Readings, Sought, Spot};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::Value;
use std::ops::Range;

/// What a fragment stands behind.
pub(in super::super) const FULL_STOP: Sought = Sought { words: ".", ..Sought::NONE };

/// Reads the tokens of one block.
pub(super) fn read(cx: &Cx<'_>, block: Range<u32>, out: &mut Readings) {
    let mut from = block.start;
    for stop in cx.spots_in(block.clone(), Spot::FullStop).filter(|&i| mark(cx, i) == ".") {
        let start = stop + 1;
        if start >= block.end || !is_orphan(cx, stop, &block) {
            if start < block.end && !cx.touches(start) {
                from = start;
            }
            continue;
        }
        let end = sentence_end(cx, start, block.end);
        if is_staccato(cx, from..stop, start..end) {
            from = start;
            continue;
        }
        let (whole, previous) = (cx.span(start..end), cx.span(from..start));
        let verb = (start..end).any(|i| cx.is_any(i, &[Class::FiniteVerb, Class::Be, Class::Have, Class::Modal, Class::Reporting]));
        let first = cx.span(start..start + 1);
        out.claims.push(
            Claim::new("fragment", whole)
                .with("text", whole, words(cx, whole))
                .with("previous", previous, words(cx, previous))
                .with("start", first, words(cx, first))
                .with("stop", cx.span(stop..start), text("."))
                .with_implied("verb", Value::Bool(verb))
                .with_implied("words", count((start..end).filter(|&i| is_wordlike(cx, i)).count()))
                .with_implied("kind", text("lower-case")),
        );
        from = start;
    }
}

/// The end of the sentence that starts at a token, its stop included.
fn sentence_end(cx: &Cx<'_>, start: u32, limit: u32) -> u32 {
    let stop = (start..limit)
        .find(|&i| matches!(mark(cx, i), "." | "!" | "?") && (i + 1 >= limit || !cx.touches(i + 1) || is_quote_mark(mark(cx, i + 1))));
    stop.map_or(limit, |i| i + 1)
}

/// Whether single words stand as sentences for effect: "It. just. works."
fn is_staccato(cx: &Cx<'_>, previous: Range<u32>, this: Range<u32>) -> bool {
    let single = |tokens: Range<u32>| tokens.filter(|&i| is_wordlike(cx, i)).count() == 1;
    single(this.clone()) && (single(previous) || is_lower(cx, this.end))
}

fn is_orphan(cx: &Cx<'_>, stop: u32, block: &Range<u32>) -> bool {
    let start = stop + 1;
    let Some(before) = stop.checked_sub(1).filter(|&b| b >= block.start) else { return false };
    // Emphasis in front marks a name of something: "… is used. <em>width</em> is the size".
    let gap = || crate::document::TextSpan { start: cx.span(stop..start).end, end: cx.span(start..start + 1).start };
    cx.touches(stop) && !cx.touches(start) && begins_prose(cx, start, block) && ends_sentence(cx, before, block) && !has_tag(cx, gap())
}

/// Whether the word before a stop is one that can end a sentence, not an abbreviation or a label.
fn ends_sentence(cx: &Cx<'_>, before: u32, block: &Range<u32>) -> bool {
    let starts_plain = is_function(cx, before + 2) && !cx.is_capitalised(before);
    if matches!(mark(cx, before), ")" | "%" | "”") {
        return (block.start..before).any(|i| mark(cx, i) == ".") || before - block.start > 2;
    }
    if !cx.is_kind(before, TokenKind::Word) || is_unit(cx, before, block) {
        return false;
    }
    let joined =
        before > block.start && cx.touches(before) && matches!(mark(cx, before - 1), "." | "/" | "@" | "#" | "_" | "$" | "~" | "\\");
    let word = cx.folded(before);
    let vowel = word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let usual = is_everyday(cx, before) && word.len() > 1 || vowel && (word.len() >= 5 || word.len() >= 3 && starts_plain);
    // A label at the start of its line: "Note. this", "Fig. one".
    let label = before == block.start || cx.has(before, Flags::LINE) && cx.is_capitalised(before);
    usual && !joined && !label && !word.contains('.')
}

/// Whether a short word behind a figure is a unit with its point: "0.001 in. thick", "a 24-in. letter", "3.8 mEq. per liter".
fn is_unit(cx: &Cx<'_>, word: u32, block: &Range<u32>) -> bool {
    let back = |n: u32| word.checked_sub(n).filter(|&b| b >= block.start);
    let figure = |b: Option<u32>| b.is_some_and(|b| cx.is_kind(b, TokenKind::Number));
    let dash = back(1).is_some_and(|b| matches!(mark(cx, b), "-" | "‐" | "‑" | "/"));
    cx.text(word).chars().count() <= 4 && (figure(back(1)) || dash && figure(back(2)))
}

/// Whether a lower-case word is one of prose that a sentence would write with a capital.
fn begins_prose(cx: &Cx<'_>, start: u32, block: &Range<u32>) -> bool {
    let next = start + 1;
    if !is_lower(cx, start) || !is_everyday(cx, start) {
        return false;
    }
    let joined = next < block.end
        && cx.touches(next)
        && !matches!(mark(cx, next), "," | "." | ";" | ":" | "!" | "?" | "-" | ")" | "”" | "\"")
        && cx.folded(next) != "'s";
    // "… the check. by @somebody": a log of changes.
    let credit = mark(cx, next) == "@" || cx.text(next).starts_with('@');
    let particle = credit || cx.is(start, Class::Particle) && cx.is_capitalised(next);
    !joined && !particle && (cx.text(start).len() > 1 || cx.text(start) == "a")
}
