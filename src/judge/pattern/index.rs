//! Which patterns to try in which sentence: an index from words and kinds of mentions to the patterns anchored there.

use crate::lexicon::WordId;
use crate::read::Kind;
use crate::rule::RuleSet;
use crate::rule::pattern::{Anchor, Pattern, anchors};
use rustc_hash::FxHashMap;

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
}

/// Patterns by their anchors.
#[derive(Debug, Default)]
pub(in super::super) struct Index {
    by_word: FxHashMap<WordId, Vec<u32>>,
    by_kind: FxHashMap<Kind, Vec<u32>>,
    anywhere: Vec<u32>,
    count: u32,
    /// Whether every pattern is a candidate everywhere.
    open: bool,
}

impl Index {
    /// An index of so many patterns that leaves none out: what is found with one must be what is found with the other.
    pub(in super::super) fn open(count: usize) -> Self {
        Self { count: u32::try_from(count).unwrap_or(u32::MAX), open: true, ..Self::default() }
    }

    /// Adds a pattern and returns its number.
    pub(in super::super) fn add(&mut self, pattern: &Pattern, lists: &FxHashMap<String, WordSequences>, rules: &RuleSet) -> u32 {
        let number = self.count;
        self.count += 1;
        for anchor in anchors(&pattern.elements).unwrap_or_else(|| vec![Anchor::Anywhere]) {
            match anchor {
                Anchor::Words(words) => words.into_iter().for_each(|w| self.by_word.entry(w).or_default().push(number)),
                Anchor::List(name) => lists
                    .get(&name)
                    .into_iter()
                    .flat_map(WordSequences::firsts)
                    .for_each(|w| self.by_word.entry(w).or_default().push(number)),
                Anchor::Mention(kind) => self.by_kind.entry(kind).or_default().push(number),
                Anchor::Fact(table) => {
                    let forms = rules.facts.get(&table).into_iter().flat_map(|t| &t.entries).flat_map(|e| &e.forms);
                    forms.filter_map(|f| f.first()).for_each(|w| self.by_word.entry(*w).or_default().push(number));
                }
                Anchor::Anywhere => self.anywhere.push(number),
            }
        }
        number
    }

    /// How many patterns there are.
    pub(in super::super) fn len(&self) -> usize {
        self.count as usize
    }

    /// Numbers of the patterns that a word or a mention makes candidates; may repeat.
    pub(in super::super) fn candidates<'s>(
        &'s self,
        words: impl Iterator<Item = WordId> + 's,
        kinds: impl Iterator<Item = Kind> + 's,
    ) -> impl Iterator<Item = u32> + 's {
        let by_word = words.filter_map(|w| self.by_word.get(&w)).flatten();
        let by_kind = kinds.filter_map(|k| self.by_kind.get(&k)).flatten();
        let all = if self.open { 0..self.count } else { 0..0 };
        by_word.chain(by_kind).chain(&self.anywhere).copied().chain(all)
    }
}
