//! Short and long forms side by side behind a comma: "the Harbour Safety Board, or HSB,", "the HSB, or Harbour Safety Board,".

use super::{Definition, ShortKind, long_before, short_before, short_kind};
use crate::lexicon::Flags;
use crate::read::Cx;
use std::ops::Range;

/// `Long Form, or ABC,` from the word behind its comma.
pub(super) fn read(cx: &Cx<'_>, sentence: &Range<u32>, introduced: u32, found: &mut Vec<Definition>) {
    // "HSB, which stands for", "HSB, short for".
    let stands = u32::from(cx.folded(introduced) == "stands");
    let comma = introduced.checked_sub(1 + stands).filter(|&c| c >= sentence.start && cx.text(c) == ",");
    let Some(comma) = comma else { return };
    if let Some(definition) = expansion(cx, sentence, comma, introduced) {
        found.push(definition);
        return;
    }
    let mut at = introduced;
    at += if cx.folded(at) == "known" && cx.folded(at + 1) == "as" { 2 } else { 1 };
    if cx.folded(at) == "the" {
        at += 1;
    }
    let end = (at..sentence.end.min(at + 6)).find(|&i| {
        cx.has(i + 1, Flags::SPACE) || !cx.is_kind(i + 1, crate::lexicon::TokenKind::Word) && !matches!(cx.text(i + 1), "-" | "/" | "&")
    });
    let Some(end) = end.map(|e| e + 1) else { return };
    let short = at..end;
    if !matches!(cx.text(end), "," | "." | ";" | ")") || short_kind(cx, short.clone()) != Some(ShortKind::Capitals) {
        return;
    }
    if let Some(long) = long_before(cx, sentence.start..comma, short.clone(), ShortKind::Capitals) {
        found.push(Definition { short, long, misfit: None });
    }
}

/// `The ABC, or Long Form,`, `ABC, which stands for Long Form,`: the short form stands before the comma.
fn expansion(cx: &Cx<'_>, sentence: &Range<u32>, comma: u32, introduced: u32) -> Option<Definition> {
    let short = comma.checked_sub(1).filter(|&s| s >= sentence.start && cx.has(s, Flags::UPPER) && cx.text(s).len() >= 3)?;
    let mut at = introduced + 1;
    match (cx.folded(introduced), cx.folded(at)) {
        ("or", _) => {}
        ("stands" | "short", "for") => at += 1,
        _ => return None,
    }
    at += u32::from(cx.folded(at) == "the");
    let end = (at..sentence.end.min(at + 12)).find(|&i| matches!(cx.text(i), "," | "." | ";" | ")" | "\u{2014}"))?;
    // A name in capitals: "the GDP, or what a country makes," explains.
    let small = |i: u32| matches!(cx.folded(i), "of" | "for" | "and" | "the" | "in" | "on" | "to" | "&" | "-");
    let named = end > at + 1 && (at..end).all(|i| cx.is_capitalised(i) || small(i));
    if !named {
        return None;
    }
    short_before(cx, sentence.start..short + 1, at..end)
}
