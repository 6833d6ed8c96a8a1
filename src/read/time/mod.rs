//! Dates, times of day, durations and recurrences.
//!
//! Each sentence is walked once. At a token that may start an expression ([`starts`]) every grammar is asked and the longest answer
//! is kept. Grammars give typed ranges: what is not certain has several alternatives or none.

mod ago;
mod calendar;
mod claims;
mod clock;
mod dates;
mod dial;
mod durations;
mod eras;
mod found;
mod frames;
mod hasty;
mod holidays;
mod lengths;
mod lone_days;
mod numeric;
mod quarters;
mod relative;
mod resolve;
mod scan;
mod seasons;
mod sets;
mod stretches;
mod tense;
mod vague;
mod weeks;
mod words;
mod years;

use super::{ClaimSchema, Cx, Kind, Mention, Readings};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::Value;
use found::Found;
use scan::{Narrative, Order, Scan};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = claims::SCHEMAS;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let order = if numeric::may_hold(cx.doc) { numeric::order_of(cx) } else { Order::Unknown };
    let mut narrative = Narrative::default();
    let mut block = u32::MAX;
    let mut frame = smallvec::SmallVec::<[i32; 4]>::new();
    for (number, sentence) in cx.sentences() {
        let mut s = Scan {
            cx,
            from: sentence.tokens.start,
            limit: sentence.tokens.end,
            sentence: number,
            frame_years: smallvec::SmallVec::new(),
            order,
            narrative,
        };
        if sentence.block != block {
            block = sentence.block;
            let tokens = cx.doc.blocks.get(block as usize).map_or(s.from..s.limit, |b| b.tokens.clone());
            let whole = Scan { from: tokens.start, limit: tokens.end, narrative: Narrative::default(), ..s.clone_view() };
            frame = years::frame(&whole, tokens.start, tokens.end).into();
        }
        s.frame_years.clone_from(&frame);
        let found = sentence_expressions(&mut s);
        claims::add(&s, &found, out);
        for (tokens, value) in stretches::read(&s, &found) {
            out.add_covering(Mention { kind: Kind::Duration, span: scan::tight(cx, tokens.clone()), tokens, value, inner: false });
        }
        for f in found {
            add(cx, f, out);
        }
        narrative = s.narrative;
    }
}

fn sentence_expressions(s: &mut Scan<'_, '_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = s.from;
    while i < s.limit {
        let next = if starts(s, i) { longest(s, i) } else { None };
        match next {
            Some(f) if f.end() > i => {
                i = f.end();
                s.remember(&f);
                found.push(f);
            }
            _ => i += 1,
        }
    }
    claims::share_parts(s, &mut found);
    found
}

/// The longest expression that starts at a token; of equal ones the first asked.
fn longest(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mut best: Option<Found> = None;
    let grammars: [fn(&Scan<'_, '_>, u32) -> Option<Found>; 5] = [clock::read, frames::read, sets::read, vague::read, durations::read];
    for grammar in grammars {
        if let Some(f) = grammar(s, i)
            && best.as_ref().is_none_or(|b| b.end() < f.end())
        {
            best = Some(f);
        }
    }
    best
}

/// A date of any form without words around it.
fn plain_date(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let mut best: Option<Found> = None;
    let grammars: [fn(&Scan<'_, '_>, u32) -> Option<Found>; 9] = [
        numeric::read,
        dates::read,
        hasty::year_first,
        lone_days::read,
        weeks::read,
        holidays::read,
        quarters::read,
        relative::read,
        years::read,
    ];
    for grammar in grammars {
        if let Some(f) = grammar(s, i)
            && best.as_ref().is_none_or(|b| b.end() < f.end())
        {
            best = Some(f);
        }
    }
    best
}

fn starts(s: &Scan<'_, '_>, i: u32) -> bool {
    let second = || i + 1 < s.limit && s.cx.is(i + 1, Class::TimeSecond);
    may_start(s, i) && (!s.cx.is(i, Class::TimeOpener) || may_start(s, i + 1) || second())
}

fn may_start(s: &Scan<'_, '_>, i: u32) -> bool {
    let Some(token) = s.cx.token(i) else { return false };
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => matches!(s.w(i), "'" | "\u{2019}" | "\u{2018}" | "½"),
        TokenKind::Word => {
            const STARTS: &[Class] = &[Class::Month, Class::Weekday, Class::Holiday, Class::NumberWord, Class::TimeStart];
            s.cx.lex.classes(token.word).has_any(STARTS)
                || s.w(i).starts_with("fy")
                || s.cx.has(i, Flags::MIXED) && hasty::month_and_day(s.w(i)).is_some()
                || s.cx.phrase(i, s.limit, Class::Holiday).is_some()
        }
    }
}

fn add(cx: &Cx<'_>, f: Found, out: &mut Readings) {
    let mention = |kind: Kind, tokens: std::ops::Range<u32>, value: Value, inner: bool| Mention {
        kind,
        span: scan::tight(cx, tokens.clone()),
        tokens,
        value,
        inner,
    };
    // An adjective ("its quarterly dividend") is a reading for patterns; as a time on its own it says too little.
    let adjective = f.kind == Kind::Set
        && f.tokens.end == f.tokens.start + 1
        && cx.is_kind(f.tokens.end, TokenKind::Word)
        && !cx.folded(f.tokens.start).ends_with("lly")
        && !sets::ends_phrase(cx, f.tokens.end);
    let aged = adjective
        || f.kind == Kind::Duration && matches!(cx.folded(f.tokens.end), "old")
        || f.kind == Kind::Duration && cx.text(f.tokens.end) == "-" && cx.folded(f.tokens.end + 1) == "old";
    out.add(mention(f.kind, f.tokens, f.value, aged));
    for part in f.parts {
        out.add(mention(part.kind, part.tokens, part.value, true));
    }
}
