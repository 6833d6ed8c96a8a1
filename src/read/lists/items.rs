//! The items of a list in a sentence.
//!
//! Semicolons beat commas. With commas, the most items there can be is one for each comma and each conjunction; the least is
//! one for each stretch that is certainly an item of its own.

use super::super::form::{is_function, is_quote_mark, is_wordlike, mark};
use super::super::{Cx, Kind, Readings};
use super::Counted;
use super::announce::Announced;
use crate::lexicon::{Class, Flags, OBJECT};
use std::ops::Range;

/// Words that join items.
const JOINERS: &[&str] = &["and", "or", "nor", "plus", "then", "versus", "vs", "vs."];
/// Marks that join items.
const JOINER_MARKS: &[&str] = &["&", "/", "+", "→", "|", "•", ">"];
/// Words that leave a list open.
const OPEN: &[&str] = &[
    "e.g.",
    "etc",
    "etc.",
    "including",
    "include",
    "includes",
    "included",
    "like",
    "others",
    "more",
    "such",
    "among",
    "elsewhere",
    "particularly",
    "especially",
];
/// Words at the start of a stretch that is a remark on an item rather than an item.
const REMARKS: &[&str] = &[
    "a",
    "after",
    "aged",
    "all",
    "also",
    "although",
    "an",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "during",
    "each",
    "even",
    "followed",
    "for",
    "formerly",
    "from",
    "here",
    "his",
    "her",
    "if",
    "in",
    "its",
    "known",
    "namely",
    "near",
    "now",
    "not",
    "of",
    "on",
    "one",
    "once",
    "our",
    "respectively",
    "since",
    "so",
    "that",
    "the",
    "their",
    "then",
    "these",
    "this",
    "though",
    "to",
    "under",
    "until",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "with",
    "without",
];
/// Words at the start of the next sentence that carry the list on.
const GOES_ON: &[&str] = &[
    "also", "and", "another", "finally", "fourth", "last", "lastly", "next", "or", "plus", "second", "secondly", "the", "then", "third",
    "thirdly",
];

/// Counts the items behind an announcement, where they stand in the same sentence.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, found: &Announced) -> Option<Counted> {
    let start = found.colon + 1;
    let end = list_end(cx, found.colon)?;
    let body = start..end;
    let enumerates =
        matches!(cx.folded(start), "first" | "firstly" | "one" | "1" | "i" | "a") && matches!(mark(cx, start + 1), "," | ":" | "." | ")");
    let brackets = body.clone().any(|i| matches!(mark(cx, i), "(") && is_wordlike(cx, i + 1) && mark(cx, i + 2) == ")");
    let breaks = depth_zero(cx, &body).any(|i| matches!(mark(cx, i), ":" | "—" | "–" | "--" | "?" | "…") || mark(cx, i).starts_with("..."));
    if body.is_empty() || enumerates || brackets || breaks || counts_parts(cx, out, &body) {
        return None;
    }
    let semicolons = parts(cx, &body, ";");
    // "maps, plans, advice; and budgets": the only semicolon is a heavier comma.
    let mixed = semicolons.len() == 2
        && semicolons.first().is_some_and(|p| depth_zero(cx, p).any(|i| mark(cx, i) == ","))
        && semicolons.last().is_some_and(|p| JOINERS.contains(&cx.folded(p.start)));
    // "Ada Bright, Ben Lowe, and Cy Marsh of North School; Di Ness …": groups of names.
    let groups = semicolons.len() > 1
        && semicolons.iter().any(|p| {
            depth_zero(cx, p).filter(|&i| mark(cx, i) == ",").count() >= 2
                && depth_zero(cx, p).any(|i| i > p.start && mark(cx, i - 1) == "," && JOINERS.contains(&cx.folded(i)))
        });
    if mixed || groups {
        return None;
    }
    let by_semicolons = semicolons.len() > 1;
    let parts = if by_semicolons { semicolons } else { parts(cx, &body, ",") };
    // A comma before the last conjunction tells that commas part the items: other conjunctions stand inside them.
    // "plot, pace, and voice (the matter), rhyme and rhythm (the means), and scenery (the rest)": remarks in brackets close groups.
    let grouped = |p: &Range<u32>| p.end.checked_sub(1).is_some_and(|last| matches!(mark(cx, last), ")" | "]"));
    let serial = parts.len() > 2
        && parts.last().is_some_and(|p| JOINERS.contains(&cx.folded(p.start)))
        && parts.iter().filter(|p| grouped(p)).count() < 2;
    let joints: u32 = parts.iter().skip(if serial { parts.len() - 1 } else { 0 }).map(|p| joints(cx, p, serial)).sum();
    let segments = u32::try_from(parts.len()).ok()?;
    if segments + joints < 2 {
        return None;
    }
    // Few stretches between semicolons may hold two items: "cells of the X region and the Y region".
    let most = if by_semicolons && segments > 2 { segments } else { segments + joints };
    // "The four winners are Ada Bright, Ben Lowe and Cyrus Marsh": without a colon only a list of names is one.
    if !matches!(mark(cx, found.colon), ":" | "—" | "–" | "--")
        && !parts.iter().all(|p| cx.is_capitalised(p.start) || JOINERS.contains(&cx.folded(p.start)))
    {
        return None;
    }
    let least = if by_semicolons { segments.min(most) } else { least(cx, &parts, joints) };
    let plural = found.people
        && body.clone().any(|i| cx.folded(i).ends_with('s') && !cx.is_capitalised(i) && is_wordlike(cx, i) && cx.folded(i).len() > 3);
    let open = plural || body.clone().any(|i| OPEN.contains(&cx.folded(i))) || goes_on(cx, end);
    Some(Counted { span: cx.span(body), least: least.min(most), most, open })
}

/// The end of the list: the stop of its sentence, or the dash or bracket that closes what the announcement stands in.
fn list_end(cx: &Cx<'_>, colon: u32) -> Option<u32> {
    let at = cx.doc.blocks.partition_point(|b| b.tokens.end <= colon);
    let limit = cx.doc.blocks.get(at)?.tokens.end.min(cx.sentence_end(colon));
    let mut depth = 0_i32;
    for i in colon + 1..limit {
        match mark(cx, i) {
            "(" | "[" => depth += 1,
            ")" | "]" if depth == 0 => return Some(i),
            ")" | "]" => depth -= 1,
            "—" | "–" | "--" if depth == 0 && matches!(mark(cx, colon), "—" | "–" | "--") => return Some(i),
            ";" if depth == 0 && mark(cx, colon).is_empty() => return Some(i),
            _ => {}
        }
    }
    let tail = |i: u32| matches!(mark(cx, i), "." | "!") || is_quote_mark(mark(cx, i)) && matches!(mark(cx, i - 1), "." | "!");
    let mut end = limit;
    while end > colon + 1 && tail(end - 1) {
        end -= 1;
    }
    Some(end)
}

/// The tokens of a list outside brackets and quotation marks.
fn depth_zero<'a>(cx: &'a Cx<'a>, body: &Range<u32>) -> impl Iterator<Item = u32> + 'a {
    let mut depth = 0_i32;
    body.clone().filter(move |&i| {
        match mark(cx, i) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            _ => {}
        }
        depth <= 0 && !cx.has(i, Flags::QUOTED)
    })
}

/// The stretches between separators, empty ones left out.
fn parts(cx: &Cx<'_>, body: &Range<u32>, separator: &str) -> Vec<Range<u32>> {
    let mut cuts: Vec<u32> = depth_zero(cx, body).filter(|&i| mark(cx, i) == separator).collect();
    // American style puts the comma of a list inside the quotation marks: “one,” “two” and “three”.
    cuts.extend(
        body.clone()
            .filter(|&i| separator == "," && mark(cx, i) == "," && cx.has(i, Flags::QUOTED) && matches!(mark(cx, i + 1), "”" | "\"")),
    );
    cuts.sort_unstable();
    cuts.dedup();
    cuts.push(body.end);
    let mut from = body.start;
    let mut parts = Vec::new();
    for cut in cuts {
        // An item may be a piece of code, which stands as one sign.
        if (from..cut).any(|i| is_wordlike(cx, i) || cx.text(i).starts_with(OBJECT)) {
            parts.push(from..cut);
        }
        from = cut + 1;
    }
    parts
}

/// Words and marks inside a stretch that may separate two items.
fn joints(cx: &Cx<'_>, part: &Range<u32>, serial: bool) -> u32 {
    let joins = |i: u32| {
        JOINERS.contains(&cx.folded(i))
            || JOINER_MARKS.contains(&mark(cx, i)) && !(serial && mark(cx, i) == "&")
            || cx.folded(i) == "well" && cx.folded(i + 1) == "as"
    };
    let inner = depth_zero(cx, part).filter(|&i| i > part.start && joins(i)).count();
    u32::try_from(inner).unwrap_or(u32::MAX)
}

/// The least number of items.
fn least(cx: &Cx<'_>, parts: &[Range<u32>], joints: u32) -> u32 {
    let leads = |p: &Range<u32>| JOINERS.contains(&cx.folded(p.start));
    let body = |p: &Range<u32>| if leads(p) { p.start + 1..p.end } else { p.clone() };
    let short = |p: &Range<u32>| {
        let p = body(p);
        let words = p.clone().filter(|&i| is_wordlike(cx, i)).count();
        // "ask before you store" is told as an order: its verb makes no clause of its own.
        let verbs = p.clone().any(|i| cx.is_any(i, &[Class::Be, Class::Have, Class::Modal]) || i > p.start && cx.is(i, Class::Reporting));
        let clause = verbs && words > 2;
        words <= 4 && !clause && !REMARKS.contains(&cx.folded(p.start)) && !is_function(cx, p.start)
    };
    let alike = |p: &Range<u32>| cx.is_capitalised(body(p).start);
    let first = parts.first().is_some_and(alike);
    let sure = parts.len() > 2 && parts.last().is_some_and(leads) && parts.iter().all(short) && parts.iter().all(|p| alike(p) == first);
    let segments = u32::try_from(parts.len()).unwrap_or(1);
    match (segments, joints) {
        _ if sure => segments,
        // "noise, dust and the danger to geese": the last "and" joins two items where an article or a name begins the second.
        _ if segments > 1 && joints == 1 && own_item(cx, parts, &short, first) => segments + 1,
        (1, _) => 1,
        _ => 2,
    }
}

/// Whether the only conjunction of a list stands in its last stretch and begins an item of its own.
fn own_item(cx: &Cx<'_>, parts: &[Range<u32>], short: &dyn Fn(&Range<u32>) -> bool, names: bool) -> bool {
    let Some((last, others)) = parts.split_last() else { return false };
    let Some(at) = (last.start + 1..last.end).find(|&i| matches!(cx.folded(i), "and" | "or")) else { return false };
    let own = matches!(cx.folded(at + 1), "a" | "an" | "the") || names && cx.is_capitalised(last.start) && cx.is_capitalised(at + 1);
    let article = |i: u32| matches!(cx.folded(i), "a" | "an" | "the");
    let plain = |p: &Range<u32>| short(p) || article(p.start) && p.end - p.start <= 5;
    // "a pen and a pencil" at the end may be one item where the others have articles too: only a list of unlike items is sure.
    let unlike = names || !article(last.start);
    own && unlike && others.iter().all(plain) && plain(&(last.start..at)) && at + 1 < last.end && last.end - at <= 6
}

/// Whether the items are numbers of things that add up to the count: "five players: three forwards and two backs".
fn counts_parts(cx: &Cx<'_>, out: &Readings, body: &Range<u32>) -> bool {
    let starts = |i: u32| i == body.start || matches!(mark(cx, i - 1), "," | ";") || JOINERS.contains(&cx.folded(i - 1));
    body.clone().any(|i| {
        starts(i)
            && cx.folded(i) != "one"
            && (out.at(i).any(|m| m.kind == Kind::Number) || matches!(cx.folded(i), "both" | "several" | "couple" | "pair" | "twin"))
    })
}

/// Whether the next sentence carries the list on.
fn goes_on(cx: &Cx<'_>, end: u32) -> bool {
    if mark(cx, end) != "." && !cx.touches(end) || matches!(mark(cx, end), "—" | "–" | "--" | ")" | "]") {
        return false;
    }
    let next = (end..end.saturating_add(4)).find(|&i| is_wordlike(cx, i));
    let same_block = next.is_some_and(|n| cx.doc.blocks.iter().any(|b| b.tokens.contains(&end) && b.tokens.contains(&n)));
    let word = next.map_or("", |i| cx.folded(i));
    same_block
        && (GOES_ON.contains(&word)
            && (word != "the"
                || next.is_some_and(|i| matches!(cx.folded(i + 1), "second" | "third" | "fourth" | "last" | "other" | "final"))))
}
