//! Parts of a run to parts of a name: given, middle, surname, suffix.

use super::shape::{Part, PartKind, Taken};
use super::{Name, evidence};
use crate::document::TextSpan;
use crate::lexicon::Class;
use crate::read::Cx;
use crate::value::Person;

/// How the parts of a name are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Given name first.
    Western,
    /// Surname first: Xi Jinping.
    SurnameFirst,
    /// A single word that is a surname.
    Surname,
    /// A single word that is a given name.
    Given,
}

fn text(cx: &Cx<'_>, part: &Part) -> String {
    cx.doc.text(cx.span(part.tokens.clone())).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The order of a full name as far as the words themselves tell.
pub(super) fn order(cx: &Cx<'_>, parts: &[Part]) -> Order {
    let names: Vec<u32> = parts.iter().filter(|p| p.kind == PartKind::Name).map(|p| p.tokens.start).collect();
    let [first, .., last] = names.as_slice() else {
        let initials = parts.iter().any(|p| p.kind == PartKind::Initial);
        return if initials { Order::Western } else { Order::Surname };
    };
    if parts.iter().any(|p| !matches!(p.kind, PartKind::Name)) {
        return Order::Western;
    }
    let eastern = cx.is(*first, Class::SurnameFirst);
    let hyphen = parts.last().is_some_and(|p| p.tokens.end - p.tokens.start > 1);
    let western_end = cx.is(*last, Class::Surname) && !cx.is(*last, Class::SurnameFirst) && !hyphen;
    let given = evidence::is_given(cx, *first);
    if eastern && !western_end && (!given || hyphen || names.len() == 3) { Order::SurnameFirst } else { Order::Western }
}

/// Cuts a name into its parts.
pub(super) fn person(cx: &Cx<'_>, name: &Name) -> Person {
    let mut person = Person { honorific: name.honorific.clone().map(|h| cx.doc.text(cx.span(h)).to_owned()), ..Person::default() };
    let mut parts: Vec<&Part> = name.parts.iter().collect();
    if let Some(suffix) = parts.pop_if(|p| p.kind == PartKind::Suffix) {
        person.suffix = Some(text(cx, suffix));
    }
    if let Some(i) = parts.iter().position(|p| p.kind == PartKind::Nickname) {
        let nick = parts.remove(i);
        let inner = nick.tokens.start + 1..nick.tokens.end.saturating_sub(1);
        person.nickname = Some(cx.doc.text(cx.span(inner)).to_owned());
    }
    let words = |parts: &[&Part]| (!parts.is_empty()).then(|| join(cx, parts));
    match name.order {
        Order::Given => person.given = words(&parts),
        Order::Surname => person.surname = words(&parts),
        Order::SurnameFirst => {
            person.surname = parts.first().map(|p| text(cx, p));
            person.given = words(parts.get(1..).unwrap_or(&[]));
        }
        Order::Western => {
            let mut cut = parts.len().saturating_sub(1);
            // "van der Berg", and "De Santis" behind a given name.
            let capital = |p: &Part| {
                let i = p.tokens.start;
                p.kind == PartKind::Name && p.tokens.end == i + 1 && cx.is(i, Class::Particle) && !evidence::is_given(cx, i)
            };
            while cut > 0 && parts.get(cut - 1).is_some_and(|p| p.kind == PartKind::Particle || cut > 1 && capital(p)) {
                cut -= 1;
            }
            if let Some(k) = name.surname_parts.filter(|&k| k > 1 && k < parts.len()) {
                cut = parts.len() - k;
            }
            person.surname = words(parts.get(cut..).unwrap_or(&[]));
            person.given = parts.first().filter(|_| cut > 0).map(|p| text(cx, p));
            person.middle = parts.get(1..cut).unwrap_or(&[]).iter().map(|p| text(cx, p)).collect();
        }
    }
    person
}

fn join(cx: &Cx<'_>, parts: &[&Part]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() && !out.ends_with('-') {
            out.push(' ');
        }
        out.push_str(&text(cx, part));
    }
    out
}

/// The prose span of a name.
pub(super) fn span(cx: &Cx<'_>, name: &Name) -> TextSpan {
    cx.span(name.tokens.clone())
}

/// Marks the tokens of names as taken.
pub(super) fn take(taken: &mut Taken, name: &Name) {
    taken.mark(name.tokens.clone());
    if let Some(h) = &name.honorific {
        taken.mark(h.clone());
    }
}
