//! A text with stretches of it marked by kind: in colour, or between brackets where there is none.
//!
//! Invariants:
//! - Every character of the text goes through [`escape`](super::escape), brackets of marks included; lines break at spaces only, so
//!   that no line can come to start with what a runner takes for a command.
//! - Marks nest; of two that cross, the one that begins later is left out.

use super::Look;
use super::escape;
use super::snippet::width_of;
use crate::source::Span;
use std::io::{self, Write};

/// A stretch with its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text.
    pub span: Span,
    /// What it is, in a word.
    pub kind: &'static str,
}

/// The colour of a kind: dates and times, numbers, people, bodies, places, short forms, quotations each have their own.
fn style(kind: &str) -> &'static str {
    match kind {
        "date" => "36",
        "time" => "36;4",
        "duration" => "36;1",
        "set" => "36;3",
        "number" => "33",
        "ordinal" => "33;3",
        "percent" => "33;4",
        "money" => "33;1",
        "quantity" => "33;1;4",
        "age" => "33;3;4",
        "person" => "32;1",
        "role" => "32",
        "honorific" => "32;3",
        "org" => "35",
        "place" => "34",
        "acronym" => "31",
        "acronym-expansion" => "31;3",
        _ => "2",
    }
}

/// Marks in order, the longer first, without repeats and crossings.
fn nested(marks: &[Mark]) -> Vec<Mark> {
    let mut sorted: Vec<Mark> = marks.iter().copied().filter(|m| m.span.start < m.span.end).collect();
    sorted.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let (mut out, mut open): (Vec<Mark>, Vec<u32>) = (Vec::new(), Vec::new());
    for mark in sorted {
        open.retain(|end| *end > mark.span.start);
        if open.last().is_none_or(|end| mark.span.end <= *end) {
            open.push(mark.span.end);
            out.push(mark);
        }
    }
    out
}

/// A line that is being laid out: its text, and where a colour starts or ends.
#[derive(Debug, Default)]
struct Line {
    text: String,
    turns: Vec<(usize, Option<&'static str>)>,
}

impl Line {
    fn push(&mut self, text: &str) {
        text.chars().for_each(|c| escape::push(&mut self.text, c));
    }

    /// From here on the colour of the innermost open mark.
    fn turn(&mut self, open: &[Mark]) {
        self.turns.push((self.text.len(), open.last().map(|m| m.kind)));
    }

    /// Writes it, broken at spaces.
    fn write(&mut self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let (mut columns, mut row) = (0, String::new());
        let mut turns = self.turns.iter().peekable();
        let mut current: Option<&'static str> = None;
        let mut at = 0;
        for word in self.text.split_inclusive(' ') {
            let wide: usize = word.trim_end().chars().map(width_of).sum();
            if columns > 0 && columns + wide > width {
                let reset = if current.is_some() { "\x1b[0m" } else { "" };
                writeln!(out, "{}{reset}", row.trim_end())?;
                row.clear();
                columns = 0;
                row.extend(current.map(|kind| format!("\x1b[{}m", style(kind))));
            }
            for (offset, c) in word.char_indices() {
                while let Some((_, kind)) = turns.next_if(|(place, _)| *place <= at + offset) {
                    current = *kind;
                    row += "\x1b[0m";
                    row.extend(current.map(|kind| format!("\x1b[{}m", style(kind))));
                }
                row.push(c);
                columns += width_of(c);
            }
            at += word.len();
        }
        let open = turns.last().map_or(current, |(_, kind)| *kind).or(current).is_some();
        writeln!(out, "{}{}", row.trim_end(), if open { "\x1b[0m" } else { "" })?;
        self.text.clear();
        self.turns.clear();
        Ok(())
    }
}

/// Writes a text with its marks, and a legend of the kinds in it.
///
/// # Errors
/// What the stream says.
pub fn marked(text: &str, marks: &[Mark], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let marks = nested(marks);
    let mut next = marks.iter().peekable();
    let (mut line, mut open): (Line, Vec<Mark>) = (Line::default(), Vec::new());
    for (i, c) in text.char_indices() {
        let at = u32::try_from(i).unwrap_or(u32::MAX);
        while open.pop_if(|m| m.span.end <= at).is_some() {
            if look.color { line.turn(&open) } else { line.push("]") }
        }
        while let Some(mark) = next.next_if(|m| m.span.start <= at) {
            open.push(*mark);
            if look.color {
                line.turn(&open);
            } else {
                line.push(&format!("[{} ", mark.kind));
            }
        }
        match c {
            '\r' if text.as_bytes().get(i + 1) == Some(&b'\n') => {}
            '\n' => {
                line.write(look.width, out)?;
                if look.color && !open.is_empty() {
                    line.turn(&open);
                }
            }
            c => escape::push_at(&mut line.text, text, i, c),
        }
    }
    if !look.color {
        line.push(&"]".repeat(open.len()));
    }
    if !line.text.is_empty() {
        line.write(look.width, out)?;
    }
    legend(&marks, look, out)
}

fn legend(marks: &[Mark], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for mark in marks {
        match counts.iter_mut().find(|(kind, _)| *kind == mark.kind) {
            Some((_, n)) => *n += 1,
            None => counts.push((mark.kind, 1)),
        }
    }
    if counts.is_empty() {
        return writeln!(out, "\nNothing is marked.");
    }
    let mut line = Line::default();
    line.push("Marked: ");
    for (i, (kind, n)) in counts.iter().enumerate() {
        line.push(if i > 0 { ", " } else { "" });
        if look.color {
            line.turns.push((line.text.len(), Some(*kind)));
        }
        line.push(kind);
        if look.color {
            line.turns.push((line.text.len(), None));
        }
        line.push(&format!(" {n}"));
    }
    writeln!(out)?;
    line.write(look.width, out)
}

#[cfg(test)]
mod tests {
    use super::{Look, Mark, marked};
    use crate::source::Span;

    fn drawn(text: &str, marks: &[(u32, u32, &'static str)], color: bool, width: usize) -> String {
        let marks: Vec<Mark> = marks.iter().map(|&(start, end, kind)| Mark { span: Span { start, end }, kind }).collect();
        let mut out = Vec::new();
        marked(text, &marks, Look { color, unicode: true, width }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn marks_nest_and_crossing_ones_are_left_out() {
        let text = "He said “five men” on May 3.";
        let got = drawn(text, &[(8, 22, "quote"), (11, 15, "number"), (13, 30, "org"), (26, 31, "date"), (30, 31, "number")], false, 80);
        assert_eq!(got, "He said [quote “[number five] men”] on [date May [number 3]].\n\nMarked: quote 1, number 2, date 1\n");
    }

    #[test]
    fn hostile_text_is_harmless_and_wrapped_at_spaces() {
        let got = drawn("one \u{1b}[31m ::error:: two ##[x] three\u{202e}", &[(0, 3, "number")], false, 20);
        assert_eq!(got, "[number one]\n\\u{1b}[31m\n:\\u{3a}error:: two\n##\\u{5b}x]\nthree\\u{202e}\n\nMarked: number 1\n");
    }

    #[test]
    fn colours_end_with_their_marks_and_their_lines() {
        let got = drawn("from May\n3 on", &[(5, 10, "date")], true, 80);
        assert_eq!(
            got,
            "from \u{1b}[0m\u{1b}[36mMay\u{1b}[0m\n\u{1b}[0m\u{1b}[36m3\u{1b}[0m on\n\nMarked: \u{1b}[0m\u{1b}[36mdate\u{1b}[0m 1\n"
        );
    }
}
