//! Runs of words that look like a name: capitalised words, initials, particles, hyphens, nicknames, suffixes.
//!
//! A run says nothing yet of whether it names a person; see [`super::evidence`].

use crate::lexicon::{Class, Flags, TokenKind};
use crate::read::Cx;
use smallvec::SmallVec;
use std::ops::Range;

/// What a part of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// A capitalised word, perhaps with hyphens.
    Name,
    /// "J.", "J.R.R.", a lone capital between names.
    Initial,
    /// "van", "de", "bin" in lower case.
    Particle,
    /// "Billy" between quotation marks, marks included.
    Nickname,
    /// "Jr.", "III".
    Suffix,
}

/// A part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// What it is.
    pub kind: PartKind,
}

/// The parts of a run.
pub(super) type Parts = SmallVec<[Part; 4]>;

/// The words proper of a run: first tokens of the parts that are names.
pub(super) fn words(parts: &[Part]) -> impl DoubleEndedIterator<Item = u32> + Clone {
    parts.iter().filter(|p| p.kind == PartKind::Name).map(|p| p.tokens.start)
}

/// Tokens that belong to something else, by index.
pub(super) struct Taken(Vec<bool>);

impl Taken {
    /// None of so many tokens.
    pub(super) fn new(tokens: u32) -> Self {
        Self(vec![false; tokens as usize])
    }

    /// Marks a range.
    pub(super) fn mark(&mut self, tokens: Range<u32>) {
        for i in tokens {
            if let Some(t) = self.0.get_mut(i as usize) {
                *t = true;
            }
        }
    }

    /// Whether a token is marked.
    pub(super) fn has(&self, i: u32) -> bool {
        self.0.get(i as usize).copied().unwrap_or(false)
    }
}

/// Whether a token can be a word of a name.
pub(super) fn is_name_word(cx: &Cx<'_>, i: u32) -> bool {
    if !cx.is_capitalised(i) || cx.has(i, Flags::UPPER) {
        return false;
    }
    let text = cx.text(i);
    // Digits and later capitals are told by a flag.
    let mixed = cx.has(i, Flags::MIXED);
    let odd = text.bytes().any(|b| matches!(b, b'.' | b'_')) || mixed && text.chars().any(char::is_numeric);
    if odd || text.len() < 2 || cx.has(i, Flags::BEYOND_ASCII) && text.chars().count() < 2 {
        return matches!(cx.folded(i), "st." | "ste.");
    }
    !mixed || mixed_name(text)
}

/// Whether a word with inner capitals has the look of a name: a capital behind "Mc", "O'", "De", "La".
fn mixed_name(text: &str) -> bool {
    const FRONT: &[&str] = &[
        "Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz", "Da", "Del", "Des", "El", "Al", "St", "Lo", "Ver", "Ja", "Ma",
        "Dela", "Vander", "O", "D", "L", "Ma", "Te", "Ra", "Sha", "Jo", "Ro",
    ];
    let mut capitals = text.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(i, _)| i).skip(1);
    let (Some(second), None) = (capitals.next(), capitals.next()) else { return false };
    let front = text.get(..second).unwrap_or("").trim_end_matches(['\'', '\u{2019}']);
    FRONT.contains(&front)
}

/// Whether a token is an initial or several: "J.", "J.R.R.".
pub(super) fn is_initial(cx: &Cx<'_>, i: u32) -> bool {
    if !cx.is_capitalised(i) {
        return false;
    }
    let text = cx.text(i);
    text.ends_with('.')
        && text.len() <= 8
        && text.split_terminator('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_uppercase))
        && !cx.is_any(i, &[Class::Country, Class::UsState])
}

/// Whether a token is a lone capital that may be an initial between two names: "Harry S Truman".
fn is_bare_initial(cx: &Cx<'_>, i: u32) -> bool {
    if !cx.is_capitalised(i) {
        return false;
    }
    let text = cx.text(i);
    text.chars().count() == 1 && text.chars().all(char::is_uppercase) && text != "I" && text != "A"
}

/// Whether a token is a particle in lower case.
fn is_particle(cx: &Cx<'_>, i: u32) -> bool {
    if !cx.is(i, Class::Particle) {
        return false;
    }
    let text = cx.text(i);
    text.starts_with(char::is_lowercase) && !matches!(text, "y" | "e" | "ben" | "te")
}

/// Whether a token is a suffix of a name and no degree: "Jr.", "III".
pub(super) fn is_suffix(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_capitalised(i)
        && matches!(
            cx.text(i),
            "Jr."
                | "Jr"
                | "Sr."
                | "Sr"
                | "II"
                | "III"
                | "IV"
                | "VI"
                | "VII"
                | "VIII"
                | "IX"
                | "XI"
                | "XII"
                | "XIII"
                | "XIV"
                | "XV"
                | "XVI"
                | "XXIII"
        )
}

/// The parts of the run that starts at a token, up to `limit`; empty if none does.
pub(super) fn run(cx: &Cx<'_>, start: u32, limit: u32, taken: &Taken) -> Parts {
    let mut parts = Parts::new();
    let mut at = start;
    while at < limit && !taken.has(at) {
        let spaced = parts.is_empty()
            || cx.has(at, Flags::SPACE)
            || parts.last().is_some_and(|p| matches!(p.kind, PartKind::Initial | PartKind::Particle));
        let part = if spaced { part(cx, at, limit, &parts, taken) } else { None };
        let Some(part) = part else { break };
        at = part.tokens.end;
        let last = part.kind == PartKind::Suffix;
        parts.push(part);
        if last {
            break;
        }
    }
    while parts.last().is_some_and(|p| matches!(p.kind, PartKind::Particle | PartKind::Nickname)) {
        parts.pop();
    }
    parts
}

fn part(cx: &Cx<'_>, at: u32, limit: u32, before: &[Part], taken: &Taken) -> Option<Part> {
    let named = before.iter().any(|p| p.kind == PartKind::Name);
    if before.is_empty()
        && let Some(end) = leading_particle(cx, at, limit, taken)
    {
        return Some(Part { tokens: at..end, kind: PartKind::Particle });
    }
    if named && is_suffix(cx, at) {
        return Some(Part { tokens: at..at + 1, kind: PartKind::Suffix });
    }
    if is_name_word(cx, at) {
        return Some(Part { tokens: at..hyphenated(cx, at, limit, named), kind: PartKind::Name });
    }
    if is_initial(cx, at) || named && is_bare_initial(cx, at) && is_name_word(cx, at + 1) && at + 1 < limit {
        return Some(Part { tokens: at..at + 1, kind: PartKind::Initial });
    }
    let opened = !before.is_empty();
    if opened && is_particle(cx, at) {
        // Particles count only before a name: "van der Berg", "bin Salman", "al-Sisi".
        let mut end = at + 1;
        while end < limit && end < at + 3 && (is_particle(cx, end) || matches!(cx.text(end), "-") && cx.touches(end)) {
            end += 1;
        }
        let leads = end < limit && is_name_word(cx, end) && !taken.has(end);
        return leads.then_some(Part { tokens: at..end, kind: PartKind::Particle });
    }
    if named && cx.is_kind(at, TokenKind::Mark) && matches!(cx.text(at), "\"" | "“" | "‘" | "'" | "(") {
        let closing = |i: u32| matches!(cx.text(i), "\"" | "”" | "’" | "'" | ")") && cx.touches(i);
        let end = (at + 2..limit.min(at + 4)).find(|&i| closing(i))?;
        let words = (at + 1..end).all(|i| is_name_word(cx, i) || is_initial(cx, i) || cx.has(i, Flags::UPPER) && cx.text(i).len() <= 3);
        let goes_on = is_name_word(cx, end + 1) && end + 1 < limit && cx.has(end + 1, Flags::SPACE);
        return (words && goes_on && cx.touches(at + 1)).then_some(Part { tokens: at..end + 1, kind: PartKind::Nickname });
    }
    None
}

/// The first of the particles in lower case that stand right before a token: "van den" before "Bosch", "al-" before "Kuwari".
pub(super) fn particles_before(cx: &Cx<'_>, at: u32) -> u32 {
    let mut start = at;
    while let Some(b) = start.checked_sub(1) {
        let hyphen = cx.touches(start) && cx.touches(b) && cx.text(b) == "-" && b.checked_sub(1).is_some_and(|p| is_particle(cx, p));
        if hyphen {
            start = b - 1;
        } else if is_particle(cx, b) && cx.text(b).len() > 1 && cx.has(start, Flags::SPACE) {
            start = b;
        } else {
            break;
        }
    }
    if start < at && matches!(cx.text(start), "la" | "le") { at } else { start }
}

/// One past the particles that begin a surname with a capital: "Van den Bosch", "De la Fontenay", "Al-Kuwari", "Da Cunha".
fn leading_particle(cx: &Cx<'_>, at: u32, limit: u32, taken: &Taken) -> Option<u32> {
    if !cx.is_capitalised(at) || !cx.is(at, Class::Particle) || cx.has(at, Flags::UPPER) {
        return None;
    }
    let mut end = at + 1;
    while end < limit && end < at + 3 && (is_particle(cx, end) || cx.text(end) == "-" && cx.touches(end)) {
        end += 1;
    }
    let alone =
        end == at + 1 && (super::evidence::is_given(cx, at) || matches!(cx.folded(at), "la" | "las" | "los" | "ben" | "te" | "st" | "san"));
    (!alone && end < limit && is_name_word(cx, end) && !taken.has(end)).then_some(end)
}

/// One past the last token of a name with hyphens: "Jean-Luc", "Jae-myung" behind a surname, "Al-Sisi".
fn hyphenated(cx: &Cx<'_>, at: u32, limit: u32, named: bool) -> u32 {
    let mut end = at + 1;
    while end + 1 < limit && matches!(cx.text(end), "-" | "\u{2010}" | "\u{2011}") && cx.touches(end) && cx.touches(end + 1) {
        let next = end + 1;
        let lower = named
            && cx.is_kind(next, TokenKind::Word)
            && !cx.is_any(next, &[Class::Common, Class::Stop, Class::FiniteVerb, Class::Reporting, Class::RoleHead])
            && !cx.text(next).ends_with("ed");
        if is_name_word(cx, next) || lower && !cx.is_capitalised(next) {
            end = next + 1;
        } else {
            break;
        }
    }
    end
}
