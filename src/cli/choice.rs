//! Which rules run, and what decided it.

use super::config::{Config, Placed};
use super::select::Selection;
use crate::rule::toml_reader::Str;
use crate::rule::{Rule, builtin};

/// What decided.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cause<'a> {
    /// Nothing: it is so from the start.
    Default,
    /// The rule itself, which runs only if it is asked for.
    Itself,
    /// An option of the command line.
    Option(&'static str),
    /// A key of the configuration.
    Key(&'static str, &'a Str),
}

impl Cause<'_> {
    /// In words: `factlint.toml:3 (ignore)`.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            Self::Itself => "enabled = false in its file".to_owned(),
            Self::Option(name) => (*name).to_owned(),
            Self::Key(key, at) => format!("{} ({key})", place(at)),
        }
    }
}

/// `factlint.toml:3`
pub(super) fn place(at: &Str) -> String {
    let before = at.file.text.get(..at.span.start as usize).unwrap_or_default();
    format!("{}:{}", at.file.name, before.matches('\n').count() + 1)
}

/// Whether a rule is to run somewhere, and what says so.
pub(super) fn takes<'a>(cli: &Selection, config: &'a Config, rule: &Rule) -> (bool, Cause<'a>) {
    let means = |list: &'a [Placed]| list.iter().find(|p| p.selector.matches(rule)).map(|p| &p.at);
    if cli.ignores(rule) {
        return (false, Cause::Option("--ignore"));
    }
    if let Some(at) = means(&config.ignore).filter(|_| !cli.names(rule)) {
        return (false, Cause::Key("ignore", at));
    }
    if !cli.select.is_empty() {
        return (cli.names(rule), Cause::Option("--select"));
    }
    if let Some(at) = means(&config.house) {
        return (true, Cause::Key("house", at));
    }
    if let Some(at) = means(&config.select).or_else(|| config.overrides.iter().find_map(|o| means(&o.select))) {
        return (true, Cause::Key("select", at));
    }
    if let Some(first) = config.select.first() {
        return (false, Cause::Key("select", &first.at));
    }
    if !rule.enabled {
        return (false, Cause::Itself);
    }
    match (&config.packs, builtin::pack(&rule.file)) {
        (Some((packs, at)), Some(pack)) if !packs.iter().any(|p| p == pack) => {
            (false, at.first().map_or(Cause::Default, |at| Cause::Key("packs", at)))
        }
        _ => (true, Cause::Default),
    }
}

/// The severity of a rule, and what says so; `None` leaves the rule's own.
pub(super) fn severity<'a>(config: &'a Config, rule: &Rule) -> Option<(crate::rule::Severity, Cause<'a>)> {
    if let Some((at, severity)) = config.severity.iter().rev().find(|(p, _)| p.selector.matches(rule)) {
        return Some((*severity, Cause::Key("severity", &at.at)));
    }
    let house = config.house.iter().find(|p| p.selector.matches(rule))?;
    Some((crate::rule::Severity::Warning, Cause::Key("house", &house.at)))
}
