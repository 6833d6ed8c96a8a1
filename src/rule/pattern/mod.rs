//! Patterns over tokens: their text, their tree, what they capture.
//!
//! Invariants:
//! - A pattern is read once when its rule loads; at run time there is only the tree.
//! - Every pattern holds an anchor (a word, a list or a rare type), so that it runs only where its anchor stands.
//! - Spans of elements are bytes of the pattern's text, for errors.

mod check;
mod parse;

pub use check::{AUXILIARIES, Anchor, Anchored, Known, LONGEST_PHRASE, anchors, captures, is_anchored, rarest};
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

/// One element with its place in the pattern's text.
#[derive(Debug, Clone)]
pub struct Element {
    /// What it matches.
    pub node: Node,
    /// Its place in the pattern's text.
    pub at: Range<usize>,
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
