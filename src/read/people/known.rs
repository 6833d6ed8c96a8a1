//! What the document knows of its people: short forms, weak runs and slips of a surname, once the sure names are found.

use super::shape::{self, Part, PartKind, Taken};
use super::{Candidate, Kind, Name, Order, Readings, evidence, parts};
use crate::lexicon::{Class, Flags, WordId, fold};
use crate::limits;
use crate::read::{Bounds, Cx};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

/// Surnames and given names of the sure names.
#[derive(Debug, Default)]
struct Known {
    /// Surname word -> how often it was seen in a sure name.
    surnames: FxHashMap<WordId, u32>,
    givens: FxHashSet<WordId>,
    nicknames: FxHashSet<WordId>,
    /// Sequences of words of full names.
    full: FxHashSet<Vec<WordId>>,
    /// Surnames by their first letter, for slips.
    spelled: FxHashMap<char, Vec<WordId>>,
}

fn word(cx: &Cx<'_>, i: u32) -> Option<WordId> {
    cx.word(i)
}

fn collect(cx: &Cx<'_>, names: &[Name]) -> Known {
    let mut known = Known::default();
    for name in names {
        let words = name.words();
        let ids: Vec<WordId> = words.iter().filter_map(|&i| word(cx, i)).collect();
        let (Some(&first), Some(&last)) = (ids.first(), ids.last()) else { continue };
        for nick in name.parts.iter().filter(|p| p.kind == PartKind::Nickname && p.tokens.end == p.tokens.start + 3) {
            known.givens.extend(word(cx, nick.tokens.start + 1));
            known.nicknames.extend(word(cx, nick.tokens.start + 1));
        }
        // The first of two surnames: "Ortega" after "Pilar Ortega Ruiz".
        if let [_, middle, _] = words.as_slice()
            && name.order == Order::Western
            && cx.is(*middle, Class::Surname)
            && !evidence::is_given(cx, *middle)
        {
            known.surnames.entry(ids.get(1).copied().unwrap_or(last)).or_default();
        }
        if name.is_full() {
            let (surname, given) = if name.order == Order::SurnameFirst { (first, last) } else { (last, first) };
            *known.surnames.entry(surname).or_default() += 1;
            if ids.len() > 1 {
                known.givens.insert(given);
                known.full.insert(ids.clone());
            }
        } else if name.honorific.is_some() || name.order != Order::Given && !evidence::is_given(cx, name.tokens.start) {
            *known.surnames.entry(last).or_default() += 1;
        } else {
            known.givens.insert(last);
        }
    }
    for &surname in known.surnames.keys() {
        if let Some(c) = cx.doc.word_text(cx.lex, surname).chars().next() {
            known.spelled.entry(c).or_default().push(surname);
        }
    }
    known
}

/// Adds the names that only the document can tell.
pub(super) fn complete(cx: &Cx<'_>, out: &mut Readings, names: &mut Vec<Name>, candidates: Vec<Candidate>) {
    settle_order(cx, names, &candidates);
    settle_given(cx, names);
    recurring(cx, names, &candidates);
    if names.is_empty() {
        return;
    }
    let mut known = collect(cx, names);
    let sure = names.len();
    let mut rest = Vec::new();
    for candidate in candidates {
        match by_document(cx, &known, &candidate) {
            Some(name) => names.push(name),
            None => rest.push(candidate),
        }
    }
    // What was found shows more.
    let more = names.len() > sure;
    if more {
        known = collect(cx, names);
    }
    for candidate in &rest {
        let shown = if more { by_document(cx, &known, candidate) } else { None };
        names.extend(shown.or_else(|| slip(cx, &known, candidate, &mut out.bounds)));
    }
    for name in names.iter_mut().filter(|n| !n.is_full() && n.order == Order::Surname) {
        *name = widened(cx, &known, name.clone());
    }
    reclaim(cx, out, &known, names);
}

/// A bare surname with what stands before it as a part of it: particles, or a nickname that the document knows.
fn widened(cx: &Cx<'_>, known: &Known, name: Name) -> Name {
    let particles = shape::particles_before(cx, name.tokens.start);
    if particles < name.tokens.start {
        let noun = particles.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "the" | "a" | "an" | "his" | "her" | "their"));
        return if noun { name } else { with_particles(cx, name) };
    }
    let nick = name.tokens.start.checked_sub(1).filter(|&b| {
        name.honorific.is_none()
            && cx.is_capitalised(b)
            && cx.has(name.tokens.start, Flags::SPACE)
            && word(cx, b).is_some_and(|w| known.nicknames.contains(&w))
    });
    let Some(nick) = nick else { return name };
    let mut parts = name.parts.clone();
    parts.insert(0, Part { tokens: nick..nick + 1, kind: PartKind::Name });
    Name::new(cx, parts, None).unwrap_or(name)
}

/// Two unknown words are a person whose surname the document goes on to use alone, for someone who acts: "Tyrell Gaines struck out
/// eleven … Gaines has not lost". (A firm's short form is its first word.)
fn recurring(cx: &Cx<'_>, names: &mut Vec<Name>, candidates: &[Candidate]) {
    let mut full: Vec<(&Candidate, u32)> = Vec::new();
    // Where the last words of full names stand alone; the last such place counts.
    let mut alone: FxHashMap<WordId, u32> = FxHashMap::default();
    for candidate in candidates.iter().filter(|c| !c.display && c.weight >= 0 && c.parts.len() > 1) {
        let mut words = shape::words(&candidate.parts);
        let (2..=3, Some(first), Some(last)) = (words.clone().count(), words.clone().next(), words.clone().next_back()) else { continue };
        let plain =
            |i: u32| evidence::is_word(cx, i) && !evidence::is_given(cx, i) || evidence::is_head(cx, i) || cx.is(i, Class::RoleHead);
        let article = first.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "the" | "a" | "an"));
        if !article && !words.any(plain) {
            full.push((candidate, last));
            alone.extend(word(cx, last).map(|w| (w, 0)));
        }
    }
    for candidate in candidates.iter().filter(|_| !full.is_empty()) {
        let (Some(part), true) = (candidate.parts.last(), candidate.parts.iter().rev().skip(1).all(|p| p.kind == PartKind::Particle))
        else {
            continue;
        };
        let i = part.tokens.start;
        let Some(place) = word(cx, i).and_then(|w| alone.get_mut(&w)) else { continue };
        let article = i
            .checked_sub(1)
            .is_some_and(|b| cx.is(b, Class::Stop) && matches!(cx.folded(b), "the" | "a" | "an" | "these" | "of" | "in" | "at"));
        if part.kind == PartKind::Name
            && !article
            && acts(cx, part.tokens.end)
            && cx.text(part.tokens.end) != ","
            && !evidence::is_word(cx, i)
        {
            *place = i;
        }
    }
    for (candidate, last) in full {
        if word(cx, last).and_then(|w| alone.get(&w)).is_some_and(|&i| i > last) {
            names.extend(Name::new(cx, candidate.parts.clone(), None));
        }
    }
}

/// Decides names of two words by their short forms: "Mr. Xi" after "Xi Jinping" makes Xi the surname.
fn settle_order(cx: &Cx<'_>, names: &mut [Name], candidates: &[Candidate]) {
    let is_plain = |n: &Name| n.is_full() && n.parts.iter().all(|p| p.kind == PartKind::Name);
    let ends = names
        .iter()
        .filter(|n| is_plain(n))
        .flat_map(|n| shape::words(&n.parts).next().into_iter().chain(shape::words(&n.parts).next_back()));
    let mut short: FxHashMap<WordId, u32> = ends.filter_map(|i| Some((word(cx, i)?, 0))).collect();
    if short.is_empty() {
        return;
    }
    let titled = names.iter().filter(|n| !n.is_full()).map(|n| (n.tokens.start, if n.honorific.is_some() { 3 } else { 1 }));
    let bare = candidates.iter().filter(|c| c.parts.len() == 1).filter_map(|c| Some((c.parts.first()?.tokens.start, 1)));
    for (i, weight) in titled.chain(bare) {
        if let Some(uses) = word(cx, i).and_then(|id| short.get_mut(&id)) {
            *uses += weight;
        }
    }
    for name in names.iter_mut().filter(|n| is_plain(n)) {
        let words = name.words();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { continue };
        let uses = |i: u32| word(cx, i).and_then(|id| short.get(&id).copied()).unwrap_or(0);
        let asian = cx.is(first, Class::SurnameFirst) || !evidence::is_given(cx, first) && !cx.is(last, Class::Surname);
        if uses(first) > uses(last) && asian {
            name.order = Order::SurnameFirst;
        } else if uses(last) > uses(first) {
            name.order = Order::Western;
        }
    }
}

/// A lone given name is one unless the document has it as a surname.
fn settle_given(cx: &Cx<'_>, names: &mut [Name]) {
    let known = collect(cx, names);
    for name in names.iter_mut().filter(|n| !n.is_full() && n.honorific.is_none()) {
        let i = name.tokens.start;
        let surname = word(cx, i).is_some_and(|w| known.surnames.contains_key(&w));
        let given = word(cx, i).is_some_and(|w| known.givens.contains(&w)) || evidence::is_given(cx, i) && !cx.is(i, Class::Mononym);
        if !surname && given {
            name.order = Order::Given;
        }
    }
}

/// A candidate that the known names make a person.
fn by_document(cx: &Cx<'_>, known: &Known, candidate: &Candidate) -> Option<Name> {
    // Its last word is a surname or a given name of somebody.
    let last = shape::words(&candidate.parts).next_back().and_then(|i| word(cx, i))?;
    if !known.surnames.contains_key(&last) && !known.givens.contains(&last) {
        return None;
    }
    let words: SmallVec<[u32; 4]> = shape::words(&candidate.parts).collect();
    let (&first, &last) = (words.first()?, words.last()?);
    let id = |i: u32| word(cx, i);
    let ids: Vec<WordId> = words.iter().filter_map(|&i| id(i)).collect();
    let before = candidate.parts.first()?.tokens.start.checked_sub(1);
    // Another name of a person named just before is no person of its own: "née Murdock".
    if before.is_some_and(|b| matches!(cx.folded(b), "née" | "nee" | "né")) {
        return None;
    }
    let article = before.is_some_and(|b| matches!(cx.folded(b), "the" | "a" | "an" | "both" | "two" | "three" | "these"));
    if words.len() >= 2 {
        let known_full = known.full.contains(&ids);
        let surname = id(last).is_some_and(|w| known.surnames.contains_key(&w));
        let nickname = id(first).is_some_and(|w| known.nicknames.contains(&w));
        let plain_first = evidence::is_word(cx, first) && !evidence::is_given(cx, first) && !nickname;
        let head = evidence::is_head(cx, last) && !(surname && evidence::is_given(cx, first));
        if !known_full && (article || head) {
            return None;
        }
        if known_full || surname && !plain_first && !cx.is_any(first, &[Class::OrgHead, Class::PlaceHead]) {
            return Name::new(cx, candidate.parts.clone(), None);
        }
        if surname && candidate.first {
            let part = candidate.parts.last()?.clone();
            return Name::new(cx, smallvec![part], None);
        }
        return None;
    }
    if article || candidate.weight == i32::MIN {
        return None;
    }
    let surname = id(last).is_some_and(|w| known.surnames.contains_key(&w));
    let given = !surname
        && id(last).is_some_and(|w| known.givens.contains(&w))
        && (evidence::is_given(cx, last) || !evidence::is_word(cx, last) || id(last).is_some_and(|w| known.nicknames.contains(&w)));
    // "in June" is a month whoever else is called June.
    if cx.is(last, Class::Month)
        && (!given || !acts(cx, last + 1) || before.is_some_and(|b| cx.is(b, Class::Stop) && !cx.has(last, Flags::FIRST)))
    {
        return None;
    }
    if !surname && !given || candidate.first && evidence::is_word(cx, last) && !acts(cx, last + 1) {
        return None;
    }
    let mut name = Name::new(cx, candidate.parts.clone(), None)?;
    if !name.is_full() {
        name.order = if given { Order::Given } else { Order::Surname };
    }
    Some(with_particles(cx, name))
}

/// Takes in the particles right before a bare surname: "de Gaulle".
fn with_particles(cx: &Cx<'_>, mut name: Name) -> Name {
    let start = shape::particles_before(cx, name.tokens.start);
    if start < name.tokens.start {
        name.parts.insert(0, Part { tokens: start..name.tokens.start, kind: PartKind::Particle });
        name.tokens.start = start;
    }
    name
}

/// Whether what follows a word at the start of a sentence shows it to be someone who does something.
fn acts(cx: &Cx<'_>, next: u32) -> bool {
    cx.is_any(next, &[Class::Reporting, Class::Be, Class::Have, Class::Modal, Class::FiniteVerb])
        || matches!(cx.text(next), "'s" | "\u{2019}s" | ",")
}

/// A lone word one letter away from a known surname: "Blinkens", "Kritenbrinck".
fn slip(cx: &Cx<'_>, known: &Known, candidate: &Candidate, bounds: &mut Bounds) -> Option<Name> {
    let words: SmallVec<[u32; 4]> = shape::words(&candidate.parts).collect();
    let &last = words.last()?;
    let text = cx.folded(last);
    let alike = text.chars().next().and_then(|c| known.spelled.get(&c))?;
    let known_word = cx.is_any(
        last,
        &[
            Class::Common,
            Class::Stop,
            Class::GivenFemale,
            Class::GivenMale,
            Class::GivenAny,
            Class::Country,
            Class::City,
            Class::Nationality,
            Class::Region,
            Class::UsState,
            Class::Organisation,
            Class::OrgHead,
            Class::PlaceHead,
            Class::RoleHead,
            Class::Month,
            Class::Weekday,
            Class::Reporting,
            Class::FiniteVerb,
            Class::Mononym,
        ],
    );
    if text.chars().count() < 4 || known_word || candidate.display {
        return None;
    }
    let before = candidate.parts.first()?.tokens.start.checked_sub(1);
    if before.is_some_and(|b| matches!(cx.folded(b), "the" | "both" | "two" | "these" | "those" | "all" | "a" | "an")) {
        return None;
    }
    // With a first name it must be one that the document knows.
    if words.len() > 1 && !words.first().and_then(|&i| word(cx, i)).is_some_and(|w| known.givens.contains(&w)) {
        return None;
    }
    if alike.len() > limits::SURNAMES {
        bounds.leave_out("surnames with one initial", limits::SURNAMES, cx.span(last..last + 1));
        return None;
    }
    let near = alike.iter().any(|&w| {
        let other = cx.doc.word_text(cx.lex, w);
        other.chars().count().max(text.chars().count()) >= 5 && strsim::osa_distance(other, text) == 1
    });
    let mut name = if near { Name::new(cx, candidate.parts.clone(), None)? } else { return None };
    if !name.is_full() {
        name.order = Order::Surname;
    }
    Some(name)
}

/// Takes back single words that were read as places or bodies but are surnames here: "Washington said".
fn reclaim(cx: &Cx<'_>, out: &mut Readings, known: &Known, names: &mut Vec<Name>) {
    if known.surnames.is_empty() {
        return;
    }
    let mut taken = Taken::new(cx.len());
    for name in names.iter() {
        parts::take(&mut taken, name);
    }
    // Where a full name with a surname first ends.
    let mut full: FxHashMap<WordId, u32> = FxHashMap::default();
    for name in names.iter().filter(|n| n.is_full()) {
        if let Some(surname) = name.words().last().and_then(|&w| word(cx, w)) {
            let end = full.entry(surname).or_insert(name.tokens.end);
            *end = name.tokens.end.min(*end);
        }
    }
    for index in 0..u32::try_from(out.all().len()).unwrap_or(0) {
        let Some(m) = out.get(index) else { continue };
        let i = m.tokens.start;
        let single = m.tokens.end - i == 1 && !m.inner && matches!(m.kind, Kind::Org | Kind::Place) && !cx.has(i, Flags::UPPER);
        if !single || taken.has(i) || !word(cx, i).is_some_and(|w| known.surnames.contains_key(&w)) {
            continue;
        }
        let titled = i.checked_sub(1).is_some_and(|b| cx.is(b, Class::Honorific) && cx.text(b).ends_with('.'));
        let says = matches!(fold(cx.text(i + 1)).as_ref(), "said" | "says" | "told" | "added" | "recalled");
        // "Takeda saved two match points" after "Ayumi Takeda": no firm.
        let person = m.kind == Kind::Org
            && (acts(cx, i + 1) && cx.text(i + 1) != "," || cx.has(i + 1, Flags::SPACE) && cx.is(i.saturating_sub(1), Class::FiniteVerb))
            && cx.word(i).and_then(|w| full.get(&w)).is_some_and(|&end| end <= i);
        if (says || titled || person)
            && let Some(mut name) = Name::new(cx, smallvec![Part { tokens: i..i + 1, kind: PartKind::Name }], titled.then(|| i - 1..i))
        {
            name.order = Order::Surname;
            names.push(name);
            if let Some(m) = out.get_mut(index) {
                m.inner = true;
            }
        }
    }
}
