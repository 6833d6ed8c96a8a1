//! Dates in figures: `2023-06-18`, `18/06/2023`, `06/18/23`, `18.06.2023`. The order of day and month is worked out from the whole document.

use super::found::Found;
use super::lists::among;
use super::scan::{Order, Scan};
use crate::document::Document;
use crate::lexicon::{Flags, TokenKind};
use crate::read::Cx;
use crate::value::{Date, Ymd, days_in_month};

/// The order of day and month in the document's numeric dates, as far as one of them tells.
pub(super) fn order_of(cx: &Cx<'_>) -> Order {
    let (mut day_first, mut month_first) = (false, false);
    for i in 0..cx.len() {
        if cx.is_kind(i, TokenKind::Number) && cx.text(i + 1) == "/" && cx.text(i + 3) == "/" {
            let part = |k: u32| cx.text(k).parse::<u32>().ok();
            if let (Some(a), Some(b), Some(_)) = (part(i), part(i + 2), part(i + 4)) {
                day_first |= (13..=31).contains(&a) && b <= 12;
                month_first |= (13..=31).contains(&b) && a <= 12;
            }
        }
    }
    match (day_first, month_first) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

/// A numeric date that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if !s.cx.is_kind(i, TokenKind::Number) || i > 0 && s.cx.touches(i) && matches!(s.cx.text(i - 1), "/" | "-" | "." | "$" | "£") {
        return None;
    }
    dotted(s, i)
        .or_else(|| separated(s, i))
        .or_else(|| named(s, i))
        .or_else(|| month_and_year(s, i))
        .or_else(|| year_and_month(s, i))
        .or_else(|| partial(s, i).filter(|f| introduced(s, i, f)))
}

/// "2019/Sep/01", "01/Sep/2019", "01-sep-19": the month by name between two marks.
fn named(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mark = s.w(i + 1);
    let tight = matches!(mark, "/" | "-") && s.w(i + 3) == mark && (i + 1..=i + 4).all(|k| s.cx.touches(k)) && i + 4 < s.limit;
    if !tight {
        return None;
    }
    let m = super::words::month(s.w(i + 2))?;
    if let Some(y) = s.year(i) {
        let d = s.digits(i + 4, 1..=2).filter(|d| (1..=31).contains(d))?;
        return Some(Found::date(i..i + 5, s.resolve_day(m, d, Some(y), i)));
    }
    let d = s.digits(i, 1..=2).filter(|d| (1..=31).contains(d))?;
    let y = s.year(i + 4).or_else(|| s.digits(i + 4, 2..=2).and_then(short_year))?;
    Some(Found::date(i..i + 5, s.resolve_day(m, d, Some(y), i)))
}

fn short_year(y: u32) -> Option<i32> {
    i32::try_from(y).ok().map(|y| if y < 50 { 2000 + y } else { 1900 + y })
}

/// A day and a month in figures without their year: "22/04", "4-22". Which is which is told only by the rest of the document, so
/// nothing is sure of it.
pub(super) fn partial(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mark = s.w(i + 1);
    let tight = matches!(mark, "/" | "-") && s.cx.touches(i + 1) && s.cx.touches(i + 2);
    let goes_on = i + 3 < s.limit && s.cx.touches(i + 3) && !among!(s, i + 3, ". , ; : ) ? !") && !(mark == "/" && s.w(i + 3) == "-");
    if !tight || goes_on {
        return None;
    }
    let a = s.digits(i, 1..=2)?;
    // "11/12,2016": no blank behind the comma.
    let (b, year, end) = if let Some((b, y)) = super::hasty::day_comma_year(s, i + 2) {
        (b, Some(y), i + 3)
    } else {
        let year = s.year(i + 4).filter(|_| s.w(i + 3) == ",");
        (s.digits(i + 2, 1..=2)?, year, if year.is_some() { i + 5 } else { i + 3 })
    };
    let fits = |d: u32, m: u32| days_in_month(None, m).is_some_and(|n| (1..=n).contains(&d));
    let month_first = fits(b, a) && (s.order != Order::DayFirst || !fits(a, b));
    let (d, m) = if month_first { (b, a) } else { (a, b) };
    if !fits(d, m) || (a, b) == (24, 7) {
        return None;
    }
    let mut date = Date { said: Ymd { year, ..Ymd::default() }, valid: true, ..s.resolve_day(m, d, year, i) };
    date.alternatives.push(crate::value::DayRange::ANY);
    Some(Found::date(i..end, date))
}

/// What may stand behind a day and a month in figures.
const FOLLOWING: &str =
    ". , ; ) ? ! to until till through and at by for with but if when i we you he she they it is was are were will please";

/// Whether the words around tell two figures as a day and a month, and not as a fraction, a score or a vote.
fn introduced(s: &Scan<'_, '_>, i: u32, f: &Found) -> bool {
    let before = s.before_index(i);
    let on = s.w(before) == "on" && i > s.from;
    let ends = f.end() >= s.limit || among!(s, f.end(), FOLLOWING);
    if s.w(i + 1) == "-" {
        return on && ends && s.w(f.end()) != "and";
    }
    let padded = [i, i + 2].iter().any(|&k| s.cx.text(k).len() == 2 && s.cx.text(k).starts_with('0')) || s.cx.text(i + 2).len() > 2;
    let (a, b) = (s.digits(i, 1..=2).unwrap_or(0), s.digits(i + 2, 1..=2).unwrap_or(0));
    let fraction = a < b && matches!(b, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32);
    // "between 6/18 and 6/36"
    let open = s.w(before) == "between" && (s.w(f.end()) != "and" || partial(s, f.end() + 1).is_none());
    let counted = open || s.cx.is_kind(before, TokenKind::Number) && i > s.from;
    let second = s.w(before) == "and" && before >= s.from + 4 && s.w(before - 4) == "between";
    // "10/1 - 11/7"
    let dash = |k: u32| among!(s, k, "- \u{2013}");
    let ranged = !fraction
        && (dash(f.end()) && partial(s, f.end() + 1).is_some() || i >= s.from + 4 && dash(before) && partial(s, before - 3).is_some());
    if ranged {
        return true;
    }
    let framed = i > s.from && (second || among!(s, before, "from until till since before after through between to by dated"));
    !counted && ends && (on || padded || framed && !fraction)
}

/// "3/2015": a month with its year, which nothing else than a fraction could be, and no fraction has such a year below its line.
/// "11-2016" and "11- 2016" too, where they stand alone.
fn month_and_year(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let tight = s.w(i + 1) == "/" && s.cx.touches(i + 1) && s.cx.touches(i + 2);
    let goes_on = s.cx.touches(i + 3) && matches!(s.w(i + 3), "/" | "-" | "%");
    if !(tight || pair_alone(s, i)) || goes_on {
        return None;
    }
    let month = s.digits(i, 1..=2).filter(|m| (1..=12).contains(m))?;
    let year = s.digits(i + 2, 4..=4).and_then(|y| i32::try_from(y).ok()).filter(|y| (1900..2100).contains(y))?;
    Some(Found::date(i..i + 3, s.resolve_month(month, Some(year), i)))
}

/// "2016-11", "2015-3", "2016/11", "2016- 11": a year with its month, unless it can be a season ("2012-13") or years from one to the other.
fn year_and_month(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let year = s.year(i).filter(|y| (1900..2100).contains(y))?;
    let month = s.digits(i + 2, 1..=2).filter(|m| (1..=12).contains(m))?;
    let short = u32::try_from(year.rem_euclid(100)).unwrap_or(0);
    let pair = s.cx.text(i + 2).len() == 2 && month > short && s.w(i + 1) == "-";
    (pair_alone(s, i) && !pair).then(|| Found::date(i..i + 3, s.resolve_month(month, Some(year), i)))
}

/// Two figures with a hyphen or a slash that no name or label stands before and no figure behind.
fn pair_alone(s: &Scan<'_, '_>, i: u32) -> bool {
    let before = s.before_index(i);
    let labelled =
        i > s.from && (s.cx.is_capitalised(before) && !s.cx.has(before, Flags::FIRST) || among!(s, before, "no. # number $ - /"));
    let end = i + 3;
    let goes_on = end < s.limit && (s.cx.touches(end) && !among!(s, end, ". , ; : ) ? !") || s.cx.is_kind(end, TokenKind::Number));
    matches!(s.w(i + 1), "-" | "/") && s.cx.touches(i + 1) && !labelled && !goes_on
}

fn separated(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mark = s.w(i + 1);
    let tight = (i + 1..=i + 4).all(|k| s.cx.touches(k)) && s.w(i + 3) == mark && matches!(mark, "/" | "-");
    if !tight || s.cx.touches(i + 5) && i + 5 < s.limit && matches!(s.w(i + 5), "/" | "-") {
        return None;
    }
    let tokens = i..i + 5;
    if let Some(y) = s.year(i) {
        let (m, d) = (s.digits(i + 2, 1..=2)?, s.digits(i + 4, 1..=2)?);
        return ((1..=12).contains(&m) && (1..=31).contains(&d)).then(|| Found::date(tokens, s.resolve_day(m, d, Some(y), i)));
    }
    let (a, b) = (s.digits(i, 1..=2)?, s.digits(i + 2, 1..=2)?);
    let y = match s.digits(i + 4, 4..=4) {
        Some(y) => i32::try_from(y).ok().filter(|y| (1000..2200).contains(y))?,
        None => s
            .digits(i + 4, 2..=2)
            .and_then(short_year)
            .filter(|_| mark == "/" || among!(s, s.before_index(i), "on by until till since from dated") && i > s.from)?,
    };
    by_order(s, i, a, b, y).map(|d| Found::date(tokens, d))
}

fn dotted(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mut parts = s.cx.text(i).split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || a.len() > 2 || b.len() > 2 || c.len() != 4 {
        return None;
    }
    let (a, b, y) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok().filter(|y| (1900..2100).contains(y))?);
    let order = if b > 12 && a <= 12 { (b, a) } else { (a, b) };
    ((1..=12).contains(&order.1) && (1..=31).contains(&order.0)).then(|| Found::date(i..i + 1, s.resolve_day(order.1, order.0, Some(y), i)))
}

fn by_order(s: &Scan<'_, '_>, at: u32, a: u32, b: u32, y: i32) -> Option<Date> {
    let fits = |d: u32, m: u32| (1..=12).contains(&m) && (1..=31).contains(&d);
    let day_first = || fits(a, b).then(|| s.resolve_day(b, a, Some(y), at));
    let month_first = || fits(b, a).then(|| s.resolve_day(a, b, Some(y), at));
    match s.order {
        Order::DayFirst if fits(a, b) => day_first(),
        Order::MonthFirst if fits(b, a) => month_first(),
        _ => match (day_first(), month_first()) {
            (Some(x), Some(z)) if a != b => {
                // Either order is possible: both readings are kept, and nothing is said of the day and the month.
                let exists = |d: u32, m: u32| days_in_month(Some(y), m).is_some_and(|n| d <= n);
                let mut both = Date { said: Ymd { year: Some(y), ..Ymd::default() }, valid: exists(a, b) || exists(b, a), ..z };
                both.alternatives.extend(x.alternatives);
                Some(both)
            }
            (x, z) => z.or(x),
        },
    }
}

/// Whether a document has any numeric date at all; a cheap test before the order is worked out.
pub(super) fn may_hold(document: &Document) -> bool {
    document.prose.text.contains('/')
}
