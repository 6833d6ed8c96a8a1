//! The number itself, before any unit: what [`numerals`](super::super::numerals) reads, and on top of it signs, fractions in
//! words, vague classes of size, spaced grouping, Indian scales and the short scales of the press ("40bn").

use super::super::numerals::{Numeral, numeral, scale_word, small_word};
use super::super::{Cx, Look, Sought, Spot};
use super::{fraction, scale, special, vague};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Interval, Number};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits or words for one number.
    Plain,
    /// A scale word or letter is part of it: "1.3 million", "40bn".
    Scaled,
    /// A fraction: "two-thirds", "1/4".
    Fraction,
    /// A class of size only: "dozens", "several".
    Vague,
}

/// A number in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Form {
    /// Its first token.
    pub(super) start: u32,
    /// One past its last token.
    pub(super) end: u32,
    /// What it means.
    pub(super) number: Number,
    /// How it is written.
    pub(super) shape: Shape,
    /// Whether it is written in words only.
    pub(super) words: bool,
}

impl Form {
    pub(super) fn of(start: u32, n: Numeral, shape: Shape) -> Self {
        let number = if n.half_unit == Exact::ZERO { Number::exact(n.value) } else { Number::rounded(n.value, n.half_unit) };
        Self { start, end: n.end, number, shape, words: n.words }
    }

    /// A whole number written in plain digits that could as well be a year.
    pub(super) fn could_be_year(&self) -> bool {
        let n = self.number.nominal;
        self.shape == Shape::Plain
            && !self.words
            && self.end == self.start + 1
            && n.is_integer()
            && n >= Exact::int(1000)
            && n <= Exact::int(2100)
    }
}

/// The longest number that starts at a token.
pub(super) fn form(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    if let Some(sign) = sign(cx, at, limit) {
        let positive = unsigned(cx, sign, limit)?;
        let number = positive.number.scaled(Exact::int(-1))?;
        // Multiplying by a negative swaps the ends.
        let number = Number { range: Interval { lo: number.range.hi, hi: number.range.lo }, half_unit: number.half_unit.abs(), ..number };
        return Some(Form { start: at, number, ..positive });
    }
    unsigned(cx, at, limit)
}

/// "±", "+/-", "+-" at a token: the token behind it.
pub(super) fn plus_minus(cx: &Cx<'_>, at: u32, limit: u32) -> Option<u32> {
    let next = match cx.text(at) {
        "\u{b1}" => at + 1,
        "+" if cx.text(at + 1) == "/" && matches!(cx.text(at + 2), "-" | "\u{2212}") && cx.touches(at + 1) && cx.touches(at + 2) => at + 3,
        "+" if matches!(cx.text(at + 1), "-" | "\u{2212}") && cx.touches(at + 1) => at + 2,
        _ => return None,
    };
    (next < limit && cx.is_kind(next, TokenKind::Number)).then_some(next)
}

/// A number that may be off by another on either side.
pub(super) fn within(number: Number, off: Number) -> Option<Number> {
    let half = off.nominal.abs();
    Some(Number { range: Interval { lo: number.range.lo?.sub(half), hi: number.range.hi?.add(half) }, half_unit: half, ..number })
}

/// "5 ± 0.2": a number with what it may be off by, before any unit.
pub(super) fn uncertain(cx: &Cx<'_>, found: Form, limit: u32) -> Form {
    let wider = || {
        let next = plus_minus(cx, found.end, limit).filter(|_| !found.words)?;
        let off = unsigned_alone(cx, next, limit)?;
        Some(Form { number: within(found.number, off.number)?, end: off.end, ..found })
    };
    wider().unwrap_or(found)
}

/// A minus in front of a number: the token behind it.
fn sign(cx: &Cx<'_>, at: u32, limit: u32) -> Option<u32> {
    let next = at + 1;
    if next >= limit {
        return None;
    }
    match cx.text(at) {
        "-" | "\u{2212}" => {
            let alone = !cx.touches(at) || (at > 0 && matches!(cx.text(at - 1), "(" | "$" | "£" | "€"));
            (alone && cx.touches(next) && cx.is_kind(next, TokenKind::Number)).then_some(next)
        }
        // "–5 °C": an en dash is a minus only before a temperature.
        "\u{2013}" if !cx.touches(at) && cx.touches(next) && cx.is_kind(next, TokenKind::Number) => {
            matches!(cx.folded(next + 1), "\u{b0}" | "\u{ba}" | "\u{2103}" | "\u{2109}" | "degrees").then_some(next)
        }
        // "plus or minus 4" has two signs.
        _ if at > 0 && matches!(cx.folded(at - 1), "or" | "and" | "plus") => None,
        _ => matches!(cx.folded(at), "minus" | "negative").then_some(next).filter(|&n| {
            let scaled = cx.folded(n) == "a" && scale_word(cx.folded(n + 1)).is_some();
            cx.is_kind(n, TokenKind::Number) || small_word(cx.folded(n)).is_some() || scaled
        }),
    }
}

fn unsigned(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    unsigned_alone(cx, at, limit).map(|found| uncertain(cx, found, limit))
}

fn unsigned_alone(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    if let Some(sum) = decimal_comma(cx, at) {
        return Some(sum);
    }
    if let Some(one) = special::special(cx, at, limit).or_else(|| article(cx, at, limit)) {
        return Some(one);
    }
    if let Some(found) = super::scientific::read(cx, at, limit)
        .or_else(|| fraction::fraction(cx, at, limit).filter(|_| !scale::is_part_of_scale(cx, at)))
        .or_else(|| vague::vague(cx, at, limit))
        .or_else(|| scale::spaced(cx, at, limit))
    {
        return Some(found);
    }
    let first = scale::bare_scale(cx, at, limit).or_else(|| numeral(cx, at, limit))?;
    let scaled = first.half_unit > Exact::ONE
        || (first.half_unit > Exact::ZERO && first.end > at + 1 && scale_word(cx.folded(first.end - 1)).is_some());
    let shape = if scaled { Shape::Scaled } else { Shape::Plain };
    let mut found = Form::of(at, first, shape);
    while let Some((factor, end)) = scale::extra_scale(cx, found.end, limit) {
        let plain = found.number.half_unit == Exact::ZERO && found.number.nominal.is_integer();
        let number = found.number.scaled(factor)?;
        let dozens = factor == Exact::int(12);
        found.number = if plain && !dozens { Number::rounded(number.nominal, factor.div(Exact::int(2))?) } else { number };
        found.end = end;
        found.shape = if dozens { found.shape } else { Shape::Scaled };
    }
    let found = lower_group(cx, found, limit);
    point_words(cx, found, limit)
}

/// "5,50 €", "€12,5": a decimal comma where the sign of the euro leaves no doubt.
fn decimal_comma(cx: &Cx<'_>, at: u32) -> Option<Form> {
    let (whole, cents) = cx.text(at).split_once(',')?;
    let euro = cx.text(at + 1) == "\u{20ac}" || at > 0 && cx.text(at - 1) == "\u{20ac}";
    if !euro || whole.is_empty() || !matches!(cents.len(), 1 | 2) || !cx.is_kind(at, TokenKind::Number) {
        return None;
    }
    let value = Exact::parse(&format!("{whole}.{cents}"))?;
    Some(Form { start: at, end: at + 1, number: Number::exact(value), shape: Shape::Plain, words: false })
}

/// "a mile (1.6 kilometers)", "A kibibyte is 1,024 bytes", "a mile and a half": an article that counts one unit.
fn article(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    if !matches!(cx.folded(at), "a" | "an") {
        return None;
    }
    let end = at + 1 + cx.phrase(at + 1, limit, Class::Unit)?;
    let converted = cx.text(end) == "(" && end + 1 < limit && cx.is_kind(end + 1, TokenKind::Number);
    let and_half = cx.folded(end) == "and" && cx.folded(end + 1) == "a" && matches!(cx.folded(end + 2), "half" | "quarter");
    // A definition: the unit itself is the subject.
    let defined = (matches!(cx.folded(end), "is" | "equals" | "weighs" | "contains") || cx.text(end) == "=") && {
        let next = end + 1 + u32::from(matches!(cx.folded(end + 1), "exactly" | "about" | "equal" | "roughly" | "approximately"));
        let next = next + u32::from(cx.folded(next) == "to");
        cx.is_kind(next, TokenKind::Number) || cx.is(next, Class::NumberWord)
    };
    (converted || and_half || defined).then_some(Form { start: at, end: at + 1, number: Number::int(1), shape: Shape::Plain, words: true })
}

/// "4 thousand 3 hundred", "3 hundred and 21": digits with scale words, largest first.
fn lower_group(cx: &Cx<'_>, found: Form, limit: u32) -> Form {
    let scale = scale_word(cx.folded(found.end.saturating_sub(1))).filter(|&s| s >= 100 && !found.words && found.end == found.start + 2);
    let joined = || {
        let scale = Exact::int(scale?);
        let and = u32::from(cx.folded(found.end) == "and");
        let next = numeral(cx, found.end + and, limit).filter(|n| !n.words || and == 1)?;
        let last = scale_word(cx.folded(next.end - 1));
        let fits = next.value < scale && next.value.is_integer() && (last.is_some() && and == 0 || and == 1 && scale == Exact::int(100));
        fits.then_some(())?;
        let value = found.number.nominal.add(next.value)?;
        let here = Form { end: next.end, number: Number::exact(value), ..found };
        Some(Form { start: found.start, ..lower_tail(cx, here, limit) })
    };
    joined().unwrap_or(found)
}

/// The last "and 21" of "4 thousand 3 hundred and 21".
fn lower_tail(cx: &Cx<'_>, found: Form, limit: u32) -> Form {
    if cx.folded(found.end) != "and" || cx.folded(found.end.saturating_sub(1)) != "hundred" {
        return found;
    }
    let tail = numeral(cx, found.end + 1, limit).filter(|n| n.value.is_integer() && n.value < Exact::int(100));
    match tail.and_then(|n| Some((found.number.nominal.add(n.value)?, n.end))) {
        Some((value, end)) => Form { end, number: Number::exact(value), ..found },
        None => found,
    }
}

/// "point" and digits in words: "two point five".
fn point_words(cx: &Cx<'_>, found: Form, limit: u32) -> Option<Form> {
    if !found.words || cx.folded(found.end) != "point" {
        return Some(found);
    }
    let (mut digits, mut at) = (String::new(), found.end + 1);
    while at < limit && digits.len() < 12 {
        let Some(n) = digit_word(cx.folded(at)).filter(|&n| n < 10 || digits.is_empty()) else { break };
        digits.push_str(&n.to_string());
        at += 1;
        if n >= 20 && cx.text(at) == "-" {
            // "point seventy-one"
            let Some(unit) = digit_word(cx.folded(at + 1)).filter(|&u| u < 10 && at + 1 < limit) else { break };
            digits = (n + unit).to_string();
            at += 2;
        }
    }
    if digits.is_empty() {
        return Some(found);
    }
    let part = Exact::parse(&format!("0.{digits}"))?;
    let half = Exact::power_of_ten(-i32::try_from(digits.len()).ok()?)?.div(Exact::int(2))?;
    let mut end = at;
    let mut number = Number::rounded(found.number.nominal.add(part)?, half);
    let mut shape = found.shape;
    if let Some(scale) = scale_word(cx.folded(at)).filter(|_| at < limit) {
        number = number.scaled(Exact::int(scale))?;
        (end, shape) = (at + 1, Shape::Scaled);
    }
    Some(Form { end, number, shape, ..found })
}

fn digit_word(word: &str) -> Option<i64> {
    if matches!(word, "oh" | "nought" | "naught") { Some(0) } else { small_word(word) }
}

/// What a number may start with.
pub(in crate::read) const SOUGHT: Sought = Sought {
    words: "a an - \u{2212}",
    classes: &[Class::NumberWord, Class::NumeralWord, Class::Currency],
    looks: &[Look::Number, Look::Upper, Look::Mixed, Look::BeyondAscii],
};

/// What a unit begins with.
pub(in crate::read) const UNIT: Sought = Sought { classes: &[Class::Unit], ..Sought::NONE };

/// Whether a mark may start a number: a minus before figures or a currency, a sign, a fraction; but no quotation mark, and no dash.
fn mark_may_start(cx: &Cx<'_>, at: u32) -> bool {
    let figures = || cx.is_kind(at + 1, TokenKind::Number);
    match cx.text(at) {
        "-" | "\u{2212}" => cx.touches(at + 1) && (!cx.touches(at) || figures()),
        "\u{2013}" => figures(),
        "\u{2014}" | "\u{2018}" | "\u{2019}" | "\u{201c}" | "\u{201d}" | "\u{2026}" => false,
        mark => !mark.is_ascii() || cx.is(at, Class::Currency),
    }
}

/// Whether a token may start a number without a currency in front of it.
pub(super) fn may_count(cx: &Cx<'_>, at: u32) -> bool {
    const WORDS: &[Class] = &[Class::NumberWord, Class::NumeralWord];
    !cx.is_kind(at, TokenKind::Word) || cx.is_any(at, WORDS) || matches!(cx.folded(at), "a" | "an")
}

/// Whether a number may start at a token: what the reader asks of every token, so it must be cheap.
pub(super) fn may_start(cx: &Cx<'_>, at: u32) -> bool {
    let Some(token) = cx.token(at) else { return false };
    // "US$", "C $", "MAUD 60": letters before a sign or a number.
    let letters = || {
        token.kind == TokenKind::Word
            && match cx.token(at + 1).map(|t| t.kind) {
                Some(TokenKind::Mark) => cx.is(at + 1, Class::Currency),
                Some(TokenKind::Number) => super::money::opens_with_code(cx, at),
                _ => false,
            }
    };
    if !cx.spotted(at, Spot::Number) {
        return cx.spotted(at + 1, Spot::Number) && letters();
    }
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word if (token.flags.has(Flags::UPPER) || token.flags.has(Flags::MIXED)) && super::money::is_glued(cx, at) => true,
        TokenKind::Word => {
            cx.lex.classes(token.word).has_any(SOUGHT.classes)
                || matches!(cx.folded(at), "a" | "an")
                    && (cx.is_any(at + 1, SOUGHT.classes)
                        || cx.spotted(at + 1, Spot::Unit) && cx.phrase(at + 1, cx.len(), Class::Unit).is_some())
                || letters()
        }
        TokenKind::Mark => mark_may_start(cx, at),
    }
}
