//! Tables of AsciiDoc, cut into the lines of their cells.

use super::super::lines::Line;
use super::shapes::{self, Encloses};

/// The lines of a cell; blank ones separate paragraphs.
type Cell<'a> = Vec<Line<'a>>;

/// The cells between the delimiters of a table, in order. `bar` stands in front of each cell.
pub(super) fn cells<'a>(lines: &[Line<'a>], bar: char) -> Vec<Cell<'a>> {
    let mut done: Vec<Cell<'a>> = Vec::new();
    let mut code = false;
    // A delimiter inside a cell: what stands up to its twin is not read.
    let mut inside: Option<&str> = None;
    for line in lines {
        let text = line.text.trim_end();
        if let Some(delimiter) = inside {
            inside = Some(delimiter).filter(|d| !shapes::closes(text, d));
            continue;
        }
        if matches!(shapes::delimiter(text), Some(Encloses::Silent | Encloses::Comment | Encloses::Table | Encloses::Values)) {
            inside = Some(text);
            continue;
        }
        let mut from = 0;
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|t| t.find(bar)).map(|i| at + i) {
            at = found + bar.len_utf8();
            let before = text.get(from..found).unwrap_or("");
            if before.ends_with('\\') {
                continue;
            }
            let spec = specification(before);
            let kept = before.len() - spec.len();
            push(&mut done, code, line, text, from..from + kept);
            code = spec.ends_with(['l', 'm']);
            done.push(Vec::new());
            from = at;
        }
        push(&mut done, code, line, text, from..text.len());
    }
    done
}

fn push<'a>(cells: &mut [Cell<'a>], code: bool, line: &Line<'a>, text: &'a str, range: std::ops::Range<usize>) {
    let Some(cell) = cells.last_mut().filter(|_| !code) else { return };
    let part = Line { text: text.get(range.clone()).unwrap_or(""), start: line.start + range.start };
    // A line that only ends a cell is no blank line in it.
    if !part.is_blank() || text.is_empty() {
        cell.push(part.trimmed());
    }
}

/// What stands right before a bar and says how its cell looks: `2+`, `.3+^`, `3*`, `a`, `h`.
fn specification(before: &str) -> &str {
    let is_spec =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '*' | '<' | '>' | '^' | 'a' | 'd' | 'e' | 'h' | 'l' | 'm' | 's' | 'v');
    let length: usize = before.chars().rev().take(LONGEST_SPEC).take_while(|c| is_spec(*c)).map(char::len_utf8).sum();
    let spec = before.get(before.len() - length..).unwrap_or("");
    let free = before.get(..before.len() - length).is_none_or(|t| t.is_empty() || t.ends_with(char::is_whitespace));
    let letters = spec.chars().filter(char::is_ascii_alphabetic).count();
    let digits_only = !spec.is_empty() && spec.chars().all(|c| c.is_ascii_digit() || c == '.');
    let fits = free && letters <= 1 && !digits_only && (letters == 0 || spec.ends_with(|c: char| c.is_ascii_alphabetic()));
    if fits { spec } else { "" }
}

/// Specifications are no longer.
const LONGEST_SPEC: usize = 16;

#[cfg(test)]
mod tests {
    use super::super::super::lines::lines;
    use super::*;

    #[test]
    fn cells_by_their_bars() {
        let text = "|Year |Boats\n\n2+|Both\nin one\na|\n* item\nm|code\n|1900 |5 a|b";
        let all: Vec<_> = lines(text, 0).collect();
        let shown: Vec<_> = cells(&all, '|').iter().map(|c| c.iter().map(|l| l.text).collect::<Vec<_>>().join("/")).collect();
        assert_eq!(shown, ["Year", "Boats/", "Both/in one", "* item", "", "1900", "5", "b"]);
    }
}
