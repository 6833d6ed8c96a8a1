//! Courtesy titles of families: "Mr. Lund … his wife … Ms. Lund" are two people of one surname.
//!
//! Where the text speaks of kin beside a surname, or sets two titles of it side by side in one sentence, the rarer title with the
//! bare surname proves nothing about the person who has the other one; its claims are left out.

use crate::document::TextSpan;
use crate::lexicon::Class;
use crate::read::{Claim, Cx, Sought, Spot};
use crate::value::{Person, Value};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words for kin and couples.
const KIN: &[&str] = &[
    "wife",
    "husband",
    "brother",
    "sister",
    "twin",
    "twins",
    "son",
    "daughter",
    "mother",
    "father",
    "parents",
    "couple",
    "widow",
    "widower",
    "siblings",
    "brothers",
    "sisters",
    "married",
    "cousin",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "spouse",
    "family",
    "grandson",
    "granddaughter",
    "grandfather",
    "grandmother",
    "stepson",
    "stepdaughter",
];

/// Words that may bring in a relative of one gender, or a couple.
pub(in crate::read) const RELATIVE: Sought = Sought {
    words: "wife wives widow daughter daughters sister sisters mother mothers aunt niece granddaughter grandmother stepdaughter mum mom \
        girlfriend fiancée husband husbands widower son sons brother brothers father fathers uncle nephew grandson grandfather stepson \
        dad boyfriend fiancé married couple spouse spouses twin twins partner siblings",
    ..Sought::NONE
};

/// Those of them that are women, and those that are men; the others may be either.
const WOMEN: &[&str] = &[
    "wife",
    "wives",
    "widow",
    "daughter",
    "daughters",
    "sister",
    "sisters",
    "mother",
    "mothers",
    "aunt",
    "niece",
    "granddaughter",
    "grandmother",
    "stepdaughter",
    "mum",
    "mom",
    "girlfriend",
    "fiancée",
];
const MEN: &[&str] = &[
    "husband",
    "husbands",
    "widower",
    "son",
    "sons",
    "brother",
    "brothers",
    "father",
    "fathers",
    "uncle",
    "nephew",
    "grandson",
    "grandfather",
    "stepson",
    "dad",
    "boyfriend",
    "fiancé",
];

/// Tells with each title that has a gender whether it can be of nobody else: nobody else of the article has the surname, and it speaks
/// of no relative of that gender.
pub(super) fn single_out(cx: &Cx<'_>, people: &[Person], claims: &mut [Claim]) {
    let (mut of_surname, mut kin): (Option<FxHashMap<String, u32>>, Option<[bool; 2]>) = (None, None);
    for claim in claims.iter_mut().filter(|c| c.kind == "courtesy") {
        let Some(Value::Text(gender)) = claim.field("gender").map(|f| &f.value) else { continue };
        let Some(Value::Person(person)) = claim.field("person").map(|f| &f.value) else { continue };
        let woman = gender == "female";
        let mut alone = false;
        if let Some(surname) = person.surname.as_deref().filter(|_| gender != "any") {
            let [women, men] = *kin.get_or_insert_with(|| relatives(cx));
            let owners = of_surname.get_or_insert_with(|| owners(people));
            alone = !(if woman { women } else { men }) && owners.get(&surname.to_lowercase()) == Some(&person.entity);
        }
        *claim = claim.clone().with_implied("alone", Value::Bool(alone));
    }
}

/// Whether the article speaks of relatives who are women, and of some who are men.
fn relatives(cx: &Cx<'_>) -> [bool; 2] {
    let mut out = [false; 2];
    for i in cx.all_spots(Spot::Relative) {
        let word = cx.folded(i);
        // "a widower and father of three" is nobody's relative here.
        let own = cx.folded(i + 1) == "of" && cx.is_any(i + 2, &[Class::NumberWord]) || cx.text(i + 1) == "-" && cx.touches(i + 1);
        let (woman, man) = (WOMEN.contains(&word), MEN.contains(&word));
        out = [out[0] || !own && !man, out[1] || !own && !woman];
    }
    out
}

/// The only person of each surname.
fn owners(people: &[Person]) -> FxHashMap<String, u32> {
    let mut out: FxHashMap<String, u32> = FxHashMap::default();
    for person in people {
        if let Some(surname) = person.surname.as_deref() {
            let owner = out.entry(surname.to_lowercase()).or_insert(person.entity);
            if *owner != person.entity {
                *owner = u32::MAX;
            }
        }
    }
    out
}

/// Leaves out the claims of titles that may be of a relative.
pub(super) fn settle(cx: &Cx<'_>, claims: &mut Vec<Claim>) {
    let mut genders: FxHashMap<String, [usize; 2]> = FxHashMap::default();
    for (surname, gender) in claims.iter().filter_map(bare) {
        if let Some(n) = genders.entry(surname).or_default().get_mut(usize::from(gender == "female")) {
            *n += 1;
        }
    }
    genders.retain(|_, [m, f]| *m > 0 && *f > 0);
    if genders.is_empty() {
        return;
    }
    let families: FxHashSet<String> = genders.keys().filter(|s| is_family(cx, s, claims)).cloned().collect();
    claims.retain(|claim| {
        let Some((surname, gender)) = bare(claim).filter(|(s, _)| families.contains(s)) else { return true };
        let &[male, female] = genders.get(&surname).unwrap_or(&[0, 0]);
        if gender == "female" { female > male } else { male > female }
    });
}

/// Surname and gender of a claim of a title before a bare surname.
fn bare(claim: &Claim) -> Option<(String, String)> {
    if claim.kind != "courtesy" {
        return None;
    }
    let Value::Person(person) = &claim.field("person")?.value else { return None };
    let Person { given: None, surname: Some(surname), .. } = &**person else { return None };
    let Value::Text(gender) = &claim.field("gender")?.value else { return None };
    (gender != "any").then(|| (surname.to_lowercase(), gender.clone()))
}

fn is_family(cx: &Cx<'_>, surname: &str, claims: &[Claim]) -> bool {
    let mut seen: FxHashMap<u32, String> = FxHashMap::default();
    let sentence = |span: TextSpan| cx.doc.sentence_of(cx.doc.token_at(span.start)).map(|(i, _)| i);
    let side_by_side = claims.iter().any(|claim| {
        let Some((_, gender)) = bare(claim).filter(|(s, _)| s == surname) else { return false };
        let Some(number) = sentence(claim.anchor) else { return false };
        seen.insert(number, gender.clone()).is_some_and(|old| old != gender)
    });
    let last = surname.rsplit(' ').next().unwrap_or(surname);
    side_by_side
        || cx
            .sentences()
            .any(|(_, s)| s.tokens.clone().any(|i| cx.folded(i) == last) && s.tokens.clone().any(|i| KIN.contains(&cx.folded(i))))
}
