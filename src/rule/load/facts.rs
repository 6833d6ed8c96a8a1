//! `[[facts.TABLE]]`: what is known, and `[table.TABLE]`: the fields of a table that may be empty.

use super::super::model::FactEntry;
use super::super::toml_reader::{Str, Table};
use super::super::types::Ty;
use super::maker::Maker;
use crate::lexicon::WordId;
use crate::source::Span;
use crate::value::{Basis, Date, Exact, Number, Value};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Keys with a meaning of their own.
const FIXED: &[&str] = &["name", "aliases", "near", "source", "valid", "example"];

impl Maker<'_> {
    /// The facts of a file.
    pub(super) fn facts(&mut self, file: &Table<'_>) {
        self.declared(file);
        let Some(tables) = file.table("facts") else { return };
        for (name, value) in tables.entries() {
            self.set.facts.entry(name.text.clone()).or_default();
            let Some(entries) = value.get_ref().as_array() else {
                tables.wrong_type(&name.text, value, "an array of tables, [[facts.NAME]]");
                continue;
            };
            for entry in entries {
                let Some(fields) = entry.get_ref().as_table() else {
                    tables.wrong_type(&name.text, entry, "a table");
                    continue;
                };
                let table = tables.child(format!("[[facts.{}]]", name.text), fields, Span::of(entry.span()));
                self.fact(&name.text, &table);
            }
        }
    }

    /// `[table.TABLE]` declares the types of a table's fields.
    fn declared(&mut self, file: &Table<'_>) {
        let Some(tables) = file.table("table") else { return };
        for (name, value) in tables.entries() {
            let Some(entries) = value.get_ref().as_table() else {
                tables.wrong_type(&name.text, value, "a table of field = 'type'");
                continue;
            };
            let table = tables.child(format!("[table.{}]", name.text), entries, Span::of(value.span()));
            let mut fields = BTreeMap::new();
            for (field, ty) in table.entries() {
                let Some(named) = table.as_string(&field.text, ty) else { continue };
                match Ty::of_name(&named.text) {
                    Some(ty) => {
                        fields.insert(field.text, ty);
                    }
                    None => self.fail(
                        named
                            .error_all(format!("there is no type '{}'", named.text), "unknown type")
                            .help("text, date, number, percent, money, duration …"),
                    ),
                }
            }
            self.set.facts.entry(name.text).or_default().fields.extend(fields);
        }
    }

    fn fact(&mut self, table_name: &str, table: &Table<'_>) {
        let Some(name) = table.required("name") else { return };
        let aliases = table.strings("aliases").unwrap_or_default();
        let source = table.string("source");
        let near = self.near(table);
        let example = table.boolean("example").unwrap_or(false);
        let valid = table.string("valid").and_then(|v| self.validity(&v));
        let mut fields = BTreeMap::new();
        for (key, value) in table.entries() {
            if FIXED.contains(&key.text.as_str()) {
                continue;
            }
            match constant(value.get_ref()) {
                Some((ty, value)) => {
                    self.field_type(table_name, &key, ty);
                    fields.insert(key.text, value);
                }
                None => table.wrong_type(&key.text, value, "a string, number or date"),
            }
        }
        if let Some(source) = source {
            fields.insert("source".into(), Value::Text(source.text));
        }
        let forms = std::iter::once(&name.text).chain(aliases.iter().map(|a| &a.text)).map(|f| self.lexicon.phrase_ids(f)).collect();
        let entry = FactEntry { name: name.text, forms, near, fields, example, valid };
        self.set.facts.entry(table_name.to_owned()).or_default().entries.push(entry);
    }

    /// A field has one type in all entries of a table.
    fn field_type(&mut self, table: &str, key: &Str, ty: Ty) {
        let known = self.set.facts.entry(table.to_owned()).or_default();
        match known.fields.get(&key.text) {
            Some(old) if !ty.fits(old) => {
                let message = format!("'{}' is {} here and {} elsewhere in the table", key.text, ty.name(), old.name());
                self.fail(key.error_all(message, format!("here it is {}", ty.name())).help("write dates as '1979-01-01' or '1979'"));
            }
            Some(_) => {}
            None => {
                known.fields.insert(key.text.clone(), ty);
            }
        }
    }

    fn near(&mut self, table: &Table<'_>) -> Vec<Vec<Vec<WordId>>> {
        let Some(value) = table.value("near") else { return Vec::new() };
        let Some(groups) = value.get_ref().as_array() else {
            table.wrong_type("near", value, "an array of groups, [['China', 'Chinese'], ['US']]");
            return Vec::new();
        };
        let mut out = Vec::new();
        for group in groups {
            let words: Vec<Str> = match group.get_ref() {
                DeValue::Array(words) => words.iter().filter_map(|w| table.as_string("near", w)).collect(),
                _ => table.as_string("near", group).into_iter().collect(),
            };
            out.push(words.iter().map(|w| self.lexicon.phrase_ids(&w.text)).collect());
        }
        out
    }

    /// `2019-01-01/2023-06-30`, either end may be left out.
    fn validity(&self, text: &Str) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
        let end = |s: &str| if s.trim().is_empty() { Some(None) } else { iso_day(s.trim()).map(Some) };
        let read = text.text.split_once('/').and_then(|(a, b)| Some((end(a)?, end(b)?)));
        if read.is_none() {
            self.fail(
                text.error_all("'valid' must be 'FROM/TO'", "not an interval")
                    .help("for example '2019-01-01/2023-06-30'; either end may be left out"),
            );
        }
        read
    }
}

fn iso_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// A constant of a facts file: dates are recognised by their form.
fn constant(value: &DeValue<'_>) -> Option<(Ty, Value)> {
    let text = match value {
        DeValue::String(s) => s.to_string(),
        DeValue::Datetime(d) => d.to_string(),
        DeValue::Integer(i) => return Exact::parse(i.as_str()).map(|n| (Ty::Number, Value::Number(Box::new(Number::exact(n))))),
        DeValue::Float(f) => return Exact::parse(f.as_str()).map(|n| (Ty::Number, Value::Number(Box::new(Number::exact(n))))),
        DeValue::Boolean(b) => return Some((Ty::Bool, Value::Bool(*b))),
        DeValue::Array(_) | DeValue::Table(_) => return None,
    };
    if let Some(date) = date(&text) {
        return Some((Ty::Date, Value::Date(Box::new(date))));
    }
    Some((Ty::Text, Value::Text(text)))
}

/// `1979-01-01`, `1979-01`, or `1979` as a date.
fn date(text: &str) -> Option<Date> {
    if let Some(day) = iso_day(text) {
        return Some(Date::day(day, Basis::Absolute));
    }
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        Some((y, m)) if digits(y, 4) && digits(m, 2) => Date::month(y.parse().ok()?, m.parse().ok()?),
        None if digits(text, 4) => Date::year(text.parse().ok()?),
        _ => None,
    }
}
