//! The verb that a date behind it belongs to.

use crate::lexicon::{Class, TokenKind};
use crate::read::Cx;

/// Tokens between a verb and its date.
const REACH: u32 = 10;

/// A verb with its date.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Verb {
    /// Its token.
    pub(in crate::read) at: u32,
    /// Told as to come: "will open".
    pub(in crate::read) ahead: bool,
    /// "was opened".
    pub(in crate::read) passive: bool,
    /// The word "will", where it is told as to come.
    pub(in crate::read) first: u32,
}

/// Past forms that do not end in -ed.
#[rustfmt::skip]
const PAST: &[&str] = &[
    "began", "became", "broke", "brought", "built", "bought", "caught", "chose", "came", "drew", "drove", "fell", "felt", "flew", "fought", "found", "gave",
    "got", "grew", "held", "hit", "kept", "knew", "led", "left", "lost", "made", "married", "met", "paid", "ran", "rode", "rose", "said", "sang", "sank", "saw",
    "sent", "shot", "shut", "sold", "spent", "spoke", "stood", "struck", "swam", "swore", "taught", "threw", "told", "took", "went", "withdrew", "won", "wore", "wrote",
];

/// Whether a word is a verb in the past.
pub(in crate::read) fn is_past(cx: &Cx<'_>, t: u32) -> bool {
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
        || is_clause(cx.folded(t))
        || matches!(
            cx.folded(t),
            "to" | "than" | "as" | "by" | "through" | "dated" | "from" | "between" | "and" | "or" | "so" | "effective"
        )
}

/// The verb before a date that starts at `date`, in the clause that starts not before `from`.
pub(in crate::read) fn before(cx: &Cx<'_>, date: u32, from: u32) -> Option<Verb> {
    let least = date.saturating_sub(REACH).max(from);
    let mut t = date;
    let mut about = false;
    while t > least {
        t -= 1;
        if let Some(first) = due(cx, t, from).filter(|_| !about) {
            return Some(Verb { at: t, ahead: true, passive: cx.folded(t + 1) == "be", first });
        }
        // "the Shark Nets (Removal) Bill": a bracket of a word or two is stepped over.
        if cx.text(t) == ")"
            && let Some(open) = (t.saturating_sub(4).max(least)..t).rev().find(|&k| cx.text(k) == "(")
        {
            t = open;
            continue;
        }
        if stops(cx, t) && !is_audience(cx, t) {
            return handed(cx, t, from).or_else(|| schedule(cx, date, from));
        }
        // "which opened in 1911, shut in 1985": a year between has a verb of its own.
        let year = cx.is_kind(t, TokenKind::Number) && cx.text(t).len() == 4 && cx.text(t).starts_with(['1', '2']);
        if year && cx.text(t + 1) == "," {
            return None;
        }
        let word = cx.folded(t);
        about |= matches!(word, "about" | "against")
            || matches!(word, "over" | "into") && t.checked_sub(1).is_some_and(|b| !is_participle(cx, b));
        if matches!(word, "will" | "shall" | "'ll") && !(cx.is_capitalised(t) && t > from) {
            // "will interview people about the crash on Monday": the day may be the crash's.
            if about {
                return None;
            }
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

/// "was handed over to the town on": to whom something was given.
fn handed(cx: &Cx<'_>, to: u32, from: u32) -> Option<Verb> {
    let whom = cx.is_capitalised(to + 1) || matches!(cx.folded(to + 1), "the" | "its" | "their" | "his" | "her");
    let t = to.checked_sub(1).filter(|&t| cx.folded(to) == "to" && whom && t > from + 1)?;
    let at = t - u32::from(matches!(cx.folded(t), "over" | "back" | "up"));
    let given = matches!(
        cx.folded(at),
        "handed"
            | "delivered"
            | "presented"
            | "returned"
            | "given"
            | "sold"
            | "awarded"
            | "transferred"
            | "sent"
            | "moved"
            | "added"
            | "unveiled"
    );
    let be = matches!(cx.folded(at.checked_sub(1)?), "was" | "were");
    let noun = matches!(cx.folded(at.checked_sub(2)?), "to" | "if" | "what" | "which" | "who" | "that");
    (given && be && !noun).then_some(Verb { at, ahead: false, passive: true, first: at })
}

/// "opened to the public on": whom a thing is opened to is no other clause.
fn is_audience(cx: &Cx<'_>, to: u32) -> bool {
    let noun = to + 1 + u32::from(cx.folded(to + 1) == "the");
    cx.folded(to) == "to"
        && matches!(
            cx.folded(noun),
            "public"
                | "visitors"
                | "traffic"
                | "passengers"
                | "walkers"
                | "cyclists"
                | "customers"
                | "shoppers"
                | "readers"
                | "students"
                | "patients"
        )
}

/// "is to", "are due to", "is set to": the first of the words, where they tell of what is to come.
fn due(cx: &Cx<'_>, to: u32, from: u32) -> Option<u32> {
    if cx.folded(to) != "to" || !cx.is_kind(to + 1, TokenKind::Word) || cx.is_any(to + 1, &[Class::Stop]) && cx.folded(to + 1) != "be" {
        return None;
    }
    let said = matches!(cx.folded(to.checked_sub(1)?), "due" | "set" | "scheduled" | "expected" | "planned" | "slated" | "poised");
    let be = to.checked_sub(1 + u32::from(said)).filter(|&b| b >= from)?;
    matches!(cx.folded(be), "is" | "are" | "'s" | "'re").then_some(be)
}

/// Tokens between "will be" and its date, where all that stands between belongs to the verb.
const FAR: u32 = 22;

/// "will be opened to walkers and cyclists on": a passive keeps its date over what it is done to, for and with.
fn schedule(cx: &Cx<'_>, date: u32, from: u32) -> Option<Verb> {
    let least = date.saturating_sub(FAR).max(from);
    let mut t = date;
    while t > least {
        t -= 1;
        let word = cx.folded(t);
        let ends = matches!(cx.text(t), ";" | ":" | "(" | ")" | "\u{2014}" | "\u{2013}" | "--" | "\"" | "\u{201c}" | "\u{201d}")
            || is_clause(word)
            // What is asked, told or done about an event may have the event's date.
            || matches!(word, "about" | "against" | "connection" | "as" | "than" | "by" | "between" | "dated" | "from" | "through");
        // "handed over to", "lifted into place" go with the verb.
        let inquired = matches!(word, "over" | "into") && t.checked_sub(1).is_some_and(|b| !is_participle(cx, b));
        if ends || inquired {
            return None;
        }
        let ahead = matches!(word, "will" | "shall" | "'ll") || word == "to" && due(cx, t, from).is_some();
        let adverb = u32::from(cx.folded(t + 2).ends_with("ly"));
        if ahead && cx.folded(t + 1) == "be" && is_participle(cx, t + 2 + adverb) {
            let first = if word == "to" { due(cx, t, from)? } else { t };
            return Some(Verb { at: t + 2 + adverb, ahead: true, passive: true, first });
        }
        let own = is_participle(cx, t) && matches!(cx.folded(t.checked_sub(1)?), "be");
        if !own && (is_past(cx, t) || cx.is_any(t, &[Class::Be, Class::Have, Class::Modal]) && word != "be") {
            return None;
        }
    }
    None
}

/// Whether a word may be the participle of a passive.
fn is_participle(cx: &Cx<'_>, t: u32) -> bool {
    is_past(cx, t)
        || matches!(
            cx.folded(t),
            "shown" | "given" | "taken" | "driven" | "drawn" | "known" | "seen" | "sung" | "put" | "cut" | "shut" | "laid" | "read"
        )
}

/// Words that begin another clause.
fn is_clause(word: &str) -> bool {
    matches!(
        word,
        "who"
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
            | "whose"
            | "although"
            | "though"
    )
}

/// A past form with the auxiliaries before it.
fn past(cx: &Cx<'_>, at: u32, from: u32) -> Option<Verb> {
    let mut t = at;
    let mut passive = false;
    while t > from && at - t < 5 {
        let word = cx.folded(t - 1);
        let noun = matches!(word, "assembly" | "family" | "rally" | "ally" | "monopoly" | "jelly" | "anomaly");
        let adverb = word.ends_with("ly") && !noun
            || matches!(word, "also" | "later" | "first" | "not" | "then" | "finally" | "again" | "never" | "only" | "just");
        if matches!(word, "be" | "been" | "being" | "was" | "were" | "got") {
            passive = true;
        } else if matches!(word, "will" | "shall" | "'ll") {
            return passive.then_some(Verb { at, ahead: true, passive, first: t - 1 });
        } else if word == "to"
            && passive
            && let Some(first) = due(cx, t - 1, from)
        {
            return Some(Verb { at, ahead: true, passive, first });
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
