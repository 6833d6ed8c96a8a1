//! Holders of offices that one person has at a time: "Mayor Dana Creel of Eastholm", "Rohan Mistry, chief executive of Bellcote".
//!
//! Only offices whose body or place is said are told, only in articles that speak of no change in office, and never with a date
//! beside them: history names several holders for good reasons.

use super::Name;
use super::roles::Found;
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags};
use crate::read::{Claim, Cx, Kind, Readings};
use crate::value::{Person, RoleStatus, Value};
use std::cell::OnceCell;

/// Words of a change in office.
const CHANGES: &[&str] = &[
    "succeed",
    "succeeded",
    "succeeds",
    "succeeding",
    "successor",
    "successors",
    "predecessor",
    "predecessors",
    "replace",
    "replaced",
    "replaces",
    "replacing",
    "resigned",
    "resigns",
    "resignation",
    "appointed",
    "elected",
    "election",
    "inaugurated",
    "sworn",
    "interim",
    "outgoing",
    "ousted",
    "retired",
    "retires",
    "reshuffle",
    "rotating",
    "co-chief",
    "joint",
    "candidate",
    "candidates",
];

/// The claim of an office and its holder. `changes` tells, once a document, whether it speaks of offices that change hands.
pub(super) fn holder(
    cx: &Cx<'_>,
    out: &mut Readings,
    name: &Name,
    person: &Person,
    span: TextSpan,
    role: &Found,
    changes: &OnceCell<bool>,
) {
    let listed = cx.lex.word(&role.value.phrase).is_some_and(|id| cx.lex.is(id, Class::UniqueOffice))
        || cx.phrase(role.tokens.start, role.tokens.end, Class::UniqueOffice) == Some(role.tokens.end - role.tokens.start);
    if !listed || role.value.status != RoleStatus::Current || person.surname.is_none() {
        return;
    }
    let body = role.value.organisation.clone().or(role.value.country.clone()).or_else(|| behind(cx, name.tokens.end));
    let Some(body) = body else { return };
    let Some((_, sentence)) = cx.doc.sentence_of(name.tokens.start) else { return };
    let dated =
        sentence.tokens.clone().any(|i| out.at(i).any(|m| m.kind == Kind::Date && cx.text(i).len() == 4 && cx.has(i, Flags::SPACE)));
    if dated || *changes.get_or_init(|| (0..cx.len()).any(|i| CHANGES.contains(&cx.folded(i)))) {
        return;
    }
    let office = format!("{} of {body}", role.value.phrase);
    let role_span = cx.span(role.tokens.clone());
    out.claims.push(Claim::new("holder", span.cover(role_span)).with("person", span, Value::Person(Box::new(person.clone()))).with(
        "office",
        role_span,
        Value::Text(office),
    ));
}

/// The claim of an office that an abbreviated title names: "Gov. Ellen Tripp of Wyandra". Titles that are written out are roles.
pub(super) fn titled(cx: &Cx<'_>, out: &mut Readings, name: &Name, person: &Person, full: &str, changes: &OnceCell<bool>) {
    let Some(title) = name.honorific.clone().filter(|t| cx.text(t.end.saturating_sub(1)).ends_with('.')) else { return };
    let office = crate::lexicon::fold(full).into_owned();
    let unique = cx.lex.word(&office).is_some_and(|id| cx.lex.is(id, Class::UniqueOffice));
    let former = title
        .start
        .checked_sub(1)
        .is_some_and(|b| cx.is_any(b, &[Class::RolePast, Class::RoleFuture, Class::RoleActing]) || cx.text(b) == "-");
    let Some(body) = behind(cx, name.tokens.end).filter(|_| unique && !former && person.surname.is_some()) else { return };
    let Some((_, sentence)) = cx.doc.sentence_of(title.start) else { return };
    let near = sentence.tokens.start.max(title.start.saturating_sub(40))..sentence.tokens.end.min(title.start + 40);
    let dated = out.within(near, Kind::Date).any(|m| matches!(&m.value, Value::Date(d) if d.said.year.is_some()));
    if dated || *changes.get_or_init(|| (0..cx.len()).any(|i| CHANGES.contains(&cx.folded(i)))) {
        return;
    }
    let (span, title) = (super::parts::span(cx, name), cx.span(title));
    out.claims.push(Claim::new("holder", span.cover(title)).with("person", span, Value::Person(Box::new(person.clone()))).with(
        "office",
        title,
        Value::Text(format!("{office} of {body}")),
    ));
}

/// "Mayor Dana Creel | of Eastholm".
fn behind(cx: &Cx<'_>, end: u32) -> Option<String> {
    let limit = cx.sentence_end(end);
    if cx.folded(end) != "of" || end >= limit {
        return None;
    }
    let first = end + 1;
    let last = (first..limit.min(first + 4)).take_while(|&i| cx.is_capitalised(i)).last()?;
    Some(cx.doc.text(cx.span(first..last + 1)).to_owned())
}
