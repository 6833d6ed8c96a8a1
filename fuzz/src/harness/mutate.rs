//! Changes of an input that keep to its pieces: words, marks, lines and what the target's grammar is made of.

use super::rng::Rng;

/// What has a meaning somewhere: line ends, limits of numbers and types, characters of odd width.
const ODD: &[&str] = &[
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "\u{2028}",
    "\u{85}",
    "\u{a0}",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "𐐀",
    "👩‍👩‍👧",
    "日本",
    "١٢",
    "½",
    "²",
    "0",
    "-1",
    "1e400",
    "9999999999999999999999999999999999999999",
    "0.000000000000000000000000000000000001",
    "2023-02-30",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "29 February 1900",
    "24:60",
    "::error::",
    "##[error]",
    "##vso[task.x]",
    "<!--",
    "-->",
    "\u{1b}[31m",
    "'",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\\",
    "%0A",
    "]]>",
    "&#0;",
    "&amp;",
    "...",
    "—",
];

/// One change.
pub(crate) fn mutate(rng: &mut Rng, input: &mut Vec<u8>, pool: &[Vec<u8>], words: &[&str]) {
    let at = place(rng, input);
    match rng.below(11) {
        0 | 1 => insert(input, at, rng.pick(words).copied().unwrap_or("").as_bytes()),
        2 => insert(input, at, rng.pick(ODD).copied().unwrap_or("").as_bytes()),
        3 => {
            let end = place(rng, input);
            input.drain(at.min(end)..at.max(end).min(at.min(end) + 200));
        }
        4 => {
            let end = place(rng, input);
            let piece = input.get(at.min(end)..at.max(end)).unwrap_or(&[]).to_vec();
            let piece = piece.get(..piece.len().min(400)).unwrap_or(&[]);
            insert(input, at, &piece.repeat(1 + rng.below(8)));
        }
        5 => {
            if let Some(other) = rng.pick(pool) {
                let from = place(rng, other);
                let end = place(rng, other).max(from).min(from + 600);
                insert(input, at, other.get(from..end).unwrap_or(&[]));
            }
        }
        6 => {
            // Nested: so many openers here, so many closers at the end.
            let (open, close) = *rng
                .pick(&[("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("<b>", "</b>"), ("> ", ""), ("*", "*"), ("'", "'")])
                .unwrap_or(&("(", ")"));
            let n = 1 << rng.below(8);
            insert(input, at, open.repeat(n).as_bytes());
            let end = place(rng, input).max(at);
            insert(input, end, close.repeat(n).as_bytes());
        }
        7 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = if byte.is_ascii_digit() { b'0' + u8::try_from(rng.below(10)).unwrap_or(0) } else { byte.to_ascii_uppercase() };
            }
        }
        8 => {
            let byte = u8::try_from(rng.below(256)).unwrap_or(0);
            let i = rng.below(input.len());
            if let Some(b) = input.get_mut(i) {
                *b = byte;
            }
        }
        9 => {
            // Two lines change places.
            let mut lines: Vec<&[u8]> = input.split(|b| *b == b'\n').collect();
            let (a, b) = (rng.below(lines.len()), rng.below(lines.len()));
            lines.swap(a, b);
            *input = lines.join(&b'\n');
        }
        _ => {
            let n = 1 << rng.below(10);
            insert(input, at, rng.pick(words).copied().unwrap_or(" ").repeat(n).as_bytes());
        }
    }
}

fn insert(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = at.min(input.len());
    input.splice(at..at, piece.iter().copied());
}

/// The start of a word, a mark or a line.
fn place(rng: &mut Rng, input: &[u8]) -> usize {
    let mut at = rng.below(input.len() + 1);
    let joined = |i: usize| {
        let (Some(a), Some(b)) = (i.checked_sub(1).and_then(|p| input.get(p)), input.get(i)) else { return false };
        b & 0xc0 == 0x80 || a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()
    };
    while !rng.chance(20) && joined(at) {
        at -= 1;
    }
    at
}
