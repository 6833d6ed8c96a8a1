//! `factlint test`: the examples inside rule files.

use super::args::{Common, Test};
use super::check::count;
use super::out::Out;
use super::rule_files;
use super::session::Loaded;
use super::{Exit, Failure};
use crate::judge::{Engine, ExampleResult, Outcome};
use crate::report::{self, Format, escape, json_line};
use crate::rule::{LoadOptions, Rule, RuleFile};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Runs examples and reports those that fail.
pub(super) fn run(common: &Common, args: &Test, out: &mut Out) -> Result<Exit, Failure> {
    let files = named(&args.files)?;
    let mut loaded = Loaded::new(common, &files, &LoadOptions { strict_examples: true })?;
    let chosen = |rule: &Rule| files.is_empty() || files.iter().any(|f| f.name == rule.file.name && !rule.file.builtin);
    if files.is_empty() && !(common.select.is_empty() && common.ignore.is_empty()) {
        loaded.choose(common)?;
    }
    let engine = Engine::new(loaded.lexicon, loaded.set);
    let rules: Vec<&Rule> = engine.rules.rules.iter().filter(|r| chosen(r)).collect();
    let results = engine.run_examples(&chosen);
    let failed: Vec<&ExampleResult> = results.iter().filter(|r| r.outcome != Outcome::Passed).collect();
    let fired: BTreeSet<&str> = results.iter().filter(|r| r.bad && r.outcome != Outcome::Silent).map(|r| r.rule.as_str()).collect();
    let silent: Vec<&str> = rules.iter().map(|r| r.id.as_str()).filter(|id| args.coverage && !fired.contains(id)).collect();
    if matches!(common.format, Some(Format::Json | Format::Jsonl)) {
        let row = |r: &&ExampleResult| {
            let place = r.error.as_ref().map(|e| (e.file.name.as_str(), e.span.start, e.message.as_str()));
            let (path, start, message) = place.unwrap_or(("", 0, ""));
            serde_json::json!({"rule": r.rule, "bad": r.bad, "path": path, "start": start, "message": message})
        };
        let rows: Vec<_> = failed.iter().map(row).collect();
        let object = serde_json::json!({"version": 1, "rules": rules.len(), "examples": results.len(), "failed": rows, "silent": silent});
        writeln!(out, "{}", json_line(&object))?;
    } else {
        let errors: Vec<_> = failed.iter().filter_map(|r| r.error.clone()).collect();
        write!(out, "{}", report::cards(&errors, out.look()))?;
        for id in &silent {
            writeln!(out, "{}: nothing makes it fire", escape::inline(id))?;
        }
        let end = if failed.is_empty() { "all as they should be".to_owned() } else { format!("{} not as they should be", failed.len()) };
        writeln!(out, "{} of {}: {end}", count(results.len(), "example"), count(rules.len(), "rule"))?;
    }
    Ok(if failed.is_empty() && silent.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn named(paths: &[PathBuf]) -> Result<Vec<Arc<RuleFile>>, String> {
    let files: Result<Vec<_>, String> = paths.iter().map(|p| rule_files::at(p)).collect();
    Ok(files?.concat())
}
