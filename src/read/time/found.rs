//! What a grammar finds at a place, before it becomes mentions and claims.

use crate::read::Kind;
use crate::value::{Date, Value, Weekday};
use std::ops::Range;

/// An expression of time.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What it is.
    pub(super) kind: Kind,
    /// Its tokens.
    pub(super) tokens: Range<u32>,
    /// What it means.
    pub(super) value: Value,
    /// Readings inside it.
    pub(super) parts: Vec<Part>,
    /// A weekday said directly beside a day date: the tokens of both.
    pub(super) pair: Option<(Range<u32>, Range<u32>)>,
}

/// A reading inside a larger one.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// What it is.
    pub(super) kind: Kind,
    /// Its tokens.
    pub(super) tokens: Range<u32>,
    /// What it means.
    pub(super) value: Value,
}

impl Found {
    /// Something without parts.
    pub(super) fn new(kind: Kind, tokens: Range<u32>, value: Value) -> Self {
        Self { kind, tokens, value, parts: Vec::new(), pair: None }
    }

    /// A date.
    pub(super) fn date(tokens: Range<u32>, date: Date) -> Self {
        Self::new(Kind::Date, tokens, Value::Date(Box::new(date)))
    }

    /// With a date inside.
    pub(super) fn with_date(mut self, tokens: Range<u32>, date: Date) -> Self {
        self.parts.push(Part { kind: Kind::Date, tokens, value: Value::Date(Box::new(date)) });
        self
    }

    /// With a weekday inside.
    pub(super) fn with_weekday(mut self, tokens: Range<u32>, weekday: Weekday) -> Self {
        self.parts.push(Part { kind: Kind::Date, tokens, value: Value::Weekday(weekday) });
        self
    }

    /// With another expression inside, and what is inside that.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.parts.push(Part { kind: other.kind, tokens: other.tokens.clone(), value: other.value.clone() });
        self.parts.extend(other.parts.iter().cloned());
        self.pair = self.pair.or_else(|| other.pair.clone());
        self
    }

    /// Its date.
    pub(super) fn as_date(&self) -> Option<&Date> {
        match &self.value {
            Value::Date(d) => Some(d),
            _ => None,
        }
    }

    /// One past its last token.
    pub(super) fn end(&self) -> u32 {
        self.tokens.end
    }
}
