//! Abbreviations and spellings of which an article should use one.
//!
//! Every use of a listed form in the article's own words is told; names ("World Health Organization"), headings, quotations and
//! links keep their own spelling and are left out.

use super::form::{field, is_everyday, optional, text};
use super::{Claim, ClaimSchema, Cx, Kind, Look, Readings, Sought, Spot};
use crate::lexicon::{Class, Flags, TokenKind, VariantForm};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "variant",
    about: "A form of which an article should use one: \"U.S.\" beside \"US\", \"organise\" beside \"organize\".",
    fields: &[
        field("form", "text", "the form, as the list has it"),
        field("group", "text", "the first form of its group: what the forms have in common"),
        field("kind", "text", "'abbreviation', 'spelling' or 'word'"),
        optional("variety", "text", "'British' or 'American', for spellings"),
    ],
}];

/// First words of listed forms.
pub(super) const SOUGHT: Sought = Sought { looks: &[Look::Variant], ..Sought::NONE };

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for block in cx.doc.blocks.iter().filter(|b| !b.kind.is_display()) {
        let mut next = block.tokens.start;
        for i in cx.spots_in(block.tokens.clone(), Spot::Variant) {
            if i < next {
                continue;
            }
            let found = longest(cx, i, &block.tokens);
            if let Some(form) = found
                && is_own_word(cx, out, form, i, &block.tokens)
                && let Some((group, written)) = group(cx, form)
            {
                let span = cx.span(i..i + length(form));
                let spelling = group.1 == "spelling";
                let claim = Claim::new("variant", span).room(3 + usize::from(spelling)).with("form", span, text(written));
                let claim = claim.with_implied("group", text(group.0)).with_implied("kind", text(group.1));
                let variety = if form.form == 0 { "British" } else { "American" };
                claims.push(if spelling { claim.with_implied("variety", text(variety)) } else { claim });
            }
            next = i + found.map_or(1, length);
        }
    }
    out.claims.append(&mut claims);
}

fn length(form: &VariantForm) -> u32 {
    u32::try_from(form.words.len()).unwrap_or(1).max(1)
}

/// The longest listed form that starts at a token.
fn longest<'a>(cx: &Cx<'a>, i: u32, block: &Range<u32>) -> Option<&'a VariantForm> {
    let forms = cx.lex.variant_forms(cx.word(i)?);
    let fits = |f: &&VariantForm| (i..).zip(&f.words).all(|(k, &w)| k < block.end && cx.word(k) == Some(w)) && is_written_so(cx, f, i);
    forms.iter().filter(fits).max_by_key(|f| f.words.len())
}

fn group<'a>(cx: &Cx<'a>, form: &VariantForm) -> Option<((&'static str, &'static str), &'a str)> {
    let group = cx.lex.variant(form.group)?;
    Some(((*group.forms.first()?, group.kind), group.forms.get(form.form)?))
}

/// Whether the text has the form in its letter case and spacing. A capital at the start counts only where a form has one.
fn is_written_so(cx: &Cx<'_>, form: &VariantForm, i: u32) -> bool {
    let Some(((_, kind), listed)) = group(cx, form) else { return false };
    let written = cx.doc.text(cx.span(i..i + length(form)));
    let exact = kind == "abbreviation" || listed.chars().any(char::is_uppercase);
    if exact || written == listed {
        return written == listed;
    }
    let mut letters = written.chars();
    let first = letters.next().map(|c| c.to_lowercase().collect::<String>()).unwrap_or_default();
    listed.strip_prefix(first.as_str()) == Some(letters.as_str()) && cx.has(i, Flags::FIRST)
}

/// Whether a form stands in the article's own words, outside names, links and addresses.
fn is_own_word(cx: &Cx<'_>, out: &Readings, form: &VariantForm, i: u32, block: &Range<u32>) -> bool {
    let end = i + length(form);
    let span = cx.span(i..end);
    let (before, after) = (i.checked_sub(1).filter(|&b| b >= block.start), Some(end).filter(|&e| e < block.end));
    let is_part = |k: u32, touching: bool| touching && matches!(cx.text(k), "@" | "/" | "_" | "." | "#" | "=" | "$" | "&" | "\\");
    let joined = before.is_some_and(|b| is_part(b, cx.touches(i)))
        || after.is_some_and(|a| is_part(a, cx.touches(a)) && cx.touches(a + 1) && a + 1 < block.end);
    let abbreviation = cx.has(i, Flags::UPPER) || cx.text(i).contains('.');
    let capital = |k: Option<u32>| k.is_some_and(|k| cx.is_capitalised(k) && !(cx.has(k, Flags::FIRST) && is_everyday(cx, k)));
    let shouted = |k: Option<u32>| k.is_some_and(|k| cx.is_kind(k, TokenKind::Word) && cx.has(k, Flags::UPPER));
    let named = if abbreviation {
        shouted(before) || shouted(after) || named_longer(out, i, end)
    } else {
        capital(before) && cx.is_capitalised(i)
            || capital(after) && cx.is_capitalised(i) && !cx.has(i, Flags::FIRST)
            || named_longer(out, i, end)
    };
    // Titles before a name are told by their own claim.
    !cx.doc.is_quoted(i) && !cx.is(i, Class::Honorific) && !joined && !named && !cx.doc.in_link(span)
}

/// Whether an organisation's or a person's name holds the form and more.
fn named_longer(out: &Readings, i: u32, end: u32) -> bool {
    (i.saturating_sub(8)..=i).any(|t| {
        out.at(t).any(|m| matches!(m.kind, Kind::Org | Kind::Person) && m.tokens.end >= end && m.tokens.end - m.tokens.start > end - i)
    })
}
