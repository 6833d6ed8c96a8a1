//! What an article says of lives: a person's age, birth and death.
//!
//! Invariants:
//! - A claim names the person by a name that stands in apposition, as subject or right behind; pronouns and relatives ("Lee's
//!   father", "her son, 12,") give none.
//! - An age of another time than the article's ("was 19 when", "died at 84") is marked `past`.

use super::form::{field, optional};
use super::subjects::{Named, alone, antecedent, ends_at, last_named, starts_at, subject};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings, Sought, Spot};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Granularity, Value};
use chrono::Datelike;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "age",
        about: "how old a person is: “Ann Lee, 59,”, “59-year-old Ann Lee”, “Lee died at 84”",
        fields: &[
            field("person", "person", "the person"),
            field("age", "age", "the age"),
            optional("when", "text", "what tells another time: “when …”, “at the time”"),
            field("past", "bool", "the age is of another time than the article's"),
            optional("event", "text", "“death” for an age at death"),
        ],
    },
    ClaimSchema {
        name: "birth",
        about: "when a person was born: “Ann Lee was born in 1960”, “Ann Lee (born June 3, 1960)”",
        fields: &[field("person", "person", "the person"), field("date", "date", "the date of birth, at least its year")],
    },
    ClaimSchema {
        name: "death",
        about: "when a person died: “Ann Lee died on May 4, 2020”, “Ann Lee (1950–2020)”",
        fields: &[field("person", "person", "the person"), field("date", "date", "the date of death")],
    },
];

/// The words that lives are told with.
pub(super) const SOUGHT: Sought = Sought { words: "born b. died dies d. is was ( man woman", ..Sought::NONE };

/// Tokens between a verb and its date.
const MAX_TO_DATE: u32 = 8;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for m in out.all().iter().filter(|m| m.kind == Kind::Age && !m.inner) {
        claims.extend(age(cx, out, m));
    }
    for t in cx.all_spots(Spot::Lives) {
        match cx.folded(t) {
            "born" | "b." => claims.extend(birth(cx, out, t)),
            "died" | "dies" | "d." => claims.extend(death(cx, out, t)),
            "is" | "was" => claims.extend(bare_age(cx, out, t)),
            "man" | "woman" => claims.extend(super::ages_taken_up::of_noun(cx, out, t, &claims)),
            "(" => life_dates(cx, out, t, &mut claims),
            _ => {}
        }
    }
    out.claims.extend(claims);
}

/// A claim on a person; where a pronoun stands for the name, the claim stands where its value does.
pub(super) fn make(kind: &'static str, cx: &Cx<'_>, who: &Named, field: &'static str, m: &Mention) -> Claim {
    let near = cx.doc.sentence_of(who.tokens.start).map(|s| s.0) == cx.doc.sentence_of(m.tokens.start).map(|s| s.0);
    let anchor = if near { cx.span(who.tokens.start.min(m.tokens.start)..who.tokens.end.max(m.tokens.end)) } else { m.span };
    Claim::new(kind, anchor).with("person", who.span, who.value.clone()).with(field, m.span, m.value.clone())
}

/// The claim that an age makes.
fn age(cx: &Cx<'_>, out: &Readings, m: &Mention) -> Option<Claim> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let (from, limit) = (sentence.tokens.start, sentence.tokens.end);
    let start = m.tokens.start;
    let word = |i: u32| if i >= from { cx.folded(i) } else { "" };
    let back = |n: u32| start.checked_sub(n).map_or("", word);
    let when = later(cx, m.tokens.end, limit);
    // "Ann Lee, 59," and "Ann Lee (59)", "Ann Lee, then 59,"
    let then = u32::from(matches!(back(1), "then" | "now"));
    if matches!(back(1 + then), "," | "(")
        && let Some(who) = start.checked_sub(1 + then).and_then(|end| ends_at(out, end).or_else(|| ends_at(out, before_bracket(cx, end)?)))
    {
        if is_child_in_list(cx, &who, from..limit) {
            return None;
        }
        return Some(finish(cx, make("age", cx, &who, "age", m), back(1) == "then" || when.is_some(), when, None));
    }
    // "Now 61, she works", "Now 61, Ann Lee works", "She is 61."
    let pronoun = |t: u32| matches!(cx.folded(t), "he" | "she");
    if matches!(back(1), "now" | "today") && start == from + 1 && cx.text(m.tokens.end) == "," {
        let next = m.tokens.end + 1;
        let who = if pronoun(next) { antecedent(cx, out, next) } else { starts_at(out, next) }?;
        return Some(finish(cx, make("age", cx, &who, "age", m), false, None, None));
    }
    if back(1) == "is" && start == from + 2 && pronoun(from) && limit <= m.tokens.end + 1 {
        return Some(finish(cx, make("age", cx, &antecedent(cx, out, from)?, "age", m), false, None, None));
    }
    // "At 53, Ann Lee is the oldest player": of now, where the verb is.
    if back(1) == "at" && start == from + 1 {
        let next = m.tokens.end + u32::from(cx.text(m.tokens.end) == ",");
        let who = if pronoun(next) { antecedent(cx, out, next) } else { starts_at(out, next) }?;
        let verb = if pronoun(next) { next + 1 } else { who.tokens.end };
        let now = matches!(cx.folded(verb), "is" | "remains" | "has" | "still" | "leads" | "runs" | "works" | "lives" | "plays" | "says");
        return (now && cx.folded(verb + 1) != "been").then(|| finish(cx, make("age", cx, &who, "age", m), false, None, None));
    }
    // "59-year-old Ann Lee", "59-year-old singer Ann Lee"
    let role_end = out.longest(m.tokens.end, Kind::Role).map_or(m.tokens.end, |r| r.tokens.end);
    let honorific_end = out.longest(role_end, Kind::Honorific).map_or(role_end, |h| h.tokens.end);
    let adjective = cx.text(m.tokens.end.saturating_sub(1)).to_lowercase().ends_with("old") && start + 2 < m.tokens.end;
    if adjective && let Some(who) = [m.tokens.end, role_end, honorific_end].into_iter().find_map(|e| starts_at(out, e)) {
        let then = back(1) == "then" || back(1) == "-" && back(2) == "then";
        return Some(finish(cx, make("age", cx, &who, "age", m), then, None, None));
    }
    // "Ann Lee, a 59-year-old nurse,": of now, unless a year stands in the sentence.
    if adjective
        && matches!(back(1), "a" | "an" | "the")
        && back(2) == ","
        && let Some(who) = start.checked_sub(2).and_then(|end| ends_at(out, end))
        && is_person_noun(cx, m.tokens.end, limit)
        && alone(cx, &who, from)
    {
        let dated = out.within(from..limit, Kind::Date).any(|d| matches!(&d.value, Value::Date(d) if d.said.year.is_some()));
        return Some(finish(cx, make("age", cx, &who, "age", m), dated || when.is_some(), when, None));
    }
    // "Lee is not against cameras. … The 75-year-old says": of the one who was named before.
    if adjective && back(1) == "the" {
        return Some(finish(cx, make("age", cx, &taken_up(cx, out, m, limit)?, "age", m), false, None, None));
    }
    // "Ann Lee is 59 years old"
    let be = start.checked_sub(1).filter(|&b| b >= from && matches!(cx.folded(b), "is" | "was" | "turned" | "turns"));
    if let Some(be) = be {
        let who = subject(cx, out, be, from)?;
        // Who turns 72 may be 71 today; "who turned 21 in May" has the age still.
        let past = matches!(cx.folded(be), "was" | "turned" | "turns") && !just_turned(cx, out, be, m.tokens.end) || when.is_some();
        return Some(finish(cx, make("age", cx, &who, "age", m), past, when, None));
    }
    // "Ann Lee died on Monday at age 84", "… at the age of 84", "… aged 84"
    let died = (from..start).rev().take(16).find(|&t| matches!(cx.folded(t), "died" | "dies"))?;
    let clear = (died + 1..start).all(|t| {
        !matches!(cx.text(t), ";" | ":")
            && !out.at(t).any(|p| p.kind == Kind::Person && !p.inner)
            && !cx.is_any(t, &[Class::Reporting, Class::Have, Class::Modal])
            && !matches!(cx.folded(t), "when" | "who" | "his" | "her" | "their")
    });
    let at = back(1) == "at" || back(1) == "of" || matches!(cx.folded(start), "aged" | "age");
    let who = subject(cx, out, died, from).filter(|_| clear && at)?;
    Some(finish(cx, make("age", cx, &who, "age", m), true, None, Some("death")))
}

/// "The 75-year-old says", "The 75-year-old lock keeper found": whom it means. An age that somebody else has here, and one in a story of
/// another year, is left alone.
fn taken_up(cx: &Cx<'_>, out: &Readings, m: &Mention, limit: u32) -> Option<Named> {
    let (_, sentence) = cx.doc.sentence_of(m.tokens.start)?;
    let opens = m.tokens.start <= sentence.tokens.start + 1;
    let verb = (m.tokens.end..limit.min(m.tokens.end + 4)).find(|&t| {
        cx.is_any(t, &[Class::Reporting, Class::Be, Class::Have, Class::Modal, Class::FiniteVerb]) || cx.folded(t).ends_with("ed")
    })?;
    let noun = (m.tokens.end..verb).all(|t| cx.is_kind(t, TokenKind::Word) && !cx.is(t, Class::Stop) && !cx.is_capitalised(t));
    let block = cx.doc.block_of(sentence)?;
    let this = cx.published.map(|p| chrono::Datelike::year(&p));
    let told = |d: &Mention| matches!(&d.value, Value::Date(d) if d.said.year.is_some_and(|y| this.is_none_or(|t| t != y)));
    let past = out.within(block.tokens.clone(), Kind::Date).any(told);
    let age = |m: &Mention| m.value.canonical();
    let told =
        |o: &Mention| o.kind == Kind::Age || o.kind == Kind::Number && o.tokens.start.checked_sub(1).is_some_and(|b| cx.text(b) == ",");
    let shared = out.all().iter().any(|o| !m.span.holds(o.span) && told(o) && age(o) == age(m));
    let who = last_named(cx, out, m.tokens.start)?;
    (opens && noun && !past && !shared && !cx.doc.is_quoted(m.tokens.start)).then_some(who)
}

/// "Where did you grow up? In Lulea, where I was born on 12 June 1988": whom "I" means where one person answers questions.
fn answers(cx: &Cx<'_>, out: &Readings, born: u32) -> Option<Named> {
    let first = cx.folded(born.checked_sub(2)?) == "i" && cx.folded(born - 1) == "was";
    let (number, sentence) = cx.doc.sentence_of(born).filter(|_| first)?;
    // The answer stands behind its question, in its block or the one before.
    let asked = (1..=4).filter_map(|n| cx.doc.sentences.get(number.checked_sub(n)? as usize));
    let mut asked = asked.filter(|s| s.block + 1 >= sentence.block);
    let asked = asked.any(|s| s.tokens.end.checked_sub(1).is_some_and(|t| cx.text(t) == "?"));
    let mut people = out.all().iter().filter(|m| m.kind == Kind::Person && !m.inner);
    let one = people.next().filter(|_| asked)?;
    let entity = |m: &Mention| if let Value::Person(p) = &m.value { Some(p.entity) } else { None };
    let full = matches!(&one.value, Value::Person(p) if p.given.is_some() && p.surname.is_some());
    let only = people.all(|m| entity(m) == entity(one));
    (full && only).then(|| Named { tokens: one.tokens.clone(), span: one.span, value: one.value.clone() })
}

/// "Ann Lee (Labour), 59,": where the bracket right before a token opens.
fn before_bracket(cx: &Cx<'_>, end: u32) -> Option<u32> {
    let close = end.checked_sub(1).filter(|&t| cx.text(t) == ")")?;
    (close.saturating_sub(8)..close).rev().find(|&t| cx.text(t) == "(")
}

/// "the children, Vera, 14; Dan, 6; and Ellen, 2": given names with ages in a row are those of a family, and a child may have the name
/// of the mother.
fn is_child_in_list(cx: &Cx<'_>, who: &Named, sentence: std::ops::Range<u32>) -> bool {
    let Value::Person(person) = &who.value else { return false };
    let alone = who.tokens.end == who.tokens.start + 1 && person.given.as_deref() == Some(cx.text(who.tokens.start));
    let near = sentence.start.max(who.tokens.start.saturating_sub(16))..sentence.end.min(who.tokens.end + 16);
    let aged = |t: u32| cx.is_capitalised(t) && cx.text(t + 1) == "," && cx.is_kind(t + 2, TokenKind::Number) && cx.text(t + 2).len() <= 2;
    alone && near.filter(|&t| aged(t)).count() > 1
}

/// Whether a word for a person stands a word or two behind: "retired welder", "woman".
fn is_person_noun(cx: &Cx<'_>, at: u32, limit: u32) -> bool {
    let words = (at..limit.min(at + 4)).take_while(|&t| cx.is_kind(t, crate::lexicon::TokenKind::Word) && !cx.is(t, Class::Stop));
    words.into_iter().any(|t| cx.is(t, Class::RoleHead) || matches!(cx.folded(t), "man" | "woman" | "boy" | "girl" | "native" | "resident"))
}

/// "Ann Lee is 59." and "Lee died at 84.": the number alone is no age mention, the claim says what it is.
fn bare_age(cx: &Cx<'_>, out: &Readings, be: u32) -> Option<Claim> {
    let at = be + 1 + u32::from(cx.folded(be + 1) == "now");
    let m = out
        .longest(at, Kind::Number)
        .filter(|m| !m.inner && m.tokens.end == at + 1 && cx.is_kind(at, TokenKind::Number) && cx.text(at).len() == 2)?;
    let (_, sentence) = cx.doc.sentence_of(at)?;
    let (from, limit) = (sentence.tokens.start, sentence.tokens.end);
    let end = m.tokens.end;
    let when = later(cx, end, limit);
    let closes = end >= limit
        || matches!(cx.text(end), "." | ";" | "!")
        || when.is_some()
        || cx.text(end) == "," && cx.is(end + 1, Class::Stop)
        || cx.folded(end) == "and"
            && (at > be + 1 || (end + 1..end + 3).any(|t| cx.is_any(t, &[Class::FiniteVerb, Class::Have, Class::Be])));
    let Value::Number(n) = &m.value else { return None };
    let who = subject(cx, out, be, from).filter(|_| closes && n.nominal > crate::value::Exact::int(9))?;
    let aged = Mention { kind: Kind::Age, value: Value::Age(n.clone()), ..m.clone() };
    let past = cx.folded(be) == "was" || when.is_some();
    Some(finish(cx, make("age", cx, &who, "age", &aged), past, when, None))
}

/// "when …", "at the time", "in 1990" behind an age: where it begins and ends.
fn later(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Range<u32>> {
    let at = at + u32::from(cx.text(at) == ",");
    if at >= limit {
        return None;
    }
    match (cx.folded(at), cx.folded(at + 1), cx.folded(at + 2)) {
        ("when" | "while", ..) => Some(at..limit.min(at + 8)),
        ("at", "the", "time") => Some(at..at + 3),
        ("at" | "by", "that", "point" | "time") | ("back", "then", _) => Some(at..at + 2),
        ("then", ..) => Some(at..at + 1),
        ("in", _, _) if cx.is_kind(at + 1, TokenKind::Number) => Some(at..at + 2),
        _ => None,
    }
}

pub(super) fn finish(cx: &Cx<'_>, claim: Claim, past: bool, when: Option<Range<u32>>, event: Option<&str>) -> Claim {
    let mut claim = claim;
    if let Some(tokens) = when {
        let span = cx.span(tokens);
        claim = claim.with("when", span, Value::Text(cx.doc.text(span).to_lowercase()));
    }
    claim = claim.with_implied("past", Value::Bool(past));
    match event {
        Some(event) => claim.with_implied("event", Value::Text(event.to_owned())),
        None => claim,
    }
}

/// The first date behind a verb in its clause, with at least a year or a whole day.
fn date_after<'o>(cx: &Cx<'_>, out: &'o Readings, verb: u32, limit: u32) -> Option<&'o Mention> {
    let end = limit.min(verb + 1 + MAX_TO_DATE);
    for t in verb + 1..end {
        if let Some(m) = out.longest(t, Kind::Date).filter(|m| !m.inner) {
            let Value::Date(d) = &m.value else { return None };
            let fine = d.valid && matches!(d.granularity, Granularity::Day | Granularity::Month | Granularity::Year);
            return Some(m).filter(|_| fine);
        }
        let stops = matches!(cx.text(t), ";" | ":" | "(" | ")")
            || matches!(cx.folded(t), "to" | "who" | "when" | "after" | "before" | "while" | "but" | "and" | "since" | "until")
            || cx.is_any(t, &[Class::Be, Class::Have, Class::Modal]);
        if stops || out.at(t).any(|m| m.kind == Kind::Person && !m.inner) {
            return None;
        }
    }
    None
}

/// "Ann Lee was born in 1960", "Ann Lee, born …,", "Ann Lee (born 1960)", "Born in 1960, Ann Lee …".
fn birth(cx: &Cx<'_>, out: &Readings, born: u32) -> Option<Claim> {
    let (_, sentence) = cx.doc.sentence_of(born)?;
    let (from, limit) = (sentence.tokens.start, sentence.tokens.end);
    let date = date_after(cx, out, born, limit)?;
    let Value::Date(d) = &date.value else { return None };
    d.timex.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    if born == from {
        // "Born in 1960, Ann Lee …": the subject follows the comma.
        let comma = (date.tokens.end..limit.min(date.tokens.end + 14)).find(|&t| cx.text(t) == ",")?;
        let comma = behind_apposition(cx, out, comma, limit)?;
        let pronoun = matches!(cx.folded(comma + 1), "he" | "she").then(|| antecedent(cx, out, comma + 1)).flatten();
        let who = pronoun
            .or_else(|| starts_at(out, comma + 1))
            .filter(|w| cx.text(w.tokens.end) != "'s" && cx.text(w.tokens.end) != "\u{2019}s")?;
        return Some(make("birth", cx, &who, "date", date));
    }
    let before = cx.text(born - 1);
    let who =
        if matches!(before, "," | "(") { ends_at(out, born - 1) } else { subject(cx, out, born, from).or_else(|| answers(cx, out, born)) }?;
    Some(make("birth", cx, &who, "date", date))
}

/// "Born in 1960, the youngest of six, she …": the comma right before the subject; the pieces between name no one.
fn behind_apposition(cx: &Cx<'_>, out: &Readings, comma: u32, limit: u32) -> Option<u32> {
    let subject = |t: u32| matches!(cx.folded(t + 1), "he" | "she") || starts_at(out, t + 1).is_some();
    let mut last = comma;
    if subject(last) {
        return Some(last);
    }
    for t in comma + 1..limit.min(comma + 24) {
        let clause = cx.is_any(t, &[Class::Have, Class::Modal]) || matches!(cx.folded(t), "was" | "were" | "is" | "who" | "whose" | "when");
        if clause || out.at(t).any(|m| m.kind == Kind::Person && !m.inner) || matches!(cx.text(t), ";" | ":") {
            return None;
        }
        if cx.text(t) == "," {
            last = t;
            if subject(last) {
                return Some(last);
            }
        }
    }
    None
}

/// "Ann Lee died on May 4, 2020", "Ann Lee (died 2020)".
fn death(cx: &Cx<'_>, out: &Readings, died: u32) -> Option<Claim> {
    let (_, sentence) = cx.doc.sentence_of(died)?;
    let date = date_after(cx, out, died, sentence.tokens.end)?;
    let bracket = died > sentence.tokens.start && cx.text(died - 1) == "(";
    let who = if bracket { ends_at(out, died - 1) } else { subject(cx, out, died, sentence.tokens.start) }?;
    Some(make("death", cx, &who, "date", date))
}

/// "turned 21 in May", "turned 40 last week": within the year before the article.
fn just_turned(cx: &Cx<'_>, out: &Readings, verb: u32, end: u32) -> bool {
    let at = end + u32::from(matches!(cx.folded(end), "in" | "on"));
    let (Some(published), Some(m)) = (cx.published, out.longest(at, Kind::Date).filter(|m| !m.inner)) else { return false };
    let Value::Date(d) = &m.value else { return false };
    let today = published.num_days_from_ce();
    let near = d.alternatives.iter().all(|r| r.lo.is_some_and(|lo| lo > today - 365));
    let over = d.alternatives.iter().any(|r| r.hi.is_some_and(|hi| hi <= today));
    cx.folded(verb) == "turned" && d.said.year.is_none() && near && over && d.granularity <= Granularity::Month
}

/// "Ann Lee (1950–2020)", "Ann Lee (June 3, 1950 – May 4, 2020)", "Ann Lee (Dutch, 1797–1866)".
fn life_dates(cx: &Cx<'_>, out: &Readings, open: u32, claims: &mut Vec<Claim>) {
    let pair = || {
        let who = ends_at(out, open)?;
        // "(Dutch, " says where from.
        let from = cx.is_capitalised(open + 1) && matches!(cx.text(open + 2), "," | ";") && !cx.is(open + 1, Class::Month);
        let at = open + 1 + if from { 2 } else { 0 };
        let first = year_or_date(cx, out, at)?;
        let dash = first.tokens.end;
        matches!(cx.text(dash), "-" | "\u{2013}" | "\u{2014}" | "--").then_some(())?;
        let last = year_or_date(cx, out, dash + 1).filter(|m| cx.text(m.tokens.end) == ")")?;
        Some((who, first, last))
    };
    let Some((who, first, last)) = pair() else { return };
    // A term of office is told in the same way: only a span of twenty years or more is taken for a life.
    let year = |m: &Mention| match &m.value {
        Value::Date(d) => d.timex.get(..4).and_then(|y| y.parse::<i32>().ok()),
        _ => None,
    };
    let long = matches!((year(&first), year(&last)), (Some(a), Some(b)) if (20..=115).contains(&(b - a)));
    if long {
        claims.push(make("birth", cx, &who, "date", &first));
        claims.push(make("death", cx, &who, "date", &last));
    }
}

/// A date, or four figures that can only be a year in their place.
fn year_or_date(cx: &Cx<'_>, out: &Readings, at: u32) -> Option<Mention> {
    if let Some(m) = out.longest(at, Kind::Date).filter(|m| !m.inner) {
        return Some(m.clone());
    }
    let year =
        cx.text(at).parse().ok().filter(|y| cx.is_kind(at, TokenKind::Number) && cx.text(at).len() == 4 && (1000..2100).contains(y))?;
    let value = Value::Date(Box::new(crate::value::Date::year(year)?));
    Some(Mention { kind: Kind::Date, span: cx.span(at..at + 1), tokens: at..at + 1, value, inner: false })
}
