//! Binds roles to persons where the text puts them side by side, and adds the role mentions.
//!
//! Bound are a title before a name ("Foreign Minister Qin Gang"), appositions on either side ("Qin Gang, the foreign minister,",
//! "the foreign minister, Qin Gang,") and plain predicates ("Ann Lee is the mayor"). Lists of people, "and" and negations are left
//! alone: who has the role there is not sure.

use super::roles::Found;
use super::shape::Taken;
use super::{Name, parts};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::read::{Claim, ContextFlag, Cx, Kind, Mention, Readings};
use crate::value::{Person, Role, RoleStatus, Value};
use std::cell::OnceCell;

/// What the sentence itself says of the time of a role, if anything.
type Said = Option<RoleStatus>;

/// Adds role mentions and claims.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings, names: &[Name], people: &[Person], roles: &[Found]) {
    let mut bound = vec![false; roles.len()];
    let changes = OnceCell::new();
    for (i, (name, person)) in names.iter().zip(people).enumerate() {
        let before = i.checked_sub(1).and_then(|p| names.get(p));
        let after = names.get(i + 1);
        for (index, status) in roles_of(cx, name, before, after, roles) {
            let Some(role) = roles.get(index) else { continue };
            if let Some(b) = bound.get_mut(index) {
                *b = true;
            }
            let value = Role { status: status.unwrap_or(role.value.status), ..role.value.clone() };
            let past = value.status == RoleStatus::Past || status == Some(RoleStatus::Past) || is_promoted(cx, name);
            if !past {
                super::offices::holder(cx, out, name, person, parts::span(cx, name), role, &changes);
            }
            let (name_span, role_span) = (parts::span(cx, name), cx.span(role.tokens.clone()));
            let mut claim = Claim::new("role", name_span.cover(role_span))
                .with("person", name_span, Value::Person(Box::new(person.clone())))
                .with("role", role_span, Value::Role(Box::new(value)));
            if past {
                claim.context = claim.context.with(ContextFlag::Past);
            }
            out.claims.push(claim);
        }
    }
    let mut named = Taken::new(cx.len());
    for name in names {
        named.mark(name.tokens.clone());
    }
    for (role, bound) in roles.iter().zip(bound) {
        let inside = role.tokens.clone().any(|i| named.has(i));
        if !inside && (bound || role.alone) {
            let span = cx.span(role.tokens.clone());
            out.add(Mention {
                kind: Kind::Role,
                span,
                tokens: role.tokens.clone(),
                value: Value::Role(Box::new(role.value.clone())),
                inner: false,
            });
        }
    }
}

/// "Captain Joan Speer was promoted to major": the role before the name is the old one.
fn is_promoted(cx: &Cx<'_>, name: &Name) -> bool {
    const NEW: &[&str] = &["promoted", "appointed", "named", "became", "elevated", "demoted", "reassigned", "sworn"];
    let end = name.tokens.end;
    // "the now General Ann Lee": she was something else before.
    let start = name.honorific.as_ref().map_or(name.tokens.start, |h| h.start);
    let newly = (start.saturating_sub(4)..start).any(|i| cx.folded(i) == "now" && i.checked_sub(1).is_some_and(|b| cx.folded(b) == "the"));
    newly || (end..cx.sentence_end(end).min(end + 5)).any(|i| NEW.contains(&cx.folded(i)))
}

/// The roles of a name, each with the status that the sentence gives it, where it gives one.
fn roles_of(cx: &Cx<'_>, name: &Name, before: Option<&Name>, after: Option<&Name>, roles: &[Found]) -> Vec<(usize, Said)> {
    let start = name.honorific.as_ref().map_or(name.tokens.start, |h| h.start);
    let mut found = Vec::new();
    let near = roles.partition_point(|r| r.tokens.end + 30 < start);
    for (index, role) in roles.iter().enumerate().skip(near).take_while(|(_, r)| r.tokens.start < name.tokens.end + 12) {
        if title(cx, name, start, role) || role_first(cx, name, start, before, role) {
            found.push((index, None));
        } else if let Some(status) = name_first(cx, name, start, before, after, role) {
            found.push((index, status));
        }
    }
    found
}

/// "Foreign Minister Qin Gang", "actor Bo Hart".
fn title(cx: &Cx<'_>, name: &Name, start: u32, role: &Found) -> bool {
    let touches = role.tokens.end == name.tokens.start || role.tokens.end == start;
    let as_title = name.honorific.as_ref().is_some_and(|h| *h == role.tokens || h.start == role.tokens.start && h.end == role.tokens.end);
    // "the actor and minister Bo Hart" is fine; "told the minister Ann Lee was ill" has an article and no capital.
    let told = !cx.is_capitalised(role.tokens.start)
        && role.whole.start < role.tokens.start
        && cx.folded(role.whole.start) == "the"
        && cx.is_any(name.tokens.end, &[Class::Be, Class::Have, Class::Modal])
        && role.whole.start.checked_sub(1).is_some_and(|b| cx.is(b, Class::Reporting));
    (touches || as_title) && !told && cx.has(name.tokens.start, Flags::SPACE)
}

/// "the foreign minister, Qin Gang,": the role first, then the name between commas.
fn role_first(cx: &Cx<'_>, name: &Name, start: u32, before: Option<&Name>, role: &Found) -> bool {
    let comma = role.end;
    if cx.text(comma) != "," || comma + 1 != start || role.whole.start == role.tokens.start {
        return false;
    }
    let closed =
        matches!(cx.text(name.tokens.end), "," | "." | ")" | ";" | "\"" | "”" | "!" | "?") || name.tokens.end >= cx.sentence_end(start);
    // "with Bo Hart, the mayor, Ann Lee, and …" is a list.
    let listed = before.is_some_and(|b| {
        b.tokens.end + 1 >= role.whole.start
            && b.tokens.end <= role.whole.start
            && matches!(cx.text(role.whole.start.saturating_sub(1)), "," | "and")
    });
    let also = cx.folded(role.whole.start.saturating_sub(1)) == "and"
        || matches!(cx.folded(name.tokens.end + 1), "and" | "or") && cx.is_capitalised(name.tokens.end + 2);
    closed && !listed && !also
}

/// "Qin Gang, the foreign minister,", "Ann Lee, 59, a nurse", "Ann Lee is the mayor", "Ann Lee (chief executive)".
fn name_first(cx: &Cx<'_>, name: &Name, start: u32, before: Option<&Name>, after: Option<&Name>, role: &Found) -> Option<Said> {
    let end = name.tokens.end;
    if role.tokens.start < end || role.whole.start < end {
        return None;
    }
    // "a call with Ann Lee, the prime minister's office said": the role owns what follows.
    if matches!(cx.folded(role.tokens.end), "'s" | "’s") {
        return None;
    }
    // "He served under General Ann Lee as a colonel."
    let below = start.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "under" | "with" | "alongside" | "beside"));
    if below && cx.folded(end) == "as" {
        return None;
    }
    if cx.text(end) == "(" && role.whole.start == end + 1 && cx.text(role.end) == ")" {
        return Some(None);
    }
    if cx.text(end) == "," {
        let mut at = end + 1;
        if (cx.is_kind(at, TokenKind::Number) || cx.folded(at) == "aged") && cx.text(at + 1) == "," {
            at += 2;
        }
        let who = matches!(cx.folded(at), "who" | "now" | "currently" | "himself" | "herself");
        let listed = before.is_some_and(|b| b.tokens.end + 1 == start && matches!(cx.text(b.tokens.end), ","));
        if role.whole.start == at && !listed {
            return apposition_ends(cx, after, role).then_some(None);
        }
        // "Monique Fabre, then the state's auditor".
        if matches!(cx.folded(at), "then" | "once" | "formerly" | "previously") && role.whole.start == at + 1 && !listed {
            return Some(Some(RoleStatus::Past));
        }
        if who && cx.folded(at) == "who" {
            return predicate(cx, at + 1, role);
        }
        return (who && role.whole.start == at + 1 && !listed).then_some(None);
    }
    predicate(cx, end, role)
}

/// Whether the apposition stands for one person: no "and" with another name or another article behind it.
fn apposition_ends(cx: &Cx<'_>, after: Option<&Name>, role: &Found) -> bool {
    let mut at = role.end;
    if cx.text(at) == "," {
        at += 1;
    }
    let joined = matches!(cx.folded(at), "and" | "&" | "or");
    let name_next = |from: u32| after.is_some_and(|a| a.tokens.start == from || a.honorific.as_ref().is_some_and(|h| h.start == from));
    // "Ann Lee, mayor Bo Hart": the role is the next name's title.
    let title_of_next = name_next(role.tokens.end) && !cx.has(role.tokens.end, Flags::LINE) && cx.text(role.tokens.end) != ",";
    let list = joined && (cx.is_capitalised(at + 1) || matches!(cx.folded(at + 1), "the" | "a" | "an" | "his" | "her"))
        || cx.text(role.end) == "," && name_next(role.end + 1);
    // "by the time he meets Ann Lee, the president will have left": the role opens a clause of its own.
    let clause = cx.is_any(role.tokens.end, &[Class::Modal, Class::Be, Class::Have]);
    !title_of_next && !list && !clause
}

/// "is the mayor", "was finance minister until", "became the first …".
fn predicate(cx: &Cx<'_>, from: u32, role: &Found) -> Option<Said> {
    let mut at = from;
    let mut status = None;
    let mut verb = false;
    while at < role.whole.start && at < from + 5 {
        match cx.folded(at) {
            "is" | "'s" | "remains" | "serves" | "as" => verb = true,
            "was" | "served" | "became" | "had" => {
                verb = true;
                status = Some(RoleStatus::Past);
            }
            "has" => {
                verb = true;
                if cx.folded(at + 1) == "served" {
                    at += 1;
                }
            }
            "been" | "now" | "also" | "currently" | "still" | "both" => {}
            "once" | "previously" | "formerly" | "then" | "later" => status = Some(RoleStatus::Past),
            _ => return None,
        }
        at += 1;
    }
    (verb && at == role.whole.start).then_some(status)
}
