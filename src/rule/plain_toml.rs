//! The plain part of TOML, in which nearly all rule files are written, read in one pass: folders of ten thousand rules have to load
//! in a moment, and so have the built-in ones.
//!
//! Invariants:
//! - What is read here is what the `toml` crate would read, spans included; a test compares them.
//! - Whatever is unusual or wrong ends the pass without a result: then that crate reads the file and says what is wrong with it.

use memchr::{memchr, memmem};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

/// How deep values are nested at most; deeper ones are unusual.
const DEPTH: usize = 16;

/// The table that a text holds, if it is plain.
#[must_use]
pub(super) fn read(text: &str) -> Option<DeTable<'_>> {
    let is_text = |&b: &u8| b >= b' ' && b != 0x7f || b == b'\n' || b == b'\t';
    if text.starts_with('\u{feff}') || !text.as_bytes().iter().all(is_text) {
        return None;
    }
    let mut reader = Reader { text, at: 0 };
    let (mut root, mut table) = (DeTable::new(), DeTable::new());
    let mut header: Option<Header<'_>> = None;
    loop {
        reader.skip_lines();
        let next = reader.peek();
        if next.is_none() || next == Some(b'[') {
            match header.take() {
                Some(header) => header.place(std::mem::take(&mut table), &mut root, text)?,
                None => root = std::mem::take(&mut table),
            }
        }
        match next {
            None => return Some(root),
            Some(b'[') => header = Some(reader.header()?),
            Some(_) => reader.entry(&mut table, 0)?,
        }
        reader.end_of_line()?;
    }
}

type Key<'a> = Spanned<DeString<'a>>;
type Value<'a> = Spanned<DeValue<'a>>;

/// `[a.b]` or `[[a.b]]`.
struct Header<'a> {
    path: Vec<Key<'a>>,
    last: Key<'a>,
    span: Range<usize>,
    is_array: bool,
}

impl<'a> Header<'a> {
    /// Puts the table below a header where the header says.
    fn place(self, table: DeTable<'a>, root: &mut DeTable<'a>, text: &str) -> Option<()> {
        let mut parent = root;
        for key in self.path {
            if !parent.contains_key(key.get_ref().as_ref()) {
                parent.insert(key.clone(), Spanned::new(key.span(), DeValue::Table(DeTable::new())));
            }
            let value = parent.get_mut(key.get_ref().as_ref())?;
            let value = if value.get_ref().is_array() { last_below_header(value, text)? } else { value };
            // A table that is a value in braces is closed for good.
            if text.as_bytes().get(value.span().start) == Some(&b'{') {
                return None;
            }
            let DeValue::Table(inner) = value.get_mut() else { return None };
            parent = inner;
        }
        let table = Spanned::new(self.span.clone(), DeValue::Table(table));
        if !self.is_array {
            return parent.insert(self.last, table).is_none().then_some(());
        }
        if let Some(value) = parent.get_mut(self.last.get_ref().as_ref()) {
            last_below_header(value, text)?;
            let DeValue::Array(array) = value.get_mut() else { return None };
            array.push(table);
        } else {
            let mut array = DeArray::new();
            array.push(table);
            parent.insert(self.last, Spanned::new(self.span, DeValue::Array(array)));
        }
        Some(())
    }
}

/// The last of the tables that headers in double brackets began; none of an array that is a value.
fn last_below_header<'v, 'a>(value: &'v mut Value<'a>, text: &str) -> Option<&'v mut Value<'a>> {
    let DeValue::Array(array) = value.get_mut() else { return None };
    let last = array.len().checked_sub(1)?;
    array.get_mut(last).filter(|v| v.get_ref().is_table() && text.get(v.span()).is_some_and(|t| t.starts_with("[[")))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or(&[])
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, b: u8) -> Option<()> {
        (self.peek() == Some(b)).then(|| self.at += 1)
    }

    /// Passes over bytes of a kind.
    fn pass(&mut self, is: impl Fn(u8) -> bool) {
        self.at += self.rest().iter().take_while(|&&b| is(b)).count();
    }

    fn skip_spaces(&mut self) {
        self.pass(|b| b == b' ' || b == b'\t');
    }

    fn skip_comment(&mut self) {
        if self.peek() == Some(b'#') {
            self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
        }
    }

    /// Passes over white space, ends of lines and comments.
    fn skip_lines(&mut self) {
        loop {
            self.pass(|b| matches!(b, b' ' | b'\t' | b'\n'));
            if self.peek() != Some(b'#') {
                return;
            }
            self.skip_comment();
        }
    }

    /// Nothing else stands on the line.
    fn end_of_line(&mut self) -> Option<()> {
        self.skip_spaces();
        self.skip_comment();
        matches!(self.peek(), None | Some(b'\n')).then_some(())
    }

    fn header(&mut self) -> Option<Header<'a>> {
        let start = self.at;
        self.eat(b'[')?;
        let is_array = self.eat(b'[').is_some();
        let (mut path, mut last) = (Vec::new(), self.key()?);
        while self.eat(b'.').is_some() {
            path.push(std::mem::replace(&mut last, self.key()?));
            if path.len() > DEPTH {
                return None;
            }
        }
        self.eat(b']')?;
        if is_array {
            self.eat(b']')?;
        }
        Some(Header { path, last, span: start..self.at, is_array })
    }

    /// `key = value`
    fn entry(&mut self, table: &mut DeTable<'a>, depth: usize) -> Option<()> {
        let key = self.key()?;
        self.skip_spaces();
        self.eat(b'=')?;
        self.skip_spaces();
        let value = self.value(depth)?;
        table.insert(key, value).is_none().then_some(())
    }

    fn key(&mut self) -> Option<Key<'a>> {
        let start = self.at;
        if let Some(quote @ (b'"' | b'\'')) = self.peek() {
            let text = self.quoted(quote)?;
            return Some(Spanned::new(start..self.at, Cow::Borrowed(text)));
        }
        self.pass(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        let text = self.text.get(start..self.at).filter(|t| !t.is_empty())?;
        Some(Spanned::new(start..self.at, Cow::Borrowed(text)))
    }

    /// A string on one line in which nothing is escaped.
    fn quoted(&mut self, quote: u8) -> Option<&'a str> {
        self.eat(quote)?;
        let start = self.at;
        let end = start + memchr(quote, self.rest())?;
        let text = self.text.get(start..end)?;
        let is_plain = memchr(b'\n', text.as_bytes()).is_none() && (quote == b'\'' || memchr(b'\\', text.as_bytes()).is_none());
        self.at = end + 1;
        is_plain.then_some(text)
    }

    fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        let start = self.at;
        let value = match self.peek()? {
            _ if depth > DEPTH => return None,
            b'[' => DeValue::Array(self.array(depth + 1)?),
            b'{' => DeValue::Table(self.table(depth + 1)?),
            quote @ (b'\'' | b'"') if self.rest().starts_with(&[quote; 3]) => self.long(quote)?,
            b'\'' => DeValue::String(Cow::Borrowed(self.quoted(b'\'')?)),
            b'"' => self.string()?,
            _ => {
                self.pass(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'.' | b':'));
                self.parsed(start)?
            }
        };
        Some(Spanned::new(start..self.at, value))
    }

    /// A value that the crate reads, from a place to here.
    fn parsed(&self, start: usize) -> Option<DeValue<'a>> {
        match self.text.get(start..self.at)? {
            "" => None,
            "true" => Some(DeValue::Boolean(true)),
            "false" => Some(DeValue::Boolean(false)),
            other => DeValue::parse(other).ok().map(Spanned::into_inner),
        }
    }

    /// A string on one line, which ends at a quotation mark that is not escaped.
    fn string(&mut self) -> Option<DeValue<'a>> {
        let start = self.at;
        if let Some(text) = self.quoted(b'"') {
            return Some(DeValue::String(Cow::Borrowed(text)));
        }
        self.at = start + 1;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\n' => return None,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        self.parsed(start)
    }

    /// A string of several lines.
    fn long(&mut self, quote: u8) -> Option<DeValue<'a>> {
        let start = self.at;
        self.at += 3;
        let first = self.at + usize::from(self.peek() == Some(b'\n'));
        let end = self.at + memmem::find(self.rest(), &[quote; 3])?;
        self.at = end + 3;
        // Quotation marks right before the end belong to the string, and so may those behind a backslash.
        let text = self.text.get(first..end).filter(|_| self.peek() != Some(quote))?;
        if quote == b'"' && text.contains('\\') {
            return self.parsed(start);
        }
        Some(DeValue::String(Cow::Borrowed(text)))
    }

    fn array(&mut self, depth: usize) -> Option<DeArray<'a>> {
        let mut array = DeArray::new();
        self.eat(b'[')?;
        loop {
            self.skip_lines();
            if self.eat(b']').is_some() {
                return Some(array);
            }
            array.push(self.value(depth)?);
            self.skip_lines();
            if self.eat(b',').is_none() && self.peek() != Some(b']') {
                return None;
            }
        }
    }

    /// A table in braces on one line.
    fn table(&mut self, depth: usize) -> Option<DeTable<'a>> {
        let mut table = DeTable::new();
        self.eat(b'{')?;
        self.skip_spaces();
        if self.eat(b'}').is_some() {
            return Some(table);
        }
        loop {
            self.entry(&mut table, depth)?;
            self.skip_spaces();
            if self.eat(b'}').is_some() {
                return Some(table);
            }
            self.eat(b',')?;
            self.skip_spaces();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with all spans.
    fn shown(table: &DeTable<'_>) -> String {
        let entry = |(key, value): (&Key<'_>, &Value<'_>)| format!("{key:?} = {}", shown_value(value));
        table.iter().map(entry).collect::<Vec<_>>().join("\n")
    }

    fn shown_value(value: &Value<'_>) -> String {
        let inner = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(shown_value).collect::<Vec<_>>().join(", "),
            DeValue::Table(table) => shown(table),
            other => format!("{other:?}"),
        };
        format!("{:?} ({inner})", value.span())
    }

    fn is_read_alike(text: &str) {
        let (whole, faults) = DeTable::parse_recoverable(text);
        if let Some(plain) = read(text) {
            assert!(faults.is_empty(), "{text}");
            assert_eq!(shown(&plain), shown(whole.get_ref()), "{text}");
        }
    }

    #[test]
    fn plain_files_are_read_as_the_crate_reads_them() {
        for (name, text) in crate::rule::builtin::FILES {
            assert!(read(text).is_some(), "{name} is not plain");
            is_read_alike(text);
            // Cut anywhere, most are wrong.
            (0..3000).filter_map(|end| text.get(..end)).for_each(is_read_alike);
        }
    }

    #[test]
    fn what_is_unusual_or_wrong_is_left_to_the_crate() {
        let texts = [
            "a.b = 1",
            "a = 1\na = 2",
            "[a]\n[a]",
            "[a.b]\n[a]",
            "a = {b = 1}\n[a.c]",
            "a = [{b = 1}]\n[[a]]",
            "[a]\n[[a]]",
            "a = 'x\ny'",
            "a = '\u{1}'",
            "a = {b = 1,\nc = 2}",
            "a = 1 2",
            "a = 1979-05-27 07:32:00",
            "a = \"\"\"\\\"\"\"\"",
            "[ a ]",
            "a = 1\r\nb = 2",
        ];
        for text in texts {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn headers_and_values_are_read_alike() {
        let texts = [
            "[[a]]\nb = 1 # one\n[a.c]\nd = [1, # two\n 'x', \"y\\n\",]\n[[a]]\n[[a.e]]\n[[a.e]]\nf = { 'g h' = 1.5, i = {} }",
            "a = '''\nx'y\nz'''\nb = 1979-05-27\nc = 0x1F\n\"d e\" = false",
            "a = \"\"\"\nx\ty\"\"\"\nb = \"\"\"x\\ty\"\"\"",
            "[x.y.z]\n[x.y]\n[x]",
            "",
            "# nothing",
        ];
        for text in texts {
            is_read_alike(text);
        }
        assert!(texts.iter().filter(|t| read(t).is_some()).count() >= 5);
    }
}
