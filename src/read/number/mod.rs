//! Numbers, ordinals, percentages, money and quantities, with what hedges them.
//!
//! Invariants:
//! - The span is the number with its unit, without what hedges it; the hedge is in the value.
//! - The number inside a measure is kept as an inner mention, so that patterns can ask for it.
//! - Names, identifiers, versions, scores, addresses and links hold no number. Dates and durations are the time reader's: what it
//!   shows turns the numbers under it into inner ones ([`settle`]).

mod form;
mod guard;
mod hedge;
mod money;
mod ordinal;
mod percent;
mod scientific;
mod unit;

use super::{ClaimSchema, Cx, Kind, Mention, Readings};
use crate::document::TextSpan;
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Interval, Money, Number, Quantity, Value};
use form::{Form, Shape};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[];

/// Something read in a sentence, before it is added.
struct Found {
    kind: Kind,
    tokens: Range<u32>,
    value: Value,
    /// The number inside, where the whole is more than it.
    form: Option<Form>,
    inner: bool,
    /// The stretch, where it is finer than the tokens.
    span: Option<TextSpan>,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    for (_, sentence) in cx.sentences() {
        let mut found = Vec::new();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = if form::may_start(cx, at) { step(cx, at, sentence.tokens.clone(), &mut found) } else { at + 1 };
        }
        share_units(cx, &mut found);
        points_beside_percents(cx, &mut found, sentence.tokens.end);
        fractions_of_counts(cx, &mut found);
        for f in found {
            add(cx, f, &sentence.tokens, out);
        }
    }
}

/// Reads what starts at a token and returns where reading goes on.
fn step(cx: &Cx<'_>, at: u32, sentence: Range<u32>, found: &mut Vec<Found>) -> u32 {
    let limit = sentence.end;
    if let Some(sum) = money::prefixed(cx, at, limit).or_else(|| money::glued(cx, at, limit)) {
        let end = sum.end;
        found.push(Found {
            kind: Kind::Money,
            tokens: sum.start..end,
            value: Value::Money(sum.money),
            form: Some(sum.form),
            inner: false,
            span: None,
        });
        return end;
    }
    if cx.is_kind(at, TokenKind::Number) && list_of_digits(cx, at, found) {
        return at + 1;
    }
    let power = scientific::read(cx, at, limit);
    if let Some(end) = guard::skip(cx, at, limit).filter(|_| power.is_none()) {
        return end.max(at + 1);
    }
    if let Some((n, end)) = ordinal::ordinal(cx, at, limit) {
        let fraction = form::form(cx, at, limit).is_some_and(|f| f.shape == Shape::Fraction);
        if !fraction {
            if ordinal::is_order(cx, at, end) {
                found.push(Found { kind: Kind::Ordinal, tokens: at..end, value: Value::Ordinal(n), form: None, inner: false, span: None });
            }
            return end;
        }
    }
    let Some(number) = power.or_else(|| form::form(cx, at, limit)) else { return at + 1 };
    let end = number.end;
    if let Some((value, end)) = percent::percent(cx, &number, limit) {
        found.push(Found { kind: Kind::Percent, tokens: at..end, value, form: Some(number), inner: false, span: None });
        return end;
    }
    if let Some(sum) = money::suffixed(cx, &number, limit) {
        let end = sum.end;
        found.push(Found {
            kind: Kind::Money,
            tokens: at..end,
            value: Value::Money(sum.money),
            form: Some(sum.form),
            inner: false,
            span: None,
        });
        return end;
    }
    if let Some(m) = unit::measured(cx, &number, limit) {
        let end = m.end;
        found.push(Found {
            kind: Kind::Quantity,
            tokens: at..end,
            value: Value::Quantity(m.quantity),
            form: Some(number),
            inner: false,
            span: None,
        });
        return end;
    }
    if !is_pronoun(cx, at, &number) && !touched(cx, &number) {
        found.push(Found {
            kind: Kind::Number,
            tokens: at..end,
            value: Value::Number(number.number),
            form: None,
            inner: false,
            span: None,
        });
    }
    end
}

/// "22,24,26,31": three numbers or more in one token that no grouping explains.
fn list_of_digits(cx: &Cx<'_>, at: u32, found: &mut Vec<Found>) -> bool {
    let text = cx.text(at);
    let parts = text.split(',').count();
    let short = text.split(',').all(|p| !p.is_empty() && p.len() <= 3 && p.bytes().all(|b| b.is_ascii_digit()));
    let list = parts >= 3 && short && text.split(',').skip(1).any(|p| p.len() < 3);
    let Some(token) = cx.token(at).filter(|_| list) else { return false };
    let mut start = token.start;
    for part in text.split(',') {
        let end = start.saturating_add(u32::try_from(part.len()).unwrap_or(0));
        if let Some(n) = Exact::parse(part) {
            let value = Value::Number(Number::exact(n));
            found.push(Found {
                kind: Kind::Number,
                tokens: at..at + 1,
                value,
                form: None,
                inner: false,
                span: Some(TextSpan { start, end }),
            });
        }
        start = end.saturating_add(1);
    }
    true
}

/// Digits that touch letters behind them and are no unit ("40m" without a currency) are left alone.
fn touched(cx: &Cx<'_>, number: &Form) -> bool {
    let next = number.end;
    !number.words && cx.touches(next) && cx.is_kind(next, TokenKind::Word) && !matches!(cx.folded(next), "'s" | "s")
}

/// "One" is a number only before what it counts: "one man", "one of them".
fn is_pronoun(cx: &Cx<'_>, at: u32, number: &Form) -> bool {
    if number.end != at + 1 || cx.folded(at) != "one" {
        return false;
    }
    let before = if at > 0 { cx.folded(at - 1) } else { "" };
    let next = number.end;
    let after = cx.folded(next);
    if matches!(
        before,
        "no" | "this"
            | "that"
            | "which"
            | "every"
            | "each"
            | "any"
            | "another"
            | "the"
            | "some"
            | "loved"
            | "big"
            | "new"
            | "old"
            | "good"
            | "only"
    ) && after != "of"
        && after != "-"
    {
        return true;
    }
    if after == "of"
        || (after == "-" && cx.touches(next))
        || matches!(after, "in" | "out")
            && (cx.is_kind(next + 1, TokenKind::Number) || cx.is(next + 1, Class::NumberWord) || cx.folded(next + 1) == "of")
        || after == "last"
        || after == "more"
    {
        return false;
    }
    let verb = cx.is_any(next, &[Class::Be, Class::Have, Class::Modal, Class::FiniteVerb, Class::Reporting]);
    let function = matches!(
        after,
        "another"
            | "you"
            | "that"
            | "who"
            | "which"
            | "and"
            | "or"
            | "in"
            | "on"
            | "at"
            | "to"
            | "for"
            | "by"
            | "with"
            | "from"
            | "as"
            | "than"
            | "could"
            | "does"
            | "did"
            | "the"
            | "a"
            | "an"
            | "thing"
            | "day"
            | "can"
            | "might"
            | "i"
            | "we"
            | "they"
            | "he"
            | "she"
            | "it"
            | "is"
            | "was"
            | "has"
            | "had"
            | "but"
            | "if"
            | "when"
            | "where"
            | "so"
    );
    !cx.is_kind(next, TokenKind::Word) || verb || function || after == "'s"
}

/// "5 to 10 percent", "45 and 50 mg", "$26 and $31 million": a unit that is said once, behind the last number.
fn share_units(cx: &Cx<'_>, found: &mut [Found]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (Some(first), Some(last)) = (head.last_mut(), tail.first()) else { continue };
        let gap = first.tokens.end..last.tokens.start;
        let joins = gap.len() == 1 && matches!(cx.folded(gap.start), "to" | "-" | "\u{2013}" | "and" | "or" | "," | "through");
        let hyphened =
            gap.len() == 3 && cx.text(gap.start) == "-" && matches!(cx.folded(gap.start + 1), "to" | "or") && cx.text(gap.start + 2) == "-";
        if !(joins || hyphened) || last.inner {
            continue;
        }
        if let (Value::Money(a), Value::Money(b)) = (&first.value, &last.value) {
            let (a, b) = (a.clone(), b.clone());
            share_scale(first, a, &b, last.form);
            continue;
        }
        let Value::Number(n) = first.value else { continue };
        let form = Form { start: first.tokens.start, end: first.tokens.end, number: n, shape: Shape::Plain, words: false };
        // "from 61 per cent in 2018 to 54 per cent": the year has no unit.
        let dated = first.tokens.start.checked_sub(1).is_some_and(|t| matches!(cx.folded(t), "in" | "since" | "by" | "until"));
        if form.could_be_year() && (dated || matches!(cx.folded(gap.start), "and" | "," | "or")) {
            continue;
        }
        let value = match &last.value {
            Value::Percent(_) => percent::shared(&form),
            Value::Quantity(q) => Some(Value::Quantity(Quantity { amount: n, unit: q.unit.clone() })),
            Value::Money(m) if last.form.is_some_and(|f| f.start == last.tokens.start) => {
                scaled_alike(n, last.form).map(|amount| Value::Money(Money { amount, currency: m.currency.clone() }))
            }
            Value::Number(_) if last.form.is_none() => None,
            _ => None,
        };
        if let Some(value) = value {
            first.kind = last.kind;
            first.value = value;
            first.form = Some(form);
        }
    }
}

/// "$26 and $31 million": the first may be millions too, so its range holds both.
fn share_scale(first: &mut Found, a: Money, b: &Money, last: Option<Form>) {
    let plain = first.form.is_some_and(|f| f.shape == Shape::Plain);
    if !plain || a.currency != b.currency {
        return;
    }
    if let Some(amount) = scaled_alike(a.amount, last).filter(|n| n.nominal != a.amount.nominal) {
        first.value = Value::Money(Money { amount, currency: a.currency });
    }
}

/// A number that may share the scale word of a later one; both readings are in its range.
fn scaled_alike(n: Number, last: Option<Form>) -> Option<Number> {
    let last = last?;
    if last.shape != Shape::Scaled {
        return Some(n);
    }
    let mut scale = Exact::int(1000);
    let thousand = scale;
    while last.number.nominal.div(scale.mul(thousand)?).is_some_and(|q| q >= Exact::ONE) {
        scale = scale.mul(thousand)?;
    }
    let large = n.nominal.mul(scale)?;
    let close = last.number.nominal.div(large).is_some_and(|r| r >= Exact::ratio(1, 1000).unwrap_or(Exact::ZERO) && r <= Exact::int(1000));
    if n.nominal >= Exact::int(1000) || !close {
        return Some(n);
    }
    let half = if n.half_unit == Exact::ZERO { scale.div(Exact::int(2))? } else { n.half_unit.mul(scale)? };
    Some(Number { nominal: large, range: Interval::around(large, half).cover(n.range), half_unit: half, hedge: n.hedge })
}

/// "2 points" are percentage points where the sentence has a percentage.
fn points_beside_percents(cx: &Cx<'_>, found: &mut [Found], limit: u32) {
    if !found.iter().any(|f| f.kind == Kind::Percent) {
        return;
    }
    for f in found.iter_mut().filter(|f| f.kind == Kind::Number) {
        let Value::Number(number) = f.value else { continue };
        let form = Form { start: f.tokens.start, end: f.tokens.end, number, shape: Shape::Plain, words: false };
        if let Some((value, end)) = percent::points(cx, &form, limit) {
            *f = Found { kind: Kind::Percent, tokens: f.tokens.start..end, value, form: Some(form), inner: false, span: None };
        }
    }
}

/// "one in five", "two out of three": the fraction as an inner reading beside the two numbers.
fn fractions_of_counts(cx: &Cx<'_>, found: &mut Vec<Found>) {
    let mut more = Vec::new();
    for pair in found.windows(2) {
        let [a, b] = pair else { continue };
        let (Value::Number(x), Value::Number(y)) = (&a.value, &b.value) else { continue };
        let gap: Vec<&str> = (a.tokens.end..b.tokens.start).take(4).map(|i| cx.folded(i)).collect();
        let joins =
            matches!(gap.as_slice(), ["in"] | ["out", "of"] | ["in", "every"] | ["of", "every"] | ["out", "of", "every"] | ["over"]);
        let fits = x.nominal < y.nominal && !x.nominal.is_negative() && x.half_unit == Exact::ZERO && y.half_unit == Exact::ZERO;
        if let Some(value) = x.nominal.div(y.nominal).filter(|_| joins && fits) {
            more.push(Found {
                kind: Kind::Number,
                tokens: a.tokens.start..b.tokens.end,
                value: Value::Number(Number::exact(value)),
                form: None,
                inner: true,
                span: None,
            });
        }
    }
    found.append(&mut more);
}

/// Adds a mention, hedged by the words around it, and the number inside it.
fn add(cx: &Cx<'_>, found: Found, sentence: &Range<u32>, out: &mut Readings) {
    let place = (sentence.start, sentence.end);
    let hedged = |n: Number| hedge::apply(cx, n, found.tokens.start, found.tokens.end, place);
    let value = match found.value {
        Value::Number(n) => Value::Number(hedged(n)),
        Value::Percent(n) => Value::Percent(hedged(n)),
        Value::Points(n) => Value::Points(hedged(n)),
        Value::Money(m) => Value::Money(Money { amount: hedged(m.amount), ..m }),
        Value::Quantity(q) => Value::Quantity(Quantity { amount: hedged(q.amount), ..q }),
        other => other,
    };
    if let Some(f) = found.form.filter(|f| f.start != found.tokens.start || f.end != found.tokens.end) {
        let number = hedged(f.number);
        out.add(Mention {
            kind: Kind::Number,
            span: cx.span(f.start..f.end),
            tokens: f.start..f.end,
            value: Value::Number(number),
            inner: true,
        });
    }
    let mut span = found.span.unwrap_or_else(|| cx.span(found.tokens.clone()));
    // The dot of an abbreviation that ends the sentence is the sentence's.
    if found.tokens.end == sentence.end && cx.is_kind(found.tokens.end - 1, TokenKind::Word) && cx.text(found.tokens.end - 1).ends_with('.')
    {
        span.end -= 1;
    }
    out.add(Mention { kind: found.kind, span, tokens: found.tokens, value, inner: found.inner });
}

/// Once dates and names are known: numbers and ordinals that are part of one are inner readings.
pub(super) fn settle(cx: &Cx<'_>, out: &mut Readings) {
    const OVER: &[Kind] = &[Kind::Date, Kind::Time, Kind::Duration, Kind::Set, Kind::Age, Kind::Person, Kind::Org, Kind::Place];
    for t in 0..cx.len() {
        let covered: Vec<u32> = out
            .indices_at(t)
            .iter()
            .copied()
            .filter(|&i| out.get(i).is_some_and(|m| !m.inner && matches!(m.kind, Kind::Number | Kind::Ordinal | Kind::Quantity)))
            .collect();
        for i in covered {
            let Some(m) = out.get(i) else { continue };
            // "Three quarters of the voters" is a share; "three quarters of growth" a time.
            let same = |o: &Mention| o.kind == Kind::Duration && !o.inner && o.tokens == m.tokens;
            let fraction = matches!(&m.value, Value::Number(n) if n.nominal < Exact::ONE);
            let of_whole = cx.folded(m.tokens.end) == "of"
                && matches!(cx.folded(m.tokens.end + 1), "the" | "its" | "their" | "all" | "our" | "his" | "her" | "those" | "these" | "a");
            if fraction && of_whole {
                let twins: Vec<u32> = out.indices_at(t).iter().copied().filter(|&k| out.get(k).is_some_and(same)).collect();
                for k in twins {
                    if let Some(twin) = out.get_mut(k) {
                        twin.inner = true;
                    }
                }
                continue;
            }
            let all = m.tokens.clone().all(|k| out.covers(k, OVER));
            if let Some(m) = out.get_mut(i).filter(|_| all) {
                m.inner = true;
            }
        }
    }
}
