//! A length of time that takes up two ends told before it: "She had sailed on 3 May … The 34-day voyage ended on 24 May"; "in at 9 p.m. …
//! out at 6 a.m. After those nine hours …".

use super::lengths::{CLOSES, OPENS, elapsed, fits_dial, near, points, told};
use crate::document::Sentence;
use crate::lexicon::{Class, TokenKind};
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use std::ops::Range;

/// So many sentences lie between the two ends at most.
const FAR: u32 = 14;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, timed: &[(u32, &Sentence)], claims: &mut Vec<Claim>) {
    for (k, &(i, sentence)) in timed.iter().enumerate() {
        claims.extend(those(cx, out, i));
        let known = points(cx, out, &sentence.tokens);
        let [point] = known.as_slice() else { continue };
        let Some((length, ends)) = subject(cx, out, point, &sentence.tokens) else { continue };
        let verbs = if ends { OPENS } else { CLOSES };
        let near = |other: u32| if ends { other < i && i - other <= FAR } else { other > i && other - i <= FAR };
        let others = if ends { timed.get(..k) } else { timed.get(k + 1..) };
        let mut found = others.unwrap_or_default().iter().filter(|(n, _)| near(*n)).filter_map(|(_, s)| end(cx, out, &s.tokens, verbs));
        let (Some(other), None) = (found.next(), found.next()) else { continue };
        let (first, last) = if ends { (other, *point) } else { (*point, other) };
        claims.extend(claim(first, last, length));
    }
}

/// Stands where the later end does: what is said of the length may be a wish or an order.
fn claim(first: &Mention, last: &Mention, length: &Mention) -> Option<Claim> {
    let elapsed = elapsed(first, last).filter(|_| fits_dial(first, length))?;
    Some(told(last.span, [first, last], length, elapsed))
}

/// "The 34-day voyage ended on": the length, and whether what follows is its end.
fn subject<'o>(cx: &Cx<'_>, out: &'o Readings, point: &Mention, tokens: &Range<u32>) -> Option<(&'o Mention, bool)> {
    let length = out.within(tokens.start..point.tokens.start, Kind::Duration).find(|m| !m.inner)?;
    let determined =
        matches!(cx.folded(tokens.start), "the" | "this" | "his" | "her" | "their" | "its") && length.tokens.start == tokens.start + 1;
    let hyphen = length.tokens.clone().any(|t| matches!(cx.text(t), "-" | "\u{2011}"));
    let noun = |t: u32| cx.is_kind(t, TokenKind::Word) && !cx.is_any(t, &[Class::Stop, Class::Be, Class::Have, Class::Modal]);
    let verb = (length.tokens.end + 1..length.tokens.end + 4).find(|&t| {
        matches!(cx.folded(t), "ended" | "finished" | "concluded" | "began" | "started" | "ends" | "begins") || cx.folded(t) == "came"
    })?;
    let ends = match cx.folded(verb) {
        "began" | "started" | "begins" => false,
        "came" => return None,
        _ => true,
    };
    let led = point.tokens.start.checked_sub(1).filter(|&t| matches!(cx.folded(t), "on" | "in" | "at"))?;
    let beside = led == verb + 1 && (length.tokens.end..verb).all(noun);
    (determined && hyphen && beside).then_some((length, ends))
}

/// The one time of a sentence, where a verb of beginning or of ending leads to it.
fn end<'o>(cx: &Cx<'_>, out: &'o Readings, tokens: &Range<u32>, verbs: &[&str]) -> Option<&'o Mention> {
    let known = points(cx, out, tokens);
    let [point] = known.as_slice() else { return None };
    let led = point.tokens.start.checked_sub(1).filter(|&t| t > tokens.start && matches!(cx.folded(t), "on" | "in" | "at"))?;
    near(cx, led, tokens.start, verbs).map(|_| *point)
}

/// "After those 13 hours" right behind two sentences with a time each, or one with two.
fn those(cx: &Cx<'_>, out: &Readings, sentence: u32) -> Option<Claim> {
    let next = cx.doc.sentences.get(sentence.checked_add(1)? as usize)?;
    let start = next.tokens.start;
    let led = matches!(cx.folded(start), "after" | "in" | "during" | "over" | "for" | "through" | "throughout")
        && matches!(cx.folded(start + 1), "those" | "these");
    let length = (start + 1..=start + 2)
        .find_map(|t| out.longest(t, Kind::Duration))
        .filter(|m| led && !m.inner && m.tokens.end <= next.tokens.end)?;
    let here = cx.doc.sentences.get(sentence as usize)?;
    let mut ends = points(cx, out, &here.tokens);
    let mut from = here.tokens.start;
    if ends.len() == 1 {
        let before = cx.doc.sentences.get(sentence.checked_sub(1)? as usize).filter(|s| !s.display)?;
        let earlier = points(cx, out, &before.tokens);
        ends = earlier.into_iter().chain(ends).collect();
        from = before.tokens.start;
    }
    let [first, last] = ends.as_slice() else { return None };
    // What lasted some other time, or happens every day, is not what is counted.
    let other = out.within(from..here.tokens.end, Kind::Duration).any(|m| !m.inner)
        || (from..here.tokens.end).any(|t| matches!(cx.folded(t), "every" | "each" | "daily" | "until" | "or"));
    (!other && first.kind == last.kind).then(|| claim(first, last, length)).flatten()
}
