//! Weighs whether a run of name-like words names a person.
//!
//! Each piece of evidence has a weight; [`SURE`] and more is taken as a person, less only if the document shows elsewhere that the
//! surname is a person's. A wrong person costs more than a missed one.

use super::shape::{self, Part, PartKind};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::read::{Cx, Sought, Spot};
use smallvec::SmallVec;

/// Taken as a person.
pub(super) const SURE: i32 = 4;

/// What stands before a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing that says anything.
    None,
    /// An honorific of courtesy or one with a dot: "Mr.", "Sen.".
    Title,
    /// A title that is a word too: "General", "Judge", "Coach".
    WordTitle,
    /// A role in lower case: "spokeswoman".
    Role,
    /// A listed office with capitals: "Foreign Minister".
    TitleRole,
    /// A role whose head mostly is something else: "client", "host".
    DoubtfulRole,
}

/// Whether a word is a given name.
pub(super) fn is_given(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_any(i, &[Class::GivenFemale, Class::GivenMale, Class::GivenAny])
}

/// Whether a word is one of the language's own: common, small, or a verb of saying.
pub(super) fn is_word(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_any(
        i,
        &[Class::Common, Class::Stop, Class::NameOrWord, Class::Reporting, Class::FiniteVerb, Class::NumberWord, Class::RoleModifier],
    )
}

/// Whether a word belongs to the names of bodies and places.
pub(super) fn is_head(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_any(i, &[Class::OrgHead, Class::PlaceHead, Class::OrgSuffix])
}

/// Nouns that make a surname before them the name of a body or a time.
pub(in crate::read) const BODY: Sought = Sought {
    words: "administration administrations campaign government cabinet presidency era regime camp doctrine foundation family years team \
        ministry white plan act amendment estate trial company group inc school effect law bill",
    ..Sought::NONE
};

/// What stands right before a name and says something of it.
pub(in crate::read) const BEFORE: Sought = Sought {
    words: "the a an this that its our these those said says told asked recalled added wrote by mother father named with mr led in at near \
        into from to carrier ship vessel destroyer frigate submarine uss hms hurricane typhoon storm of , on & uncle",
    ..Sought::NONE
};

/// What stands right behind a name and says something of it.
pub(in crate::read) const BEHIND: Sought = Sought {
    words: "said says told added recalled replied explained asked wrote writes tells explains adds recalls joked laughed smiled testified \
        admitted noted notes shouted whispered quipped , who whose (",
    ..Sought::NONE
};

/// Whether a run before token `next` is only a part of the name of a body: "the Biden administration".
pub(super) fn names_body(cx: &Cx<'_>, next: u32) -> bool {
    let mark = if cx.is_kind(next, TokenKind::Mark) { cx.text(next) } else { "" };
    cx.has(next, Flags::SPACE) && cx.spotted(next, Spot::Body)
        || mark == "&"
        || mark == "-" && cx.touches(next) && matches!(cx.folded(next + 1), "era" | "led" | "backed" | "style" | "like")
}

/// The weight of a run. `first` says that it may have its capital from the start of a sentence only.
pub(super) fn weigh(cx: &Cx<'_>, parts: &[Part], lead: Lead, first: bool, display: bool) -> i32 {
    let names: SmallVec<[u32; 4]> = shape::words(parts).collect();
    let (Some(start), Some(end)) = (parts.first().map(|p| p.tokens.start), parts.last().map(|p| p.tokens.end)) else { return i32::MIN };
    let Some((&head, &last)) = names.first().zip(names.last()) else { return i32::MIN };
    if names_body(cx, end) {
        return i32::MIN;
    }
    let initials = parts.iter().any(|p| p.kind == PartKind::Initial);
    let count = names.len() + usize::from(initials);
    let mut weight = match lead {
        Lead::None => 0,
        Lead::Title => 10,
        Lead::Role => 4,
        Lead::WordTitle | Lead::TitleRole => 6,
        Lead::DoubtfulRole => 2,
    };
    // "John Major": an office behind a given name is a surname.
    let office = |i: u32| i > head && is_given(cx, head) && cx.is(i, Class::RoleHead);
    // "Qin Gang": a given name behind a Chinese surname may look like a word.
    let eastern = |i: u32| i > head && cx.is(head, Class::SurnameFirst) && !is_word(cx, head) && names.len() == 2 && !is_head(cx, i);
    let plain = |i: u32| is_word(cx, i) && !is_given(cx, i) && !cx.is(i, Class::Surname) && !office(i) && !eastern(i);
    weight -= i32::try_from(names.iter().filter(|&&i| plain(i)).count()).unwrap_or(0) * if lead == Lead::Title { 1 } else { 3 };
    if names
        .iter()
        .any(|&i| cx.is_any(i, &[Class::Month, Class::Weekday, Class::Nationality]) && !is_given(cx, i) && !cx.is(i, Class::Surname))
    {
        weight -= 6;
    }
    if is_head(cx, last) && !cx.is(last, Class::Surname) {
        // "Mrs. Field" and "Nina R. Castle" are people whatever their names mean.
        let middle = parts.iter().skip(1).any(|p| p.kind == PartKind::Initial);
        weight -= if lead == Lead::Title && count == 1 {
            0
        } else if middle && is_given(cx, head) {
            2
        } else {
            6
        };
    }
    for part in parts {
        weight += match part.kind {
            PartKind::Initial if part.tokens.start > start => 3,
            PartKind::Initial => 2,
            PartKind::Suffix => 4,
            PartKind::Nickname => 3,
            PartKind::Particle => 1,
            PartKind::Name => 0,
        };
    }
    if count >= 2 {
        weight += several(cx, &names, head, last, first);
    } else {
        weight += single(cx, head, first);
    }
    weight += neighbours(cx, start, end, lead, count >= 2);
    // "Senator Voss quits over land deal": where the next word has no capital, the words before it have theirs as names.
    let lower = cx.is_kind(end, TokenKind::Word) && !cx.is_capitalised(end);
    let titled = lower && matches!(lead, Lead::Title | Lead::WordTitle | Lead::TitleRole);
    if display && !titled { weight - 2 } else { weight }
}

fn several(cx: &Cx<'_>, names: &[u32], head: u32, last: u32, first: bool) -> i32 {
    let mut weight = 0;
    let given = is_given(cx, head);
    if given {
        // "Will Smith" and "Grace Hopper" begin like sentences.
        let modal = cx.is(head, Class::Modal) || cx.is_any(head, &[Class::Be, Class::Have, Class::Month]);
        let word_behind = is_word(cx, last) && !cx.is(last, Class::Surname);
        weight += if is_word(cx, head) && first && (modal || word_behind) { 2 } else { 4 };
    }
    if cx.is(last, Class::Surname) && names.len() >= 2 {
        weight += if is_word(cx, last) { 1 } else { 2 };
    } else if names.len() == 1 && cx.is(last, Class::Surname) && !is_word(cx, last) {
        // "R. Singh".
        weight += 2;
    } else if names.len() >= 2 && is_given(cx, last) {
        weight += 1;
    }
    // Surname first: "Xi Jinping", "Nguyen Phu Trong".
    if !given && cx.is(head, Class::Surname) && !is_word(cx, head) && names.len() >= 2 {
        weight += if cx.is(head, Class::SurnameFirst) && !is_word(cx, last) { 3 } else { 1 };
    }
    if names.iter().all(|&i| !is_word(cx, i)) {
        weight += 1;
    }
    if names.len() > 4 {
        weight -= 3;
    }
    weight
}

fn single(cx: &Cx<'_>, i: u32, first: bool) -> i32 {
    let mut weight = -2;
    if cx.is(i, Class::Mononym) && !is_word(cx, i) {
        weight += if cx.is(i, Class::Surname) || is_given(cx, i) { 4 } else { 6 };
    }
    if is_given(cx, i) && !is_word(cx, i) && !is_head(cx, i) {
        weight += if first { 4 } else { 5 };
    }
    if cx.is(i, Class::Surname) && !is_word(cx, i) && !is_head(cx, i) {
        weight += 2;
    }
    weight
}

/// Verbs of saying right behind a name that bodies use too: "report", "announce" say little.
fn says(cx: &Cx<'_>, i: u32) -> bool {
    matches!(
        cx.folded(i),
        "said"
            | "says"
            | "told"
            | "added"
            | "recalled"
            | "replied"
            | "explained"
            | "asked"
            | "wrote"
            | "writes"
            | "tells"
            | "explains"
            | "adds"
            | "recalls"
            | "joked"
            | "laughed"
            | "smiled"
            | "testified"
            | "admitted"
            | "noted"
            | "notes"
            | "shouted"
            | "whispered"
            | "quipped"
    )
}

/// Whether the text tells news: its first paragraphs name a day of the week.
pub(super) fn is_news(cx: &Cx<'_>) -> bool {
    (0..cx.len().min(300)).any(|i| cx.is(i, Class::Weekday))
}

/// What speaks without an introduction, or is no name.
const OTHERS: &[Class] = &[
    Class::Organisation,
    Class::OrganisationOrWord,
    Class::KnownAcronym,
    Class::City,
    Class::Country,
    Class::Region,
    Class::UsState,
    Class::Nationality,
    Class::RoleHead,
    Class::OrgHead,
    Class::PlaceHead,
    Class::Month,
    Class::Weekday,
    Class::Mononym,
];

/// Whether a lone surname opens a sentence and speaks, and the text has not had it before: "Deshpande said the animal had eaten". A word
/// that no list knows may be a firm or a club.
pub(super) fn speaks_unheard(cx: &Cx<'_>, start: u32, end: u32) -> bool {
    let verb = matches!(cx.folded(end), "said" | "told" | "added" | "recalled") && cx.has(end, Flags::SPACE);
    if !verb || end != start + 1 || !cx.has(start, Flags::FIRST) || cx.has(start, Flags::UPPER) || cx.has(start, Flags::MIXED) {
        return false;
    }
    let Some(token) = cx.token(start) else { return false };
    cx.is(start, Class::Surname)
        && !is_word(cx, start)
        && !is_given(cx, start)
        && !cx.is_any(start, OTHERS)
        && !in_statement(cx, end)
        && (0..start).all(|i| cx.word(i) != Some(token.word))
}

/// Whether the sentence goes on "in a statement" or the like, which is how bodies speak.
fn in_statement(cx: &Cx<'_>, from: u32) -> bool {
    let end = cx.sentence_end(from).min(from + 8);
    (from..end).any(|i| matches!(cx.folded(i), "statement" | "release" | "filing" | "blog" | "notice" | "report"))
}

/// Whether a name, as it seems, stands right before a token.
fn behind_name(cx: &Cx<'_>, at: u32) -> bool {
    at.checked_sub(1).is_some_and(|b| {
        cx.is_capitalised(b) && !cx.has(b, Flags::FIRST) && !is_head(cx, b) && !cx.is(b, Class::RoleHead) && !is_word(cx, b)
    })
}

/// Whether "her stroke", "his old friend" ends at a comma.
fn her_noun(cx: &Cx<'_>, comma: u32) -> bool {
    let at = |n: u32| comma.checked_sub(n).map_or("", |i| cx.folded(i));
    matches!(at(2), "his" | "her" | "my") || matches!(at(3), "his" | "her" | "my")
}

fn neighbours(cx: &Cx<'_>, start: u32, end: u32, lead: Lead, full: bool) -> i32 {
    let before = start.checked_sub(1).filter(|&b| cx.spotted(b, Spot::Before));
    let mut weight = if before.is_some_and(|b| cx.folded(b) == "uncle") && cx.folded(start) == "sam" { -9 } else { 0 };
    if lead == Lead::None
        && let Some(b) = before
    {
        {
            match cx.folded(b) {
                "the" | "a" | "an" | "this" | "that" | "its" | "our" | "these" | "those" => weight -= 5,
                "said" | "says" | "told" | "asked" | "recalled" | "added" | "wrote" => weight += 2,
                "by" | "mother" | "father" | "named" | "with" | "mr" | "led" => weight += 1,
                "in" | "at" | "near" | "into" => weight -= 3,
                "from" | "to" => weight -= if full { 1 } else { 3 },
                // Ships, storms and airports are named after people.
                "carrier" | "ship" | "vessel" | "destroyer" | "frigate" | "submarine" | "uss" | "hms" | "hurricane" | "typhoon"
                | "storm" => weight -= 9,
                // "Dale Hutchins of Morgan Keegan" works for a firm.
                "of" if full && behind_name(cx, b) => weight -= 5,
                "," if full && her_noun(cx, b) && matches!(cx.text(end), "," | "." | ";") => weight += 3,
                "on" | "of" => weight -= i32::from(!full),
                "&" => weight -= 4,
                _ => {}
            }
        }
    }
    if !cx.spotted(end, Spot::Behind) {
        return weight;
    }
    let says = cx.is_kind(end, TokenKind::Word) && says(cx, end);
    if says {
        weight += 2;
    }
    let quote_before = || start.checked_sub(1).is_some_and(|b| matches!(cx.text(b), "\"" | "”" | "''" | "’"));
    if says && quote_before() {
        weight += if cx.is_any(start, &[Class::KnownAcronym, Class::Organisation]) || in_statement(cx, end) { 0 } else { 4 };
    }
    let mark = if cx.is_kind(end, TokenKind::Mark) { cx.text(end) } else { "" };
    if mark == "," {
        let next = end + 1;
        let age = cx.is_kind(next, TokenKind::Number) && cx.text(next).len() <= 3 && cx.text(next + 1) == ",";
        weight += match cx.folded(next) {
            _ if age => 5,
            // A club plays too, but "who have".
            "who" if !full && !is_word(cx, start) && !matches!(cx.folded(next + 1), "have" | "are" | "were" | "had") => 6,
            "who" | "whose" | "whom" => 4,
            "a" | "an" | "the" | "his" | "her" if !full && is_given(cx, start) => 2,
            "a" | "an" | "the" | "his" | "her" | "who's" | "then" | "former" => 1,
            "which" => -4,
            _ if cx.is_any(next, &[Class::RoleHead]) => 3,
            "aged" => 5,
            _ => 0,
        };
    }
    if mark.is_empty() && matches!(cx.folded(end), "who" | "whose") {
        weight += 3;
    }
    if mark == "(" && cx.folded(end + 1) == "born" {
        weight += 4;
    }
    weight
}
