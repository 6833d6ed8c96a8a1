//! Ages: "59-year-old", "59 years old", "aged 59", "Blinken, 59,", "in her 40s".
//!
//! Runs after the readers of dates and of people, so it also settles which numbers are inner readings.

use super::numerals::decade_word;
use super::{ClaimSchema, Cx, Kind, Mention, Readings, Sought, Spot};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Interval, Number, Value};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[];

/// What a decade of a life may begin with.
pub(super) const SOUGHT: Sought = Sought { words: "his her their my our your", ..Sought::NONE };

/// The greatest age of a person.
const OLDEST: i64 = 115;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut ages = Vec::new();
    let mut listed = 0;
    let mut decades = cx.all_spots(Spot::AgeOf).peekable();
    for at in out.starts_in(0..cx.len()) {
        while let Some(spot) = decades.next_if(|&spot| spot < at) {
            ages.extend(decade(cx, spot));
        }
        // A number may open a larger one ("59" of "59 years"), so the number mention is asked for and not the token.
        for m in out.at(at).filter(|m| m.kind == Kind::Number) {
            let (tokens, Value::Number(n)) = (&m.tokens, &m.value) else { continue };
            // "aged 6 and 3", "ages 18 to 45": the word holds for the next number too.
            let joined = listed > 0
                && (tokens.start == listed + 1 && matches!(cx.folded(listed), "and" | "to" | "or" | "," | "-" | "\u{2013}")
                    || tokens.start == listed + 2 && cx.text(listed) == "," && cx.folded(listed + 1) == "and");
            let found = age(cx, out, tokens, **n).or_else(|| {
                let plain = n.nominal.is_integer() && n.nominal <= Exact::int(OLDEST) && tokens.end == tokens.start + 1;
                (joined && plain && closes(cx, tokens.end)).then(|| (tokens.clone(), **n))
            });
            if let Some((span, age)) = found {
                listed = if joined || matches!(cx.folded(span.start), "aged" | "ages") { span.end } else { 0 };
                ages.push((span, age));
                break;
            }
        }
    }
    ages.extend(decades.filter_map(|spot| decade(cx, spot)));
    for (tokens, age) in ages {
        out.add(Mention { kind: Kind::Age, span: cx.span(tokens.clone()), tokens, value: Value::Age(Box::new(age)), inner: false });
    }
    super::number::settle(cx, out);
}

fn dash(cx: &Cx<'_>, at: u32) -> bool {
    matches!(cx.text(at), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}") && cx.touches(at)
}

/// The age that a number tells, with all its tokens.
fn age(cx: &Cx<'_>, out: &Readings, number: &Range<u32>, n: Number) -> Option<(Range<u32>, Number)> {
    if n.nominal.is_negative() {
        return None;
    }
    let limit = cx.sentence_end(number.start);
    let skip = |i: u32| if dash(cx, i) { i + 1 } else { i };
    let before = |back: u32| number.start.checked_sub(back).map_or("", |i| cx.folded(i));
    let unit_at = skip(number.end);
    if let Some(per_year) = unit(cx.folded(unit_at)).filter(|_| unit_at < limit) {
        let next = skip(unit_at + 1);
        let years = n.scaled(per_year)?;
        if matches!(cx.folded(next), "old" | "olds") && next < limit {
            return Some((number.start..next + 1, years));
        }
        if cx.folded(next) == "of" && cx.folded(next + 1) == "age" && next + 1 < limit {
            return Some((number.start..next + 2, years));
        }
        return None;
    }
    // "14- to 17-year-olds"
    if dash(cx, number.end) && matches!(cx.folded(number.end + 1), "to" | "and" | "or") {
        let other = (number.end + 2..number.end + 5).find(|&i| unit(cx.folded(i)).is_some())?;
        let olds = matches!(cx.folded(skip(other + 1)), "old" | "olds");
        return olds.then_some((number.clone(), n.scaled(unit(cx.folded(other))?)?));
    }
    if matches!(cx.folded(number.end), "yo" | "y.o." | "y/o") {
        return Some((number.start..number.end + 1, n));
    }
    let whole = n.nominal.is_integer() && n.nominal <= Exact::int(OLDEST);
    if !whole {
        return None;
    }
    if matches!(before(1), "aged") || (matches!(before(1), "age" | "ages") && cx.is_kind(number.start, TokenKind::Number)) {
        // "at age 12" and "aged 12" cover their word, as "12 years old" does.
        return Some((number.start - 1..number.end, n));
    }
    if before(1) == "of" && before(2) == "age" && matches!(before(3), "the" | "an") {
        return Some((number.clone(), n));
    }
    if matches!(before(1), "turned" | "turns" | "turning" | "turn") && closes(cx, number.end) {
        return Some((number.clone(), n));
    }
    // "Lee died at 84"
    if before(1) == "at" && matches!(before(2), "died" | "dies") && closes(cx, number.end) && n.nominal >= Exact::int(10) {
        return Some((number.clone(), n));
    }
    // "Now 61, she works"
    let opens = number.start.checked_sub(2).is_none_or(|b| {
        matches!(cx.text(b), "." | "!" | "?") || cx.doc.sentence_of(b).map(|s| s.0) != cx.doc.sentence_of(number.start).map(|s| s.0)
    });
    if before(1) == "now"
        && opens
        && cx.text(number.end) == ","
        && n.nominal >= Exact::int(10)
        && cx.is_kind(number.start, TokenKind::Number)
    {
        return Some((number.clone(), n));
    }
    // "At 53, Lee is the oldest player", "At 53 she has"
    if before(1) == "at" && first_of_two(cx, number.start) && cx.is_kind(number.start, TokenKind::Number) && n.nominal >= Exact::int(10) {
        let next = number.end + u32::from(cx.text(number.end) == ",");
        let person = matches!(cx.folded(next), "he" | "she") || out.longest(next, Kind::Person).is_some();
        return person.then(|| (number.clone(), n));
    }
    // "She was 78." and "Lee, who is 63,"
    let verb = matches!(before(1), "was" | "is" | "am" | "'m" | "i'm" | "he's" | "she's")
        || before(1) == "'s" && matches!(before(2), "he" | "she");
    let subject = matches!(before(2), "he" | "she" | "who" | "i") || matches!(before(1), "i'm" | "he's" | "she's" | "'s");
    if verb
        && subject
        && cx.is_kind(number.start, TokenKind::Number)
        && closes(cx, number.end)
        && !matches!(cx.folded(number.end), "%" | "-" | "/")
    {
        return Some((number.clone(), n));
    }
    apposition(cx, out, number, limit).then(|| (number.clone(), n))
}

/// Whether the word before a token opens its sentence.
fn first_of_two(cx: &Cx<'_>, at: u32) -> bool {
    cx.doc.sentence_of(at).is_some_and(|(_, s)| s.tokens.start + 1 == at)
}

/// Years in one unit of age.
fn unit(word: &str) -> Option<Exact> {
    match word {
        "year" | "years" | "yr" | "yrs" => Some(Exact::ONE),
        "month" | "months" => Exact::ratio(1, 12),
        "week" | "weeks" => Exact::ratio(7, 365),
        "day" | "days" => Exact::ratio(1, 365),
        _ => None,
    }
}

/// Whether nothing that could be counted follows.
fn closes(cx: &Cx<'_>, at: u32) -> bool {
    !cx.is_kind(at, TokenKind::Word)
        || matches!(
            cx.folded(at),
            "on" | "in"
                | "this"
                | "last"
                | "next"
                | "and"
                | "when"
                | "while"
                | "before"
                | "after"
                | "the"
                | "as"
                | "during"
                | "earlier"
                | "today"
                | "yesterday"
                | "years"
        )
}

/// "Blinken, 59," and "Lee (59)": digits in apposition to a name.
fn apposition(cx: &Cx<'_>, out: &Readings, number: &Range<u32>, limit: u32) -> bool {
    let at = number.start;
    if number.end != at + 1 || !cx.is_kind(at, TokenKind::Number) || at < 2 || cx.text(at).len() > 3 {
        return false;
    }
    // "Lee, then 59," is the age of another time.
    let then = u32::from(matches!(cx.folded(at - 1), "then" | "now" | "just" | "only"));
    if at < 2 + then {
        return false;
    }
    let (open, close) = (cx.text(at - 1 - then), cx.text(at + 1));
    let commas = open == ","
        && (matches!(close, "," | "." | ";" | ")" | "?" | "!")
            || at + 1 >= limit
            || matches!(cx.folded(at + 1), "of" | "who" | "and" | "from"));
    // "(38)" behind a name is a minute where scores are told.
    let scores = || (at.saturating_sub(40)..at + 40).any(|t| is_score(cx, t));
    let brackets = open == "(" && close == ")" && !scores();
    if !(commas || brackets) {
        return false;
    }
    let mut name = at - 2 - then;
    // "Lee (Labour), 59,", "Lee (born 1960), 63,"
    if commas && cx.text(name) == ")" {
        let open = (name.saturating_sub(8)..name).rev().find(|&t| cx.text(t) == "(");
        name = open.and_then(|o| o.checked_sub(1)).unwrap_or(name);
    }
    if (name.saturating_sub(8)..=name).any(|t| out.at(t).any(|m| m.kind == Kind::Person && m.tokens.end == name + 1)) {
        return true;
    }
    // A name that no reader knew: two capitalised words that are no place and no month.
    let no_name = &[
        Class::Month,
        Class::Weekday,
        Class::City,
        Class::Country,
        Class::UsState,
        Class::Region,
        Class::OrgHead,
        Class::OrgSuffix,
        Class::PlaceHead,
        Class::StreetWord,
        Class::Holiday,
    ];
    let plain = |t: u32| cx.is_capitalised(t) && !cx.has(t, Flags::UPPER) && !cx.is_any(t, no_name);
    commas && name > 0 && cx.text(at).len() == 2 && plain(name) && plain(name - 1) && !cx.is_kind(at + 2, TokenKind::Number)
}

/// "3-2"
fn is_score(cx: &Cx<'_>, at: u32) -> bool {
    let part = |t: u32| cx.is_kind(t, TokenKind::Number) && cx.text(t).len() <= 2;
    part(at) && dash(cx, at + 1) && cx.touches(at + 2) && part(at + 2)
}

/// "in her 40s", "in his early sixties": a range of ages.
fn decade(cx: &Cx<'_>, at: u32) -> Option<(Range<u32>, Number)> {
    if !matches!(cx.folded(at), "his" | "her" | "their" | "my" | "our" | "your") || at == 0 || cx.folded(at - 1) != "in" {
        return None;
    }
    let part = cx.folded(at + 1);
    let first = if matches!(part, "early" | "mid" | "late" | "middle" | "mid-") { at + 2 } else { at + 1 };
    let first = if dash(cx, first) { first + 1 } else { first };
    let (lo, end) = match cx.folded(first) {
        word if cx.is_kind(first, TokenKind::Number) && cx.folded(first + 1) == "s" && cx.touches(first + 1) => {
            (word.parse::<i64>().ok()?, first + 2)
        }
        word if cx.is_kind(first, TokenKind::Number) && matches!(cx.text(first + 1), "'" | "\u{2019}" | "'s" | "\u{2019}s") => {
            (word.parse::<i64>().ok()?, first + if cx.folded(first + 1) == "'s" { 2 } else { 3 })
        }
        "teens" => (10, first + 1),
        word => (decade_word(word)?, first + 1),
    };
    if !(10..=100).contains(&lo) || lo % 10 != 0 {
        return None;
    }
    // Early, mid and late shade into each other: a year of room on both sides.
    let (from, to) = match part {
        "early" => (lo, lo + 4),
        "mid" | "middle" => (lo + 3, lo + 7),
        "late" => (lo + 6, lo + 9),
        _ => (lo, lo + 9),
    };
    let range = Interval::new(Exact::int(from), Exact::int(to));
    let number = Number { range, ..Number::int(lo) };
    Some((if part == cx.folded(first) { first..end } else { at + 1..end }, number))
}
