//! Explicit markup of reStructuredText, `.. …`: notes, targets, substitutions, directives, comments.

use super::super::BlockKind;
use super::super::joined::Joined;
use super::super::lines::Line;
use super::blocks::Rest;
use super::{Kind, Reader, indent, lists};

/// What a directive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Text, from its first line on.
    Text,
    /// Text of somebody else.
    Quotation,
    /// A title, then text.
    Titled,
    /// A heading and nothing else.
    Heading,
    /// A name or code, then text.
    Named,
    /// A version, then text.
    Version,
    /// An image, then its caption.
    Figure,
    /// A caption, then a table.
    Table,
    /// A caption, then a list of lists.
    ListTable,
    /// A caption, then what is not read.
    Captioned,
    /// Fields for machines.
    Meta,
    /// The date of a post.
    Post,
    /// A role for text.
    Role,
    /// Text for one kind of output.
    Only,
}

fn holds(name: &str) -> Option<Holds> {
    let name = name.to_ascii_lowercase();
    Some(match name.rsplit(':').next().unwrap_or("") {
        "attention" | "caution" | "danger" | "error" | "hint" | "important" | "note" | "tip" | "warning" | "seealso" | "compound"
        | "footer" | "header" | "abstract" | "todo" | "remark" => Holds::Text,
        "epigraph" | "highlights" | "pull-quote" => Holds::Quotation,
        "admonition" | "topic" | "sidebar" | "dropdown" | "card" | "tab" | "tab-item" | "grid-item-card" | "collapse" => Holds::Titled,
        "rubric" | "centered" => Holds::Heading,
        "container" | "class" | "cssclass" | "rst-class" | "hlist" | "glossary" | "tabs" | "tab-set" | "grid" | "grid-item"
        | "function" | "method" | "classmethod" | "staticmethod" | "attribute" | "property" | "data" | "exception" | "module"
        | "option" | "envvar" | "confval" | "describe" | "object" | "program" | "macro" | "type" | "struct" | "member" | "decorator"
        | "setting" => Holds::Named,
        "versionadded" | "versionchanged" | "versionremoved" | "deprecated" => Holds::Version,
        "figure" | "image" => Holds::Figure,
        "table" => Holds::Table,
        "list-table" => Holds::ListTable,
        "csv-table" => Holds::Captioned,
        "meta" => Holds::Meta,
        "post" => Holds::Post,
        "role" => Holds::Role,
        "only" => Holds::Only,
        _ => return None,
    })
}

/// The name of a directive and the bytes up to its argument.
fn directive_name(text: &str) -> Option<(&str, usize)> {
    let at = text.find("::").filter(|at| *at <= LONGEST_NAME)?;
    let name = text.get(..at)?.trim_end();
    let rest = text.get(at + 2..)?;
    let fits = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':'));
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
    (fits && spaced).then(|| (name, at + 2 + (rest.len() - rest.trim_start().len())))
}

/// A name of a directive is no longer, in bytes.
const LONGEST_NAME: usize = 64;
/// Fields that a comment at the top may give.
const TOP_FIELDS: &[&str] = &["title", "date", "author", "description", "slug", "tags", "category", "updated", "link", "type", "status"];

impl<'a> Reader<'a, '_> {
    /// Reads what two dots start.
    pub(super) fn explicit(&mut self, line: Line<'a>, column: usize) -> Rest<'a> {
        let (_, bytes) = line.text.get(2..).map_or((0, 0), indent);
        let rest = line.skip(2 + bytes);
        if rest.text.is_empty() {
            // Two dots alone hide what is right below them.
            if self.next_column().is_some_and(|c| c > column) {
                let start = self.lines.get(self.at).map_or(0, |l| l.start);
                let end = self.skip_content(column).unwrap_or(start);
                self.comment(start, end);
            }
            return None;
        }
        if let Some(length) = note_label(rest.text) {
            let body = rest.skip(length);
            return self.content_behind(body.trimmed(), column, Kind::Prose);
        }
        let target = rest.text.starts_with('_') && (rest.text.starts_with("__") || rest.text.contains(':'));
        let substitution = rest.text.starts_with('|') && rest.text.get(1..).is_some_and(|t| t.contains('|') && t.contains("::"));
        if target || substitution {
            self.skip_content(column);
            return None;
        }
        if let Some((name, bytes)) = directive_name(rest.text) {
            return self.directive(name, rest.skip(bytes), column);
        }
        let end = self.skip_content(column);
        self.comment(rest.start, end.unwrap_or(rest.end()));
        if self.head && end.is_none() {
            self.top_field(rest);
        }
        None
    }

    /// `.. date: 2023-06-18` at the top, as site generators write it.
    fn top_field(&mut self, line: Line<'a>) {
        let Some((key, value)) = line.text.split_once(':') else { return };
        if TOP_FIELDS.contains(&key) {
            let value = line.skip(line.text.len() - value.len());
            self.field(key, &[value]);
        }
    }

    fn directive(&mut self, name: &'a str, argument: Line<'a>, column: usize) -> Rest<'a> {
        let Some(holds) = holds(name) else {
            self.skip_content(column);
            return None;
        };
        let mut arguments: Vec<Line<'a>> = Vec::new();
        if !argument.text.is_empty() {
            arguments.push(argument);
            while self.next_column().is_some_and(|c| c > column) && !self.next_is_option() {
                arguments.extend(self.lines.get(self.at).copied());
                self.at += 1;
            }
        }
        let options = self.options(column);
        match holds {
            Holds::Text => return self.content(&arguments, None, column, Kind::Prose),
            Holds::Quotation => return self.content(&arguments, None, column, Kind::Quotation),
            Holds::Titled => return self.content(&arguments, Some(BlockKind::Heading(6)), column, Kind::Prose),
            Holds::Heading => {
                self.content(&arguments, Some(BlockKind::Heading(4)), column, Kind::Prose);
            }
            Holds::Named => return self.content(&[], None, column, Kind::Prose),
            Holds::Version => {
                // The version is its first word.
                if let Some(first) = arguments.first_mut() {
                    let word = first.text.find(char::is_whitespace).unwrap_or(first.text.len());
                    *first = first.skip(word);
                }
                arguments.retain(|l| !l.is_blank());
                return self.content(&arguments, None, column, Kind::Prose);
            }
            Holds::Figure => {
                self.end_head();
                if let Some((_, alt)) = options.iter().find(|(name, _)| *name == "alt") {
                    let joined = Joined::new(alt.iter().copied());
                    self.builder.open(BlockKind::Caption, None);
                    joined.add(0..joined.text().len(), self.builder);
                    self.builder.close();
                }
                return self.content(&[], None, column, Kind::Caption);
            }
            Holds::Table => return self.content(&arguments, Some(BlockKind::Caption), column, Kind::Prose),
            Holds::ListTable => return self.content(&arguments, Some(BlockKind::Caption), column, Kind::Cells),
            Holds::Captioned => {
                self.content(&arguments, Some(BlockKind::Caption), column, Kind::Prose);
                self.skip_content(column);
            }
            Holds::Meta => self.meta(column),
            Holds::Post => self.post(&arguments, &options, column),
            Holds::Role => self.role(argument, column),
            Holds::Only => {
                let words = argument.text.to_ascii_lowercase();
                if words.contains("html") && !words.contains("not ") {
                    return self.content(&[], None, column, Kind::Prose);
                }
                self.skip_content(column);
            }
        }
        None
    }

    fn next_is_option(&self) -> bool {
        self.lines.get(self.at).is_some_and(|l| lists::field(l.text.trim()).is_some())
    }

    /// The options of a directive with the lines of their values.
    fn options(&mut self, column: usize) -> Vec<(&'a str, Vec<Line<'a>>)> {
        let mut all = Vec::new();
        while let Some(own) = self.next_column().filter(|c| *c > column)
            && let Some(line) = self.lines.get(self.at).map(|l| l.trimmed())
            && let Some((name, bytes)) = lists::field(line.text)
        {
            self.at += 1;
            let mut value = vec![line.skip(bytes)];
            value.extend(self.take_more(own));
            all.push((name, value));
        }
        all
    }

    /// The argument as a block of a kind, and then what is indented below.
    fn content(&mut self, arguments: &[Line<'a>], title: Option<BlockKind>, column: usize, kind: Kind) -> Rest<'a> {
        let joined = Joined::new(arguments.iter().copied());
        self.end_head();
        if let (Some(title), false) = (title, joined.text().is_empty()) {
            self.add(title, None, &joined);
        }
        let below = self.next_content(column);
        self.push(below.unwrap_or(column + 1), kind);
        if title.is_none() && !joined.text().is_empty() {
            self.add_text(&joined);
        }
        None
    }

    fn meta(&mut self, column: usize) {
        while let Some(line) = self.lines.get(self.at).map(|l| l.trimmed()) {
            if self.next_content(column).is_none() {
                break;
            }
            self.at += 1;
            if let Some((name, bytes)) = lists::field(line.text)
                && self.head
            {
                let key = name.split_whitespace().next().unwrap_or(name);
                self.field(key, &[line.skip(bytes)]);
            }
        }
    }

    /// `.. post:: June 18, 2023` of blogs.
    fn post(&mut self, date: &[Line<'a>], options: &[(&str, Vec<Line<'a>>)], column: usize) {
        if self.head {
            self.field("date", date);
            for (name, value) in options.iter().filter(|(n, _)| matches!(*n, "author" | "title")) {
                self.field(name, value);
            }
        }
        self.skip_content(column);
    }

    fn role(&mut self, argument: Line<'a>, column: usize) {
        self.skip_content(column);
        let (name, base) = argument.text.split_once('(').unwrap_or((argument.text, ""));
        let base = base.trim_end_matches(')').trim();
        if !matches!(base, "raw" | "code" | "literal" | "math") && self.roles.len() < MOST_ROLES {
            self.roles.push(name.trim().to_ascii_lowercase());
        }
    }
}

/// More roles than that are not remembered.
const MOST_ROLES: usize = 64;

/// The bytes of a label, `[1]`, `[#]`, `[#name]`, `[*]`, `[Lee2001]`, at the start of a note.
fn note_label(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let length = inner.find(']').filter(|l| (1..=LONGEST_NAME).contains(l))?;
    let label = inner.get(..length)?;
    let fits = label.chars().all(|c| c.is_alphanumeric() || matches!(c, '#' | '*' | '-' | '_' | '.' | '+' | ':'));
    let behind = inner.get(length + 1..)?;
    (fits && (behind.is_empty() || behind.starts_with([' ', '\t']))).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_dots_start() {
        assert_eq!(directive_name("note:: x"), Some(("note", 7)));
        assert_eq!(directive_name("py:function:: f(x)"), Some(("py:function", 14)));
        assert_eq!(directive_name("a comment:: x"), None);
        assert_eq!(directive_name("C++ uses a::b"), None);
        assert_eq!(note_label("[#lee] x"), Some(6));
        assert_eq!(note_label("[see there] x"), None);
    }
}
