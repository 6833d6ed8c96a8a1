//! Lists of words with blanks between, for questions that are asked often and mostly answered no.

/// A list of folded words, hashed when the program is built.
#[derive(Debug)]
pub(super) struct Words {
    list: &'static str,
    /// Where in the list a word begins, counted from 1; 0 for none.
    slots: [u16; SLOTS],
}

/// Room for a list: a power of two, twice the words of the longest list at least.
const SLOTS: usize = 128;

/// The slot that a word is sought in first, by its ends and its length; no word has no slot.
#[inline]
const fn slot(word: &[u8]) -> Option<usize> {
    match word {
        [] => None,
        [one] => Some(*one as usize % SLOTS),
        [first, .., last] => Some((*first as usize * 29 + *last as usize * 7 + word.len() * 17) % SLOTS),
    }
}

impl Words {
    /// The words of a list.
    #[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "it runs when the program is built")]
    pub(super) const fn of(list: &'static str) -> Self {
        let (bytes, mut slots) = (list.as_bytes(), [0; SLOTS]);
        let (mut start, mut end) = (0, 0);
        while start < bytes.len() {
            while end < bytes.len() && !bytes[end].is_ascii_whitespace() {
                end += 1;
            }
            let (_, rest) = bytes.split_at(start);
            let (word, _) = rest.split_at(end - start);
            if let Some(mut at) = slot(word) {
                while slots[at] != 0 {
                    at = (at + 1) % SLOTS;
                }
                slots[at] = start as u16 + 1;
            }
            (start, end) = (end + 1, end + 1);
        }
        Self { list, slots }
    }

    /// Whether a word is one of them.
    #[inline]
    pub(super) fn has(&self, word: &str) -> bool {
        let Some(mut at) = slot(word.as_bytes()) else { return false };
        while let Some(start) = self.slots.get(at).and_then(|n| n.checked_sub(1)) {
            let rest = self.list.as_bytes().get(start.into()..).and_then(|list| list.strip_prefix(word.as_bytes()));
            if rest.is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace)) {
                return true;
            }
            at = (at + 1) % SLOTS;
        }
        false
    }
}

/// Whether a place of a scan holds one of the words of a list: `among!(s, i, "to until till")`.
macro_rules! among {
    ($scan:expr, $at:expr, $list:expr $(,)?) => {{
        static LIST: $crate::read::time::lists::Words = $crate::read::time::lists::Words::of($list);
        $scan.among($at, &LIST)
    }};
}
pub(super) use among;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_words_of_a_list() {
        const LIST: Words = Words::of(
            "to until \
            – of",
        );
        for word in ["to", "until", "–", "of"] {
            assert!(LIST.has(word), "{word}");
        }
        for word in ["", "t", "unto", "untxl", "to until", "-"] {
            assert!(!LIST.has(word), "{word}");
        }
    }
}
