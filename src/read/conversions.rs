//! A measure given twice, in two units or two currencies: "10 kilometers (6 miles)", "€20 million (about $22 million)".
//!
//! Invariants:
//! - Both values are widened by what their last digits leave open, since a converted figure is rounded; `expected` is the first
//!   value in the unit of the second, so a rule has only to compare.
//! - Silent where a factor is not sure: nautical and statute miles, US and imperial gallons, short and long tons; differences of
//!   temperature; brackets that go on to say something else.

use super::amounts::{self, Amount};
use super::form::{field, optional};
use super::{Claim, ClaimSchema, Cx, Readings};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Interval, Number, Quantity, Value};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "conversion",
        about: "a quantity directly followed by the same in another unit: “10 kilometers (6 miles)”",
        fields: &[
            field("value", "quantity", "as given first, as wide as its last digit"),
            field("converted", "quantity", "as given second, as wide as its last digit"),
            field("expected", "quantity", "the first in the unit of the second"),
            optional("ratio", "number", "second by first; 1 is right; not for temperatures"),
        ],
    },
    ClaimSchema {
        name: "money-conversion",
        about: "a sum directly followed by the same in another currency: “€20 million ($22 million)”",
        fields: &[
            field("value", "money", "as given first"),
            field("converted", "money", "as given second"),
            field("pair", "text", "the two currencies, “EUR-USD”"),
            field("rate", "number", "second by first, as wide as the last digits leave it"),
            field("historic", "bool", "a year or \"then\" beside it: at the rate of another time"),
        ],
    },
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for (_, sentence, amounts) in amounts::of(cx, out).sentences(cx, 2) {
        let mut i = 0;
        while i + 1 < amounts.len() {
            i += pair(cx, amounts, i, sentence.tokens.end, &mut claims).max(1);
        }
    }
    out.claims.extend(claims);
}

/// Reads the conversion that opens at an amount; returns how many amounts it used up.
fn pair(cx: &Cx<'_>, amounts: &[Amount], i: usize, limit: u32, claims: &mut Vec<Claim>) -> usize {
    let at = |k: usize| amounts.get(i + k);
    let Some(first) = at(0) else { return 1 };
    // "10 to 15 km (6 to 9 miles)": two of one unit, then two of the other.
    if let (Some(second), Some(third), Some(fourth)) = (at(1), at(2), at(3))
        && joined(cx, first, second)
        && same_unit(first, second)
    {
        if bridge(cx, second, third).is_some() && joined(cx, third, fourth) && same_unit(third, fourth) && closed(cx, fourth, limit) {
            claims.extend(claim(cx, first, third));
            claims.extend(claim(cx, second, fourth));
        }
        return 2;
    }
    let Some(second) = at(1) else { return 1 };
    if joined(cx, first, second) && same_unit(first, second) {
        return 2;
    }
    let Some(bracket) = bridge(cx, first, second) else { return 1 };
    if at(2).is_some_and(|third| joined(cx, second, third) && same_unit(second, third)) {
        return 3;
    }
    if bracket && !closed(cx, second, limit) {
        return 1;
    }
    claims.extend(claim(cx, first, second));
    2
}

/// "10 to 15", "10 by 20": parts of one measure.
fn joined(cx: &Cx<'_>, a: &Amount, b: &Amount) -> bool {
    let gap: Vec<&str> = (a.tokens.end..b.tokens.start).take(4).map(|t| cx.folded(t)).collect();
    matches!(
        gap.as_slice(),
        ["to" | "by" | "x" | "×" | "-" | "\u{2013}" | "and" | "or" | "through"] | ["-", "to" | "by", "-"] | ["-", "to"]
    )
}

fn same_unit(a: &Amount, b: &Amount) -> bool {
    match (&a.value, &b.value) {
        (Value::Quantity(x), Value::Quantity(y)) => x.unit.code == y.unit.code,
        (Value::Money(x), Value::Money(y)) => x.currency == y.currency,
        _ => false,
    }
}

/// Whether what stands between two amounts says that the second is the first again; `true` inside for a bracket.
fn bridge(cx: &Cx<'_>, a: &Amount, b: &Amount) -> Option<bool> {
    let (mut t, end) = (a.tokens.end, b.tokens.start);
    if end <= t || end - t > 8 {
        return None;
    }
    // "30-foot-tall (", "5 feet high, or": the adjective of the measure; a noun between only before a bracket.
    let mut nouns = 0;
    while t < end && !matches!(cx.text(t), "(" | "," | "[" | "\u{2013}" | "\u{2014}" | "/") && cx.folded(t) != "or" {
        let adjective = cx.is(t, Class::MeasureAdjective) || matches!(cx.text(t), "-" | "\u{2011}");
        nouns += u32::from(!adjective);
        if nouns > 1 || !(adjective || cx.is_kind(t, TokenKind::Word)) || cx.is_any(t, &[Class::Be, Class::Have, Class::Modal]) {
            return None;
        }
        t += 1;
    }
    let opener = cx.text(t);
    let bracket = matches!(opener, "(" | "[");
    if nouns > 0 && !bracket || t >= end {
        return None;
    }
    t += 1;
    let mut or = opener == "or";
    if opener == "," && cx.folded(t) == "or" {
        or = true;
        t += 1;
    }
    let hedged = t < end;
    // "closed at C$35, up 12.5 cents": a change, unless "up to".
    if cx.folded(t) == "up" && cx.folded(t + 1) != "to" {
        return None;
    }
    while t < end {
        // Only hedges, "equal to" and the like may follow.
        if !matches!(
            cx.folded(t),
            "about"
                | "around"
                | "some"
                | "roughly"
                | "approximately"
                | "nearly"
                | "almost"
                | "just"
                | "over"
                | "under"
                | "more"
                | "less"
                | "than"
                | "or"
                | "equivalent"
                | "equal"
                | "to"
                | "the"
                | "of"
                | "approx"
                | "approx."
                | "c."
                | "ca."
                | "circa"
                | "a"
                | "little"
                | "slightly"
                | "close"
                | "up"
                | "well"
                | "~"
                | "≈"
                | "="
                | "i.e."
                | "at"
                | "least"
                | "an"
        ) {
            return None;
        }
        t += 1;
    }
    let slash = opener == "/" && !cx.touches(b.tokens.start + 1);
    (bracket || or || slash || (opener == "," && hedged)).then_some(bracket)
}

/// Whether the bracket ends behind the second amount, an adjective of measure apart.
fn closed(cx: &Cx<'_>, b: &Amount, limit: u32) -> bool {
    let mut t = b.tokens.end;
    while t < limit && (cx.is(t, Class::MeasureAdjective) || matches!(cx.text(t), "-" | "\u{2011}")) {
        t += 1;
    }
    if matches!(cx.folded(t), "or") && matches!(cx.folded(t + 1), "so" | "more") {
        t += 2;
    }
    matches!(cx.text(t), ")" | "]" | ";" | "/")
}

fn claim(cx: &Cx<'_>, a: &Amount, b: &Amount) -> Option<Claim> {
    let anchor = cx.span(a.tokens.start..b.tokens.end);
    match (&a.value, &b.value) {
        (Value::Quantity(x), Value::Quantity(y)) => {
            let (x, y) = (written(x), written(y));
            let differ = x.unit.dimension == y.unit.dimension && x.unit.code != y.unit.code;
            let expected = in_unit(&x, &y).filter(|_| differ)?;
            let temperature = x.unit.dimension == "temperature";
            if (temperature && is_difference(cx, a, b, &x, &y)) || is_unsure(&x, &y, &expected) {
                return None;
            }
            let ratio = y.amount.nominal.div(expected.amount.nominal).filter(|_| !temperature);
            let range = y.amount.range.div(expected.amount.range);
            let claim = Claim::new("conversion", anchor)
                .with("value", a.span, Value::Quantity(Box::new(x)))
                .with("converted", b.span, Value::Quantity(Box::new(y)))
                .with_implied("expected", Value::Quantity(Box::new(expected)));
            Some(match ratio {
                Some(nominal) => claim.with_implied("ratio", Value::Number(Box::new(Number { nominal, range, ..Number::exact(nominal) }))),
                None => claim,
            })
        }
        (Value::Money(x), Value::Money(y)) if x.currency != y.currency => {
            let nominal = y.amount.nominal.div(x.amount.nominal)?;
            let range = significant(y.amount).range.div(significant(x.amount).range);
            let pair = format!("{}-{}", x.currency.code, y.currency.code);
            Some(
                Claim::new("money-conversion", anchor)
                    .with("value", a.span, a.value.clone())
                    .with("converted", b.span, b.value.clone())
                    .with_implied("pair", Value::Text(pair))
                    .with_implied("rate", Value::Number(Box::new(Number { nominal, range, ..Number::exact(nominal) })))
                    .with_implied("historic", Value::Bool(is_historic(cx, a, b))),
            )
        }
        _ => None,
    }
}

/// Whether a year or a word of another time stands near: exchange rates of two times differ.
fn is_historic(cx: &Cx<'_>, a: &Amount, b: &Amount) -> bool {
    (a.tokens.start.saturating_sub(10)..b.tokens.end + 10).any(|t| {
        let text = cx.text(t);
        let year = text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|c| c.is_ascii_digit());
        year || matches!(cx.folded(t), "then" | "time" | "ago" | "decade" | "century" | "today's")
    })
}

fn written(q: &Quantity) -> Quantity {
    // A temperature is rounded to its last digit, not to its last non-zero one: 20 °C is no 15.
    let amount = if q.unit.dimension == "temperature" { last_digit(q.amount) } else { significant(q.amount) };
    Quantity { amount, unit: q.unit.clone() }
}

fn last_digit(n: Number) -> Number {
    let half = if n.half_unit == Exact::ZERO { Exact::ratio(1, 2).unwrap_or(Exact::ONE) } else { n.half_unit };
    Number { range: n.range.widen(half), half_unit: half, ..n }
}

/// A number as wide as its last digit that is not zero, but by no more than a twentieth of it where it has two digits or more
/// ("5,000 m" for three miles); below ten by half.
fn significant(n: Number) -> Number {
    let mut half = if n.half_unit == Exact::ZERO { Exact::ratio(1, 2).unwrap_or(Exact::ONE) } else { n.half_unit };
    let ten = Exact::int(10);
    let mut unit = half.add(half).unwrap_or(Exact::ONE);
    while let Some(larger) = unit.mul(ten).filter(|&l| l <= n.nominal.abs() && n.nominal.div(l).is_some_and(Exact::is_integer)) {
        unit = larger;
        half = unit.div(Exact::int(2)).unwrap_or(half);
    }
    let cap = n.nominal.abs().div(Exact::int(20)).unwrap_or(half);
    let half = if n.nominal.abs() >= ten { half.min(cap).max(n.half_unit) } else { half };
    // Whole numbers of one digit stand for anything that rounds to them; "1" stands for a unit at times.
    Number { range: n.range.widen(half), half_unit: half, ..n }
}

/// A quantity in the unit of another.
fn in_unit(x: &Quantity, y: &Quantity) -> Option<Quantity> {
    let to = |e: Exact| e.mul(x.unit.factor)?.add(x.unit.offset)?.sub(y.unit.offset)?.div(y.unit.factor);
    let n = x.amount;
    let range = Interval { lo: n.range.lo.and_then(to), hi: n.range.hi.and_then(to) };
    // An end that cannot be told leaves everything open.
    let range =
        if range.lo.is_some() == n.range.lo.is_some() && range.hi.is_some() == n.range.hi.is_some() { range } else { Interval::ANY };
    let nominal = to(n.nominal)?;
    Some(Quantity { amount: Number { nominal, range, half_unit: Exact::ZERO, hedge: n.hedge }, unit: y.unit.clone() })
}

/// Whether two temperatures are a difference: "rose by 5 degrees", "2 C (3.6 F) warmer".
fn is_difference(cx: &Cx<'_>, a: &Amount, b: &Amount, x: &Quantity, y: &Quantity) -> bool {
    let before = (a.tokens.start.saturating_sub(5)..a.tokens.start).any(|t| {
        matches!(cx.folded(t), "by" | "another" | "additional" | "extra" | "further" | "within")
            || cx.is_any(t, &[Class::Rise, Class::Fall])
    });
    let behind = (b.tokens.end..b.tokens.end + 5).any(|t| {
        matches!(
            cx.folded(t),
            "warmer"
                | "cooler"
                | "hotter"
                | "colder"
                | "above"
                | "below"
                | "higher"
                | "lower"
                | "rise"
                | "increase"
                | "difference"
                | "drop"
                | "swing"
                | "warming"
                | "more"
                | "less"
                | "gap"
                | "change"
        )
    });
    let scaled = x.amount.nominal.mul(x.unit.factor).and_then(|e| e.div(y.unit.factor));
    let fits = scaled.is_some_and(|s| y.amount.range.contains(s));
    before || behind || fits
}

/// Nautical by statute mile, imperial by US gallon, long by short ton, long ton by tonne and short by tonne, troy by common ounce.
const VARIANTS: [(i64, i64); 6] = [(11508, 10000), (12010, 10000), (11200, 10000), (10160, 10000), (11023, 10000), (10971, 10000)];

/// Whether another unit of the same name would explain what does not fit.
fn is_unsure(x: &Quantity, y: &Quantity, expected: &Quantity) -> bool {
    if !matches!(x.unit.dimension.as_str(), "length" | "mass" | "volume" | "speed") {
        return false;
    }
    let far = expected.amount.range.equals(y.amount.range) == crate::value::Verdict::No;
    let near = |factor: Exact| {
        let n = expected.amount.nominal.mul(factor);
        n.zip(expected.amount.nominal.div(Exact::int(50)).map(Exact::abs)).is_some_and(|(n, room)| y.amount.range.widen(room).contains(n))
    };
    let named = |codes: &[&str]| codes.iter().any(|c| x.unit.code == *c || y.unit.code == *c);
    let doubtful = x.unit.dimension == "volume" || x.unit.dimension == "mass" || named(&["mi", "nmi", "mph", "kn"]);
    far && doubtful && VARIANTS.iter().any(|&(n, d)| Exact::ratio(n, d).is_some_and(near) || Exact::ratio(d, n).is_some_and(near))
}
