//! The number itself, before any unit: what [`numerals`](super::super::numerals) reads, and on top of it signs, fractions in
//! words, vague classes of size, spaced grouping, Indian scales and the short scales of the press ("40bn").

use super::super::Cx;
use super::super::numerals::{Numeral, fraction_mark, numeral, small_word};
use super::ordinal;
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Hedge, Interval, Number};

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
    fn of(start: u32, n: Numeral, shape: Shape) -> Self {
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
        // "plus or minus 4" has two signs.
        _ if at > 0 && matches!(cx.folded(at - 1), "or" | "and" | "plus") => None,
        _ => matches!(cx.folded(at), "minus" | "negative")
            .then_some(next)
            .filter(|&n| cx.is_kind(n, TokenKind::Number) || small_word(cx.folded(n)).is_some()),
    }
}

fn unsigned(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    // "a mile (1.6 kilometers)": the article counts only where a conversion follows.
    if matches!(cx.folded(at), "a" | "an")
        && cx.is(at + 1, Class::Unit)
        && cx.text(at + 2) == "("
        && at + 3 < limit
        && cx.is_kind(at + 3, TokenKind::Number)
    {
        return Some(Form { start: at, end: at + 1, number: Number::int(1), shape: Shape::Plain, words: true });
    }
    if let Some(found) = super::scientific::read(cx, at, limit)
        .or_else(|| fraction(cx, at, limit))
        .or_else(|| vague(cx, at, limit))
        .or_else(|| spaced(cx, at, limit))
    {
        return Some(found);
    }
    let first = bare_scale(cx, at, limit).or_else(|| numeral(cx, at, limit))?;
    let scaled = first.half_unit > Exact::ONE
        || (first.half_unit > Exact::ZERO && first.end > at + 1 && super::super::numerals::scale_word(cx.folded(first.end - 1)).is_some());
    let shape = if scaled { Shape::Scaled } else { Shape::Plain };
    let mut found = Form::of(at, first, shape);
    while let Some((factor, end)) = extra_scale(cx, found.end, limit) {
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

/// "4 thousand 3 hundred", "3 hundred and 21": digits with scale words, largest first.
fn lower_group(cx: &Cx<'_>, found: Form, limit: u32) -> Form {
    let scale = super::super::numerals::scale_word(cx.folded(found.end.saturating_sub(1)))
        .filter(|&s| s >= 100 && !found.words && found.end == found.start + 2);
    let joined = || {
        let scale = Exact::int(scale?);
        let and = u32::from(cx.folded(found.end) == "and");
        let next = numeral(cx, found.end + and, limit).filter(|n| !n.words || and == 1)?;
        let last = super::super::numerals::scale_word(cx.folded(next.end - 1));
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
    if let Some(scale) = super::super::numerals::scale_word(cx.folded(at)).filter(|_| at < limit) {
        number = number.scaled(Exact::int(scale))?;
        (end, shape) = (at + 1, Shape::Scaled);
    }
    Some(Form { end, number, shape, ..found })
}

fn digit_word(word: &str) -> Option<i64> {
    if matches!(word, "oh" | "nought" | "naught") { Some(0) } else { small_word(word) }
}

/// "hundred thousand dollars", "quarter million", "three quarters billion": a scale without a count of ones before it.
fn bare_scale(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Numeral> {
    let scale = |i: u32| if i < limit { super::super::numerals::scale_word(cx.folded(i)) } else { None };
    let done = |value: Exact, end: u32| Some(Numeral { value, half_unit: Exact::ZERO, words: true, end });
    match cx.folded(at) {
        "half" => done(Exact::ratio(scale(at + 1)?, 2)?, at + 2),
        "quarter" => done(Exact::ratio(scale(at + 1).filter(|&s| s >= 1000)?, 4)?, at + 2),
        "a" if cx.folded(at + 1) == "quarter" => {
            let of = u32::from(cx.folded(at + 2) == "of") + u32::from(cx.folded(at + 2) == "of" && cx.folded(at + 3) == "a");
            done(Exact::ratio(scale(at + 2 + of).filter(|&s| s >= 1000)?, 4)?, at + 3 + of)
        }
        "hundred" => done(Exact::int(scale(at + 1)?.checked_mul(100)?), at + 2),
        "nought" | "naught" => done(Exact::ZERO, at + 1),
        _ => None,
    }
}

/// A scale that the common numerals do not know: "crore", "lakh", and letters that touch ("40bn", "10k").
fn extra_scale(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Exact, u32)> {
    if at >= limit {
        return None;
    }
    let hyphen = cx.text(at) == "-" && cx.touches(at);
    let at = if hyphen { at + 1 } else { at };
    let digits_before = at > 0 && cx.is_kind(at - 1, TokenKind::Number);
    let factor = match cx.folded(at) {
        "dozens" if at > 0 => 12,
        "lakh" | "lakhs" => 100_000,
        "crore" | "crores" => 10_000_000,
        "million" | "mln" | "mil" | "mn" if at > 0 && (digits_before || hyphen) => 1_000_000,
        "bn" | "bln" if digits_before => 1_000_000_000,
        "tn" | "tln" | "trn" if digits_before => 1_000_000_000_000,
        // "the 10K" and "a 5k" are races.
        "k" if digits_before
            && cx.touches(at)
            && !(at > 1 && matches!(cx.folded(at - 2), "a" | "the" | "her" | "his" | "my" | "their" | "(" | "first")) =>
        {
            1000
        }
        "b" if digits_before && cx.touches(at) && cx.text(at) == "b" => 1_000_000_000,
        // "1.3m homes": metres would have no plural behind them.
        "m" if digits_before && cx.touches(at) && counts_people(cx, at) => 1_000_000,
        _ => return None,
    };
    Some((Exact::int(factor), at + 1))
}

/// Whether "m" behind digits is a million: a plural follows, and the digits are no race or pool ("100m hurdles").
fn counts_people(cx: &Cx<'_>, m: u32) -> bool {
    let digits = cx.text(m - 1);
    let small = digits.contains('.') || digits.len() <= 2 && digits != "50" && digits != "25";
    let next = cx.folded(m + 1);
    let plural = cx.is_kind(m + 1, TokenKind::Word)
        && !cx.touches(m + 1)
        && (next.len() > 3 && next.ends_with('s') && !next.ends_with("ss")
            || matches!(next, "people" | "children" | "men" | "women" | "more"));
    small && plural && !matches!(next, "across" | "hurdles" | "finals" | "heats" | "waves" | "seas")
}

/// Digits grouped by spaces: "40 000", "1 300 000". Certain with a no-break space, else only for round or long numbers.
fn spaced(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    let first = cx.text(at);
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !cx.is_kind(at, TokenKind::Number) || first.len() > 3 || !plain(first) || first.starts_with('0') {
        return None;
    }
    let (mut digits, mut end, mut certain) = (first.to_owned(), at + 1, true);
    while end < limit && cx.is_kind(end, TokenKind::Number) && cx.text(end).len() == 3 && plain(cx.text(end)) {
        let (a, b) = (cx.token(end - 1)?.end, cx.token(end)?.start);
        let gap = cx.doc.prose.text.get(a as usize..b as usize)?;
        if !matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}") {
            break;
        }
        certain &= gap != " ";
        digits.push_str(cx.text(end));
        end += 1;
    }
    let groups = end - at;
    if groups < 2 || !(certain || digits.ends_with("000") || groups > 2) {
        return None;
    }
    let n = Numeral { value: Exact::parse(&digits)?, half_unit: Exact::ZERO, words: false, end };
    Some(Form::of(at, n, Shape::Plain))
}

/// "two-thirds", "a third of", "three quarters", "half of", "1/4", "½".
fn fraction(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    let done = |n: i64, d: i64, end: u32, words: bool| {
        let value = Exact::ratio(n, d)?;
        Some(Form::of(at, Numeral { value, half_unit: Exact::ZERO, words, end }, Shape::Fraction))
    };
    if let Some(value) = fraction_mark(cx.text(at)).filter(|_| !cx.touches(at) || at == 0 || !cx.is_kind(at - 1, TokenKind::Number)) {
        return Some(Form::of(at, Numeral { value, half_unit: Exact::ZERO, words: false, end: at + 1 }, Shape::Fraction));
    }
    if cx.is_kind(at, TokenKind::Number) {
        if at + 2 < limit
            && cx.text(at + 1) == "/"
            && cx.touches(at + 1)
            && cx.touches(at + 2)
            && cx.is_kind(at + 2, TokenKind::Number)
            && cx.text(at + 3) != "/"
        {
            let (n, d) = (cx.text(at).parse::<i64>().ok()?, cx.text(at + 2).parse::<i64>().ok()?);
            return if n > 0 && n < d && d <= 100 && matches!(d, 2..=10 | 12 | 16 | 20 | 25 | 32 | 50 | 64 | 100) {
                done(n, d, at + 3, false)
            } else {
                None
            };
        }
        return None;
    }
    let after = |i: u32| cx.folded(i);
    let closes = |i: u32| {
        i >= limit
            || cx.is_kind(i, TokenKind::Mark) && cx.text(i) != "-"
            || matches!(after(i), "of" | "the" | "to" | "from" | "in" | "less" | "more" | "over" | "and" | "last" | "since")
    };
    match after(at) {
        // "half a mile"
        "half" if matches!(after(at + 1), "a" | "an") && cx.is(at + 2, Class::Unit) => done(1, 2, at + 1, true),
        "half" if matches!(after(at + 1), "of" | "the" | "its" | "their" | "his" | "her" | "our" | "all" | "those" | "these") => {
            done(1, 2, at + 1, true)
        }
        "a" | "an" => {
            let (d, end) = denominator(cx, at + 1, limit, false)?;
            let of = after(end) == "of";
            // "a second of" is time, and "a fifth man" an ordinal.
            let certain =
                d == 2 && after(at + 1) == "half" || of && d > 2 || d > 2 && closes(end) && !matches!(after(end), "the" | "and" | "in");
            if certain { done(1, d, end, true) } else { None }
        }
        _ => {
            let n = small_word(after(at))
                .filter(|&n| n > 0)
                .or_else(|| if cx.is_kind(at, TokenKind::Number) { cx.text(at).parse().ok() } else { None })?;
            let hyphen = cx.text(at + 1) == "-";
            let name = if hyphen { at + 2 } else { at + 1 };
            let (d, end) = denominator(cx, name, limit, n > 1)?;
            if n >= 20 || (d == 2 && n > 1) || (d == 4 && n == 1 && !hyphen && after(end) != "of") {
                return None;
            }
            // "one fifth" without a hyphen may be an ordinal behind a pronoun; with "of" it is none.
            if scale_follows(cx, end, limit) {
                let scale = super::super::numerals::scale_word(after(end))?;
                let value = Exact::ratio(n, d)?.mul(Exact::int(scale))?;
                return Some(Form::of(at, Numeral { value, half_unit: Exact::ZERO, words: true, end: end + 1 }, Shape::Plain));
            }
            done(n, d, end, true)
        }
    }
}

fn scale_follows(cx: &Cx<'_>, at: u32, limit: u32) -> bool {
    at < limit && super::super::numerals::scale_word(cx.folded(at)).is_some_and(|s| s >= 1000)
}

/// The name of a part: "half", "third", "quarters" (plural where more than one is counted), and how far it goes.
fn denominator(cx: &Cx<'_>, at: u32, limit: u32, plural: bool) -> Option<(i64, u32)> {
    if at >= limit {
        return None;
    }
    let word = cx.folded(at);
    let d = match (word, plural) {
        ("half", false) | ("halves", true) => 2,
        ("quarter", false) | ("quarters", true) => 4,
        _ => {
            let singular = if plural { word.strip_suffix('s')? } else { word };
            ordinal::small(singular).filter(|&d| d >= 3)?
        }
    };
    Some((d, at + 1))
}

/// "dozens", "hundreds of thousands", "several hundred", "a couple", "a few thousand".
fn vague(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    let done = |number: Number, end: u32| Some(Form { start: at, end, number, shape: Shape::Vague, words: true });
    if let Some(scale) = plural_scale(cx.folded(at)) {
        let mut factor = scale;
        let mut end = at + 1;
        if cx.folded(end) == "of" && end + 1 < limit {
            if let Some(more) = plural_scale(cx.folded(end + 1)) {
                factor = factor.checked_mul(more)?;
                end += 2;
            }
        }
        // "Dozens" is anything up to a few hundred, "hundreds" up to thousands: the ceiling is loose on purpose.
        return done(Number::vague(factor.checked_mul(2)?, factor.checked_mul(100)), end);
    }
    let (lo, hi, end) = match (cx.folded(at), cx.folded(at + 1)) {
        ("several", _) => (3, 12, at + 1),
        ("a", "few") => (2, 12, at + 2),
        ("a", "couple") => (2, 3, at + 2),
        ("a", "handful") => (2, 12, at + 2),
        _ => return None,
    };
    if end > limit || cx.text(end) == "'s" {
        return None;
    }
    let of = u32::from(cx.folded(end) == "of");
    let scaled = cx.folded(end + of);
    if let Some(scale) = super::super::numerals::scale_word(scaled).filter(|_| end + of < limit) {
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

/// Whether a number may start at a token: what the reader asks of every token, so it must be cheap.
pub(super) fn may_start(cx: &Cx<'_>, at: u32) -> bool {
    const STARTS: &[Class] = &[Class::NumberWord, Class::NumeralWord, Class::Currency];
    const BEHIND_ARTICLE: &[Class] = &[Class::NumberWord, Class::NumeralWord, Class::Currency, Class::Unit];
    let Some(token) = cx.token(at) else { return false };
    match token.kind {
        TokenKind::Number => true,
        // "US$": letters that touch a sign.
        TokenKind::Word if cx.is_kind(at + 1, TokenKind::Mark) && cx.touches(at + 1) && cx.is(at + 1, Class::Currency) => true,
        TokenKind::Word if (token.flags.has(Flags::UPPER) || token.flags.has(Flags::MIXED)) && super::money::is_glued(cx, at) => true,
        TokenKind::Word => {
            cx.lex.classes(token.word).has_any(STARTS) || (matches!(cx.folded(at), "a" | "an") && cx.is_any(at + 1, BEHIND_ARTICLE))
        }
        TokenKind::Mark => matches!(cx.text(at), "-" | "\u{2212}") || !cx.text(at).is_ascii() || cx.is(at, Class::Currency),
    }
}
