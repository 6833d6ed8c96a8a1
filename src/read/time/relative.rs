//! Dates told against the publication date or the narrative: "yesterday", "last Thursday", "next month", "the previous year",
//! "two weeks ago", "a day earlier", "the weekend".

use super::calendar::{
    ahead, back, date, monday, month, nearest_weekday, quarter_of, season_range, shift_days, shift_months, shift_quarter, week_timex,
    weeks_of, year_timex, years,
};
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use super::tense::Tense;
use super::words;
use crate::lexicon::TokenKind;
use crate::value::{Basis, Date, DayRange, Granularity, TimeUnit};
use chrono::{Datelike, NaiveDate};

/// A relative date that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if s.cx.is_kind(i, TokenKind::Number) {
        return super::ago::ago(s, i);
    }
    let grammars: [fn(&Scan<'_, '_>, u32) -> Option<Found>; 6] =
        [day_word, adjective, super::ago::ago, after_next, article_unit, super::seasons::season];
    let mut best: Option<Found> = None;
    for grammar in grammars {
        if let Some(f) = grammar(s, i)
            && best.as_ref().is_none_or(|b| b.end() < f.end())
        {
            best = Some(f);
        }
    }
    best
}

fn day_word(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let day = |n: i64, end: u32| Some(Found::date(i..end, s.resolve_offset(n, i)));
    // "VOA Today", "USA Today": a name.
    if s.cx.is_capitalised(i) && i > s.from && s.cx.is_capitalised(i - 1) {
        return None;
    }
    match s.w(i) {
        "yesterday" => day(-1, i + 1),
        "today" | "eod" => day(0, i + 1),
        "tomorrow" | "tmr" | "tmrw" => day(1, i + 1),
        "eom" | "eoy" => period_end(s, i),
        "day" if s.all(i + 1, &["before", "yesterday"]) => day(-2, i + 3),
        "day" if s.all(i + 1, &["after", "tomorrow"]) => day(2, i + 3),
        "the" if s.all(i + 1, &["day", "before", "yesterday"]) => day(-2, i + 4),
        "the" if s.all(i + 1, &["day", "after", "tomorrow"]) => day(2, i + 4),
        _ => None,
    }
}

/// "EOM", "eoy": the end of this month or year.
fn period_end(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let unit = if s.w(i) == "eom" { TimeUnit::Month } else { TimeUnit::Year };
    let d = period(s, Shift::This, unit, i)?;
    Some(Found::date(i..i + 1, Date { alternatives: smallvec::SmallVec::from_slice(&[DayRange::ANY]), ..d }))
}

/// "the week after next", "the year before last".
fn after_next(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let at = i + u32::from(s.w(i) == "the");
    let n = if s.all(at + 1, &["after", "next"]) {
        2
    } else if s.all(at + 1, &["before", "last"]) {
        -2
    } else {
        return None;
    };
    let (unit, false) = words::unit(s.w(at)).filter(|u| u.0 >= TimeUnit::Week && s.w(at).len() > 3)? else { return None };
    let d = match s.cx.published {
        Some(p) => unit_date(s, p, unit, n, i)?,
        None => unknown(unit),
    };
    Some(Found::date(i..at + 3, d))
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    This,
    Last,
    Next,
    /// "the past": the span up to now.
    Past,
    /// Against the narrative.
    Previous,
    Following,
    Same,
}

/// "last week", "this coming Sunday", "the following year", "that quarter".
fn adjective(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let the = i + u32::from(among!(s, i, "the its their his her"));
    let mut at = the;
    let mut shift = shift_word(s.w(at), the > i)?;
    at += 1;
    if shift == Shift::This {
        if among!(s, at, "coming upcoming next") {
            (shift, at) = (Shift::Next, at + 1);
        } else if among!(s, at, "past last") {
            (shift, at) = (Shift::Last, at + 1);
        }
    }
    at = s.skip_hyphen(at);
    if among!(s, at, "fiscal calendar financial") && s.w(at + 1) == "year" {
        let d = period(s, shift, TimeUnit::Year, i)?;
        let wide = d.timex.parse().map_or(DayRange::ANY, Scan::wide_year);
        return Some(Found::date(i..at + 2, s.relative(&[wide], Granularity::Year, d.timex, i)));
    }
    let word = s.w(at);
    if let Some(wd) = s.weekday(at) {
        if let Some(found) = super::dates::read(s, at).filter(|f| f.pair.is_some()) {
            return found.as_date().cloned().map(|d| Found::date(i..found.end(), d).with(&found));
        }
        return Some(Found::date(i..at + 1, weekday(s, shift, wd, i)).with_weekday(at..at + 1, wd));
    }
    if let Some(m) = s.month(at).or_else(|| words::month(word).filter(|_| word.len() > 3)) {
        if let Some(found) = dated(s, shift, m, i, at) {
            return Some(found);
        }
        return Some(Found::date(i..at + 1, named_month(s, shift, m, i)));
    }
    if let Some(letters) = words::season(word) {
        let y = s.cx.published.map(|p| super::seasons::season_year(shift, letters, p));
        let timex = y.map_or_else(|| format!("XXXX-{letters}"), |y| format!("{y:04}-{letters}"));
        return Some(Found::date(i..at + 1, s.relative(&[y.map_or(DayRange::ANY, season_range)], Granularity::Season, timex, i)));
    }
    if word == "weekend" {
        return Some(Found::date(i..at + 1, weekend(s, shift, i)));
    }
    if matches!(word, "period" | "time" | "moment") {
        return None;
    }
    let (unit, plural) = words::unit(word)?;
    if plural || matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour) || word == "night" || word.len() < 3 {
        return None;
    }
    if s.w(i) == "past" || s.hyphen(at + 1) && unit == TimeUnit::Day {
        return None;
    }
    // "ABC's This Week": a name.
    if s.cx.is_capitalised(at) && s.cx.is_capitalised(at - 1) {
        return None;
    }
    let end = at + 1 + if s.all(at + 1, &["or", "so"]) || s.all(at + 1, &["or", "two"]) { 2 } else { 0 };
    Some(Found::date(i..end, period(s, shift, unit, i)?))
}

fn shift_word(word: &str, the: bool) -> Option<Shift> {
    let shift = match word {
        "this" | "current" => Shift::This,
        "next" | "coming" | "upcoming" => Shift::Next,
        "past" if the => Shift::Past,
        "last" | "past" => Shift::Last,
        "previous" | "preceding" | "prior" => Shift::Previous,
        "following" | "ensuing" => Shift::Following,
        "same" if the => Shift::Same,
        "that" if !the => Shift::Same,
        _ => return None,
    };
    if the && shift == Shift::Next {
        return Some(Shift::Following);
    }
    Some(shift)
}

/// A unit of the calendar against the publication date or the narrative.
fn period(s: &Scan<'_, '_>, shift: Shift, unit: TimeUnit, at: u32) -> Option<Date> {
    let published = s.cx.published;
    let n = match shift {
        Shift::This | Shift::Past | Shift::Same => 0,
        Shift::Last | Shift::Previous => -1,
        Shift::Next | Shift::Following => 1,
    };
    let narrative = matches!(shift, Shift::Previous | Shift::Following | Shift::Same);
    let base = match (narrative, &s.narrative.date) {
        (true, Some(d)) => first_day(d).or(published),
        _ => published,
    };
    let Some(base) = base else { return Some(unknown(unit)) };
    let mut d = unit_date(s, base, unit, n, at)?;
    if narrative {
        d.alternatives.clear();
        d.alternatives.push(DayRange::ANY);
        d.basis = Basis::Narrative;
    } else if shift == Shift::Past {
        // "the past year" ends now: its days reach over two years.
        let lo = shift_months(base, if unit == TimeUnit::Year { -13 } else { -3 });
        d.alternatives.clear();
        d.alternatives.push(if unit <= TimeUnit::Year { DayRange::new(lo, base) } else { DayRange::ANY });
        if unit == TimeUnit::Year {
            d.timex = year_timex(base.year() - 1);
        }
    }
    Some(d)
}

/// The first day that a date may be.
pub(super) fn first_day(d: &Date) -> Option<NaiveDate> {
    d.alternatives.first().and_then(|r| r.lo).and_then(NaiveDate::from_num_days_from_ce_opt)
}

pub(super) fn unknown(unit: TimeUnit) -> Date {
    let timex = match unit {
        TimeUnit::Year => "XXXX",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Week => "XXXX-WXX",
        TimeUnit::Quarter => "XXXX-QX",
        TimeUnit::Decade => "XXX",
        TimeUnit::Century => "XX",
        _ => "XXXX-XX-XX",
    };
    date(&[DayRange::ANY], granularity(unit), Basis::Published, timex.to_owned())
}

fn granularity(unit: TimeUnit) -> Granularity {
    match unit {
        TimeUnit::Week => Granularity::Week,
        TimeUnit::Month => Granularity::Month,
        TimeUnit::Quarter => Granularity::Quarter,
        TimeUnit::Year => Granularity::Year,
        TimeUnit::Decade => Granularity::Decade,
        TimeUnit::Century => Granularity::Century,
        _ => Granularity::Day,
    }
}

/// The unit of the calendar that holds a day, moved by so many units.
pub(super) fn unit_date(s: &Scan<'_, '_>, base: NaiveDate, unit: TimeUnit, n: i64, at: u32) -> Option<Date> {
    let small = i32::try_from(n).ok()?;
    let (ranges, timex): (Vec<DayRange>, String) = match unit {
        TimeUnit::Day => {
            let day = shift_days(base, n);
            (vec![DayRange::new(day, day)], day.format("%Y-%m-%d").to_string())
        }
        TimeUnit::Week => {
            let day = shift_days(base, n.checked_mul(7)?);
            // On a Sunday a new week has begun for most speakers: "last week" is the one just over.
            (weeks_of(day).to_vec(), week_timex(ahead(day, u64::from(day.weekday() == chrono::Weekday::Sun))))
        }
        TimeUnit::Month => {
            let day = shift_months(base, n);
            (vec![month(day.year(), day.month())], format!("{:04}-{:02}", day.year(), day.month()))
        }
        TimeUnit::Quarter => {
            let (y, q) = shift_quarter(base.year(), quarter_of(base.month()), small);
            (vec![Scan::wide_year(y)], format!("{y:04}-Q{q}"))
        }
        TimeUnit::Year => {
            let y = base.year().checked_add(small)?;
            (vec![years(y, y)], year_timex(y))
        }
        TimeUnit::Decade => {
            let y = base.year().div_euclid(10).checked_add(small)?;
            (vec![years(y * 10 - 10, y * 10 + 19)], format!("{y}"))
        }
        TimeUnit::Century => {
            let y = base.year().div_euclid(100).checked_add(small)?;
            (vec![years(y * 100 - 100, y * 100 + 199)], format!("{y}"))
        }
        _ => return None,
    };
    Some(s.relative(&ranges, granularity(unit), timex, at))
}

fn weekday(s: &Scan<'_, '_>, shift: Shift, wd: crate::value::Weekday, at: u32) -> Date {
    let Some(p) = s.cx.published else {
        return Date {
            weekday: Some(wd),
            ..date(&[DayRange::ANY], Granularity::Day, Basis::Published, format!("XXXX-WXX-{}", wd.number_from_monday()))
        };
    };
    let one = |d: NaiveDate| DayRange::new(d, d);
    let last = nearest_weekday(back(p, 1), wd, true);
    let next = nearest_weekday(ahead(p, 1), wd, false);
    let (first, ranges) = match shift {
        Shift::Last | Shift::Past => (last, vec![one(last), one(back(last, 7)), one(nearest_weekday(p, wd, true))]),
        Shift::Next => (next, vec![one(next), one(ahead(next, 7)), one(nearest_weekday(p, wd, false))]),
        Shift::This => {
            let future = nearest_weekday(p, wd, false);
            let own = ahead(monday(p), u64::from(wd.num_days_from_monday()));
            (future, vec![one(future), one(own), one(nearest_weekday(p, wd, true))])
        }
        _ => {
            let base = s.narrative.date.as_ref().and_then(first_day).unwrap_or(p);
            let day = match shift {
                Shift::Previous => nearest_weekday(back(base, 1), wd, true),
                Shift::Following => nearest_weekday(ahead(base, 1), wd, false),
                _ => nearest_weekday(base, wd, true),
            };
            (day, vec![DayRange::ANY])
        }
    };
    Date { weekday: Some(wd), ..s.relative(&ranges, Granularity::Day, first.format("%Y-%m-%d").to_string(), at) }
}

/// "last June", "this September", "next May".
fn named_month(s: &Scan<'_, '_>, shift: Shift, m: u32, at: u32) -> Date {
    let Some(p) = s.cx.published else { return s.resolve_month(m, None, at) };
    let (last, next) = Scan::around(p, m);
    let (strict_last, strict_next) = (if p.month() == m { p.year() - 1 } else { last }, if p.month() == m { p.year() + 1 } else { next });
    let (y, other) = match shift {
        Shift::Last | Shift::Previous | Shift::Past => (strict_last, p.year() - 1),
        Shift::Next | Shift::Following => (strict_next, p.year() + 1),
        _ => (p.year(), p.year()),
    };
    let range = |y: i32| month(y, m);
    let mut ranges = vec![range(y), range(other)];
    if matches!(shift, Shift::Same | Shift::Previous | Shift::Following) {
        ranges = vec![DayRange::ANY];
    }
    let mut d = s.relative(&ranges, Granularity::Month, format!("{y:04}-{m:02}"), at);
    d.said.month = Some(m);
    d
}

/// "this coming June 18", "last May 3".
fn dated(s: &Scan<'_, '_>, shift: Shift, m: u32, i: u32, at: u32) -> Option<Found> {
    let found = super::dates::day(s, at)?;
    let d = found.as_date()?;
    if d.said.year.is_some() {
        return None;
    }
    let Some(p) = s.cx.published else { return Some(Found::date(i..found.end(), d.clone()).with(&found)) };
    let day = d.said.day?;
    let before = |x: NaiveDate| x < p;
    let mut y = [p.year() - 1, p.year(), p.year() + 1].into_iter().filter_map(|y| super::calendar::ymd(y, m, day));
    let chosen = match shift {
        Shift::Last | Shift::Past => y.rfind(|x| before(*x)),
        Shift::Next => y.filter(|x| !before(*x)).min(),
        _ => y.find(|x| x.year() == p.year()),
    }?;
    let mut fixed = d.clone();
    fixed.timex = chosen.format("%Y-%m-%d").to_string();
    let end = found.end();
    Some(Found::date(i..end, fixed).with(&found))
}

fn weekend(s: &Scan<'_, '_>, shift: Shift, at: u32) -> Date {
    let Some(p) = s.cx.published else { return date(&[DayRange::ANY], Granularity::Weekend, Basis::Published, "XXXX-WXX-WE".to_owned()) };
    let saturday = match shift {
        Shift::Last | Shift::Past | Shift::Previous => back(monday(p), 2),
        Shift::Next | Shift::Following => ahead(monday(p), 12),
        _ => ahead(monday(p), 5),
    };
    let range = |d: NaiveDate| DayRange::new(back(d, 1), ahead(d, 2));
    let ranges = [range(saturday), range(back(saturday, 7)), range(ahead(saturday, 7))];
    s.relative(&ranges, Granularity::Weekend, format!("{}-WE", week_timex(saturday)), at)
}

/// "the weekend", "the year": a unit with nothing but an article, told of now or of the narrative.
fn article_unit(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if s.w(i) != "the" {
        return None;
    }
    if s.w(i + 1) == "weekend" {
        let shift = match s.tense(i).0 {
            Tense::Future => Shift::This,
            _ => Shift::Last,
        };
        return Some(Found::date(i..i + 2, weekend(s, shift, i)));
    }
    year_ended(s, i).or_else(|| now_unit(s, i))
}

/// "the year ended Sept. 30", "the fiscal year ending in June": a length of time that ends there.
fn year_ended(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let at = i + 1 + u32::from(among!(s, i + 1, "fiscal full financial"));
    if s.w(at) != "year" {
        return None;
    }
    if among!(s, at + 1, "ended ending") {
        let length = crate::value::Duration::new(crate::value::Number::int(1), TimeUnit::Year, "P1Y".to_owned());
        return Some(Found::new(crate::read::Kind::Duration, i..at + 1, crate::value::Value::duration(length)));
    }
    let d = (at > i + 1).then(|| period(s, Shift::This, TimeUnit::Year, i)).flatten()?;
    Some(Found::date(i..at + 1, date(&[DayRange::ANY], Granularity::Year, Basis::Narrative, d.timex)))
}

/// "for the year", "of the week": the one that the article speaks of, which need not be the present one.
fn now_unit(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let (unit, false) = words::unit(s.w(i + 1))? else { return None };
    if !matches!(unit, TimeUnit::Year | TimeUnit::Week | TimeUnit::Month)
        || !among!(s, s.before_index(i), "for of in during through throughout over")
        || s.hyphen(i + 2)
        || s.cx.is_kind(i + 2, TokenKind::Word) && !among!(s, i + 2, "'s of and to in at as on with from but that the")
    {
        return None;
    }
    let d = period(s, Shift::This, unit, i)?;
    Some(Found::date(i..i + 2, Date { alternatives: smallvec::SmallVec::from_slice(&[DayRange::ANY]), basis: Basis::Narrative, ..d }))
}
