//! What each word can be. Words are many and sets of classes few: a word has the number of its set.

use super::packed;
use super::{Class, ClassSet, WordId};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// The classes of words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct ClassTable {
    /// By number of the word; words behind the end have no class.
    #[serde(with = "packed")]
    of_word: Vec<u32>,
    /// The first is empty.
    sets: Vec<ClassSet>,
    /// The numbers of the sets.
    #[serde(skip)]
    numbers: FxHashMap<ClassSet, u32>,
}

impl ClassTable {
    /// The number of a word's set.
    pub(super) fn number(&self, word: WordId) -> u32 {
        self.of_word.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The set of a number.
    pub(super) fn of(&self, number: u32) -> ClassSet {
        self.sets.get(number as usize).copied().unwrap_or_default()
    }

    /// All sets by their numbers; the first is empty, also where no word has a class.
    pub(super) fn sets(&self) -> &[ClassSet] {
        if self.sets.is_empty() { &[ClassSet::EMPTY] } else { &self.sets }
    }

    /// What a word can be.
    pub(super) fn get(&self, word: WordId) -> ClassSet {
        self.of(self.number(word))
    }

    /// Adds a class to a word.
    pub(super) fn add(&mut self, word: WordId, class: Class) {
        let mut set = self.get(word);
        set.insert(class);
        let number = self.set(set);
        packed::set(&mut self.of_word, word.0 as usize, number);
    }

    /// The number of a set, of which there are some hundreds.
    pub(super) fn set(&mut self, set: ClassSet) -> u32 {
        if self.sets.is_empty() {
            self.sets.push(ClassSet::EMPTY);
        }
        if self.numbers.len() < self.sets.len() {
            self.numbers = self.sets.iter().copied().zip(0..).collect();
        }
        if let Some(&number) = self.numbers.get(&set) {
            return number;
        }
        let number = u32::try_from(self.sets.len()).unwrap_or(0);
        self.sets.push(set);
        self.numbers.insert(set, number);
        number
    }
}
