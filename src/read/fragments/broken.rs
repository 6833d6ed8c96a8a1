//! Words that cannot follow each other or end a sentence: something is missing between or behind them.

use super::super::form::{mark, text, words};
use super::super::{Claim, Cx, Readings, Sought, Spot};
use crate::lexicon::{Class, TokenKind};
use std::ops::Range;

/// Words that need another word behind them.
const NEEDS_MORE: &[&str] = &["a", "an", "my", "our", "the", "their", "your"];

/// Articles, and what cannot come right after one.
const ARTICLES: &[&str] = &["a", "an", "the"];
const NOT_AFTER_ARTICLE: &[&str] =
    &["a", "an", "are", "because", "from", "has", "is", "of", "our", "that's", "the", "their", "this", "to", "was", "were", "which"];

/// All of these, and "of", which may be cut off as well.
pub(in super::super) const SOUGHT: Sought = Sought {
    words: "a an my our the their your are because from has is of that's this to was were which while until whereas",
    ..Sought::NONE
};

/// Words that begin a clause, whose verb may be lost.
pub(in super::super) const CONJUNCTION: Sought = Sought { words: "while because until whereas", ..Sought::NONE };

/// Reads the tokens of one block.
pub(super) fn read(cx: &Cx<'_>, block: Range<u32>, out: &mut Readings) {
    for i in cx.spots_in(block.clone(), Spot::Broken) {
        let next = i + 1;
        if cx.spotted(i, Spot::Conjunction)
            && let Some(end) = without_verb(cx, i, block.end)
        {
            let span = cx.span(i..end);
            out.claims.push(Claim::new("broken", span).with("text", span, words(cx, span)).with_implied("kind", text("verbless")));
            continue;
        }
        let follows = next < block.end && (cx.spotted(next, Spot::Broken) || cx.spotted(next, Spot::Stop));
        if !follows || !is_bare(cx, i) {
            continue;
        }
        let word = cx.folded(i);
        let stop = mark(cx, next) == "." && cx.touches(next) && (next + 1 >= block.end || !cx.touches(next + 1));
        let kind = if stop && (NEEDS_MORE.contains(&word) && !is_letter(cx, i, &block) || is_cut(cx, i, &block)) {
            "dangling"
        } else if ARTICLES.contains(&word)
            && is_bare(cx, next)
            && !cx.touches(next)
            && NOT_AFTER_ARTICLE.contains(&cx.folded(next))
            && word != cx.folded(next)
            && !(word == "the" && cx.folded(next) == "will")
            && !is_joined(cx, next, &block)
            && !is_symbol(cx, i, &block)
        {
            "clash"
        } else {
            continue;
        };
        let span = cx.span(i..next + 1);
        out.claims.push(Claim::new("broken", span).with("text", span, words(cx, span)).with_implied("kind", text(kind)));
    }
}

/// Where the object of a lost verb begins: "while engineers the main cables for rust." What follows up to the next mark has no verb
/// ("while experts the paper spoke to disagree" has two), and is no time or measure ("while workers a mile away").
fn without_verb(cx: &Cx<'_>, conjunction: u32, limit: u32) -> Option<u32> {
    let (noun, article) = (conjunction + 1, conjunction + 2);
    let several = || cx.folded(noun).strip_suffix('s').and_then(|s| cx.lex.word(s)).is_some_and(|id| cx.lex.is(id, Class::RoleHead));
    if !is_bare(cx, noun) || !several() || !matches!(cx.folded(article), "the" | "their" | "its" | "his" | "her") {
        return None;
    }
    let end = (article + 1..limit.min(article + 12)).find(|&k| matches!(mark(cx, k), "." | "," | ";"))?;
    let verb = |k: u32| {
        cx.is_any(k, &[Class::FiniteVerb, Class::Reporting, Class::Be, Class::Have, Class::Modal])
            || cx.folded(k).ends_with("ed")
            || !mark(cx, k).is_empty()
            || matches!(cx.folded(k), "over" | "same" | "round" | "around" | "who" | "that" | "which" | "and")
    };
    (end > article + 1 && !(article + 1..end).any(verb)).then_some(article + 1)
}

/// "in the cathedral of.": a preposition, an article and a noun that "of" was to go on. "the people they think of." has a verb.
fn is_cut(cx: &Cx<'_>, of: u32, block: &Range<u32>) -> bool {
    let back = |n: u32| of.checked_sub(n).filter(|&i| i >= block.start);
    let (Some(noun), Some(article), Some(before)) = (back(1), back(2), back(3)) else { return false };
    let plain = is_bare(cx, noun) && !cx.is_any(noun, &[Class::Stop, Class::Be, Class::Have, Class::Modal, Class::FiniteVerb]);
    cx.folded(of) == "of"
        && plain
        && ARTICLES.contains(&cx.folded(article))
        && matches!(cx.folded(before), "in" | "at" | "from" | "by" | "to" | "with" | "for" | "on" | "under" | "into")
}

/// A lower-case word.
fn is_bare(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_kind(i, TokenKind::Word) && !cx.is_capitalised(i)
}

/// Whether an "a" is a letter, not the article: "plan a.", "from a to b".
fn is_letter(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    cx.folded(i) == "a" && i > block.start && !matches!(cx.folded(i - 1), "of" | "to" | "in" | "is" | "for" | "with" | "was" | "as")
}

/// Whether an "a" is a sign of a formula or a part of a label: "where a is the length", "section 12a of the act".
fn is_symbol(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    let before = i.checked_sub(1).filter(|&b| b >= block.start).map_or("", |b| cx.text(b));
    let sign = before.chars().all(|c| c.is_ascii_digit()) || before.chars().count() <= 2 && before.starts_with(char::is_uppercase);
    cx.folded(i) == "a"
        && (cx.touches(i) || !before.is_empty() && sign || matches!(before, "where" | "if" | "letter" | "variable" | "pK" | "="))
}

/// Whether a word goes on in a compound: "a to-do list".
fn is_joined(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> bool {
    i + 1 < block.end && cx.touches(i + 1) && matches!(mark(cx, i + 1), "-" | "/" | "‐" | "‑" | "–")
}
