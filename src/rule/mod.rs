//! Rules: TOML text to typed rules, with every error at its place.
//!
//! Invariants:
//! - A rule set that loads is typed: every name, field, function, list and claim that a rule uses exists and fits.
//! - All errors of all files are reported in one go.
//! - Built-in rules and a user's rules go through the same door; a user's rule replaces a built-in one of the same id.
//! - Rule files are data: nothing here opens a file, a socket or a program.

pub mod builtin;
pub mod error;
pub mod expr;
mod load;
mod message;
mod model;
pub mod pattern;
mod plain_toml;
pub mod schema;
pub mod toml_reader;
pub mod types;
mod verbs;

pub use error::{RuleError, RuleFile, did_you_mean};
pub use load::{LoadOptions, Parsed, load};
pub use message::{Format, Part, Template};
pub use model::{
    Action, Check, ClaimDef, ClaimRef, Condition, ContextFilter, Example, Extent, FactEntry, FactTable, Field, Group, Kind, Let, Majority,
    Path, Rule, RuleSet, Same, Severity, SimilarGuard, SimilarOn, Total,
};
