//! Counts of people and sums of money in the title against those of the lead.

use super::super::form::is_wordlike;
use super::super::{Cx, Kind, Mention, Readings};
use super::{Told, shared};
use crate::lexicon::Class;
use crate::value::{Hedge, Value, Verdict};
use std::ops::Range;

/// What happens to people, in the words of headlines and of leads.
const FATES: &[&[&str]] = &[
    &["killed", "dead", "die", "died", "dies", "deaths", "kills"],
    &["injured", "hurt", "wounded", "injures", "injuries"],
    &["arrested", "detained", "held", "arrests"],
    &["missing"],
    &["rescued"],
    &["charged"],
    &["evacuated"],
];

/// Letters of the words by which title and lead are of one thing.
const LETTERS: usize = 4;
/// Tokens between a count and what happened, at most.
const REACH: u32 = 5;

/// "Five injured in bus crash" above "Seven people were injured".
pub(super) fn casualties(cx: &Cx<'_>, out: &Readings, title: &Range<u32>, lead: &Range<u32>) -> Option<Told> {
    FATES.iter().find_map(|fate| {
        let (titled, told) = (counted(cx, out, title, fate), counted(cx, out, lead, fate));
        let ([own], [other]) = (titled.as_slice(), told.as_slice()) else { return None };
        let (Value::Number(a), Value::Number(b)) = (&own.value, &other.value) else { return None };
        let differ = a.range.equals(b.range) == Verdict::No && a.hedge != Hedge::Vague && b.hedge != Hedge::Vague;
        differ.then_some((own.span, other.span, "count"))
    })
}

/// The counts of people to whom one thing happened.
fn counted<'a>(cx: &Cx<'_>, out: &'a Readings, tokens: &Range<u32>, fate: &[&str]) -> Vec<&'a Mention> {
    let met = |m: &&Mention| {
        let limit = tokens.end.min(m.tokens.end + REACH).min(cx.sentence_end(m.tokens.start));
        let stop = (m.tokens.end..limit).find(|&i| fate.contains(&cx.folded(i)));
        stop.is_some_and(|s| out.within(m.tokens.end..s, Kind::Number).next().is_none() && (m.tokens.end..s).all(|i| is_wordlike(cx, i)))
    };
    out.within(tokens.clone(), Kind::Number).filter(|m| !m.inner).filter(met).collect()
}

/// "Revenue up 12 percent" above "Revenue rose 21 percent to €84.7 million".
pub(super) fn percents(cx: &Cx<'_>, out: &Readings, title: &Range<u32>, lead: &Range<u32>) -> Option<Told> {
    let all = |tokens: &Range<u32>| out.within(tokens.clone(), Kind::Percent).filter(|m| !m.inner).collect::<Vec<_>>();
    let (titled, told) = (all(title), all(lead));
    let ([own], [other]) = (titled.as_slice(), told.as_slice()) else { return None };
    let (Value::Percent(a), Value::Percent(b)) = (&own.value, &other.value) else { return None };
    let (_, sentence) = cx.doc.sentence_of(other.tokens.start)?;
    // "Rents up 9 percent": headlines do without a verb.
    let way = |i: u32| match cx.folded(i) {
        "up" => Some(true),
        "down" => Some(false),
        _ if cx.is(i, Class::Rise) => Some(true),
        _ => cx.is(i, Class::Fall).then_some(false),
    };
    let moves = |t: &Range<u32>| t.clone().find_map(way);
    // Two measures of one thing are told apart by a word.
    let measured = |t: &Range<u32>| t.clone().any(|i| MEASURES.contains(&cx.folded(i)));
    let one_way = moves(title).is_some() && moves(title) == moves(&sentence.tokens);
    let rounds = a.range.contains(b.nominal) || b.range.contains(a.nominal);
    let plain =
        !measured(title) && !measured(&sentence.tokens) && !cx.doc.is_quoted(other.tokens.start) && !cx.doc.is_quoted(own.tokens.start);
    (one_way && !rounds && plain && shared(cx, title, &sentence.tokens, LETTERS) >= 2).then_some((own.span, other.span, "percent"))
}

/// Words that tell one measure of a thing from another.
const MEASURES: &[&str] = &[
    "organic",
    "adjusted",
    "underlying",
    "like-for-like",
    "currency",
    "comparable",
    "nearly",
    "almost",
    "half",
    "quarterly-adjusted",
    "annualised",
    "annualized",
    "real",
    "so",
    "far",
];

/// "Council approves £3m for ferry" above "Councillors voted to spend £2m on a ferry".
pub(super) fn money(cx: &Cx<'_>, out: &Readings, title: &Range<u32>, lead: &Range<u32>) -> Option<Told> {
    let sums = |tokens: &Range<u32>| out.within(tokens.clone(), Kind::Money).filter(|m| !m.inner).collect::<Vec<_>>();
    let (titled, told) = (sums(title), sums(lead));
    let ([own], [other]) = (titled.as_slice(), told.as_slice()) else { return None };
    let (Value::Money(a), Value::Money(b)) = (&own.value, &other.value) else { return None };
    // "£3m" and "£2m" may meet at £2.5m, but nobody would round one to the other.
    let rounds = a.amount.range.contains(b.amount.nominal) || b.amount.range.contains(a.amount.nominal);
    let differ = a.currency == b.currency && !rounds;
    (differ && shared(cx, title, lead, LETTERS) >= 2).then_some((own.span, other.span, "money"))
}
