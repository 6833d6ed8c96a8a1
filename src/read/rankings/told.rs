//! Sentences that speak of a row of a table.

use super::super::form::mark;
use super::super::{Cx, Kind, Mention, Readings};
use super::Table;
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, WordId};
use crate::value::{Exact, Hedge, Number, Value, Verdict};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a sentence says and the table otherwise.
pub(super) struct Told {
    pub(super) words: TextSpan,
    pub(super) cell: TextSpan,
    pub(super) heading: Range<u32>,
    pub(super) shown: String,
    pub(super) how: &'static str,
}

type Names = FxHashMap<WordId, Vec<(usize, usize)>>;

/// Words of a change, a plan, another time or a comparison: the figure is not that of the table.
const OTHERWISE: &[&str] = &[
    "gained",
    "lost",
    "hired",
    "added",
    "recruited",
    "plans",
    "planned",
    "will",
    "would",
    "wants",
    "expects",
    "expected",
    "needs",
    "grew",
    "rose",
    "fell",
    "increase",
    "increased",
    "cut",
    "target",
    "new",
    "more",
    "fewer",
    "average",
    "per",
    "each",
    "another",
    "further",
    "additional",
    "unlike",
    "compared",
    "than",
    "once",
    "then",
    "when",
    "ago",
    "originally",
    "previously",
    "formerly",
    "earlier",
    "if",
    "could",
    "may",
    "might",
    "until",
    "before",
    "not",
    "up",
    "down",
    "last",
    "first",
    "next",
    "without",
    "both",
    "together",
];
/// Words that make a superlative one of another set, or of all but one.
const BUT: &[&str] = &[
    "second",
    "third",
    "fourth",
    "after",
    "behind",
    "except",
    "apart",
    "other",
    "among",
    "not",
    "never",
    "unlike",
    "almost",
    "nearly",
    "one",
    "but",
    "if",
    "would",
    "could",
    "may",
    "might",
    "n't",
    "than",
    "until",
    "before",
    "previously",
    "used",
    "possible",
    "at",
    "when",
    "without",
];

/// The claims of a sentence.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, tables: &[Table], names: &Names, sentence: &Range<u32>) -> Vec<Told> {
    let rows = named(cx, tables, names, sentence);
    let mut found = Vec::new();
    let mut by_table: Vec<usize> = rows.iter().map(|(t, ..)| *t).collect();
    by_table.dedup();
    if let ([(t, r, at)], [_]) = (rows.as_slice(), by_table.as_slice())
        && let Some(table) = tables.get(*t)
    {
        found.extend(figure(cx, out, table, *r, at, sentence));
        found.extend(extreme(cx, table, *r, sentence));
    }
    if let [table] = tables {
        found.extend(lead(cx, out, table, sentence));
    }
    found
}

/// The rows that a sentence names, each once: table, row and the place of the name.
fn named(cx: &Cx<'_>, tables: &[Table], names: &Names, sentence: &Range<u32>) -> Vec<(usize, usize, Range<u32>)> {
    let mut found: Vec<(usize, usize, Range<u32>)> = Vec::new();
    for i in sentence.clone() {
        for &(t, r) in cx.word(i).and_then(|w| names.get(&w)).into_iter().flatten() {
            let Some(table) = tables.get(t) else { continue };
            let Some(row) = table.rows.get(r) else { continue };
            let place = i..i.saturating_add(u32::try_from(row.name.len()).unwrap_or(u32::MAX));
            let same = place.end <= sentence.end && place.clone().zip(row.name.clone()).all(|(a, b)| cx.word(a) == cx.word(b));
            if same && is_meant(cx, table, &place) && !found.iter().any(|(x, y, _)| (*x, *y) == (t, r)) {
                found.push((t, r, place));
            }
        }
    }
    found
}

/// Whether words are the name of the row, and no word of the language: "Leith", "zstd", "the mapped backend".
fn is_meant(cx: &Cx<'_>, table: &Table, place: &Range<u32>) -> bool {
    let capital = cx.is_capitalised(place.start) && (!cx.has(place.start, Flags::FIRST) || !is_known(cx, place.start));
    let headed = table.heads.get(&0).is_some_and(|h| h.last().is_some_and(|&k| same_stem(cx.folded(k), cx.folded(place.end))));
    // "South had 389 orders": at the start of a sentence, in front of what only a row can do here.
    let acts = cx.is_capitalised(place.start) && matches!(cx.folded(place.end), "had" | "has" | "took" | "with" | "got" | "won" | "sold");
    // A name that goes on is another one: "Leith Docks".
    let longer = cx.is_capitalised(place.end) && cx.has(place.end, Flags::SPACE) && cx.is_capitalised(place.start);
    (capital || headed || acts || !is_known(cx, place.start)) && !longer
}

fn is_known(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_any(i, &[Class::Common, Class::FiniteVerb, Class::Reporting, Class::Modal, Class::Be, Class::Have, Class::Stop])
}

/// A figure beside the name: "Leith, with 46 apprentices".
fn figure(cx: &Cx<'_>, out: &Readings, table: &Table, row: usize, at: &Range<u32>, sentence: &Range<u32>) -> Option<Told> {
    let row = table.rows.get(row)?;
    for m in out.within(sentence.clone(), Kind::Number).filter(|m| !m.inner) {
        let Value::Number(told) = &m.value else { continue };
        let Some((column, end)) = column(cx, table, m.tokens.end) else { continue };
        let Some(cell) = row.figures.get(&column) else { continue };
        let apart = told.range.equals(cell.number.range) == Verdict::No && told.hedge == Hedge::Exact;
        let elsewhere = row.figures.values().any(|f| f.number.nominal == told.nominal);
        if apart && !elsewhere && is_beside(cx, out, m, at, end, sentence) {
            let heading = table.headings.get(&column)?.clone();
            return Some(Told { words: m.span, cell: cell.span, heading, shown: cx.doc.text(cell.span).to_owned(), how: "figure" });
        }
    }
    None
}

/// Whether a number stands beside the name of the row, in no clause of another thing or time.
fn is_beside(cx: &Cx<'_>, out: &Readings, m: &Mention, at: &Range<u32>, end: u32, sentence: &Range<u32>) -> bool {
    let between = if at.end <= m.tokens.start { at.end..m.tokens.start } else { end..at.start };
    // "took on 12 apprentices"
    let other = |i: u32| {
        cx.is_capitalised(i) || cx.folded(i) == "on" || matches!(mark(cx, i), ";" | ":" | "—" | "–") || OTHERWISE.contains(&cx.folded(i))
    };
    let opening = sentence.start..at.start.min(m.tokens.start);
    let near = between.len() <= 6 && !between.clone().any(other) && !opening.clone().any(|i| OTHERWISE.contains(&cx.folded(i)));
    let around = sentence.start..sentence.end.min(end + 4);
    let dated = [Kind::Date, Kind::Duration].iter().any(|&k| out.within(around.clone(), k).any(|d| !d.inner));
    let changes = (end..sentence.end.min(end + 3))
        .any(|i| OTHERWISE.contains(&cx.folded(i)) || matches!(cx.folded(i), "ahead" | "clear" | "behind" | "a"));
    near && !dated && !changes
}

/// The column whose heading the words from a token on repeat, and one past them.
fn column(cx: &Cx<'_>, table: &Table, from: u32) -> Option<(u32, u32)> {
    let mut found: Option<(u32, u32)> = None;
    for (&column, head) in table.heads.iter().filter(|(c, h)| **c > 0 && !h.is_empty()) {
        if let Some(end) = repeats(cx, from, head) {
            if found.is_some_and(|(_, e)| e == end) {
                return None;
            }
            found = found.filter(|(_, e)| *e > end).or(Some((column, end)));
        }
    }
    found
}

/// One past the words of a heading where they stand from a token on, small words between them: "lines of code".
fn repeats(cx: &Cx<'_>, from: u32, head: &[u32]) -> Option<u32> {
    let mut at = from;
    for (n, &k) in head.iter().enumerate() {
        at += u32::from(n > 0 && matches!(cx.folded(at), "of" | "in" | "per" | "for"));
        if !same_stem(cx.folded(at), cx.folded(k)) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether two words have one stem: "read", "reads", "reading".
fn same_stem(a: &str, b: &str) -> bool {
    let stem = |w: &'_ str| {
        let cut = ["ing", "es", "ed", "s"].iter().find_map(|e| w.strip_suffix(e).filter(|s| s.len() >= 3)).unwrap_or(w);
        cut.trim_end_matches('e').to_owned()
    };
    !a.is_empty() && (a == b || stem(a) == stem(b))
}

/// Whether a superlative is for the greatest number of a column (`true`) or the least.
fn way(cx: &Cx<'_>, table: &Table, i: u32) -> Option<bool> {
    match cx.folded(i) {
        "most" | "highest" | "largest" | "biggest" | "greatest" | "longest" | "tallest" | "heaviest" => Some(true),
        "fewest" | "lowest" | "smallest" | "least" | "shortest" | "lightest" => Some(false),
        "slowest" => table.timed.then_some(true),
        "fastest" | "quickest" => table.timed.then_some(false),
        _ => None,
    }
}

/// The most or the least of a column: "Leith has the most apprentices", "Reading was fastest with the mapped backend".
fn extreme(cx: &Cx<'_>, table: &Table, row: usize, sentence: &Range<u32>) -> Option<Told> {
    // "the most apprentices", or "Reading was fastest".
    let of = |at: u32| {
        let copula = at.checked_sub(1).is_some_and(|b| cx.is(b, Class::Be) && b > sentence.start);
        let subject = at.checked_sub(2).filter(|_| copula);
        let before = || subject.and_then(|s| column(cx, table, s).filter(|(_, e)| *e == s + 1));
        column(cx, table, at + 1).or_else(before).map(|(c, _)| c)
    };
    let mut ways = sentence.clone().filter_map(|i| Some((i, way(cx, table, i)?, of(i)?)));
    let (at, most, column) = ways.next().filter(|_| ways.next().is_none())?;
    // A clause behind a comma speaks of something else.
    let stop = (at..sentence.end).find(|&i| matches!(mark(cx, i), "," | ";" | "—" | "–" | ":")).unwrap_or(sentence.end);
    let but = (sentence.start..stop).any(|i| BUT.contains(&cx.folded(i)));
    if but || at.checked_sub(1).is_some_and(|b| cx.text(b) == "-") {
        return None;
    }
    let own = table.rows.get(row)?.figures.get(&column)?;
    let beats = |n: &Number| {
        let (more, less) = if most { (n, &own.number) } else { (&own.number, n) };
        less.range.less(more.range) == Verdict::Yes
    };
    let mut others: Vec<(&super::Row, &super::Figure)> = table.rows.iter().filter_map(|r| Some((r, r.figures.get(&column)?))).collect();
    others.retain(|(_, f)| beats(&f.number));
    let best = others.into_iter().reduce(|a, b| {
        let over = a.1.number.nominal < b.1.number.nominal;
        if over == most { b } else { a }
    })?;
    let shown = format!("{} for {}", cx.doc.text(best.1.span), cx.doc.text(cx.span(best.0.name.clone())));
    Some(Told { words: cx.span(at..at + 1), cell: own.span, heading: table.headings.get(&column)?.clone(), shown, how: "extreme" })
}

/// How far one row is ahead: "They finished two points ahead", where no two rows are so far apart.
fn lead(cx: &Cx<'_>, out: &Readings, table: &Table, sentence: &Range<u32>) -> Option<Told> {
    let verb = |i: u32| {
        matches!(
            cx.folded(i),
            "finished" | "finish" | "ended" | "won" | "win" | "are" | "is" | "sit" | "sits" | "stand" | "stands" | "lead"
        )
    };
    let m = out.within(sentence.clone(), Kind::Number).find(|m| {
        let ahead = |end: u32| matches!(cx.folded(end), "ahead" | "clear" | "behind" | "adrift");
        !m.inner && column(cx, table, m.tokens.end).is_some_and(|(_, end)| ahead(end))
    })?;
    let Value::Number(told) = &m.value else { return None };
    let (column, _) = column(cx, table, m.tokens.end)?;
    let from = sentence.start.max(m.tokens.start.saturating_sub(4));
    let now = (from..m.tokens.start).any(verb) && !sentence.clone().any(|i| BUT.contains(&cx.folded(i)) || cx.folded(i) == "had");
    if !now || told.hedge != Hedge::Exact || out.within(sentence.clone(), Kind::Date).next().is_some() {
        return None;
    }
    let figures: Vec<&super::Figure> = table.rows.iter().filter_map(|r| r.figures.get(&column)).take(40).collect();
    let whole = figures.iter().all(|f| f.number.nominal.is_integer()) && told.nominal.is_integer();
    let differ = |a: Exact, b: Exact| a.sub(b).map(Exact::abs) == Some(told.nominal);
    let any = figures.iter().any(|a| figures.iter().any(|b| differ(a.number.nominal, b.number.nominal)));
    let [first, second, ..] = figures.as_slice() else { return None };
    let gap = first.number.nominal.sub(second.number.nominal).map(Exact::abs)?;
    (whole && !any).then(|| Told {
        words: m.span,
        cell: first.span,
        heading: table.headings.get(&column).cloned().unwrap_or_default(),
        shown: format!("a difference of {}", gap.decimal()),
        how: "lead",
    })
}
