//! Whose kin a person is, with the owner by name: "Vera Stoll … her brother, Anton Stoll", "Vera's brother Anton Stoll".

use super::People;
use crate::read::{Claim, Cx, Readings};
use crate::value::{Person, Value};

/// Kin of which one person is only one thing to another.
#[rustfmt::skip]
const KIN: &[&str] = &[
    "brother", "sister", "cousin", "father", "mother", "son", "daughter", "uncle", "aunt", "nephew", "niece", "wife", "husband", "grandfather", "grandmother", "grandson",
    "granddaughter",
];

pub(super) fn read(cx: &Cx<'_>, out: &Readings, people: &People<'_>, claims: &mut Vec<Claim>) {
    for &(m, p) in people.mentions.iter().filter(|(_, p)| p.given.is_some()) {
        // "her brother, Anton Stoll," or "her brother Anton Stoll".
        let start = m.tokens.start;
        let comma = start.checked_sub(1).is_some_and(|b| cx.text(b) == ",");
        let Some(noun) = start.checked_sub(1 + u32::from(comma)).filter(|&n| KIN.contains(&cx.folded(n))) else { continue };
        let closed = !comma || matches!(cx.text(m.tokens.end), "," | "." | ";" | ")" | ":");
        let Some(before) = noun.checked_sub(1).filter(|_| closed) else { continue };
        // "her older brother".
        let before = if matches!(cx.folded(before), "older" | "younger" | "elder" | "late" | "only" | "eldest" | "youngest" | "first") {
            before.saturating_sub(1)
        } else {
            before
        };
        let Some((owner, from)) = owner(cx, people, before, p) else { continue };
        if cx.doc.is_quoted(noun) != cx.doc.is_quoted(from) || out.at(start).any(|x| x.inner && x.kind == m.kind) {
            continue;
        }
        let span = cx.span(noun..noun + 1);
        claims.push(
            Claim::new("kin", span.cover(m.span))
                .with_implied("owner", Value::Person(Box::new(owner.clone())))
                .with("person", m.span, Value::Person(Box::new(p.clone())))
                .with("kin", span, Value::Text(cx.folded(noun).to_owned())),
        );
    }
}

/// The owner of the kinship at a possessive, with the token that names it.
fn owner<'a>(cx: &Cx<'_>, people: &People<'a>, at: u32, kin: &Person) -> Option<(&'a Person, u32)> {
    if matches!(cx.text(at), "'s" | "\u{2019}s" | "'" | "\u{2019}") {
        let found = people.within(&(at.saturating_sub(5)..at)).last().filter(|(m, p)| m.tokens.end == at && !p.ambiguous);
        return found.map(|(_, p)| (*p, at));
    }
    if !matches!(cx.folded(at), "his" | "her") {
        return None;
    }
    let (number, sentence) = cx.doc.sentence_of(at)?;
    if let Some((_, p)) = people.only(&(sentence.tokens.start..at), Some(kin.entity)).ok()? {
        return Some((p, at));
    }
    for back in 1..=3 {
        let s = cx.doc.sentences.get(number.checked_sub(back)? as usize)?;
        if let Some((_, p)) = people.only(&s.tokens, Some(kin.entity)).ok()? {
            return Some((p, at));
        }
    }
    None
}
