//! Says how a short form fails to fit the title-case phrase that is plainly meant as its long form.
//!
//! Silent by design: only a run of capitalised words that stands right beside the brackets is judged, and only where its initials
//! and the short form differ by one slip (two letters swapped, one letter wrong, one too many, the last one left out).

use crate::lexicon::{Class, Flags};
use crate::read::Cx;
use std::ops::Range;

/// What is wrong with a short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Defect {
    /// Right letters, wrong order.
    Order,
    /// The last letter is not there.
    Missing,
    /// A letter too many.
    Extra,
    /// A wrong letter.
    Letter,
}

impl Defect {
    /// Its name in claims.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Letter => "letter",
        }
    }
}

/// A title-case phrase whose initials nearly make the short form.
#[derive(Debug, Clone)]
pub(super) struct Misfit {
    /// Tokens of the phrase.
    pub tokens: Range<u32>,
    /// The short form that its initials make.
    pub initials: String,
    /// What is wrong.
    pub defect: Defect,
}

/// Words that may stand in lower case inside a title-case phrase.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "to", "at", "&", "de", "la", "with", "as"];

/// The longest title-case run that ends before token `end`, not before `floor`.
pub(super) fn title_run(cx: &Cx<'_>, floor: u32, end: u32) -> Range<u32> {
    let mut start = end;
    let mut at = end;
    while at > floor {
        let i = at - 1;
        let text = cx.text(i);
        let hyphen = text == "-" && cx.touches(i) && cx.touches(at);
        if cx.is_capitalised(i) {
            start = i;
        } else if !(start < end
            && (hyphen || text == "'s" || text == "\u{2019}s" || SMALL.contains(&cx.folded(i)) && cx.has(i, Flags::SPACE)))
        {
            break;
        }
        at = i;
    }
    start..end
}

/// Initials of the capitalised words of a run: (token, letter).
fn initials(cx: &Cx<'_>, run: Range<u32>) -> Vec<(u32, char)> {
    run.filter(|&i| cx.is_capitalised(i)).filter_map(|i| Some((i, cx.text(i).chars().next()?.to_uppercase().next()?))).collect()
}

/// Whether the letters of a short form are initials of the run in order, from its first word to its last.
pub(super) fn is_subsequence(cx: &Cx<'_>, run: Range<u32>, short: &str) -> bool {
    let all: Vec<char> = initials(cx, run).into_iter().map(|(_, c)| c).collect();
    let ends = short.chars().next() == all.first().copied() && short.chars().next_back() == all.last().copied();
    let mut rest = all.iter();
    ends && short.chars().all(|c| rest.any(|a| *a == c))
}

/// Judges a short form against the run beside it.
pub(super) fn misfit(cx: &Cx<'_>, run: Range<u32>, short: &str) -> Option<Misfit> {
    let letters: Vec<char> = short.chars().collect();
    if !(2..=8).contains(&letters.len()) || !letters.iter().all(char::is_ascii_uppercase) {
        return None;
    }
    let all = initials(cx, run.clone());
    let judge = |count: usize| {
        let words = all.get(all.len().checked_sub(count)?..)?;
        let made: Vec<char> = words.iter().map(|&(_, c)| c).collect();
        let defect = compare(&made, &letters)?;
        // "Angolan Institute for Cancer Control (IACC)": other languages put the adjective behind its noun.
        let first = words.first().map(|&(t, _)| t)?;
        let moved = defect == Defect::Order && made.first() != letters.first();
        if moved && is_adjective(cx, first) {
            return None;
        }
        Some(Misfit { tokens: words.first()?.0..run.end, initials: made.iter().collect(), defect })
    };
    let n = letters.len();
    if n >= 3 {
        return judge(n).or_else(|| judge(n - 1)).or_else(|| judge(n + 1));
    }
    // Two letters say little: only "the last word has no letter" can be told, and the caller wants more evidence for it.
    judge(n + 1)
}

/// Whether a word is an adjective of the kind that names of bodies begin with: "Angolan", "National", "Democratic".
fn is_adjective(cx: &Cx<'_>, word: u32) -> bool {
    let ends = ["al", "ic", "an", "ese", "ish", "ern", "ed"];
    cx.is(word, Class::Nationality) || ends.iter().any(|e| cx.folded(word).ends_with(e))
}

fn compare(made: &[char], short: &[char]) -> Option<Defect> {
    if made.len() == short.len() {
        let wrong: Vec<usize> = (0..made.len()).filter(|&i| made.get(i) != short.get(i)).collect();
        return match wrong.as_slice() {
            [_] => Some(Defect::Letter),
            // Letters that stand far apart are swapped in another language: "People's National Army (ANP)".
            [i, j] if *j == *i + 1 && made.get(*i) == short.get(*j) && made.get(*j) == short.get(*i) => Some(Defect::Order),
            _ => None,
        };
    }
    if made.len() == short.len() + 1 {
        return made.starts_with(short).then_some(Defect::Missing);
    }
    // One letter too many, anywhere but in front: there it may stand for a word that the phrase leaves out ("US…").
    let extra =
        made.len() >= 3 && (1..short.len()).any(|i| short.iter().enumerate().filter(|&(k, _)| k != i).map(|(_, c)| c).eq(made.iter()));
    extra.then_some(Defect::Extra)
}

/// Whether a phrase names a body or a thing of its own, by its last word.
pub(super) fn ends_in_head(cx: &Cx<'_>, run: Range<u32>) -> bool {
    run.end.checked_sub(1).is_some_and(|last| cx.is(last, Class::OrgHead))
}
