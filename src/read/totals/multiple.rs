//! "12 payments of $250, a total of $3,500": so many of a size, and what they are said to come to.

use super::super::amounts::{self, Amount};
use super::super::{Claim, Cx, np};
use crate::value::{Exact, Money, Number, Quantity, Value};
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
    let exact = [n, e, t].iter().all(|v| v.nominal.is_integer() && v.nominal > Exact::ZERO && v.hedge == crate::value::Hedge::Exact);
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
    let product = match (&each.value, &total.value) {
        (Value::Money(e), Value::Money(_)) => Value::Money(Box::new(Money { amount: times(n, &e.amount), currency: e.currency.clone() })),
        (Value::Quantity(e), Value::Quantity(t)) if e.unit.code == t.unit.code => {
            Value::Quantity(Box::new(Quantity { amount: times(n, &e.amount), unit: e.unit.clone() }))
        }
        _ => return None,
    };
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

fn times(count: &Number, each: &Number) -> Number {
    amounts::computed(count.nominal.mul(each.nominal), count.range.mul(each.range))
}
