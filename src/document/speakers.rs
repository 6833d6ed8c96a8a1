//! Who speaks a quotation: the name or noun phrase beside a reporting verb.

use super::marks::{is_closing_quote, is_opening_quote, mark};
use super::{Document, TextSpan};
use crate::lexicon::{Class, Flags, Lexicon, Token, TokenKind};

/// So many tokens between quotation and verb at most.
const REACH: usize = 16;
/// So many words in a noun phrase at most.
const LONGEST_PHRASE: usize = 7;
const PRONOUNS: &[&str] = &["he", "she", "they", "we", "i", "it", "who"];
const DETERMINERS: &[&str] = &["the", "a", "an", "his", "her", "their", "its", "our", "my", "one", "another", "this", "that"];
/// Words that are no part of a simple noun phrase.
const BOUNDS: &[&str] = &[
    "in", "on", "at", "to", "of", "for", "with", "by", "from", "as", "that", "when", "while", "after", "before", "during", "about", "and",
    "but", "or", "if", "is", "was", "were", "are", "be", "been", "has", "had", "have", "not", "also", "later", "then", "who", "which",
    "because", "so", "through", "via", "into",
];

/// Finds the speakers of quotations.
pub(super) fn attribute(document: &mut Document, lexicon: &Lexicon) {
    let mut quotes = std::mem::take(&mut document.quotes);
    let mut previous: Option<(u32, usize, TextSpan)> = None;
    for quote in &mut quotes {
        let Some((_, sentence)) = document.sentence_of(quote.tokens.start) else { continue };
        let Some(block) = document.blocks.get(sentence.block as usize) else { continue };
        let tokens = document.tokens.get(..block.tokens.end as usize).unwrap_or(&[]);
        let words = Words { text: &document.prose.text, tokens, lexicon, from: block.tokens.start as usize };
        let (start, end) = (quote.tokens.start as usize, quote.tokens.end as usize);
        // The sentence of the closing mark is the one that may go on behind it.
        let until = document.sentence_of(quote.tokens.end).map_or(end, |(_, s)| s.tokens.end as usize);
        let own = Words { tokens: document.tokens.get(..until).unwrap_or(&[]), ..words }.after(end).or_else(|| words.before(start));
        let speaker = own.or_else(|| {
            let (block, until, speaker) = previous?;
            (block == sentence.block && words.goes_on(until, start)).then_some(speaker)
        });
        quote.speaker = speaker;
        previous = speaker.map(|s| (sentence.block, end, s)).or(previous);
    }
    document.quotes = quotes;
}

#[derive(Clone, Copy)]
struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    /// First token of the block.
    from: usize,
}

impl Words<'_> {
    fn mark(&self, i: usize) -> Option<char> {
        self.tokens.get(i).and_then(|t| mark(self.text, t))
    }

    fn among(&self, i: usize, words: &[&str]) -> bool {
        let text = self.tokens.get(i).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("");
        words.iter().any(|w| w.eq_ignore_ascii_case(text))
    }

    fn reports(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_word() && self.lexicon.is(t.word, Class::Reporting))
    }

    fn adverb(&self, i: usize) -> bool {
        let text = self.tokens.get(i).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("");
        text.len() > 4 && text.ends_with("ly") && text.starts_with(char::is_lowercase)
    }

    fn word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_word)
    }

    fn name(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_capitalised)
            && !(self.among(i, DETERMINERS) || self.among(i, BOUNDS) || self.among(i, PRONOUNS))
    }

    fn quoted(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.flags.has(Flags::QUOTED))
    }

    fn span(&self, from: usize, to: usize) -> Option<TextSpan> {
        let (a, z) = (self.tokens.get(from)?, self.tokens.get(to.checked_sub(1)?)?);
        (a.start < z.end).then_some(TextSpan { start: a.start, end: z.end })
    }

    /// The speaker in the words behind the closing mark.
    fn after(&self, end: usize) -> Option<TextSpan> {
        let mut at = end;
        while self.mark(at).is_some_and(|c| is_closing_quote(c) || c == ',') {
            at += 1;
        }
        // A quotation mark that belongs to the next quotation, or a new sentence with a speaker of its own.
        if at == end || self.quoted(at) {
            return None;
        }
        // `"…," said Ann Lee`
        if self.reports(at) {
            let phrase = self.phrase_from(at + 1)?;
            return self.span(phrase.start, phrase.end);
        }
        let phrase = self.phrase_from(at)?;
        // `"…," Ann Lee said`, `"…," Ann Lee, a nurse, said`, `"…," the nurse, Ann Lee, said`
        if self.reports(phrase.end) {
            return self.span(phrase.start, phrase.end);
        }
        let verb = self.verb_later(phrase.end)?;
        let apposition = phrase.end + 1..verb.saturating_sub(1);
        let named = if self.is_name(&phrase) || !self.is_name(&apposition) { phrase } else { apposition };
        self.span(named.start, named.end)
    }

    /// Whether a range is a name and nothing else.
    fn is_name(&self, range: &std::ops::Range<usize>) -> bool {
        !range.is_empty() && range.clone().all(|k| self.name(k) || self.joins_name(k))
    }

    /// The reporting verb that an adverb or an apposition between commas leads to.
    fn verb_later(&self, at: usize) -> Option<usize> {
        if self.mark(at) != Some(',') {
            let adverb = self.among(at, &["also", "later", "then", "has", "had"]) || self.adverb(at);
            return (adverb && self.reports(at + 1)).then_some(at + 1);
        }
        for k in at + 1..at + REACH {
            match self.mark(k) {
                Some(',') => return self.reports(k + 1).then_some(k + 1),
                Some('-' | '’' | '\'' | '/') | None if k < self.tokens.len() => {}
                _ => return None,
            }
        }
        None
    }

    /// The speaker in the words before the opening mark.
    fn before(&self, start: usize) -> Option<TextSpan> {
        let mut at = start;
        let mut opened = false;
        while at > self.from && self.mark(at - 1).is_some_and(|c| matches!(c, ',' | ':') || (!opened && is_opening_quote(c))) {
            opened |= !matches!(self.mark(at - 1), Some(',' | ':'));
            at -= 1;
        }
        if at == start {
            return None;
        }
        // The verb is the last reporting verb before the mark in this sentence: `Ann Lee told reporters: "…"`.
        let floor = at.saturating_sub(REACH).max(self.from);
        let announced = (at..start).any(|k| matches!(self.mark(k), Some(',' | ':')));
        // Without a comma or a colon only the word right before the mark can introduce it; anything else names or mentions it.
        let floor = if announced { floor } else { at.saturating_sub(1).max(floor) };
        let verb = (floor..at).rev().take_while(|&k| !self.stops(k)).find(|&k| self.reports(k))?;
        if verb + 1 < at
            && self
                .phrase_from(verb + 1)
                .is_some_and(|p| p.end == at && (p.start..p.end).all(|k| !self.among(k, &["reporters", "journalists"])))
            && !self.phrase_ends(verb)
        {
            let phrase = self.phrase_from(verb + 1)?;
            return self.span(phrase.start, phrase.end);
        }
        let phrase = self.phrase_to(verb)?;
        self.span(phrase.start, phrase.end)
    }

    fn stops(&self, i: usize) -> bool {
        self.quoted(i) || self.mark(i).is_some_and(|c| matches!(c, '.' | '?' | '!' | ';' | '…') || is_closing_quote(c))
    }

    /// Whether a phrase that can be a subject ends before the verb.
    fn phrase_ends(&self, verb: usize) -> bool {
        self.phrase_to(verb).is_some()
    }

    /// The noun phrase that starts at `at`: the name in it, or all of it.
    fn phrase_from(&self, at: usize) -> Option<std::ops::Range<usize>> {
        if self.among(at, PRONOUNS) {
            return Some(at..at + 1);
        }
        let mut end = at;
        let mut name: Option<std::ops::Range<usize>> = None;
        while end < at + LONGEST_PHRASE + 4 && end < self.tokens.len() {
            let joins = matches!(self.mark(end), Some('-')) && self.tokens.get(end).is_some_and(Token::touches);
            let plain = self.word(end) && !self.quoted(end) && (self.name(end) || !(self.among(end, BOUNDS) || self.reports(end)));
            if !(joins || plain) || (end > at && self.among(end, DETERMINERS)) {
                break;
            }
            if self.name(end) || (joins && name.as_ref().is_some_and(|n| n.end == end)) {
                match &mut name {
                    Some(n) if n.end == end => n.end = end + 1,
                    _ => name = Some(end..end + 1),
                }
            } else if self.tokens.get(end).is_some_and(|t| self.lexicon.is(t.word, Class::Particle))
                && let Some(n) = name.as_mut().filter(|n| n.end == end && self.name(end + 1))
            {
                n.end = end + 1;
            }
            end += 1;
        }
        let long = end - at > LONGEST_PHRASE;
        match name {
            // In front of a verb the name has to be the end of the phrase.
            Some(n) if n.end == end || !self.reports(end) => Some(n),
            _ => {
                let noun =
                    end > at && !long && (self.among(at, DETERMINERS) || end - at <= 3) && !(end - at == 1 && self.among(at, DETERMINERS));
                noun.then_some(at..end)
            }
        }
    }

    /// The noun phrase that ends before `verb`.
    fn phrase_to(&self, verb: usize) -> Option<std::ops::Range<usize>> {
        let mut end = verb;
        while end > self.from && (self.among(end - 1, &["also", "has", "had", "have", "later", "then"]) || self.adverb(end - 1)) {
            end -= 1;
        }
        // "can say", "to say", "did not say": nobody has said it yet.
        if end > self.from
            && (self.among(end - 1, &["to", "not"]) || self.tokens.get(end - 1).is_some_and(|t| self.lexicon.is(t.word, Class::Modal)))
        {
            return None;
        }
        // "Ann Lee, a nurse, said": the apposition is stepped over.
        if end > self.from && self.mark(end - 1) == Some(',') {
            let comma = (self.from..end - 1).rev().take(REACH).take_while(|&k| !self.stops(k)).find(|&k| self.mark(k) == Some(','))?;
            let apposition = comma + 1..end - 1;
            if self.is_name(&apposition) && !self.name(comma.saturating_sub(1)) {
                return Some(apposition);
            }
            end = comma;
        }
        let last = end.checked_sub(1).filter(|&l| l >= self.from && !self.quoted(l))?;
        if self.among(last, PRONOUNS) {
            return Some(last..end);
        }
        let mut start = end;
        if self.name(last) {
            while start > self.from && (self.name(start - 1) || self.joins_name(start - 1)) {
                start -= 1;
            }
            return Some(start..end);
        }
        while start > self.from
            && end - start < LONGEST_PHRASE
            && self.tokens.get(start - 1).is_some_and(|t| t.kind == TokenKind::Word)
            && !self.among(start - 1, BOUNDS)
            && !self.reports(start - 1)
        {
            start -= 1;
            if self.among(start, DETERMINERS) {
                break;
            }
        }
        (start < end && !(end - start == 1 && self.among(start, DETERMINERS))).then_some(start..end)
    }

    /// A hyphen or a particle inside a name.
    fn joins_name(&self, i: usize) -> bool {
        let before = i > self.from && self.name(i - 1);
        let hyphen = self.mark(i) == Some('-') && self.tokens.get(i).is_some_and(Token::touches);
        before && (hyphen || self.tokens.get(i).is_some_and(|t| self.lexicon.is(t.word, Class::Particle)))
    }

    /// Whether a quotation from `start` on continues one that ended before `until`: only its attribution stands between.
    fn goes_on(&self, until: usize, start: usize) -> bool {
        let between = start.saturating_sub(until);
        if !(2..=REACH).contains(&between) {
            return false;
        }
        let stops = (until..start).filter(|&k| matches!(self.mark(k), Some('.' | ';' | '?' | '!'))).count();
        let ends_there = start.checked_sub(2).is_some_and(|k| matches!(self.mark(k), Some('.' | ',' | ';')));
        stops <= 1 && ends_there && (until..start).any(|k| self.reports(k))
    }
}
