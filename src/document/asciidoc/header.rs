//! The header of an AsciiDoc document: its title, authors, revision and attributes.

use super::super::joined::Joined;
use super::super::lines::Line;
use super::super::{BlockKind, Field, metadata};
use super::{Reader, shapes};
use crate::source::{Source, Span};

impl<'a> Reader<'a, '_> {
    /// Reads the lines up to the first blank one behind the title, and shows what they say to readers.
    pub(super) fn header(&mut self, source: &Source) {
        let mut title: Option<Line<'a>> = None;
        // Lines behind the title: the first are its authors and its revision.
        let mut behind = 0;
        while let Some(line) = self.lines.get(self.at).map(|l| Line { text: l.text.trim_end(), start: l.start }) {
            if line.text.is_empty() {
                if title.is_some() {
                    break;
                }
            } else if let Some(bytes) = shapes::comment(line.text) {
                self.comment(line.skip(bytes).span());
            } else if shapes::delimiter(line.text) == Some(shapes::Encloses::Comment) {
                self.at += 1;
                self.comment_block(line.text);
                continue;
            } else if let Some((name, bytes)) = shapes::entry(line.text) {
                self.at += 1;
                self.entry(name, line.skip(bytes), true);
                continue;
            } else if let Some(found) = shapes::section(line.text).filter(|(level, _)| *level == 1 && title.is_none()) {
                title = Some(line.skip(found.1));
            } else if title.is_none()
                && self.lines.get(self.at + 1).is_some_and(|l| l.text.starts_with('=') && shapes::underlines(line.text, l.text))
            {
                title = Some(line);
                self.at += 1;
            } else if title.is_some() && behind < 2 {
                if behind == 0 {
                    self.authors(line);
                } else {
                    self.revision(line);
                }
                behind += 1;
            } else {
                break;
            }
            self.at += 1;
        }
        if let Some(title) = title.filter(|_| self.builder.metadata.title().is_none()) {
            let title = title.trimmed();
            self.builder.field("title", title.text, title.span());
            self.add(BlockKind::Title, None, &Joined::new([title]));
            self.display(source, true);
        } else {
            self.display(source, false);
            if let Some(title) = title {
                self.add(BlockKind::Heading(1), None, &Joined::new([title]));
            }
        }
    }

    /// Shows the other fields that readers see.
    fn display(&mut self, source: &Source, titled: bool) {
        let shown: Vec<(BlockKind, Field)> = self.builder.metadata.display();
        for (kind, field) in shown {
            if kind != BlockKind::Title || !titled {
                self.builder.display_field(kind, &field, source);
            }
        }
    }

    /// Takes the value of an attribute that starts on a line; of the header it becomes a field.
    pub(super) fn entry(&mut self, name: &str, value: Line<'a>, header: bool) {
        let mut parts = Vec::new();
        let mut line = value;
        loop {
            let text = line.text.trim_end();
            let more = text.strip_suffix('\\').filter(|t| t.ends_with(' '));
            parts.push(Line { text: more.map_or(text, |t| t.trim_end_matches(" +").trim_end()), start: line.start });
            match (more, self.lines.get(self.at).copied()) {
                (Some(_), Some(next)) => {
                    line = next.trimmed();
                    self.at += 1;
                }
                _ => break,
            }
        }
        let joined = Joined::new(parts);
        if header && !joined.text().is_empty() {
            let key = ["page-", "jbake-", "hp-", "blog-"].iter().find_map(|p| name.strip_prefix(p)).unwrap_or(name);
            let key = if key.eq_ignore_ascii_case("revdate") { "date" } else { key };
            let span = joined.span(0..joined.text().len());
            self.builder.field(key, &joined.text().replace('\n', " "), span);
        }
    }

    /// `Ann Lee <ann@example.org>; Bo Ray`.
    fn authors(&mut self, line: Line<'_>) {
        let names: Vec<&str> = line.text.split(';').map(|a| a.split('<').next().unwrap_or(a).trim()).filter(|a| !a.is_empty()).collect();
        if !names.is_empty() {
            self.builder.field("author", &names.join(", "), line.span());
        }
    }

    /// `v1.0, 2023-06-18: first edition`, `2023-06-18`.
    fn revision(&mut self, line: Line<'_>) {
        let (head, rest) = line.text.split_once(',').filter(|(h, _)| !h.contains(' ')).unwrap_or(("", line.text));
        let start = line.text.len() - rest.len();
        let rest = rest.split_once(": ").map_or(rest, |(date, _)| date);
        let date = rest.trim();
        let at = line.start + start + (rest.len() - rest.trim_start().len());
        if metadata::written_date(date).is_some() {
            self.builder.field("date", date, Span::of(at..at + date.len()));
        }
        if !head.is_empty() {
            self.builder.field("revision", head, Span::of(line.start..line.start + head.len()));
        }
    }
}
