//! How the times of an article hang together: a length beside its two ends, a relative time beside an absolute one, a clock time
//! beside a part of the day or another zone, what people and bodies did when, anniversaries.
//!
//! Invariants:
//! - Two times are joined only by words that say so in one clause or in two sentences that follow one another.
//! - The reader computes (elapsed times, differences of hours); it does not say whether a result fits.

mod afar;
mod anniversaries;
mod beside;
mod deeds;
mod events;
mod labelled;
mod lengths;
mod named_days;
mod tenures;
mod things;
pub(super) mod verbs;
mod zones;

pub(super) use anniversaries::ANNIVERSARY;

use super::form::{field, optional};
use super::{ClaimSchema, Cx, Kind, Mention, Readings};
use crate::document::Sentence;
use crate::value::{Date, Granularity, Value};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "elapsed",
        about: "Two times and how long it is said to be from one to the other: \"began at 9 p.m. and ended at 1 a.m., after six hours\".",
        fields: &[
            field("start", "any", "the first date or time"),
            field("end", "any", "the second"),
            field("length", "duration", "the length as told"),
            field("elapsed", "duration", "the time from the first to the second, the last day not counted"),
        ],
    },
    ClaimSchema {
        name: "tenure-length",
        about: "How long somebody is said to have held an office whose beginning and end are told: \"his nine years in the chair\".",
        fields: &[
            field("person", "person", "who held it"),
            field("start", "date", "when it began"),
            field("end", "date", "when it ended"),
            field("length", "duration", "the length as told"),
            field("elapsed", "duration", "the time from the first to the second, the last day not counted"),
        ],
    },
    ClaimSchema {
        name: "later-now",
        about: "\"Now, three months later\", and the one time told before it.",
        fields: &[
            field("length", "duration", "the length as told"),
            field("from", "date", "the time told before, the latest that is over"),
        ],
    },
    ClaimSchema {
        name: "relative-time",
        about: "A relative time and an absolute one in apposition: \"two years ago, in 2017\".",
        fields: &[
            field("relative", "date", "the relative time, resolved on the publication date"),
            field("absolute", "date", "the absolute time beside it"),
            field(
                "about",
                "date",
                "the relative time as loosely as it is meant: a month either way for \"two months ago\", a week for \"last week\"",
            ),
        ],
    },
    ClaimSchema {
        name: "clock-part",
        about: "A clock time beside a part of the day: \"at 4:10 a.m., in the middle of the afternoon\".",
        fields: &[
            field("time", "time", "the clock time"),
            field("part", "text", "the part of the day"),
            field("apart", "number", "hours between the time and the nearest hour of that part; 0 inside it"),
        ],
    },
    ClaimSchema {
        name: "zone-pair",
        about: "One moment in two zones: \"9 p.m. Eastern (7 p.m. Pacific)\".",
        fields: &[
            field("first", "time", "the time in the first zone"),
            field("second", "time", "the time in the second zone"),
            field("difference", "number", "hours by which the second clock is behind the first, as told"),
            field("offset", "number", "hours by which the second zone is behind the first"),
            field("slack", "number", "hours of doubt: 1 where one of the zones may be on summer time"),
        ],
    },
    ClaimSchema {
        name: "dated-verb",
        about: "A verb with the day that it is told of: \"will open the lock on 2 September 2024\".",
        fields: &[
            field("verb", "text", "the verb, with \"will\" where it is told as to come"),
            field("date", "date", "the day"),
            field("ahead", "bool", "told as to come: will, shall"),
        ],
    },
    ClaimSchema {
        name: "deed",
        about: "What a person did and when: \"Lee joined the airline in 1959\".",
        fields: &[
            field("person", "person", "the person"),
            field("verb", "text", "the verb"),
            field("date", "date", "when"),
            field("active", "bool", "the person acted: no passive, no posthumous honour"),
            field("living", "bool", "only the living do it: married, moved, retired"),
        ],
    },
    ClaimSchema {
        name: "event-date",
        about: "When a named thing happened, by verb or by noun: \"the elevator exploded in May\", \"the explosion, which happened in August\".",
        fields: &[
            field("event", "text", "the noun of the event: \"explosion\""),
            optional("who", "text", "to whom or what it happened, where a subject says so"),
            field("date", "date", "when"),
            field("definite", "bool", "taken up as known: \"the explosion\", \"when it exploded\""),
        ],
    },
    ClaimSchema {
        name: "named-day",
        about: "A holiday with its date or weekday: \"Labor Day, Sept. 9\", \"Christmas Day falls on a Thursday this year\".",
        fields: &[
            field("name", "text", "the holiday"),
            field("told", "text", "the date or the weekday as written"),
            field("day", "date", "the days on which it may be kept"),
            optional("date", "date", "the date beside it"),
            optional("weekday", "weekday", "the weekday beside it"),
        ],
    },
    ClaimSchema {
        name: "thing-act",
        about: "What a body or a building did, and when it began: \"It was founded in 2004 … The institute published its first survey in 2001\".",
        fields: &[
            field("thing", "text", "the body or building, as the sentence names it"),
            field("verb", "text", "the verb"),
            field("date", "date", "when"),
            field("origin", "date", "when it was founded or opened"),
        ],
    },
    ClaimSchema {
        name: "anniversary",
        about: "An anniversary or edition and the year it counts from: \"its 75th anniversary … founded in 1960\".",
        fields: &[
            field("number", "number", "which one"),
            field("origin", "date", "what it counts from"),
            optional("date", "date", "when it is kept, where the sentence says a year; else the publication date"),
            field("edition", "bool", "an edition: the first counts as 1"),
            field("yearly", "bool", "said to have been held every year"),
        ],
    },
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    let timed = timed(cx, out);
    lengths::read(cx, out, &timed, &mut claims);
    afar::read(cx, out, &timed, &mut claims);
    beside::read(cx, out, &timed, &mut claims);
    deeds::read(cx, out, &timed, &mut claims);
    events::read(cx, out, &timed, &mut claims);
    named_days::read(cx, out, &timed, &mut claims);
    let begun = things::beginnings(cx, out, &timed);
    anniversaries::read(cx, out, &begun, &mut claims);
    things::read(cx, out, &begun, &timed, &mut claims);
    labelled::read(cx, out, &mut claims);
    tenures::read(cx, out, &mut claims);
    out.claims.extend(claims);
}

/// The sentences in which a date or a clock time begins, with their numbers.
fn timed<'a>(cx: &Cx<'a>, out: &Readings) -> Vec<(u32, &'a Sentence)> {
    let times = out.all().iter().filter(|m| !m.inner && matches!(m.kind, Kind::Date | Kind::Time));
    let mut found: Vec<(u32, &Sentence)> = times.filter_map(|m| cx.doc.sentence_of(m.tokens.start)).collect();
    found.sort_unstable_by_key(|(number, _)| *number);
    found.dedup_by_key(|(number, _)| *number);
    found
}

/// A shown date of a sentence that names a calendar day, month or year without doubt.
fn calendar(m: &Mention) -> Option<&Date> {
    match &m.value {
        Value::Date(d) if !m.inner && d.valid && d.alternatives.len() == 1 && d.hull().lo.is_some() && d.hull().hi.is_some() => Some(&**d)
            .filter(|d| matches!(d.granularity, Granularity::Day | Granularity::Month | Granularity::Season | Granularity::Year))
            .filter(|d| d.hedge == crate::value::Hedge::Exact),
        _ => None,
    }
}

/// The dates of a range of tokens, in order.
fn dates(out: &Readings, tokens: Range<u32>) -> impl Iterator<Item = (&Mention, &Date)> {
    out.within(tokens, Kind::Date).filter_map(|m| Some((m, calendar(m)?)))
}

/// The next sentence of the same block.
fn next_sentence(cx: &Cx<'_>, sentence: u32) -> Range<u32> {
    let here = cx.doc.sentences.get(sentence as usize);
    let next = cx.doc.sentences.get(sentence as usize + 1);
    match (here, next) {
        (Some(a), Some(b)) if a.block == b.block => b.tokens.clone(),
        _ => 0..0,
    }
}

/// Whether a date says its year.
fn has_year(d: &Date) -> bool {
    d.said.year.is_some() || d.granularity == Granularity::Season && d.timex.starts_with(|c: char| c.is_ascii_digit())
}
