//! Where the text says that a place lies: "Larkspur Gap, Idaho" and "the Nevada town of Larkspur Gap".
//!
//! Only states, counties and countries of the lists are containers, and only the two forms in which nothing else can be meant.

use super::form::{field, mark, text};
use super::{Claim, ClaimSchema, Cx, Readings, Sought, Spot};
use crate::lexicon::{Class, Flags, fold};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "located",
    about: "A town and what it lies in: \"Larkspur Gap, Idaho\", \"the Nevada town of Larkspur Gap\".",
    fields: &[
        field("place", "text", "the town"),
        field("container", "text", "the state, region or country it lies in"),
        field("level", "text", "'state', 'region' or 'country': only like is compared with like"),
        field("form", "text", "'after' (Town, State) or 'before' (the State town of Town)"),
    ],
}];

/// So many towns before a description are looked at.
const MOST_LOCATED: usize = 24;

/// So many sentences behind the only town that was placed a description without its name still means it.
const FAR: u32 = 14;

/// So many tokens before a container a description may begin: a name of three words, a comma and "on the west coast of".
const REACH: u32 = 10;

/// What a town lies in.
pub(super) const SOUGHT: Sought = Sought {
    classes: &[Class::UsState, Class::Country, Class::Region, Class::RegionAdjective, Class::Nationality],
    words: "co county",
    ..Sought::NONE
};

/// Words between a town and the country that it lies in: "on the west coast of", "in northern", "a village in".
const LYING: &[&str] = &[
    "a",
    "an",
    "the",
    "on",
    "in",
    "off",
    "of",
    "at",
    "near",
    "west",
    "east",
    "north",
    "south",
    "western",
    "eastern",
    "northern",
    "southern",
    "central",
    "north-west",
    "north-east",
    "south-west",
    "south-east",
    "northwest",
    "northeast",
    "southwest",
    "southeast",
    "coast",
    "shore",
    "edge",
    "tip",
    "corner",
    "heart",
    "mountains",
    "small",
    "little",
    "tiny",
    "-",
    "town",
    "city",
    "village",
    "port",
    "resort",
    "hamlet",
    "fishing",
    "mining",
    "market",
    "inland",
    "far",
    "rural",
];

/// Kinds of settlements.
const SETTLEMENTS: &[&str] = &["town", "city", "village", "suburb", "hamlet", "port", "resort", "community", "township"];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut located: Vec<Told> = Vec::new();
    for (number, sentence) in cx.sentences_with(Spot::Container) {
        let mut i = sentence.tokens.start;
        let mut containers = cx.spots_in(sentence.tokens.clone(), Spot::Container).filter(|&c| cx.is_capitalised(c));
        let mut next = containers.next();
        while let Some(container) = next {
            // A description begins shortly before its container.
            i = i.max(container.saturating_sub(REACH));
            if i >= container {
                next = containers.next();
                continue;
            }
            if !cx.is_capitalised(i) && cx.folded(i) != "the" {
                i += 1;
                continue;
            }
            let found = before(cx, i, sentence.tokens.end)
                .or_else(|| after(cx, i, sentence.tokens.end))
                .or_else(|| described(cx, i, sentence.tokens.end))
                .or_else(|| by_adjective(cx, i, &located))
                .or_else(|| by_nation(cx, i));
            let Some((place, container, level, form)) = found else {
                i += 1;
                continue;
            };
            i = place.end.max(container.end);
            let (place, container) = (cx.span(place), cx.span(container));
            let written = fold(cx.doc.text(container)).into_owned();
            let adjective = cx.lex.region_adjectives.get(written.as_str()).filter(|_| level != "country");
            let state = cx
                .lex
                .us_states
                .get(adjective.map_or(written.as_str(), |r| r.as_ref()))
                .filter(|_| level == "state")
                .map(ToString::to_string);
            let county = if level == "county" { written.split_once(' ').map(|(_, name)| format!("County {name}")) } else { None };
            let whole = state
                .or(county)
                .or(adjective.map(|r| title_case(r)))
                .or_else(|| cx.lex.countries.get(written.as_str()).map(|c| c.name.to_owned()));
            // "the Illinois city" stands for the only town that was placed so far.
            let (name, anchor) = if place.start == place.end {
                let mut told: Vec<(&str, &str)> = located.iter().map(|t| (t.place.as_str(), t.container.as_str())).collect();
                told.sort_unstable();
                told.dedup();
                let near = located
                    .last()
                    .is_some_and(|t| number.saturating_sub(t.sentence) <= FAR && !is_elsewhere(cx, t.end..sentence.tokens.start));
                let ([(only, _)], true) = (told.as_slice(), near) else { continue };
                ((*only).to_owned(), container)
            } else {
                let name = fold(cx.doc.text(place)).into_owned();
                located.push(Told { place: name.clone(), container: written.clone(), sentence: number, end: i });
                if located.len() > MOST_LOCATED {
                    located.remove(0);
                }
                (name, place.cover(container))
            };
            let claim = Claim::new("located", anchor);
            out.claims.push(
                if place.start == place.end { claim.with_implied("place", text(&name)) } else { claim.with("place", place, text(&name)) }
                    .with("container", container, text(&whole.unwrap_or_else(|| cx.doc.text(container).to_owned())))
                    .with_implied("level", text(level))
                    .with_implied("form", text(form)),
            );
        }
    }
}

/// A town that was placed: its name and container, folded, its sentence, and one past its words.
struct Told {
    place: String,
    container: String,
    sentence: u32,
    end: u32,
}

/// Whether a stretch goes to another place by name: "from Cong, Co Mayo, to Ennis".
fn is_elsewhere(cx: &Cx<'_>, tokens: Range<u32>) -> bool {
    let led =
        |i: u32| i.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "in" | "to" | "at" | "near" | "from" | "into" | "for" | "of"));
    tokens.clone().any(|i| cx.is_capitalised(i) && led(i) && !cx.is_any(i, &[Class::Month, Class::Weekday, Class::Nationality]))
}

type Located = (Range<u32>, Range<u32>, &'static str, &'static str);

fn title_case(words: &str) -> String {
    let word = |w: &str| w.chars().take(1).flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect::<String>();
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// "Co Kerry", "County Clare": an Irish county, or one that is called so.
fn county(cx: &Cx<'_>, i: u32, limit: u32) -> Option<u32> {
    let name = i + 1;
    let said = matches!(cx.text(i), "Co" | "Co." | "County") && cx.has(name, Flags::SPACE) && name < limit;
    // "County Hall" and "County Court" lie in one.
    if said && cx.phrase(i, limit, Class::Region) == Some(2) {
        return Some(name + 1);
    }
    let own =
        cx.is_capitalised(name) && !cx.has(name, Flags::UPPER) && !cx.is_any(name, &[Class::PlaceHead, Class::OrgHead, Class::Common]);
    (said && own).then_some(name + 1)
}

/// A container that starts at a token, spelled out.
fn container(cx: &Cx<'_>, i: u32, limit: u32) -> Option<(u32, &'static str)> {
    if !cx.is_capitalised(i) {
        return None;
    }
    // Abbreviations of countries and regions may be other words; those of states ("Ore.") are known with their full name.
    let full = |n: u32| (i..i + n).all(|k| !cx.text(k).ends_with('.') && !cx.has(k, Flags::UPPER));
    let level = |class, name| cx.phrase(i, limit, class).filter(|&n| full(n)).map(|n| (i + n, name));
    if let Some(end) = county(cx, i, limit) {
        return Some((end, "county"));
    }
    let short = cx.text(i).ends_with('.') && cx.lex.us_states.contains_key(cx.folded(i));
    level(Class::UsState, "state")
        .or_else(|| short.then_some((i + 1, "state")))
        .or_else(|| level(Class::Country, "country"))
        .or_else(|| level(Class::Region, "region"))
}

/// A name of one to three capitalised words.
fn name(cx: &Cx<'_>, i: u32, limit: u32) -> Option<Range<u32>> {
    let end = (i..limit.min(i + 3)).take_while(|&k| cx.is_capitalised(k) && (k == i || cx.has(k, Flags::SPACE))).last()? + 1;
    Some(i..end)
}

/// "the Nevada town of Larkspur Gap".
fn before(cx: &Cx<'_>, i: u32, limit: u32) -> Option<Located> {
    if cx.folded(i) != "the" {
        return None;
    }
    let (end, level) = container(cx, i + 1, limit)?;
    let place = name(cx, end + 2, limit).filter(|_| SETTLEMENTS.contains(&cx.folded(end)) && cx.folded(end + 1) == "of")?;
    Some((place, i + 1..end, level, "before"))
}

/// "the Illinois city": a settlement without its name.
fn described(cx: &Cx<'_>, i: u32, limit: u32) -> Option<Located> {
    if cx.folded(i) != "the" {
        return None;
    }
    let (end, level) = container(cx, i + 1, limit).filter(|(_, level)| *level != "country")?;
    is_bare_town(cx, end).then_some((i..i, i + 1..end, level, "before"))
}

/// "town", "city" with no name behind.
fn is_bare_town(cx: &Cx<'_>, i: u32) -> bool {
    let bare =
        matches!(cx.folded(i), "town" | "city" | "village" | "suburb") && !matches!(cx.folded(i + 1), "of" | "where" | "that" | "which");
    bare && !cx.is_capitalised(i) && !cx.is_capitalised(i + 1)
}

/// "the Victorian town", where the last town that was placed lies in a state that has such an adjective too: a Victorian town elsewhere
/// is one of an age.
fn by_adjective(cx: &Cx<'_>, i: u32, located: &[Told]) -> Option<Located> {
    if cx.folded(i) != "the" || !cx.is(i + 1, Class::RegionAdjective) || !is_bare_town(cx, i + 2) {
        return None;
    }
    let container = &located.last()?.container;
    let told = cx.lex.us_states.contains_key(container.as_str()) || cx.lex.region_adjectives.contains_key(container.as_str());
    let state = cx.lex.region_adjectives.get(cx.folded(i + 1)).is_some_and(|r| cx.lex.us_states.contains_key(r));
    told.then_some((i..i, i + 1..i + 2, if state { "state" } else { "region" }, "before"))
}

/// "The Swedish port has": a settlement told by its country alone, where the text names that country nowhere else.
fn by_nation(cx: &Cx<'_>, i: u32) -> Option<Located> {
    let adjective = i + 1;
    if cx.folded(i) != "the" || !cx.is(adjective, Class::Nationality) || cx.touches(adjective + 1) {
        return None;
    }
    let head = adjective + 1;
    let settlement = matches!(cx.folded(head), "town" | "city" | "village" | "port" | "resort" | "hamlet") && !cx.is_capitalised(head);
    let open = matches!(cx.folded(head + 1), "of" | "where" | "that" | "which") || cx.is_capitalised(head + 1) || mark(cx, head + 1) == ",";
    let name = cx.lex.countries.get(cx.folded(adjective))?.name;
    let same = |k: u32| k != adjective && cx.is_capitalised(k) && cx.lex.countries.get(cx.folded(k)).is_some_and(|c| c.name == name);
    let elsewhere = || cx.all_spots(Spot::Container).any(same);
    (settlement && !open && !elsewhere()).then_some((i..i, adjective..head, "country", "before"))
}

/// "in Larkspur Gap, Idaho", "Nether Wendle, in Kent,".
fn after(cx: &Cx<'_>, i: u32, limit: u32) -> Option<Located> {
    let starts = i == 0 || !cx.is_capitalised(i - 1) || cx.has(i, Flags::FIRST);
    let place = name(cx, i, limit).filter(|_| starts && !cx.has(i, Flags::UPPER))?;
    let comma = place.end;
    if mark(cx, comma) != "," {
        return None;
    }
    let at = comma + 1 + u32::from(cx.folded(comma + 1) == "in");
    // "in western Norway"
    let side = matches!(cx.folded(at), "northern" | "southern" | "eastern" | "western" | "central") && !cx.is_capitalised(at);
    let at = at + u32::from(side);
    let Some((end, level)) = container(cx, at, limit) else { return lying(cx, place, comma + 1, limit) };
    // "in Ohio, Idaho and Nevada" is a list.
    let listed = matches!(cx.folded(end), "and" | "or") || mark(cx, end) == "," && container(cx, end + 1, limit).is_some();
    let itself = container(cx, place.start, place.end).is_some_and(|(e, _)| e == place.end);
    (!listed && !itself).then_some((place, at..end, level, "after"))
}

/// "Tamsund, on the west coast of Norway, has", "Orle, a village in northern Spain,": words of place between a town and its country.
fn lying(cx: &Cx<'_>, place: Range<u32>, from: u32, limit: u32) -> Option<Located> {
    let at = (from..limit.min(from + 9)).find(|&i| !LYING.contains(&cx.folded(i)))?;
    let led = at > from + 1 && matches!(cx.folded(at - 1), "of" | "in" | "northern" | "southern" | "western" | "eastern" | "central");
    let (end, level) = container(cx, at, limit).filter(|(_, level)| led && *level == "country")?;
    let closed = matches!(mark(cx, end), "," | "." | ";" | ")");
    (closed).then_some((place, at..end, level, "after"))
}
