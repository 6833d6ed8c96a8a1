//! The interner: one number a word. The words of the pre-built lexicon are borrowed; those that are added lie behind them.

use super::packed;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::hash::Hasher;

/// Number of a word. Below [`WordId::LOCAL`] it belongs to the shared table, from there on to one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordId(pub u32);

impl WordId {
    /// First number of a document's own words.
    pub const LOCAL: u32 = 1 << 24;

    /// Its number among a document's own words, where it is one.
    #[must_use]
    pub fn local(self) -> Option<usize> {
        self.0.checked_sub(Self::LOCAL).map(|n| n as usize)
    }

    /// Whether the shared table knows it.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.0 < Self::LOCAL
    }
}

/// A table of folded words. It only grows; it is built once and then read by all threads.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Words {
    /// Open addressing with linear probing; a power of two of slots, at least a third of them free. A slot is 0 where it is free;
    /// else the number of a word counted from 1, and above it bits of its hash, which tell most strangers apart.
    slots: Vec<u32>,
    /// The texts of the first words, one behind the other.
    base: &'static str,
    /// The texts of all later words.
    added: String,
    /// Where each text ends, counted over `base` and `added`.
    ends: Vec<u32>,
    /// How many words `base` holds.
    stored: u32,
    /// Room for folding, kept between calls.
    folded: String,
}

/// A table as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(with = "packed")]
    slots: Vec<u32>,
    texts: &'static str,
    #[serde(with = "packed")]
    ends: Vec<u32>,
}

impl From<Stored> for Words {
    fn from(Stored { slots, texts, ends }: Stored) -> Self {
        let stored = u32::try_from(ends.len()).unwrap_or(0);
        Self { slots, base: texts, added: String::new(), ends, stored, folded: String::new() }
    }
}

impl From<Words> for Stored {
    fn from(words: Words) -> Self {
        // Tables are stored once, by the test that makes them.
        let texts = if words.added.is_empty() { words.base } else { Box::leak(format!("{}{}", words.base, words.added).into_boxed_str()) };
        Self { slots: words.slots, texts, ends: words.ends }
    }
}

/// Bits of a slot that hold the number of a word; as many as [`WordId::LOCAL`] has.
const NUMBER: u32 = WordId::LOCAL - 1;

/// The bits of a hash that a slot keeps.
#[expect(clippy::cast_possible_truncation, reason = "the upper bits go elsewhere")]
fn tag(hash: u64) -> u32 {
    (hash >> 24) as u32 & !NUMBER
}

impl Words {
    /// An empty table with room for so many words.
    #[must_use]
    pub fn with_capacity(words: usize) -> Self {
        let slots = vec![0; (words * 3 / 2).next_power_of_two()];
        Self { slots, added: String::with_capacity(words * 8), ..Self::default() }
    }

    /// The hash under which a folded word is kept.
    #[must_use]
    pub fn hash(folded: &str) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write(folded.as_bytes());
        hasher.finish()
    }

    /// The number of a word, which is folded first; new if the table does not know it.
    pub fn intern(&mut self, word: &str) -> WordId {
        if word.is_ascii() {
            let mut folded = std::mem::take(&mut self.folded);
            folded.clear();
            folded.push_str(word);
            folded.make_ascii_lowercase();
            let id = self.intern_folded(&folded);
            self.folded = folded;
            return id;
        }
        self.intern_folded(&fold(word))
    }

    /// The number of a word that is folded already; new if the table does not know it.
    pub(super) fn intern_folded(&mut self, folded: &str) -> WordId {
        if self.slots.len() * 2 < (self.ends.len() + 1) * 3 {
            self.grow();
        }
        let code = Self::hash(folded);
        let place = match self.find(code, folded) {
            Ok(id) => return id,
            Err(place) => place,
        };
        let number = u32::try_from(self.ends.len()).unwrap_or(NUMBER).min(NUMBER - 1);
        self.added.push_str(folded);
        self.ends.push(u32::try_from(self.base.len() + self.added.len()).unwrap_or(u32::MAX));
        self.slots.iter_mut().skip(place).take(1).for_each(|s| *s = tag(code) | (number + 1));
        WordId(number)
    }

    /// Adds words that were found meanwhile. Their numbers in this table, in their order.
    pub fn take(&mut self, new: &NewWords) -> Vec<WordId> {
        (0..u32::try_from(new.0.len()).unwrap_or(0)).map(|n| self.intern_folded(new.0.text(WordId(n)))).collect()
    }

    /// The word of a hash and text, or the free slot where it belongs.
    fn find(&self, code: u64, folded: &str) -> Result<WordId, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        #[expect(clippy::cast_possible_truncation, reason = "only the lower bits count")]
        let mut place = code as usize & mask;
        // A third of the slots is free, so this ends.
        loop {
            let slot = self.slots.get(place).copied().unwrap_or(0);
            if slot == 0 {
                return Err(place);
            }
            let id = WordId((slot & NUMBER) - 1);
            if slot & !NUMBER == tag(code) && self.is(id, folded.as_bytes()) {
                return Ok(id);
            }
            place = (place + 1) & mask;
        }
    }

    /// Makes room for twice the words.
    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(64);
        let mut slots = vec![0; len];
        for number in 0..u32::try_from(self.ends.len()).unwrap_or(0) {
            let code = Self::hash(self.text(WordId(number)));
            #[expect(clippy::cast_possible_truncation, reason = "only the lower bits count")]
            let mut place = code as usize & (len - 1);
            while slots.get(place).is_some_and(|&s| s != 0) {
                place = (place + 1) & (len - 1);
            }
            slots.iter_mut().skip(place).take(1).for_each(|s| *s = tag(code) | (number + 1));
        }
        self.slots = slots;
    }

    /// The number of a folded word, if the table knows it.
    #[must_use]
    pub fn get_folded(&self, folded: &str) -> Option<WordId> {
        self.get_hashed(Self::hash(folded), folded)
    }

    /// The number of a folded word with this [hash](Self::hash), if the table knows it.
    #[must_use]
    pub fn get_hashed(&self, hash: u64, folded: &str) -> Option<WordId> {
        self.find(hash, folded).ok()
    }

    /// The number of a word, which is folded first, if the table knows it.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<WordId> {
        self.get_folded(&fold(word))
    }

    /// The folded text of a word; empty for a number that is not of this table.
    #[must_use]
    pub fn text(&self, id: WordId) -> &str {
        let (text, from, to) = self.place(id);
        text.get(from..to).unwrap_or("")
    }

    /// The words that have a character, perhaps several times over.
    pub fn with(&self, c: char) -> impl Iterator<Item = WordId> {
        let base = self.base.len();
        let places = self.base.match_indices(c).map(|(n, _)| n).chain(self.added.match_indices(c).map(move |(n, _)| base + n));
        let words = places.map(|place| self.ends.partition_point(|&end| end as usize <= place));
        words.filter_map(|n| u32::try_from(n).ok()).map(WordId)
    }

    /// Whether the text of a word is this; without a look at whether it is text. Apart from the search, which is quick until then.
    #[inline(never)]
    fn is(&self, id: WordId, folded: &[u8]) -> bool {
        let (text, from, to) = self.place(id);
        to.wrapping_sub(from) == folded.len() && text.as_bytes().get(from..to).is_some_and(|t| same(t, folded))
    }

    /// Where the text of a word lies.
    #[inline]
    fn place(&self, id: WordId) -> (&str, usize, usize) {
        let i = id.0 as usize;
        let start = i.checked_sub(1).and_then(|p| self.ends.get(p)).copied().unwrap_or(0) as usize;
        let end = self.ends.get(i).map_or(start, |&e| e as usize);
        if id.0 < self.stored {
            return (self.base, start, end);
        }
        let base = self.base.len();
        (&self.added, start.saturating_sub(base), end.saturating_sub(base))
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// Whether two texts of one length are the same: most are short, and two looks at eight bytes or four are cheaper than a call.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    match a.len() {
        8..=16 => a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk(),
        4..8 => a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk(),
        2..4 => a.first_chunk::<2>() == b.first_chunk() && a.last() == b.last(),
        _ => a == b,
    }
}

/// Words that are added to a table that stands still meanwhile, because others read it as well. Their numbers begin with
/// [`WordId::LOCAL`] and are given up for those of the table when it [takes](Words::take) them.
#[derive(Debug, Default)]
pub struct NewWords(Words);

impl NewWords {
    /// The number of a word, which is folded first; new if neither the table nor these words have it.
    pub fn intern(&mut self, table: &Words, word: &str) -> WordId {
        let folded = fold(word);
        let known = table.get_folded(&folded);
        known.unwrap_or_else(|| WordId(WordId::LOCAL + self.0.intern_folded(&folded).0))
    }
}

/// Lower case with a straight apostrophe: the form under which words are compared.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) };
    }
    Cow::Owned(
        word.chars()
            .flat_map(char::to_lowercase)
            .map(|c| if matches!(c, '\u{2019}' | '\u{2018}' | '\u{2bc}') { '\'' } else { c })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_to_one_id() {
        let mut words = Words::default();
        let id = words.intern("Don’t");
        assert_eq!(words.get("don't"), Some(id));
        assert_eq!(words.text(id), "don't");
        assert_eq!(words.get("École"), None);
    }

    #[test]
    fn words_found_meanwhile_get_numbers_of_the_table() {
        let mut words = Words::default();
        let known = words.intern("bridge");
        let mut new = NewWords::default();
        let ids = ["Bridge", "Tower", "tower"].map(|w| new.intern(&words, w));
        assert_eq!(ids, [known, WordId(WordId::LOCAL), WordId(WordId::LOCAL)]);
        assert_eq!(words.take(&new), [WordId(1)]);
        assert_eq!(words.text(WordId(1)), "tower");
    }

    #[test]
    fn many_words_keep_their_numbers_and_texts_also_behind_borrowed_ones() {
        let word = |n: u32| format!("w{n}");
        let mut words = Words::default();
        let ids: Vec<WordId> = (0..5_000).map(|n| words.intern(&word(n))).collect();
        let mut stored = Words::from(Stored::from(words));
        let more: Vec<WordId> = (5_000..9_000).map(|n| stored.intern(&word(n))).collect();
        for (id, n) in ids.iter().chain(&more).zip(0..) {
            assert_eq!((stored.text(*id), stored.get(&word(n))), (word(n).as_str(), Some(*id)));
        }
        assert_eq!((stored.len(), stored.get("w9000")), (9_000, None));
    }
}
