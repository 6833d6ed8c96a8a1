//! Entries of several words ("secretary of state"), found by their first word, longest first.

use super::{Class, ClassSet, WordId};
use rustc_hash::FxHashMap;

/// The words of an entry and what it can be.
type Entry = (Box<[WordId]>, ClassSet);

/// Multi-word entries of all classes.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: FxHashMap<WordId, Vec<Entry>>,
    /// By word number: the classes of the entries that begin with it. Most words begin none, and that is soon told.
    starts: Vec<ClassSet>,
}

impl Phrases {
    /// Adds an entry of several words; single words are classes of the word itself.
    pub fn insert(&mut self, words: &[WordId], class: Class) {
        let Some(&first) = words.first() else { return };
        if first.is_known() {
            let at = first.0 as usize;
            if self.starts.len() <= at {
                self.starts.resize(at + 1, ClassSet::default());
            }
            if let Some(set) = self.starts.get_mut(at) {
                set.insert(class);
            }
        }
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
        let first = at(0)?;
        self.starts.get(first.0 as usize).filter(|set| set.has(class))?;
        let entries = self.by_first.get(&first)?;
        entries
            .iter()
            .filter(|(_, set)| set.has(class))
            .map(|(w, _)| w)
            .find(|w| w.iter().enumerate().skip(1).all(|(i, &id)| at(i) == Some(id)))
            .map(|w| w.len())
    }
}
