//! One sentence: a first-person clause beside a speaker and a verb of saying.

use super::super::form::{is_function, is_quote_mark, is_wordlike, mark, text, words};
use super::super::{Claim, Cx, Spot};
use crate::document::Sentence;
use crate::lexicon::{Class, Flags, TokenKind};
use std::ops::Range;

/// A speaker with an apposition takes no more tokens.
const LONGEST_SPEAKER: u32 = 14;

/// Verbs of saying that can follow spoken words ("called" cannot).
const SAYS: &[&str] = &[
    "added",
    "adds",
    "admitted",
    "announced",
    "argued",
    "claimed",
    "commented",
    "concluded",
    "continued",
    "cried",
    "declared",
    "explained",
    "insisted",
    "joked",
    "noted",
    "posted",
    "recalled",
    "remarked",
    "replied",
    "said",
    "says",
    "shouted",
    "stated",
    "told",
    "tweeted",
    "warned",
    "wrote",
    "writes",
];
/// Verbs before a colon.
const READS: &[&str] =
    &["added", "announced", "declared", "read", "reads", "replied", "said", "says", "stated", "tweeted", "wrote", "writes"];
/// Words that begin a clause in which the article speaks of itself: "As we reported, …".
const SUBORDINATE: &[&str] = &["after", "although", "as", "because", "before", "like", "since", "until", "when", "where", "while"];
/// Words before a numeral I: "Type I", "Phase I".
const NUMBERED: &[&str] = &[
    "book", "chapter", "class", "division", "figure", "grade", "group", "level", "part", "phase", "section", "stage", "table", "tier",
    "title", "type", "volume", "war",
];
/// Words that may follow the verb in a sentence that ends there.
const TAIL: &[&str] = &["after", "at", "before", "by", "during", "for", "from", "in", "of", "on", "through", "to", "via", "with"];

/// Whether a token is a first-person pronoun, not a numeral or a country.
pub(super) fn is_first_person(cx: &Cx<'_>, i: u32) -> bool {
    if !cx.is(i, Class::FirstPerson) {
        return false;
    }
    let word = cx.text(i);
    if cx.folded(i) == "us" || cx.folded(i) == "mine" {
        return word == "us";
    }
    if word != "I" {
        return cx.folded(i) != "i" && !(cx.has(i, Flags::UPPER) && word.len() > 1);
    }
    let before = i.checked_sub(1);
    let numbered =
        before.is_some_and(|b| NUMBERED.contains(&cx.folded(b)) || cx.is_capitalised(b) && !cx.has(b, Flags::FIRST) && !is_function(cx, b));
    let joined = cx.touches(i) && before.is_some_and(|b| !is_quote_mark(mark(cx, b)) && mark(cx, b) != "(" && mark(cx, b) != "—")
        || cx.touches(i + 1) && matches!(mark(cx, i + 1), "-" | "/" | ".");
    !numbered && !joined
}

/// Whether a pronoun of the first person stands among tokens.
fn has_first_person(cx: &Cx<'_>, tokens: Range<u32>) -> bool {
    cx.spots_in(tokens, Spot::FirstPerson).any(|i| is_first_person(cx, i))
}

/// Reads a sentence.
pub(super) fn read(cx: &Cx<'_>, sentence: &Sentence) -> Option<Claim> {
    let tokens = sentence.tokens.clone();
    if !cx.any_spot(tokens.clone(), Spot::Says)
        || !has_first_person(cx, tokens.clone())
        || tokens.clone().any(|i| cx.doc.is_quoted(i) || matches!(mark(cx, i), "“" | "”" | "\"" | "‘"))
    {
        return None;
    }
    after_colon(cx, tokens.clone()).or_else(|| before_speaker(cx, tokens))
}

/// "I have never felt prouder of this town, Mayor Lena Ortiz said."
fn before_speaker(cx: &Cx<'_>, tokens: Range<u32>) -> Option<Claim> {
    let verb = cx.spots_in(tokens.clone(), Spot::Says).rev().find(|&i| SAYS.contains(&cx.folded(i)) && cx.is_kind(i, TokenKind::Word))?;
    if !is_tail(cx, if cx.folded(verb) == "told" { hearer_end(cx, verb + 1, tokens.end) } else { verb + 1 }..tokens.end) {
        return None;
    }
    // The comma nearest before the verb that leaves a speaker between; an apposition has commas of its own.
    let names = cx.is_capitalised(verb + 1) || matches!(cx.folded(verb + 1), "the" | "a" | "an");
    let inverted = verb > tokens.start && mark(cx, verb - 1) == "," && names;
    let (comma, speaker) = if inverted {
        (verb - 1, speaker_end(cx, verb + 1, tokens.end).map(|end| verb + 1..end)?)
    } else {
        let commas = (tokens.start..verb).rev().take(LONGEST_SPEAKER as usize).filter(|&i| mark(cx, i) == ",");
        let fits = |c: &u32| is_speaker(cx, *c + 1..verb) && tokens.start + 3 <= *c;
        let mut fitting: Vec<u32> = commas.filter(fits).collect();
        let comma = fitting.pop()?;
        (comma, comma + 1..if mark(cx, verb - 1) == "," { verb - 1 } else { verb })
    };
    let spoken = tokens.start..comma;
    let direct = has_first_person(cx, spoken.clone()) && has_verb(cx, spoken.clone()) && !SUBORDINATE.contains(&cx.folded(spoken.start));
    // "He said we were late, Ms. Ito said" reports; "We were late, they told us, Ms. Ito said" is spoken.
    let speaks = spoken.clone().find(|&i| is_first_person(cx, i)).unwrap_or(spoken.end);
    let reported = (spoken.start..speaks).any(|i| SAYS.contains(&cx.folded(i)) || matches!(cx.folded(i), "asked" | "according"));
    if !is_speaker(cx, speaker.clone()) || !direct || reported || spoken.len() < 3 {
        return None;
    }
    Some(claim(cx, spoken, speaker, verb, "before"))
}

/// "The statement read: We regret our mistake."
fn after_colon(cx: &Cx<'_>, tokens: Range<u32>) -> Option<Claim> {
    let colon = tokens.clone().find(|&i| mark(cx, i) == ":")?;
    let verb = colon.checked_sub(1).filter(|&v| v > tokens.start && READS.contains(&cx.folded(v)))?;
    let mut end = tokens.end;
    while end > colon + 1 && !is_wordlike(cx, end - 1) {
        end -= 1;
    }
    let spoken = colon + 1..end;
    let starts = cx.is_capitalised(spoken.start) && !cx.touches(spoken.start) && spoken.len() >= 3;
    let speaker = tokens.start..verb;
    let own = has_first_person(cx, speaker.clone());
    let direct = has_first_person(cx, spoken.clone()) && has_verb(cx, spoken.clone());
    (starts && direct && !own).then(|| claim(cx, spoken, speaker, verb, "colon"))
}

fn claim(cx: &Cx<'_>, spoken: Range<u32>, speaker: Range<u32>, verb: u32, kind: &str) -> Claim {
    let (spoken, speaker, verb) = (cx.span(spoken), cx.span(speaker), cx.span(verb..verb + 1));
    Claim::new("lost-quotes", spoken)
        .with("words", spoken, words(cx, spoken))
        .with("speaker", speaker, words(cx, speaker))
        .with("verb", verb, words(cx, verb))
        .with_implied("kind", text(kind))
}

fn has_verb(cx: &Cx<'_>, tokens: Range<u32>) -> bool {
    let contracted = |i: u32| ["'m", "'ve", "'re", "'ll", "'d", "n't"].iter().any(|e| cx.folded(i).ends_with(e));
    let follows = |i: u32| matches!(cx.text(i), "I" | "we" | "We") && cx.is_kind(i + 1, TokenKind::Word) && i + 1 < tokens.end;
    tokens.clone().any(|i| cx.is_any(i, &[Class::Be, Class::Have, Class::Modal, Class::FiniteVerb]) || contracted(i) || follows(i))
}

/// Whether tokens name a speaker: a name, or a pronoun, or a noun with "the" or "a"; no verb, nobody speaking for the article.
fn is_speaker(cx: &Cx<'_>, tokens: Range<u32>) -> bool {
    let pronoun = tokens.len() == 1 && matches!(cx.folded(tokens.start), "he" | "she" | "they" | "it");
    let named = tokens.clone().any(|i| cx.is_capitalised(i) && !is_function(cx, i));
    let noun = matches!(cx.folded(tokens.start), "the" | "a" | "an" | "his" | "her" | "their" | "its") && tokens.len() >= 2;
    let apt = cx.is_capitalised(tokens.start) || cx.is_any(tokens.start, &[Class::RoleHead, Class::RoleModifier]) || noun;
    let verb = tokens
        .clone()
        .any(|i| cx.is_any(i, &[Class::Be, Class::Have, Class::Modal, Class::Reporting, Class::Negation]) || is_first_person(cx, i));
    let pieces = tokens.clone().filter(|&i| mark(cx, i) == ",").count();
    tokens.len() <= LONGEST_SPEAKER as usize && (pronoun || (named || noun) && apt) && !verb && pieces <= 2
}

/// The end of the speaker behind an inverted verb: up to a comma or the end of the sentence.
fn speaker_end(cx: &Cx<'_>, start: u32, limit: u32) -> Option<u32> {
    let end = (start..limit).find(|&i| matches!(mark(cx, i), "," | ".") || TAIL.contains(&cx.folded(i)) && i > start).unwrap_or(limit);
    (end > start).then_some(end)
}

/// The end of the words that say who was told: "told reporters", "told the council".
fn hearer_end(cx: &Cx<'_>, start: u32, limit: u32) -> u32 {
    let ends = |i: u32| !is_wordlike(cx, i) || TAIL.contains(&cx.folded(i));
    (start..limit).find(|&i| ends(i)).unwrap_or(limit).min(start.saturating_add(6))
}

/// Whether nothing but a remark follows the verb: "said.", "said in a statement.", "said, adding".
fn is_tail(cx: &Cx<'_>, tokens: Range<u32>) -> bool {
    let first = tokens.start;
    let ends = tokens.clone().all(|i| !is_wordlike(cx, i)) || mark(cx, first) == "," || TAIL.contains(&cx.folded(first));
    let inverted = cx.is_capitalised(first) || cx.folded(first) == "the";
    let clause = tokens
        .clone()
        .any(|i| matches!(cx.folded(i), "that" | "he" | "she" | "it" | "they" | "there") || cx.is_any(i, &[Class::Be, Class::Modal]));
    (ends || inverted && mark(cx, first.saturating_sub(2)) == ",") && !clause && tokens.len() <= 16
}
