//! Words that say that something rose or fell, where a change may start.

use super::super::Cx;
use crate::lexicon::Class;
use crate::value::{Exact, Hedge, Interval, Number};
use std::ops::Range;

/// Which way a figure moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Rises.
    Up,
    /// Falls.
    Down,
    /// Not said by the word.
    Open,
}

impl Direction {
    /// The name in a claim.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Open => "none",
        }
    }
}

/// How a change is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "rose"
    Verb,
    /// "a 10 percent increase"
    Noun,
    /// "up from", "down 3 percent from"
    Particle,
}

/// A word that may start a change.
#[derive(Debug, Clone)]
pub(super) struct Trigger {
    /// Its tokens.
    pub(super) tokens: Range<u32>,
    /// Which way.
    pub(super) direction: Direction,
    /// How it is worded.
    pub(super) form: Form,
    /// How many times, for "doubled", "halved".
    pub(super) factor: Option<Number>,
}

/// The trigger that starts at a token.
pub(super) fn at(cx: &Cx<'_>, t: u32, end: u32) -> Option<Trigger> {
    if let Some(particle) = particle(cx, t, end) {
        return Some(particle);
    }
    if cx.phrase(t, end, Class::NoChange).is_some() || !cx.is_kind(t, crate::lexicon::TokenKind::Word) {
        return None;
    }
    // "triple helix content": in its plain form behind a preposition it belongs to a noun.
    let plain = matches!(cx.folded(t), "double" | "triple" | "quadruple");
    let adjective =
        t.checked_sub(1).is_some_and(|p| matches!(cx.folded(p), "in" | "of" | "the" | "a" | "for" | "with" | "by" | "on" | "from"));
    if plain && adjective {
        return None;
    }
    let noun = [(Class::RiseNoun, Direction::Up), (Class::FallNoun, Direction::Down)].into_iter().find(|(c, _)| cx.is(t, *c));
    let verb =
        [(Class::Rise, Direction::Up), (Class::Fall, Direction::Down)].into_iter().find_map(|(c, d)| Some((cx.phrase(t, end, c)?, d)));
    let (length, direction, form) = match (verb, noun) {
        (_, Some((_, d))) if is_noun_place(cx, t) => (1, d, Form::Noun),
        (Some((n, d)), _) => (n, d, Form::Verb),
        (None, Some((_, d))) => (1, d, Form::Noun),
        (None, None) if cx.is(t, Class::UndirectedChange) => (1, Direction::Open, Form::Verb),
        (None, None) => return None,
    };
    let direction = if cx.is(t, Class::UndirectedChange) && length == 1 { Direction::Open } else { direction };
    Some(Trigger { tokens: t..t.checked_add(length)?, direction, form, factor: factor(cx, t) })
}

/// "up from", "down 3 percent from": a bare "up" or "down" behind a figure. "went up" is a verb and found before.
fn particle(cx: &Cx<'_>, t: u32, end: u32) -> Option<Trigger> {
    let direction = match cx.folded(t) {
        "up" => Direction::Up,
        "down" => Direction::Down,
        _ => return None,
    };
    let next = t.checked_add(1).filter(|&n| n < end)?;
    let figures = cx.folded(next) == "from"
        || cx.is_kind(next, crate::lexicon::TokenKind::Number)
        || cx.text(next) == "$"
        || cx.is(next, Class::Currency);
    (figures || cx.is_any(next, &[Class::NumberWord, Class::HedgeAbout, Class::HedgeNearly, Class::HedgeAtLeast])).then_some(Trigger {
        tokens: t..next,
        direction,
        form: Form::Particle,
        factor: None,
    })
}

/// Whether a noun stands here: behind an article, a possessive or an amount.
fn is_noun_place(cx: &Cx<'_>, t: u32) -> bool {
    let Some(before) = t.checked_sub(1) else { return false };
    if matches!(
        cx.folded(before),
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "its"
            | "their"
            | "'s"
            | "percent"
            | "%"
            | "cent"
            | "point"
            | "percentage"
            | "biggest"
            | "sharp"
            | "steep"
            | "small"
            | "slight"
            | "big"
            | "large"
            | "annual"
            | "further"
    ) {
        return true;
    }
    cx.folded(before).ends_with("fold")
}

/// How many times, of "doubled", "tripled", "halved", with what stands before it: "more than doubled", "nearly tripled".
fn factor(cx: &Cx<'_>, t: u32) -> Option<Number> {
    let word = cx.folded(t);
    let times = |n: i64| Exact::int(n);
    let n = [("doubl", times(2)), ("tripl", times(3)), ("trebl", times(3)), ("quadrupl", times(4)), ("quintupl", times(5))]
        .into_iter()
        .find(|(stem, _)| word.starts_with(stem))
        .map(|(_, n)| n)
        .or_else(|| word.starts_with("halv").then(|| Exact::ratio(1, 2)).flatten())?;
    // "doubles" as a noun of tennis or rooms has no figures of change behind it; the scan finds none then.
    Some(multiple(n, hedge_before(cx, t)))
}

/// The hedge of the words before a verb of multiples.
fn hedge_before(cx: &Cx<'_>, t: u32) -> Hedge {
    let one = t.checked_sub(1).map_or("", |p| cx.folded(p));
    let two = t.checked_sub(2).map_or("", |p| cx.folded(p));
    match (two, one) {
        (_, "nearly" | "almost" | "roughly" | "about" | "practically" | "virtually" | "not" | "effectively") => Hedge::About,
        ("more", "than") | (_, "over") => Hedge::AtLeast,
        ("less", "than") => Hedge::AtMost,
        _ => Hedge::Exact,
    }
}

/// "n times" as it is used of a change: loosely, from a little below n to half a time above.
pub(super) fn multiple(n: Exact, hedge: Hedge) -> Number {
    let by = |num: i64, den: i64| Exact::ratio(num, den).and_then(|f| n.mul(f));
    let (lo, hi) = if n < Exact::ONE { (by(85, 100), by(115, 100)) } else { (by(85, 100), Exact::ratio(1, 2).and_then(|h| n.add(h))) };
    let range = match hedge {
        Hedge::About => Interval { lo: by(7, 10), hi },
        Hedge::AtLeast if n >= Exact::ONE => Interval { lo: Some(n), hi: None },
        // "more than halved": to less than half.
        Hedge::AtLeast => Interval { lo: Some(Exact::ZERO), hi: Some(n) },
        Hedge::AtMost => Interval { lo: None, hi },
        _ => Interval { lo, hi },
    };
    Number { nominal: n, range, half_unit: Exact::ZERO, hedge }
}

/// "tenfold", "threefold": how many times. "A threefold increase" may mean three times as much or three times more.
pub(super) fn fold_word(cx: &Cx<'_>, t: u32) -> Option<Number> {
    const WORDS: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let stem = cx.folded(t).strip_suffix("fold").filter(|s| !s.is_empty())?;
    let n = match stem {
        "twenty" => 20,
        "hundred" => 100,
        "thousand" => 1000,
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
        word => i64::try_from(WORDS.iter().position(|w| *w == word)?).ok()?.checked_add(2)?,
    };
    let number = multiple(Exact::int(n), hedge_before(cx, t));
    let wider = number.range.hi.and_then(|hi| hi.add(Exact::ONE));
    Some(Number { range: Interval { hi: wider, ..number.range }, ..number })
}
