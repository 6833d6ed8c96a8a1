//! The amounts of a sentence in order, as the arithmetic claims see them: for each place the one reading that says most.
//!
//! Invariants:
//! - Amounts do not overlap. What is a date, a time of day or a recurrence is kept as [`Amount::when`], so that "from 2014 to
//!   2016" is never taken for values.
//! - Two amounts are compared only after [`align`] has put them in one unit; what cannot be put in one is not compared.

use super::{Cx, Kind, Readings};
use crate::document::{Sentence, TextSpan};
use crate::value::{Exact, Hedge, Interval, Money, Number, Quantity, Value};
use std::ops::Range;
use std::sync::Arc;

/// A number with what it counts, at one place.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// Its tokens.
    pub(super) tokens: Range<u32>,
    /// Its place in the prose.
    pub(super) span: TextSpan,
    /// What it means.
    pub(super) value: Value,
    /// A date, a time or a recurrence: no amount at all, but it is stepped over as a whole.
    pub(super) when: bool,
    /// Joined to the next word by a hyphen ("12-member", "10-percent").
    pub(super) compound: bool,
}

/// Kinds by how much they say; of readings that start together the longest counts, then the first of these.
const KINDS: [Kind; 10] =
    [Kind::Date, Kind::Time, Kind::Set, Kind::Money, Kind::Percent, Kind::Quantity, Kind::Duration, Kind::Age, Kind::Ordinal, Kind::Number];

/// The amounts of a document, by sentence.
#[derive(Debug, Default)]
pub(super) struct Amounts {
    all: Vec<Amount>,
    /// Which of them are a sentence's.
    sentences: Vec<Range<usize>>,
}

impl Amounts {
    /// Those of a sentence.
    pub(super) fn of(&self, sentence: u32) -> &[Amount] {
        self.sentences.get(sentence as usize).and_then(|r| self.all.get(r.clone())).unwrap_or(&[])
    }

    /// The sentences with so many amounts at least.
    pub(super) fn sentences<'a>(&'a self, cx: &Cx<'a>, least: usize) -> impl Iterator<Item = (u32, &'a Sentence, &'a [Amount])> {
        cx.sentences().zip(&self.sentences).filter(move |(_, r)| r.len() >= least).map(|((i, s), _)| (i, s, self.of(i)))
    }
}

/// The amounts of a document. Several readers ask for them, one behind the other.
pub(super) fn of(cx: &Cx<'_>, out: &mut Readings) -> Arc<Amounts> {
    if let Some(known) = out.amounts() {
        return Arc::clone(known);
    }
    let mut amounts = Amounts { all: Vec::new(), sentences: Vec::with_capacity(cx.doc.sentences.len()) };
    for (_, sentence) in cx.sentences() {
        let first = amounts.all.len();
        add_within(cx, out, &sentence.tokens, &mut amounts.all);
        amounts.sentences.push(first..amounts.all.len());
    }
    let amounts = Arc::new(amounts);
    out.keep_amounts(Arc::clone(&amounts));
    amounts
}

/// Adds the amounts of a range of tokens.
fn add_within(cx: &Cx<'_>, out: &Readings, tokens: &Range<u32>, amounts: &mut Vec<Amount>) {
    let mut next = tokens.start;
    for t in out.starts_in(tokens.clone()) {
        if t < next {
            continue;
        }
        let best = out
            .at(t)
            .filter(|m| !m.inner && m.tokens.end <= tokens.end)
            .filter_map(|m| Some((m, KINDS.iter().position(|&k| k == m.kind)?)))
            .max_by_key(|(m, rank)| (m.tokens.end, std::cmp::Reverse(*rank)));
        let Some((mention, _)) = best else { continue };
        let when = matches!(mention.kind, Kind::Date | Kind::Time | Kind::Set) || is_year(cx, &mention.tokens, &mention.value);
        let compound = matches!(cx.text(mention.tokens.end), "-" | "\u{2011}") && cx.touches(mention.tokens.end);
        amounts.push(Amount { tokens: mention.tokens.clone(), span: mention.span, value: mention.value.clone(), when, compound });
        next = mention.tokens.end;
    }
}

/// A bare number of four digits from 1500 to 2100 with nothing that it counts may be a year.
fn is_year(cx: &Cx<'_>, tokens: &Range<u32>, value: &Value) -> bool {
    let Value::Number(n) = value else { return false };
    let text = cx.text(tokens.start);
    tokens.end - tokens.start == 1
        && text.len() == 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && n.nominal >= Exact::int(1500)
        && n.nominal <= Exact::int(2100)
}

/// What a value measures; values of different measures are not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Measure {
    /// Plain numbers and ages.
    Count,
    /// Percentages.
    Percent,
    /// Differences of percentages.
    Points,
    /// Money in a currency.
    Money(String),
    /// A quantity of a dimension.
    Quantity(String),
    /// A length of time.
    Duration,
}

/// What a value measures; `None` for what is no amount.
pub(super) fn measure(value: &Value) -> Option<Measure> {
    match value {
        Value::Number(_) | Value::Age(_) => Some(Measure::Count),
        Value::Percent(_) => Some(Measure::Percent),
        Value::Points(_) => Some(Measure::Points),
        Value::Money(m) => Some(Measure::Money(m.currency.code.clone())),
        Value::Quantity(q) => Some(Measure::Quantity(q.unit.dimension.clone())),
        Value::Duration(_) => Some(Measure::Duration),
        _ => None,
    }
}

/// The range of an amount in one unit for its measure: seconds for durations, the number itself elsewhere.
pub(super) fn interval(value: &Value) -> Option<Interval> {
    match value {
        Value::Duration(d) => Some(d.seconds),
        other => other.number().map(|n| n.range),
    }
}

/// The figure of an amount as told, in the unit of [`interval`].
pub(super) fn nominal(value: &Value) -> Option<Exact> {
    match value {
        Value::Duration(d) => d.seconds.lo,
        other => other.number().map(|n| n.nominal),
    }
}

/// A little less than a range that comes from rounded figures: not all of them can lie at the very end of their rounding.
pub(super) fn narrowed(range: Interval, half_units: impl Iterator<Item = Exact>) -> Interval {
    let slack = half_units.max().and_then(|h| h.div(Exact::int(50))).unwrap_or(Exact::ZERO);
    let inner = Interval { lo: range.lo.and_then(|lo| lo.add(slack)), hi: range.hi.and_then(|hi| hi.sub(slack)) };
    if matches!((inner.lo, inner.hi), (Some(lo), Some(hi)) if lo > hi) { range } else { inner }
}

/// A computed number: what the figures as told come to (shown in reports) and all that they may come to.
pub(super) fn computed(nominal: Option<Exact>, range: Interval) -> Number {
    let nominal = nominal.or(range.lo).or(range.hi).unwrap_or(Exact::ZERO);
    Number { nominal, range, half_unit: Exact::ZERO, hedge: Hedge::Exact }
}

/// Two amounts in one unit. What only the second one says is taken for the first too ("from 6 to 7 percent", "from $26 to $31
/// million"), and a percentage or a currency of the first for the second; where a missing scale word leaves a doubt, the range of
/// the first holds both readings. `None` where they measure different things.
pub(super) fn align(cx: &Cx<'_>, a: &Amount, b: &Amount) -> Option<(Value, Value)> {
    let bare = |x: &Amount| is_bare(cx, x);
    Some(match (&a.value, &b.value) {
        (Value::Number(x), Value::Number(_)) => (Value::Number(Box::new(with_scale(cx, a, **x, b))), b.value.clone()),
        (Value::Age(x) | Value::Number(x), Value::Age(y) | Value::Number(y)) => (Value::Number(x.clone()), Value::Number(y.clone())),
        (Value::Percent(_), Value::Percent(_)) | (Value::Points(_), Value::Points(_)) | (Value::Duration(_), Value::Duration(_)) => {
            (a.value.clone(), b.value.clone())
        }
        (Value::Number(x), Value::Percent(_)) if bare(a) => (Value::Percent(x.clone()), b.value.clone()),
        (Value::Percent(_), Value::Number(y)) if bare(b) => (a.value.clone(), Value::Percent(y.clone())),
        (Value::Money(x), Value::Money(y)) if x.currency.code == y.currency.code => {
            (Value::Money(Box::new(Money { amount: with_scale(cx, a, x.amount, b), currency: x.currency.clone() })), b.value.clone())
        }
        (Value::Number(x), Value::Money(y)) if bare(a) => {
            let amount = with_scale(cx, a, **x, b).scaled(size_of(cx, b))?;
            (Value::Money(Box::new(Money { amount, currency: y.currency.clone() })), b.value.clone())
        }
        (Value::Money(x), Value::Number(y)) if bare(b) => {
            let (first, second) = (with_scale(cx, a, x.amount, b), y.scaled(size_of(cx, a))?);
            let money = |amount| Value::Money(Box::new(Money { amount, currency: x.currency.clone() }));
            (money(first), money(second))
        }
        (Value::Number(x), Value::Quantity(y)) if bare(a) => {
            (Value::Quantity(Box::new(Quantity { amount: with_scale(cx, a, **x, b), unit: y.unit.clone() })), b.value.clone())
        }
        (Value::Quantity(x), Value::Number(y)) if bare(b) => {
            (a.value.clone(), Value::Quantity(Box::new(Quantity { amount: **y, unit: x.unit.clone() })))
        }
        (Value::Quantity(x), Value::Quantity(y)) if x.unit.code == y.unit.code => (a.value.clone(), b.value.clone()),
        (Value::Quantity(x), Value::Quantity(y)) if x.unit.dimension == y.unit.dimension => {
            let plain = x.unit.offset == Exact::ZERO && y.unit.offset == Exact::ZERO;
            let amount = plain.then(|| y.unit.factor.div(x.unit.factor)).flatten().and_then(|f| y.amount.scaled(f))?;
            (a.value.clone(), Value::Quantity(Box::new(Quantity { amount, unit: x.unit.clone() })))
        }
        _ => return None,
    })
}

/// How much of the currency one of the words of an amount is: a hundredth for "105 pence".
fn size_of(cx: &Cx<'_>, amount: &Amount) -> Exact {
    let last = amount.tokens.end.saturating_sub(1);
    cx.lex.currencies.get(cx.folded(last)).map_or(Exact::ONE, |(_, size)| *size)
}

/// Whether no noun follows an amount that it could count.
pub(super) fn is_bare(cx: &Cx<'_>, amount: &Amount) -> bool {
    super::np::after(cx, amount.tokens.end, cx.sentence_end(amount.tokens.start)).is_empty() && !amount.compound
}

/// The number `x` with the scale word of the amount `b` behind it, where it has none itself and is small beside it.
fn with_scale(cx: &Cx<'_>, a: &Amount, x: Number, b: &Amount) -> Number {
    let (Some(own), Some(scale)) = (scale_of(cx, &a.tokens), scale_of(cx, &b.tokens)) else { return x };
    if own != Exact::ONE || scale == Exact::ONE || x.nominal.abs() >= Exact::int(1000) {
        return x;
    }
    let Some(scaled) = x.scaled(scale) else { return x };
    // "from 500 users to 1.5 million": what counts things of its own is meant as it stands; otherwise both readings are kept.
    if is_bare(cx, a) { Number { range: scaled.range.cover(x.range), ..scaled } } else { x }
}

/// The scale word of an amount: thousand, million …; one where it has none.
fn scale_of(cx: &Cx<'_>, tokens: &Range<u32>) -> Option<Exact> {
    let last = tokens.clone().rev().find_map(|t| match cx.folded(t) {
        "thousand" | "k" => Some(3),
        "million" | "m" | "mn" | "mln" => Some(6),
        "billion" | "b" | "bn" | "bln" => Some(9),
        "trillion" | "tn" | "trn" => Some(12),
        _ => None,
    });
    last.map_or(Some(Exact::ONE), Exact::power_of_ten)
}
