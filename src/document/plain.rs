//! Plain text: metadata lines at the top, then paragraphs, headings, lists and quotations.
//!
//! Plain text does not say whether a line end is a wrap or the end of a paragraph. A line end is taken for a wrap unless the
//! next word would have fitted: see [`breaks`].

use super::lines::{Line, lines};
use super::plain_lists::{Lists, marker};
use super::{BlockKind, Builder, ListPlace};
use crate::source::{Source, Span};

/// Keys that a metadata line may have.
const KEYS: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "title",
    "headline",
    "by",
    "byline",
    "author",
    "authors",
    "description",
    "deck",
    "summary",
    "subtitle",
    "dateline",
    "slug",
];
/// Lines longer than this, in characters, are not wrapped lines.
const WIDEST_WRAP: usize = 120;
/// A heading has at most so many characters.
const LONGEST_HEADING: usize = 100;

/// Parses a plain text.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let base = source.body_start();
    let text = source.text().get(base..).unwrap_or("");
    let mut all = lines(text, base).peekable();
    while let Some(line) = all.peek().copied() {
        if !line.is_blank() && !metadata_line(line, builder) {
            break;
        }
        all.next();
    }
    builder.display_fields(source);
    let mut state = State { builder, lists: Lists::default(), group: Vec::new(), blocks: 0 };
    while let Some(line) = all.next() {
        if line.is_blank() {
            continue;
        }
        state.group.push(line);
        while let Some(next) = all.next_if(|l| !l.is_blank()) {
            state.group.push(next);
        }
        // A short line in front of nothing is a signature, not a heading.
        while all.next_if(|l| l.is_blank()).is_some() {}
        let more_follows = all.peek().is_some();
        state.group(more_follows);
    }
}

/// Adds the field of a line `key: value` or ` date 2023-06-18 `; `false` if it is no such line.
fn metadata_line(line: Line<'_>, builder: &mut Builder) -> bool {
    let line = line.trimmed();
    let length = line.text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let Some(key) = line.text.get(..length).filter(|k| KEYS.iter().any(|known| known.eq_ignore_ascii_case(k))) else { return false };
    let rest = line.skip(length);
    let colon = rest.text.trim_start().starts_with(':');
    let value = if colon { rest.trimmed().skip(1).trimmed() } else { rest.trimmed() };
    let is_field = match () {
        () if value.text.is_empty() => colon,
        () if colon => true,
        () if key.eq_ignore_ascii_case("by") => is_byline(value.text),
        () => {
            let date = ["date", "published", "pubdate"].iter().any(|k| k.eq_ignore_ascii_case(key));
            date && super::metadata::written_date(value.text).is_some()
        }
    };
    if is_field && !value.text.is_empty() {
        builder.field(key, value.text, value.span());
    }
    is_field
}

/// Whether the words after "By" can only be names.
fn is_byline(names: &str) -> bool {
    let mut count = 0;
    let named = names.split_whitespace().all(|w| {
        count += 1;
        w == "and" || w == "&" || w.starts_with(char::is_uppercase)
    });
    named && (2..=8).contains(&count) && !names.ends_with(['.', '?', '!', ':'])
}

struct State<'a, 'b> {
    builder: &'b mut Builder,
    lists: Lists,
    group: Vec<Line<'a>>,
    blocks: usize,
}

impl State<'_, '_> {
    /// Reads the lines between two blank lines.
    fn group(&mut self, more_follows: bool) {
        let group = std::mem::take(&mut self.group);
        let width = group.iter().map(|l| l.text.trim().chars().count()).max().unwrap_or(0);
        let mut rest = group.as_slice();
        let mut first = true;
        while let Some((&line, after)) = rest.split_first() {
            if is_rule(line.text) {
                rest = after;
                continue;
            }
            let taken = if line.text.trim_start().starts_with('>') {
                self.quotation(rest)
            } else if let Some(mark) = marker(line) {
                let place = self.lists.place(&mark);
                let n = 1 + after
                    .iter()
                    .zip(rest)
                    .take_while(|(next, here)| {
                        marker(**next).is_none() && !next.text.trim_start().starts_with('>') && !breaks(**here, **next, width)
                    })
                    .count();
                self.lines(BlockKind::ListItem, Some(place), mark.text, after.get(..n - 1).unwrap_or(&[]));
                n
            } else {
                self.lists.end();
                self.paragraph(rest, width, first, more_follows)
            };
            first = false;
            rest = rest.get(taken.max(1)..).unwrap_or(&[]);
        }
        self.group = group;
        self.group.clear();
    }

    /// Reads one paragraph or heading and says how many lines it took.
    fn paragraph(&mut self, rest: &[Line<'_>], width: usize, first: bool, more_follows: bool) -> usize {
        let mut n = 1;
        while let (Some(&here), Some(&next)) = (rest.get(n - 1), rest.get(n)) {
            let starts_other =
                next.text.trim_start().starts_with('>') || is_rule(next.text) || (marker(next).is_some() && ends_clause(here.text));
            if starts_other || breaks(here, next, width) || (n == 1 && first && heads(here, next, width)) {
                break;
            }
            n += 1;
        }
        let Some((&line, more)) = rest.split_first() else { return 1 };
        let follows = rest.len() > n || more_follows;
        let heading = n == 1 && first && follows && is_heading(line.text);
        let level = if self.blocks == 0 { 1 } else { 2 };
        let kind = if heading { BlockKind::Heading(level) } else { BlockKind::Paragraph };
        self.lines(kind, None, line, more.get(..n - 1).unwrap_or(&[]));
        n
    }

    /// Reads the quoted lines of one quotation paragraph.
    fn quotation(&mut self, rest: &[Line<'_>]) -> usize {
        let quoted: Vec<_> = rest.iter().map_while(|l| unquote(*l)).collect();
        let taken = quoted.len();
        for paragraph in quoted.split(|l| l.is_blank()) {
            if let Some((&line, more)) = paragraph.split_first() {
                self.lines(BlockKind::Quotation, None, line, more);
            }
        }
        taken
    }

    fn lines(&mut self, kind: BlockKind, list: Option<ListPlace>, first: Line<'_>, more: &[Line<'_>]) {
        self.blocks += 1;
        self.builder.open(kind, list);
        let mut last = first.trimmed();
        self.builder.text(last.text, last.span());
        for line in more {
            let line = line.trimmed();
            let gap = Span::of(last.end()..line.start);
            if gap.len() == 1 {
                self.builder.text("\n", gap);
            } else {
                self.builder.mapped("\n", gap);
            }
            self.builder.text(line.text, line.span());
            last = line;
        }
        self.builder.close();
    }
}

/// The text of a quoted line, without its `>`.
fn unquote(line: Line<'_>) -> Option<Line<'_>> {
    let mut line = line.trimmed();
    if !line.text.starts_with('>') {
        return None;
    }
    while line.text.starts_with('>') {
        line = line.skip(1).trimmed();
    }
    Some(line)
}

/// Whether a line is drawn, not written: `---`, `***`, `=====`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '=' | '_' | '#' | '~' | ' '))
}

/// Whether a paragraph ends between two lines that touch: the first ends a sentence, and it is not wrapped there, for the next
/// word would have fitted in or nothing is wrapped at all.
fn breaks(here: Line<'_>, next: Line<'_>, width: usize) -> bool {
    if !ends_sentence(here.text) || next.text.trim_start().starts_with(char::is_lowercase) {
        return false;
    }
    if width > WIDEST_WRAP {
        return true;
    }
    let word = next.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    here.text.trim().chars().count() + 1 + word + 3 <= width
}

/// Whether the first line is a heading right above its paragraph.
fn heads(here: Line<'_>, next: Line<'_>, width: usize) -> bool {
    let length = here.text.trim().chars().count();
    let starts = next.text.trim_start().chars().next().is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | '.' | ';' | ')'));
    is_heading(here.text) && starts && length * 2 < width
}

/// Whether a line looks like a heading: short, and no mark ends it.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let starts = line.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '\''));
    starts
        && line.chars().count() <= LONGEST_HEADING
        && line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '’' | '”' | '"' | '%'))
        && !ends_sentence(line)
}

/// Whether a line ends a sentence, closing marks aside.
fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', ']', '*']).ends_with(['.', '!', '?', '…', ':'])
}

fn ends_clause(line: &str) -> bool {
    line.trim_end().ends_with([';', ',']) || ends_sentence(line)
}
