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
    let told = role.value.organisation.clone().or(role.value.country.clone()).or_else(|| behind(cx, name.tokens.end));
    let Some(body) = told
        .or_else(|| before(cx, name, role))
        .or_else(|| meant(cx, out, role))
        .or_else(|| of_dateline(cx, name, role))
        .map(|b| of_owner(&b))
    else {
        return;
    };
    // A country has a captain for each of its teams.
    let head = cx.folded(role.tokens.end.saturating_sub(1));
    let team = matches!(head, "captain" | "skipper" | "coach");
    let nation = || cx.lex.countries.contains_key(crate::lexicon::fold(&body).as_ref());
    let qualified = || {
        let before = role.tokens.start.checked_sub(1).map_or("", |b| cx.folded(b));
        matches!(
            before,
            "men's" | "women's" | "'s" | "’s" | "club" | "team" | "vice" | "co" | "-" | "joint" | "tour" | "test" | "assistant"
        ) && role.value.organisation.is_none()
            && role.whole.start + 2 >= role.tokens.start
            || matches!(before, "vice" | "co" | "-" | "joint" | "tour" | "assistant" | "deputy")
    };
    if team && (nation() || qualified()) {
        return;
    }
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

/// A name without the mark of an owner: "St Brigid" of "St Brigid's".
fn of_owner(name: &str) -> String {
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("\u{2019}s")).unwrap_or(name);
    name.strip_prefix("the ").unwrap_or(name).trim_end_matches(['\'', '\u{2019}']).to_owned()
}

/// "Dunmore | captain Ray Lusk": capitalised words right before the office, whatever they name.
fn before(cx: &Cx<'_>, name: &Name, role: &Found) -> Option<String> {
    let start = role.tokens.start;
    if role.tokens.end != name.tokens.start || cx.is_capitalised(start) || role.whole.start != start {
        return None;
    }
    let first = (start.saturating_sub(3)..start).rev().take_while(|&i| cx.is_capitalised(i) && cx.has(i + 1, Flags::SPACE)).last()?;
    // "stand-in Dunmore captain", "former Dunmore captain".
    let led = first.checked_sub(1).filter(|&b| cx.has(first, Flags::SPACE) && b > 0).is_some_and(|b| {
        cx.text(b - 1) == "-" || cx.is_any(b, &[Class::RolePast, Class::RoleActing, Class::RoleFuture]) || cx.folded(b) == "vice"
    });
    if led {
        return None;
    }
    let plain = (first..start).any(|i| cx.is_any(i, &[Class::Common, Class::Stop, Class::Weekday, Class::Month, Class::RoleHead]));
    (!plain).then(|| cx.doc.text(cx.span(first..start)).to_owned())
}

/// The town of the dateline ("ORRINGTON — …"), whose mayor needs no other word: "Mayor Dana Creel said".
fn of_dateline(cx: &Cx<'_>, name: &Name, role: &Found) -> Option<String> {
    // "Mayor Ruth Oakes of neighboring Pine Ferry" has a town of her own.
    let own = cx.folded(name.tokens.end) == "of";
    let title =
        !own && role.tokens.end == name.tokens.start && role.whole.start == role.tokens.start && cx.folded(role.tokens.start) == "mayor";
    let first = cx.doc.blocks.iter().find(|b| matches!(b.kind, crate::document::BlockKind::Paragraph)).filter(|_| title)?;
    let start = first.tokens.start;
    let end = (start..first.tokens.end.min(start + 4)).find(|&i| !cx.has(i, Flags::UPPER))?;
    let dash = (end..first.tokens.end.min(end + 6)).any(|i| matches!(cx.text(i), "—" | "–" | "--"));
    let capital = |w: &str| w.chars().take(1).flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect::<String>();
    (end > start && dash).then(|| (start..end).map(|i| capital(cx.folded(i))).collect::<Vec<_>>().join(" "))
}

/// Sentences back in which the body of "their captain" is named.
const REACH: u32 = 2;

/// The body that "their captain" or "the school's principal" can only mean: the one name, no person's, of the sentences before.
fn meant(cx: &Cx<'_>, out: &Readings, role: &Found) -> Option<String> {
    let lead = role.whole.start;
    let owned = matches!(cx.folded(lead), "their" | "its") && lead + 1 == role.tokens.start
        || cx.folded(lead) == "the"
            && matches!(cx.text(role.tokens.start.saturating_sub(1)), "'s" | "\u{2019}s")
            && !cx.is_capitalised(lead + 1);
    let (number, sentence) = cx.doc.sentence_of(lead).filter(|_| owned)?;
    let first = cx.doc.sentences.get(number.saturating_sub(REACH) as usize)?.tokens.start;
    let mut found: Option<&str> = None;
    let mut i = first.max(lead.saturating_sub(80));
    while i < sentence.tokens.start {
        let end = (i..sentence.tokens.start).take_while(|&k| cx.is_capitalised(k)).last().map_or(i, |k| k + 1);
        let plain = end == i
            || end == i + 1 && cx.is_any(i, &[Class::Common, Class::Stop, Class::Weekday, Class::Month])
            || out.at(i).any(|m| m.kind == Kind::Person || m.kind == Kind::Date);
        if !plain {
            let name = cx.doc.text(cx.span(i..end));
            if found.is_some_and(|f| f != name) {
                return None;
            }
            found = Some(name);
        }
        i = end.max(i + 1);
    }
    found.map(str::to_owned)
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
