//! `factlint config`: what is in force and where each value comes from.

use super::args::Common;
use super::choice::{self, Cause, place};
use super::out::Out;
use super::session::Loaded;
use super::{Exit, Failure, walk};
use crate::report::escape::inline;
use crate::report::{Format, json_line};
use crate::rule::{LoadOptions, Severity};
use serde::Serialize;
use std::io::Write;

/// A setting.
#[derive(Debug, Serialize)]
struct Setting {
    name: &'static str,
    value: String,
    from: String,
}

/// A rule: whether it runs, how serious it is, and why.
#[derive(Debug, Serialize)]
struct RuleRow {
    rule: String,
    on: bool,
    severity: &'static str,
    from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity_from: Option<String>,
}

/// Prints all settings.
pub(super) fn run(common: &Common, out: &mut Out) -> Result<Exit, Failure> {
    let loaded = Loaded::new(common, &[], &LoadOptions::default())?;
    let cli = super::session::selection(common, &loaded.set.rules)?;
    let row = |rule: &crate::rule::Rule| {
        let (on, from) = choice::takes(&cli, &loaded.config, rule);
        let severity = choice::severity(&loaded.config, rule);
        RuleRow {
            rule: rule.id.clone(),
            on,
            severity: severity.as_ref().map_or(rule.severity, |(s, _)| *s).name(),
            from: if matches!(from, Cause::Default) { rule.file.name.clone() } else { from.words() },
            severity_from: severity.map(|(_, cause)| cause.words()),
        }
    };
    let rules: Vec<RuleRow> = loaded.set.rules.iter().map(row).collect();
    let settings = settings(common, &loaded);
    if matches!(common.format, Some(Format::Json | Format::Jsonl)) {
        writeln!(out, "{}", json_line(&serde_json::json!({"version": 1, "settings": settings, "rules": rules})))?;
        return Ok(Exit::Clean);
    }
    for s in &settings {
        writeln!(out, "{}", inline(&format!("{:<14} {:<28} {}", s.name, s.value, s.from)).trim_end())?;
    }
    writeln!(out)?;
    let width = rules.iter().map(|r| r.rule.len()).max().unwrap_or(0);
    for r in &rules {
        let state = if r.on { r.severity } else { "off" };
        let severity = r.severity_from.as_ref().filter(|_| r.on).map(|s| format!("; severity: {s}")).unwrap_or_default();
        writeln!(out, "{}", inline(&format!("{:<width$} {state:<7} {}{severity}", r.rule, r.from)))?;
    }
    out.remark(&format!("{} of {} rules in force", rules.iter().filter(|r| r.on).count(), rules.len()));
    Ok(Exit::Clean)
}

fn settings(common: &Common, loaded: &Loaded) -> Vec<Setting> {
    let config = &loaded.config;
    let mut all = Vec::new();
    let mut add = |name, value: String, from: String| all.push(Setting { name, value, from });
    let default = || "default".to_owned();
    let found = match (config.name.is_empty(), config.given, common.isolated) {
        (true, _, true) => "--isolated",
        (true, _, false) => "none was found",
        (false, true, _) => "--config",
        (false, false, _) => "found",
    };
    add("configuration", if config.name.is_empty() { "none".to_owned() } else { config.name.clone() }, found.to_owned());
    let (fail_on, from) = match (common.fail_on, &config.fail_on) {
        (Some(level), _) => (level.severity(), "--fail-on".to_owned()),
        (None, Some((level, at))) => (*level, place(at)),
        (None, None) => (Severity::Error, default()),
    };
    add("fail-on", fail_on.name().to_owned(), from);
    match &config.packs {
        Some((packs, at)) => add("packs", packs.join(", "), at.first().map(place).unwrap_or_default()),
        None => add("packs", super::config::PACKS.join(", "), default()),
    }
    match &config.baseline {
        Some((path, at)) => add("baseline", walk::shown(path), place(at)),
        None => add("baseline", "none".to_owned(), default()),
    }
    for path in &config.rules {
        add("rules", walk::shown(path), config.name.clone());
    }
    for path in &common.rules {
        add("rules", walk::shown(path), "--rules".to_owned());
    }
    if !config.vocabulary.is_empty() {
        add("vocabulary", super::check::count(config.vocabulary.len(), "name"), config.name.clone());
    }
    for over in &config.overrides {
        let texts = |list: &[super::config::Placed]| list.iter().map(|p| p.at.text.clone()).collect::<Vec<_>>().join(", ");
        let mut parts = Vec::new();
        for (what, list) in [("only", &over.select), ("without", &over.ignore)] {
            if !list.is_empty() {
                parts.push(format!("{what} {}", texts(list)));
            }
        }
        parts.extend(over.severity.iter().map(|(p, s)| format!("{} is {}", p.at.text, s.name())));
        let names: Vec<&str> = over.patterns.iter().map(|p| p.text.as_str()).collect();
        add("override", format!("{}: {}", names.join(", "), parts.join("; ")), over.patterns.first().map(place).unwrap_or_default());
    }
    add("jobs", common.jobs.to_string(), if common.jobs == 0 { "default".to_owned() } else { "--jobs".to_owned() });
    all
}
