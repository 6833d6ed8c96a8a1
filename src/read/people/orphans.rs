//! Bare surnames that nobody introduced: "Tollefsen said" where no Tollefsen has a given name, a role or another mention before.

use super::{Name, parts};
use crate::lexicon::{Class, Flags, TokenKind, WordId, fold};
use crate::limits;
use crate::read::{Claim, Cx, Kind, Readings};
use crate::value::{Person, Value};
use rustc_hash::FxHashSet;

/// Adds a claim for the first mention of each person who is only ever a surname.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings, names: &[Name], people: &[Person]) {
    let mut told: FxHashSet<u32> = FxHashSet::default();
    let roles: FxHashSet<u32> = out.claims.iter().filter(|c| c.kind == "role").filter_map(entity).collect();
    let full: Vec<&Person> = people.iter().filter(|p| p.given.is_some() && p.surname.is_some()).collect();
    let authors = cx.doc.metadata.fields.iter().map(|f| fold(&f.value).into_owned()).collect::<Vec<_>>();
    // Looking for a surname all over the article costs its length, so only so many are looked for.
    let mut looked = 0;
    given(cx, out, names, people);
    let recorded = is_record(cx);
    let mut introduced: Option<FxHashSet<WordId>> = None;
    let mut news: Option<bool> = None;
    let before = out.claims.len();
    let mut presented = 0;
    for (name, person) in names.iter().zip(people) {
        let Some(surname) = person.surname.as_deref().filter(|_| person.given.is_none() && !person.ambiguous) else { continue };
        if !told.insert(person.entity) || roles.contains(&person.entity) || surname.contains(' ') {
            continue;
        }
        let key = fold(surname).into_owned();
        // A speaker whose words go on in front of the name is no less an orphan; a name inside quotation marks is the speaker's.
        let here = name.tokens.start;
        if is_word_for_people(cx, here) {
            continue;
        }
        let quoted = cx.has(here, Flags::QUOTED) || cx.doc.is_quoted(here);
        let display = cx.doc.sentence_of(here).is_none_or(|(_, s)| s.display || cx.doc.block_of(s).is_some_and(|b| b.kind.is_display()));
        let known =
            cx.is_any(here, &[Class::Mononym, Class::Country, Class::City, Class::Organisation, Class::KnownAcronym, Class::Common]);
        if quoted || display || known || !cx.text(here).chars().any(char::is_lowercase) {
            continue;
        }
        looked += 1;
        if looked > limits::BARE_SURNAMES {
            out.bounds.leave_out("bare surnames", limits::BARE_SURNAMES, parts::span(cx, name));
            continue;
        }
        // "Doreen August" that no reader took for a name is an introduction all the same.
        let named = cx.word(here).is_some_and(|w| introduced.get_or_insert_with(|| behind_capitals(cx)).contains(&w));
        let elsewhere = named
            || full.iter().any(|p| fold(&p.full()).split([' ', '-']).any(|w| w == key))
            || authors.iter().any(|a| a.contains(&key))
            || out.all().iter().any(|m| matches!(m.kind, Kind::Org | Kind::Place) && fold(cx.doc.text(m.span)).contains(&key));
        if elsewhere {
            continue;
        }
        // "Mrs. Pugh … Mr. Pugh", "Mrs. Pugh, who is 88,": a couple or a neighbour, presented by the title.
        let couple = name.honorific.is_some()
            && (names.iter().zip(people))
                .any(|(_, p)| p.surname == person.surname && p.honorific != person.honorific && p.honorific.is_some());
        if couple || name.honorific.is_some() && (recorded || is_presented(cx, name.tokens.end)) {
            presented += 1;
            continue;
        }
        let title =
            name.honorific.as_ref().is_some_and(|h| matches!(cx.folded(h.start).trim_end_matches('.'), "mr" | "ms" | "mrs" | "miss"));
        let spoken = cx.is(name.tokens.end, Class::Reporting) || here.checked_sub(1).is_some_and(|b| cx.is(b, Class::Reporting));
        let who = cx.text(name.tokens.end) == ","
            && cx.folded(name.tokens.end + 1) == "who"
            && person.honorific.is_none()
            && is_acting(cx, name.tokens.end + 2)
            && *news.get_or_insert_with(|| super::evidence::is_news(cx));
        let acts = cx.is(name.tokens.end, Class::FiniteVerb) && cx.folded(name.tokens.end).ends_with('s');
        let like = full.iter().find(|p| p.surname.as_deref().is_some_and(|s| alike(&fold(s), &key)));
        let span = parts::span(cx, name);
        let claim = Claim::new("orphan-surname", span).with("person", span, Value::Person(Box::new(person.clone())));
        let kind = match (title, spoken, acts, like) {
            (_, _, _, Some(_)) if title || spoken || acts => "look-alike",
            (true, ..) => "courtesy",
            (_, true, ..) if person.honorific.is_none() => "speaker",
            _ if who => "speaker",
            _ => continue,
        };
        let claim = claim.with_implied("how", Value::Text(kind.to_owned()));
        out.claims.push(match like.filter(|_| kind == "look-alike") {
            Some(other) => claim.with_implied("other", Value::Text(other.full())),
            None => claim,
        });
    }
    unlearn(cx, out, before, presented);
}

/// Whether a text is the record of a meeting, whose readers know the people: minutes call them by title and surname.
fn is_record(cx: &Cx<'_>) -> bool {
    cx.doc.blocks.iter().take(2).any(|b| {
        let named = |i: u32| match cx.folded(i) {
            "minutes" => cx.folded(i + 1) == "of" || b.kind.is_display() || cx.text(i + 1) == ":",
            "agm" => true,
            "meeting" => b.kind.is_display(),
            _ => false,
        };
        let general = |i: u32| cx.folded(i) == "general" && cx.folded(i + 1) == "meeting";
        b.tokens.len() <= 40 && b.tokens.clone().any(|i| named(i) || general(i) && b.tokens.len() <= 16)
    })
}

/// So many people without an introduction are the habit of a story, a history or a report of a match, and no cut.
const HABIT: usize = 3;
/// Longer texts presuppose their people.
const LONG: u32 = 6000;

/// Leaves out the claims of a text that introduces nobody, or few of those `presented` by a title alone.
fn unlearn(cx: &Cx<'_>, out: &mut Readings, before: usize, presented: usize) {
    let told = |c: &Claim| c.field("how").is_some_and(|f| matches!(&f.value, Value::Text(t) if t != "look-alike"));
    let new = out.claims.iter().skip(before).filter(|c| c.kind == "orphan-surname" && told(c)).count();
    if new + presented >= HABIT || new > 0 && cx.len() > LONG {
        let mut at = 0;
        out.claims.retain(|c| {
            at += 1;
            at <= before || c.kind != "orphan-surname" || !told(c)
        });
    }
}

/// Whether an age or "who is" behind a name presents who has it.
fn is_presented(cx: &Cx<'_>, end: u32) -> bool {
    let age = || cx.is_kind(end + 1, TokenKind::Number) && !cx.is_kind(end + 2, TokenKind::Word);
    let who = || cx.folded(end + 1) == "who" && matches!(cx.folded(end + 2), "is" | "lives" | "has" | "runs" | "keeps" | "owns");
    cx.text(end) == "," && (age() || who())
}

/// "Democrats", "Presidents", "Papa", "Jack": no surname, whatever stands before it.
fn is_word_for_people(cx: &Cx<'_>, i: u32) -> bool {
    let classes = |id: WordId| [Class::Party, Class::RoleHead, Class::Nationality].iter().any(|&c| cx.lex.is(id, c));
    let singular = cx.folded(i).strip_suffix('s').and_then(|s| cx.lex.word(s));
    let surname = cx.is(i, Class::Surname);
    let given = cx.is_any(i, &[Class::GivenAny, Class::GivenFemale, Class::GivenMale]);
    !surname && (given || cx.word(i).into_iter().chain(singular).any(classes))
}

/// Whether the verb behind "who" is of an event: "Okonjo, who was pulled out". Whoever "is", "has" or "wrote" something is presented.
fn is_acting(cx: &Cx<'_>, verb: u32) -> bool {
    cx.folded(verb) == "was"
        && cx.folded(verb + 1).ends_with("ed")
        && !matches!(cx.folded(verb + 1), "born" | "named" | "called" | "raised")
}

/// The words that stand somewhere behind another word with a capital that is no title.
fn behind_capitals(cx: &Cx<'_>) -> FxHashSet<WordId> {
    let name = |b: u32| cx.is_capitalised(b) && cx.is_kind(b, TokenKind::Word) && !cx.is_any(b, &[Class::Honorific, Class::Stop]);
    (1..cx.len()).filter(|&i| cx.is_capitalised(i) && name(i - 1)).filter_map(|i| cx.word(i)).collect()
}

/// Fewest letters of given names that are compared, and how many they must begin with alike.
const GIVEN: usize = 5;
const BEGIN: usize = 3;

/// A bare given name that nobody in the text has, and that looks like the given name of somebody who is named often: "Michael" beside
/// "Micah". Short forms of a name ("Chris") begin it.
fn given(cx: &Cx<'_>, out: &mut Readings, names: &[Name], people: &[Person]) {
    let mut counts: rustc_hash::FxHashMap<String, usize> = rustc_hash::FxHashMap::default();
    for p in people {
        for w in p.given.iter().chain(&p.middle).chain(&p.nickname).chain(&p.surname) {
            *counts.entry(fold(w).into_owned()).or_default() += 1;
        }
    }
    let begin = |s: &str| s.chars().take(BEGIN).collect::<String>();
    // Given names that stand twice or more, by their first letters; a few of each are enough.
    let mut alike: rustc_hash::FxHashMap<String, Vec<String>> = rustc_hash::FxHashMap::default();
    for g in
        people.iter().filter_map(|p| p.given.as_deref()).map(|g| fold(g).into_owned()).filter(|g| counts.get(g).is_some_and(|n| *n >= 2))
    {
        let known = alike.entry(begin(&g)).or_default();
        if known.len() < 8 && !known.contains(&g) {
            known.push(g);
        }
    }
    for (name, person) in names.iter().zip(people).filter(|(_, p)| p.surname.is_none() && !p.ambiguous) {
        let Some(own) = person.given.as_deref().map(|g| fold(g).into_owned()).filter(|g| counts.get(g) == Some(&1)) else { continue };
        let like = alike.get(&begin(&own)).into_iter().flatten().find(|g| {
            let long = g.chars().count().min(own.chars().count()) >= GIVEN;
            long && !g.starts_with(&own) && !own.starts_with(g.as_str())
        });
        let here = name.tokens.start;
        let quoted = cx.doc.is_quoted(here) || cx.has(here, Flags::QUOTED);
        let acts = cx.is_any(name.tokens.end, &[Class::FiniteVerb, Class::Reporting, Class::Be, Class::Have])
            || cx.folded(name.tokens.end).ends_with("ed");
        if let Some(other) = like.filter(|_| acts && !quoted) {
            let span = parts::span(cx, name);
            out.claims.push(
                Claim::new("orphan-surname", span)
                    .with("person", span, Value::Person(Box::new(person.clone())))
                    .with_implied("how", Value::Text("look-alike".to_owned()))
                    .with_implied("other", Value::Text(other.clone())),
            );
        }
    }
}

fn entity(claim: &Claim) -> Option<u32> {
    match &claim.field("person")?.value {
        Value::Person(p) => Some(p.entity),
        _ => None,
    }
}

/// Whether two surnames begin alike and end alike, so that one may stand for the other by mistake. Spellings one slip apart have a
/// rule of their own.
fn alike(a: &str, b: &str) -> bool {
    let letters = |s: &str| s.chars().take(2).collect::<String>();
    let last = |s: &str| s.chars().next_back();
    strsim::osa_distance(a, b) > 1 && letters(a) == letters(b) && last(a) == last(b) && a.chars().count().abs_diff(b.chars().count()) <= 3
}
