//! Calendar dates as ranges of days.
//!
//! A date has one or more *alternatives*: "June 18" without a year may be this year's or last year's, "last week" said on a
//! Sunday is either of two weeks. A comparison is certain only where it is for every alternative.

use super::{Hedge, Verdict};
use chrono::{Datelike, NaiveDate, Weekday};
use smallvec::SmallVec;

/// How fine a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// One day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A season.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// "recently", "now": no calendar place.
    Vague,
}

/// What a date was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// It says itself what it is: "18 June 2023".
    Absolute,
    /// The article's publication date: "last week", "June 18".
    Published,
    /// A date told before it: "the next day".
    Narrative,
}

/// Days counted from 1 January of year 1 (proleptic Gregorian, that day is 1), both ends included; a missing end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayRange {
    /// First day.
    pub lo: Option<i32>,
    /// Last day.
    pub hi: Option<i32>,
}

impl DayRange {
    /// No knowledge.
    pub const ANY: Self = Self { lo: None, hi: None };

    /// From one day to another.
    #[must_use]
    pub fn new(lo: NaiveDate, hi: NaiveDate) -> Self {
        Self { lo: Some(lo.num_days_from_ce()), hi: Some(hi.num_days_from_ce()) }
    }

    /// The single day, where it is one.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        (self.lo == self.hi).then_some(self.lo).flatten().and_then(NaiveDate::from_num_days_from_ce_opt)
    }

    fn before(self, o: Self) -> Verdict {
        match (self.lo, self.hi, o.lo, o.hi) {
            (_, Some(hi), Some(lo), _) if hi < lo => Verdict::Yes,
            (Some(lo), _, _, Some(hi)) if lo >= hi => Verdict::No,
            _ => Verdict::CannotTell,
        }
    }

    fn equals(self, o: Self) -> Verdict {
        if self.before(o) == Verdict::Yes || o.before(self) == Verdict::Yes {
            Verdict::No
        } else if self == o && self.lo.is_some() && self.hi.is_some() {
            Verdict::Yes
        } else {
            Verdict::CannotTell
        }
    }
}

/// Year, month and day as far as the words name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Ymd {
    /// Year, negative for BC (astronomical numbering).
    pub year: Option<i32>,
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Day of the month, 1 to 31 (not checked against the month).
    pub day: Option<u32>,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The possible ranges; never empty.
    pub alternatives: SmallVec<[DayRange; 2]>,
    /// How fine it is told.
    pub granularity: Granularity,
    /// The fields that the words themselves name.
    pub said: Ymd,
    /// The weekday said as part of it ("Sunday, June 18").
    pub weekday: Option<Weekday>,
    /// How it is hedged ("about 1900").
    pub hedge: Hedge,
    /// What it was resolved against.
    pub basis: Basis,
    /// Whether the calendar has it: 31 June is not valid.
    pub valid: bool,
    /// TIMEX3 value: `2023-06-18`, `XXXX-06-18`, `2023-W24`, `PAST_REF`.
    pub timex: String,
}

impl Date {
    /// A date with a single range.
    #[must_use]
    pub fn single(range: DayRange, granularity: Granularity, basis: Basis, timex: String) -> Self {
        Self {
            alternatives: SmallVec::from_slice(&[range]),
            granularity,
            said: Ymd::default(),
            weekday: None,
            hedge: Hedge::Exact,
            basis,
            valid: true,
            timex,
        }
    }

    /// One calendar day.
    #[must_use]
    pub fn day(date: NaiveDate, basis: Basis) -> Self {
        let said = Ymd { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) };
        Self { said, ..Self::single(DayRange::new(date, date), Granularity::Day, basis, date.format("%Y-%m-%d").to_string()) }
    }

    /// A whole year; `None` outside the calendar.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        let range = DayRange::new(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
        let said = Ymd { year: Some(year), ..Ymd::default() };
        Some(Self { said, ..Self::single(range, Granularity::Year, Basis::Absolute, format!("{year:04}")) })
    }

    /// A whole month; `None` outside the calendar.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let last = days_in_month(Some(year), month)?;
        let range = DayRange::new(NaiveDate::from_ymd_opt(year, month, 1)?, NaiveDate::from_ymd_opt(year, month, last)?);
        let said = Ymd { year: Some(year), month: Some(month), day: None };
        Some(Self { said, ..Self::single(range, Granularity::Month, Basis::Absolute, format!("{year:04}-{month:02}")) })
    }

    /// The single day, where there is no doubt.
    #[must_use]
    pub fn known_day(&self) -> Option<NaiveDate> {
        match self.alternatives.as_slice() {
            [one] => one.day(),
            _ => None,
        }
    }

    /// Equal (as ranges)?
    #[must_use]
    pub fn equals(&self, o: &Self) -> Verdict {
        if self.differs_in_any_year(o) { Verdict::No } else { self.over(o, DayRange::equals) }
    }

    /// Two days of one article without a year are of one year, whichever it is: "June 20" is not "June 22".
    fn differs_in_any_year(&self, o: &Self) -> bool {
        let open = |d: &Self| d.valid && d.said.year.is_none() && d.alternatives.contains(&DayRange::ANY);
        let differ = |a: Option<u32>, b: Option<u32>| matches!((a, b), (Some(a), Some(b)) if a != b);
        open(self)
            && open(o)
            && (differ(self.said.month, o.said.month)
                || self.said.month == o.said.month && self.said.month.is_some() && differ(self.said.day, o.said.day))
    }

    /// Wholly before?
    #[must_use]
    pub fn before(&self, o: &Self) -> Verdict {
        self.over(o, DayRange::before)
    }

    /// The earliest and latest day over all alternatives.
    #[must_use]
    pub fn hull(&self) -> DayRange {
        let ends = |pick: fn(&DayRange) -> Option<i32>| self.alternatives.iter().map(pick).collect::<Option<Vec<_>>>();
        DayRange { lo: ends(|r| r.lo).and_then(|v| v.into_iter().min()), hi: ends(|r| r.hi).and_then(|v| v.into_iter().max()) }
    }

    /// The long form for reports: "17 June 2023", "June 2023", "2023".
    #[must_use]
    pub fn long(&self) -> String {
        if let Some(d) = self.known_day() {
            return format!("{} {} {}", d.day(), month_name(d.month()), d.year());
        }
        match (self.said.year, self.said.month, self.said.day) {
            (Some(y), Some(m), None) => format!("{} {y}", month_name(m)),
            (Some(y), None, None) if self.granularity == Granularity::Year => y.to_string(),
            (None, Some(m), Some(d)) => format!("{d} {}", month_name(m)),
            (None, Some(m), None) => month_name(m).to_owned(),
            _ => self.timex.clone(),
        }
    }

    fn over(&self, o: &Self, cmp: fn(DayRange, DayRange) -> Verdict) -> Verdict {
        if !self.valid || !o.valid {
            return Verdict::CannotTell;
        }
        Verdict::over_readings(self.alternatives.iter().flat_map(|a| o.alternatives.iter().map(move |b| cmp(*a, *b))))
    }
}

/// English month name, 1 to 12.
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    NAMES.get((month as usize).wrapping_sub(1)).copied().unwrap_or("?")
}

/// English weekday name.
#[must_use]
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// The weekday with an index from Monday (0) to Sunday (6).
#[must_use]
pub fn weekday_from_index(index: u32) -> Option<Weekday> {
    u8::try_from(index).ok().and_then(|i| Weekday::try_from(i).ok())
}

/// The weekday of a day number, for numbers inside the calendar.
#[must_use]
pub fn weekday_of(day: i32) -> Option<Weekday> {
    NaiveDate::from_num_days_from_ce_opt(day).map(|d| d.weekday())
}

/// Days in a month; February counts 29 where the year is not known.
#[must_use]
pub fn days_in_month(year: Option<i32>, month: u32) -> Option<u32> {
    let year = year.unwrap_or(2000);
    let (y, m) = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(year, month, 1)?;
    NaiveDate::from_ymd_opt(y, m, 1)?.pred_opt().map(|d| d.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::day(NaiveDate::from_ymd_opt(y, m, d).unwrap(), Basis::Absolute)
    }

    #[test]
    fn a_month_holds_its_days() {
        let june = Date {
            alternatives: SmallVec::from_slice(&[DayRange::new(
                NaiveDate::from_ymd_opt(2023, 6, 1).unwrap(),
                NaiveDate::from_ymd_opt(2023, 6, 30).unwrap(),
            )]),
            ..day(2023, 6, 1)
        };
        assert_eq!(day(2023, 6, 18).equals(&june), Verdict::CannotTell);
        assert_eq!(day(2023, 7, 1).equals(&june), Verdict::No);
        assert_eq!(june.before(&day(2023, 7, 1)), Verdict::Yes);
    }

    #[test]
    fn months_have_their_lengths() {
        assert_eq!(days_in_month(Some(2023), 2), Some(28));
        assert_eq!(days_in_month(Some(2000), 2), Some(29));
        assert_eq!(days_in_month(None, 6), Some(30));
        assert_eq!(days_in_month(None, 13), None);
    }
}
