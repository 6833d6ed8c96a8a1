//! Things with a beginning (an institute, a festival, a bridge, a firm): how they are named, taken up ("the institute", "it"), when
//! they began, and what they did or what happened in them and when.
//!
//! Invariants:
//! - A bare noun means a named thing only where the article names one thing with that noun, and no "other", "old" or "new" one.
//! - "It" means the one thing that the sentence before names.

use super::{calendar, dates, has_year, verbs};
use crate::document::{Sentence, TextSpan};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::read::np::singular;
use crate::read::subjects::subject_end;
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Granularity, Value};
use std::ops::Range;

/// Nouns of things that begin once and act from then on.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "institute", "institution", "museum", "festival", "bridge", "library", "school", "university", "college", "orchestra", "choir", "club", "theatre", "theater",
    "hospital", "clinic", "brewery", "newspaper", "airline", "railway", "stadium", "arena", "hotel", "foundation", "society", "association", "gallery", "cinema",
    "zoo", "factory", "plant", "mill", "lighthouse", "airport", "tunnel", "bakery", "winery", "distillery", "band", "league", "prize", "award", "market",
    "garden", "reservoir", "dam", "canal", "company", "firm", "business", "charity", "trust", "studio", "label", "magazine", "journal", "centre", "center",
    "laboratory", "observatory", "restaurant", "academy", "ensemble", "quartet", "troupe", "agency", "cooperative", "co-operative", "start-up", "startup",
    "regatta", "marathon", "tournament", "fair", "shipyard", "yard", "pottery", "press", "bank", "shop", "station", "radio", "refuge", "shelter", "archive",
    "viaduct", "causeway", "pier", "velodrome", "planetarium", "aquarium", "conservatory", "seminary", "convent", "monastery", "dairy", "quarry", "colliery",
    "tramway", "funicular", "cableway", "ferry", "project", "workshop", "publisher", "manufacturer", "maker", "group", "union", "cathedral", "chapel", "church",
    "carnival", "biennale", "competition", "race", "congress", "conference", "parade", "contest", "championship", "tour", "derby", "convention", "exhibition",
];
/// Nouns that are said of any firm.
const FIRMS: &[&str] = &["company", "firm", "business", "maker", "manufacturer", "publisher", "start-up", "startup", "group"];
/// Nouns that stand for a name that does not have them: "Orme United … The club".
const BODIES: &[&str] = &["company", "club", "band", "charity", "airline", "label", "agency", "studio", "ensemble", "quartet"];
/// Nouns of what is held again and again.
#[rustfmt::skip]
const HELD: &[&str] = &[
    "festival", "regatta", "marathon", "tournament", "fair", "prize", "award", "carnival", "biennale", "competition", "race", "congress", "conference", "parade",
    "contest", "championship", "market", "tour", "derby", "convention",
];
/// Verbs of founding: before it a body does nothing.
const FOUNDED: &[&str] = &["founded", "established", "formed", "created", "incorporated", "instituted", "set"];
/// Verbs of opening: before it a thing is not in use.
const OPENED: &[&str] = &["opened", "inaugurated", "completed", "finished", "built", "erected", "constructed", "dedicated"];
/// What is told with "first" only: "was first held in 2009".
const FIRST: &[&str] = &["held", "staged", "run", "published", "awarded", "broadcast", "took", "met", "printed", "presented", "issued"];
/// What a running body does.
#[rustfmt::skip]
const ACTS: &[&str] = &[
    "published", "released", "issued", "printed", "opened", "launched", "staged", "hosted", "held", "won", "signed", "hired", "employed", "moved", "bought", "sold",
    "acquired", "exported", "carried", "welcomed", "admitted", "awarded", "received", "joined", "performed", "played", "toured", "recorded", "beat", "lost",
    "celebrated", "introduced", "expanded", "merged", "adopted", "appointed", "trained", "flew", "sailed", "shipped", "served", "paid", "produced", "brewed",
    "renamed", "delivered", "exhibited", "showed", "screened", "premiered", "enrolled", "treated", "employed", "presented", "registered", "patented", "drew",
    "attracted", "invited", "closed", "appeared", "came", "made", "took", "began", "started", "elected", "commissioned", "sacked", "lent", "donated", "gave",
];
/// What is done in or with a thing that is open.
#[rustfmt::skip]
const USES: &[&str] = &[
    "hosted", "held", "carried", "welcomed", "admitted", "served", "staged", "closed", "drew", "attracted", "handled", "treated", "screened", "exhibited", "showed",
    "delivered", "shipped", "brewed", "produced", "burned", "burnt", "collapsed", "exploded", "flooded",
];
/// What is done to a thing that stands.
#[rustfmt::skip]
const DONE: &[&str] = &[
    "destroyed", "damaged", "restored", "renovated", "demolished", "closed", "extended", "flooded", "bombed", "listed", "shelled", "painted", "widened", "sold", "nationalised",
    "nationalized", "renamed", "enlarged", "modernised", "modernized", "burned", "struck", "awarded", "presented", "shared", "held", "staged", "run", "won", "published",
];
/// Words that speak of another thing, of one before it, or of plans.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "predecessor", "predecessors", "forerunner", "founder", "founders", "original", "originally", "old", "former", "formerly", "earlier", "previous", "new", "second",
    "present", "current", "today's", "refounded", "re-founded", "reopened", "reestablished", "re-established", "revived", "rebuilt", "relaunched", "again", "site",
    "under", "plans", "planned", "idea", "another", "other", "sister", "first-ever", "then", "parent", "rival", "branch", "wing", "extension", "precursor",
];

/// A thing as a noun phrase names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thing {
    /// The noun, singular: "institute"; of firms always "company"; empty for a name without a known noun.
    head: String,
    /// The name, folded: "harrow street institute".
    name: Option<String>,
    /// Its tokens.
    tokens: Range<u32>,
}

/// When a thing began.
pub(super) struct Beginning<'o> {
    thing: Thing,
    /// The year or day.
    pub(super) date: &'o Mention,
    /// Its sentence.
    pub(super) tokens: Range<u32>,
    /// Founded, or first held; otherwise opened.
    founded: bool,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, begun: &[Beginning<'_>], timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    if begun.is_empty() {
        return;
    }
    for &(_, sentence) in timed {
        for (m, d) in dates(out, sentence.tokens.clone()) {
            if !has_year(d) || d.granularity > Granularity::Year {
                continue;
            }
            let Some((thing, verb)) = act(cx, out, m, &sentence.tokens) else { continue };
            // Two beginnings of one thing are two things.
            let mut of = begun.iter().filter(|b| b.date.span != m.span && same(cx, out, &b.thing, &thing));
            let (Some(origin), None) = (of.next(), of.next()) else { continue };
            let passive = cx.is(verb - 1, Class::Be);
            let list = if passive {
                DONE
            } else if origin.founded {
                ACTS
            } else {
                USES
            };
            if !list.contains(&cx.folded(verb)) {
                continue;
            }
            let span = cx.span(verb..verb + 1);
            claims.push(
                Claim::new("thing-act", TextSpan { start: span.start.min(m.span.start), end: span.end.max(m.span.end) })
                    .with("thing", cx.span(thing.tokens.clone()), Value::Text(cx.doc.text(cx.span(thing.tokens)).to_owned()))
                    .with("verb", span, Value::Text(cx.folded(verb).to_owned()))
                    .with("date", m.span, m.value.clone())
                    .with("origin", origin.date.span, origin.date.value.clone()),
            );
        }
    }
}

/// All beginnings that the article tells.
pub(super) fn beginnings<'o>(cx: &Cx<'_>, out: &'o Readings, timed: &[(u32, &Sentence)]) -> Vec<Beginning<'o>> {
    let mut found = Vec::new();
    for &(_, sentence) in timed {
        let tokens = sentence.tokens.clone();
        let verbs =
            tokens.clone().filter(|&t| FOUNDED.contains(&cx.folded(t)) || OPENED.contains(&cx.folded(t)) || FIRST.contains(&cx.folded(t)));
        for verb in verbs {
            found.extend(began(cx, out, verb, &tokens));
        }
    }
    found
}

/// "It was founded in 2004 by three economists", "the festival, first held in 2009,", "Founded in 1979, the firm".
fn began<'o>(cx: &Cx<'_>, out: &'o Readings, verb: u32, tokens: &Range<u32>) -> Option<Beginning<'o>> {
    let word = cx.folded(verb);
    let first = verb.checked_sub(1).is_some_and(|b| b >= tokens.start && cx.folded(b) == "first");
    let founded = FOUNDED.contains(&word) && (word != "set" || cx.folded(verb + 1) == "up") || first && FIRST.contains(&word);
    if !founded && !OPENED.contains(&word) || cx.doc.is_quoted(verb) {
        return None;
    }
    // "The society founded a museum", "first published its journal", "completed its tower": a doer has begun before.
    let next = verb + 1 + u32::from(word == "set");
    let passive =
        cx.is(verb.checked_sub(1 + u32::from(first)).unwrap_or(verb), Class::Be) || verb > tokens.start && cx.text(verb - 1) == ",";
    let alone = matches!(cx.folded(next), "in" | "on" | "to" | "by" | "at" | "as" | "with" | "for")
        || cx.folded(next) == "its" && cx.folded(next + 1) == "doors";
    let leads = verb == tokens.start || first && verb == tokens.start + 1;
    if !(passive || alone || leads) {
        return None;
    }
    let date = year_behind(cx, out, verb, tokens.end)?;
    if tokens.clone().any(|t| OTHERS.contains(&cx.folded(t)) && !(founded && cx.folded(t) == "under")) {
        return None;
    }
    let thing = if leads {
        let comma = (date.tokens.end..tokens.end.min(date.tokens.end + 14)).find(|&t| cx.text(t) == ",")?;
        starts_at(cx, out, comma + 1, tokens.end)?
    } else {
        let end = subject_end(cx, verb, tokens.start);
        ends_before(cx, out, end, tokens)?
    };
    Some(Beginning { thing, date, tokens: tokens.clone(), founded })
}

/// "in 1979", "by two nurses in 1979", "on 3 May 1957" behind a verb, with no other verb between.
fn year_behind<'o>(cx: &Cx<'_>, out: &'o Readings, verb: u32, limit: u32) -> Option<&'o Mention> {
    for k in verb + 1..limit.min(verb + 14) {
        if let Some(m) =
            out.longest(k, Kind::Date).filter(|m| calendar(m).is_some_and(|d| has_year(d) && d.granularity <= Granularity::Year))
        {
            return matches!(cx.folded(k - 1), "in" | "on").then_some(m);
        }
        let stop = matches!(cx.text(k), ";" | ":" | "(" | "\"" | "\u{201c}")
            || matches!(
                cx.folded(k),
                "and" | "who" | "which" | "when" | "after" | "before" | "since" | "until" | "but" | "where" | "while" | "next" | "from"
            )
            || cx.is_any(k, &[Class::Be, Class::Have, Class::Modal])
            || verbs::is_past(cx, k);
        if stop {
            return None;
        }
    }
    None
}

/// What a thing did, and when: the thing and the verb.
fn act(cx: &Cx<'_>, out: &Readings, m: &Mention, tokens: &Range<u32>) -> Option<(Thing, u32)> {
    let prep = m.tokens.start.checked_sub(1).filter(|&t| t >= tokens.start && matches!(cx.folded(t), "in" | "on" | "In" | "On"))?;
    if cx.doc.is_quoted(prep) || tokens.clone().any(|t| OTHERS.contains(&cx.folded(t))) {
        return None;
    }
    if prep == tokens.start {
        let at = m.tokens.end + u32::from(cx.text(m.tokens.end) == ",");
        let thing = starts_at(cx, out, at, tokens.end)?;
        let verb = thing.tokens.end + u32::from(matches!(cx.folded(thing.tokens.end), "had" | "also" | "was"));
        return verbs::is_past(cx, verb).then_some((thing, verb));
    }
    // "Its first issue appeared in 1995"
    if cx.folded(tokens.start) == "its" && cx.folded(tokens.start + 1) == "first" {
        let verb = verbs::before(cx, prep, tokens.start).filter(|v| !v.ahead && v.at < tokens.start + 6)?;
        return before(cx, out, tokens.start).map(|thing| (thing, verb.at));
    }
    let verb = verbs::before(cx, prep, tokens.start).filter(|v| !v.ahead && (!v.passive || cx.is(v.at.saturating_sub(1), Class::Be)))?;
    let end = subject_end(cx, verb.at, tokens.start);
    let thing = ends_before(cx, out, end, tokens)?;
    // The thing must be the subject of the sentence: "a painting that the museum bought" is fine, "near the museum" is not.
    let front = thing.tokens.start <= tokens.start + u32::from(cx.folded(tokens.start) == "the") || cx.text(thing.tokens.start - 1) == ",";
    front.then_some((thing, verb.at))
}

/// The thing whose noun phrase ends right before a token: "The institute |", "Harrow Street Institute, |", "It |".
fn ends_before(cx: &Cx<'_>, out: &Readings, end: u32, tokens: &Range<u32>) -> Option<Thing> {
    let mut last = end.checked_sub(1).filter(|&t| t >= tokens.start)?;
    if cx.text(last) == "," || matches!(cx.folded(last), "which" | "that") && last > tokens.start {
        last -= 1;
        last -= u32::from(cx.text(last) == "," && last > tokens.start);
    }
    // "Orme United, formed in 1998, won the cup": the name before what is said of it.
    if cx.text(last + 1) == ","
        && cx.is_kind(last, TokenKind::Number)
        && let Some(open) = (last.saturating_sub(12).max(tokens.start)..last).rev().find(|&t| cx.text(t) == ",")
        && let Some(before) = open.checked_sub(1).filter(|&t| t >= tokens.start)
    {
        last = before;
    }
    if cx.folded(last) == "it" {
        return (last == tokens.start).then(|| before(cx, out, last)).flatten();
    }
    let named = |t: u32| {
        cx.is_capitalised(t) || matches!(cx.text(t), "&" | "-") || matches!(cx.folded(t), "of" | "and" | "for") && cx.is_capitalised(t + 1)
    };
    let first = (tokens.start..=last).rev().take_while(|&t| named(t)).last();
    // "The" of the sentence's start is no part of the name.
    let first = first.map(|f| f + u32::from(cx.folded(f) == "the")).filter(|&f| f <= last && cx.is_capitalised(f));
    if let Some(first) = first.filter(|&f| f < last) {
        return Some(Thing::named(cx, first..last + 1));
    }
    let the = last.checked_sub(1).filter(|&t| t >= tokens.start)?;
    bare(cx, the, last)
}

/// The thing whose noun phrase starts at a token.
fn starts_at(cx: &Cx<'_>, out: &Readings, at: u32, limit: u32) -> Option<Thing> {
    if cx.folded(at) == "it" {
        return before(cx, out, at);
    }
    let first = at + u32::from(cx.folded(at) == "the");
    let end = (first..limit).take_while(|&t| cx.is_capitalised(t) || cx.text(t) == "&").last().map(|t| t + 1);
    if let Some(end) = end.filter(|&e| e > first + 1) {
        return Some(Thing::named(cx, first..end));
    }
    bare(cx, at, at + 1).filter(|_| at + 1 < limit)
}

/// "the institute", "this year's festival": a bare noun that is known.
fn bare(cx: &Cx<'_>, the: u32, noun: u32) -> Option<Thing> {
    let known = matches!(cx.folded(the), "the" | "this") && !cx.is_capitalised(noun);
    let head = head(cx.folded(noun));
    (known && !head.is_empty()).then(|| Thing { head, name: None, tokens: the..noun + 1 })
}

/// The one thing that the sentence before a pronoun names.
fn before(cx: &Cx<'_>, out: &Readings, pronoun: u32) -> Option<Thing> {
    let (here, sentence) = cx.doc.sentence_of(pronoun)?;
    let last = cx.doc.sentences.get(here.checked_sub(1)? as usize).filter(|s| s.block == sentence.block)?;
    let mut found: Option<Thing> = None;
    let mut t = last.tokens.start;
    while t < last.tokens.end {
        let thing = starts_at(cx, out, t, last.tokens.end).filter(|_| cx.folded(t) != "it");
        if let Some(thing) = thing.filter(|t| !t.head.is_empty()) {
            if found.as_ref().is_some_and(|f| f.name != thing.name) {
                return None;
            }
            t = thing.tokens.end;
            found = found.or(Some(thing));
        } else {
            t += 1;
        }
    }
    found.map(|f| Thing { tokens: pronoun..pronoun + 1, ..f })
}

/// The noun as it is compared.
fn head(word: &str) -> String {
    let one = singular(word);
    if FIRMS.contains(&one.as_str()) {
        return "company".to_owned();
    }
    if HEADS.contains(&one.as_str()) && one == word { one } else { String::new() }
}

impl Thing {
    fn named(cx: &Cx<'_>, tokens: Range<u32>) -> Self {
        let name = tokens.clone().map(|t| cx.folded(t)).collect::<Vec<_>>().join(" ");
        let last = tokens.end.saturating_sub(1);
        Self { head: head(cx.folded(last)), name: Some(name), tokens }
    }
}

/// Whether two noun phrases certainly mean one thing.
fn same(cx: &Cx<'_>, out: &Readings, a: &Thing, b: &Thing) -> bool {
    match (&a.name, &b.name) {
        (Some(x), Some(y)) => x == y,
        _ if a.head.is_empty() && b.head.is_empty() => false,
        (None, None) if a.head == b.head => is_single(cx, out, a, b),
        (Some(_), None) => (a.head == b.head || a.head.is_empty() && BODIES.contains(&b.head.as_str())) && is_single(cx, out, a, b),
        (None, Some(_)) => same(cx, out, b, a),
        (None, None) => false,
    }
}

/// Whether the article has one thing of a noun: no two names with it; of firms, no other body named between the two places.
fn is_single(cx: &Cx<'_>, out: &Readings, a: &Thing, b: &Thing) -> bool {
    let noun = &b.head;
    let own = |t: u32| head(cx.folded(t)) == *noun;
    if noun == "company" || a.name.is_some() && a.head.is_empty() {
        let (from, to) = (a.tokens.start.min(b.tokens.start), a.tokens.end.max(b.tokens.end));
        let name = a.name.as_ref().or(b.name.as_ref());
        let named = |m: &Mention| cx.doc.text(m.span).to_lowercase();
        return !out
            .within(from..to, Kind::Org)
            .any(|m| !m.inner && name.is_none_or(|n| !n.contains(&named(m)) && !named(m).contains(n.as_str())));
    }
    let mut names: Vec<String> = Vec::new();
    for t in (0..cx.len()).filter(|&t| own(t)) {
        let before = t.checked_sub(1).map_or("", |b| cx.folded(b));
        if matches!(
            before,
            "another" | "other" | "second" | "sister" | "rival" | "old" | "former" | "new" | "a" | "an" | "neighbouring" | "each" | "every"
        ) && !cx.is_capitalised(t)
            && !matches!(before, "a" | "an")
        {
            return false;
        }
        if cx.is_capitalised(t) && t > 0 && cx.is_capitalised(t - 1) && cx.has(t, Flags::SPACE) {
            let first = (t.saturating_sub(6)..t).rev().take_while(|&k| cx.is_capitalised(k) && cx.folded(k) != "the").last().unwrap_or(t);
            names.push((first..=t).map(|k| cx.folded(k)).collect::<Vec<_>>().join(" "));
        }
    }
    names.sort_unstable();
    names.dedup();
    // "Harrow Institute" is short for "Harrow Street Institute".
    names.len() <= 1 || names.iter().max_by_key(|n| n.len()).is_some_and(|long| names.iter().all(|n| long.ends_with(n.as_str())))
}

/// The one year or day in which a noun's thing began: "the company's 40th anniversary", "this year's festival, the 12th".
pub(super) fn origin_of<'o, 'b>(cx: &Cx<'_>, out: &Readings, begun: &'b [Beginning<'o>], noun: u32) -> Option<&'b Beginning<'o>> {
    let name =
        (noun.saturating_sub(6)..=noun).rev().take_while(|&t| cx.is_capitalised(t) && cx.folded(t) != "the").last().filter(|&f| f < noun);
    let thing = match name {
        Some(first) => Thing::named(cx, first..noun + 1),
        None => Thing { head: head(cx.folded(noun)), name: None, tokens: noun..noun + 1 },
    };
    let mut of = begun.iter().filter(|b| same(cx, out, &b.thing, &thing));
    of.next().filter(|_| of.next().is_none())
}

/// The same for a firm that is only named: "Quarrix marks its 30th anniversary … The company was founded in 1987".
pub(super) fn origin_of_firm<'o, 'b>(cx: &Cx<'_>, out: &Readings, begun: &'b [Beginning<'o>], at: u32) -> Option<&'b Beginning<'o>> {
    let thing = Thing { head: "company".to_owned(), name: None, tokens: at..at + 1 };
    let mut of = begun.iter().filter(|b| b.thing.name.is_none() && same(cx, out, &b.thing, &thing));
    of.next().filter(|_| of.next().is_none())
}

/// Whether a noun is of a thing that has a beginning.
pub(super) fn is_thing(cx: &Cx<'_>, noun: u32) -> bool {
    !cx.is_capitalised(noun) && !head(cx.folded(noun)).is_empty()
}

/// Whether a noun is of something held again and again.
pub(super) fn is_held(cx: &Cx<'_>, noun: u32) -> bool {
    cx.is_kind(noun, TokenKind::Word) && HELD.contains(&cx.folded(noun))
}
