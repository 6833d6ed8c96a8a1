//! Simple noun phrases: the words that an amount counts.
//!
//! There is no parser here. The words behind an amount are taken as its noun phrase up to the first word that cannot be inside
//! one: a preposition, a conjunction, a verb, a pronoun, an adverb of time, a mark, another number.

use super::Cx;
use crate::lexicon::{Class, TokenKind};
use std::ops::Range;

/// Most words of a noun phrase.
const LONGEST: u32 = 6;

/// The noun phrase that starts at a token, perhaps empty.
pub(super) fn after(cx: &Cx<'_>, start: u32, limit: u32) -> Range<u32> {
    let end = (start..limit.min(start.saturating_add(LONGEST)))
        .find(|&t| !can_belong(cx, t, t == start))
        .unwrap_or(limit.min(start.saturating_add(LONGEST)));
    // A last word in -ly, or an article left over, is none of it.
    let end = (start..end).rev().find(|&t| !cx.folded(t).ends_with("ly") || t == start).map_or(start, |t| t + 1);
    start..end
}

/// The head of a noun phrase: its last word, singular, folded.
pub(super) fn head(cx: &Cx<'_>, phrase: &Range<u32>) -> Option<String> {
    let last = phrase.end.checked_sub(1).filter(|&t| t >= phrase.start)?;
    Some(singular(cx.folded(last)))
}

/// A rough singular: enough to compare two heads.
pub(super) fn singular(word: &str) -> String {
    let cut = |suffix: &str, with: &str| word.strip_suffix(suffix).filter(|s| s.len() > 1).map(|s| format!("{s}{with}"));
    match word {
        "people" | "persons" => "person".to_owned(),
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "children" => "child".to_owned(),
        "shelves" | "wolves" | "loaves" | "calves" | "thieves" | "halves" => format!("{}f", word.trim_end_matches("ves")),
        "knives" | "wives" | "housewives" | "midwives" => format!("{}fe", word.trim_end_matches("ves")),
        _ if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => word.to_owned(),
        _ => cut("ies", "y")
            .or_else(|| cut("ches", "ch"))
            .or_else(|| cut("shes", "sh"))
            .or_else(|| cut("xes", "x"))
            .or_else(|| cut("s", ""))
            .unwrap_or_else(|| word.to_owned()),
    }
}

fn can_belong(cx: &Cx<'_>, t: u32, first: bool) -> bool {
    match cx.token(t).map(|k| k.kind) {
        Some(TokenKind::Word) => {}
        Some(TokenKind::Mark) => return cx.text(t) == "-" && cx.touches(t) && !first,
        _ => return false,
    }
    let word = cx.folded(t);
    // "24 monthly payments", but "10 percent monthly".
    let periodic = matches!(word, "monthly" | "daily" | "yearly")
        && cx.is_kind(t.saturating_add(1), TokenKind::Word)
        && !is_function_word(cx.folded(t.saturating_add(1)));
    if (is_function_word(word) && !periodic) || cx.is_any(t, &[Class::Be, Class::Have, Class::Modal, Class::Month, Class::Weekday]) {
        return false;
    }
    let verb = cx.is_any(t, &[Class::FiniteVerb, Class::Reporting, Class::Rise, Class::Fall]);
    let after_plural = !first && t.checked_sub(1).is_some_and(|p| is_plural(cx.folded(p)));
    if word.ends_with("ed") {
        // "12 registered voters", but "12 jurors voted".
        let next = t.saturating_add(1);
        return !after_plural && cx.is_kind(next, TokenKind::Word) && is_plural(cx.folded(next)) && !is_function_word(cx.folded(next));
    }
    // A verb in a form that nouns do not have, or behind a plural ("shoppers carry"), ends the phrase.
    !(verb && (after_plural || IRREGULAR.contains(&word)))
}

fn is_plural(word: &str) -> bool {
    matches!(word, "people" | "men" | "women" | "children" | "police" | "staff")
        || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
}

/// Past forms that are no nouns.
const IRREGULAR: &[&str] = &[
    "said", "told", "rose", "fell", "grew", "went", "came", "took", "made", "gave", "got", "had", "did", "saw", "won", "lost", "met",
    "sold", "bought", "paid", "held", "kept", "left", "began", "became", "chose", "spoke", "wrote", "drove", "brought", "thought", "felt",
    "found", "knew", "sent", "spent", "stood", "ran", "sank", "shrank", "slid", "swam", "died", "put", "set", "let",
];

/// Whether a word has the ending of a plural, as far as letters tell: "boats", but not "gas", "bus", "chess" or "the boat's".
pub(super) fn has_plural_ending(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|e| word.ends_with(e))
}

/// Words that stand outside a noun phrase behind an amount.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// Sorted, for the search.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "above", "across", "after", "against", "ago", "all", "already", "also", "although", "altogether", "amid", "among", "an",
    "and", "annually", "any", "apart", "apiece", "around", "as", "at", "away", "because", "before", "below", "between", "both", "but",
    "by", "compared", "daily", "despite", "did", "didn't", "do", "does", "doesn't", "don't", "down", "during", "each", "earlier", "even",
    "every", "except", "excluding", "for", "from", "he", "her", "here", "him", "his", "i", "if", "in", "including", "into", "it", "its",
    "just", "last", "later", "like", "me", "minus", "monthly", "my", "never", "next", "no", "nor", "not", "now", "of", "off", "on",
    "only", "onto", "or", "our", "out", "over", "overall", "per", "plus", "respectively", "she", "since", "so", "some", "still", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "though", "through", "till", "to", "today",
    "tomorrow", "under", "unless", "until", "up", "us", "versus", "via", "vs", "vs.", "we", "when", "where", "whereas", "which", "while",
    "who", "whom", "whose", "with", "within", "without", "yearly", "yesterday", "yet", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("of") && is_function_word("your") && !is_function_word("dogs"));
    }

    #[test]
    fn heads_lose_their_plural() {
        for (plural, one) in
            [("people", "person"), ("parties", "party"), ("churches", "church"), ("boxes", "box"), ("dogs", "dog"), ("glass", "glass")]
        {
            assert_eq!(singular(plural), one);
        }
    }
}
