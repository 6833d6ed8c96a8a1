//! Where a claim stands: quoted, attributed, negated, planned, hypothetical, past, in display text.
//!
//! This is one mechanism for all rules: a rule sees asserted facts of the article's own voice unless it says otherwise.
//! Attribution is a matter of the sentence; negation, plans, suppositions and past time are matters of the *clause*: the words
//! between the nearest semicolons, dashes, brackets, commas and conjunctions around the claim. A word inside a clause counts
//! wherever it stands, except that a negation must stand before or inside the claim ("nine of the 12 jurors did not agree" does
//! not deny that there were nine).

use super::Cx;
use crate::document::{BlockKind, Sentence, TextSpan};
use crate::lexicon::{Class, Flags, TokenKind};
use std::ops::Range;

macro_rules! flags {
    ($($variant:ident = $name:literal: $doc:literal),* $(,)?) => {
        /// One fact about where a claim stands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum ContextFlag { $(#[doc = $doc] $variant),* }

        impl ContextFlag {
            /// All flags.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in JSON and in `in` / `not_in`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

flags! {
    Quoted = "quote": "Inside quotation marks or a block quotation.",
    Attributed = "attributed": "In a sentence that says who says so.",
    Negated = "negated": "Denied: not, never, no.",
    Planned = "planned": "Still to come: will, plans to, is expected to.",
    Hypothetical = "hypothetical": "Only supposed: if, would, might.",
    Past = "past": "Of another time: former, then, used to, was until.",
    Heading = "heading": "In a title, deck or heading.",
    Caption = "caption": "In a caption or a table cell.",
    Link = "link": "In the text of a link.",
    List = "list": "In a list item.",
    Question = "question": "In a question.",
    Revised = "revised": "In a clause that says that a figure was revised, corrected or restated.",
}

/// A set of [`ContextFlag`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Context(u16);

impl Context {
    /// With a flag set.
    #[must_use]
    pub fn with(self, flag: ContextFlag) -> Self {
        Self(self.0 | 1 << flag as u16)
    }

    /// With a flag set where something is so.
    #[must_use]
    pub fn with_if(self, flag: ContextFlag, so: bool) -> Self {
        if so { self.with(flag) } else { self }
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn has(self, flag: ContextFlag) -> bool {
        self.0 & (1 << flag as u16) != 0
    }

    /// All flags of both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they share a flag.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Names of the flags set, in their order.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        ContextFlag::ALL.iter().filter(|&&f| self.has(f)).map(|f| f.name()).collect()
    }
}

/// The context of a stretch of prose. One pass over its sentence.
#[must_use]
pub fn of_span(cx: &Cx<'_>, span: TextSpan) -> Context {
    let tokens = tokens_of(cx, span);
    let quoted = cx.doc.is_quoted(tokens.start) || cx.doc.is_quoted(tokens.end.saturating_sub(1));
    let context = Context::default().with_if(ContextFlag::Quoted, quoted);
    let Some((_, sentence)) = cx.doc.sentence_of(tokens.start) else { return context };
    context.union(of_place(cx, span, sentence)).union(of_words(cx, &tokens, sentence))
}

/// How many tokens on either side of a claim can govern it.
const REACH: u32 = 200;

/// The tokens that a span touches; at least one.
fn tokens_of(cx: &Cx<'_>, span: TextSpan) -> Range<u32> {
    let mut first = cx.doc.token_at(span.start);
    if first > 0 && cx.token(first - 1).is_some_and(|t| t.end > span.start) {
        first -= 1;
    }
    first..cx.doc.token_at(span.end).max(first.saturating_add(1))
}

/// What the block, the links and the end of the sentence say.
fn of_place(cx: &Cx<'_>, span: TextSpan, sentence: &Sentence) -> Context {
    let kind = cx.doc.block_of(sentence).map(|b| (b.kind, b.list.is_some()));
    let heading = sentence.display || matches!(kind, Some((BlockKind::Title | BlockKind::Deck | BlockKind::Heading(_), _)));
    let caption = matches!(kind, Some((BlockKind::Caption | BlockKind::TableCell, _)));
    let list = matches!(kind, Some((BlockKind::ListItem, _) | (_, true)));
    let after = cx.doc.links.partition_point(|l| l.end <= span.start);
    let link = cx.doc.links.get(after).is_some_and(|l| l.overlaps(span));
    let question = (sentence.tokens.start..sentence.tokens.end).rev().take(3).any(|t| cx.text(t) == "?");
    Context::default()
        .with_if(ContextFlag::Heading, heading)
        .with_if(ContextFlag::Caption, caption)
        .with_if(ContextFlag::List, list)
        .with_if(ContextFlag::Link, link)
        .with_if(ContextFlag::Question, question)
}

/// What the words of the sentence and of the clause say.
fn of_words(cx: &Cx<'_>, claim: &Range<u32>, sentence: &Sentence) -> Context {
    // A sentence that never ends must not cost the square of its length: what stands far away does not govern the claim.
    let near = claim.start.saturating_sub(REACH).max(sentence.tokens.start)..claim.end.saturating_add(REACH).min(sentence.tokens.end);
    let (all, clause) = (&near, clause_of(cx, claim, &near));
    let mut context = Context::default();
    for t in all.clone() {
        if is_attribution(cx, t, all, claim) && !claim.contains(&t) && !cx.has(t, Flags::QUOTED) {
            context = context.with(ContextFlag::Attributed);
        }
        // A supposition at the head of the sentence governs the whole of it.
        if t < all.start.saturating_add(2) && is_supposition(cx, t, all.end) {
            context = context.with(ContextFlag::Hypothetical);
        }
        if !clause.contains(&t) {
            continue;
        }
        context = context
            .with_if(ContextFlag::Negated, t < claim.end && is_negation(cx, t))
            .with_if(ContextFlag::Planned, is_plan(cx, t, all.end))
            .with_if(ContextFlag::Hypothetical, is_supposition(cx, t, all.end) || is_unreal(cx, t))
            .with_if(ContextFlag::Past, is_past(cx, t))
            .with_if(ContextFlag::Revised, is_revision(cx, t));
    }
    context
}

/// The clause around a claim: out to the nearest mark or conjunction that ends a clause, inside the sentence.
pub(super) fn clause_of(cx: &Cx<'_>, claim: &Range<u32>, sentence: &Range<u32>) -> Range<u32> {
    let start = (sentence.start..claim.start).rev().find(|&t| is_bound(cx, t)).map_or(sentence.start, |t| t + u32::from(is_mark(cx, t)));
    let end = (claim.end..sentence.end).find(|&t| is_bound(cx, t)).unwrap_or(sentence.end);
    start..end
}

fn is_mark(cx: &Cx<'_>, t: u32) -> bool {
    cx.is_kind(t, TokenKind::Mark)
}

/// Whether a clause ends at a token.
fn is_bound(cx: &Cx<'_>, t: u32) -> bool {
    match cx.text(t) {
        ";" | ":" | "(" | ")" | "\u{2014}" | "--" => true,
        // A dash between spaces; one without is a hyphen or a range.
        "-" | "\u{2013}" => !cx.touches(t) && !cx.touches(t.saturating_add(1)),
        // The comma of a date ("June 18, 2023") is none of a clause.
        "," => !(cx.is_kind(t.saturating_add(1), TokenKind::Number) && t.checked_sub(1).is_some_and(|p| cx.is_kind(p, TokenKind::Number))),
        _ => matches!(cx.folded(t), "but" | "while" | "whereas" | "although" | "though" | "because" | "whose" | "which"),
    }
}

/// "according to", a verb of saying, or another reporting verb that a clause with "that" follows or that ends a sentence behind
/// a comma (", the clerk noted."). "The jurors agreed", "it was reported" and "the report" say nothing of a source.
fn is_attribution(cx: &Cx<'_>, t: u32, all: &Range<u32>, claim: &Range<u32>) -> bool {
    let word = cx.folded(t);
    let next = t.saturating_add(1);
    if word == "according" {
        return next < all.end && cx.folded(next) == "to";
    }
    if matches!(word, "said" | "says" | "told" | "tells") {
        return true;
    }
    if !cx.is(t, Class::Reporting) {
        return false;
    }
    let that = next < all.end && cx.folded(next) == "that";
    let last = next >= all.end || (is_mark(cx, next) && !cx.touches(next.saturating_add(1)));
    let from = if t >= claim.end { claim.end } else { all.start };
    let comma = (t.saturating_sub(7).max(from)..t).any(|k| matches!(cx.text(k), "," | "\u{201d}" | "\""));
    that || (last
        && comma
        && (word.ends_with("ed") || word.ends_with('s') || matches!(word, "wrote" | "spoke" | "found" | "thought" | "recalled")))
}

fn is_negation(cx: &Cx<'_>, t: u32) -> bool {
    let word = cx.folded(t);
    if word.ends_with("n't") {
        return true;
    }
    if !cx.is(t, Class::Negation) && !matches!(word, "deny" | "denies" | "denied" | "denying") {
        return false;
    }
    // "a few", "said no", "voted no" deny nothing; nor do "not only", "no doubt", "no less than".
    let before = t.checked_sub(1).map_or("", |p| cx.folded(p));
    let answer = matches!(word, "no" | "none" | "neither")
        && (cx.is(t.saturating_sub(1), Class::Reporting) || matches!(before, "voted" | "vote" | "answered"));
    if answer || (matches!(word, "few" | "little") && matches!(before, "a" | "every" | "the")) {
        return false;
    }
    !matches!(cx.folded(t.saturating_add(1)), "only" | "just" | "least" | "merely" | "simply" | "doubt" | "wonder" | "fewer" | "less")
}

fn is_plan(cx: &Cx<'_>, t: u32, end: u32) -> bool {
    let word = cx.folded(t);
    let future = matches!(word, "will" | "won't" | "shall" | "shan't") || word.ends_with("'ll");
    let conditional = matches!(word, "would" | "wouldn't") || word.ends_with("'d");
    let going = word == "going" && cx.folded(t.saturating_add(1)) == "to";
    // "Will" as a name is capitalised inside a sentence.
    let name = cx.is_capitalised(t) && !cx.has(t, Flags::FIRST);
    // "weighs 12 pounds" weighs no plan.
    if word.starts_with("weigh") && (cx.is_kind(t.saturating_add(1), TokenKind::Number) || cx.is(t.saturating_add(1), Class::NumberWord)) {
        return false;
    }
    let unreal = conditional && cx.folded(t.saturating_add(1)) == "have";
    !name && !unreal && (future || conditional || going || cx.phrase(t, end, Class::Planning).is_some())
}

fn is_supposition(cx: &Cx<'_>, t: u32, end: u32) -> bool {
    // "may" is also a month; as a verb it is asked for in `is_unreal`.
    cx.folded(t) != "may" && cx.phrase(t, end, Class::Hypothetical).is_some()
}

/// Modal verbs of the merely possible.
fn is_unreal(cx: &Cx<'_>, t: u32) -> bool {
    match cx.folded(t) {
        "could" | "couldn't" | "might" | "mightn't" => true,
        "would" | "wouldn't" | "should" => cx.folded(t.saturating_add(1)) == "have",
        // The month has a capital.
        "may" => !cx.is_capitalised(t) && !cx.is_kind(t.saturating_add(1), TokenKind::Number),
        _ => false,
    }
}

fn is_past(cx: &Cx<'_>, t: u32) -> bool {
    let next = t.saturating_add(1);
    let before = |n: u32| t.checked_sub(n).map_or("", |p| cx.folded(p));
    match cx.folded(t) {
        // "then-mayor", "then mayor": as an adverb ("then rose") it is of no other time.
        "then" => cx.text(next) == "-" || cx.is_any(next, &[Class::RoleHead, Class::RoleModifier]) || before(1) == "back",
        "used" => cx.folded(next) == "to" && !matches!(before(1), "be" | "is" | "was" | "are" | "were" | "been"),
        "time" => before(1) == "the" && before(2) == "at",
        "until" => matches!(before(1), "was" | "were"),
        "was" | "were" => before(1) == "who",
        "formerly" | "previously" | "erstwhile" => true,
        // "past two years", "the late train" are no past roles.
        _ => {
            let role = |k: u32| cx.is_any(k, &[Class::RoleHead, Class::RoleModifier]);
            cx.is(t, Class::RolePast) && (cx.text(next) == "-" || (next..next.saturating_add(3)).take_while(|&k| !is_mark(cx, k)).any(role))
        }
    }
}

fn is_revision(cx: &Cx<'_>, t: u32) -> bool {
    matches!(cx.folded(t), "revised" | "revising" | "revision" | "corrected" | "restated" | "updated" | "amended")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};
    use crate::lexicon::Lexicon;
    use crate::source::Source;
    use std::sync::Arc;

    #[derive(serde::Deserialize)]
    struct Table {
        case: Vec<Case>,
    }

    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
        flags: Vec<String>,
    }

    #[test]
    fn the_table_holds() {
        let table: Table = toml::from_str(include_str!("../../fixtures/context.toml")).unwrap();
        let lexicon = Lexicon::builtin().unwrap();
        let mut failures = Vec::new();
        for case in table.case {
            let start = case.text.find("[[").unwrap();
            let end = case.text.find("]]").unwrap() - 2;
            let text = case.text.replace("[[", "").replace("]]", "");
            let document = Document::parse(Arc::new(Source::from_text("-", text)), Format::Text, &lexicon);
            let cx = Cx { doc: &document, lex: &lexicon, published: None };
            let span = TextSpan { start: u32::try_from(start).unwrap(), end: u32::try_from(end).unwrap() };
            let flags = of_span(&cx, span).names();
            if flags != case.flags {
                failures.push(format!("{}: wanted {:?}, got {flags:?}", case.text, case.flags));
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
