//! `similar`: names that are nearly the same.
//!
//! The rarer spelling is reported against the usual one. Two spellings are taken for one name only where the rarer one makes up
//! at most a third of the uses and nothing in the text tells two people apart. Deletion neighbourhoods find the near pairs, so
//! that the cost grows with the number of names and not with its square.

mod guards;
mod near;
mod phrases;
mod titled;
mod words;

use super::super::Finding;
use super::super::bound::{Bound, Place, Val};
use super::super::desk::Desk;
use super::super::eval::{self, Env};
use super::super::extract::Reader;
use crate::document::TextSpan;
use crate::lexicon::Class;
use crate::limits;
use crate::read::Claim;
use crate::rule::{Rule, SimilarGuard, SimilarOn};
use crate::value::{Person, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What a rule of this kind says.
pub(super) struct Spec<'r> {
    pub(super) on: SimilarOn,
    pub(super) max_edits: usize,
    pub(super) min_length: usize,
    pub(super) same_if: &'r [SimilarGuard],
    pub(super) against: Option<&'r str>,
}

/// Shortest given name that is compared: short ones differ in one letter by nature.
const GIVEN: usize = 5;

/// Shortest given name and surname of one person who is told twice in full: of "Ann Lee" and "Ann Lea" there may be two.
const GIVEN_WRITTEN: usize = 3;
const SURNAME: usize = 6;

/// A name with all its uses.
#[derive(Debug, Default, Clone)]
struct Name<'a> {
    /// As first written.
    text: String,
    places: Vec<TextSpan>,
    people: Vec<&'a Person>,
}

/// Judges the names of each article.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, spec: &Spec<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for reader in &desk.readers {
        match spec.on {
            SimilarOn::Word => words::judge(desk, rule, spec, reader, &mut out),
            SimilarOn::Titled => titled::judge(desk, rule, spec, reader, &mut out),
            SimilarOn::Phrase | SimilarOn::PhraseForm => phrases::judge(desk, rule, spec, reader, &mut out),
            _ => {}
        }
        if matches!(spec.on, SimilarOn::Word | SimilarOn::Titled | SimilarOn::Phrase | SimilarOn::PhraseForm) {
            continue;
        }
        let names = collect(desk, reader, rule, spec);
        if let Some(table) = spec.against {
            known(desk, rule, spec, reader, &names, table, &mut out);
            continue;
        }
        among(desk, rule, spec, reader, &names, &mut out);
        if spec.on == SimilarOn::Surname {
            doubles(desk, rule, reader, &names, &mut out);
        }
    }
    out
}

/// The names of one article by their folded text.
fn collect<'a>(desk: &Desk<'_>, reader: &Reader<'a>, rule: &Rule, spec: &Spec<'_>) -> BTreeMap<String, Name<'a>> {
    let mut names: BTreeMap<String, Name<'a>> = BTreeMap::new();
    let cx = &reader.matcher.cx;
    let mut add = |text: &str, span: TextSpan, person: Option<&'a Person>| {
        let key = fold(text);
        if key.chars().count() < spec.min_length || !rule.context.admits(reader.context_of(span)) {
            return;
        }
        let name = names.entry(key).or_insert_with(|| Name { text: text.to_owned(), ..Name::default() });
        name.places.push(span);
        if let Some(person) = person.filter(|p| !name.people.contains(p)) {
            if name.people.len() < limits::BEARERS {
                name.people.push(person);
            } else {
                desk.leave_out(Some(Place { article: reader.number, span }));
            }
        }
    };
    for mention in reader.article.readings.shown() {
        match (&mention.value, spec.on) {
            (Value::Person(p), SimilarOn::Surname) => {
                if let Some(surname) = &p.surname {
                    add(surname, tail(cx.doc.text(mention.span), mention.span, surname), Some(p));
                }
            }
            (Value::Person(p), SimilarOn::Given) => {
                if let (Some(given), Some(surname)) = (&p.given, &p.surname)
                    && given.chars().count() >= GIVEN
                {
                    add(&format!("{given} {surname}"), mention.span, Some(p));
                }
            }
            (Value::Person(p), SimilarOn::Person) if p.given.is_some() && p.surname.is_some() => {
                add(&p.full(), mention.span, Some(p));
            }
            (v, SimilarOn::Name(kind)) if mention.kind == kind => add(&v.canonical(), mention.span, None),
            _ => {}
        }
    }
    names
}

/// The span of a surname at the end of a name; the whole mention where it does not end in it.
fn tail(text: &str, span: TextSpan, surname: &str) -> TextSpan {
    match text.rfind(surname).and_then(|at| u32::try_from(at).ok()) {
        Some(at) => TextSpan { start: span.start + at, end: span.start + at + u32::try_from(surname.len()).unwrap_or(0) },
        None => span,
    }
}

fn fold(text: &str) -> String {
    eval::normal(text)
}

/// Names against each other.
fn among<'a>(
    desk: &Desk<'a>,
    rule: &'a Rule,
    spec: &Spec<'_>,
    reader: &Reader<'a>,
    names: &BTreeMap<String, Name<'_>>,
    out: &mut Vec<Finding>,
) {
    let keys: Vec<&String> = names.keys().collect();
    let mut capitals = None;
    let pairs = near::pairs(&keys, spec.max_edits);
    for &left in &pairs.left {
        let span = keys.get(left).and_then(|k| names.get(*k)).and_then(|n| n.places.first());
        desk.leave_out(span.map(|&span| Place { article: reader.number, span }));
    }
    for (a, b) in pairs.near {
        let (Some(x), Some(y)) = (keys.get(a).and_then(|k| names.get(*k)), keys.get(b).and_then(|k| names.get(*k))) else { continue };
        let (rare, common) = if x.places.len() < y.places.len() { (x, y) } else { (y, x) };
        let (rare, common) = if x.places.len() == y.places.len() && first(x) > first(y) { (x, y) } else { (rare, common) };
        // Two given names before one surname are worth a question where both stand once, too.
        // So are two surnames behind one given name.
        let full = spec.on == SimilarOn::Surname && one_bearer(rare, common);
        let even = (spec.on == SimilarOn::Given && rare.places.len() == 1 || full) && !together(reader, rare, common);
        if rare.places.len() * 2 > common.places.len() && !even
            || !one_name(spec, rare, common)
            || !same_role(reader, spec, rare, common)
            || introduced(reader, rare)
        {
            continue;
        }
        if spec.on != SimilarOn::Surname {
            out.extend(tell(desk, rule, reader, rare, common));
            continue;
        }
        if is_form(reader, rare, common) {
            continue;
        }
        let capitals = capitals.get_or_insert_with(|| capitalised(reader));
        if !is_variant(reader, capitals, rare, common) {
            out.extend(tell(desk, rule, reader, &everywhere(capitals, rare), common));
        }
    }
}

/// Double surnames behind one given name that share one of their two parts: "Paredes-Quintana" and "Paredes-Quintero".
fn doubles<'a>(desk: &Desk<'a>, rule: &'a Rule, reader: &Reader<'a>, names: &BTreeMap<String, Name>, out: &mut Vec<Finding>) {
    let mut by_first: FxHashMap<&str, Vec<(&str, &Name)>> = FxHashMap::default();
    for name in names.values() {
        if let Some((first, last)) = name.text.split_once('-').filter(|(f, l)| f.chars().count() >= 3 && l.chars().count() >= 3) {
            let known = by_first.entry(first).or_default();
            let near = known.iter().find(|(other, n)| *other != last && strsim::osa_distance(other, last) > 1 && one_bearer(n, name));
            if let Some((_, other)) = near.filter(|(_, n)| !together(reader, n, name)) {
                let (rare, common) = if other.places.len() < name.places.len() { (*other, name) } else { (name, *other) };
                let (rare, common) = if rare.places.len() == common.places.len() && self::first(rare) < self::first(common) {
                    (common, rare)
                } else {
                    (rare, common)
                };
                if !introduced(reader, rare) {
                    out.extend(tell(desk, rule, reader, rare, common));
                }
            }
            if known.len() < limits::BEARERS {
                known.push((last, name));
            }
        }
    }
}

/// Whether two surnames are two forms of one word that no title and no given name makes a person's: "Oscars", "Cubist".
fn is_form(reader: &Reader<'_>, rare: &Name<'_>, common: &Name<'_>) -> bool {
    let lex = reader.matcher.cx.lex;
    let (a, b) = (fold(&rare.text), fold(&common.text));
    let long = if a.chars().count() > b.chars().count() { rare } else { common };
    let given =
        |g: &String| lex.word(&fold(g)).is_some_and(|id| lex.classes(id).has_any(&[Class::GivenAny, Class::GivenFemale, Class::GivenMale]));
    let person = long.people.iter().any(|p| p.honorific.is_some() || p.given.as_ref().is_some_and(given));
    // "Dolans told reporters" is one who speaks; "the Dolans told" are a family.
    let cx = &reader.matcher.cx;
    let speaks = |p: &TextSpan| {
        let (at, end) = (cx.doc.token_at(p.start), cx.doc.token_at(p.end));
        let family = at.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "the" | "these" | "those" | "both" | "two"));
        matches!(cx.folded(end), "said" | "told" | "says" | "added") && !family
    };
    let person = person || long.places.iter().any(speaks);
    guards::adds_ending(&a, &b) && !person || guards::is_school(&a, &b)
}

/// Whether the text tells two surnames apart, or one of them is a place or the usual one nobody's.
fn is_variant(reader: &Reader<'_>, capitals: &FxHashMap<String, Vec<TextSpan>>, rare: &Name<'_>, common: &Name<'_>) -> bool {
    // Those places too that no reader took for a person's.
    let places = |n: &Name<'_>| capitals.get(&fold(&n.text)).map_or(&[][..], Vec::as_slice);
    let named = |n: &Name<'_>| n.people.iter().any(|p| p.given.is_some() || p.honorific.is_some());
    let usual = fold(&common.text);
    let told = |p: &TextSpan| guards::is_told_as_variant(reader, *p, &usual);
    rare.places.iter().any(told)
        || [rare, common].iter().any(|n| places(n).iter().any(|p| guards::names_a_place(reader, *p)))
        || !named(common) && !rare.people.iter().any(|p| p.honorific.is_some()) && !introduces(rare, common)
}

/// How many bytes behind a full name its surname alone is taken up.
const TAKEN_UP: u32 = 2500;

/// Whether the rare spelling is the full name that the other ones, bare, take up soon behind it: the slip is in the introduction.
fn introduces(rare: &Name<'_>, common: &Name<'_>) -> bool {
    let full = rare.people.iter().any(|p| p.given.is_some());
    full && first(rare).zip(first(common)).is_some_and(|(r, c)| r < c && c - r < TAKEN_UP)
}

fn first(name: &Name<'_>) -> Option<u32> {
    name.places.first().map(|p| p.start)
}

/// Whether two surnames stand behind one given name, written out, and behind no other.
fn one_bearer(a: &Name, b: &Name) -> bool {
    let given = |n: &Name| {
        let mut all = n.people.iter().filter_map(|p| p.given.as_deref()).map(fold);
        let first = all.next().filter(|g| g.chars().count() >= GIVEN_WRITTEN)?;
        all.all(|g| g == first).then_some(first)
    };
    let long = |n: &Name| n.text.chars().count() >= SURNAME;
    // "AlAjaji" and "al-Ajaji" are one name in two scripts.
    let parts = |n: &Name| n.text.contains(char::is_whitespace) || n.text.chars().next().is_some_and(char::is_lowercase);
    long(a) && long(b) && !parts(a) && !parts(b) && given(a).is_some_and(|g| given(b) == Some(g))
}

/// Whether two names stand in one sentence somewhere: then they are told apart.
fn together(reader: &Reader<'_>, a: &Name<'_>, b: &Name<'_>) -> bool {
    let cx = &reader.matcher.cx;
    let sentence = |p: &TextSpan| cx.doc.sentence_of(cx.doc.token_at(p.start)).map(|(i, _)| i);
    a.places.iter().any(|p| b.places.iter().any(|q| sentence(p) == sentence(q)))
}

/// Whether the text says that a name has two spellings: "also spelled", "also known as".
fn introduced(reader: &Reader<'_>, name: &Name<'_>) -> bool {
    const WORDS: &[&str] = &[
        "spelled",
        "spelt",
        "spelling",
        "spellings",
        "misspelled",
        "misspelt",
        "alias",
        "aka",
        "a.k.a.",
        "née",
        "nee",
        "known",
        "transliterated",
        "renamed",
        "pronounced",
        "nicknamed",
        "variant",
        "variously",
        "dialect",
        "dialects",
        "transliteration",
        "latinized",
        "latinised",
        "romanized",
        "romanised",
        "literally",
        "etymology",
        "epithet",
        "derives",
        "[sic]",
        "sic",
    ];
    let cx = &reader.matcher.cx;
    let sentence = |p: &TextSpan| cx.doc.sentence_of(cx.doc.token_at(p.start)).map(|(_, s)| s.tokens.clone());
    let mut sentences: Vec<_> = name.places.iter().filter_map(sentence).collect();
    sentences.dedup();
    sentences.into_iter().flatten().any(|i| WORDS.contains(&cx.folded(i)))
}

/// The words with a capital, folded, with their places.
fn capitalised(reader: &Reader<'_>) -> FxHashMap<String, Vec<TextSpan>> {
    let cx = &reader.matcher.cx;
    let mut words: FxHashMap<String, Vec<TextSpan>> = FxHashMap::default();
    for i in reader.capitals().iter().copied().filter(|&i| cx.is_capitalised(i)) {
        words.entry(fold(cx.text(i))).or_default().push(cx.doc.token_span(i..i + 1));
    }
    words
}

/// A surname with all its uses, those too that no reader took for a person.
fn everywhere<'a>(capitals: &FxHashMap<String, Vec<TextSpan>>, name: &Name<'a>) -> Name<'a> {
    let places = capitals.get(&fold(&name.text)).unwrap_or(&name.places).clone();
    Name { places, ..name.clone() }
}

/// The finding of two spellings.
fn tell<'a>(desk: &Desk<'a>, rule: &'a Rule, reader: &Reader<'a>, rare: &Name<'_>, common: &Name<'_>) -> Option<Finding> {
    let mut env = env(desk, reader, rare, common);
    env.bind(&rule.lets);
    let place = |span: TextSpan| Place { article: reader.number, span };
    let marks: Vec<Place> = rare.places.iter().copied().map(place).collect();
    let evidence: Vec<Place> = common.places.first().copied().map(place).into_iter().collect();
    desk.finding(rule, &env, &marks, &evidence)
}

/// Whether two spellings can be of one name.
fn one_name(spec: &Spec<'_>, rare: &Name<'_>, common: &Name<'_>) -> bool {
    if spec.on == SimilarOn::Given {
        return one_given(rare, common);
    }
    if spec.same_if.is_empty() {
        return true;
    }
    let told_apart = rare.people.iter().any(|r| !common.people.iter().any(|c| eval::given_agree(r, c)));
    let distinct = rare.people.iter().filter(|r| r.given.is_some()).any(|r| {
        let mut full = common.people.iter().filter(|c| c.given.is_some()).peekable();
        full.peek().is_some() && full.all(|c| !eval::given_agree(r, c))
    });
    let genders = |n: &Name<'_>| {
        n.people.iter().filter_map(|p| p.honorific.clone()).map(|h| h.trim_end_matches('.').to_lowercase()).collect::<Vec<_>>()
    };
    let (a, b) = (genders(rare), genders(common));
    let clash = a.iter().any(|h| h == "mr" && b.iter().any(|g| matches!(g.as_str(), "ms" | "mrs" | "miss")))
        || b.iter().any(|h| h == "mr") && a.iter().any(|g| matches!(g.as_str(), "ms" | "mrs" | "miss"));
    if told_apart || distinct || clash {
        return false;
    }
    let bare = |n: &Name<'_>| n.people.iter().any(|p| p.given.is_none());
    let given = rare.people.iter().any(|r| r.given.is_some() && common.people.iter().any(|c| c.given.is_some() && eval::given_agree(r, c)));
    spec.same_if.iter().any(|g| match g {
        SimilarGuard::SameGiven => given,
        SimilarGuard::Bare => bare(rare) || bare(common),
        SimilarGuard::SameRole | SimilarGuard::SameSound => true,
    })
}

/// Where the rule asks for it: whether both names have one role of which there is one ("the treasurer").
fn same_role(reader: &Reader<'_>, spec: &Spec<'_>, rare: &Name<'_>, common: &Name<'_>) -> bool {
    if !spec.same_if.contains(&SimilarGuard::SameRole) {
        return true;
    }
    let given = |n: &Name<'_>| n.people.first().and_then(|p| p.given.as_deref()).map(fold);
    if let (true, Some(a), Some(b)) = (spec.same_if.contains(&SimilarGuard::SameSound), given(rare), given(common))
        && sound(&a) == sound(&b)
    {
        return true;
    }
    let cx = &reader.matcher.cx;
    let roles = |name: &Name<'_>| {
        let of_it = |c: &&Claim| {
            let person = c.field("person").map(|f| &f.value);
            c.kind == "role" && matches!(person, Some(Value::Person(p)) if name.people.iter().any(|q| q.entity == p.entity))
        };
        let definite = |c: &Claim| {
            let field = c.field("role")?;
            let at = cx.doc.token_at(field.span?.start);
            let unique = (at.saturating_sub(3)..at).any(|i| cx.folded(i) == "the") || cx.is_capitalised(at);
            if let (Value::Role(r), true) = (&field.value, unique) { Some(r.phrase.clone()) } else { None }
        };
        reader.article.readings.claims.iter().filter(of_it).filter_map(definite).collect::<Vec<_>>()
    };
    let known = roles(common);
    // "the county treasurer" is "the treasurer" later.
    let ends = |long: &str, short: &str| long == short || long.strip_suffix(short).is_some_and(|l| l.ends_with(' '));
    roles(rare).iter().any(|r| known.iter().any(|k| ends(r, k) || ends(k, r)))
}

/// Whether two full names with one surname can be one person's: given names that sound alike or differ by one inner letter.
fn one_given(rare: &Name<'_>, common: &Name<'_>) -> bool {
    let (Some(a), Some(b)) = (rare.people.first(), common.people.first()) else { return false };
    let surnames = a.surname.as_deref().map(fold) == b.surname.as_deref().map(fold);
    let (Some(x), Some(y)) = (a.given.as_deref().map(fold), b.given.as_deref().map(fold)) else { return false };
    let last = |s: &str| s.chars().next_back();
    let alike = || last(&x) == last(&y) && strsim::osa_distance(&x, &y) == 1;
    surnames && a.suffix == b.suffix && x != y && (sound(&x) == sound(&y) || alike())
}

/// How a given name sounds, roughly: letters that are written in two ways become one.
fn sound(name: &str) -> String {
    let mut out = name.to_owned();
    for (from, to) in
        [("geo", "je"), ("gi", "ji"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ie", "i"), ("ei", "i"), ("c", "k"), ("y", "i"), ("z", "s")]
    {
        out = out.replace(from, to);
    }
    // "Rosalind" and "Rosalyn".
    let out = out.strip_suffix("ind").map_or_else(|| out.clone(), |stem| format!("{stem}in"));
    let mut letters: Vec<char> = out.chars().collect();
    letters.dedup();
    letters.into_iter().filter(|c| *c != 'h').collect()
}

/// Names against the names of a table of facts.
fn known<'a>(
    desk: &Desk<'a>,
    rule: &'a Rule,
    spec: &Spec<'_>,
    reader: &Reader<'a>,
    names: &BTreeMap<String, Name<'_>>,
    table: &str,
    out: &mut Vec<Finding>,
) {
    let Some(facts) = desk.rules.facts.get(table) else { return };
    for (i, entry) in facts.entries.iter().enumerate() {
        let key = fold(&entry.name);
        if entry.example && !reader.matcher.examples {
            continue;
        }
        if names.contains_key(&key) || key.chars().count() < spec.min_length {
            continue;
        }
        for (text, name) in names {
            let distance = strsim::osa_distance(text, &key);
            if distance == 0 || distance > spec.max_edits {
                continue;
            }
            let common = Name { text: entry.name.clone(), ..Name::default() };
            let mut env = env(desk, reader, name, &common);
            env.names.push(("fact", Bound::computed(Val::Fact(table.to_owned(), i))));
            env.bind(&rule.lets);
            let marks: Vec<Place> = name.places.iter().map(|&span| Place { article: reader.number, span }).collect();
            out.extend(desk.finding(rule, &env, &marks, &[]));
        }
    }
}

fn env<'e>(desk: &Desk<'e>, reader: &Reader<'e>, rare: &Name<'_>, common: &Name<'_>) -> Env<'e> {
    let bound = |n: &Name<'_>| Bound {
        val: Val::Value(Value::Text(n.text.clone())),
        place: n.places.first().map(|&span| Place { article: reader.number, span }),
        count: Some(n.places.len()),
    };
    let names = vec![("rare", bound(rare)), ("common", bound(common))];
    Env::of_names(names, reader.article.published, desk.rules)
}
