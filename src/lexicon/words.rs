//! The interner: one number a word.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::Hasher;

/// A word's number. Two tokens are the same word (case apart) exactly if their ids are equal.
///
/// Ids below [`WordId::LOCAL`] are of the shared table; a document numbers its own unknown words from there on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// First id of a document's own words.
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

/// The shared table of words. It grows while lexicons and rules load and is read-only afterwards.
#[derive(Debug, Clone, Default)]
pub struct Words {
    ids: HashTable<WordId>,
    /// All texts one behind the other: one allocation instead of one a word.
    texts: String,
    /// Where each word ends in `texts`.
    ends: Vec<u32>,
    /// Room to fold a word in.
    folded: String,
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

fn text_at<'a>(texts: &'a str, ends: &[u32], id: WordId) -> &'a str {
    let i = id.0 as usize;
    let start = i.checked_sub(1).and_then(|p| ends.get(p)).copied().unwrap_or(0) as usize;
    ends.get(i).and_then(|&end| texts.get(start..end as usize)).unwrap_or("")
}

impl Words {
    /// An empty table with room for so many words.
    #[must_use]
    pub fn with_capacity(words: usize) -> Self {
        let (texts, ends) = (String::with_capacity(words * 8), Vec::with_capacity(words));
        Self { ids: HashTable::with_capacity(words), texts, ends, folded: String::new() }
    }

    /// The number of a word, made if it is new. The word is folded first.
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

    fn intern_folded(&mut self, folded: &str) -> WordId {
        let code = hash(folded);
        if let Some(&id) = self.ids.find(code, |&id| text_at(&self.texts, &self.ends, id) == folded) {
            return id;
        }
        let id = WordId(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        self.texts.push_str(folded);
        self.ends.push(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let (texts, ends) = (&self.texts, &self.ends);
        self.ids.insert_unique(code, id, |&id| hash(text_at(texts, ends, id)));
        id
    }

    /// The number of a word that is folded already.
    #[must_use]
    pub fn get_folded(&self, folded: &str) -> Option<WordId> {
        self.ids.find(hash(folded), |&id| text_at(&self.texts, &self.ends, id) == folded).copied()
    }

    /// The number of a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<WordId> {
        self.get_folded(&fold(word))
    }

    /// The folded text of a shared word.
    #[must_use]
    pub fn text(&self, id: WordId) -> &str {
        text_at(&self.texts, &self.ends, id)
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
}
