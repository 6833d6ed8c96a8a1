//! Numbers as articles write them: a nominal value, the range it stands for, and how it is hedged.

use super::{Currency, Exact, Interval, Unit};
use std::sync::Arc;

/// How a number or duration is hedged by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Hedge {
    /// Not hedged.
    #[default]
    Exact,
    /// about, around, some, roughly, approximately, an estimated: ten percent either way.
    About,
    /// nearly, almost, just under: up to ten percent below.
    Nearly,
    /// more than, over, at least, upwards of: a floor.
    AtLeast,
    /// less than, under, at most, up to, as many as: a ceiling.
    AtMost,
    /// several, dozens, hundreds: only a class of size.
    Vague,
}

/// A number with the range it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// As written: `1300000` for "1.3 million".
    pub nominal: Exact,
    /// What it may mean, after rounding of the last digit shown and hedging.
    pub range: Interval,
    /// Half a unit of the last digit shown: 0.05 for "5.5", 50,000 for "1.3 million", 0 for an exact count.
    pub half_unit: Exact,
    /// How it is hedged.
    pub hedge: Hedge,
}

impl Number {
    /// An exact count.
    #[must_use]
    pub fn exact(n: Exact) -> Self {
        Self { nominal: n, range: Interval::point(n), half_unit: Exact::ZERO, hedge: Hedge::Exact }
    }

    /// A whole number.
    #[must_use]
    pub fn int(n: i64) -> Self {
        Self::exact(Exact::int(n))
    }

    /// A number rounded to its last digit shown.
    #[must_use]
    pub fn rounded(n: Exact, half_unit: Exact) -> Self {
        Self { nominal: n, range: Interval::around(n, half_unit), half_unit, hedge: Hedge::Exact }
    }

    /// The same number under a hedge.
    #[must_use]
    pub fn hedged(self, hedge: Hedge) -> Self {
        let tenth = self.nominal.abs().div(Exact::int(10)).unwrap_or(Exact::ZERO);
        let range = match hedge {
            Hedge::Exact => self.range,
            Hedge::About => self.range.cover(Interval::around(self.nominal, tenth)),
            Hedge::Nearly => self.range.cover(Interval { lo: self.nominal.sub(tenth), hi: Some(self.nominal) }),
            Hedge::AtLeast => Interval { lo: self.range.lo, hi: None },
            Hedge::AtMost => Interval { lo: None, hi: self.range.hi },
            Hedge::Vague => Interval::ANY,
        };
        Self { range, hedge, ..self }
    }

    /// A vague class of size, "dozens" (24 to 99): the nominal value is its lower end.
    #[must_use]
    pub fn vague(lo: i64, hi: Option<i64>) -> Self {
        let range = Interval { lo: Some(Exact::int(lo)), hi: hi.map(Exact::int) };
        Self { nominal: Exact::int(lo), range, half_unit: Exact::ZERO, hedge: Hedge::Vague }
    }

    /// Multiplied by an exact factor (a scale word, a unit's factor), rounding and hedge included.
    #[must_use]
    pub fn scaled(self, factor: Exact) -> Option<Self> {
        let by = |e: Exact| e.mul(factor);
        Some(Self {
            nominal: by(self.nominal)?,
            range: Interval { lo: self.range.lo.and_then(by), hi: self.range.hi.and_then(by) },
            half_unit: by(self.half_unit)?,
            hedge: self.hedge,
        })
    }
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// The amount in whole units of the currency.
    pub amount: Number,
    /// The currency.
    pub currency: Arc<Currency>,
}

/// A number with a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number as written, in the unit as written.
    pub amount: Number,
    /// The unit.
    pub unit: Arc<Unit>,
}

impl Quantity {
    /// The range in the base unit of the dimension (metre, kilogram, kelvin …).
    #[must_use]
    pub fn base(&self) -> Interval {
        let shift = Interval::point(self.unit.offset);
        self.amount.range.mul(Interval::point(self.unit.factor)).add(shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hedges_turn_a_number_into_a_range() {
        let eight = Number::int(8);
        let about = eight.hedged(Hedge::About).range;
        assert_eq!((about.lo, about.hi), (Exact::parse("7.2"), Exact::parse("8.8")));
        assert_eq!(Number::int(400).hedged(Hedge::AtLeast).range.hi, None);
        let half = Exact::parse("0.05").unwrap();
        assert!(Number::rounded(Exact::parse("5.5").unwrap(), half).range.contains(Exact::parse("5.45").unwrap()));
    }
}
