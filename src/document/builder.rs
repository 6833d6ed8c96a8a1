//! Collects the text of blocks while a format is parsed, then cuts it into tokens, sentences and quotations.

use super::{
    Block, BlockKind, CellPlace, Document, Field, Format, ListPlace, Metadata, Piece, Prose, TextSpan, WordIds, quotes, sentences,
    speakers, templates::Hidden,
};
use crate::lexicon::{Lexicon, OBJECT, tokenize};
use crate::source::{Source, Span};
use std::sync::Arc;

/// A document in the making. Formats call [`Builder::open`], [`Builder::text`] … and [`Builder::close`].
#[derive(Debug)]
pub struct Builder {
    text: String,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
    open: Option<(BlockKind, Option<ListPlace>, u32)>,
    /// The cell that text goes to, and whether some cell of its table spans several.
    cell: CellPlace,
    spanned: bool,
    links: Vec<TextSpan>,
    comments: Vec<Span>,
    objects: Vec<Hidden>,
    /// The end in the file of the bare address added last: what touches it there is part of it.
    address_end: u32,
    /// Metadata found so far.
    pub metadata: Metadata,
    format: Format,
}

impl Builder {
    /// An empty document of a source.
    #[must_use]
    pub fn new(source: &Source, format: Format) -> Self {
        Self {
            text: String::with_capacity(source.text().len()),
            pieces: Vec::new(),
            blocks: Vec::new(),
            open: None,
            cell: CellPlace::default(),
            spanned: false,
            links: Vec::new(),
            comments: Vec::new(),
            objects: Vec::new(),
            address_end: 0,
            metadata: Metadata::default(),
            format,
        }
    }

    /// Starts a block; one that is open is closed first.
    pub fn open(&mut self, kind: BlockKind, list: Option<ListPlace>) {
        self.close();
        self.open = Some((kind, list, self.here()));
    }

    /// Starts a table, or goes on behind one.
    pub(super) fn table(&mut self) {
        self.cell = CellPlace { table: self.cell.table.saturating_add(1), row: u32::MAX, column: u32::MAX };
        self.spanned = false;
    }

    /// Starts a row.
    pub(super) fn row(&mut self) {
        self.cell = CellPlace { row: self.cell.row.wrapping_add(1), column: u32::MAX, ..self.cell };
    }

    /// Starts a cell. Behind one that spans several the places of the others are not known.
    pub(super) fn cell(&mut self, spans: bool) {
        self.cell.column = self.cell.column.wrapping_add(1);
        self.spanned |= spans;
    }

    /// Whether a block is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the open block, if any. A block without text leaves no trace.
    pub fn close(&mut self) {
        let Some((kind, list, start)) = self.open.take() else { return };
        let own = self.text.get(start as usize..).unwrap_or("");
        let says_nothing = own.chars().all(|c| c.is_whitespace() || c == OBJECT || matches!(c, '\u{200b}' | '\u{feff}'));
        let end = if says_nothing { start as usize } else { start as usize + own.trim_end().len() };
        self.text.truncate(end);
        self.pieces.truncate(self.pieces.partition_point(|p| (p.text as usize) < end));
        if let Some(last) = self.pieces.last_mut().filter(|p| p.verbatim) {
            last.source.end = last.source.end.min(last.source.start.saturating_add(offset(end).saturating_sub(last.text)));
        }
        if says_nothing {
            self.links.truncate(self.links.partition_point(|l| l.start < start));
            return;
        }
        let span = TextSpan { start, end: self.here() };
        for link in self.links.iter_mut().rev().take_while(|l| l.end > span.end) {
            (link.start, link.end) = (link.start.min(span.end), span.end);
        }
        let placed = kind == BlockKind::TableCell && self.cell.table > 0 && self.cell.row < u32::MAX && !self.spanned;
        let cell = placed.then_some(self.cell);
        self.blocks.push(Block { kind, text: span, tokens: 0..0, sentences: 0..0, list, cell });
        // Two breaks belong to no block; they keep neighbours apart in the one text.
        self.text.push_str("\n\n");
    }

    /// Adds text that stands in the file as it is. Bare web addresses and what [`Builder::objects`] names become stand-ins.
    pub fn text(&mut self, text: &str, source: Span) {
        if text.len() != source.len() as usize {
            self.push(text, source, false);
            return;
        }
        let (mut text, mut source) = (text, source);
        while let Some((before, object)) = self.next_object(text, source) {
            let Hidden { span: object, silent, comment } = object;
            if comment && object.start >= source.start {
                self.comment(Span::new(object.start.saturating_add(3), object.end.saturating_sub(3)));
            }
            self.plain(before, Span::new(source.start, object.start.max(source.start)));
            // An object that began in an earlier text has its stand-in already.
            match object.start >= source.start {
                true if silent => self.mapped(" ", object),
                true => self.object(object),
                false => {}
            }
            let at = object.end.min(source.end);
            text = text.get((at - source.start) as usize..).unwrap_or("");
            source = Span::new(at, source.end);
        }
        self.plain(text, source);
    }

    /// Adds text from inside such a place: an attribute that readers see.
    pub(super) fn inside(&mut self, text: &str, source: Span) {
        self.plain(text, source);
    }

    /// Names the places of the file that are not prose though they lie in text: template tags, in order.
    pub fn objects(&mut self, objects: Vec<Hidden>) {
        self.objects = objects;
    }

    /// The first such place that meets a text, with the text before it.
    fn next_object<'t>(&self, text: &'t str, source: Span) -> Option<(&'t str, Hidden)> {
        let object = *self.objects.get(self.objects.partition_point(|o| o.span.end <= source.start))?;
        let before = object.span.start.saturating_sub(source.start);
        (object.span.start < source.end && !source.is_empty()).then(|| (text.get(..before as usize).unwrap_or(""), object))
    }

    /// Adds text without template tags.
    fn plain(&mut self, text: &str, source: Span) {
        let (mut text, mut source) = (text, source);
        let skip = |text: &mut &str, source: &mut Span, bytes: usize| {
            *text = text.get(bytes..).unwrap_or("");
            source.start = source.start.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX)).min(source.end);
        };
        if source.start == self.address_end && self.address_end > 0 && self.is_open() {
            let rest = address_length(text);
            if rest > 0 {
                skip(&mut text, &mut source, rest);
                self.address_end = source.start;
            }
        }
        while let Some((start, end)) = find_address(text) {
            let at = source.start;
            self.push(text.get(..start).unwrap_or(""), Span::new(at, at + offset(start)), true);
            self.object(Span::new(at + offset(start), at + offset(end)));
            skip(&mut text, &mut source, end);
            self.address_end = source.start;
        }
        self.push(text, source, true);
    }

    /// Adds text that stands for other bytes of the file: an entity, a line break with its prefix.
    pub fn mapped(&mut self, text: &str, source: Span) {
        self.push(text, source, false);
    }

    /// Adds a stand-in for what is not read: code, a template tag, an image.
    pub fn object(&mut self, source: Span) {
        self.push(OBJECT.encode_utf8(&mut [0; 4]), source, false);
    }

    /// Where the next text goes; for [`Builder::link`].
    #[must_use]
    pub fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Notes that the text since `start` is the text of a link.
    pub fn link(&mut self, start: u32) {
        let Some((_, _, block)) = self.open else { return };
        let span = TextSpan { start: start.max(block), end: self.here() };
        if span.start < span.end {
            self.links.push(span);
        }
    }

    /// Notes a comment of the markup.
    pub fn comment(&mut self, span: Span) {
        self.comments.push(span);
    }

    /// Adds a metadata field.
    pub fn field(&mut self, key: &str, value: &str, span: Span) {
        self.metadata.fields.push(Field { key: key.trim().to_lowercase(), value: value.to_owned(), span });
    }

    /// Adds the title and deck of the metadata as blocks. Call it when all fields are known and before the body's blocks.
    pub fn display_fields(&mut self, source: &Source) {
        for (kind, field) in self.metadata.display() {
            self.display_field(kind, &field, source);
        }
    }

    /// Adds one such field.
    pub(super) fn display_field(&mut self, kind: BlockKind, field: &Field, source: &Source) {
        self.open(kind, None);
        self.aligned(&field.value, field.span, source.span_text(field.span).unwrap_or(""));
        self.close();
    }

    /// Adds a value that was unquoted and unfolded, as far as it can be found again in the file.
    fn aligned(&mut self, value: &str, span: Span, raw: &str) {
        let (mut value, mut raw, mut at) = (value, raw, span.start);
        while !value.is_empty() {
            let same = value.bytes().zip(raw.bytes()).take_while(|(v, r)| v == r).count();
            let same = (0..=same).rev().find(|&n| value.is_char_boundary(n)).unwrap_or(0);
            self.text(value.get(..same).unwrap_or(""), Span::new(at, at + offset(same)));
            (value, raw, at) = (value.get(same..).unwrap_or(""), raw.get(same..).unwrap_or(""), at + offset(same));
            let (Some(v), Some(r)) = (value.chars().next(), raw.chars().next()) else { break };
            // A fold, an escaped quotation mark; anything else is one unit to the end.
            let (taken, skipped) = match (v, r) {
                (' ' | '\n', r) if r.is_whitespace() => (1, raw.len() - raw.trim_start().len()),
                ('"' | '\\', '\\') | ('\'', '\'') => (1, 2),
                _ if raw.starts_with('\'') => (0, 1),
                _ => break,
            };
            self.mapped(value.get(..taken).unwrap_or(""), Span::new(at, (at + offset(skipped)).min(span.end)));
            (value, raw, at) = (value.get(taken..).unwrap_or(""), raw.get(skipped..).unwrap_or(""), at + offset(skipped));
        }
        self.mapped(value, Span::new(at.min(span.end), span.end));
    }

    fn push(&mut self, text: &str, source: Span, verbatim: bool) {
        if text.is_empty() || self.open.is_none() {
            return;
        }
        let joins = verbatim
            && self.pieces.last().is_some_and(|p| p.verbatim && p.source.end == source.start && p.text + p.source.len() == self.here());
        if joins {
            if let Some(last) = self.pieces.last_mut() {
                last.source.end = source.end;
            }
        } else {
            self.pieces.push(Piece { text: self.here(), source, verbatim });
        }
        self.text.push_str(text);
    }

    /// Cuts the text and makes the document.
    #[must_use]
    pub fn finish(mut self, source: Arc<Source>, lexicon: &Lexicon) -> Document {
        self.close();
        self.comments.sort_unstable_by_key(|c| c.start);
        self.links.sort_unstable_by_key(|l| (l.start, l.end));
        self.links.dedup_by(|next, last| {
            let joins = next.start < last.end;
            last.end = if joins { last.end.max(next.end) } else { last.end };
            joins
        });
        self.metadata.find_date();
        let mut ids = WordIds::new(lexicon, self.text.len());
        let mut tokens = Vec::with_capacity(self.text.len() / 5);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for block in &mut self.blocks {
            let first = count(tokens.len());
            tokenize(lexicon, &self.text, block.text.range(), |folded| ids.id(folded), &mut tokens);
            block.tokens = first..count(tokens.len());
        }
        let mut document = Document {
            source,
            metadata: self.metadata,
            prose: Prose { text: self.text, pieces: self.pieces },
            blocks: self.blocks,
            sentences: Vec::new(),
            sentence_numbers: Vec::new(),
            tokens,
            quotes: Vec::new(),
            links: self.links,
            comments: self.comments,
            local_words: ids.words,
            format: self.format,
        };
        quotes::find(&mut document);
        quotes::set_off(&mut document);
        sentences::cut(&mut document, lexicon);
        speakers::attribute(&mut document, lexicon);
        document
    }
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The first bare web address in a text: `https://…`, the mark that ends its sentence left out.
fn find_address(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let colon = memchr::memchr_iter(b':', bytes).find(|&at| bytes.get(at + 1..at + 3) == Some(b"//"))?;
    let scheme = text.get(..colon)?.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let start = colon - scheme;
    Some((start, colon + 3 + address_length(text.get(colon + 3..)?)))
}

/// How much of the start of a text belongs to a web address.
fn address_length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '’' | OBJECT)).unwrap_or(text.len());
    let mut address = text.get(..end).unwrap_or("");
    // A bracket that the address itself opens is its own: `…/GF(2)`.
    let count = |c: char| address.chars().filter(|&x| x == c).count();
    let mut surplus = count(')').saturating_sub(count('('));
    while let Some(last) = address.chars().next_back() {
        let bracket = last == ')' && surplus > 0;
        if !bracket && !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | ']' | '*' | '\'') {
            break;
        }
        surplus -= usize::from(bracket);
        address = address.get(..address.len() - last.len_utf8()).unwrap_or("");
    }
    address.len()
}
