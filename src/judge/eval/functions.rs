//! The functions of the library and the fields of values.

use super::super::bound::Val;
use super::{compare, dates, number, numbers, verdict, words};
use crate::rule::expr::Op;
use crate::value::{Date, Duration, Exact, Granularity, Hedge, Interval, Number, RoleStatus, TimeUnit, Value, Verdict};
use chrono::Datelike;

/// Applies a function to each reading of a value.
pub(super) fn over_readings(val: Val, f: impl Fn(Value) -> Option<Value> + Copy) -> Val {
    match val {
        Val::OneOf(readings) => Val::OneOf(readings.into_iter().map(|r| over_readings(r, f)).collect()),
        Val::Value(v) => f(v).map_or(Val::Unknown, Val::Value),
        _ => Val::Unknown,
    }
}

/// Applies a function to each pair of readings.
pub(super) fn over_pairs(a: Val, b: Val, f: impl Fn(&Value, &Value) -> Option<Value> + Copy) -> Val {
    match (a, b) {
        (Val::OneOf(readings), b) => Val::OneOf(readings.into_iter().map(|r| over_pairs(r, b.clone(), f)).collect()),
        (a, Val::OneOf(readings)) => Val::OneOf(readings.into_iter().map(|r| over_pairs(a.clone(), r, f)).collect()),
        (Val::Value(x), Val::Value(y)) => f(&x, &y).map_or(Val::Unknown, Val::Value),
        _ => Val::Unknown,
    }
}

/// A field of a value.
pub(super) fn field_of(v: &Value, field: &str) -> Option<Value> {
    let text = |t: &Option<String>| t.clone().map(Value::Text);
    let int = |n: Option<i64>| n.map(|n| Value::Number(Box::new(Number::int(n))));
    match (v, field) {
        (Value::Person(p), "surname") => text(&p.surname),
        (Value::Person(p), "given") => text(&p.given),
        (Value::Person(p), "honorific") => text(&p.honorific),
        (Value::Person(p), "name") => Some(Value::Text(p.canonical.clone())),
        (Value::Role(r), "head") => Some(Value::Text(r.head.clone())),
        (Value::Role(r), "country") => text(&r.country),
        (Value::Role(r), "organisation") => text(&r.organisation),
        (Value::Role(r), "family") => text(&r.family),
        (Value::Role(r), "status") => Some(Value::Text(status(r.status).into())),
        (Value::Date(d), "year") => int(d.said.year.map(i64::from)),
        (Value::Date(d), "month") => int(d.said.month.map(i64::from)),
        (Value::Date(d), "day") => int(d.said.day.map(i64::from)),
        (Value::Date(d), "weekday") => d.weekday.map(Value::Weekday),
        (Value::Date(d), "grain") => Some(Value::Text(grain(d.granularity).into())),
        (Value::Money(m), "currency") => Some(Value::Text(m.currency.code.clone())),
        (Value::Quantity(q), "unit") => Some(Value::Text(q.unit.code.clone())),
        (Value::Quantity(q), "dimension") => Some(Value::Text(q.unit.dimension.clone())),
        (Value::Duration(d), "unit") => Some(Value::Text(d.unit.name().into())),
        (v, "hedge") => v.number().map(|n| Value::Text(hedge(n.hedge).into())),
        (v, "text") => Some(Value::Text(v.canonical())),
        _ => None,
    }
}

fn status(s: RoleStatus) -> &'static str {
    match s {
        RoleStatus::Current => "current",
        RoleStatus::Past => "past",
        RoleStatus::Acting => "acting",
        RoleStatus::Future => "future",
    }
}

fn hedge(h: Hedge) -> &'static str {
    match h {
        Hedge::Exact => "exact",
        Hedge::About => "about",
        Hedge::Nearly => "nearly",
        Hedge::AtLeast => "at-least",
        Hedge::AtMost => "at-most",
        Hedge::Vague => "vague",
    }
}

fn grain(g: Granularity) -> &'static str {
    match g {
        Granularity::Day => "day",
        Granularity::Weekend => "weekend",
        Granularity::Week => "week",
        Granularity::Month => "month",
        Granularity::Quarter => "quarter",
        Granularity::Half => "half",
        Granularity::Season => "season",
        Granularity::Year => "year",
        Granularity::Decade => "decade",
        Granularity::Century => "century",
        Granularity::Vague => "vague",
    }
}

/// Calls a function of the library. Arguments have been checked when the rule was loaded.
pub(super) fn call(name: &str, args: Vec<Val>) -> Val {
    if name == "exists" {
        return Val::Verdict(Verdict::certain(!matches!(args.first(), None | Some(Val::Unknown))));
    }
    let mut args = args.into_iter();
    let (a, b, c) = (args.next().unwrap_or(Val::Unknown), args.next(), args.next());
    match (name, b) {
        ("weekday", _) => match a {
            Val::Value(Value::Date(d)) => dates::weekday(&d),
            _ => Val::Unknown,
        },
        ("year", _) => part(&a, |d| d.said.year.map(i64::from), |d| i64::from(d.year())),
        ("month", _) => part(&a, |d| d.said.month.map(i64::from), |d| i64::from(d.month())),
        ("day", _) => part(&a, |d| d.said.day.map(i64::from), |d| i64::from(d.day())),
        ("valid", _) => Val::Verdict(valid(&a)),
        ("count", _) => match a {
            Val::Value(Value::List(items)) => number(Exact::int(i64::try_from(items.len()).unwrap_or(i64::MAX))),
            _ => Val::Unknown,
        },
        ("sum", _) => match a {
            Val::Value(Value::List(items)) => numbers::sum(&items).map_or(Val::Unknown, Val::Value),
            _ => Val::Unknown,
        },
        ("abs", _) => over_readings(a, |v| absolute(&v)),
        ("round", b) => {
            let decimals =
                b.and_then(|b| plain(&b)).and_then(|r| r.lo).and_then(Exact::trunc).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
            over_readings(a, |v| v.number().and_then(|n| n.nominal.round(decimals)).map(|n| Value::Number(Box::new(Number::exact(n)))))
        }
        ("low", _) => end_of(&a, |r| r.lo),
        ("high", _) => end_of(&a, |r| r.hi),
        ("nominal", _) => over_readings(a, |v| v.number().map(|n| Value::Number(Box::new(Number::exact(n.nominal))))),
        ("days" | "weeks" | "months" | "years" | "hours" | "minutes", _) => over_readings(a, |v| duration(name, &v)),
        ("start", _) => over_readings(a, |v| date_end(&v, false)),
        ("end", _) => over_readings(a, |v| date_end(&v, true)),
        ("unit", _) => over_readings(a, |v| v.unit().map(|u| Value::Text(u.to_owned()))),
        ("words", _) => over_readings(a, |v| {
            text(&v).map(|t| Value::Number(Box::new(Number::int(i64::try_from(t.split_whitespace().count()).unwrap_or(i64::MAX)))))
        }),
        ("lower", _) => over_readings(a, |v| text(&v).map(|t| Value::Text(t.to_lowercase()))),
        (_, Some(b)) => two(name, a, b, c),
        _ => Val::Unknown,
    }
}

fn two(name: &str, a: Val, b: Val, c: Option<Val>) -> Val {
    match name {
        "nearest" => over_pairs(a, b, |x, y| match (x, y) {
            (Value::Date(d), Value::Weekday(w)) => dates::nearest(d, *w).map(|d| Value::Date(Box::new(d))),
            _ => None,
        }),
        "years_between" => over_pairs(a, b, |x, y| match (x, y) {
            (Value::Date(x), Value::Date(y)) => dates::years_between(x, y).map(|n| Value::Number(Box::new(n))),
            _ => None,
        }),
        "span" => over_pairs(a, b, |x, y| match (x, y) {
            (Value::Date(x), Value::Date(y)) => Some(Value::duration(dates::between(x, y))),
            _ => None,
        }),
        "min" => pick(a, b, true),
        "max" => pick(a, b, false),
        "percent_of" => over_pairs(a, b, |x, y| percent(&numbers::arithmetic(Op::Div, x, y)?, Exact::ZERO)),
        "percent_change" => over_pairs(a, b, |x, y| percent(&numbers::arithmetic(Op::Div, y, x)?, Exact::ONE)),
        "close" => {
            let tolerance = c.and_then(|c| plain(&c)).and_then(|r| r.hi).unwrap_or(Exact::ZERO);
            Val::Verdict(close(&a, &b, tolerance))
        }
        "converts" => Val::Verdict(converts(&a, &b)),
        "in_unit_of" => over_pairs(a, b, |x, y| match (x, y) {
            (Value::Quantity(x), Value::Quantity(y)) => numbers::in_unit_of(x, y).map(|q| Value::Quantity(Box::new(q))),
            _ => None,
        }),
        "same_name" => Val::Verdict(compare::equal(&a, &b)),
        "initials_of" => texts(&a, &b, |x, y| Verdict::certain(initials_of(x, y))),
        "same_words" => texts(&a, &b, |x, y| Verdict::certain(words::normal_words(x) == words::normal_words(y))),
        "contains" => texts(&a, &b, |x, y| Verdict::certain(x.to_lowercase().contains(&y.to_lowercase()))),
        "starts_with" => texts(&a, &b, |x, y| Verdict::certain(x.to_lowercase().starts_with(&y.to_lowercase()))),
        "ends_with" => texts(&a, &b, |x, y| Verdict::certain(x.to_lowercase().ends_with(&y.to_lowercase()))),
        "edits" => over_pairs(a, b, |x, y| {
            let n = strsim::osa_distance(&text(x)?.to_lowercase(), &text(y)?.to_lowercase());
            Some(Value::Number(Box::new(Number::int(i64::try_from(n).unwrap_or(i64::MAX)))))
        }),
        _ => Val::Unknown,
    }
}

fn part(a: &Val, said: fn(&Date) -> Option<i64>, of: fn(chrono::NaiveDate) -> i64) -> Val {
    match a {
        Val::Value(Value::Date(d)) => dates::part(d, said(d), of),
        _ => Val::Unknown,
    }
}

fn valid(a: &Val) -> Verdict {
    match a {
        Val::Value(Value::Date(d)) => Verdict::certain(d.valid),
        Val::Value(Value::Time(clock)) => Verdict::certain(clock.valid),
        Val::OneOf(readings) => Verdict::over_readings(readings.iter().map(valid)),
        _ => Verdict::CannotTell,
    }
}

fn plain(a: &Val) -> Option<Interval> {
    match a {
        Val::Value(v) => numbers::plain(v).or_else(|| v.number().map(|n| n.range)),
        _ => None,
    }
}

fn end_of(a: &Val, pick: fn(Interval) -> Option<Exact>) -> Val {
    plain(a).and_then(pick).map_or(Val::Unknown, number)
}

fn absolute(v: &Value) -> Option<Value> {
    let size = |n: &Number| Number { nominal: n.nominal.abs(), range: n.range.abs(), ..*n };
    match v {
        Value::Percent(n) => Some(Value::Percent(Box::new(size(n)))),
        Value::Points(n) => Some(Value::Points(Box::new(size(n)))),
        Value::Money(m) => Some(Value::Money(Box::new(crate::value::Money { amount: size(&m.amount), currency: m.currency.clone() }))),
        Value::Duration(d) => Some(Value::duration(Duration { amount: size(&d.amount), seconds: d.seconds.abs(), ..(**d).clone() })),
        other => other.number().map(|n| Value::Number(Box::new(size(n)))),
    }
}

fn duration(unit: &str, v: &Value) -> Option<Value> {
    let n = v.number()?;
    let unit = match unit {
        "days" => TimeUnit::Day,
        "weeks" => TimeUnit::Week,
        "months" => TimeUnit::Month,
        "years" => TimeUnit::Year,
        "hours" => TimeUnit::Hour,
        _ => TimeUnit::Minute,
    };
    Some(Value::duration(Duration::new(*n, unit, String::new())))
}

fn date_end(v: &Value, last: bool) -> Option<Value> {
    match v {
        Value::Date(d) => dates::end_day(d, last).map(|d| Value::Date(Box::new(d))),
        _ => None,
    }
}

fn text(v: &Value) -> Option<String> {
    match v {
        Value::List(_) => None,
        other => Some(other.canonical()),
    }
}

fn texts(a: &Val, b: &Val, f: fn(&str, &str) -> Verdict) -> Val {
    match (a, b) {
        (Val::Value(x), Val::Value(y)) => text(x).zip(text(y)).map_or(Val::Unknown, |(x, y)| Val::Verdict(f(&x, &y))),
        _ => Val::Unknown,
    }
}

fn pick(a: Val, b: Val, smaller: bool) -> Val {
    match verdict(&Val::Verdict(compare::less(&a, &b))) {
        Verdict::Yes => {
            if smaller {
                a
            } else {
                b
            }
        }
        Verdict::No => {
            if smaller {
                b
            } else {
                a
            }
        }
        Verdict::CannotTell => Val::OneOf(vec![a, b]),
    }
}

/// A ratio as a percentage, less `minus` (1 for a change).
fn percent(ratio: &Value, minus: Exact) -> Option<Value> {
    let n = *ratio.number()?;
    let less = Interval::point(minus);
    let shifted = Number { nominal: n.nominal.sub(minus)?, range: n.range.sub(less), ..n };
    shifted.scaled(Exact::int(100)).map(|n| Value::Percent(Box::new(n)))
}

/// Two values as ranges on one scale with the nominal value of the second.
fn scales(a: &Val, b: &Val) -> Option<(Interval, Interval, Exact)> {
    let (Val::Value(x), Val::Value(y)) = (a, b) else { return None };
    match (x, y) {
        (Value::Quantity(x), Value::Quantity(y)) => {
            let x = numbers::in_unit_of(x, y)?;
            Some((x.amount.range, y.amount.range, y.amount.nominal))
        }
        (Value::Money(x), Value::Money(y)) => (x.currency == y.currency).then_some((x.amount.range, y.amount.range, y.amount.nominal)),
        (Value::Duration(x), Value::Duration(y)) => Some((x.seconds, y.seconds, y.seconds.lo.or(y.seconds.hi)?)),
        _ => Some((x.number()?.range, y.number()?.range, y.number()?.nominal)),
    }
}

fn close(a: &Val, b: &Val, percent: Exact) -> Verdict {
    let Some((x, y, nominal)) = scales(a, b) else { return Verdict::CannotTell };
    let by = nominal.abs().mul(percent).and_then(|p| p.div(Exact::int(100))).unwrap_or(Exact::ZERO);
    match x.equals(y.widen(by)) {
        Verdict::No => Verdict::No,
        _ => Verdict::Yes,
    }
}

/// The first quantity converted against the second, which is rounded to its last digit (at most a tenth of it) plus 2 percent.
fn converts(a: &Val, b: &Val) -> Verdict {
    let (Val::Value(Value::Quantity(x)), Val::Value(Value::Quantity(y))) = (a, b) else { return Verdict::CannotTell };
    let Some(there) = numbers::in_unit_of(x, y) else { return Verdict::CannotTell };
    let given = y.amount;
    let tenth = given.nominal.abs().div(Exact::int(10)).unwrap_or(Exact::ZERO);
    let digit = numbers::half_of_last_digit(given.nominal);
    let last = if digit > tenth && digit > Exact::ratio(1, 2).unwrap_or(Exact::ONE) { tenth } else { digit };
    let slack = given.nominal.abs().div(Exact::int(50)).unwrap_or(Exact::ZERO);
    let wide = given.range.widen(last).widen(slack);
    match there.amount.range.equals(wide) {
        Verdict::No => Verdict::No,
        _ => Verdict::Yes,
    }
}

/// Whether a short form can be made of the initials of a long one: each letter the initial of a word in order; small words may be
/// left out; a word may give further letters of itself behind its initial.
fn initials_of(long: &str, short: &str) -> bool {
    let letters: Vec<char> = short.trim_end_matches('s').chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let words: Vec<Vec<char>> = long
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .map(|w| w.to_lowercase().chars().collect())
        .collect();
    !letters.is_empty() && letters.len() <= 12 && words.len() <= 16 && fits(&letters, &words)
}

fn fits(letters: &[char], words: &[Vec<char>]) -> bool {
    const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by", "de", "la", "du", "des"];
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let small = SMALL.iter().any(|s| s.chars().eq(word.iter().copied()));
    if small && fits(letters, rest) {
        return true;
    }
    let Some((first, mut left)) = letters.split_first() else { return false };
    if word.first() != Some(first) {
        return false;
    }
    if fits(left, rest) {
        return true;
    }
    // Inner letters of the same word, in order: "XHTML" of "Extensible …" is not tried, "TeleVision" for TV is.
    let mut inner = word.iter().skip(1);
    while let Some((next, after)) = left.split_first() {
        if !inner.any(|c| c == next) {
            return false;
        }
        left = after;
        if fits(left, rest) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::initials_of;

    #[test]
    fn initials_stand_in_order() {
        assert!(initials_of("World Health Organization", "WHO"));
        assert!(initials_of("Centers for Disease Control and Prevention", "CDCP"));
        assert!(initials_of("Department of Defense", "DoD"));
        assert!(initials_of("non-governmental organisations", "NGOs"));
        assert!(!initials_of("General Services Administration", "GAS"));
        assert!(!initials_of("Chief Financial Officer", "CF"));
    }
}
