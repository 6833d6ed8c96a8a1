//! Quotation marks and brackets without their partner.
//!
//! [`marks`] tells which way each mark of a block faces and pairs them inside the block; this module pairs what is left over
//! between neighbouring blocks (a quotation over several paragraphs opens each and closes the last; a list or a block quotation
//! may stand inside brackets) and tells the rest. Single quotation marks are apostrophes too: only one that opens a
//! sentence and that nothing behind it can close is told.

mod marks;

use super::form::{field, first_words, is_quote_mark, is_wordlike, text, words};
use super::{Claim, ClaimSchema, Cx, Readings, Sought};
use crate::document::{Block, BlockKind, TextSpan};
use crate::lexicon::{Class, OBJECT};
use crate::value::Value;
use marks::{Family, Loose};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "unbalanced",
    about: "A quotation mark or bracket without its partner: \"“We are not closing the plant, Ms. Ito said.\"",
    fields: &[
        field("mark", "text", "the mark"),
        field("kind", "text", "'quote' or 'bracket'"),
        field("opener", "bool", "whether it is an opening mark that nothing closes"),
        field("words", "text", "the mark with up to six words behind an opening, or before a closing one"),
    ],
}];

/// How many blocks further a partner may stand.
const REACH: usize = 3;

/// Marks without a partner in a block of prose, at most.
const MOST: usize = 3;

/// Marks that pair; single quotation marks are folded to one.
pub(super) const SOUGHT: Sought = Sought { words: "\" “ ” ( ) [ ] '", ..Sought::NONE };

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    // Where „ opens, “ closes: such texts have other rules.
    let text = &cx.doc.prose.text;
    if text.contains('„') || text.contains('‚') {
        return;
    }
    let mut loose: Vec<Vec<Loose>> = cx.doc.blocks.iter().map(|b| marks::loose(cx, b.tokens.clone())).collect();
    pair_across(cx, &mut loose);
    for (at, block) in cx.doc.blocks.iter().enumerate() {
        let next = cx.doc.blocks.get(at + 1).map_or(0..0, |b| b.tokens.clone());
        if let Some(token) = marks::open_single(cx, &block.tokens, &next) {
            let single = Loose { token, family: Family::Single, opener: true, doubtful: false };
            out.claims.extend(claim(cx, single, block.tokens.clone()));
        }
    }
    for (block, left) in cx.doc.blocks.iter().zip(&loose) {
        // So many are not slips: a block of debris, of formulas, of another language.
        if left.len() > MOST {
            continue;
        }
        for mark in left.iter().filter(|m| !m.doubtful && !is_excused(cx, **m, block)) {
            if let Some(claim) = claim(cx, *mark, block.tokens.clone()) {
                out.claims.push(claim);
            }
        }
    }
}

/// Whether a mark lacks its partner for a reason: a block quotation closes what its layout opens, two single marks close a double
/// one, and what touches a slash or an underline is debris of markup.
fn is_excused(cx: &Cx<'_>, loose: Loose, block: &Block) -> bool {
    let set_off = block.kind == BlockKind::Quotation && loose.family == Family::Double && !loose.opener;
    let single = |i: u32| matches!(cx.text(i), "'" | "’");
    let pair = loose.opener
        && loose.family == Family::Double
        && (loose.token + 1..block.tokens.end).any(|i| cx.text(i) == "''" || single(i) && single(i + 1) && cx.touches(i + 1));
    let debris = loose.opener && cx.touches(loose.token + 1) && matches!(cx.text(loose.token + 1).chars().next(), Some('/' | '_'));
    set_off || pair || debris
}

/// Takes away marks whose partner stands in one of the next blocks.
fn pair_across(cx: &Cx<'_>, loose: &mut [Vec<Loose>]) {
    if loose.iter().all(Vec::is_empty) {
        return;
    }
    for family in [Family::Double, Family::Round, Family::Square] {
        // Closing marks without an opening one of their own, by block, the first last.
        let closes = |l: &Vec<Loose>| l.iter().rev().filter(|m| !m.opener && m.family == family).map(|m| m.token).collect();
        let mut closers: Vec<Vec<u32>> = loose.iter().map(closes).collect();
        let mut paired: FxHashSet<u32> = FxHashSet::default();
        for (at, marks) in loose.iter().enumerate() {
            let goes_on = family == Family::Double && reopens(cx, at);
            // Only the last mark that is open can be closed further on.
            let mut last = true;
            for opener in marks.iter().rev().filter(|m| m.opener && m.family == family) {
                let reopened = goes_on && may_go_on(cx, at, opener.token);
                let closer = (at + 1..=at + REACH).filter(|_| last && !reopened).find_map(|b| closers.get_mut(b).and_then(Vec::pop));
                paired.extend(closer);
                if reopened || closer.is_some() {
                    paired.insert(opener.token);
                } else {
                    last = false;
                }
            }
        }
        if !paired.is_empty() {
            for marks in loose.iter_mut() {
                marks.retain(|m| !paired.contains(&m.token));
            }
        }
    }
}

/// Whether the next block opens a quotation.
fn reopens(cx: &Cx<'_>, at: usize) -> bool {
    cx.doc.blocks.get(at + 1).is_some_and(|b| marks::is_double(cx.text(b.tokens.start)))
}

/// Whether a quotation can go on in the next paragraph: it begins as a sentence, and no other is opened behind it in its own.
fn may_go_on(cx: &Cx<'_>, at: usize, opener: u32) -> bool {
    let Some(block) = cx.doc.blocks.get(at) else { return false };
    let starts =
        cx.is_capitalised(opener + 1) || is_quote_mark(cx.text(opener + 1)) || cx.text(opener + 1) == "[" && cx.is_capitalised(opener + 2);
    starts && !is_told(cx, opener, block) && !(opener + 1..block.tokens.end).any(|i| marks::is_double(cx.text(i)))
}

/// ", she said." at the end of a paragraph: the quotation was over before it.
fn is_told(cx: &Cx<'_>, opener: u32, block: &Block) -> bool {
    let said = (opener + 1..block.tokens.end).rev().take(6).find(|&i| cx.is(i, Class::Reporting));
    let who = |i: u32| matches!(cx.folded(i), "he" | "she" | "they") || cx.is_capitalised(i);
    let Some(said) = said else { return false };
    let comma = (opener + 1..said).rev().take(4).find(|&i| cx.text(i) == ",");
    let names = |mut tokens: Range<u32>| !tokens.is_empty() && tokens.all(who);
    let closes = |from: u32| (from..block.tokens.end).all(|i| matches!(cx.text(i), "." | "”" | "\""));
    comma
        .is_some_and(|c| c + 1 < said && names(c + 1..said) && closes(said + 1) || c + 1 == said && (said + 1..block.tokens.end).len() <= 4)
}

fn claim(cx: &Cx<'_>, mark: Loose, block: Range<u32>) -> Option<Claim> {
    // A block that ends in code or in an ellipsis is cut short.
    let ends_in_object = block.end.checked_sub(1).is_some_and(|i| cx.text(i).starts_with([OBJECT, '…']) || cx.text(i).starts_with("..."));
    let stands_alone = block.end - block.start < 3;
    if stands_alone || mark.opener && (ends_in_object || mark.token + 1 >= block.end) {
        return None;
    }
    let span = cx.span(mark.token..mark.token + 1);
    let stretch = if mark.opener { first_words(cx, mark.token, block.end, 6) } else { last_words(cx, mark.token, block.start) };
    Some(
        Claim::new("unbalanced", span)
            .with("mark", span, words(cx, span))
            .with_implied("kind", text(if matches!(mark.family, Family::Double | Family::Single) { "quote" } else { "bracket" }))
            .with_implied("opener", Value::Bool(mark.opener))
            .with("words", stretch, words(cx, stretch)),
    )
}

/// The mark with up to six words before it.
fn last_words(cx: &Cx<'_>, mark: u32, from: u32) -> TextSpan {
    let (mut seen, mut start) = (0, mark);
    for i in (from..mark).rev() {
        if is_wordlike(cx, i) {
            seen += 1;
            start = i;
            if seen == 6 {
                break;
            }
        }
    }
    cx.span(start..mark + 1)
}
