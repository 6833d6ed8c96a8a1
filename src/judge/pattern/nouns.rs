//! Simple noun phrases: a determiner, then words that are neither function words nor finite verbs, up to a mark.

use crate::lexicon::{Class, TokenKind};
use crate::read::Cx;
use crate::rule::pattern::LONGEST_PHRASE;

/// The ends of the noun phrases that start at a token, longest first. One that starts inside a longer phrase is none.
pub(super) fn ends_at(cx: &Cx<'_>, start: u32, limit: u32) -> Vec<u32> {
    let determined = is_determiner(cx, start);
    if !determined && !content_starts(cx, start) {
        return Vec::new();
    }
    let first = if determined { start + 1 } else { start };
    let mut end = first;
    while end < limit && end - start < LONGEST_PHRASE && (is_content(cx, end) || is_joint(cx, end, limit)) {
        end += 1;
    }
    (first + 1..=end).rev().filter(|&e| cx.is_kind(e - 1, TokenKind::Word) || cx.is_kind(e - 1, TokenKind::Number)).collect()
}

/// Whether no word before a token would belong to the same phrase. An ordinal stands before a phrase: "the first | visit".
fn content_starts(cx: &Cx<'_>, start: u32) -> bool {
    if !is_content(cx, start) {
        return false;
    }
    let Some(before) = start.checked_sub(1) else { return true };
    let same_sentence = cx.doc.sentence_of(before).map(|s| s.0) == cx.doc.sentence_of(start).map(|s| s.0);
    !same_sentence || is_ordinal(cx, before) || !is_determiner(cx, before) && !is_content(cx, before)
}

/// Whether a token is an article, a possessive or a demonstrative.
pub(super) fn is_determiner(cx: &Cx<'_>, i: u32) -> bool {
    matches!(
        cx.folded(i),
        "the" | "a" | "an" | "this" | "that" | "these" | "those" | "its" | "his" | "her" | "their" | "our" | "my" | "your"
    )
}

fn is_ordinal(cx: &Cx<'_>, i: u32) -> bool {
    matches!(cx.folded(i), "first" | "second" | "third" | "last" | "only" | "next" | "latest")
}

fn is_content(cx: &Cx<'_>, i: u32) -> bool {
    let Some(token) = cx.token(i) else { return false };
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => {
            let function = cx.is_any(i, &[Class::Stop, Class::Be, Class::Have, Class::Modal, Class::Reporting, Class::Negation]);
            let possessive = matches!(cx.folded(i), "'s" | "’s");
            // A word that may be a verb is a noun right behind an article or an ordinal: "the visit", "first visit".
            let noun = i.checked_sub(1).is_some_and(|p| is_determiner(cx, p) || is_ordinal(cx, p));
            possessive || !function && (noun || token.is_capitalised() || !cx.is(i, Class::FiniteVerb))
        }
        TokenKind::Mark => false,
    }
}

/// A hyphen inside a compound.
fn is_joint(cx: &Cx<'_>, i: u32, limit: u32) -> bool {
    cx.text(i) == "-" && cx.touches(i) && i + 1 < limit && cx.touches(i + 1) && is_content(cx, i + 1)
}
