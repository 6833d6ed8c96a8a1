//! Places that only their surroundings show, and every other occurrence of them in the document.
//!
//! Evidence: a state or country right behind the comma ("Larkspur Gap, Idaho"), "in" a place behind it ("Nether Wendle, in Kent"),
//! a word for a settlement before it ("the village of Overmark"), a mayor of it.

use super::{Found, Kind, Readings};
use crate::lexicon::{Class, Flags, TokenKind, WordId};
use crate::read::{Cx, Sought, Spot};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use std::ops::Range;

const SETTLEMENTS: &[&str] = &[
    "town", "village", "city", "port", "hamlet", "suburb", "island", "district", "province", "parish", "borough", "township", "county",
    "capital",
];
const OFFICES: &[&str] = &["mayor", "bishop", "archbishop", "sheriff"];

/// The same words.
pub(in crate::read) const SETTLED: Sought = Sought {
    words: "town village city port hamlet suburb island district province parish borough township county capital \
        mayor bishop archbishop sheriff",
    ..Sought::NONE
};

/// Whether there is anything in the document that could show a place: "city of X", "mayor of the X", "X, Idaho", "X, in Kent".
fn may_show(cx: &Cx<'_>, out: &Readings) -> bool {
    let of = |i: u32| (i + 1..i + 6).any(|k| cx.is_capitalised(k + 1) && cx.spotted(k, Spot::Joint) && cx.text(k) == "of");
    let comma = |i: u32| cx.is_kind(i, TokenKind::Mark) && cx.text(i) == ",";
    let apposed = |i: u32| {
        i.checked_sub(1).is_some_and(comma)
            || i.checked_sub(2).is_some_and(comma) && cx.spotted(i - 1, Spot::Before) && matches!(cx.folded(i - 1), "in" | "near")
    };
    cx.all_spots(Spot::Settled).any(of) || out.all().iter().any(|m| m.kind == Kind::Place && !m.inner && apposed(m.tokens.start))
}

/// Finds them.
pub(super) fn find(cx: &Cx<'_>, out: &Readings) -> Vec<Found> {
    if !may_show(cx, out) {
        return Vec::new();
    }
    let words = |run: &Range<u32>| run.clone().filter_map(|k| cx.word(k)).collect::<SmallVec<[WordId; 3]>>();
    // What is a name already, by where it starts; this reader adds them in order.
    let mut known = out.all().iter().filter(|m| matches!(m.kind, Kind::Org | Kind::Place)).map(|m| m.tokens.clone()).peekable();
    let mut shown = FxHashSet::default();
    let mut runs: Vec<Range<u32>> = Vec::new();
    for (_, sentence) in cx.sentences_with(Spot::Capital) {
        let mut next = sentence.tokens.start;
        for i in cx.spots_in(sentence.tokens.clone(), Spot::Capital) {
            let end = if i < next { i } else { run(cx, i, sentence.tokens.end) };
            if end == i {
                continue;
            }
            while known.next_if(|name| name.end <= i).is_some() {}
            if known.peek().is_some_and(|name| name.start <= i) {
                continue;
            }
            if evident(cx, out, sentence.tokens.start, i, end) {
                shown.insert(words(&(i..end)));
            }
            runs.push(i..end);
            next = end;
        }
    }
    if shown.is_empty() {
        return Vec::new();
    }
    runs.into_iter().filter(|r| shown.contains(&words(r))).map(|tokens| Found { tokens, kind: Kind::Place, name: None }).collect()
}

/// A run of one to three plain capitalised words.
fn run(cx: &Cx<'_>, start: u32, limit: u32) -> u32 {
    let plain = |i: u32| {
        let word = cx.is_capitalised(i) && !cx.has(i, Flags::UPPER) && !cx.has(i, Flags::MIXED) && !is_letter(cx, i);
        word && !cx.is_any(i, &[Class::Month, Class::Weekday, Class::Nationality, Class::Stop, Class::Honorific, Class::RoleHead])
    };
    let mut end = start;
    while end < limit && plain(end) && (end == start || cx.has(end, Flags::SPACE)) {
        end += 1;
    }
    if end - start > 3 { start } else { end }
}

/// Whether a word has but one character.
fn is_letter(cx: &Cx<'_>, i: u32) -> bool {
    let text = cx.text(i);
    text.len() < 2 || cx.has(i, Flags::BEYOND_ASCII) && text.chars().count() < 2
}

fn evident(cx: &Cx<'_>, out: &Readings, floor: u32, start: u32, end: u32) -> bool {
    let comma = cx.is_kind(end, TokenKind::Mark) && cx.text(end) == ",";
    let of = start.checked_sub(1).is_some_and(|b| b >= floor && cx.spotted(b, Spot::Joint) && cx.text(b) == "of");
    if !comma && !of {
        return false;
    }
    let place_at = |i: u32| out.at(i).any(|m| m.kind == Kind::Place && !m.inner);
    let given = cx.is_any(start, &[Class::GivenFemale, Class::GivenMale, Class::GivenAny]);
    let before = |n: u32| start.checked_sub(n).filter(|&b| b >= floor);
    let settlement = of && before(2).is_some_and(|b| SETTLEMENTS.contains(&cx.folded(b)));
    let office = of && (floor.max(start.saturating_sub(6))..start).any(|b| OFFICES.contains(&cx.folded(b)));
    let led_in = before(1)
        .is_some_and(|b| matches!(cx.folded(b), "in" | "at" | "near" | "from" | "of" | "outside" | "above" | "to" | "off" | "through"));
    let state = comma && place_at(end + 1) && is_container(cx, end + 1) && (led_in || !given && !cx.is(start, Class::SurnameFirst));
    let within = comma && matches!(cx.folded(end + 1), "in" | "near") && place_at(end + 2) && !given;
    settlement || office || state && (led_in || end - start > 1 || start == floor) || within && !cx.is(start, Class::Surname)
}

/// Whether a place is one that others lie in: a state or a country.
fn is_container(cx: &Cx<'_>, i: u32) -> bool {
    let limit = cx.sentence_end(i);
    let length = cx.phrase(i, limit, Class::UsState).max(cx.phrase(i, limit, Class::Country));
    // "Ann Lee, China's foreign minister": an owner holds no place.
    length.is_some_and(|n| {
        !matches!(cx.text(i + n), "'s" | "\u{2019}s" | "'" | "\u{2019}") && !cx.is_any(i + n, &[Class::RoleHead, Class::RoleModifier])
    })
}
