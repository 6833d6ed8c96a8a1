//! `[[rule]]` tables: what all kinds have in common.

use super::super::expr;
use super::super::message::Template;
use super::super::model::{Action, Check, Example, Extent, Kind, Let, Path, Rule, Severity};
use super::super::toml_reader::{Quoted, Str, Table};
use super::super::types::Ty;
use super::super::{builtin, did_you_mean};
use super::kinds::{Draft, Name};
use super::{LoadOptions, Loader, context, scope};
use crate::source::Span;
use chrono::NaiveDate;
use std::sync::Arc;

/// All keys of rules, of whatever kind.
pub(in crate::rule) const KEYS: &[&str] = &[
    "against",
    "bad",
    "because",
    "claims",
    "class",
    "docs",
    "enabled",
    "forbid",
    "good",
    "group",
    "help",
    "id",
    "in",
    "join",
    "key",
    "kind",
    "let",
    "mark",
    "match",
    "max_edits",
    "message",
    "min_length",
    "min_parts",
    "not_in",
    "on",
    "parts",
    "report",
    "require",
    "safe",
    "same",
    "same_if",
    "scope",
    "severity",
    "suggest",
    "summary",
    "swap",
    "synonyms",
    "test",
    "test_format",
    "test_published",
    "total",
    "unless",
    "value",
    "when",
    "where",
];

impl Loader<'_> {
    /// A `[[rule]]`.
    pub(super) fn rule(&mut self, table: Table<'_>, options: &LoadOptions) -> Option<Rule> {
        let rule = self.read(&table, options);
        table.finish();
        rule
    }

    fn read(&mut self, table: &Table<'_>, options: &LoadOptions) -> Option<Rule> {
        let before = self.errors.borrow().len();
        let id = table.required("id");
        let kind_name = table.required("kind");
        let severity = self.one_of(table, "severity", Severity::NAMES, "warning").and_then(Severity::of_name);
        let extent = self.one_of(table, "scope", &["sentence", "passage", "document", "corpus"], "document").map(|s| match s {
            "sentence" => Extent::Sentence,
            "passage" => Extent::Passage,
            "corpus" => Extent::Corpus,
            _ => Extent::Document,
        });
        let context_given = table.value("in").is_some() || table.value("not_in").is_some();
        let filter = context::read(table, context::hidden());
        let unless = self.patterns(table.strings("unless").unwrap_or_default(), false);
        let when = self.patterns(table.strings("when").unwrap_or_default(), false);
        let text = |key| table.string(key).map(|s| s.text).unwrap_or_default();
        let (class, summary, docs) = (text("class"), text("summary"), text("docs"));
        let enabled = table.boolean("enabled").unwrap_or(true);
        if let Some(id) = &id {
            self.check_id(id);
        }
        let drafted = kind_name.as_ref().and_then(|k| self.draft(k, table, id.as_ref()));
        let Some((draft, names)) = drafted else {
            // Without its kind or its claims a rule cannot be judged further: what follows would be noise.
            for key in KEYS {
                let _ = table.value(key);
            }
            return None;
        };
        let lets = self.lets(table, &names);
        let check = self.check(table, &draft, &names, &lets);
        let message = self.template(table, "message", &names, &lets);
        if message.is_none() && table.value("message").is_none() {
            self.fail(super::super::RuleError::new(table.file, table.span, "[[rule]] has no 'message'", "needs message = '…'"));
        }
        let because = self.template(table, "because", &names, &lets);
        let help = self.template(table, "help", &names, &lets);
        let suggest = self.suggest(table, &names, &lets);
        let safe = self.safe(table, suggest.len());
        let mark = table.strings("mark").map(|paths| paths.iter().filter_map(|p| self.path(p, &names)).collect());
        self.require_fields(&draft, check.as_ref(), &lets, [message.as_ref(), because.as_ref(), help.as_ref()], table);
        let test_published = Self::test_date(table);
        let test_markdown = self.one_of(table, "test_format", &["text", "markdown"], "text").is_some_and(|f| f == "markdown");
        let examples = self.examples(table, options, id.as_ref());
        if self.errors.borrow().len() > before {
            return None;
        }
        let id = id?;
        let kind = draft.finish(check)?;
        Some(Rule {
            span: id.span,
            id: id.text,
            class,
            severity: severity?,
            summary,
            docs,
            kind,
            extent: extent?,
            context: filter,
            context_given,
            unless,
            when,
            lets,
            message: message?,
            because,
            help,
            suggest,
            safe,
            mark,
            examples,
            test_published,
            test_markdown,
            enabled,
            file: Arc::clone(table.file),
        })
    }

    fn check_id(&self, id: &Str) {
        let part = |s: &str| {
            !s.is_empty()
                && s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                && !s.starts_with('-')
                && !s.ends_with('-')
        };
        if !id.text.split_once('/').is_some_and(|(group, defect)| part(group) && part(defect)) {
            self.fail(
                id.error_all(format!("'{}' is not a rule id", id.text), "not 'group/defect'")
                    .help("two words in kebab-case, for example 'date/weekday'"),
            );
        }
    }

    /// A string that must be one of several.
    pub(super) fn one_of(
        &self,
        table: &Table<'_>,
        key: &'static str,
        allowed: &[&'static str],
        default: &'static str,
    ) -> Option<&'static str> {
        let Some(found) = table.string(key) else {
            return table.value(key).is_none().then_some(default);
        };
        if let Some(known) = allowed.iter().find(|known| **known == found.text) {
            return Some(known);
        }
        let help = did_you_mean(&found.text, allowed.iter().copied()).unwrap_or_else(|| format!("one of: {}", allowed.join(", ")));
        self.fail(found.error_all(format!("'{key}' cannot be '{}'", found.text), "not one of the known ones").help(help));
        None
    }

    /// `let = { a = '…', b = '…' }`, put into an order in which each uses only earlier ones.
    fn lets(&mut self, table: &Table<'_>, names: &[Name]) -> Vec<Let> {
        let Some(entries) = table.table("let") else { return Vec::new() };
        let mut waiting = Vec::new();
        for (name, value) in entries.entries() {
            let Some(source) = entries.as_string(&name.text, value) else { continue };
            match expr::parse(&source) {
                Ok(parsed) => {
                    self.adopt_lists(&parsed.expr);
                    waiting.push((name, parsed));
                }
                Err(e) => self.fail(*e),
            }
        }
        let mut done: Vec<Let> = Vec::new();
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|(_, v)| {
                let used = expr::names(&v.expr);
                waiting.iter().all(|(other, _)| used.iter().all(|(n, _)| *n != other.text))
            });
            let Some(i) = ready else {
                for (name, _) in &waiting {
                    self.fail(name.error_all(format!("'{}' is defined by itself", name.text), "a circle of lets"));
                }
                break;
            };
            let (name, value) = waiting.remove(i);
            let checked = {
                let scope = self.scope(names, &done);
                expr::check(&value, &scope)
            };
            match checked {
                Ok(ty) => done.push(Let { name: name.text, value, ty }),
                Err(errors) => {
                    self.fail_all(errors);
                    done.push(Let { name: name.text, value, ty: Ty::Any });
                }
            }
        }
        done
    }

    pub(super) fn scope<'s>(&'s self, names: &'s [Name], lets: &'s [Let]) -> scope::Names<'s, 's>
    where
        Self: 's,
    {
        let mut scope = scope::Names::new(self);
        for name in names {
            match name {
                Name::Value(n, ty) => scope.add(n, ty.clone()),
                Name::Claim(n, claim) => scope.add_claim(n, *claim),
            }
        }
        for l in lets {
            scope.add(&l.name, l.ty.clone());
        }
        scope
    }

    /// `require` or `forbid`; a rule that judges a condition has exactly one of them.
    fn check(&mut self, table: &Table<'_>, draft: &Draft, names: &[Name], lets: &[Let]) -> Option<Check> {
        let (require, forbid) = (table.string("require"), table.string("forbid"));
        if !draft.is_judged() {
            for extra in [&require, &forbid].into_iter().flatten() {
                self.fail(extra.error_all("this kind of rule has no condition of its own", "drop it"));
            }
            return None;
        }
        let (source, required) = match (require, forbid) {
            (Some(r), None) => (r, true),
            (None, Some(f)) => (f, false),
            (Some(_), Some(f)) => {
                self.fail(
                    f.error_all("a rule has 'require' or 'forbid', not both", "drop one")
                        .help("require = '!(…)' says the same as forbid = '…'"),
                );
                return None;
            }
            (None, None) => {
                self.fail(super::super::RuleError::new(
                    table.file,
                    table.span,
                    "[[rule]] has neither 'require' nor 'forbid'",
                    "needs a condition",
                ));
                return None;
            }
        };
        let parsed = expr::parse(&source).map_err(|e| self.fail(*e)).ok()?;
        self.adopt_lists(&parsed.expr);
        let checked = expr::check(&parsed, &self.scope(names, lets));
        self.is_condition(&source, checked).then_some(if required { Check::Require(parsed) } else { Check::Forbid(parsed) })
    }

    fn template(&mut self, table: &Table<'_>, key: &'static str, names: &[Name], lets: &[Let]) -> Option<Template> {
        let source = table.string(key)?;
        self.template_of(&source, names, lets)
    }

    fn template_of(&mut self, source: &Str, names: &[Name], lets: &[Let]) -> Option<Template> {
        let template = Template::parse(source).map_err(|e| self.fail_all(e)).ok()?;
        let checked = template.check(&self.scope(names, lets));
        checked.map_err(|e| self.fail_all(e)).ok().map(|()| template)
    }

    /// `safe = true`: only where there is one replacement, is there no choice to be made.
    fn safe(&self, table: &Table<'_>, suggestions: usize) -> bool {
        let safe = table.boolean("safe").unwrap_or(false);
        if safe && suggestions != 1 {
            let span = table.value("safe").map(|v| Span::of(v.span())).unwrap_or_default();
            let message = "a safe rule has exactly one suggestion";
            self.fail(super::super::RuleError::new(table.file, span, message, format!("there are {suggestions}")));
        }
        safe
    }

    /// `suggest = ['{wd} => {real}']`
    fn suggest(&mut self, table: &Table<'_>, names: &[Name], lets: &[Let]) -> Vec<Action> {
        let mut out = Vec::new();
        for source in table.strings("suggest").unwrap_or_default() {
            let Some((target, text)) = source.text.split_once("=>") else {
                self.fail(source.error_all("a suggestion is '{capture} => new text'", "no '=>'"));
                continue;
            };
            let part = |from: &str, start: usize| Str {
                text: from.to_owned(),
                span: Span::new(source.inner(start..start).start.saturating_sub(1), source.inner(start..start + from.len()).end),
                file: source.file.clone(),
            };
            let name = target.trim().trim_start_matches('{').trim_end_matches('}').to_owned();
            let offset = source.text.find(&name).unwrap_or(0);
            let Some(target) = self.path(&part(&name, offset), names) else { continue };
            let new_start = source.text.len() - text.trim_start().len();
            if let Some(text) = self.template_of(&part(text.trim(), new_start), names, lets) {
                out.push(Action { target, text });
            }
        }
        out
    }

    /// A capture by name, or a field of a claim: `date`, `a.date`.
    pub(super) fn path(&self, source: &Str, names: &[Name]) -> Option<Path> {
        let (name, field) = source.text.split_once('.').map_or((source.text.as_str(), None), |(n, f)| (n, Some(f)));
        let known = |n: &Name| match n {
            Name::Value(v, _) => v == name,
            Name::Claim(c, claim) => c == name && field.is_some_and(|f| self.fields_of(*claim).iter().any(|x| x.name == f)),
        };
        if names.iter().any(known) {
            return Some(Path { name: name.to_owned(), field: field.map(str::to_owned) });
        }
        let all: Vec<String> = names
            .iter()
            .flat_map(|n| match n {
                Name::Value(v, _) => vec![v.clone()],
                Name::Claim(c, claim) => self.fields_of(*claim).iter().map(|f| format!("{c}.{}", f.name)).collect(),
            })
            .collect();
        let help =
            did_you_mean(&source.text, all.iter().map(String::as_str)).unwrap_or_else(|| format!("captures here: {}", all.join(", ")));
        self.fail(source.error_all(format!("there is no capture '{}'", source.text), "unknown capture").help(help));
        None
    }

    /// What the condition, the lets and the messages use must be captured by every alternative of a rule's own `match`, and of
    /// the claims by pattern that it names.
    fn require_fields(&self, draft: &Draft, check: Option<&Check>, lets: &[Let], templates: [Option<&Template>; 3], table: &Table<'_>) {
        let mut used = check.map(|c| expr::names(&c.condition().expr)).unwrap_or_default();
        used.extend(lets.iter().flat_map(|l| expr::names(&l.value.expr)));
        used.extend(templates.into_iter().flatten().flat_map(Template::names));
        used.sort();
        used.dedup();
        for (claim, side) in draft.pattern_claims() {
            for (name, field) in &used {
                let field = match side {
                    None => Some(name),
                    Some(s) if s == name => field.as_ref(),
                    Some(_) => None,
                };
                let Some(field) = field else { continue };
                let declared = self.claim_of(claim).is_some_and(|c| c.fields.iter().any(|f| f.name == *field));
                if let Some(error) = self.missing_in(claim, field).filter(|_| declared) {
                    let own = draft.is_own_match();
                    self.fail(if own {
                        error
                    } else {
                        super::super::RuleError::new(
                            table.file,
                            table.span,
                            format!("{} (claim in {})", error.message, error.file.name),
                            format!("this rule uses '{field}'"),
                        )
                    });
                }
            }
        }
    }

    fn test_date(table: &Table<'_>) -> Option<NaiveDate> {
        let value = table.value("test_published")?;
        let text = value.get_ref().as_datetime().map(ToString::to_string).or_else(|| value.get_ref().as_str().map(str::to_owned));
        let date = text.and_then(|t| NaiveDate::parse_from_str(&t, "%Y-%m-%d").ok());
        if date.is_none() {
            table.wrong_type("test_published", value, "a date");
        }
        date
    }

    fn examples(&self, table: &Table<'_>, options: &LoadOptions, id: Option<&Str>) -> Vec<Example> {
        let mut out = Vec::new();
        let mut add = |bad: bool, texts: Vec<(String, (&str, Quoted))>| {
            if bad
                && !texts.iter().any(|(_, (text, _))| text.contains("[["))
                && let Some((_, (_, first))) = texts.first()
            {
                self.fail(
                    first
                        .read()
                        .error_all("a 'bad' example marks what the finding must point at", "no [[…]] here")
                        .help("write [[around the words]]"),
                );
            }
            out.push(Example { bad, files: texts.into_iter().map(|(name, (_, place))| (name, place)).collect() });
        };
        for (key, bad) in [("bad", true), ("good", false)] {
            table.quoted(key).for_each(|text| add(bad, vec![(String::new(), text)]));
        }
        for test in table.tables("test") {
            for (key, bad) in [("bad", true), ("good", false)] {
                let Some(files) = test.table(key) else { continue };
                add(bad, files.entries().filter_map(|(name, v)| files.as_quoted(&name.text, v).map(|t| (name.text, t))).collect());
            }
            test.finish();
        }
        let (bad, good) = (out.iter().filter(|e| e.bad).count(), out.iter().filter(|e| !e.bad).count());
        let least = if builtin::pack(table.file).is_some() && options.strict_examples { 2 } else { 1 };
        if let Some(id) = id
            && (bad == 0 || good < least)
        {
            self.fail(
                id.error_all(format!("'{}' needs at least one 'bad' and {least} 'good' example", id.text), format!("has {bad} and {good}"))
                    .help("examples are tests: factlint test runs them"),
            );
        }
        out
    }
}

impl Draft {
    /// The kind, once its condition is known.
    fn finish(self, check: Option<Check>) -> Option<Kind> {
        Some(match self {
            Self::Nothing => return None,
            Self::Compare { claim, .. } => Kind::Compare { claim, check: check? },
            Self::Pair { sides, join } => Kind::Pair { sides, join, check: check? },
            Self::Done(kind) => kind,
        })
    }
}
