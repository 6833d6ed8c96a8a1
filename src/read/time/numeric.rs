//! Dates in figures: `2023-06-18`, `18/06/2023`, `06/18/23`, `18.06.2023`. The order of day and month is worked out from the whole document.

use super::found::Found;
use super::scan::{Order, Scan};
use crate::document::Document;
use crate::lexicon::TokenKind;
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
    dotted(s, i).or_else(|| separated(s, i)).or_else(|| month_and_year(s, i))
}

/// "3/2015": a month with its year, which nothing else than a fraction could be, and no fraction has such a year below its line.
fn month_and_year(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let tight = s.w(i + 1) == "/" && s.cx.touches(i + 1) && s.cx.touches(i + 2);
    let goes_on = s.cx.touches(i + 3) && matches!(s.w(i + 3), "/" | "-" | "%");
    if !tight || goes_on {
        return None;
    }
    let month = s.digits(i, 1..=2).filter(|m| (1..=12).contains(m))?;
    let year = s.digits(i + 2, 4..=4).and_then(|y| i32::try_from(y).ok()).filter(|y| (1900..2100).contains(y))?;
    Some(Found::date(i..i + 3, s.resolve_month(month, Some(year), i)))
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
            .and_then(|y| i32::try_from(y).ok())
            .map(|y| if y < 50 { 2000 + y } else { 1900 + y })
            .filter(|_| mark == "/")?,
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
