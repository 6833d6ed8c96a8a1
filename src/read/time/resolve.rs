//! From words to days: which year an unsaid year is, which Friday a bare Friday.
//!
//! Every reading that the words allow is kept; the TIMEX3 value follows the tense, else nearness to the publication date.

use super::calendar::{between, date, month, nearest_weekday, years, ymd};
use super::scan::Scan;
use super::tense::Tense;
use crate::value::{Basis, Date, DayRange, Granularity, Weekday, Ymd, days_in_month};
use chrono::{Datelike, NaiveDate};
use smallvec::SmallVec;

impl Scan<'_, '_> {
    /// A day without or with a year.
    pub(super) fn resolve_day(&self, m: u32, d: u32, year: Option<i32>, at: u32) -> Date {
        let said = Ymd { year, month: Some(m), day: Some(d) };
        let valid = days_in_month(year, m).is_some_and(|n| (1..=n).contains(&d));
        if let Some(y) = year {
            let range = if valid { ymd(y, m, d).map_or(DayRange::ANY, |x| DayRange::new(x, x)) } else { month(y, m) };
            return Date {
                said,
                valid,
                ..date(&[range], Granularity::Day, Basis::Absolute, format!("{}-{m:02}-{d:02}", super::calendar::year_timex(y)))
            };
        }
        let Some(published) = self.cx.published else {
            return Date { said, valid, ..date(&[DayRange::ANY], Granularity::Day, Basis::Published, format!("XXXX-{m:02}-{d:02}")) };
        };
        let base = published.year();
        let gap = |x: NaiveDate| (x.num_days_from_ce() - published.num_days_from_ce()).abs();
        let mut near: SmallVec<[NaiveDate; 4]> =
            [base - 1, base, base + 1].iter().filter_map(|&y| ymd(y, m, d)).filter(|x| gap(*x) <= 330).collect();
        near.sort_by_key(|x| gap(*x));
        let (mut tense, _) = self.tense(at);
        // Some weeks ahead against most of a year ago: only a verb of the past right beside it outweighs that.
        if tense == Tense::Past && near.len() > 1 && near.first().is_some_and(|x| gap(*x) < 90) && !self.past_beside(at, 4) {
            tense = Tense::Unknown;
        }
        let wanted = near.iter().find(|x| match tense {
            Tense::Past => **x <= published,
            Tense::Future => **x >= published,
            Tense::Unknown => true,
        });
        let chosen = wanted.or(near.first()).copied();
        let timex = chosen.map_or_else(|| format!("{base:04}-{m:02}-{d:02}"), |x| x.format("%Y-%m-%d").to_string());
        let mut ranges: SmallVec<[DayRange; 4]> =
            chosen.iter().chain(near.iter().filter(|x| Some(**x) != chosen)).map(|x| DayRange::new(*x, *x)).collect();
        ranges.extend(self.frame_years().iter().filter_map(|&y| ymd(y, m, d)).map(|x| DayRange::new(x, x)));
        if self.quoted(at) {
            ranges.push(DayRange::ANY);
        }
        Date { said, valid, ..date(&ranges, Granularity::Day, Basis::Published, timex) }
    }

    /// A month without or with a year.
    pub(super) fn resolve_month(&self, m: u32, year: Option<i32>, at: u32) -> Date {
        let said = Ymd { year, month: Some(m), day: None };
        if let Some(y) = year {
            return Date {
                said,
                ..date(&[month(y, m)], Granularity::Month, Basis::Absolute, format!("{}-{m:02}", super::calendar::year_timex(y)))
            };
        }
        let Some(published) = self.cx.published else {
            return Date { said, ..date(&[DayRange::ANY], Granularity::Month, Basis::Published, format!("XXXX-{m:02}")) };
        };
        let (last, next) = Self::around(published, m);
        let (tense, _) = self.tense(at);
        let months_back = (published.year() - last) * 12 + i32::try_from(published.month()).unwrap_or(0) - i32::try_from(m).unwrap_or(0);
        let forward = match tense {
            Tense::Future => true,
            Tense::Past => months_back > 8 && !self.past_beside(at, 5),
            Tense::Unknown => months_back > 8,
        };
        let (first, second) = if forward { (next, last) } else { (last, next) };
        let mut ranges: SmallVec<[DayRange; 4]> = SmallVec::from_slice(&[month(first, m), month(second, m)]);
        ranges.extend(self.frame_years().iter().map(|&y| month(y, m)));
        if self.quoted(at) {
            ranges.push(DayRange::ANY);
        }
        Date { said, ..date(&ranges, Granularity::Month, Basis::Published, format!("{first:04}-{m:02}")) }
    }

    /// The years of the latest month of that name (this month counts) and of the next.
    pub(super) fn around(published: NaiveDate, m: u32) -> (i32, i32) {
        let last = if published.month() >= m { published.year() } else { published.year() - 1 };
        let next = if published.month() <= m { published.year() } else { published.year() + 1 };
        (last, next)
    }

    /// A weekday alone: the nearest one in the direction of the tense.
    pub(super) fn resolve_weekday(&self, wd: Weekday, at: u32) -> Date {
        let said = Ymd::default();
        let Some(published) = self.cx.published else {
            let timex = format!("XXXX-WXX-{}", wd.number_from_monday());
            return Date { said, weekday: Some(wd), ..date(&[DayRange::ANY], Granularity::Day, Basis::Published, timex) };
        };
        let (past, future) = (nearest_weekday(published, wd, true), nearest_weekday(published, wd, false));
        let (tense, certain) = self.tense(at);
        let (first, second) = if tense == Tense::Future { (future, past) } else { (past, future) };
        let mut ranges: SmallVec<[DayRange; 4]> = SmallVec::from_slice(&[DayRange::new(first, first)]);
        // The weekday of the day of publication, without "last" or "next", is that day: news names days within a week of it.
        if !certain && first != second {
            ranges.push(DayRange::new(second, second));
        }
        // What is still to come is not of a year told in passing.
        let elsewhere = tense != Tense::Future && !self.frame_years().iter().all(|y| (published.year() - y).abs() <= 1);
        if self.quoted(at) || elsewhere {
            ranges.push(DayRange::ANY);
        }
        Date { said, weekday: Some(wd), ..date(&ranges, Granularity::Day, Basis::Published, first.format("%Y-%m-%d").to_string()) }
    }

    /// A day against the publication date: yesterday is -1.
    pub(super) fn resolve_offset(&self, days: i64, at: u32) -> Date {
        let Some(published) = self.cx.published else {
            return date(&[DayRange::ANY], Granularity::Day, Basis::Published, "XXXX-XX-XX".to_owned());
        };
        let day = super::calendar::shift_days(published, days);
        let mut ranges: SmallVec<[DayRange; 2]> = SmallVec::from_slice(&[DayRange::new(day, day)]);
        if self.quoted(at) {
            ranges.push(DayRange::ANY);
        }
        date(&ranges, Granularity::Day, Basis::Published, day.format("%Y-%m-%d").to_string())
    }

    /// A relative period: known ranges, unless the clock is a speaker's.
    pub(super) fn relative(&self, ranges: &[DayRange], granularity: Granularity, timex: String, at: u32) -> Date {
        let mut d = date(ranges, granularity, Basis::Published, timex);
        if self.quoted(at) && !d.alternatives.contains(&DayRange::ANY) {
            d.alternatives.push(DayRange::ANY);
        }
        d
    }

    /// Days around a fiscal or seasonal period of a year: no firm says here when its year begins.
    pub(super) fn wide_year(y: i32) -> DayRange {
        let r = years(y - 1, y + 1);
        if r.lo.is_none() { between(None, None) } else { r }
    }
}
