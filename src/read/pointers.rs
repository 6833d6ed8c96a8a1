//! References to parts that a text has not: "repeat step 6" behind a list of five steps, "see Appendix D" where there are three appendices.
//!
//! What there is, the text says itself: by a numbered list, by headings and captions with labels, or by a count ("It has three appendices").
//! Parts of other works ("step 6 of the manual", "section 8 of the Act") are left alone.

use super::form::{field, in_link, is_wordlike, mark, text, words};
use super::{Claim, ClaimSchema, Cx, Kind, Readings, Sought, Spot};
use crate::document::{Block, BlockKind, Format, TextSpan};
use crate::lexicon::{Flags, TokenKind};
use crate::source::Span;
use crate::value::{Hedge, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "missing-part",
    about: "A reference to a step, chapter, table or appendix behind the last one that the text has: \"repeat step 6\" with five steps.",
    fields: &[
        field("label", "text", "the reference"),
        field("known", "text", "where the text says what there is: the last label, or the count"),
        field("how", "text", "'list', 'labels' or 'count'"),
    ],
}];

/// Parts that are numbered or lettered, with their plural.
const PARTS: &[(&str, &str)] = &[
    ("step", "steps"),
    ("appendix", "appendices"),
    ("annex", "annexes"),
    ("chapter", "chapters"),
    ("section", "sections"),
    ("part", "parts"),
    ("phase", "phases"),
    ("stage", "stages"),
    ("table", "tables"),
    ("figure", "figures"),
    ("volume", "volumes"),
    ("schedule", "schedules"),
];

/// What a reference begins with.
pub(super) const SOUGHT: Sought = Sought {
    words: "step steps appendix appendices annex annexes chapter chapters section sections part parts phase phases stage stages table tables \
        figure figures volume volumes schedule schedules",
    ..Sought::NONE
};

/// A label: a part with its number.
struct Label {
    part: usize,
    number: u32,
    tokens: Range<u32>,
}

/// What there is of a part: its last number, where it is said, and how.
struct Known {
    last: u32,
    span: TextSpan,
    how: &'static str,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let labels: Vec<Label> = cx.all_spots(Spot::Pointer).filter_map(|i| label(cx, i)).collect();
    if labels.is_empty() {
        return;
    }
    let starts: FxHashMap<u32, &Block> = cx.doc.blocks.iter().map(|b| (b.tokens.start, b)).collect();
    let titles = |l: &&Label| starts.contains_key(&l.tokens.start);
    let mut claims = Vec::new();
    for (part, (name, plural)) in PARTS.iter().enumerate() {
        let own: Vec<&Label> = labels.iter().filter(|l| l.part == part).collect();
        if own.is_empty() {
            continue;
        }
        let set: Vec<&Label> = own.iter().copied().filter(titles).collect();
        let labelled = in_order(cx, &set);
        let listed = || if *name == "step" && set.is_empty() { steps(cx) } else { None };
        let Some(known) = labelled.or_else(|| counted(cx, out, plural, &set)).or_else(listed) else { continue };
        let highest_set = set.iter().map(|l| l.number).max().unwrap_or(0);
        for l in own.iter().filter(|l| l.number > known.last.max(highest_set) && l.number <= known.last.saturating_add(30)) {
            if !titles(l) && !begins_block(cx, l.number) && is_own(cx, l) && (known.how != "list" || is_near(cx, known.span, l)) {
                let whole = cx.span(l.tokens.clone());
                // "Appendix D." ends its sentence.
                let dot = u32::from(cx.doc.text(whole).ends_with('.'));
                let span = TextSpan { end: whole.end.saturating_sub(dot), ..whole };
                claims.push(
                    Claim::new("missing-part", span)
                        .with("label", span, words(cx, span))
                        .with("known", known.span, words(cx, known.span))
                        .with_implied("how", text(known.how)),
                );
            }
        }
    }
    out.claims.append(&mut claims);
}

/// Whether a block begins with a number: "6. Tag the release" is step 6, whatever else is called so.
fn begins_block(cx: &Cx<'_>, number: u32) -> bool {
    let own =
        |b: &Block| cx.is_kind(b.tokens.start, TokenKind::Number) && cx.text(b.tokens.start).trim_end_matches('.').parse() == Ok(number);
    cx.doc.blocks.iter().any(|b| own(b) || b.kind == BlockKind::ListItem && item_number(cx, b) == Some(number))
}

/// "step 6", "Appendix D", "steps 2 to 6": the last of them.
fn label(cx: &Cx<'_>, i: u32) -> Option<Label> {
    let word = cx.folded(i);
    let (part, plural) =
        PARTS.iter().enumerate().find_map(|(n, (one, many))| (word == *one || word == *many).then_some((n, word == *many)))?;
    let first = numbered(cx, i + 1, part)?;
    let mut end = i + 2;
    let mut number = first;
    if plural && (matches!(cx.folded(end), "to" | "and" | "through" | "or") || matches!(mark(cx, end), "–" | "-")) {
        number = numbered(cx, end + 1, part)?;
        end += 2;
    }
    // "step 6.2", "Figure 4a", "2.5 percent".
    let joined = cx.touches(end)
        && (is_wordlike(cx, end) || matches!(mark(cx, end), "-" | "–" | "/" | "%") || mark(cx, end) == "." && cx.touches(end + 1));
    (!joined).then_some(Label { part, number, tokens: i..end })
}

/// A number in digits, or a capital letter for what is lettered.
fn numbered(cx: &Cx<'_>, i: u32, part: usize) -> Option<u32> {
    let raw = cx.text(i);
    if cx.is_kind(i, TokenKind::Number) {
        return raw.parse().ok().filter(|n| (1..=60).contains(n));
    }
    let lettered = PARTS.get(part).is_some_and(|(one, _)| matches!(*one, "appendix" | "annex" | "schedule"));
    let mut chars = raw.trim_end_matches('.').chars();
    let letter = chars.next().filter(|c| c.is_ascii_uppercase() && lettered && chars.next().is_none())?;
    Some(u32::from(letter) - u32::from('A') + 1)
}

/// The labels that stand at the start of their blocks, where they run from the first to the last without a gap.
fn in_order(cx: &Cx<'_>, set: &[&Label]) -> Option<Known> {
    let mut numbers: Vec<u32> = set.iter().map(|l| l.number).collect();
    numbers.dedup();
    let whole = numbers.len() >= 2 && numbers.first() == Some(&1) && numbers.windows(2).all(|p| matches!(p, [a, b] if *b == a + 1));
    let last = set.last().filter(|_| whole)?;
    Some(Known { last: last.number, span: cx.span(last.tokens.clone()), how: "labels" })
}

/// Verbs that say how many parts the whole has.
const HAS: &[&str] =
    &["has", "have", "contains", "comprises", "comprise", "consists", "consist", "divided", "are", "had", "falls", "split"];
/// Words before a count that make it one of some.
const SOME: &[&str] =
    &["first", "last", "other", "these", "those", "next", "of", "more", "another", "new", "only", "final", "over", "than", "remaining"];

/// "It has three appendices": the only count of a part, told of the whole.
fn counted(cx: &Cx<'_>, out: &Readings, plural: &str, set: &[&Label]) -> Option<Known> {
    if !set.is_empty() || matches!(plural, "tables" | "figures" | "schedules" | "stages" | "sections") {
        return None;
    }
    let mut found = cx.all_spots(Spot::Pointer).filter(|&i| cx.folded(i) == plural).filter_map(|i| {
        let m = (i.saturating_sub(2)..i).flat_map(|s| out.at(s)).find(|m| m.kind == Kind::Number && !m.inner && m.tokens.end <= i)?;
        let Value::Number(n) = &m.value else { return None };
        Some((m, i, **n))
    });
    let (m, head, n) = found.next().filter(|_| found.next().is_none())?;
    let (_, sentence) = cx.doc.sentence_of(head)?;
    let back = |n: u32| m.tokens.start.checked_sub(n).filter(|&b| b >= sentence.tokens.start).map_or("", |b| cx.folded(b));
    // "consists of five chapters"; "has read three chapters" tells of a reader.
    let before = if matches!(back(2), "consists" | "consist" | "composed" | "made") { "" } else { back(1) };
    let has = (sentence.tokens.start..m.tokens.start)
        .any(|i| HAS.contains(&cx.folded(i)) && !cx.folded(i + 1).ends_with("ed") && cx.folded(i + 1) != "read");
    let last = n.nominal.trunc().and_then(|n| u32::try_from(n).ok())?;
    let sure = n.hedge == Hedge::Exact && n.range.is_point() && last >= 2 && has && !SOME.contains(&before) && !cx.doc.is_quoted(head);
    sure.then(|| Known { last, span: cx.span(m.tokens.start..head + 1), how: "count" })
}

/// The numbered list with the most items: the highest number that stands before an item.
fn steps(cx: &Cx<'_>) -> Option<Known> {
    if !matches!(cx.doc.format, Format::Markdown | Format::Text) {
        return None;
    }
    let items = cx.doc.blocks.iter().filter(|b| b.kind == BlockKind::ListItem && b.list.is_some_and(|p| p.depth == 0));
    let (last, block) = items.filter_map(|b| Some((item_number(cx, b)?, b))).max_by_key(|(n, _)| *n)?;
    (last >= 3).then_some(Known { last, span: block.text, how: "list" })
}

/// The number that stands before an item of a list.
fn item_number(cx: &Cx<'_>, block: &Block) -> Option<u32> {
    let at = cx.doc.source_span(block.text).start;
    let before = cx
        .doc
        .source
        .span_text(Span::new(at.saturating_sub(8), at))
        .or_else(|| cx.doc.source.span_text(Span::new(at.saturating_sub(4), at)))?;
    let line = before.rsplit(['\n', '\r']).next()?.trim();
    line.trim_end_matches(['.', ')']).rsplit(' ').next()?.parse().ok().filter(|_| line.ends_with(['.', ')']))
}

/// Whether a reference stands in the section of the list: no heading between.
fn is_near(cx: &Cx<'_>, list: TextSpan, label: &Label) -> bool {
    let at = cx.doc.token_at(list.start);
    let between = at.min(label.tokens.start)..at.max(label.tokens.start);
    !cx.doc.blocks.iter().any(|b| matches!(b.kind, BlockKind::Heading(_)) && between.contains(&b.tokens.start))
}

/// Whether a reference is to a part of this text.
fn is_own(cx: &Cx<'_>, label: &Label) -> bool {
    let (start, end) = (label.tokens.start, label.tokens.end);
    let span = cx.span(label.tokens.clone());
    let limit = cx.sentence_end(start);
    let foreign = matches!(cx.folded(end), "of" | "in" | "from" | "at" | "on")
        || mark(cx, end) == "," && cx.folded(end + 1) == "of"
        || (end..limit.min(end + 12))
            .any(|i| matches!(cx.folded(i), "act" | "code" | "treaty" | "constitution" | "handbook" | "manual" | "guide"));
    let Some((_, sentence)) = cx.doc.sentence_of(start) else { return false };
    let others = |i: u32| {
        matches!(
            cx.folded(i),
            "act"
                | "treaty"
                | "convention"
                | "regulation"
                | "rfc"
                | "iso"
                | "paper"
                | "book"
                | "et"
                | "old"
                | "former"
                | "previous"
                | "there"
                | "no"
                | "next"
                | "future"
                | "add"
        )
    };
    let called = start
        .checked_sub(1)
        .is_some_and(|b| cx.is_capitalised(b) && !cx.has(b, Flags::FIRST) || matches!(mark(cx, b), "-" | "/" | "“" | "\"" | "‘"));
    let display = sentence.display || cx.doc.block_of(sentence).is_some_and(|b| b.kind.is_display());
    !foreign && !called && !display && !in_link(cx, span) && !cx.doc.is_quoted(start) && !sentence.tokens.clone().any(others)
}
