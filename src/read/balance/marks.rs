//! Which way marks face, and which of a block's marks have no partner in the block.

use super::super::form::{is_wordlike, mark};
use super::super::{Cx, Spot};
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

/// The open marks of one family. A partner is found without a search, however many are open.
#[derive(Debug, Default)]
struct Stack {
    /// Open marks; `None` where one was taken out of the middle.
    marks: Vec<Option<Loose>>,
    /// Places in `marks` of those that a number follows.
    intervals: Vec<usize>,
    count: usize,
}

impl Stack {
    fn push(&mut self, mark: Loose, interval: bool) {
        if interval {
            self.intervals.push(self.marks.len());
        }
        self.marks.push(Some(mark));
        self.count += 1;
    }

    /// Takes the last mark.
    fn pop(&mut self) -> bool {
        while let Some(mark) = self.marks.pop() {
            if self.intervals.last() == Some(&self.marks.len()) {
                self.intervals.pop();
            }
            if mark.is_some() {
                self.count -= 1;
                return true;
            }
        }
        false
    }

    /// Takes the last mark that a number follows: "[0, 1)".
    fn pop_interval(&mut self) -> bool {
        let mark = self.intervals.pop().and_then(|at| self.marks.get_mut(at)).and_then(Option::take);
        self.count -= usize::from(mark.is_some());
        mark.is_some()
    }
}

/// The marks of a block that have no partner in it, in order.
pub(super) fn loose(cx: &Cx<'_>, block: Range<u32>) -> Vec<Loose> {
    if !cx.any_spot(block.clone(), Spot::Pair) {
        return Vec::new();
    }
    let (mut double, mut round, mut square) = (Stack::default(), Stack::default(), Stack::default());
    let mut left: Vec<Loose> = Vec::new();
    for i in cx.spots_in(block.clone(), Spot::Pair) {
        let family = match mark(cx, i) {
            "\"" | "“" | "”" => Family::Double,
            "(" | ")" => Family::Round,
            "[" | "]" => Family::Square,
            _ => continue,
        };
        if is_named(cx, i, &block) {
            continue;
        }
        let open = double.count + round.count + square.count;
        let (own, other) = match family {
            Family::Round => (&mut round, Some(&mut square)),
            Family::Square => (&mut square, Some(&mut round)),
            Family::Double | Family::Single => (&mut double, None),
        };
        let is_open = own.count > 0;
        let opener = if family == Family::Double { opens(cx, i, &block, is_open) } else { matches!(mark(cx, i), "(" | "[") };
        let doubtful = if opener { is_sad(cx, i, &block) } else { !is_open && needs_none(cx, i, &block, open) };
        let this = Loose { token: i, family, opener, doubtful };
        if opener {
            own.push(this, family != Family::Double && cx.is_kind(i + 1, TokenKind::Number));
        } else if !own.pop() && !other.is_some_and(Stack::pop_interval) {
            left.push(this);
        }
    }
    if double.count + round.count + square.count > 0 {
        left.extend([double, round, square].into_iter().flat_map(|s| s.marks).flatten());
        left.sort_by_key(|m| m.token);
    }
    left
}

/// Whether a mark is spoken of instead of used: "U+0022 (\")", "no '(' in it".
fn is_named(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let before = i.checked_sub(1).filter(|&b| b >= block.start && cx.touches(i));
    let behind = Some(i + 1).filter(|&e| e < block.end && cx.touches(e));
    let shut = before.zip(behind).map(|(b, e)| (mark(cx, b), mark(cx, e)));
    match mark(cx, i) {
        "\"" => shut == Some(("(", ")")),
        // The mark before it must be free to open.
        _ => shut.is_some_and(|s| !cx.touches(i - 1) && matches!(s, ("'", "'") | ("\"", "\"") | ("‘", "’") | ("“", "”"))),
    }
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
    // "'Tis", "'Twas": the mark stands for a letter.
    let short = |i: u32| matches!(cx.folded(i), "tis" | "twas" | "twill" | "twere" | "twould" | "em" | "til" | "cause" | "bout" | "round");
    let opens = |i: u32| single(i) && starts(i) && cx.is_capitalised(i + 1) && cx.touches(i + 1) && !short(i + 1);
    let closes = |i: u32| single(i) && cx.touches(i) && !(i + 1 < block.end && cx.touches(i + 1) && is_wordlike(cx, i + 1));
    let last = cx.spots_in(block.clone(), Spot::Pair).rev().find(|&i| opens(i) || closes(i))?;
    (opens(last) && block.end - last > 8 && !next.clone().take(1).any(single)).then_some(last)
}

/// Whether an opening bracket is the mouth of an emoticon.
fn is_sad(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let eyes = i > block.start && cx.touches(i) && matches!(mark(cx, i - 1), ":" | ";" | "=" | "-");
    eyes && (i + 1 >= block.end || !cx.touches(i + 1))
}

/// Whether a closing mark with nothing open is a label ("a)", "1)"), an emoticon, or an inch sign.
fn needs_none(cx: &Cx<'_>, i: u32, block: &Range<u32>, open: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&b| b >= block.start && cx.touches(i)) else { return true };
    if is_double(mark(cx, i)) {
        return cx.is_kind(before, TokenKind::Number) || matches!(mark(cx, before), "'" | "′" | "½" | "¼" | "¾") || open > 3;
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
