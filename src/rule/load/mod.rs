//! From TOML files to a [`RuleSet`], in two passes: first every file is read on its own, then names are resolved across files.
//! Lists and facts are read one after the other, for they are made of each other; then claims, and then rules, several at a time.
//!
//! A name of a claim means, in this order: a claim of the same file, of another of the user's files, of a built-in file, a native
//! claim, a kind of mention.

mod claims;
mod context;
mod facts;
mod kinds;
mod maker;
pub(super) mod rules;
mod scope;

use super::error::{RuleError, RuleFile};
use super::model::{ClaimDef, ClaimRef, Field, Rule, RuleSet};
use super::plain_toml;
use super::toml_reader::{Errors, Str, Table};
use super::types::Ty;
use crate::lexicon::{Lexicon, NewWords};
use crate::limits::{RULE_FILE, RULES};
use crate::source::Span;
use maker::Maker;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What loading may be told.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// Whether built-in rules need two silent examples each, and user rules one (`factlint test` asks for it).
    pub strict_examples: bool,
}

/// Rule files as TOML reads them, before they mean anything.
#[derive(Debug)]
pub struct Parsed<'a> {
    files: Vec<(&'a Arc<RuleFile>, Option<DeTable<'a>>)>,
    errors: Vec<RuleError>,
}

impl<'a> Parsed<'a> {
    /// Parses files, several at a time. What is wrong in them is told by [`Parsed::load`].
    #[must_use]
    pub fn new(files: &'a [Arc<RuleFile>]) -> Self {
        let parsed: Vec<_> = files.par_iter().map(parse).collect();
        let (mut tables, mut errors) = (Vec::with_capacity(files.len()), Vec::new());
        for (file, (table, faults)) in files.iter().zip(parsed) {
            tables.push((file, table));
            errors.extend(faults);
        }
        Self { files: tables, errors }
    }

    /// Makes one rule set of the files. The lexicon's table of words grows by the words of the patterns.
    ///
    /// # Errors
    /// Everything that is wrong in any of the files.
    pub fn load(self, lexicon: &mut Lexicon, options: &LoadOptions) -> Result<RuleSet, Vec<RuleError>> {
        let errors: Errors = RefCell::new(self.errors);
        let set = load_tables(&self.files, &errors, lexicon, options);
        self.files.into_par_iter().for_each(drop);
        set.ok_or_else(|| {
            let mut errors = errors.into_inner();
            errors.sort_by(|a, b| (&a.file.name, a.span, &a.message).cmp(&(&b.file.name, b.span, &b.message)));
            errors.dedup();
            errors
        })
    }
}

/// Loads files into one rule set. The lexicon's table of words grows by the words of the patterns.
///
/// # Errors
/// Everything that is wrong in any of the files.
pub fn load(files: &[Arc<RuleFile>], lexicon: &mut Lexicon, options: &LoadOptions) -> Result<RuleSet, Vec<RuleError>> {
    Parsed::new(files).load(lexicon, options)
}

/// The rule set, if nothing is wrong.
fn load_tables(
    parsed: &[(&Arc<RuleFile>, Option<DeTable<'_>>)],
    errors: &Errors,
    lexicon: &mut Lexicon,
    options: &LoadOptions,
) -> Option<RuleSet> {
    let mut maker = Maker::new(lexicon, errors);
    let tables: Vec<_> = parsed
        .iter()
        .filter_map(|(file, t)| t.as_ref().map(|t| Table::new(file, "the file", t, Span::of(0..file.text.len().min(1)), errors)))
        .collect();
    for table in &tables {
        maker.lists(table);
    }
    for table in &tables {
        maker.facts(table);
    }
    let claims: Vec<_> = tables.iter().flat_map(Entry::claims).collect();
    let claims = maker.known().read(&claims, |loader, entry| Some(loader.claim(entry.name.clone()?, entry)));
    maker.take_claims(claims);
    let rules: Vec<_> = tables.iter().flat_map(Entry::rules).collect();
    let rules = maker.known().read(&rules, |loader, entry| loader.rule(entry.table("[[rule]]", loader.errors), options));
    let rules = maker.take_rules(rules);
    for table in tables {
        table.finish();
    }
    let mut set = maker.set;
    (set.rules, set.replaced) = distinct(rules, errors);
    errors.borrow().is_empty().then_some(set)
}

fn parse(file: &Arc<RuleFile>) -> (Option<DeTable<'_>>, Vec<RuleError>) {
    if file.text.len() > RULE_FILE {
        let message = format!("the rule file has {} bytes; at most {RULE_FILE} are read", file.text.len());
        return (None, vec![RuleError::new(file, Span::default(), message, "too large")]);
    }
    if let Some(table) = plain_toml::read(&file.text) {
        return (Some(table), Vec::new());
    }
    let (table, faults) = DeTable::parse_recoverable(&file.text);
    let error = |fault: &toml::de::Error| {
        let span = fault.span().map(Span::of).unwrap_or_default();
        RuleError::new(file, span, format!("this is not TOML: {}", fault.message()), "here")
    };
    // A file that TOML itself does not take is not judged further: what follows would be noise.
    (faults.is_empty().then(|| table.into_inner()), faults.iter().map(error).collect())
}

/// Ids are unique; a user's rule replaces a built-in one. Rules, and the ids of those that were replaced.
fn distinct(mut rules: Vec<Rule>, errors: &Errors) -> (Vec<Rule>, Vec<String>) {
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut dropped, mut replaced) = (FxHashSet::default(), Vec::new());
    for (i, rule) in rules.iter().enumerate() {
        if by_id.len() >= RULES {
            errors.borrow_mut().push(RuleError::new(&rule.file, rule.span, format!("there are more than {RULES} rules"), "one too many"));
            break;
        }
        let old = by_id.get(rule.id.as_str()).and_then(|&i| Some((i, rules.get(i)?)));
        match old {
            Some((_, old)) if old.file.builtin == rule.file.builtin => {
                let message = format!("there are two rules '{}'", rule.id);
                let help = format!("the other one is in {}", old.file.name);
                errors.borrow_mut().push(RuleError::new(&rule.file, rule.span, message, "used before").help(help));
            }
            Some((_, old)) if rule.file.builtin && !old.file.builtin => {
                replaced.push(rule.id.clone());
                dropped.insert(i);
            }
            old => {
                if let Some((old, _)) = old {
                    replaced.push(rule.id.clone());
                    dropped.insert(old);
                }
                by_id.insert(&rule.id, i);
            }
        }
    }
    let mut numbers = 0..;
    rules.retain(|_| numbers.next().is_none_or(|i| !dropped.contains(&i)));
    // Rules are large: they are moved once, when their order is known.
    rules.sort_by_cached_key(|r| r.id.clone());
    (rules, replaced)
}

/// Claims by name, with the file that defines each.
type ClaimNames = BTreeMap<String, Vec<(Arc<RuleFile>, usize)>>;

/// A claim or a rule of a file, not read yet.
struct Entry<'a> {
    file: &'a Arc<RuleFile>,
    /// The name of a claim; rules have none.
    name: Option<Str>,
    entries: &'a DeTable<'a>,
    span: Span,
}

impl<'a> Entry<'a> {
    /// All `[claim.NAME]` of a file.
    fn claims(file: &Table<'a>) -> Vec<Self> {
        let Some(claims) = file.table("claim") else { return Vec::new() };
        let one = |(name, value): (Str, &'a Spanned<DeValue<'a>>)| {
            let Some(entries) = value.get_ref().as_table() else {
                claims.wrong_type(&name.text, value, "a table");
                return None;
            };
            Some(Self { file: file.file, name: Some(name), entries, span: Span::of(value.span()) })
        };
        claims.entries().filter_map(one).collect()
    }

    /// All `[[rule]]` of a file.
    fn rules(file: &Table<'a>) -> Vec<Self> {
        file.each_table("rule").map(|(entries, span)| Self { file: file.file, name: None, entries, span }).collect()
    }

    fn table(&self, what: impl Into<Cow<'static, str>>, errors: &'a Errors) -> Table<'a> {
        Table::new(self.file, what, self.entries, self.span, errors)
    }
}

/// How many claims or rules are read in one go.
const PART: usize = 64;

/// What claims and rules may name. It stands still while they are read.
#[derive(Clone, Copy)]
struct Known<'a> {
    lexicon: &'a Lexicon,
    set: &'a RuleSet,
    claims: &'a ClaimNames,
}

impl Known<'_> {
    /// Reads claims or rules, several at a time.
    fn read<'e, T: Send>(self, entries: &[Entry<'e>], read: impl Fn(&mut Loader<'_>, &Entry<'_>) -> Option<T> + Sync) -> Vec<Part<T>> {
        let part = |entries: &[Entry<'e>]| {
            let errors = Errors::default();
            let mut loader = Loader { known: self, words: NewWords::default(), lists: Vec::new(), claims: Vec::new(), errors: &errors };
            let items = entries.iter().filter_map(|entry| read(&mut loader, entry)).collect();
            let Loader { words, lists, claims, .. } = loader;
            Part { items, words, lists, claims, errors: errors.into_inner() }
        };
        entries.par_chunks(PART).map(part).collect()
    }

    fn near_list(&self, name: &str) -> Option<String> {
        super::did_you_mean(name, self.set.lists.keys().map(String::as_str).chain(self.lexicon.list_names()))
    }
}

/// Some claims or rules, read.
struct Part<T> {
    items: Vec<T>,
    /// The words that are new in them.
    words: NewWords,
    /// The lists that they name; of those of the lexicon, some are not taken over yet.
    lists: Vec<String>,
    /// The rules' own `match`, numbered behind the claims that have a name.
    claims: Vec<ClaimDef>,
    errors: Vec<RuleError>,
}

/// Reads claims or rules, one after the other.
struct Loader<'a> {
    known: Known<'a>,
    words: NewWords,
    lists: Vec<String>,
    claims: Vec<ClaimDef>,
    errors: &'a Errors,
}

impl Loader<'_> {
    fn fail(&self, error: RuleError) {
        self.errors.borrow_mut().push(error);
    }

    fn fail_all(&self, errors: Vec<RuleError>) {
        self.errors.borrow_mut().extend(errors);
    }

    /// Whether a list exists; one of the lexicon is taken over if it is named.
    fn know_list(&mut self, name: &str) -> bool {
        if self.has_list(name) {
            return true;
        }
        let known = self.known.lexicon.has_list(name);
        if known {
            self.lists.push(name.to_owned());
        }
        known
    }

    fn has_list(&self, name: &str) -> bool {
        self.known.set.lists.contains_key(name) || self.lists.iter().any(|l| l == name)
    }

    /// The claim that a name means in a file. A user's claim never changes what a built-in file means.
    fn claim_index(&self, name: &str, file: &Arc<RuleFile>) -> Option<usize> {
        let known = self.known.claims.get(name)?;
        let own = known.iter().find(|(f, _)| Arc::ptr_eq(f, file));
        let users = known.iter().find(|(f, _)| !f.builtin && !file.builtin);
        own.or(users).or_else(|| known.iter().find(|(f, _)| f.builtin)).map(|(_, i)| *i)
    }

    fn add_claim(&mut self, claim: ClaimDef) -> usize {
        self.claims.push(claim);
        self.known.set.claims.len() + self.claims.len() - 1
    }

    /// A claim by pattern by its number.
    fn claim_of(&self, number: usize) -> Option<&ClaimDef> {
        let named = &self.known.set.claims;
        named.get(number).or_else(|| self.claims.get(number.checked_sub(named.len())?))
    }

    /// The fields of a claim with their types.
    fn fields_of(&self, claim: ClaimRef) -> Cow<'_, [Field]> {
        match claim {
            ClaimRef::Pattern(i) => Cow::Borrowed(self.claim_of(i).map_or(&[], |c| &c.fields)),
            other => other.fields(),
        }
    }

    fn fact_field(&self, table: &str, field: &str) -> (Option<Ty>, Vec<String>) {
        let Some(facts) = self.known.set.facts.get(table) else { return (None, Vec::new()) };
        let fixed = ["name", "source"];
        let ty = if fixed.contains(&field) { Some(Ty::Text) } else { facts.fields.get(field).cloned() };
        (ty, facts.fields.keys().cloned().chain(fixed.map(str::to_owned)).collect())
    }
}
