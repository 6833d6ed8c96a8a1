//! Lengths of time: "five and a half hours", "a year and a half", "more than 30 years", "several months", "the past two months", "10-year".

use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use super::words;
use crate::lexicon::TokenKind;
use crate::read::{Kind, numerals};
use crate::value::{Exact, Hedge, TimeUnit, Value};

/// A duration with its hedge and frame that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let (hedge, at) = hedge(s, i);
    if let Some(found) = whole_unit(s, i) {
        return Some(found);
    }
    let (framed, at) = frame(s, at);
    let mut length = super::lengths::length(s, at)?;
    // "the eight-year war", "the two day rally": the article belongs to the noun.
    let adjectival = length.amount.nominal > Exact::ONE && words::unit(s.w(length.end - 1)).is_some_and(|(_, plural)| !plural);
    if adjectival && at > i && s.w(at - 1) == "the" {
        return None;
    }
    // "over the first days": which, not how many.
    if length.bare && framed && !among!(s, at.saturating_sub(1), "past last next recent previous following preceding intervening") {
        return None;
    }
    if length.bare && !framed && !bare_counts(s, i, length.end) {
        return None;
    }
    if length.article && !framed && hedge == Hedge::Exact && !article_counts(s, i, length.end) {
        return None;
    }
    if super::vague::read(s, i).is_some_and(|f| f.end() >= length.end) {
        return None;
    }
    let mut end = length.end;
    let mut hedge = hedge;
    if length.bare && s.w(i) == "the" && s.w(end) != "ahead" && s.w(at) == s.w(i + 1) {
        return None;
    }
    if length.bare && s.w(end) == "ahead" {
        end += 1;
    }
    if s.all(end, &["or", "so"]) {
        (end, hedge) = (end + 2, Hedge::About);
    } else if s.all(end, &["or", "more"]) || s.all(end, &["or", "longer"]) {
        hedge = Hedge::AtLeast;
        end += 2;
    } else if s.all(end, &["or", "less"]) {
        hedge = Hedge::AtMost;
        end += 2;
    }
    if hedge != Hedge::Exact && length.amount.hedge != Hedge::Vague {
        length.amount = length.amount.hedged(hedge);
    }
    Some(Found::new(Kind::Duration, i..end, Value::duration(length.duration())))
}

/// "the whole week", "the entire month", "the next hour": one of the unit.
fn whole_unit(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    if s.w(i) != "the" {
        return None;
    }
    let (unit, false) = words::unit(s.w(i + 2)).filter(|u| s.w(i + 2).len() > 2 && u.0 != TimeUnit::Quarter)? else { return None };
    let whole = among!(s, i + 1, "whole entire") && unit >= TimeUnit::Hour;
    let hour = unit == TimeUnit::Hour && among!(s, i + 1, "past last next coming");
    let alone = (whole || hour) && !s.hyphen(i + 3);
    let length = crate::value::Duration::new(crate::value::Number::int(1), unit, super::lengths::timex(Exact::ONE, unit));
    alone.then(|| Found::new(Kind::Duration, i..i + 3, Value::duration(length)))
}

/// A hedge before a length: what it does and where it ends.
pub(super) fn hedge(s: &Scan<'_, '_>, i: u32) -> (Hedge, u32) {
    let (second, third) = (|| s.w(i + 1), || s.w(i + 2));
    let (hedge, words) = match s.w(i) {
        "no" | "not" if third() == "than" && second() == "more" => (Hedge::AtMost, 3),
        "no" if third() == "than" && second() == "less" => (Hedge::AtLeast, 3),
        "as" if third() == "as" && matches!(second(), "long" | "many") => (Hedge::AtMost, 3),
        "a" if third() == "of" && second() == "total" => (Hedge::Exact, 3),
        "more" if second() == "than" => (Hedge::AtLeast, 2),
        "less" | "fewer" if second() == "than" => (Hedge::AtMost, 2),
        "at" if second() == "least" => (Hedge::AtLeast, 2),
        "at" if second() == "most" => (Hedge::AtMost, 2),
        "up" if second() == "to" => (Hedge::AtMost, 2),
        "just" if second() == "over" => (Hedge::AtLeast, 2),
        "just" if second() == "under" => (Hedge::Nearly, 2),
        "about" | "around" | "approximately" | "roughly" => (Hedge::About, 1),
        "nearly" | "almost" => (Hedge::Nearly, 1),
        // "over the past year", "over several years": a preposition.
        "over" | "under" if !among!(s, i + 1, "a an half one") && s.numeral(i + 1).is_none() => (Hedge::Exact, 0),
        "over" => (Hedge::AtLeast, 1),
        "under" => (Hedge::AtMost, 1),
        _ => (Hedge::Exact, 0),
    };
    (hedge, i + words)
}

/// "the", "the past", "the first", "its last", "another" before the amount.
fn frame(s: &Scan<'_, '_>, i: u32) -> (bool, u32) {
    const WORDS: &str =
        "past last next first final coming upcoming previous following latest preceding intervening entire full whole early";
    let the = i + u32::from(among!(s, i, "the these those its his her their our"));
    // "for full week" is a count of one.
    if the == i && s.w(i) == "full" && s.before(i) == "for" {
        return (false, i);
    }
    let recent = the == i && s.w(the) == "recent" && among!(s, the + 1, "weeks months quarters");
    if recent || among!(s, the, WORDS) {
        return (true, the + 1 + u32::from(s.w(the + 1) == "full"));
    }
    let article = s.w(i) == "the" && (s.digits(the, 1..=3).is_some() || numerals::small_word(s.w(the)).is_some());
    if article { (true, the) } else { (false, i) }
}

/// Whether a plural without a count is a length here: "for years", "took months".
fn bare_counts(s: &Scan<'_, '_>, i: u32, end: u32) -> bool {
    among!(s, s.before_index(i), "for in within after over took take takes taken lasted last of spent spend by several")
        && i > s.from
        && s.w(s.before_index(i)) != "of"
        || among!(s, end, "ago later earlier before ahead")
}

/// Whether "a week" is a length here and not a rate ("$5 a week").
fn article_counts(s: &Scan<'_, '_>, i: u32, end: u32) -> bool {
    let before = s.before(i);
    let introduced = matches!(
        before,
        "for"
            | "in"
            | "within"
            | "after"
            | "over"
            | "than"
            | "about"
            | "nearly"
            | "almost"
            | "least"
            | "spent"
            | "spend"
            | "take"
            | "takes"
            | "took"
            | "lasted"
            | "last"
            | "lasts"
            | "half"
            | "wait"
            | "waited"
            | "only"
            | "just"
            | "under"
            | "of"
            | "to"
            | "every"
            | "once"
    );
    let followed = among!(s, end, "after before and of") && !matches!(before, "times" | "time" | "once" | "twice");
    let counted = i > s.from && (s.cx.is_kind(i - 1, TokenKind::Number) || before.ends_with('s') && before != "is" && before != "was");
    introduced && before != "every" && before != "once" || followed && !counted && among!(s, end, "after before")
}
