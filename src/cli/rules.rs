//! `factlint rules`

use super::args::Common;
use super::out::Out;
use super::session::Loaded;
use super::{Exit, Failure};
use crate::report::escape::inline;
use crate::report::{Format, json_line};
use crate::rule::{Extent, LoadOptions, Rule};
use serde::Serialize;
use std::io::Write;

/// A rule, as JSON shows it.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    id: &'a str,
    class: &'a str,
    severity: &'static str,
    kind: &'static str,
    scope: &'static str,
    summary: &'a str,
    file: &'a str,
}

/// The row of a rule.
pub(super) fn row(rule: &Rule) -> Row<'_> {
    Row {
        id: &rule.id,
        class: &rule.class,
        severity: rule.severity.name(),
        kind: rule.kind.name(),
        scope: match rule.extent {
            Extent::Sentence => "sentence",
            Extent::Passage => "passage",
            Extent::Document => "document",
            Extent::Corpus => "corpus",
        },
        summary: &rule.summary,
        file: &rule.file.name,
    }
}

/// Lists the rules in force.
pub(super) fn run(common: &Common, out: &mut Out) -> Result<Exit, Failure> {
    let mut loaded = Loaded::new(common, &[], &LoadOptions::default())?;
    let all = loaded.set.rules.len();
    loaded.choose(common)?;
    let rows: Vec<Row<'_>> = loaded.set.rules.iter().map(row).collect();
    match common.format {
        Some(Format::Json) => writeln!(out, "{}", json_line(&serde_json::json!({"version": 1, "rules": rows})))?,
        Some(Format::Jsonl) => rows.iter().try_for_each(|r| writeln!(out, "{}", json_line(r)))?,
        _ => {
            let width = rows.iter().map(|r| r.id.len()).max().unwrap_or(0);
            for r in &rows {
                writeln!(out, "{}", inline(&format!("{:<width$}  {:<7}  {:<3}  {}  ({})", r.id, r.severity, r.class, r.summary, r.file)))?;
            }
        }
    }
    out.remark(&format!("{} of {all} rules in force", rows.len()));
    Ok(Exit::Clean)
}
