//! reStructuredText: titles, paragraphs, lists, tables, notes; directives by what their content is; comments; the fields at the top.
//!
//! Invariants:
//! - Lines are taken once, in order, and nesting is a bounded stack of indents: the cost is linear and nothing recurses.
//! - What is not known to be prose (literal blocks, unknown directives, targets, substitutions) is not read.

mod blocks;
mod directives;
mod inline;
mod lists;
mod tables;

use super::joined::Joined;
use super::lines::{Line, lines};
use super::{BlockKind, Builder, ListPlace, front_matter, templates};
use crate::source::{Source, Span};

/// Blocks nest no deeper; what is deeper counts as this deep.
const DEEPEST: usize = 48;

/// Parses a document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let base = front_matter::parse(source, builder);
    let (text, objects) = templates::blank(source.text().get(base..).unwrap_or(""), base, false);
    builder.objects(objects);
    let all: Vec<Line<'_>> = lines(&text, base).collect();
    let mut reader = Reader {
        builder,
        source,
        lines: &all,
        at: 0,
        frames: vec![Frame { indent: 0, kind: Kind::Prose, list: None }],
        lists: 0,
        adornments: Vec::new(),
        head: true,
        titled: false,
        roles: Vec::new(),
        no_table_end: false,
    };
    reader.read();
}

/// What the blocks at an indent are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Text of the article.
    Prose,
    /// Somebody else's words.
    Quotation,
    /// A list item.
    Item(ListPlace),
    /// What stands below a figure.
    Caption,
    /// A table that is written as a list.
    Cells,
}

/// The list that goes on at an indent.
#[derive(Debug)]
struct OpenList {
    number: u32,
    next: u32,
    style: char,
}

/// An indent that blocks stand at.
#[derive(Debug)]
struct Frame {
    indent: usize,
    kind: Kind,
    list: Option<OpenList>,
}

struct Reader<'a, 'b> {
    builder: &'b mut Builder,
    source: &'b Source,
    lines: &'a [Line<'a>],
    /// The next line.
    at: usize,
    /// Indents from the outside in; the first is the page.
    frames: Vec<Frame>,
    /// Lists so far.
    lists: u32,
    /// Styles of titles in the order of their first use: the mark, and whether it stands above, too.
    adornments: Vec<(char, bool)>,
    /// Whether nothing but title, fields and comments came yet.
    head: bool,
    titled: bool,
    /// Roles for text that the document defines.
    roles: Vec<String>,
    /// Whether no more simple table ends.
    no_table_end: bool,
}

/// Columns of the white space at the start of a line, and its bytes. A tab goes to the next multiple of eight.
fn indent(text: &str) -> (usize, usize) {
    let mut column = 0;
    for (at, b) in text.bytes().enumerate() {
        match b {
            b' ' => column += 1,
            b'\t' => column = (column / 8 + 1) * 8,
            _ => return (column, at),
        }
    }
    (column, text.len())
}

impl<'a> Reader<'a, '_> {
    fn read(&mut self) {
        while let Some(line) = self.lines.get(self.at).copied() {
            self.at += 1;
            if line.is_blank() {
                continue;
            }
            let (column, bytes) = indent(line.text);
            let mut next = Some((line.skip(bytes), column));
            self.enter(line.skip(bytes), column);
            while let Some((line, column)) = next {
                next = self.block(line, column);
            }
        }
        self.end_head();
    }

    /// Leaves what is indented more than a column; what is indented more than all around it is a quotation, unless it is a list.
    fn enter(&mut self, line: Line<'_>, column: usize) {
        while self.frames.len() > 1 && self.frames.last().is_some_and(|f| f.indent > column) {
            self.frames.pop();
        }
        if self.frames.last().is_some_and(|f| f.indent < column) {
            let kind = if lists::marker(line.text).is_some() { Kind::Prose } else { Kind::Quotation };
            self.end_list();
            self.push(column, kind);
        }
    }

    fn push(&mut self, indent: usize, kind: Kind) {
        if self.frames.len() < DEEPEST {
            self.frames.push(Frame { indent, kind, list: None });
        }
    }

    fn end_list(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.list = None;
        }
    }

    /// The next line with its column, blank lines passed over, if it is indented more than a column.
    fn next_content(&self, column: usize) -> Option<usize> {
        let line = self.lines.get(self.at..)?.iter().find(|l| !l.is_blank())?;
        Some(indent(line.text).0).filter(|c| *c > column)
    }

    /// The column of the next line, unless it is blank.
    fn next_column(&self) -> Option<usize> {
        self.lines.get(self.at).filter(|l| !l.is_blank()).map(|l| indent(l.text).0)
    }

    /// Takes the lines that follow without a blank line and are indented more than a column.
    fn take_more(&mut self, column: usize) -> Vec<Line<'a>> {
        let mut taken = Vec::new();
        while self.next_column().is_some_and(|c| c > column) {
            taken.extend(self.lines.get(self.at).copied());
            self.at += 1;
        }
        taken
    }

    /// Passes over blank lines and what is indented more than a column; the end of the last such line, if any.
    fn skip_content(&mut self, column: usize) -> Option<usize> {
        let mut end = None;
        while let Some(line) = self.lines.get(self.at) {
            if !line.is_blank() {
                if indent(line.text).0 <= column {
                    break;
                }
                end = Some(line.end());
            }
            self.at += 1;
        }
        end
    }

    /// The kind of a block of text that starts here.
    fn kind(&self) -> (BlockKind, Option<ListPlace>) {
        if self.frames.iter().any(|f| f.kind == Kind::Quotation) {
            return (BlockKind::Quotation, None);
        }
        for frame in self.frames.iter().rev() {
            match frame.kind {
                Kind::Item(place) => return (BlockKind::ListItem, Some(place)),
                Kind::Caption => return (BlockKind::Caption, None),
                Kind::Cells => return (BlockKind::TableCell, None),
                Kind::Prose | Kind::Quotation => {}
            }
        }
        (BlockKind::Paragraph, None)
    }

    /// Adds a block.
    fn add(&mut self, kind: BlockKind, place: Option<ListPlace>, joined: &Joined) {
        self.builder.open(kind, place);
        inline::add(joined, &self.roles, self.builder);
        self.builder.close();
    }

    /// Adds a block of the kind that stands here.
    fn add_text(&mut self, joined: &Joined) {
        self.end_head();
        let (kind, place) = self.kind();
        self.add(kind, place, joined);
    }

    /// Notes the first title as the document's, others as headings.
    fn title(&mut self, line: Line<'_>, mark: char, above: bool) {
        self.end_list();
        let joined = Joined::new([line]);
        let style = (mark, above);
        let level = self.adornments.iter().position(|a| *a == style).unwrap_or_else(|| {
            self.adornments.push(style);
            self.adornments.len() - 1
        });
        if self.head && !self.titled && self.builder.metadata.title().is_none() {
            self.titled = true;
            let line = line.trimmed();
            self.builder.field("title", line.text, line.span());
            self.add(BlockKind::Title, None, &joined);
            return;
        }
        self.end_head();
        self.add(BlockKind::Heading(u8::try_from(level + 1).unwrap_or(6).min(6)), None, &joined);
    }

    /// Ends the head: what its fields say to readers comes first.
    fn end_head(&mut self) {
        if !std::mem::take(&mut self.head) {
            return;
        }
        for (kind, field) in self.builder.metadata.display() {
            if kind != BlockKind::Title || !self.titled {
                self.builder.display_field(kind, &field, self.source);
            }
        }
    }

    /// Adds a field of the head from its lines.
    fn field(&mut self, name: &str, value: &[Line<'_>]) {
        let joined = Joined::new(value.iter().copied().filter(|l| !l.is_blank()));
        if !joined.text().is_empty() {
            let span = joined.span(0..joined.text().len());
            self.builder.field(name, &joined.text().replace('\n', " "), span);
        }
    }

    fn comment(&mut self, start: usize, end: usize) {
        self.builder.comment(Span::of(start..end.max(start)));
    }
}
