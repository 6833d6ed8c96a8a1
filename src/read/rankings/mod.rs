//! What the text says of a table beside it, against the cells: a figure beside the name of a row, the most or the least of a column, how far one row
//! is ahead of another.
//!
//! Only tables with a row of headings and with rows that a name in the first column tells apart; only headings whose words the text repeats.

mod told;

use super::form::{field, is_function, is_wordlike, text, words};
use super::{Claim, ClaimSchema, Cx, Kind, Readings};
use crate::document::{BlockKind, TextSpan};
use crate::lexicon::WordId;
use crate::value::{Number, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "table-mismatch",
    about: "What the text says of a row of a table and the table otherwise: \"Leith, with 46 apprentices\" beside the cell 64.",
    fields: &[
        field("told", "text", "the words of the text"),
        field("cell", "text", "the cell that they go against"),
        field("column", "text", "the heading of its column"),
        field("shown", "text", "what the table gives"),
        field("how", "text", "'figure', 'extreme' (the most, the lowest) or 'lead' (two points ahead)"),
    ],
}];

/// Tables and rows beyond these are not compared.
const MOST_TABLES: usize = 40;
const MOST_ROWS: usize = 120;

/// A cell with a number.
struct Figure {
    span: TextSpan,
    number: Number,
}

struct Row {
    /// Tokens of its name in the first column.
    name: Range<u32>,
    /// Its figures by column.
    figures: FxHashMap<u32, Figure>,
}

struct Table {
    /// The words of weight in the heading of each column.
    heads: FxHashMap<u32, Vec<u32>>,
    /// The tokens of each heading.
    headings: FxHashMap<u32, Range<u32>>,
    rows: Vec<Row>,
    /// Whether what it measures is time, so that the least is the fastest.
    timed: bool,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let tables = tables(cx, out);
    if tables.is_empty() {
        return;
    }
    let mut names: FxHashMap<WordId, Vec<(usize, usize)>> = FxHashMap::default();
    for (t, table) in tables.iter().enumerate() {
        for (r, row) in table.rows.iter().enumerate() {
            if let Some(word) = cx.word(row.name.start) {
                names.entry(word).or_default().push((t, r));
            }
        }
    }
    let mut claims = Vec::new();
    for (_, sentence) in cx.sentences() {
        let running = cx.doc.block_of(sentence).is_some_and(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem));
        if running && !cx.doc.is_quoted(sentence.tokens.start) {
            claims.extend(told::read(cx, out, &tables, &names, &sentence.tokens));
        }
    }
    // What is told of a figure already is told once.
    let figures: Vec<TextSpan> =
        out.claims.iter().filter(|c| c.kind == "table-figure").filter_map(|c| c.field("told").and_then(|f| f.span)).collect();
    for told::Told { words: span, cell, heading, shown, how } in claims {
        if figures.iter().any(|f| f.overlaps(span)) {
            continue;
        }
        out.claims.push(
            Claim::new("table-mismatch", span)
                .with("told", span, words(cx, span))
                .with("cell", cell, words(cx, cell))
                .with("column", cx.span(heading.clone()), words(cx, cx.span(heading)))
                .with_implied("shown", text(&shown))
                .with_implied("how", text(how)),
        );
    }
}

/// The tables of a document that can be compared.
fn tables(cx: &Cx<'_>, out: &Readings) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    let mut blocks = cx.doc.blocks.iter().enumerate().filter_map(|(n, b)| Some((n, b, b.cell?))).peekable();
    while let Some(&(at, _, first)) = blocks.peek() {
        let mut heads = FxHashMap::default();
        let mut headings = FxHashMap::default();
        let mut rows: Vec<(u32, Row)> = Vec::new();
        while let Some((_, block, place)) = blocks.next_if(|(_, _, p)| p.table == first.table) {
            let tokens = block.tokens.clone();
            if place.row == 0 {
                heads.insert(place.column, content(cx, &tokens));
                headings.insert(place.column, tokens);
            } else if place.column == 0 {
                if rows.len() < MOST_ROWS {
                    rows.push((place.row, Row { name: tokens, figures: FxHashMap::default() }));
                }
            } else if let Some((_, row)) = rows.last_mut().filter(|(r, _)| *r == place.row)
                && let Some(figure) = figure(cx, out, &tokens)
            {
                row.figures.insert(place.column, figure);
            }
        }
        let before = at.checked_sub(1).and_then(|b| cx.doc.blocks.get(b)).map_or(0..0, |b| b.tokens.clone());
        let head = headings.values().map(|t: &Range<u32>| t.start).min().zip(headings.values().map(|t| t.end).max());
        let timed = before.chain(head.map_or(0..0, |(a, z)| a..z)).any(|i| is_time(cx, i));
        let rows: Vec<Row> = rows.into_iter().map(|(_, r)| r).filter(|r| is_name(cx, &r.name) && !r.figures.is_empty()).collect();
        if rows.len() >= 2 && !heads.is_empty() && found.len() < MOST_TABLES {
            found.push(Table { heads, headings, rows, timed });
        }
    }
    found
}

/// Whether a cell names a row: a few words, and no sum of the others.
fn is_name(cx: &Cx<'_>, name: &Range<u32>) -> bool {
    const SUMS: &[&str] = &["total", "sum", "all", "average", "mean", "median", "overall", "combined", "together", "other", "others"];
    let worded = name.clone().any(|i| is_wordlike(cx, i) && cx.text(i).chars().any(char::is_alphabetic));
    worded && name.len() <= 4 && !name.clone().any(|i| SUMS.contains(&cx.folded(i)))
}

/// Whether a word measures time.
fn is_time(cx: &Cx<'_>, i: u32) -> bool {
    matches!(cx.folded(i), "seconds" | "milliseconds" | "ms" | "minutes" | "time" | "times" | "s" | "latency" | "duration" | "µs")
}

/// The words of weight of a heading, without what stands in brackets.
fn content(cx: &Cx<'_>, tokens: &Range<u32>) -> Vec<u32> {
    let end = tokens.clone().find(|&i| cx.text(i) == "(").unwrap_or(tokens.end);
    (tokens.start..end).filter(|&i| is_wordlike(cx, i) && !is_function(cx, i) && cx.folded(i) != "number").collect()
}

/// The one number of a cell.
fn figure(cx: &Cx<'_>, out: &Readings, tokens: &Range<u32>) -> Option<Figure> {
    if tokens.len() > 4 {
        return None;
    }
    let number = |v: &Value| match v {
        Value::Number(n) | Value::Percent(n) => Some(**n),
        Value::Money(m) => Some(m.amount),
        Value::Quantity(q) => Some(q.amount),
        _ => None,
    };
    let kinds = [Kind::Money, Kind::Percent, Kind::Quantity, Kind::Number];
    let mut found = kinds.iter().flat_map(|&k| out.within(tokens.clone(), k)).filter(|m| !m.inner);
    let first = found.next()?;
    let number = number(&first.value)?;
    found.next().is_none().then(|| Figure { span: cx.span(tokens.clone()), number })
}
