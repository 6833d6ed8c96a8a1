//! Percentages, percentage points and basis points.

use super::super::Cx;
use super::form::{Form, Shape};
use crate::value::{Exact, Number, Value};

/// The percentage that a number opens: its value and one past its last token.
pub(super) fn percent(cx: &Cx<'_>, number: &Form, limit: u32) -> Option<(Value, u32)> {
    let mut at = number.end;
    if matches!(cx.text(at), "-" | "\u{2011}") && cx.touches(at) && cx.touches(at + 1) {
        at += 1;
    }
    if at >= limit || number.shape == Shape::Vague {
        return None;
    }
    // "three quarters of a percent", "half of one percent"
    if number.shape == Shape::Fraction && of_one(cx, at) {
        at += 1 + u32::from(cx.folded(at) == "of");
    }
    let hyphened = |i: u32| if cx.text(i) == "-" && cx.touches(i) { i + 1 } else { i };
    let point = |i: u32| i < limit && matches!(cx.folded(i), "point" | "points" | "pt" | "pts");
    match cx.folded(at) {
        "%" | "percent" | "pct" | "pct." | "percents" | "\u{ff05}" | "percentage" => {
            let next = hyphened(at + 1);
            if point(next) {
                return Some((Value::Points(Box::new(rounded(number)?)), next + 1));
            }
            Some((Value::Percent(Box::new(rounded(number)?)), at + 1))
        }
        "per" if matches!(cx.folded(at + 1), "cent" | "cents") && at + 1 < limit => {
            let next = hyphened(at + 2);
            if point(next) {
                return Some((Value::Points(Box::new(rounded(number)?)), next + 1));
            }
            Some((Value::Percent(Box::new(rounded(number)?)), at + 2))
        }
        "pp" | "ppts" | "pps" => Some((Value::Points(Box::new(rounded(number)?)), at + 1)),
        "basis" if point(at + 1) => Some((Value::Points(Box::new(rounded(number)?.scaled(Exact::ratio(1, 100)?)?)), at + 2)),
        "bps" | "bp" if !number.words => Some((Value::Points(Box::new(rounded(number)?.scaled(Exact::ratio(1, 100)?)?)), at + 1)),
        _ => None,
    }
}

/// "a percent", "of one per cent": what a fraction is a part of.
pub(super) fn of_one(cx: &Cx<'_>, at: u32) -> bool {
    let one = at + u32::from(cx.folded(at) == "of");
    let name = cx.folded(one + 1);
    matches!(cx.folded(one), "a" | "one") && (matches!(name, "percent" | "percentage") || name == "per" && cx.folded(one + 2) == "cent")
}

/// "points" alone: percentage points only beside a percentage.
pub(super) fn points(cx: &Cx<'_>, number: &Form, limit: u32) -> Option<(Value, u32)> {
    let mut at = number.end;
    if cx.text(at) == "-" && cx.touches(at) {
        at += 1;
    }
    (at < limit && number.shape != Shape::Vague && matches!(cx.folded(at), "point" | "points")).then_some(())?;
    Some((Value::Points(Box::new(rounded(number)?)), at + 1))
}

/// A percentage is always rounded: "33" means 32.5 to 33.5.
fn rounded(number: &Form) -> Option<Number> {
    let n = number.number;
    if n.half_unit != Exact::ZERO || number.shape == Shape::Fraction {
        return Some(n);
    }
    // "5 1/2 percent" is rounded to a half at best.
    Some(Number::rounded(n.nominal, Exact::ratio(1, 2)?))
}

/// A number given as a percentage by a later one: the 5 of "5 to 10 percent".
pub(super) fn shared(number: &Form) -> Option<Value> {
    Some(Value::Percent(Box::new(rounded(number)?)))
}
