//! Later references to people: with a courtesy title or with the bare surname.
//!
//! A house uses one of the two throughout. Only the rarer one is told, and only where it is rare: at most a third of the other.

use super::{Name, parts};
use crate::read::{Claim, Cx, Readings};
use crate::value::{Person, Value};
use rustc_hash::FxHashSet;

/// Fewest references of the usual form.
const LEAST: usize = 3;

/// Adds a claim for each reference that departs from the article's own habit.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings, names: &[Name], people: &[Person]) {
    let full: FxHashSet<u32> = people.iter().filter(|p| p.given.is_some() && p.surname.is_some()).map(|p| p.entity).collect();
    let running = |n: &Name| {
        let at = n.tokens.start;
        let block = cx.doc.sentence_of(at).and_then(|(_, s)| cx.doc.block_of(s));
        block.is_some_and(|b| !b.kind.is_display()) && !cx.doc.is_quoted(at)
    };
    let later: Vec<(&Name, &Person, bool)> = names
        .iter()
        .zip(people)
        .filter(|(n, p)| p.given.is_none() && p.surname.is_some() && !p.ambiguous && full.contains(&p.entity) && running(n))
        .filter_map(|(n, p)| {
            let courtesy = |h: &str| matches!(h.trim_end_matches('.').to_lowercase().as_str(), "mr" | "ms" | "mrs" | "miss");
            match p.honorific.as_deref() {
                None => Some((n, p, false)),
                Some(h) if courtesy(h) => Some((n, p, true)),
                Some(_) => None,
            }
        })
        .collect();
    let titled = later.iter().filter(|(_, _, t)| *t).count();
    let bare = later.len() - titled;
    let rare = titled < bare;
    if titled.min(bare) == 0 || titled.max(bare) < LEAST || titled.min(bare) * 3 > titled.max(bare) {
        return;
    }
    for (name, person, _) in later.iter().filter(|(_, _, t)| *t == rare) {
        let span = parts::span(cx, name);
        let form = if rare { "titled" } else { "bare" };
        let claim = Claim::new("odd-reference", span).with("person", span, Value::Person((*person).clone()));
        out.claims.push(claim.with_implied("form", Value::Text(form.to_owned())));
    }
}
