//! Inline markup of reStructuredText: emphasis, literals, roles, references, substitutions, escapes.
//!
//! Invariant: the cost is linear. Markup does not nest, a search for an end either ends the markup or is never made again.

use super::super::Builder;
use super::super::joined::{Feed, Joined, run};
use std::ops::Range;

/// Roles whose text is shown as it stands.
const SHOWN: &[&str] = &[
    "emphasis",
    "strong",
    "sub",
    "subscript",
    "sup",
    "superscript",
    "title-reference",
    "title",
    "t",
    "dfn",
    "abbr",
    "abbreviation",
    "acronym",
    "guilabel",
    "menuselection",
    "term",
    "index",
    "underline",
    "small",
    "cite",
];
/// Roles whose text is code even if a target stands behind it.
const CODE: &[&str] = &["code", "literal", "math", "raw", "kbd", "command", "file", "program", "samp", "del", "strike", "eq"];

/// Adds the text of some lines to the open block. `roles` are those that the document defines for text.
pub(super) fn add(joined: &Joined, roles: &[String], builder: &mut Builder) {
    let mut inline = Inline { feed: Feed::new(joined, builder, 0), text: joined.text(), roles, dead: [false; ENDS.len()] };
    inline.read();
}

/// Marks that end markup.
const ENDS: [&str; 5] = ["**", "*", "``", "`", "|"];
const STRONG: usize = 0;
const EMPHASIS: usize = 1;
const LITERAL: usize = 2;
const INTERPRETED: usize = 3;
const SUBSTITUTION: usize = 4;

struct Inline<'j, 'b> {
    feed: Feed<'j, 'b>,
    text: &'j str,
    roles: &'j [String],
    /// Ends that do not come any more.
    dead: [bool; ENDS.len()],
}

impl Inline<'_, '_> {
    fn read(&mut self) {
        let mut at = 0;
        while let Some(i) = self.rest(at).find(['\\', '*', '`', '|', '[', '_', ':']).map(|i| at + i) {
            at = match self.rest(i).as_bytes().first() {
                Some(b'\\') => self.escape(i),
                Some(b'*') => self.emphasis(i),
                Some(b'`') => self.backquote(i),
                Some(b'|') => self.substitution(i),
                Some(b'[') => self.note(i),
                Some(b'_') => self.underscore(i),
                _ => self.role(i),
            }
            .unwrap_or_else(|| i + run(self.rest(i)));
        }
        self.feed.flush(self.text.len());
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    /// Adds the text inside of markup, escapes resolved; goes on behind it.
    fn shown(&mut self, whole: Range<usize>, inner: Range<usize>, link: bool) -> usize {
        let start = self.feed.enter(&whole, &inner);
        let mut at = inner.start;
        while let Some(i) = self.text.get(at..inner.end).and_then(|t| t.find('\\')).map(|i| at + i) {
            at = self.escape(i).unwrap_or(i + 1).min(inner.end);
        }
        self.feed.leave(&whole, &inner, link.then_some(start))
    }

    fn escape(&mut self, i: usize) -> Option<usize> {
        let next = self.rest(i + 1).chars().next()?;
        self.feed.flush(i);
        // An escaped space is none.
        self.feed.from = if next.is_whitespace() { i + 1 + next.len_utf8() } else { i + 1 };
        Some(i + 1 + next.len_utf8())
    }

    /// Whether markup may start at a place with a mark of some bytes.
    fn starts(&self, at: usize, mark: usize) -> bool {
        let before = self.text.get(..at).and_then(|t| t.chars().next_back());
        let Some(after) = self.rest(at + mark).chars().next() else { return false };
        let quoted = matches!(
            (before, after),
            (Some('\''), '\'') | (Some('"'), '"') | (Some('('), ')') | (Some('['), ']') | (Some('<'), '>') | (Some('{'), '}')
        );
        !after.is_whitespace() && !quoted && before.is_none_or(|c| c.is_whitespace() || (!c.is_alphanumeric() && opens(c)))
    }

    /// Whether what follows a place lets markup end there.
    fn ends(&self, at: usize) -> bool {
        self.rest(at).chars().next().is_none_or(|c| c.is_whitespace() || closes(c))
    }

    /// The place of the mark that ends what starts before `from`.
    fn end(&mut self, mark: usize, from: usize) -> Option<usize> {
        let (pattern, dead) = (ENDS.get(mark)?, self.dead.get_mut(mark)?);
        if *dead {
            return None;
        }
        let mut at = from + self.text.get(from..)?.chars().next()?.len_utf8();
        while let Some(i) = self.text.get(at..)?.find(pattern).map(|i| at + i) {
            let before = self.text.get(..i)?.chars().next_back();
            let escaped = before == Some('\\') && mark != LITERAL;
            let tail = self.text.get(i + pattern.len()..)?;
            // References and roles may stand behind a backquote.
            let follows = tail
                .chars()
                .next()
                .is_none_or(|c| c.is_whitespace() || closes(c) || (matches!(mark, INTERPRETED | SUBSTITUTION) && c == '_'));
            if before.is_some_and(|c| !c.is_whitespace()) && !escaped && follows {
                return Some(i);
            }
            at = i + 1;
        }
        *dead = true;
        None
    }

    fn emphasis(&mut self, i: usize) -> Option<usize> {
        let mark = if self.rest(i).starts_with("**") { STRONG } else { EMPHASIS };
        let length = ENDS.get(mark)?.len();
        let end = self.starts(i, length).then(|| self.end(mark, i + length))??;
        if mark == EMPHASIS && self.is_parameter(i, i + length..end) {
            return Some(self.feed.object(i..end + length));
        }
        Some(self.shown(i..end + length, i + length..end, false))
    }

    /// Whether an emphasised word is the name of a parameter: it begins a sentence, and not with a capital.
    fn is_parameter(&self, at: usize, inner: Range<usize>) -> bool {
        let before = self.text.get(at.saturating_sub(NEAR)..at).or_else(|| self.text.get(..at)).unwrap_or("").trim_end();
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':']);
        begins && self.text.get(inner).is_some_and(|w| w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
    }

    fn substitution(&mut self, i: usize) -> Option<usize> {
        let end = self.starts(i, 1).then(|| self.end(SUBSTITUTION, i + 1))??;
        let tail = self.rest(end + 1).bytes().take_while(|b| *b == b'_').count().min(2);
        Some(self.feed.object(i..end + 1 + tail))
    }

    fn backquote(&mut self, i: usize) -> Option<usize> {
        if self.rest(i).starts_with("``") {
            let end = self.starts(i, 2).then(|| self.end(LITERAL, i + 2))??;
            // More backquotes belong to the literal.
            let more = self.rest(end + 2).bytes().take_while(|b| *b == b'`').count();
            return Some(self.feed.object(i..end + 2 + more));
        }
        let end = self.starts(i, 1).then(|| self.end(INTERPRETED, i + 1))??;
        let inner = i + 1..end;
        let tail = self.rest(end + 1);
        if tail.starts_with('_') {
            let marks = tail.bytes().take_while(|b| *b == b'_').count().min(2);
            return Some(self.reference(i..end + 1 + marks, inner));
        }
        if let Some(length) = role_length(tail) {
            let role = tail.get(1..length - 1)?;
            let role = role.to_owned();
            return Some(self.interpreted(&role, i..end + 1 + length, inner));
        }
        let words = is_words(self.text.get(inner.clone())?);
        Some(if words { self.shown(i..end + 1, inner, false) } else { self.feed.object(i..end + 1) })
    }

    fn role(&mut self, i: usize) -> Option<usize> {
        let length = role_length(self.rest(i)).filter(|_| self.starts(i, 1))?;
        let open = i + length;
        if !self.rest(open).starts_with('`') || self.rest(open).starts_with("``") {
            return None;
        }
        let role = self.text.get(i + 1..open - 1)?.to_owned();
        let end = self.end(INTERPRETED, open + 1)?;
        Some(self.interpreted(&role, i..end + 1, open + 1..end))
    }

    fn interpreted(&mut self, role: &str, whole: Range<usize>, inner: Range<usize>) -> usize {
        let name = role.to_ascii_lowercase();
        let content = self.text.get(inner.clone()).unwrap_or("");
        if CODE.contains(&name.as_str()) {
            return self.feed.object(whole);
        }
        if let Some(title) = titled(content) {
            return self.shown(whole, inner.start..inner.start + title, true);
        }
        if matches!(name.as_str(), "abbr" | "abbreviation") {
            let short = content.find(" (").unwrap_or(content.len());
            return self.shown(whole, inner.start..inner.start + short, false);
        }
        let known = SHOWN.contains(&name.as_str()) || self.roles.contains(&name);
        if known { self.shown(whole, inner, false) } else { self.feed.object(whole) }
    }

    /// A link: the text before its target, or a name.
    fn reference(&mut self, whole: Range<usize>, inner: Range<usize>) -> usize {
        let content = self.text.get(inner.clone()).unwrap_or("");
        match content.ends_with('>').then(|| content.rfind('<')).flatten() {
            Some(0) => self.feed.object(whole),
            Some(at) => {
                let title = content.get(..at).unwrap_or("").trim_end().len();
                self.shown(whole, inner.start..inner.start + title, true)
            }
            None => self.shown(whole, inner, true),
        }
    }

    /// `[1]_`, `[#name]_`, `[*]_`, `[Lee2001]_`: a note that leaves nothing, nor the space before it.
    fn note(&mut self, i: usize) -> Option<usize> {
        let rest = self.rest(i + 1);
        let length =
            rest.bytes().take(LONGEST_LABEL).position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'#' | b'*' | b'-' | b'_' | b'.')))?;
        let end = i + 1 + length;
        if length == 0 || !self.rest(end).starts_with("]_") || !self.ends(end + 2) {
            return None;
        }
        let kept = self.text.get(..i)?.trim_end().len();
        self.feed.flush(kept.max(self.feed.from));
        self.feed.from = end + 2;
        Some(end + 2)
    }

    /// `word_`, `word__`, and `` _`inline target` ``.
    fn underscore(&mut self, i: usize) -> Option<usize> {
        if self.rest(i).starts_with("_`") && self.starts(i, 2) {
            let end = self.end(INTERPRETED, i + 2)?;
            return Some(self.shown(i..end + 1, i + 2..end, false));
        }
        let marks = run(self.rest(i));
        if marks > 2 || !self.ends(i + marks) {
            return None;
        }
        let before = self.text.get(self.feed.from..i).filter(|b| b.ends_with(char::is_alphanumeric))?;
        let word = before.len() - before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+')).len();
        let start = i - word;
        Some(self.shown(start..i + marks, start..i, true))
    }
}

/// How far back white space is looked through, in bytes.
const NEAR: usize = 16;
/// A label of a note is no longer, in bytes.
const LONGEST_LABEL: usize = 64;

/// Bytes of `:role:` at the start of a text.
fn role_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(':')?;
    let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+' | b':');
    let length = inner.bytes().take(LONGEST_LABEL).take_while(|b| is_name(*b)).count();
    let name = inner.get(..length)?.strip_suffix(':')?;
    let fits = name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.ends_with(|c: char| c.is_ascii_alphanumeric());
    fits.then_some(length + 1)
}

/// Bytes of the text before a target: `the text <target>`.
fn titled(content: &str) -> Option<usize> {
    let open = content.strip_suffix('>')?.rfind('<')?;
    let title = content.get(..open)?;
    (title.ends_with(char::is_whitespace) && !title.trim().is_empty()).then(|| title.trim_end().len())
}

/// Whether text in backquotes without a role is words (a title) and not code.
fn is_words(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '\'' | '’' | ',' | '-' | '!' | '?' | '&' | ':'));
    plain && (text.contains(' ') || text.starts_with(char::is_uppercase))
}

fn opens(c: char) -> bool {
    matches!(c, '\'' | '"' | '(' | '[' | '{' | '<' | '-' | '/' | ':' | '‘' | '“' | '«' | '‹' | '¡' | '¿' | '–' | '—' | '\u{200b}')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '\'' | '"'
            | ')'
            | ']'
            | '}'
            | '>'
            | '-'
            | '/'
            | '\\'
            | ':'
            | '.'
            | ','
            | ';'
            | '!'
            | '?'
            | '’'
            | '”'
            | '»'
            | '›'
            | '…'
            | '–'
            | '—'
            | '\u{200b}'
    )
}
