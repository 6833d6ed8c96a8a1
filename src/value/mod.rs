//! Typed values: what words mean, as ranges, and how ranges compare.
//!
//! Invariants:
//! - A value is a *range* of what the words may mean: "June 2023" is 30 days wide, "about 8" is 7.2 to 8.8.
//! - A comparison has three outcomes ([`Verdict`]). It says [`Verdict::No`] only if no reading makes it true, and
//!   [`Verdict::Yes`] only if every reading does. Overflow and unknown ends widen a range, so they end in
//!   [`Verdict::CannotTell`], never in a wrong answer.
//! - Arithmetic is exact (rationals of 128 bits) and never panics.

mod date;
mod duration;
mod exact;
mod interval;
mod number;
mod person;
mod time;
mod unit;
mod verdict;

pub use date::{Basis, Date, DayRange, Granularity, Ymd, days_in_month, month_name, weekday_from_index, weekday_name, weekday_of};
pub use duration::{Duration, TimeUnit};
pub use exact::Exact;
pub use interval::Interval;
pub use number::{Hedge, Money, Number, Quantity};
pub use person::{Person, Role, RoleStatus};
pub use time::{Clock, PartOfDay, Recurrence};
pub use unit::{Currency, Unit};
pub use verdict::Verdict;

pub use chrono::Weekday;

/// The meaning of a mention or of a field of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A day, month, year, period … on the calendar.
    Date(Box<Date>),
    /// A day of the week alone.
    Weekday(Weekday),
    /// A time of day.
    Time(Box<Clock>),
    /// A length of time.
    Duration(Box<Duration>),
    /// A recurrence: "every Monday", "twice a week".
    Set(Box<Recurrence>),
    /// A plain number; counts too.
    Number(Box<Number>),
    /// A place in an order: "third" is 3; from its end where it is negative: "the last" is -1.
    Ordinal(i64),
    /// A percentage; the number is in percent.
    Percent(Box<Number>),
    /// A difference between percentages; the number is in points.
    Points(Box<Number>),
    /// A sum of money.
    Money(Box<Money>),
    /// A number with a unit.
    Quantity(Box<Quantity>),
    /// An age in years.
    Age(Box<Number>),
    /// A person as named here.
    Person(Box<Person>),
    /// An office or occupation as named here.
    Role(Box<Role>),
    /// Words: an organisation, a place, an acronym, a quotation, a noun phrase. Compared by its normal form.
    Text(String),
    /// A plain truth value (a flag of a native claim).
    Bool(bool),
    /// Several values (the items of a list).
    List(Box<[Value]>),
}

impl Value {
    /// A length of time.
    #[must_use]
    pub fn duration(duration: Duration) -> Self {
        Self::Duration(Box::new(duration))
    }

    /// The value as machines read it in JSON: TIMEX3 for times, plain decimals for numbers, else the normal form.
    #[must_use]
    pub fn canonical(&self) -> String {
        match self {
            Self::Date(d) => d.timex.clone(),
            Self::Weekday(w) => weekday_name(*w).to_owned(),
            Self::Time(t) => t.timex.clone(),
            Self::Duration(d) => d.timex.clone(),
            Self::Set(s) => s.timex.clone(),
            Self::Number(n) | Self::Percent(n) | Self::Points(n) | Self::Age(n) => n.nominal.decimal(),
            Self::Ordinal(n) => n.to_string(),
            Self::Money(m) => m.amount.nominal.decimal(),
            Self::Quantity(q) => q.amount.nominal.decimal(),
            Self::Person(p) => p.full(),
            Self::Role(r) => r.phrase.clone(),
            Self::Text(t) => t.clone(),
            Self::Bool(b) => b.to_string(),
            Self::List(items) => items.iter().map(Self::canonical).collect::<Vec<_>>().join("; "),
        }
    }

    /// The unit or currency that JSON shows beside the value.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Quantity(q) => Some(&q.unit.code),
            Self::Money(m) => Some(&m.currency.code),
            _ => None,
        }
    }

    /// The number inside, whatever it counts.
    #[must_use]
    pub fn number(&self) -> Option<&Number> {
        match self {
            Self::Number(n) | Self::Percent(n) | Self::Points(n) | Self::Age(n) => Some(n),
            Self::Money(m) => Some(&m.amount),
            Self::Quantity(q) => Some(&q.amount),
            _ => None,
        }
    }
}
