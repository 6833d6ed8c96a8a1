//! What neighbouring numbers share: a unit or scale said once ("5 to 10 percent", "$26 and $31 million"), percentage points
//! beside a percentage, and the fraction that two counts make.

use super::super::{Cx, Kind};
use super::Found;
use super::form::{Form, Shape};
use super::percent;
use crate::lexicon::TokenKind;
use crate::value::{Exact, Interval, Money, Number, Quantity, Value};

/// "5 to 10 percent", "45 and 50 mg", "$26 and $31 million": a unit that is said once, behind the last number.
pub(super) fn share_units(cx: &Cx<'_>, found: &mut [Found]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (Some(first), Some(last)) = (head.last_mut(), tail.first()) else { continue };
        let gap = first.tokens.end..last.tokens.start;
        // "10 x 20 ft", "8-by-10-foot": sides of one measure.
        let by = match gap.len() {
            1 => matches!(cx.folded(gap.start), "by" | "x" | "\u{d7}"),
            3 => cx.text(gap.start) == "-" && cx.folded(gap.start + 1) == "by" && cx.text(gap.start + 2) == "-",
            _ => false,
        } && matches!(&last.value, Value::Quantity(q) if q.unit.dimension == "length");
        let joins = gap.len() == 1 && matches!(cx.folded(gap.start), "to" | "-" | "\u{2013}" | "and" | "or" | "," | "through");
        let hyphened =
            gap.len() == 3 && cx.text(gap.start) == "-" && matches!(cx.folded(gap.start + 1), "to" | "or") && cx.text(gap.start + 2) == "-";
        if !(joins || hyphened || by) || last.inner {
            continue;
        }
        if let (Value::Money(a), Value::Money(b)) = (&first.value, &last.value) {
            // "USD 10, $5 billion" are two sums of their own.
            if cx.folded(gap.start) == "," {
                continue;
            }
            let (a, b) = (a.clone(), b.clone());
            share_scale(first, *a, &b, last.form);
            continue;
        }
        let Value::Number(n) = &first.value else { continue };
        let n = **n;
        let form = Form { start: first.tokens.start, end: first.tokens.end, number: n, shape: Shape::Plain, words: false };
        // "from 61 per cent in 2018 to 54 per cent": the year has no unit.
        let dated = first.tokens.start.checked_sub(1).is_some_and(|t| matches!(cx.folded(t), "in" | "since" | "by" | "until"));
        if form.could_be_year() && (dated || matches!(cx.folded(gap.start), "and" | "," | "or")) {
            continue;
        }
        let value = match &last.value {
            Value::Percent(_) => percent::shared(&form),
            Value::Quantity(q) => Some(Value::Quantity(Box::new(Quantity { amount: n, unit: q.unit.clone() }))),
            Value::Money(m) if last.form.is_some_and(|f| f.start == last.tokens.start) => {
                // "2 to 3.5 cents": the first are cents as well.
                let cents = m.amount.nominal < tail.first().and_then(|f| f.form).map_or(m.amount.nominal, |f| f.number.nominal);
                let size = if cents { Exact::ratio(1, 100).unwrap_or(Exact::ONE) } else { Exact::ONE };
                scaled_alike(n, last.form)
                    .and_then(|n| n.scaled(size))
                    .map(|amount| Value::Money(Box::new(Money { amount, currency: m.currency.clone() })))
            }
            Value::Number(_) if last.form.is_none() => None,
            _ => None,
        };
        if let Some(value) = value {
            first.kind = last.kind;
            first.value = value;
            first.form = Some(form);
        }
    }
}

/// "$26 and $31 million": the first may be millions too, so its range holds both.
fn share_scale(first: &mut Found, a: Money, b: &Money, last: Option<Form>) {
    let plain = first.form.is_some_and(|f| f.shape == Shape::Plain);
    if !plain || a.currency != b.currency {
        return;
    }
    if let Some(amount) = scaled_alike(a.amount, last).filter(|n| n.nominal != a.amount.nominal) {
        first.value = Value::Money(Box::new(Money { amount, currency: a.currency }));
    }
}

/// A number that may share the scale word of a later one; both readings are in its range.
fn scaled_alike(n: Number, last: Option<Form>) -> Option<Number> {
    let last = last?;
    if last.shape != Shape::Scaled {
        return Some(n);
    }
    let mut scale = Exact::int(1000);
    let thousand = scale;
    while last.number.nominal.div(scale.mul(thousand)?).is_some_and(|q| q >= Exact::ONE) {
        scale = scale.mul(thousand)?;
    }
    let large = n.nominal.mul(scale)?;
    let close = last.number.nominal.div(large).is_some_and(|r| r >= Exact::ratio(1, 1000).unwrap_or(Exact::ZERO) && r <= Exact::int(1000));
    if n.nominal >= Exact::int(1000) || !close {
        return Some(n);
    }
    let half = if n.half_unit == Exact::ZERO { scale.div(Exact::int(2))? } else { n.half_unit.mul(scale)? };
    Some(Number { nominal: large, range: Interval::around(large, half).cover(n.range), half_unit: half, hedge: n.hedge })
}

/// "2 points" are percentage points where the sentence has a percentage.
pub(super) fn points_beside_percents(cx: &Cx<'_>, found: &mut [Found], limit: u32) {
    if !found.iter().any(|f| f.kind == Kind::Percent) {
        return;
    }
    for f in found.iter_mut().filter(|f| f.kind == Kind::Number) {
        let Value::Number(number) = &f.value else { continue };
        let form = Form { start: f.tokens.start, end: f.tokens.end, number: **number, shape: Shape::Plain, words: false };
        if let Some((value, end)) = percent::points(cx, &form, limit) {
            *f = Found { kind: Kind::Percent, tokens: f.tokens.start..end, value, form: Some(form), inner: false, span: None };
        }
    }
}

/// "one in five", "two out of three": the fraction as an inner reading beside the two numbers.
pub(super) fn fractions_of_counts(cx: &Cx<'_>, found: &mut Vec<Found>) {
    let mut more = Vec::new();
    for pair in found.windows(2) {
        let [a, b] = pair else { continue };
        let (Value::Number(x), Value::Number(y)) = (&a.value, &b.value) else { continue };
        let gap: Vec<&str> = (a.tokens.end..b.tokens.start).take(4).map(|i| cx.folded(i)).collect();
        let joins = matches!(gap.as_slice(), ["in" | "over"] | ["out", "of"] | ["in" | "of", "every"] | ["out", "of", "every"]);
        // "2,000 over 3" may be more than a whole where nothing is counted.
        let over = gap == ["over"] && !cx.is_kind(b.tokens.end, TokenKind::Word);
        let fits = (x.nominal < y.nominal || over) && !x.nominal.is_negative() && x.half_unit == Exact::ZERO && y.half_unit == Exact::ZERO;
        if let Some(value) = x.nominal.div(y.nominal).filter(|_| joins && fits) {
            more.push(Found {
                kind: Kind::Number,
                tokens: a.tokens.start..b.tokens.end,
                value: Value::Number(Box::new(Number::exact(value))),
                form: None,
                inner: true,
                span: None,
            });
        }
    }
    found.append(&mut more);
}
