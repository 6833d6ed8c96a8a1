//! Short words that were looked up before. Most words of a text are short and are met again and again; the table of all words is large,
//! and to look into it costs the wait for three far places of memory.

use super::WordId;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// Numbers of words by their letters, shared by all threads. A word that comes first keeps its place: those that come often come early.
#[derive(Debug)]
pub struct Frequent(Box<[Slot]>);

/// A word; once it has letters they stay, and so does its number.
#[derive(Debug, Default)]
struct Slot {
    /// 0 for none.
    letters: AtomicU64,
    /// Counted from 1; 0 as long as it is not told.
    number: AtomicU32,
}

/// The number of slots has so many binary digits.
const DIGITS: u32 = 12;

/// The letters of a word of at most eight bytes.
#[derive(Debug, Clone, Copy)]
pub struct Letters(u64);

impl Letters {
    /// Of a folded word, where it is short.
    #[must_use]
    #[inline]
    pub fn of(folded: &str) -> Option<Self> {
        let bytes = folded.as_bytes();
        // What ends with a NUL would look like what is shorter.
        if bytes.len() > size_of::<u64>() || bytes.last().is_none_or(|&b| b == 0) {
            return None;
        }
        Some(Self(bytes.iter().fold(0, |all, &b| all << 8 | u64::from(b))))
    }
}

impl Default for Frequent {
    fn default() -> Self {
        Self((0..1 << DIGITS).map(|_| Slot::default()).collect())
    }
}

impl Frequent {
    fn slot(&self, letters: Letters) -> Option<&Slot> {
        let number = (letters.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - DIGITS)) as usize;
        self.0.get(number)
    }

    /// The number of a word, where it was kept.
    #[must_use]
    #[inline]
    pub fn get(&self, letters: Letters) -> Option<WordId> {
        let slot = self.slot(letters).filter(|s| s.letters.load(Relaxed) == letters.0)?;
        slot.number.load(Relaxed).checked_sub(1).map(WordId)
    }

    /// Keeps the number of a word, unless another word has its place.
    pub fn keep(&self, letters: Letters, word: WordId) {
        if let Some(slot) = self.slot(letters)
            && slot.letters.compare_exchange(0, letters.0, Relaxed, Relaxed).is_ok()
        {
            slot.number.store(word.0.saturating_add(1), Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let frequent = Frequent::default();
        let letters = |word: &str| Letters::of(word).unwrap();
        assert_eq!(frequent.get(letters("the")), None);
        frequent.keep(letters("the"), WordId(7));
        frequent.keep(letters("the"), WordId(8));
        assert_eq!(frequent.get(letters("the")), Some(WordId(7)));
        assert!(Letters::of("governor").is_some() && Letters::of("governors").is_none() && Letters::of("a\0").is_none());
    }
}
