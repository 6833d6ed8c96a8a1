//! Entries of several words ("secretary of state"), found by their first word, longest first.

use super::class_table::ClassTable;
use super::packed;
use super::{Class, ClassSet, WordId};
use serde::{Deserialize, Serialize};

/// Multi-word entries of all classes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Phrases {
    /// By word number: the number of the longest entry that begins with it, counted from 1; 0 for none.
    #[serde(with = "packed")]
    starts: Vec<u32>,
    /// The entries, [`Entry::SIZE`] numbers each.
    #[serde(with = "packed")]
    entries: Vec<u32>,
    /// The words of all entries, one behind the other.
    #[serde(with = "packed")]
    pool: Vec<u32>,
}

/// An entry, its words but the first.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// What it can be: the number of a set of classes.
    classes: u32,
    /// What it and those behind it can be: the number of a set.
    all: u32,
    /// Where its words begin in the pool.
    words: u32,
    length: u32,
    /// Number of the next entry of the same first word, which is no longer, counted from 1; 0 for none.
    next: u32,
}

impl Entry {
    const SIZE: usize = 5;
}

impl Phrases {
    fn entry(&self, number: u32) -> Option<Entry> {
        let at = (number as usize).checked_sub(1)? * Entry::SIZE;
        let &[classes, all, words, length, next] = self.entries.get(at..)?.first_chunk::<{ Entry::SIZE }>()?;
        Some(Entry { classes, all, words, length, next })
    }

    /// Stores an entry; the number behind the last makes a new one.
    fn put(&mut self, number: u32, entry: Entry) {
        let at = (number as usize).saturating_sub(1) * Entry::SIZE;
        for (i, n) in [entry.classes, entry.all, entry.words, entry.length, entry.next].into_iter().enumerate() {
            packed::set(&mut self.entries, at + i, n);
        }
    }

    /// Whether the words of an entry are these.
    fn is(&self, entry: Entry, mut word: impl FnMut(usize) -> Option<WordId>) -> bool {
        (0..entry.length as usize).all(|i| self.pool.get(entry.words as usize + i).is_some_and(|&w| word(i) == Some(WordId(w))))
    }

    /// Adds an entry of several words; single words are classes of the word itself.
    pub(super) fn insert(&mut self, words: &[WordId], class: Class, classes: &mut ClassTable) {
        let Some((&first, rest)) = words.split_first() else { return };
        let mut with = |number: u32| {
            let set = classes.of(number).with(class);
            classes.set(set)
        };
        // The place behind all that are longer, unless the very entry is there.
        let length = u32::try_from(rest.len()).unwrap_or(u32::MAX);
        let (mut before, mut number) = (0, self.starts.get(first.0 as usize).copied().unwrap_or(0));
        while let Some(entry) = self.entry(number).filter(|e| e.length >= length) {
            let found = entry.length == length && self.is(entry, |i| rest.get(i).copied());
            // What stands before the entry has its class behind it.
            let all = with(entry.all);
            self.put(number, Entry { all, classes: if found { with(entry.classes) } else { entry.classes }, ..entry });
            if found {
                return;
            }
            (before, number) = (number, entry.next);
        }
        let all = with(self.entry(number).map_or(0, |e| e.all));
        let words = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        self.pool.extend(rest.iter().map(|w| w.0));
        let new = u32::try_from(self.entries.len() / Entry::SIZE + 1).unwrap_or(u32::MAX);
        self.put(new, Entry { classes: with(0), all, words, length, next: number });
        match self.entry(before) {
            Some(entry) => self.put(before, Entry { next: new, ..entry }),
            None => packed::set(&mut self.starts, first.0 as usize, new),
        }
    }

    /// What the entries that begin with a word can be: the number of a set.
    pub(super) fn begun_by(&self, first: WordId) -> u32 {
        self.starts.get(first.0 as usize).and_then(|&number| self.entry(number)).map_or(0, |e| e.all)
    }

    /// The longest entry of any of several classes that the words begin with: how many words it has.
    pub(super) fn longest(&self, mut at: impl FnMut(usize) -> Option<WordId>, any: &[Class], classes: &ClassTable) -> Option<usize> {
        let any = any.iter().fold(ClassSet::EMPTY, |set, &class| set.with(class));
        let has = |number: u32| classes.of(number).meets(any);
        let mut number = *self.starts.get(at(0)?.0 as usize)?;
        while let Some(entry) = self.entry(number).filter(|e| has(e.all)) {
            number = entry.next;
            if has(entry.classes) && self.is(entry, |i| at(i + 1)) {
                return Some(entry.length as usize + 1);
            }
        }
        None
    }
}
