//! The verb that a date behind it belongs to.

use crate::lexicon::Class;
use crate::read::Cx;

/// Tokens between a verb and its date.
const REACH: u32 = 10;

/// A verb with its date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    /// Its token.
    pub(super) at: u32,
    /// Told as to come: "will open".
    pub(super) ahead: bool,
    /// "was opened".
    pub(super) passive: bool,
    /// The word "will", where it is told as to come.
    pub(super) first: u32,
}

/// Past forms that do not end in -ed.
#[rustfmt::skip]
const PAST: &[&str] = &[
    "began", "became", "broke", "brought", "built", "bought", "caught", "chose", "came", "drew", "drove", "fell", "felt", "flew", "fought", "found", "gave",
    "got", "grew", "held", "hit", "kept", "knew", "led", "left", "lost", "made", "married", "met", "paid", "ran", "rode", "rose", "said", "sang", "sank", "saw",
    "sent", "shot", "sold", "spent", "spoke", "stood", "struck", "swam", "swore", "taught", "threw", "told", "took", "went", "withdrew", "won", "wore", "wrote",
];

/// Whether a word is a verb in the past.
pub(super) fn is_past(cx: &Cx<'_>, t: u32) -> bool {
    let word = cx.folded(t);
    let regular = word.len() > 4
        && word.ends_with("ed")
        && !cx.is_capitalised(t)
        && !matches!(word, "hundred" | "united" | "indeed" | "speed" | "need" | "named");
    regular || PAST.contains(&word)
}

/// Words that begin another clause or put the date to another use.
fn stops(cx: &Cx<'_>, t: u32) -> bool {
    matches!(cx.text(t), ";" | ":" | "(" | ")" | "\u{2014}" | "\u{2013}" | "--" | "\"" | "\u{201c}" | "\u{201d}")
        || matches!(
            cx.folded(t),
            "to" | "who"
                | "which"
                | "that"
                | "when"
                | "where"
                | "after"
                | "before"
                | "while"
                | "but"
                | "since"
                | "until"
                | "till"
                | "because"
                | "if"
                | "than"
                | "as"
                | "by"
                | "through"
                | "dated"
                | "from"
                | "between"
                | "and"
                | "or"
                | "whose"
                | "although"
                | "though"
                | "so"
                | "effective"
        )
}

/// The verb before a date that starts at `date`, in the clause that starts not before `from`.
pub(super) fn before(cx: &Cx<'_>, date: u32, from: u32) -> Option<Verb> {
    let least = date.saturating_sub(REACH).max(from);
    let mut t = date;
    while t > least {
        t -= 1;
        if stops(cx, t) {
            return None;
        }
        let word = cx.folded(t);
        if matches!(word, "will" | "shall" | "'ll") && !(cx.is_capitalised(t) && t > from) {
            return Some(Verb { at: t + 1, ahead: true, passive: false, first: t });
        }
        if is_past(cx, t) {
            return past(cx, t, from);
        }
        if cx.is_any(t, &[Class::Modal, Class::Planning]) {
            return None;
        }
        if matches!(word, "was" | "were") {
            return Some(Verb { at: t, ahead: false, passive: false, first: t });
        }
        if cx.is_any(t, &[Class::Be, Class::Have]) && !matches!(word, "be" | "been" | "have") {
            return None;
        }
    }
    None
}

/// A past form with the auxiliaries before it.
fn past(cx: &Cx<'_>, at: u32, from: u32) -> Option<Verb> {
    let mut t = at;
    let mut passive = false;
    while t > from && at - t < 5 {
        let word = cx.folded(t - 1);
        let adverb = word.ends_with("ly")
            || matches!(word, "also" | "later" | "first" | "not" | "then" | "finally" | "again" | "never" | "only" | "just");
        if matches!(word, "be" | "been" | "being" | "was" | "were" | "got") {
            passive = true;
        } else if matches!(word, "will" | "shall" | "'ll") {
            return passive.then_some(Verb { at, ahead: true, passive, first: t - 1 });
        } else if matches!(word, "is" | "are" | "'s" | "to" | "a" | "an" | "the" | "his" | "her" | "their" | "its")
            || cx.is(t - 1, Class::Modal)
        {
            // "is expected", "to be opened", "the married couple": no event of the past.
            return None;
        } else if !(adverb || matches!(word, "had" | "has" | "have")) {
            break;
        }
        t -= 1;
    }
    Some(Verb { at, ahead: false, passive, first: at })
}
