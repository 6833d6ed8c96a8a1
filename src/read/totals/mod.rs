//! Totals and their parts, breakdowns in percent, and products.
//!
//! Invariants:
//! - Parts have the measure of their total, and a strict cue says that they are its parts: a colon, dashes, "made up of", "and
//!   the other 19", "a total of".
//! - The reader sums and multiplies, with the rounding of each figure; it does not say whether the result fits.

mod answers;
mod apart;
mod find;
mod list;
mod multiple;
mod percents;
mod tables;

use super::amounts;
use super::form::{field, optional};
use super::{Claim, ClaimSchema, Cx, Readings, np};
use crate::lexicon::Class;
use crate::limits;
use crate::value::{Exact, Money, Quantity, Value};
use find::Total;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "total",
        about: "A total and its parts: \"injured 14: six firefighters, five residents and two officers\".",
        fields: &[
            field("total", "number", "the total as told: a number, money, quantity or duration"),
            field("parts", "list", "its parts, in the same measure"),
            field("sum", "number", "what the parts come to, rounding included"),
            field("noun", "text", "what the total counts; empty where no word says"),
            field("open", "bool", "the list need not be all: including, such as, and others"),
            field("overlap", "bool", "parts may be counted twice: some of whom, both, also"),
        ],
    },
    ClaimSchema {
        name: "table-total",
        about: "The last figure of a row or column of a table that does not add up; its label may call it a total.",
        fields: &[
            field("label", "text", "what the last row or column is called"),
            field("total", "number", "the last figure"),
            field("parts", "list", "the figures before it"),
            field("sum", "number", "what they come to"),
        ],
    },
    ClaimSchema {
        name: "percent-breakdown",
        about: "Shares of one whole: \"46 percent said yes, 39 percent no and 21 percent were undecided\".",
        fields: &[
            field("parts", "list", "the percentages"),
            field("sum", "percent", "what they come to, rounding included"),
            field("residual", "bool", "one of them stands for whatever the others leave: undecided, other, the remaining"),
            field("rest", "bool", "that one takes all that is left: the remaining, the rest, others"),
        ],
    },
    ClaimSchema {
        name: "multiple",
        about: "So many of a size and what they come to: \"12 payments of $250, a total of $3,500\".",
        fields: &[
            field("count", "number", "how many"),
            field("each", "number", "of what size"),
            field("total", "number", "the total as told"),
            field("product", "number", "count times each"),
            optional("noun", "text", "what is counted"),
        ],
    },
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let all = amounts::of(cx, out);
    answers::read(cx, &all, &mut out.claims);
    tables::read(cx, &all, &mut out.claims);
    for (i, sentence, amounts) in all.sentences(cx, 1) {
        let tokens = sentence.tokens.clone();
        let after = cx.doc.sentences.get(i as usize + 1).filter(|n| n.block == sentence.block).map_or(0..0, |n| n.tokens.clone());
        match amounts.iter().filter(|a| !a.when).count() {
            0 => continue,
            1 => {
                out.claims.extend(apart::find(cx, &all, i, &tokens).and_then(|t| claim(cx, &t, &tokens, &after)));
                out.claims.extend(multiple::apart(cx, &all, i, &tokens));
                continue;
            }
            _ => {}
        }
        let mut totals = find::find(cx, amounts, &tokens);
        if totals.is_empty() {
            totals.extend(apart::find(cx, &all, i, &tokens));
        }
        totals.retain(|t| {
            let few = t.parts.len() <= limits::PARTS;
            if !few {
                out.bounds.leave_out("parts of one total", limits::PARTS, cx.span(t.tokens.clone()));
            }
            few
        });
        let mut claims: Vec<Claim> = totals.iter().filter_map(|t| claim(cx, t, &tokens, &after)).collect();
        // What a neighbour tells of the same whole.
        let beside = |n: u32| if cx.doc.sentences.get(n as usize).is_some_and(|s| s.block == sentence.block) { all.of(n) } else { &[] };
        let (earlier, later) = (i.checked_sub(1).map_or(&[] as &[_], beside), beside(i + 1));
        claims.extend(percents::find(cx, &percents::Told { amounts, earlier, later }, &tokens, &after));
        let products = multiple::find(cx, amounts, &tokens);
        let apart = products.is_empty().then(|| multiple::apart(cx, &all, i, &tokens)).flatten();
        claims.extend(products.into_iter().chain(apart));
        out.claims.extend(claims);
    }
}

fn claim(cx: &Cx<'_>, found: &Total, sentence: &Range<u32>, after: &Range<u32>) -> Option<Claim> {
    let values: Vec<Value> = found.parts.iter().map(|p| p.value.clone()).collect();
    let sum = sum(&found.whole.value, &values)?;
    let noun = np::after(cx, found.whole.tokens.end, sentence.end);
    let words = cx.doc.text(cx.span(noun.clone())).to_owned();
    let (first, last) = (found.parts.first()?, found.parts.last()?);
    let inside = |class: Class| found.cues.clone().any(|t| cx.phrase(t, found.cues.end, class).is_some());
    let open = found.open
        || inside(Class::OpenCue)
        || goes_on(cx, after)
        || found.parts.iter().any(|p| p.value.number().is_some_and(|n| n.hedge == crate::value::Hedge::Vague));
    // What follows may say that some are counted twice: "seven do both".
    // The words that lead to parts of which the last is "the other three" are no such cue.
    let cue = first.tokens.start.saturating_sub(2);
    let leads = cx.folded(cue) == "of" && matches!(cx.folded(cue + 1), "whom" | "which");
    let doubled = |t: u32| !(leads && t == cue) && cx.phrase(t, found.tokens.end, Class::OverlapCue).is_some();
    let overlap = found.cues.clone().any(doubled)
        || (found.tokens.end..sentence.end)
            .chain(after.clone())
            .any(|t| matches!(cx.folded(t), "both" | "overlap" | "twice" | "double" | "whom"));
    Some(
        Claim::new("total", cx.span(found.tokens.clone()))
            .with("total", found.whole.span, found.whole.value.clone())
            .with("parts", first.span.cover(last.span), Value::List(values.into()))
            .with_implied("sum", sum)
            .with_implied("noun", Value::Text(words))
            .with_implied("open", Value::Bool(open))
            .with_implied("overlap", Value::Bool(overlap)),
    )
}

/// The sum of the parts in the measure of the total.
fn sum(total: &Value, parts: &[Value]) -> Option<Value> {
    if let Value::Duration(_) = total {
        let mut all = parts.iter().filter_map(|p| if let Value::Duration(d) = p { Some((**d).clone()) } else { None });
        let first = all.next()?;
        return Some(Value::duration(all.fold(first, |sum, d| sum.add(&d))));
    }
    let mut told = Some(Exact::ZERO);
    let mut range = crate::value::Interval::point(Exact::ZERO);
    for part in parts {
        let number = in_unit(total, part)?;
        told = told.and_then(|s| s.add(number.nominal));
        range = range.add(number.range);
    }
    let range = amounts::narrowed(range, parts.iter().filter_map(|p| Some(in_unit(total, p)?.half_unit)));
    let amount = amounts::computed(told, range);
    Some(match total {
        Value::Money(m) => Value::Money(Box::new(Money { amount, currency: m.currency.clone() })),
        Value::Quantity(q) => Value::Quantity(Box::new(Quantity { amount, unit: q.unit.clone() })),
        _ => Value::Number(Box::new(amount)),
    })
}

/// The number of a part in the unit of its total.
fn in_unit(total: &Value, part: &Value) -> Option<crate::value::Number> {
    match (total, part) {
        (Value::Quantity(t), Value::Quantity(p)) if t.unit.code != p.unit.code => {
            let plain = t.unit.offset == Exact::ZERO && p.unit.offset == Exact::ZERO;
            p.amount.scaled(plain.then(|| p.unit.factor.div(t.unit.factor)).flatten()?)
        }
        (_, part) => part.number().copied(),
    }
}

/// Whether the next sentence goes on with the list: "The rest were …", "Another three …".
fn goes_on(cx: &Cx<'_>, after: &Range<u32>) -> bool {
    let head = after.start..after.end.min(after.start.saturating_add(4));
    head.clone().any(|t| {
        matches!(
            cx.folded(t),
            "rest" | "others" | "other" | "another" | "remaining" | "remainder" | "further" | "also" | "additional" | "plus"
        )
    })
}
