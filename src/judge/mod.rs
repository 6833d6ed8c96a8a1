//! Judging: claims by pattern, one file a kind of rule, findings.
//!
//! Invariants:
//! - A finding needs a certain join and a certain violation: what cannot be told is silent.
//! - Findings come in a fixed order whatever the number of threads.
//! - Nothing here knows Markdown; all places are spans of prose until a finding is made.

mod article;
mod bound;
mod claims;
mod desk;
mod engine;
mod eval;
mod examples;
mod extract;
mod finding;
mod kinds;
mod pattern;
mod show;
mod suppress;
mod trace;

pub use article::Article;
pub use claims::PatternClaim;
pub use engine::{Engine, Judged};
pub use examples::{ExampleResult, Outcome};
pub use finding::{Finding, Fix, Label, stable_hash};
pub use suppress::{RULE as SUPPRESSION, Suppressions};
pub use trace::{Fate, Trace};
