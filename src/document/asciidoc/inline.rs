//! Inline markup of AsciiDoc: emphasis, code, links, macros, notes, attributes, curved quotation marks.
//!
//! Invariant: the cost is linear. A search for an end ends the markup or is never made again.

use super::super::joined::{Feed, Joined, run};
use super::super::{Builder, entities};
use std::ops::Range;

/// What stands in a text but is read behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Aside {
    /// The text of a footnote.
    Note(Range<usize>),
    /// The text of an image.
    Caption(Range<usize>),
}

/// Adds a part of the text of some lines to the open block. Gives what is to be read behind it.
pub(super) fn add(joined: &Joined, range: Range<usize>, builder: &mut Builder) -> Vec<Aside> {
    let text = joined.text().get(..range.end).unwrap_or("");
    let mut inline =
        Inline { feed: Feed::new(joined, builder, range.start), text, closers: Vec::new(), dead: 0, no_bracket: 0, asides: Vec::new() };
    inline.read(range.start);
    inline.asides
}

/// Marks that stand in front of and behind text.
const MARKS: &[&str] = &["**", "__", "##", "*", "_", "#", "``", "`", "+++", "++", "+", ">>", "))", ")))", "]", "`\"", "`'", "]]"];

/// A mark that ends what is open.
#[derive(Debug, Clone, Copy)]
struct Closer {
    at: usize,
    length: usize,
    /// What it leaves.
    shown: &'static str,
    /// Where the text of a link began that it ends.
    link: Option<u32>,
}

struct Inline<'j, 'b> {
    feed: Feed<'j, 'b>,
    text: &'j str,
    /// Marks that end what is open. There are few: what is open is not opened again.
    closers: Vec<Closer>,
    /// Bits of the marks that do not come any more.
    dead: u32,
    /// Up to where it is known that no bracket follows a colon.
    no_bracket: usize,
    asides: Vec<Aside>,
}

impl Inline<'_, '_> {
    fn read(&mut self, start: usize) {
        const SPECIAL: [char; 15] = ['*', '_', '#', '`', '^', '~', '+', '{', '<', '[', '(', '\\', '&', '"', '\''];
        let special = |c: char| SPECIAL.contains(&c) || c == ':';
        let mut at = start;
        loop {
            let found = self.rest(at).find(special).map(|i| at + i);
            self.closers.retain(|c| c.at >= at);
            if let Some(closer) = self.closers.iter().copied().min_by_key(|c| c.at).filter(|c| found.is_none_or(|i| c.at <= i)) {
                at = self.close(closer);
                continue;
            }
            let Some(i) = found else { break };
            let next = match self.rest(i).as_bytes().first() {
                Some(b'*' | b'_' | b'#') => self.emphasis(i),
                Some(b'`') => self.code(i),
                Some(b'^' | b'~') => self.raised(i),
                Some(b'+') => self.plus(i),
                Some(b'{') => self.attribute(i),
                Some(b'<') => self.reference(i),
                Some(b'[') => self.bracket(i),
                Some(b'(') => self.index_term(i),
                Some(b'\\') => self.escape(i),
                Some(b'&') => self.entity(i),
                Some(b'"') => self.curved(i, "\"`", "`\"", "“", "”"),
                Some(b'\'') => self.curved(i, "'`", "`'", "‘", "’"),
                _ => self.colon(i),
            };
            let closer = self.closers.iter().map(|c| c.at).filter(|c| *c > i).min().unwrap_or(usize::MAX);
            // A run of marks may hold one that ends something.
            at = next.unwrap_or_else(|| (i + run(self.rest(i))).min(closer)).max(i + 1);
        }
        self.feed.flush(self.text.len());
    }

    fn close(&mut self, closer: Closer) -> usize {
        self.closers.retain(|c| c.at != closer.at);
        self.feed.flush(closer.at);
        if let Some(start) = closer.link {
            self.feed.builder.link(start);
        }
        self.feed.mark(closer.at..closer.at + closer.length, closer.shown)
    }

    fn open(&mut self, at: usize, length: usize, shown: &'static str) {
        self.closers.push(Closer { at, length, shown, link: None });
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|t| t.chars().next_back())
    }

    fn after(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// Text without markup inside, that stands for a longer stretch.
    fn shown(&mut self, whole: Range<usize>, inner: Range<usize>, link: bool) -> usize {
        let start = self.feed.enter(&whole, &inner);
        self.feed.leave(&whole, &inner, link.then_some(start))
    }

    /// The next place of a mark at which `fits` is true. `fits` must not depend on where the search began.
    fn find(&mut self, mark: &str, from: usize, fits: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let bit = 1_u32 << MARKS.iter().position(|m| *m == mark)?;
        if self.dead & bit != 0 {
            return None;
        }
        let mut at = (from..from + 4).find(|at| self.text.is_char_boundary(*at))?;
        while let Some(i) = self.rest(at).find(mark).map(|i| at + i) {
            if fits(self, i) {
                return Some(i);
            }
            at = i + 1;
        }
        self.dead |= bit;
        None
    }

    /// Whether a mark of some bytes ends constrained markup at a place.
    fn ends(&self, at: usize, length: usize) -> bool {
        self.before(at).is_some_and(|c| !c.is_whitespace()) && !self.after(at + length).is_some_and(is_word)
    }

    fn starts(&self, at: usize, length: usize) -> bool {
        let free = self.before(at).is_none_or(|c| !is_word(c) && !matches!(c, ';' | ':' | '}'));
        free && self.after(at + length).is_some_and(|c| !c.is_whitespace())
    }

    fn emphasis(&mut self, i: usize) -> Option<usize> {
        let double = MARKS.iter().take(3).copied().find(|m| self.rest(i).starts_with(m));
        if let Some(mark) = double
            && let Some(end) = self.find(mark, i + 2, |_, _| true).filter(|end| *end > i + 2)
        {
            self.open(end, 2, "");
            return Some(self.feed.mark(i..i + 2, ""));
        }
        let mark = MARKS.get(3..6)?.iter().copied().find(|m| self.rest(i).starts_with(m))?;
        let open = self.closers.iter().any(|c| c.length == 1 && self.rest(c.at).starts_with(mark));
        if open || !self.starts(i, 1) {
            return None;
        }
        let end = self.find(mark, i + 2, |s, at| s.ends(at, 1))?;
        self.open(end, 1, "");
        Some(self.feed.mark(i..i + 1, ""))
    }

    fn code(&mut self, i: usize) -> Option<usize> {
        if self.rest(i).starts_with("``") {
            let end = self.find("``", i + 2, |_, _| true)?;
            return Some(self.feed.object(i..end + 2));
        }
        if self.rest(i).starts_with("`'") && self.before(i).is_some_and(char::is_alphanumeric) {
            return Some(self.feed.mark(i..i + 2, "’"));
        }
        let end = self.starts(i, 1).then(|| self.find("`", i + 1, |s, at| s.ends(at, 1)))?.filter(|end| *end > i + 1)?;
        Some(self.feed.object(i..end + 1))
    }

    /// `^2^` and `~2~`: without white space inside.
    fn raised(&mut self, i: usize) -> Option<usize> {
        let mark = self.after(i)?;
        let inner = self.rest(i + 1);
        let length = inner.find(|c: char| c == mark || c.is_whitespace()).filter(|l| *l > 0)?;
        let end = i + 1 + length;
        self.rest(end).starts_with(mark).then_some(())?;
        Some(self.shown(i..end + 1, i + 1..end, false))
    }

    fn plus(&mut self, i: usize) -> Option<usize> {
        let ends_line = self.after(i + 1).is_none_or(|c| c == '\n');
        if ends_line && self.before(i) == Some(' ') {
            return Some(self.feed.mark(i - 1..i + 1, ""));
        }
        let mark = ["+++", "++", "+"].into_iter().find(|m| self.rest(i).starts_with(m))?;
        let length = mark.len();
        let end = if length == 1 {
            self.starts(i, 1).then(|| self.find("+", i + 2, |s, at| s.ends(at, 1)))??
        } else {
            self.find(mark, i + length, |_, _| true)?
        };
        let whole = i..end + length;
        Some(if length == 3 { self.feed.object(whole) } else { self.shown(whole, i + length..end, false) })
    }

    fn attribute(&mut self, i: usize) -> Option<usize> {
        let inner = self.rest(i + 1);
        let length = inner.bytes().take(LONGEST_NAME).position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')))?;
        let name = inner.get(..length).filter(|n| !n.is_empty() && inner.as_bytes().get(length) == Some(&b'}'))?;
        let whole = i..i + length + 2;
        Some(match character(name) {
            Some(shown) => self.feed.mark(whole, shown),
            // An address by its name may have a text, too.
            None => match self.open_bracket(whole.end) {
                Some(open) => match self.find("]", open + 1, |s, at| s.before(at) != Some('\\')) {
                    Some(close) => self.link(i..close + 1, open + 1..close),
                    None => self.feed.object(whole),
                },
                None => self.feed.object(whole),
            },
        })
    }

    /// `<<target,the text>>` and `<https://x.y>`.
    fn reference(&mut self, i: usize) -> Option<usize> {
        if self.rest(i).starts_with("<<") {
            let end = self.find(">>", i + 2, |_, _| true)?;
            let inner = self.text.get(i + 2..end)?;
            let comma = inner.find(',').filter(|c| !inner.get(c + 1..).unwrap_or("").trim().is_empty());
            return Some(match comma {
                Some(comma) => {
                    let text = inner.get(comma + 1..)?;
                    let start = i + 3 + comma + (text.len() - text.trim_start().len());
                    self.shown(i..end + 2, start..start + text.trim().len(), true)
                }
                None => self.feed.object(i..end + 2),
            });
        }
        let scheme = ["http", "ftp", "mailto", "irc"].iter().any(|s| self.rest(i + 1).starts_with(s));
        let length =
            self.rest(i).bytes().take(if scheme { LONGEST_ADDRESS } else { 0 }).position(|b| b == b'>' || b.is_ascii_whitespace())?;
        let inner = self.rest(i).get(1..length)?;
        (inner.contains("://") && self.rest(i + length).starts_with('>')).then(|| self.feed.object(i..i + length + 1))
    }

    /// `[[anchor]]` and `[.role]#text#`.
    fn bracket(&mut self, i: usize) -> Option<usize> {
        if self.rest(i).starts_with("[[") {
            let end = self.find("]]", i + 2, |_, _| true)?;
            let more = usize::from(self.rest(end + 2).starts_with(']'));
            return Some(self.feed.mark(i..end + 2 + more, ""));
        }
        let length = self.rest(i).bytes().take(LONGEST_NAME).position(|b| b == b']')?;
        let behind = i + length + 1;
        let mark = MARKS.iter().take(6).copied().find(|m| self.rest(behind).starts_with(m))?;
        let struck = self.text.get(i..behind)?.contains("line-through");
        if mark.len() == 1 && !self.starts(behind, 1) {
            return None;
        }
        if struck {
            let end = self.find(mark, behind + mark.len(), |s, at| mark.len() == 2 || s.ends(at, 1))?;
            return Some(self.feed.object(i..end + mark.len()));
        }
        Some(self.feed.mark(i..behind, ""))
    }

    /// `((shown))` and `(((hidden)))`.
    fn index_term(&mut self, i: usize) -> Option<usize> {
        if self.rest(i).starts_with("(((") {
            let end = self.find(")))", i + 3, |_, _| true)?;
            return Some(self.feed.mark(i..end + 3, ""));
        }
        self.rest(i).starts_with("((").then_some(())?;
        let end = self.find("))", i + 2, |_, _| true)?;
        Some(self.shown(i..end + 2, i + 2..end, false))
    }

    fn escape(&mut self, i: usize) -> Option<usize> {
        let next = self.after(i + 1).filter(|c| "*_`#^~+{<[(&\"'|".contains(*c))?;
        self.feed.mark(i..i + 1, "");
        let run = run(self.rest(i + 1));
        Some(i + 1 + if matches!(next, '*' | '_' | '`' | '#' | '+') { run } else { 1 })
    }

    fn entity(&mut self, i: usize) -> Option<usize> {
        let (shown, length) = entities::decode(self.rest(i))?;
        Some(self.feed.mark(i..i + length, &shown))
    }

    fn curved(&mut self, i: usize, open: &str, close: &'static str, left: &str, right: &'static str) -> Option<usize> {
        if !self.rest(i).starts_with(open) || !self.starts(i, 2) {
            return None;
        }
        let end = self.find(close, i + 3, |s, at| s.ends(at, 2))?;
        self.open(end, 2, right);
        Some(self.feed.mark(i..i + 2, left))
    }

    /// Addresses and macros: `https://x.y[text]`, `link:x[text]`, `footnote:[text]`.
    fn colon(&mut self, i: usize) -> Option<usize> {
        let head = self.text.get(self.feed.from..i)?;
        let length = head.bytes().rev().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
        let name = head.get(head.len() - length..)?;
        let start = i - length;
        if self.rest(i).starts_with("://") && name.bytes().all(|b| b.is_ascii_alphabetic()) && !name.is_empty() {
            return Some(self.address(start, i + 3));
        }
        let sort = macro_named(name)?;
        let open = self.open_bracket(i + 1)?;
        let close = self.find("]", open + 1, |s, at| s.before(at) != Some('\\'))?;
        let whole = start..close + 1;
        Some(match sort {
            Macro::Link => self.link(whole, open + 1..close),
            Macro::Note => {
                if open + 1 < close {
                    self.asides.push(Aside::Note(open + 1..close));
                }
                self.feed.mark(whole, "")
            }
            Macro::Image => {
                self.alternative(open + 1..close);
                self.feed.object(whole)
            }
            Macro::Hidden => self.feed.mark(whole, ""),
            Macro::Shown => self.shown(whole, open + 1..close, false),
            Macro::Object => self.feed.object(whole),
        })
    }

    fn alternative(&mut self, inner: Range<usize>) {
        if let Some(own) = self.text.get(inner.clone()).and_then(alternative) {
            self.asides.push(Aside::Caption(inner.start + own.start..inner.start + own.end));
        }
    }

    /// The bracket behind a target without white space.
    fn open_bracket(&mut self, from: usize) -> Option<usize> {
        if from < self.no_bracket {
            return None;
        }
        let rest = self.rest(from);
        let length = rest.find(|c: char| c == '[' || c.is_whitespace()).unwrap_or(rest.len());
        if rest.get(length..).is_some_and(|r| r.starts_with('[')) {
            return Some(from + length);
        }
        self.no_bracket = from + length;
        None
    }

    fn address(&mut self, start: usize, from: usize) -> usize {
        let rest = self.rest(from);
        let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | '<' | '>' | '"' | ']')).unwrap_or(rest.len());
        let end = from + length;
        if self.rest(end).starts_with('[')
            && let Some(close) = self.find("]", end + 1, |s, at| s.before(at) != Some('\\'))
        {
            return self.link(start..close + 1, end + 1..close);
        }
        // A bare address is taken as a whole by whoever collects the text; nothing in it is markup.
        end
    }

    /// A link by its brackets: the text up to its attributes; without text the address would be shown.
    fn link(&mut self, whole: Range<usize>, inner: Range<usize>) -> usize {
        let content = self.text.get(inner.clone()).unwrap_or("");
        let quoted = content.strip_prefix('"').and_then(|c| c.find('"'));
        let own = if let Some(length) = quoted {
            1..1 + length
        } else {
            let attributes = content.find(',').filter(|c| content.get(*c..).is_some_and(|t| t.contains('=')));
            let text = content.get(..attributes.unwrap_or(content.len())).unwrap_or("");
            0..text.trim_end().trim_end_matches('^').len()
        };
        if content.get(own.clone()).is_none_or(|t| t.trim().is_empty() || (quoted.is_none() && t.contains('=') && !t.contains(' '))) {
            return self.feed.object(whole);
        }
        if self.closers.iter().any(|c| c.link.is_some()) {
            return self.feed.object(whole);
        }
        // The text may have marks of its own; what stands behind it ends it.
        let (start, end) = (inner.start + own.start, inner.start + own.end);
        self.feed.mark(whole.start..start, "");
        self.closers.push(Closer { at: end, length: whole.end - end, shown: "", link: Some(self.feed.builder.here()) });
        start
    }
}

/// Names of attributes and macros are no longer, in bytes.
const LONGEST_NAME: usize = 64;
/// Addresses in angle brackets are no longer, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// What a macro leaves.
#[derive(Debug, Clone, Copy)]
enum Macro {
    Link,
    Note,
    Image,
    Hidden,
    Shown,
    Object,
}

fn macro_named(name: &str) -> Option<Macro> {
    Some(match name {
        "link" | "mailto" | "xref" => Macro::Link,
        "footnote" | "footnoteref" => Macro::Note,
        "image" => Macro::Image,
        "indexterm" | "anchor" => Macro::Hidden,
        "indexterm2" => Macro::Shown,
        "icon" | "kbd" | "btn" | "menu" | "stem" | "latexmath" | "asciimath" | "pass" | "audio" | "video" | "bibitem" | "cite" | "chem" => {
            Macro::Object
        }
        _ => return None,
    })
}

/// The text for readers in the brackets of an image: its first value, or `alt`.
pub(super) fn alternative(content: &str) -> Option<Range<usize>> {
    let named = content.find("alt=").map(|at| at + 4);
    let start = named.unwrap_or(0);
    let value = content.get(start..)?;
    let own = match value.strip_prefix('"') {
        Some(inner) => start + 1..start + 1 + inner.find('"').unwrap_or(inner.len()),
        None => start..start + value.find(',').unwrap_or(value.len()),
    };
    let text = content.get(own.clone())?;
    (text.trim().contains(' ') && (named.is_some() || !text.contains('='))).then_some(own)
}

/// Characters that have a name of their own.
fn character(name: &str) -> Option<&'static str> {
    Some(match name {
        "nbsp" => "\u{a0}",
        "empty" | "blank" | "wj" | "zwsp" => "",
        "sp" => " ",
        "apos" => "'",
        "quot" => "\"",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "deg" => "°",
        "plus" => "+",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "asterisk" => "*",
        "tilde" => "~",
        "caret" => "^",
        "backtick" => "`",
        "vbar" => "|",
        _ => return None,
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
