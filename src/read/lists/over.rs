//! Counts that other words part from their list: "There are four changes. Most are small." right over a bulleted list, "Five villages have
//! no water. They are …" in the sentence before the names.

use super::super::form::{is_function, is_wordlike, mark};
use super::super::{Cx, Kind, Readings};
use super::announce::{Announced, LARGEST, NO_LIST, block_of, is_plural, picks};
use crate::document::{BlockKind, TextSpan};
use crate::lexicon::{Class, Flags};
use crate::value::{Exact, Number};
use std::ops::Range;

/// Words that say that what follows is only some of it, or another thing.
const SOME: &[&str] = &[
    "some",
    "important",
    "main",
    "examples",
    "example",
    "including",
    "include",
    "includes",
    "such",
    "e.g.",
    "few",
    "highlights",
    "among",
    "instance",
    "most",
    "worst",
    "hardest",
    "especially",
    "particularly",
    "other",
    "others",
    "another",
    "more",
    "notable",
    "notably",
    "additional",
    "besides",
    "mostly",
    "biggest",
    "largest",
    "also",
    "first",
    "last",
    "best",
    "two",
    "then",
    "previously",
    "recent",
];

/// Whether a number is a count of a plural noun that can be told one by one; the noun.
fn counted(cx: &Cx<'_>, start: u32, end: u32, value: &Number) -> Option<u32> {
    let (block, _) = block_of(cx, start)?;
    let whole =
        value.nominal.is_integer() && value.nominal >= Exact::int(3) && value.nominal <= Exact::int(LARGEST) && value.range.is_point();
    let head = (end..end + 3).find(|&i| is_plural(cx, i))?;
    let describes = (end..head).all(|i| !is_function(cx, i) && is_wordlike(cx, i) && cx.has(i, Flags::SPACE));
    let plain = !NO_LIST.contains(&cx.folded(head)) && !cx.is(head, Class::Unit) && !cx.doc.is_quoted(start);
    let of = start.checked_sub(1).is_some_and(|b| cx.folded(b) == "of");
    (whole && describes && plain && !of && !picks(cx, start, block)).then_some(head)
}

/// "There are four breaking changes, all of them small." at the end of a paragraph or in the sentence before its last, right over a list.
pub(super) fn at(cx: &Cx<'_>, out: &Readings, count: TextSpan, start: u32, end: u32, value: Number) -> Option<Announced> {
    let at = cx.doc.blocks.partition_point(|b| b.tokens.end <= start);
    let block = cx.doc.blocks.get(at).filter(|b| b.kind == BlockKind::Paragraph)?;
    cx.doc.blocks.get(at + 1).filter(|b| b.kind == BlockKind::ListItem)?;
    // "Here are the four things we changed."
    let from = start.checked_sub(1).filter(|&b| cx.folded(b) == "the").unwrap_or(start);
    let from = if from > block.tokens.start + 1 && cx.folded(from - 1) == "are" { from } else { start };
    let led = from.checked_sub(2).filter(|&b| b >= block.tokens.start).map(|b| (cx.folded(b), cx.folded(b + 1)));
    let announces = matches!(led, Some(("there" | "here" | "these", "are") | ("the", "following")));
    let head = counted(cx, start, end, &value).filter(|_| announces)?;
    let (own, sentence) = cx.doc.sentence_of(start)?;
    let last = block.tokens.end.checked_sub(1).filter(|&i| mark(cx, i) == ".")?;
    let apart = cx.doc.sentence_of(last).map_or(u32::MAX, |(n, _)| n.saturating_sub(own));
    // Any noun is told one by one right behind its sentence; one sentence on, only what announces.
    let near = apart == 0 || apart == 1 && (cx.is(head, Class::AnnouncingNoun) || led.is_some_and(|l| l.1 == "following"));
    let rest = sentence.tokens.start..block.tokens.end;
    let others = out.within(end..block.tokens.end, Kind::Number).any(|m| !m.inner && cx.folded(m.tokens.start) != "one");
    let guarded = (start..rest.end).any(|i| SOME.contains(&cx.folded(i)) && !is_quantified(cx, i) || mark(cx, i) == ":");
    (near && !others && !guarded).then(|| Announced { count, value, noun: cx.span(end..head + 1), people: false, colon: last, title: true })
}

/// "takes care of most": of those that were counted, not of what follows.
fn is_quantified(cx: &Cx<'_>, i: u32) -> bool {
    matches!(cx.folded(i), "most") && matches!(mark(cx, i + 1), "." | ",") || cx.folded(i) == "most" && cx.folded(i + 1) == "of"
}

/// Verbs that say where a thing holds: "The notice remains in force in …".
const HOLDS: &[&str] =
    &["force", "effect", "place", "applies", "apply", "covers", "cover", "affects", "affect", "stands", "continues", "concerns"];

/// "Five villages must go on boiling it. They are A, B, C, D and E.": names in the next sentence, which has nothing else.
pub(super) fn next(cx: &Cx<'_>, out: &Readings, count: TextSpan, start: u32, end: u32, value: Number) -> Option<Announced> {
    let head = counted(cx, start, end, &value)?;
    let (number, sentence) = cx.doc.sentence_of(start)?;
    let behind = cx.doc.sentences.get(usize::try_from(number).ok()? + 1).filter(|s| s.block == sentence.block && !s.display)?;
    let words = behind.tokens.clone();
    let lead = names_from(cx, &words, cx.folded(head))?;
    let plain = out.within(words.clone(), Kind::Number).all(|m| m.tokens.end <= lead && m.inner)
        || out.within(words.clone(), Kind::Number).next().is_none();
    let one_count = out
        .within(sentence.tokens.clone(), Kind::Number)
        .filter(|m| !m.inner && m.tokens.start != start && counts_same(cx, m.tokens.end, head))
        .count()
        == 0;
    let some = words.clone().any(|i| SOME.contains(&cx.folded(i))) || cx.doc.is_quoted(words.start);
    let names = (lead + 1..words.end.saturating_sub(1))
        .all(|i| cx.is_capitalised(i) || mark(cx, i) == "," || matches!(cx.folded(i), "and" | "of" | "the" | "'s") || mark(cx, i) == "-");
    let listed = (lead + 1..words.end).any(|i| mark(cx, i) == ",") && (lead + 1..words.end).any(|i| cx.folded(i) == "and");
    (plain && one_count && !some && names && listed).then(|| Announced {
        count,
        value,
        noun: cx.span(end..head + 1),
        people: false,
        colon: lead,
        title: false,
    })
}

/// Whether a second count of the sentence is of the same noun.
fn counts_same(cx: &Cx<'_>, from: u32, head: u32) -> bool {
    (from..from + 3).any(|i| cx.word(i) == cx.word(head))
}

/// The token right before the names: the verb of "They are A, B and C" or the preposition of "The ban remains in force in A, B and C".
fn names_from(cx: &Cx<'_>, words: &Range<u32>, noun: &str) -> Option<u32> {
    let (first, second) = (cx.folded(words.start), cx.folded(words.start + 1));
    // "They were named as A, B and C."
    let verb = |i: u32| {
        let named = matches!(cx.folded(i + 1), "named" | "identified" | "listed") && cx.folded(i + 2) == "as";
        matches!(cx.folded(i), "are" | "were").then_some(if named { i + 2 } else { i })
    };
    if matches!(first, "they" | "these") {
        return verb(words.start + 1);
    }
    if first == "the" && second == noun {
        return verb(words.start + 2);
    }
    let lead = (words.start + 2..words.end).find(|&i| cx.is_capitalised(i))?.checked_sub(1)?;
    let lead = if cx.folded(lead) == "the" { lead - 1 } else { lead };
    let holds = (words.start + 1..lead).any(|i| HOLDS.contains(&cx.folded(i))) && lead - words.start <= 9;
    (first == "the" && holds && matches!(cx.folded(lead), "in" | "to" | "for" | "at" | "covers" | "affects" | "concerns")).then_some(lead)
}
