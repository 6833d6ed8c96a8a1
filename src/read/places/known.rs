//! Organisations and places of the lists.

use super::Found;
use crate::lexicon::{Class, Flags};
use crate::read::{Cx, Kind, Sought, Spot};
use std::ops::Range;

/// What the name of a known organisation or place begins with.
pub(in crate::read) const NAME: Sought =
    Sought { classes: &[Class::Organisation, Class::Country, Class::City, Class::UsState, Class::Region], ..Sought::NONE };

/// The longest known organisation or place that starts at a token.
pub(super) fn at(cx: &Cx<'_>, sentence: &Range<u32>, i: u32) -> Option<Found> {
    if !cx.spotted(i, Spot::Name) || cx.folded(i) == "the" && cx.folded(i + 1) != "hague" {
        return None;
    }
    let org = cx.phrase(i, sentence.end, Class::Organisation);
    let place = [Class::Country, Class::City, Class::UsState, Class::Region]
        .into_iter()
        .filter_map(|c| Some((cx.phrase(i, sentence.end, c)?, c)))
        .max_by_key(|p| p.0);
    let org = org.filter(|&n| written_as_name(cx, i..i + n) && !(n == 1 && is_plain_word(cx, i)));
    let place = place.filter(|&(n, class)| written_as_name(cx, i..i + n) && is_place(cx, sentence, i, n, class));
    match (org, place) {
        (Some(n), p) if p.is_none_or(|(m, _)| n > m) => {
            org_allowed(cx, i, n).then(|| Found { tokens: i..i + n, kind: Kind::Org, name: None })
        }
        (_, Some((n, class))) => Some(Found { tokens: i..i + n, kind: Kind::Place, name: usual(cx, i..i + n, class) }),
        _ => None,
    }
}

/// Whether a list entry stands there as a name: capitals where a name has them, all of them where it has no more than three letters.
fn written_as_name(cx: &Cx<'_>, tokens: Range<u32>) -> bool {
    let last = tokens.end.saturating_sub(1);
    let short = tokens.end - tokens.start == 1 && cx.text(last).chars().filter(|c| c.is_alphabetic()).count() <= 3;
    let capitals = cx.text(last).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let end = cx.is_capitalised(last) || !cx.is_kind(last, crate::lexicon::TokenKind::Word) || cx.text(last).len() <= 4;
    cx.is_capitalised(tokens.start)
        && end
        && (!short || capitals || !cx.lex.is(cx.token(last).map_or(crate::lexicon::WordId(0), |t| t.word), Class::Stop) && !is_us(cx, last))
}

fn is_us(cx: &Cx<'_>, i: u32) -> bool {
    matches!(cx.folded(i), "us" | "uk" | "it" | "who" | "un")
}

/// A word of the language that happens to be an organisation's name.
fn is_plain_word(cx: &Cx<'_>, i: u32) -> bool {
    cx.is(i, Class::OrganisationOrWord) || cx.has(i, Flags::FIRST) && cx.is(i, Class::Common) && !cx.has(i, Flags::UPPER)
}

fn org_allowed(cx: &Cx<'_>, i: u32, n: u32) -> bool {
    // "Henry Ford" is a man, "Ford" is a firm; neither "van den Bosch" nor "Jane Doe" is one.
    n > 1 || !follows_particle(cx, i) && (!follows_given(cx, i) || !cx.is(i, Class::Surname) && cx.has(i, Flags::UPPER))
}

/// Whether a particle of surnames stands right before.
fn follows_particle(cx: &Cx<'_>, i: u32) -> bool {
    i.checked_sub(1).is_some_and(|p| cx.is(p, Class::Particle) && cx.text(p).chars().count() > 1 && cx.has(i, Flags::SPACE))
}

/// Whether the token before is a given name, an initial or a title, so that this one can be a surname.
fn follows_given(cx: &Cx<'_>, i: u32) -> bool {
    let Some(p) = i.checked_sub(1) else { return false };
    if !cx.is_capitalised(p) || !cx.has(i, Flags::SPACE) {
        return false;
    }
    let initial = cx.text(p).ends_with('.')
        && cx.text(p).chars().filter(|c| c.is_alphabetic()).count() <= 2
        && cx.text(p).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    initial && !cx.is_any(p, &[Class::Country, Class::UsState])
        || cx.is_any(p, &[Class::GivenFemale, Class::GivenMale, Class::GivenAny])
        || cx.is(p, Class::Honorific)
}

fn is_place(cx: &Cx<'_>, sentence: &Range<u32>, i: u32, n: u32, class: Class) -> bool {
    if class == Class::UsState && n == 1 && is_abbreviation(cx, i) {
        let written = cx.text(i).ends_with('.') || cx.has(i, Flags::UPPER);
        return written && i.checked_sub(1).is_some_and(|p| matches!(cx.text(p), "," | "-") && p > sentence.start);
    }
    if n > 1 {
        return true;
    }
    if cx.has(i, Flags::FIRST) && cx.is(i, Class::Common) && class != Class::Country {
        return false;
    }
    if follows_given(cx, i) && !(class == Class::Country && cx.is(i - 1, Class::Honorific)) {
        return false;
    }
    let next = i + 1;
    let given = cx.is_any(i, &[Class::GivenFemale, Class::GivenMale, Class::GivenAny]);
    let name_follows = next < sentence.end && cx.is_capitalised(next) && cx.has(next, Flags::SPACE) && !cx.has(next, Flags::UPPER);
    let head_follows = cx
        .is_any(next, &[Class::OrgHead, Class::PlaceHead, Class::Organisation, Class::Month, Class::Weekday, Class::RoleHead])
        && !cx.is(next, Class::Surname);
    let surname_follows = cx.is(next, Class::Surname) || !cx.is_any(next, &[Class::Common, Class::Stop, Class::Nationality]);
    !(given && name_follows && !head_follows && surname_follows)
}

fn is_abbreviation(cx: &Cx<'_>, i: u32) -> bool {
    cx.lex.us_states.get(cx.folded(i)).is_some_and(|full| !full.eq_ignore_ascii_case(cx.text(i)))
}

fn usual(cx: &Cx<'_>, tokens: Range<u32>, class: Class) -> Option<String> {
    let folded = crate::lexicon::fold(cx.doc.text(cx.span(tokens))).into_owned();
    match class {
        Class::Country => cx.lex.countries.get(folded.as_str()).map(|c| c.name.to_owned()),
        Class::UsState => cx.lex.us_states.get(folded.as_str()).map(|s| (*s).to_owned()),
        _ => None,
    }
}
