//! Message templates: `'{date} is a {real}, not a {wd|long}.'`
//!
//! A part in braces is an expression, perhaps with formats behind `|`. `{{` and `}}` are braces that stand in the text.

use super::error::{RuleError, did_you_mean};
use super::expr::{self, Scope};
use super::toml_reader::Str;

/// A template.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a template.
#[derive(Debug, Clone)]
pub enum Part {
    /// Plain text.
    Text(String),
    /// An expression with its formats.
    Value(expr::Source, Vec<Format>),
}

/// How a value is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// In full: "17 June 2023".
    Long,
    /// As the machine reads it: TIMEX3, plain decimals.
    Plain,
    /// In lower case.
    Lower,
    /// In the form of a capture of the text: `{fact.began|like:date}`.
    Like(String),
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// Unclosed braces, unknown formats, expressions that do not parse.
    pub fn parse(source: &Str) -> Result<Self, Vec<RuleError>> {
        let (mut parts, mut errors) = (Vec::new(), Vec::new());
        let (text, mut at, mut plain) = (source.text.as_str(), 0, String::new());
        while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
            let stretch = rest.find(['{', '}']).unwrap_or(rest.len());
            plain.push_str(rest.get(..stretch).unwrap_or(""));
            at += stretch;
            let rest = rest.get(stretch..).unwrap_or("");
            if rest.starts_with("{{") || rest.starts_with("}}") {
                plain.extend(rest.chars().next());
                at += 2;
            } else if rest.starts_with('{') {
                let Some(length) = rest.find('}') else {
                    errors.push(
                        source
                            .error(at..at + 1, "a '{' of the message is never closed", "opened here")
                            .help("write {{ for a brace that stands in the text"),
                    );
                    break;
                };
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                match value(source, at + 1..at + length) {
                    Ok(part) => parts.push(part),
                    Err(e) => errors.push(*e),
                }
                at += length + 1;
            } else if rest.starts_with('}') {
                plain.push('}');
                at += 1;
            }
        }
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        if errors.is_empty() { Ok(Self { parts }) } else { Err(errors) }
    }

    /// Checks all expressions.
    ///
    /// # Errors
    /// Every wrong name and type.
    pub fn check(&self, scope: &dyn Scope) -> Result<(), Vec<RuleError>> {
        let mut errors = Vec::new();
        for part in &self.parts {
            let Part::Value(value, formats) = part else { continue };
            if let Err(mut e) = expr::check(value, scope) {
                errors.append(&mut e);
            }
            for format in formats {
                if let Format::Like(name) = format
                    && scope.name(name).is_none()
                {
                    errors.push(value.source.error_all(format!("'like:{name}' names no capture"), "unknown name"));
                }
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The names that the template uses.
    #[must_use]
    pub fn names(&self) -> Vec<(String, Option<String>)> {
        self.parts
            .iter()
            .flat_map(|p| match p {
                Part::Text(_) => Vec::new(),
                Part::Value(v, _) => expr::names(&v.expr),
            })
            .collect()
    }
}

fn value(source: &Str, at: std::ops::Range<usize>) -> Result<Part, Box<RuleError>> {
    let inside = source.text.get(at.clone()).unwrap_or("");
    // `||` inside an expression is an operator; a format stands behind a single bar.
    let bar = inside.char_indices().find(|&(i, c)| {
        c == '|' && !inside.get(i + 1..).is_some_and(|r| r.starts_with('|')) && !inside.get(..i).is_some_and(|l| l.ends_with('|'))
    });
    let (code, format) = bar.map_or((inside, None), |(i, _)| (inside.get(..i).unwrap_or(""), inside.get(i + 1..)));
    // The expression is parsed as a string of its own, whose inner spans are those of the message.
    let own = Str { text: code.to_owned(), span: source.inner(at.start..at.start + code.len()), file: source.file.clone() };
    let own = Str { span: crate::source::Span::new(own.span.start.saturating_sub(1), own.span.end), ..own };
    let parsed = expr::parse(&own)?;
    let mut formats = Vec::new();
    for name in format.into_iter().flat_map(|f| f.split('|')).map(str::trim) {
        formats.push(match name {
            "long" => Format::Long,
            "plain" => Format::Plain,
            "lower" => Format::Lower,
            _ => {
                if let Some(capture) = name.strip_prefix("like:") {
                    Format::Like(capture.trim().to_owned())
                } else {
                    let help = did_you_mean(name, ["long", "plain", "lower"])
                        .unwrap_or_else(|| "formats: long, plain, lower, like:CAPTURE".into());
                    return Err(Box::new(source.error(at, format!("there is no format '{name}'"), "unknown format").help(help)));
                }
            }
        });
    }
    Ok(Part::Value(parsed, formats))
}
