//! Means beside their total and count, and percentages of a small whole.

use super::super::amounts::{self, Amount, Measure};
use super::super::{Claim, Cx, Spot, np};
use super::rates;
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Hedge, Interval, Money, Number, Quantity, Value};
use std::ops::Range;

/// Largest whole of which a percentage can be shown to be impossible.
const FEW: i64 = 30;

/// Reads a sentence.
pub(super) fn read(cx: &Cx<'_>, amounts: &[Amount], earlier: &[Amount], sentence: &Range<u32>, claims: &mut Vec<Claim>) {
    // "She scored 84 points in six games. That is an average of 14."
    let s = sentence.start;
    let taken = matches!(cx.folded(s), "that" | "this" | "it")
        && matches!(cx.folded(s + 1), "is" | "was" | "makes" | "made" | "'s" | "works")
        || matches!(cx.folded(s), "that's" | "it's");
    let earlier = if taken { earlier } else { &[] };
    if amounts.len() + earlier.len() < 2 {
        return;
    }
    let amounts: Vec<Amount> = earlier.iter().chain(amounts).filter(|a| !a.when).cloned().collect();
    if amounts.len() < 2 {
        return;
    }
    let average = cx.spots_in(sentence.clone(), Spot::Mean).find(|&t| matches!(cx.folded(t), "average" | "averaging" | "averaged"));
    if let Some(average) = average {
        let found = mean(cx, &amounts, average).or_else(|| of_list(cx, &amounts, average));
        claims.extend(found.or_else(|| rates::at(cx, &amounts, average, sentence)));
    }
    claims.extend(amounts.windows(2).filter_map(|w| if let [p, n] = w { few(cx, p, n, sentence.end) } else { None }));
}

pub(super) fn counts(a: &Amount) -> Option<Number> {
    match &a.value {
        Value::Number(n) if n.nominal.is_integer() && n.nominal > Exact::ONE && n.range.is_point() && !a.compound => Some(**n),
        _ => None,
    }
}

/// "the nine boats landed 1,350 kilos of cod, an average of 175 kilos each": two amounts before it and no other.
fn mean(cx: &Cx<'_>, amounts: &[Amount], average: u32) -> Option<Claim> {
    let led = |a: &Amount| a.tokens.start == average + 1 || a.tokens.start == average + 2 && cx.folded(average + 1) == "of";
    let at = amounts.iter().position(led)?;
    let [a, b, mean] = amounts.get(at.checked_sub(2)?..=at)? else { return None };
    // A third figure before them may be the one that is meant.
    if at > 2 {
        return None;
    }
    let led = mean.tokens.start.checked_sub(1)?;
    let beside = cx.folded(led) == "of" && led == average + 1 && matches!(cx.folded(average.checked_sub(1)?), "an" | "a")
        || led == average && cx.folded(average) == "averaging";
    let apart = average >= b.tokens.end && matches!(cx.text(average.saturating_sub(2)), "," | "\u{2014}" | "(")
        || matches!(cx.folded(average.saturating_sub(2)), "or" | "is" | "was" | "makes" | "made" | "'s" | "that's" | "it's");
    if !beside || !(apart || cx.folded(average) == "averaging") || average < b.tokens.end {
        return None;
    }
    let ends = |t: u32| !cx.is_kind(t, TokenKind::Word) || matches!(cx.folded(t), "each" | "apiece" | "per" | "a");
    if !ends(mean.tokens.end) && !ends(np::after(cx, mean.tokens.end, mean.tokens.end + 4).end) {
        return None;
    }
    let (count, total) = match (counts(a), counts(b)) {
        // "84 points in six games": of two counts the larger one is shared out.
        (Some(n), Some(m)) if matches!(mean.value, Value::Number(_)) => {
            if n.nominal < m.nominal {
                (n, b)
            } else {
                (m, a)
            }
        }
        (Some(n), _) if amounts::measure(&b.value) == amounts::measure(&mean.value) => (n, b),
        (_, Some(n)) if amounts::measure(&a.value) == amounts::measure(&mean.value) => (n, a),
        _ => return None,
    };
    let counted = if std::ptr::eq(total, b) { a } else { b };
    // "16 a game": what each of is told must be what was counted.
    let per = mean.tokens.end;
    let noun = |t: u32| np::head(cx, &np::after(cx, t, t + 4));
    if matches!(cx.folded(per), "a" | "per") && noun(per + 1) != noun(counted.tokens.end) {
        return None;
    }
    by_count(cx, (counted, &count), total, mean)
}

/// The claim of a total, its count and their mean, with what the mean should be.
pub(super) fn by_count(cx: &Cx<'_>, (counted, count): (&Amount, &Number), total: &Amount, mean: &Amount) -> Option<Claim> {
    let told = mean.value.number()?;
    if told.hedge != Hedge::Exact || total.value.number()?.hedge != Hedge::Exact {
        return None;
    }
    let tenth = told.nominal.abs().div(Exact::int(10))?;
    let half = if told.half_unit == Exact::ZERO { last_digit(told.nominal).min(tenth) } else { told.half_unit };
    let by = |n: &Number| {
        let one = count.nominal;
        let range = n.range.div(Interval::point(one)).widen(half);
        amounts::computed(n.nominal.div(one).and_then(|q| q.round(1)), range)
    };
    let actual = match (&total.value, &mean.value) {
        (Value::Money(m), Value::Money(k)) if m.currency.code == k.currency.code => {
            Value::Money(Box::new(Money { amount: by(&m.amount), currency: m.currency.clone() }))
        }
        (Value::Quantity(q), Value::Quantity(k)) if q.unit.code == k.unit.code => {
            Value::Quantity(Box::new(Quantity { amount: by(&q.amount), unit: q.unit.clone() }))
        }
        (Value::Number(n), Value::Number(_)) => Value::Number(Box::new(by(n))),
        _ => return None,
    };
    let tokens = [counted, total, mean].map(|a| a.tokens.clone());
    let (start, end) = (tokens.iter().map(|t| t.start).min()?, tokens.iter().map(|t| t.end).max()?);
    Some(
        Claim::new("mean", cx.span(start..end))
            .with("count", counted.span, Value::Number(Box::new(*count)))
            .with("total", total.span, total.value.clone())
            .with("mean", mean.span, mean.value.clone())
            .with_implied("actual", actual),
    )
}

/// "drew 1,210, 1,340, 980 and 1,070, an average of 1,250": a mean right behind the figures that it is of.
fn of_list(cx: &Cx<'_>, amounts: &[Amount], average: u32) -> Option<Claim> {
    let led = if cx.folded(average) == "average" && cx.folded(average + 1) == "of" { average + 2 } else { average + 1 };
    let at = amounts.iter().position(|a| a.tokens.start == led)?;
    let mean = amounts.get(at)?;
    let joins = |gap: Range<u32>| !gap.is_empty() && gap.len() <= 2 && gap.clone().all(|t| matches!(cx.folded(t), "," | ";" | "and" | "&"));
    let first = (1..at).rev().find(|&k| match (amounts.get(k - 1), amounts.get(k)) {
        (Some(a), Some(b)) => !joins(a.tokens.end..b.tokens.start),
        _ => true,
    });
    let listed = amounts.get(first.unwrap_or(0)..at).filter(|l| l.len() >= 3)?;
    let (start, last) = (listed.first()?, listed.last()?);
    // Behind the last figure stand its noun at most, a comma and "an" or "for an".
    let noun = np::after(cx, last.tokens.end, average);
    let behind = noun.end.max(last.tokens.end);
    let marked = matches!(cx.text(behind), "," | "\u{2014}" | "\u{2013}" | "(" | ":") || cx.folded(behind) == "for";
    let and = (start.tokens.end..last.tokens.start).any(|t| matches!(cx.folded(t), "and" | "&"));
    let near = (behind + 1..average).all(|t| matches!(cx.folded(t), "an" | "for" | "or" | "giving" | "making" | "which" | "is"));
    // "410, 520 and 630 kilos, an average of 520": the last says the unit for all.
    let unit = amounts::measure(&last.value)?;
    let like = |a: &&Amount| {
        let measure = amounts::measure(&a.value);
        let plain = !a.compound && a.value.number().is_some_and(|n| n.hedge == Hedge::Exact);
        plain && (measure.as_ref() == Some(&unit) || measure == Some(Measure::Count) && unit != Measure::Percent)
    };
    let told = mean.value.number().filter(|_| marked && and && near && like(&mean) && listed.iter().all(|a| like(&a)))?;
    let codes = [&last.value, &mean.value].map(|v| if let Value::Quantity(q) = v { Some(q.unit.code.as_str()) } else { None });
    let whole = !matches!(codes, [Some(a), Some(b)] if a != b) && unit != Measure::Duration;
    // A mean beyond them all is one of something else: "4, 5 and 7 goals, an average of 1.3 a game".
    let figures = || listed.iter().filter_map(|a| a.value.number()).map(|n| n.nominal);
    let within = figures().any(|n| n <= told.nominal) && figures().any(|n| n >= told.nominal);
    let whole = whole && within;
    let sum = listed.iter().try_fold(Exact::ZERO, |sum, a| sum.add(a.value.number()?.nominal)).filter(|_| whole)?;
    let range = listed.iter().try_fold(Interval::point(Exact::ZERO), |sum, a| Some(sum.add(a.value.number()?.range)))?;
    let count = Exact::int(i64::try_from(listed.len()).ok()?);
    let tenth = told.nominal.abs().div(Exact::int(10))?;
    let half = if told.half_unit == Exact::ZERO { last_digit(told.nominal).min(tenth) } else { told.half_unit };
    let actual = amounts::computed(sum.div(count).and_then(|q| q.round(1)), range.div(Interval::point(count)).widen(half));
    let total = amounts::computed(Some(sum), range);
    let as_told = |n: Number| match &mean.value {
        Value::Money(m) => Value::Money(Box::new(Money { amount: n, currency: m.currency.clone() })),
        Value::Quantity(q) => Value::Quantity(Box::new(Quantity { amount: n, unit: q.unit.clone() })),
        _ => Value::Number(Box::new(n)),
    };
    Some(
        Claim::new("mean", cx.span(start.tokens.start..mean.tokens.end))
            .with_implied("count", Value::Number(Box::new(Number::exact(count))))
            .with("total", start.span.cover(last.span), as_told(total))
            .with("mean", mean.span, mean.value.clone())
            .with_implied("actual", as_told(actual)),
    )
}

/// Half a unit of the last digit that is not zero.
fn last_digit(n: Exact) -> Exact {
    let ten = Exact::int(10);
    let mut unit = Exact::ONE;
    while let Some(larger) = unit.mul(ten).filter(|&l| l <= n.abs() && n.div(l).is_some_and(Exact::is_integer)) {
        unit = larger;
    }
    unit.div(Exact::int(2)).unwrap_or(Exact::ONE)
}

/// "47 percent of the nine lifeboats".
fn few(cx: &Cx<'_>, percent: &Amount, whole: &Amount, limit: u32) -> Option<Claim> {
    let Value::Percent(p) = &percent.value else { return None };
    let n = counts(whole).filter(|n| n.nominal <= Exact::int(FEW))?;
    let of = percent.tokens.end;
    let the = of + 1;
    let linked =
        cx.folded(of) == "of" && matches!(cx.folded(the), "the" | "its" | "their" | "our" | "all") && whole.tokens.start == the + 1;
    let noun = np::after(cx, whole.tokens.end, limit);
    let verb = cx.is_any(noun.end, &[Class::Be, Class::Have, Class::Modal, Class::FiniteVerb])
        || matches!(cx.text(noun.end), "," | "." | ";")
        || noun.end >= limit;
    if !linked || noun.is_empty() || !verb || p.hedge != Hedge::Exact || !p.nominal.is_integer() {
        return None;
    }
    let hundred = Exact::int(100);
    let share = |k: i64| Exact::int(k).mul(hundred).and_then(|h| h.div(n.nominal));
    let last = n.nominal.trunc()?;
    let (k, apart) = (0..=last).filter_map(|k| Some((k, share(k)?.sub(p.nominal)?.abs()))).min_by_key(|(_, d)| *d)?;
    let near = share(k)?.round(1)?;
    Some(
        Claim::new("percent-of-few", cx.span(percent.tokens.start..noun.end))
            .with("percent", percent.span, percent.value.clone())
            .with("whole", whole.span, whole.value.clone())
            .with_implied("nearest", Value::Number(Box::new(Number::int(k))))
            .with_implied("near", Value::Percent(Box::new(Number::exact(near))))
            .with_implied("apart", Value::Number(Box::new(Number::exact(apart)))),
    )
}
