//! Reads TOML tables with the span of everything, so that an error points inside the string that is wrong.
//!
//! Invariants: a table must be finished ([`Table::finish`]), which reports every key that nothing asked for; a wrong type is an
//! error at once; all errors of a file are collected, none hides another.

use super::error::{RuleError, RuleFile, did_you_mean};
use crate::source::Span;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A string of a TOML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Str {
    /// Its value.
    pub text: String,
    /// The whole TOML string in its file, quotation marks included.
    pub span: Span,
    /// The file.
    pub file: Arc<RuleFile>,
}

impl Str {
    /// The place in the file of a stretch of the value.
    #[must_use]
    pub fn inner(&self, range: Range<usize>) -> Span {
        let raw = self.file.text.get(self.span.range()).unwrap_or("");
        let start = raw_offset(raw, range.start);
        let end = raw_offset(raw, range.end).max(start);
        let base = self.span.start as usize;
        Span::of(base + start..base + end)
    }

    /// An error at a stretch of the value.
    #[must_use]
    pub fn error(&self, range: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> RuleError {
        RuleError::new(&self.file, self.inner(range), message, label)
    }

    /// An error at the whole value.
    #[must_use]
    pub fn error_all(&self, message: impl Into<String>, label: impl Into<String>) -> RuleError {
        self.error(0..self.text.len(), message, label)
    }
}

/// A string of a TOML file that is hardly ever asked for: only its place is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The whole TOML string in its file, quotation marks included.
    pub span: Span,
    /// The file.
    pub file: Arc<RuleFile>,
}

impl Quoted {
    /// Reads the string again.
    #[must_use]
    pub fn read(&self) -> Str {
        let value = self.file.text.get(self.span.range()).and_then(|raw| DeValue::parse(raw).ok());
        let text = value.as_ref().and_then(|v| v.get_ref().as_str()).unwrap_or_default().to_owned();
        Str { text, span: self.span, file: Arc::clone(&self.file) }
    }
}

/// Where the byte `offset` of a string's value stands in its raw TOML form.
fn raw_offset(raw: &str, offset: usize) -> usize {
    let literal = raw.starts_with('\'');
    let long = raw.starts_with("'''") || raw.starts_with("\"\"\"");
    let mut at = if long { 3 } else { 1 };
    if long {
        let rest = raw.get(at..).unwrap_or("");
        at += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    }
    if literal {
        return at + offset;
    }
    let mut value = 0;
    while value < offset {
        let Some(c) = raw.get(at..).and_then(|r| r.chars().next()) else { return raw.len() };
        if c != '\\' {
            at += c.len_utf8();
            value += c.len_utf8();
            continue;
        }
        let escape = raw.get(at + 1..).and_then(|r| r.chars().next()).unwrap_or(' ');
        let digits = match escape {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code = raw.get(at + 2..at + 2 + digits).and_then(|d| u32::from_str_radix(d, 16).ok()).and_then(char::from_u32);
        at += 1 + escape.len_utf8() + digits;
        value += code.map_or(1, char::len_utf8);
    }
    at
}

/// The collector of errors of one file.
pub type Errors = RefCell<Vec<RuleError>>;

/// A TOML table being read.
#[derive(Debug)]
pub struct Table<'a> {
    /// The file.
    pub file: &'a Arc<RuleFile>,
    /// Where the table stands.
    pub span: Span,
    /// What it is, for messages: `[[rule]]`.
    what: Cow<'static, str>,
    /// Keys and values in order, and whether a key was asked for.
    entries: SmallVec<[Entry<'a>; 8]>,
    /// The keys that were asked for, perhaps more than once.
    used: RefCell<Vec<&'static str>>,
    errors: &'a Errors,
}

/// An entry of a table.
#[derive(Debug)]
struct Entry<'a> {
    key: &'a Spanned<DeString<'a>>,
    value: &'a Spanned<DeValue<'a>>,
    used: Cell<bool>,
}

/// A rule asks for some sixty keys, most of which are not there.
const ASKED: usize = 64;

impl<'a> Table<'a> {
    /// A table of a file.
    #[must_use]
    pub fn new(
        file: &'a Arc<RuleFile>,
        what: impl Into<Cow<'static, str>>,
        entries: &'a DeTable<'a>,
        span: Span,
        errors: &'a Errors,
    ) -> Self {
        let entries = entries.iter().map(|(key, value)| Entry { key, value, used: Cell::new(false) }).collect();
        Self { file, span, what: what.into(), entries, used: RefCell::default(), errors }
    }

    /// Notes an error.
    pub fn fail(&self, error: RuleError) {
        self.errors.borrow_mut().push(error);
    }

    /// The raw value of a key, and notes that the key is known.
    #[must_use]
    pub fn value(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let mut used = self.used.borrow_mut();
        if used.is_empty() {
            used.reserve(ASKED);
        }
        used.push(key);
        let entry = self.entries.iter().find(|e| e.key.get_ref() == key)?;
        entry.used.set(true);
        Some(entry.value)
    }

    /// All entries, for tables whose keys are free; no key counts as unknown then.
    pub fn entries(&self) -> impl Iterator<Item = (Str, &'a Spanned<DeValue<'a>>)> + use<'a, '_> {
        let str = |k: &Spanned<DeString<'_>>| Str { text: k.get_ref().to_string(), span: Span::of(k.span()), file: Arc::clone(self.file) };
        self.entries.iter().map(move |e| (str(e.key), e.value))
    }

    /// A string.
    #[must_use]
    pub fn string(&self, key: &'static str) -> Option<Str> {
        let value = self.value(key)?;
        self.as_string(key, value)
    }

    /// A string that must be there.
    #[must_use]
    pub fn required(&self, key: &'static str) -> Option<Str> {
        if self.value(key).is_none() {
            self.fail(RuleError::new(self.file, self.span, format!("{} has no '{key}'", self.what), format!("needs '{key} = …'")));
        }
        self.string(key)
    }

    /// A list of strings; one string counts as a list of one.
    #[must_use]
    pub fn strings(&self, key: &'static str) -> Option<Vec<Str>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Array(items) => Some(items.iter().filter_map(|v| self.as_string(key, v)).collect()),
            _ => self.as_string(key, value).map(|s| vec![s]),
        }
    }

    /// The places of a list of strings, with their texts; one string counts as a list of one.
    pub fn quoted(&self, key: &'static str) -> impl Iterator<Item = (&'a str, Quoted)> + use<'a, '_> {
        let value = self.value(key);
        let list = value.and_then(|v| v.get_ref().as_array());
        let one = value.filter(|_| list.is_none());
        list.into_iter().flatten().chain(one).filter_map(move |v| self.as_quoted(key, v))
    }

    /// A value as the place of a string with its text, or an error.
    #[must_use]
    pub fn as_quoted(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Option<(&'a str, Quoted)> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, value, "a string");
        }
        Some((text?, Quoted { span: Span::of(value.span()), file: Arc::clone(self.file) }))
    }

    /// A whole number that is not negative.
    #[must_use]
    pub fn count(&self, key: &'static str) -> Option<usize> {
        let value = self.value(key)?;
        let number = value.get_ref().as_integer().and_then(|i| usize::from_str_radix(i.as_str(), i.radix()).ok());
        if number.is_none() {
            self.wrong_type(key, value, "a whole number");
        }
        number
    }

    /// A truth value.
    #[must_use]
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        if value.get_ref().as_bool().is_none() {
            self.wrong_type(key, value, "true or false");
        }
        value.get_ref().as_bool()
    }

    /// A table under a key.
    #[must_use]
    pub fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let value = self.value(key)?;
        if let Some(t) = value.get_ref().as_table() {
            Some(self.child(format!("{}.{key}", self.what), t, Span::of(value.span())))
        } else {
            self.wrong_type(key, value, "a table");
            None
        }
    }

    /// Tables under a key, `[[key]]`, each with its place.
    pub fn each_table(&self, key: &'static str) -> impl Iterator<Item = (&'a DeTable<'a>, Span)> + use<'a, '_> {
        let value = self.value(key);
        let items = value.and_then(|v| v.get_ref().as_array());
        if let Some(value) = value.filter(|_| items.is_none()) {
            self.wrong_type(key, value, "an array of tables");
        }
        items.into_iter().flatten().filter_map(move |v| {
            let table = v.get_ref().as_table();
            if table.is_none() {
                self.wrong_type(key, v, "a table");
            }
            Some((table?, Span::of(v.span())))
        })
    }

    /// Tables under a key, `[[key]]`.
    #[must_use]
    pub fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        self.each_table(key).map(|(table, span)| self.child(format!("[[{key}]]"), table, span)).collect()
    }

    /// A table inside this one.
    #[must_use]
    pub fn child(&self, what: impl Into<Cow<'static, str>>, entries: &'a DeTable<'a>, span: Span) -> Table<'a> {
        Table::new(self.file, what, entries, span, self.errors)
    }

    /// A value as a string, or an error.
    #[must_use]
    pub fn as_string(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Str> {
        if let Some(s) = value.get_ref().as_str() {
            Some(Str { text: s.to_owned(), span: Span::of(value.span()), file: Arc::clone(self.file) })
        } else {
            self.wrong_type(key, value, "a string");
            None
        }
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.fail(RuleError::new(
            self.file,
            Span::of(value.span()),
            format!("'{key}' of {} must be {wanted}", self.what),
            format!("this is of type {found}"),
        ));
    }

    /// Reports the keys that nothing asked for.
    pub fn finish(self) {
        if self.entries.iter().all(|e| e.used.get()) {
            return;
        }
        let used: BTreeSet<&'static str> = self.used.borrow().iter().copied().collect();
        for entry in self.entries.iter().filter(|e| !e.used.get()) {
            let name = entry.key.get_ref().as_ref();
            let known = used.iter().copied().collect::<Vec<_>>().join(", ");
            let help = did_you_mean(name, used.iter().copied()).unwrap_or_else(|| format!("known keys: {known}"));
            let error = RuleError::new(self.file, Span::of(entry.key.span()), format!("{} has no key '{name}'", self.what), "unknown key");
            self.errors.borrow_mut().push(error.help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::raw_offset;

    #[test]
    fn offsets_reach_into_toml_strings() {
        assert_eq!(raw_offset("'abc'", 1), 2);
        assert_eq!(raw_offset("'''\nabc'''", 1), 5);
        assert_eq!(raw_offset(r#""a\"bc""#, 2), 4);
        assert_eq!(raw_offset(r#""a\u00e9b""#, 3), 8);
    }
}
