//! Honorifics before names.

use super::shape::{self, Taken};
use super::{Name, evidence};
use crate::lexicon::{Class, Flags};
use crate::read::{Claim, Cx, Kind, Mention, Readings, Sought, Spot};
use crate::value::{Person, Role, Value};
use std::cell::OnceCell;
use std::ops::Range;

/// What an honorific begins with.
pub(in crate::read) const TITLE: Sought = Sought { classes: &[Class::Honorific], ..Sought::NONE };

/// The honorifics that stand right before a word that can begin a name.
pub(super) fn find(cx: &Cx<'_>, taken: &Taken) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    for (_, sentence) in cx.sentences_with(Spot::Title) {
        let limit = sentence.tokens.end;
        let mut next = sentence.tokens.start;
        for i in cx.spots_in(sentence.tokens.clone(), Spot::Title) {
            if i < next || !cx.is_capitalised(i) || taken.has(i) {
                continue;
            }
            if let Some(n) = cx.phrase(i, limit, Class::Honorific).filter(|&n| counts(cx, i, i + n, limit, taken)) {
                found.push(i..i + n);
                next = i + n;
            }
        }
    }
    found
}

fn counts(cx: &Cx<'_>, start: u32, next: u32, limit: u32, taken: &Taken) -> bool {
    let name = |i: u32| i < limit && !taken.has(i) && (shape::is_name_word(cx, i) || shape::is_initial(cx, i));
    let particle = cx.is(next, Class::Particle) && name(next + 1)
        || cx.is(next, Class::Particle) && cx.is(next + 1, Class::Particle) && name(next + 2);
    if !(name(next) || particle) || !cx.has(next, Flags::SPACE) {
        return false;
    }
    let written = cx.doc.text(cx.span(start..next));
    let exact = cx.lex.honorifics.get(crate::lexicon::fold(written).as_ref()).is_some_and(|h| h.forms.contains(&written));
    let figure =
        matches!((cx.folded(start), cx.folded(next)), ("uncle", "sam") | ("mother", "nature" | "earth") | ("father", "christmas" | "time"));
    if !exact || figure {
        return false;
    }
    let single = next - start == 1;
    // "Dean Baker" and "Don Smith" are given names; "St. Louis" is a place.
    let don = cx.folded(start) == "don" && evidence::is_given(cx, next) && !cx.is(next, Class::Surname);
    let given = single && evidence::is_given(cx, start) && !cx.text(start).ends_with('.') && !don && cx.folded(start) != "justice";
    !given && !matches!(cx.folded(start), "st" | "st." | "saint" | "i")
}

/// Whether an honorific is a word of the language too, so that it proves less: "General", "Judge".
pub(super) fn is_plain(cx: &Cx<'_>, title: &Range<u32>) -> bool {
    let last = cx.text(title.end.saturating_sub(1));
    let courtesy = cx.lex.honorifics.get(cx.folded(title.start)).is_some_and(|h| h.kind == "courtesy")
        && !matches!(cx.folded(title.start), "miss" | "don" | "uncle" | "aunt");
    !last.ends_with('.')
        && !courtesy
        && !matches!(last, "Dr" | "Prof" | "Sen" | "Rep" | "Gov" | "Rev" | "Lt" | "Sgt" | "Capt" | "Sir" | "Dame")
}

/// Adds the mention and the claim of a name's honorific.
pub(super) fn emit(cx: &Cx<'_>, out: &mut Readings, name: &Name, person: &Person, changes: &OnceCell<bool>) {
    let Some(title) = &name.honorific else { return };
    let span = cx.span(title.clone());
    let written = cx.doc.text(span).to_owned();
    out.add(Mention { kind: Kind::Honorific, span, tokens: title.clone(), value: Value::Text(written.clone()), inner: false });
    // "Mr. and Mrs. Lund": the second title is one person's, the name is that of two.
    let couple = title.start.checked_sub(2).is_some_and(|b| matches!(cx.folded(b + 1), "and" | "&" | "or") && cx.is(b, Class::Honorific));
    let entry = cx.lex.honorifics.get(crate::lexicon::fold(&written).as_ref());
    let plural = entry.is_some_and(|h| {
        h.forms.iter().any(|f| f.trim_end_matches('.').ends_with('s') && *f == written)
            && written.len() > 4
            && !matches!(written.as_str(), "Miss")
    });
    // "who was known as Mr. Adair before": another time.
    let before = |n: u32| title.start.checked_sub(n).map_or("", |b| cx.folded(b));
    let renamed = matches!(before(1), "as" | "called") && matches!(before(2), "known" | "be" | "then" | "born" | "formerly" | "was");
    let (Some(entry), false, false) = (entry, couple, plural || renamed) else { return };
    let name_span = cx.span(name.tokens.clone());
    super::offices::titled(cx, out, name, person, entry.full, changes);
    rank(cx, out, name, person, (entry.full, entry.kind));
    let claim = Claim::new("courtesy", span.cover(name_span))
        .with("person", name_span, Value::Person(Box::new(person.clone())))
        .with("honorific", span, Value::Text(written))
        .with_implied("gender", Value::Text(entry.gender.to_owned()))
        .with_implied("introduced", Value::Bool(is_introduced(cx, person)));
    out.claims.push(claim);
}

/// Whether the article tells the given name too. Behind "Mrs." it must be a woman's: "Mrs. Lund" may be the wife of Walter Lund.
fn is_introduced(cx: &Cx<'_>, person: &Person) -> bool {
    let Some((given, _)) = person.canonical.split_once(' ') else { return false };
    let wife = person.honorific.as_deref().is_some_and(|h| h.trim_end_matches('.') == "Mrs");
    let female = || cx.lex.word(&crate::lexicon::fold(given)).is_some_and(|id| cx.lex.is(id, Class::GivenFemale));
    !wife || female()
}

/// Words that tell of a change of rank in the sentence of a name, which then has the old one.
const CHANGES: &[&str] =
    &["promoted", "promotion", "demoted", "became", "rank", "made", "rose", "appointed", "named", "then", "former", "retired", "elevated"];

/// The role of an abbreviated rank: "Sgt. Oyelaran" is a sergeant. Ranks that are written out are roles by themselves.
fn rank(cx: &Cx<'_>, out: &mut Readings, name: &Name, person: &Person, (full, kind): (&str, &str)) {
    let Some(title) = name.honorific.clone().filter(|_| matches!(kind, "military" | "police")) else { return };
    let phrase = crate::lexicon::fold(full).into_owned();
    let family = cx.lex.role_families.get(phrase.as_str()).filter(|(_, rank)| rank.is_some());
    // "Lt. Speer, her cousin," is another Speer.
    let end = name.tokens.end;
    let kin = cx.text(end) == "," && matches!(cx.folded(end + 1), "his" | "her" | "their" | "whose");
    let short = cx.text(title.end.saturating_sub(1)).ends_with('.') && !kin;
    let changes = cx.doc.sentence_of(title.start).is_none_or(|(_, s)| {
        let near = s.tokens.start.max(title.start.saturating_sub(40))..s.tokens.end.min(title.start + 40);
        near.into_iter().any(|i| CHANGES.contains(&cx.folded(i)))
    });
    if let Some((family, _)) = family.filter(|_| short && !changes) {
        let (span, head) = (cx.span(title), phrase.rsplit(' ').next().unwrap_or_default().to_owned());
        // A lieutenant, a sergeant and a captain serve in the police as in the army.
        let family = if matches!(phrase.as_str(), "sergeant" | "lieutenant" | "captain" | "major" | "colonel" | "corporal") {
            "ranks"
        } else {
            family
        };
        let role = Role { phrase: phrase.clone(), head, family: Some(family.to_owned()), ..Role::default() };
        let name_span = cx.span(name.tokens.clone());
        out.claims.push(Claim::new("role", span.cover(name_span)).with("person", name_span, Value::Person(Box::new(person.clone()))).with(
            "role",
            span,
            Value::Role(Box::new(role)),
        ));
    }
}
