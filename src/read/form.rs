//! What the readers of a text's form share: fields of their claims, and questions about marks and words.

use super::{Cx, FieldSchema, Look, Sought};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Number, Value};

/// A documented field that every claim of the kind has.
pub(super) const fn field(name: &'static str, ty: &'static str, about: &'static str) -> FieldSchema {
    FieldSchema { name, ty, always: true, about }
}

/// A documented field that a claim of the kind may lack.
pub(super) const fn optional(name: &'static str, ty: &'static str, about: &'static str) -> FieldSchema {
    FieldSchema { name, ty, always: false, about }
}

/// Words with a capital.
pub(super) const CAPITAL: Sought = Sought { looks: &[Look::Capital], ..Sought::NONE };

/// The words under a span as a value.
pub(super) fn words(cx: &Cx<'_>, span: TextSpan) -> Value {
    Value::Text(cx.doc.text(span).to_owned())
}

/// A text as a value.
pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A count as a value.
pub(super) fn count(n: usize) -> Value {
    Value::Number(Box::new(Number::int(i64::try_from(n).unwrap_or(i64::MAX))))
}

/// `part` of `whole` as a value from 0 to 1.
pub(super) fn ratio(part: usize, whole: usize) -> Value {
    let exact = i64::try_from(part).ok().zip(i64::try_from(whole).ok()).and_then(|(p, w)| Exact::ratio(p, w));
    Value::Number(Box::new(Number::exact(exact.unwrap_or(Exact::ZERO))))
}

/// The text of a token that is a mark; empty for words, numbers and past the end.
pub(super) fn mark<'a>(cx: &Cx<'a>, i: u32) -> &'a str {
    if cx.is_kind(i, TokenKind::Mark) { cx.text(i) } else { "" }
}

/// Whether a token is a word or a number.
pub(super) fn is_wordlike(cx: &Cx<'_>, i: u32) -> bool {
    cx.token(i).is_some_and(|t| t.kind != TokenKind::Mark)
}

/// Whether a token is a word that begins with a lower-case letter and has no capitals or digits behind it.
pub(super) fn is_lower(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_kind(i, TokenKind::Word)
        && !cx.has(i, Flags::CAPITAL)
        && cx.text(i).chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '\u{2019}'))
}

/// Whether a token is a word of grammar: an article, a pronoun, a preposition, a conjunction, an auxiliary.
pub(super) fn is_function(cx: &Cx<'_>, i: u32) -> bool {
    cx.is(i, Class::Stop)
}

/// Whether a token is a word of everyday English: one that the word lists know or that has the ending of one.
pub(super) fn is_everyday(cx: &Cx<'_>, i: u32) -> bool {
    const ENDINGS: &[&str] = &["ing", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "able", "ible", "ous", "ive", "ally"];
    let known = cx.is_any(i, &[Class::Common, Class::FiniteVerb, Class::Reporting, Class::Modal, Class::Be, Class::Have]);
    known
        || is_function(cx, i)
        || cx.is_kind(i, TokenKind::Word) && ENDINGS.iter().any(|e| cx.folded(i).len() > e.len() + 2 && cx.folded(i).ends_with(e))
}

/// Whether a tag of the markup stood between two places of the prose: what reads as neighbours may not be.
pub(super) fn has_tag(cx: &Cx<'_>, span: TextSpan) -> bool {
    let source = cx.doc.source_span(TextSpan { start: span.start.saturating_sub(1), end: span.end.saturating_add(1) });
    cx.doc.source.span_text(source).is_some_and(|s| s.contains('<'))
}

/// Whether a stretch shares text with a link.
pub(super) fn in_link(cx: &Cx<'_>, span: TextSpan) -> bool {
    cx.doc.in_link(span)
}

/// Whether a mark opens or closes a quotation.
pub(super) fn is_quote_mark(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "«" | "»" | "‘" | "’" | "'")
}

/// The stretch from `start` over at most `most` words inside `limit`, marks at its end left out.
pub(super) fn first_words(cx: &Cx<'_>, start: u32, limit: u32, most: usize) -> TextSpan {
    let (mut seen, mut end) = (0, start.saturating_add(1));
    for i in start..limit {
        if is_wordlike(cx, i) {
            seen += 1;
            end = i.saturating_add(1);
            if seen == most {
                break;
            }
        }
    }
    cx.span(start..end)
}
