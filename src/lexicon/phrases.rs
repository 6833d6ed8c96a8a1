//! Entries of several words ("secretary of state"), found by their first word, longest first.

use super::{Class, ClassSet, WordId};

/// What begins with a word: the classes of all entries, and the first of them.
#[derive(Debug, Clone, Copy, Default)]
struct Start {
    classes: ClassSet,
    /// Number of the longest entry, counted from 1; 0 for none.
    first: u32,
}

/// An entry: its words but the first, what it can be, and the entry of the same first word that is no longer.
#[derive(Debug, Clone, Copy)]
struct Entry {
    classes: ClassSet,
    /// Where its words begin in the pool.
    words: u32,
    length: u32,
    next: u32,
}

/// Multi-word entries of all classes.
#[derive(Debug, Default)]
pub struct Phrases {
    /// By word number. Most words begin no entry, and that is soon told.
    starts: Vec<Start>,
    entries: Vec<Entry>,
    /// The words of all entries, one behind the other.
    pool: Vec<WordId>,
}

impl Phrases {
    /// Adds an entry of several words; single words are classes of the word itself.
    pub fn insert(&mut self, words: &[WordId], class: Class) {
        let Some((&first, rest)) = words.split_first() else { return };
        let at = first.0 as usize;
        if self.starts.len() <= at {
            self.starts.resize(at + 1, Start::default());
        }
        let Some(start) = self.starts.get_mut(at) else { return };
        start.classes.insert(class);
        // The place behind all that are longer, unless the very entry is there.
        let length = u32::try_from(rest.len()).unwrap_or(u32::MAX);
        let (mut before, mut number) = (0, start.first);
        while let Some(entry) = self.entries.get_mut((number as usize).wrapping_sub(1)).filter(|e| e.length >= length) {
            let words = entry.words as usize;
            if entry.length == length && self.pool.get(words..words + rest.len()) == Some(rest) {
                entry.classes.insert(class);
                return;
            }
            (before, number) = (number, entry.next);
        }
        let mut classes = ClassSet::default();
        classes.insert(class);
        self.entries.push(Entry { classes, words: u32::try_from(self.pool.len()).unwrap_or(u32::MAX), length, next: number });
        self.pool.extend_from_slice(rest);
        let new = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        match self.entries.get_mut((before as usize).wrapping_sub(1)) {
            Some(entry) => entry.next = new,
            None => self.starts.iter_mut().skip(at).take(1).for_each(|s| s.first = new),
        }
    }

    /// The longest entry of a class that the words begin with: how many words it has.
    pub fn longest(&self, mut at: impl FnMut(usize) -> Option<WordId>, class: Class) -> Option<usize> {
        let start = self.starts.get(at(0)?.0 as usize).filter(|s| s.classes.has(class))?;
        let mut number = start.first;
        while let Some(entry) = self.entries.get((number as usize).wrapping_sub(1)) {
            number = entry.next;
            let words = entry.words as usize;
            let length = entry.length as usize;
            let rest = self.pool.get(words..words + length).unwrap_or(&[]);
            if entry.classes.has(class) && rest.iter().zip(1..).all(|(&id, i)| at(i) == Some(id)) {
                return Some(length + 1);
            }
        }
        None
    }
}
