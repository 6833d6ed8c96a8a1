//! Scales and grouping that the common numerals do not know: "hundred thousand", "crore", "40bn", "40 000".

use super::super::Cx;
use super::super::numerals::{Numeral, scale_word};
use super::form::{Form, Shape};
use crate::lexicon::TokenKind;
use crate::value::Exact;

/// "hundred thousand dollars", "quarter million", "three quarters billion": a scale without a count of ones before it.
pub(super) fn bare_scale(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Numeral> {
    let scale = |i: u32| if i < limit { scale_word(cx.folded(i)) } else { None };
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

/// "a quarter of a million": the fraction is of the scale, and both are one number.
pub(super) fn is_part_of_scale(cx: &Cx<'_>, at: u32) -> bool {
    cx.folded(at) == "a" && cx.folded(at + 1) == "quarter" && bare_scale(cx, at, at + 6).is_some()
}

/// A scale that the common numerals do not know: "crore", "lakh", and letters that touch ("40bn", "10k").
pub(super) fn extra_scale(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Exact, u32)> {
    if at >= limit {
        return None;
    }
    let hyphen = cx.text(at) == "-" && cx.touches(at);
    let at = if hyphen { at + 1 } else { at };
    let digits_before = at > 0 && cx.is_kind(at - 1, TokenKind::Number);
    // The dot behind a letter that ends the sentence is the sentence's: "some 10M."
    let folded = cx.folded(at);
    let word = if at + 1 == limit { folded.strip_suffix('.').unwrap_or(folded) } else { folded };
    let factor = match word {
        "dozens" | "doz" | "doz." | "dozs" if at > 0 => 12,
        "lakh" | "lakhs" => 100_000,
        "crore" | "crores" => 10_000_000,
        "million" | "mln" | "mil" | "mn" if at > 0 && (digits_before || hyphen) => 1_000_000,
        "bn" | "bln" if digits_before => 1_000_000_000,
        "tn" | "tln" | "trn" if digits_before => 1_000_000_000_000,
        // "the 10K" and "a 5k" are races, 4K is a kind of picture.
        "k" if digits_before
            && cx.touches(at)
            && !(cx.text(at) == "K" && matches!(cx.text(at - 1), "2" | "4" | "8"))
            && !(at > 1 && matches!(cx.folded(at - 2), "a" | "the" | "her" | "his" | "my" | "their" | "(" | "first")) =>
        {
            1000
        }
        // "1.5 k" with a space only behind decimals, which no race has.
        "k" if digits_before && cx.text(at - 1).contains('.') && alone(cx, at) => 1000,
        "b" if digits_before && cx.touches(at) && cx.text(at) == "b" => 1_000_000_000,
        // "10M users", "1,200.5 M": a capital is no metre; races and pools are ("200M freestyle").
        "m" if digits_before
            && cx.text(at).starts_with('M')
            && (cx.touches(at) && !is_race(cx, at) || fine(cx, at) && (alone(cx, at) || counts_things(cx, at))) =>
        {
            1_000_000
        }
        // "1.3m homes": metres would have no plural behind them.
        "m" if digits_before && cx.touches(at) && counts_people(cx, at) => 1_000_000,
        _ => return None,
    };
    Some((Exact::int(factor), at + 1))
}

/// Whether a letter stands alone: nothing follows that it could belong to.
fn alone(cx: &Cx<'_>, at: u32) -> bool {
    !cx.is_kind(at + 1, TokenKind::Word) && !matches!(cx.text(at + 1), "-" | "/" | "&" | "$" | "\u{20ac}") || cx.folded(at + 1) == "of"
}

/// Digits with decimals or groups, which labels have not.
fn fine(cx: &Cx<'_>, at: u32) -> bool {
    cx.text(at - 1).contains(['.', ','])
}

/// Whether digits and an "M" are the length of a race.
fn is_race(cx: &Cx<'_>, m: u32) -> bool {
    let round = matches!(
        cx.text(m - 1),
        "25" | "50" | "60" | "100" | "200" | "400" | "800" | "1500" | "3000" | "5000" | "10000" | "10,000" | "5,000"
    );
    let next = cx.folded(m + 1);
    round
        && (cx.text(m + 1) == "-"
            || matches!(
                next,
                "sprint"
                    | "dash"
                    | "freestyle"
                    | "free"
                    | "butterfly"
                    | "backstroke"
                    | "breaststroke"
                    | "hurdles"
                    | "relay"
                    | "final"
                    | "finals"
                    | "heats"
                    | "race"
                    | "run"
                    | "steeplechase"
                    | "medley"
                    | "im"
                    | "title"
                    | "record"
                    | "gold"
                    | "silver"
                    | "bronze"
                    | "champion"
                    | "runner"
                    | "swim"
                    | "pool"
                    | "track"
                    | "event"
                    | "and"
                    | "in"
                    | "at"
                    | "on"
            ))
}

/// Whether "m" behind digits is a million: a plural follows, and the digits are no race or pool ("100m hurdles").
fn counts_people(cx: &Cx<'_>, m: u32) -> bool {
    let digits = cx.text(m - 1);
    let small = digits.contains('.') || digits.len() <= 2 && digits != "50" && digits != "25";
    small && counts_things(cx, m) && !matches!(cx.folded(m + 1), "across" | "hurdles" | "finals" | "heats" | "waves" | "seas")
}

/// Whether a plural noun follows.
fn counts_things(cx: &Cx<'_>, at: u32) -> bool {
    let next = cx.folded(at + 1);
    cx.is_kind(at + 1, TokenKind::Word)
        && !cx.touches(at + 1)
        && (next.len() > 3 && next.ends_with('s') && !next.ends_with("ss")
            || matches!(next, "people" | "children" | "men" | "women" | "more"))
}

/// Digits grouped by spaces: "40 000", "1 300 000". Certain with a no-break space, else only for round or long numbers.
pub(super) fn spaced(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
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
