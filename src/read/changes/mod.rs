//! Changes: a value before, a value after, a direction, a size.
//!
//! Invariants:
//! - A change has both ends, in one unit. Places in an order, years, exchange rates and figures below zero are no ends of one.
//! - The reader does not say whether the figures fit: it gives what the two ends come to (`actual`, `difference`,
//!   `actual_factor`) as ranges that allow for the rounding of every figure.

mod compared;
mod scan;
mod taken;
mod trigger;

use super::amounts::{self, Amount};
use super::form::{field, optional};
use super::{Claim, ClaimSchema, Cx, Readings, Sought, Spot, np};
use crate::lexicon::Class;
use crate::value::{Exact, Interval, Money, Quantity, Value};
use scan::Figures;
use std::ops::Range;
use taken::Unsized;
use trigger::{Direction, Trigger};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "change",
    about: "A figure that rose or fell from one value to another: \"rose 25 percent, from 40 to 60\", \"fell to $9.1m from $7.8m\".",
    fields: &[
        field("before", "number", "the earlier value: a number, percent, money, quantity or duration"),
        field("after", "number", "the later value, in the unit of `before`"),
        field("direction", "text", "what the words say: up, down or none"),
        field("verb", "text", "the word that says so"),
        optional("size", "number", "how much it changed, as told"),
        field("size_kind", "text", "of `size`: percent, points, amount, factor or none"),
        optional("factor", "number", "how many times, of \"tripled\": loosely, as the word is used"),
        field("percent_endpoints", "bool", "both ends are percentages"),
        field("adjusted", "bool", "the size is adjusted, annualized, per head or of another base"),
        field("actual", "number", "(after - before) / before, in percent, signed"),
        field("difference", "number", "after - before, in points for percentages"),
        field("actual_factor", "number", "after / before"),
        field("apart", "bool", "the size is told in another clause or sentence, which takes the change up"),
    ],
}];

/// Words that tell a change, and those that compare two figures behind them.
pub(super) const SOUGHT: Sought = Sought {
    words: "up down more higher larger greater bigger fewer less lower smaller",
    classes: &[Class::Rise, Class::Fall, Class::RiseNoun, Class::FallNoun, Class::UndirectedChange],
    ..Sought::NONE
};

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let all = amounts::of(cx, out);
    let later = |i: u32, block: u32| {
        let next = cx.doc.sentences.get(i as usize + 1).filter(|s| s.block == block);
        next.map(|s| (s.tokens.clone(), all.of(i + 1)))
    };
    let mut told: Vec<Unsized> = Vec::new();
    let multiplied = |i: u32, tokens: &Range<u32>, t: u32| {
        let trigger = trigger::at(cx, t, tokens.end).filter(|w| w.factor.is_some())?;
        let figures = taken::multiplied(cx, &all, i, &trigger, tokens)?;
        claim(cx, &trigger, &figures, tokens, true)
    };
    for (i, sentence) in cx.sentences_with(Spot::Change) {
        let tokens = sentence.tokens.clone();
        let amounts = all.of(i);
        if amounts.iter().filter(|a| !a.when).count() < 2 {
            let apart = taken::find(cx, &all, i, &tokens, &told);
            out.claims.extend(apart.and_then(|(w, f)| claim(cx, &w, &f, &tokens, true)));
            out.claims.extend(cx.spots_in(tokens.clone(), Spot::Change).find_map(|t| multiplied(i, &tokens, t)));
            continue;
        }
        let mut next = tokens.start;
        for t in cx.spots_in(tokens.clone(), Spot::Change) {
            if t < next {
                continue;
            }
            let figures = match trigger::at(cx, t, tokens.end) {
                Some(trigger) => {
                    next = trigger.tokens.end;
                    scan::figures(cx, amounts, &trigger, &tokens).map(|f| (trigger, f))
                }
                None => compared::at(cx, amounts, t, &tokens),
            };
            // "Burglaries are down: 318, against 274": the figures stand behind a mark.
            let figures = figures.filter(|(_, f)| !f.is_empty()).or_else(|| compared::behind(cx, amounts, t, &tokens));
            let figures = figures.map(|(w, f)| (w, taken_up(cx, f, later(i, sentence.block))));
            if let Some((claim, w, f)) = figures.and_then(|(w, f)| Some((claim(cx, &w, &f, &tokens, false)?, w, f))) {
                out.claims.push(claim);
                next = next.max(f.tokens.end);
                if f.size.is_none() && f.factor.is_none() {
                    told.push(Unsized { sentence: i, figures: f, direction: w.direction });
                }
            }
        }
        let apart = taken::find(cx, &all, i, &tokens, &told);
        out.claims.extend(apart.and_then(|(w, f)| claim(cx, &w, &f, &tokens, true)));
    }
}

/// "… to 4.35 percent from 4.1 percent. The 0.25 percent increase": the next sentence takes the change of a rate up with its size.
fn taken_up(cx: &Cx<'_>, mut figures: Figures, later: Option<(Range<u32>, &[Amount])>) -> Figures {
    let rates = [&figures.before, &figures.after].into_iter().all(|a| a.as_ref().is_some_and(|a| matches!(a.value, Value::Percent(_))));
    let Some((tokens, amounts)) = later.filter(|_| rates && figures.size.is_none() && figures.factor.is_none()) else { return figures };
    let noun = |t: u32| cx.is_any(t, &[Class::RiseNoun, Class::FallNoun]) || matches!(cx.folded(t), "move" | "change" | "difference");
    let taken = |t: u32| matches!(cx.folded(t), "the" | "that" | "this");
    let size = amounts.iter().find(|a| {
        let before = |n: u32| a.tokens.start.checked_sub(n).filter(|&t| t >= tokens.start);
        let behind = a.tokens.end + u32::from(a.compound);
        // "The 0.25 percent increase", "That rise of 0.25 percent".
        let first = before(1).is_some_and(taken) && (noun(behind) || noun(behind + 1));
        let last = before(1).is_some_and(|t| cx.folded(t) == "of") && before(2).is_some_and(noun) && before(3).is_some_and(taken);
        matches!(a.value, Value::Percent(_)) && (first || last)
    });
    figures.size = size.cloned();
    figures
}

/// The claim of a trigger and its figures, unless they are no values that can be compared.
fn claim(cx: &Cx<'_>, trigger: &Trigger, figures: &Figures, sentence: &Range<u32>, apart: bool) -> Option<Claim> {
    let (before, after) = (figures.before.as_ref()?, figures.after.as_ref()?);
    if is_rank(cx, trigger, figures, sentence)
        || is_exchange(cx, trigger, sentence)
        || !same_noun(cx, before, after, sentence.end)
        || is_loss(cx, trigger, sentence)
        // "decreased from 0.5 to 6 h after birth": when, not how much.
        || matches!(cx.folded(after.tokens.end), "h" | "hr" | "hrs" | "min" | "mins" | "wk" | "wks" | "d")
    {
        return None;
    }
    let (from, to) = amounts::align(cx, before, after)?;
    let direction = if trigger.direction == Direction::Open { figures.direction.unwrap_or(Direction::Open) } else { trigger.direction };
    let size = figures.size.as_ref().and_then(|s| Some((s.span, size_value(&s.value, &from)?)));
    if direction == Direction::Open && size.is_none() {
        return None;
    }
    let percent_endpoints = matches!(from, Value::Percent(_));
    let size_kind = match (&size, &figures.factor) {
        (Some((_, Value::Points(_))), _) => "points",
        (Some((_, Value::Percent(_))), _) => "percent",
        (Some(_), _) => "amount",
        (None, Some(_)) => "factor",
        (None, None) => "none",
    };
    let (a, b) = (sharpened(&from, &to)?, sharpened(&to, &from)?);
    // One unit of the last digit shown is granted to a percentage on top of its own rounding.
    let slack = size.as_ref().filter(|_| size_kind == "percent").and_then(|(_, v)| v.number()).map_or(Exact::ZERO, |n| n.half_unit);
    // A ratio to nothing, or to a figure below zero, says nothing.
    let ratio = if a.lo.is_some_and(|lo| lo > Exact::ZERO) { b.div(a) } else { Interval::ANY };
    let hundred = Exact::int(100);
    let actual = ratio.sub(Interval::point(Exact::ONE)).mul(Interval::point(hundred)).widen(slack);
    let (x, y) = (amounts::nominal(&from)?, amounts::nominal(&to)?);
    let told = y.div(x);
    let told_percent = told.and_then(|t| t.sub(Exact::ONE)).and_then(|t| t.mul(hundred));
    let mut claim = Claim::new("change", cx.span(figures.tokens.clone()))
        .with("before", before.span, from.clone())
        .with("after", after.span, to)
        .with_implied("direction", Value::Text(direction.name().to_owned()))
        .with("verb", cx.span(trigger.tokens.clone()), Value::Text(cx.folded(trigger.tokens.start).to_owned()))
        .with_implied("size_kind", Value::Text(size_kind.to_owned()))
        .with_implied("percent_endpoints", Value::Bool(percent_endpoints))
        .with_implied("adjusted", Value::Bool(figures.repeated || is_adjusted(cx, sentence)))
        .with_implied("actual", Value::Percent(Box::new(amounts::computed(told_percent, actual))))
        .with_implied("difference", difference(&from, y.sub(x), b.sub(a)))
        .with_implied("actual_factor", Value::Number(Box::new(amounts::computed(told, ratio))))
        .with_implied("apart", Value::Bool(apart));
    if let Some((span, value)) = size {
        claim = claim.with("size", span, value);
    }
    if let Some(factor) = figures.factor {
        claim = claim.with_implied("factor", Value::Number(Box::new(factor)));
    }
    Some(claim)
}

/// The range of one end. "$18 million" beside "$19.8 million" leaves out a decimal that is likely a zero: half of the doubt remains.
fn sharpened(end: &Value, other: &Value) -> Option<Interval> {
    let range = amounts::interval(end)?;
    let (Some(x), Some(y)) = (end.number(), other.number()) else { return Some(range) };
    let finer = y.half_unit > Exact::ZERO && y.half_unit.mul(Exact::int(10)) == Some(x.half_unit);
    let plain = x.hedge == crate::value::Hedge::Exact && y.hedge == crate::value::Hedge::Exact;
    let half = x.half_unit.div(Exact::int(2)).filter(|_| finer && plain);
    Some(half.map_or(range, |half| Interval::around(x.nominal, half)))
}

/// The size in a form that can be compared with the ends: a percentage, points, or an amount of their own unit.
fn size_value(size: &Value, end: &Value) -> Option<Value> {
    if let Some(percent) = scan::as_percent(size) {
        return Some(percent);
    }
    match (size, end) {
        (Value::Percent(_) | Value::Points(_), _) => Some(size.clone()),
        (Value::Money(m), Value::Money(e)) if m.currency.code == e.currency.code => Some(size.clone()),
        (Value::Quantity(q), Value::Quantity(e)) if q.unit.code == e.unit.code => Some(size.clone()),
        (Value::Number(n) | Value::Age(n), Value::Number(_)) => Some(Value::Number(n.clone())),
        _ => None,
    }
}

/// The difference as a value of the ends' kind.
fn difference(end: &Value, told: Option<Exact>, range: Interval) -> Value {
    let amount = amounts::computed(told, range);
    match end {
        Value::Percent(_) | Value::Points(_) => Value::Points(Box::new(amount)),
        Value::Money(m) => Value::Money(Box::new(Money { amount, currency: m.currency.clone() })),
        Value::Quantity(q) => Value::Quantity(Box::new(Quantity { amount, unit: q.unit.clone() })),
        _ => Value::Number(Box::new(amount)),
    }
}

/// Whether the two ends count the same: the noun of one is missing, or both have the same head.
fn same_noun(cx: &Cx<'_>, before: &Amount, after: &Amount, end: u32) -> bool {
    let head = |a: &Amount| np::head(cx, &np::after(cx, a.tokens.end, end));
    match (head(before), head(after)) {
        (Some(a), Some(b)) => a == b || matches!(before.value, Value::Money(_) | Value::Percent(_)),
        _ => true,
    }
}

/// Whether the figures are places in an order ("rose from 9 to 4 in the rankings").
fn is_rank(cx: &Cx<'_>, trigger: &Trigger, figures: &Figures, sentence: &Range<u32>) -> bool {
    let start = figures.tokens.start.min(trigger.tokens.start).saturating_sub(8).max(sentence.start);
    let end = figures.tokens.end.saturating_add(7).min(sentence.end);
    let number = matches!(figures.before.as_ref().map(|a| &a.value), Some(Value::Number(_)));
    number && (start..end).any(|t| cx.phrase(t, end, Class::RankWord).is_some())
}

/// Whether what moves is a currency: it falls when it takes more of it to a dollar.
fn is_exchange(cx: &Cx<'_>, trigger: &Trigger, sentence: &Range<u32>) -> bool {
    let start = trigger.tokens.start.saturating_sub(6).max(sentence.start);
    (start..trigger.tokens.start).any(|t| {
        cx.is(t, Class::Currency)
            && cx.is_kind(t, crate::lexicon::TokenKind::Word)
            && !cx.folded(t).ends_with('s')
            && cx.folded(t) != "cent"
    }) || (start..trigger.tokens.start).any(|t| matches!(cx.folded(t), "yield" | "yields" | "currency" | "exchange"))
}

/// Whether the figures may be losses, which "up" and "improved" turn round.
fn is_loss(cx: &Cx<'_>, trigger: &Trigger, sentence: &Range<u32>) -> bool {
    let turns = trigger.form == trigger::Form::Particle || trigger.direction == Direction::Open;
    turns && sentence.clone().any(|t| matches!(cx.folded(t), "loss" | "losses" | "deficit" | "deficits" | "shortfall" | "debt" | "debts"))
}

/// Whether the sentence tells a change that is not the plain one of its two figures.
fn is_adjusted(cx: &Cx<'_>, sentence: &Range<u32>) -> bool {
    sentence.clone().any(|t| cx.phrase(t, sentence.end, Class::AdjustedCue).is_some())
}
