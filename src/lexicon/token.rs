//! The tokenizer: prose to words, numbers and marks. One pass, no regex.
//!
//! - Hyphens, slashes and brackets are tokens of their own; the flag [`Flags::SPACE`] tells what touches.
//! - A possessive `'s` is a token of its own; other apostrophes stay inside their word (`don't`, `O'Brien`).
//! - The dot belongs to an abbreviation (`Mr.`, `U.S.`, `J.`), to a dotted name (`Node.js`) and to a number (`5.5`).
//! - A number ends where letters begin: `18th` is `18` and `th`, `400m` is `400` and `m`.

use super::{Class, Lexicon, WordId, fold};
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits behind them.
    Word,
    /// Digits with grouping and decimal marks.
    Number,
    /// A mark or any other character.
    Mark,
}

/// Facts about a token's look and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(u16);

impl Flags {
    /// White space, or nothing, stands before it.
    pub const SPACE: Self = Self(1);
    /// Its first letter is a capital.
    pub const CAPITAL: Self = Self(2);
    /// It has two letters or more and all are capitals.
    pub const UPPER: Self = Self(4);
    /// It is the first word of its sentence (or of its block).
    pub const FIRST: Self = Self(8);
    /// It stands inside quotation marks.
    pub const QUOTED: Self = Self(16);
    /// A line break stands before it.
    pub const LINE: Self = Self(32);
    /// It has a capital behind its first letter, or digits: `FBOpen`, `iPhone`, `F16`.
    pub const MIXED: Self = Self(64);
    /// It stands in a block quotation.
    pub const SET_OFF: Self = Self(128);
    /// It has characters beyond ASCII.
    pub const BEYOND_ASCII: Self = Self(256);
    /// How many sets of flags there are.
    pub const SETS: usize = 512;

    /// Whether a flag is set.
    #[must_use]
    pub fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    /// Whether a token's text is folded as it stands: without a capital, and without characters beyond ASCII.
    #[must_use]
    #[inline]
    pub fn tell_folded(self) -> bool {
        self.0 & (Self::CAPITAL.0 | Self::UPPER.0 | Self::MIXED.0 | Self::BEYOND_ASCII.0) == 0
    }

    /// All flags as one number below [`Flags::SETS`].
    #[must_use]
    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    /// Sets a flag.
    pub fn set(&mut self, flag: Self) {
        self.0 |= flag.0;
    }
}

/// A token: its place in the document's prose, its word and its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the prose.
    pub start: u32,
    /// One past its last byte in the prose.
    pub end: u32,
    /// The word it is; marks and numbers have one too.
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its look and place.
    pub flags: Flags,
}

impl Token {
    /// Whether it is a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a word with a capital.
    #[must_use]
    pub fn is_capitalised(&self) -> bool {
        self.is_word() && self.flags.has(Flags::CAPITAL)
    }

    /// Whether it touches the token before it.
    #[must_use]
    pub fn touches(&self) -> bool {
        !self.flags.has(Flags::SPACE)
    }
}

/// The character that stands for what is not read (code, a template tag, an image): it is a mark and joins nothing.
pub const OBJECT: char = '\u{fffc}';

/// Cuts `text[from..to]` into tokens. `word_id` numbers each folded form.
pub fn tokenize(
    lexicon: &Lexicon,
    text: &str,
    range: std::ops::Range<usize>,
    mut word_id: impl FnMut(&str) -> WordId,
    out: &mut Vec<Token>,
) {
    let Some(slice) = text.get(range.clone()) else { return };
    let bytes = slice.as_bytes();
    let base = range.start;
    let offset = |n: usize| u32::try_from(base + n).unwrap_or(u32::MAX);
    let mut at = 0;
    let (mut space, mut line) = (true, false);
    // Room for folding, kept from word to word.
    let mut folded = String::new();
    while let Some(&byte) = bytes.get(at) {
        let first = look_of(byte);
        if first == BLANK {
            space = true;
            line |= matches!(byte, b'\n' | b'\r');
            at += 1;
            continue;
        }
        let plain = match first {
            LOWER | UPPER => plain_word(lexicon, slice, at).map(|(len, flags)| (len, TokenKind::Word, flags)),
            SIGN | UNDERSCORE => Some((1, TokenKind::Mark, Flags::default())),
            DIGIT => Some((number_length(bytes.get(at..).unwrap_or(&[])), TokenKind::Number, Flags::default())),
            _ => joint(bytes.get(at..).unwrap_or(&[])),
        };
        let (len, kind, mut flags, word) = if let Some((len, kind, flags)) = plain {
            let piece = slice.get(at..at + len).unwrap_or("");
            let word = if flags == Flags::default() {
                word_id(piece)
            } else {
                folded.clear();
                folded.push_str(piece);
                folded.make_ascii_lowercase();
                word_id(&folded)
            };
            (len, kind, flags, word)
        } else {
            let rest = slice.get(at..).unwrap_or("");
            let Some(c) = rest.chars().next() else { return };
            if c.is_whitespace() || c == '\u{200b}' {
                space = true;
                at += c.len_utf8();
                continue;
            }
            let previous = out.last().filter(|_| !space).map(|t| t.kind);
            let (len, kind) = scan(lexicon, rest, c, space, previous);
            let piece = rest.get(..len).unwrap_or("");
            (len, kind, look(piece, kind), word_id(&fold(piece)))
        };
        if space {
            flags.set(Flags::SPACE);
        }
        if line {
            flags.set(Flags::LINE);
        }
        out.push(Token { start: offset(at), end: offset(at + len), word, kind, flags });
        at += len;
        (space, line) = (false, false);
    }
}

/// The length and look of a word at a place, where it is of ASCII letters and digits alone and what stands behind does not belong to
/// it: most words are so. Tells the same as [`scan`] and [`look`].
#[inline]
fn plain_word(lexicon: &Lexicon, text: &str, at: usize) -> Option<(usize, Flags)> {
    let rest = text.as_bytes().get(at..)?;
    let mut len = rest.iter().position(|&b| look_of(b) != LOWER).unwrap_or(rest.len());
    // Counts of what is no lower case, and of digits and capitals among it; most words have at most one.
    let (mut seen, mut capitals, mut others) = (0, 0, 0);
    while let Some(look) = rest.get(len).map(|&b| look_of(b)) {
        if look & LETTERS == 0 {
            // An apostrophe or a dot may carry the word on; beyond ASCII lie letters.
            if look == CARRIES_ON && may_carry_on(lexicon, text, at, at + len) {
                return None;
            }
            break;
        }
        seen |= look;
        capitals += usize::from(look == UPPER);
        others += usize::from(look & (DIGIT | UNDERSCORE) != 0);
        len += 1;
    }
    let mut flags = Flags::default();
    if seen & !LOWER != 0 {
        let capital = usize::from(rest.first().is_some_and(u8::is_ascii_uppercase));
        if capital == 1 {
            flags.set(Flags::CAPITAL);
        }
        if len - others >= 2 && capitals == len - others {
            flags.set(Flags::UPPER);
        } else if capitals > capital || seen & DIGIT != 0 {
            flags.set(Flags::MIXED);
        }
    }
    Some((len, flags))
}

/// A dot, an ellipsis of dots, a dash of hyphens, or a mark of General Punctuation that is no apostrophe. A dot before a digit may be a
/// decimal point.
fn joint(bytes: &[u8]) -> Option<(usize, TokenKind, Flags)> {
    let first = *bytes.first()?;
    if matches!(first, b'.' | b'-') {
        let run = bytes.iter().take_while(|b| **b == first).count();
        let len = if first == b'-' || run >= 3 { run } else { 1 };
        let point = first == b'.' && run == 1 && bytes.get(1).is_some_and(u8::is_ascii_digit);
        return (!point).then_some((len, TokenKind::Mark, Flags::default()));
    }
    let apostrophe = matches!(bytes, [_, _, 0x98 | 0x99, ..]);
    (is_punctuation(bytes) && !apostrophe).then_some((3, TokenKind::Mark, Flags::BEYOND_ASCII))
}

/// Whether what stands behind a plain word may belong to it, as [`word_length`] knows for sure.
fn may_carry_on(lexicon: &Lexicon, text: &str, start: usize, end: usize) -> bool {
    let letter = |rest: &[u8]| rest.first().is_some_and(|&b| look_of(b) & LETTERS != 0 || !b.is_ascii() && !is_punctuation(rest));
    let behind = text.as_bytes().get(end..).unwrap_or(&[]);
    match behind {
        [b'.', rest @ ..] => letter(rest) || end - start < 2 || text.get(start..=end).is_none_or(|w| is_abbreviation(lexicon, w)),
        [b'\'', rest @ ..] | [0xe2, 0x80, 0x99, rest @ ..] => letter(rest.strip_prefix(b"s").or(rest.strip_prefix(b"S")).unwrap_or(rest)),
        _ => !is_punctuation(behind),
    }
}

/// Whether a mark of Unicode's General Punctuation stands at the start: a dash, a quotation mark, an ellipsis.
fn is_punctuation(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x90..=0xa7, ..])
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const UNDERSCORE: u8 = 8;
const LETTERS: u8 = LOWER | UPPER | DIGIT | UNDERSCORE;
/// A mark that may be part of a word, or the first byte of a character beyond ASCII.
const CARRIES_ON: u8 = 16;
const BLANK: u8 = 32;
/// A mark that is a token alone.
const SIGN: u8 = 64;

/// What a byte can be in a plain text; 0 for what needs a closer look.
#[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "the compiler fills the table, byte by byte")]
fn look_of(byte: u8) -> u8 {
    const LOOKS: [u8; 256] = {
        let mut looks = [0; 256];
        let mut byte = 0;
        while byte < looks.len() {
            let look = match byte as u8 {
                b'a'..=b'z' => LOWER,
                b'A'..=b'Z' => UPPER,
                b'0'..=b'9' => DIGIT,
                b'_' => UNDERSCORE,
                b'\'' | b'.' | 128.. => CARRIES_ON,
                b' ' | b'\t' | b'\n' | b'\r' => BLANK,
                b'-' => 0,
                b'!'..=b'~' => SIGN,
                _ => 0,
            };
            looks[byte] = look;
            byte += 1;
        }
        looks
    };
    LOOKS.get(usize::from(byte)).copied().unwrap_or(0)
}

fn scan(lexicon: &Lexicon, rest: &str, first: char, space: bool, previous: Option<TokenKind>) -> (usize, TokenKind) {
    if first.is_alphabetic() {
        return (word_length(lexicon, rest), TokenKind::Word);
    }
    let decimal_point =
        first == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) && (space || previous == Some(TokenKind::Mark));
    if first.is_ascii_digit() || decimal_point {
        return (number_length(rest.as_bytes()), TokenKind::Number);
    }
    if matches!(first, '\'' | '\u{2019}') && previous == Some(TokenKind::Word) {
        let tail = rest.get(first.len_utf8()..).unwrap_or("");
        let s = tail.starts_with(['s', 'S']) && !tail.get(1..).is_some_and(|t| t.starts_with(char::is_alphanumeric));
        if s {
            return (first.len_utf8() + 1, TokenKind::Word);
        }
    }
    (first.len_utf8(), TokenKind::Mark)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || c == '_'
}

/// Bytes of a word: letters, inner apostrophes, the dots of abbreviations and dotted names.
fn word_length(lexicon: &Lexicon, rest: &str) -> usize {
    let mut end = letters(rest);
    while let Some(c) = rest.get(end..).and_then(|s| s.chars().next()) {
        let tail = rest.get(end + c.len_utf8()..).unwrap_or("");
        let run = letters(tail);
        match c {
            '\'' | '\u{2019}' if run > 0 && !tail.get(..run).is_some_and(|t| t.eq_ignore_ascii_case("s")) => end += c.len_utf8() + run,
            '.' => match dotted(lexicon, rest, end, run) {
                Some(longer) if longer > end => end = longer,
                _ => break,
            },
            _ => break,
        }
        if rest.get(..end).is_some_and(|w| w.ends_with('.')) && letters(rest.get(end..).unwrap_or("")) == 0 {
            break;
        }
    }
    end
}

/// How far a dot at `end` carries a word on, if it does.
fn dotted(lexicon: &Lexicon, rest: &str, end: usize, run: usize) -> Option<usize> {
    let word = rest.get(..end)?;
    let with_dot = rest.get(..=end)?;
    if run > 0 {
        // `U.S`, `Ph.D`, `Node.js`, `gsa.gov`: letters on both sides and no space.
        return Some(end + 1 + run);
    }
    let last = word.rsplit('.').next().unwrap_or(word);
    let single = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let initials = single && (word.contains('.') || last.chars().all(char::is_uppercase));
    (initials || is_abbreviation(lexicon, with_dot)).then_some(end + 1)
}

/// Whether a word with its dot is an abbreviation.
fn is_abbreviation(lexicon: &Lexicon, with_dot: &str) -> bool {
    lexicon.word(with_dot).is_some_and(|id| lexicon.classes(id).has_any(&[Class::AbbreviationInner, Class::AbbreviationFinal]))
}

fn letters(s: &str) -> usize {
    let mut end = 0;
    for c in s.chars() {
        if !is_letter(c) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn number_length(bytes: &[u8]) -> usize {
    let mut end = 0;
    while let Some(&b) = bytes.get(end) {
        let digit_follows = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if b.is_ascii_digit() || (matches!(b, b'.' | b',') && digit_follows) {
            end += 1;
        } else {
            break;
        }
    }
    end
}

fn look(piece: &str, kind: TokenKind) -> Flags {
    let mut flags = Flags::default();
    if !piece.is_ascii() {
        flags.set(Flags::BEYOND_ASCII);
    }
    if kind != TokenKind::Word {
        return flags;
    }
    let (mut letters, mut capitals, mut later, mut digits) = (0, 0, 0, 0);
    for (i, c) in piece.chars().enumerate() {
        letters += usize::from(c.is_alphabetic());
        digits += usize::from(c.is_numeric());
        if c.is_uppercase() {
            capitals += 1;
            later += usize::from(i > 0);
            if i == 0 {
                flags.set(Flags::CAPITAL);
            }
        }
    }
    if letters >= 2 && capitals == letters {
        flags.set(Flags::UPPER);
    } else if later > 0 || digits > 0 {
        flags.set(Flags::MIXED);
    }
    flags
}
