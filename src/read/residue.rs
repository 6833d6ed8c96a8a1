//! What was meant for the desk or comes from a broken export: placeholders, dummy text, template tags, encoding debris.

use super::form::{field, mark, text};
use super::{Claim, ClaimSchema, Cx, Look, Readings, Sought, Spot};
use crate::document::{BlockKind, Format};
use crate::lexicon::Flags;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "residue",
    about: "What does not belong in print: \"TK\", \"[NAME]\", \"lorem ipsum\", \"{{pullquote}}\", \"&nbsp;\".",
    fields: &[field("words", "text", "the words"), field("how", "text", "'placeholder', 'dummy', 'tag', 'encoding' or 'navigation'")],
}];

/// Words in capitals that stand between square brackets for what is still to come.
const SLOTS: &[&str] = &[
    "NAME",
    "NAMES",
    "DATE",
    "TITLE",
    "CITY",
    "PLACE",
    "NUMBER",
    "AGE",
    "INSERT",
    "TBD",
    "TBC",
    "PLACEHOLDER",
    "LINK",
    "QUOTE",
    "SOURCE",
    "COMPANY",
    "FIRST",
    "LAST",
    "TK",
    "TKTK",
    "CQ",
    "PHOTO",
    "CAPTION",
    "HEADLINE",
    "AMOUNT",
    "XX",
    "XXX",
];

/// What an export leaves where letters were.
const DEBRIS: &[&str] =
    &["â€", "Ã©", "Ã¨", "Ã¼", "&nbsp;", "&amp;", "&quot;", "&#39;", "&rsquo;", "\u{fffd}", "#REF!", "#VALUE!", "#N/A", "#DIV/0!"];

/// Words and marks that residue begins with; debris is beyond ASCII, or a mark.
pub(super) const SOUGHT: Sought = Sought { words: "tk tktk xxx xxxx [ { lorem & #", looks: &[Look::BeyondAscii], ..Sought::NONE };

/// Whole lines that belong to a page and not to its article.
const NAVIGATION: &[&str] = &[
    "advertisement",
    "continue reading",
    "continue reading the main story",
    "read more",
    "read more:",
    "share this article",
    "skip advertisement",
    "click to share",
    "subscribe now",
    "sign up for our newsletter",
    "related articles",
    "related stories",
];

/// No such line has more bytes, in whatever letters.
const LONGEST_LINE: usize = 100;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut found: Vec<(Range<u32>, &'static str)> = Vec::new();
    for i in cx.all_spots(Spot::Residue) {
        found.extend(at(cx, i));
    }
    for block in cx.doc.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph) {
        let line = cx.doc.text(block.text).trim().trim_end_matches(['…', '.', '»', '→', '>']).trim();
        if line.len() <= LONGEST_LINE && NAVIGATION.contains(&line.to_lowercase().as_str()) {
            found.push((block.tokens.clone(), "navigation"));
        }
    }
    found.sort_by_key(|(tokens, _)| tokens.start);
    for (tokens, how) in found {
        let span = cx.span(tokens);
        out.claims.push(Claim::new("residue", span).with("words", span, super::form::words(cx, span)).with_implied("how", text(how)));
    }
}

fn at(cx: &Cx<'_>, i: u32) -> Option<(Range<u32>, &'static str)> {
    let word = cx.text(i);
    let limit = cx.sentence_end(i);
    match word {
        "TK" | "TKTK" | "XXX" | "XXXX" => placeholder(cx, i).then_some((i..i + 1, "placeholder")),
        "[" => {
            let close = (i + 1..limit.min(i + 8)).find(|&k| mark(cx, k) == "]")?;
            let slot =
                SLOTS.contains(&cx.text(i + 1)) && (i + 1..close).all(|k| cx.has(k, Flags::UPPER) || !mark(cx, k).is_empty() || k > i + 2);
            // "[ad_1]", "[caption id=…]": short codes of a page builder.
            let code = matches!(cx.folded(i + 1), "ad" | "ad_1" | "ad_2") && close - i < 6;
            (slot || code).then_some((i..close + 1, if code { "tag" } else { "placeholder" }))
        }
        "{" if mark(cx, i + 1) == "{" && cx.touches(i + 1) && cx.doc.format == Format::Text => {
            let close = (i + 2..limit.min(i + 20)).find(|&k| mark(cx, k) == "}" && mark(cx, k + 1) == "}")?;
            Some((i..close + 2, "tag"))
        }
        _ if cx.folded(i) == "lorem" && cx.folded(i + 1) == "ipsum" && cx.folded(i + 2) == "dolor" => {
            let end =
                (i + 2..limit.min(i + 5)).take_while(|&k| matches!(cx.folded(k), "dolor" | "sit" | "amet")).last().map_or(i + 2, |k| k + 1);
            Some((i..end, "dummy"))
        }
        _ => debris(cx, i),
    }
}

/// Whether capitals that may be a name or a numeral are a placeholder here.
fn placeholder(cx: &Cx<'_>, i: u32) -> bool {
    let near = |k: Option<u32>| k.is_some_and(|k| cx.has(k, Flags::UPPER) || cx.is_capitalised(k) && !cx.has(k, Flags::FIRST));
    let title = near(i.checked_sub(1)) || near(i.checked_add(1));
    let joined = cx.touches(i) && i.checked_sub(1).is_some_and(|b| !matches!(mark(cx, b), "[" | "(" | "“" | "\""))
        || cx.touches(i + 1) && !matches!(mark(cx, i + 1), "]" | ")" | "," | "." | ":" | ";" | "”" | "\"");
    !title && !joined
}

/// Letters that another encoding made of one, or a reference that nobody resolved.
fn debris(cx: &Cx<'_>, i: u32) -> Option<(Range<u32>, &'static str)> {
    let first = cx.text(i).chars().next()?;
    if !matches!(first, 'â' | 'Ã' | '&' | '#' | '\u{fffd}') && !cx.text(i).contains(['Ã', 'â', '\u{fffd}']) {
        return None;
    }
    let end = i + 5;
    let span = cx.span(i..end.min(cx.len()));
    let here = cx.doc.text(span);
    let own = cx.text(i);
    DEBRIS.iter().any(|d| here.starts_with(d) || own.contains(d)).then_some((i..i + 1, "encoding"))
}
