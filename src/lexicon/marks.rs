//! Marks: bits that a higher layer hangs on words, classes and looks, so that one look at a token tells what it may be for whom.
//! What the bits mean is known to that layer alone.

use super::{Class, ClassSet, Lexicon, WordId, fold};
use rustc_hash::FxHashMap;

/// Bits of words, of classes of words and of looks.
#[derive(Debug)]
pub struct Marks {
    /// By word number.
    words: Vec<u64>,
    /// By text, of words that the lexicon does not know.
    unknown: FxHashMap<Box<str>, u64>,
    classes: Vec<u64>,
    looks: Vec<u64>,
}

impl Marks {
    /// No bits, for so many known words and so many looks.
    #[must_use]
    pub fn new(words: usize, looks: usize) -> Self {
        Self { words: vec![0; words], unknown: FxHashMap::default(), classes: vec![0; Class::ALL.len()], looks: vec![0; looks] }
    }

    /// Hangs bits on a word.
    pub fn word(&mut self, lexicon: &Lexicon, word: &str, bits: u64) {
        match lexicon.word(word).and_then(|id| self.words.get_mut(id.0 as usize)) {
            Some(of) => *of |= bits,
            None => *self.unknown.entry(fold(word).into()).or_default() |= bits,
        }
    }

    /// Hangs bits on all words of a class.
    pub fn class(&mut self, class: Class, bits: u64) {
        self.classes.iter_mut().skip(class as usize).take(1).for_each(|of| *of |= bits);
    }

    /// Hangs bits on a look, by its number.
    pub fn look(&mut self, look: usize, bits: u64) {
        self.looks.iter_mut().skip(look).take(1).for_each(|of| *of |= bits);
    }

    /// The bits of a known word of these classes.
    #[must_use]
    pub fn of_known(&self, word: WordId, classes: ClassSet) -> u64 {
        let own = self.words.get(word.0 as usize).copied().unwrap_or_default();
        classes.numbers().fold(own, |all, c| all | self.classes.get(c).copied().unwrap_or_default())
    }

    /// The bits of a folded word that the lexicon does not know.
    #[must_use]
    pub fn of_local(&self, word: &str) -> u64 {
        self.unknown.get(word).copied().unwrap_or_default()
    }

    /// The bits of a look.
    #[must_use]
    pub fn of_look(&self, look: usize) -> u64 {
        self.looks.get(look).copied().unwrap_or_default()
    }
}
