//! Which way marks face, and which of a block's marks have no partner in the block.

use super::super::Cx;
use super::super::form::{is_wordlike, mark};
use crate::lexicon::TokenKind;
use std::ops::Range;

/// Marks that pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Double quotation marks, straight or curly.
    Double,
    /// Single quotation marks.
    Single,
    /// Parentheses.
    Round,
    /// Square brackets.
    Square,
}

/// A mark without a partner in its block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loose {
    /// Its token.
    pub(super) token: u32,
    /// What it pairs with.
    pub(super) family: Family,
    /// Whether it opens.
    pub(super) opener: bool,
    /// Whether it may need no partner: a list label, an emoticon, an inch.
    pub(super) doubtful: bool,
}

/// Whether a token is a double quotation mark.
pub(super) fn is_double(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”")
}

/// The marks of a block that have no partner in it, in order.
pub(super) fn loose(cx: &Cx<'_>, block: Range<u32>) -> Vec<Loose> {
    let mut open: Vec<Loose> = Vec::new();
    let mut left: Vec<Loose> = Vec::new();
    for i in block.clone() {
        let family = match mark(cx, i) {
            "\"" | "“" | "”" => Family::Double,
            "(" | ")" => Family::Round,
            "[" | "]" => Family::Square,
            _ => continue,
        };
        let is_open = open.iter().any(|m| m.family == family);
        let opener = if family == Family::Double { opens(cx, i, &block, is_open) } else { matches!(mark(cx, i), "(" | "[") };
        let doubtful = if opener { is_sad(cx, i, &block) } else { !is_open && needs_none(cx, i, &block, &open) };
        let this = Loose { token: i, family, opener, doubtful };
        if opener {
            open.push(this);
        } else if let Some(at) = open.iter().rposition(|m| m.family == family) {
            open.remove(at);
        } else if let Some(at) = open.iter().rposition(|&m| is_interval(cx, m, family)) {
            open.remove(at);
        } else {
            left.push(this);
        }
    }
    left.extend(open);
    left.sort_by_key(|m| m.token);
    left
}

/// Whether a double quotation mark opens: by what it touches, then by its shape.
fn opens(cx: &Cx<'_>, i: u32, block: &Range<u32>, is_open: bool) -> bool {
    let before = i.checked_sub(1).filter(|&b| b >= block.start && cx.touches(i));
    let after = Some(i + 1).filter(|&a| a < block.end && cx.touches(a));
    let free_before = before.is_none_or(|b| matches!(mark(cx, b), "(" | "[" | "—" | "–" | "-" | "=" | "/" | "‘" | "{" | ">" | "…"));
    let free_after = after.is_none_or(|a| {
        matches!(mark(cx, a), "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "—" | "–" | "-" | "/" | "’" | "…") || cx.folded(a) == "'s"
    });
    match (mark(cx, i), free_before, free_after) {
        // A curly mark that faces the wrong way is still a mark: it opens where nothing is open.
        ("”", true, false) | ("“", false, true) => !is_open,
        ("”", ..) => false,
        ("“", ..) | (_, true, false) => true,
        (_, false, true) => false,
        _ => !is_open,
    }
}

/// A single quotation mark that opens a sentence (a capital behind it, a stop, comma or colon before it) where no mark behind it in
/// the paragraph can be its partner and the next paragraph does not open the quotation again.
pub(super) fn open_single(cx: &Cx<'_>, block: &Range<u32>, next: &Range<u32>) -> Option<u32> {
    let single = |i: u32| matches!(mark(cx, i), "'" | "‘" | "’");
    let starts = |i: u32| i == block.start || matches!(mark(cx, i - 1), "." | "," | ":" | "!" | "?") && !cx.touches(i);
    let opens = |i: u32| single(i) && starts(i) && cx.is_capitalised(i + 1) && cx.touches(i + 1);
    let closes = |i: u32| single(i) && cx.touches(i) && !(i + 1 < block.end && cx.touches(i + 1) && is_wordlike(cx, i + 1));
    let last = block.clone().rev().find(|&i| opens(i) || closes(i))?;
    (opens(last) && block.end - last > 8 && !next.clone().take(1).any(single)).then_some(last)
}

/// Whether an opening bracket is the mouth of an emoticon.
fn is_sad(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let eyes = i > block.start && cx.touches(i) && matches!(mark(cx, i - 1), ":" | ";" | "=" | "-");
    eyes && (i + 1 >= block.end || !cx.touches(i + 1))
}

/// Whether a closing mark with nothing open is a label ("a)", "1)"), an emoticon, or an inch sign.
fn needs_none(cx: &Cx<'_>, i: u32, block: &Range<u32>, open: &[Loose]) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&b| b >= block.start && cx.touches(i)) else { return true };
    if is_double(mark(cx, i)) {
        return cx.is_kind(before, TokenKind::Number) || matches!(mark(cx, before), "'" | "′" | "½" | "¼" | "¾") || open.len() > 3;
    }
    let eyes = matches!(mark(cx, before), ":" | ";" | "=" | "-" | "'");
    let digits = if cx.is_kind(before, TokenKind::Number) { 2 } else { 4 };
    let short = is_wordlike(cx, before) && cx.text(before).chars().count() <= digits;
    let roman = cx.folded(before).chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let label = short && (cx.is_kind(before, TokenKind::Number) || roman || cx.text(before).trim_end_matches('.').chars().count() == 1);
    let starts =
        before == block.start || !cx.touches(before) || cx.is_kind(before, TokenKind::Word) && cx.is_kind(before - 1, TokenKind::Number);
    eyes || label && starts
}

/// Whether an open bracket and a closing one of the other shape bound an interval: "[0, 1)".
fn is_interval(cx: &Cx<'_>, open: Loose, family: Family) -> bool {
    family != Family::Double && open.family != Family::Double && cx.is_kind(open.token + 1, TokenKind::Number)
}
