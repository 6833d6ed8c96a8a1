//! What `mentions` and `claims` have in common: one list a document, as JSON, JSON lines, or text.

use super::args::{Common, InputKind, Paths};
use super::inputs::{self, Input};
use super::out::Out;
use super::session::Session;
use super::{Exit, Failure};
use crate::document::TextSpan;
use crate::judge::Article;
use crate::report::{Format, Mark, escape, json_line, marked};
use crate::source::Source;
use crate::value::Value;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::io::Write;
use std::sync::Arc;

/// A value with its place, as JSON shows it. Offsets are bytes of the file, end exclusive.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    /// First byte; absent where the value stands nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<u32>,
    /// One past the last byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<u32>,
    /// The words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    /// What they mean.
    pub(super) value: String,
    /// Unit or currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<String>,
}

impl Place {
    /// A value that may stand somewhere in an article.
    pub(super) fn new(article: &Article, span: Option<TextSpan>, value: &Value) -> Self {
        let source = &article.document.source;
        let span = span.map(|s| article.document.source_span(s));
        Self {
            start: span.map(|s| s.start),
            end: span.map(|s| s.end),
            text: span.map(|s| source.span_text(s).unwrap_or("").to_owned()),
            value: value.canonical(),
            unit: value.unit().map(str::to_owned),
        }
    }

    /// `"text"`, and the value where it says more.
    pub(super) fn show(&self) -> String {
        let value =
            escape::inline(&self.value).into_owned() + &self.unit.as_deref().map(|u| format!(" {}", escape::inline(u))).unwrap_or_default();
        match &self.text {
            Some(text) if escape::inline(text) == value => format!("\"{value}\""),
            Some(text) => format!("\"{}\" = {value}", escape::inline(text)),
            None => value,
        }
    }
}

/// One item of a list.
pub(super) trait Item: Serialize + Send + Sync {
    /// Where it stands, as an offset of the file.
    fn start(&self) -> u32;
    /// As a line for people.
    fn line(&self) -> String;
    /// The stretch to mark, where the human format shows the text itself.
    fn mark(&self) -> Option<Mark> {
        None
    }
    /// Whether the human format shows the text itself, with marks, instead of a list.
    const MARKED: bool = false;
}

/// What was read of a document.
struct Listed<T> {
    published: Option<String>,
    items: Vec<T>,
    source: Arc<Source>,
}

/// Reads all inputs and prints the list that `list` takes from each; `name` is its key in JSON.
pub(super) fn run<T: Item>(
    common: &Common,
    paths: &Paths,
    out: &mut Out,
    name: &'static str,
    list: impl Fn(&Session, &Article) -> Vec<T> + Sync,
) -> Result<Exit, Failure> {
    // The tables live as long as the program: giving them back word by word would only cost time.
    let session: &'static Session = Box::leak(Box::new(Session::open(common)?));
    // Without a path, a batch comes from standard input.
    let batch = common.input == InputKind::Jsonl || paths.paths.is_empty();
    let inputs = inputs::collect(common, paths, batch, "-")?;
    let format = common.format.unwrap_or(if batch { Format::Jsonl } else { Format::Human });
    let read = session.each(inputs, |_, article| Listed {
        published: article.published.map(|p| p.to_string()),
        items: list(session, &article),
        source: Arc::clone(&article.document.source),
    });
    match format {
        Format::Human if T::MARKED => read.iter().try_for_each(|(input, result)| document(input, result, out))?,
        Format::Jsonl => read.iter().try_for_each(|(input, result)| writeln!(out, "{}", json_line(&Line { input, name, result })))?,
        Format::Json => writeln!(out, "{}", json_line(&Whole { name, read: &read }))?,
        _ => read.iter().try_for_each(|(input, result)| text(input, result, out))?,
    }
    let mut exit = Exit::Clean;
    for (input, result) in &read {
        if let Err(reason) = result {
            out.say(&format!("skipped {}: {reason}", input.path));
            if input.named || reason.starts_with("internal error") {
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

fn text<T: Item>(input: &Input, result: &Result<Listed<T>, String>, out: &mut Out) -> std::io::Result<()> {
    let Ok(listed) = result else { return Ok(()) };
    heading(input, listed, out)?;
    for item in &listed.items {
        let at = listed.source.position(item.start());
        writeln!(out, "  {:<8} {}", format!("{}:{}", at.line, at.column), item.line())?;
    }
    Ok(())
}

fn heading<T>(input: &Input, listed: &Listed<T>, out: &mut Out) -> std::io::Result<()> {
    let date = listed.published.as_ref().map(|p| format!(" (published {p})")).unwrap_or_default();
    writeln!(out, "{}{date}", escape::inline(&input.path))
}

fn document<T: Item>(input: &Input, result: &Result<Listed<T>, String>, out: &mut Out) -> std::io::Result<()> {
    let Ok(listed) = result else { return Ok(()) };
    heading(input, listed, out)?;
    writeln!(out)?;
    let marks: Vec<Mark> = listed.items.iter().filter_map(Item::mark).collect();
    let look = out.look();
    marked(listed.source.text(), &marks, look, out)?;
    writeln!(out)
}

/// A document in a list of documents, or a line for it.
struct Line<'a, T> {
    input: &'a Input,
    name: &'static str,
    result: &'a Result<Listed<T>, String>,
}

impl<T: Item> Serialize for Line<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.input.id {
            Some(id) => map.serialize_entry("id", id)?,
            None => map.serialize_entry("path", &self.input.path)?,
        }
        match self.result {
            Ok(listed) => {
                if self.input.id.is_none() {
                    map.serialize_entry("published", &listed.published)?;
                }
                map.serialize_entry(self.name, &listed.items)?;
            }
            Err(reason) => map.serialize_entry("error", reason)?,
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Skipped<'a> {
    path: &'a str,
    reason: &'a str,
}

/// All documents in one object.
struct Whole<'a, T> {
    name: &'static str,
    read: &'a [(Input, Result<Listed<T>, String>)],
}

impl<T: Item> Serialize for Whole<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let documents: Vec<_> =
            self.read.iter().filter(|(_, r)| r.is_ok()).map(|(input, result)| Line { input, name: self.name, result }).collect();
        let skipped = self.read.iter().filter_map(|(input, r)| Some(Skipped { path: &input.path, reason: r.as_ref().err()? }));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &1)?;
        map.serialize_entry("documents", &documents)?;
        map.serialize_entry("skipped", &skipped.collect::<Vec<_>>())?;
        map.end()
    }
}
