//! Lengths of time as ranges of seconds.
//!
//! Calendar units vary, so a month is 28 to 31 days and a year 365 or 366. A duration told in a coarse unit is rounded to it:
//! "a ten-year run" agrees with 9 years and 10 months. "Eight hours" against parts told in hours is not rounded.

use super::{Exact, Hedge, Interval, Number, Verdict};

/// Units of time, fine to coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Night or weekend or working day counted as days are not modelled; a week.
    Week,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl TimeUnit {
    /// The shortest and longest length of the unit in seconds.
    #[must_use]
    pub fn seconds(self) -> (i64, i64) {
        const DAY: i64 = 86_400;
        match self {
            Self::Second => (1, 1),
            Self::Minute => (60, 60),
            Self::Hour => (3600, 3600),
            Self::Day => (DAY, DAY),
            Self::Week => (7 * DAY, 7 * DAY),
            Self::Month => (28 * DAY, 31 * DAY),
            Self::Quarter => (90 * DAY, 92 * DAY),
            Self::Year => (365 * DAY, 366 * DAY),
            Self::Decade => (3652 * DAY, 3653 * DAY),
            Self::Century => (36_524 * DAY, 36_525 * DAY),
        }
    }

    /// The TIMEX3 letter and whether it stands after `T`.
    #[must_use]
    pub fn timex(self) -> (&'static str, bool) {
        match self {
            Self::Second => ("S", true),
            Self::Minute => ("M", true),
            Self::Hour => ("H", true),
            Self::Day => ("D", false),
            Self::Week => ("W", false),
            Self::Month => ("M", false),
            Self::Quarter => ("Q", false),
            Self::Year => ("Y", false),
            Self::Decade => ("DE", false),
            Self::Century => ("CE", false),
        }
    }

    /// English name, singular.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// A length of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Duration {
    /// How many units, as written; "several months" is 3 to 11.
    pub amount: Number,
    /// The unit as written; the finest one of a compound ("two hours and ten minutes": minutes).
    pub unit: TimeUnit,
    /// Length in seconds.
    pub seconds: Interval,
    /// Whether it was computed rather than told: then it is not rounded to its unit.
    pub computed: bool,
    /// TIMEX3 value: `P2D`, `PT5H30M`, `PXM`.
    pub timex: String,
}

impl Duration {
    /// `amount` times `unit`. Months average out: `n` months vary by at most three days around `n` mean months.
    #[must_use]
    pub fn new(amount: Number, unit: TimeUnit, timex: String) -> Self {
        Self { seconds: length(amount.range, unit), amount, unit, computed: false, timex }
    }

    /// A computed number of days between two dates.
    #[must_use]
    pub fn days_between(lo: Option<i64>, hi: Option<i64>) -> Self {
        let days = Interval { lo: lo.map(Exact::int), hi: hi.map(Exact::int) };
        let day = Interval::point(Exact::int(86_400));
        let ends = |e: Option<Exact>| e.and_then(|e| e.mul(Exact::int(86_400)));
        let seconds =
            if days.lo.is_some() && days.hi.is_some() { days.mul(day) } else { Interval { lo: ends(days.lo), hi: ends(days.hi) } };
        let nominal = days.lo.or(days.hi).unwrap_or(Exact::ZERO);
        let amount = Number { nominal, range: days, half_unit: Exact::ZERO, hedge: Hedge::Exact };
        let timex = if days.is_point() { format!("P{nominal}D") } else { "PXD".to_owned() };
        Self { amount, unit: TimeUnit::Day, seconds, computed: true, timex }
    }

    /// Equal? The one told in the coarser unit is rounded to half of that unit where the other is finer.
    #[must_use]
    pub fn equals(&self, o: &Self) -> Verdict {
        let (a, b) = self.comparable(o);
        a.equals(b)
    }

    /// Shorter?
    #[must_use]
    pub fn less(&self, o: &Self) -> Verdict {
        let (a, b) = self.comparable(o);
        a.less(b)
    }

    /// Sum. The unit is the finer of the two.
    #[must_use]
    pub fn add(&self, o: &Self) -> Self {
        self.combine(o, Interval::add)
    }

    /// Difference.
    #[must_use]
    pub fn sub(&self, o: &Self) -> Self {
        self.combine(o, Interval::sub)
    }

    fn combine(&self, o: &Self, op: fn(Interval, Interval) -> Interval) -> Self {
        let unit = self.unit.min(o.unit);
        let seconds = op(self.seconds, o.seconds);
        let (shortest, longest) = unit.seconds();
        let per = Interval::new(Exact::int(shortest), Exact::int(longest));
        let range = if self.unit == o.unit { op(self.amount.range, o.amount.range) } else { seconds.div(per) };
        let nominal = range.lo.or(range.hi).unwrap_or(Exact::ZERO);
        let amount = Number { nominal, range, half_unit: Exact::ZERO, hedge: Hedge::Exact };
        Self { amount, unit, seconds, computed: self.computed || o.computed, timex: String::new() }
    }

    fn comparable(&self, o: &Self) -> (Interval, Interval) {
        // "An hour and a quarter" is told to the quarter.
        let parts = |d: &Self| {
            let whole = |n: i64| d.amount.nominal.mul(Exact::int(n)).is_some_and(Exact::is_integer);
            if whole(1) {
                2
            } else if whole(2) {
                4
            } else {
                8
            }
        };
        let half = |d: &Self| Exact::ratio(d.unit.seconds().1, parts(d)).unwrap_or(Exact::ZERO);
        match self.unit.cmp(&o.unit) {
            std::cmp::Ordering::Equal => (self.seconds, o.seconds),
            std::cmp::Ordering::Greater => (self.seconds.widen(half(self)), o.seconds),
            std::cmp::Ordering::Less => (self.seconds, o.seconds.widen(half(o))),
        }
    }

    /// In words, as a report shows it: "8 years", "7.5 hours", "7 to 9 years".
    #[must_use]
    pub fn words(&self) -> String {
        let (unit, range) = self.natural();
        let plural = |n: Exact| if n == Exact::ONE { "" } else { "s" };
        match (range.lo, range.hi) {
            (Some(a), Some(b)) if a == b => format!("{a} {}{}", unit.name(), plural(a)),
            (Some(a), Some(b)) => format!("{a} to {b} {}s", unit.name()),
            (Some(a), None) => format!("at least {a} {}{}", unit.name(), plural(a)),
            (None, Some(b)) => format!("at most {b} {}{}", unit.name(), plural(b)),
            (None, None) => format!("some {}s", unit.name()),
        }
    }

    /// The unit that people would use, and the rounded amount in it.
    fn natural(&self) -> (TimeUnit, Interval) {
        if !self.computed || self.unit != TimeUnit::Day {
            return (self.unit, self.amount.range);
        }
        let days = self.amount.range;
        let unit = match days.hi.or(days.lo).and_then(Exact::trunc) {
            Some(d) if d > 730 => TimeUnit::Year,
            Some(d) if d > 92 => TimeUnit::Month,
            _ => return (TimeUnit::Day, days),
        };
        let per = if unit == TimeUnit::Year { Exact::parse("365.2425") } else { Exact::parse("30.44") };
        let convert = |e: Option<Exact>| e.and_then(|e| e.div(per?)).and_then(|e| e.round(0));
        (unit, Interval { lo: convert(days.lo), hi: convert(days.hi) })
    }
}

fn length(range: Interval, unit: TimeUnit) -> Interval {
    let (shortest, longest) = unit.seconds();
    if shortest == longest {
        return scale(range, Exact::int(shortest), Exact::int(longest));
    }
    // Several months in a row average 30.44 days each; only the remainder varies, by less than three days.
    if unit == TimeUnit::Month {
        let mean = Exact::ratio(2_629_746, 1).unwrap_or(Exact::ZERO);
        return scale(range, mean, mean).widen(Exact::int(2 * 86_400));
    }
    scale(range, Exact::int(shortest), Exact::int(longest))
}

fn scale(range: Interval, shortest: Exact, longest: Exact) -> Interval {
    Interval { lo: range.lo.and_then(|e| e.mul(shortest)), hi: range.hi.and_then(|e| e.mul(longest)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(n: &str, unit: TimeUnit) -> Duration {
        Duration::new(Number::exact(Exact::parse(n).unwrap()), unit, String::new())
    }

    #[test]
    fn hours_add_up_exactly() {
        let sum = d("5.5", TimeUnit::Hour).add(&d("2", TimeUnit::Hour));
        assert_eq!(sum.equals(&d("7.5", TimeUnit::Hour)), Verdict::Yes);
        assert_eq!(sum.equals(&d("8", TimeUnit::Hour)), Verdict::No);
        assert_eq!(sum.words(), "7.5 hours");
    }

    #[test]
    fn a_coarse_unit_is_rounded() {
        let span = Duration::days_between(Some(3580), Some(3580));
        assert_eq!(d("10", TimeUnit::Year).equals(&span), Verdict::CannotTell);
        assert_eq!(d("12", TimeUnit::Year).equals(&span), Verdict::No);
        assert_eq!(d("2", TimeUnit::Month).equals(&Duration::days_between(Some(61), Some(61))), Verdict::CannotTell);
    }
}
