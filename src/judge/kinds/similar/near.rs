//! Near pairs of names through shared deletions.

use rustc_hash::FxHashMap;

/// Largest group of names with one deletion in common that is compared pair by pair: more are a series ("Route A", "Route B" …), no
/// slips of each other.
const MAX_GROUP: usize = 64;

/// Pairs of keys (by index, the smaller first) at most `max_edits` apart; a swap of two letters counts once.
pub(super) fn pairs(keys: &[&String], max_edits: usize) -> Vec<(usize, usize)> {
    let mut neighbours: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, key) in keys.iter().enumerate() {
        for form in deletions(key, max_edits) {
            neighbours.entry(form).or_default().push(i);
        }
    }
    let mut pairs: Vec<(usize, usize)> = neighbours.into_values().filter(|v| v.len() < MAX_GROUP).flat_map(|v| pairs_of(&v)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let near =
        |&(a, b): &(usize, usize)| keys.get(a).zip(keys.get(b)).is_some_and(|(x, y)| x != y && strsim::osa_distance(x, y) <= max_edits);
    pairs.into_iter().filter(near).collect()
}

/// Words by their deletions, to find those that are near another without looking at all of them.
#[derive(Debug, Default)]
pub(super) struct Near {
    by_form: FxHashMap<String, Vec<usize>>,
    max_edits: usize,
}

impl Near {
    /// An index of words, which are numbered in order.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>, max_edits: usize) -> Self {
        let mut by_form: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (i, word) in words.enumerate() {
            for form in deletions(word, max_edits) {
                by_form.entry(form).or_default().push(i);
            }
        }
        Self { by_form, max_edits }
    }

    /// Numbers of the words that may be near a word, in order.
    pub(super) fn of(&self, word: &str) -> Vec<usize> {
        let groups = deletions(word, self.max_edits).into_iter().filter_map(|f| self.by_form.get(&f)).filter(|g| g.len() < MAX_GROUP);
        let mut found: Vec<usize> = groups.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn pairs_of(items: &[usize]) -> Vec<(usize, usize)> {
    items.iter().enumerate().flat_map(|(n, &a)| items.iter().skip(n + 1).map(move |&b| (a.min(b), a.max(b)))).collect()
}

/// A word and all forms of it with up to so many letters left out.
fn deletions(word: &str, count: usize) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    let mut last = all.clone();
    for _ in 0..count.min(2) {
        let without = |w: &String| {
            w.char_indices().map(|(i, c)| [w.get(..i).unwrap_or(""), w.get(i + c.len_utf8()..).unwrap_or("")].concat()).collect::<Vec<_>>()
        };
        let mut next: Vec<String> = last.iter().flat_map(without).collect();
        next.sort_unstable();
        next.dedup();
        all.extend(next.iter().cloned());
        last = next;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn finds_each_kind_of_slip() {
        let words = ["blinken", "blinkens", "binlken", "blanken", "washington"].map(str::to_owned);
        let keys: Vec<&String> = words.iter().collect();
        assert_eq!(pairs(&keys, 1), vec![(0, 1), (0, 3)]);
        let swapped = ["kalil", "klail"].map(str::to_owned);
        assert_eq!(pairs(&swapped.iter().collect::<Vec<_>>(), 1), vec![(0, 1)]);
    }
}
