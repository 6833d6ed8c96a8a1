//! Where the text says that a place lies: "Larkspur Gap, Idaho" and "the Nevada town of Larkspur Gap".
//!
//! Only states, counties and countries of the lists are containers, and only the two forms in which nothing else can be meant.

use super::form::{field, mark, text};
use super::{Claim, ClaimSchema, Cx, Readings};
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

/// Kinds of settlements.
const SETTLEMENTS: &[&str] = &["town", "city", "village", "suburb", "hamlet", "port", "resort", "community", "township"];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    for (_, sentence) in cx.sentences() {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let found = before(cx, i, sentence.tokens.end).or_else(|| after(cx, i, sentence.tokens.end));
            let Some((place, container, level, form)) = found else {
                i += 1;
                continue;
            };
            i = place.end.max(container.end);
            let (place, container) = (cx.span(place), cx.span(container));
            let name = fold(cx.doc.text(place)).into_owned();
            let whole = cx.lex.countries.get(&fold(cx.doc.text(container)).into_owned()).map(|c| c.name);
            out.claims.push(
                Claim::new("located", place.cover(container))
                    .with("place", place, text(&name))
                    .with("container", container, text(whole.unwrap_or_else(|| cx.doc.text(container))))
                    .with_implied("level", text(level))
                    .with_implied("form", text(form)),
            );
        }
    }
}

type Located = (Range<u32>, Range<u32>, &'static str, &'static str);

/// A container that starts at a token, spelled out.
fn container(cx: &Cx<'_>, i: u32, limit: u32) -> Option<(u32, &'static str)> {
    if !cx.is_capitalised(i) {
        return None;
    }
    // Abbreviations ("Ore.") are left to readers of place names: two of them may be one state.
    let full = |n: u32| (i..i + n).all(|k| !cx.text(k).ends_with('.') && !cx.has(k, Flags::UPPER));
    let level = |class, name| cx.phrase(i, limit, class).filter(|&n| full(n)).map(|n| (i + n, name));
    level(Class::UsState, "state").or_else(|| level(Class::Country, "country")).or_else(|| level(Class::Region, "region"))
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

/// "in Larkspur Gap, Idaho", "Nether Wendle, in Kent,".
fn after(cx: &Cx<'_>, i: u32, limit: u32) -> Option<Located> {
    let starts = i == 0 || !cx.is_capitalised(i - 1) || cx.has(i, Flags::FIRST);
    let place = name(cx, i, limit).filter(|_| starts && !cx.has(i, Flags::UPPER))?;
    let comma = place.end;
    if mark(cx, comma) != "," {
        return None;
    }
    let at = comma + 1 + u32::from(cx.folded(comma + 1) == "in");
    let (end, level) = container(cx, at, limit)?;
    // "in Ohio, Idaho and Nevada" is a list.
    let listed = matches!(cx.folded(end), "and" | "or") || mark(cx, end) == "," && container(cx, end + 1, limit).is_some();
    let itself = container(cx, place.start, place.end).is_some_and(|(e, _)| e == place.end);
    (!listed && !itself).then_some((place, at..end, level, "after"))
}
