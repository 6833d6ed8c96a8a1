//! Claims: named relations with typed fields, each with the span it was read from.

use super::Context;
use crate::document::TextSpan;
use crate::value::Value;

/// A field of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Where it stands; `None` for one that is computed or implied.
    pub span: Option<TextSpan>,
    /// What it means.
    pub value: Value,
}

/// A claim that a native reader found. Claims by pattern are made by the judge and look alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The name in [`super::NATIVE`].
    pub kind: &'static str,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The stretch that makes the claim.
    pub anchor: TextSpan,
    /// What its reader knows of where it stands; the place itself tells the rest.
    pub context: Context,
}

impl Claim {
    /// A claim without fields.
    #[must_use]
    pub fn new(kind: &'static str, anchor: TextSpan) -> Self {
        Self { kind, fields: Vec::new(), anchor, context: Context::default() }
    }

    /// With room for so many fields.
    #[must_use]
    pub fn room(mut self, fields: usize) -> Self {
        self.fields.reserve_exact(fields);
        self
    }

    /// With a field that stands in the text.
    #[must_use]
    pub fn with(self, name: &'static str, span: TextSpan, value: Value) -> Self {
        self.add(Field { name, span: Some(span), value })
    }

    /// With a field that stands nowhere.
    #[must_use]
    pub fn with_implied(self, name: &'static str, value: Value) -> Self {
        self.add(Field { name, span: None, value })
    }

    /// Claims are many and their fields few: no room is kept for more.
    fn add(mut self, field: Field) -> Self {
        self.fields.reserve_exact(1);
        self.fields.push(field);
        self
    }

    /// A field by name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}

/// A field of a native claim, as documented.
#[derive(Debug, Clone, Copy)]
pub struct FieldSchema {
    /// Its name.
    pub name: &'static str,
    /// Its type, as in patterns: `number`, `date`, `text`, `list` …
    pub ty: &'static str,
    /// Whether every claim of the kind has it.
    pub always: bool,
    /// What it means.
    pub about: &'static str,
}

/// A native claim, as documented.
#[derive(Debug, Clone, Copy)]
pub struct ClaimSchema {
    /// Its name.
    pub name: &'static str,
    /// What it says, with an example.
    pub about: &'static str,
    /// Its fields.
    pub fields: &'static [FieldSchema],
}
