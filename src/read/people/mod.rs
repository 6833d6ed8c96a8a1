//! People, honorifics and roles: names by shape and evidence, clustered by person, with the roles bound to them.
//!
//! Order of work: roles and honorifics are found first, since they are evidence; then runs of name-like words are weighed
//! ([`evidence`]); then the document helps with short forms ([`known`]); then mentions are clustered ([`cluster`]) and roles are
//! bound ([`bind`]).
//!
//! Invariants:
//! - A person's mention spans the name without honorific and without a possessive `'s`.
//! - A surname spelled another way is never joined to a cluster for its looks: rules need to see it.

mod bind;
mod cluster;
mod evidence;
mod family;
mod honorific;
mod known;
mod offices;
mod orphans;
mod parts;
mod references;
mod roles;
mod shape;
#[cfg(test)]
mod tests;

pub(super) use evidence::{BEFORE, BEHIND, BODY};
pub(super) use family::RELATIVE;
pub(super) use honorific::TITLE;
pub(super) use roles::{PRAISE, ROLE, ROLE_DOUBT, ROLE_LEAD};

use super::form::{field, optional};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings, Spot};
use crate::lexicon::{Class, Flags, TokenKind, WordId};
use crate::value::{Person, Value};
use evidence::Lead;
use parts::Order;
use rustc_hash::{FxHashMap, FxHashSet};
use shape::{Part, PartKind, Parts, Taken};
use smallvec::{SmallVec, smallvec};
use std::cell::OnceCell;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "role",
        about: "A person has a role: \"Foreign Minister Qin Gang\", \"Ann Lee, the mayor,\". Past roles stand in the context 'past'.",
        fields: &[field("person", "person", "Who."), field("role", "role", "What.")],
    },
    ClaimSchema {
        name: "courtesy",
        about: "An honorific before a name: \"Ms. Lee\".",
        fields: &[
            field("person", "person", "Who."),
            field("honorific", "text", "The honorific as written."),
            field("gender", "text", "What it says of gender: 'male', 'female' or 'any'."),
            field(
                "introduced",
                "bool",
                "Whether the article tells the given name too, behind Mrs. one of a woman: Mr. and Mrs. of a bare surname are a couple.",
            ),
            field("alone", "bool", "Nobody else of the article has the surname, and it speaks of no relative of that gender."),
        ],
    },
    ClaimSchema {
        name: "holder",
        about: "The holder of an office that one person has at a time, with its body or place: \"Mayor Dana Creel of Eastholm\".",
        fields: &[field("person", "person", "Who."), field("office", "text", "The office with its body: \"mayor of Eastholm\".")],
    },
    ClaimSchema {
        name: "orphan-surname",
        about: "A bare surname that nobody introduced: \"Tollefsen said\" where no Tollefsen is named before or after.",
        fields: &[
            field("person", "person", "The surname at its first mention."),
            field("how", "text", "'speaker', 'courtesy' (behind Mr. or Ms.) or 'look-alike' (it looks like another person's surname)."),
            optional("other", "text", "The full name of the person it looks like."),
        ],
    },
    ClaimSchema {
        name: "odd-reference",
        about: "A later reference that departs from the article's habit: \"Ito\" where it has \"Ms. Ito\" otherwise.",
        fields: &[field("person", "person", "Who."), field("form", "text", "'titled' or 'bare': the form that is rare here.")],
    },
    ClaimSchema {
        name: "ambiguous-surname",
        about: "A bare surname that two people of the document share: \"Owen and Martin Reyes … Reyes said\".",
        fields: &[
            field("person", "person", "The bare surname."),
            field("first", "person", "One of the two, at the last mention before."),
            field("other", "person", "The other."),
            field("paired", "bool", "The two were named side by side in the sentence before or the one before that, and nobody else was."),
            optional("count", "int", "How many people share the surname."),
        ],
    },
];

/// A name at one place, before it is a mention.
#[derive(Debug, Clone)]
struct Name {
    tokens: Range<u32>,
    parts: Parts,
    honorific: Option<Range<u32>>,
    order: Order,
    /// How many parts at the end make the surname, where it is more than one word.
    surname_parts: Option<usize>,
}

/// A run of name-like words that was not sure by itself.
#[derive(Debug, Clone)]
struct Candidate {
    parts: Parts,
    first: bool,
    display: bool,
    weight: i32,
}

/// What may stand right beside a name, by the token where it ends or starts.
struct Beside<'a> {
    titles: FxHashMap<u32, &'a Range<u32>>,
    /// By one past the role's words.
    roles_to: FxHashMap<u32, &'a roles::Found>,
    /// By one past "of Acme" behind the role.
    roles_before: FxHashMap<u32, &'a roles::Found>,
    /// First words of the organisations of the document: "Magna said" is no person where Magna International is a firm.
    firms: FxHashSet<WordId>,
    /// By the first token, article included.
    roles_from: FxHashMap<u32, &'a roles::Found>,
}

impl<'a> Beside<'a> {
    fn new(roles: &'a [roles::Found], titles: &'a [Range<u32>]) -> Self {
        Self {
            titles: titles.iter().map(|t| (t.end, t)).collect(),
            firms: FxHashSet::default(),
            roles_to: roles.iter().map(|r| (r.tokens.end, r)).collect(),
            roles_before: roles.iter().map(|r| (r.end, r)).collect(),
            roles_from: roles.iter().map(|r| (r.whole.start, r)).collect(),
        }
    }
}

impl Name {
    fn new(cx: &Cx<'_>, parts: Parts, honorific: Option<Range<u32>>) -> Option<Self> {
        let tokens = parts.first()?.tokens.start..parts.last()?.tokens.end;
        let order = parts::order(cx, &parts);
        Some(Self { tokens, parts, honorific, order, surname_parts: None })
    }

    /// Its words proper: first tokens of the parts that are names.
    fn words(&self) -> SmallVec<[u32; 4]> {
        shape::words(&self.parts).collect()
    }

    /// Whether it has two parts or more that tell it from others.
    fn is_full(&self) -> bool {
        self.parts.iter().filter(|p| matches!(p.kind, PartKind::Name | PartKind::Initial)).count() >= 2
    }
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut taken = Taken::new(cx.len());
    for m in out.all().iter().filter(|m| !m.inner && matches!(m.kind, Kind::Org | Kind::Place)) {
        taken.mark(m.tokens.clone());
    }
    let roles = roles::find(cx, out, &taken);
    let titles = honorific::find(cx, &taken);
    let firms = out.all().iter().filter(|m| !m.inner && m.kind == Kind::Org && m.tokens.end - m.tokens.start > 1);
    let beside = Beside { firms: firms.filter_map(|m| cx.word(m.tokens.start)).collect(), ..Beside::new(&roles, &titles) };
    for role in roles.iter().filter(|r| roles::is_title(cx, r)) {
        taken.mark(role.tokens.clone());
    }
    for title in &titles {
        taken.mark(title.clone());
    }
    let (mut names, mut candidates, mut small) = (Vec::new(), Vec::new(), Vec::new());
    for (_, sentence) in cx.sentences_with(Spot::Capital) {
        let display = sentence.display || cx.doc.block_of(sentence).is_some_and(|b| b.kind.is_display());
        // Whatever a name begins with has a capital.
        let mut next = sentence.tokens.start;
        for i in cx.spots_in(sentence.tokens.clone(), Spot::Capital) {
            if i < next || taken.has(i) {
                continue;
            }
            if is_small(cx, i, &beside) {
                small.push((i, display));
                continue;
            }
            let parts = shape::run(cx, i, sentence.tokens.end, &taken);
            let Some(end) = parts.last().map(|p| p.tokens.end) else { continue };
            next = end;
            let mut consider = |mut piece: Parts| {
                trim(cx, &mut piece);
                weigh(cx, piece, display, &beside, &mut names, &mut candidates);
            };
            if parts.iter().any(|p| is_foreign(cx, p.tokens.start)) {
                cut(cx, parts).into_iter().for_each(consider);
            } else {
                consider(parts);
            }
        }
    }
    // Small words are nobody's name unless the document has them in one.
    let words: FxHashSet<WordId> = {
        let all = names.iter().map(|n: &Name| &n.parts).chain(candidates.iter().map(|c: &Candidate| &c.parts)).flatten();
        all.flat_map(|p| p.tokens.clone()).filter_map(|t| cx.word(t)).collect()
    };
    let weighed = candidates.len();
    for &(i, display) in small.iter().filter(|(i, _)| cx.word(*i).is_some_and(|w| words.contains(&w))) {
        let parts = shape::run(cx, i, i + 1, &taken);
        weigh(cx, parts, display, &beside, &mut names, &mut candidates);
    }
    if candidates.len() > weighed {
        candidates.sort_by_key(|c| c.parts.first().map(|p| p.tokens.start));
    }
    known::complete(cx, out, &mut names, candidates);
    names.sort_by_key(|n| n.tokens.start);
    let people = cluster::people(cx, &mut names, &mut out.bounds);
    emit(cx, out, &names, &people);
    family::settle(cx, &mut out.claims);
    family::single_out(cx, &people, &mut out.claims);
    bind::read(cx, out, &names, &people, &roles);
    orphans::read(cx, out, &names, &people);
    references::read(cx, out, &names, &people);
}

/// Whether a word with a capital is a small one that stands alone before a word without, and can be no name by itself whatever is said
/// beside it: "The", "We".
fn is_small(cx: &Cx<'_>, i: u32, beside: &Beside<'_>) -> bool {
    const NAMES: &[Class] = &[
        Class::GivenFemale,
        Class::GivenMale,
        Class::GivenAny,
        Class::Surname,
        Class::SurnameFirst,
        Class::Mononym,
        Class::Particle,
        Class::Nationality,
        Class::Month,
        Class::Weekday,
        Class::Holiday,
        Class::Honorific,
    ];
    let alone = cx.is_kind(i + 1, TokenKind::Word) && !cx.is_capitalised(i + 1) && !cx.is(i + 1, Class::Particle);
    let led = || i.checked_sub(1).is_some_and(|b| cx.is(b, Class::Particle) || cx.text(b) == "-");
    cx.is(i, Class::Stop) && alone && !cx.is_any(i, NAMES) && !led() && !beside.titles.contains_key(&i) && !beside.roles_to.contains_key(&i)
}

/// Whether a word mostly is no part of a name: a month, a weekday, a nationality, a title with a dot.
fn is_foreign(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_any(i, &[Class::Weekday, Class::Nationality, Class::Month, Class::Holiday])
        || cx.is(i, Class::Honorific) && cx.text(i).ends_with('.')
}

/// Leaves out what can neither begin nor end a name.
fn trim(cx: &Cx<'_>, run: &mut Parts) {
    while run.last().is_some_and(|p| matches!(p.kind, PartKind::Particle | PartKind::Nickname)) {
        run.pop();
    }
    let leads = |p: &Part| {
        matches!(p.kind, PartKind::Name | PartKind::Initial) || p.kind == PartKind::Particle && cx.is_capitalised(p.tokens.start)
    };
    while run.first().is_some_and(|p| !leads(p)) {
        run.remove(0);
    }
}

/// Cuts a run at words that are no part of a name: months, weekdays, nationalities.
fn cut(cx: &Cx<'_>, parts: Parts) -> Vec<Parts> {
    let mut out = vec![Parts::new()];
    for part in parts {
        let i = part.tokens.start;
        let before = out.last().and_then(|run| run.last()).is_some_and(|p| evidence::is_given(cx, p.tokens.start));
        let foreign = is_foreign(cx, i);
        let lone = !before && cx.is(i, Class::Month) && evidence::is_given(cx, i) && part.kind == PartKind::Name;
        if lone && !is_name_next(cx, i + 1) && !cx.is(i + 1, Class::Particle) {
            // "June became a librarian": a month unless the document knows her.
            out.push(smallvec![part]);
            out.push(Parts::new());
            continue;
        }
        let as_name = before && cx.is(i, Class::Surname)
            || cx.is(i, Class::Month) && evidence::is_given(cx, i) && (is_name_next(cx, i + 1) || cx.is(i + 1, Class::Particle));
        if part.kind == PartKind::Name && foreign && !as_name {
            out.push(Parts::new());
        } else if let Some(run) = out.last_mut() {
            run.push(part);
        }
    }
    out
}

fn is_name_next(cx: &Cx<'_>, i: u32) -> bool {
    shape::is_name_word(cx, i) && cx.is(i, Class::Surname) && cx.has(i, Flags::SPACE)
}

/// Whether a word may owe its capital to its place: first of a sentence, a quotation, a line, or behind a colon.
fn starts_sentence(cx: &Cx<'_>, i: u32) -> bool {
    let opens = |b: u32| {
        cx.is_kind(b, TokenKind::Mark)
            && matches!(cx.text(b), "\"" | "“" | "‘" | "'" | ":" | "\u{2014}" | "--" | "." | "?" | "!" | "(" | "\u{2022}" | "*")
    };
    cx.has(i, Flags::FIRST) || i.checked_sub(1).is_none_or(opens)
}

fn weigh(cx: &Cx<'_>, mut run: Parts, display: bool, beside: &Beside<'_>, names: &mut Vec<Name>, candidates: &mut Vec<Candidate>) {
    let Some(mut start) = run.first().map(|p| p.tokens.start) else { return };
    let mut first = starts_sentence(cx, start);
    // "When Ann Lee", "Yesterday Lee", "Will Ann Lee".
    while first && run.len() > 1 {
        let plain = evidence::is_word(cx, start) && (!evidence::is_given(cx, start) || cx.is(start, Class::Stop));
        let two_given = evidence::is_word(cx, start) && run.len() > 2 && run.get(1).is_some_and(|p| evidence::is_given(cx, p.tokens.start));
        if !plain && !two_given {
            break;
        }
        run.remove(0);
        let Some(next) = run.first().map(|p| p.tokens.start) else { return };
        start = next;
        first = false;
    }
    if !run.iter().any(|p| p.kind == PartKind::Name) {
        return;
    }
    let leading = shape::particles_before(cx, start);
    if leading < start && beside.titles.contains_key(&leading) && run.first().is_some_and(|p| p.kind == PartKind::Name) {
        // "Mr. al-Kuwari", "Dr. van den Bosch".
        run.insert(0, Part { tokens: leading..start, kind: PartKind::Particle });
        start = leading;
    }
    let title = beside.titles.get(&start).map(|&t| t.clone());
    let lead = match &title {
        Some(t) if honorific::is_plain(cx, t) => Lead::WordTitle,
        Some(_) => Lead::Title,
        None => match beside.roles_to.get(&start).filter(|_| cx.has(start, Flags::SPACE)) {
            Some(r) if r.listed && cx.is_capitalised(r.tokens.end - 1) => Lead::TitleRole,
            Some(r) if r.doubtful => Lead::DoubtfulRole,
            Some(_) => Lead::Role,
            None => Lead::None,
        },
    };
    let end = run.last().map_or(start, |p| p.tokens.end);
    let apposed = |r: &&roles::Found| r.whole.start < r.tokens.start && (r.alone || r.doubtful);
    let behind = || cx.text(end) == "," && beside.roles_from.get(&(end + 1)).is_some_and(apposed);
    let before = || start.checked_sub(1).filter(|&b| cx.text(b) == ",").and_then(|b| beside.roles_before.get(&b)).is_some_and(apposed);
    let bonus = if lead == Lead::None && (behind() || before()) { 3 } else { 0 };
    let weight = evidence::weigh(cx, &run, lead, first, display).saturating_add(bonus);
    let firm = lead == Lead::None && run.len() == 1 && cx.word(start).is_some_and(|w| beside.firms.contains(&w));
    let weight = if firm { weight.saturating_sub(4) } else { weight };
    let unheard = lead == Lead::None && run.len() == 1 && !firm && !display && evidence::speaks_unheard(cx, start, end);
    let weight = if unheard { weight.max(evidence::SURE) } else { weight };
    let renamed = start.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "née" | "nee" | "né"));
    if weight >= evidence::SURE && !renamed {
        names.extend(Name::new(cx, run, title));
    } else if weight > i32::MIN + 9 {
        candidates.push(Candidate { parts: run, first, display, weight });
    }
}

fn emit(cx: &Cx<'_>, out: &mut Readings, names: &[Name], people: &[Person]) {
    let changes = OnceCell::new();
    for (name, person) in names.iter().zip(people) {
        let span = parts::span(cx, name);
        out.add(Mention {
            kind: Kind::Person,
            span,
            tokens: name.tokens.clone(),
            value: Value::Person(Box::new(person.clone())),
            inner: false,
        });
        honorific::emit(cx, out, name, person, &changes);
        if person.ambiguous && person.honorific.is_none() {
            ambiguous(cx, out, (name, person), names, people);
        }
    }
}

/// How many tokens back both namesakes must have been named.
const NEAR: u32 = 150;

/// How many mentions back the people who share a surname are looked for.
const LOOK_BACK: usize = 400;

/// The claim of a bare surname that several people share, with the nearest mentions of two of them before it.
fn ambiguous(cx: &Cx<'_>, out: &mut Readings, here: (&Name, &Person), names: &[Name], people: &[Person]) {
    // "the elder Whitlow" says which of the two.
    let before = here.0.tokens.start.checked_sub(1).map_or("", |b| cx.folded(b));
    if matches!(before, "elder" | "younger" | "older" | "senior" | "junior" | "late" | "former") {
        return;
    }
    let mut others: Vec<(&Name, &Person)> = Vec::new();
    for (name, person) in names.iter().zip(people).rev().skip_while(|(n, _)| n.tokens.start >= here.0.tokens.start).take(LOOK_BACK) {
        let shares = person.surname.is_some() && person.surname == here.1.surname && person.given.is_some();
        if shares && others.iter().all(|(_, p)| p.entity != person.entity) {
            others.push((name, person));
        }
    }
    let [other, first, ..] = others.as_slice() else { return };
    // Who was called by the surname alone before the namesake came in is the one who is meant; and a namesake of long ago is no doubt.
    let far = here.0.tokens.start.saturating_sub(NEAR);
    let settled = names
        .iter()
        .zip(people)
        .take_while(|(n, _)| n.tokens.start < here.0.tokens.start)
        .any(|(_, p)| p.given.is_none() && p.honorific.is_none() && p.surname == here.1.surname);
    if settled || others.iter().take(2).any(|(n, _)| n.tokens.end < far) {
        return;
    }
    let span = |n: &Name| parts::span(cx, n);
    let person = |p: &Person| Value::Person(Box::new(p.clone()));
    let claim = Claim::new("ambiguous-surname", span(here.0))
        .with("person", span(here.0), person(here.1))
        .with("first", span(first.0), person(first.1))
        .with("other", span(other.0), person(other.1));
    // "Two brothers, Owen and Martin Reyes, were questioned. Reyes admitted …"
    let sentence = |n: &Name| cx.doc.sentence_of(n.tokens.start).map(|(i, s)| (i, s.block));
    let both = sentence(other.0).filter(|s| sentence(first.0) == Some(*s)).zip(sentence(here.0));
    let near = both.is_some_and(|((pair, block), (own, own_block))| own > pair && own - pair <= 2 && block == own_block);
    let from = names.partition_point(|n| n.tokens.start <= first.0.tokens.start);
    let between = names.iter().skip(from).take_while(|n| n.tokens.start < here.0.tokens.start).take(3).count();
    let claim = claim.with_implied("paired", Value::Bool(near && others.len() == 2 && between <= 1));
    out.claims.push(claim.with_implied("count", super::form::count(others.len())));
}
