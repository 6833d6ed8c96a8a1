//! Which rules run: selectors are ids, globs over ids, classes, packs, or `all`.

use crate::rule::{Rule, builtin, did_you_mean};
use globset::{GlobBuilder, GlobMatcher};

/// One selector as written.
#[derive(Debug, Clone)]
pub(super) struct Selector {
    text: String,
    glob: Option<GlobMatcher>,
}

impl Selector {
    /// Reads a selector.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let is_glob = text.contains(['*', '?', '[', '{']);
        let glob = is_glob.then(|| GlobBuilder::new(text).literal_separator(false).build().map(|g| g.compile_matcher())).transpose();
        Ok(Self { text: text.to_owned(), glob: glob.map_err(|e| format!("'{text}' is not a glob: {}", e.kind()))? })
    }

    /// Whether it means a rule.
    pub(super) fn matches(&self, rule: &Rule) -> bool {
        match &self.glob {
            Some(glob) => glob.is_match(&rule.id),
            None => {
                self.text == "all"
                    || self.text == rule.id
                    || self.text.eq_ignore_ascii_case(&rule.class)
                    || builtin::pack(&rule.file) == Some(&self.text)
            }
        }
    }

    /// Fails if it means none of the rules: it would leave unchecked what somebody thinks is checked.
    pub(super) fn check(&self, rules: &[Rule]) -> Result<(), String> {
        if self.text == "all" || rules.iter().any(|r| self.matches(r)) {
            return Ok(());
        }
        let known = rules.iter().flat_map(|r| [Some(r.id.as_str()), Some(r.class.as_str()), builtin::pack(&r.file)]).flatten();
        let group = format!("{}/*", self.text);
        let near = if rules.iter().any(|r| r.id.starts_with(&format!("{}/", self.text))) {
            Some(format!("did you mean '{group}'?"))
        } else {
            did_you_mean(&self.text, known)
        };
        let help = near.unwrap_or_else(|| "`factlint rules` lists the rules".to_owned());
        Err(format!("no rule matches '{}'; {help}", self.text))
    }
}

/// The choice of the command line.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    /// Only these, if any are given.
    pub(super) select: Vec<Selector>,
    /// Not these.
    pub(super) ignore: Vec<Selector>,
}

impl Selection {
    /// Whether it asks for a rule.
    pub(super) fn names(&self, rule: &Rule) -> bool {
        self.select.iter().any(|s| s.matches(rule))
    }

    /// Whether it leaves a rule out.
    pub(super) fn ignores(&self, rule: &Rule) -> bool {
        self.ignore.iter().any(|s| s.matches(rule))
    }
}
