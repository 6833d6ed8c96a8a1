//! People who are dead in one place and act in another, where no word says that they died in between.

use super::People;
use crate::document::TextSpan;
use crate::lexicon::Class;
use crate::read::{Claim, Cx, Kind, Mention};
use crate::value::{Person, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Words that tell of a death: the two places may then stand on either side of it.
const DEATHS: &[&str] =
    &["died", "dies", "death", "dead", "killed", "obituary", "funeral", "murdered", "drowned", "memorial", "mourners", "buried", "passed"];
/// Tokens on either side of a name that are looked at.
const REACH: u32 = 60;

/// Words of another time, or of what outlives a person.
#[rustfmt::skip]
const OLD: &[&str] = &[
    "once", "recording", "letter", "diary", "had", "interview", "memoir", "book", "film", "video", "recalled", "posthumous", "estate", "character", "ghost",
];

pub(super) fn read(cx: &Cx<'_>, people: &People<'_>, claims: &mut Vec<Claim>) {
    // Per person: the first place that tells the death in passing, the first act, and whether the death itself is told.
    let mut dead: FxHashMap<u32, TextSpan> = FxHashMap::default();
    let mut alive: FxHashMap<u32, TextSpan> = FxHashMap::default();
    let mut told: FxHashSet<u32> = FxHashSet::default();
    let mut order: Vec<u32> = Vec::new();
    for &(m, p) in &people.mentions {
        let widowed = matches!(cx.text(m.tokens.end), "'s" | "\u{2019}s") && matches!(cx.folded(m.tokens.end + 1), "widow" | "widower");
        if let Some(from) = as_dead(cx, m.tokens.start).or(widowed.then_some(m.tokens.start)) {
            let to = m.tokens.end + if widowed { 2 } else { 0 };
            dead.entry(p.entity).or_insert_with(|| {
                order.push(p.entity);
                cx.span(from..to)
            });
        }
    }
    for &(m, p) in people.mentions.iter().filter(|(_, p)| dead.contains_key(&p.entity)) {
        if is_told_dead(cx, m) {
            told.insert(p.entity);
        }
        if let Some(to) = as_alive(cx, m, p).filter(|_| as_dead(cx, m.tokens.start).is_none()) {
            alive.entry(p.entity).or_insert_with(|| cx.span(m.tokens.start..to));
        }
    }
    for entity in order.iter().filter(|e| !told.contains(e)) {
        let (Some(&dead), Some(&alive)) = (dead.get(entity), alive.get(entity)) else { continue };
        claims.push(Claim::new("dead-and-alive", alive).with("dead", dead, Value::Text(cx.doc.text(dead).to_owned())).with(
            "alive",
            alive,
            Value::Text(cx.doc.text(alive).to_owned()),
        ));
    }
}

/// What only the living have done the other day.
const DEEDS: &[&str] = &[
    "opened",
    "visited",
    "attended",
    "walked",
    "met",
    "unveiled",
    "signed",
    "performed",
    "joined",
    "launched",
    "spoke",
    "sang",
    "played",
    "returned",
    "arrived",
    "celebrated",
    "toured",
    "voted",
    "cut",
    "drove",
    "travelled",
    "traveled",
    "moved",
    "married",
    "announced",
];

/// Whether a word is of another time; "had" only in front of the verb of the one who is named: "Kaye had said", not "Kaye said that he had".
fn is_old(cx: &Cx<'_>, i: u32, end: u32) -> bool {
    OLD.contains(&cx.folded(i)) && (cx.folded(i) != "had" || i < end + 4)
}

/// What only the living will do.
const ACTS: &[&str] =
    &["perform", "play", "sing", "speak", "attend", "sign", "conduct", "tour", "return", "compete", "teach", "preside", "retire", "unveil"];

/// "Kaye, who plays there every week, said", "Kaye will perform", "Kaye hopes to": one past the words that tell it.
fn living(cx: &Cx<'_>, end: u32, limit: u32) -> Option<u32> {
    let next = cx.folded(end + 1);
    if cx.folded(end) == "will" && ACTS.contains(&next) || matches!(cx.folded(end), "hopes" | "plans" | "intends") && next == "to" {
        return Some(end + 2);
    }
    let verb = cx.folded(end + 2);
    let present = cx.text(end) == "," && next == "who" && (matches!(verb, "still" | "now") || verb.ends_with('s'));
    if !present || matches!(verb, "was" | "has" | "always" | "is" | "appears" | "features") {
        return None;
    }
    let comma = (end + 3..limit.min(end + 18)).find(|&i| cx.text(i) == ",")?;
    let said = matches!(cx.folded(comma + 1), "said" | "told" | "added") && !cx.doc.is_quoted(comma + 1);
    said.then_some(comma + 2)
}

/// The tokens of a sentence around a place.
fn near(cx: &Cx<'_>, at: u32) -> Range<u32> {
    let whole = cx.doc.sentence_of(at).map_or(at..at, |(_, s)| s.tokens.clone());
    whole.start.max(at.saturating_sub(REACH))..whole.end.min(at + REACH)
}

/// "the late sculptor Ann Lee", "the widow of the cellist Ann Lee": where the words start.
fn as_dead(cx: &Cx<'_>, start: u32) -> Option<u32> {
    let first = cx.doc.sentence_of(start)?.1.tokens.start;
    let near = (start.saturating_sub(5).max(first)..start).rev();
    let plain = |i: u32| !matches!(cx.text(i), "," | ";" | ":" | "(" | ")");
    for i in near.take_while(|&i| plain(i)) {
        let before = i.checked_sub(1).filter(|&b| b >= first).map_or("", |b| cx.folded(b));
        let owner = matches!(before, "the" | "his" | "her" | "their" | "our" | "'s" | "\u{2019}s");
        // "the late Ann Lee": nothing but a title or a trade between.
        let titled = (i + 1..start).all(|k| {
            cx.is_any(k, &[Class::RoleHead, Class::RoleModifier, Class::Honorific, Class::Nationality]) || !cx.is_any(k, &[Class::Stop])
        });
        if cx.text(i) == "late" && owner && titled && start - i <= 4 {
            return Some(i - 1);
        }
        if matches!(cx.folded(i), "widow" | "widower") && cx.folded(i + 1) == "of" {
            return Some(i);
        }
    }
    None
}

/// Whether the sentence of a mention tells of a death.
fn is_told_dead(cx: &Cx<'_>, m: &Mention) -> bool {
    near(cx, m.tokens.start).any(|i| DEATHS.contains(&cx.folded(i)))
}

/// "Kaye said on Tuesday", "Kaye, who was in the audience last night": one past the words that tell it.
fn as_alive(cx: &Cx<'_>, m: &Mention, person: &Person) -> Option<u32> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let end = m.tokens.end;
    let limit = sentence.tokens.end;
    let own = m.kind == Kind::Person && person.surname.is_some() && !cx.doc.is_quoted(m.tokens.start);
    let possessive = matches!(cx.text(end), "'s" | "\u{2019}s" | "'" | "\u{2019}");
    let of = m.tokens.start.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "of" | "by" | "and" | "late" | "for" | "from"));
    if !own || possessive || of || near(cx, m.tokens.start).any(|i| !cx.doc.is_quoted(i) && is_old(cx, i, end)) {
        return None;
    }
    if let Some(to) = living(cx, end, limit) {
        return Some(to);
    }
    let verb = if cx.text(end) == "," && cx.folded(end + 1) == "who" { end + 2 } else { end };
    // "Kaye, 74, said last week".
    let aged = cx.text(end) == "," && cx.is_kind(end + 1, crate::lexicon::TokenKind::Number) && cx.text(end + 2) == ",";
    let verb = if aged { end + 3 } else { verb };
    let acts = cx.is(verb, Class::Reporting) && cx.folded(verb).ends_with('d')
        || verb > end && matches!(cx.folded(verb), "is" | "was" | "said" | "told")
        || DEEDS.contains(&cx.folded(verb));
    if !acts {
        return None;
    }
    let now = |i: u32| {
        let day = cx.is(i, Class::Weekday) && i.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "on" | "said" | "told"));
        let two = matches!(
            (cx.folded(i), cx.folded(i + 1)),
            ("last", "night" | "week" | "month" | "weekend")
                | ("this", "week" | "morning" | "month" | "spring" | "summer" | "autumn" | "winter")
        );
        let found = two || day || matches!(cx.folded(i), "yesterday" | "today" | "tonight");
        (found && !cx.doc.is_quoted(i)).then_some(i + u32::from(two))
    };
    let at = (verb..limit.min(verb + 9)).find_map(now)?;
    // A year dates the act, unless a clause of its own behind a comma has it: "Kaye, who spoke last month, wrote it in 1974".
    let clause = |i: u32| {
        let goes_on = cx.is(i + 1, Class::Month) || cx.is_kind(i + 1, crate::lexicon::TokenKind::Number);
        i > at && cx.text(i) == "," && !goes_on
    };
    let year = |i: u32| cx.is_kind(i, crate::lexicon::TokenKind::Number) && cx.text(i).len() == 4;
    let dated = (verb..limit.min(verb + REACH)).take_while(|&i| !clause(i)).any(year);
    (!dated).then_some(at + 1)
}
