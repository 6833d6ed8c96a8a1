//! Comparisons of values of all types.

use super::words::{same_person, same_role, same_text};
use super::{Val, numbers};
use crate::rule::Same;
use crate::value::{Exact, Interval, Value, Verdict};

/// Equal?
pub(in super::super) fn equal(a: &Val, b: &Val) -> Verdict {
    match (a, b) {
        (Val::OneOf(readings), other) | (other, Val::OneOf(readings)) => Verdict::over_readings(readings.iter().map(|r| equal(r, other))),
        (Val::Value(x), Val::Value(y)) => equal_values(x, y),
        (Val::Verdict(x), Val::Verdict(y)) => verdicts(*x, *y),
        (Val::Verdict(x), Val::Value(Value::Bool(y))) | (Val::Value(Value::Bool(y)), Val::Verdict(x)) => verdicts(*x, Verdict::certain(*y)),
        (Val::Fact(t, i), Val::Fact(u, j)) => Verdict::certain(t == u && i == j),
        _ => Verdict::CannotTell,
    }
}

/// Less?
pub(super) fn less(a: &Val, b: &Val) -> Verdict {
    match (a, b) {
        (Val::OneOf(readings), other) => Verdict::over_readings(readings.iter().map(|r| less(r, other))),
        (other, Val::OneOf(readings)) => Verdict::over_readings(readings.iter().map(|r| less(other, r))),
        (Val::Value(x), Val::Value(y)) => less_values(x, y),
        _ => Verdict::CannotTell,
    }
}

/// The same, in the sense of a `unique` rule?
pub(in super::super) fn same(how: Same, a: &Val, b: &Val, synonyms: &[Vec<String>]) -> Verdict {
    let (Val::Value(x), Val::Value(y)) = (a, b) else { return equal(a, b) };
    let grouped = |v: &Value| {
        let text = super::normal(&v.canonical());
        synonyms.iter().position(|g| g.iter().any(|w| super::normal(w) == text))
    };
    if !synonyms.is_empty() && grouped(x).is_some_and(|g| grouped(y) == Some(g)) {
        return Verdict::Yes;
    }
    match how {
        Same::Value => equal_values(x, y),
        Same::Exact => Verdict::certain(match (x, y) {
            (Value::Text(a), Value::Text(b)) => a == b,
            _ => x.canonical() == y.canonical(),
        }),
        Same::Words => Verdict::certain(super::normal_words(&x.canonical()) == super::normal_words(&y.canonical())),
        Same::Name => super::words::same_title(&x.canonical(), &y.canonical()),
        Same::Role => match (x, y) {
            (Value::Role(p), Value::Role(q)) => same_role(p, q),
            _ => equal_values(x, y),
        },
    }
}

fn verdicts(x: Verdict, y: Verdict) -> Verdict {
    match (x, y) {
        (Verdict::CannotTell, _) | (_, Verdict::CannotTell) => Verdict::CannotTell,
        _ => Verdict::certain(x == y),
    }
}

fn equal_values(x: &Value, y: &Value) -> Verdict {
    match (x, y) {
        (Value::Date(a), Value::Date(b)) => a.equals(b),
        (Value::Weekday(a), Value::Weekday(b)) => Verdict::certain(a == b),
        (Value::Duration(a), Value::Duration(b)) => a.equals(b),
        (Value::Person(a), Value::Person(b)) => same_person(a, b),
        (Value::Person(p), Value::Text(t)) | (Value::Text(t), Value::Person(p)) => same_text(&p.canonical, t),
        (Value::Role(a), Value::Role(b)) => same_role(a, b),
        (Value::Role(r), Value::Text(t)) | (Value::Text(t), Value::Role(r)) => same_text(&r.phrase, t),
        (Value::Text(a), Value::Text(b)) => same_text(a, b),
        (Value::Bool(a), Value::Bool(b)) => Verdict::certain(a == b),
        (Value::Set(a), Value::Set(b)) => Verdict::certain(a.timex == b.timex),
        (Value::Time(a), Value::Time(b)) => clock(a.minutes).zip(clock(b.minutes)).map_or(Verdict::CannotTell, |(a, b)| a.equals(b)),
        _ => ranges(x, y).map_or(Verdict::CannotTell, |(a, b)| a.equals(b)),
    }
}

fn less_values(x: &Value, y: &Value) -> Verdict {
    match (x, y) {
        (Value::Date(a), Value::Date(b)) => a.before(b),
        (Value::Duration(a), Value::Duration(b)) => a.less(b),
        (Value::Time(a), Value::Time(b)) => clock(a.minutes).zip(clock(b.minutes)).map_or(Verdict::CannotTell, |(a, b)| a.less(b)),
        _ => ranges(x, y).map_or(Verdict::CannotTell, |(a, b)| a.less(b)),
    }
}

/// Two values as ranges of one scale, where they have one.
fn ranges(x: &Value, y: &Value) -> Option<(Interval, Interval)> {
    match (x, y) {
        (Value::Money(a), Value::Money(b)) => (a.currency.code == b.currency.code).then_some((a.amount.range, b.amount.range)),
        (Value::Quantity(a), Value::Quantity(b)) => (a.unit.dimension == b.unit.dimension).then(|| (a.base(), b.base())),
        (Value::Duration(d), other) => Some((numbers::years_of(d), numbers::plain(other)?)),
        (other, Value::Duration(d)) => Some((numbers::plain(other)?, numbers::years_of(d))),
        _ => Some((numbers::plain(x)?, numbers::plain(y)?)),
    }
}

fn clock(minutes: Option<(u16, u16)>) -> Option<Interval> {
    minutes.map(|(lo, hi)| Interval::new(Exact::int(i64::from(lo)), Exact::int(i64::from(hi))))
}
