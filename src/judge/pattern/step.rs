//! One pattern at one place: backtracking over the tree with a budget of steps, and a memory of what leads nowhere.

use super::super::bound::Val;
use super::WordSequences;
use super::nouns;
use super::work::Work;
use crate::document::TextSpan;
use crate::lexicon::{Class, TokenKind, WordId};
use crate::limits::EVERYDAY_STEPS;
use crate::read::{Cx, Kind, Mention, Readings};
use crate::rule::RuleSet;
use crate::rule::pattern::{AUXILIARIES, Capture, Element, LONGEST_PHRASE, Node, Pattern};
use crate::rule::types::CaptureType;
use crate::value::{Exact, Number, Value, Verdict};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::ops::Range;

/// What a capture took. It is only made a value of its own where a match is found.
#[derive(Debug, Clone)]
pub(in super::super) struct Captured<'a> {
    /// Its name.
    pub(in super::super) name: &'a str,
    /// Where it stands.
    pub(in super::super) span: TextSpan,
    /// What it means.
    pub(in super::super) what: What<'a>,
}

/// The meaning of a capture.
#[derive(Debug, Clone)]
pub(in super::super) enum What<'a> {
    /// The value of a mention.
    Mention(&'a Mention),
    /// The text itself.
    Text,
    /// A bare number.
    Number(Exact),
    /// Several people, by number of their mentions.
    People(Box<[u32]>),
    /// An entry of a table of facts.
    Fact(&'a str, usize),
}

/// A place that a capture may take: its end, its span and its meaning.
type Take<'a> = (u32, TextSpan, What<'a>);

/// A match.
#[derive(Debug, Clone)]
pub(in super::super) struct Found<'a> {
    /// The tokens it covers.
    pub(in super::super) tokens: Range<u32>,
    /// Captures in order.
    pub(in super::super) captures: SmallVec<[Captured<'a>; 4]>,
}

/// Matches patterns in one document.
pub(in super::super) struct Matcher<'a> {
    /// The document.
    pub(in super::super) cx: Cx<'a>,
    /// Its readings.
    pub(in super::super) readings: &'a Readings,
    /// Lists and facts.
    pub(in super::super) rules: &'a RuleSet,
    /// Whether the texts are examples of rule files, for which example facts count.
    pub(in super::super) examples: bool,
    /// Lists by first word.
    pub(in super::super) lists: &'a FxHashMap<String, WordSequences>,
    /// The work done so far.
    pub(in super::super) work: Work,
}

/// What follows the sequence that is being matched.
struct Rest<'a, 'c> {
    elements: &'a [Element],
    then: Option<&'c Rest<'a, 'c>>,
}

struct State<'a> {
    captures: SmallVec<[Captured<'a>; 4]>,
    end: u32,
    limit: u32,
    steps: u32,
    allowed: u32,
    /// Once the sentence is a hard one: the elements (where they lie) that lead to no match from a token on. What follows an element
    /// in the tree is always the same, and no element asks what was captured before, so that they never will.
    dead: FxHashSet<(usize, u32)>,
}

impl State<'_> {
    fn is_over(&self) -> bool {
        self.steps > self.allowed
    }
}

impl<'a> Matcher<'a> {
    /// All matches of a pattern that start in a range of tokens (a sentence), one for each start.
    pub(in super::super) fn find(&self, pattern: &'a Pattern, tokens: Range<u32>) -> Vec<Found<'a>> {
        self.find_at(pattern, tokens.clone(), tokens)
    }

    /// All matches of a pattern in a sentence that start at some of its tokens.
    pub(in super::super) fn find_at(
        &self,
        pattern: &'a Pattern,
        sentence: Range<u32>,
        starts: impl Iterator<Item = u32>,
    ) -> Vec<Found<'a>> {
        let mut out = Vec::new();
        let mut starts = starts.peekable();
        if starts.peek().is_none() {
            return out;
        }
        let mut state = self.state(pattern, &sentence);
        for start in starts {
            state.captures.clear();
            if self.step(&pattern.elements, start, None, &mut state) && state.end > start {
                out.push(Found { tokens: start..state.end, captures: std::mem::take(&mut state.captures) });
            }
            if state.is_over() {
                break;
            }
        }
        self.work.note(pattern, sentence.start, state.steps, state.allowed);
        out
    }

    /// Whether a pattern matches anywhere in a range of tokens; it cannot be told where the work allowed does not do.
    pub(in super::super) fn matches(&self, pattern: &'a Pattern, tokens: Range<u32>) -> Verdict {
        let (first, mut state) = (tokens.start, self.state(pattern, &tokens));
        let mut found = false;
        for start in tokens {
            state.captures.clear();
            found = self.step(&pattern.elements, start, None, &mut state);
            if found || state.is_over() {
                break;
            }
        }
        self.work.note(pattern, first, state.steps, state.allowed);
        match found {
            true => Verdict::Yes,
            false if state.is_over() => Verdict::CannotTell,
            false => Verdict::No,
        }
    }

    /// What a capture means, as a value.
    pub(in super::super) fn value(&self, what: &What<'a>, span: TextSpan) -> Val {
        match what {
            What::Mention(m) => Val::Value(m.value.clone()),
            What::Text => Val::Value(Value::Text(self.cx.doc.text(span).to_owned())),
            What::Number(n) => Val::Value(Value::Number(Box::new(Number::exact(*n)))),
            What::People(people) => {
                Val::Value(Value::List(people.iter().filter_map(|&i| self.readings.get(i)).map(|m| m.value.clone()).collect()))
            }
            What::Fact(table, i) => Val::Fact((*table).to_owned(), *i),
        }
    }

    fn state(&self, pattern: &Pattern, tokens: &Range<u32>) -> State<'a> {
        let allowed = self.work.allowed(pattern, self.cx.doc.tokens.len());
        State { captures: SmallVec::new(), end: 0, limit: tokens.end, steps: 0, allowed, dead: FxHashSet::default() }
    }

    fn step(&self, elements: &'a [Element], at: u32, rest: Option<&Rest<'a, '_>>, state: &mut State<'a>) -> bool {
        state.steps += 1;
        if state.is_over() {
            return false;
        }
        // Without this, options and gaps in a row take exponential time.
        if state.steps <= EVERYDAY_STEPS || elements.is_empty() {
            return self.try_step(elements, at, rest, state);
        }
        let here = (elements.as_ptr().addr(), at);
        if state.dead.contains(&here) {
            return false;
        }
        let matched = self.try_step(elements, at, rest, state);
        if !matched && !state.is_over() {
            state.dead.insert(here);
        }
        matched
    }

    fn try_step(&self, elements: &'a [Element], at: u32, rest: Option<&Rest<'a, '_>>, state: &mut State<'a>) -> bool {
        let Some((element, tail)) = elements.split_first() else {
            return if let Some(r) = rest {
                self.step(r.elements, at, r.then, state)
            } else {
                state.end = at;
                true
            };
        };
        match &element.node {
            Node::Word(word) => at < state.limit && self.cx.word(at) == Some(*word) && self.step(tail, at + 1, rest, state),
            Node::Exact(word, text) => {
                at < state.limit && self.cx.word(at) == Some(*word) && self.cx.text(at) == &**text && self.step(tail, at + 1, rest, state)
            }
            Node::Verb(forms) => self.verb_ends(forms, at, state.limit).into_iter().any(|end| self.step(tail, end, rest, state)),
            Node::Regex(regex) => at < state.limit && regex.is_match(self.cx.text(at)) && self.step(tail, at + 1, rest, state),
            Node::List(name) => {
                let limit = state.limit;
                let lengths: SmallVec<[u32; 4]> = self.list_lengths(name, at, limit).collect();
                lengths.into_iter().any(|n| self.step(tail, at + n, rest, state))
            }
            Node::Gap(width) => self.gap(*width, tail, at, rest, state),
            Node::Maybe(inner) => {
                let then = Rest { elements: tail, then: rest };
                let mark = state.captures.len();
                if self.step(inner, at, Some(&then), state) {
                    return true;
                }
                state.captures.truncate(mark);
                self.step(tail, at, rest, state)
            }
            Node::Any(branches) => {
                let then = Rest { elements: tail, then: rest };
                branches.iter().any(|branch| {
                    let mark = state.captures.len();
                    let found = self.step(branch, at, Some(&then), state);
                    if !found {
                        state.captures.truncate(mark);
                    }
                    found
                })
            }
            Node::Capture(capture) => self.capture(capture, tail, at, rest, state),
        }
    }

    /// Where a verb's form ends that stands here, perhaps behind auxiliaries: "was", "will be", "has been".
    fn verb_ends(&self, forms: &[WordId], at: u32, limit: u32) -> SmallVec<[u32; 2]> {
        let mut ends = SmallVec::new();
        for i in at..limit.min(at.saturating_add(1 + AUXILIARIES)) {
            if self.cx.word(i).is_some_and(|w| forms.contains(&w)) {
                ends.push(i + 1);
            }
            if !self.cx.is_any(i, &[Class::Modal, Class::Have, Class::Be]) && self.cx.folded(i) != "to" {
                break;
            }
        }
        ends
    }

    fn list_lengths(&self, name: &str, at: u32, limit: u32) -> impl Iterator<Item = u32> {
        let words = move |n: u32| at.checked_add(n).filter(|&i| i < limit).and_then(|i| self.cx.word(i));
        self.lists.get(name).into_iter().flat_map(move |l| l.lengths_at(words))
    }

    fn gap(&self, width: u8, tail: &'a [Element], at: u32, rest: Option<&Rest<'a, '_>>, state: &mut State<'a>) -> bool {
        let leads_to = next_type(tail, rest);
        let mut here = at;
        for n in 0..=u32::from(width) {
            if n > 0 {
                // The token that the gap would now take in: not a quotation mark, not a nearer mention of what it leads to.
                let quotes = || self.cx.is_kind(here, TokenKind::Mark) && matches!(self.cx.text(here), "\"" | "“" | "”");
                let blocked = here >= state.limit || quotes();
                if blocked || leads_to.is_some_and(|ty| self.starts(ty, here)) {
                    return false;
                }
                here += 1;
            }
            let mark = state.captures.len();
            if self.step(tail, here, rest, state) {
                return true;
            }
            state.captures.truncate(mark);
        }
        false
    }

    fn starts(&self, ty: &CaptureType, at: u32) -> bool {
        // "a US official": a place that only qualifies the noun behind it is no place of its own.
        let qualifies =
            |m: &Mention| m.kind == Kind::Place && self.readings.at(m.tokens.end).any(|n| matches!(n.kind, Kind::Role | Kind::Org));
        self.readings.at(at).any(|m| !m.inner && fits(ty, m) && !qualifies(m))
    }

    fn capture(&self, capture: &'a Capture, tail: &'a [Element], at: u32, rest: Option<&Rest<'a, '_>>, state: &mut State<'a>) -> bool {
        let limit = state.limit;
        if at >= limit {
            return false;
        }
        let mut take = |(end, span, what): Take<'a>| {
            let mark = state.captures.len();
            state.captures.push(Captured { name: &capture.name, span, what });
            let matched = self.step(tail, end, rest, state);
            if !matched {
                state.captures.truncate(mark);
            }
            matched
        };
        if capture.many || capture.ty.is_of_words() {
            let mut takes: SmallVec<[Take<'a>; 4]> = SmallVec::new();
            self.takes(capture, at, limit, &mut takes);
            return takes.into_iter().any(take);
        }
        let mut bare = capture.ty == CaptureType::Int;
        for m in self.readings.at(at).filter(|m| m.tokens.end <= limit && fits(&capture.ty, m)) {
            bare = false;
            if take((m.tokens.end, m.span, What::Mention(m))) {
                return true;
            }
        }
        bare && self.bare_number(at).is_some_and(take)
    }

    /// What a capture of words or of several people may take at a place: end, span and meaning, the preferred first.
    fn takes(&self, capture: &'a Capture, at: u32, limit: u32, out: &mut SmallVec<[Take<'a>; 4]>) {
        if capture.many {
            return self.several(at, limit, out);
        }
        let text = |range: Range<u32>| {
            let span = self.cx.span(range.clone());
            (range.end, span, What::Text)
        };
        match &capture.ty {
            CaptureType::Phrase => out.extend(self.phrase_ends(at, limit).into_iter().map(|e| text(at..e))),
            CaptureType::Word => {
                if self.cx.is_kind(at, TokenKind::Word) {
                    out.push(text(at..at + 1));
                }
            }
            CaptureType::NounPhrase(heads) => {
                let ends = nouns::ends_at(&self.cx, at, limit);
                let ends = ends.into_iter().filter(|&e| heads.as_ref().is_none_or(|h| self.ends_with_list(h, at, e, limit)));
                out.extend(ends.map(|e| text(at..e)));
            }
            CaptureType::Fact(table) => self.facts(table, at, limit, out),
            CaptureType::Mention(_) | CaptureType::DateOf(_) | CaptureType::Weekday | CaptureType::Int => {}
        }
    }

    /// A number token that no reader took, as a whole number.
    fn bare_number(&self, at: u32) -> Option<Take<'a>> {
        let whole = self.cx.is_kind(at, TokenKind::Number).then(|| Exact::parse(self.cx.text(at))).flatten().filter(|n| n.is_integer())?;
        Some((at + 1, self.cx.span(at..at + 1), What::Number(whole)))
    }

    fn several(&self, at: u32, limit: u32, out: &mut SmallVec<[Take<'a>; 4]>) {
        let readings = self.readings;
        let is_person = |i: u32| readings.get(i).is_some_and(|m| m.kind == Kind::Person);
        let person = |at: u32| readings.indices_at(at).find(|&i| is_person(i));
        let person = |at: u32| person(at).and_then(|i| Some((i, readings.get(i)?.tokens.end))).filter(|(_, end)| *end <= limit);
        let (mut people, mut end) = (Vec::new(), at);
        let mut here = at;
        while let Some((number, after)) = person(here) {
            people.push(number);
            end = after;
            here = end;
            while here < limit && matches!(self.cx.folded(here), "," | "and" | "&") {
                here += 1;
            }
            if here == end {
                break;
            }
        }
        if !people.is_empty() {
            out.push((end, self.cx.span(at..end), What::People(people.into())));
        }
    }

    /// Ends of the runs of words that start here, longest first; a run begins and ends with a word that is not a function word.
    fn phrase_ends(&self, at: u32, limit: u32) -> Vec<u32> {
        if !self.cx.is_kind(at, TokenKind::Word) || self.cx.is(at, Class::Stop) {
            return Vec::new();
        }
        let mut ends = Vec::new();
        let mut end = at;
        while end < limit && end - at < LONGEST_PHRASE {
            let hyphen = matches!(self.cx.text(end), "-" | "&") && end > at;
            if !self.cx.is_kind(end, TokenKind::Word) && !hyphen {
                break;
            }
            end += 1;
            if !hyphen && !self.cx.is(end - 1, Class::Stop) {
                ends.push(end);
            }
        }
        ends.reverse();
        ends
    }

    fn ends_with_list(&self, list: &str, start: u32, end: u32, limit: u32) -> bool {
        (start..end).any(|i| self.list_lengths(list, i, limit).any(|n| i + n == end))
    }

    fn facts(&self, table: &'a str, at: u32, limit: u32, out: &mut SmallVec<[Take<'a>; 4]>) {
        let Some(facts) = self.rules.facts.get(table) else { return };
        for (i, entry) in facts.entries.iter().enumerate() {
            let here = |form: &Vec<WordId>| {
                form.iter()
                    .enumerate()
                    .all(|(n, w)| u32::try_from(n).ok().is_some_and(|n| at + n < limit && self.cx.word(at + n) == Some(*w)))
            };
            let Some(form) = entry.forms.iter().filter(|f| !f.is_empty() && here(f)).max_by_key(|f| f.len()) else { continue };
            if entry.example && !self.examples || !self.is_near(&entry.near, at) || !self.is_valid(entry.valid) {
                continue;
            }
            let end = at + u32::try_from(form.len()).unwrap_or(0);
            out.push((end, self.cx.span(at..end), What::Fact(table, i)));
        }
        out.sort_by_key(|(end, ..)| std::cmp::Reverse(*end));
    }

    /// Whether one word or phrase of each group stands in the paragraph.
    fn is_near(&self, groups: &[Vec<Vec<WordId>>], at: u32) -> bool {
        if groups.is_empty() {
            return true;
        }
        let Some(block) = self.cx.doc.sentence_of(at).and_then(|(_, s)| self.cx.doc.block_of(s)) else { return false };
        let stands = |phrase: &Vec<WordId>| {
            let length = u32::try_from(phrase.len()).unwrap_or(u32::MAX);
            block.tokens.clone().any(|i| {
                length > 0
                    && i.saturating_add(length) <= block.tokens.end
                    && phrase.iter().zip(i..).all(|(w, k)| self.cx.word(k) == Some(*w))
            })
        };
        groups.iter().all(|group| group.iter().any(stands))
    }

    /// Whether a fact holds on the day of the article; without a date it is taken to hold.
    fn is_valid(&self, valid: Option<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)>) -> bool {
        let (Some((from, to)), Some(day)) = (valid, self.cx.published) else { return true };
        from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t)
    }
}

/// Whether a mention is of a capture's type.
fn fits(ty: &CaptureType, m: &Mention) -> bool {
    match ty {
        CaptureType::Mention(Kind::Date) => m.kind == Kind::Date && matches!(m.value, Value::Date(_)),
        CaptureType::Mention(kind) => m.kind == *kind,
        CaptureType::DateOf(grain) => m.kind == Kind::Date && matches!(&m.value, Value::Date(d) if d.granularity == *grain),
        CaptureType::Weekday => m.kind == Kind::Date && matches!(m.value, Value::Weekday(_)),
        CaptureType::Int => {
            matches!(m.kind, Kind::Number | Kind::Age)
                && m.value.number().is_some_and(|n| n.nominal.is_integer())
                && matches!(m.value, Value::Number(_))
        }
        CaptureType::Phrase | CaptureType::Word | CaptureType::NounPhrase(_) | CaptureType::Fact(_) => false,
    }
}

/// The type of the first capture that follows.
fn next_type<'a>(elements: &'a [Element], rest: Option<&Rest<'a, '_>>) -> Option<&'a CaptureType> {
    for e in elements {
        match &e.node {
            Node::Capture(c) => return Some(&c.ty),
            Node::Any(branches) => {
                if let Some(ty) = branches.iter().find_map(|b| next_type(b, None)) {
                    return Some(ty);
                }
            }
            Node::Maybe(inner) => {
                if let Some(ty) = next_type(inner, None) {
                    return Some(ty);
                }
            }
            _ => {}
        }
    }
    rest.and_then(|r| next_type(r.elements, r.then))
}
