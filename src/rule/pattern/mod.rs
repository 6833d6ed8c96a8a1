//! Patterns over tokens: their text, their tree, what they capture.
//!
//! Invariants:
//! - A pattern is read once when its rule loads; at run time there is only the tree.
//! - Every pattern holds an anchor (a word, a list or a rare type), so that it runs only where its anchor stands.
//! - Spans of elements are bytes of the pattern's text, for errors.

mod check;
mod parse;

pub use check::{AUXILIARIES, Anchor, AnchorSet, Anchored, Known, LONGEST_PHRASE, anchors, captures, is_anchored, rarest};
pub use parse::parse;

use super::toml_reader::Str;
use super::types::CaptureType;
use crate::lexicon::WordId;
use std::ops::Range;

/// A pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Its elements in order.
    pub elements: Vec<Element>,
    /// Its text, for reports and errors.
    pub source: Str,
}

impl Pattern {
    /// Gives the words that were new when it was read their lasting numbers.
    pub(super) fn settle(&mut self, numbers: &[WordId]) {
        self.elements.iter_mut().for_each(|e| e.settle(numbers));
    }
}

/// One element with its place in the pattern's text.
#[derive(Debug, Clone)]
pub struct Element {
    /// What it matches.
    pub node: Node,
    /// Its place in the pattern's text.
    pub at: Range<usize>,
}

impl Element {
    fn settle(&mut self, numbers: &[WordId]) {
        let settle = |word: &mut WordId| {
            if let Some(&number) = word.local().and_then(|n| numbers.get(n)) {
                *word = number;
            }
        };
        match &mut self.node {
            Node::Word(word) | Node::Exact(word, _) => settle(word),
            Node::Verb(forms) => forms.iter_mut().for_each(settle),
            Node::Maybe(inner) => inner.iter_mut().for_each(|e| e.settle(numbers)),
            Node::Any(branches) => branches.iter_mut().flatten().for_each(|e| e.settle(numbers)),
            Node::Capture(_) | Node::Gap(_) | Node::List(_) | Node::Regex(_) => {}
        }
    }
}

/// What an element matches.
#[derive(Debug, Clone)]
pub enum Node {
    /// One word or mark, case apart.
    Word(WordId),
    /// One word or mark in exactly this case.
    Exact(WordId, Box<str>),
    /// A mention, bound to a name.
    Capture(Capture),
    /// At most so many tokens, as few as possible.
    Gap(u8),
    /// One of several sequences.
    Any(Vec<Vec<Element>>),
    /// The sequence or nothing.
    Maybe(Vec<Element>),
    /// An entry of a list by its name.
    List(String),
    /// A form of a verb.
    Verb(Vec<WordId>),
    /// A token that a regex matches wholly.
    Regex(Box<regex::Regex>),
}

/// A named capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Its name; a capture without one has its type's name.
    pub name: String,
    /// What it takes.
    pub ty: CaptureType,
    /// `{who:person+}`: one or more, joined by commas and "and".
    pub many: bool,
}
