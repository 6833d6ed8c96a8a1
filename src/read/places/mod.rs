//! Organisations and places: known ones from the lists, and runs of capitalised words that a head word makes one
//! ("Harbour Safety Board", "University of Brennick", "Corran River").
//!
//! Invariants:
//! - Runs before the reader of people, who leaves what is marked here alone unless the document shows a name to be a person's.
//! - A nationality is no place; a word that can be a given name before a surname is left to people.
//! - The article is outside the span, and a country before a ministry is a mention of its own.

mod context;
mod known;
mod runs;

pub(super) use context::SETTLED;
pub(super) use known::NAME;
pub(super) use runs::JOINT;

use super::{ClaimSchema, Cx, Kind, Mention, Readings, Spot};
use crate::value::Value;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[];

/// A stretch that was understood.
#[derive(Debug, Clone)]
struct Found {
    tokens: Range<u32>,
    kind: Kind,
    /// The name in its usual form where a list gives one ("United States" for "U.S.").
    name: Option<String>,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    for (_, sentence) in cx.sentences_with(Spot::Capital) {
        let tokens = &sentence.tokens;
        let mut next = tokens.start;
        for i in cx.spots_in(tokens.clone(), Spot::Capital) {
            let goes_on = || cx.is_capitalised(i + 1) || cx.spotted(i + 1, Spot::Joint);
            if i < next || !cx.spotted(i, Spot::Name) && !goes_on() {
                continue;
            }
            let (run, known) = (runs::at(cx, tokens, i), known::at(cx, tokens, i));
            let longer = known.as_ref().is_none_or(|k| run.as_ref().is_some_and(|r| r.tokens.end > k.tokens.end));
            if let Some(found) = if longer { run } else { known } {
                next = found.tokens.end;
                add(cx, out, found);
            }
        }
    }
    for found in context::find(cx, out) {
        add(cx, out, found);
    }
}

fn add(cx: &Cx<'_>, out: &mut Readings, found: Found) {
    let span = cx.span(found.tokens.clone());
    let text = found.name.unwrap_or_else(|| cx.doc.text(span).split_whitespace().collect::<Vec<_>>().join(" "));
    out.add(Mention { kind: found.kind, span, tokens: found.tokens, value: Value::Text(text), inner: false });
}
