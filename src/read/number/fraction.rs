//! Fractions: "two-thirds", "a third of", "three quarters", "half of", "1/4", "½".

use super::super::Cx;
use super::super::numerals::{Numeral, fraction_mark, numeral, ordinal_word, scale_word, small_word};
use super::form::{Form, Shape};
use super::ordinal::ordinal;
use crate::lexicon::{Class, TokenKind};
use crate::value::Exact;

/// "two-thirds", "a third of", "three quarters", "half of", "1/4", "½".
pub(super) fn fraction(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
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
        "half" if matches!(after(at + 1), "a" | "an") && cx.is(at + 2, Class::Unit) && scale_word(after(at + 2)).is_none() => {
            done(1, 2, at + 1, true)
        }
        // "half a percent", "half of one percent"
        "half" if matches!(after(at + 1), "a" | "of") && super::percent::of_one(cx, at + 1) => done(1, 2, at + 1, true),
        "half" if matches!(after(at + 1), "of" | "the" | "its" | "their" | "his" | "her" | "our" | "all" | "those" | "these") => {
            done(1, 2, at + 1, true)
        }
        // "more than half are", "cut it by half."
        "half"
            if at > 0
                && matches!(
                    after(at - 1),
                    "than" | "about" | "nearly" | "almost" | "or" | "roughly" | "over" | "by" | "exactly" | "only" | "around" | "just"
                ) =>
        {
            let whole = closes(at + 1) && after(at + 1) != "-" || cx.is_any(at + 1, &[Class::Be, Class::Have]);
            if whole { done(1, 2, at + 1, true) } else { None }
        }
        // "a hundred thousand trillionths"
        "a" if scale_word(after(at + 1)).is_some()
            && numeral(cx, at, limit).is_some_and(|n| denominator(cx, n.end, limit, true).is_some()) =>
        {
            let run = numeral(cx, at, limit).filter(|n| n.value.is_integer())?;
            let (d, end) = denominator(cx, run.end, limit, true)?;
            done(run.value.trunc()?, d, end, true)
        }
        "a" | "an" => {
            let (d, end) = denominator(cx, at + 1, limit, false)?;
            let of = after(end) == "of";
            // "a half dozen", "a quarter million"
            if let Some(scale) = scale_word(after(end)).filter(|_| end < limit && matches!(after(at + 1), "half" | "quarter")) {
                return Some(Form::of(
                    at,
                    Numeral { value: Exact::ratio(scale, d)?, half_unit: Exact::ZERO, words: true, end: end + 1 },
                    Shape::Plain,
                ));
            }
            // "a second of" is time, and "a fifth man" an ordinal.
            let certain =
                d == 2 && after(at + 1) == "half" || of && d > 2 || d > 2 && closes(end) && !matches!(after(end), "the" | "and" | "in");
            if certain { done(1, d, end, true) } else { None }
        }
        _ => {
            let run = numeral(cx, at, limit).filter(|n| n.words && n.value.is_integer())?;
            let tens = run.end - 1;
            // "one hundred thirty fifths" are thirty-fifths: a bare ten before a part belongs to it.
            let borrowed = (tens > at && cx.text(tens) != "-" && small_word(after(tens)).is_some_and(|n| n >= 20))
                .then(|| numeral(cx, at, tens).filter(|n| n.end == tens && n.words))
                .flatten();
            let split = borrowed.and_then(|count| Some((count, denominator(cx, tens, limit, true)?)));
            let (count, (d, end)) = if let Some(found) = split {
                found
            } else {
                let hyphen = cx.text(run.end) == "-";
                let name = run.end + u32::from(hyphen);
                let plural = run.value > Exact::ONE;
                // "a three-quarter turn", "a two-third share"
                let singular = || denominator(cx, name, limit, false).filter(|&(d, _)| hyphen && plural && matches!(d, 3 | 4));
                (run, denominator(cx, name, limit, plural).or_else(singular)?)
            };
            let n = count.value.trunc().filter(|&n| n > 0)?;
            if let Some((whole, n)) = whole_and(cx, at, count.end).filter(|&(_, n)| n < d) {
                // "two hundred and fifty-four hundredths" is 200.54.
                let value = whole.add(Exact::ratio(n, d)?)?;
                return Some(Form::of(at, Numeral { value, half_unit: Exact::ZERO, words: true, end }, Shape::Fraction));
            }
            let hyphen = cx.text(run.end) == "-";
            let quarter = after(end - 1) == "quarter" && !hyphen && after(end) != "of";
            if (d == 2 && n > 1) || (n == 1 && quarter) {
                return None;
            }
            // "one fifth" without a hyphen may be an ordinal behind a pronoun; with "of" it is none.
            if scale_follows(cx, end, limit) {
                let scale = scale_word(after(end))?;
                let value = Exact::ratio(n, d)?.mul(Exact::int(scale))?;
                return Some(Form::of(at, Numeral { value, half_unit: Exact::ZERO, words: true, end: end + 1 }, Shape::Plain));
            }
            done(n, d, end, true)
        }
    }
}

/// "two hundred and fifty-four": what stands before and behind the last "and".
fn whole_and(cx: &Cx<'_>, at: u32, end: u32) -> Option<(Exact, i64)> {
    let and = (at + 1..end).rev().find(|&i| cx.folded(i) == "and")?;
    let whole = numeral(cx, at, and).filter(|n| n.end == and && n.words)?;
    let part = numeral(cx, and + 1, end).filter(|n| n.end == end && n.words && n.value.is_integer())?;
    Some((whole.value, part.value.trunc()?))
}

/// "one-hundredth", "ten-thousandths", "one hundred fifth": a denominator of several words, from a hundred up.
fn large_denominator(cx: &Cx<'_>, at: u32, limit: u32, plural: bool) -> Option<(i64, u32)> {
    if !plural {
        return ordinal(cx, at, limit).filter(|&(d, end)| d >= 100 && end > at + 1 && cx.is_kind(at, TokenKind::Word));
    }
    let word = cx.folded(at);
    let count = small_word(word).filter(|&n| n > 0).or_else(|| scale_word(word).filter(|&s| s == 100))?;
    let name = at + 1 + u32::from(cx.text(at + 1) == "-" && cx.touches(at + 1));
    let scale = ordinal_word(cx.folded(name).strip_suffix('s')?).filter(|&s| s >= 100 && name < limit)?;
    Some((count.checked_mul(scale)?, name + 1))
}

fn scale_follows(cx: &Cx<'_>, at: u32, limit: u32) -> bool {
    at < limit && scale_word(cx.folded(at)).is_some_and(|s| s >= 1000)
}

/// The name of a part: "half", "third", "quarters" (plural where more than one is counted), and how far it goes.
fn denominator(cx: &Cx<'_>, at: u32, limit: u32, plural: bool) -> Option<(i64, u32)> {
    if at >= limit {
        return None;
    }
    if let Some(large) = large_denominator(cx, at, limit, plural) {
        return Some(large);
    }
    let word = cx.folded(at);
    let d = match (word, plural) {
        ("half", false) | ("halves", true) => 2,
        ("quarter", false) | ("quarters", true) => 4,
        _ => {
            let part = |w: &str| ordinal_word(if plural { w.strip_suffix('s')? } else { w });
            // "twenty-fifths"
            if let Some(tens) = small_word(word).filter(|n| (20..100).contains(n)) {
                let unit_at = at + 1 + u32::from(cx.text(at + 1) == "-");
                let unit = part(cx.folded(unit_at)).filter(|&d| d < 10 && plural && unit_at < limit)?;
                return Some((tens + unit, unit_at + 1));
            }
            part(word).filter(|&d| d >= 3)?
        }
    };
    Some((d, at + 1))
}
