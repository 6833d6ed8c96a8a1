//! Entries of several words ("secretary of state"), found by their first word, longest first.

use super::{Class, ClassSet, WordId};
use rustc_hash::FxHashMap;

/// The words of an entry and what it can be.
type Entry = (Box<[WordId]>, ClassSet);

/// Multi-word entries of all classes.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: FxHashMap<WordId, Vec<Entry>>,
}

impl Phrases {
    /// Adds an entry of several words; single words are classes of the word itself.
    pub fn insert(&mut self, words: &[WordId], class: Class) {
        let Some(&first) = words.first() else { return };
        let entries = self.by_first.entry(first).or_default();
        if let Some((_, set)) = entries.iter_mut().find(|(w, _)| w.as_ref() == words) {
            set.insert(class);
            return;
        }
        let mut set = ClassSet::default();
        set.insert(class);
        entries.push((words.into(), set));
        entries.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
    }

    /// The longest entry of a class that the words begin with: how many words it has.
    pub fn longest(&self, mut at: impl FnMut(usize) -> Option<WordId>, class: Class) -> Option<usize> {
        let entries = self.by_first.get(&at(0)?)?;
        entries
            .iter()
            .filter(|(_, set)| set.has(class))
            .map(|(w, _)| w)
            .find(|w| w.iter().enumerate().skip(1).all(|(i, &id)| at(i) == Some(id)))
            .map(|w| w.len())
    }
}
