//! Readings that are shown but that no other reader builds on, so they are added when all others are done: fractions of two counts
//! ("one out of three"), ranges of one measure ("3–5 km"), how often something happens ("four times a week") and places from the
//! end of an order ("the penultimate lap").
//!
//! Invariants:
//! - A place from the end is a negative ordinal: the last is -1, the penultimate -2.
//! - A range is as wide as its ends, with its middle as the figure; the ends, like the counts of a fraction, become inner readings.

use super::super::{Cx, Kind, Mention, Readings, Sought, Spot};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Hedge, Number, Quantity, Value};
use std::ops::Range;

/// Words on which a place from the end may start.
pub(in crate::read) const SOUGHT: Sought = Sought { words: "last next second third penultimate antepenultimate", ..Sought::NONE };

/// Reads a document, after all other readers.
pub(in crate::read) fn read(cx: &Cx<'_>, out: &mut Readings) {
    wholes(cx, out);
    spans(cx, out);
    frequencies(cx, out);
    for (_, sentence) in cx.sentences_with(Spot::Late) {
        let mut behind = 0;
        for at in cx.spots_in(sentence.tokens.clone(), Spot::Late) {
            let found = one_before(cx, at, &sentence.tokens).filter(|(_, found)| found.start >= behind);
            let found = found.or_else(|| from_end(cx, at, &sentence.tokens).map(|(place, end)| (place, at..end)));
            let Some((place, Range { start: at, end })) = found.filter(|(_, found)| found.start >= behind) else { continue };
            if !is_taken(out, at..end) {
                out.add(Mention {
                    kind: Kind::Ordinal,
                    span: cx.span(at..end),
                    tokens: at..end,
                    value: Value::Ordinal(place),
                    inner: false,
                });
            }
            behind = end;
        }
    }
}

/// Whether a date, a time or a name covers a token: "last week", "the Last Post".
fn is_taken(out: &Readings, mut tokens: Range<u32>) -> bool {
    const OVER: &[Kind] = &[Kind::Date, Kind::Time, Kind::Duration, Kind::Set, Kind::Age, Kind::Person, Kind::Org, Kind::Place];
    tokens.any(|t| out.covers(t, OVER))
}

/// The place from the end that starts at a token, and one past its last token.
fn from_end(cx: &Cx<'_>, at: u32, sentence: &Range<u32>) -> Option<(i64, u32)> {
    let dash = |i: u32| if cx.text(i) == "-" && cx.touches(i) { i + 1 } else { i };
    let to_last = |i: u32| {
        let to = dash(i);
        let last = dash(to + 1);
        let joins = matches!(cx.folded(to), "to" | "from") && last < sentence.end;
        (joins && cx.folded(last) == "last").then_some(last + 1)
    };
    match cx.folded(at) {
        "penultimate" => Some((-2, at + 1)),
        "antepenultimate" => Some((-3, at + 1)),
        "next" | "second" => to_last(at + 1).map(|end| (-2, end)),
        "third" => to_last(at + 1).map(|end| (-3, end)),
        "last" if cx.folded(at + 1) == "but" && cx.folded(at + 2) == "one" => Some((-2, at + 3)),
        "last" => is_place(cx, at, sentence).then_some((-1, at + 1)),
        _ => None,
    }
}

/// "the one before the last", by its last word.
fn one_before(cx: &Cx<'_>, last: u32, sentence: &Range<u32>) -> Option<(i64, Range<u32>)> {
    let the = last.checked_sub(4).filter(|&the| the >= sentence.start)?;
    let told = cx.folded(last) == "last"
        && cx.folded(the + 3) == "the"
        && cx.folded(the + 2) == "before"
        && cx.folded(the + 1) == "one"
        && cx.folded(the) == "the";
    told.then(|| (-2, the..last + 1 + u32::from(cx.folded(last + 1) == "one")))
}

/// "the last lap", "Delete last sentence": no verb, no idiom, no part of a compound.
fn is_place(cx: &Cx<'_>, at: u32, sentence: &Range<u32>) -> bool {
    let next = at + 1;
    let noun = next < sentence.end
        && cx.is_kind(next, TokenKind::Word)
        && !cx.is_any(next, &[Class::Be, Class::Have, Class::Modal])
        && !matches!(
            cx.folded(next),
            "name"
                | "names"
                | "resort"
                | "straw"
                | "word"
                | "minute"
                | "ditch"
                | "gasp"
                | "but"
                | "for"
                | "and"
                | "or"
                | "to"
                | "in"
                | "on"
                | "at"
                | "until"
                | "till"
                | "up"
                | "out"
                | "only"
                | "as"
                | "from"
                | "through"
                | "longer"
                | "the"
                | "a"
                | "an"
                | "more"
                | "less"
                | "long"
        );
    let number = cx.is_kind(next, TokenKind::Number) && next < sentence.end;
    let before = at.checked_sub(1).filter(|&b| b >= sentence.start);
    let opens = before.is_none_or(|b| {
        matches!(cx.folded(b), "the" | "a" | "its" | "his" | "her" | "their" | "our" | "my" | "your" | "'s" | "very" | "this")
            || b == sentence.start
                && !cx.is_any(b, &[Class::Modal, Class::FirstPerson])
                && cx.has(b, Flags::FIRST)
                && !cx.folded(b).ends_with('s')
    });
    (noun || number) && opens && !(cx.is_capitalised(at) && cx.is_capitalised(next))
}

/// "One out of three", "2000 over 3": the fraction is shown and hides the counts that make it.
fn wholes(cx: &Cx<'_>, out: &mut Readings) {
    let mut wholes = Vec::new();
    for (i, m) in out.all().iter().enumerate() {
        if m.kind != Kind::Number || !m.inner || m.tokens.len() < 3 {
            continue;
        }
        let of = m.tokens.clone().any(|t| cx.folded(t) == "out" && cx.folded(t + 1) == "of");
        let over = m.tokens.clone().any(|t| cx.folded(t) == "over") && !cx.is_kind(m.tokens.end, TokenKind::Word);
        let pressure = || m.tokens.start.saturating_sub(12)..m.tokens.start;
        if of || over && !pressure().any(|t| matches!(cx.folded(t), "pressure" | "systolic")) {
            wholes.push((i, m.tokens.clone()));
        }
    }
    for (i, tokens) in wholes {
        let parts: Vec<u32> = tokens.clone().flat_map(|t| out.indices_at(t)).collect();
        for part in parts {
            if let Some(m) = out.get_mut(part).filter(|m| m.kind == Kind::Number && m.tokens.end <= tokens.end) {
                m.inner = true;
            }
        }
        if let Some(m) = u32::try_from(i).ok().and_then(|i| out.get_mut(i)) {
            m.inner = false;
        }
    }
}

/// "44 mg to 50 mg", "3–5 km", "between 2 m and 3 m": one measure with two ends. A before and an after ("rose from 3 m to 5 m") are two.
fn spans(cx: &Cx<'_>, out: &mut Readings) {
    let mut found = Vec::new();
    for (i, m) in out.all().iter().enumerate() {
        let (Kind::Quantity, false, Value::Quantity(a)) = (m.kind, m.inner, &m.value) else { continue };
        let start = m.tokens.start;
        let before = if start > 0 { cx.folded(start - 1) } else { "" };
        let link = cx.folded(m.tokens.end);
        let joins = match link {
            "to" | "-" | "\u{2013}" => before != "from",
            "and" => before == "between",
            _ => false,
        };
        let next = joins.then(|| {
            out.indices_at(m.tokens.end + 1).find_map(|k| out.get(k).filter(|n| n.kind == Kind::Quantity && !n.inner).map(|n| (k, n)))
        });
        let Some(Some((k, n))) = next else { continue };
        let Value::Quantity(b) = &n.value else { continue };
        if a.unit.code != b.unit.code || a.amount.nominal >= b.amount.nominal {
            continue;
        }
        if let Some(amount) = between(a.amount, b.amount) {
            let value = Value::Quantity(Box::new(Quantity { amount, unit: a.unit.clone() }));
            let tokens = start..n.tokens.end;
            let span = TextSpan { start: m.span.start, end: n.span.end };
            found.push((i, k, Mention { kind: Kind::Quantity, span, tokens, value, inner: false }));
        }
    }
    for (first, second, mention) in found {
        for end in [u32::try_from(first).ok(), Some(second)].into_iter().flatten() {
            if let Some(m) = out.get_mut(end) {
                m.inner = true;
            }
        }
        out.add(mention);
    }
}

/// The number that lies somewhere between two.
fn between(a: Number, b: Number) -> Option<Number> {
    let two = Exact::int(2);
    let nominal = a.nominal.add(b.nominal)?.div(two)?;
    let half_unit = b.nominal.sub(a.nominal)?.div(two)?;
    Some(Number { nominal, range: a.range.cover(b.range), half_unit, hedge: Hedge::Exact })
}

/// "Four times a week": how often, beside the recurrence that the time reader found.
fn frequencies(cx: &Cx<'_>, out: &mut Readings) {
    let mut found = Vec::new();
    for set in out.all().iter().filter(|m| m.kind == Kind::Set && !m.inner) {
        let start = set.tokens.start;
        let Some((times, amount)) = out.at(start).find_map(|m| match &m.value {
            Value::Number(n) if m.kind == Kind::Number && m.tokens.end < set.tokens.end => Some((m.tokens.end, **n)),
            _ => None,
        }) else {
            continue;
        };
        let per = matches!(cx.folded(times + 1), "a" | "an" | "per" | "each" | "every") && times + 3 == set.tokens.end;
        let Some(unit) = super::unit::times_per(cx.folded(times + 2)).filter(|_| per && cx.folded(times) == "times") else { continue };
        let value = Value::Quantity(Box::new(Quantity { amount, unit }));
        found.push(Mention { kind: Kind::Quantity, span: set.span, tokens: set.tokens.clone(), value, inner: false });
    }
    for mention in found {
        out.add(mention);
    }
}
