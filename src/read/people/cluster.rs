//! Clusters: which mentions mean the same person.
//!
//! Full names come first, then short forms in order of the text. Two full names are one person if surname, given name (or its
//! initial or short form), middle names and suffix agree as far as they are said. A bare surname joins the only person who has
//! it; where two have it, the title, or the only one named in the paragraph, decides, else it stays alone and is ambiguous.

use super::shape::PartKind;
use super::{Name, Order, evidence, parts};
use crate::lexicon::{Class, WordId, fold};
use crate::limits;
use crate::read::{Bounds, Cx};
use crate::value::Person;
use rustc_hash::{FxHashMap, FxHashSet};

/// A person of the document.
#[derive(Debug)]
struct Entity {
    given: Option<String>,
    middle: Vec<String>,
    surname: Option<String>,
    suffix: Option<String>,
    nickname: Option<String>,
    gender: Option<char>,
    /// Indices of its mentions: those by full name in order, then those by a short form in order.
    mentions: Vec<usize>,
    /// How many of them are by full name.
    full: usize,
}

/// Where the entities are that have a name. Names that an entity had before it learnt a fuller form are there too.
#[derive(Debug, Default)]
struct ByName {
    surname: FxHashMap<String, Vec<usize>>,
    /// Given names and nicknames.
    given: FxHashMap<String, Vec<usize>>,
    /// Words of surnames, and middle names.
    part: FxHashMap<String, Vec<usize>>,
}

impl ByName {
    fn add(&mut self, at: usize, entity: &Entity) {
        let put = |map: &mut FxHashMap<String, Vec<usize>>, name: &str| {
            let list = map.entry(name.to_owned()).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        };
        if let Some(surname) = &entity.surname {
            put(&mut self.surname, surname);
            surname.split([' ', '-']).for_each(|w| put(&mut self.part, w));
        }
        entity.given.iter().chain(&entity.nickname).for_each(|n| put(&mut self.given, n));
        entity.middle.iter().for_each(|m| put(&mut self.part, m));
    }

    /// The entities of a list that are as asked, in order; the last ones of a long list.
    fn find(map: &FxHashMap<String, Vec<usize>>, name: &str, entities: &[Entity], is: impl Fn(&Entity) -> bool) -> Vec<usize> {
        let list = map.get(name).map_or(&[][..], Vec::as_slice);
        let recent = list.get(list.len().saturating_sub(limits::NAMESAKES)..).unwrap_or(&[]);
        let mut found: Vec<usize> = recent.iter().copied().filter(|&i| entities.get(i).is_some_and(&is)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn key(text: &str) -> String {
    fold(text).trim_end_matches('.').to_owned()
}

/// The persons that the names mean, in the order of the names.
pub(super) fn people(cx: &Cx<'_>, names: &mut [Name], bounds: &mut Bounds) -> Vec<Person> {
    join_double_surnames(cx, names);
    join_particles(cx, names);
    let mut people: Vec<Person> = names.iter().map(|n| parts::person(cx, n)).collect();
    let mut entities: Vec<Entity> = Vec::new();
    let mut by_name = ByName::default();
    let mut place: Vec<Option<usize>> = vec![None; names.len()];
    for (i, (name, person)) in names.iter().zip(&people).enumerate() {
        if person.given.is_some() && person.surname.is_some() {
            let surname = person.surname.as_deref().map(key).unwrap_or_default();
            let found = ByName::find(&by_name.surname, &surname, &entities, |e| same(cx, e, person)).pop();
            let at = found.unwrap_or_else(|| {
                entities.push(new(cx, name, person));
                entities.len() - 1
            });
            learn(cx, entities.get_mut(at), name, person, i, (at, &mut by_name));
            if let Some(e) = entities.get_mut(at) {
                e.full = e.mentions.len();
            }
            if let Some(p) = place.get_mut(i) {
                *p = Some(at);
            }
        }
    }
    for i in 0..names.len() {
        let (Some(name), Some(person), Some(None)) = (names.get(i), people.get(i).cloned(), place.get(i).copied()) else { continue };
        let (at, ambiguous) = match short_form(cx, (&entities, &by_name), names, name, &person, i, bounds) {
            Short::One(at) => (Some(at), false),
            Short::Several => (None, true),
            Short::None => (None, false),
        };
        let at = at.unwrap_or_else(|| {
            entities.push(new(cx, name, &person));
            entities.len() - 1
        });
        // "Dame Robin" is a given name behind its title.
        let by_given = person.surname.is_some()
            && entities.get(at).is_some_and(|e| {
                e.given == person.surname.as_deref().map(key) && e.surname.is_some() && e.surname != person.surname.as_deref().map(key)
            });
        if let Some(p) = people.get_mut(i) {
            p.ambiguous = ambiguous;
            if by_given {
                p.given = p.surname.take();
            }
        }
        learn(cx, entities.get_mut(at), name, &person, i, (at, &mut by_name));
        if let Some(e) = entities.get_mut(at).filter(|_| ambiguous) {
            // Nobody joins an ambiguous mention.
            e.surname = None;
        }
        if let Some(p) = place.get_mut(i) {
            *p = Some(at);
        }
    }
    number(&mut people, &entities, &place);
    let many = by_name.surname.values().chain(by_name.given.values()).filter(|l| l.len() > limits::NAMESAKES);
    let first = many.filter_map(|l| entities.get(*l.first()?)?.mentions.first().and_then(|&m| names.get(m))).map(|n| n.tokens.clone());
    if let Some(tokens) = first.min_by_key(|t| t.start) {
        bounds.leave_out("people of one surname", limits::NAMESAKES, cx.span(tokens));
    }
    people
}

/// Numbers the entities by first mention and gives every mention its number and the fullest name.
fn number(people: &mut [Person], entities: &[Entity], place: &[Option<usize>]) {
    let mut numbers: Vec<Option<u32>> = vec![None; entities.len()];
    let mut next = 0;
    let fullest: Vec<String> = entities
        .iter()
        .map(|e| {
            let names = e.mentions.iter().filter_map(|&m| people.get(m)).filter(|p| !p.ambiguous);
            names.map(Person::full).fold(String::new(), |best, full| if full.chars().count() > best.chars().count() { full } else { best })
        })
        .collect();
    for (person, at) in people.iter_mut().zip(place) {
        let Some(at) = *at else { continue };
        let Some(number) = numbers.get_mut(at) else { continue };
        person.entity = *number.get_or_insert_with(|| {
            next += 1;
            next - 1
        });
        person.canonical = fullest.get(at).filter(|f| !f.is_empty()).cloned().unwrap_or_else(|| person.full());
    }
}

fn new(cx: &Cx<'_>, name: &Name, person: &Person) -> Entity {
    let gender = gender(cx, name, person);
    Entity {
        given: person.given.as_deref().map(key),
        middle: person.middle.iter().map(|m| key(m)).collect(),
        surname: person.surname.as_deref().map(key),
        suffix: person.suffix.as_deref().map(key),
        nickname: person.nickname.as_deref().map(key),
        gender,
        mentions: Vec::new(),
        full: 0,
    }
}

/// Adds a mention to an entity; where it brings a new name, the entity can be found by it.
fn learn(cx: &Cx<'_>, entity: Option<&mut Entity>, name: &Name, person: &Person, index: usize, (at, by_name): (usize, &mut ByName)) {
    let Some(entity) = entity else { return };
    let names = |e: &Entity| (e.given.as_ref().map(String::len), e.nickname.as_ref().map(String::len), e.middle.len());
    let before = names(entity);
    let first = entity.mentions.is_empty();
    entity.mentions.push(index);
    entity.gender = entity.gender.or_else(|| gender(cx, name, person));
    if person.surname.is_some() && person.given.is_some() {
        let longer = |old: &Option<String>, new: Option<String>| {
            if new.as_ref().map_or(0, String::len) > old.as_ref().map_or(0, String::len) { new } else { old.clone() }
        };
        entity.given = longer(&entity.given, person.given.as_deref().map(key));
        entity.suffix = longer(&entity.suffix, person.suffix.as_deref().map(key));
        entity.nickname = longer(&entity.nickname, person.nickname.as_deref().map(key));
        if entity.middle.is_empty() {
            entity.middle = person.middle.iter().map(|m| key(m)).collect();
        }
    }
    if first || names(entity) != before {
        by_name.add(at, entity);
    }
}

/// What the title, or else the given name, says of gender. Only used to tell two people of one surname apart.
fn gender(cx: &Cx<'_>, name: &Name, person: &Person) -> Option<char> {
    titled_gender(cx, person).or_else(|| {
        let given = person.given.as_ref().and(name.parts.iter().find(|p| p.kind == PartKind::Name))?.tokens.start;
        match (cx.is(given, Class::GivenFemale), cx.is(given, Class::GivenMale), cx.is(given, Class::GivenAny)) {
            (true, false, false) => Some('f'),
            (false, true, false) => Some('m'),
            _ => None,
        }
    })
}

fn titled_gender(cx: &Cx<'_>, person: &Person) -> Option<char> {
    let entry = cx.lex.honorifics.get(fold(person.honorific.as_deref()?).as_ref())?;
    match entry.gender {
        "male" => Some('m'),
        "female" => Some('f'),
        _ => None,
    }
}

fn same(cx: &Cx<'_>, entity: &Entity, person: &Person) -> bool {
    let surname = person.surname.as_deref().map(key);
    if entity.surname.is_none() || entity.surname != surname || !agree(entity.suffix.as_ref(), person.suffix.as_deref()) {
        return false;
    }
    let given = person.given.as_deref().map(key);
    let (Some(a), Some(b)) = (&entity.given, &given) else { return false };
    let nick = |nick: &Option<String>, other: &String| nick.as_ref() == Some(other);
    let middle = match (entity.middle.first(), person.middle.first()) {
        (Some(x), Some(y)) => initial(x) == initial(&key(y)),
        _ => true,
    };
    middle && (given_agree(cx, a, b) || nick(&entity.nickname, b) || nick(&person.nickname.as_deref().map(key), a))
}

fn agree(entity: Option<&String>, suffix: Option<&str>) -> bool {
    match (entity, suffix) {
        (Some(a), Some(b)) => *a == key(b),
        _ => true,
    }
}

fn initial(name: &str) -> Option<char> {
    name.chars().next()
}

/// Whether two given names may be one person's: equal, an initial, a short form.
fn given_agree(cx: &Cx<'_>, a: &str, b: &str) -> bool {
    let lone = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count() == 1 || s.contains('.');
    if a == b || (lone(a) || lone(b)) && initial(a) == initial(b) {
        return true;
    }
    let full = |s: &str| cx.lex.full_names(s);
    full(a).iter().any(|n| n == b) || full(b).iter().any(|n| n == a) || full(a).iter().any(|n| full(b).contains(n))
}

enum Short {
    One(usize),
    Several,
    None,
}

/// The entity that a surname or a given name alone means.
fn short_form(
    cx: &Cx<'_>,
    (entities, by_name): (&[Entity], &ByName),
    names: &[Name],
    name: &Name,
    person: &Person,
    index: usize,
    bounds: &mut Bounds,
) -> Short {
    if name.order == Order::Given {
        let given = person.given.as_deref().map(key).unwrap_or_default();
        let is = |e: &Entity| e.given.as_ref() == Some(&given) || e.nickname.as_ref() == Some(&given);
        let mut found = ByName::find(&by_name.given, &given, entities, is);
        if found.is_empty() && entities.len() > limits::PEOPLE {
            bounds.leave_out("people searched for other forms of a given name", limits::PEOPLE, cx.span(name.tokens.clone()));
        } else if found.is_empty() {
            found = entities
                .iter()
                .enumerate()
                .filter(|(_, e)| e.given.as_ref().is_some_and(|g| given_agree(cx, g, &given) && !g.contains('.')))
                .map(|(i, _)| i)
                .collect();
        }
        return match found.as_slice() {
            [one] => Short::One(*one),
            _ => Short::None,
        };
    }
    let surname = person.surname.as_deref().map(key).unwrap_or_default();
    let mut found = ByName::find(&by_name.surname, &surname, entities, |e| e.surname.as_ref() == Some(&surname));
    if found.is_empty() {
        // One word of a double surname, or the surname without its particles.
        let part = |e: &Entity| {
            e.surname.as_ref().is_some_and(|s| s.split([' ', '-']).any(|w| w == surname))
                || e.given.is_some() && e.middle.contains(&surname)
        };
        found = ByName::find(&by_name.part, &surname, entities, part);
    }
    if found.is_empty() && person.honorific.is_some() {
        let own = ByName::find(&by_name.given, &surname, entities, |e| e.given.as_ref() == Some(&surname));
        if let [one] = own.as_slice() {
            return Short::One(*one);
        }
    }
    // A false plural or possessive: "Blinkens".
    if found.is_empty()
        && let Some(singular) = surname.strip_suffix('s')
    {
        let is = |e: &Entity| e.surname.as_deref() == Some(singular) && e.given.is_some();
        found = ByName::find(&by_name.surname, singular, entities, is);
    }
    // Lord Harcastle and Lady Harcastle are two.
    let noble = person.honorific.as_deref().is_some_and(|h| cx.lex.honorifics.get(fold(h).as_ref()).is_some_and(|e| e.kind != "courtesy"));
    if noble && let Some(g) = titled_gender(cx, person) {
        found.retain(|&i| entities.get(i).is_some_and(|e| e.gender.is_none_or(|x| x == g)));
    }
    // So are Mrs. Harcastle and Mr. Harcastle, and Tom Harcastle and Mrs. Harcastle. A given name that may be anybody's stays with both.
    if let Some(g) = titled_gender(cx, person) {
        let married = person.honorific.as_deref().is_some_and(|h| key(h) == "mrs");
        found.retain(|&i| entities.get(i).is_some_and(|e| e.gender.is_none_or(|x| x == g) || e.given.is_some() && !married));
    }
    if let Some(suffix) = person.suffix.as_deref().map(key) {
        // "Pell Jr." is the one of the two Pells.
        found.retain(|&i| entities.get(i).is_some_and(|e| e.suffix.as_ref().is_none_or(|s| *s == suffix)));
        if found.len() > 1 {
            found.retain(|&i| entities.get(i).is_some_and(|e| e.suffix.is_some()));
        }
    }
    if found.len() > 1
        && let Some(g) = titled_gender(cx, person)
    {
        let fits: Vec<usize> = found.iter().copied().filter(|&i| entities.get(i).is_some_and(|e| e.gender == Some(g))).collect();
        let may: Vec<usize> = found.iter().copied().filter(|&i| entities.get(i).is_some_and(|e| e.gender.is_none_or(|x| x == g))).collect();
        found = if fits.len() == 1 {
            fits
        } else if may.is_empty() {
            found
        } else {
            may
        };
    }
    match found.as_slice() {
        [] => Short::None,
        [one] => Short::One(*one),
        several => nearest(cx, entities, names, name, several, index),
    }
}

/// Of several, the only one who is named before in the same paragraph, or the only one named before at all.
fn nearest(cx: &Cx<'_>, entities: &[Entity], names: &[Name], name: &Name, several: &[usize], index: usize) -> Short {
    let block = |t: u32| cx.doc.sentence_of(t).map(|(_, s)| s.block);
    let here = block(name.tokens.start);
    // The last mention before this one: all by a short form are before it, and those by full name are in order.
    let last = |e: &Entity| {
        let full = e.mentions.get(..e.full).unwrap_or(&[]);
        let by_full = full.partition_point(|&m| m < index).checked_sub(1).and_then(|k| full.get(k));
        let by_short = e.mentions.get(e.full..).and_then(|m| m.last()).filter(|&&m| m < index);
        by_full.max(by_short).copied()
    };
    let before = |e: usize, same_block: bool| {
        let last = entities.get(e).and_then(last).and_then(|m| names.get(m));
        last.is_some_and(|n| n.tokens.start < name.tokens.start && (!same_block || block(n.tokens.start) == here))
    };
    for same_block in [true, false] {
        let found: Vec<usize> = several.iter().copied().filter(|&e| before(e, same_block)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Short::One(*one),
            _ => return Short::Several,
        }
    }
    Short::Several
}

/// "Van Aken" after "Mathieu van Aken" is a surname with its particle, not a given name and a surname.
fn join_particles(cx: &Cx<'_>, names: &mut [Name]) {
    let words = |from: u32, to: u32| (from..to).filter_map(|i| cx.word(i)).collect::<Vec<WordId>>();
    let mut surnames: FxHashSet<Vec<WordId>> = FxHashSet::default();
    for name in names.iter() {
        let particle = name.parts.iter().skip(1).find(|p| p.kind == PartKind::Particle);
        surnames.extend(particle.map(|p| words(p.tokens.start, name.tokens.end)));
    }
    for name in names.iter_mut().filter(|n| n.order == Order::Western && cx.is(n.tokens.start, Class::Particle)) {
        if surnames.contains(&words(name.tokens.start, name.tokens.end)) {
            name.order = Order::Surname;
        }
    }
}

/// "García Márquez" after "Gabriel García Márquez" is a surname of two words, not a given name and a surname.
fn join_double_surnames(cx: &Cx<'_>, names: &mut [Name]) {
    let words: Vec<Vec<WordId>> = names.iter().map(|n| n.words().iter().filter_map(|&i| cx.word(i)).collect()).collect();
    let mut by_end: FxHashMap<&[WordId], Vec<usize>> = FxHashMap::default();
    for (k, (_, w)) in names.iter().zip(&words).enumerate().filter(|(_, (n, w))| w.len() == 3 && n.order == Order::Western) {
        by_end.entry(w.get(1..).unwrap_or(&[])).or_default().push(k);
    }
    for i in 0..names.len() {
        let (Some(short), Some(name)) = (words.get(i), names.get(i)) else { continue };
        let plain = name.parts.iter().all(|p| p.kind == PartKind::Name) && short.len() == 2;
        if !plain || evidence::is_given(cx, name.tokens.start) && !cx.is(name.tokens.start, Class::Surname) {
            continue;
        }
        let Some(longer) = by_end.get(short.as_slice()) else { continue };
        for &k in longer {
            if let Some(n) = names.get_mut(k) {
                n.surname_parts = Some(2);
            }
        }
        if let Some(n) = names.get_mut(i) {
            n.order = Order::Surname;
        }
    }
}
