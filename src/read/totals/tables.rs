//! Tables whose last row or last column tells what the others come to.
//!
//! Strict on purpose: every cell of the line is a plain figure, no row is a part of another ("of which"), and where the table has
//! several such lines, others of them add up.

use super::super::amounts::{self, Amount, Amounts, Measure};
use super::super::{Claim, Cx};
use super::sum;
use crate::document::{Block, BlockKind, TextSpan};
use crate::limits;
use crate::value::{Exact, Hedge, Number, Value};
use rustc_hash::FxHashMap;

/// Words of a heading above figures that are not added up.
#[rustfmt::skip]
const NO_SUM: &[&str] = &[
    "average", "mean", "median", "rate", "per", "price", "index", "rank", "year", "ratio", "min", "max", "minimum", "maximum", "age", "cumulative", "change", "growth", "score",
    "speed", "temperature", "no", "no.", "number", "id", "code", "rating", "density", "unit",
];

/// Words of a row that is counted in another one, or that counts others.
const NESTED: &[&str] =
    &["which", "thereof", "including", "incl", "incl.", "total", "totals", "subtotal", "subtotals", "net", "less", "minus"];

/// Words that say that parts and total need not fit.
const NOTES: &[&str] = &["rounding", "rounded", "overlap", "overlapping"];

/// The cells of a table by row and column.
struct Table<'a> {
    cells: FxHashMap<(u32, u32), &'a Block>,
    rows: u32,
    columns: u32,
}

/// A line of figures with the total at its end.
struct Line<'a> {
    parts: Vec<&'a Amount>,
    total: &'a Amount,
    label: (TextSpan, String),
}

/// Adds the claims of the tables of a document.
pub(super) fn read(cx: &Cx<'_>, all: &Amounts, claims: &mut Vec<Claim>) {
    let cells: Vec<&Block> = cx.doc.blocks.iter().filter(|b| b.kind == BlockKind::TableCell && b.cell.is_some()).collect();
    if cells.is_empty() || (0..cx.len()).any(|t| NOTES.contains(&cx.folded(t))) {
        return;
    }
    let number = |b: &&Block| b.cell.map(|c| c.table);
    for cells in cells.chunk_by(|a, b| number(a) == number(b)) {
        let mut table = Table { cells: FxHashMap::default(), rows: 0, columns: 0 };
        for &block in cells {
            let Some(place) = block.cell else { continue };
            table.rows = table.rows.max(place.row.saturating_add(1));
            table.columns = table.columns.max(place.column.saturating_add(1));
            table.cells.insert((place.row, place.column), block);
        }
        let many = limits::PARTS as u64;
        if u64::from(table.rows) <= many && u64::from(table.columns) <= many {
            table.down(cx, all, claims);
            table.across(cx, all, claims);
        }
    }
}

impl<'a> Table<'a> {
    /// Columns with the total in the last row.
    fn down(&self, cx: &Cx<'_>, all: &'a Amounts, claims: &mut Vec<Claim>) {
        let Some(last) = self.rows.checked_sub(1) else { return };
        let Some(label) = self.cells.get(&(last, 0)) else { return };
        let nested = (1..last).any(|row| self.cells.get(&(row, 0)).is_none_or(|b| has(cx, b, NESTED)));
        if nested {
            return;
        }
        let line = |column: u32| {
            let heading = self.cells.get(&(0, column));
            let none = heading.is_some_and(|b| has(cx, b, NO_SUM));
            let cells = (1..=last).map(|row| self.figure(cx, all, row, column));
            if none { None } else { line(cells.collect::<Option<Vec<_>>>()?, named(cx, label)) }
        };
        tell(&(1..self.columns).filter_map(line).collect::<Vec<_>>(), claims);
    }

    /// Rows with the total in the last column.
    fn across(&self, cx: &Cx<'_>, all: &'a Amounts, claims: &mut Vec<Claim>) {
        let Some(last) = self.columns.checked_sub(1) else { return };
        let Some(label) = self.cells.get(&(0, last)) else { return };
        if (1..last).any(|c| self.cells.get(&(0, c)).is_none_or(|b| has(cx, b, NESTED) || has(cx, b, NO_SUM))) {
            return;
        }
        let line = |row: u32| {
            let cells = (1..=last).map(|column| self.figure(cx, all, row, column));
            line(cells.collect::<Option<Vec<_>>>()?, named(cx, label))
        };
        tell(&(1..self.rows).filter_map(line).collect::<Vec<_>>(), claims);
    }

    /// The figure that a cell consists of.
    fn figure(&self, cx: &Cx<'_>, all: &'a Amounts, row: u32, column: u32) -> Option<&'a Amount> {
        let block = self.cells.get(&(row, column))?;
        let sentence = Some(block.sentences.start).filter(|_| block.sentences.len() == 1)?;
        let [amount] = all.of(sentence) else { return None };
        let plain =
            amount.tokens == block.tokens && amount.value.number().is_some_and(|n| n.hedge == Hedge::Exact && !n.nominal.is_negative());
        let plain = plain && !cx.doc.text(block.text).starts_with(['+', '-', '\u{2212}', '\u{2013}', '(']);
        plain.then_some(amount)
    }
}

/// Figures of which the last is the total.
fn line(mut figures: Vec<&Amount>, label: (TextSpan, String)) -> Option<Line<'_>> {
    let total = figures.pop()?;
    let measure = amounts::measure(&total.value);
    let alike = figures.iter().all(|f| amounts::measure(&f.value) == measure);
    let added = figures.len() >= 2 && alike && matches!(measure, Some(Measure::Count | Measure::Money(_) | Measure::Quantity(_)));
    added.then_some(Line { parts: figures, total, label })
}

/// How a line adds up.
enum Fit {
    /// As it should, rounding allowed for.
    Fits,
    /// Nearly.
    Off(Value),
    /// By far not: no total at all.
    Other,
}

/// The claims of the lines of one table: all of them, where most add up; a lone one, where it nearly does.
fn tell(lines: &[Line<'_>], claims: &mut Vec<Claim>) {
    let fits: Vec<Fit> = lines.iter().map(fit).collect();
    let good = fits.iter().filter(|f| matches!(f, Fit::Fits)).count();
    let off = fits.iter().filter(|f| matches!(f, Fit::Off(_))).count();
    let lone = lines.len() == 1 && lines.first().is_some_and(|l| l.parts.len() >= 3);
    if off == 0 || !(lone || off == 1 && good >= 1) {
        return;
    }
    for (line, fit) in lines.iter().zip(fits) {
        let Fit::Off(sum) = fit else { continue };
        let parts: Vec<Value> = line.parts.iter().map(|p| p.value.clone()).collect();
        claims.push(
            Claim::new("table-total", line.total.span)
                .with("label", line.label.0, Value::Text(line.label.1.clone()))
                .with("total", line.total.span, line.total.value.clone())
                .with_implied("parts", Value::List(parts.into()))
                .with_implied("sum", sum),
        );
    }
}

fn fit(line: &Line<'_>) -> Fit {
    let values: Vec<Value> = line.parts.iter().map(|p| p.value.clone()).collect();
    let Some(sum) = sum(&line.total.value, &values) else { return Fit::Other };
    let (Some(told), Some(all)) = (line.total.value.number(), sum.number()) else { return Fit::Other };
    let largest = line.parts.iter().filter_map(|p| p.value.number()).map(|n| n.nominal).max();
    let Some(slack) = slack(line, told) else { return Fit::Other };
    let apart = told.nominal.sub(all.nominal).map(Exact::abs);
    if apart.is_some_and(|a| a <= slack) {
        return Fit::Fits;
    }
    let Some((apart, largest)) = apart.zip(largest) else { return Fit::Other };
    let fifth = told.nominal.div(Exact::int(5));
    if told.nominal > largest && fifth.is_some_and(|f| apart <= f) { Fit::Off(sum) } else { Fit::Other }
}

/// What rounding may make: half a unit of the last digit for each figure. Small counts are not rounded.
fn slack(line: &Line<'_>, told: &Number) -> Option<Exact> {
    let figures = || line.parts.iter().filter_map(|p| p.value.number()).chain(std::iter::once(told));
    let whole = figures().all(|n| n.nominal.is_integer());
    if whole && told.nominal < Exact::int(100) && matches!(line.total.value, Value::Number(_)) {
        return Some(Exact::ZERO);
    }
    let half = figures().map(|n| n.half_unit).max().filter(|h| *h > Exact::ZERO).or_else(|| Exact::ratio(1, 2))?;
    half.mul(Exact::int(i64::try_from(line.parts.len() + 1).ok()?))
}

/// A label with its place.
fn named(cx: &Cx<'_>, block: &Block) -> (TextSpan, String) {
    (block.text, cx.doc.text(block.text).to_lowercase())
}

fn has(cx: &Cx<'_>, block: &Block, words: &[&str]) -> bool {
    block.tokens.clone().any(|t| words.contains(&cx.folded(t)))
}
