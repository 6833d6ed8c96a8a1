//! Batches: one article a line, `{"id", "text", "published", "format"}`.
//!
//! A line that cannot be read is answered with an error in its place and costs no other line anything.

use super::args::Common;
use super::inputs::{Body, Input, read_file};
use super::{Failure, walk};
use crate::document::Format;
use crate::limits::BATCH;
use chrono::NaiveDate;
use serde_json::Value;
use std::io::Read;
use std::path::PathBuf;

/// The articles of batch files.
pub(super) fn inputs(common: &Common, paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for path in paths {
        let name = walk::shown(path);
        let bytes =
            if path.as_os_str() == "-" { standard_input()? } else { read_file(path).map_err(|e| format!("cannot read {name}: {e}"))? };
        for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
            if !line.trim_ascii().is_empty() {
                inputs.push(input(common, line, i + 1));
            }
        }
    }
    if inputs.is_empty() {
        return Err("the batch has no lines".to_owned().into());
    }
    Ok(inputs)
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(BATCH + 1).read_to_end(&mut bytes).map_err(|e| format!("cannot read standard input: {e}"))?;
    if bytes.len() as u64 > BATCH { Err(format!("the batch has more than {BATCH} bytes; split it").into()) } else { Ok(bytes) }
}

fn input(common: &Common, line: &[u8], number: usize) -> Input {
    let row: Result<Value, String> = serde_json::from_slice(line).map_err(|e| format!("line {number} is not JSON: {e}"));
    let id = row.as_ref().ok().and_then(|r| r.get("id")).cloned().unwrap_or_default();
    let path = match &id {
        Value::String(s) => s.clone(),
        Value::Null => format!("line {number}"),
        other => other.to_string(),
    };
    let parsed = row.and_then(|row| article(&row).map_err(|e| format!("line {number}: {e}")));
    let (body, format, published) = match parsed {
        Ok((text, format, published)) => (Body::Bytes(text.into_bytes()), format, published),
        Err(reason) => (Body::Missing(reason), Format::Text, None),
    };
    Input { path, id: Some(id), body, format, published: published.or(common.published), named: true }
}

fn article(row: &Value) -> Result<(String, Format, Option<NaiveDate>), String> {
    let text = row.get("text").and_then(Value::as_str).ok_or("'text' must be a string")?.to_owned();
    let format = match row.get("format") {
        None | Some(Value::Null) => Format::Text,
        Some(value) => match value.as_str() {
            Some("text") => Format::Text,
            Some("markdown") => Format::Markdown,
            Some("html") => Format::Html,
            Some("rst") => Format::Rst,
            Some("asciidoc") => Format::AsciiDoc,
            _ => return Err("'format' must be text, markdown, html, rst or asciidoc".to_owned()),
        },
    };
    let published = match row.get("published") {
        None | Some(Value::Null) => None,
        Some(value) => {
            // A moment is as good as a day: archives keep `2023-06-18T14:26:00` as well.
            let date = value.as_str().and_then(crate::document::leading_date);
            Some(date.ok_or("'published' must be a date, YYYY-MM-DD")?)
        }
    };
    Ok((text, format, published))
}
