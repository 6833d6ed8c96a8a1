//! Blocks of AsciiDoc by how their first line looks.

use super::super::BlockKind;
use super::super::joined::Joined;
use super::super::lines::Line;
use super::shapes::{self, Encloses};
use super::{Container, DEEPEST, Reader, Style, inline, lists, tables};
use crate::source::Span;

/// Labels of admonitions that stand in front of a paragraph.
const LABELS: &[&str] = &["NOTE:", "TIP:", "IMPORTANT:", "WARNING:", "CAUTION:"];

impl<'a> Reader<'a, '_> {
    /// Reads the block that starts with a line.
    pub(super) fn block(&mut self, line: Line<'a>) {
        let text = line.text;
        if let Some(open) = self.containers.iter().rposition(|c| shapes::closes(text, c.delimiter)) {
            for container in self.containers.drain(open..).rev() {
                self.lists.back(container.lists);
            }
            self.style = Style::Plain;
            return;
        }
        if let Some(encloses) = shapes::delimiter(text) {
            self.delimited(line, encloses);
            return;
        }
        if let Some(bytes) = shapes::comment(text) {
            self.comment(line.skip(bytes).span());
            return;
        }
        if let Some((name, bytes)) = shapes::entry(text) {
            self.entry(name, line.skip(bytes), false);
            return;
        }
        if let Some(style) = shapes::attributes(text) {
            // Of several lines the one that says something counts.
            self.style = if style == Style::Plain { self.style } else { style };
            return;
        }
        if text == "+" {
            self.attached = true;
            return;
        }
        let is_title = text.starts_with('.') && !text.get(1..).is_some_and(|t| t.starts_with(['.', ' ', '\t']) || t.is_empty());
        if is_title {
            self.add(BlockKind::Caption, None, &Joined::new([line.skip(1)]));
            return;
        }
        self.unmarked(line);
        self.style = Style::Plain;
    }

    fn unmarked(&mut self, line: Line<'a>) {
        let text = line.text;
        if self.style == Style::Silent {
            self.leave_lists();
            self.skip_paragraph();
            return;
        }
        if let Some((level, bytes)) = shapes::section(text) {
            self.leave_lists();
            self.add(BlockKind::Heading(level), None, &Joined::new([line.skip(bytes)]));
            return;
        }
        if let Some((name, inner)) = shapes::block_macro(text) {
            self.leave_lists();
            if name == "image"
                && let Some(own) = text.get(inner.clone()).and_then(inline::alternative)
            {
                let start = inner.start + own.start;
                let own = Line { text: text.get(start..inner.start + own.end).unwrap_or(""), start: line.start + start };
                self.add(BlockKind::Caption, None, &Joined::new([own]));
            }
            return;
        }
        if shapes::is_drawn(text) {
            self.leave_lists();
            return;
        }
        if let Some((mark, bytes)) = lists::marker(text) {
            self.attached = false;
            self.lists.item(&mark);
            self.text(line.skip(bytes), true);
            return;
        }
        if let Some((term, bytes)) = lists::term(text) {
            self.leave_lists();
            let own = Line { text: text.get(term.clone()).unwrap_or(""), start: line.start + term.start };
            self.add(BlockKind::Paragraph, None, &Joined::new([own]));
            if bytes < text.len() {
                self.text(line.skip(bytes), true);
            }
            self.described = true;
            return;
        }
        let described = std::mem::take(&mut self.described) && !self.loose;
        if text.starts_with([' ', '\t']) {
            // Indented text stands as it is, like code; behind a term or an item it is its text.
            if !described && (self.loose || self.at <= 1 || self.lists.place().is_none()) {
                self.leave_lists();
                self.skip_paragraph();
                return;
            }
            self.text(line.trimmed(), described);
            return;
        }
        if self.loose || self.lists.place().is_none() {
            self.leave_lists();
        }
        if self.lines.get(self.at).is_some_and(|next| shapes::underlines(text, next.text)) {
            self.at += 1;
            self.lists.end();
            self.add(BlockKind::Heading(2), None, &Joined::new([line]));
            return;
        }
        if text.starts_with("> ") {
            self.quoted(line);
            return;
        }
        let label = LABELS.iter().find(|l| text.strip_prefix(**l).is_some_and(|t| t.starts_with(' ')));
        self.text(line.skip(label.map_or(0, |l| l.len() + 1)), described);
    }

    /// Lines of a paragraph or an item, from its first on.
    fn text(&mut self, first: Line<'a>, item: bool) {
        let mut all = vec![first];
        let listed = item || self.lists.place().is_some();
        while let Some(next) = self.lines.get(self.at).map(|l| Line { text: l.text.trim_end(), start: l.start }) {
            let ends = next.text.is_empty()
                || next.text == "+"
                || shapes::delimiter(next.text).is_some()
                || self.containers.iter().any(|c| shapes::closes(next.text, c.delimiter))
                || (next.text.starts_with('[') && shapes::attributes(next.text).is_some())
                || (listed && (lists::marker(next.text).is_some() || lists::term(next.text).is_some()));
            if ends {
                break;
            }
            self.at += 1;
            match shapes::comment(next.text) {
                Some(bytes) => self.comment(next.skip(bytes).span()),
                None => all.push(next),
            }
        }
        // A paragraph in quotation marks may be followed by who said it.
        let quoted = first.text.starts_with('"') && all.last().is_some_and(|l| l.text.starts_with("-- "));
        if quoted {
            all.pop();
            self.style = Style::Quotation;
        }
        let joined = Joined::new(all);
        let (kind, place) = self.kind();
        self.add(kind, place, &joined);
    }

    /// A quotation as Markdown writes it.
    fn quoted(&mut self, first: Line<'a>) {
        let mut all = vec![first];
        while let Some(next) = self.lines.get(self.at).filter(|l| !l.is_blank()) {
            all.push(*next);
            self.at += 1;
        }
        let lines: Vec<_> = all.into_iter().map(|l| l.skip(usize::from(l.text.starts_with('>')))).collect();
        for paragraph in lines.split(|l| l.is_blank()).filter(|p| !p.is_empty()) {
            self.add(BlockKind::Quotation, None, &Joined::new(paragraph.iter().copied()));
        }
    }

    fn skip_paragraph(&mut self) {
        while self.lines.get(self.at).is_some_and(|l| !l.is_blank()) {
            self.at += 1;
        }
    }

    /// Passes over the lines up to the closing delimiter; they stand from the first to the second place.
    fn skip_to(&mut self, delimiter: &str) -> std::ops::Range<usize> {
        let from = self.at;
        while let Some(line) = self.lines.get(self.at) {
            self.at += 1;
            if shapes::closes(line.text.trim_end(), delimiter) {
                return from..self.at - 1;
            }
        }
        from..self.at
    }

    pub(super) fn comment_block(&mut self, delimiter: &str) {
        let own = self.skip_to(delimiter);
        let lines = self.lines.get(own).unwrap_or(&[]);
        if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            self.comment(Span::of(first.start..last.end().max(first.start)));
        }
    }

    fn delimited(&mut self, line: Line<'a>, encloses: Encloses) {
        let style = std::mem::take(&mut self.style);
        let attached = std::mem::take(&mut self.attached);
        if encloses == Encloses::Comment {
            self.attached = attached;
            self.style = style;
            self.comment_block(line.text);
            return;
        }
        if !attached {
            self.lists.end();
        }
        match encloses {
            Encloses::Blocks | Encloses::Quotation if style != Style::Silent => {
                if self.containers.len() >= DEEPEST {
                    return;
                }
                let quotation = encloses == Encloses::Quotation || style == Style::Quotation;
                let lists = self.lists.inner();
                self.containers.push(Container { delimiter: line.text, quotation, lists });
            }
            Encloses::Table if style == Style::Plain => {
                let own = self.skip_to(line.text);
                let bar = line.text.chars().next().unwrap_or('|');
                for cell in tables::cells(self.lines.get(own).unwrap_or(&[]), bar) {
                    self.cell(&cell);
                }
            }
            _ => {
                self.skip_to(line.text);
            }
        }
    }

    fn cell(&mut self, lines: &[Line<'a>]) {
        for paragraph in lines.split(|l| l.is_blank()) {
            let mut own: Vec<Line<'a>> = Vec::new();
            for line in paragraph {
                if let Some((_, bytes)) = lists::marker(line.text) {
                    let before = std::mem::replace(&mut own, vec![line.skip(bytes)]);
                    self.add(BlockKind::TableCell, None, &Joined::new(before));
                } else if shapes::comment(line.text).is_none() {
                    own.push(*line);
                }
            }
            self.add(BlockKind::TableCell, None, &Joined::new(own));
        }
    }
}
