//! Shares whose whole was named before: "20 dairies … seven of them, or 45 percent", "212 households … Of those, 230".
//!
//! Strict on purpose: the words before must count one kind of thing only, and once.

use super::super::amounts::Amount;
use super::super::{Cx, Spot, np};
use super::parts::{Share, is_fraction, is_vague};
use crate::document::Sentence;
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Value};
use std::ops::Range;

/// Words that may stand between "Of those," and its figure.
const LEADS: &[&str] = &["only", "just", "about", "at", "least", "some", "nearly", "almost", "more", "than", "fewer", "roughly", "exactly"];

/// A sentence and the one before it, with their amounts.
pub(super) struct Told<'a> {
    /// The sentence.
    pub(super) sentence: &'a Range<u32>,
    /// Its amounts.
    pub(super) amounts: &'a [Amount],
    /// The one before, where it is prose.
    pub(super) earlier: Option<(&'a Sentence, &'a [Amount])>,
    /// The one before that.
    pub(super) before: Option<(&'a Sentence, &'a [Amount])>,
}

/// The shares of a sentence that refer back.
pub(super) fn find(cx: &Cx<'_>, told: &Told<'_>) -> Vec<Share> {
    let spots = cx.spots_in(told.sentence.clone(), Spot::Share);
    spots.filter(|&t| cx.folded(t) == "of" && is_pronoun(cx.folded(t + 1))).filter_map(|of| at(cx, told, of)).collect()
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "them" | "those" | "these" | "whom" | "which")
}

fn at(cx: &Cx<'_>, told: &Told<'_>, of: u32) -> Option<Share> {
    let behind = of.checked_add(2)?;
    // "of those who …", "of those flats": no reference back.
    let part = told.amounts.iter().find(|a| a.tokens.end == of).filter(|_| ends_there(cx, behind));
    let (part, end) = if let Some(part) = part {
        (part, behind)
    } else {
        let first = behind + u32::from(cx.text(behind) == ",");
        let start = (first..first + 5).find(|&t| !LEADS.contains(&cx.folded(t)))?;
        let opens = of == told.sentence.start || cx.text(of.saturating_sub(1)) == ",";
        let part = told.amounts.iter().find(|a| a.tokens.start == start).filter(|_| opens)?;
        (part, part.tokens.end)
    };
    let counts =
        |a: &Amount| matches!(&a.value, Value::Number(n) if n.nominal.is_integer() && n.nominal >= Exact::ONE) && !a.when && !a.compound;
    // "There are 23 of those" counts anew.
    let anew = part.tokens.start.checked_sub(1).is_some_and(|b| cx.is(b, Class::Be)) && part.tokens.end == of;
    if !counts(part) || is_vague(&part.value) || anew {
        return None;
    }
    let here = told.sentence.start..of.min(part.tokens.start);
    // "Replies came from 540 of them": behind a preposition the subject is not what "them" means.
    let prepared = part.tokens.end == of
        && part.tokens.start.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "from" | "by" | "to" | "at" | "in" | "on" | "for"));
    let (whole, noun) = match sole(cx, told.amounts, &here, part) {
        Sole::One(whole, noun) => (!plurals(cx, noun.end..here.end)).then_some((whole, noun))?,
        Sole::Many => return None,
        Sole::None => {
            // A sentence that counts nothing and names no other things may stand between.
            let passing = |(s, a): &(&Sentence, &[Amount])| a.iter().all(|a| a.when) && !plurals(cx, s.tokens.clone());
            let (sentence, amounts) =
                told.earlier.filter(|e| !passing(e)).or(told.before.filter(|_| told.earlier.as_ref().is_some_and(passing)))?;
            let Sole::One(whole, noun) = sole(cx, amounts, &sentence.tokens, part) else { return None };
            // Who did it may stand before: "The auditors visited 40 schools."
            let subject = whole.tokens.start.min(sentence.tokens.start + 3);
            let placed = (whole.tokens.start.saturating_sub(2)..whole.tokens.start)
                .any(|t| matches!(cx.folded(t), "on" | "about" | "of" | "in" | "for"));
            let first = !placed || !plurals(cx, sentence.tokens.start..subject);
            let alone = first && !plurals(cx, subject..whole.tokens.start) && !plurals(cx, noun.end..sentence.tokens.end);
            let grows =
                sentence.tokens.clone().any(|t| matches!(cx.folded(t), "another" | "additional" | "further" | "since" | "more" | "or"));
            (alone && !grows && (prepared || !plurals(cx, here))).then_some((whole, noun))?
        }
    };
    // "Of those, 230 people": something else is counted.
    let own = np::after(cx, part.tokens.end, told.sentence.end);
    let same = own.is_empty() || cx.is(own.start, Class::FiniteVerb) || np::head(cx, &own) == np::head(cx, &noun);
    let soft = noun.clone().any(|t| cx.is_any(t, &[Class::SoftWhole, Class::CollectiveNoun]) && !cx.folded(t).starts_with("household"));
    same.then(|| Share {
        part: Some(part.clone()),
        whole: Some(whole.clone()),
        fraction: None,
        tokens: of.min(part.tokens.start)..end,
        counted: true,
        soft,
        label: None,
    })
}

/// Whether "of them" ends there, with no clause or noun of its own.
fn ends_there(cx: &Cx<'_>, t: u32) -> bool {
    cx.is_kind(t, TokenKind::Mark)
        || cx.is_kind(t, TokenKind::Word)
            && !cx.is(t, Class::NumberWord)
            && (np::after(cx, t, t + 1).is_empty()
                || matches!(cx.folded(t), "somebody" | "someone" | "nobody" | "everybody" | "everyone" | "something" | "nothing"))
            && !matches!(cx.folded(t), "who" | "that" | "which" | "in" | "with" | "from" | "at" | "on")
}

enum Sole<'a> {
    None,
    One(&'a Amount, Range<u32>),
    Many,
}

/// The only count among tokens of which a part may be, with its noun.
fn sole<'a>(cx: &Cx<'_>, amounts: &'a [Amount], tokens: &Range<u32>, part: &Amount) -> Sole<'a> {
    let inside = amounts.iter().filter(|a| a.tokens.start >= tokens.start && a.tokens.end <= tokens.end && !a.when);
    let mut counts = inside.filter(|a| matches!(a.value, Value::Number(_)) && !is_fraction(a));
    let Some(first) = counts.next() else { return Sole::None };
    let noun = np::after(cx, first.tokens.end, tokens.end);
    let whole = matches!(&first.value, Value::Number(n) if n.nominal.is_integer() && n.nominal > Exact::ONE)
        && !first.compound
        && !is_vague(&first.value)
        && first.value.number().is_some_and(|n| n.hedge == crate::value::Hedge::Exact)
        && !first.tokens.start.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "with" | "than" | "within" | "per"));
    let plain = whole && np::head(cx, &noun).is_some_and(|h| cx.folded(noun.end - 1) != h);
    // "198 pupils in seven classes. … 212 of them": of the classes there are too few.
    let size = |a: &Amount| a.value.number().map(|n| n.nominal);
    let passing = |a: &&Amount| {
        size(a) < size(part)
            && a.tokens.start == noun.end + 1
            && matches!(cx.folded(noun.end), "in" | "from" | "at" | "across" | "on" | "over")
    };
    let mut others = counts.filter(|a| !passing(a));
    if others.next().is_some() || !plain { Sole::Many } else { Sole::One(first, noun) }
}

/// Whether a plural stands among tokens: another thing that "them" may mean.
fn plurals(cx: &Cx<'_>, mut tokens: Range<u32>) -> bool {
    tokens.any(|t| {
        let word = cx.folded(t);
        let verb = cx.is_any(t, &[Class::FiniteVerb, Class::Reporting, Class::Be, Class::Have]);
        cx.is_kind(t, TokenKind::Word)
            && (np::has_plural_ending(word) && !verb && !np::is_function_word(word)
                || matches!(word, "people" | "men" | "women" | "children"))
    })
}
