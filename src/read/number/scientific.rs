//! Powers: "1.3x10^6", "12.3e+14", "2^10".

use super::super::Cx;
use super::super::numerals::plain_digits;
use super::form::{Form, Shape};
use crate::lexicon::TokenKind;
use crate::value::{Exact, Number};

/// A number with an exponent that starts at a token.
pub(super) fn read(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    let next = at + 1;
    if next >= limit || !cx.is_kind(at, TokenKind::Number) || !may_follow(cx.text(next)) {
        return None;
    }
    let (mantissa, decimals) = plain_digits(cx.text(at))?;
    if let Some((exponent, end)) = raised(cx, next, limit).filter(|_| mantissa == Exact::int(10)) {
        return Some(form(at, end, power(mantissa, exponent)?, Exact::ZERO));
    }
    let (factor, end) = if cx.text(next) == "^" && cx.touches(next) {
        let (exponent, end) = exponent(cx, next + 1, limit)?;
        return Some(form(at, end, power(mantissa, exponent)?, Exact::ZERO));
    } else {
        times_power(cx, next, limit).or_else(|| letter_e(cx, next, limit))?
    };
    let half = if decimals == 0 { Exact::ZERO } else { Exact::power_of_ten(-i32::try_from(decimals).ok()?)?.div(Exact::int(2))? };
    Some(form(at, end, mantissa.mul(factor)?, half.mul(factor)?))
}

/// Whether an exponent may begin with a token, as its first letter tells.
fn may_follow(text: &str) -> bool {
    text.as_bytes().first().is_some_and(|b| matches!(b, b'x' | b'X' | b'*' | b'^' | b'e' | b'E') || !b.is_ascii())
}

fn form(start: u32, end: u32, value: Exact, half: Exact) -> Form {
    let number = if half == Exact::ZERO { Number::exact(value) } else { Number::rounded(value, half) };
    Form { start, end, number, shape: Shape::Plain, words: false }
}

/// "x10^6", "x 10^6", "×10^6", "x2^10": the power and one past its last token.
fn times_power(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Exact, u32)> {
    let (base, caret) = match cx.text(at) {
        "x" | "X" | "×" | "*" => (plain_digits(cx.text(at + 1))?.0, at + 2),
        // "x10" is one word where letters meet digits.
        glued => (Exact::parse(glued.strip_prefix('x')?)?, at + 1),
    };
    if let Some((exponent, end)) = raised(cx, caret, limit) {
        return Some((power(base, exponent)?, end));
    }
    if caret >= limit || cx.text(caret) != "^" {
        return None;
    }
    let (exponent, end) = exponent(cx, caret + 1, limit)?;
    Some((power(base, exponent)?, end))
}

/// "e+14", "e-3", "e6".
fn letter_e(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Exact, u32)> {
    if !cx.touches(at) {
        return None;
    }
    let word = cx.folded(at);
    let (exponent, end) = match word.strip_prefix('e')? {
        "" => exponent(cx, at + 1, limit).filter(|_| matches!(cx.text(at + 1), "+" | "-" | "\u{2212}") && cx.touches(at + 1))?,
        digits => (digits.parse().ok()?, at + 1),
    };
    Some((power(Exact::int(10), exponent)?, end))
}

/// "⁻⁸", "²³": an exponent in raised digits.
fn raised(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(i32, u32)> {
    let minus = u32::from(cx.text(at) == "\u{207b}");
    let (mut value, mut end) = (0_i32, at + minus);
    while end < limit && end < at + 4 && cx.touches(end) {
        let digit = match cx.text(end) {
            "\u{2070}" => 0,
            "\u{b9}" => 1,
            "\u{b2}" => 2,
            "\u{b3}" => 3,
            "\u{2074}" => 4,
            "\u{2075}" => 5,
            "\u{2076}" => 6,
            "\u{2077}" => 7,
            "\u{2078}" => 8,
            "\u{2079}" => 9,
            _ => break,
        };
        value = value * 10 + digit;
        end += 1;
    }
    (end > at + minus && cx.touches(at)).then_some((if minus == 1 { -value } else { value }, end))
}

fn exponent(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(i32, u32)> {
    let (sign, at) = match cx.text(at) {
        "+" => (1, at + 1),
        "-" | "\u{2212}" => (-1, at + 1),
        _ => (1, at),
    };
    let n: i32 = cx.text(at).parse().ok().filter(|_| at < limit && cx.touches(at))?;
    Some((sign * n, at + 1))
}

fn power(base: Exact, exponent: i32) -> Option<Exact> {
    let mut value = Exact::ONE;
    for _ in 0..exponent.unsigned_abs().min(40) {
        value = value.mul(base)?;
    }
    if exponent < 0 { Exact::ONE.div(value) } else { Some(value).filter(|_| exponent <= 40) }
}
