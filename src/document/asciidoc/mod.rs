//! AsciiDoc: the header, titles, paragraphs, lists, quotations, tables; delimited blocks by what their content is; comments.
//!
//! Invariants:
//! - Lines are taken once, in order, and nesting is a bounded stack of delimiters: the cost is linear and nothing recurses.
//! - What is not known to be prose (listings, passthroughs, diagrams, block macros, included files) is not read.

mod blocks;
mod conditions;
mod header;
mod inline;
mod lists;
mod shapes;
mod tables;

use super::joined::Joined;
use super::lines::Line;
use super::{BlockKind, Builder, ListPlace, front_matter, templates};
use crate::source::{Source, Span};
use lists::Lists;

/// Delimited blocks nest no deeper; what is deeper counts as this deep.
const DEEPEST: usize = 48;

/// Parses a document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let base = front_matter::parse(source, builder);
    let (text, objects) = templates::blank(source.text().get(base..).unwrap_or(""), base, false);
    builder.objects(objects);
    let all = conditions::lines_read(&text, base);
    let mut reader = Reader {
        builder,
        lines: &all,
        at: 0,
        containers: Vec::new(),
        lists: Lists::default(),
        style: Style::default(),
        attached: false,
        loose: false,
        described: false,
    };
    reader.header(source);
    reader.read();
}

/// What the lines in brackets above a block say of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Style {
    /// Nothing that matters here.
    #[default]
    Plain,
    /// Somebody else's words.
    Quotation,
    /// Code, formulas, diagrams, comments: not prose.
    Silent,
    /// A table of values that are separated otherwise.
    Values,
}

/// A delimited block that is open.
struct Container<'a> {
    delimiter: &'a str,
    quotation: bool,
    /// The lists around it.
    lists: Lists,
}

struct Reader<'a, 'b> {
    builder: &'b mut Builder,
    lines: &'a [Line<'a>],
    /// The next line.
    at: usize,
    containers: Vec<Container<'a>>,
    lists: Lists,
    /// Of the next block.
    style: Style,
    /// Whether the next block belongs to the list item before it.
    attached: bool,
    /// Whether a blank line stood before.
    loose: bool,
    /// Whether a term stands right above.
    described: bool,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        while let Some(line) = self.lines.get(self.at).copied() {
            self.at += 1;
            let line = Line { text: line.text.trim_end(), start: line.start };
            if line.text.is_empty() {
                self.loose = true;
                continue;
            }
            self.block(line);
            self.loose = false;
        }
    }

    /// The kind of a block of text that starts here.
    fn kind(&self) -> (BlockKind, Option<ListPlace>) {
        if self.style == Style::Quotation || self.containers.iter().any(|c| c.quotation) {
            return (BlockKind::Quotation, None);
        }
        let outer = || self.containers.iter().rev().find_map(|c| c.lists.place());
        match self.lists.place().or_else(outer) {
            Some(place) => (BlockKind::ListItem, Some(place)),
            None => (BlockKind::Paragraph, None),
        }
    }

    /// Adds a block, and behind it the notes and captions that stand in it.
    fn add(&mut self, kind: BlockKind, place: Option<ListPlace>, joined: &Joined) {
        self.builder.open(kind, place);
        let asides = inline::add(joined, 0..joined.text().len(), self.builder);
        self.builder.close();
        for aside in asides {
            let (kind, range) = match aside {
                inline::Aside::Note(range) => (BlockKind::Paragraph, range),
                inline::Aside::Caption(range) => (BlockKind::Caption, range),
            };
            self.builder.open(kind, None);
            inline::add(joined, range, self.builder);
            self.builder.close();
        }
    }

    /// Ends the lists, unless the next block belongs to an item.
    fn leave_lists(&mut self) {
        if !std::mem::take(&mut self.attached) {
            self.lists.end();
        }
    }

    fn comment(&mut self, span: Span) {
        self.builder.comment(span);
    }
}
