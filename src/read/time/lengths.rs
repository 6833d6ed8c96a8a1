//! Amounts of time: a count or "a few", a unit, further units behind it.

use super::lists::among;
use super::scan::Scan;
use super::words;
use crate::lexicon::{Class, Flags, TokenKind};
use crate::read::numerals;
use crate::value::{Duration, Exact, Hedge, Interval, Number, TimeUnit};

/// A length as read, before it becomes a duration or, with "ago", a date.
#[derive(Debug, Clone)]
pub(super) struct Length {
    /// The amount and its range.
    pub(super) amount: Number,
    /// The unit.
    pub(super) unit: TimeUnit,
    /// TIMEX3 value.
    pub(super) timex: String,
    /// One past its last token.
    pub(super) end: u32,
    /// Whether it is "a week" without more.
    pub(super) article: bool,
    /// Whether it is a plural without any count: "years".
    pub(super) bare: bool,
    /// Further units: "two hours and ten minutes".
    pub(super) more: Vec<(Number, TimeUnit)>,
}

impl Length {
    /// The duration.
    pub(super) fn duration(self) -> Duration {
        let first = Duration::new(self.amount, self.unit, self.timex.clone());
        let whole = self.more.into_iter().fold(first, |sum, (n, unit)| sum.add(&Duration::new(n, unit, String::new())));
        Duration { timex: self.timex, computed: false, ..whole }
    }
}

/// What an amount may begin with, besides other words for numbers.
const STARTS: &str = "a an another all full half quarter several few couple many numerous some dozens hundreds thousands \
    seconds secs minutes mins hours days nights workdays weeks months mths quarters years decades centuries \
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen \
    twenty thirty forty fifty sixty seventy eighty ninety";

/// Amount and unit. More than one grammar asks for that of its first token.
pub(super) fn length(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    if s.unmeasured.get() == i {
        return None;
    }
    let found = measured(s, i);
    if found.is_none() {
        s.unmeasured.set(i);
    }
    found
}

fn measured(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    match s.cx.token(i)?.kind {
        TokenKind::Number => return fortnights(s, i).or_else(|| counted(s, i)),
        TokenKind::Mark => return counted(s, i),
        TokenKind::Word if !among!(s, i, STARTS) && !s.cx.is(i, Class::NumberWord) => return None,
        TokenKind::Word => {}
    }
    if let Some(l) = half(s, i)
        .or_else(|| vague(s, i))
        .or_else(|| article(s, i))
        .or_else(|| all_of(s, i))
        .or_else(|| full(s, i))
        .or_else(|| indefinite(s, i))
    {
        return Some(l);
    }
    if let Some((unit, true)) = words::unit(s.w(i)).filter(|_| !s.w(i).ends_with('.') && s.w(i).len() > 3) {
        let u = if s.w(i + 1) == "or" { words::unit(s.w(i + 2)).filter(|(_, p)| *p) } else { None };
        let end = if u.is_some() { i + 3 } else { i + 1 };
        return (unit != TimeUnit::Second && !s.w(i).starts_with("night")).then(|| Length { bare: true, ..unknown(unit, 2, None, end) });
    }
    fortnights(s, i).or_else(|| counted(s, i))
}

/// "half an hour", "a half hour", "half a year", "a quarter of an hour".
fn half(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    let at = i + u32::from(s.w(i) == "a");
    let fraction = match s.w(at) {
        "three" if s.all(at + 1, &["quarters", "of"]) && among!(s, at + 3, "a an") => return of_an(s, Exact::ratio(3, 4)?, at + 3),
        "half" => Exact::ratio(1, 2),
        "quarter" if s.w(at + 1) == "of" => Exact::ratio(1, 4),
        _ => None,
    }?;
    let mut next = s.skip_hyphen(at + 1);
    if s.w(next) == "of" {
        next += 1;
    }
    if among!(s, next, "a an") {
        next += 1;
    }
    let (unit, plural) = words::unit(s.w(next))?;
    let quarter_name = unit == TimeUnit::Quarter || plural;
    let mut length = of(fraction, unit, next + 1);
    if unit == TimeUnit::Day {
        // Half a working day as often as twelve hours.
        let range = Interval { lo: Exact::ratio(1, 8), hi: Exact::ratio(1, 2) };
        length.amount = Number { range, hedge: Hedge::About, ..length.amount };
    }
    (!quarter_name).then_some(length)
}

/// The unit behind "three quarters of".
fn of_an(s: &Scan<'_, '_>, fraction: Exact, article: u32) -> Option<Length> {
    let (unit, plural) = words::unit(s.w(article + 1))?;
    (!plural).then(|| of(fraction, unit, article + 2))
}

/// "a fortnight", "three fortnights".
fn fortnights(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    if !among!(s, i + 1, "fortnight fortnights") {
        return None;
    }
    let one = || among!(s, i, "a one another").then_some(1);
    let n = one().or_else(|| numerals::small_word(s.w(i))).or_else(|| s.digits(i, 1..=2).map(i64::from))?;
    Some(of(Exact::int(n * 2), TimeUnit::Week, i + 2))
}

/// "several months", "a few days", "a couple of years", "dozens of years".
fn vague(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    let mut at = i + u32::from(s.w(i) == "a");
    let (lo, hi) = words::vague_count(s.w(at))?;
    let couple = s.w(at) == "couple";
    at = s.skip_hyphen(at + 1);
    if s.w(at) == "of" {
        at += 1;
    }
    if among!(s, at, "more hundred dozen thousand other short long") {
        at += 1;
    }
    let (unit, plural) = words::unit(s.w(at))?;
    if !plural && !s.hyphen(at.saturating_sub(1)) {
        return None;
    }
    if couple {
        let amount = Number { range: Interval::new(Exact::int(2), Exact::int(3)), hedge: Hedge::About, ..Number::int(2) };
        return Some(Length { timex: timex(Exact::int(2), unit), ..with(amount, unit, at + 1) });
    }
    Some(unknown(unit, lo, hi, at + 1))
}

/// "for full week": no article, as in chats and notes.
fn full(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    if s.w(i) != "full" || s.before(i) != "for" || i == s.from {
        return None;
    }
    let at = s.skip_hyphen(i + 1);
    let (unit, false) = words::unit(s.w(at)).filter(|u| u.0 >= TimeUnit::Day && u.0 != TimeUnit::Quarter)? else { return None };
    closed(s, at + 1).then(|| of(Exact::ONE, unit, at + 1))
}

/// "a while", "a fairly long period": a length of which nothing is known.
fn indefinite(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    if s.w(i) != "a" {
        return None;
    }
    let at = i + 1 + u32::from(among!(s, i + 1, "fairly very rather relatively quite"));
    let adjective = u32::from(among!(s, at, "little short long lengthy brief prolonged extended limited"));
    let fits = s.w(at + adjective) == "while" || adjective == 1 && s.w(at + 1) == "period";
    let end = at + adjective + 1;
    let of_time = s.all(end, &["of", "time"]);
    if !fits || s.w(end) == "of" && !of_time {
        return None;
    }
    let end = end + if of_time { 2 } else { 0 };
    Some(Length { timex: "PXX".to_owned(), ..unknown(TimeUnit::Minute, 0, None, end) })
}

/// "all week", "all year".
fn all_of(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    let at = s.skip_hyphen(i + 1);
    let (unit, false) = words::unit(s.w(at)).filter(|_| s.w(i) == "all")? else { return None };
    let said = matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year);
    said.then(|| of(Exact::ONE, unit, at + 1 + u32::from(s.w(at + 1) == "long" && !s.cx.is_kind(at + 2, TokenKind::Word))))
}

/// "a week", "an hour", "a year and a half", "a year or two", "one-and-a-half" is a numeral.
fn article(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    if !among!(s, i, "a an another") {
        return None;
    }
    let at = i + 1 + u32::from(among!(s, i + 1, "full whole further additional single solid business working"));
    let (unit, plural) = words::unit(s.w(at))?;
    if plural
        || unit == TimeUnit::Quarter
        || unit == TimeUnit::Second && !among!(s, at + 1, "and or")
        || s.hyphen(at + 1)
        || s.w(at) == "night"
        || s.w(at).len() < 3
    {
        return None;
    }
    let end = at + 1;
    if let Some(part) = and_part(s, end) {
        return Some(of(Exact::ONE.add(part)?, unit, end + 3));
    }
    if s.all(end, &["or", "two"]) {
        let amount = Number { range: Interval::new(Exact::ONE, Exact::int(2)), hedge: Hedge::About, ..Number::int(1) };
        return Some(with(amount, unit, end + 2));
    }
    let article = (at == i + 1 || among!(s, i + 1, "business working")) && s.w(i) != "another";
    let one = Length { article, ..of(Exact::ONE, unit, end) };
    // "an hour and forty minutes"
    Some(if unit == TimeUnit::Hour && s.w(end) == "and" { compound(s, one) } else { one })
}

/// "and a half", "and a quarter" behind a unit.
fn and_part(s: &Scan<'_, '_>, end: u32) -> Option<Exact> {
    if s.all(end, &["and", "a", "half"]) {
        return Exact::ratio(1, 2);
    }
    // "a year and a quarter of the profit" is none.
    (s.all(end, &["and", "a", "quarter"]) && !(s.w(end + 3) == "of" && among!(s, end + 4, "the a an its their all his her")))
        .then(|| Exact::ratio(1, 4))
        .flatten()
}

/// A count with a unit: "seven and a half hours", "10-year", "12 to 18 months", "two hours and ten minutes".
fn counted(s: &Scan<'_, '_>, i: u32) -> Option<Length> {
    let n = s.numeral(i)?;
    if s.before(i) == "$"
        || s.before(i) == "£"
        || s.before(i) == "€"
        || (i > s.from && s.cx.touches(i) && matches!(s.before(i), "/" | ":" | "." | ","))
    {
        return None;
    }
    let mut high = None;
    let mut at = n.end;
    let joined = matches!(s.w(at), "-" | "\u{2013}" | "/") && s.cx.touches(at);
    if (joined || among!(s, at, "to or"))
        && let Some(m) = s.numeral(at + 1).filter(|m| m.value > n.value)
    {
        high = Some(m.value);
        at = m.end;
    }
    at = s.skip_hyphen(at);
    if among!(
        s,
        at,
        "more additional straight consecutive full whole trading business working calendar successive long short extra solid great grueling"
    ) {
        at += 1;
    }
    let glued = s.cx.touches(at) && matches!(s.w(at), "h" | "hr" | "hrs" | "min" | "mins" | "sec" | "secs" | "yr" | "yrs");
    let (unit, _) = match words::unit(s.w(at)) {
        Some(u) => u,
        None if s.w(at) == "h" && (glued || s.cx.has(at, Flags::SPACE) && closed(s, at + 1)) && !s.cx.is_capitalised(at) => {
            (TimeUnit::Hour, false)
        }
        None if s.cx.touches(at) && among!(s, at, "y ys") && closed(s, at + 1) => (TimeUnit::Year, true),
        None => return None,
    };
    // "the 1989-1999 decade", "2024 year": years, not counts.
    if n.end == i + 1 && s.year(i).is_some() && words::unit(s.w(at)).is_some_and(|(_, plural)| !plural) {
        return None;
    }
    let fraction = unit == TimeUnit::Quarter
        && (s.hyphen(at.saturating_sub(1))
            || s.w(at + 1) == "of"
            || (n.value == Exact::int(3) && !among!(s, s.before_index(i), "next past last first previous")));
    let bad = fraction
        || unit == TimeUnit::Quarter && s.w(at) == "quarter"
        || s.w(at) == "second"
            && (n.value != Exact::ONE || s.hyphen(at + 1))
            && !s.hyphen(at.saturating_sub(1))
            && !(n.half_unit != Exact::ZERO && closed(s, at + 1));
    if bad || n.value.is_negative() || s.w(at) == "night" && n.value != Exact::ONE {
        return None;
    }
    let end = at + 1;
    if let Some(hi) = high {
        let amount = Number { range: Interval::new(n.value, hi), hedge: Hedge::About, ..Number::exact(n.value) };
        return Some(Length { timex: timex(n.value, unit), ..with(amount, unit, end) });
    }
    if let Some(part) = and_part(s, end) {
        return Some(of(n.value.add(part)?, unit, end + 3));
    }
    let mut amount = if n.half_unit == Exact::ZERO { Number::exact(n.value) } else { Number::rounded(n.value, n.half_unit) };
    if s.w(at).starts_with("night") {
        // Three nights are spent in two to four days.
        let range = Interval { lo: n.value.sub(Exact::ONE), hi: n.value.add(Exact::ONE) };
        amount = Number { range, hedge: Hedge::About, ..amount };
    }
    let first = Length { timex: timex(n.value, unit), ..with(amount, unit, end) };
    Some(compound(s, first))
}

/// Whether nothing of the same phrase follows.
fn closed(s: &Scan<'_, '_>, i: u32) -> bool {
    i >= s.limit || among!(s, i, ". , ; : ) ? !")
}

/// Adds finer units: "two hours and ten minutes", "1 year, 3 months and 2 days".
fn compound(s: &Scan<'_, '_>, mut length: Length) -> Length {
    let mut unit = length.unit;
    loop {
        let comma = length.end + u32::from(s.w(length.end) == ",");
        let at = comma + u32::from(s.w(comma) == "and");
        let Some(n) = s.numeral(at) else { return length };
        // "1h 30m"
        let letter = match s.w(n.end) {
            "m" if unit == TimeUnit::Hour && s.cx.touches(n.end) => Some(TimeUnit::Minute),
            "s" if unit == TimeUnit::Minute && s.cx.touches(n.end) => Some(TimeUnit::Second),
            w => words::unit(w).map(|u| u.0),
        };
        let Some(next) = letter.filter(|u| *u < unit) else { return length };
        let near = matches!(
            (unit, next),
            (TimeUnit::Hour, TimeUnit::Minute)
                | (TimeUnit::Minute, TimeUnit::Second)
                | (TimeUnit::Year | TimeUnit::Week | TimeUnit::Month, TimeUnit::Month | TimeUnit::Week | TimeUnit::Day)
                | (TimeUnit::Day, TimeUnit::Hour)
        );
        if !near {
            return length;
        }
        let (letter, time) = next.timex();
        let glue = if time && !length.timex.contains('T') { "T" } else { "" };
        length.timex = format!("{}{glue}{}{letter}", length.timex, n.value);
        length.more.push((Number::exact(n.value), next));
        length.end = n.end + 1;
        unit = next;
    }
}

fn of(n: Exact, unit: TimeUnit, end: u32) -> Length {
    Length { timex: timex(n, unit), ..with(Number::exact(n), unit, end) }
}

fn with(amount: Number, unit: TimeUnit, end: u32) -> Length {
    Length { amount, unit, timex: timex(amount.nominal, unit), end, article: false, bare: false, more: Vec::new() }
}

fn unknown(unit: TimeUnit, lo: i64, hi: Option<i64>, end: u32) -> Length {
    let (letter, time) = unit.timex();
    Length { timex: format!("P{}X{letter}", if time { "T" } else { "" }), ..with(Number::vague(lo, hi), unit, end) }
}

/// `P2Y6M`, `PT5H30M`, `P20Y`: fractions go to the next finer unit where they come out whole.
pub(super) fn timex(n: Exact, unit: TimeUnit) -> String {
    let (n, unit) = match unit {
        TimeUnit::Decade => (n.mul(Exact::int(10)).unwrap_or(n), TimeUnit::Year),
        TimeUnit::Century => (n.mul(Exact::int(100)).unwrap_or(n), TimeUnit::Year),
        _ => (n, unit),
    };
    let (letter, time) = unit.timex();
    let t = if time { "T" } else { "" };
    let finer = match unit {
        TimeUnit::Year => Some((12, "M", "")),
        TimeUnit::Day => Some((24, "H", "T")),
        TimeUnit::Hour => Some((60, "M", "")),
        TimeUnit::Minute => Some((60, "S", "")),
        _ => None,
    };
    if let (false, Some((per, small, glue)), Some(whole)) = (n.is_integer(), finer, n.floor()) {
        let rest = n.sub(Exact::int(whole)).and_then(|r| r.mul(Exact::int(per)));
        if let Some(rest) = rest.filter(|r| r.is_integer()) {
            let head = if whole == 0 { String::new() } else { format!("{whole}{letter}") };
            return format!("P{t}{head}{glue}{rest}{small}");
        }
    }
    format!("P{t}{n}{letter}")
}
