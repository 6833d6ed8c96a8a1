//! Roles told of a pronoun: "… led by Mr. Reckoll. As interior minister he has …", "He is also the treasurer."
//!
//! Only in the present tense, at the start of a sentence, and where the sentence before names one person only.

use super::People;
use crate::lexicon::{Class, Flags};
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Person, RoleStatus, Value};

pub(super) fn read(cx: &Cx<'_>, out: &Readings, people: &People<'_>, claims: &mut Vec<Claim>) {
    for m in out.all().iter().filter(|m| m.kind == Kind::Role && !m.inner) {
        let Value::Role(role) = &m.value else { continue };
        // Only such a role can contradict another.
        if role.family.is_none() || role.status != RoleStatus::Current || cx.doc.is_quoted(m.tokens.start) {
            continue;
        }
        if let Some(person) = as_subject(cx, m).or_else(|| is_predicate(cx, m)).and_then(|at| referent(cx, people, at)) {
            claims.push(Claim::new("role", m.span).with_implied("person", Value::Person(Box::new(person.clone()))).with(
                "role",
                m.span,
                m.value.clone(),
            ));
        }
    }
}

/// "As interior minister he has", "As the club\u{2019}s treasurer, she is": the token of "As".
fn as_subject(cx: &Cx<'_>, m: &Mention) -> Option<u32> {
    let start = (m.tokens.start.saturating_sub(4)..m.tokens.start).rev().find(|&i| cx.has(i, Flags::FIRST))?;
    let lead =
        cx.folded(start) == "as" && (start + 1..m.tokens.start).all(|i| !cx.is(i, Class::Stop) || matches!(cx.folded(i), "the" | "'s"));
    let end = m.tokens.end;
    let pronoun = (end..end + 6).find(|&i| matches!(cx.folded(i), "he" | "she"))?;
    let plain = (end..pronoun).all(|i| !cx.is_any(i, &[Class::Be, Class::Have, Class::Modal, Class::FiniteVerb, Class::Reporting]));
    let verb = cx.folded(pronoun + 1);
    let present = matches!(verb, "has" | "is" | "oversees" | "runs" | "leads" | "controls" | "answers" | "heads" | "decides" | "earns");
    (lead && plain && present).then_some(start)
}

/// "He is the treasurer", "She is also interior minister": the token of the pronoun.
fn is_predicate(cx: &Cx<'_>, m: &Mention) -> Option<u32> {
    let start = (m.tokens.start.saturating_sub(6)..m.tokens.start).rev().find(|&i| cx.has(i, Flags::FIRST))?;
    let subject = matches!(cx.folded(start), "he" | "she") && matches!(cx.folded(start + 1), "is" | "remains");
    let plain = (start + 2..m.tokens.start).all(|i| matches!(cx.folded(i), "the" | "also" | "still" | "now" | "currently"));
    (subject && plain).then_some(start)
}

/// The one person whom the sentence before names.
fn referent<'a>(cx: &Cx<'_>, people: &People<'a>, at: u32) -> Option<&'a Person> {
    let (number, sentence) = cx.doc.sentence_of(at)?;
    let before = cx.doc.sentences.get(number.checked_sub(1)? as usize).filter(|s| s.block == sentence.block && !s.display)?;
    people.only(&before.tokens, None).ok()?.map(|(_, p)| p)
}
