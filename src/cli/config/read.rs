//! `factlint.toml` to [`Config`], with every error at its place.

use super::super::inputs::read_file;
use super::super::select::Selector;
use super::super::{Failure, walk};
use super::paths::{inside, planned};
use super::{Config, Override, PACKS, Placed, Word};
use crate::limits::RULE_FILE;
use crate::rule::toml_reader::{Errors, Str, Table};
use crate::rule::{RuleError, RuleFile, Severity, did_you_mean};
use crate::source::Span;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use toml::de::DeTable;

impl Config {
    /// Reads a configuration file.
    pub(in crate::cli) fn read(path: &Path) -> Result<Self, Failure> {
        let name = walk::shown(path);
        let bytes = read_file(path).map_err(|e| format!("cannot read {name}: {e}"))?;
        if bytes.len() > RULE_FILE {
            return Err(format!("{name} has {} bytes; at most {RULE_FILE} are read", bytes.len()).into());
        }
        let text = String::from_utf8(bytes).map_err(|_| format!("cannot read {name}: it is not UTF-8"))?;
        let file = Arc::new(RuleFile { name, text, builtin: false });
        let root = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self::parse(&file, root).map_err(Failure::Rules)
    }

    /// Reads the text of a configuration whose paths are relative to `root`.
    pub(in crate::cli) fn parse(file: &Arc<RuleFile>, root: &Path) -> Result<Self, Vec<RuleError>> {
        let errors: Errors = RefCell::default();
        let (table, faults) = DeTable::parse_recoverable(&file.text);
        for fault in &faults {
            let span = fault.span().map(Span::of).unwrap_or_default();
            errors.borrow_mut().push(RuleError::new(file, span, format!("this is not TOML: {}", fault.message()), "here"));
        }
        let table = table.into_inner();
        let mut config = Self { name: file.name.clone(), root: root.to_owned(), ..Self::default() };
        if faults.is_empty() {
            config.fill(Table::new(file, "factlint.toml", &table, Span::default(), &errors));
        }
        let mut errors = errors.into_inner();
        errors.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        if errors.is_empty() { Ok(config) } else { Err(errors) }
    }

    fn fill(&mut self, table: Table<'_>) {
        let mut files = table.strings("rules").unwrap_or_default();
        if let Some(facts) = table.table("facts") {
            files.extend(facts.strings("files").unwrap_or_default());
            facts.finish();
        }
        for file in files {
            match inside(&self.root, &file) {
                Ok(path) => self.rules.push(path),
                Err(e) => table.fail(e),
            }
        }
        self.baseline = table.string("baseline").and_then(|file| match planned(&self.root, &file) {
            Ok(path) => Some((path, file)),
            Err(e) => {
                table.fail(e);
                None
            }
        });
        self.packs = table.strings("packs").map(|packs| (packs.iter().filter_map(|p| pack(&table, p)).collect(), packs));
        self.select = selectors(&table, "select");
        self.ignore = selectors(&table, "ignore");
        self.fail_on = table.string("fail-on").and_then(|s| Some((severity(&table, &s)?, s)));
        self.severity = severities(&table);
        for over in table.tables("override") {
            let paths = over.strings("paths").unwrap_or_default();
            if paths.is_empty() {
                over.fail(RuleError::new(over.file, over.span, "[[override]] has no 'paths'", "needs paths = ['…']"));
            }
            self.overrides.push(Override {
                paths: globs(&over, &paths),
                patterns: paths,
                select: selectors(&over, "select"),
                ignore: selectors(&over, "ignore"),
                severity: severities(&over),
            });
            over.finish();
        }
        if let Some(words) = table.table("vocabulary") {
            for (key, word) in
                [("people", Word::Person), ("organisations", Word::Organisation), ("places", Word::Place), ("titles", Word::Title)]
            {
                self.vocabulary.extend(words.strings(key).unwrap_or_default().into_iter().map(|w| (word, w.text)));
            }
            words.finish();
        }
        if let Some(style) = table.table("style") {
            self.house = selectors(&style, "house");
            style.finish();
        }
        table.finish();
    }
}

fn pack(table: &Table<'_>, name: &Str) -> Option<String> {
    if PACKS.contains(&name.text.as_str()) {
        return Some(name.text.clone());
    }
    let help = did_you_mean(&name.text, PACKS.iter().copied()).unwrap_or_else(|| format!("packs: {}", PACKS.join(", ")));
    table.fail(name.error_all(format!("there is no pack '{}'", name.text), "unknown pack").help(help));
    None
}

fn severity(table: &Table<'_>, name: &Str) -> Option<Severity> {
    let found = Severity::of_name(&name.text);
    if found.is_none() {
        let help =
            did_you_mean(&name.text, Severity::NAMES.iter().copied()).unwrap_or_else(|| format!("one of: {}", Severity::NAMES.join(", ")));
        table.fail(name.error_all(format!("there is no severity '{}'", name.text), "unknown severity").help(help));
    }
    found
}

fn selector(table: &Table<'_>, at: Str) -> Option<Placed> {
    match Selector::new(&at.text) {
        Ok(selector) => Some(Placed { selector, at }),
        Err(message) => {
            table.fail(at.error_all(message, "not a glob"));
            None
        }
    }
}

fn selectors(table: &Table<'_>, key: &'static str) -> Vec<Placed> {
    table.strings(key).unwrap_or_default().into_iter().filter_map(|s| selector(table, s)).collect()
}

/// `[severity]`: `'date/weekday' = 'warning'`.
fn severities(table: &Table<'_>) -> Vec<(Placed, Severity)> {
    let Some(entries) = table.table("severity") else { return Vec::new() };
    let mut out = Vec::new();
    for (rule, value) in entries.entries() {
        let level = entries.as_string(&rule.text, value).and_then(|s| severity(table, &s));
        if let (Some(level), Some(placed)) = (level, selector(table, rule)) {
            out.push((placed, level));
        }
    }
    out
}

fn globs(table: &Table<'_>, paths: &[Str]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for path in paths {
        match Glob::new(&path.text) {
            Ok(glob) => {
                set.add(glob);
            }
            Err(e) => table.fail(path.error_all(format!("'{}' is not a glob: {}", path.text, e.kind()), "not a glob")),
        }
    }
    set.build().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, Vec<RuleError>> {
        Config::parse(&Arc::new(RuleFile { name: "factlint.toml".into(), text: text.into(), builtin: false }), Path::new("."))
    }

    #[test]
    fn the_template_and_all_it_suggests_is_valid() {
        assert!(parse(super::super::TEMPLATE).is_ok());
        let without_paths = |l: &&str| !l.starts_with("# rules =") && !l.starts_with("# files =");
        let all: Vec<&str> = super::super::TEMPLATE
            .lines()
            .filter(without_paths)
            .map(|l| l.strip_prefix("# ").filter(|l| l.contains('=') || l.starts_with('[')).unwrap_or(l))
            .collect();
        let config = parse(&all.join("\n")).map_err(|e| e.iter().map(|e| e.message.clone()).collect::<Vec<_>>()).unwrap();
        assert!(!config.vocabulary.is_empty() && !config.overrides.is_empty() && !config.house.is_empty());
    }

    #[test]
    fn the_tables_of_the_schema_are_those_that_are_read() {
        let schema = crate::rule::schema::config();
        let keys = |s: &serde_json::Value| s["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(", ");
        let known = |header: &str| parse(&format!("{header}\nqqqqqqqqqqqq = 1")).unwrap_err().remove(0).help.unwrap();
        assert_eq!(known(""), format!("known keys: {}", keys(&schema)));
        for table in ["facts", "style", "vocabulary"] {
            assert_eq!(known(&format!("[{table}]")), format!("known keys: {}", keys(&schema["properties"][table])), "[{table}]");
        }
        assert_eq!(known("[[override]]\npaths = ['a']"), format!("known keys: {}", keys(&schema["properties"]["override"]["items"])));
    }

    #[test]
    fn paths_stay_inside() {
        for path in ["/etc", "../x", "a/../../x", "~/x", "C:\\x", "\\\\?\\x"] {
            assert_eq!(parse(&format!("rules = ['{path}']")).unwrap_err().len(), 1, "{path}");
        }
        assert!(parse("rules = ['src']").is_ok());
    }
}
