//! Arithmetic on values.

use super::dates;
use crate::rule::expr::Op;
use crate::value::{Duration, Exact, Hedge, Interval, Money, Number, Quantity, Value};

/// The range of a value that is a plain number (counts, ages, ordinals, percentages).
pub(super) fn plain(v: &Value) -> Option<Interval> {
    match v {
        Value::Number(n) | Value::Percent(n) | Value::Points(n) | Value::Age(n) => Some(n.range),
        Value::Ordinal(n) => Some(Interval::point(Exact::int(*n))),
        _ => None,
    }
}

/// A duration in years, for ages told as durations.
pub(super) fn years_of(d: &Duration) -> Interval {
    let year = Interval::new(Exact::int(365 * 86_400), Exact::int(366 * 86_400));
    d.seconds.div(year)
}

/// A number from a range; the nominal value is its middle or its known end.
pub(super) fn from_range(range: Interval) -> Number {
    let middle = match (range.lo, range.hi) {
        (Some(a), Some(b)) => a.add(b).and_then(|s| s.div(Exact::int(2))),
        (end, None) | (None, end) => end,
    };
    Number { nominal: middle.unwrap_or(Exact::ZERO), range, half_unit: Exact::ZERO, hedge: Hedge::Exact }
}

/// An operation on two numbers: exact on the nominal values, over all readings on the ranges.
fn combine(op: Op, a: &Number, b: &Number) -> Number {
    let (range, nominal) = match op {
        Op::Add => (a.range.add(b.range), a.nominal.add(b.nominal)),
        Op::Sub => (a.range.sub(b.range), a.nominal.sub(b.nominal)),
        Op::Mul => (a.range.mul(b.range), a.nominal.mul(b.nominal)),
        _ => (a.range.div(b.range), a.nominal.div(b.nominal)),
    };
    Number { nominal: nominal.unwrap_or_else(|| from_range(range).nominal), range, half_unit: Exact::ZERO, hedge: Hedge::Exact }
}

fn as_number(v: &Value) -> Option<Number> {
    match v {
        Value::Number(n) | Value::Percent(n) | Value::Points(n) | Value::Age(n) => Some(**n),
        Value::Ordinal(n) => Some(Number::int(*n)),
        _ => None,
    }
}

/// `a op b`; `None` for types that do not go together.
pub(super) fn arithmetic(op: Op, a: &Value, b: &Value) -> Option<Value> {
    match (op, a, b) {
        (Op::Add, Value::Date(d), Value::Duration(t)) => Some(Value::Date(Box::new(dates::shift(d, t, 1)))),
        (Op::Sub, Value::Date(d), Value::Duration(t)) => Some(Value::Date(Box::new(dates::shift(d, t, -1)))),
        (Op::Sub, Value::Date(x), Value::Date(y)) => Some(Value::duration(dates::between(y, x))),
        (Op::Add, Value::Duration(x), Value::Duration(y)) => Some(Value::duration(x.add(y))),
        (Op::Sub, Value::Duration(x), Value::Duration(y)) => Some(Value::duration(x.sub(y))),
        (Op::Div, Value::Duration(x), Value::Duration(y)) => Some(Value::Number(Box::new(from_range(x.seconds.div(y.seconds))))),
        (Op::Mul, Value::Duration(x), n) | (Op::Mul, n, Value::Duration(x)) => {
            let n = as_number(n)?;
            Some(Value::duration(Duration { amount: combine(Op::Mul, &x.amount, &n), seconds: x.seconds.mul(n.range), ..(**x).clone() }))
        }
        (Op::Add | Op::Sub, Value::Money(x), Value::Money(y)) if x.currency == y.currency => {
            Some(Value::Money(Box::new(Money { amount: combine(op, &x.amount, &y.amount), currency: x.currency.clone() })))
        }
        (Op::Div, Value::Money(x), Value::Money(y)) if x.currency == y.currency => {
            Some(Value::Number(Box::new(combine(op, &x.amount, &y.amount))))
        }
        (Op::Mul | Op::Div, Value::Money(x), n) => {
            Some(Value::Money(Box::new(Money { amount: combine(op, &x.amount, &as_number(n)?), currency: x.currency.clone() })))
        }
        (Op::Mul, n, Value::Money(x)) => {
            Some(Value::Money(Box::new(Money { amount: combine(op, &as_number(n)?, &x.amount), currency: x.currency.clone() })))
        }
        (Op::Add | Op::Sub, Value::Quantity(x), Value::Quantity(y)) => {
            let y = in_unit_of(y, x)?;
            Some(Value::Quantity(Box::new(Quantity { amount: combine(op, &x.amount, &y.amount), unit: x.unit.clone() })))
        }
        (Op::Div, Value::Quantity(x), Value::Quantity(y)) => {
            Some(Value::Number(Box::new(combine(op, &x.amount, &in_unit_of(y, x)?.amount))))
        }
        (Op::Mul | Op::Div, Value::Quantity(x), n) => {
            Some(Value::Quantity(Box::new(Quantity { amount: combine(op, &x.amount, &as_number(n)?), unit: x.unit.clone() })))
        }
        (Op::Mul, n, Value::Quantity(x)) => {
            Some(Value::Quantity(Box::new(Quantity { amount: combine(op, &as_number(n)?, &x.amount), unit: x.unit.clone() })))
        }
        (_, x, y) => {
            let n = combine(op, &as_number(x)?, &as_number(y)?);
            let percents = matches!((x, y), (Value::Percent(_), Value::Percent(_))) && matches!(op, Op::Add | Op::Sub);
            Some(if percents { Value::Percent(Box::new(n)) } else { Value::Number(Box::new(n)) })
        }
    }
}

/// The negative of a value.
pub(super) fn negate(v: &Value) -> Option<Value> {
    arithmetic(Op::Sub, &Value::Number(Box::new(Number::exact(Exact::ZERO))), v)
        .or_else(|| arithmetic(Op::Mul, v, &Value::Number(Box::new(Number::int(-1)))))
}

/// A quantity in the unit of another of the same dimension.
pub(super) fn in_unit_of(q: &Quantity, wanted: &Quantity) -> Option<Quantity> {
    if q.unit.dimension != wanted.unit.dimension {
        return None;
    }
    if q.unit == wanted.unit {
        return Some(q.clone());
    }
    let (from, to) = (&q.unit, &wanted.unit);
    let factor = from.factor.div(to.factor)?;
    let shift = from.offset.sub(to.offset)?.div(to.factor)?;
    let scaled = q.amount.scaled(factor)?;
    let amount = Number { nominal: scaled.nominal.add(shift)?, range: scaled.range.add(Interval::point(shift)), ..scaled };
    Some(Quantity { amount, unit: wanted.unit.clone() })
}

/// The sum of like values.
pub(in super::super) fn sum(items: &[Value]) -> Option<Value> {
    let (first, rest) = items.split_first()?;
    rest.iter().try_fold(first.clone(), |acc, v| arithmetic(Op::Add, &acc, v))
}

/// Half a unit of the last digit that is not zero: 50 for 1,600, 0.5 for 16, 0.05 for 1.6.
pub(super) fn half_of_last_digit(n: Exact) -> Exact {
    let half = |unit: Exact| unit.div(Exact::int(2)).unwrap_or(Exact::ZERO);
    let mut unit = Exact::ONE;
    if n.is_integer() {
        while unit <= n.abs() {
            let Some(next) = unit.mul(Exact::int(10)) else { break };
            if n == Exact::ZERO || !n.div(next).is_some_and(Exact::is_integer) {
                break;
            }
            unit = next;
        }
    } else {
        for _ in 0..12 {
            if n.div(unit).is_some_and(Exact::is_integer) {
                break;
            }
            let Some(next) = unit.div(Exact::int(10)) else { break };
            unit = next;
        }
    }
    half(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_digits() {
        let half = |s: &str| half_of_last_digit(Exact::parse(s).unwrap()).to_string();
        assert_eq!(half("1600"), "50");
        assert_eq!(half("16"), "0.5");
        assert_eq!(half("1.6"), "0.05");
        assert_eq!(half("0"), "0.5");
    }
}
