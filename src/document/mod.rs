//! A source parsed: metadata, blocks, sentences, tokens, quotations, over one clean text with a map back to source bytes.
//!
//! Invariants:
//! - All text that is read lies in one [`Prose`]; blocks, sentences and tokens are ranges of it. A [`TextSpan`] is a range of
//!   prose, a [`Span`] a range of the file; only [`Document::source_span`] turns one into the other.
//! - Blocks never share a sentence, sentences never share a token; all are in order.
//! - What is not prose (code, template tags, images) is a single [`OBJECT`](crate::lexicon::OBJECT) character, so that nothing
//!   is joined across it.

mod asciidoc;
mod attributes;
mod builder;
mod ends;
mod entities;
mod front_matter;
mod html;
mod html_tags;
mod joined;
mod lines;
mod markdown;
mod marks;
mod metadata;
mod plain;
mod plain_lists;
mod prose;
mod quotes;
mod rst;
mod sentences;
mod speakers;
mod templates;

pub use builder::Builder;
pub use metadata::{Field, Metadata, leading_date};
pub use prose::{Piece, Prose, TextSpan};

use crate::lexicon::{Flags, Letters, Lexicon, Token, WordId, Words};
use crate::source::{Source, Span};
use chrono::NaiveDate;
use hashbrown::HashTable;
use std::ops::Range;
use std::sync::Arc;

/// How the bytes of a source are to be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, perhaps with metadata lines at the top.
    Text,
    /// Markdown with front matter.
    Markdown,
    /// An HTML page.
    Html,
    /// reStructuredText.
    Rst,
    /// AsciiDoc.
    AsciiDoc,
}

impl Format {
    /// By the ending of a file name; `None` for endings that are not articles.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "mdx" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "rst" => Some(Self::Rst),
            "adoc" | "asciidoc" => Some(Self::AsciiDoc),
            _ => None,
        }
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title from the metadata.
    Title,
    /// The description or deck from the metadata.
    Deck,
    /// A heading inside the text, with its level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list; text of one item may be in several blocks.
    ListItem,
    /// Text inside a block quotation: somebody else's words.
    Quotation,
    /// Text of an image or figure.
    Caption,
    /// A cell of a table.
    TableCell,
}

impl BlockKind {
    /// Whether it is display text: short, in its own style, often without verbs.
    #[must_use]
    pub fn is_display(self) -> bool {
        matches!(self, Self::Title | Self::Deck | Self::Heading(_) | Self::Caption | Self::TableCell)
    }
}

/// A list that a list item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListPlace {
    /// Number of the list in the document.
    pub list: u32,
    /// Number of the item in its list, from 0.
    pub item: u32,
    /// Nesting, from 0.
    pub depth: u32,
}

/// Where a cell stands in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct CellPlace {
    /// Number of the table in the document, from 1.
    pub table: u32,
    /// Number of the row, from 0.
    pub row: u32,
    /// Number of the column, from 0; empty cells count.
    pub column: u32,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its range of prose.
    pub text: TextSpan,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its sentences.
    pub sentences: Range<u32>,
    /// The list it is an item of.
    pub list: Option<ListPlace>,
    /// Its place in a table whose rows and columns are known.
    pub cell: Option<CellPlace>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its range of prose, white space around it left out.
    pub text: TextSpan,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its block.
    pub block: u32,
    /// Display text inside a paragraph: a run-in question, a dateline.
    pub display: bool,
}

/// A quotation inside quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words inside the marks.
    pub text: TextSpan,
    /// Tokens inside the marks.
    pub tokens: Range<u32>,
    /// Whether the closing mark is there (a quotation that goes on in the next paragraph has none).
    pub closed: bool,
    /// The words that name the speaker, where a reporting verb gives one.
    pub speaker: Option<TextSpan>,
}

/// A document.
#[derive(Debug)]
pub struct Document {
    /// The file it was parsed from.
    pub source: Arc<Source>,
    /// Title, date, authors …
    pub metadata: Metadata,
    /// The clean text.
    pub prose: Prose,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Quotations in order.
    pub quotes: Vec<Quote>,
    /// Text of links, for rules that leave it alone; in order and apart from each other.
    pub links: Vec<TextSpan>,
    /// Comments of the markup (`<!-- … -->`, `.. …`, `// …`), for suppressions: the text between the marks.
    pub comments: Vec<Span>,
    /// For each token the number of its sentence.
    sentence_numbers: Vec<u32>,
    /// The document's own words: those that the shared table does not know, from [`WordId::LOCAL`] on.
    local_words: LocalWords,
    /// How the text is set.
    pub format: Format,
}

impl Document {
    /// Parses a source.
    #[must_use]
    pub fn parse(source: Arc<Source>, format: Format, lexicon: &Lexicon) -> Self {
        let unified = with_line_feeds(&source);
        let parsed = unified.as_ref().unwrap_or(&source);
        let mut builder = Builder::new(parsed, format);
        match format {
            Format::Text => plain::parse(parsed, &mut builder),
            Format::Markdown => markdown::parse(parsed, &mut builder),
            Format::Html => html::parse(parsed, &mut builder),
            Format::Rst => rst::parse(parsed, &mut builder),
            Format::AsciiDoc => asciidoc::parse(parsed, &mut builder),
        }
        builder.finish(source, lexicon)
    }

    /// Ends the text before the sentence that a token stands in. What stands behind it is as if it were not there.
    pub fn cut(&mut self, token: u32) {
        let after = u32::try_from(self.sentences.partition_point(|s| s.tokens.end <= token)).unwrap_or(u32::MAX);
        let (sentence, start) = self.sentence_of(token).map_or((after, token), |(i, s)| (i, s.tokens.start));
        let place = self.token_span(start..start.saturating_add(1)).start;
        self.sentences.truncate(sentence as usize);
        self.tokens.truncate(start as usize);
        self.sentence_numbers.truncate(start as usize);
        self.blocks.retain(|b| b.tokens.start < start);
        for block in self.blocks.iter_mut().rev().take_while(|b| b.tokens.end > start || b.sentences.end > sentence) {
            block.tokens.end = block.tokens.end.min(start);
            block.sentences.end = block.sentences.end.min(sentence);
            block.text.end = block.text.end.min(place);
        }
        self.quotes.retain(|q| q.tokens.end <= start);
        self.links.retain(|l| l.end <= place);
    }

    /// The publication date from the metadata.
    #[must_use]
    pub fn published(&self) -> Option<NaiveDate> {
        self.metadata.published
    }

    /// The prose under a span.
    #[must_use]
    #[inline]
    pub fn text(&self, span: TextSpan) -> &str {
        self.prose.text.get(span.range()).unwrap_or("")
    }

    /// The bytes of the file that a span of prose was made from.
    #[must_use]
    pub fn source_span(&self, span: TextSpan) -> Span {
        self.prose.source_span(span)
    }

    /// The text of a token.
    #[must_use]
    #[inline]
    pub fn token_text(&self, index: u32) -> &str {
        self.tokens.get(index as usize).map_or("", |t| self.text(TextSpan { start: t.start, end: t.end }))
    }

    /// The prose from the first to the last token of a range; an empty range gives an empty span.
    #[must_use]
    pub fn token_span(&self, range: Range<u32>) -> TextSpan {
        let first = self.tokens.get(range.start as usize);
        let last = range.end.checked_sub(1).and_then(|i| self.tokens.get(i as usize));
        match (first, last) {
            (Some(a), Some(b)) if range.start < range.end => TextSpan { start: a.start, end: b.end },
            (Some(a), _) => TextSpan { start: a.start, end: a.start },
            _ => TextSpan::default(),
        }
    }

    /// The folded text of a word of this document.
    #[must_use]
    #[inline]
    pub fn word_text<'a>(&'a self, lexicon: &'a Lexicon, id: WordId) -> &'a str {
        id.local().map_or_else(|| lexicon.words.text(id), |n| self.local_words.get(n))
    }

    /// The document's own words, in the order of their numbers.
    pub fn local_words(&self) -> impl Iterator<Item = &str> {
        (0..self.local_words.ends.len()).map(|n| self.local_words.get(n))
    }

    /// Whether a span touches the text of a link.
    #[must_use]
    pub fn in_link(&self, span: TextSpan) -> bool {
        let after = self.links.partition_point(|l| l.end <= span.start);
        self.links.get(after).is_some_and(|l| l.overlaps(span))
    }

    /// The sentence that a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: u32) -> Option<(u32, &Sentence)> {
        let number = *self.sentence_numbers.get(token as usize)?;
        Some((number, self.sentences.get(number as usize)?))
    }

    /// The block of a sentence.
    #[must_use]
    pub fn block_of(&self, sentence: &Sentence) -> Option<&Block> {
        self.blocks.get(sentence.block as usize)
    }

    /// The first token that starts at or behind a place in the prose.
    #[must_use]
    pub fn token_at(&self, offset: u32) -> u32 {
        u32::try_from(self.tokens.partition_point(|t| t.start < offset)).unwrap_or(u32::MAX)
    }

    /// Whether a token stands in quotation marks or in a block quotation.
    #[must_use]
    pub fn is_quoted(&self, token: u32) -> bool {
        self.tokens.get(token as usize).is_some_and(|t| t.flags.has(Flags::QUOTED) || t.flags.has(Flags::SET_OFF))
    }
}

/// A text whose lines end at a lone carriage return with line feeds in their place: one is as long as the other, so that all spans
/// hold, and what parses need not know of three line ends. `None` where there is none.
fn with_line_feeds(source: &Source) -> Option<Source> {
    let text = source.text();
    let is_lone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', text.as_bytes()).any(is_lone) {
        return None;
    }
    let unified = text.char_indices().map(|(at, c)| if c == '\r' && is_lone(at) { '\n' } else { c }).collect();
    Some(Source::from_text(source.path.as_str(), unified))
}

/// The document's own words, one behind the other.
#[derive(Debug, Default)]
struct LocalWords {
    texts: String,
    ends: Vec<u32>,
}

impl LocalWords {
    fn get(&self, n: usize) -> &str {
        let start = n.checked_sub(1).and_then(|p| self.ends.get(p)).copied().unwrap_or(0) as usize;
        self.ends.get(n).and_then(|&end| self.texts.get(start..end as usize)).unwrap_or("")
    }
}

/// Numbers the words of a document: shared ids where the table knows the word, own ids elsewhere.
pub(super) struct WordIds<'a> {
    lexicon: &'a Lexicon,
    numbers: HashTable<u32>,
    words: LocalWords,
}

impl<'a> WordIds<'a> {
    /// For a text of so many bytes.
    fn new(lexicon: &'a Lexicon, bytes: usize) -> Self {
        // One word of its own is hardly more than that.
        let own = bytes / 128;
        let words = LocalWords { texts: String::with_capacity(own * 8), ends: Vec::with_capacity(own) };
        Self { lexicon, numbers: HashTable::with_capacity(own), words }
    }

    fn id(&mut self, folded: &str) -> WordId {
        let Some(letters) = Letters::of(folded) else { return self.looked_up(folded) };
        if let Some(id) = self.lexicon.frequent.get(letters) {
            return id;
        }
        let id = self.looked_up(folded);
        if id.is_known() {
            self.lexicon.frequent.keep(letters, id);
        }
        id
    }

    fn looked_up(&mut self, folded: &str) -> WordId {
        let hash = Words::hash(folded);
        if let Some(id) = self.lexicon.words.get_hashed(hash, folded) {
            return id;
        }
        let local = |n: u32| WordId(WordId::LOCAL.saturating_add(n));
        let words = &mut self.words;
        if let Some(&n) = self.numbers.find(hash, |&n| words.get(n as usize) == folded) {
            return local(n);
        }
        let n = u32::try_from(words.ends.len()).unwrap_or(u32::MAX);
        words.texts.push_str(folded);
        words.ends.push(u32::try_from(words.texts.len()).unwrap_or(u32::MAX));
        self.numbers.insert_unique(hash, n, |&n| Words::hash(words.get(n as usize)));
        local(n)
    }
}
