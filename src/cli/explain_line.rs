//! `factlint explain FILE:LINE`: what the readers saw in a line, and what became of it in each rule.

use super::args::{Common, Paths};
use super::listing::Item;
use super::out::Out;
use super::session::Session;
use super::{Exit, Failure, claims, inputs, mentions};
use crate::judge::{Fate, Trace};
use crate::report::escape::inline;
use crate::report::{Format, json_line};
use crate::source::Source;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file and the line of `FILE:LINE`; nothing for the id of a rule.
pub(super) fn place(argument: &str) -> Option<(&str, u32)> {
    let (path, line) = argument.rsplit_once(':')?;
    // `FILE:LINE:COLUMN`, as reports write it, is as good.
    let column = path.rsplit_once(':').filter(|(p, l)| l.parse::<u32>().is_ok() && !Path::new(path).exists() && !p.is_empty());
    let (path, line) = column.unwrap_or((path, line));
    (!path.is_empty()).then_some((path, line.parse().ok()?))
}

/// All that is known of a line.
struct Line {
    source: Arc<Source>,
    mentions: Vec<mentions::Mention>,
    claims: Vec<claims::Claim>,
    traces: Vec<Trace>,
}

/// Prints it.
pub(super) fn run(common: &Common, path: &str, line: u32, out: &mut Out) -> Result<Exit, Failure> {
    let session = Session::open(common)?;
    let inputs = inputs::collect(common, &Paths { paths: vec![PathBuf::from(path)] }, false, "-")?;
    let mut read = session.each(inputs, |_, article| {
        let source = &article.document.source;
        let here = |start: u32| source.position(start).line == line;
        Line {
            source: Arc::clone(source),
            mentions: mentions::list(&article).into_iter().filter(|m| here(m.start())).collect(),
            claims: claims::list(&session, &article).into_iter().filter(|c| here(c.start())).collect(),
            traces: session.engine.explain(&article, line),
        }
    });
    let (Some((input, result)), true) = (read.pop(), read.is_empty()) else {
        return Err(format!("{} is not one article", inline(path)).into());
    };
    let seen = result.map_err(|reason| format!("cannot read {}: {reason}", input.path))?;
    let lines = seen.source.lines().count();
    if line == 0 || line as usize > lines {
        return Err(format!("{} has {lines} lines, and no line {line}", input.path).into());
    }
    if matches!(common.format, Some(Format::Json | Format::Jsonl)) {
        let rules: Vec<Row> = seen.traces.iter().map(|t| Row::new(&seen.source, t)).collect();
        let whole = Whole { version: 1, path: &input.path, line, mentions: &seen.mentions, claims: &seen.claims, rules };
        writeln!(out, "{}", json_line(&whole))?;
        return Ok(Exit::Clean);
    }
    writeln!(out, "{}:{line}", inline(&input.path))?;
    section(out, &seen, "Mentions:", &seen.mentions)?;
    section(out, &seen, "Claims:", &seen.claims)?;
    writeln!(out, "\nRules with a claim on this line:")?;
    if seen.traces.is_empty() {
        writeln!(out, "  none")?;
    }
    for trace in &seen.traces {
        let row = Row::new(&seen.source, trace);
        let text = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = row.message.as_deref().map(|m| format!(": {m}")).unwrap_or_default();
        let (at, rule) = (at(&seen.source, row.start), inline(&row.rule));
        writeln!(out, "  {at:<8} {rule}: {}{} (\"{}\")", row.why, inline(&said), inline(&text))?;
    }
    Ok(Exit::Clean)
}

fn at(source: &Source, offset: u32) -> String {
    let at = source.position(offset);
    format!("{}:{}", at.line, at.column)
}

fn section<T: Item>(out: &mut Out, seen: &Line, title: &str, items: &[T]) -> std::io::Result<()> {
    writeln!(out, "\n{title}")?;
    if items.is_empty() {
        writeln!(out, "  none")?;
    }
    items.iter().try_for_each(|item| writeln!(out, "  {:<8} {}", at(&seen.source, item.start()), item.line()))
}

/// All of it, as JSON shows it.
#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    path: &'a str,
    line: u32,
    mentions: &'a [mentions::Mention],
    claims: &'a [claims::Claim],
    rules: Vec<Row>,
}

/// A claim in a rule, as it is shown.
#[derive(Debug, Serialize)]
struct Row {
    rule: String,
    claim: String,
    start: u32,
    end: u32,
    text: String,
    fired: bool,
    /// What the finding says.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// Why it fired or is silent.
    why: String,
}

impl Row {
    fn new(source: &Source, trace: &Trace) -> Self {
        let message = match &trace.fate {
            Fate::Found(message) => Some(message.clone()),
            _ => None,
        };
        Self {
            rule: trace.rule.clone(),
            claim: trace.claim.clone(),
            start: trace.span.start,
            end: trace.span.end,
            text: source.span_text(trace.span).unwrap_or_default().to_owned(),
            fired: message.is_some(),
            message,
            why: why(&trace.fate),
        }
    }
}

fn why(fate: &Fate) -> String {
    match fate {
        Fate::Found(_) => "found".to_owned(),
        Fate::Hidden(names) if names.is_empty() => "silent: it stands where the rule does not look".to_owned(),
        Fate::Hidden(names) => format!("silent: it stands where the rule does not look ({})", names.join(", ")),
        Fate::Unless => "silent: a pattern of `unless` matches in its sentence".to_owned(),
        Fate::When => "silent: no pattern of `when` matches in its sentence".to_owned(),
        Fate::Where => "silent: `where` does not certainly hold".to_owned(),
        Fate::Corpus => "silent: it compares the files of a whole run".to_owned(),
        Fate::Alone => "silent: there is no second claim to compare it with".to_owned(),
        Fate::CannotTell => "silent: it cannot be told whether what must hold is violated".to_owned(),
        Fate::Holds => "silent: what must hold holds".to_owned(),
        Fate::Told => "silent: another finding says it".to_owned(),
    }
}
