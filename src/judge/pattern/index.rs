//! Which patterns to try at which places of a sentence: an index from words and kinds of mentions to the patterns anchored there.
//!
//! Invariant: a match that starts at a token of the sentence starts inside a candidate of its pattern.

use crate::lexicon::WordId;
use crate::read::{Cx, Readings};
use crate::rule::RuleSet;
use crate::rule::pattern::{Anchor, Anchored, Pattern, anchors};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Word sequences of a list by their first word, longest first.
#[derive(Debug, Default)]
pub(in super::super) struct WordSequences {
    by_first: FxHashMap<WordId, Vec<Box<[WordId]>>>,
}

impl WordSequences {
    /// An index of sequences.
    pub(in super::super) fn new<'a>(sequences: impl IntoIterator<Item = &'a Vec<WordId>>) -> Self {
        let mut by_first: FxHashMap<WordId, Vec<Box<[WordId]>>> = FxHashMap::default();
        for sequence in sequences {
            if let Some(&first) = sequence.first() {
                by_first.entry(first).or_default().push(sequence.as_slice().into());
            }
        }
        for entries in by_first.values_mut() {
            entries.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            entries.dedup();
        }
        Self { by_first }
    }

    /// The lengths of the sequences that stand at a place, longest first.
    pub(in super::super) fn lengths_at<'s>(&'s self, word: impl Fn(u32) -> Option<WordId> + 's) -> impl Iterator<Item = u32> + 's {
        let entries = word(0).and_then(|w| self.by_first.get(&w)).map_or(&[][..], Vec::as_slice);
        entries
            .iter()
            .filter(move |s| s.iter().enumerate().skip(1).all(|(i, &w)| u32::try_from(i).ok().and_then(&word) == Some(w)))
            .filter_map(|s| u32::try_from(s.len()).ok())
    }

    /// First words of all sequences.
    fn firsts(&self) -> impl Iterator<Item = WordId> {
        self.by_first.keys().copied()
    }

    /// How many words the longest sequence has.
    fn longest(&self) -> Option<u32> {
        self.by_first.values().filter_map(|s| s.first()).map(|s| s.len()).max().and_then(|n| u32::try_from(n).ok())
    }
}

/// A pattern that an anchor calls for, with the tokens of a match that may stand before the anchor.
#[derive(Debug, Clone, Copy)]
struct Call {
    pattern: u32,
    least: u32,
    most: u32,
}

/// Tokens of a sentence where a match of a pattern may start, the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Candidate {
    /// Number of the pattern.
    pub(in super::super) pattern: u32,
    /// First of the tokens.
    pub(in super::super) from: u32,
    /// Last of the tokens.
    pub(in super::super) to: u32,
}

/// Patterns by their anchors.
#[derive(Debug, Default)]
pub(in super::super) struct Index {
    by_word: FxHashMap<WordId, Vec<Call>>,
    /// One bit a word: whether it is in `by_word`. Most words are not, and that is soon told.
    known: Vec<u64>,
    /// By number of the kind.
    by_kind: Vec<Vec<Call>>,
    anywhere: Vec<u32>,
    count: u32,
    /// Whether every pattern is a candidate everywhere.
    open: bool,
}

impl Index {
    /// The same index, leaving no pattern out: what is found with one must be what is found with the other.
    #[must_use]
    pub(in super::super) fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// Adds a pattern and returns its number.
    pub(in super::super) fn add(&mut self, pattern: &Pattern, lists: &FxHashMap<String, WordSequences>, rules: &RuleSet) -> u32 {
        let number = self.count;
        self.count += 1;
        let longest = |name: &str| lists.get(name).and_then(WordSequences::longest);
        let Some(set) = anchors(&pattern.elements, &longest) else {
            self.anywhere.push(number);
            return number;
        };
        for Anchored { anchor, least, most } in set {
            let call = Call { pattern: number, least, most: most.unwrap_or(u32::MAX) };
            match anchor {
                Anchor::Words(words) => words.into_iter().for_each(|w| self.call(w, call)),
                Anchor::List(name) => lists.get(&name).into_iter().flat_map(WordSequences::firsts).for_each(|w| self.call(w, call)),
                Anchor::Mention(kind) => {
                    let at = kind as usize;
                    if self.by_kind.len() <= at {
                        self.by_kind.resize_with(at + 1, Vec::new);
                    }
                    if let Some(calls) = self.by_kind.get_mut(at) {
                        calls.push(call);
                    }
                }
                Anchor::Fact(table) => {
                    let forms = rules.facts.get(&table).into_iter().flat_map(|t| &t.entries).flat_map(|e| &e.forms);
                    forms.filter_map(|f| f.first()).for_each(|w| self.call(*w, call));
                }
                Anchor::Anywhere => self.anywhere.push(number),
            }
        }
        number
    }

    fn call(&mut self, word: WordId, call: Call) {
        let (at, bit) = (word.0 as usize / 64, 1 << (word.0 % 64));
        if self.known.len() <= at {
            self.known.resize(at + 1, 0);
        }
        if let Some(known) = self.known.get_mut(at) {
            *known |= bit;
        }
        self.by_word.entry(word).or_default().push(call);
    }

    /// The patterns to try in a sentence and where, in order of pattern and place; places of one pattern do not overlap.
    pub(in super::super) fn candidates(&self, cx: &Cx<'_>, readings: &Readings, tokens: Range<u32>, out: &mut Vec<Candidate>) {
        out.clear();
        let Some(last) = tokens.end.checked_sub(1).filter(|l| *l >= tokens.start) else { return };
        let everywhere = |pattern: u32| Candidate { pattern, from: tokens.start, to: last };
        if self.open {
            return out.extend((0..self.count).map(everywhere));
        }
        out.extend(self.anywhere.iter().copied().map(everywhere));
        for at in tokens.clone() {
            let mut add = |call: &Call| {
                let from = at.saturating_sub(call.most).max(tokens.start);
                if let Some(to) = at.checked_sub(call.least).filter(|&to| to >= from) {
                    out.push(Candidate { pattern: call.pattern, from, to });
                }
            };
            if let Some(word) = cx.word(at)
                && self.known.get(word.0 as usize / 64).is_some_and(|k| k & 1 << (word.0 % 64) != 0)
            {
                self.by_word.get(&word).into_iter().flatten().for_each(&mut add);
            }
            for mention in readings.at(at) {
                self.by_kind.get(mention.kind as usize).into_iter().flatten().for_each(&mut add);
            }
        }
        out.sort_unstable();
        out.dedup_by(|next, kept| {
            let joined = next.pattern == kept.pattern && next.from <= kept.to.saturating_add(1);
            if joined {
                kept.to = kept.to.max(next.to);
            }
            joined
        });
    }
}
