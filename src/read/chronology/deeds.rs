//! What people did and when: "Lee joined the airline in 1959", "In the spring of 2013 she married".

use super::{dates, has_year, verbs};
use crate::document::{Sentence, TextSpan};
use crate::lexicon::TokenKind;
use crate::read::subjects::{Named, antecedent, ends_at, subject};
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::Value;
use std::ops::Range;

/// Verbs that need a living subject who acts; what may be done for the dead, or said of them, is none of them.
#[rustfmt::skip]
const LIVING: &[&str] = &[
    "married", "joined", "moved", "retired", "resigned", "graduated", "enrolled", "enlisted", "studied", "taught", "visited", "travelled", "traveled",
    "emigrated", "settled", "divorced", "testified", "attended", "swam", "flew", "ran", "sold", "bought", "built", "hired", "quit", "coached", "worked", "lived", "went",
    "drove", "climbed", "learned", "returned", "planted", "spoke", "met", "stood", "campaigned", "walked", "sailed", "rode", "cooked", "farmed", "applied",
    "dictated", "finished", "recorded", "addressed", "voted", "celebrated", "hosted", "cast", "danced", "interviewed", "wrote", "painted", "composed", "sang", "toured", "competed", "performed",
    "opened", "unveiled", "signed", "chaired", "played", "presided", "captained", "lectured", "preached", "rowed", "skated",
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    for &(_, sentence) in timed {
        let tokens = sentence.tokens.clone();
        for (m, d) in dates(out, tokens.clone()) {
            if !(has_year(d) || d.said.day.is_some() && d.said.month.is_some() && is_of_now(cx, out, tokens.start)) {
                continue;
            }
            let prep = m.tokens.start.checked_sub(1).filter(|&t| t >= tokens.start && matches!(cx.folded(t), "in" | "on"));
            if let Some(claim) = prep.and_then(|prep| performance(cx, out, m, prep, &tokens)) {
                claims.push(claim);
                continue;
            }
            let told = prep.and_then(|prep| {
                verbs::before(cx, prep, tokens.start)
                    .or_else(|| verbs::before(cx, as_role(cx, out, prep, tokens.start)?, tokens.start))
                    .filter(|v| !v.ahead)
                    .and_then(|mut v| Some((subject(cx, out, v.at, tokens.start).or_else(|| maker(cx, out, &mut v, tokens.start))?, v)))
                    .or_else(|| (prep == tokens.start).then(|| opening(cx, out, m.tokens.end, tokens.end)).flatten())
            });
            let Some((who, verb)) = told.or_else(|| when(cx, out, m.tokens.end, tokens.end)) else { continue };
            // Birth and death have claims of their own.
            if matches!(cx.folded(verb.at), "born" | "died" | "was" | "were" | "buried" | "survived") {
                continue;
            }
            let near = tokens.contains(&who.tokens.start);
            let span = cx.span(verb.at..verb.at + 1);
            let anchor = TextSpan { start: span.start.min(m.span.start), end: span.end.max(m.span.end) };
            let anchor =
                if near { TextSpan { start: anchor.start.min(who.span.start), end: anchor.end.max(who.span.end) } } else { anchor };
            let honoured = tokens.clone().any(|t| cx.folded(t).starts_with("posthumous"));
            let work = verb.first == WORK;
            let active = (!verb.passive || work) && !honoured;
            claims.push(
                Claim::new("deed", anchor)
                    .with("person", who.span, who.value)
                    .with("verb", span, Value::Text(cx.folded(verb.at).to_owned()))
                    .with("date", m.span, m.value.clone())
                    .with_implied("active", Value::Bool(active))
                    .with_implied("living", Value::Bool(active && !work && LIVING.contains(&cx.folded(verb.at)))),
            );
        }
    }
}

/// The first word of a verb that tells of somebody's work; no token has this number.
const WORK: u32 = u32::MAX;

/// First works, which nobody makes before being born; they may come out after a death.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "recording", "album", "single", "novel", "book", "film", "poem", "poems", "story", "exhibition", "play", "symphony", "opera", "concert", "job", "painting", "paper",
    "record", "show", "role", "goal", "match", "collection", "patent", "appearance", "performance", "debut", "marriage", "map", "article", "essay", "drawing", "photograph",
    "sculpture", "song", "translation", "lecture", "sermon", "portrait", "column", "cartoon", "screenplay", "solo", "win", "race", "design", "invention", "hit", "sale",
];

/// "Her first recording, of the Telemann fantasias, was made in": whose work it was.
fn maker(cx: &Cx<'_>, out: &Readings, verb: &mut verbs::Verb, from: u32) -> Option<Named> {
    let own = matches!(cx.folded(from), "his" | "her") && matches!(cx.folded(from + 1), "first" | "earliest" | "debut");
    let noun = (from + 1..verb.at.min(from + 5)).find(|&t| WORKS.contains(&cx.folded(t)))?;
    // Only an apposition may stand between the work and its verb.
    let be = verb.at - u32::from(verb.passive && verb.at > from);
    let plain = noun + 1 == be || cx.text(noun + 1) == "," && cx.text(be.saturating_sub(1)) == "," || cx.folded(noun + 1) == "of";
    let other = (noun + 1..be).any(|t| verbs::is_past(cx, t) || matches!(cx.folded(t), "who" | "which" | "that"));
    let who = antecedent(cx, out, from).filter(|_| own && plain && !other)?;
    verb.first = WORK;
    Some(who)
}

/// "1993, when he travelled up the rivers": the verb of a clause that tells what was in a year.
fn when(cx: &Cx<'_>, out: &Readings, end: u32, limit: u32) -> Option<(Named, verbs::Verb)> {
    let at = end + u32::from(cx.text(end) == ",");
    let led = cx.folded(at) == "when" || matches!(cx.folded(at), "the") && cx.folded(at + 1) == "year";
    let at = at + if cx.folded(at) == "when" { 1 } else { 2 };
    let verb = (at + 1..limit.min(at + 5)).find(|&t| verbs::is_past(cx, t))?;
    let who = subject(cx, out, verb, at).filter(|_| led)?;
    let direct = who.tokens.end == verb || matches!(cx.folded(verb - 1), "he" | "she" | "had" | "also" | "first" | "finally" | "again");
    direct.then_some((who, verbs::Verb { at: verb, ahead: false, passive: false, first: verb }))
}

/// "took over as editor in 1998": the date behind an office is of the verb before it.
fn as_role(cx: &Cx<'_>, out: &Readings, prep: u32, from: u32) -> Option<u32> {
    let at = (prep.saturating_sub(6).max(from)..prep).rev().find(|&t| cx.folded(t) == "as")?;
    let role = out.longest(at + 1, Kind::Role).or_else(|| out.longest(at + 2, Kind::Role))?;
    (role.tokens.end <= prep && role.tokens.end + 3 >= prep && (role.tokens.end..prep).all(|t| cx.is_kind(t, TokenKind::Word)))
        .then_some(at)
}

/// What is done by the living alone, told by its noun.
#[rustfmt::skip]
const PERFORMANCES: &[&str] = &[
    "recital", "concert", "performance", "match", "game", "appearance", "speech", "interview", "lecture", "lesson", "race", "fight", "voyage", "climb",
    "visit", "sermon", "broadcast", "tour", "role", "innings", "bout", "address", "trip", "flight", "walk", "swim",
];

/// "Her last recital, given in the lifeboat house in October 2022", "Lee's final match was on 3 May 2019".
fn performance(cx: &Cx<'_>, out: &Readings, m: &Mention, prep: u32, tokens: &Range<u32>) -> Option<Claim> {
    let noun = (prep.saturating_sub(9).max(tokens.start)..prep).rev().find(|&t| PERFORMANCES.contains(&cx.folded(t)))?;
    let lead = (noun.saturating_sub(3).max(tokens.start)..noun).rev().find(|&t| matches!(cx.folded(t), "last" | "final" | "first"))?;
    let plain = |t: u32| !matches!(cx.text(t), ";" | ":" | "(" | ")");
    let given = (noun + 1..prep).all(|t| plain(t) && (t == noun + 1 || cx.text(t) != ","))
        && (noun + 1 == prep
            || matches!(cx.folded(noun + 1), "was" | "came" | "took" | "in" | "at" | "on")
            || cx.text(noun + 1) == ","
                && matches!(cx.folded(noun + 2), "given" | "played" | "made" | "held" | "delivered" | "recorded" | "at" | "in"));
    let owner = lead.checked_sub(1).filter(|&t| given && t >= tokens.start)?;
    let who = match cx.folded(owner) {
        "his" | "her" => antecedent(cx, out, owner)?,
        "'s" | "\u{2019}s" => ends_at(out, owner)?,
        _ => return None,
    };
    let span = cx.span(lead..noun + 1);
    let anchor = TextSpan { start: span.start.min(m.span.start), end: span.end.max(m.span.end) };
    Some(
        Claim::new("deed", anchor)
            .with("person", who.span, who.value)
            .with("verb", span, Value::Text(cx.doc.text(span).to_lowercase()))
            .with("date", m.span, m.value.clone())
            .with_implied("active", Value::Bool(true))
            .with_implied("living", Value::Bool(true)),
    )
}

/// Whether no year is told in the sentences right before: a day without its year is of the article's time then.
fn is_of_now(cx: &Cx<'_>, out: &Readings, start: u32) -> bool {
    let Some((here, sentence)) = cx.doc.sentence_of(start) else { return false };
    let first = (1..=NEAR).filter_map(|n| cx.doc.sentences.get(here.checked_sub(n)? as usize)).rfind(|s| s.block == sentence.block);
    let from = first.map_or(sentence.tokens.start, |s| s.tokens.start);
    !out.within(from..sentence.tokens.end, Kind::Date).any(|m| matches!(&m.value, Value::Date(d) if d.said.year.is_some()))
}

/// Sentences before a day without its year that may tell of another year.
const NEAR: u32 = 4;

/// "In 2013 she married", "In 2013, Lee married": the verb behind a date that opens its sentence.
fn opening(cx: &Cx<'_>, out: &Readings, end: u32, limit: u32) -> Option<(Named, verbs::Verb)> {
    let at = end + u32::from(cx.text(end) == ",");
    let verb = (at + 1..limit.min(at + 7)).find(|&t| verbs::is_past(cx, t))?;
    let from = at;
    let who = subject(cx, out, verb, from)?;
    let direct =
        who.tokens.end == verb || matches!(cx.folded(verb - 1), "he" | "she" | "had" | "was" | "also" | "first" | "then" | "later");
    direct.then_some((who, verbs::Verb { at: verb, ahead: false, passive: cx.folded(verb - 1) == "was", first: verb }))
}
