//! Short windows of a text with marks in them, cut and made harmless by us.
//!
//! Invariants:
//! - A window costs time and space by its own size, never by that of its line or file: an article's paragraph is one long line.
//! - Whatever stands in a window went through [`escape`](super::escape).

use super::escape;
use crate::source::{Position, Source, Span};
use std::ops::Range;

/// A place to mark.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Bytes of the source.
    pub(super) span: Span,
    /// Line and column of its start.
    pub(super) at: Position,
    /// A few words on it; may be empty.
    pub(super) message: String,
    /// Whether it is the place to look at first.
    pub(super) primary: bool,
}

/// A mark in a window.
#[derive(Debug)]
pub(super) struct Placed {
    /// Bytes of the window's text.
    pub(super) range: Range<usize>,
    /// Line in the source, 0-based.
    pub(super) line: usize,
    /// Column in the source, 0-based.
    pub(super) column: usize,
    /// A few words on it, harmless.
    pub(super) message: String,
    /// Whether it is the place to look at first.
    pub(super) primary: bool,
}

/// A stretch of one line (or of a few, joined) around marks.
#[derive(Debug)]
pub(super) struct Window {
    /// The file's name, harmless.
    pub(super) name: String,
    /// What is shown.
    pub(super) text: String,
    /// Marks in order of place.
    pub(super) marks: Vec<Placed>,
}

/// Most context on either side, in columns.
const CONTEXT: usize = 40;
/// Least context on either side of marks that share a window.
const LEAST: usize = 6;
/// Most marks in a window; more would be a picket fence.
const MOST: usize = 8;

/// Windows on the marks of one source, that of the primary mark first. `width` is the most columns of a window; `dots` stand for what
/// is left out.
pub(super) fn windows(source: &Source, marks: &[Mark], width: usize, dots: &str) -> Vec<Window> {
    let mut sorted: Vec<&Mark> = marks.iter().filter(|m| source.span_text(m.span).is_some()).collect();
    sorted.sort_by_key(|m| (m.span, !m.primary));
    sorted.dedup_by_key(|m| m.span);
    let mut groups: Vec<Vec<&Mark>> = Vec::new();
    for mark in sorted {
        match groups.last_mut() {
            Some(group) if group.len() < MOST && fits(source, group, mark, width) => group.push(mark),
            _ => groups.push(vec![mark]),
        }
    }
    groups.sort_by_key(|g| !g.iter().any(|m| m.primary));
    groups.iter().map(|g| window(source, g, width, dots)).collect()
}

/// Whether a mark fits into the window of the marks before it.
fn fits(source: &Source, group: &[&Mark], mark: &Mark, width: usize) -> bool {
    let Some(first) = group.first() else { return false };
    let whole = first.span.cover(mark.span);
    let room = width.saturating_sub(2 * LEAST + 2);
    if whole.len() as usize > 4 * room {
        return false;
    }
    source.span_text(whole).is_some_and(|t| !has_blank_line(t) && columns(t) <= room)
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.lines().skip(1);
    lines.any(|l| l.trim().is_empty())
}

fn columns(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// Columns of a character on a terminal, near enough for cutting.
pub(super) fn width_of(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        c if escape::is_hidden(c) && !matches!(c, '\t' | '\n' | '\r') => 8,
        _ => 1,
    }
}

fn window(source: &Source, group: &[&Mark], width: usize, dots: &str) -> Window {
    let whole = group.iter().map(|m| m.span).reduce(Span::cover).unwrap_or_default();
    let inside = source.span_text(whole).unwrap_or("");
    let used = columns_up_to(inside, width);
    let room = width.saturating_sub(used + 2);
    let before = source.text().get(..whole.start as usize).unwrap_or("");
    let after = source.text().get(whole.end as usize..).unwrap_or("");
    // Each side gets half of the room, and what the other side leaves over.
    let side = |text: &[char]| text.iter().map(|c| width_of(*c)).sum::<usize>();
    let (right, _) = context(after.chars(), room / 2, false);
    let (left, cut_left) = context(before.chars().rev(), room.saturating_sub(side(&right)).min(CONTEXT), false);
    let (right, cut_right) = context(after.chars(), room.saturating_sub(side(&left)).min(CONTEXT), false);
    let mut text = String::new();
    if cut_left {
        text.push_str(dots);
    }
    let bytes = |text: &[char]| text.iter().map(|c| c.len_utf8()).sum::<usize>();
    let prefix = before.get(before.len().saturating_sub(bytes(&left))..).unwrap_or("");
    let prefix = if cut_left { prefix } else { prefix.trim_start_matches(['\u{feff}', ' ', '\t']) };
    escape::push_stretch(&mut text, source.text(), before.len() - prefix.len()..before.len());
    let mut placed: Vec<Placed> = group.iter().map(|m| place(m)).collect();
    push_marked(&mut text, source, whole, group, &mut placed, (width, dots));
    let end = whole.end as usize;
    escape::push_stretch(&mut text, source.text(), end..end + bytes(&right));
    let end = text.trim_end().len().max(placed.iter().map(|p| p.range.end).max().unwrap_or(0));
    text.truncate(end);
    if placed.iter().any(|p| p.range.start >= text.len()) {
        text.push(' '); // an empty place behind the last character still needs something to stand under
    }
    if cut_right {
        text.push_str(dots);
    }
    Window { name: escape::inline(&source.path).into_owned(), text, marks: placed }
}

fn columns_up_to(text: &str, most: usize) -> usize {
    let mut sum = 0;
    text.chars()
        .map(width_of)
        .take_while(|w| {
            sum += w;
            sum <= most
        })
        .sum()
}

fn place(mark: &Mark) -> Placed {
    Placed {
        range: 0..0,
        line: mark.at.line.saturating_sub(1) as usize,
        column: mark.at.column.saturating_sub(1) as usize,
        message: escape::inline(&mark.message).into_owned(),
        primary: mark.primary,
    }
}

/// Adds the stretch that holds the marks and notes where each came to stand. What is too long loses its middle.
fn push_marked(text: &mut String, source: &Source, whole: Span, group: &[&Mark], placed: &mut [Placed], (width, dots): (usize, &str)) {
    let inside = source.span_text(whole).unwrap_or("");
    let half = width.saturating_sub(4) / 2;
    let elide = if inside.len() > width && columns_up_to(inside, width) + 1 >= width.min(columns_up_to(inside, 4 * width)) {
        middle(inside, half)
    } else {
        None
    };
    let base = whole.start as usize;
    let mut skip = false;
    let mut last = '\0';
    for (i, c) in inside.char_indices() {
        if let Some(cut) = &elide {
            if i == cut.start {
                text.push_str(dots);
                skip = true;
            }
            if i == cut.end {
                skip = false;
            }
        }
        note(text.len(), base + i, group, placed);
        let second_half = c == '\n' && last == '\r';
        if !skip && !second_half {
            escape::push_at(text, source.text(), base + i, c);
        }
        last = c;
    }
    note(text.len(), base + inside.len(), group, placed);
}

fn note(at: usize, offset: usize, group: &[&Mark], placed: &mut [Placed]) {
    for (mark, p) in group.iter().zip(placed) {
        if mark.span.start as usize == offset {
            p.range.start = at;
        }
        if mark.span.end as usize == offset {
            p.range.end = at.max(p.range.start);
        }
    }
}

/// The bytes between the first and the last `half` columns, cut between words where that is possible.
fn middle(text: &str, half: usize) -> Option<Range<usize>> {
    let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
    let (first, _) = context(text.chars(), half, true);
    let (last, _) = context(text.chars().rev(), half, true);
    let (start, end) = (bytes(&first), text.len().saturating_sub(bytes(&last)));
    (start < end).then_some(start..end)
}

/// Up to `room` columns of text, up to the end of the line unless told otherwise; whether something was left out. Words are not cut
/// unless there is no other way.
fn context(chars: impl Iterator<Item = char>, room: usize, over_lines: bool) -> (Vec<char>, bool) {
    let (mut taken, mut sum, mut cut) = (Vec::new(), 0, false);
    for c in chars {
        if !over_lines && (c == '\n' || c == '\r') {
            break;
        }
        sum += width_of(c);
        if sum > room {
            cut = true;
            break;
        }
        taken.push(c);
    }
    if cut && let Some(space) = taken.iter().rposition(|c| c.is_whitespace()) {
        taken.truncate(space);
    }
    (taken, cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, places: &[&str]) -> Vec<Mark> {
        let mark = |(i, p): (usize, &&str)| {
            let start = text.find(p).unwrap();
            Mark { span: Span::of(start..start + p.len()), at: Position { line: 1, column: 1 }, message: String::new(), primary: i == 0 }
        };
        places.iter().enumerate().map(mark).collect()
    }

    fn shown(text: &str, places: &[&str]) -> Vec<(String, Vec<String>)> {
        let source = Source::from_text("a.md", text.to_owned());
        let show = |w: Window| (w.text.clone(), w.marks.iter().map(|p| w.text.get(p.range.clone()).unwrap().to_owned()).collect());
        windows(&source, &marks(text, places), 60, "…").into_iter().map(show).collect()
    }

    #[test]
    fn near_marks_share_a_window_and_far_ones_do_not() {
        let text = "Talks began on Sunday, June 17, 2023.";
        assert_eq!(shown(text, &["Sunday", "June 17, 2023"]), [(text.to_owned(), vec!["Sunday".to_owned(), "June 17, 2023".to_owned()])]);
        let far = format!("First here. {} Then there.", "word ".repeat(100));
        assert_eq!(shown(&far, &["there", "First"]).len(), 2);
        assert_eq!(shown(&far, &["there", "First"])[0].1, ["there"]);
    }

    #[test]
    fn a_long_line_is_clipped_at_words() {
        let text = format!("{}HERE {}", "alpha ".repeat(1000), "omega ".repeat(1000));
        let (shown, _) = shown(&text, &["HERE"]).remove(0);
        assert!(shown.starts_with("…alpha") && shown.ends_with("omega…") && shown.len() < 80, "{shown}");
    }

    #[test]
    fn hostile_text_keeps_marks_in_place() {
        let text = "x\u{202e}y ##[error]\tnow\r\nnext";
        assert_eq!(shown(text, &["##[error]", "next"])[0].1, ["##\\u{5b}error]", "next"]);
        assert_eq!(shown("\u{feff}# Title", &["Title"])[0].0, "# Title");
    }

    #[test]
    fn a_long_mark_loses_its_middle() {
        let text = "a".repeat(5000);
        let (shown, marks) = shown(&text, &[&text]).remove(0);
        assert!(shown.chars().count() <= 60 && shown.contains('…'), "{shown}");
        assert_eq!(marks, [shown]);
    }
}
