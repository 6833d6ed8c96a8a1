//! Hedges: words in front of a number ("nearly 400") or behind it ("400 or so") that make a range of it. They are no part of
//! the number's span.

use super::super::{Cx, Sought, Spot};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Hedge, Interval, Number};

const BEFORE: &[Class] = &[Class::HedgeAbout, Class::HedgeNearly, Class::HedgeJustOver, Class::HedgeAtLeast, Class::HedgeAtMost];
const BEHIND: &[Class] = &[Class::HedgeAfterAbout, Class::HedgeAfterAtLeast, Class::HedgeAfterAtMost];

const ALL: &[Class] = &[
    Class::HedgeAbout,
    Class::HedgeNearly,
    Class::HedgeJustOver,
    Class::HedgeAtLeast,
    Class::HedgeAtMost,
    Class::HedgeAfterAbout,
    Class::HedgeAfterAtLeast,
    Class::HedgeAfterAtMost,
];

/// What a hedge may begin with.
pub(in crate::read) const SOUGHT: Sought = Sought { classes: ALL, ..Sought::NONE };

/// Tokens that a hedge may have.
const MAX_HEDGE: u32 = 5;

/// A number under the hedges around it. `start..end` are the tokens of the whole measure, `from` the first token of its sentence.
pub(super) fn apply(cx: &Cx<'_>, number: Number, start: u32, end: u32, sentence: (u32, u32)) -> Number {
    let (from, limit) = sentence;
    let mut number = number;
    let mut at = start;
    // "up to about 30": two hedges at most.
    for _ in 0..2 {
        if at > from && matches!(cx.folded(at - 1), "the" | "a" | "an") && at > from + 1 && before(cx, at - 1, from).is_some() {
            at -= 1;
        }
        let Some((class, first)) = before(cx, at, from) else { break };
        number = widen(number, class);
        at = first;
    }
    if number.hedge == Hedge::Exact
        && let Some(class) = behind(cx, end, limit)
    {
        number = widen(number, class);
    }
    number
}

/// The longest hedge that ends right before a token, and its first token.
fn before(cx: &Cx<'_>, at: u32, from: u32) -> Option<(Class, u32)> {
    cx.spots_in(from.max(at.saturating_sub(MAX_HEDGE))..at, Spot::Hedge).find_map(|first| {
        let class = BEFORE.iter().copied().find(|&c| cx.phrase(first, at, c) == Some(at - first))?;
        Some((class, first))
    })
}

/// A hedge behind a measure, perhaps behind the noun that it counts.
fn behind(cx: &Cx<'_>, end: u32, limit: u32) -> Option<Class> {
    let hedge = |i: u32| BEHIND.iter().copied().find_map(|c| cx.phrase(i, limit, c).map(|n| (c, n)));
    let at = |i: u32| if cx.spotted(i, Spot::Hedge) { hedge(i) } else { None };
    let noun = cx.is_kind(end, TokenKind::Word) && cx.folded(end + 1) == "or";
    let (class, used) = at(end).or_else(|| at(end + 1).filter(|_| noun))?;
    // "five plus two" adds; "50 plus" is a floor.
    let adds = cx.is_kind(end + used, TokenKind::Number) || cx.is(end + used, Class::NumberWord);
    (!adds).then_some(class)
}

fn widen(number: Number, class: Class) -> Number {
    match class {
        Class::HedgeAbout | Class::HedgeAfterAbout => number.hedged(Hedge::About),
        Class::HedgeNearly => number.hedged(Hedge::Nearly),
        Class::HedgeJustOver => {
            let top = number.nominal.abs().div(Exact::int(10)).and_then(|t| number.nominal.add(t));
            let above = Interval { lo: Some(number.nominal), hi: top };
            Number { range: number.range.cover(above), hedge: Hedge::AtLeast, ..number }
        }
        Class::HedgeAtLeast | Class::HedgeAfterAtLeast => number.hedged(Hedge::AtLeast),
        Class::HedgeAtMost | Class::HedgeAfterAtMost => number.hedged(Hedge::AtMost),
        _ => number,
    }
}
