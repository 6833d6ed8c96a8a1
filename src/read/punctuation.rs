//! Stray punctuation: marks that cannot stand together, and space before a comma or a stop.
//!
//! What other uses need is left alone: ellipses in any spacing, decimals and dotted names (".5", ".org"), abbreviations before a
//! comma, French space before `; : ! ?`, emoticons, paths, code.

use super::form::{field, has_tag, is_everyday, is_quote_mark, is_wordlike, mark, text, words};
use super::{Claim, ClaimSchema, Cx, Readings, Sought, Spot};
use crate::document::BlockKind;
use crate::document::TextSpan;
use crate::lexicon::{Flags, TokenKind};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "stray-punctuation",
    about: "Marks that do not belong: \"the sea. . Security\", \"last week. , and\", \"costs ,, and\", \"a boat , and\".",
    fields: &[
        field("marks", "text", "the marks, from the first to the last"),
        field(
            "kind",
            "text",
            "'doubled' (the same mark twice), 'pair' (two that cannot follow each other) or 'space-before' (a space before the mark)",
        ),
    ],
}];

/// Marks that may be stray.
pub(super) const SOUGHT: Sought = Sought { words: ". , ; ! ?", ..Sought::NONE };

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    for block in &cx.doc.blocks {
        // The text of a picture of a formula: "{\\displaystyle \\langle w, v\\rangle ,}".
        if block.kind == BlockKind::Caption && block.tokens.clone().any(|t| cx.text(t).starts_with('\\')) {
            continue;
        }
        let mut next = block.tokens.start;
        for mark in cx.spots_in(block.tokens.clone(), Spot::Stop) {
            // An abbreviation with a dot of its own stands before the mark.
            let before = mark.checked_sub(1).filter(|&b| b >= next && cx.is_kind(b, TokenKind::Word));
            // Most marks touch a plain word and stand alone.
            let dotted = before.is_some_and(|b| cx.text(b).ends_with('.'));
            if cx.touches(mark) && !dotted && !cx.spotted(mark + 1, Spot::Stop) {
                continue;
            }
            for i in before.into_iter().chain([mark]) {
                if i < next {
                    continue;
                }
                let found = stray(cx, i, &block.tokens);
                if let Some((span, kind, _)) = found.filter(|f| !has_tag(cx, f.0)) {
                    out.claims
                        .push(Claim::new("stray-punctuation", span).with("marks", span, words(cx, span)).with_implied("kind", text(kind)));
                }
                next = found.map_or_else(|| skip(cx, i, block.tokens.end), |f| f.2);
            }
        }
    }
}

/// The token after the one at a place, and after the whole of a spaced ellipsis.
fn skip(cx: &Cx<'_>, i: u32, end: u32) -> u32 {
    let dots = dots(cx, i, end);
    i + if dots > 1 { dots } else { 1 }
}

/// How many single dots follow one another.
fn dots(cx: &Cx<'_>, i: u32, end: u32) -> u32 {
    u32::try_from((i..end).take_while(|&k| mark(cx, k) == ".").count()).unwrap_or(0)
}

/// Stray marks that start at a token: their span, their kind and the token to go on with.
fn stray(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> Option<(TextSpan, &'static str, u32)> {
    if cx.is_kind(i, TokenKind::Word) {
        return after_abbreviation(cx, i, block);
    }
    let pair = if cx.spotted(i + 1, Spot::Stop) { pair(cx, i, block) } else { None };
    pair.or_else(|| space_before(cx, i, block))
}

fn pair(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> Option<(TextSpan, &'static str, u32)> {
    let (first, second) = (mark(cx, i), mark(cx, i + 1));
    let spaced = !cx.touches(i + 1);
    if i + 1 >= block.end || cx.has(i + 1, Flags::LINE) && second == "." || belongs_to_next(cx, i + 1, block) || is_path(cx, i, block) {
        return None;
    }
    let kind = match (first, second) {
        (".", ".") if dots(cx, i, block.end) == 2 && !is_ellipsis(cx, i, block) => "doubled",
        (",", ",") | (";", ";") => "doubled",
        (".", "," | ";") if spaced || !may_be_abbreviation(cx, i, block) => "pair",
        ("," | ";", ".") | (",", ";") | (";", ",") => "pair",
        ("!" | "?", "." | "," | ";") if spaced && cx.touches(i) => "pair",
        _ => return None,
    };
    let before = i.checked_sub(1).filter(|&b| b >= block.start)?;
    let sound = is_wordlike(cx, before) || matches!(mark(cx, before), ")" | "]" | "%" | "”" | "\"" | "’" | "'");
    (sound && !is_named(cx, i..i + 2, block)).then(|| (cx.span(i..i + 2), kind, i + 2))
}

/// A stop or a stop with a comma behind an abbreviation that has its own dot: "the U.S. , and", "at 5 p.m..".
fn after_abbreviation(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> Option<(TextSpan, &'static str, u32)> {
    if !cx.is_kind(i, TokenKind::Word) || !cx.text(i).ends_with('.') || i + 1 >= block.end || belongs_to_next(cx, i + 1, block) {
        return None;
    }
    let spaced = !cx.touches(i + 1);
    let kind = match mark(cx, i + 1) {
        "." if dots(cx, i + 1, block.end) == 1 => "doubled",
        "," if spaced => "pair",
        _ => return None,
    };
    let (word, next) = (cx.span(i..i + 1), cx.span(i + 1..i + 2));
    Some((TextSpan { start: word.end.saturating_sub(1), end: next.end }, kind, i + 2))
}

fn space_before(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> Option<(TextSpan, &'static str, u32)> {
    if cx.touches(i)
        || !matches!(mark(cx, i), "," | ".")
        || cx.has(i, Flags::LINE)
        || belongs_to_next(cx, i, block)
        || dots(cx, i, block.end) > 1
    {
        return None;
    }
    let before = i.checked_sub(1).filter(|&b| b >= block.start)?;
    // The space belongs to the text of a link: markup, not a slip that readers see as one.
    if cx.token(i).is_some_and(|t| cx.doc.links.binary_search_by_key(&t.start, |l| l.end).is_ok()) {
        return None;
    }
    let numbers = cx.is_kind(before, TokenKind::Number) && cx.is_kind(i + 1, TokenKind::Number);
    let sound = cx.is_kind(before, TokenKind::Word) || cx.is_kind(before, TokenKind::Number) || matches!(mark(cx, before), ")" | "”" | "%");
    (sound && !numbers).then(|| (cx.span(i..i + 1), "space-before", i + 1))
}

/// Whether a mark touches the word behind it and so belongs to that: ".org", ",text".
fn belongs_to_next(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let next = i + 1;
    let joined = next < block.end && cx.touches(next);
    joined
        && (mark(cx, i) == "." && (is_wordlike(cx, next) || matches!(mark(cx, next), "/" | "\\" | "*" | "_" | "-" | "[" | "("))
            || is_quote_mark(mark(cx, next)) && !cx.touches(i))
}

/// Whether two dots are part of a path or of a range in code: "../x", "1..5".
fn is_path(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let joined = |k: u32| k < block.end && cx.touches(k);
    mark(cx, i) == "."
        && mark(cx, i + 1) == "."
        && joined(i + 1)
        && joined(i + 2)
        && !is_quote_mark(mark(cx, i + 2))
        && !matches!(mark(cx, i + 2), ")" | "]")
        || i.checked_sub(1).is_some_and(|b| matches!(mark(cx, b), "/" | "\\" | "…") && joined(i))
}

/// Whether two dots touch an ellipsis or are the rest of one behind an abbreviation, which has the first of its dots: ". ...", "etc...".
fn is_ellipsis(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let other = |k: u32| mark(cx, k).starts_with("..") || mark(cx, k) == "…";
    let before = i.checked_sub(1).filter(|&b| b >= block.start);
    let dotted = |b: u32| cx.touches(i) && cx.is_kind(b, TokenKind::Word) && cx.text(b).ends_with('.');
    before.is_some_and(|b| other(b) || dotted(b)) || i + 2 < block.end && other(i + 2)
}

/// Whether marks are themselves what quotation marks name: "the folder '..'".
fn is_named(cx: &Cx<'_>, marks: Range<u32>, block: &Range<u32>) -> bool {
    let before = marks.start.checked_sub(1).filter(|&b| b >= block.start && cx.touches(marks.start));
    let behind = Some(marks.end).filter(|&e| e < block.end && cx.touches(e));
    before.zip(behind).is_some_and(|(b, e)| is_quote_mark(mark(cx, b)) && is_quote_mark(mark(cx, e)))
}

/// Whether the dot at a place may be that of an abbreviation that no list has.
fn may_be_abbreviation(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&b| b >= block.start) else { return true };
    if !cx.touches(i) {
        return false;
    }
    cx.is_kind(before, TokenKind::Word) && !is_everyday(cx, before)
        || cx.is_kind(before, TokenKind::Mark) && !matches!(mark(cx, before), ")" | "]")
}
