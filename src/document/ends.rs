//! Whether a sentence ends at a token.

use super::marks::{is_closing_quote, is_opening_quote, mark};
use crate::lexicon::{Class, Flags, Lexicon, OBJECT, Token, TokenKind};

/// Words that start a sentence far more often than they are part of a name.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "you",
    "this",
    "that",
    "these",
    "those",
    "but",
    "and",
    "in",
    "on",
    "at",
    "for",
    "if",
    "when",
    "while",
    "as",
    "after",
    "before",
    "however",
    "its",
    "his",
    "her",
    "their",
    "there",
    "what",
    "who",
    "why",
    "how",
    "where",
    "then",
    "so",
    "not",
    "both",
    "some",
    "many",
    "most",
    "all",
    "our",
    "my",
    "your",
    "since",
    "from",
    "with",
    "by",
    "to",
    "no",
    "yes",
    "each",
    "one",
    "although",
    "because",
    "meanwhile",
    "still",
];
/// Nouns that a single letter labels: "vitamin C", "Plan B".
const LABELLED: &[&str] = &[
    "vitamin",
    "hepatitis",
    "plan",
    "group",
    "team",
    "type",
    "class",
    "grade",
    "point",
    "section",
    "part",
    "option",
    "schedule",
    "generation",
    "exhibit",
    "phase",
    "appendix",
    "level",
    "category",
    "tier",
    "room",
    "block",
    "gate",
    "figure",
    "case",
    "size",
    "series",
    "person",
    "side",
    "step",
];
/// Abbreviations that tie two things together, so that even "the" goes on.
const TIES: &[&str] = &[
    "v.", "vs.", "cf.", "e.g.", "i.e.", "viz.", "c.", "ca.", "a.k.a.", "incl.", "excl.", "approx.", "esp.", "Mr.", "Mrs.", "Ms.", "Dr.",
    "St.",
];
/// Abbreviations of half a day; a weekday, a date or a time zone may follow.
const HALF_DAYS: &[&str] = &["a.m.", "p.m."];
/// Abbreviations behind a person's name.
const NAME_ENDS: &[&str] = &["jr.", "sr.", "esq.", "ph.d.", "m.d.", "j.d."];

/// What a token does to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The sentence goes on.
    Inside,
    /// The sentence ends before this token.
    Before(usize),
}

/// The tokens of a block, as the search for sentence ends needs them.
#[derive(Clone, Copy)]
pub(super) struct Ends<'a> {
    /// The prose.
    pub(super) text: &'a str,
    /// The tokens of the block.
    pub(super) tokens: &'a [Token],
    /// The lexicon.
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Ends<'a> {
    /// The text of a token; empty past the end.
    pub(super) fn slice(&self, i: usize) -> &'a str {
        self.tokens.get(i).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    /// The mark at a token.
    pub(super) fn mark(&self, i: usize) -> Option<char> {
        self.tokens.get(i).and_then(|t| mark(self.text, t))
    }

    fn is_any(&self, i: usize, classes: &[Class]) -> bool {
        self.tokens.get(i).is_some_and(|t| self.lexicon.classes(t.word).has_any(classes))
    }

    fn among(&self, i: usize, words: &[&str]) -> bool {
        let text = self.slice(i);
        words.iter().any(|w| w.eq_ignore_ascii_case(text))
    }

    fn lower(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_word() && !t.flags.has(Flags::CAPITAL) && self.slice(i).starts_with(char::is_lowercase))
    }

    fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_capitalised)
    }

    fn spaced(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.flags.has(Flags::SPACE))
    }

    /// Whether a sentence may end at a token: at a mark of the end, or one beyond ASCII, and at a word with a dot.
    pub(super) fn may_be_at(&self, i: usize) -> bool {
        let Some(token) = self.tokens.get(i) else { return false };
        let byte = |at: u32| self.text.as_bytes().get(at as usize).copied().unwrap_or_default();
        match token.kind {
            TokenKind::Number => false,
            TokenKind::Word => byte(token.end.saturating_sub(1)) == b'.',
            TokenKind::Mark => matches!(byte(token.start), b'.' | b'!' | b'?' | 128..),
        }
    }

    /// Judges the token `i` of a sentence that starts at `from`.
    pub(super) fn at(&self, i: usize, from: usize) -> End {
        let Some(token) = self.tokens.get(i) else { return End::Inside };
        match token.kind {
            TokenKind::Word if self.may_be_at(i) => self.after_abbreviation(i, from),
            TokenKind::Number | TokenKind::Word => End::Inside,
            TokenKind::Mark => match mark(self.text, token) {
                Some('.' | '!' | '?' | '…' | '。' | '！' | '？') => self.after_mark(i, from),
                _ => End::Inside,
            },
        }
    }

    /// Skips further end marks, closing marks and footnote signs that touch. Says whether a quotation or bracket closes.
    fn tail(&self, mut i: usize) -> (usize, bool) {
        let mut closes = false;
        while let Some(token) = self.tokens.get(i).filter(|t| t.touches()) {
            match mark(self.text, token) {
                Some('.' | '!' | '?' | '…' | '*' | '†' | '‡' | '。' | '！' | '？') => {}
                Some(c) if is_closing_quote(c) => {
                    // A straight mark that touches on both sides opens nothing and closes nothing.
                    closes = true;
                }
                Some(')' | ']' | '}') => closes = true,
                Some('[') if self.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number) && self.mark(i + 2) == Some(']') => i += 2,
                Some(OBJECT) => {}
                _ => break,
            }
            i += 1;
        }
        (i, closes)
    }

    fn after_mark(&self, i: usize, from: usize) -> End {
        let (next, closes) = self.tail(i + 1);
        if next >= self.tokens.len() {
            return End::Before(self.tokens.len());
        }
        if !self.spaced(next) || self.is_inner_mark(next) {
            return End::Inside;
        }
        let question = (i..next).any(|k| matches!(self.mark(k), Some('!' | '?' | '！' | '？')));
        let ends = match self.mark(i) {
            _ if closes && self.attribution_follows(next) => false,
            _ if question => self.ends_question(next),
            Some('…') => self.ends_ellipsis(i, next),
            Some('.') if self.slice(i).len() >= 3 || self.is_spaced_ellipsis(i) => self.ends_ellipsis(i, next),
            _ => self.ends_stop(i, next, from, closes),
        };
        if ends { End::Before(next) } else { End::Inside }
    }

    /// A mark with a space before it that cannot start a sentence: `. .`, `. ,`.
    fn is_inner_mark(&self, next: usize) -> bool {
        match self.mark(next) {
            Some('.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '…') => true,
            // `. " said`: a straight mark with spaces on both sides closes what is open; take it along.
            _ => false,
        }
    }

    fn ends_question(&self, next: usize) -> bool {
        // "Yahoo! Inc."
        !self.lower(next) && !self.is_any(next, &[Class::OrgSuffix])
    }

    fn is_spaced_ellipsis(&self, i: usize) -> bool {
        let stop = |k: Option<usize>| k.is_some_and(|k| self.mark(k) == Some('.') && self.slice(k).len() == 1);
        stop(i.checked_sub(1)) && stop(i.checked_sub(2)) && self.spaced(i)
    }

    fn ends_ellipsis(&self, i: usize, next: usize) -> bool {
        // Words left out inside a sentence have a space on both sides.
        let left_out = self.spaced(i) && self.slice(i).len() <= 3 && i > 0;
        !left_out && !self.lower(next) && self.tokens.get(next).is_some_and(|t| t.kind != TokenKind::Number)
    }

    fn ends_stop(&self, i: usize, next: usize, from: usize, closes: bool) -> bool {
        let Some(before) = i.checked_sub(1).filter(|&b| b >= from) else {
            // A stop without a sentence in front is broken copy of its own, unless it goes on.
            return !self.lower(next);
        };
        // "1. Open the door": the number of a list item.
        let numbered =
            before == from && self.tokens.get(before).is_some_and(|t| t.kind == TokenKind::Number) && self.slice(before).len() <= 2;
        if numbered && self.tokens.get(i).is_some_and(Token::touches) {
            return false;
        }
        if self.lower(next) {
            return !closes && !self.looks_abbreviated(before);
        }
        true
    }

    /// A short word without vowels before a full stop and a small letter: an abbreviation that no list has.
    fn looks_abbreviated(&self, i: usize) -> bool {
        let text = self.slice(i);
        let word = self.tokens.get(i).is_some_and(Token::is_word);
        word && text.len() <= 5
            && !self.tokens.get(i).is_some_and(|t| t.flags.has(Flags::UPPER))
            && !text.contains(['a', 'e', 'i', 'o', 'u', 'y', 'A', 'E', 'I', 'O', 'U', 'Y'])
    }

    /// Behind a closing mark: `he asked`, `Ann Lee said`, `said Ann Lee`.
    fn attribution_follows(&self, next: usize) -> bool {
        if self.lower(next) {
            return true;
        }
        if matches!(self.mark(next), Some('—' | '–' | '-')) {
            return true;
        }
        if !self.capital(next) || self.among(next, STARTERS) {
            return false;
        }
        // Between the name and the verb only the name goes on.
        for k in next + 1..next + 6 {
            if self.lower(k) {
                return self.is_any(k, &[Class::Reporting]);
            }
            if !self.capital(k) {
                return false;
            }
        }
        false
    }

    fn after_abbreviation(&self, i: usize, from: usize) -> End {
        let (next, _) = self.tail(i + 1);
        if next >= self.tokens.len() {
            return End::Before(self.tokens.len());
        }
        let pulled = (i + 1..next).any(|k| matches!(self.mark(k), Some('!' | '?')));
        if !self.spaced(next) || self.is_inner_mark(next) {
            return End::Inside;
        }
        let ends = if pulled { self.ends_question(next) } else { self.ends_abbreviation(i, next, from) };
        if ends { End::Before(next) } else { End::Inside }
    }

    fn ends_abbreviation(&self, i: usize, next: usize, from: usize) -> bool {
        // A quoted sentence may follow; what counts is its first word.
        let opens = self.mark(next).is_some_and(is_opening_quote);
        let first = if opens { next + 1 } else { next };
        let starter = self.capital(first) && self.among(first, STARTERS);
        if TIES.contains(&self.slice(i)) {
            return false;
        }
        if starter {
            return true;
        }
        if opens || !self.capital(first) {
            return false;
        }
        let text = self.slice(i);
        let labelled = i.checked_sub(1).is_some_and(|b| b >= from && self.among(b, LABELLED));
        if text.chars().count() == 2 {
            return labelled;
        }
        if self.is_any(i, &[Class::AbbreviationInner]) || self.among(i, NAME_ENDS) {
            return false;
        }
        let goes_on = self.is_any(
            first,
            &[
                Class::RoleHead,
                Class::RoleModifier,
                Class::OrgHead,
                Class::OrgSuffix,
                Class::AbbreviationFinal,
                Class::Month,
                Class::Weekday,
            ],
        );
        if self.among(i, HALF_DAYS) {
            return !goes_on && !self.tokens.get(first).is_some_and(|t| t.flags.has(Flags::UPPER));
        }
        if !self.is_any(i, &[Class::AbbreviationFinal]) || goes_on {
            return false;
        }
        // "U.S. Army", "U.N. Security Council": bodies named by where they are. "in Albany, N.Y. Lawrence": the end.
        let inner_dots = text.bytes().filter(|&b| b == b'.').count() > 1;
        let after_comma = i.checked_sub(1).is_some_and(|b| b >= from && self.mark(b) == Some(','));
        !inner_dots || after_comma
    }
}
