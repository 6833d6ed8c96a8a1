//! "12 payments of $250, a total of $3,500": so many of a size, and what they are said to come to.

use super::super::amounts::{self, Amount, Amounts, Measure};
use super::super::{Claim, Cx, np};
use crate::lexicon::TokenKind;
use crate::value::{Exact, Hedge, Money, Number, Quantity, Value};
use std::ops::Range;

/// The products of a sentence.
pub(super) fn find(cx: &Cx<'_>, amounts: &[Amount], sentence: &Range<u32>) -> Vec<Claim> {
    let plain: Vec<&Amount> = amounts.iter().filter(|a| !a.when).collect();
    plain
        .windows(3)
        .filter_map(|w| {
            if let [count, each, total] = w {
                at(cx, count, each, total, sentence.end).or_else(|| each_of(cx, count, each, total, sentence))
            } else {
                None
            }
        })
        .collect()
}

/// "Each of the 40 volunteers planted 25 trees, for a total of 1,500 trees."
fn each_of(cx: &Cx<'_>, count: &Amount, each: &Amount, total: &Amount, sentence: &Range<u32>) -> Option<Claim> {
    let (Value::Number(n), Value::Number(e), Value::Number(t)) = (&count.value, &each.value, &total.value) else { return None };
    let before = |a: &Amount, k: u32| a.tokens.start.checked_sub(k).filter(|&i| i >= sentence.start).map_or("", |i| cx.folded(i));
    let each_of_the = before(count, 1) == "the" && before(count, 2) == "of" && before(count, 3) == "each";
    let exact = [n, e, t].iter().all(|v| v.nominal.is_integer() && v.nominal > Exact::ZERO && v.hedge == Hedge::Exact);
    let gap = each.tokens.end..total.tokens.start;
    let summed = before(total, 1) == "of" && before(total, 2) == "total"
        || cx.folded(total.tokens.end) == "in" && cx.folded(total.tokens.end + 1) == "all";
    let extra = gap.clone().any(|i| matches!(cx.folded(i), "plus" | "and" | "with" | "including" | "more" | "or"));
    let (one, all) = (np::after(cx, each.tokens.end, sentence.end), np::after(cx, total.tokens.end, sentence.end));
    let head = |r: &Range<u32>| r.clone().next_back().map_or("", |i| cx.folded(i));
    let alike = all.is_empty() || head(&one) == head(&all);
    (each_of_the && exact && summed && !extra && alike && gap.end.saturating_sub(gap.start) <= 9).then(|| {
        Claim::new("multiple", cx.span(count.tokens.start..total.tokens.end))
            .with("count", count.span, count.value.clone())
            .with("each", each.span, each.value.clone())
            .with("total", total.span, total.value.clone())
            .with_implied("product", Value::Number(Box::new(times(n, e))))
    })
}

fn at(cx: &Cx<'_>, count: &Amount, each: &Amount, total: &Amount, limit: u32) -> Option<Claim> {
    let Value::Number(n) = &count.value else { return None };
    let whole = n.nominal.is_integer() && n.nominal > Exact::ONE && !count.compound;
    let noun = np::after(cx, count.tokens.end, limit);
    let one_by_one = matches!(cx.folded(each.tokens.end), "each" | "apiece");
    let of = !noun.is_empty()
        && (cx.folded(noun.end) == "of" || matches!(cx.folded(noun.end), "at" | "for") && one_by_one)
        && noun.end + 1 == each.tokens.start;
    if !whole || !of || each.compound || amounts::measure(&each.value)? != amounts::measure(&total.value)? {
        return None;
    }
    let product = product(n, each, total)?;
    let gap = each.tokens.end..total.tokens.start;
    let extra = gap
        .clone()
        .any(|t| matches!(cx.folded(t), "plus" | "and" | "fee" | "fees" | "tax" | "interest" | "including" | "deposit" | "with"));
    let said = gap.clone().any(|t| matches!(cx.folded(t), "total" | "totaling" | "totalling"))
        || (cx.folded(total.tokens.end) == "in" && matches!(cx.folded(total.tokens.end + 1), "all" | "total"));
    (said && !extra && gap.end.saturating_sub(gap.start) <= 8).then(|| {
        Claim::new("multiple", cx.span(count.tokens.start..total.tokens.end))
            .with("count", count.span, count.value.clone())
            .with("each", each.span, each.value.clone())
            .with("total", total.span, total.value.clone())
            .with_implied("product", product)
            .with("noun", cx.span(noun.clone()), Value::Text(cx.doc.text(cx.span(noun)).to_owned()))
    })
}

/// So many of an amount, in its own unit; of money and quantities.
fn product(count: &Number, each: &Amount, total: &Amount) -> Option<Value> {
    match (&each.value, &total.value) {
        (Value::Money(e), Value::Money(t)) if e.currency.code == t.currency.code => {
            Some(Value::Money(Box::new(Money { amount: times(count, &e.amount), currency: e.currency.clone() })))
        }
        (Value::Quantity(e), Value::Quantity(t)) if e.unit.code == t.unit.code => {
            Some(Value::Quantity(Box::new(Quantity { amount: times(count, &e.amount), unit: e.unit.clone() })))
        }
        _ => None,
    }
}

/// How many sentences before a total its count and the size of each may stand.
const NEAR: u32 = 4;

/// "Each worker reserves 8 MB. … It starts 40 workers. Their buffers take 400 MB in all.": the two amounts right before a total that says so.
pub(super) fn apart(cx: &Cx<'_>, all: &Amounts, i: u32, sentence: &Range<u32>) -> Option<Claim> {
    let total = all.of(i).iter().find(|a| !a.when && !a.compound && is_sum(cx, a, sentence))?;
    let turns = |dimension: &str| dimension == "angle";
    let measure = amounts::measure(&total.value)
        .filter(|m| matches!(m, Measure::Money(_)) || matches!(m, Measure::Quantity(dimension) if !turns(dimension)))?;
    let block = cx.doc.sentences.get(i as usize)?.block;
    let first = (i.saturating_sub(NEAR)..=i).find(|&n| cx.doc.sentences.get(n as usize).is_some_and(|s| s.block == block && !s.display))?;
    let told: Vec<(&Amount, u32)> = (first..=i)
        .flat_map(|n| all.of(n).iter().map(move |a| (a, n)))
        .filter(|(a, _)| !a.when && a.tokens.end <= total.tokens.start && !matches!(a.value, Value::Ordinal(_) | Value::Duration(_)))
        .collect();
    let end = |n: u32| cx.doc.sentences.get(n as usize).map_or(0, |s| s.tokens.end);
    // One thing of which each has its size, and how many of them there are.
    let mut sizes = told.iter().filter(|(a, _)| amounts::measure(&a.value).as_ref() == Some(&measure));
    let (each, at) = sizes.next()?;
    let start = cx.doc.sentences.get(*at as usize)?.tokens.start;
    let thing = thing(cx, each, start, end(*at))?;
    let mut counts = told.iter().filter(|(a, n)| {
        let noun = np::after(cx, a.tokens.end, end(*n));
        matches!(&a.value, Value::Number(v) if v.nominal.is_integer() && v.nominal > Exact::ONE && v.hedge == Hedge::Exact)
            && !a.compound
            && np::head(cx, &noun).is_some_and(|h| h == thing && cx.folded(noun.end - 1) != h)
    });
    let (count, _) = counts.next()?;
    let exact = |a: &Amount| a.value.number().is_some_and(|n| n.hedge == Hedge::Exact);
    if sizes.next().is_some() || counts.next().is_some() || each.compound || !exact(each) || !exact(total) {
        return None;
    }
    let Value::Number(n) = &count.value else { return None };
    let extra = |t: u32| matches!(cx.folded(t), "plus" | "fee" | "fees" | "tax" | "interest" | "including" | "deposit" | "discount" | "up");
    let from = count.tokens.start.min(each.tokens.start);
    (!(from..total.tokens.end).any(extra)).then_some(())?;
    Some(
        Claim::new("multiple", cx.span(from..total.tokens.end))
            .with("count", count.span, count.value.clone())
            .with("each", each.span, each.value.clone())
            .with("total", total.span, total.value.clone())
            .with_implied("product", product(n, each, total)?),
    )
}

/// Whether an amount is told as what others come to: "400 MB in all", "a total of 400 MB", "400 MB altogether".
fn is_sum(cx: &Cx<'_>, amount: &Amount, sentence: &Range<u32>) -> bool {
    let word = |n: u32| amount.tokens.start.checked_sub(n).filter(|&t| t >= sentence.start).map_or("", |t| cx.folded(t));
    let end = amount.tokens.end;
    matches!((cx.folded(end), cx.folded(end + 1)), ("in", "all" | "total") | ("altogether" | "together", _))
        || word(1) == "of" && word(2) == "total" && word(3) == "a"
        || word(1) == "to" && matches!(word(2), "comes" | "came" | "adds" | "amounts" | "amounted")
        || matches!(word(1), "totals" | "totalled" | "totaled" | "totalling" | "totaling" | "altogether")
}

/// What each has that size: "each worker reserves a buffer of 8 MB", "8 MB per worker", "£12 a ticket".
fn thing(cx: &Cx<'_>, each: &Amount, start: u32, end: u32) -> Option<String> {
    let noun = |t: u32| np::head(cx, &np::after(cx, t, end.min(t + 2))).map(|h| np::singular(&h));
    let behind = each.tokens.end;
    if matches!(cx.folded(behind), "per" | "a" | "an" | "each") {
        return if cx.folded(behind) == "each" { None } else { noun(behind + 1) };
    }
    let led = (start..each.tokens.start).rev().find(|&t| matches!(cx.folded(t), "each" | "every"))?;
    let next = led + 1;
    let plain = cx.is_kind(next, TokenKind::Word) && !np::is_function_word(cx.folded(next));
    (plain && each.tokens.start - led <= 9).then(|| np::singular(cx.folded(next)))
}

fn times(count: &Number, each: &Number) -> Number {
    amounts::computed(count.nominal.mul(each.nominal), count.range.mul(each.range))
}
