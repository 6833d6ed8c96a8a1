//! Entries of several words ("secretary of state"), found by their first two words, longest first.

use super::class_table::ClassTable;
use super::packed;
use super::{Class, ClassSet, WordId};
use serde::{Deserialize, Serialize};

/// Multi-word entries of all classes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Phrases {
    /// By word number: what the entries that begin with it can be, the number of a set.
    #[serde(with = "packed")]
    begun: Vec<u32>,
    /// By the [`chain`] of the first two words: the number of its longest entry, counted from 1; 0 for none.
    #[serde(with = "packed")]
    chains: Vec<u32>,
    /// The entries, [`Entry::SIZE`] numbers each.
    #[serde(with = "packed")]
    entries: Vec<u32>,
    /// The words of all entries, one behind the other.
    #[serde(with = "packed")]
    pool: Vec<u32>,
}

/// An entry.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// What it can be: the number of a set of classes.
    classes: u32,
    /// Where its words begin in the pool.
    words: u32,
    length: u32,
    /// Number of the next entry of the chain, which is no longer, counted from 1; 0 for none.
    next: u32,
}

impl Entry {
    const SIZE: usize = 4;
}

/// Digits of the number of a chain: there are about as many chains as entries, so that most have one or none.
const DIGITS: u32 = 14;

/// The number of the chain of all entries that begin with two words, and of few others.
fn chain(first: WordId, second: WordId) -> usize {
    let mixed = (first.0 ^ second.0.rotate_left(16)).wrapping_mul(0x9e37_79b1);
    (mixed >> (u32::BITS - DIGITS)) as usize
}

impl Phrases {
    fn entry(&self, number: u32) -> Option<Entry> {
        let at = (number as usize).checked_sub(1)? * Entry::SIZE;
        let &[classes, words, length, next] = self.entries.get(at..)?.first_chunk::<{ Entry::SIZE }>()?;
        Some(Entry { classes, words, length, next })
    }

    /// Stores an entry; the number behind the last makes a new one.
    fn put(&mut self, number: u32, entry: Entry) {
        let at = (number as usize).saturating_sub(1) * Entry::SIZE;
        for (i, n) in [entry.classes, entry.words, entry.length, entry.next].into_iter().enumerate() {
            packed::set(&mut self.entries, at + i, n);
        }
    }

    /// Whether the words of an entry are these.
    fn is(&self, entry: Entry, mut word: impl FnMut(usize) -> Option<WordId>) -> bool {
        let words = self.pool.get(entry.words as usize..(entry.words + entry.length) as usize).unwrap_or(&[]);
        words.iter().enumerate().all(|(i, &w)| word(i) == Some(WordId(w)))
    }

    /// Adds an entry of several words; single words are classes of the word itself.
    pub(super) fn insert(&mut self, words: &[WordId], class: Class, classes: &mut ClassTable) {
        let &[first, second, ..] = words else { return };
        let mut with = |number: u32| {
            let set = classes.of(number).with(class);
            classes.set(set)
        };
        let all = with(self.begun_by(first));
        packed::set(&mut self.begun, first.0 as usize, all);
        // The place behind all that are longer, unless the very entry is there.
        let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
        let chain = chain(first, second);
        let (mut before, mut number) = (0, self.chains.get(chain).copied().unwrap_or(0));
        while let Some(entry) = self.entry(number).filter(|e| e.length >= length) {
            if entry.length == length && self.is(entry, |i| words.get(i).copied()) {
                self.put(number, Entry { classes: with(entry.classes), ..entry });
                return;
            }
            (before, number) = (number, entry.next);
        }
        let start = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        self.pool.extend(words.iter().map(|w| w.0));
        let new = u32::try_from(self.entries.len() / Entry::SIZE + 1).unwrap_or(u32::MAX);
        self.put(new, Entry { classes: with(0), words: start, length, next: number });
        match self.entry(before) {
            Some(entry) => self.put(before, Entry { next: new, ..entry }),
            None => packed::set(&mut self.chains, chain, new),
        }
    }

    /// What the entries that begin with a word can be: the number of a set.
    pub(super) fn begun_by(&self, first: WordId) -> u32 {
        self.begun.get(first.0 as usize).copied().unwrap_or(0)
    }

    /// The longest entry of any of several classes that the words begin with: how many words it has.
    pub(super) fn longest(&self, mut at: impl FnMut(usize) -> Option<WordId>, any: &[Class], classes: &ClassTable) -> Option<usize> {
        let any = any.iter().fold(ClassSet::EMPTY, |set, &class| set.with(class));
        let has = |number: u32| number != 0 && classes.of(number).meets(any);
        let first = at(0)?;
        if !has(self.begun_by(first)) {
            return None;
        }
        let mut number = *self.chains.get(chain(first, at(1)?))?;
        while let Some(entry) = self.entry(number) {
            number = entry.next;
            if has(entry.classes) && self.is(entry, &mut at) {
                return Some(entry.length as usize);
            }
        }
        None
    }
}
