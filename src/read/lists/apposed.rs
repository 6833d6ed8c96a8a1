//! Names in apposition to a definite count: "Its three founders, Ann Weller, Bo Hart and Cy Lund, met".
//!
//! Every item must be a bare name; an age, a role or a place behind one leaves the list alone.

use super::super::form::mark;
use super::super::{Cx, Kind, Readings};
use super::announce::{Announced, is_plural};
use super::{Counted, is_near};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::{Exact, Value};

/// Words of a name at most.
const LONGEST: u32 = 4;
/// Names of such a list.
const COUNTS: std::ops::RangeInclusive<u32> = 2..=12;

/// All such lists of a document, with their counts.
pub(super) fn all(cx: &Cx<'_>, out: &Readings) -> Vec<(Announced, Counted)> {
    let numbers = out.all().iter().filter(|m| m.kind == Kind::Number && !m.inner);
    numbers
        .filter_map(|m| {
            let Value::Number(n) = &m.value else { return None };
            let small = n.nominal.is_integer() && n.nominal >= Exact::int(2) && n.nominal <= Exact::int(12);
            let start = m.tokens.start;
            let before = start.checked_sub(1).filter(|_| small)?;
            if !matches!(cx.folded(before), "the" | "its" | "his" | "her" | "their" | "our" | "all") {
                return None;
            }
            // "Two of the four founders, Ann Weller and Bo Hart, met": some of those counted.
            if before.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "of" | "among" | "from")) {
                return None;
            }
            let limit = cx.sentence_end(start);
            let comma = (m.tokens.end + 1..limit.min(m.tokens.end + 4)).find(|&t| mark(cx, t) == ",")?;
            let noun = comma - 1;
            let plain = (m.tokens.end..comma).all(|t| cx.is_kind(t, TokenKind::Word) && !cx.is(t, Class::Stop) && !cx.is_capitalised(t));
            if !plain || !is_plural(cx, noun) || cx.is(noun, Class::Unit) || super::is_measure(cx.folded(noun)) {
                return None;
            }
            let (end, count) = names(cx, comma + 1, limit)?;
            // "the four crew members, Crosby and Patrolman Gilman": a list of three, unless a clause goes on behind the names.
            let own = !matches!(cx.folded(before), "the" | "all");
            let opens = cx.doc.sentence_of(before).is_some_and(|(_, s)| s.tokens.start == before) && mark(cx, end) == ",";
            if !own && !opens {
                return None;
            }
            let span = cx.span(comma + 1..end);
            let found =
                Announced { count: m.span, value: **n, noun: cx.span(m.tokens.end..comma), people: true, colon: comma, title: false };
            let counted = Counted { span: TextSpan { start: span.start, end: span.end }, least: count, most: count, open: false };
            is_near(&found, &counted).then_some((found, counted))
        })
        .collect()
}

/// "Ann Weller, Bo Hart and Cy Lund": one past the last name, and how many there are.
fn names(cx: &Cx<'_>, from: u32, limit: u32) -> Option<(u32, u32)> {
    let (mut t, mut count, mut last) = (from, 0, false);
    loop {
        let end = (t..limit.min(t + LONGEST + 1)).take_while(|&k| cx.is_capitalised(k) && !cx.has(k, Flags::UPPER)).last()? + 1;
        // "Sons" of a firm, a country or a state behind a town, and a long title are no names of their own.
        let place = cx.is_any(end - 1, &[Class::Country, Class::UsState, Class::Region, Class::Month, Class::Weekday]);
        if place || end - t > LONGEST {
            return None;
        }
        count += 1;
        if last {
            let closed = end >= limit || matches!(mark(cx, end), "," | "." | ";" | "\u{2014}");
            return (closed && COUNTS.contains(&count)).then_some((end, count));
        }
        let comma = mark(cx, end) == ",";
        let and = end + u32::from(comma);
        last = cx.folded(and) == "and";
        if !comma && !last {
            return None;
        }
        t = and + u32::from(last);
    }
}
