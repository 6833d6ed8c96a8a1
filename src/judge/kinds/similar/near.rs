//! Near pairs of names through shared deletions.
//!
//! Names at most so many edits apart have a form in common once as many letters are left out of each. Forms are kept as hashes:
//! two that collide only give a pair that is then compared and refused.

use crate::limits::{ALIKE, LETTERS};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The pairs, and what was not compared.
pub(super) struct Pairs {
    /// Pairs of keys (by index, the smaller first) at most so many edits apart; a swap of two letters counts once.
    pub(super) near: Vec<(usize, usize)>,
    /// The first key of each group that was left out: so many names with a deletion in common are a series ("Route A", "Route B"
    /// …), no slips of each other.
    pub(super) left: Vec<usize>,
}

/// The near pairs of keys.
pub(super) fn pairs(keys: &[&String], max_edits: usize) -> Pairs {
    let near = |a: usize, b: usize| keys.get(a).zip(keys.get(b)).is_some_and(|(x, y)| x != y && is_near(x, y, max_edits));
    if keys.len() < ALIKE && max_edits <= DELETIONS {
        // So few are compared each with each, those that differ by too many letters left out at a glance.
        let looks: Vec<_> = keys.iter().map(|k| Look::of(k)).collect();
        let alike = |a: usize, b: usize| looks.get(a).zip(looks.get(b)).is_some_and(|(x, y)| x.may_be_near(y, max_edits));
        let all = (0..keys.len()).flat_map(|a| (a + 1..keys.len()).map(move |b| (a, b)));
        return Pairs { near: all.filter(|&(a, b)| alike(a, b) && near(a, b)).collect(), left: Vec::new() };
    }
    let index = Near::new(keys.iter().map(|k| k.as_str()), max_edits);
    let (mut pairs, mut left) = (Vec::new(), Vec::new());
    for group in index.forms.chunk_by(|a, b| a.0 == b.0) {
        if group.len() >= ALIKE {
            left.extend(group.first().map(|g| g.1 as usize));
            continue;
        }
        for (n, &(_, a)) in group.iter().enumerate() {
            pairs.extend(group.iter().skip(n + 1).map(|&(_, b)| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let pairs = pairs.into_iter().map(|(a, b)| (a as usize, b as usize));
    Pairs { near: pairs.filter(|&(a, b)| near(a, b)).collect(), left }
}

/// Most letters that are left out of a word to find those near it.
const DELETIONS: usize = 2;

/// What tells two words apart at a glance.
struct Look {
    length: usize,
    /// Which letters there are: a bit for several.
    letters: u32,
}

impl Look {
    fn of(word: &str) -> Self {
        let letters = word.chars().fold(0, |mask, c| mask | 1 << (u32::from(c) % 32));
        Self { length: word.chars().count(), letters }
    }

    /// Whether the words can be so many edits apart: each puts in a letter, takes one out, or both.
    fn may_be_near(&self, other: &Self, max_edits: usize) -> bool {
        let differing = (self.letters ^ other.letters).count_ones() as usize;
        self.length.max(other.length) <= LETTERS && self.length.abs_diff(other.length) <= max_edits && differing <= 2 * max_edits
    }
}

/// Fewest letters of words that are compared letter by letter whatever their order.
const SHUFFLED: usize = 6;

/// Whether two words are at most `max_edits` apart, or have the same letters with one out of its place: "Horvath", "Hovarth".
pub(super) fn is_near(a: &str, b: &str, max_edits: usize) -> bool {
    let distance = strsim::osa_distance(a, b);
    let letters = |w: &str| {
        let mut all: Vec<char> = w.chars().collect();
        all.sort_unstable();
        all
    };
    let shuffled = || a.chars().count() >= SHUFFLED && a.chars().next() == b.chars().next() && letters(a) == letters(b);
    distance <= max_edits || distance == 2 && shuffled()
}

/// The hash of a form, as two halves: names have so many forms that room lost to alignment counts.
type Form = [u32; 2];

/// Words by their deletions, to find those that are near another without looking at all of them.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// Forms with the words that have them, sorted.
    forms: Vec<(Form, u32)>,
    max_edits: usize,
}

impl Near {
    /// An index of words, which are numbered in order.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>, max_edits: usize) -> Self {
        let mut forms = Vec::new();
        for (i, word) in (0_u32..).zip(words) {
            let deletions = deletions(word, max_edits);
            // They are by far the most that names take: no more than a fourth of the room is left empty.
            if forms.capacity() - forms.len() < deletions.len() {
                forms.reserve_exact(deletions.len() + forms.len() / 3);
            }
            forms.extend(deletions.into_iter().map(|f| (f, i)));
        }
        forms.sort_unstable();
        Self { forms, max_edits }
    }

    /// Numbers of the words that may be near a word, in order; whether some were left out, there being too many.
    pub(super) fn of(&self, word: &str) -> (Vec<usize>, bool) {
        let (mut found, mut left) = (Vec::new(), false);
        for form in deletions(word, self.max_edits) {
            let from = self.forms.partition_point(|(f, _)| *f < form);
            let group = self.forms.get(from..).unwrap_or(&[]).iter().take_while(|(f, _)| *f == form);
            let words: Vec<usize> = group.take(ALIKE).map(|&(_, i)| i as usize).collect();
            if words.len() < ALIKE {
                found.extend(words);
            } else {
                left = true;
            }
        }
        found.sort_unstable();
        found.dedup();
        (found, left)
    }
}

/// Hashes of a word and of all forms of it with up to so many letters left out, each once.
fn deletions(word: &str, count: usize) -> Vec<Form> {
    let letters: Vec<char> = word.chars().collect();
    let hash = |without: &dyn Fn(usize) -> bool| {
        let mut hasher = FxHasher::default();
        letters.iter().enumerate().filter(|(i, _)| !without(*i)).for_each(|(_, &c)| hasher.write_u32(u32::from(c)));
        halves(hasher.finish())
    };
    let mut all = vec![hash(&|_| false)];
    if letters.len() > LETTERS {
        return all;
    }
    if letters.len() >= SHUFFLED {
        // The same letters in any order meet under one form, too.
        let mut sorted = letters.clone();
        sorted.sort_unstable();
        let mut hasher = FxHasher::default();
        hasher.write_u8(1);
        for &c in &sorted {
            hasher.write_u32(u32::from(c));
        }
        all.push(halves(hasher.finish()));
    }
    if count >= 1 {
        all.extend((0..letters.len()).map(|a| hash(&|i| i == a)));
    }
    if count >= 2 {
        all.extend((0..letters.len()).flat_map(|a| (a + 1..letters.len()).map(move |b| (a, b))).map(|(a, b)| hash(&|i| i == a || i == b)));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The upper half of a hash, then the lower one: in the order of the hashes.
#[expect(clippy::cast_possible_truncation, reason = "the rest is the other half")]
fn halves(hash: u64) -> Form {
    [(hash >> 32) as u32, hash as u32]
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn finds_each_kind_of_slip() {
        let words = ["blinken", "blinkens", "binlken", "blanken", "washington"].map(str::to_owned);
        let keys: Vec<&String> = words.iter().collect();
        assert_eq!(pairs(&keys, 1).near, vec![(0, 1), (0, 2), (0, 3)]);
        let swapped = ["kalil", "klail"].map(str::to_owned);
        assert_eq!(pairs(&swapped.iter().collect::<Vec<_>>(), 1).near, vec![(0, 1)]);
    }

    #[test]
    fn a_series_is_left_out_and_told() {
        let words: Vec<String> = (0..100_u32).filter_map(char::from_u32).map(|c| format!("route {c}")).collect();
        let found = pairs(&words.iter().collect::<Vec<_>>(), 1);
        assert!(found.near.is_empty() && !found.left.is_empty());
    }
}
