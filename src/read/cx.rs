//! What a reader may ask: the document, the lexicon, the publication date.

use super::Spots;
use crate::document::{Document, Sentence, TextSpan};
use crate::lexicon::{Class, Flags, Holiday, Lexicon, Token, TokenKind, WordId, fold};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::ops::Range;

/// The view of a document that readers get.
#[derive(Debug, Clone, Copy)]
pub struct Cx<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The lexicon.
    pub lex: &'a Lexicon,
    /// The publication date, from an option or the metadata.
    pub published: Option<NaiveDate>,
    /// What is worth a closer look, and for whom.
    pub spots: &'a Spots,
}

impl<'a> Cx<'a> {
    /// The token at an index.
    #[must_use]
    #[inline]
    pub fn token(&self, i: u32) -> Option<&'a Token> {
        self.doc.tokens.get(i as usize)
    }

    /// How many tokens there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> u32 {
        u32::try_from(self.doc.tokens.len()).unwrap_or(u32::MAX)
    }

    /// Whether the document has no tokens.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.doc.tokens.is_empty()
    }

    /// The text of a token as written; empty past the end.
    #[must_use]
    #[inline]
    pub fn text(&self, i: u32) -> &'a str {
        self.doc.token_text(i)
    }

    /// The folded text of a token; empty past the end.
    #[must_use]
    pub fn folded(&self, i: u32) -> &'a str {
        let Some(token) = self.token(i) else { return "" };
        // Most words are written as they are folded, and the prose is nearer than the table of words.
        if token.flags.tell_folded() { self.text(i) } else { self.doc.word_text(self.lex, token.word) }
    }

    /// The word id of a token.
    #[must_use]
    #[inline]
    pub fn word(&self, i: u32) -> Option<WordId> {
        self.token(i).map(|t| t.word)
    }

    /// Whether a token's word is of a class.
    #[must_use]
    #[inline]
    pub fn is(&self, i: u32, class: Class) -> bool {
        self.token(i).is_some_and(|t| self.lex.is(t.word, class))
    }

    /// Whether a token's word is of any of several classes.
    #[must_use]
    #[inline]
    pub fn is_any(&self, i: u32, classes: &[Class]) -> bool {
        self.token(i).is_some_and(|t| self.lex.classes(t.word).has_any(classes))
    }

    /// How many tokens the longest phrase of a class takes at a place inside `limit`.
    #[must_use]
    #[inline]
    pub fn phrase(&self, i: u32, limit: u32, class: Class) -> Option<u32> {
        self.phrase_of_any(i, limit, &[class])
    }

    /// How many tokens the longest phrase of any of several classes takes at a place inside `limit`.
    #[must_use]
    pub fn phrase_of_any(&self, i: u32, limit: u32, any: &[Class]) -> Option<u32> {
        let at = |n: usize| {
            let k = i.checked_add(u32::try_from(n).ok()?)?;
            if k < limit { self.word(k) } else { None }
        };
        self.lex.phrase_of_any(at, any).and_then(|n| u32::try_from(n).ok())
    }

    /// Whether a token is of a kind.
    #[must_use]
    #[inline]
    pub fn is_kind(&self, i: u32, kind: TokenKind) -> bool {
        self.token(i).is_some_and(|t| t.kind == kind)
    }

    /// Whether a token is a word with a capital.
    #[must_use]
    #[inline]
    pub fn is_capitalised(&self, i: u32) -> bool {
        self.token(i).is_some_and(Token::is_capitalised)
    }

    /// Whether a token has a flag.
    #[must_use]
    #[inline]
    pub fn has(&self, i: u32, flag: Flags) -> bool {
        self.token(i).is_some_and(|t| t.flags.has(flag))
    }

    /// Whether a token touches the one before it.
    #[must_use]
    #[inline]
    pub fn touches(&self, i: u32) -> bool {
        self.token(i).is_some_and(Token::touches)
    }

    /// The prose span of a range of tokens.
    #[must_use]
    #[inline]
    pub fn span(&self, tokens: Range<u32>) -> TextSpan {
        self.doc.token_span(tokens)
    }

    /// The holiday that a range of tokens names, whether or not a line breaks in it.
    #[must_use]
    pub fn holiday(&self, tokens: Range<u32>) -> Option<&'a Holiday> {
        let text = self.doc.text(self.span(tokens));
        let line =
            if text.contains('\n') { Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")) } else { Cow::Borrowed(text) };
        self.lex.holidays.get(fold(&line).as_ref()).map(|h| &**h)
    }

    /// The sentences with their indices.
    pub fn sentences(&self) -> impl Iterator<Item = (u32, &'a Sentence)> + use<'a> {
        self.doc.sentences.iter().enumerate().map(|(i, s)| (u32::try_from(i).unwrap_or(u32::MAX), s))
    }

    /// The end (exclusive) of the sentence that a token stands in.
    #[must_use]
    #[inline]
    pub fn sentence_end(&self, token: u32) -> u32 {
        self.doc.sentence_of(token).map_or(token, |(_, s)| s.tokens.end)
    }
}
