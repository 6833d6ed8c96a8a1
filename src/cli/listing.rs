//! What `mentions` and `claims` have in common: one list a document, as JSON, JSON lines, or text.

use super::args::{Common, InputKind, Paths};
use super::inputs;
use super::out::Out;
use super::session::Session;
use super::{Exit, Failure};
use crate::document::TextSpan;
use crate::judge::Article;
use crate::report::{Format, escape, json_line};
use crate::source::Source;
use crate::value::Value;
use serde::Serialize;
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
pub(super) trait Item: Serialize + Send {
    /// Where it stands, as an offset of the file.
    fn start(&self) -> u32;
    /// As a line for people.
    fn line(&self) -> String;
}

/// Reads all inputs and prints the list that `list` takes from each; `name` is its key in JSON.
pub(super) fn run<T: Item>(
    common: &Common,
    paths: &Paths,
    out: &mut Out,
    name: &'static str,
    list: impl Fn(&Article) -> Vec<T> + Sync,
) -> Result<Exit, Failure> {
    let session = Session::open(common)?;
    // Without a path, a batch comes from standard input.
    let batch = common.input == InputKind::Jsonl || paths.paths.is_empty();
    let inputs = inputs::collect(common, paths, batch, "-")?;
    let format = common.format.unwrap_or(if batch { Format::Jsonl } else { Format::Human });
    let read =
        session.each(inputs, |_, article| (article.published.map(|p| p.to_string()), list(&article), Arc::clone(&article.document.source)));
    let mut exit = Exit::Clean;
    let mut documents = Vec::new();
    for (input, result) in read {
        if let Err(reason) = &result {
            out.say(&format!("skipped {}: {reason}", input.path));
            if input.named || reason.starts_with("internal error") {
                exit = Exit::Failed;
            }
        }
        match (format, result) {
            (Format::Jsonl, result) => writeln!(out, "{}", json_line(&row(&input.path, input.id, name, result)))?,
            (Format::Json, result) => documents.push(document(&input.path, name, result)),
            (Format::Human | Format::Plain, Ok((published, items, source))) => {
                let date = published.map(|p| format!(" (published {p})")).unwrap_or_default();
                writeln!(out, "{}{date}", escape::inline(&input.path))?;
                for item in items {
                    let at = source.position(item.start());
                    writeln!(out, "  {:<8} {}", format!("{}:{}", at.line, at.column), item.line())?;
                }
            }
            (Format::Human | Format::Plain, Err(_)) => {}
        }
    }
    if format == Format::Json {
        let (skipped, documents): (Vec<_>, Vec<_>) = documents.into_iter().partition(|d| d.get("reason").is_some());
        let mut whole = serde_json::json!({"version": 1, "documents": documents});
        if let (false, Some(object)) = (skipped.is_empty(), whole.as_object_mut()) {
            object.insert("skipped".into(), skipped.into());
        }
        writeln!(out, "{}", json_line(&whole))?;
    }
    Ok(exit)
}

type Listed<T> = Result<(Option<String>, Vec<T>, Arc<Source>), String>;

fn row<T: Item>(path: &str, id: Option<serde_json::Value>, name: &str, result: Listed<T>) -> serde_json::Value {
    let mut object = serde_json::Map::new();
    match id {
        Some(id) => object.insert("id".into(), id),
        None => object.insert("path".into(), path.into()),
    };
    match result {
        Ok((published, items, _)) => {
            object.insert("published".into(), published.into());
            object.insert(name.into(), serde_json::to_value(items).unwrap_or_default());
        }
        Err(reason) => {
            object.insert("error".into(), reason.into());
        }
    }
    object.into()
}

fn document<T: Item>(path: &str, name: &str, result: Listed<T>) -> serde_json::Value {
    match result {
        Ok((published, items, _)) => serde_json::json!({"path": path, "published": published, name: items}),
        Err(reason) => serde_json::json!({"path": path, "reason": reason}),
    }
}
