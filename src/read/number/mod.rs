//! Numbers, ordinals, percentages, money and quantities, with what hedges them.
//!
//! Invariants:
//! - The span is the number with its unit, without what hedges it; the hedge is in the value.
//! - The number inside a measure is kept as an inner mention, so that patterns can ask for it.
//! - Names, identifiers, versions, scores, addresses and links hold no number. Dates and durations are the time reader's: what it
//!   shows turns the numbers under it into inner ones ([`settle`]).

mod form;
mod fraction;
mod guard;
mod hedge;
mod late;
mod money;
mod ordinal;
mod percent;
mod scale;
mod scientific;
mod settle;
mod shared;
mod special;
mod unit;
mod vague;

pub(super) use form::{SOUGHT, UNIT};
pub(super) use hedge::SOUGHT as HEDGES;
pub(super) use late::{SOUGHT as LATE, read as read_late};
pub(super) use money::STERLING;
pub(super) use settle::settle;

use super::{ClaimSchema, Cx, Kind, Mention, Readings, Spot};
use crate::document::TextSpan;
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Money, Number, Quantity, Value};
use form::{Form, Shape};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[];

/// Numbers that one token may list.
const MAX_LIST: usize = 24;

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
    let british = money::is_british(cx);
    for (_, sentence) in cx.sentences() {
        let mut found = Vec::new();
        let (mut at, end) = (sentence.tokens.start, sentence.tokens.end);
        for spot in cx.spots_in(at..end.saturating_add(1), Spot::Number) {
            // Letters may stand before a sign or a number.
            let before = u32::from(!cx.is_kind(spot, TokenKind::Word));
            for start in spot.saturating_sub(before)..spot.saturating_add(1).min(end) {
                if start >= at {
                    at = if form::may_start(cx, start) { step(cx, start, end, british, &mut found) } else { start + 1 };
                }
            }
        }
        if found.is_empty() {
            continue;
        }
        shared::share_units(cx, &mut found);
        shared::points_beside_percents(cx, &mut found, sentence.tokens.end);
        shared::fractions_of_counts(cx, &mut found);
        for f in found {
            add(cx, f, &sentence.tokens, out);
        }
    }
}

/// Reads what starts at a token and returns where reading goes on.
fn step(cx: &Cx<'_>, at: u32, limit: u32, british: bool, found: &mut Vec<Found>) -> u32 {
    if let Some(sum) = money::prefixed(cx, at, limit).or_else(|| money::glued(cx, at, limit)) {
        let end = sum.end;
        found.push(Found {
            kind: Kind::Money,
            tokens: sum.start..end,
            value: Value::Money(Box::new(sum.money)),
            form: Some(sum.form),
            inner: false,
            span: None,
        });
        return end;
    }
    if !form::may_count(cx, at) {
        return at + 1;
    }
    if let Some(end) = absolute_zero(cx, at, limit, found) {
        return end;
    }
    if cx.is_kind(at, TokenKind::Number) && list_of_digits(cx, at, found) {
        return at + 1;
    }
    let power = scientific::read(cx, at, limit).map(|p| form::uncertain(cx, p, limit));
    if let Some(end) = guard::skip(cx, at, limit).filter(|_| power.is_none()) {
        return end.max(at + 1);
    }
    if let Some((n, end)) = ordinal::ordinal(cx, at, limit) {
        // "the one millionth customer" is a place, "one millionth of it" a part.
        let counted = at > 0
            && matches!(cx.folded(at - 1), "the" | "its" | "their" | "his" | "her" | "our" | "'s")
            && cx.is_kind(end, TokenKind::Word)
            && cx.folded(end) != "of";
        let fraction = !counted && form::form(cx, at, limit).is_some_and(|f| f.shape == Shape::Fraction);
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
    if let Some(sum) = money::suffixed(cx, &number, limit, british) {
        let end = sum.end;
        found.push(Found {
            kind: Kind::Money,
            tokens: at..end,
            value: Value::Money(Box::new(sum.money)),
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
            value: Value::Quantity(Box::new(m.quantity)),
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
            value: Value::Number(Box::new(number.number)),
            form: None,
            inner: false,
            span: None,
        });
    }
    end
}

/// "absolute zero": a temperature.
fn absolute_zero(cx: &Cx<'_>, at: u32, limit: u32, found: &mut Vec<Found>) -> Option<u32> {
    let end = (cx.folded(at) == "absolute" && cx.folded(at + 1) == "zero" && at + 1 < limit).then_some(at + 2)?;
    let (kelvin, _) = cx.lex.unit_forms.get("kelvin")?;
    let value = Value::Quantity(Box::new(Quantity { amount: Number::int(0), unit: kelvin.clone() }));
    found.push(Found { kind: Kind::Quantity, tokens: at..end, value, form: None, inner: false, span: None });
    Some(end)
}

/// "22,24,26,31": three numbers or more in one token that no grouping explains.
fn list_of_digits(cx: &Cx<'_>, at: u32, found: &mut Vec<Found>) -> bool {
    let text = cx.text(at);
    let parts = text.split(',').count();
    let short = text.split(',').all(|p| !p.is_empty() && p.len() <= 3 && p.bytes().all(|b| b.is_ascii_digit()));
    let list = (3..=MAX_LIST).contains(&parts) && short && text.split(',').skip(1).any(|p| p.len() < 3);
    let Some(token) = cx.token(at).filter(|_| list) else { return false };
    let mut start = token.start;
    for part in text.split(',') {
        let end = start.saturating_add(u32::try_from(part.len()).unwrap_or(0));
        if let Some(n) = Exact::parse(part) {
            let value = Value::Number(Box::new(Number::exact(n)));
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

/// Adds a mention, hedged by the words around it, and the number inside it.
fn add(cx: &Cx<'_>, found: Found, sentence: &Range<u32>, out: &mut Readings) {
    let place = (sentence.start, sentence.end);
    let hedged = |n: Number| hedge::apply(cx, n, found.tokens.start, found.tokens.end, place);
    let value = match found.value {
        Value::Number(n) => Value::Number(Box::new(hedged(*n))),
        Value::Percent(n) => Value::Percent(Box::new(hedged(*n))),
        Value::Points(n) => Value::Points(Box::new(hedged(*n))),
        Value::Money(m) => Value::Money(Box::new(Money { amount: hedged(m.amount), ..*m })),
        Value::Quantity(q) => Value::Quantity(Box::new(Quantity { amount: hedged(q.amount), ..*q })),
        other => other,
    };
    if let Some(f) = found.form.filter(|f| f.start != found.tokens.start || f.end != found.tokens.end) {
        let number = hedged(f.number);
        out.add(Mention {
            kind: Kind::Number,
            span: cx.span(f.start..f.end),
            tokens: f.start..f.end,
            value: Value::Number(Box::new(number)),
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

#[cfg(test)]
mod tests;
