//! What a configuration takes away from what would run without it: so that nobody's checkout turns rules off in silence.

use super::config::{Config, Placed};
use crate::rule::{Rule, Severity};

/// Counts of rules.
#[derive(Debug, Default)]
pub(super) struct Effect {
    /// The name of the configuration.
    pub(super) name: String,
    /// Turned off.
    pub(super) off: usize,
    /// Turned off for some paths.
    pub(super) off_somewhere: usize,
    /// Given a lower severity, somewhere or everywhere.
    pub(super) lowered: usize,
    /// Built-in rules that others of the same id replace.
    pub(super) replaced: usize,
}

impl Effect {
    /// Counts a rule that had a severity and ran, or did not, without the configuration.
    pub(super) fn add(&mut self, config: &Config, rule: &Rule, (severity, ran): (Severity, bool)) {
        if !ran {
            return;
        }
        if !rule.enabled {
            self.off += 1;
            return;
        }
        let means = |list: &[Placed]| list.iter().any(|p| p.selector.matches(rule));
        let off = config.overrides.iter().any(|o| means(&o.ignore) || !o.select.is_empty() && !means(&o.select));
        self.off_somewhere += usize::from(off);
        let somewhere = config.overrides.iter().flat_map(|o| &o.severity).filter(|(p, _)| p.selector.matches(rule)).map(|(_, s)| *s);
        self.lowered += usize::from(somewhere.chain([rule.severity]).any(|s| s < severity));
    }

    /// One line; nothing, if nothing is taken away.
    pub(super) fn line(&self) -> Option<String> {
        let counts = [
            (self.off, "off"),
            (self.off_somewhere, "off for some paths"),
            (self.lowered, "of lower severity"),
            (self.replaced, "replaced"),
        ];
        let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        (!parts.is_empty()).then(|| format!("rules that {} changes: {}", self.name, parts.join(", ")))
    }
}
