//! Nationalities of people: "the Danish swimmer Ida Moen", "the Norwegian, Moen,", "the Norwegian swimmer".
//!
//! Offices have the country of the office ("the French minister") and are left alone.

use super::{People, any_sentence, attribute};
use crate::lexicon::{Class, Flags, TokenKind, fold};
use crate::read::{Claim, Cx, Readings, Sought, Spot};
use crate::value::Value;

/// Words that say that somebody has another country, too.
pub(in crate::read) const MOVE: Sought = Sought {
    words: "born dual naturalized naturalised citizen citizenship passport emigrated immigrated moved represents represented nationality \
        swims plays competes competed played raised parents descent roots exile heritage became based",
    ..Sought::NONE
};

/// Heads that go with a country for what they are, not for where the person is from.
const OFFICES: &[&str] = &[
    "ambassador",
    "envoy",
    "minister",
    "president",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "premier",
    "consul",
    "diplomat",
    "official",
    "officials",
    "spokesman",
    "spokeswoman",
    "general",
    "correspondent",
    "editor",
    "coach",
    "manager",
    "captain",
    "champion",
    "teacher",
    "scholar",
    "translator",
    "leader",
    "secretary",
];

/// The country of an adjective of nationality, by one name.
fn nation(cx: &Cx<'_>, i: u32) -> Option<String> {
    if !cx.is_capitalised(i) || !cx.is(i, Class::Nationality) {
        return None;
    }
    let joined = cx.text(i + 1) == "-" && cx.touches(i + 1) || i.checked_sub(1).is_some_and(|b| cx.text(b) == "-" && cx.touches(i));
    if joined {
        return None;
    }
    let name = cx.lex.countries.get(fold(cx.text(i)).as_ref()).map(|c| c.name)?;
    let lower = name.to_lowercase();
    // Countries that are gone, and parts of one country, are no contradiction.
    if ["soviet", "yugoslavia", "czechoslovakia", "korea", "china", "hong kong", "taiwan"].iter().any(|w| lower.contains(w)) {
        return None;
    }
    let british = ["england", "scotland", "wales", "northern ireland", "great britain", "united kingdom", "ireland"];
    Some(if british.contains(&lower.as_str()) { "United Kingdom".to_owned() } else { name.to_owned() })
}

pub(super) fn read(cx: &Cx<'_>, out: &Readings, people: &People<'_>, claims: &mut Vec<Claim>) {
    let any = cx.all_spots(Spot::Attribute).any(|i| cx.is(i, Class::Nationality));
    if !any || any_sentence(cx, |i| nation(cx, i).is_some(), Spot::Move) {
        return;
    }
    for claim in out.claims.iter().filter(|c| c.kind == "role") {
        let (Some(who), Some(role)) = (claim.field("person"), claim.field("role")) else { continue };
        let (Value::Person(p), Value::Role(r), Some(span)) = (&who.value, &role.value, role.span) else { continue };
        let at = cx.doc.token_at(span.start);
        // "the Danish swimmer", "a young Danish swimmer": right before the role.
        let Some(word) = at.checked_sub(1).filter(|_| r.family.is_none() && !OFFICES.contains(&r.head.as_str())) else { continue };
        if let Some(value) = nation(cx, word) {
            let span = cx.span(word..word + 1);
            claims.push(attribute(p, "nationality", span, span.cover(claim.anchor), value));
        }
    }
    for &(m, p) in &people.mentions {
        // "the Norwegian, Moen, said".
        let word = m.tokens.start.checked_sub(2).filter(|&w| cx.text(w + 1) == "," && w > 0 && cx.folded(w - 1) == "the");
        let closed = matches!(cx.text(m.tokens.end), "," | "." | ";");
        if let Some((w, value)) = word.filter(|_| closed).and_then(|w| Some((w, nation(cx, w)?))) {
            let span = cx.span(w..w + 1);
            claims.push(attribute(p, "nationality", span, span.cover(m.span), value));
        }
    }
    for &(m, p) in people.mentions.iter().filter(|(_, p)| !p.ambiguous) {
        let (start, end) = (m.tokens.start, m.tokens.end);
        // "the Spaniard Almada", "the Spaniard, Almada, said"; "Rui Almada, a Spaniard,".
        let before = start.checked_sub(1).filter(|&w| w > 0 && cx.folded(w - 1) == "the");
        let behind =
            (cx.text(end) == "," && matches!(cx.folded(end + 1), "a" | "the") && !cx.is_kind(end + 3, TokenKind::Word)).then_some(end + 2);
        let is_people = |w: u32| cx.lex.countries.get(fold(cx.text(w)).as_ref()).is_some_and(|c| c.people.contains(&cx.text(w)));
        let noun = |&w: &u32| is_people(w) && !cx.doc.is_quoted(w);
        let Some((w, value)) = before.into_iter().chain(behind).find(noun).and_then(|w| Some((w, nation(cx, w)?))) else { continue };
        // "The German Müller and the Austrian Müller" are told apart by it: the person must have been introduced.
        let mut earlier = people.mentions.iter().take_while(|(o, _)| o.tokens.start < start);
        let introduced = p.given.is_some() && m.tokens.len() > 1 || earlier.any(|(_, o)| o.entity == p.entity && o.given.is_some());
        if introduced {
            let span = cx.span(w..w + 1);
            claims.push(attribute(p, "nationality", span, span.cover(m.span), value));
        }
    }
    for i in cx.all_spots(Spot::Attribute).filter(|&i| i > 0) {
        // "The Norwegian swimmer said": at the start of a sentence, of the only swimmer so far.
        if !(cx.folded(i - 1) == "the" && cx.has(i - 1, Flags::FIRST)) {
            continue;
        }
        let Some(value) = nation(cx, i) else { continue };
        let head = cx.folded(i + 1);
        let verb = cx.is_any(i + 2, &[Class::Reporting, Class::Be, Class::Have, Class::FiniteVerb]);
        if OFFICES.contains(&head) || !cx.is(i + 1, Class::RoleHead) || !verb {
            continue;
        }
        if let Some((_, p)) = people.referent(cx, i, |roles| roles.contains(head)) {
            let span = cx.span(i..i + 1);
            claims.push(attribute(p, "nationality", span, cx.span(i - 1..i + 2), value));
        }
    }
}
