//! Units behind a number, attached, separate, hyphenated or in brackets; two units of one length ("5ft 10in"); what a measure may be
//! off by ("5 mm ± 0.2 mm"). The name of a unit is read by [`name`], units made of units by [`compound`].

mod compound;
mod name;

pub(super) use compound::times_per;
pub(super) use name::is_unit;

use super::super::Cx;
use super::form::{self, Form, Shape, form};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Number, Quantity, Unit};
use name::{Named, named};
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
    let first = unit_at(cx, number, limit)?;
    let mut amount = number.number;
    if let Some((extra, end)) = second_part(cx, &first.unit, first.end, limit) {
        amount = add(amount, extra)?;
        return Some(Measured { quantity: Quantity { amount, unit: first.unit }, end });
    }
    if let Some((part, end)) = and_part(cx, number, first.end, limit) {
        return Some(Measured { quantity: Quantity { amount: Number::exact(amount.nominal.add(part)?), unit: first.unit }, end });
    }
    let bracketed = first.end > number.end && matches!(cx.text(first.end - 1), "]" | ">" | ")");
    let Named { unit, end, .. } = if bracketed { first } else { compound::extend(cx, first, limit) };
    if let Some((off, end)) = margin(cx, number, &unit, end, limit) {
        return Some(Measured { quantity: Quantity { amount: off, unit }, end });
    }
    Some(Measured { quantity: Quantity { amount, unit }, end })
}

/// " and a half" behind "two miles".
fn and_part(cx: &Cx<'_>, number: &Form, at: u32, limit: u32) -> Option<(Exact, u32)> {
    let whole = number.shape == Shape::Plain && number.number.nominal.is_integer();
    if !whole || at + 2 >= limit || cx.folded(at) != "and" || cx.folded(at + 1) != "a" || cx.folded(at + 3) == "of" {
        return None;
    }
    match cx.folded(at + 2) {
        "half" => Some((Exact::ratio(1, 2)?, at + 3)),
        "quarter" => Some((Exact::ratio(1, 4)?, at + 3)),
        _ => None,
    }
}

/// "± 0.2 mm" behind "5 mm": what the measure may be off by, in the same unit.
fn margin(cx: &Cx<'_>, number: &Form, unit: &Arc<Unit>, at: u32, limit: u32) -> Option<(Number, u32)> {
    let next = form::plus_minus(cx, at, limit)?;
    let off = form(cx, next, limit).filter(|f| !f.words)?;
    let named = unit_at(cx, &off, limit)?;
    let named = compound::extend(cx, named, limit);
    (named.unit.code == unit.code).then_some((form::within(number.number, off.number)?, named.end))
}

fn add(a: Number, b: Number) -> Option<Number> {
    Some(Number { nominal: a.nominal.add(b.nominal)?, range: a.range.add(b.range), half_unit: b.half_unit, hedge: a.hedge })
}

/// The unit that follows a number.
fn unit_at(cx: &Cx<'_>, number: &Form, limit: u32) -> Option<Named> {
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
    if let Some(found) = bracketed(cx, number, at, limit) {
        return Some(found);
    }
    let found = named(cx, at, limit)?;
    if found.unit.dimension == "count"
        || cx.text(at).trim_end_matches('.').chars().all(char::is_uppercase) && matches!(cx.folded(at), "am" | "pm")
    {
        return None;
    }
    // "3 W m^-2": what makes a larger unit with its neighbour is one.
    let fits = !found.short || short_fits(cx, number, at, found.end, hyphen) || !number.words && compound::goes_on(cx, &found, limit);
    fits.then_some(found)
}

/// "20 [kg]", "3.5 (m)": a unit alone in brackets.
fn bracketed(cx: &Cx<'_>, number: &Form, at: u32, limit: u32) -> Option<Named> {
    let close = match cx.text(at) {
        "[" => "]",
        "<" => ">",
        "(" => ")",
        _ => return None,
    };
    let found = named(cx, at + 1, limit).filter(|n| n.unit.dimension != "count")?;
    let found = compound::extend(cx, found, limit);
    (!number.words && cx.text(found.end) == close && found.end < limit).then_some(Named { end: found.end + 1, ..found })
}

/// Whether a short or common form is a unit here.
fn short_fits(cx: &Cx<'_>, number: &Form, at: u32, end: u32, hyphen: bool) -> bool {
    let touches = cx.touches(at);
    let next = cx.folded(end);
    let closed = !cx.is_kind(end, TokenKind::Word);
    let written = cx.folded(at);
    match if written.len() == 2 { written.strip_suffix('.').unwrap_or(written) } else { written } {
        "in" => {
            touches
                || (!hyphen
                    && ((closed && !cx.is_kind(end, TokenKind::Number))
                        || matches!(next, "thick" | "long" | "wide" | "tall" | "high" | "deep" | "by" | "x" | "diameter"))
                    && number_is_measure(number))
        }
        // Feet by their mark only with inches behind them: 6'2", 6' 2".
        "'" | "\u{2032}" => {
            touches
                && !number.words
                && !cx.touches(number.start)
                && (cx.is(end, Class::MeasureAdjective) && !cx.doc.is_quoted(number.start)
                    || cx.is_kind(end, TokenKind::Number) && cx.text(end).len() < 3)
                && (cx.touches(end)
                    || cx.is(end, Class::MeasureAdjective)
                    || matches!(cx.text(end + 1), "\"" | "\u{2033}" | "\u{201d}") && cx.touches(end + 1))
        }
        // Inches by their mark: not where it closes a quotation; apart from the number only before "long", "wide" …
        "\"" | "\u{2033}" => {
            let paired = number.start > 0 && matches!(cx.text(number.start - 1), "'" | "\u{2032}");
            let measured = touches || cx.is(end, Class::MeasureAdjective);
            !number.words && (touches && paired || measured && !cx.doc.is_quoted(number.start))
        }
        // "2.1 pm" is no time of day; everything else with it is.
        "am" | "pm" => is_no_clock(cx.text(number.start)),
        "c" | "f" | "k" if !number.words => {
            warm(cx, number.start)
                && (touches || closed || cx.is(end, Class::Stop))
                && cx.text(at).trim_end_matches('.').chars().all(char::is_uppercase)
        }
        "st" => touches || matches!(next, "and" | "of") || cx.is_kind(end, TokenKind::Number),
        // "4 ML models" are no megalitres.
        "ml" | "gl" | "mv" | "gv" if cx.has(at, Flags::UPPER) => touches || closed || next == "of",
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

/// Digits that no clock shows: "2.1", "2.123", "14.5".
fn is_no_clock(digits: &str) -> bool {
    digits.split_once('.').is_some_and(|(_, decimals)| decimals.len() != 2)
}

fn number_is_measure(number: &Form) -> bool {
    !number.words && !number.could_be_year()
}

fn money_near(cx: &Cx<'_>, at: u32) -> bool {
    at > 0 && cx.is(at - 1, Class::Currency)
}

/// Whether the sentence speaks of temperature, so that "20C" is one.
pub(super) fn warm(cx: &Cx<'_>, at: u32) -> bool {
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
        Some(found) => (found.unit, found.end),
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
