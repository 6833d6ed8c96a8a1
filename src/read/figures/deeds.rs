//! What was done with a figure, told once by a verb and taken up by a noun or a participle: "was fined €85,000 … the €58,000 fine", "destroyed
//! 41 caravans … the 47 caravans destroyed".

use super::super::amounts::Amount;
use super::super::{Cx, Kind, Readings, np};
use crate::lexicon::{Class, Flags, TokenKind};
use crate::value::Value;
use std::ops::Range;

/// Sums by the noun that takes them up, with other nouns and verbs for the same.
const SUMS: &[(&str, &[&str], &[&str])] = &[
    ("fine", &["penalty"], &["fined", "penalised", "penalized"]),
    ("donation", &["gift"], &["donated"]),
    ("loan", &[], &["borrowed", "lent", "loaned"]),
    ("grant", &[], &["granted"]),
    ("award", &["judgment", "judgement"], &["awarded"]),
    ("investment", &[], &["invested"]),
    ("bequest", &["legacy"], &["bequeathed"]),
    ("theft", &[], &["stole", "stolen", "embezzled"]),
    ("rebate", &[], &["rebated"]),
    ("refund", &[], &["refunded"]),
];

/// Words between a verb and its sum, at most: "fined the firm a total of".
const REACH: u32 = 6;

/// Past participles that do not end in -ed.
const IRREGULAR: &[&str] = &[
    "stolen", "lost", "sold", "built", "held", "found", "caught", "hurt", "shot", "sunk", "cut", "felled", "burnt", "taken", "bought",
    "stole", "took", "sank",
];

/// Beside these a second sum is another one.
const OTHERS: &[&str] = &["maximum", "minimum", "suspended", "separate", "record", "earlier", "each", "if", "could", "would"];

/// What was done with an amount whose words end at `end`.
pub(super) fn at(cx: &Cx<'_>, amount: &Amount, sentence: &Range<u32>, end: u32) -> Option<String> {
    match &amount.value {
        Value::Money(_) => sum(cx, amount, sentence, end),
        Value::Number(_) if !amount.compound => count(cx, amount, sentence, end),
        _ => None,
    }
}

fn sum(cx: &Cx<'_>, amount: &Amount, sentence: &Range<u32>, end: u32) -> Option<String> {
    let noun = np::after(cx, end, sentence.end);
    let head = np::head(cx, &noun);
    let others = || sentence.clone().any(|t| OTHERS.contains(&cx.folded(t)));
    let against = matches!(cx.folded(noun.end), "on" | "against" | "and" | "or" | "plus" | "including");
    let named = head.as_deref().and_then(|h| SUMS.iter().find(|(n, others, _)| *n == h || others.contains(&h)));
    if noun.end - noun.start == 1
        && let Some((n, _, _)) = named
    {
        return (!against && !others()).then(|| (*n).to_owned());
    }
    let start = amount.tokens.start.saturating_sub(REACH).max(sentence.start);
    let before =
        (start..amount.tokens.start).rev().take_while(|&t| cx.is_kind(t, TokenKind::Word) && !matches!(cx.folded(t), "and" | "or"));
    let verb = before.into_iter().find_map(|t| SUMS.iter().find(|(_, _, verbs)| verbs.contains(&cx.folded(t))));
    verb.filter(|_| noun.is_empty() && !others()).map(|(n, _, _)| (*n).to_owned())
}

fn count(cx: &Cx<'_>, amount: &Amount, sentence: &Range<u32>, end: u32) -> Option<String> {
    let noun = trimmed(cx, np::after(cx, end, sentence.end));
    let done = |t: u32| {
        let word = cx.folded(t);
        (word.len() > 4 && word.ends_with("ed") && cx.is_kind(t, TokenKind::Word) || IRREGULAR.contains(&word)).then(|| match word {
            "stole" => "stolen".to_owned(),
            "took" => "taken".to_owned(),
            "sank" => "sunk".to_owned(),
            _ => word.to_owned(),
        })
    };
    if noun.is_empty() {
        return None;
    }
    let active = amount.tokens.start.checked_sub(1).filter(|&t| t >= sentence.start).and_then(done);
    let passive = || {
        let mut t = noun.end;
        while t < noun.end + 3 && cx.is_any(t, &[Class::Be, Class::Have]) {
            t += 1;
        }
        done(t)
    };
    active.or_else(passive)
}

/// A noun phrase without a participle behind its plural: "17 bicycles stolen".
pub(super) fn trimmed(cx: &Cx<'_>, noun: Range<u32>) -> Range<u32> {
    let participle = |&t: &u32| IRREGULAR.contains(&cx.folded(t)) && cx.folded(t - 1).ends_with('s');
    let end = (noun.start + 1..noun.end).find(participle).unwrap_or(noun.end);
    noun.start..end
}

/// Whether what follows a taken-up figure tells a place or a time of its own.
pub(super) fn is_elsewhere(cx: &Cx<'_>, out: &Readings, end: u32, sentence: &Range<u32>) -> bool {
    let behind = behind(end, sentence);
    let dated = out.within(behind.clone(), Kind::Date).next().is_some();
    dated || behind.into_iter().any(|t| cx.is_capitalised(t) && !cx.has(t, Flags::FIRST))
}

/// Whether more was done than what a verb tells: "the 60 caravans destroyed or damaged so far".
pub(super) fn is_wider(cx: &Cx<'_>, end: u32, sentence: &Range<u32>) -> bool {
    behind(end, sentence).any(|t| matches!(cx.folded(t), "or" | "and" | "so" | "altogether" | "total" | "all" | "overall" | "by"))
}

fn behind(end: u32, sentence: &Range<u32>) -> Range<u32> {
    end..sentence.end.min(end + 9)
}

/// Whether an amount is told in lakh or crore.
pub(super) fn is_indian(cx: &Cx<'_>, tokens: &Range<u32>) -> bool {
    tokens.clone().any(|t| matches!(cx.folded(t), "crore" | "crores" | "lakh" | "lakhs"))
}

/// Whether an amount has a scale word.
pub(super) fn has_scale(cx: &Cx<'_>, tokens: &Range<u32>) -> bool {
    tokens.clone().any(|t| matches!(cx.folded(t), "thousand" | "million" | "billion" | "trillion"))
}
