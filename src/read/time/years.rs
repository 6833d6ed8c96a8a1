//! Years, decades and centuries: "1989", "fiscal 1989", "FY2023", "the year 2000", "the '90s", "the 20th century", "44 BC".

use super::calendar::{date, year_date, years};
use super::found::Found;
use super::lists::among;
use super::scan::{Scan, year as year_of};
use super::words;
use crate::lexicon::{Class, Flags, TokenKind};
use crate::read::{Cx, Spot, numerals};
use crate::value::{Basis, Date, DayRange, Granularity, Ymd};
use chrono::Datelike;
use smallvec::SmallVec;
use std::ops::Range;

/// What a year, decade or century may begin with behind an article, besides figures and ordinals.
const STARTS: &str = "' \u{2019} \u{2018} ad a.d. year fiscal financial tax calendar two ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty twenties thirties forties fifties sixties seventies eighties nineties";

/// A year, decade or century that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let the = i + u32::from(s.w(i) == "the");
    if !s.counts(the) && !among!(s, the, STARTS) && !s.w(i).starts_with("fy") {
        return None;
    }
    super::eras::era(s, i)
        .or_else(|| super::eras::decade(s, i, the))
        .or_else(|| super::eras::century(s, i, the))
        .or_else(|| fiscal(s, i, the))
        .or_else(|| the_year(s, i, the))
        .or_else(|| year(s, i))
}

/// A fiscal year: no firm says here when it begins, so its days are not known closely.
fn fiscal_date(y: i32) -> Date {
    Date {
        said: Ymd { year: Some(y), ..Ymd::default() },
        ..date(&[Scan::wide_year(y)], Granularity::Year, Basis::Absolute, format!("{y:04}"))
    }
}

fn fiscal(s: &Scan<'_, '_>, i: u32, the: u32) -> Option<Found> {
    if among!(s, the, "fiscal financial tax calendar") {
        let at = the + 1 + u32::from(s.w(the + 1) == "year");
        let y = s.year(at)?;
        let season = s.hyphen(at + 1) && s.digits(at + 2, 2..=4).is_some();
        return Some(Found::date(i..at + if season { 3 } else { 1 }, fiscal_date(y)));
    }
    if s.w(i) == "fy" {
        let at = s.skip_hyphen(i + 1);
        let y = s.year(at).or_else(|| short_year(s.digits(at, 2..=2)?))?;
        return Some(Found::date(i..at + 1, fiscal_date(y)));
    }
    let glued = s.w(i).strip_prefix("fy").filter(|r| (r.len() == 2 || r.len() == 4) && r.bytes().all(|b| b.is_ascii_digit()));
    if let Some(y) = glued.and_then(|r| r.parse::<u32>().ok()) {
        let y = if y < 100 { short_year(y)? } else { i32::try_from(y).ok()? };
        return Some(Found::date(i..i + 1, fiscal_date(y)));
    }
    let y = s.year(the).filter(|_| among!(s, the + 1, "fiscal financial tax") && s.w(the + 2) == "year")?;
    Some(Found::date(i..the + 3, fiscal_date(y)))
}

fn short_year(y: u32) -> Option<i32> {
    let y = i32::try_from(y).ok()?;
    Some(if y < 50 { 2000 + y } else { 1900 + y })
}

/// "the year 2000", "the year two thousand".
fn the_year(s: &Scan<'_, '_>, i: u32, the: u32) -> Option<Found> {
    let bare = the == i
        && !among!(s, s.before_index(i), "this last next past per a every each same one of 's school academic model light leap")
        && s.year(the + 1 + u32::from(s.w(the + 1) == "of")).is_some();
    if the == i && !bare || s.w(the) != "year" {
        return None;
    }
    let at = the + 1 + u32::from(s.w(the + 1) == "of");
    if let Some(y) = s.year(at) {
        return Some(Found::date(i..at + 1, year_date(y)).with_date(at..at + 1, year_date(y)));
    }
    if let Some((y, end)) = numerals::year_words(s.cx, the + 1, s.limit) {
        return Some(Found::date(i..end, year_date(y)));
    }
    let n = s.numeral(the + 1).filter(|n| n.words)?;
    let y = n.value.trunc().and_then(|y| i32::try_from(y).ok()).filter(|y| (1000..2200).contains(y))?;
    Some(Found::date(i..n.end, year_date(y)))
}

/// A year alone.
fn year(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if let Some(y) = s.year(i) {
        return is_year(s, i, y).then(|| season_pair(s, i, y).unwrap_or_else(|| Found::date(i..i + 1, year_date(y))));
    }
    if let Some((y, end)) = numerals::year_words(s.cx, i, s.limit).filter(|(y, _)| (1700..2100).contains(y)) {
        let counts = end < s.limit && among!(s, end, "people hundred thousand million percent dollars feet");
        let framed = among!(s, s.before_index(i), "in of since by from until to and during after before january february late early");
        return (!counts && (framed || end - i >= 3 || s.w(i) == "nineteen")).then(|| Found::date(i..end, year_date(y)));
    }
    let apostrophe = matches!(s.w(i), "'" | "\u{2019}" | "\u{2018}") && s.cx.touches(i + 1);
    if apostrophe && among!(s, s.before_index(i), "in of since summer spring fall winter class from until by early late") {
        let y = short_year(s.digits(i + 1, 2..=2)?)?;
        return (s.w(i + 2) != "s" && s.w(i + 2) != "'").then(|| Found::date(i..i + 2, year_date(y)));
    }
    None
}

/// "2012-13", "1999/2000": a season over the turn of a year.
fn season_pair(s: &Scan<'_, '_>, i: u32, y: i32) -> Option<Found> {
    let tight = matches!(s.w(i + 1), "-" | "/" | "\u{2013}" | "\u{2012}") && s.cx.touches(i + 1) && s.cx.touches(i + 2) && i + 2 < s.limit;
    if !tight {
        return None;
    }
    let next = s.digits(i + 2, 2..=2).and_then(|n| i32::try_from(n).ok())?;
    let second = y - y.rem_euclid(100) + next;
    let second = if second < y { second + 100 } else { second };
    (second > y).then(|| {
        let range = DayRange { lo: years(y, y).lo, hi: years(second, second).hi };
        let d = Date {
            said: Ymd { year: Some(y), ..Ymd::default() },
            ..date(&[range], Granularity::Year, Basis::Absolute, format!("{y:04}/{second:04}"))
        };
        Found::date(i..i + 3, d).with_date(i..i + 1, year_date(y)).with_date(i + 2..i + 3, year_date(second))
    })
}

/// Whether four digits are a year here and not a count, a name or a label.
pub(super) fn is_year(s: &Scan<'_, '_>, i: u32, y: i32) -> bool {
    let prev = s.before_index(i);
    let before = s.before(i);
    if matches!(
        before,
        "$" | "£"
            | "€"
            | "#"
            | "no."
            | "number"
            | "route"
            | "flight"
            | "page"
            | "section"
            | "highway"
            | "room"
            | "nearly"
            | "almost"
            | "than"
            | "only"
            | "some"
            | "least"
            | "exactly"
    ) || before == "." && s.cx.touches(i)
        || before == "/" && s.cx.touches(i)
        || before == ":" && s.cx.touches(i)
    {
        return false;
    }
    if in_code(s, i) {
        return false;
    }
    let next = i + 1;
    let touching = next < s.limit && s.cx.touches(next);
    if touching && matches!(s.w(next), ":" | "%" | "@") {
        return false;
    }
    if s.cx.is_any(next, &[Class::Currency])
        || among!(s, next, COUNTED)
        || s.cx.is(next, Class::Unit) && !s.hyphen(next) && among!(s, next, UNITS)
    {
        return false;
    }
    if s.hyphen(next) && (among!(s, next + 1, "foot mile page seat member acre year meter metre square pound horsepower")) {
        return false;
    }
    let framed = matches!(
        before,
        "in" | "of"
            | "since"
            | "by"
            | "from"
            | "until"
            | "till"
            | "to"
            | "through"
            | "during"
            | "before"
            | "after"
            | "and"
            | "or"
            | "between"
            | "the"
            | "early"
            | "late"
            | "mid"
            | "("
            | "-"
            | "\u{2013}"
            | "around"
            | "about"
            | "circa"
            | "c."
            | "ca."
            | "born"
            | "for"
            | ","
            | "a"
            | "b."
            | "d."
            | "died"
            | "around-"
            | "into"
            | "as"
            | "his"
            | "her"
            | "its"
            | "their"
            | "'s"
            | "\u{2014}"
    );
    if !(1900..2100).contains(&y) {
        let prepositional = matches!(
            before,
            "in" | "since"
                | "by"
                | "from"
                | "until"
                | "till"
                | "during"
                | "before"
                | "after"
                | "between"
                | "circa"
                | "c."
                | "ca."
                | "born"
                | "("
                | "early"
                | "late"
                | "b."
                | "d."
        );
        let ranged = matches!(before, "-" | "\u{2013}" | "to" | "and") && i >= 2 && s.year(i - 2).is_some();
        let plural = next < s.limit
            && s.cx.is_kind(next, TokenKind::Word)
            && !s.cx.is_capitalised(next)
            && s.w(next).ends_with('s')
            && !matches!(s.w(next), "was" | "is" | "as" | "has" | "this" | "'s");
        return y >= 1000 && (prepositional || ranged || s.month(prev).is_some()) && !plural;
    }
    if framed || s.month(prev).is_some() || words::season(before).is_some() {
        return true;
    }
    // "Windows 2000", "Flight 1903": a name with a number. A capital at the start of a sentence is no name.
    let plain_start = s.cx.has(prev, Flags::FIRST) && s.cx.is_any(prev, &[Class::Common, Class::Stop]);
    let named = prev != i && s.cx.is_capitalised(prev) && !plain_start && !among!(s, prev, "fiscal financial circa dated copyright");
    !named
}

/// Whether the figures are part of a code in capitals: "CVE-2015-1788", "ISO-1999".
fn in_code(s: &Scan<'_, '_>, i: u32) -> bool {
    let mut at = i;
    while at >= s.from + 2 && s.cx.touches(at) && s.w(at - 1) == "-" && s.cx.touches(at - 1) {
        at -= 2;
        if s.cx.has(at, Flags::UPPER) {
            return true;
        }
    }
    false
}

const COUNTED: &str = "people men women children workers employees jobs homes houses troops soldiers votes residents students protesters members shares points units others dead deaths cases million billion thousand percent dollars euros pounds calories rpm refugees copies";
const UNITS: &str = "miles feet metres meters km kilometres kilometers tons tonnes kg hours days minutes seconds weeks months years acres hectares gallons litres liters mph cc watts degrees barrels inches yards m";

/// Years that a stretch of tokens names outright: the frame in which its other dates may lie.
pub(super) fn frame(cx: &Cx<'_>, tokens: Range<u32>) -> SmallVec<[i32; 4]> {
    let published = cx.published.map(|p| p.year());
    let mut list = SmallVec::new();
    for i in cx.spots_in(tokens.clone(), Spot::Time) {
        // A bound ("first since 2018") does not move the story to its year.
        if let Some(y) = year_of(cx, i, tokens.end).filter(|y| (1500..2100).contains(y) && Some(*y) != published)
            && !(i > tokens.start && matches!(cx.folded(i - 1), "since" | "until" | "till"))
            && !list.contains(&y)
            && list.len() < 6
        {
            list.push(y);
        }
    }
    list
}
