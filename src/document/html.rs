//! HTML: a linear scanner that feeds blocks to the builder. It is no validating parser: whatever the tags, the text between
//! them is read, and depth is counted, never recursed into. Markdown uses the same scanner for the HTML inside it.

use super::html_tags::{Scanner, Tag, Token};
use super::{BlockKind, Builder, ListPlace, entities, front_matter, templates};
use crate::source::{Source, Span};

/// Elements whose content is not prose of the article.
const SKIPPED: &[&str] = &[
    "script", "style", "nav", "footer", "menu", "noscript", "template", "svg", "math", "iframe", "video", "audio", "object", "canvas",
    "select", "textarea", "button", "pre", "code", "kbd", "samp", "form", "dialog", "del", "s", "strike",
];
/// Of these, the ones that stand inside a sentence and leave a stand-in.
const INLINE_SKIPPED: &[&str] = &["svg", "math", "code", "kbd", "samp", "button", "del", "s", "strike", "select", "object"];
/// Elements with a text of their own: they end the block before and after them.
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "body", "html", "header", "aside", "figure", "hr", "address", "details", "summary", "dl",
    "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "fieldset", "legend", "center", "hgroup", "head",
];
/// Names of what readers wrote below an article: it is not the article's.
const COMMENTS: &[&str] =
    &["comments", "comment-list", "commentlist", "comments-area", "comments-section", "comment-section", "user-comments", "disqus_thread"];
/// Lists nest no deeper; what is deeper counts as this deep.
const DEEPEST: usize = 64;

/// Parses a page.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    // Pages of site generators have front matter too.
    let base = front_matter::parse(source, builder);
    let (text, objects) = templates::blank(source.text().get(base..).unwrap_or(""), base, false);
    builder.objects(objects);
    Head::default().read(&text, base, builder);
    builder.display_fields(source);
    let mut state = HtmlState { page: true, ..HtmlState::default() };
    let mut lists = 0;
    state.scan(&text, base, builder, &mut lists);
    state.flush(builder);
}

/// What is read from the head of a page.
#[derive(Default)]
struct Head {
    title: Option<usize>,
}

impl Head {
    fn read(&mut self, text: &str, base: usize, builder: &mut Builder) {
        let mut scanner = Scanner::new(text);
        let mut skip: Option<&'static str> = None;
        while let Some((token, range)) = scanner.next() {
            let Token::Tag(tag) = token else { continue };
            if let Some(name) = skip {
                if tag.closes && tag.is(name) {
                    skip = None;
                }
                continue;
            }
            skip = ["script", "style", "svg"].into_iter().find(|n| !tag.closes && !tag.empty && tag.is(n));
            if tag.is("title") {
                match (tag.closes, self.title.take()) {
                    (false, _) => self.title = Some(range.end),
                    (true, Some(start)) => Self::field("title", text, start..range.start, base, builder),
                    (true, None) => {}
                }
            } else if tag.is("meta") {
                Self::meta(&tag, text, base, builder);
            } else if tag.is("time") {
                if let Some(value) = tag.attribute(text, "datetime") {
                    Self::field("date", text, value, base, builder);
                }
            } else if tag.is("p") || tag.is("h2") {
                // A time further down may belong to anything.
                break;
            }
        }
    }

    fn meta(tag: &Tag, text: &str, base: usize, builder: &mut Builder) {
        let name = tag.attribute(text, "name").or_else(|| tag.attribute(text, "property")).or_else(|| tag.attribute(text, "itemprop"));
        let Some(name) = name.and_then(|r| text.get(r)) else { return };
        let key = match name.to_ascii_lowercase().as_str() {
            "description" => "description",
            "author" => "author",
            "article:published_time" | "datepublished" | "date" | "dc.date" => "published",
            "article:modified_time" => "modified",
            "og:title" => "og:title",
            _ => return,
        };
        if let Some(content) = tag.attribute(text, "content") {
            Self::field(key, text, content, base, builder);
        }
    }

    fn field(key: &str, text: &str, range: std::ops::Range<usize>, base: usize, builder: &mut Builder) {
        let Some(raw) = text.get(range.clone()) else { return };
        let start = range.start + (raw.len() - raw.trim_start().len());
        let raw = raw.trim();
        if !raw.is_empty() {
            builder.field(key, &decode(raw), Span::of(base + start..base + start + raw.len()));
        }
    }
}

/// A text with its character references decoded.
fn decode(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        let tail = rest.get(at..).unwrap_or("");
        let (text, length) = entities::decode(tail).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&text);
        rest = tail.get(length..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// Whether an element holds what readers wrote, by its id or class.
fn is_comments(tag: &Tag, text: &str) -> bool {
    let names = ["id", "class"].iter().filter_map(|a| tag.attribute(text, a)).filter_map(|r| text.get(r));
    names.flat_map(str::split_ascii_whitespace).any(|n| COMMENTS.iter().any(|c| c.eq_ignore_ascii_case(n)))
}

/// What is open while HTML goes by.
#[derive(Debug, Default)]
pub(super) struct HtmlState {
    page: bool,
    quotations: u32,
    cells: u32,
    captions: u32,
    article: u32,
    lists: Vec<(u32, u32)>,
    item: Option<ListPlace>,
    link: Option<u32>,
    /// The element that is skipped, and how often it is open.
    skip: Option<(&'static str, u32)>,
    images: Vec<(String, Span)>,
    breaks: u32,
}

impl HtmlState {
    /// The kind of block that text without a tag of its own is in, if an open element says so.
    pub(super) fn kind(&self) -> Option<(BlockKind, Option<ListPlace>)> {
        match () {
            () if self.quotations > 0 => Some((BlockKind::Quotation, None)),
            () if self.captions > 0 => Some((BlockKind::Caption, None)),
            () if self.cells > 0 => Some((BlockKind::TableCell, None)),
            () => self.item.map(|place| (BlockKind::ListItem, Some(place))),
        }
    }

    /// Forgets what was left open: a heading of the Markdown around starts afresh.
    pub(super) fn reset(&mut self) {
        *self = Self { images: std::mem::take(&mut self.images), ..Self::default() };
    }

    /// Reads a stretch of HTML that starts at `base` in the file; `lists` counts the lists of the document.
    pub(super) fn scan(&mut self, text: &str, base: usize, builder: &mut Builder, lists: &mut u32) {
        let mut scanner = Scanner::new(text);
        while let Some((token, range)) = scanner.next() {
            match token {
                Token::Text => self.text(text.get(range.clone()).unwrap_or(""), base + range.start, builder),
                Token::Comment(inner) => builder.comment(Span::of(base + inner.start..base + inner.end)),
                Token::Other => {}
                Token::Tag(tag) => {
                    self.tag(&tag, text, base + range.start..base + range.end, base, builder, lists);
                    if tag.opens_raw() {
                        scanner.skip_raw(&tag);
                    }
                }
            }
        }
        // A skipped element that is not closed here would hide all that follows.
        self.skip = None;
    }

    /// Closes the open block and adds the texts of the images in it.
    pub(super) fn flush(&mut self, builder: &mut Builder) {
        builder.close();
        self.link = None;
        self.breaks = 0;
        for (text, span) in std::mem::take(&mut self.images) {
            builder.open(BlockKind::Caption, None);
            builder.text(&text, span);
            builder.close();
        }
    }

    fn text(&mut self, text: &str, start: usize, builder: &mut Builder) {
        if self.skip.is_some() {
            return;
        }
        let mut text = text;
        let mut at = start;
        if !builder.is_open() {
            let trimmed = text.trim_start();
            if trimmed.is_empty() {
                return;
            }
            at += text.len() - trimmed.len();
            text = trimmed;
            let (kind, place) = self.kind().unwrap_or((BlockKind::Paragraph, None));
            builder.open(kind, place);
        }
        if !text.trim_start().is_empty() {
            self.breaks = 0;
        }
        while let Some(amp) = text.find('&') {
            let tail = text.get(amp..).unwrap_or("");
            let decoded = entities::decode(tail);
            let plain = if decoded.is_some() { amp } else { amp + 1 };
            builder.text(text.get(..plain).unwrap_or(""), Span::of(at..at + plain));
            let length = decoded.as_ref().map_or(0, |(_, l)| *l);
            if let Some((c, length)) = decoded {
                builder.mapped(&c, Span::of(at + plain..at + plain + length));
            }
            text = text.get(plain + length..).unwrap_or("");
            at += plain + length;
        }
        builder.text(text, Span::of(at..at + text.len()));
    }

    fn tag(&mut self, tag: &Tag, text: &str, span: std::ops::Range<usize>, base: usize, builder: &mut Builder, lists: &mut u32) {
        if let Some((name, depth)) = &mut self.skip {
            if tag.is(name) && !tag.empty {
                *depth = if tag.closes { depth.saturating_sub(1) } else { depth.saturating_add(1) };
                if *depth == 0 {
                    self.skip = None;
                }
            }
            return;
        }
        if self.skips(tag, text, &span, builder) || self.inline(tag, text, &span, base, builder) {
            return;
        }
        let name = tag.name();
        let level = |counter: u32| if tag.closes { counter.saturating_sub(1) } else { counter.saturating_add(1) };
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush(builder);
                if !tag.closes {
                    let level = name.as_bytes().get(1).map_or(1, |b| b.saturating_sub(b'0'));
                    builder.open(BlockKind::Heading(level), None);
                }
            }
            "blockquote" => {
                self.flush(builder);
                self.quotations = level(self.quotations);
            }
            "td" | "th" => {
                self.flush(builder);
                // Cells need no end tag: a new one ends the one before.
                self.cells = u32::from(!tag.closes);
                if !tag.closes {
                    builder.cell(tag.attribute(text, "colspan").is_some() || tag.attribute(text, "rowspan").is_some());
                }
            }
            "figcaption" | "caption" => {
                self.flush(builder);
                self.captions = u32::from(!tag.closes);
            }
            "ul" | "ol" => {
                self.flush(builder);
                if tag.closes {
                    self.lists.pop();
                } else if self.lists.len() < DEEPEST {
                    self.lists.push((*lists, 0));
                    *lists = lists.saturating_add(1);
                }
                self.item = None;
            }
            "li" => {
                self.flush(builder);
                self.item = if tag.closes { None } else { self.next_item() };
            }
            _ if BLOCKS.contains(&name) => {
                self.flush(builder);
                match name {
                    "article" | "main" => self.article = level(self.article),
                    "tr" | "table" => {
                        self.cells = 0;
                        match name {
                            "table" => builder.table(),
                            _ if !tag.closes => builder.row(),
                            _ => {}
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn next_item(&mut self) -> Option<ListPlace> {
        let depth = u32::try_from(self.lists.len()).unwrap_or(u32::MAX).saturating_sub(1);
        let (list, next) = self.lists.last_mut()?;
        let item = *next;
        *next = next.saturating_add(1);
        Some(ListPlace { list: *list, item, depth })
    }

    /// Starts to skip an element that is not prose; `true` if it does.
    fn skips(&mut self, tag: &Tag, text: &str, span: &std::ops::Range<usize>, builder: &mut Builder) -> bool {
        if tag.closes || tag.empty {
            return false;
        }
        let named = SKIPPED.iter().copied().find(|n| tag.is(n));
        let chrome = ["header", "head", "title"]
            .into_iter()
            .find(|n| self.page && self.article == 0 && tag.is(n) && (*n != "header" || tag.attribute(text, "class").is_some()));
        let hidden = || {
            let role = tag.attribute(text, "role").and_then(|r| text.get(r)).is_some_and(|r| matches!(r, "navigation" | "menu" | "search"));
            role || tag.has(text, "hidden") || self.page && is_comments(tag, text)
        };
        let Some(name) =
            named.or(chrome).or_else(|| ["div", "ul", "ol", "section", "aside", "span", "p"].into_iter().find(|n| tag.is(n) && hidden()))
        else {
            return false;
        };
        if INLINE_SKIPPED.contains(&name) {
            if builder.is_open() {
                builder.object(Span::of(span.clone()));
            }
        } else if name != "span" {
            self.flush(builder);
        }
        self.skip = Some((name, 1));
        true
    }

    /// Handles the elements that stand inside a sentence; `true` if it was one.
    fn inline(&mut self, tag: &Tag, text: &str, span: &std::ops::Range<usize>, base: usize, builder: &mut Builder) -> bool {
        match tag.name() {
            "a" => {
                if let Some(start) = self.link.take()
                    && builder.is_open()
                {
                    builder.link(start);
                }
                if !tag.closes {
                    self.link = Some(builder.here());
                }
            }
            "br" => {
                self.breaks += 1;
                if self.breaks > 1 {
                    self.flush(builder);
                } else {
                    builder.mapped("\n", Span::of(span.clone()));
                }
            }
            "q" => builder.mapped(if tag.closes { "”" } else { "“" }, Span::of(span.clone())),
            "img" => {
                builder.object(Span::of(span.clone()));
                if let Some(alt) = tag.attribute(text, "alt")
                    && let Some(raw) = text.get(alt.clone())
                {
                    self.images.push((decode(raw), Span::of(base + alt.start..base + alt.end)));
                }
            }
            "sup" if !tag.closes && text.get(span.end - base..).is_some_and(|t| t.trim_start().starts_with("<a ")) => {
                self.skip = Some(("sup", 1));
            }
            _ => return false,
        }
        true
    }
}
