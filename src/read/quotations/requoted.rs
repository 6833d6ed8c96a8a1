//! One quotation in two wordings, or from two speakers.
//!
//! Quotations that only trim each other (an ellipsis, a bracket, fewer words at either end) are the same quotation.

use super::super::form::{is_function, is_wordlike, mark, ratio, words};
use super::super::{Claim, Cx, Readings};
use crate::document::{BlockKind, Quote, TextSpan};
use crate::lexicon::WordId;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// Shorter quotations are catchwords.
const LEAST_WORDS: usize = 4;
/// A phrase that so many quotations share is a formula; also bounds the work.
const MOST_SHARING: usize = 12;

struct Said<'a> {
    quote: &'a Quote,
    words: Vec<WordId>,
    /// Whether something was left out or put in.
    edited: bool,
}

/// Tells pairs of quotations that are nearly the same.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let said: Vec<Said<'_>> = cx.doc.quotes.iter().filter_map(|q| said(cx, q)).collect();
    let mut shared: FxHashMap<[WordId; 2], Vec<usize>> = FxHashMap::default();
    for (later, b) in said.iter().enumerate() {
        let mut tried: Vec<usize> = Vec::new();
        for pair in b.words.windows(2) {
            let &[x, y] = pair else { continue };
            let places = shared.entry([x, y]).or_default();
            tried.extend(places.iter().copied().take(MOST_SHARING));
            if places.last() != Some(&later) {
                places.push(later);
            }
        }
        tried.sort_unstable();
        // Quotations that are nearly the same share most pairs of words; a chance pair is not worth the comparison.
        for run in tried.chunk_by(|x, y| x == y) {
            let earlier = run.first().filter(|&&i| i != later).and_then(|&i| said.get(i));
            if let Some(a) = earlier.filter(|a| run.len() * 4 >= a.words.len().min(b.words.len())) {
                out.claims.extend(compare(cx, a, b));
            }
        }
    }
}

fn said<'a>(cx: &Cx<'_>, quote: &'a Quote) -> Option<Said<'a>> {
    let words: Vec<u32> = quote.tokens.clone().filter(|&i| is_wordlike(cx, i)).collect();
    // A title of a work, a label or a message of a program: not what somebody said.
    let small = words.iter().skip(1).filter(|&&i| !cx.is_capitalised(i) && !is_function(cx, i)).count();
    let edited = quote.tokens.clone().any(|i| matches!(mark(cx, i), "[" | "…") || mark(cx, i).starts_with(".."));
    let ids: Vec<WordId> = words.iter().filter_map(|&i| cx.word(i)).collect();
    let block = cx.doc.sentence_of(quote.tokens.start).and_then(|(_, s)| cx.doc.block_of(s));
    let cell = block.is_none_or(|b| matches!(b.kind, BlockKind::TableCell | BlockKind::ListItem | BlockKind::Caption));
    (ids.len() >= LEAST_WORDS && small > 0 && quote.closed && !cell).then_some(Said { quote, words: ids, edited })
}

fn compare(cx: &Cx<'_>, a: &Said<'_>, b: &Said<'_>) -> Option<Claim> {
    let (longer, shorter) = if a.words.len() >= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    let common = common(longer, shorter);
    // Two wordings in one sentence are set against each other.
    let sentence = |q: &Quote| cx.doc.sentence_of(q.tokens.start).map(|(i, _)| i);
    let apart = a.quote.text.end <= b.quote.text.start && sentence(a.quote) != sentence(b.quote);
    // Twice the words in common by the words of both: 0.7 and above.
    let alike = common * 20 >= (longer.len() + shorter.len()) * 7;
    let same = match (a.quote.speaker, b.quote.speaker) {
        (Some(x), Some(y)) => same_speaker(cx, x, y),
        _ => None,
    };
    let trims = longer.windows(shorter.len()).any(|w| w == shorter.as_slice()) || (a.edited || b.edited) && common + 2 >= shorter.len();
    let told_twice = trims && longer.len() == shorter.len() && same == Some(false);
    if !apart || !alike || trims && !told_twice {
        return None;
    }
    let (first, second) = (a.quote.text, b.quote.text);
    let claim = Claim::new("requoted", second)
        .with("first", first, words(cx, first))
        .with("second", second, words(cx, second))
        .with_implied("similarity", ratio(common * 2, longer.len() + shorter.len()));
    Some(if let Some(same) = same { claim.with_implied("same_speaker", Value::Bool(same)) } else { claim })
}

/// Length of the longest common subsequence.
fn common(a: &[WordId], b: &[WordId]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let left = row.get(j).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = if x == y { diagonal + 1 } else { above.max(left) };
            }
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Whether two speakers are one: by a capitalised word that both names have. Pronouns and descriptions tell nothing.
fn same_speaker(cx: &Cx<'_>, x: TextSpan, y: TextSpan) -> Option<bool> {
    let names = |span: TextSpan| {
        let start = cx.doc.token_at(span.start);
        let inside = (start..cx.len()).take_while(|&i| cx.token(i).is_some_and(|t| t.end <= span.end));
        inside.filter(|&i| cx.is_capitalised(i) && !is_function(cx, i)).filter_map(|i| cx.word(i)).collect::<Vec<_>>()
    };
    let (x, y) = (names(x), names(y));
    if x.is_empty() || y.is_empty() { None } else { Some(x.iter().any(|w| y.contains(w))) }
}
