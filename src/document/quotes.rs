//! Quotations: which marks pair, and which words stand between them.
//!
//! Double marks pair inside a paragraph; one that stays open is a quotation only if the next paragraph opens again, as is the
//! custom for a quotation of several paragraphs. Single marks pair only where no apostrophe can be meant.

use super::marks::mark;
use super::{BlockKind, Document, Quote, TextSpan};
use crate::lexicon::{Flags, Token, TokenKind};

/// Words that start with an apostrophe.
const ELISIONS: &[&str] = &["n", "em", "tis", "twas", "til", "till", "cause", "bout", "round", "neath", "cos", "kay", "nuff", "tude"];
/// Quotations nest no deeper.
const DEEPEST: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Angle,
    Backtick,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    None,
}

/// A mark that is open.
#[derive(Debug, Clone, Copy)]
struct Opener {
    style: Style,
    /// The first token inside.
    inside: usize,
}

/// Pairs quotation marks and flags the tokens between them.
pub(super) fn find(document: &mut Document) {
    let text = document.prose.text.as_str();
    let mut quotes = Vec::new();
    for (b, block) in document.blocks.iter().enumerate() {
        let range = block.tokens.start as usize..block.tokens.end as usize;
        let tokens = document.tokens.get(range.clone()).unwrap_or(&[]);
        let pairs = Pairs { text, tokens };
        let next = document.blocks.get(b + 1).filter(|n| n.kind == block.kind);
        let next = next.and_then(|n| document.tokens.get(n.tokens.start as usize..n.tokens.end as usize)).unwrap_or(&[]);
        pairs.find(&Pairs { text, tokens: next }, &mut |inside: std::ops::Range<usize>, closed| {
            if let (Some(first), Some(last)) = (tokens.get(inside.start), tokens.get(inside.end - 1)) {
                let index = |i: usize| u32::try_from(range.start + i).unwrap_or(u32::MAX);
                let span = TextSpan { start: first.start, end: last.end };
                quotes.push(Quote { text: span, tokens: index(inside.start)..index(inside.end), closed, speaker: None });
            }
        });
    }
    quotes.sort_by_key(|q| (q.text.start, std::cmp::Reverse(q.text.end)));
    let mut flagged = 0;
    for quote in &quotes {
        let from = quote.tokens.start.max(flagged) as usize;
        for token in document.tokens.get_mut(from..quote.tokens.end as usize).unwrap_or(&mut []) {
            token.flags.set(Flags::QUOTED);
        }
        flagged = flagged.max(quote.tokens.end);
    }
    document.quotes = quotes;
}

/// Words behind the marks of a block quotation that tell whose words they are, at most.
const ATTRIBUTION: u32 = 14;

/// Flags the words of block quotations. Where one is in marks itself, what stands behind them is the article's own: "…," Ann Lee told the senate.
pub(super) fn set_off(document: &mut Document) {
    for block in document.blocks.iter().filter(|b| b.kind == BlockKind::Quotation) {
        let at = document.quotes.partition_point(|q| q.tokens.start < block.tokens.start);
        let first = document.quotes.get(at).filter(|q| q.closed && q.tokens.start == block.tokens.start + 1);
        let only = document.quotes.get(at + 1).is_none_or(|q| q.tokens.start >= block.tokens.end);
        let end = first.map(|q| q.tokens.end).filter(|&end| only && block.tokens.end.saturating_sub(end) <= ATTRIBUTION);
        let own = block.tokens.start..end.map_or(block.tokens.end, |e| e + 1);
        for token in document.tokens.get_mut(own.start as usize..own.end as usize).unwrap_or(&mut []) {
            token.flags.set(Flags::SET_OFF);
        }
    }
}

struct Pairs<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Pairs<'_> {
    fn mark(&self, i: usize) -> Option<char> {
        self.tokens.get(i).and_then(|t| mark(self.text, t))
    }

    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).filter(|t| t.kind == TokenKind::Word).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    fn touches(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::touches)
    }

    /// Whether a mark has nothing but space or an opening mark before it.
    fn free_before(&self, i: usize) -> bool {
        let bracket = |c| matches!(c, '(' | '[' | '{' | '“' | '"' | '‘' | '\'' | '—' | '–' | '-' | '/' | '«' | '*' | '_');
        i == 0 || !self.touches(i) || i.checked_sub(1).and_then(|b| self.mark(b)).is_some_and(bracket)
    }

    /// Whether a mark has space, the end or a mark behind it.
    fn free_behind(&self, i: usize) -> bool {
        !self.touches(i + 1) || self.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    /// Whether a token can be a quotation mark: most are told by their kind.
    fn may_pair(&self, token: &Token) -> bool {
        let first = || self.text.as_bytes().get(token.start as usize);
        token.kind == TokenKind::Mark && first().is_some_and(|b| matches!(b, b'"' | b'\'' | b'`' | 128..))
    }

    fn find(&self, next: &Self, push: &mut impl FnMut(std::ops::Range<usize>, bool)) {
        let mut open: Vec<Opener> = Vec::new();
        let mut i = 0;
        while let Some(token) = self.tokens.get(i) {
            if !self.may_pair(token) {
                i += 1;
                continue;
            }
            let (style, role, width) = self.judge(i, &open);
            match role {
                Role::None => {}
                Role::Open => {
                    // The same mark twice: the first was never closed, and where it ends nobody can tell.
                    if let Some(at) = open.iter().position(|o| o.style == style) {
                        open.truncate(at);
                    }
                    if open.len() < DEEPEST {
                        open.push(Opener { style, inside: i + width });
                    }
                }
                Role::Close => {
                    if let Some(at) = open.iter().rposition(|o| o.style == style)
                        && let Some(opener) = open.get(at).copied()
                    {
                        open.truncate(at);
                        if opener.inside < i {
                            push(opener.inside..i, true);
                        }
                    }
                }
            }
            i += width;
        }
        let outer = open.first().filter(|o| o.style != Style::Single && o.inside < self.tokens.len());
        if let Some(opener) = outer
            && next.judge(0, &[]).1 == Role::Open
            && next.judge(0, &[]).0 == opener.style
        {
            push(opener.inside..self.tokens.len(), false);
        }
    }

    /// What the token at `i` is, and how many tokens the mark takes.
    fn judge(&self, i: usize, open: &[Opener]) -> (Style, Role, usize) {
        let is_open = |style| open.iter().any(|o| o.style == style);
        let none = (Style::Double, Role::None, 1);
        let Some(c) = self.mark(i) else { return none };
        match c {
            '“' | '„' => (Style::Double, Role::Open, 1),
            '”' => (Style::Double, Role::Close, 1),
            '«' => (Style::Angle, Role::Open, 1),
            '»' => (Style::Angle, Role::Close, 1),
            '"' => (Style::Double, self.straight(i, is_open(Style::Double)), 1),
            '`' if self.mark(i + 1) == Some('`') && self.touches(i + 1) => (Style::Backtick, Role::Open, 2),
            '\'' if is_open(Style::Backtick) && self.mark(i + 1) == Some('\'') && self.touches(i + 1) => (Style::Backtick, Role::Close, 2),
            '‘' | '\'' if self.opens_single(i) && !(c == '\'' && is_open(Style::Single) && !self.touches(i + 1)) => {
                (Style::Single, Role::Open, 1)
            }
            '’' | '\'' if is_open(Style::Single) && self.closes_single(i) => (Style::Single, Role::Close, 1),
            _ => none,
        }
    }

    /// A straight double mark opens and closes by turns; where its place contradicts the turn, the place is right.
    fn straight(&self, i: usize, is_open: bool) -> Role {
        let number_before =
            i.checked_sub(1).and_then(|b| self.tokens.get(b)).is_some_and(|t| t.kind == TokenKind::Number) && self.touches(i);
        if number_before {
            // 6'2": feet and inches.
            let feet =
                i.checked_sub(2).is_some_and(|b| matches!(self.mark(b), Some('\'' | '’' | '′')) && self.touches(b) && self.touches(b + 1));
            if feet {
                return Role::None;
            }
        }
        let (before, behind) = (self.free_before(i), self.free_behind(i));
        match (is_open, before && self.touches(i + 1), behind) {
            (true, true, false) if !self.touches(i) => Role::Open,
            (true, ..) => Role::Close,
            (false, false, true) if !before => Role::None,
            _ => Role::Open,
        }
    }

    fn opens_single(&self, i: usize) -> bool {
        if !matches!(self.mark(i), Some('‘' | '\'')) {
            return false;
        }
        let word = self.word(i + 1);
        let starts = self.touches(i + 1) && word.starts_with(char::is_alphabetic);
        self.free_before(i) && starts && !ELISIONS.iter().any(|e| e.eq_ignore_ascii_case(word))
    }

    fn closes_single(&self, i: usize) -> bool {
        if i == 0 || !self.touches(i) || !self.free_behind(i) {
            return false;
        }
        let before = i - 1;
        if self.mark(before).is_some() || i + 1 >= self.tokens.len() || self.mark(i + 1).is_some() {
            return true;
        }
        // "the 'dogs' home' sign": behind an s it may be a possessive if another mark is there to close before one opens.
        if !self.word(before).ends_with(['s', 'S']) {
            return true;
        }
        let c = self.mark(i);
        let later = (i + 1..self.tokens.len())
            .take_while(|&k| !self.opens_single(k))
            .find(|&k| self.mark(k) == c && self.touches(k) && self.free_behind(k));
        later.is_none()
    }
}

#[cfg(test)]
#[path = "quotes_tests.rs"]
mod tests;
