//! Tables drawn with lines: grid tables and simple tables, cut into the lines of their cells.
//!
//! Columns are counted in characters, as editors show them; where a row's own bars say otherwise, the bars are believed.

use super::super::lines::Line;
use std::collections::BTreeMap;

/// The lines of a cell; blank ones separate paragraphs.
type Cell<'a> = Vec<Line<'a>>;

/// Whether a line is a full border of a grid table: `+---+---+`.
pub(super) fn is_grid_border(text: &str) -> bool {
    let starts = text.starts_with("+-") || text.starts_with("+=");
    starts && text.ends_with('+') && text.len() >= 3 && is_drawn(text)
}

fn is_drawn(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'+' | b'-' | b'='))
}

/// Whether a line is a border of a simple table: `=====  ====`, two columns at least.
pub(super) fn is_simple_border(text: &str) -> bool {
    text.starts_with('=') && text.contains(' ') && text.bytes().all(|b| matches!(b, b'=' | b' '))
}

/// The byte of each of some columns of characters in a line, in order; the end of the line for those behind it.
fn bytes_at(text: &str, columns: &[usize]) -> Vec<usize> {
    let mut found = Vec::with_capacity(columns.len());
    let mut wanted = columns.iter().peekable();
    for (column, (byte, _)) in text.char_indices().enumerate() {
        while wanted.next_if(|w| **w <= column).is_some() {
            found.push(byte);
        }
    }
    found.resize(columns.len(), text.len());
    found
}

/// The cells of a grid table, row by row.
pub(super) fn grid<'a>(lines: &[Line<'a>]) -> Vec<Cell<'a>> {
    let border = lines.first().map_or("", |l| l.text);
    let bars: Vec<usize> = border.char_indices().filter(|(_, c)| *c == '+').map(|(i, _)| i).collect();
    let mut done = Vec::new();
    let mut row: BTreeMap<usize, Cell<'a>> = BTreeMap::new();
    for line in lines.iter().skip(1) {
        let text = line.text.trim_end();
        if text.starts_with('+') && is_drawn(text) {
            done.extend(std::mem::take(&mut row).into_values());
            continue;
        }
        for (column, cell) in slices(text, &bars) {
            let part = Line { text: text.get(cell.clone()).unwrap_or(""), start: line.start + cell.start };
            if !part.text.is_empty() && is_drawn(part.text) {
                done.extend(row.remove(&column));
            } else {
                row.entry(column).or_default().push(part.trimmed());
            }
        }
    }
    done.extend(row.into_values());
    done
}

/// The parts of a line between bars, each with the column that it starts in.
fn slices(text: &str, bars: &[usize]) -> Vec<(usize, std::ops::Range<usize>)> {
    let own: Vec<usize> = text.char_indices().filter(|(_, c)| *c == '|').map(|(i, _)| i).collect();
    let places = if own.len() == bars.len() { own } else { bytes_at(text, bars) };
    let is_bar = |at: usize| matches!(text.as_bytes().get(at), Some(b'|' | b'+'));
    let mut cells = Vec::new();
    let mut start: Option<(usize, usize)> = None;
    for (column, at) in places.iter().copied().enumerate() {
        let last = column + 1 == places.len();
        if !is_bar(at) && !last {
            continue;
        }
        if let Some((column, from)) = start.filter(|(_, from)| *from <= at) {
            cells.push((column, from..at));
        }
        start = Some((column, at + 1));
    }
    cells
}

/// The cells of a simple table, row by row. `lines` are those below its first border.
pub(super) fn simple<'a>(border: Line<'a>, lines: &[Line<'a>]) -> Vec<Cell<'a>> {
    let mut starts = Vec::new();
    let mut before = ' ';
    for (column, c) in border.text.chars().enumerate() {
        if c == '=' && before == ' ' {
            starts.push(column);
        }
        before = c;
    }
    let mut done = Vec::new();
    let mut row: Vec<Cell<'a>> = vec![Vec::new(); starts.len()];
    let mut flush = |row: &mut Vec<Cell<'a>>| done.extend(row.iter_mut().map(std::mem::take).filter(|c| !c.is_empty()));
    for line in lines {
        let text = line.text.trim_end();
        let drawn = text.bytes().all(|b| matches!(b, b'=' | b'-' | b' '));
        if drawn {
            flush(&mut row);
            continue;
        }
        let places = bytes_at(text, &starts);
        // Text that goes on over the start of a column belongs to the one before.
        let crosses = |at: usize| at < text.len() && text.get(..at).is_some_and(|t| t.ends_with(|c: char| !c.is_whitespace()));
        let mut parts: Vec<(usize, usize)> = Vec::with_capacity(places.len());
        let mut end = text.len();
        for at in places.iter().rev().copied() {
            if crosses(at) {
                parts.push((at, at));
            } else {
                parts.push((at, end));
                end = at;
            }
        }
        parts.reverse();
        let first_says_nothing = parts.first().is_some_and(|(from, to)| text.get(*from..*to).is_none_or(|t| t.trim().is_empty()));
        if !first_says_nothing {
            flush(&mut row);
        }
        for ((from, to), cell) in parts.into_iter().zip(&mut row) {
            let part = Line { text: text.get(from..to).unwrap_or(""), start: line.start + from };
            if !part.is_blank() {
                cell.push(part.trimmed());
            }
        }
    }
    flush(&mut row);
    done
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::lines;
    use super::*;

    fn shown(cells: &[Cell<'_>]) -> Vec<String> {
        cells.iter().map(|c| c.iter().map(|l| l.text).collect::<Vec<_>>().join("/")).collect()
    }

    #[test]
    fn cells_of_grids_and_simple_tables() {
        let grid_lines: Vec<_> =
            lines("+-----+-----+\n| a   | é b |\n| c   |     |\n+=====+=====+\n| wide cell |\n+-----+-----+", 0).collect();
        assert_eq!(shown(&grid(&grid_lines)), ["a/c", "é b/", "wide cell"]);
        let all: Vec<_> = lines("===  ===\na    b c\n     d\ne    f\n===  ===", 0).collect();
        let (border, below) = all.split_first().unwrap();
        assert_eq!(shown(&simple(*border, below)), ["a", "b c/d", "e", "f"]);
    }
}
