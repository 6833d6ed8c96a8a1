//! Runs of capitalised words that a head word makes an organisation or a place.

use super::Found;
use crate::lexicon::{Class, Flags};
use crate::read::{Cx, Kind, Sought, Spot};
use std::ops::Range;

/// Longest run that is looked at, in tokens.
const LONGEST: u32 = 14;
/// Place heads that stand before the name: "Mount Brennick", "Lake Corran".
const FRONT: &[&str] = &["mount", "mt", "mt.", "lake", "loch", "lough", "cape", "fort", "port", "camp", "isle", "river"];
/// Heads that are everyday words: they need a place's preposition before the run.
const WEAK_PLACES: &[&str] = &[
    "state",
    "path",
    "way",
    "close",
    "point",
    "head",
    "common",
    "end",
    "side",
    "rock",
    "range",
    "base",
    "gate",
    "court",
    "pass",
    "field",
    "fields",
    "farm",
    "row",
    "place",
    "plant",
    "mine",
    "spring",
    "drive",
    "sound",
    "estate",
    "region",
    "territory",
    "settlement",
    "colony",
    "market",
    "house",
    "pool",
    "channel",
    "passage",
    "crossing",
    "route",
    "ward",
    "quarter",
    "green",
    "reservation",
    "trail",
    "plain",
    "plains",
    "port",
    "terminal",
    "interstate",
    "lane",
    "dock",
    "sea",
    "gardens",
];
/// Heads of bodies that are everyday words: the rest of the name must not be made of such words only, nor may it be a headline.
const WEAK_BODIES: &[&str] = &[
    "energy",
    "software",
    "solutions",
    "tools",
    "technology",
    "technologies",
    "assurance",
    "intelligence",
    "community",
    "team",
    "capital",
    "financial",
    "finance",
    "insurance",
    "security",
    "media",
    "interactive",
    "digital",
    "strategy",
    "analytics",
    "series",
    "project",
    "conference",
    "forum",
    "summit",
    "initiative",
    "campaign",
    "appeal",
    "aid",
    "relief",
    "news",
    "market",
    "store",
    "retail",
    "health",
    "care",
    "transportation",
    "electric",
    "power",
    "water",
    "systems",
    "group",
    "network",
    "labs",
    "lab",
    "unit",
    "squad",
    "front",
    "resistance",
    "liberation",
    "mission",
    "front",
    "data",
    "design",
    "studio",
    "opera",
    "band",
    "bar",
    "pub",
    "club",
    "home",
];
/// What may stand between the parts of a name: small words, a hyphen, a possessive.
pub(in crate::read) const JOINT: Sought =
    Sought { words: "of for and the & de du des la on in to at del von - ' \u{2019} 's", ..Sought::NONE };

/// Words that may join the parts of a name in lower case.
const JOINTS: &[&str] = &["of", "for", "and", "the", "&", "de", "du", "des", "la", "on", "in", "to", "at", "del", "von"];
/// Heads of a government's bodies: a country before them is not part of their name.
const STATE: &[&str] = &[
    "ministry",
    "department",
    "embassy",
    "government",
    "army",
    "navy",
    "senate",
    "congress",
    "parliament",
    "house",
    "police",
    "court",
    "consulate",
    "treasury",
    "administration",
    "agency",
    "service",
    "bureau",
    "office",
    "commission",
    "force",
    "forces",
    "guard",
    "council",
    "cabinet",
    "corps",
    "marines",
    "assembly",
];

/// Heads of one body that is whole: behind "and" such a run is another body.
const INSTITUTIONS: &[&str] = &[
    "university",
    "college",
    "school",
    "institute",
    "academy",
    "museum",
    "library",
    "hospital",
    "bank",
    "foundation",
    "trust",
    "society",
    "association",
    "union",
    "federation",
    "council",
    "committee",
    "commission",
    "agency",
    "authority",
    "board",
    "bureau",
    "department",
    "ministry",
    "office",
    "court",
    "company",
    "corporation",
    "party",
    "league",
    "club",
    "church",
    "laboratory",
    "organization",
    "organisation",
    "center",
    "centre",
    "fund",
    "group",
    "institution",
];

/// The run that starts at a token, if a head makes it a name.
pub(super) fn at(cx: &Cx<'_>, sentence: &Range<u32>, i: u32) -> Option<Found> {
    let end = run_end(cx, sentence, i);
    if end - i < 2 {
        return None;
    }
    // A run begins where no capitalised word stands before it.
    let inside = i.checked_sub(1).is_some_and(|p| p >= sentence.start && joins(cx, i) && capital(cx, p) && !skipped(cx, sentence, p));
    if inside || skipped(cx, sentence, i) {
        return None;
    }
    let tokens = i..end;
    let display = cx.doc.sentence_of(i).is_some_and(|(_, s)| s.display || cx.doc.block_of(s).is_some_and(|b| b.kind.is_display()));
    suffixed(cx, &tokens)
        .or_else(|| headed_in_front(cx, &tokens))
        .or_else(|| headed_behind(cx, &tokens))
        .filter(|f| !person_like(cx, &f.tokens) && believable(cx, sentence, f, display))
}

fn joins(cx: &Cx<'_>, i: u32) -> bool {
    cx.has(i, Flags::SPACE)
}

fn capital(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_capitalised(i)
}

/// Words at the left that are no part of a name: articles and other small words with a capital, honorifics, countries before bodies of state.
fn skipped(cx: &Cx<'_>, sentence: &Range<u32>, i: u32) -> bool {
    if !capital(cx, i) {
        return false;
    }
    let dotted_title = cx.text(i).ends_with('.') && cx.is(i, Class::Honorific) && !matches!(cx.folded(i), "st.");
    let verb = cx.is_any(i, &[Class::FiniteVerb, Class::Reporting]) && !cx.is_any(i, &[Class::OrgHead, Class::City, Class::Surname]);
    let first = cx.has(i, Flags::FIRST) && (cx.is(i, Class::Stop) || verb);
    let nation = cx.is_any(i, &[Class::Nationality, Class::Country]) && {
        let end = run_end(cx, sentence, i);
        end > i + 1 && (i + 1..end).any(|k| STATE.contains(&cx.folded(k)))
    };
    matches!(cx.text(i), "The" | "A" | "An" | "I") || first || dotted_title || nation || cx.is_any(i, &[Class::Month, Class::Weekday])
}

/// One past the last token of the run of capitalised words, joints between them included.
fn run_end(cx: &Cx<'_>, sentence: &Range<u32>, start: u32) -> u32 {
    let limit = sentence.end.min(start + LONGEST);
    let mut end = start + 1;
    while end < limit {
        if capital(cx, end) {
            if !joins(cx, end) || cx.is_any(end, &[Class::Month, Class::Weekday]) {
                break;
            }
            end += 1;
            continue;
        }
        if !cx.spotted(end, Spot::Joint) {
            break;
        }
        let hyphen = cx.text(end) == "-" && cx.touches(end) && cx.touches(end + 1) && capital(cx, end + 1);
        if hyphen {
            end += 2;
            continue;
        }
        if matches!(cx.text(end), "'s" | "\u{2019}s")
            && capital(cx, end + 1)
            && end + 1 < limit
            && !cx.is_any(end - 1, &[Class::Country, Class::City, Class::OrgHead, Class::OrgSuffix])
            && !cx.has(end - 1, Flags::UPPER)
            && heads(cx, end + 1, limit)
        {
            end += 2;
            continue;
        }
        if matches!(cx.text(end), "'" | "\u{2019}")
            && cx.touches(end)
            && cx.folded(end - 1).ends_with('s')
            && joins(cx, end + 1)
            && end + 1 < limit
            && heads(cx, end + 1, limit)
        {
            end += 2;
            continue;
        }
        if cx.text(end) == "the" {
            break;
        }
        let mut next = end;
        while next < limit && next < end + 2 && JOINTS.contains(&cx.text(next)) && joins(cx, next) {
            next += 1;
        }
        let of = cx.text(end) == "of" || cx.text(end) == "for" || cx.text(end) == "&";
        if next > end
            && next < limit
            && capital(cx, next)
            && joins(cx, next)
            && !cx.is_any(next, &[Class::Month, Class::Weekday])
            && (of && is_head(cx, start, end) || cx.text(end) != "of" && inside_headed(cx, start, end, next, limit))
        {
            end = next + 1;
            continue;
        }
        break;
    }
    end
}

/// Whether some token up to the limit of the run is an organisation's head: "Woolsworth's Bank".
fn heads(cx: &Cx<'_>, from: u32, limit: u32) -> bool {
    (from..limit.min(from + 3)).take_while(|&k| capital(cx, k)).any(|k| cx.is_any(k, &[Class::OrgHead]))
}

/// Whether a head stands among the capitalised words before `end`, so that "of …" goes on.
fn is_head(cx: &Cx<'_>, start: u32, end: u32) -> bool {
    (start..end).any(|k| cx.is_any(k, &[Class::OrgHead, Class::PlaceHead]))
}

/// Whether "and" joins parts of one name: "Department of Health and Human Services", "Oceanic and Atmospheric Administration".
fn inside_headed(cx: &Cx<'_>, start: u32, end: u32, next: u32, limit: u32) -> bool {
    let of_before = (start..end).any(|k| matches!(cx.text(k), "of" | "for")) && is_head(cx, start, start + 2);
    let mut k = next;
    while k < limit && capital(cx, k) && (k == next || joins(cx, k)) {
        k += 1;
    }
    let head_behind = k > next && cx.is(k - 1, Class::OrgHead) && !cx.is_any(end - 1, &[Class::OrgHead, Class::OrgSuffix]);
    // "Acme Bank and Brennick Bank" are two; so are "HSB and the Lake Office" and "Office of Tides and Office of Lakes".
    let two = cx.has(end - 1, Flags::UPPER) || next > end + 1 || cx.is(next, Class::OrgHead) && matches!(cx.text(next + 1), "of" | "for");
    let head_behind = head_behind && (k - next >= 2 || of_before);
    if two && cx.text(end) == "and" {
        return false;
    }
    // "University of Brennick and Corran University" are two, "Department of Health and Human Services" is one.
    if of_before && head_behind && INSTITUTIONS.contains(&cx.folded(k - 1)) {
        return false;
    }
    if of_before {
        !head_behind || k - next <= 2
    } else {
        head_behind && cx.text(end) != "to" && cx.text(end) != "in" && cx.text(end) != "at"
    }
}

fn suffixed(cx: &Cx<'_>, tokens: &Range<u32>) -> Option<Found> {
    let last = (tokens.start + 1..tokens.end).find(|&k| {
        cx.is(k, Class::OrgSuffix)
            && (cx.text(k).ends_with('.')
                || cx.has(k, Flags::UPPER)
                || matches!(cx.folded(k), "inc" | "corp" | "ltd" | "co" | "limited" | "incorporated" | "gmbh"))
    })?;
    Some(Found { tokens: tokens.start..last + 1, kind: Kind::Org, name: None })
}

/// "University of Brennick", "Mount Brennick", "Gulf of Corran".
fn headed_in_front(cx: &Cx<'_>, tokens: &Range<u32>) -> Option<Found> {
    let of = (tokens.start + 1..tokens.end).find(|&k| matches!(cx.text(k), "of" | "for"));
    if let Some(of) = of {
        let head = of - 1;
        let kind = if cx.is(head, Class::OrgHead) {
            Kind::Org
        } else if cx.is(head, Class::PlaceHead) {
            Kind::Place
        } else {
            return None;
        };
        return (of + 1 < tokens.end).then(|| Found { tokens: tokens.clone(), kind, name: None });
    }
    let front = FRONT.contains(&cx.folded(tokens.start)) && tokens.end - tokens.start <= 3 && !cx.is_any(tokens.end - 1, &[Class::OrgHead]);
    front.then(|| Found { tokens: tokens.clone(), kind: Kind::Place, name: None })
}

/// "Harbour Safety Board", "Corran River": the last head of the run.
fn headed_behind(cx: &Cx<'_>, tokens: &Range<u32>) -> Option<Found> {
    let last = (tokens.start + 1..tokens.end).rev().find(|&k| cx.is_any(k, &[Class::OrgHead, Class::PlaceHead]))?;
    // What follows the head may be a name or a title in apposition; anything else makes another thing of it ("Water Board Atlas").
    let next = last + 1;
    if next < tokens.end
        && !cx
            .is_any(next, &[Class::RoleHead, Class::RoleModifier, Class::Honorific, Class::GivenFemale, Class::GivenMale, Class::GivenAny])
    {
        return None;
    }
    let kind =
        if cx.is(last, Class::OrgHead) && !(cx.is(last, Class::PlaceHead) && geographic(cx, last)) { Kind::Org } else { Kind::Place };
    Some(Found { tokens: tokens.start..last + 1, kind, name: None })
}

/// Heads that are of both kinds and mostly name places.
fn geographic(cx: &Cx<'_>, i: u32) -> bool {
    matches!(
        cx.folded(i),
        "park"
            | "square"
            | "street"
            | "market"
            | "centre"
            | "center"
            | "hall"
            | "cathedral"
            | "church"
            | "abbey"
            | "temple"
            | "mosque"
            | "observatory"
            | "zoo"
            | "prison"
            | "station"
            | "stadium"
            | "museum"
            | "city"
            | "town"
            | "county"
            | "borough"
            | "village"
            | "province"
            | "state"
            | "port"
            | "district"
    ) && !matches!(cx.folded(i), "museum" | "observatory" | "church" | "zoo")
}

/// Whether a headed run is likely enough: weak heads need help, and "Assistant Secretary for Tides" is a role.
fn believable(cx: &Cx<'_>, sentence: &Range<u32>, found: &Found, display: bool) -> bool {
    let (start, end) = (found.tokens.start, found.tokens.end);
    if cx.phrase(start, end, Class::RolePhrase) == Some(end - start) {
        return false;
    }
    let role = (start..end).find(|&k| cx.is(k, Class::RoleHead) && matches!(cx.text(k + 1), "of" | "for") && k + 1 < end);
    if role.is_some_and(|k| !(start..k).any(|h| cx.is(h, Class::OrgHead))) {
        return false;
    }
    let of = (start + 1..end).find(|&k| matches!(cx.text(k), "of" | "for"));
    let head = cx.folded(of.unwrap_or(end) - 1);
    let plain = |k: u32| {
        !cx.is_capitalised(k)
            || cx.is_any(k, &[Class::Common, Class::Stop, Class::RoleModifier, Class::FiniteVerb, Class::NumberWord])
                && !cx.has(k, Flags::UPPER)
    };
    if found.kind == Kind::Place {
        let before = start.checked_sub(1).filter(|&b| b >= sentence.start);
        let before = if before.is_some_and(|b| cx.folded(b) == "the") {
            before.and_then(|b| b.checked_sub(1)).filter(|&b| b >= sentence.start)
        } else {
            before
        };
        let led = before.is_some_and(|b| cx.is(b, Class::PlacePreposition) || matches!(cx.folded(b), "of" | "on" | "across"));
        return !display && (!WEAK_PLACES.contains(&head) || led && !(start..end - 1).all(plain));
    }
    let strong = STATE.contains(&head) || !WEAK_BODIES.contains(&head);
    if display {
        strong && end - start >= 2 && !(start..end - 1).all(plain) || STATE.contains(&head) && end - start >= 3
    } else {
        strong || !(start..end - 1).all(plain)
    }
}

/// Whether a run of two words reads as a person's name: "Anna Hill", "Tom Banks".
fn person_like(cx: &Cx<'_>, tokens: &Range<u32>) -> bool {
    let given = |i| cx.is_any(i, &[Class::GivenFemale, Class::GivenMale, Class::GivenAny]);
    let n = tokens.end - tokens.start;
    let last = tokens.end - 1;
    let initial = cx.text(tokens.start + 1).ends_with('.');
    // "Environment Minister Robert Hill".
    let titled = (tokens.start..last).any(|k| cx.is_any(k, &[Class::RoleHead, Class::Honorific]) && given(k + 1))
        || n > 2 && given(last - 1) && cx.is(last, Class::Surname) && !cx.is(last, Class::OrgHead);
    titled
        || (n == 2 || n == 3 && initial)
            && given(tokens.start)
            && (cx.is(last, Class::Surname) || initial)
            && !tokens.start.checked_sub(1).is_some_and(|p| matches!(cx.folded(p), "the" | "at" | "on"))
}
