//! Values bound to names while a rule is judged, with the places they come from.

use crate::document::TextSpan;
use crate::read::Context;
use crate::value::{Value, Verdict};
use std::cell::OnceCell;

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

/// A field of a claim. The value that a reader found is copied once it is asked for: most claims are judged by few of their fields.
#[derive(Debug, Clone)]
pub(super) struct Field<'r> {
    /// Its name.
    pub(super) name: &'r str,
    found: Option<(&'r Value, Option<Place>)>,
    bound: OnceCell<Bound>,
}

impl<'r> Field<'r> {
    /// A field of a pattern.
    pub(super) fn new(name: &'r str, bound: Bound) -> Self {
        Self { name, found: None, bound: OnceCell::from(bound) }
    }

    /// A field that a reader found, at a place or nowhere.
    pub(super) fn found(name: &'r str, value: &'r Value, place: Option<Place>) -> Self {
        Self { name, found: Some((value, place)), bound: OnceCell::new() }
    }

    /// Its value with its place.
    pub(super) fn bound(&self) -> &Bound {
        self.bound.get_or_init(|| match self.found {
            Some((value, place)) => Bound { val: Val::Value(value.clone()), place, count: None },
            None => Bound::computed(Val::Unknown),
        })
    }
}

/// A claim with its fields bound.
#[derive(Debug, Clone)]
pub(super) struct Tuple<'r> {
    /// The article it was read from.
    pub(super) article: u32,
    /// Its fields.
    pub(super) fields: Vec<Field<'r>>,
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
        self.fields.iter().find(|f| f.name == name).map(Field::bound)
    }
}
