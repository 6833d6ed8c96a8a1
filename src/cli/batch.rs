//! Batch input: one article a line in, one object a line out.

use crate::document::{Document, Format};
use crate::lexicon::Lexicon;
use crate::source::Source;
use std::io::{BufRead, Write};
use std::sync::Arc;

/// Provisional: reads a batch from standard input and writes mentions or claims.
pub(super) fn run(claims: bool) {
    let lexicon = match Lexicon::builtin() {
        Ok(l) => l,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "{e}");
            return;
        }
    };
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(row) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let text = row.get("text").and_then(|t| t.as_str()).unwrap_or("").to_owned();
        let format = match row.get("format").and_then(|t| t.as_str()) {
            Some("markdown") => Format::Markdown,
            Some("html") => Format::Html,
            _ => Format::Text,
        };
        let published = row.get("published").and_then(|t| t.as_str()).and_then(crate::document::leading_date);
        let document = Document::parse(Arc::new(Source::from_text("-", text)), format, &lexicon);
        let readings = crate::read::read(&document, &lexicon, published);
        let field = |span: crate::document::TextSpan, value: &crate::value::Value| {
            let s = document.source_span(span);
            serde_json::json!({"start": s.start, "end": s.end, "text": document.source.span_text(s), "value": value.canonical()})
        };
        let id = row.get("id").cloned().unwrap_or_default();
        let row = if claims {
            let list: Vec<_> = readings
                .claims
                .iter()
                .map(|c| {
                    let fields: serde_json::Map<_, _> = c
                        .fields
                        .iter()
                        .map(|f| {
                            (
                                f.name.to_owned(),
                                f.span.map_or_else(|| serde_json::json!({"value": f.value.canonical()}), |s| field(s, &f.value)),
                            )
                        })
                        .collect();
                    serde_json::json!({"claim": c.kind, "fields": fields, "context": c.context.names()})
                })
                .collect();
            serde_json::json!({"id": id, "claims": list})
        } else {
            let list: Vec<_> = readings
                .shown()
                .iter()
                .map(|m| {
                    let mut v = field(m.span, &m.value);
                    v["kind"] = m.kind.name().into();
                    if let crate::value::Value::Person(p) = &m.value {
                        v["entity"] = p.entity.into();
                        v["name"] = p.canonical.as_str().into();
                    }
                    if let Some(u) = m.value.unit() {
                        v["unit"] = u.into();
                    }
                    v
                })
                .collect();
            serde_json::json!({"id": id, "mentions": list})
        };
        let _ = writeln!(out, "{row}");
    }
}
