//! Closed ranges of exact numbers, open-ended where an end is not known.

use super::{Exact, Verdict};

/// All numbers from `lo` to `hi`, both included; a missing end is unbounded.
///
/// Bounds are closed on purpose: "more than 400" is told loosely of exactly 400, and a checker must not quarrel with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Least value, or unbounded below.
    pub lo: Option<Exact>,
    /// Greatest value, or unbounded above.
    pub hi: Option<Exact>,
}

impl Interval {
    /// Everything: what is not known.
    pub const ANY: Self = Self { lo: None, hi: None };

    /// One number.
    #[must_use]
    pub fn point(x: Exact) -> Self {
        Self { lo: Some(x), hi: Some(x) }
    }

    /// From `lo` to `hi`; swapped ends are put right.
    #[must_use]
    pub fn new(lo: Exact, hi: Exact) -> Self {
        if lo <= hi { Self { lo: Some(lo), hi: Some(hi) } } else { Self { lo: Some(hi), hi: Some(lo) } }
    }

    /// `centre` plus or minus `half`.
    #[must_use]
    pub fn around(centre: Exact, half: Exact) -> Self {
        Self { lo: centre.sub(half), hi: centre.add(half) }
    }

    /// Whether it is one single number.
    #[must_use]
    pub fn is_point(self) -> bool {
        self.lo.is_some() && self.lo == self.hi
    }

    /// Whether a number lies in it.
    #[must_use]
    pub fn contains(self, x: Exact) -> bool {
        self.lo.is_none_or(|lo| lo <= x) && self.hi.is_none_or(|hi| x <= hi)
    }

    /// Sum of two ranges.
    #[must_use]
    pub fn add(self, o: Self) -> Self {
        Self { lo: both(self.lo, o.lo, Exact::add), hi: both(self.hi, o.hi, Exact::add) }
    }

    /// Difference of two ranges.
    #[must_use]
    pub fn sub(self, o: Self) -> Self {
        Self { lo: both(self.lo, o.hi, Exact::sub), hi: both(self.hi, o.lo, Exact::sub) }
    }

    /// The negative range.
    #[must_use]
    pub fn negate(self) -> Self {
        Self { lo: self.hi.map(Exact::negate), hi: self.lo.map(Exact::negate) }
    }

    /// Product; unbounded where an end is not known or overflows.
    #[must_use]
    pub fn mul(self, o: Self) -> Self {
        self.corners(o, Exact::mul)
    }

    /// Quotient; unbounded where the divisor may be zero.
    #[must_use]
    pub fn div(self, o: Self) -> Self {
        if o.contains(Exact::ZERO) { Self::ANY } else { self.corners(o, Exact::div) }
    }

    /// Sizes without sign.
    #[must_use]
    pub fn abs(self) -> Self {
        match (self.lo, self.hi) {
            (Some(lo), _) if !lo.is_negative() => self,
            (_, Some(hi)) if hi.is_negative() => self.negate(),
            (Some(lo), Some(hi)) => Self { lo: Some(Exact::ZERO), hi: Some(lo.abs().max(hi)) },
            _ => Self { lo: Some(Exact::ZERO), hi: None },
        }
    }

    /// Widened on both sides.
    #[must_use]
    pub fn widen(self, by: Exact) -> Self {
        self.add(Self::around(Exact::ZERO, by))
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, o: Self) -> Self {
        let ends = |a: Option<Exact>, b: Option<Exact>, pick: fn(Exact, Exact) -> Exact| Some(pick(a?, b?));
        Self { lo: ends(self.lo, o.lo, Ord::min), hi: ends(self.hi, o.hi, Ord::max) }
    }

    /// Equal?
    #[must_use]
    pub fn equals(self, o: Self) -> Verdict {
        if self.before(o) || o.before(self) {
            Verdict::No
        } else if self.is_point() && self == o {
            Verdict::Yes
        } else {
            Verdict::CannotTell
        }
    }

    /// Less than?
    #[must_use]
    pub fn less(self, o: Self) -> Verdict {
        if self.before(o) {
            Verdict::Yes
        } else if matches!((self.lo, o.hi), (Some(a), Some(b)) if a >= b) {
            Verdict::No
        } else {
            Verdict::CannotTell
        }
    }

    /// Less or equal?
    #[must_use]
    pub fn at_most(self, o: Self) -> Verdict {
        o.less(self).negate()
    }

    fn before(self, o: Self) -> bool {
        matches!((self.hi, o.lo), (Some(a), Some(b)) if a < b)
    }

    fn corners(self, o: Self, op: fn(Exact, Exact) -> Option<Exact>) -> Self {
        let (Some(a), Some(b), Some(c), Some(d)) = (self.lo, self.hi, o.lo, o.hi) else { return Self::ANY };
        let ends = [op(a, c), op(a, d), op(b, c), op(b, d)];
        let mut all = ends.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default();
        all.sort_unstable();
        match (all.first(), all.last()) {
            (Some(&lo), Some(&hi)) => Self { lo: Some(lo), hi: Some(hi) },
            _ => Self::ANY,
        }
    }
}

fn both(a: Option<Exact>, b: Option<Exact>, op: fn(Exact, Exact) -> Option<Exact>) -> Option<Exact> {
    op(a?, b?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iv(lo: i64, hi: i64) -> Interval {
        Interval::new(Exact::int(lo), Exact::int(hi))
    }

    #[test]
    fn compares_with_three_outcomes() {
        assert_eq!(iv(1, 2).equals(iv(3, 4)), Verdict::No);
        assert_eq!(iv(1, 3).equals(iv(3, 4)), Verdict::CannotTell);
        assert_eq!(iv(3, 3).equals(iv(3, 3)), Verdict::Yes);
        assert_eq!(iv(1, 2).less(iv(3, 4)), Verdict::Yes);
        assert_eq!(iv(4, 5).less(iv(3, 4)), Verdict::No);
        assert_eq!(Interval::ANY.less(iv(3, 4)), Verdict::CannotTell);
        assert_eq!(iv(3, 3).at_most(iv(3, 4)), Verdict::Yes);
    }

    #[test]
    fn arithmetic_keeps_all_readings() {
        assert_eq!(iv(1, 2).add(iv(10, 20)), iv(11, 22));
        assert_eq!(iv(1, 2).sub(iv(10, 20)), iv(-19, -8));
        assert_eq!(iv(-1, 2).mul(iv(3, 4)), iv(-4, 8));
        assert_eq!(iv(1, 2).div(iv(-1, 1)), Interval::ANY);
        assert_eq!(iv(-3, 2).abs(), iv(0, 3));
    }
}
