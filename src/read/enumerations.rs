//! Numbered things in order: "First, … Second, … Fourth", "(a) … (b) … (d)", headings "Step 1", "Step 2", "Step 2".

use super::form::{field, is_wordlike, mark, text, words};
use super::{Claim, ClaimSchema, Cx, Readings, Spot};
use crate::document::{BlockKind, TextSpan};
use crate::lexicon::TokenKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "broken-sequence",
    about: "A label that does not follow the one before it: \"Second, … Fourth\", \"(b) … (d)\", \"Step 2\" twice.",
    fields: &[
        field("label", "text", "the label that breaks the order"),
        field("previous", "text", "the label before it"),
        field("expected", "text", "the label that would follow"),
        field("how", "text", "'skipped' or 'repeated'"),
        field("form", "text", "'words', 'letters' or 'headings'"),
    ],
}];

const WORDS: &[&str] = &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// A label with its place in the order.
struct Label {
    number: u32,
    span: TextSpan,
    token: u32,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    for labels in in_words(cx) {
        tell(cx, &labels, "words", out);
    }
    for block in &cx.doc.blocks {
        tell(cx, &letters(cx, &block.tokens), "letters", out);
    }
    for labels in headings(cx) {
        tell(cx, &labels, "headings", out);
    }
}

/// Tells the labels of one sequence that break its order. A sequence must start at its first label and reach its second.
fn tell(cx: &Cx<'_>, labels: &[Label], form: &str, out: &mut Readings) {
    let starts = labels.first().is_some_and(|l| l.number == 1) && labels.iter().any(|l| l.number == 2);
    if !starts || labels.len() < 3 {
        return;
    }
    for pair in labels.windows(2) {
        let [a, b] = pair else { continue };
        let how = if b.number == a.number + 2 {
            "skipped"
        } else if b.number == a.number && b.number > 1 {
            "repeated"
        } else {
            continue;
        };
        let expected = match form {
            "words" => WORDS.get(a.number as usize).map_or(String::new(), |w| (*w).to_owned()),
            "letters" => char::from_u32(u32::from('a') + a.number).map_or(String::new(), String::from),
            _ => (a.number + 1).to_string(),
        };
        out.claims.push(
            Claim::new("broken-sequence", b.span)
                .with("label", b.span, words(cx, b.span))
                .with("previous", a.span, words(cx, a.span))
                .with_implied("expected", text(&expected))
                .with_implied("how", text(how))
                .with_implied("form", text(form)),
        );
    }
}

/// "First, …" at the start of sentences; a new "First" starts a new sequence.
fn in_words(cx: &Cx<'_>) -> Vec<Vec<Label>> {
    let mut all: Vec<Vec<Label>> = Vec::new();
    let mut last = 0;
    for (index, sentence) in cx.sentences() {
        let i = sentence.tokens.start;
        if mark(cx, i + 1) != "," {
            continue;
        }
        let word = cx.folded(i);
        let number = WORDS.iter().position(|w| *w == word || word.strip_suffix("ly") == Some(w)).and_then(|n| u32::try_from(n + 1).ok());
        let Some(number) = number.filter(|_| !cx.doc.is_quoted(i)) else { continue };
        // A sequence that goes silent for long has ended.
        if number == 1 || index > last + 20 {
            all.push(Vec::new());
        }
        last = index;
        if let Some(labels) = all.last_mut() {
            labels.push(Label { number, span: cx.span(i..i + 1), token: i });
        }
    }
    all
}

/// "(a) …, (b) …" in one block.
fn letters(cx: &Cx<'_>, tokens: &Range<u32>) -> Vec<Label> {
    let label = |i: u32| {
        if mark(cx, i) != "(" {
            return None;
        }
        let c = cx.text(i + 1).chars().next().filter(|c| c.is_ascii_lowercase() && cx.text(i + 1).len() == 1)?;
        let free = i == tokens.start || !cx.touches(i);
        let closed = mark(cx, i + 2) == ")" && cx.touches(i + 1) && cx.touches(i + 2);
        (closed && free).then(|| Label { number: u32::from(c) - u32::from('a') + 1, span: cx.span(i..i + 3), token: i })
    };
    let found: Vec<Label> = cx.spots_in(tokens.clone(), Spot::Pair).filter_map(label).collect();
    // "paragraphs (a) and (c)" names labels; it does not set them.
    let sets = found.windows(2).all(|p| {
        let [a, b] = p else { return true };
        (a.token + 3..b.token).filter(|&i| is_wordlike(cx, i)).count() >= 2
    });
    if sets { found } else { Vec::new() }
}

/// Headings and list items that begin with one word and a number: "Step 2:".
fn headings(cx: &Cx<'_>) -> Vec<Vec<Label>> {
    let mut all: BTreeMap<(String, u8), Vec<Label>> = BTreeMap::new();
    for block in &cx.doc.blocks {
        let kind = match block.kind {
            BlockKind::Heading(level) => level,
            BlockKind::ListItem => 100,
            _ => continue,
        };
        let i = block.tokens.start;
        let digits = cx.is_kind(i + 1, TokenKind::Number) && cx.text(i + 1).chars().all(|c| c.is_ascii_digit());
        let ends = i + 2 >= block.tokens.end || matches!(mark(cx, i + 2), ":" | "." | "—" | "–" | "-" | ")");
        let Some(number) = cx.text(i + 1).parse().ok().filter(|n| (1..=60).contains(n)) else { continue };
        if digits && ends && cx.is_kind(i, TokenKind::Word) && cx.is_capitalised(i) && !cx.touches(i + 1) {
            let labels = all.entry((cx.folded(i).to_owned(), kind)).or_default();
            labels.push(Label { number, span: cx.span(i..i + 2), token: i });
        }
    }
    all.into_values().collect()
}
