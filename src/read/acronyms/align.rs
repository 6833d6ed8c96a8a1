//! Aligns the letters of a short form with the words of a long form, in order, as cheaply as they allow.
//!
//! Every letter or digit of the short form must stand in the long form, in order, the first at the start of a word. What the eye
//! finds natural is cheap: first letters of successive words, of the parts of a compound, runs of letters; skipped small words
//! cost little, skipped content words and lone letters inside words cost much. A match is good if its cost stays under a limit
//! that grows with the short form. Costs are in tenths.

use crate::lexicon::{Class, Lexicon, fold};

/// A long form found for a short one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Byte in the text where the long form starts.
    pub start: usize,
    /// What the match cost, in tenths.
    pub cost: u32,
}

/// How a letter stands in its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// First of a word.
    Word,
    /// First of a part: behind a hyphen, a digit, a change of case, a known prefix.
    Part,
    /// Inside.
    Inner,
}

#[derive(Debug, Clone, Copy)]
struct Letter {
    at: usize,
    char: char,
    place: Place,
    word: usize,
    part: usize,
}

struct Text {
    letters: Vec<Letter>,
    /// For each word, the cost of leaving it out.
    skip: Vec<u32>,
    /// For each word, the cost of leaving out all before it.
    before: Vec<u32>,
    /// Digit that a word stands for, by the index of its first letter.
    digits: Vec<(usize, char)>,
}

/// From this cost on a match is strained: a lone inner letter and a skipped word.
pub(super) const STRAINED: u32 = 16;
const INNER: u32 = 10;
const STRAY: u32 = 26;
const RUN: u32 = 2;
const SKIP_SMALL: u32 = 2;
const SKIP_WORD: u32 = 12;
const COMMA: u32 = 5;
const TAIL: u32 = 3;
const DIGIT_LEFT_OUT: u32 = 8;

/// Finds the best long form that ends where `text` ends. `anchored` asks that it take all of the text.
pub(super) fn align(lexicon: &Lexicon, text: &str, short: &str, anchored: bool) -> Option<Alignment> {
    let wanted: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let whole = best(lexicon, text, &wanted, anchored);
    // A plural short form ("NGOs") may leave its s without a partner.
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    if capitals >= 2 && short.ends_with('s') && short.chars().rev().nth(1).is_some_and(char::is_uppercase) {
        let singular = wanted.get(..wanted.len().saturating_sub(1)).and_then(|w| best(lexicon, text, w, anchored));
        return [whole, singular].into_iter().flatten().min_by_key(|a| (a.cost, usize::MAX - a.start));
    }
    whole
}

fn limit(letters: usize) -> u32 {
    match letters {
        0 | 1 => 0,
        2 => 14,
        3 => 27,
        4 => 34,
        n => u32::try_from(n).unwrap_or(u32::MAX).saturating_mul(8),
    }
}

fn best(lexicon: &Lexicon, text: &str, wanted: &[char], anchored: bool) -> Option<Alignment> {
    if wanted.len() < 2 {
        return None;
    }
    if !has_letters(text, wanted) {
        return None;
    }
    let text = parse(lexicon, text, wanted.iter().any(char::is_ascii_digit));
    // state: letter index in the text -> (cost so far, start letter)
    let (mut states, mut next): (Vec<(usize, u32, usize)>, Vec<_>) = (Vec::new(), Vec::new());
    for (i, &c) in wanted.iter().enumerate() {
        next.clear();
        for (j, letter) in text.letters.iter().enumerate() {
            let digit = c.is_ascii_digit() && text.digits.contains(&(j, c));
            if letter.char != c && !digit {
                continue;
            }
            // "triiodothyronine (T3)": letter and digit in one beginning.
            let own = || states.iter().find(|s| digit && s.0 == j).map(|&(_, cost, start)| (cost + RUN, start));
            let reached = if i == 0 { first(&text, letter, anchored).map(|cost| (cost, j)) } else { step(&text, &states, j) };
            let reached = [reached, own()].into_iter().flatten().min_by_key(|r| r.0);
            if let Some((cost, start)) = reached {
                next.push((j, cost, start));
            }
        }
        // A digit may count something that the words do not say: "nitrous oxide (N2O)".
        if next.is_empty() && i > 0 && c.is_ascii_digit() {
            next.extend(states.iter().map(|&(j, cost, start)| (j, cost + DIGIT_LEFT_OUT, start)));
        }
        std::mem::swap(&mut states, &mut next);
    }
    let total = |&(j, cost, start): &(usize, u32, usize)| {
        let word = text.letters.get(j)?.word;
        let tail: u32 = text.skip.get(word + 1..)?.iter().map(|&s| s + TAIL).sum();
        let open = text.letters.get(start)?;
        // A compound belongs to the long form as a whole: "c-Jun kinase", "1,2-diol".
        let at = text.letters.get(..start)?.iter().rev().take_while(|l| l.word == open.word).last().map_or(open.at, |l| l.at);
        Some((cost.saturating_add(tail), at, open.word))
    };
    let found = states.iter().filter_map(total).filter(|&(_, _, word)| !anchored || word == 0);
    let (cost, at, _) = found.min_by_key(|&(cost, at, _)| (cost, usize::MAX - at))?;
    (cost <= limit(wanted.len())).then_some(Alignment { start: at, cost })
}

/// A letter as it is compared: in lower case, Greek as biomedical texts write it out.
fn plain(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let low = c.to_lowercase().next().unwrap_or(c);
    GREEK.iter().find(|(g, _)| *g == low).map_or(low, |&(_, latin)| latin)
}

/// Whether the letters stand in a text in order, wherever; a digit may stand for a word.
fn has_letters(text: &str, wanted: &[char]) -> bool {
    let mut letters = text.chars().map(plain);
    wanted.iter().filter(|c| !c.is_ascii_digit()).all(|&c| letters.any(|l| l == c))
}

fn first(text: &Text, letter: &Letter, anchored: bool) -> Option<u32> {
    match letter.place {
        // A long form hardly begins with a small word.
        Place::Word if text.skip.get(letter.word).is_some_and(|&s| s < SKIP_WORD) => Some(5),
        Place::Word => Some(0),
        Place::Part if !anchored => Some(6),
        _ => None,
    }
}

/// The cheapest way to come to letter `j` from a state before it.
fn step(text: &Text, states: &[(usize, u32, usize)], j: usize) -> Option<(u32, usize)> {
    let here = text.letters.get(j)?;
    let mut found: Option<(u32, usize)> = None;
    for &(k, cost, start) in states.iter().filter(|s| s.0 < j) {
        let Some(from) = text.letters.get(k) else { continue };
        let before = |word: usize| text.before.get(word).copied().unwrap_or(0);
        let skipped = if from.word < here.word { before(here.word).saturating_sub(before(from.word + 1)) } else { 0 };
        let entry = match here.place {
            Place::Word => 0,
            Place::Part if from.word == here.word => 2,
            Place::Part => 6,
            Place::Inner if k + 1 == j => RUN,
            Place::Inner if from.word == here.word && from.part == here.part => INNER,
            Place::Inner if from.word == here.word => INNER + 4,
            Place::Inner => STRAY,
        };
        let cost = cost.saturating_add(skipped).saturating_add(entry);
        if found.is_none_or(|(c, s)| cost < c || cost == c && start > s) {
            found = Some((cost, start));
        }
    }
    found
}

/// Greek letters as biomedical texts write them out.
const GREEK: &[(char, char)] =
    &[('α', 'a'), ('β', 'b'), ('γ', 'g'), ('δ', 'd'), ('κ', 'k'), ('λ', 'l'), ('μ', 'm'), ('π', 'p'), ('σ', 's'), ('ω', 'o')];
/// Beginnings behind which a part starts: "immunoassay", "microRNA".
const PREFIXES: &[&str] = &[
    "aero", "anti", "auto", "bio", "cardio", "chemo", "co", "cyber", "cyto", "de", "di", "dis", "electro", "extra", "geo", "hetero",
    "hydro", "hyper", "hypo", "immuno", "infra", "inter", "intra", "iso", "macro", "mega", "meta", "methyl", "micro", "mono", "multi",
    "nano", "neuro", "non", "out", "over", "para", "photo", "poly", "post", "pre", "psycho", "radio", "semi", "socio", "spectro", "sub",
    "super", "tele", "tetra", "thermo", "trans", "tri", "ultra", "under", "uni", "video", "tris", "bis", "penta", "hexa",
];
const DIGITS: &[(&str, char)] = &[
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("first", '1'),
    ("second", '2'),
    ("third", '3'),
    ("single", '1'),
    ("double", '2'),
    ("triple", '3'),
    ("to", '2'),
    ("for", '4'),
    ("di", '2'),
    ("tri", '3'),
];

/// The letters of a text; `counts` asks for the digits that its words stand for.
fn parse(lexicon: &Lexicon, text: &str, counts: bool) -> Text {
    let mut out = Text { letters: Vec::with_capacity(text.len()), skip: Vec::new(), before: Vec::new(), digits: Vec::new() };
    let mut part = 0;
    for (offset, word) in words(text) {
        let index = out.skip.len();
        let folded = fold(word);
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let small = lexicon.word(bare).is_some_and(|id| lexicon.is(id, Class::Stop)) || SMALL.contains(&bare);
        let comma = if word.ends_with([',', ')', ']']) { COMMA } else { 0 };
        out.before.push(match (out.before.last(), out.skip.last()) {
            (Some(before), Some(last)) => before.saturating_add(*last),
            _ => 0,
        });
        out.skip.push(
            if bare.is_empty() {
                0
            } else if small {
                SKIP_SMALL
            } else {
                SKIP_WORD
            } + comma,
        );
        let prefixed = |rest: &str| {
            let may = |p: &&&str| p.as_bytes().first() == rest.as_bytes().first() && rest.len() > p.len() + 2 && rest.starts_with(**p);
            PREFIXES.iter().filter(may).map(|p| p.len()).max()
        };
        // Where, in bytes of letters and digits, the part behind a known beginning starts.
        let mut cut = prefixed(bare);
        let mut before: Option<char> = None;
        let mut seen = 0;
        part += 1;
        for (i, c) in word.char_indices() {
            if c.is_alphanumeric() {
                let boundary = before
                    .is_some_and(|b| !b.is_alphanumeric() || b.is_numeric() != c.is_numeric() || b.is_lowercase() && c.is_uppercase());
                let place = match (seen, boundary) {
                    (0, _) => Place::Word,
                    (_, true) => Place::Part,
                    (n, _) if Some(n) == cut => Place::Part,
                    (1, _) if c == 'x' && matches!(before, Some('e' | 'E')) => Place::Part,
                    _ => Place::Inner,
                };
                if place == Place::Part {
                    part += 1;
                    if boundary && let Some(length) = prefixed(&fold(word.get(i..).unwrap_or(""))) {
                        cut = Some(seen + length);
                    }
                }
                let char = plain(c);
                if counts && place != Place::Inner {
                    let rest = fold(word.get(i..).unwrap_or("")).into_owned();
                    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                    let name = rest.get(..letters).unwrap_or("");
                    out.digits.extend(
                        DIGITS
                            .iter()
                            .filter(|(n, _)| name == *n || name.len() > 6 && PREFIXED.contains(n) && name.starts_with(n))
                            .map(|&(_, d)| (out.letters.len(), d)),
                    );
                }
                out.letters.push(Letter { at: offset + i, char, place, word: index, part });
                seen += c.len_utf8();
            }
            before = Some(c);
        }
    }
    out
}

/// Number words that are beginnings too.
const PREFIXED: &[&str] = &["di", "tri", "single", "double", "triple", "three", "two"];

/// Words that a short form may always leave out; the lexicon's stop words count too.
const SMALL: &[&str] =
    &["of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by", "with", "de", "la", "du", "des", "&", "or", "from", "as", "via"];

/// Words between white space or dashes, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).flat_map(|w| w.split_inclusive("--")).flat_map(|w| w.split_inclusive('\u{2014}')).filter_map(
        move |w| {
            let start = at;
            at += w.len();
            let word = w.trim_end();
            (!word.is_empty()).then_some((start, word))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(text: &str, short: &str) -> Option<String> {
        let lexicon = Lexicon::builtin().unwrap();
        align(&lexicon, text, short, false).map(|a| text.get(a.start..).unwrap().to_owned())
    }

    #[test]
    fn natural_alignments_are_found_and_others_are_not() {
        let cases = [
            ("by the Harbour Safety Board", "HSB", Some("Harbour Safety Board")),
            ("run by non-governmental organizations", "NGOs", Some("non-governmental organizations")),
            ("an increase in 5-hydroxytryptamine", "5HT", Some("5-hydroxytryptamine")),
            ("better user experience", "UX", Some("user experience")),
            ("with three-dimensional", "3D", Some("three-dimensional")),
            ("a business-to-business", "B2B", Some("business-to-business")),
            ("from the Centers for Disease Control and Prevention", "CDC", Some("Centers for Disease Control and Prevention")),
            ("the Federal Tea Commission", "FCT", None),
            ("the Coastal Heritage Board", "CBH", None),
            ("the old captain", "PDF", None),
        ];
        for (text, short, expected) in cases {
            assert_eq!(long(text, short).as_deref(), expected, "{text} ({short})");
        }
    }
}
