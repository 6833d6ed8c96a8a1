//! Tags, comments and text of HTML, in one pass. Every search for an end that is not there is made once, so that the cost
//! stays linear whatever the input.

use std::ops::Range;

/// Tag names are no longer; a longer one is cut and so is no name that is known.
const LONGEST_NAME: usize = 12;
/// Attributes of a tag that are looked at.
const MOST_ATTRIBUTES: usize = 64;

/// A tag.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    name: [u8; LONGEST_NAME],
    length: usize,
    attributes: Range<usize>,
    /// Whether it is an end tag.
    pub(super) closes: bool,
    /// Whether it closes itself: `<br/>`.
    pub(super) empty: bool,
}

impl Tag {
    /// Its name in lower case; empty where it is too long to be known.
    pub(super) fn name(&self) -> &str {
        self.name.get(..self.length).and_then(|n| std::str::from_utf8(n).ok()).unwrap_or("")
    }

    /// Whether it has a name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// Whether its content is no HTML.
    pub(super) fn opens_raw(&self) -> bool {
        !self.closes && !self.empty && matches!(self.name(), "script" | "style" | "textarea")
    }

    /// Where the value of an attribute stands in the text that was scanned.
    pub(super) fn attribute(&self, text: &str, name: &str) -> Option<Range<usize>> {
        self.attributes(text).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Whether it has an attribute, with a value or without.
    pub(super) fn has(&self, text: &str, name: &str) -> bool {
        self.attributes(text).any(|(n, _)| n.eq_ignore_ascii_case(name))
    }

    fn attributes<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'t str, Range<usize>)> {
        let Range { start: mut at, end } = self.attributes.clone();
        let slice = move |from: usize| text.get(from..end).unwrap_or("");
        std::iter::from_fn(move || {
            at += slice(at).find(|c: char| !c.is_ascii_whitespace() && c != '/' && c != '=')?;
            let rest = slice(at);
            let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let name = rest.get(..length)?;
            at += length;
            let rest = slice(at).trim_start();
            let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { return Some((name, at..at)) };
            let start = end - value.len();
            let (from, length) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => (start + 1, slice(start + 1).find(quote)),
                _ => (start, value.find(|c: char| c.is_ascii_whitespace())),
            };
            let to = length.map_or(end, |l| from + l).min(end);
            let quoted = from > start;
            at = (to + usize::from(quoted)).min(end);
            Some((name, from..to))
        })
        .take(MOST_ATTRIBUTES)
    }
}

/// A stretch of HTML.
#[derive(Debug, Clone)]
pub(super) enum Token {
    /// Text, character references and all.
    Text,
    /// A comment, with the place of the text between its marks.
    Comment(Range<usize>),
    /// A tag.
    Tag(Tag),
    /// A document type, a processing instruction.
    Other,
}

/// Cuts HTML into tokens.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// From where on there is no `>`, `"`, `'` or `-->` any more.
    none_from: [usize; 4],
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, none_from: [usize::MAX; 4] }
    }

    /// The next token and where it stands.
    pub(super) fn next(&mut self) -> Option<(Token, Range<usize>)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|r| !r.is_empty())?;
        if let Some((token, end)) = self.markup(start) {
            self.at = end;
            return Some((token, start..end));
        }
        // A `<` that starts no tag is text.
        let skip = usize::from(rest.starts_with('<'));
        let length = rest.get(skip..).and_then(|r| r.find('<')).map_or(rest.len(), |i| i + skip);
        self.at = start + length;
        Some((Token::Text, start..self.at))
    }

    /// Moves to the end tag of an element whose content is no HTML.
    pub(super) fn skip_raw(&mut self, tag: &Tag) {
        let mut at = self.at;
        let rest = |at: usize| self.text.get(at..).unwrap_or("");
        while let Some(i) = rest(at).find("</") {
            at += i;
            if rest(at + 2).get(..tag.length).is_some_and(|n| n.eq_ignore_ascii_case(tag.name())) {
                self.at = at;
                return;
            }
            at += 2;
        }
        self.at = self.text.len();
    }

    fn find(&mut self, from: usize, needle: &str, slot: usize) -> Option<usize> {
        let none_from = self.none_from.get_mut(slot)?;
        if from >= *none_from {
            return None;
        }
        let found = self.text.get(from..).and_then(|r| r.find(needle)).map(|i| from + i);
        if found.is_none() {
            *none_from = from;
        }
        found
    }

    fn markup(&mut self, start: usize) -> Option<(Token, usize)> {
        let rest = self.text.get(start..)?;
        let after = rest.strip_prefix('<')?;
        if after.starts_with("!--") {
            let from = start + 4;
            // An open comment would hide the rest of a page; it is more likely a slip than a wish, and so is text.
            return self.find(from, "-->", 3).map(|end| (Token::Comment(from..end), end + 3));
        }
        let first = after.bytes().next()?;
        if matches!(first, b'!' | b'?') {
            return self.find(start, ">", 0).map(|end| (Token::Other, end + 1));
        }
        let closes = first == b'/';
        let name_at = start + 1 + usize::from(closes);
        let name = self.text.get(name_at..)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')).count();
        let end = self.tag_end(name_at + length)?;
        let empty = self.text.get(..end)?.ends_with('/');
        let mut lower = [0; LONGEST_NAME];
        let known = if length <= LONGEST_NAME { length } else { 0 };
        for (to, from) in lower.iter_mut().zip(name.bytes().take(known)) {
            *to = from.to_ascii_lowercase();
        }
        let attributes = name_at + length..(end - usize::from(empty && end > name_at + length));
        Some((Token::Tag(Tag { name: lower, length: known, attributes, closes, empty }), end + 1))
    }

    /// The `>` that ends a tag whose attributes start at `from`.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        let first = self.find(from, ">", 0)?;
        let mut at = from;
        loop {
            let stop = at + self.text.get(at..)?.find(['>', '"', '\''])?;
            let slot = match self.text.as_bytes().get(stop)? {
                b'>' => return Some(stop),
                b'"' => 1,
                _ => 2,
            };
            let quote = if slot == 1 { "\"" } else { "'" };
            // Only a mark behind an equals sign quotes a value.
            let quotes = self.text.get(from..stop)?.trim_end().ends_with('=');
            match self.find(stop + 1, quote, slot) {
                Some(end) if quotes => at = end + 1,
                Some(_) => at = stop + 1,
                None => return Some(first),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut scanner = Scanner::new(text);
        std::iter::from_fn(|| scanner.next())
            .map(|(token, range)| match token {
                Token::Text => format!("text {}", text.get(range).unwrap()),
                Token::Comment(inner) => format!("comment {}", text.get(inner).unwrap()),
                Token::Tag(tag) => {
                    let attributes: Vec<_> = tag.attributes(text).map(|(n, v)| format!(" {n}={}", text.get(v).unwrap())).collect();
                    format!("{}{}{}", if tag.closes { "/" } else { "" }, tag.name(), attributes.concat())
                }
                Token::Other => "other".to_owned(),
            })
            .collect()
    }

    #[test]
    fn tokens() {
        assert_eq!(
            shown("<!doctype html><P class='a>b' id=x hidden>a < b</p><br/>"),
            ["other", "p class=a>b id=x hidden=", "text a ", "text < b", "/p", "br"]
        );
        assert_eq!(shown("<!-- a > b -->c<!-- d"), ["comment  a > b ", "text c", "text <!-- d"]);
        assert_eq!(shown("<a href=\"x>y"), ["a href=x", "text y"]);
        assert_eq!(shown("<a <a <a"), ["text <a ", "text <a ", "text <a"]);
    }
}
