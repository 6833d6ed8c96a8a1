//! Values bound to names while a rule is judged, with the places they come from.

use crate::document::TextSpan;
use crate::read::Context;
use crate::value::{Value, Verdict};

/// A place: an article of the run and a span of its prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    /// Index of the article.
    pub(super) article: u32,
    /// Span of prose.
    pub(super) span: TextSpan,
}

/// What an expression evaluates to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Val {
    /// A value.
    Value(Value),
    /// One of several values; which one is not known.
    OneOf(Vec<Val>),
    /// A condition's outcome.
    Verdict(Verdict),
    /// An entry of a table of facts.
    Fact(String, usize),
    /// Not given, or not computable.
    Unknown,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bound {
    /// The value.
    pub(super) val: Val,
    /// Where it stands; `None` for what is computed.
    pub(super) place: Option<Place>,
    /// How often it occurs, where a rule counts.
    pub(super) count: Option<usize>,
}

impl Bound {
    /// A value that stands nowhere.
    pub(super) fn computed(val: Val) -> Self {
        Self { val, place: None, count: None }
    }

    /// A value of the text.
    pub(super) fn at(val: Val, article: u32, span: TextSpan) -> Self {
        Self { val, place: Some(Place { article, span }), count: None }
    }
}

/// A claim with its fields bound.
#[derive(Debug, Clone)]
pub(super) struct Tuple<'r> {
    /// The article it was read from.
    pub(super) article: u32,
    /// Fields by name.
    pub(super) fields: Vec<(&'r str, Bound)>,
    /// The stretch that makes the claim.
    pub(super) anchor: TextSpan,
    /// Its sentence.
    pub(super) sentence: u32,
    /// Where it stands.
    pub(super) context: Context,
}

impl Tuple<'_> {
    /// Where the claim stands.
    pub(super) fn place(&self) -> Place {
        Place { article: self.article, span: self.anchor }
    }

    /// A field by name.
    pub(super) fn field(&self, name: &str) -> Option<&Bound> {
        self.fields.iter().find(|(n, _)| *n == name).map(|(_, b)| b)
    }
}
