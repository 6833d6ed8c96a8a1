//! From TOML files to a [`RuleSet`], in two passes: first every file is read on its own, then names are resolved across files.
//!
//! A name of a claim means, in this order: a claim of the same file, of another of the user's files, of a built-in file, a native
//! claim, a kind of mention.

mod claims;
mod context;
mod facts;
mod kinds;
pub(super) mod rules;
mod scope;

use super::error::{RuleError, RuleFile};
use super::model::{ClaimDef, Rule, RuleSet};
use super::toml_reader::{Errors, Str, Table};
use super::types::Ty;
use crate::lexicon::{Lexicon, WordId};
use crate::limits::{RULE_FILE, RULES};
use crate::source::Span;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::DeTable;

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
    let mut loader = Loader { lexicon, set: RuleSet::default(), claims: BTreeMap::new(), claim_spans: Vec::new(), errors };
    let tables: Vec<_> = parsed
        .iter()
        .filter_map(|(file, t)| t.as_ref().map(|t| Table::new(file, "the file", t, Span::of(0..file.text.len().min(1)), errors)))
        .collect();
    for table in &tables {
        loader.lists(table);
    }
    for table in &tables {
        loader.facts(table);
    }
    for table in &tables {
        loader.claims(table);
    }
    let mut rules = Vec::new();
    for table in &tables {
        rules.extend(loader.rules(table, options));
    }
    for table in tables {
        table.finish();
    }
    (loader.set.rules, loader.set.replaced) = distinct(rules, errors);
    let set = loader.set;
    errors.borrow().is_empty().then_some(set)
}

fn parse(file: &Arc<RuleFile>) -> (Option<DeTable<'_>>, Vec<RuleError>) {
    if file.text.len() > RULE_FILE {
        let message = format!("the rule file has {} bytes; at most {RULE_FILE} are read", file.text.len());
        return (None, vec![RuleError::new(file, Span::default(), message, "too large")]);
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

/// The state of loading.
struct Loader<'a> {
    lexicon: &'a mut Lexicon,
    set: RuleSet,
    /// Claims by name, with the file that defines each.
    claims: BTreeMap<String, Vec<(Arc<RuleFile>, usize)>>,
    claim_spans: Vec<Span>,
    errors: &'a Errors,
}

impl Loader<'_> {
    fn fail(&self, error: RuleError) {
        self.errors.borrow_mut().push(error);
    }

    fn fail_all(&self, errors: Vec<RuleError>) {
        self.errors.borrow_mut().extend(errors);
    }

    /// `[list.NAME]` of a file.
    fn lists(&mut self, file: &Table<'_>) {
        let Some(lists) = file.table("list") else { return };
        let mut extends: Vec<(String, Str)> = Vec::new();
        for (name, value) in lists.entries() {
            let Some(entries) = value.get_ref().as_table() else {
                lists.wrong_type(&name.text, value, "a table");
                continue;
            };
            let table = lists.child(format!("[list.{}]", name.text), entries, Span::of(value.span()));
            if self.set.lists.contains_key(&name.text) {
                self.fail(name.error_all(format!("there are two lists '{}'", name.text), "used before"));
            }
            let words = table.strings("words").unwrap_or_default();
            if let Some(base) = table.string("extends") {
                extends.push((name.text.clone(), base));
            }
            let ids: Vec<Vec<WordId>> = words.iter().map(|w| self.lexicon.phrase_ids(&w.text)).collect();
            self.set.lists.entry(name.text.clone()).or_default().extend(ids);
            self.set.list_texts.entry(name.text).or_default().extend(words.into_iter().map(|w| w.text));
            table.finish();
        }
        for (name, base) in extends {
            if !self.know_list(&base.text) {
                self.fail(
                    base.error_all(format!("there is no list '{}'", base.text), "unknown list").maybe_help(self.near_list(&base.text)),
                );
                continue;
            }
            let ids = self.set.lists.get(&base.text).cloned().unwrap_or_default();
            let texts = self.set.list_texts.get(&base.text).cloned().unwrap_or_default();
            self.set.lists.entry(name.clone()).or_default().extend(ids);
            self.set.list_texts.entry(name).or_default().extend(texts);
        }
    }

    /// Whether a list exists; one of the lexicon is taken over at its first use.
    fn know_list(&mut self, name: &str) -> bool {
        if self.set.lists.contains_key(name) {
            return true;
        }
        let Some(entries) = self.lexicon.list(name) else { return false };
        let ids = entries.iter().map(|e| self.lexicon.phrase_ids(e)).collect();
        self.set.lists.insert(name.to_owned(), ids);
        self.set.list_texts.insert(name.to_owned(), entries);
        true
    }

    fn near_list(&self, name: &str) -> Option<String> {
        super::did_you_mean(name, self.set.lists.keys().map(String::as_str).chain(self.lexicon.list_names()))
    }

    /// The claim that a name means in a file. A user's claim never changes what a built-in file means.
    fn claim_index(&self, name: &str, file: &Arc<RuleFile>) -> Option<usize> {
        let known = self.claims.get(name)?;
        let own = known.iter().find(|(f, _)| Arc::ptr_eq(f, file));
        let users = known.iter().find(|(f, _)| !f.builtin && !file.builtin);
        own.or(users).or_else(|| known.iter().find(|(f, _)| f.builtin)).map(|(_, i)| *i)
    }

    fn add_claim(&mut self, claim: ClaimDef, span: Span) -> usize {
        self.set.claims.push(claim);
        self.claim_spans.push(span);
        self.set.claims.len() - 1
    }

    fn fact_field(&self, table: &str, field: &str) -> (Option<Ty>, Vec<String>) {
        let Some(facts) = self.set.facts.get(table) else { return (None, Vec::new()) };
        let fixed = ["name", "source"];
        let ty = if fixed.contains(&field) { Some(Ty::Text) } else { facts.fields.get(field).cloned() };
        (ty, facts.fields.keys().cloned().chain(fixed.map(str::to_owned)).collect())
    }
}
