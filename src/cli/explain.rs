//! `factlint explain`

use super::args::{Common, Explain};
use super::explain_line;
use super::out::Out;
use super::rules::row;
use super::session::Loaded;
use super::{Exit, Failure};
use crate::report::escape::inline;
use crate::report::{Format, json_line};
use crate::rule::{Example, LoadOptions, Rule, did_you_mean};
use std::io::Write;

/// Says what a rule is for, or what was made of a line.
pub(super) fn run(common: &Common, args: &Explain, out: &mut Out) -> Result<Exit, Failure> {
    if let Some((path, line)) = explain_line::place(&args.rule) {
        return explain_line::run(common, path, line, out);
    }
    let loaded = Loaded::new(common, &[], &LoadOptions::default())?;
    let Some(rule) = loaded.set.rule(&args.rule) else {
        let near = did_you_mean(&args.rule, loaded.set.rules.iter().map(|r| r.id.as_str()));
        let help = near.unwrap_or_else(|| "`factlint rules` lists the rules".to_owned());
        return Err(format!("there is no rule '{}'; {help}", args.rule).into());
    };
    if matches!(common.format, Some(Format::Json | Format::Jsonl)) {
        let examples = |bad| rule.examples.iter().filter(|e| e.bad == bad).map(texts).collect::<Vec<_>>();
        let mut object = serde_json::to_value(row(rule)).unwrap_or_default();
        if let Some(map) = object.as_object_mut() {
            map.insert("docs".into(), rule.docs.as_str().into());
            map.insert("bad".into(), examples(true).into());
            map.insert("good".into(), examples(false).into());
            map.insert("text".into(), text(rule).into());
        }
        writeln!(out, "{}", json_line(&object))?;
        return Ok(Exit::Clean);
    }
    let class = if rule.class.is_empty() { String::new() } else { format!(", class {}", inline(&rule.class)) };
    writeln!(out, "{}: {}, {}{class} ({})\n", inline(&rule.id), rule.severity.name(), rule.kind.name(), inline(&rule.file.name))?;
    for paragraph in [&rule.summary, &rule.docs] {
        if !paragraph.is_empty() {
            for line in paragraph.trim().lines() {
                writeln!(out, "{}", inline(line))?;
            }
            writeln!(out)?;
        }
    }
    for (title, bad) in [("It reports, at the marked places:", true), ("It is silent on:", false)] {
        writeln!(out, "{title}")?;
        for example in rule.examples.iter().filter(|e| e.bad == bad) {
            for (i, (name, text)) in texts_of(example).enumerate() {
                let name = if name.is_empty() { String::new() } else { format!("{}: ", inline(name)) };
                writeln!(out, "  {} {name}{}", if i == 0 { "-" } else { " " }, inline(text.trim()))?;
            }
        }
        writeln!(out)?;
    }
    writeln!(out, "Its text:")?;
    for line in text(rule).lines() {
        writeln!(out, "  {}", inline(line).trim_end())?;
    }
    Ok(Exit::Clean)
}

fn texts_of(example: &Example) -> impl Iterator<Item = (&str, String)> {
    example.files.iter().map(|(name, text)| (name.as_str(), text.read().text))
}

fn texts(example: &Example) -> serde_json::Value {
    match texts_of(example).collect::<Vec<_>>().as_slice() {
        [("", text)] => text.as_str().into(),
        files => {
            files.iter().map(|(n, t)| ((*n).to_owned(), serde_json::Value::from(t.as_str()))).collect::<serde_json::Map<_, _>>().into()
        }
    }
}

/// The rule's own lines of its file: from its `[[rule]]` to the next table of the file.
fn text(rule: &Rule) -> &str {
    let file = rule.file.text.as_str();
    let at = rule.span.start as usize;
    let start = file.get(..at).and_then(|before| before.rfind("[[rule]]")).unwrap_or(at);
    let rest = file.get(start..).unwrap_or("");
    let header = |l: &str| l.starts_with('[') && !l.starts_with("[[rule.");
    let mut length = 0;
    for (i, line) in rest.split_inclusive('\n').enumerate() {
        if i > 0 && header(line) {
            break;
        }
        length += line.len();
    }
    let own = rest.get(..length).unwrap_or(rest).trim_end();
    // Comments behind the last key belong to what follows.
    let kept = own.lines().rev().skip_while(|l| l.trim().is_empty() || l.starts_with('#')).map(|l| l.len() + 1).sum::<usize>();
    own.get(..kept.saturating_sub(1).min(own.len())).unwrap_or(own)
}
