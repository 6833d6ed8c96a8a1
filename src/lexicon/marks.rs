//! Marks: bits that a higher layer hangs on words, classes and looks, so that one look at a token tells what it may be for whom.
//! What the bits mean is known to that layer alone.

use super::{Class, Flags, Lexicon, WordId, fold};
use rustc_hash::FxHashMap;

/// Bits of words, of classes of words and of looks.
#[derive(Debug)]
pub struct Marks {
    /// By word number.
    words: Vec<u64>,
    /// By text, of words that the lexicon does not know.
    unknown: FxHashMap<Box<str>, u64>,
    /// By the number of a word's set of classes.
    sets: Vec<u64>,
    looks: Vec<u64>,
    /// By the number of a set of flags, the bits of the looks that they tell.
    flags: Vec<u64>,
}

impl Marks {
    /// No bits, for the words of a lexicon and so many looks.
    #[must_use]
    pub fn new(lexicon: &Lexicon, looks: usize) -> Self {
        let (words, sets) = (vec![0; lexicon.words.len()], vec![0; lexicon.class_sets().len()]);
        Self { words, unknown: FxHashMap::default(), sets, looks: vec![0; looks], flags: Vec::new() }
    }

    /// Hangs bits on a word.
    pub fn word(&mut self, lexicon: &Lexicon, word: &str, bits: u64) {
        match lexicon.word(word).and_then(|id| self.words.get_mut(id.0 as usize)) {
            Some(of) => *of |= bits,
            None => *self.unknown.entry(fold(word).into()).or_default() |= bits,
        }
    }

    /// Hangs bits on a word of the shared table.
    pub fn known(&mut self, word: WordId, bits: u64) {
        self.words.iter_mut().skip(word.0 as usize).take(1).for_each(|of| *of |= bits);
    }

    /// Hangs bits on all words of a class and on the words that its phrases begin with.
    pub fn class(&mut self, lexicon: &Lexicon, class: Class, bits: u64) {
        for (of, set) in self.sets.iter_mut().zip(lexicon.class_sets()) {
            *of |= if set.has(class) { bits } else { 0 };
        }
    }

    /// Hangs bits on a look, by its number.
    pub fn look(&mut self, look: usize, bits: u64) {
        self.looks.iter_mut().skip(look).take(1).for_each(|of| *of |= bits);
    }

    /// Gives words the bits of their classes and sets of flags those of their looks, once all bits are hung. `looks` are the flags
    /// that tell a look.
    pub fn settle(&mut self, lexicon: &Lexicon, looks: &[(Flags, usize)]) {
        let of = |set: usize| self.sets.get(set).copied().unwrap_or_default();
        for (of_word, word) in self.words.iter_mut().zip((0..).map(WordId)) {
            *of_word |= of(lexicon.class_number(word)) | of(lexicon.phrase_class_number(word));
        }
        let told =
            |set: usize| looks.iter().filter(|(flag, _)| flag.number() & set != 0).fold(0, |all, &(_, look)| all | self.of_look(look));
        self.flags = (0..Flags::SETS).map(told).collect();
    }

    /// The bits of a known word.
    #[must_use]
    pub fn of_known(&self, word: WordId) -> u64 {
        self.words.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The bits of the looks that flags tell.
    #[must_use]
    pub fn of_flags(&self, flags: Flags) -> u64 {
        self.flags.get(flags.number()).copied().unwrap_or_default()
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
