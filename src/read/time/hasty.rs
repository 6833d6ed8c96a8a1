//! Dates as they are typed in haste or written out in words: "april22", "1jan", "October 12,2016", "2016 Nov", "June twenty two".

use super::dates::{complete, year_after};
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use crate::lexicon::{Flags, TokenKind};
use crate::read::numerals;

/// "June twenty two": a day in words, where nothing is counted by it.
pub(super) fn spoken_day(s: &Scan<'_, '_>, i: u32) -> Option<(u32, u32, bool)> {
    let word = |k: u32| numerals::small_word(s.w(k)).and_then(|n| u32::try_from(n).ok());
    let first = word(i).filter(|n| (1..=20).contains(n) || *n == 30)?;
    let next = s.skip_hyphen(i + 1);
    let unit = word(next).filter(|n| *n < 10 && *n > 0 && matches!(first, 20 | 30) && first + n <= 31);
    let (d, end) = unit.map_or((first, i + 1), |n| (first + n, next + 1));
    let closed = end >= s.limit || s.cx.is_kind(end, TokenKind::Mark) && !s.hyphen(end);
    (closed || among!(s, end, "at in with to until till through and") || year_after(s, end).is_some()).then_some((d, end, false))
}

/// "april22", "Nov15, 2016": a month and its day without a blank.
pub(super) fn run_together(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let (m, d) = s.cx.has(i, Flags::MIXED).then(|| month_and_day(s.w(i))).flatten()?;
    Some(complete(s, i, i + 1, m, d))
}

/// The month and the day of one word: "april22".
pub(super) fn month_and_day(w: &str) -> Option<(u32, u32)> {
    let name = w.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = w.get(name.len()..).filter(|d| (1..=2).contains(&d.len()))?;
    let d = digits.parse().ok().filter(|d| (1..=31).contains(d))?;
    Some((super::words::month(name)?, d))
}

/// The day and the year of "12,2016", which is one token.
pub(super) fn day_comma_year(s: &Scan<'_, '_>, i: u32) -> Option<(u32, i32)> {
    if i >= s.limit || !s.cx.is_kind(i, TokenKind::Number) {
        return None;
    }
    let (d, y) = s.cx.text(i).split_once(',').filter(|(d, y)| d.len() <= 2 && y.len() == 4)?;
    let d = d.parse().ok().filter(|d| (1..=31).contains(d))?;
    Some((d, y.parse().ok().filter(|y| (1900..2100).contains(y))?))
}

/// Where "last year" or "of next year" ends that cannot be reckoned, as no date of publication is known.
pub(super) fn open_year(s: &Scan<'_, '_>, i: u32) -> Option<u32> {
    let at = i + u32::from(s.w(i) == "of");
    (s.cx.published.is_none() && among!(s, at, "this last next") && s.w(at + 1) == "year").then_some(at + 2)
}

/// "2016 Nov", "2018 June", "2016, Nov": the year before the month.
pub(super) fn year_first(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let y = s.year(i).filter(|y| (1900..2100).contains(y))?;
    let comma = s.w(i + 1) == ",";
    let at = i + 1 + u32::from(comma);
    let m = super::words::month(s.w(at)).filter(|_| s.cx.is_kind(at, TokenKind::Word))?;
    let end = at + 1;
    let closed = end >= s.limit || among!(s, end, ". ! ? ; )");
    // "In 2016, May said", "by 2016 March was": other words, or the start of a sentence of their own.
    let ends = closed || !comma && (among!(s, end, ", and or to until till through") || among!(s, end, "- \u{2013}") && !s.hyphen(end));
    ends.then(|| Found::date(i..end, s.resolve_month(m, Some(y), i)).with_date(i..i + 1, super::calendar::year_date(y)))
}

/// "1jan": the day and the month without a blank.
pub(super) fn glued_day(s: &Scan<'_, '_>, i: u32) -> Option<(u32, u32, bool)> {
    let d = s.digits(i, 1..=2).filter(|d| (1..=31).contains(d))?;
    let month = i + 1 < s.limit && s.cx.touches(i + 1) && s.cx.is_kind(i + 1, TokenKind::Word) && super::words::month(s.w(i + 1)).is_some();
    month.then_some((d, i + 1, false))
}
