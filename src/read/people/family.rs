//! Courtesy titles of families: "Mr. Lund … his wife … Ms. Lund" are two people of one surname.
//!
//! Where the text speaks of kin beside a surname, or sets two titles of it side by side in one sentence, the rarer title with the
//! bare surname proves nothing about the person who has the other one; its claims are left out.

use crate::document::TextSpan;
use crate::read::{Claim, Cx};
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
