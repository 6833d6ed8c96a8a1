//! `factlint.toml`: found from the working directory upwards to the root of the repository, or given.
//!
//! Invariants:
//! - A file that is found on the way is data from whoever wrote the checkout: it may choose rules and words; it may not name files
//!   outside its root, choose outputs or exit codes, or raise limits.
//! - Unknown keys and values are errors at their place, all of them at once.

mod find;
mod paths;
mod read;

pub(super) use find::{NAME, find};

use super::select::Selector;
use crate::lexicon::{Class, Lexicon};
use crate::rule::toml_reader::Str;
use crate::rule::{RuleError, Severity};
use globset::GlobSet;
use std::path::PathBuf;

/// The packs of built-in rules.
pub(super) const PACKS: &[&str] = &["core", "desk", "style", "facts"];

/// What `factlint init` writes.
pub(super) const TEMPLATE: &str = include_str!("template.toml");

/// The configuration of a run; empty without a file.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The name of the file; empty without one.
    pub(super) name: String,
    /// Whether the command line names the file, rather than that it was found on the way.
    pub(super) given: bool,
    /// The folder of the file, against which globs are matched.
    pub(super) root: PathBuf,
    /// Findings that are known.
    pub(super) baseline: Option<(PathBuf, Str)>,
    /// Files and folders of rules and facts.
    pub(super) rules: Vec<PathBuf>,
    /// Packs of built-in rules to use; all, if none are named.
    pub(super) packs: Option<(Vec<String>, Vec<Str>)>,
    /// Rules to run.
    pub(super) select: Vec<Placed>,
    /// Rules to leave out.
    pub(super) ignore: Vec<Placed>,
    /// Severity from which a finding fails the run.
    pub(super) fail_on: Option<(Severity, Str)>,
    /// Severities to change.
    pub(super) severity: Vec<(Placed, Severity)>,
    /// House style: rules to run as warnings.
    pub(super) house: Vec<Placed>,
    /// What differs by path.
    pub(super) overrides: Vec<Override>,
    /// Words to know.
    pub(super) vocabulary: Vec<(Word, String)>,
}

/// A selector with its place in the file.
#[derive(Debug)]
pub(super) struct Placed {
    /// What it selects.
    pub(super) selector: Selector,
    /// Where it stands.
    pub(super) at: Str,
}

/// What holds for some paths only.
#[derive(Debug)]
pub(super) struct Override {
    /// The paths, relative to the configuration's folder.
    pub(super) paths: GlobSet,
    /// The same as written.
    pub(super) patterns: Vec<Str>,
    /// Only these rules there, if any are given.
    pub(super) select: Vec<Placed>,
    /// Not these rules there.
    pub(super) ignore: Vec<Placed>,
    /// Severities there.
    pub(super) severity: Vec<(Placed, Severity)>,
}

/// What a word of the vocabulary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A person's name.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// An office or occupation.
    Title,
}

impl Config {
    /// All selectors with their places.
    pub(super) fn selectors(&self) -> impl Iterator<Item = &Placed> {
        let inner = self.overrides.iter().flat_map(|o| o.select.iter().chain(&o.ignore).chain(o.severity.iter().map(|(s, _)| s)));
        self.select.iter().chain(&self.ignore).chain(self.severity.iter().map(|(s, _)| s)).chain(&self.house).chain(inner)
    }

    /// Adds the vocabulary to what is known of words.
    pub(super) fn teach(&self, lexicon: &mut Lexicon) {
        for (word, text) in &self.vocabulary {
            match word {
                Word::Organisation => lexicon.add(Class::Organisation, text),
                Word::Place => lexicon.add(Class::City, text),
                Word::Title => lexicon.add(Class::RolePhrase, text),
                Word::Person => match text.rsplit_once(' ') {
                    None => lexicon.add(Class::Mononym, text),
                    Some((given, surname)) => {
                        given.split(' ').for_each(|g| lexicon.add(Class::GivenAny, g));
                        lexicon.add(Class::Surname, surname);
                    }
                },
            }
        }
    }

    /// Errors for selectors that mean no rule.
    pub(super) fn check(&self, rules: &[crate::rule::Rule]) -> Vec<RuleError> {
        let error = |p: &Placed| {
            let message = p.selector.check(rules).err()?;
            let (message, help) = message.split_once("; ").map_or((message.as_str(), ""), |(m, h)| (m, h));
            Some(p.at.error_all(message, "means no rule").help(help))
        };
        self.selectors().filter_map(error).collect()
    }
}
