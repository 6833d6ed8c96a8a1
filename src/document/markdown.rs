//! Markdown: blocks and inline text from the events of the parser, with the place of each in the file.
//!
//! Code, addresses, deleted text and template tags are not read; HTML goes through the scanner of HTML pages.

use super::html::HtmlState;
use super::{BlockKind, Builder, ListPlace, attributes::Captions, front_matter, lines::lines, templates, templates::Hidden};
use crate::source::{Source, Span};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// Parses Markdown.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let base = front_matter::parse(source, builder);
    for (kind, field) in builder.metadata.display() {
        match source.span_text(field.span).filter(|raw| raw.split_whitespace().eq(field.value.split_whitespace()) && is_marked(raw)) {
            // Titles and decks may have markup too.
            Some(raw) => {
                let mut state = State::new(builder, raw, field.span.start as usize);
                state.display = Some(kind);
                for (event, range) in Parser::new_ext(raw, OPTIONS).into_offset_iter() {
                    state.event(event, range);
                }
                state.finish();
            }
            None => builder.display_field(kind, &field, source),
        }
    }
    let jsx = source.path.to_ascii_lowercase().ends_with(".mdx");
    let (text, mut objects) = templates::blank(source.text().get(base..).unwrap_or(""), base, jsx);
    if jsx {
        modules(&text, base, &mut objects);
    }
    let tags = Captions::new(source.text().get(base..).unwrap_or(""), base, &objects);
    builder.objects(objects);
    let mut state = State { tags, ..State::new(builder, &text, base) };
    for (event, range) in Parser::new_ext(&text, OPTIONS).into_offset_iter() {
        state.event(event, range);
    }
    state.html.flush(state.builder);
    state.at = usize::MAX;
    state.finish();
}

/// Whether a value has marks that Markdown or HTML would read.
fn is_marked(value: &str) -> bool {
    value.contains(['<', '&', '[', '*', '`', '\\']) || value.contains('_')
}

/// Names the lines that import or export code in MDX.
fn modules(text: &str, base: usize, objects: &mut Vec<Hidden>) {
    let mut before = true;
    for line in lines(text, base) {
        let starts = line.text.starts_with("import ") || line.text.starts_with("export ");
        if starts && before {
            objects.push(Hidden { span: line.span(), silent: false, comment: false });
        }
        before = line.is_blank() || (starts && before);
    }
    objects.sort_unstable_by_key(|o| o.span);
    // A tag inside such a line is part of it.
    let mut end = 0;
    objects.retain(|o| {
        let keep = o.span.start >= end;
        end = end.max(o.span.end);
        keep
    });
}

/// Texts with their places.
type Texts = Vec<(String, Range<usize>)>;

/// A list that is open.
struct List {
    number: u32,
    next: u32,
}

struct State<'a, 'b> {
    builder: &'b mut Builder,
    text: &'a str,
    base: usize,
    html: HtmlState,
    lists: Vec<List>,
    list_count: u32,
    item: Vec<ListPlace>,
    /// Open block quotations; a note (`> [!NOTE]`) is the article's own voice.
    quotations: Vec<bool>,
    block: Option<BlockKind>,
    /// Set while a field is read: all its text is of this kind.
    display: Option<BlockKind>,
    links: Vec<u32>,
    /// What is open and not read: code blocks, deleted text, addresses, inline code in HTML.
    silent: u32,
    html_code: bool,
    /// The text of the images that are open, with its place.
    image: Option<(u32, Texts)>,
    captions: Vec<Texts>,
    /// Texts of template tags that become captions.
    tags: Captions,
    /// The place in the file up to which all is read.
    at: usize,
}

impl<'a, 'b> State<'a, 'b> {
    fn new(builder: &'b mut Builder, text: &'a str, base: usize) -> Self {
        Self {
            builder,
            text,
            base,
            html: HtmlState::default(),
            lists: Vec::new(),
            list_count: 0,
            item: Vec::new(),
            quotations: Vec::new(),
            block: None,
            display: None,
            links: Vec::new(),
            silent: 0,
            html_code: false,
            image: None,
            captions: Vec::new(),
            tags: Captions::default(),
            at: 0,
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::of(self.base + range.start..self.base + range.end)
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        self.at = self.base + if matches!(event, Event::Start(_)) { range.start } else { range.end };
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.inline(&text, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                if self.image.is_none() && self.silent == 0 {
                    self.ensure();
                    self.builder.object(self.span(&range));
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if self.silent == 0 && self.image.is_none() && self.builder.is_open() {
                    let verbatim = self.text.get(range.clone()) == Some("\n");
                    let span = self.span(&range);
                    if verbatim { self.builder.text("\n", span) } else { self.builder.mapped("\n", span) }
                }
            }
            Event::InlineHtml(html) => self.inline_html(&html, &range),
            Event::Rule => self.finish(),
            // The text of an HTML block is read as a whole when it starts.
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// The kind of a block that starts here.
    fn kind(&self) -> (BlockKind, Option<ListPlace>) {
        if let Some(kind) = self.display {
            return (kind, None);
        }
        if self.quotations.contains(&true) {
            return (BlockKind::Quotation, None);
        }
        if let Some(place) = self.item.last() {
            return (BlockKind::ListItem, Some(*place));
        }
        self.html.kind().unwrap_or((BlockKind::Paragraph, None))
    }

    /// Opens a block for text that has none: in tight list items there is no paragraph.
    fn ensure(&mut self) {
        if self.builder.is_open() {
            return;
        }
        let (kind, place) = self.kind();
        match self.block.filter(|_| self.display.is_none()) {
            Some(block) => self.builder.open(block, None),
            None => self.builder.open(kind, place),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.finish();
                self.html.reset();
                self.block = Some(BlockKind::Heading(level_number(*level)));
            }
            Tag::TableCell => {
                self.finish();
                self.builder.cell(false);
                self.block = Some(BlockKind::TableCell);
            }
            Tag::BlockQuote(note) => {
                self.finish();
                self.quotations.push(note.is_none());
            }
            Tag::List(_) => {
                self.finish();
                self.lists.push(List { number: self.list_count, next: 0 });
                self.list_count = self.list_count.saturating_add(1);
            }
            Tag::Item => {
                self.finish();
                let depth = u32::try_from(self.lists.len()).unwrap_or(u32::MAX).saturating_sub(1);
                if let Some(list) = self.lists.last_mut() {
                    self.item.push(ListPlace { list: list.number, item: list.next, depth });
                    list.next = list.next.saturating_add(1);
                }
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.finish();
                self.silent += 1;
            }
            Tag::HtmlBlock => {
                self.finish();
                if self.display.is_some() {
                    self.silent += 1;
                    return;
                }
                let html = self.text.get(range.clone()).unwrap_or("");
                self.html.scan(html, self.base + range.start, self.builder, &mut self.list_count);
                self.html.flush(self.builder);
                self.silent += 1;
            }
            Tag::Strikethrough => {
                self.stand_in(range);
                self.silent += 1;
            }
            Tag::Link { link_type, .. } => {
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    self.stand_in(range);
                    self.silent += 1;
                } else if self.image.is_none() {
                    self.ensure();
                    self.links.push(self.builder.here());
                }
            }
            Tag::Image { .. } => {
                if let Some((depth, _)) = &mut self.image {
                    *depth += 1;
                } else {
                    self.stand_in(range);
                    self.image = Some((1, Vec::new()));
                }
            }
            Tag::Table(_) => {
                self.finish();
                self.builder.table();
            }
            Tag::TableHead | Tag::TableRow => {
                self.finish();
                self.builder.row();
            }
            Tag::Paragraph | Tag::FootnoteDefinition(_) => self.finish(),
            _ => {}
        }
    }

    fn stand_in(&mut self, range: &Range<usize>) {
        if self.silent == 0 && self.image.is_none() {
            self.ensure();
            self.builder.object(self.span(range));
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::FootnoteDefinition | TagEnd::Table => self.finish(),
            TagEnd::BlockQuote(_) => {
                self.finish();
                self.quotations.pop();
            }
            TagEnd::List(_) => {
                self.finish();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.finish();
                self.item.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Strikethrough | TagEnd::MetadataBlock(_) => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Link => {
                // An address in angle brackets ends as it began: silent.
                let address = self.text.get(range.clone()).is_some_and(|t| t.starts_with('<'));
                if address {
                    self.silent = self.silent.saturating_sub(1);
                } else if self.image.is_none()
                    && let Some(start) = self.links.pop()
                {
                    self.builder.link(start);
                }
            }
            TagEnd::Image => {
                if let Some((depth, texts)) = self.image.take() {
                    if depth > 1 {
                        self.image = Some((depth - 1, texts));
                    } else if !texts.is_empty() {
                        self.captions.push(texts);
                    }
                }
            }
            _ => {}
        }
    }

    fn inline(&mut self, text: &str, range: Range<usize>) {
        if self.silent > 0 || self.html_code {
            return;
        }
        if let Some((_, texts)) = &mut self.image {
            texts.push((text.to_owned(), range));
            return;
        }
        if !self.builder.is_open() && text.trim().is_empty() {
            return;
        }
        self.ensure();
        let span = self.span(&range);
        if self.text.get(range) == Some(text) { self.builder.text(text, span) } else { self.builder.mapped(text, span) }
    }

    fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.silent > 0 || self.image.is_some() {
            return;
        }
        if let Some(inner) = html.strip_prefix("<!--") {
            let start = self.base + range.start + 4;
            let length = inner.strip_suffix("-->").map_or(inner.len(), str::len);
            self.builder.comment(Span::of(start..start + length));
            return;
        }
        let name = html.trim_start_matches(['<', '/']).bytes().take_while(u8::is_ascii_alphanumeric).count();
        let closes = html.starts_with("</");
        let name = html.get(1 + usize::from(closes)..).and_then(|h| h.get(..name)).unwrap_or("").to_ascii_lowercase();
        match name.as_str() {
            "br" if self.builder.is_open() => self.builder.mapped("\n", self.span(range)),
            "code" | "kbd" | "samp" | "del" | "s" | "strike" | "math" | "svg" => {
                if !closes && !self.html_code {
                    self.ensure();
                    self.builder.object(self.span(range));
                }
                self.html_code = !closes;
            }
            "img" => {
                self.ensure();
                self.builder.object(self.span(range));
            }
            _ => {}
        }
    }

    /// Ends the open block; the texts of its images follow as blocks of their own.
    fn finish(&mut self) {
        self.builder.close();
        self.block = None;
        self.links.clear();
        self.html_code = false;
        for texts in std::mem::take(&mut self.captions) {
            self.builder.open(BlockKind::Caption, None);
            for (text, range) in texts {
                let span = self.span(&range);
                self.builder.text(&text, span);
            }
            self.builder.close();
        }
        while let Some((span, text)) = self.tags.next_before(self.at) {
            self.builder.open(BlockKind::Caption, None);
            self.builder.inside(&text, span);
            self.builder.close();
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
