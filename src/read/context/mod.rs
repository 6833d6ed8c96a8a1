//! Where a claim stands: quoted, attributed, negated, planned, hypothetical, past, in display text.
//!
//! This is one mechanism for all rules: a rule sees asserted facts of the article's own voice unless it says otherwise.
//! Attribution is a matter of the sentence; negation, plans, suppositions and past time are matters of the *clause*: the words
//! between the nearest semicolons, dashes, brackets, commas and conjunctions around the claim. A word inside a clause counts
//! wherever it stands, except that a negation must stand before or inside the claim ("nine of the 12 jurors did not agree" does
//! not deny that there were nine).

mod signs;

pub(super) use signs::{PLAN, SIGN};

use super::{Cx, Spot};
use crate::document::{BlockKind, Sentence, TextSpan};
use crate::lexicon::Flags;
use signs::Signs;
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

/// Tells contexts in one document: what the words of a sentence say is read once for all the claims in it.
#[derive(Debug, Default)]
pub struct Contexts {
    /// The sentence whose signs are known, and its first token.
    sentence: Option<(u32, u32)>,
    /// The signs of its words that have any, with their tokens.
    signs: Vec<(u32, Signs)>,
}

impl Contexts {
    /// The context of a stretch of prose. All questions must be of the same document.
    pub fn of_span(&mut self, cx: &Cx<'_>, span: TextSpan) -> Context {
        let tokens = tokens_of(cx, span);
        let quoted = cx.doc.is_quoted(tokens.start) || cx.doc.is_quoted(tokens.end.saturating_sub(1));
        let context = Context::default().with_if(ContextFlag::Quoted, quoted);
        let Some((number, sentence)) = cx.doc.sentence_of(tokens.start) else { return context };
        if self.sentence != Some((number, sentence.tokens.start)) {
            self.sentence = Some((number, sentence.tokens.start));
            self.signs.clear();
            let signs = cx.spots_in(sentence.tokens.clone(), Spot::Sign).map(|t| (t, signs::at(cx, t, sentence.tokens.end)));
            self.signs.extend(signs.filter(|(_, s)| !s.is_empty()));
        }
        context.union(of_place(cx, span, sentence)).union(self.of_words(cx, &tokens, sentence))
    }

    /// What the words of the sentence and of the clause say.
    fn of_words(&self, cx: &Cx<'_>, claim: &Range<u32>, sentence: &Sentence) -> Context {
        // A sentence that never ends must not cost the square of its length: what stands far away does not govern the claim.
        let start = claim.start.saturating_sub(REACH).max(sentence.tokens.start);
        let end = claim.end.saturating_add(REACH).min(sentence.tokens.end);
        let place = |token: u32| self.signs.partition_point(|&(t, _)| t < token);
        let near = self.signs.get(place(start)..place(end)).unwrap_or(&[]);
        let clause = clause(near, claim, &(start..end));
        let mut context = Context::default();
        for &(t, signs) in near {
            // The comma that sets a reporting verb off stands on its side of the claim.
            let reports = signs.has(Signs::REPORTS)
                || (signs.has(Signs::REPORTS_BEHIND_COMMA) && {
                    let from = if t >= claim.end { claim.end } else { start };
                    (t.saturating_sub(7).max(from)..t).any(|k| matches!(cx.text(k), "," | "\u{201d}" | "\""))
                });
            if reports && !claim.contains(&t) && !cx.has(t, Flags::QUOTED) {
                context = context.with(ContextFlag::Attributed);
            }
            // A supposition at the head of the sentence governs the whole of it.
            if t < start.saturating_add(2) && signs.has(Signs::SUPPOSES) {
                context = context.with(ContextFlag::Hypothetical);
            }
            if !clause.contains(&t) {
                continue;
            }
            // "will vote on October 4 on whether …": what is asked behind the claim leaves it certain.
            let asked = t >= claim.end && cx.folded(t) == "whether";
            context = context
                .with_if(ContextFlag::Negated, t < claim.end && signs.has(Signs::DENIES))
                .with_if(ContextFlag::Planned, signs.has(Signs::PLANS))
                .with_if(ContextFlag::Hypothetical, signs.has(Signs::SUPPOSES) && !asked || signs.has(Signs::UNREAL))
                .with_if(ContextFlag::Past, signs.has(Signs::PAST))
                .with_if(ContextFlag::Revised, signs.has(Signs::REVISES));
        }
        context
    }
}

/// The clause around a claim, by the signs of the words near it: out to the nearest mark or conjunction that ends a clause, or to
/// where the words are no more near.
fn clause(near: &[(u32, Signs)], claim: &Range<u32>, reach: &Range<u32>) -> Range<u32> {
    let mut bounds = near.iter().filter(|(_, s)| s.has(Signs::BOUND));
    let before = bounds.clone().rev().find(|&&(t, _)| t < claim.start);
    let behind = bounds.find(|&&(t, _)| t >= claim.end);
    let from = before.map_or(reach.start, |&(t, s)| t.saturating_add(u32::from(s.has(Signs::MARK))));
    from..behind.map_or(reach.end.max(claim.end), |&(t, _)| t)
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
    let link = cx.doc.in_link(span);
    let question = (sentence.tokens.start..sentence.tokens.end).rev().take(3).any(|t| cx.text(t) == "?");
    Context::default()
        .with_if(ContextFlag::Heading, heading)
        .with_if(ContextFlag::Caption, caption)
        .with_if(ContextFlag::List, list)
        .with_if(ContextFlag::Link, link)
        .with_if(ContextFlag::Question, question)
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
        let table: Table = toml::from_str(include_str!("../../../fixtures/context.toml")).unwrap();
        let lexicon = Lexicon::builtin().unwrap();
        let mut failures = Vec::new();
        for case in table.case {
            let start = case.text.find("[[").unwrap();
            let end = case.text.find("]]").unwrap() - 2;
            let text = case.text.replace("[[", "").replace("]]", "");
            let document = Document::parse(Arc::new(Source::from_text("-", text)), Format::Text, &lexicon);
            let cx = Cx { doc: &document, lex: &lexicon, published: None, spots: &crate::read::Spots::new(&document, &lexicon) };
            let span = TextSpan { start: u32::try_from(start).unwrap(), end: u32::try_from(end).unwrap() };
            let flags = Contexts::default().of_span(&cx, span).names();
            if flags != case.flags {
                failures.push(format!("{}: wanted {:?}, got {flags:?}", case.text, case.flags));
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
