//! Front matter: flat keys of YAML between `---` and of TOML between `+++`, each value with its place in the file.
//!
//! Only what articles use is read. What is nested, anchored or malformed is left out, never an error.

use super::Builder;
use super::lines::{Line, lines};
use crate::source::{Source, Span};
use toml::de::{DeTable, DeValue};

/// Front matter is no larger than this, in bytes.
const LARGEST: usize = 256 * 1024;

/// Adds the fields of the front matter and says where the text behind it starts.
pub(super) fn parse(source: &Source, builder: &mut Builder) -> usize {
    let base = source.body_start();
    let text = source.text().get(base..).unwrap_or("");
    let mut all = lines(text, base);
    let fence = all.next().map_or("", |l| l.text.trim_end());
    if fence != "---" && fence != "+++" {
        return base;
    }
    let mut body: Vec<Line<'_>> = Vec::new();
    let mut size = 0;
    for line in all {
        let closes = line.text.trim_end() == fence || (fence == "---" && line.text.trim_end() == "...");
        if closes {
            if fence == "+++" {
                toml(source, &body, builder);
            } else {
                yaml(&body, builder);
            }
            return line.end();
        }
        size += line.text.len();
        if size > LARGEST {
            break;
        }
        body.push(line);
    }
    base
}

fn toml(source: &Source, body: &[Line<'_>], builder: &mut Builder) {
    let (Some(first), Some(last)) = (body.first(), body.last()) else { return };
    let Some(text) = source.text().get(first.start..last.end()) else { return };
    let Ok(table) = DeTable::parse(text) else { return };
    let mut fields: Vec<_> = table
        .get_ref()
        .iter()
        .filter_map(|(key, value)| {
            let span = value.span();
            let (read, range) = toml_value(value.get_ref(), span, text)?;
            Some((key.get_ref().to_string(), read, first.start + range.start..first.start + range.end))
        })
        .collect();
    fields.sort_by_key(|(_, _, range)| range.start);
    for (key, value, range) in fields {
        builder.field(&key, &value, Span::of(range));
    }
}

/// A value as text, with its place in the front matter.
fn toml_value(value: &DeValue<'_>, span: std::ops::Range<usize>, text: &str) -> Option<(String, std::ops::Range<usize>)> {
    let raw = text.get(span.clone())?;
    match value {
        DeValue::String(read) => {
            let quotes = ["\"\"\"", "'''", "\"", "'"].iter().find(|q| raw.starts_with(**q)).map_or(0, |q| q.len());
            let inner = span.start + quotes..span.end.checked_sub(quotes)?;
            let read = read.trim();
            let raw = text.get(inner.clone())?;
            let left = raw.len() - raw.trim_start().len();
            let right = raw.len() - raw.trim_end().len();
            Some((read.to_owned(), inner.start + left..inner.end.checked_sub(right)?.max(inner.start + left)))
        }
        DeValue::Array(items) => {
            let read: Vec<_> = items.iter().filter_map(|i| toml_value(i.get_ref(), i.span(), text)).collect();
            let range = read.first()?.1.start..read.last()?.1.end;
            Some((read.into_iter().map(|(v, _)| v).collect::<Vec<_>>().join(", "), range))
        }
        DeValue::Table(_) => None,
        _ => Some((raw.to_owned(), span)),
    }
}

fn yaml(body: &[Line<'_>], builder: &mut Builder) {
    let mut rest = body;
    while let Some((&line, after)) = rest.split_first() {
        rest = after;
        let Some((key, value)) = key_value(line) else { continue };
        // The lines that belong to this key: indented ones, blank ones, and list items at any indent.
        let own = after.iter().take_while(|l| l.is_blank() || l.text.starts_with([' ', '\t']) || l.text.starts_with("- ")).count();
        let (own, next) = after.split_at_checked(own).unwrap_or((&[], after));
        rest = next;
        if let Some((read, span)) = yaml_value(value, own)
            && !read.is_empty()
        {
            builder.field(key, &read, span);
        }
    }
}

/// The key of a line without indent, and what stands behind its colon.
fn key_value(line: Line<'_>) -> Option<(&str, Line<'_>)> {
    if line.text.starts_with([' ', '\t', '#', '-', '{', '[', '?']) {
        return None;
    }
    let colon = line.text.find(':').filter(|&c| c <= 64)?;
    let key = line.text.get(..colon)?.trim().trim_matches(['"', '\'']);
    let value = line.skip(colon + 1);
    let spaced = value.text.is_empty() || value.text.starts_with([' ', '\t']);
    (spaced && !key.is_empty()).then(|| (key, value.trimmed()))
}

fn yaml_value(value: Line<'_>, own: &[Line<'_>]) -> Option<(String, Span)> {
    let first = value.text.chars().next();
    match first {
        None | Some('#') => {
            let items = own.iter().map(|l| l.trimmed()).filter(|l| l.text.starts_with("- ")).map(|l| l.skip(1).trimmed());
            // An item that is a mapping has no text of its own but that of its first key.
            let items = items.filter_map(|i| scalar(key_value(i).map_or(i, |(_, v)| v)));
            join(items, ", ")
        }
        Some('>' | '|') if value.text.len() <= 4 => {
            let folded = value.text.starts_with('>');
            join(
                own.iter().map(|l| l.trimmed()).filter(|l| !l.is_blank()).map(|l| (l.text.to_owned(), l.span())),
                if folded { " " } else { "\n" },
            )
        }
        Some('[') => {
            let inner = value.text.strip_prefix('[')?.strip_suffix(']')?;
            let mut at = value.start + 1;
            let items = inner.split(',').map(|item| {
                let line = Line { text: item, start: at };
                at += item.len() + 1;
                line.trimmed()
            });
            join(items.filter_map(scalar), ", ")
        }
        Some('{' | '&' | '*' | '!' | '%' | '@' | '`') => None,
        Some(quote @ ('"' | '\'')) if !closes(value.text, quote) => quoted_lines(value, own, quote),
        _ => {
            let more = own
                .iter()
                .map(|l| l.trimmed())
                .take_while(|l| !l.is_blank())
                .filter(|l| !l.text.starts_with('#'))
                .map(|l| (l.text.to_owned(), l.span()));
            let quoted = matches!(first, Some('"' | '\''));
            join(scalar(value).into_iter().chain(more.filter(|_| !quoted)), " ")
        }
    }
}

fn join(parts: impl Iterator<Item = (String, Span)>, between: &str) -> Option<(String, Span)> {
    parts.reduce(|(mut text, span), (more, s)| {
        text.push_str(between);
        text.push_str(&more);
        (text, span.cover(s))
    })
}

/// A plain or quoted value on one line, comment and quotation marks left out.
fn scalar(value: Line<'_>) -> Option<(String, Span)> {
    let first = value.text.chars().next()?;
    if matches!(first, '"' | '\'') {
        let length = close(value.text.get(1..)?, first)?;
        let inner = Line { text: value.text.get(1..=length)?, start: value.start + 1 };
        return Some((unescape(inner.text, first), inner.span()));
    }
    let end = value.text.find(" #").unwrap_or(value.text.len());
    let plain = Line { text: value.text.get(..end)?, start: value.start }.trimmed();
    (!plain.text.is_empty()).then(|| (plain.text.to_owned(), plain.span()))
}

fn closes(text: &str, quote: char) -> bool {
    text.get(1..).is_some_and(|t| close(t, quote).is_some())
}

/// Bytes before the closing quotation mark.
fn close(text: &str, quote: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = u8::try_from(quote).ok()?;
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        match b {
            b'\\' if quote == b'"' => i += 1,
            b'\'' if quote == b && bytes.get(i + 1) == Some(&b'\'') => i += 1,
            _ if b == quote => return Some(i),
            _ => {}
        }
        i += 1;
    }
    None
}

fn unescape(text: &str, quote: char) -> String {
    if quote == '\'' {
        return text.replace("''", "'");
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => {}
            },
            _ => out.push(c),
        }
    }
    out
}

/// A quoted value over several lines.
fn quoted_lines(value: Line<'_>, own: &[Line<'_>], quote: char) -> Option<(String, Span)> {
    let mut parts = vec![value.skip(1)];
    for line in own {
        let line = line.trimmed();
        if let Some(length) = close(line.text, quote) {
            parts.push(Line { text: line.text.get(..length)?, start: line.start });
            return join(parts.into_iter().filter(|p| !p.is_blank()).map(|p| (unescape(p.text, quote), p.span())), " ");
        }
        parts.push(line);
    }
    None
}

#[cfg(test)]
#[path = "front_matter_tests.rs"]
mod tests;
