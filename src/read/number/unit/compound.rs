//! Units made of units: quotients ("litres per minute", "km/s2", "kg m-3") and products ("newton metres", "kg·m", "kW h").
//!
//! Invariant: the factor of what is made is the quotient or product of the factors, so that it compares with what the lexicon
//! lists in the same dimension.

use super::super::super::Cx;
use super::name::{Named, named, raise};
use crate::lexicon::TokenKind;
use crate::value::{Exact, Unit};
use std::sync::Arc;

/// Factors that one unit may have.
const MAX_FACTORS: usize = 4;

/// Whether a symbol is multiplied or divided by what follows it.
pub(super) fn goes_on(cx: &Cx<'_>, found: &Named, limit: u32) -> bool {
    quotient(cx, found, limit).or_else(|| factor(cx, found, limit)).is_some_and(|n| n.end > found.end)
}

/// Everything that follows the first unit and makes one with it.
pub(super) fn extend(cx: &Cx<'_>, first: Named, limit: u32) -> Named {
    let mut found = first;
    for _ in 0..MAX_FACTORS {
        let Some(more) = quotient(cx, &found, limit).or_else(|| factor(cx, &found, limit)) else { break };
        found = more;
    }
    found
}

/// "/min", " per second", "-per-hour", " per square inch".
fn quotient(cx: &Cx<'_>, found: &Named, limit: u32) -> Option<Named> {
    let at = found.end;
    let slash = cx.text(at) == "/" && cx.touches(at) == cx.touches(at + 1);
    let spaced = slash && !cx.touches(at);
    let hyphen = cx.text(at) == "-" && cx.touches(at) && cx.folded(at + 1) == "per";
    let per = at + u32::from(hyphen);
    if !slash && cx.folded(per) != "per" {
        return None;
    }
    let next = per + 1 + u32::from(cx.text(per + 1) == "-" && cx.touches(per + 1));
    if next >= limit {
        return None;
    }
    let below = below(cx, next, limit).filter(|b| !spaced || b.short)?;
    let unit = combine(&found.unit, &below.unit, '/')?;
    Some(Named { unit, short: found.short, end: below.end })
}

/// What stands under a unit: a time or another unit, with its power.
fn below(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Named> {
    if let Some((code, seconds)) = time_unit(cx.folded(at)) {
        let first = Named { unit: Arc::new(time(code, seconds)), short: cx.text(at).len() < 3, end: at + 1 };
        return Some(super::name::raised(cx, &first, limit).unwrap_or(first));
    }
    if cx.text(at) == "K" {
        return kelvin(cx).map(|unit| Named { unit, short: true, end: at + 1 });
    }
    named(cx, at, limit).filter(|n| n.unit.offset == Exact::ZERO && n.unit.dimension != "count")
}

/// A second factor: "N m", "newton metres", "kW h", "kg·m", "amp hours", "m s-1", "kg m^-3".
fn factor(cx: &Cx<'_>, found: &Named, limit: u32) -> Option<Named> {
    let at = found.end;
    if at >= limit {
        return None;
    }
    let dot = matches!(cx.text(at), "\u{b7}" | "\u{22c5}" | "\u{2219}" | "*") && cx.touches(at) && cx.touches(at + 1);
    let hyphen = cx.text(at) == "-" && cx.touches(at) && cx.touches(at + 1);
    let next = at + u32::from(dot || hyphen);
    if next >= limit || !(dot || hyphen || cx.is_kind(next, TokenKind::Word) && !cx.touches(next)) {
        return None;
    }
    if !hyphen && let Some(negative) = negative_power(cx, &found.unit, next, limit) {
        return Some(Named { short: found.short, ..negative });
    }
    let kind = cx.folded(next);
    let time = time_unit(kind.strip_suffix('s').filter(|k| k.len() > 1).unwrap_or(kind));
    let symbols = found.short == (kind.len() <= 2);
    let fits = match found.unit.dimension.as_str() {
        "power" | "current" => matches!(time, Some(("h", _))) && (symbols || kind.len() > 2),
        "energy" | "pressure" => matches!(time, Some(("s", _))) && symbols,
        _ => false,
    };
    let later = matches!(cx.folded(next + 1), "later" | "ago" | "after" | "before" | "earlier");
    if let Some((code, seconds)) = time.filter(|_| (fits || dot) && !later) {
        return Some(Named { unit: product(&found.unit, &self::time(code, seconds))?, short: found.short, end: next + 1 });
    }
    let length = named(cx, next, limit)?;
    let torque = found.unit.dimension == "force" && length.unit.dimension == "length" && symbols;
    if !(dot || torque) || length.unit.dimension == "count" {
        return None;
    }
    Some(Named { unit: product(&found.unit, &length.unit)?, short: found.short, end: length.end })
}

/// "s-1", "m^-3", "K⁻¹": a symbol to a negative power.
fn negative_power(cx: &Cx<'_>, above: &Unit, at: u32, limit: u32) -> Option<Named> {
    let mut i = at + 1;
    i += u32::from(cx.text(i) == "^" && cx.touches(i));
    if !matches!(cx.text(i), "-" | "\u{2212}" | "\u{207b}") || !cx.touches(i) || !cx.touches(i + 1) || i + 1 >= limit {
        return None;
    }
    let power = match cx.text(i + 1) {
        "1" | "\u{b9}" => 1,
        "2" | "\u{b2}" => 2,
        "3" | "\u{b3}" => 3,
        _ => return None,
    };
    let text = cx.text(at);
    let unit = match time_unit(text) {
        Some((code, seconds)) => Arc::new(time(code, seconds)),
        None if text == "K" => kelvin(cx)?,
        None => named(cx, at, at + 1).filter(|n| n.end == at + 1 && text.len() <= 4)?.unit,
    };
    let unit = if power == 1 { unit } else { raise(&unit, power)? };
    Some(Named { unit: combine(above, &unit, '/')?, short: true, end: i + 2 })
}

/// The kelvin, whose letter counts only inside another unit.
fn kelvin(cx: &Cx<'_>) -> Option<Arc<Unit>> {
    cx.lex.unit_forms.get("kelvin").map(|(unit, _)| Arc::clone(unit))
}

/// Two units multiplied.
pub(super) fn product(a: &Unit, b: &Unit) -> Option<Arc<Unit>> {
    combine(a, b, '\u{b7}')
}

fn combine(a: &Unit, b: &Unit, sign: char) -> Option<Arc<Unit>> {
    let divides = sign == '/';
    let factor = if divides { a.factor.div(b.factor)? } else { a.factor.mul(b.factor)? };
    let code = if divides && a.code.contains('/') && a.code.ends_with(&b.code) {
        // "per second per second"
        format!("{}2", a.code)
    } else {
        format!("{}{sign}{}", a.code, b.code)
    };
    let dimension = if divides { quotient_of(&a.dimension, &b.dimension) } else { product_of(&a.dimension, &b.dimension) };
    let dimension = dimension.map_or_else(|| format!("{}{sign}{}", a.dimension, b.dimension), str::to_owned);
    Some(Arc::new(Unit { code, dimension, factor, offset: Exact::ZERO, system: a.system.clone() }))
}

/// The dimension of a quotient where it has a name that the lexicon uses.
fn quotient_of(a: &str, b: &str) -> Option<&'static str> {
    Some(match (a, b) {
        ("length", "time") => "speed",
        ("length", "time2") | ("speed", "time") => "acceleration",
        ("volume", "time") => "flow",
        ("mass", "time") => "mass-flow",
        ("mass", "volume") => "density",
        ("mass", "area") => "areal-density",
        ("data", "time") => "data-rate",
        ("energy", "time") => "power",
        ("force", "area") => "pressure",
        _ => return None,
    })
}

/// The dimension of a product where it has a name that the lexicon uses.
fn product_of(a: &str, b: &str) -> Option<&'static str> {
    Some(match (a, b) {
        ("power", "time") => "energy",
        ("current", "time") => "charge",
        ("force", "length") => "torque",
        _ => return None,
    })
}

/// A unit of time as a part of another unit.
pub(super) fn time(code: &str, seconds: Exact) -> Unit {
    Unit { code: code.to_owned(), dimension: "time".to_owned(), factor: seconds, offset: Exact::ZERO, system: "any".to_owned() }
}

/// A unit of time by name, with its seconds where it has a fixed length.
pub(super) fn time_unit(name: &str) -> Option<(&'static str, Exact)> {
    let (code, seconds) = match name {
        "s" | "sec" | "second" => ("s", 1),
        "millisecond" | "ms" => return Some(("ms", Exact::ratio(1, 1000)?)),
        "min" | "minute" => ("min", 60),
        "h" | "hr" | "hour" => ("h", 3600),
        "d" | "day" => ("day", 86_400),
        "week" | "wk" => ("week", 604_800),
        "month" => ("month", 2_629_746),
        "year" | "annum" | "yr" | "a" => ("year", 31_556_952),
        _ => return None,
    };
    Some((code, Exact::int(seconds)))
}

/// "times a week": how often in a unit of time.
pub(in super::super) fn times_per(name: &str) -> Option<Arc<Unit>> {
    let (code, seconds) = time_unit(name)?;
    Some(Arc::new(Unit {
        code: format!("times/{code}"),
        dimension: "rate".to_owned(),
        factor: Exact::ONE.div(seconds)?,
        offset: Exact::ZERO,
        system: "any".to_owned(),
    }))
}
