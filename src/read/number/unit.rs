//! Units behind a number: the longest name of the lexicon, attached, separate or hyphenated; "per" and a second unit; two
//! units of one length ("5ft 10in").

use super::super::Cx;
use super::form::{Form, Shape, form};
use crate::lexicon::{Class, TokenKind, fold};
use crate::value::{Exact, Number, Quantity, Unit};
use std::sync::Arc;

/// A quantity and one past its last token.
pub(super) struct Measured {
    /// What it means.
    pub(super) quantity: Quantity,
    /// One past its last token.
    pub(super) end: u32,
}

/// The quantity that a number opens.
pub(super) fn measured(cx: &Cx<'_>, number: &Form, limit: u32) -> Option<Measured> {
    let (unit, end) = unit_at(cx, number, limit)?;
    let (mut amount, mut end, mut unit) = (number.number, end, unit);
    if let Some((raised, next)) = power(cx, &unit, end, limit) {
        (unit, end) = (raised, next);
    }
    if let Some((extra, next)) = second_part(cx, &unit, end, limit) {
        amount = add(amount, extra)?;
        end = next;
    } else if let Some((compound, next)) = per(cx, &unit, end, limit) {
        (unit, end) = (compound, next);
    }
    Some(Measured { quantity: Quantity { amount, unit }, end })
}

fn add(a: Number, b: Number) -> Option<Number> {
    Some(Number { nominal: a.nominal.add(b.nominal)?, range: a.range.add(b.range), half_unit: b.half_unit, hedge: a.hedge })
}

/// The unit that follows a number and one past its last token.
fn unit_at(cx: &Cx<'_>, number: &Form, limit: u32) -> Option<(Arc<Unit>, u32)> {
    let mut at = number.end;
    let hyphen = matches!(cx.text(at), "-" | "\u{2011}" | "\u{2010}") && cx.touches(at) && cx.touches(at + 1);
    if hyphen {
        at += 1;
    }
    // "a quarter of a mile", "half a mile": a part of one unit.
    if number.shape == Shape::Fraction && !hyphen {
        let of = u32::from(cx.folded(at) == "of");
        if matches!(cx.folded(at + of), "a" | "an") {
            at += of + 1;
        }
    }
    if at >= limit {
        return None;
    }
    let (unit, short, end) = named(cx, at, limit)?;
    if unit.dimension == "count" || matches!(cx.folded(at), "am" | "pm") {
        return None;
    }
    if short && !short_fits(cx, number, at, end, hyphen) {
        return None;
    }
    Some((unit, end))
}

/// The longest unit name at a token: in its exact case first, since "MW" and "mW" differ.
pub(super) fn named(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Arc<Unit>, bool, u32)> {
    let mut n = cx.phrase(at, limit, Class::Unit)?;
    // The dot that ends a sentence is no part of "2 in".
    if n > 1 && at + n == limit && cx.text(at + n - 1) == "." {
        n -= 1;
    }
    let text = cx.doc.text(cx.span(at..at + n)).split_whitespace().collect::<Vec<_>>().join(" ");
    let exact = cx.lex.unit_forms.get(text.as_str());
    let found = exact.or_else(|| cx.lex.units.get(fold(&text).as_ref()))?;
    // A short form in another case is another word: "30 L" is litres, "the 3 A levels" no current.
    if exact.is_none() && found.1 && text.chars().count() <= 2 {
        return None;
    }
    Some((Arc::clone(&found.0), found.1, at + n))
}

/// Whether a short or common form is a unit here.
fn short_fits(cx: &Cx<'_>, number: &Form, at: u32, end: u32, hyphen: bool) -> bool {
    let touches = cx.touches(at);
    let next = cx.folded(end);
    let closed = !cx.is_kind(end, TokenKind::Word);
    match cx.folded(at) {
        "in" => {
            touches
                || (!hyphen
                    && ((closed && !cx.is_kind(end, TokenKind::Number))
                        || matches!(next, "thick" | "long" | "wide" | "tall" | "high" | "deep" | "by" | "x" | "diameter"))
                    && number_is_measure(number))
        }
        // Feet and inches by their marks only as a pair: 6'2".
        "'" | "\u{2032}" => touches && !number.words && !cx.touches(number.start) && cx.is_kind(end, TokenKind::Number) && cx.touches(end),
        "\"" | "\u{2033}" => {
            touches
                && !number.words
                && number.start > 0
                && cx.touches(number.start)
                && matches!(cx.text(number.start - 1), "'" | "\u{2032}")
        }
        "c" | "f" | "k" if !number.words => warm(cx, number.start) && (touches || closed) && cx.text(at).chars().all(char::is_uppercase),
        "st" => touches || matches!(next, "and" | "of") || cx.is_kind(end, TokenKind::Number),
        "in." | "stone" | "cup" | "cups" | "bar" | "bars" | "bit" | "bits" | "degree" | "degrees" | "°" | "gross" | "mole" | "moles" => {
            true
        }
        "a" | "b" | "g" | "t" | "l" | "n" | "v" | "w" | "j" | "m" => {
            let metres = !(cx.folded(at) == "m" && touches && money_near(cx, number.start));
            !number.words
                && metres
                && (touches
                    || closed
                    || matches!(next, "of" | "long" | "wide" | "tall" | "high" | "deep" | "and" | "x" | "by" | "from" | "above" | "below"))
        }
        _ => !number.words,
    }
}

fn number_is_measure(number: &Form) -> bool {
    !number.words && !number.could_be_year()
}

fn money_near(cx: &Cx<'_>, at: u32) -> bool {
    at > 0 && cx.is(at - 1, Class::Currency)
}

/// Whether the sentence speaks of temperature, so that "20C" is one.
fn warm(cx: &Cx<'_>, at: u32) -> bool {
    let Some((_, sentence)) = cx.doc.sentence_of(at) else { return false };
    sentence.tokens.clone().take(80).any(|i| {
        matches!(
            cx.folded(i),
            "temperature"
                | "temperatures"
                | "degrees"
                | "celsius"
                | "fahrenheit"
                | "heat"
                | "heatwave"
                | "warm"
                | "warming"
                | "warmer"
                | "cold"
                | "colder"
                | "hot"
                | "hotter"
                | "weather"
                | "oven"
                | "freezing"
                | "boiling"
                | "boils"
                | "mercury"
                | "thermometer"
                | "fever"
                | "sunny"
                | "°"
        )
    })
}

/// " 10in" behind "5ft": a smaller unit of the same dimension, with what it adds in the first unit.
fn second_part(cx: &Cx<'_>, unit: &Arc<Unit>, at: u32, limit: u32) -> Option<(Number, u32)> {
    let mut i = at;
    while i < limit && i < at + 2 && matches!(cx.folded(i), "and" | "," | "-") {
        i += 1;
    }
    if !matches!(unit.dimension.as_str(), "length" | "mass") || matches!(unit.system.as_str(), "metric") {
        return None;
    }
    let part = form(cx, i, limit).filter(|f| !f.could_be_year() && f.shape != Shape::Vague)?;
    let (small, end) = match unit_at(cx, &part, limit) {
        Some(found) => found,
        // "5-foot-10"
        None if unit.code == "ft" && matches!(cx.text(at), "-") && part.number.nominal < Exact::int(12) => return inches(&part),
        None => return None,
    };
    let fits = small.dimension == unit.dimension && small.system == unit.system && small.factor < unit.factor;
    let size = small.factor.div(unit.factor).filter(|_| fits)?;
    let less = part.number.nominal.mul(size)? < Exact::ONE;
    Some((part.number.scaled(size).filter(|_| less)?, end))
}

fn inches(part: &Form) -> Option<(Number, u32)> {
    Some((part.number.scaled(Exact::ratio(1, 12)?)?, part.end))
}

/// "km squared", "km^2": a length to a power.
fn power(cx: &Cx<'_>, unit: &Arc<Unit>, at: u32, limit: u32) -> Option<(Arc<Unit>, u32)> {
    if unit.dimension != "length" || at >= limit {
        return None;
    }
    let (square, end) = match cx.folded(at) {
        "squared" => (true, at + 1),
        "cubed" => (false, at + 1),
        "^" if cx.touches(at) && cx.touches(at + 1) => (cx.text(at + 1) == "2", at + 2),
        _ => return None,
    };
    let area = unit.factor.mul(unit.factor)?;
    let (n, dimension, factor) = if square { (2, "area", area) } else { (3, "volume", area.mul(unit.factor)?) };
    let raised = Unit {
        code: format!("{}{n}", unit.code),
        dimension: dimension.to_owned(),
        factor,
        offset: Exact::ZERO,
        system: unit.system.clone(),
    };
    Some((Arc::new(raised), end))
}

/// "per second", "/min": a rate of the unit.
fn per(cx: &Cx<'_>, unit: &Arc<Unit>, at: u32, limit: u32) -> Option<(Arc<Unit>, u32)> {
    let slash = cx.text(at) == "/" && cx.touches(at) && cx.touches(at + 1);
    if at + 1 >= limit || !(slash || cx.folded(at) == "per") {
        return None;
    }
    let (code, dimension, factor, end) = if let Some((code, seconds)) = time_unit(cx.folded(at + 1)) {
        (code.to_owned(), "time".to_owned(), seconds, at + 2)
    } else {
        let (below, _, end) = named(cx, at + 1, limit)?;
        (below.code.clone(), below.dimension.clone(), below.factor, end)
    };
    let rate = Unit {
        code: format!("{}/{code}", unit.code),
        dimension: format!("{}/{dimension}", unit.dimension),
        factor: unit.factor.div(factor)?,
        offset: Exact::ZERO,
        system: unit.system.clone(),
    };
    Some((Arc::new(rate), end))
}

/// A unit of time by name, with its seconds where it has a fixed length.
fn time_unit(name: &str) -> Option<(&'static str, Exact)> {
    let (code, seconds) = match name {
        "s" | "sec" | "second" => ("s", 1),
        "millisecond" | "ms" => return Some(("ms", Exact::ratio(1, 1000)?)),
        "min" | "minute" => ("min", 60),
        "h" | "hr" | "hour" => ("h", 3600),
        "day" => ("day", 86_400),
        "week" => ("week", 604_800),
        "month" => ("month", 2_629_746),
        "year" | "annum" => ("year", 31_556_952),
        _ => return None,
    };
    Some((code, Exact::int(seconds)))
}
