//! Longer stretches and other counts: "the '90s", "the 20th century", "44 BC", "AD 79".

use super::calendar::{date, year_date, years};
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use crate::lexicon::{Flags, TokenKind};
use crate::read::numerals;
use crate::value::{Basis, Date, Granularity, Ymd};

/// "1990s", "the '90s", "the nineties", "nineteen-nineties".
pub(super) fn decade(s: &Scan<'_, '_>, i: u32, the: u32) -> Option<Found> {
    let (first, end) = decade_at(s, the)?;
    let said = Ymd::default();
    let range = years(first, first + 9);
    let d = Date { said, ..date(&[range], Granularity::Decade, Basis::Absolute, format!("{}", first.div_euclid(10))) };
    // "the 2000s" may be a century.
    let d = if first % 100 == 0 { date(&[range, years(first, first + 99)], Granularity::Decade, Basis::Absolute, d.timex) } else { d };
    let person = among!(s, s.before_index(i), "his her their my your its");
    (!person).then(|| Found::date(i..end, d))
}

fn decade_at(s: &Scan<'_, '_>, at: u32) -> Option<(i32, u32)> {
    let plural = |k: u32| match s.w(k) {
        "s" if s.cx.touches(k) => Some(k + 1),
        "'" | "\u{2019}" if s.cx.touches(k) && s.w(k + 1) == "s" && s.cx.touches(k + 1) => Some(k + 2),
        _ => None,
    };
    if let Some(y) = s.digits(at, 4..=4).and_then(|y| i32::try_from(y).ok()).filter(|y| y % 10 == 0 && (1000..2200).contains(y)) {
        // "1990's" is a decade only behind "the".
        let ended = |e: u32| e >= s.limit || among!(s, e, ". , ; ! ? )");
        let in_years = s.before(at) == "in" && plural(at + 1).is_some_and(ended);
        let framed = in_years || s.w(at + 1) == "s" || among!(s, s.before_index(at), "the early late mid -");
        return plural(at + 1).filter(|_| framed).map(|e| (y, e));
    }
    let apostrophe = matches!(s.w(at), "'" | "\u{2019}" | "\u{2018}") && s.cx.touches(at + 1);
    let digits_at = at + u32::from(apostrophe);
    if let Some(n) = s.digits(digits_at, 2..=2).and_then(|n| i32::try_from(n).ok()).filter(|n| n % 10 == 0) {
        let framed = apostrophe || matches!(s.before(at), "the" | "early" | "late" | "mid" | "-");
        return plural(digits_at + 1)
            .filter(|_| framed && (s.w(digits_at + 1) == "s" || s.before(at) == "the"))
            .map(|e| (if n < 20 { 2000 + n } else { 1900 + n }, e));
    }
    if s.w(at) == "two" && s.before(at) == "the" {
        // "the two thousands", "the two thousand and tens"
        if s.w(at + 1) == "thousands" {
            return Some((2000, at + 2));
        }
        let tens = at + 2 + u32::from(s.w(at + 2) == "and");
        return (s.w(at + 1) == "thousand" && s.w(tens) == "tens").then_some((2010, tens + 1));
    }
    let century = s.w(at).strip_suffix("teen").and_then(|_| numerals::small_word(s.w(at))).and_then(|c| i32::try_from(c).ok());
    if let Some(c) = century {
        let next = s.skip_hyphen(at + 1);
        return numerals::decade_word(s.w(next)).and_then(|n| i32::try_from(n).ok()).map(|n| (c * 100 + n, next + 1));
    }
    let n = numerals::decade_word(s.w(at)).and_then(|n| i32::try_from(n).ok())?;
    let framed = matches!(s.before(at), "the" | "early" | "late" | "mid" | "-");
    framed.then_some((1900 + n, at + 1))
}

/// "20th century", "the fifth century BC".
pub(super) fn century(s: &Scan<'_, '_>, i: u32, the: u32) -> Option<Found> {
    let (n, end, ordinal) = s.day_number(the)?;
    if !ordinal {
        return None;
    }
    let at = s.skip_hyphen(end);
    if !among!(s, at, "century centuries") {
        return None;
    }
    let n = i32::try_from(n).ok()?;
    if let Some(bc) = bc_at(s, at + 1) {
        let range = years(1 - n * 100, -(n - 1) * 100);
        return Some(Found::date(i..bc, date(&[range], Granularity::Century, Basis::Absolute, format!("BC{:02}", n - 1))));
    }
    let ad = if among!(s, at + 1, "ad a.d. ce c.e.") && s.cx.has(at + 1, Flags::CAPITAL) { at + 2 } else { at + 1 };
    Some(Found::date(i..ad, date(&[years((n - 1) * 100, n * 100)], Granularity::Century, Basis::Absolute, format!("{:02}", n - 1))))
}

fn bc_at(s: &Scan<'_, '_>, i: u32) -> Option<u32> {
    (among!(s, i, "bc b.c. bce b.c.e.") && s.cx.has(i, Flags::CAPITAL)).then_some(i + 1)
}

/// "44 BC", "AD 79", "1200 AD".
pub(super) fn era(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if among!(s, i, "ad a.d.") && s.cx.has(i, Flags::UPPER) {
        let y = s.digits(i + 1, 1..=4).and_then(|y| i32::try_from(y).ok()).filter(|y| *y > 0)?;
        return Some(Found::date(i..i + 2, year_date(y)));
    }
    let bc = bc_at(s, i + 1);
    let ad = among!(s, i + 1, "ad a.d. ce c.e.") && s.cx.has(i + 1, Flags::UPPER);
    if bc.is_none() && !ad || i >= s.limit || !s.cx.is_kind(i, TokenKind::Number) {
        return None;
    }
    let y = s.cx.text(i).replace(',', "").parse::<i32>().ok().filter(|y| (1..=9999).contains(y))?;
    // "In 2019 BC voted": British Columbia.
    let province = (1800..2100).contains(&y) && s.w(i + 1) == "bc";
    if let Some(end) = bc.filter(|_| !province) {
        return Some(Found::date(i..end, year_date(1 - y)));
    }
    ad.then(|| Found::date(i..i + 2, year_date(y)))
}
