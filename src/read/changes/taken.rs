//! Sizes told apart from their figures: "£4.6m, against £3.8m in 2022. … The 15 per cent increase", "That is a 40 percent cut".
//!
//! Invariants:
//! - The words take a change up ("the", "that", "it is a"), and nothing behind them says that it is one of something else.
//! - The figures stand in the same paragraph not far before, or they are the only two of their unit so far.

use super::super::amounts::{self, Amount, Amounts, Measure};
use super::super::{Cx, Spot, np};
use super::compared;
use super::scan::Figures;
use super::trigger::{Direction, Form, Trigger};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Hedge, Value};
use std::ops::Range;

/// How many sentences before the one with the size its figures may stand.
const NEAR: u32 = 2;

/// How many sentences before it the two only figures of a unit are looked for.
const FAR: u32 = 16;

/// A change with both its figures and no size, and the sentence it stands in.
pub(super) struct Unsized {
    /// The sentence.
    pub(super) sentence: u32,
    /// Its figures.
    pub(super) figures: Figures,
    /// Which way.
    pub(super) direction: Direction,
}

/// A size that takes up a change told before.
struct Size<'a> {
    amount: &'a Amount,
    /// The noun: "increase".
    noun: u32,
    direction: Direction,
    /// Told of what was just said: "That is a 40 percent cut", "So, a 40 percent cut".
    stated: bool,
}

/// The changes of which a sentence tells the size.
pub(super) fn find(cx: &Cx<'_>, all: &Amounts, i: u32, sentence: &Range<u32>, told: &[Unsized]) -> Option<(Trigger, Figures)> {
    let size = size_in(cx, all.of(i), sentence)?;
    let trigger = |direction| Trigger { tokens: size.noun..size.noun + 1, direction, form: Form::Noun, factor: None };
    let block = cx.doc.sentences.get(i as usize)?.block;
    let here = |n: u32| cx.doc.sentences.get(n as usize).filter(|s| s.block == block && !s.display);
    let with = |before: &Amount, after: &Amount| Figures {
        before: Some(before.clone()),
        after: Some(after.clone()),
        size: Some(size.amount.clone()),
        tokens: before.tokens.start.min(after.tokens.start)..size.noun + 1,
        ..Figures::default()
    };
    let first = i.saturating_sub(NEAR);
    for n in (first..=i).rev().take_while(|&n| here(n).is_some()) {
        let last = told.iter().rev().find(|u| u.sentence == n && u.figures.tokens.end <= size.amount.tokens.start);
        if let Some(u) = last {
            let fits = u.direction == Direction::Open || size.direction == Direction::Open || u.direction == size.direction;
            let (before, after) = (u.figures.before.as_ref()?, u.figures.after.as_ref()?);
            return fits.then(|| (trigger(Direction::Open), with(before, after)));
        }
        let tokens = here(n)?.tokens.clone();
        let pair = all.of(n).iter().rev().find_map(|after| {
            let before = compared::against(cx, all.of(n), after, &tokens)?;
            (before.tokens.end <= size.amount.tokens.start).then_some((after, before))
        });
        if let Some((after, before)) = pair {
            return Some((trigger(size.direction), with(before, after)));
        }
        // Another change of which it may be the size.
        if n < i && cx.any_spot(tokens.clone(), Spot::Change) && all.of(n).iter().any(|a| matches!(a.value, Value::Percent(_))) {
            return None;
        }
    }
    let (before, after) = only_two(cx, all, i).filter(|_| size.stated)?;
    let up = amounts::nominal(&after.value) > amounts::nominal(&before.value);
    let way = match size.direction {
        Direction::Up => up,
        Direction::Down => !up,
        Direction::Open => true,
    };
    way.then(|| (trigger(Direction::Open), with(before, after)))
}

/// "Having tripled the number of shops": the only two counts of a thing so far, where a multiple of it is told without its figures.
pub(super) fn multiplied(cx: &Cx<'_>, all: &Amounts, i: u32, trigger: &Trigger, sentence: &Range<u32>) -> Option<Figures> {
    trigger.factor.as_ref()?;
    let t = trigger.tokens.end;
    let numbered = matches!(cx.folded(t), "the" | "its" | "our" | "their") && cx.folded(t + 1) == "number" && cx.folded(t + 2) == "of";
    let start = numbered.then_some(t + 3)?;
    let start = start + u32::from(matches!(cx.folded(start), "its" | "our" | "their" | "the"));
    let noun = np::after(cx, start, sentence.end);
    let thing = np::head(cx, &noun)?;
    let counts = |n: u32| {
        let end = cx.doc.sentences.get(n as usize).map_or(0, |s| s.tokens.end);
        let thing = thing.clone();
        all.of(n).iter().filter(move |a| {
            let own = np::after(cx, a.tokens.end, end);
            let word = |k: u32| a.tokens.start.checked_sub(k).map_or("", |t| cx.folded(t));
            // "there were 164, in four countries"
            let bare = own.is_empty() && matches!(word(1), "were" | "are" | "was") && word(2) == "there";
            matches!(a.value, Value::Number(_)) && !a.when && !a.compound && (bare || np::head(cx, &own).as_ref() == Some(&thing))
        })
    };
    let mut told = (i.saturating_sub(FAR)..i).flat_map(counts);
    let (before, after) = (told.next()?, told.next()?);
    let exact = |a: &Amount| a.value.number().is_some_and(|n| n.hedge == Hedge::Exact && n.nominal.is_integer());
    let up = amounts::nominal(&after.value) > amounts::nominal(&before.value);
    let fits = told.next().is_none() && exact(before) && exact(after) && up == (trigger.direction == Direction::Up);
    fits.then(|| Figures {
        before: Some(before.clone()),
        after: Some(after.clone()),
        factor: trigger.factor,
        tokens: before.tokens.start..trigger.tokens.end,
        ..Figures::default()
    })
}

/// The percentage of a sentence that is the size of a change told before.
fn size_in<'a>(cx: &Cx<'_>, amounts: &'a [Amount], sentence: &Range<u32>) -> Option<Size<'a>> {
    amounts.iter().find_map(|amount| {
        let (start, end) = (amount.tokens.start, amount.tokens.end + u32::from(amount.compound));
        let before = |n: u32| start.checked_sub(n).filter(|&t| t >= sentence.start);
        let word = |n: u32| before(n).map_or("", |t| cx.folded(t));
        if !matches!(amount.value, Value::Percent(_)) {
            return None;
        }
        // "the 15 percent increase", "an increase of 15 percent"
        let (noun, lead, tail) = if word(1) == "of" {
            let noun = before(2).filter(|&t| direction(cx, t).is_some())?;
            (noun, noun.checked_sub(1).filter(|&t| t >= sentence.start)?, end)
        } else {
            let noun = [end, end + 1].into_iter().find(|&t| direction(cx, t).is_some())?;
            (noun, first_lead(cx, start, sentence.start)?, noun + 1)
        };
        let known = matches!(cx.folded(lead), "the" | "that" | "this");
        let bare = lead == sentence.start && cx.is_kind(tail, TokenKind::Word) && tail < sentence.end;
        let stated = matches!(cx.folded(lead), "a" | "an") && opens(cx, sentence.start, lead) && !bare;
        ((known || stated) && is_whole(cx, amounts, tail, sentence)).then_some(Size {
            amount,
            noun,
            direction: direction(cx, noun)?,
            stated,
        })
    })
}

/// The article before a figure and its hedges: "a nearly 40 percent cut".
fn first_lead(cx: &Cx<'_>, start: u32, least: u32) -> Option<u32> {
    let lead = start.checked_sub(1).filter(|&t| t >= least)?;
    let hedge = cx.is_any(lead, &[Class::HedgeAbout, Class::HedgeNearly, Class::HedgeAtLeast, Class::HedgeJustOver]);
    if hedge && !matches!(cx.folded(lead), "a" | "an" | "the") { lead.checked_sub(1).filter(|&t| t >= least) } else { Some(lead) }
}

/// Which way a noun of change goes.
fn direction(cx: &Cx<'_>, t: u32) -> Option<Direction> {
    match cx.folded(t) {
        "improvement" | "change" | "difference" | "swing" | "speedup" | "saving" | "savings" => Some(Direction::Open),
        _ if cx.is(t, Class::RiseNoun) => Some(Direction::Up),
        _ if cx.is(t, Class::FallNoun) => Some(Direction::Down),
        _ => None,
    }
}

/// "That is a", "So, a", "It amounts to a": nothing else before the article.
fn opens(cx: &Cx<'_>, start: u32, article: u32) -> bool {
    article.saturating_sub(start) <= 5
        && (start..article).all(|t| {
            !cx.is_kind(t, TokenKind::Word)
                || matches!(
                    cx.folded(t),
                    "so" | "that"
                        | "this"
                        | "it"
                        | "is"
                        | "was"
                        | "'s"
                        | "represents"
                        | "represented"
                        | "marks"
                        | "means"
                        | "meant"
                        | "amounts"
                        | "amounted"
                        | "to"
                        | "in"
                        | "all"
                        | "overall"
                        | "then"
                        | "thus"
                        | "still"
                        | "which"
                        | "equals"
                        | "works"
                        | "out"
                        | "at"
                        | "as"
                )
        })
}

/// Whether nothing behind a size says of what it is, except a time: "the 15 percent increase in fares".
fn is_whole(cx: &Cx<'_>, amounts: &[Amount], tail: u32, sentence: &Range<u32>) -> bool {
    if tail >= sentence.end {
        return true;
    }
    let timed = || {
        amounts.iter().any(|a| (a.when || matches!(a.value, Value::Duration(_))) && a.tokens.start > tail && a.tokens.start <= tail + 2)
            || matches!(cx.folded(tail + 2), "year" | "decade" | "month" | "quarter" | "week")
    };
    match cx.folded(tail) {
        "in" | "over" | "on" | "from" | "since" | "during" | "within" => timed(),
        "of" | "for" | "among" | "to" | "by" | "at" | "per" | "year" | "year-on-year" | "year-over-year" | "compared" | "a" | "and"
        | "or" | "that" | "which" | "who" | "they" | "it" | "he" | "she" | "we" => false,
        _ => !cx.is(tail, Class::RiseNoun) && !cx.is(tail, Class::FallNoun),
    }
}

/// The only two figures of a unit before a sentence: the later one in the sentence right before it.
fn only_two<'a>(cx: &Cx<'_>, all: &'a Amounts, i: u32) -> Option<(&'a Amount, &'a Amount)> {
    let plain = |a: &&Amount| !a.when && !a.compound && a.value.number().is_none_or(|n| n.hedge == Hedge::Exact);
    let last = i.checked_sub(1)?;
    let unit = |a: &Amount| unit(&a.value);
    let mut later = all.of(last).iter().filter(plain).filter(|a| unit(a).is_some());
    let after = later.next()?;
    if later.next().is_some() || cx.doc.sentences.get(last as usize)?.display {
        return None;
    }
    let of = unit(after);
    let mut earlier = (i.saturating_sub(FAR)..last).flat_map(|n| all.of(n)).filter(|a| !a.when && unit(a) == of);
    let before = earlier.next().filter(plain)?;
    let differs = amounts::nominal(&before.value) != amounts::nominal(&after.value);
    (earlier.next().is_none() && differs).then_some((before, after))
}

/// What a figure is told in; plain counts are of too many things.
fn unit(value: &Value) -> Option<(Measure, String)> {
    let name = match value {
        Value::Duration(d) => d.unit.name().to_owned(),
        Value::Quantity(q) => q.unit.code.clone(),
        Value::Money(_) => String::new(),
        _ => return None,
    };
    Some((amounts::measure(value)?, name))
}
