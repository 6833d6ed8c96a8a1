//! Exact numbers: rationals of 128 bits with checked arithmetic, so that a sum or a percentage has no rounding error and a
//! number too large to hold is refused instead of being wrong.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};
use serde::{Deserialize, Serialize};

/// An exact number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(i128, i128)", into = "(i128, i128)")]
pub struct Exact(Ratio<i128>);

/// Digits that a number may have; longer ones are not read as numbers.
const MAX_DIGITS: usize = 30;

impl From<Exact> for (i128, i128) {
    fn from(Exact(ratio): Exact) -> Self {
        ratio.into()
    }
}

impl From<(i128, i128)> for Exact {
    /// What was taken apart; a denominator of zero makes no number.
    fn from((n, d): (i128, i128)) -> Self {
        if d == 0 { Self::ZERO } else { Self(Ratio::new_raw(n, d)) }
    }
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// A whole number.
    #[must_use]
    pub fn int(n: i64) -> Self {
        Self(Ratio::from_integer(i128::from(n)))
    }

    /// `n / d`; `None` for a zero denominator.
    #[must_use]
    pub fn ratio(n: i64, d: i64) -> Option<Self> {
        (d != 0).then(|| Self(Ratio::new(i128::from(n), i128::from(d))))
    }

    /// Plain decimal digits with at most one dot and a leading sign: `1300000`, `-0.25`. No grouping, no exponent.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let (sign, body) = match digits.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, digits),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        if whole.len() + fraction.len() > MAX_DIGITS || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let mut n: i128 = 0;
        for c in whole.chars().chain(fraction.chars()) {
            n = n.checked_mul(10)?.checked_add(i128::from(c.to_digit(10)?))?;
        }
        if fraction.is_empty() {
            return Some(Self(Ratio::from_integer(sign * n)));
        }
        let d = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Some(Self(Ratio::new(sign * n, d)))
    }

    /// 10 to the power `exponent`.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        let p = 10_i128.checked_pow(exponent.unsigned_abs())?;
        Some(Self(if exponent >= 0 { Ratio::from_integer(p) } else { Ratio::new(1, p) }))
    }

    /// An operation on whole numbers, which most are, or on fractions; `None` on overflow.
    fn reckon(
        self,
        other: Self,
        whole: impl Fn(i128, i128) -> Option<i128>,
        fraction: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
    ) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return whole(*self.0.numer(), *other.0.numer()).map(|n| Self(Ratio::from_integer(n)));
        }
        fraction(&self.0, &other.0).map(Self)
    }

    /// Sum, `None` on overflow.
    #[must_use]
    pub fn add(self, other: Self) -> Option<Self> {
        self.reckon(other, i128::checked_add, CheckedAdd::checked_add)
    }

    /// Difference, `None` on overflow.
    #[must_use]
    pub fn sub(self, other: Self) -> Option<Self> {
        self.reckon(other, i128::checked_sub, CheckedSub::checked_sub)
    }

    /// Product, `None` on overflow.
    #[must_use]
    pub fn mul(self, other: Self) -> Option<Self> {
        self.reckon(other, i128::checked_mul, CheckedMul::checked_mul)
    }

    /// Quotient, `None` on overflow or division by zero.
    #[must_use]
    pub fn div(self, other: Self) -> Option<Self> {
        if other.0.is_zero() { None } else { self.0.checked_div(&other.0).map(Self) }
    }

    /// The size without the sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The negative.
    #[must_use]
    pub fn negate(self) -> Self {
        Self(-self.0)
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }

    /// The nearest whole number towards zero, where it fits.
    #[must_use]
    pub fn trunc(self) -> Option<i64> {
        i64::try_from(self.0.to_integer()).ok()
    }

    /// The largest whole number not above it, where it fits.
    #[must_use]
    pub fn floor(self) -> Option<i64> {
        i64::try_from(self.0.floor().to_integer()).ok()
    }

    /// Rounded half up to a number of decimals.
    #[must_use]
    pub fn round(self, decimals: u32) -> Option<Self> {
        let scale = Ratio::from_integer(10_i128.checked_pow(decimals)?);
        let scaled = self.0.checked_mul(&scale)?;
        Some(Self(Ratio::new(scaled.round().to_integer(), *scale.numer())))
    }

    /// A plain decimal for machines: exact where it ends, else to twelve decimals.
    #[must_use]
    pub fn decimal(self) -> String {
        let shown = self.to_string();
        if self.0.is_integer() || Self::parse(&shown) == Some(self) { shown } else { self.round(12).map_or(shown, |r| r.to_string()) }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }
}

impl std::fmt::Display for Exact {
    /// A plain decimal; a number without a finite decimal form is shown with four decimals.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_integer() {
            return write!(f, "{}", self.0.numer());
        }
        let mut rest = self.0.denom().unsigned_abs();
        let (mut twos, mut fives) = (0_u32, 0_u32);
        while rest.is_multiple_of(2) {
            rest /= 2;
            twos += 1;
        }
        while rest.is_multiple_of(5) {
            rest /= 5;
            fives += 1;
        }
        let decimals = if rest == 1 { twos.max(fives) } else { 4 };
        let Some(rounded) = self.round(decimals.min(20)) else { return write!(f, "{}/{}", self.0.numer(), self.0.denom()) };
        let scale = 10_i128.pow(decimals.min(20));
        let n = (rounded.0 * Ratio::from_integer(scale)).to_integer();
        let (sign, n) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
        let scale = scale.unsigned_abs();
        let digits = format!("{:0width$}", n % scale, width = decimals.min(20) as usize);
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() { write!(f, "{sign}{}", n / scale) } else { write!(f, "{sign}{}.{digits}", n / scale) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_shows_plain_decimals() {
        for s in ["0", "12", "-3.5", "0.25", "1300000", "33.333"] {
            assert_eq!(Exact::parse(s).map(|e| e.to_string()).as_deref(), Some(s));
        }
        assert_eq!(Exact::parse("1e5"), None);
        assert_eq!(Exact::parse(&"9".repeat(31)), None);
        assert_eq!(Exact::ratio(1, 3).map(|e| e.to_string()).as_deref(), Some("0.3333"));
        assert_eq!(Exact::ratio(2, 3).and_then(|e| e.round(1)).map(|e| e.to_string()).as_deref(), Some("0.7"));
    }

    #[test]
    fn overflow_is_none() {
        let big = Exact::parse(&"9".repeat(30)).and_then(|b| b.mul(Exact::int(i64::MAX)));
        assert_eq!(big, None);
        assert_eq!(Exact::ONE.div(Exact::ZERO), None);
    }
}
