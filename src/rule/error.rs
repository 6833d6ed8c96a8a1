//! Errors in rule files, facts files and configuration: what, where, why, and what to do.

use crate::source::Span;
use std::sync::Arc;

/// A file of rules as loaded.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// Name for reports: a relative path, or `rules/core/dates.toml` for an embedded one.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether it came with the program.
    pub builtin: bool,
}

/// Something wrong in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The file.
    pub file: Arc<RuleFile>,
    /// The bytes to underline.
    pub span: Span,
    /// What is wrong, in one sentence.
    pub message: String,
    /// A few words under the underlined place.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

impl RuleError {
    /// An error at a place.
    #[must_use]
    pub fn new(file: &Arc<RuleFile>, span: Span, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self { file: Arc::clone(file), span, message: message.into(), label: label.into(), help: None }
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With advice, where there is some.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}

/// The known name nearest to a misspelt one, as "did you mean …?"; `None` where nothing is near.
#[must_use]
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(wrong, k), k))
        .filter(|(d, k)| *d <= 1 + k.chars().count().max(wrong.chars().count()) / 4 && *d > 0)
        .min_by_key(|(d, k)| (*d, *k));
    near.map(|(_, k)| format!("did you mean '{k}'?"))
}
