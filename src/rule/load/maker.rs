//! What is made of the files one after the other: lists, facts, and what was [read](super::Loader) side by side.

use super::super::error::RuleError;
use super::super::model::{ClaimDef, Rule, RuleSet};
use super::super::toml_reader::{Errors, Str, Table};
use super::{ClaimNames, Known, Part};
use crate::lexicon::{Lexicon, WordId};
use crate::source::Span;
use std::sync::Arc;

/// A rule set that is being made.
pub(super) struct Maker<'a> {
    pub(super) lexicon: &'a mut Lexicon,
    pub(super) set: RuleSet,
    claims: ClaimNames,
    errors: &'a Errors,
}

impl<'a> Maker<'a> {
    /// Nothing yet.
    pub(super) fn new(lexicon: &'a mut Lexicon, errors: &'a Errors) -> Self {
        Self { lexicon, set: RuleSet::default(), claims: ClaimNames::new(), errors }
    }

    /// What there is so far.
    pub(super) fn known(&self) -> Known<'_> {
        Known { lexicon: self.lexicon, set: &self.set, claims: &self.claims }
    }

    pub(super) fn fail(&self, error: RuleError) {
        self.errors.borrow_mut().push(error);
    }

    /// `[list.NAME]` of a file.
    pub(super) fn lists(&mut self, file: &Table<'_>) {
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
                    base.error_all(format!("there is no list '{}'", base.text), "unknown list")
                        .maybe_help(self.known().near_list(&base.text)),
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

    /// Takes claims that were read, in the order of the files.
    pub(super) fn take_claims(&mut self, parts: Vec<Part<(Str, ClaimDef)>>) {
        for part in parts {
            let (claims, numbers) = self.take(part);
            for (name, mut claim) in claims {
                claim.settle(&numbers);
                let known = self.claims.entry(name.text.clone()).or_default();
                let twin = known.iter().any(|(f, _)| Arc::ptr_eq(f, &name.file) || !f.builtin && !name.file.builtin);
                known.push((Arc::clone(&name.file), self.set.claims.len()));
                self.set.claims.push(claim);
                if twin {
                    self.fail(name.error_all(format!("there are two claims '{}'", name.text), "used before"));
                }
            }
        }
    }

    /// Takes rules that were read, in the order of the files.
    pub(super) fn take_rules(&mut self, parts: Vec<Part<Rule>>) -> Vec<Rule> {
        let named = self.set.claims.len();
        let mut all = Vec::with_capacity(parts.iter().map(|p| p.items.len()).sum());
        for part in parts {
            let behind = self.set.claims.len() - named;
            let (mut rules, numbers) = self.take(part);
            for rule in &mut rules {
                rule.settle(&numbers, |claim| if claim < named { claim } else { claim + behind });
            }
            all.append(&mut rules);
        }
        all
    }

    /// What was read in a part, and the numbers of the words that were new in it.
    fn take<T>(&mut self, part: Part<T>) -> (Vec<T>, Vec<WordId>) {
        let numbers = self.lexicon.words.take(&part.words);
        self.errors.borrow_mut().extend(part.errors);
        for name in &part.lists {
            self.know_list(name);
        }
        let settled = |mut claim: ClaimDef| {
            claim.settle(&numbers);
            claim
        };
        self.set.claims.extend(part.claims.into_iter().map(settled));
        (part.items, numbers)
    }
}
