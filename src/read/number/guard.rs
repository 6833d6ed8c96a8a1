//! What looks like a number and is none: identifiers, versions, addresses, scores, phone numbers, links.

use super::super::Cx;
use super::super::numerals::is_dotted_thousands;
use super::unit;
use crate::lexicon::{Class, Flags, TokenKind};

/// Where reading goes on if no number may be read at a token: behind the name, version, score … that it is part of.
pub(super) fn skip(cx: &Cx<'_>, at: u32, limit: u32) -> Option<u32> {
    if !cx.is_kind(at, TokenKind::Number) {
        return named_in_words(cx, at, limit);
    }
    let (first, end) = chunk(cx, at, limit);
    // An exponent whose base was not read.
    if cx.touches(at) && at > 0 && (cx.text(at - 1) == "^" || is_dash(cx.text(at - 1)) && at > 1 && cx.text(at - 2) == "^") {
        return Some(end);
    }
    let text = cx.doc.text(cx.span(first..end));
    if text.contains("://") || text.contains("www.") || text.contains('@') || text.contains('\\') {
        return Some(end);
    }
    // "the '09 final"
    if at > first && matches!(cx.text(at - 1), "'" | "\u{2019}" | "\u{2018}") && cx.text(at).len() == 2 && !cx.touches(at - 1) {
        return Some(at + 1);
    }
    if text.contains('#') || text.contains('_') || text.contains('=') {
        return Some(end);
    }
    if let Some(end) = glued_before(cx, at, first, end) {
        return Some(end);
    }
    if let Some(end) = glued_after(cx, at, end) {
        return Some(end);
    }
    digit_chain(cx, at, end).or_else(|| labelled(cx, at, limit)).or_else(|| address(cx, at, limit))
}

/// The run of tokens that touch each other around a token.
fn chunk(cx: &Cx<'_>, at: u32, limit: u32) -> (u32, u32) {
    let mut first = at;
    while first > 0 && cx.touches(first) && at - first < 24 {
        first -= 1;
    }
    let mut end = at + 1;
    while end < limit && cx.touches(end) && end - at < 24 {
        end += 1;
    }
    (first, end)
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}")
}

/// "COVID-19", "L-202", "F-16": letters, a hyphen, digits.
fn glued_before(cx: &Cx<'_>, at: u32, first: u32, end: u32) -> Option<u32> {
    if !cx.touches(at) || at == first {
        return None;
    }
    let before = at - 1;
    if cx.is_kind(before, TokenKind::Word) {
        return (!cx.is(before, Class::Currency)).then_some(end);
    }
    if !is_dash(cx.text(before)) || before == 0 || !cx.touches(before) || !cx.is_kind(before - 1, TokenKind::Word) {
        return None;
    }
    let word = before - 1;
    let counts = cx.is_any(word, &[Class::NumberWord, Class::NumeralWord, Class::Unit, Class::Month])
        || matches!(
            cx.folded(word),
            "by" | "to" | "and" | "or" | "mid" | "sub" | "under" | "over" | "pre" | "post" | "top" | "about" | "some"
        );
    // An en dash between a word and a number is a dash.
    (!counts && cx.text(before) == "-").then_some(end)
}

/// "18F", "777F", "3D", "4chan": digits and letters that are no unit, scale or suffix.
fn glued_after(cx: &Cx<'_>, at: u32, end: u32) -> Option<u32> {
    let next = at + 1;
    if !cx.touches(next) || !cx.is_kind(next, TokenKind::Word) {
        return None;
    }
    let word = cx.folded(next);
    // "10M.": the dot of the sentence.
    let suffix = matches!(
        if word.len() == 2 { word.trim_end_matches('.') } else { word },
        "st" | "nd"
            | "rd"
            | "th"
            | "s"
            | "k"
            | "m"
            | "mn"
            | "mln"
            | "mil"
            | "b"
            | "bn"
            | "bln"
            | "t"
            | "tn"
            | "tln"
            | "trn"
            | "pc"
            | "pct"
            | "pm"
            | "am"
            | "a.m."
            | "p.m."
            | "x"
            | "percent"
            | "pp"
            | "bps"
            | "'s"
            | "yo"
    );
    let free = !cx.is_kind(next + 1, TokenKind::Word) || cx.is(next + 1, Class::Stop);
    // "75F in a heatwave", but "the 18F team".
    let warm = matches!(cx.text(next), "F" | "C") && free && unit::warm(cx, at);
    let capital = matches!(cx.text(next), "F" | "C" | "A" | "B" | "D" | "E" | "G" | "L") && !warm;
    let suffix = suffix || matches!(word, "rd." | "st." | "nd." | "th.") || word == "ms." && next + 1 == end;
    // "12V.": a symbol with the dot of the sentence.
    let symbol = cx.text(next).strip_suffix('.').filter(|t| t.len() == 1 && !matches!(*t, "F" | "C" | "A" | "B" | "D" | "E" | "G" | "L"));
    let listed = symbol.is_some_and(|t| cx.lex.unit_forms.contains_key(t));
    let unit = !capital && (listed || cx.is(next, Class::Currency) || unit::is_unit(cx, next));
    (!suffix && !unit).then_some(end)
}

/// Versions ("1.2.3"), scores ("3-2"), years ("2012-13"), phone numbers, plain dates ("6/18/2023").
fn digit_chain(cx: &Cx<'_>, at: u32, end: u32) -> Option<u32> {
    let own = cx.text(at);
    if own.bytes().filter(|&b| b == b'.').count() > 1 && !is_dotted_thousands(own) && !own.contains(',') {
        return Some(end);
    }
    let (mut last, mut groups) = (at, 1);
    while last + 2 < end
        && matches!(cx.text(last + 1), "-" | "\u{2013}" | "\u{2011}" | "/" | ":" | ".")
        && cx.is_kind(last + 2, TokenKind::Number)
    {
        last += 2;
        groups += 1;
    }
    if groups == 1 {
        return None;
    }
    let mark = cx.text(at + 1);
    if groups > 2 || mark == ":" || mark == "." {
        return Some(last + 1);
    }
    let other = cx.text(last);
    if mark == "/" {
        // A fraction is read elsewhere; anything else ("9/11", "24/7") is no number.
        let value = |t: &str| t.parse::<u32>().ok();
        let fraction = matches!((value(own), value(other)), (Some(n), Some(d)) if n > 0 && n < d && d <= 100);
        return (!fraction || (own == "9" && other == "11")).then_some(last + 1);
    }
    let phone = own.len() == 3 && other.len() == 4 && other.bytes().all(|b| b.is_ascii_digit());
    if phone || groups > 2 {
        return Some(last + 1);
    }
    // Two numbers are a range if a unit or a plural noun follows and they rise; else a score, a vote, a season.
    let next = last + 1;
    let value = |t: &str| crate::value::Exact::parse(&t.replace(',', ""));
    let rises = matches!((value(own), value(other)), (Some(a), Some(b)) if a < b);
    let measured = cx.is(next, Class::Currency)
        || unit::is_unit(cx, next)
        || matches!(
            cx.folded(next),
            "%" | "percent" | "pct" | "per" | "million" | "billion" | "trillion" | "thousand" | "bn" | "m" | "k" | "b" | "m." | "k." | "b."
        )
        || (is_dash(cx.text(next)) && cx.is_any(next + 1, &[Class::Unit, Class::Currency]));
    let plural = cx.is_kind(next, TokenKind::Word)
        && !cx.touches(next)
        && (cx.folded(next).ends_with('s') || matches!(cx.folded(next), "people" | "children" | "men" | "women"));
    let money = at > 0 && cx.is(at - 1, Class::Currency);
    (!(rises && (measured || plural || money))).then_some(last + 1)
}

/// "Route 66", "Chapter 11", "No. 10", "Boeing 737", "Falcon 9".
fn labelled(cx: &Cx<'_>, at: u32, limit: u32) -> Option<u32> {
    let before = at.checked_sub(1)?;
    if cx.token(at).is_some_and(|t| t.flags.has(Flags::FIRST)) || (cx.touches(at) && !is_dash(cx.text(before))) {
        return None;
    }
    let before = if is_dash(cx.text(before)) && cx.touches(at) { before.checked_sub(1)? } else { before };
    if !cx.is_kind(before, TokenKind::Word) || cx.text(at).contains(['.', ',']) {
        return None;
    }
    let listed = cx.is(before, Class::NumberLabel)
        || (2..=3u32).any(|n| before + 1 >= n && cx.phrase(before + 1 - n, at, Class::NumberLabel) == Some(n));
    let measured = cx.is_any(at + 1, &[Class::Unit, Class::Currency]) && cx.folded(at + 1) != "in"
        || matches!(cx.folded(at + 1), "%" | "percent" | "per" | "million" | "billion" | "trillion" | "thousand" | "hundred" | "people");
    if measured {
        return None;
    }
    let proper = cx.is_capitalised(before)
        && !cx.has(before, Flags::FIRST)
        && !cx.is_any(
            before,
            &[
                Class::City,
                Class::Country,
                Class::UsState,
                Class::Month,
                Class::Weekday,
                Class::Nationality,
                Class::Currency,
                Class::NumberWord,
                Class::Holiday,
            ],
        );
    let highway = matches!(cx.text(before), "U.S." | "US") && cx.is_kind(at + 1, TokenKind::Mark) && cx.text(at + 1) != "-";
    if !listed && !proper && !highway {
        return None;
    }
    let mut end = at + 1;
    // "Chapters 7 and 11", "pages 12-14"
    while end + 1 < limit
        && listed
        && (matches!(cx.folded(end), "and" | "to" | ",") || is_dash(cx.text(end)))
        && cx.is_kind(end + 1, TokenKind::Number)
    {
        end += 2;
    }
    Some(end)
}

/// "Flight Eight Hundred", "Chapter seven": a capitalised label before a number in words.
fn named_in_words(cx: &Cx<'_>, at: u32, limit: u32) -> Option<u32> {
    let label = at.checked_sub(1).filter(|&b| cx.is_capitalised(b) && !cx.touches(at) && cx.is(b, Class::NumberLabel))?;
    let number = super::super::numerals::numeral(cx, at, limit).filter(|n| n.words)?;
    // "Route one million": what is counted would follow a large number.
    (cx.is_kind(label, TokenKind::Word) && !cx.is(number.end, Class::Unit)).then_some(number.end)
}

/// "123 Elm Street", "PA 23456".
fn address(cx: &Cx<'_>, at: u32, limit: u32) -> Option<u32> {
    let digits = cx.text(at);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if digits.len() == 5 && at > 0 && cx.is(at - 1, Class::UsState) && cx.has(at - 1, Flags::UPPER) {
        return Some(at + 1);
    }
    let mut i = at + 1;
    while i < limit && i <= at + 4 && (cx.is_capitalised(i) || cx.has(i, Flags::MIXED)) {
        if i > at + 1 && cx.is(i, Class::StreetWord) {
            return Some(i + 1);
        }
        i += 1;
    }
    None
}
