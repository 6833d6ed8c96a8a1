//! Blocks of reStructuredText by how their first line looks.

use super::super::joined::Joined;
use super::super::lines::Line;
use super::super::{BlockKind, ListPlace};
use super::{Frame, Kind, OpenList, Reader, indent, lists, tables};

/// What is left of a line behind the mark of its block, with its column.
pub(super) type Rest<'a> = Option<(Line<'a>, usize)>;

/// The mark that a line is made of: one character of punctuation over and over.
pub(super) fn adornment(text: &str) -> Option<char> {
    let text = text.trim_end();
    let first = text.chars().next().filter(char::is_ascii_punctuation)?;
    text.chars().all(|c| c == first).then_some(first)
}

impl<'a> Reader<'a, '_> {
    /// Reads the block that starts at a column with a line whose indent is cut off.
    pub(super) fn block(&mut self, line: Line<'a>, column: usize) -> Rest<'a> {
        let line = Line { text: line.text.trim_end(), start: line.start };
        let text = line.text;
        if text.is_empty() {
            return None;
        }
        let marker = lists::marker(text);
        if marker.is_none() {
            self.end_list();
        }
        if text == ".." || text.starts_with(".. ") || text.starts_with("..\t") {
            return self.explicit(line, column);
        }
        if text == "__" || text.starts_with("__ ") {
            self.skip_content(column);
            return None;
        }
        if self.table(line, column) || self.heading(line) {
            return None;
        }
        if let Some((name, bytes)) = lists::field(text) {
            return self.field_block(name, line.skip(bytes), column);
        }
        if let Some(bytes) = lists::options(text) {
            return self.content_behind(line.skip(bytes), column, Kind::Prose);
        }
        if let Some(marker) = marker
            && !(marker.doubtful && self.next_column() == Some(column) && !self.next_is_item())
        {
            return Some(self.item(line, column, marker));
        }
        if text == "|" || text.starts_with("| ") {
            self.line_block(line, column);
            return None;
        }
        if text.starts_with(">>> ") || text == ">>>" {
            while self.next_column().is_some() {
                self.at += 1;
            }
            return None;
        }
        self.paragraph(line, column);
        None
    }

    fn next_is_item(&self) -> bool {
        self.lines.get(self.at).is_some_and(|l| lists::marker(l.text.trim_start()).is_some())
    }

    /// Reads a title with the line above or below it, and passes over a line that is only drawn.
    fn heading(&mut self, line: Line<'a>) -> bool {
        let below = |at: usize| self.lines.get(at).copied().filter(|l| indent(l.text).0 == 0 || adornment(l.text.trim()).is_some());
        // Only counted where a line is drawn: a line of many marks of items is asked once for each.
        let length = || line.text.chars().count();
        if let Some(mark) = adornment(line.text) {
            let (title, closing) = (self.lines.get(self.at).copied(), below(self.at + 1));
            if let Some(title) = title.filter(|t| !t.is_blank())
                && let Some(closing) = closing
                && adornment(closing.text) == Some(mark)
                && (length() >= 4 || length() >= title.text.trim().chars().count())
                && adornment(title.text.trim()).is_none()
            {
                self.at += 2;
                self.title(title, mark, true);
                return true;
            }
            if length() >= 4 {
                self.end_head();
            }
            // "::" alone starts a literal block; it is no line.
            return length() >= 4 && mark != ':';
        }
        let Some(mark) = below(self.at).and_then(|l| adornment(l.text.trim()).filter(|_| l.text.trim().len() >= 2)) else { return false };
        let drawn = self.lines.get(self.at).map_or(0, |l| l.text.trim().len());
        if drawn < 4 && (drawn < length() || mark == ':') {
            return false;
        }
        self.at += 1;
        self.title(line, mark, false);
        true
    }

    /// Reads a grid table or a simple table.
    fn table(&mut self, line: Line<'a>, column: usize) -> bool {
        if tables::is_grid_border(line.text) {
            let mut all = vec![line];
            while self.next_column().is_some_and(|c| c >= column)
                && let Some(next) = self.lines.get(self.at).map(|l| l.trimmed())
                && next.text.starts_with(['+', '|'])
            {
                all.push(next);
                self.at += 1;
            }
            self.cells(tables::grid(&all));
            return true;
        }
        if !tables::is_simple_border(line.text) {
            return false;
        }
        let rest = self.lines.get(self.at..).unwrap_or(&[]);
        let ends = |i: &usize| {
            let blank_behind = rest.get(i + 1).is_none_or(|l| l.is_blank());
            blank_behind && rest.get(*i).is_some_and(|l| tables::is_simple_border(l.text.trim()))
        };
        let last = if self.no_table_end { None } else { (0..rest.len()).find(ends) };
        self.no_table_end = last.is_none();
        let taken = last.map_or_else(|| rest.iter().take_while(|l| !l.is_blank()).count(), |i| i + 1);
        let all: Vec<_> = rest.get(..taken).unwrap_or(&[]).iter().map(|l| cut(*l, column)).collect();
        self.at += taken;
        self.cells(tables::simple(line, &all));
        true
    }

    fn cells(&mut self, cells: Vec<Vec<Line<'a>>>) {
        self.end_head();
        for cell in cells {
            for paragraph in cell.split(|l| l.is_blank()) {
                let mut from = 0;
                for at in 1..=paragraph.len() {
                    let starts = paragraph.get(at).is_none_or(|l| lists::marker(l.text.trim()).is_some_and(|m| !m.doubtful));
                    if starts && let Some(own) = paragraph.get(from..at) {
                        self.cell(own);
                        from = at;
                    }
                }
            }
        }
    }

    fn cell(&mut self, own: &[Line<'a>]) {
        let first = own.first().map(|l| l.trimmed());
        let bytes = first.and_then(|l| lists::marker(l.text).filter(|m| !m.doubtful)).map_or(0, |m| m.bytes);
        let lines = first.into_iter().map(|l| l.skip(bytes)).chain(own.iter().skip(1).copied());
        self.add(BlockKind::TableCell, None, &Joined::new(lines));
    }

    /// A field: of the head it says something about the document, elsewhere its body is text.
    fn field_block(&mut self, name: &str, value: Line<'a>, column: usize) -> Rest<'a> {
        if self.head && column == 0 {
            let mut all = vec![value];
            all.extend(self.take_more(column));
            self.field(name, &all);
            return None;
        }
        self.end_head();
        self.content_behind(value, column, Kind::Prose)
    }

    /// Text behind a mark, and all that is indented below it.
    pub(super) fn content_behind(&mut self, rest: Line<'a>, column: usize, kind: Kind) -> Rest<'a> {
        self.end_head();
        let below = self.next_content(column);
        let indent = below.unwrap_or(column + 1);
        self.push(indent, kind);
        (!rest.is_blank()).then_some((rest, indent))
    }

    fn item(&mut self, line: Line<'a>, column: usize, marker: lists::Marker) -> (Line<'a>, usize) {
        self.end_head();
        let depth = self.frames.iter().filter(|f| matches!(f.kind, Kind::Item(_))).count();
        let number = self.lists;
        let place = self.frames.last_mut().map(|frame: &mut Frame| {
            let fits = frame.list.as_ref().is_some_and(|l| l.style == marker.style);
            if !fits {
                frame.list = Some(OpenList { number, next: 0, style: marker.style });
            }
            let list = frame.list.as_mut()?;
            let item = list.next;
            list.next = item.saturating_add(1);
            Some((ListPlace { list: list.number, item, depth: u32::try_from(depth).unwrap_or(u32::MAX) }, !fits))
        });
        if let Some(Some((place, new))) = place {
            if new {
                self.lists = self.lists.saturating_add(1);
            }
            let rest = line.skip(marker.bytes);
            let indent = if rest.is_blank() { self.next_content(column) } else { None };
            let mark = line.text.get(..marker.bytes).map_or(0, |m| m.chars().count());
            let indent = indent.unwrap_or(column + mark);
            let cells = self.frames.last().is_some_and(|f| f.kind == Kind::Cells);
            self.push(indent, if cells { Kind::Cells } else { Kind::Item(place) });
            return (rest, indent);
        }
        (line.skip(marker.bytes), column)
    }

    fn line_block(&mut self, first: Line<'a>, column: usize) {
        let mut all = vec![first];
        while let Some(next) = self.next_column().filter(|c| *c >= column).and_then(|_| self.lines.get(self.at)) {
            all.push(next.trimmed());
            self.at += 1;
        }
        let lines: Vec<_> = all.into_iter().map(|l| if l.text.starts_with('|') { l.skip(1) } else { l }).collect();
        for stanza in lines.split(|l| l.is_blank()).filter(|s| !s.is_empty()) {
            self.add_text(&Joined::new(stanza.iter().copied()));
        }
    }

    fn paragraph(&mut self, first: Line<'a>, column: usize) {
        let outer = self.frames.iter().rev().nth(1).map_or(0, |f| f.indent);
        let in_item = self.frames.last().is_some_and(|f| matches!(f.kind, Kind::Item(_)) && f.indent == column);
        let least = if in_item { outer + 1 } else { column };
        let mut all = vec![first];
        let mut term = None;
        while let Some(next) = self.next_column().filter(|c| *c >= least) {
            let literal = all.last().is_some_and(|l| l.text.trim_end().ends_with("::"));
            if all.len() == 1 && next > column {
                term = Some(next).filter(|_| !literal);
                break;
            }
            if literal && next > column {
                break;
            }
            all.extend(self.lines.get(self.at).copied());
            self.at += 1;
        }
        let literal = all.last().is_some_and(|l| l.text.trim_end().ends_with("::"));
        if literal && let Some(last) = all.last_mut() {
            // One of the two colons is shown, unless they stand alone.
            let text = last.text.trim_end();
            let kept = text.strip_suffix("::").unwrap_or(text);
            let kept = if kept.ends_with(char::is_whitespace) || kept.is_empty() { kept } else { text.strip_suffix(':').unwrap_or(text) };
            *last = Line { text: kept, start: last.start };
        }
        self.add_text(&Joined::new(all));
        if literal {
            self.literal(column);
        } else if let Some(next) = term {
            self.push(next, Kind::Prose);
        }
    }

    /// Passes over the literal block below a paragraph: what is indented, or lines that start with one mark.
    fn literal(&mut self, column: usize) {
        if self.next_content(column).is_some() {
            self.skip_content(column);
            return;
        }
        let blank = self.lines.get(self.at..).unwrap_or(&[]).iter().take_while(|l| l.is_blank()).count();
        let first = self.lines.get(self.at + blank).map(|l| l.trimmed()).and_then(|l| l.text.chars().next());
        let Some(mark) = first.filter(|c| c.is_ascii_punctuation() && *c != '.' && *c != '`' && *c != '*' && *c != ':') else { return };
        let quoted = |l: &Line<'_>| l.text.trim_start().starts_with(mark);
        let run = self.lines.get(self.at + blank..).unwrap_or(&[]).iter().take_while(|l| !l.is_blank());
        let count = run.clone().count();
        if blank > 0 && run.clone().all(quoted) && !matches!(mark, '-' | '+' | '|') {
            self.at += blank + count;
        }
    }
}

/// A line without the white space that its table is indented by.
fn cut(line: Line<'_>, column: usize) -> Line<'_> {
    let (own, bytes) = indent(line.text);
    line.skip(if own <= column { bytes } else { column.min(bytes) })
}
