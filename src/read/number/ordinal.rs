//! Places in an order: "3rd", "third", "twenty-first", "one hundred and fifth".

use super::super::Cx;
use super::super::numerals::{numeral, ordinal_word, scale_word};
use crate::lexicon::{Class, Flags, TokenKind};

/// An ordinal that starts at a token: its value and one past its last token.
pub(super) fn ordinal(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(i64, u32)> {
    if cx.is_kind(at, TokenKind::Number) {
        let suffix = at + 1;
        // "the 3rd.": the dot of the sentence, which makes the suffix look like a road.
        let written = cx.folded(suffix);
        let written = if suffix + 1 == limit { written.strip_suffix('.').unwrap_or(written) } else { written };
        let fits = suffix < limit && cx.touches(suffix) && matches!(written, "st" | "nd" | "rd" | "th");
        let n: i64 = cx.text(at).replace(',', "").parse().ok().filter(|_| fits)?;
        let right = match (n % 10, n % 100) {
            (1, 1..=9 | 20..) => "st",
            (2, 1..=9 | 20..) => "nd",
            (3, 1..=9 | 20..) => "rd",
            _ => "th",
        };
        // "7 st" is a weight and "1,300th" an order: only the fitting suffix makes an ordinal.
        return (written == right).then_some((n, suffix + 1));
    }
    if let Some(n) = ordinal_word(cx.folded(at)) {
        return Some((n, at + 1));
    }
    // "hundred and fifth", "hundred-twentieth"
    if let Some(base) = scale_word(cx.folded(at)).filter(|s| matches!(s, 100 | 1000)) {
        let next = at + 2;
        // "a hundred first graders" are no such place.
        let joined = cx.folded(at + 1) == "and" || cx.text(at + 1) == "-" && cx.touches(at + 1);
        let (last, end) = ordinal(cx, next, limit).filter(|&(n, _)| joined && n < 100 && cx.is_kind(next, TokenKind::Word))?;
        return Some((base + last, end));
    }
    // A cardinal run whose last part is an ordinal: "twenty-first", "one hundred and twenty-fifth", "three trillionth".
    let run = numeral(cx, at, limit).filter(|n| n.words && n.value.is_integer())?;
    let base = run.value.trunc()?;
    let mut i = run.end;
    i += u32::from(cx.text(i) == "-" && cx.touches(i));
    i += u32::from(cx.folded(i) == "and" && base >= 100);
    let last = ordinal_word(cx.folded(i)).filter(|_| i < limit)?;
    let fits = if last >= 100 { base > 0 } else { (base % 100 == 0 && base >= 100) || (base % 10 == 0 && base % 100 >= 20 && last < 10) };
    if !fits {
        // "two hundred and twenty" was read as a whole: nothing to add.
        return None;
    }
    let value = if scale_word(cx.folded(i).trim_end_matches("th")).is_some() { base.checked_mul(last)? } else { base.checked_add(last)? };
    Some((value, i + 1))
}

/// Whether an ordinal here is a place in an order, not a moment ("a second"), a name ("Fifth Avenue") or an idiom ("at first").
pub(super) fn is_order(cx: &Cx<'_>, at: u32, end: u32) -> bool {
    let before = if at > 0 { cx.folded(at - 1) } else { "" };
    let after = cx.folded(end);
    let single = end == at + 1;
    if single && cx.folded(at) == "second" {
        let counted = at > 0
            && (cx.is_kind(at - 1, TokenKind::Number)
                || cx.is_any(at - 1, &[Class::NumberWord])
                || matches!(before, "per" | "each" | "every" | "split" | "/" | "half"));
        let hyphenated = cx.text(at - u32::from(at > 0)) == "-" && cx.touches(at);
        let word_follows = cx.is_kind(end, TokenKind::Word)
            && !matches!(after, "to" | "or" | "and" | "of" | "before" | "after" | "later" | "ago" | "that");
        if counted || hyphenated || (matches!(before, "a" | "one" | "this") && !word_follows) {
            return false;
        }
    }
    if single && cx.folded(at) == "first" && matches!(before, "at") && !cx.is_kind(end, TokenKind::Word) {
        return false;
    }
    // "Fifth Avenue", "First Bank": a capital inside a sentence before another capital is part of a name.
    let named = cx.is_capitalised(at)
        && cx.is_capitalised(end)
        && !cx.touches(end)
        && (!cx.has(at, Flags::FIRST) || cx.is_any(end, &[Class::StreetWord, Class::OrgHead, Class::PlaceHead]));
    !named
}
