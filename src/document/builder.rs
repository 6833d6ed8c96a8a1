//! Collects the text of blocks while a format is parsed, then cuts it into tokens, sentences and quotations.

use super::{Block, BlockKind, Document, Field, Format, ListPlace, Metadata, Piece, Prose, TextSpan, WordIds, quotes, sentences, speakers};
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
    links: Vec<TextSpan>,
    comments: Vec<Span>,
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
            links: Vec::new(),
            comments: Vec::new(),
            metadata: Metadata::default(),
            format,
        }
    }

    /// Starts a block; one that is open is closed first.
    pub fn open(&mut self, kind: BlockKind, list: Option<ListPlace>) {
        self.close();
        self.open = Some((kind, list, self.here()));
    }

    /// Whether a block is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the open block, if any. A block without text leaves no trace.
    pub fn close(&mut self) {
        let Some((kind, list, start)) = self.open.take() else { return };
        let span = TextSpan { start, end: self.here() };
        if self.text.get(span.range()).is_none_or(|t| t.trim().is_empty()) {
            self.text.truncate(start as usize);
            self.pieces.truncate(self.pieces.partition_point(|p| p.text < start));
            self.links.truncate(self.links.partition_point(|l| l.start < start));
            return;
        }
        self.blocks.push(Block { kind, text: span, tokens: 0..0, sentences: 0..0, list });
        // Two breaks belong to no block; they keep neighbours apart in the one text.
        self.text.push_str("\n\n");
    }

    /// Adds text that stands in the file as it is.
    pub fn text(&mut self, text: &str, source: Span) {
        self.push(text, source, text.len() == source.len() as usize);
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
        self.links.push(TextSpan { start, end: self.here() });
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
    pub fn display_fields(&mut self) {
        let title = self.metadata.title().map(|f| (BlockKind::Title, f.clone()));
        let deck = self.metadata.deck().map(|f| (BlockKind::Deck, f.clone()));
        for (kind, field) in [title, deck].into_iter().flatten() {
            self.open(kind, None);
            self.text(&field.value, field.span);
            self.close();
        }
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
        self.metadata.find_date();
        let mut ids = WordIds::new(lexicon);
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
            tokens,
            quotes: Vec::new(),
            links: self.links,
            comments: self.comments,
            local_words: ids.texts,
            format: self.format,
        };
        quotes::find(&mut document);
        sentences::cut(&mut document, lexicon);
        speakers::attribute(&mut document, lexicon);
        document
    }
}
