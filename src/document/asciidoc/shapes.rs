//! What a line of AsciiDoc is by its shape: a delimiter, attributes, a macro, a comment, a title.

use super::Style;

/// What a delimiter encloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encloses {
    /// Text, unless its style says otherwise.
    Blocks,
    /// Somebody else's words.
    Quotation,
    /// Code and the like.
    Silent,
    /// A comment.
    Comment,
    /// A table.
    Table,
    /// A table of values that are separated otherwise.
    Values,
}

/// What a line encloses that is a delimiter.
pub(super) fn delimiter(line: &str) -> Option<Encloses> {
    let bytes = line.as_bytes();
    let first = *bytes.first()?;
    if line == "--" {
        return Some(Encloses::Blocks);
    }
    if bytes.len() >= 4 && bytes.get(1..).is_some_and(|b| b == b"===" || b.iter().all(|b| *b == b'=') && b.len() >= 3) {
        match first {
            b'|' | b'!' => return Some(Encloses::Table),
            b',' | b':' => return Some(Encloses::Values),
            _ => {}
        }
    }
    if line.starts_with("```") {
        let word = line.trim_start_matches('`');
        return (!word.contains([' ', '`'])).then_some(Encloses::Silent);
    }
    if bytes.len() < 4 || !bytes.iter().all(|b| *b == first) {
        return None;
    }
    match first {
        b'-' | b'.' | b'+' => Some(Encloses::Silent),
        b'/' => Some(Encloses::Comment),
        b'=' | b'*' => Some(Encloses::Blocks),
        b'_' => Some(Encloses::Quotation),
        _ => None,
    }
}

/// Whether a line closes what a delimiter opened.
pub(super) fn closes(line: &str, delimiter: &str) -> bool {
    line == delimiter || (delimiter.starts_with("```") && line == "```")
}

/// Styles of blocks that hold prose.
const PROSE: &[&str] = &[
    "NOTE",
    "TIP",
    "WARNING",
    "CAUTION",
    "IMPORTANT",
    "abstract",
    "partintro",
    "example",
    "sidebar",
    "discrete",
    "float",
    "horizontal",
    "qanda",
    "glossary",
    "square",
    "circle",
    "disc",
    "none",
    "no-bullet",
    "unstyled",
    "arabic",
    "decimal",
    "loweralpha",
    "upperalpha",
    "lowerroman",
    "upperroman",
    "lowergreek",
    "bibliography",
    "appendix",
    "preface",
    "colophon",
    "dedication",
    "acknowledgments",
    "index",
    "normal",
    "open",
    "lead",
    "collapsible",
    "synopsis",
    "section",
    "sect1",
    "sect2",
    "sect3",
    "chapter",
    "part",
    "reversed",
    "paragraph",
    "literary",
];

/// The style that a line in brackets gives the next block; `None` if it is no such line.
pub(super) fn attributes(line: &str) -> Option<Style> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    if inner.starts_with('[') {
        return Some(Style::Plain);
    }
    let starts = inner.chars().next().is_none_or(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '#' | '%' | ',' | '"' | '\'' | '{'));
    if !starts || inner.contains("](") {
        return None;
    }
    let first = inner.split(',').next().unwrap_or("").trim();
    let name = first.split(['.', '#', '%']).next().unwrap_or("").trim().trim_matches(['"', '\'']);
    let values = ["format=csv", "format=dsv", "format=tsv", "format=\"csv", "format=\"dsv", "format=\"tsv", "separator="];
    Some(match name {
        _ if values.iter().any(|v| inner.contains(v)) => Style::Values,
        "quote" | "verse" | "epigraph" | "excerpt" => Style::Quotation,
        "" => Style::Plain,
        _ if name.contains('=') || PROSE.contains(&name) => Style::Plain,
        _ => Style::Silent,
    })
}

/// The level and the bytes of the mark of a section title.
pub(super) fn section(line: &str) -> Option<(u8, usize)> {
    let first = line.bytes().next().filter(|b| matches!(b, b'=' | b'#'))?;
    let level = line.bytes().take_while(|b| *b == first).count();
    let rest = line.get(level..)?;
    let space = rest.len() - rest.trim_start().len();
    (level <= 6 && space > 0 && !rest.trim().is_empty()).then(|| (u8::try_from(level).unwrap_or(6), level + space))
}

/// Whether a line below a title makes it one.
pub(super) fn underlines(title: &str, line: &str) -> bool {
    let line = line.trim_end();
    let first = line.bytes().next().filter(|b| matches!(b, b'=' | b'-' | b'~' | b'^' | b'+'));
    let drawn = line.len() >= 2 && first.is_some_and(|f| line.bytes().all(|b| b == f));
    drawn
        && title.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '‘'))
        && title.chars().count().abs_diff(line.len()) <= 1
}

/// The name, target and what stands in the brackets of a block macro: `image::a.png[The text]`.
pub(super) fn block_macro(line: &str) -> Option<(&str, std::ops::Range<usize>)> {
    let at = line.find("::")?;
    let name = line.get(..at).filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')))?;
    let target = line.get(at + 2..)?;
    let open = at + 2 + target.find('[')?;
    let spaced = line.get(at + 2..open)?.starts_with(char::is_whitespace);
    (!spaced && line.ends_with(']')).then(|| (name, open + 1..line.len() - 1))
}

/// The name of an attribute entry and the bytes up to its value: `:revdate: 2023-06-18`.
pub(super) fn entry(line: &str) -> Option<(&str, usize)> {
    let inner = line.strip_prefix(':')?;
    let end = inner.bytes().take(LONGEST_NAME).position(|b| b == b':')?;
    let name = inner.get(..end)?;
    let bare = name.trim_start_matches('!').trim_end_matches('!');
    let fits = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let rest = inner.get(end + 1..)?;
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
    (fits && spaced).then(|| (name, end + 2 + (rest.len() - rest.trim_start().len())))
}

/// Names of attributes are no longer, in bytes.
const LONGEST_NAME: usize = 80;

/// The bytes up to the text of a comment line.
pub(super) fn comment(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("//")?;
    (!rest.starts_with('/')).then_some(2)
}

/// Whether a line is drawn: a rule or a page break.
pub(super) fn is_drawn(line: &str) -> bool {
    matches!(line, "'''" | "---" | "***" | "<<<" | "- - -" | "* * *") || (line.len() > 3 && line.bytes().all(|b| matches!(b, b'\'' | b'<')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_by_their_shape() {
        assert_eq!(delimiter("----"), Some(Encloses::Silent));
        assert_eq!(delimiter("|==="), Some(Encloses::Table));
        assert_eq!(delimiter("```rust"), Some(Encloses::Silent));
        assert_eq!(delimiter("____"), Some(Encloses::Quotation));
        for none in ["---", "-----a", "==== A", "…", "|==", "```a``` b"] {
            assert_eq!(delimiter(none), None, "{none}");
        }
        assert_eq!(attributes("[source,ruby]"), Some(Style::Silent));
        assert_eq!(attributes("[quote, Ann Lee]"), Some(Style::Quotation));
        assert_eq!(attributes("[.lead]"), Some(Style::Plain));
        assert_eq!(attributes("[NOTE]"), Some(Style::Plain));
        assert_eq!(attributes("[[here]]"), Some(Style::Plain));
        assert_eq!(attributes("[a](b)"), None);
        assert_eq!(section("== A b"), Some((2, 3)));
        assert_eq!(section("=== "), None);
        assert_eq!(block_macro("image::a b.png[Two men]"), Some(("image", 15..22)));
        assert_eq!(block_macro("Term:: text [x]"), None);
        assert_eq!(entry(":revdate: 2023"), Some(("revdate", 10)));
        assert_eq!(entry(":!x:"), Some(("!x", 4)));
        assert_eq!(entry(":a b: c"), None);
        assert!(underlines("A title", "======="));
        assert!(!underlines("A longer title", "----"));
    }
}
