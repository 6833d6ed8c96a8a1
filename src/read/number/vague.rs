//! Classes of size: "dozens", "hundreds of thousands", "several hundred", "a couple".

use super::super::Cx;
use super::super::numerals::scale_word;
use super::form::{Form, Shape};
use crate::value::{Exact, Hedge, Number};

/// "dozens", "hundreds of thousands", "several hundred", "a couple", "a few thousand".
pub(super) fn vague(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    let done = |number: Number, end: u32| Some(Form { start: at, end, number, shape: Shape::Vague, words: true });
    if let Some(scale) = plural_scale(cx.folded(at)) {
        let mut factor = scale;
        let mut end = at + 1;
        if cx.folded(end) == "of"
            && end + 1 < limit
            && let Some(more) = plural_scale(cx.folded(end + 1))
        {
            factor = factor.checked_mul(more)?;
            end += 2;
        }
        // "Dozens" is anything up to a few hundred, "hundreds" up to thousands: the ceiling is loose on purpose.
        return done(Number::vague(factor.checked_mul(2)?, factor.checked_mul(100)), end);
    }
    let (lo, hi, end) = match (cx.folded(at), cx.folded(at + 1)) {
        ("several", _) => (3, 12, at + 1),
        ("a", "few" | "handful") => (2, 12, at + 2),
        ("a", "couple") => (2, 3, at + 2),
        _ => return None,
    };
    if end > limit || cx.text(end) == "'s" {
        return None;
    }
    let of = u32::from(cx.folded(end) == "of");
    let scaled = cx.folded(end + of);
    if let Some(scale) = scale_word(scaled).filter(|_| end + of < limit) {
        let number = Number {
            nominal: Exact::int(scale.checked_mul(lo)?),
            hedge: Hedge::Vague,
            ..Number::vague(scale.checked_mul(lo)?, scale.checked_mul(hi))
        };
        return done(number, end + of + 1);
    }
    done(Number::vague(lo, Some(hi)), end)
}

fn plural_scale(word: &str) -> Option<i64> {
    Some(match word {
        "tens" => 10,
        "dozens" => 12,
        "scores" => 20,
        "hundreds" => 100,
        "thousands" => 1000,
        "millions" => 1_000_000,
        "billions" => 1_000_000_000,
        "trillions" => 1_000_000_000_000,
        _ => return None,
    })
}
