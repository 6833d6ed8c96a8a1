//! Types: of captures in patterns, and of values in expressions.

use crate::read::Kind;
use crate::value::Granularity;
use std::sync::Arc;

/// The type of a value in an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ty {
    /// Known only when the rule runs (an element of a native list).
    Any,
    /// A truth value or a condition.
    Bool,
    /// A number: counts, ages, ordinals too.
    Number,
    /// A percentage, in percent.
    Percent,
    /// A sum of money.
    Money,
    /// A number with a unit.
    Quantity,
    /// A length of time.
    Duration,
    /// A date.
    Date,
    /// A day of the week.
    Weekday,
    /// A time of day.
    Time,
    /// Words.
    Text,
    /// A person.
    Person,
    /// A role.
    Role,
    /// Several values.
    List,
    /// An entry of a table of facts.
    Fact(Arc<str>),
    /// A claim with fields, bound by a rule of two claims; the index into its list of claims.
    Claim(usize),
}

impl Ty {
    /// Its name in messages.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Bool => "a condition",
            Self::Number => "a number",
            Self::Percent => "a percentage",
            Self::Money => "a sum of money",
            Self::Quantity => "a quantity",
            Self::Duration => "a duration",
            Self::Date => "a date",
            Self::Weekday => "a weekday",
            Self::Time => "a time",
            Self::Text => "text",
            Self::Person => "a person",
            Self::Role => "a role",
            Self::List => "a list",
            Self::Fact(_) => "a fact",
            Self::Claim(_) => "a claim",
        }
    }

    /// Whether a value of this type may stand where `wanted` is asked for. A percentage may stand for a number.
    #[must_use]
    pub fn fits(&self, wanted: &Self) -> bool {
        self == wanted
            || matches!((self, wanted), (Self::Any, _) | (_, Self::Any) | (Self::Percent, Self::Number) | (Self::Number, Self::Percent))
    }

    /// The type that a native claim's schema or a fact table's key names.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "bool" => Self::Bool,
            "list" => Self::List,
            "any" => Self::Any,
            "text" => Self::Text,
            _ => CaptureType::of_name(name)?.ty(),
        })
    }
}

/// What a capture in a pattern takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaptureType {
    /// A mention of a kind.
    Mention(Kind),
    /// A date no coarser than the given grain and no finer.
    DateOf(Granularity),
    /// A day of the week.
    Weekday,
    /// A whole number.
    Int,
    /// A run of words without marks.
    Phrase,
    /// One word.
    Word,
    /// A noun phrase; its head may have to be of a list.
    NounPhrase(Option<String>),
    /// The name of a fact of a table.
    Fact(String),
}

impl CaptureType {
    /// The names of types in patterns.
    pub const NAMES: &'static [&'static str] = &[
        "date",
        "day",
        "month",
        "year",
        "weekday",
        "time",
        "duration",
        "set",
        "number",
        "int",
        "ordinal",
        "percent",
        "money",
        "quantity",
        "age",
        "person",
        "role",
        "honorific",
        "org",
        "place",
        "acronym",
        "quote",
        "phrase",
        "word",
        "np",
    ];

    /// By its name in a pattern (`fact(…)` and `np(@…)` are read by the pattern's parser).
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::DateOf(Granularity::Day),
            "month" => Self::DateOf(Granularity::Month),
            "year" => Self::DateOf(Granularity::Year),
            "weekday" => Self::Weekday,
            "int" => Self::Int,
            "phrase" => Self::Phrase,
            "word" => Self::Word,
            "np" => Self::NounPhrase(None),
            "acronym-expansion" => return None,
            other => Self::Mention(Kind::ALL.iter().copied().find(|k| k.name() == other)?),
        })
    }

    /// The type of the captured value.
    #[must_use]
    pub fn ty(&self) -> Ty {
        match self {
            Self::Mention(kind) => match kind {
                Kind::Date => Ty::Date,
                Kind::Time => Ty::Time,
                Kind::Duration => Ty::Duration,
                Kind::Number | Kind::Ordinal | Kind::Age => Ty::Number,
                Kind::Percent => Ty::Percent,
                Kind::Money => Ty::Money,
                Kind::Quantity => Ty::Quantity,
                Kind::Person => Ty::Person,
                Kind::Role => Ty::Role,
                Kind::Set | Kind::Honorific | Kind::Org | Kind::Place | Kind::Acronym | Kind::Expansion | Kind::Quote => Ty::Text,
            },
            Self::DateOf(_) => Ty::Date,
            Self::Weekday => Ty::Weekday,
            Self::Int => Ty::Number,
            Self::Phrase | Self::Word | Self::NounPhrase(_) => Ty::Text,
            Self::Fact(table) => Ty::Fact(table.as_str().into()),
        }
    }

    /// Whether it takes words, rather than a mention or a number.
    #[must_use]
    pub fn is_of_words(&self) -> bool {
        matches!(self, Self::Phrase | Self::Word | Self::NounPhrase(_) | Self::Fact(_))
    }

    /// Whether it is rare enough in running text to anchor a pattern.
    #[must_use]
    pub fn is_rare(&self) -> bool {
        !matches!(self, Self::Phrase | Self::Word | Self::NounPhrase(None) | Self::Int | Self::Mention(Kind::Number))
    }
}
