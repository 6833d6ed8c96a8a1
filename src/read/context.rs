//! Where a claim stands: quoted, attributed, negated, planned, hypothetical, past, in display text.
//!
//! This is one mechanism for all rules: a rule sees asserted facts of the article's own voice unless it says otherwise.

use super::Cx;
use crate::document::TextSpan;

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

/// The context of a stretch of prose.
#[must_use]
pub(super) fn of_span(cx: &Cx<'_>, span: TextSpan) -> Context {
    let token = cx.doc.token_at(span.start);
    let mut context = Context::default();
    if cx.doc.is_quoted(token) {
        context = context.with(ContextFlag::Quoted);
    }
    context
}
