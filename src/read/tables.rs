//! Tables against the prose beside them, and times of day in them: "The busiest was Harbour, with 1,420 items" above a row that has 1,240;
//! a departure at 07:75.
//!
//! Only tables with a first row of headings are read. A row is what its first cell names; a number in the prose is set against a cell only
//! where its noun is in the heading of one column.

use super::form::{field, text};
use super::np::{self, singular};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings};
use crate::document::{Block, BlockKind};
use crate::lexicon::{Class, TokenKind, WordId};
use crate::value::{Clock, Hedge, Number, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "table-figure",
    about: "A number that the prose and a table tell of one thing: \"Harbour, with 1,420 items\" and the row of Harbour.",
    fields: &[
        field("row", "text", "what the row is of"),
        field("told", "number", "the number in the prose"),
        field("cell", "number", "the number in the table"),
        field("column", "text", "the heading of the column"),
    ],
}];

/// Times of a timetable that must be well formed before one that is not is told.
const LEAST_TIMES: usize = 4;
/// Rows of a table that are looked up in the prose.
const MOST_ROWS: usize = 60;
/// Tables that are; an article with more is a report of figures.
const MOST_TABLES: usize = 8;
/// Places of a name that are.
const MOST_PLACES: usize = 6;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    let (mut at, mut tables) = (0, 0);
    while let Some(first) = cx.doc.blocks.get(at) {
        if first.kind != BlockKind::TableCell {
            at += 1;
            continue;
        }
        let end = cx.doc.blocks.iter().skip(at).position(|b| b.kind != BlockKind::TableCell).map_or(cx.doc.blocks.len(), |n| at + n);
        let cells = cx.doc.blocks.get(at..end).unwrap_or_default();
        timetable(cx, cells, &mut claims);
        tables += 1;
        if tables <= MOST_TABLES {
            against_prose(cx, out, cells, &mut claims);
        }
        at = end;
    }
    out.claims.append(&mut claims);
}

/// "07:15, 07:45, 07:75": a time of day that no clock shows, among those of a timetable.
fn timetable(cx: &Cx<'_>, cells: &[Block], claims: &mut Vec<Claim>) {
    let (mut valid, mut wrong) = (0, Vec::new());
    for t in cells.iter().flat_map(|b| b.tokens.clone()) {
        if cx.text(t) != ":" || !cx.touches(t) || !cx.touches(t + 1) {
            continue;
        }
        let Some(first) = t.checked_sub(1) else { continue };
        let part = |i: u32| cx.text(i).parse::<u32>().ok().filter(|_| cx.text(i).len() == 2 && cx.is_kind(i, TokenKind::Number));
        let alone = (first == 0 || !cx.touches(first)) && !cx.touches(t + 2);
        let alone = alone || matches!(cx.text(t + 2), "," | ";" | "|") && !cx.touches(first);
        match (part(first), part(t + 1)) {
            (Some(h), Some(m)) if alone && h < 24 && m < 60 => valid += 1,
            (Some(h), Some(m)) if alone => wrong.push((first, h, m)),
            _ => {}
        }
    }
    if valid < LEAST_TIMES || wrong.len() * LEAST_TIMES > valid {
        return;
    }
    for (first, h, m) in wrong.into_iter().filter(|(_, h, m)| *h > 24 || *m > 59) {
        let clock = Clock { minutes: None, part: None, valid: false, zone: None, timex: format!("T{h:02}:{m:02}") };
        let span = cx.span(first..first + 3);
        claims.push(Claim::new("clock-time", span).with("time", span, Value::Time(Box::new(clock))));
    }
}

/// A row: its name and the cells behind it.
struct Row<'d> {
    name: Range<u32>,
    cells: &'d [Block],
}

/// The cells of a table by rows: a row ends where a line or a row of the markup does.
fn rows<'d>(cx: &Cx<'_>, cells: &'d [Block]) -> Vec<&'d [Block]> {
    let ends = |pair: &[Block]| {
        let [a, b] = pair else { return false };
        let (a, b) = (cx.doc.source_span(a.text), cx.doc.source_span(b.text));
        let gap = cx.doc.source.span_text(crate::source::Span::new(a.end, b.start.max(a.end))).unwrap_or("");
        gap.contains("<tr") || gap.contains(['\n', '\r']) && !gap.contains("</t")
    };
    let mut rows = Vec::new();
    let mut rest = cells;
    while !rest.is_empty() {
        let n = rest.windows(2).position(ends).map_or(rest.len(), |n| n + 1);
        let (row, others) = rest.split_at(n);
        rows.push(row);
        rest = others;
    }
    rows
}

/// Numbers that the prose tells of a row by its name.
fn against_prose(cx: &Cx<'_>, out: &Readings, cells: &[Block], claims: &mut Vec<Claim>) {
    let rows = rows(cx, cells);
    let Some((heading, rows)) = rows.split_first().filter(|(h, r)| h.len() >= 2 && r.len() >= 2 && r.len() <= MOST_ROWS) else { return };
    if rows.iter().any(|r| r.len() != heading.len()) {
        return;
    }
    let rows: Vec<Row<'_>> = rows.iter().filter_map(|r| r.split_first().map(|(n, cells)| Row { name: n.tokens.clone(), cells })).collect();
    let named = |row: &Row<'_>| {
        let words = row.name.clone().all(|t| cx.is_kind(t, TokenKind::Word)) && (1..=4).contains(&row.name.len());
        words && cx.is_capitalised(row.name.start) && !cx.is_any(row.name.start, &[Class::Month, Class::Weekday, Class::Stop])
    };
    // A name of two rows, and one said twice, leave it open.
    let mut by_word: FxHashMap<WordId, Vec<(usize, Vec<u32>)>> = FxHashMap::default();
    for (n, row) in rows.iter().enumerate().filter(|(_, r)| named(r)) {
        if let Some(word) = cx.word(row.name.start) {
            by_word.entry(word).or_default().push((n, Vec::new()));
        }
    }
    let paragraphs = cx.doc.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    for t in paragraphs.flat_map(|b| b.tokens.clone()).filter(|&t| cx.is_capitalised(t)) {
        let Some(found) = cx.word(t).and_then(|w| by_word.get_mut(&w)) else { continue };
        for (n, places) in found.iter_mut().filter(|(_, places)| places.len() < MOST_PLACES) {
            let whole = rows.get(*n).is_some_and(|r| r.name.clone().zip(t..).all(|(a, b)| cx.text(a) == cx.text(b)));
            if whole {
                places.push(t);
            }
        }
    }
    let names: Vec<&Range<u32>> = rows.iter().map(|r| &r.name).collect();
    let mut known: Vec<&(usize, Vec<u32>)> = by_word.values().flatten().collect();
    known.sort_unstable();
    for (n, places) in known {
        let Some(row) = rows.get(*n) else { continue };
        if names.iter().filter(|other| text_of(cx, other) == text_of(cx, &row.name)).count() > 1 {
            continue;
        }
        let told = places.iter().filter_map(|&at| told(cx, out, row, &names, at));
        claims.extend(told.filter_map(|m| compare(cx, out, row, heading, m)));
    }
}

fn text_of<'a>(cx: &Cx<'a>, tokens: &Range<u32>) -> Vec<&'a str> {
    tokens.clone().map(|t| cx.text(t)).collect()
}

/// "Harbour, with 1,420 items", "Harbour (1,420 items)", "Harbour had 1,420 items": the number right behind a row's name.
fn told<'o>(cx: &Cx<'_>, out: &'o Readings, row: &Row<'_>, names: &[&Range<u32>], at: u32) -> Option<&'o Mention> {
    let end = at + row.name.end.saturating_sub(row.name.start);
    let (_, sentence) = cx.doc.sentence_of(at)?;
    // A part of a longer name is another one.
    if at > sentence.tokens.start + 1 && cx.is_capitalised(at - 1) || cx.is_capitalised(end) {
        return None;
    }
    let led = |t: u32| {
        matches!(cx.text(t), "," | "(")
            || matches!(
                cx.folded(t),
                "with"
                    | "had"
                    | "has"
                    | "saw"
                    | "counted"
                    | "recorded"
                    | "sold"
                    | "drew"
                    | "took"
                    | "received"
                    | "handled"
                    | "lost"
                    | "won"
                    | "logged"
                    | "reported"
                    | "registered"
                    | "attracted"
            )
    };
    let start = (end..end + 3).take_while(|&t| led(t)).last()? + 1;
    let limit = sentence.tokens.end;
    let m = out.longest(start, Kind::Number).filter(|m| m.tokens.end < limit)?;
    let names_another =
        |t: u32| names.iter().any(|n| n.start != row.name.start && (*n).clone().zip(t..).all(|(a, b)| cx.text(a) == cx.text(b)));
    let other = (end..limit.min(m.tokens.end + 6)).take_while(|&t| cx.text(t) != ";").any(|t| cx.is_capitalised(t) && names_another(t));
    let past = sentence.tokens.clone().any(|t| {
        matches!(
            cx.folded(t),
            "last"
                | "before"
                | "previous"
                | "earlier"
                | "more"
                | "than"
                | "up"
                | "down"
                | "from"
                | "target"
                | "planned"
                | "expected"
                | "year"
                | "since"
                | "fewer"
                | "another"
                | "additional"
        )
    });
    // "4,300 in 2019" is of another year than the table.
    let dated = out.within(sentence.tokens.clone(), Kind::Date).any(|d| !d.inner);
    (!other && !past && !dated && !cx.doc.is_quoted(at)).then_some(m)
}

/// The number of the prose beside the cell in the one column whose heading has its noun.
fn compare(cx: &Cx<'_>, out: &Readings, row: &Row<'_>, heading: &[Block], m: &Mention) -> Option<Claim> {
    let number = |m: &Mention| m.value.number().copied().filter(|n| n.hedge == Hedge::Exact && n.nominal.is_integer());
    let n = number(m)?;
    let noun = np::after(cx, m.tokens.end, cx.sentence_end(m.tokens.start));
    let head = np::head(cx, &noun)?;
    let has = |b: &Block| b.tokens.clone().any(|t| singular(cx.folded(t)) == head);
    let mut columns = heading.iter().skip(1).enumerate().filter(|(_, b)| has(b));
    let (column, title) = columns.next().filter(|_| columns.next().is_none())?;
    let value = |b: &Block| {
        let m = out.longest(b.tokens.start, Kind::Number).filter(|m| m.tokens.end == b.tokens.end)?;
        Some((m, number(m)?))
    };
    let (cell, c) = value(row.cells.get(column)?)?;
    let elsewhere = row.cells.iter().filter_map(value).any(|(_, c)| c.nominal == n.nominal);
    if elsewhere || rounds(n, c) || rounds(c, n) {
        return None;
    }
    Some(
        Claim::new("table-figure", m.span)
            .with_implied("row", text(cx.doc.text(cx.span(row.name.clone()))))
            .with("told", m.span, Value::Number(Box::new(n)))
            .with("cell", cell.span, Value::Number(Box::new(c)))
            .with_implied("column", text(cx.doc.text(title.text))),
    )
}

/// Whether one number may be the other one rounded to the zeros at its end.
fn rounds(short: Number, long: Number) -> bool {
    let (Some(a), Some(b)) = (short.nominal.trunc(), long.nominal.trunc()) else { return false };
    let mut unit = 1;
    while unit < 1_000_000_000 && a != 0 && a % (unit * 10) == 0 {
        unit *= 10;
    }
    unit > 1 && a.abs_diff(b) <= unit.unsigned_abs()
}
