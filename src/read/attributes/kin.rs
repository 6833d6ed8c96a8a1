//! Whose kin a person is, with the owner by name: "Vera Stoll … her brother, Anton Stoll", "Vera's brother Anton Stoll".

use super::People;
use crate::read::{Claim, Cx, Mention, Readings};
use crate::value::{Person, Value};

/// Kin of which one person is only one thing to another.
#[rustfmt::skip]
const KIN: &[&str] = &[
    "brother", "sister", "cousin", "father", "mother", "son", "daughter", "uncle", "aunt", "nephew", "niece", "wife", "husband", "grandfather", "grandmother", "grandson",
    "granddaughter",
];

/// Tokens before a possessive that may name its owner, where they name nobody else.
const PORTRAIT: u32 = 1500;

/// Words between a possessive and the kin: "her older brother".
const WHICH: &[&str] =
    &["older", "younger", "elder", "late", "only", "eldest", "youngest", "first", "twin", "big", "little", "baby", "second"];

pub(super) fn read(cx: &Cx<'_>, out: &Readings, people: &People<'_>, claims: &mut Vec<Claim>) {
    behind(cx, out, people, claims);
    for &(m, p) in people.mentions.iter().filter(|(_, p)| p.given.is_some()) {
        // "her brother, Anton Stoll," or "her brother Anton Stoll".
        let start = m.tokens.start;
        let comma = start.checked_sub(1).is_some_and(|b| cx.text(b) == ",");
        let Some(noun) = start.checked_sub(1 + u32::from(comma)).filter(|&n| KIN.contains(&cx.folded(n))) else { continue };
        let closed = !comma || matches!(cx.text(m.tokens.end), "," | "." | ";" | ")" | ":");
        let Some(before) = noun.checked_sub(1).filter(|_| closed) else { continue };
        // "her older brother".
        let before = if WHICH.contains(&cx.folded(before)) { before.saturating_sub(1) } else { before };
        let Some((owner, from)) = owner(cx, people, before, p) else { continue };
        claims.extend(claim(cx, out, (noun, from), owner, (m, p)));
    }
}

/// The claim that a noun of kinship makes, with where its owner is told; none where only one of them is quoted, or the name holds another.
fn claim(cx: &Cx<'_>, out: &Readings, (noun, from): (u32, u32), owner: &Person, (m, p): (&Mention, &Person)) -> Option<Claim> {
    if cx.doc.is_quoted(noun) != cx.doc.is_quoted(from) || out.at(m.tokens.start).any(|x| x.inner && x.kind == m.kind) {
        return None;
    }
    let span = cx.span(noun..noun + 1);
    Some(
        Claim::new("kin", span.cover(m.span))
            .with_implied("owner", Value::Person(Box::new(owner.clone())))
            .with("person", m.span, Value::Person(Box::new(p.clone())))
            .with("kin", span, Value::Text(cx.folded(noun).to_owned())),
    )
}

/// "Anton Stoll, her cousin,", "Anton Stoll, a cousin of Vera Stoll,": the name first.
fn behind(cx: &Cx<'_>, out: &Readings, people: &People<'_>, claims: &mut Vec<Claim>) {
    for &(m, p) in people.mentions.iter().filter(|(m, p)| p.given.is_some() && !p.ambiguous && cx.text(m.tokens.end) == ",") {
        let at = m.tokens.end + 1;
        let noun = at + 1 + u32::from(WHICH.contains(&cx.folded(at + 1)));
        let next = noun + 1;
        // "her father-in-law", "her brother's".
        let closed = matches!(cx.text(next), "," | "." | ";" | ")" | "”" | "\"") || matches!(cx.folded(next), "and" | "who");
        if !matches!(cx.folded(at), "his" | "her" | "a" | "the") || !KIN.contains(&cx.folded(noun)) {
            continue;
        }
        let found = if cx.folded(next) == "of" {
            let named = people.within(&(next + 1..next + 2)).first().filter(|(_, o)| !o.ambiguous && o.entity != p.entity);
            named.map(|(o, owner)| (*owner, o.tokens.start))
        } else if closed && matches!(cx.folded(at), "his" | "her") {
            owner(cx, people, at, p)
        } else {
            None
        };
        let Some((owner, from)) = found else { continue };
        claims.extend(claim(cx, out, (noun, from), owner, (m, p)));
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
    // A portrait: nobody else is named before it.
    people.only(&(at.saturating_sub(PORTRAIT)..at), Some(kin.entity)).ok()?.map(|(_, p)| (p, at))
}
