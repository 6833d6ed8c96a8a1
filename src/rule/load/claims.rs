//! `[claim.NAME]` tables, and the `match` of rules, which is a claim without a name.

use super::super::error::RuleError;
use super::super::expr;
use super::super::model::{ClaimDef, ContextFilter, Field};
use super::super::pattern::{self, Element, Node, Pattern};
use super::super::toml_reader::{Str, Table};
use super::super::types::{CaptureType, Ty};
use super::{Entry, Loader, context, scope};
use std::sync::Arc;

impl Loader<'_> {
    /// A `[claim.NAME]` with its name.
    pub(super) fn claim(&mut self, name: Str, entry: &Entry<'_>) -> (Str, ClaimDef) {
        let table = entry.table(format!("[claim.{}]", name.text), self.errors);
        let matches = table.strings("match").unwrap_or_default();
        if matches.is_empty() {
            self.fail(name.error_all(format!("[claim.{}] has no 'match'", name.text), "needs match = ['…']"));
        }
        let claim = self.claim_def(&name.text, matches, &table, context::read(&table, context::hidden()));
        table.finish();
        (name, claim)
    }

    /// A claim from its patterns and the other keys (`unless`, `when`, `where`) of its table.
    pub(super) fn claim_def(&mut self, name: &str, matches: Vec<Str>, table: &Table<'_>, filter: ContextFilter) -> ClaimDef {
        let patterns = self.patterns(matches, true);
        let fields = self.fields(&patterns);
        let unless = self.patterns(table.strings("unless").unwrap_or_default(), false);
        let when = self.patterns(table.strings("when").unwrap_or_default(), false);
        let condition = table.string("where").and_then(|s| self.condition(&s, &fields));
        ClaimDef { name: name.to_owned(), patterns, unless, when, context: filter, condition, fields, file: Arc::clone(table.file) }
    }

    /// Parses patterns and checks their anchors, lists and tables of facts.
    pub(super) fn patterns(&mut self, sources: Vec<Str>, anchored: bool) -> Vec<Pattern> {
        let mut out: Vec<Pattern> = Vec::new();
        for source in sources {
            let pattern = match pattern::parse(source, self.known.lexicon, &mut self.words) {
                Ok(p) => p,
                Err(e) => {
                    self.fail(*e);
                    continue;
                }
            };
            let source = &pattern.source;
            self.check_names(&pattern.elements, source);
            if !pattern::is_anchored(&pattern.elements) {
                let why = "a pattern must hold a word, a list or a rare type, or it would be tried everywhere";
                self.fail(source.error_all("the pattern has no anchor", "nothing here is rare").help(why));
            }
            if anchored && out.iter().any(|p| p.source.text == source.text) {
                self.fail(source.error_all("this alternative can never match: it repeats an earlier one", "the same pattern"));
            }
            out.push(pattern);
        }
        out
    }

    fn check_names(&mut self, elements: &[Element], source: &Str) {
        for e in elements {
            match &e.node {
                Node::List(name) => self.need_list(name, e, source),
                Node::Capture(c) => match &c.ty {
                    CaptureType::NounPhrase(Some(list)) => self.need_list(list, e, source),
                    CaptureType::Fact(table) if !self.known.set.facts.contains_key(table) => {
                        let help = super::super::did_you_mean(table, self.known.set.facts.keys().map(String::as_str))
                            .unwrap_or_else(|| format!("declare it: [[facts.{table}]]"));
                        self.fail(source.error(e.at.clone(), format!("there is no table of facts '{table}'"), "unknown table").help(help));
                    }
                    _ => {}
                },
                Node::Maybe(inner) => self.check_names(inner, source),
                Node::Any(branches) => branches.iter().for_each(|b| self.check_names(b, source)),
                _ => {}
            }
        }
    }

    fn need_list(&mut self, name: &str, e: &Element, source: &Str) {
        if !self.know_list(name) {
            let help = self.known.near_list(name).unwrap_or_else(|| format!("declare it: [list.{name}] with words = ['…']"));
            self.fail(source.error(e.at.clone(), format!("there is no list '@{name}'"), "unknown list").help(help));
        }
    }

    /// The fields of alternatives: their captures, with one type each.
    fn fields(&self, patterns: &[Pattern]) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for (i, pattern) in patterns.iter().enumerate() {
            let captures = pattern::captures(&pattern.elements);
            for (capture, _) in &captures {
                let ty = if capture.many { Ty::List } else { capture.ty.ty() };
                match fields.iter().find(|f| f.name == capture.name) {
                    Some(f) if f.ty != ty => {
                        let message = format!("'{}' is {} in one alternative and {} in another", capture.name, f.ty.name(), ty.name());
                        self.fail(pattern.source.error_all(message, format!("here it is {}", ty.name())));
                    }
                    Some(_) => {}
                    // A field that is new in a later alternative was absent in the earlier ones.
                    None => fields.push(Field { name: capture.name.clone(), ty, always: i == 0 }),
                }
            }
            for field in &mut fields {
                field.always &=
                    captures.iter().any(|(c, always)| c.name == field.name && *always) || in_every_branch(&pattern.elements, &field.name);
            }
        }
        fields
    }

    /// A condition over the fields of a claim.
    pub(super) fn condition(&mut self, source: &Str, fields: &[Field]) -> Option<expr::Source> {
        let parsed = expr::parse(source).map_err(|e| self.fail(*e)).ok()?;
        self.adopt_lists(&parsed.expr);
        let checked = expr::check(&parsed, &scope::Names::of_fields(self, fields));
        self.is_condition(source, checked).then_some(parsed)
    }

    /// Whether a checked expression is true or false; reports what it is otherwise.
    pub(super) fn is_condition(&mut self, source: &Str, checked: Result<Ty, Vec<RuleError>>) -> bool {
        match checked {
            Ok(ty) if ty.fits(&Ty::Bool) => return true,
            Ok(ty) => self.fail(source.error_all("a condition must be true or false", format!("this is {}", ty.name()))),
            Err(errors) => self.fail_all(errors),
        }
        false
    }

    /// Takes over the lexicon's lists that an expression names.
    pub(super) fn adopt_lists(&mut self, e: &expr::Expr) {
        match &e.node {
            expr::Node::WordList(name) => {
                self.know_list(name);
            }
            expr::Node::Call(_, items) | expr::Node::List(items) => items.iter().for_each(|i| self.adopt_lists(i)),
            expr::Node::Not(a) | expr::Node::Minus(a) | expr::Node::Field(a, _) => self.adopt_lists(a),
            expr::Node::Binary(_, a, b) => {
                self.adopt_lists(a);
                self.adopt_lists(b);
            }
            _ => {}
        }
    }

    /// The first alternative of a claim that does not give a field, as an error.
    pub(super) fn missing_in(&self, claim: usize, field: &str) -> Option<RuleError> {
        let claim = self.claim_of(claim)?;
        let lacks = |p: &&Pattern| !pattern::captures(&p.elements).iter().any(|(c, _)| c.name == field);
        let pattern = claim.patterns.iter().find(lacks)?;
        let message = format!("'{field}' is used by the rule, and this alternative does not capture it");
        Some(pattern.source.error_all(message, format!("no {{{field}}} here")))
    }
}

/// Whether each branch of some group of the sequence captures a name.
fn in_every_branch(elements: &[Element], name: &str) -> bool {
    elements.iter().any(|e| match &e.node {
        Node::Capture(c) => c.name == name,
        Node::Any(branches) => branches.iter().all(|b| in_every_branch(b, name)),
        _ => false,
    })
}
