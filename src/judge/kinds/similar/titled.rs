//! Names of bodies and posts that begin with a rank or title: "General Services Administration" beside "Captain Services
//! Administration". One of the two titles is a slip; names of persons have rules of their own.

use super::super::super::Finding;
use super::super::super::desk::Desk;
use super::super::super::extract::Reader;
use super::{Name, Spec, tell};
use crate::document::TextSpan;
use crate::lexicon::Class;
use crate::read::Kind as MentionKind;
use crate::rule::Rule;
use std::collections::BTreeMap;

/// Judges the titled names of one article.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, spec: &Spec<'_>, reader: &Reader<'a>, out: &mut Vec<Finding>) {
    let cx = &reader.matcher.cx;
    // What follows the title -> title -> the places of the whole name.
    let mut names: BTreeMap<String, BTreeMap<String, Vec<TextSpan>>> = BTreeMap::new();
    for &i in reader.capitals() {
        if is_rank(reader, i) && follows(reader, i + 1) {
            let end = if follows(reader, i + 2) { i + 3 } else { i + 2 };
            let uses = names.entry(cx.folded(i + 1).to_owned()).or_default();
            uses.entry(cx.folded(i).to_owned()).or_default().push(cx.span(i..end));
        }
    }
    for (rest, titles) in names {
        if titles.len() != 2 || rest.chars().count() < spec.min_length {
            continue;
        }
        let mut by_count: Vec<&Vec<TextSpan>> = titles.values().collect();
        // The rarer one; of two used equally often the later one.
        by_count.sort_by_key(|places| (places.len(), std::cmp::Reverse(places.first().copied())));
        let [rare, common] = by_count.as_slice() else { continue };
        let Some(first) = rare.first().filter(|span| rare.len() == 1 && rule.context.admits(reader.context_of(**span))) else { continue };
        let name = |places: &[TextSpan]| Name {
            text: places.first().map(|span| cx.doc.text(*span).to_owned()).unwrap_or_default(),
            places: places.to_vec(),
            people: Vec::new(),
        };
        out.extend(tell(desk, rule, reader, &name(&[*first]), &name(common)));
    }
}

/// Whether a token is a military or political title with a capital.
fn is_rank(reader: &Reader<'_>, i: u32) -> bool {
    let cx = &reader.matcher.cx;
    let kind = || cx.lex.honorifics.get(cx.folded(i)).map(|h| h.kind);
    cx.is_capitalised(i) && cx.is(i, Class::Honorific) && matches!(kind(), Some("military" | "political"))
}

/// Whether a token goes on with the name of a body: a word with a capital, no title and no person.
fn follows(reader: &Reader<'_>, i: u32) -> bool {
    let cx = &reader.matcher.cx;
    cx.is_capitalised(i) && !is_rank(reader, i) && !reader.article.readings.covers(i, &[MentionKind::Person])
}
