//! The way that the title says a thing went, against the way that the lead says: "Profit rises to £3.1m" above "Profit fell to £3.1m".

use super::super::form::mark;
use super::super::{Cx, Kind, Readings};
use super::{Told, shared};
use crate::lexicon::Class;
use std::ops::Range;

/// Words that set two ways against each other in one sentence, or speak of what was expected.
#[rustfmt::skip]
const BOTH: &[&str] = &[
    "after", "although", "though", "but", "despite", "while", "had", "expected", "forecast", "before", "until", "not", "however", "even", "instead", "than", "if", "would",
    "could", "may", "might", "yet", "since", "reverse", "reversed", "against", "loss", "losses", "deficit",
];

/// The one verb of rise or fall in a range, and whether it is a rise.
fn way(cx: &Cx<'_>, tokens: &Range<u32>) -> Option<(u32, bool)> {
    let mut ways = tokens.clone().filter_map(|i| {
        let (up, down) = (cx.is(i, Class::Rise), cx.is(i, Class::Fall));
        let noun = i.checked_sub(1).is_some_and(|b| {
            b >= tokens.start && matches!(cx.folded(b), "a" | "an" | "the" | "of" | "in" | "his" | "her" | "its" | "their")
        });
        (up != down && !noun).then_some((i, up))
    });
    ways.next().filter(|_| ways.next().is_none())
}

/// A rise in the title and a fall in the lead, or the reverse, of one subject and one figure.
pub(super) fn direction(cx: &Cx<'_>, out: &Readings, title: &Range<u32>, lead: &Range<u32>) -> Option<Told> {
    let sentence = super::lead_sentence(cx, lead)?;
    let guarded = |r: &Range<u32>| r.clone().any(|i| BOTH.contains(&cx.folded(i)) || matches!(mark(cx, i), ";" | "?"));
    let ((own, up), (other, other_up)) = (way(cx, title)?, way(cx, &sentence)?);
    if up == other_up || guarded(title) || guarded(&sentence) || cx.doc.is_quoted(other) {
        return None;
    }
    let shared = shared(cx, &(title.start..own), &(sentence.start..other), 4);
    let figures = |r: &Range<u32>| {
        let kind = |k: Kind| out.within(r.clone(), k).filter(|m| !m.inner).map(|m| m.value.canonical()).collect::<Vec<_>>();
        [kind(Kind::Money), kind(Kind::Percent), kind(Kind::Quantity)].concat()
    };
    let there = figures(&sentence);
    let figure = figures(title).iter().any(|f| there.contains(f));
    (shared >= 2 || figure && shared > 0).then(|| (cx.span(own..own + 1), cx.span(other..other + 1), "direction"))
}
