//! Counts that announce a list: "five main sections:", "three phases —", "four steps to take:".

use super::super::form::{is_function, is_wordlike, mark};
use super::super::{Cx, Kind, Readings, np};
use super::{over, titles};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Number, Value};

/// Tokens between a count and its colon, at most.
const REACH: u32 = 14;
/// The largest count that announces a list.
pub(super) const LARGEST: i64 = 60;

/// Plurals without an -s.
const PLURALS: &[&str] = &["children", "criteria", "men", "people", "phenomena", "women"];

/// Nouns that count words, time or size: what follows their colon is the thing itself ("three words: …"), not a list.
pub(super) const NO_LIST: &[&str] = &[
    "acres",
    "cents",
    "characters",
    "days",
    "decades",
    "digits",
    "dollars",
    "euros",
    "feet",
    "games",
    "goals to",
    "hours",
    "inches",
    "kilometers",
    "kilometres",
    "letters",
    "lines",
    "meters",
    "metres",
    "miles",
    "minutes",
    "months",
    "paragraphs",
    "pages",
    "percent",
    "points",
    "pounds",
    "quarters",
    "runs",
    "seconds",
    "sentences",
    "shots",
    "syllables",
    "times",
    "tonnes",
    "tons",
    "votes",
    "weeks",
    "words",
    "yards",
    "years",
];

/// Words that may follow the noun before the colon: "three things to remember:", "four pillars of the plan:".
const REST: &[&str] = &[
    "about", "as", "at", "before", "behind", "below", "for", "from", "here", "in", "into", "of", "on", "that", "to", "under", "we",
    "which", "with", "within", "you",
];

/// Words before "of the" that pick one or some of those counted: "one of the three options:".
const PICKS: &[&str] = &[
    "all", "any", "both", "each", "eight", "either", "first", "five", "four", "fourth", "half", "last", "latest", "least", "many", "most",
    "neither", "nine", "none", "one", "second", "seven", "six", "some", "third", "three", "two",
];

/// Words before a number that is a name: "phase two projects:".
const NUMBERED: &[&str] = &[
    "article", "chapter", "class", "day", "division", "grade", "group", "level", "no.", "number", "part", "phase", "round", "section",
    "stage", "step", "tier", "top", "type", "version", "week", "year",
];

/// A count that announces a list.
pub(super) struct Announced {
    /// The number's place.
    pub(super) count: TextSpan,
    /// The number, perhaps hedged.
    pub(super) value: Number,
    /// The noun with what stands between it and the number.
    pub(super) noun: TextSpan,
    /// Whether it counts people, whom one word can name by two ("the twins").
    pub(super) people: bool,
    /// The colon or dash; the last token of a title.
    pub(super) colon: u32,
    /// A title or a paragraph over a list, which has no colon.
    pub(super) title: bool,
}

/// All announcements of a document.
pub(super) fn all(cx: &Cx<'_>, out: &Readings) -> Vec<Announced> {
    let numbers = out.all().iter().filter(|m| m.kind == Kind::Number && !m.inner);
    numbers
        .filter_map(|m| {
            let Value::Number(n) = &m.value else { return None };
            let (start, end) = (m.tokens.start, m.tokens.end);
            announced(cx, out, m.span, start, end, **n)
                .or_else(|| titles::at(cx, m.span, start, end, **n))
                .or_else(|| over::at(cx, out, m.span, start, end, **n))
                .or_else(|| over::next(cx, out, m.span, start, end, **n))
        })
        .collect()
}

fn announced(cx: &Cx<'_>, out: &Readings, count: TextSpan, start: u32, end: u32, value: Number) -> Option<Announced> {
    let (block, limit) = block_of(cx, start)?;
    let whole = value.nominal.is_integer() && value.nominal >= Exact::int(2) && value.nominal <= Exact::int(LARGEST);
    let named = cx.is_capitalised(start) && !cx.has(start, Flags::FIRST) || start > block && NUMBERED.contains(&cx.folded(start - 1));
    if !whole || named || !cx.is_kind(end, TokenKind::Word) || cx.touches(end) || picks(cx, start, block) {
        return None;
    }
    let colon = (end..limit.min(end + REACH)).find(|&i| is_colon(cx, i, limit)).or_else(|| copula(cx, start, end, limit))?;
    let plain = |i: u32| cx.is_kind(i, TokenKind::Word) || matches!(mark(cx, i), "-" | "’" | "&");
    // "three databases before we chose one:"
    let counts = |m: &super::super::Mention| !(m.tokens.end == colon && cx.folded(m.tokens.start) == "one");
    let following = start > block && cx.folded(start - 1) == "following";
    // "the following four improvements, subject to funds:"
    let remark = || (end..colon).find(|&i| mark(cx, i) == ",").filter(|&c| following && c > end && colon - c <= 7);
    let stop = attribution(cx, end, colon).or_else(remark).unwrap_or(colon);
    if !(end..stop).all(plain) || out.within(end..colon, Kind::Number).any(counts) {
        return None;
    }
    let last = if stop == colon && matches!(cx.folded(colon - 1), "are" | "were") { colon - 2 } else { stop - 1 };
    let clause = clause(cx, end, last, following).filter(|_| mark(cx, colon) == ":");
    let head = clause.or_else(|| head(cx, end, last).filter(|_| stop == colon || following))?;
    let rest = head + 1..last + 1;
    let tells = clause.is_none() && rest.clone().any(|i| cx.is_any(i, &[Class::Reporting, Class::Be, Class::Have, Class::Negation]));
    let dash_runs_on = mark(cx, colon) != ":" && !mark(cx, colon).is_empty() && (!rest.is_empty() || is_function(cx, colon + 1));
    // A noun with a capital stands in a title; its colon parts title and subtitle.
    let titled = cx.is_capitalised(head);
    // "two fathers and two mothers: Ada, Ben, Cy and Di": the list is of both.
    let both = start.checked_sub(2).filter(|&b| b > block && matches!(cx.folded(b + 1), "and" | "or")).is_some_and(|b| {
        (b.saturating_sub(3)..b).any(|i| out.at(i).any(|m| m.kind == Kind::Number && m.tokens.end <= b))
            || out.at(b).any(|m| m.kind == Kind::Number)
    });
    if rest.len() > if clause.is_some() { 12 } else { 8 } || titled || tells || dash_runs_on || both {
        return None;
    }
    let people = matches!(cx.folded(head), "people" | "men" | "women" | "children")
        || cx.is(head, Class::RoleHead)
        || is_person_noun(cx.folded(head));
    Some(Announced { count, value, noun: cx.span(end..head + 1), people, colon, title: false })
}

/// "Four things had gone wrong": a noun that announces, with a verb behind it; any noun behind "the following".
fn clause(cx: &Cx<'_>, from: u32, last: u32, following: bool) -> Option<u32> {
    let any = |i: u32| following && is_plural(cx, i) && !NO_LIST.contains(&cx.folded(i));
    let head = (from..last.min(from + 3)).find(|&i| cx.is(i, Class::AnnouncingNoun) || is_chosen(cx, i, last) || any(i))?;
    let verb = |i: u32| cx.is_any(i, &[Class::Be, Class::Have, Class::Modal, Class::FiniteVerb]) || cx.folded(i).ends_with("ed");
    let describes = (from..head).all(|i| !is_function(cx, i) || matches!(cx.folded(i), "more" | "main" | "other"));
    (describes && is_plural(cx, head) && verb(head + 1) && !cx.is(head + 1, Class::Reporting)).then_some(head)
}

/// "Three finalists have been chosen", "Four players were named": those whom the list names.
fn is_chosen(cx: &Cx<'_>, noun: u32, last: u32) -> bool {
    let verb = noun + 1 + u32::from(cx.folded(noun + 1) == "have" && cx.folded(noun + 2) == "been");
    let chosen = matches!(
        cx.folded(verb + 1),
        "chosen" | "selected" | "named" | "shortlisted" | "nominated" | "announced" | "picked" | "honoured" | "honored"
    );
    let be = matches!(cx.folded(verb), "been" | "were" | "are");
    is_plural(cx, noun)
        && be
        && chosen
        && verb < last
        && (cx.is(noun, Class::RoleHead) || is_person_noun(cx.folded(noun)) || cx.folded(noun).ends_with("ists"))
}

/// The comma before words that say who said it: "…, the coroner found:", "…, according to the report:".
fn attribution(cx: &Cx<'_>, from: u32, colon: u32) -> Option<u32> {
    let comma = (from..colon).find(|&i| mark(cx, i) == ",")?;
    let words = comma + 1..colon;
    let plain = words.clone().all(|i| is_wordlike(cx, i) || matches!(mark(cx, i), "." | "'" | "’"));
    let says =
        |i: u32| cx.is(i, Class::Reporting) || matches!(cx.folded(i), "found" | "according" | "concluded" | "heard" | "ruled" | "wrote");
    (plain && !words.is_empty() && words.clone().len() <= 7 && words.into_iter().any(says)).then_some(comma)
}

/// The noun that is counted: the last word before the colon, or one before "of …", "to …". Between the number and the noun stand
/// only words that describe it, and no other thing is counted on the way ("two minutes each for the questions:").
fn head(cx: &Cx<'_>, from: u32, last: u32) -> Option<u32> {
    let counted =
        |i: u32| is_plural(cx, i) && !NO_LIST.contains(&cx.folded(i)) && (!cx.is(i, Class::Unit) || cx.folded(i).starts_with("part"));
    let describes =
        |i: u32| !is_function(cx, i) && !NO_LIST.contains(&cx.folded(i)) || matches!(cx.folded(i), "and" | "more" | "most" | "so");
    let found = if last >= from && counted(last) && (from..last).all(describes) {
        last
    } else {
        (from..last).find(|&i| is_plural(cx, i) && REST.contains(&cx.folded(i + 1)))?
    };
    (counted(found) && (from..found).all(describes)).then_some(found)
}

/// "The four winners | are | Ada Bright, …": the verb in place of a colon, before names.
fn copula(cx: &Cx<'_>, start: u32, end: u32, limit: u32) -> Option<u32> {
    let definite = start.checked_sub(1).is_some_and(|b| cx.folded(b) == "the");
    let verb = (end..limit.min(end + 4)).find(|&i| matches!(cx.folded(i), "are" | "were"))?;
    (definite && cx.is_capitalised(verb + 1) && is_plural(cx, verb - 1)).then_some(verb)
}

pub(super) fn block_of(cx: &Cx<'_>, token: u32) -> Option<(u32, u32)> {
    let at = cx.doc.blocks.partition_point(|b| b.tokens.end <= token);
    cx.doc.blocks.get(at).map(|b| (b.tokens.start, b.tokens.end))
}

fn is_colon(cx: &Cx<'_>, i: u32, limit: u32) -> bool {
    match mark(cx, i) {
        ":" => i + 1 >= limit || !cx.touches(i + 1),
        "—" => true,
        "–" | "--" => !cx.touches(i) && i + 1 < limit && !cx.touches(i + 1),
        _ => false,
    }
}

/// Whether the count is one of which only some are told: "one of the three options:".
pub(super) fn picks(cx: &Cx<'_>, start: u32, block: u32) -> bool {
    let back = |n: u32| start.checked_sub(n).filter(|&i| i >= block);
    let of = (1..=5).find(|&n| back(n).is_some_and(|i| cx.folded(i) == "of"));
    let part = of.is_some_and(|n| back(n + 1).is_some_and(|i| PICKS.contains(&cx.folded(i))));
    let joined = cx.touches(start) && back(1).is_some_and(|i| !matches!(mark(cx, i), "“" | "\"" | "(" | "—"));
    part || joined || back(1).is_some_and(|i| matches!(cx.folded(i), "other" | "another" | "both" | "either"))
}

/// Whether a word looks like a plural.
pub(super) fn is_plural(cx: &Cx<'_>, i: u32) -> bool {
    let word = cx.folded(i);
    is_wordlike(cx, i) && (np::has_plural_ending(word) || PLURALS.contains(&word)) && !cx.is(i, Class::Be)
}

fn is_person_noun(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    one.ends_with("er")
        && one.len() > 5
        && !matches!(one, "number" | "chapter" | "answer" | "letter" | "factor" | "order" | "layer" | "center" | "paper")
        || matches!(
            one,
            "boy"
                | "girl"
                | "victim"
                | "sibling"
                | "friend"
                | "child"
                | "student"
                | "candidate"
                | "suspect"
                | "relative"
                | "resident"
                | "guest"
                | "sister"
                | "son"
                | "parent"
        )
}
