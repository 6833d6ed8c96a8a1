//! What a size is told of: "the tower is 86 metres tall", "The timber tower was finished in March. It is 86 metres tall".

use super::super::amounts::Amount;
use super::super::{Cx, np};
use crate::lexicon::Class;
use std::ops::Range;

/// Sizes that a thing is called by: "the 86-metre tower" is one of 86 metres in height, "the 340-metre bridge" one in length.
const MAIN: &[&str] = &["tall", "high", "long"];

/// The thing, singular, whose main size an amount is.
pub(super) fn thing(cx: &Cx<'_>, amount: &Amount, sentence: &Range<u32>) -> Option<String> {
    let end = amount.tokens.end;
    let alone = !matches!(cx.folded(end + 1), "by" | "as" | "when" | "if" | "at");
    let verb = amount.tokens.start.checked_sub(1).filter(|&v| v > sentence.start && MAIN.contains(&cx.folded(end)) && alone)?;
    if !cx.is(verb, Class::Be) && !matches!(cx.folded(verb), "stands" | "stood" | "rises" | "measures") {
        return None;
    }
    let before = verb - 1;
    let subject = if before == sentence.start && cx.folded(before) == "it" {
        let (number, _) = cx.doc.sentence_of(before)?;
        let here = cx.doc.sentences.get(number as usize)?;
        let earlier = cx.doc.sentences.get(number.checked_sub(1)? as usize).filter(|s| s.block == here.block && !s.display)?;
        np::after(cx, earlier.tokens.start + 1, earlier.tokens.end)
    } else {
        np::after(cx, sentence.start + 1, verb)
    };
    // "The new mast stands on Gallow Hill": the verb is none of its words.
    let verb_in = (subject.start + 1..subject.end).find(|&t| cx.is(t, Class::FiniteVerb) && cx.is(t + 1, Class::Stop));
    let subject = subject.start..verb_in.unwrap_or(subject.end);
    let led = subject.start.checked_sub(1).is_some_and(|t| matches!(cx.folded(t), "the" | "a" | "an" | "this" | "its" | "their"));
    // "The tower on Kestrel Hill is 86 metres tall": what stands between is of the thing.
    let placed = subject.end <= before && cx.is_any(subject.end, &[Class::Stop]) || subject.end == verb;
    let own =
        (subject.end..verb).all(|t| !matches!(cx.text(t), "," | ";") && !matches!(cx.folded(t), "and" | "or" | "whose" | "that" | "which"));
    (led && !subject.is_empty() && (cx.folded(before) == "it" || placed && own)).then(|| np::head(cx, &subject)).flatten()
}
