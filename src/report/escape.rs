//! Makes hostile text harmless where people read it: no control, bidirectional or invisible character reaches a terminal, no letter
//! poses as another, and no line can be read as a command by a continuous-integration runner.
//!
//! Runners read every line of output: `::command::` after white space at the start of a line, `##[command]` and `##vso[command]`
//! anywhere in it.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// Whether a character is shown as `\u{…}` instead of itself.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{3164}' | '\u{ffa0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that are drawn like Latin ones, from the table `confusables.txt` of Unicode Technical Standard 39: Cyrillic, Greek, Armenian.
/// Small Greek letters that stand in Latin words as symbols (α, μ, ν, ρ) are left out.
const TWINS: &str = "аԁеһіјӏоԛрсѕугѵԝхүАВСЕԌНІЈКМОРԚЅТУѴԜХҮӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧιοϲϳϹհոօզցսՏՕՍԼ";

/// How far from a letter the others of its word are looked for, in characters.
const WORD: usize = 64;

fn is_twin(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{58f}') && TWINS.contains(c)
}

/// Whether the letter at a byte of a text is drawn like a Latin one, and stands in one word with Latin ones.
fn poses(text: &str, at: usize, c: char) -> bool {
    if !is_twin(c) {
        return false;
    }
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let has_latin = |letters: &mut dyn Iterator<Item = char>| letters.take(WORD).take_while(|c| c.is_alphanumeric()).any(latin);
    has_latin(&mut before.chars().rev()) || has_latin(&mut after.chars())
}

/// Text for one line of a human format. Tabs and line breaks become single spaces; other hidden characters, and letters that pose as
/// Latin ones, `\u{…}`.
#[must_use]
pub fn inline(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !is_hidden(c) && !is_twin(c);
    if text.chars().all(plain) && !text.contains("::") && !text.contains("##") && !text.contains('\u{fe0f}') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push_stretch(&mut out, text, 0..text.len());
    Cow::Owned(out)
}

/// Text for a field of a machine format that people read in the end: as [`inline`], but commands of runners stay as they are, for
/// each format has its own way to keep them from being read as such.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hidden(c) || is_twin(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '\r' if rest.peek().is_some_and(|(_, next)| *next == '\n') => {}
            '\t' | '\n' | '\r' => out.push(' '),
            c if is_hidden(c) || poses(text, at, c) => push_code(&mut out, c),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn push_code(out: &mut String, c: char) {
    let _ = write!(out, "\\u{{{:x}}}", c as u32);
}

/// Adds a stretch of a text in its harmless form to a line.
pub(super) fn push_stretch(out: &mut String, text: &str, stretch: Range<usize>) {
    let mut rest = text.get(stretch.clone()).unwrap_or_default().char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c != '\r' || rest.peek().is_none_or(|(_, next)| *next != '\n') {
            push_at(out, text, stretch.start + at, c);
        }
    }
}

/// Adds the character at a byte of a text in its harmless form to a line.
pub(super) fn push_at(out: &mut String, text: &str, at: usize, c: char) {
    if poses(text, at, c) { push_code(out, c) } else { push(out, c) }
}

/// Adds one character in its harmless form to a line.
pub(super) fn push(out: &mut String, c: char) {
    match c {
        '\t' | '\n' | '\r' => out.push(' '),
        // Between letters it cannot come to stand at the start of a line, however the line is wrapped.
        ':' if out.ends_with(':') && !out.trim_end_matches(':').ends_with(char::is_alphanumeric) => out.push_str("\\u{3a}"),
        '[' if out.ends_with("##") || out.ends_with("##vso") => out.push_str("\\u{5b}"),
        // A runner that compares as the reader's language does passes over this selector, and would see a command without it.
        c if is_hidden(c) || c == '\u{fe0f}' && out.ends_with([':', '#']) => push_code(out, c),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{inline, visible};

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(inline("a\u{202e}b\u{1b}[31mc"), "a\\u{202e}b\\u{1b}[31mc");
        assert_eq!(inline("tab\tand\r\nbreak"), "tab and break");
        assert_eq!(inline("plain é 中"), "plain é 中");
        assert_eq!(visible("::a\u{202e}b\r\n##[c]\u{1b}"), "::a\\u{202e}b ##[c]\\u{1b}");
    }

    #[test]
    fn letters_that_pose_as_others_are_shown() {
        // Cyrillic а and о, Greek Ο.
        assert_eq!(inline("pаypаl, Gооgle, ΟSLO"), "p\\u{430}yp\\u{430}l, G\\u{43e}\\u{43e}gle, \\u{39f}SLO");
        assert_eq!(visible("the bаnk, côtе"), "the b\\u{430}nk, côt\\u{435}");
        for whole in ["Москва, а также Oslo", "Ο Όμηρος", "5 μm, α-helix, hν, ΔT, kΩ", "Հայաստան", "été, Øre, Łódź", "а"]
        {
            assert_eq!((&*inline(whole), &*visible(whole)), (whole, whole));
        }
    }

    #[test]
    fn runner_commands_cannot_be_formed() {
        assert_eq!(inline("::error::x"), ":\\u{3a}error::x");
        assert_eq!(inline(" ::error ::x"), " :\\u{3a}error :\\u{3a}x");
        assert_eq!(inline("std::vector"), "std::vector");
        assert_eq!(inline("a ##[set-env]"), "a ##\\u{5b}set-env]");
        assert_eq!(inline("##vso[task.x]"), "##vso\\u{5b}task.x]");
        assert_eq!(inline(":\u{fe0f}:error::x ✔\u{fe0f}"), ":\\u{fe0f}:error::x ✔\u{fe0f}");
        assert_eq!(inline("::::"), ":\\u{3a}:\\u{3a}");
    }
}
