//! Dates, times of day, durations and recurrences.
//!
//! Each sentence is walked once. At a token that may start an expression ([`starts`]) every grammar is asked and the longest answer
//! is kept. Grammars give typed ranges: what is not certain has several alternatives or none.

mod ago;
mod begins;
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
mod lists;
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

pub(super) use holidays::days_in;

use super::{ClaimSchema, Cx, Kind, Look, Mention, Readings, Sought, Spot};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::Value;
pub(super) use begins::{ADJECTIVE, CORE, INNER, LEAD};

use found::Found;
use scan::{Order, Scan};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = claims::SCHEMAS;

/// What an expression may begin with.
pub(super) const SOUGHT: Sought = Sought {
    words: "' \u{2019} \u{2018} ½ fy",
    classes: &[Class::Month, Class::Weekday, Class::Holiday, Class::NumberWord, Class::TimeStart],
    // "FY2023", "april22" are words with digits inside.
    looks: &[Look::Number, Look::Mixed, Look::Upper],
};

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let order = if numeric::may_hold(cx.doc) { numeric::order_of(cx) } else { Order::Unknown };
    let mut s = Scan::new(cx, order);
    for (number, sentence) in cx.sentences_with_any([Spot::TimeCore, Spot::TimeAdjective]) {
        let tokens = &sentence.tokens;
        let spots = cx.spots_in(tokens.clone(), Spot::Time);
        let mut spots = spots.filter(|&i| starts(cx, i, tokens.end) && begins::leads(cx, tokens, i)).peekable();
        if spots.peek().is_none() {
            continue;
        }
        s.enter(number, sentence);
        let found = sentence_expressions(&mut s, spots);
        if found.is_empty() {
            continue;
        }
        claims::add(&s, &found, out);
        for (tokens, value) in stretches::read(&s, &found) {
            out.add_covering(Mention { kind: Kind::Duration, span: scan::tight(cx, tokens.clone()), tokens, value, inner: false });
        }
        for f in found {
            add(cx, f, out);
        }
    }
}

fn sentence_expressions(s: &mut Scan<'_, '_>, spots: impl Iterator<Item = u32>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut end = s.from;
    for i in spots {
        if i < end || !begins::may(s, i) {
            continue;
        }
        if let Some(f) = longest(s, i).filter(|f| f.end() > i) {
            end = f.end();
            s.remember(&f);
            found.push(f);
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

/// Whether an expression may start at a token: what is asked of every spot, so it must be cheap.
fn starts(cx: &Cx<'_>, i: u32, limit: u32) -> bool {
    let second = i + 1 < limit && cx.is(i + 1, Class::TimeSecond);
    let opener = !second && cx.is(i, Class::TimeOpener);
    // Nearly all are told by the spot.
    may_start(cx, i, limit) && (!opener || cx.spotted(i + 1, Spot::Time) && may_start(cx, i + 1, limit))
}

fn may_start(cx: &Cx<'_>, i: u32, limit: u32) -> bool {
    let Some(token) = cx.token(i).filter(|_| cx.spotted(i, Spot::Time)) else { return false };
    let word = || if i < limit { cx.folded(i) } else { "" };
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => matches!(word(), "'" | "\u{2019}" | "\u{2018}" | "½"),
        TokenKind::Word => {
            cx.lex.classes(token.word).has_any(SOUGHT.classes)
                || word().starts_with("fy")
                || cx.has(i, Flags::MIXED) && hasty::month_and_day(word()).is_some()
                || cx.phrase(i, limit, Class::Holiday).is_some()
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
