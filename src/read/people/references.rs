//! Later references to people: with a courtesy title or with the bare surname.
//!
//! A house uses one of the two throughout. Only the rarer one is told, and only where it is rare: at most a third of the other.

use super::{Name, parts};
use crate::lexicon::{Class, TokenKind};
use crate::read::{Claim, Cx, Readings};
use crate::value::{Person, Value};
use rustc_hash::FxHashSet;

/// Tokens before a name in which a title of several people may stand.
const NEAR: u32 = 24;
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
    // "Messrs. Lund and Ito": the title is that of both; "Bronfman interests" are no person; at a comma or "and" names make a list.
    let alone = |n: &Name| {
        let (start, end) = (n.tokens.start, n.tokens.end);
        let plural = cx.doc.sentence_of(start).is_some_and(|(_, s)| {
            (s.tokens.start.max(start.saturating_sub(NEAR))..start)
                .any(|i| matches!(cx.folded(i).trim_end_matches('.'), "messrs" | "mmes" | "drs"))
        });
        // "Lund and other officials" is no list of names.
        let beside = match (cx.folded(start.saturating_sub(1)), cx.folded(end)) {
            ("-" | "/" | "&", _) | (_, "-" | "/" | "&") => true,
            ("and" | "or" | "nor", _) if cx.is_capitalised(start.saturating_sub(2)) => true,
            (_, "and" | "or") => cx.is_capitalised(end + 1),
            _ => false,
        };
        // "Joseph Mayfield" may be another person than "Calvin Joseph Mayfield".
        let single = n.words().len() == 1;
        !plural
            && single
            && !beside
            && (cx.is_kind(end, TokenKind::Mark)
                || cx.is_any(end, &[Class::Stop, Class::Reporting, Class::FiniteVerb, Class::Be, Class::Have, Class::Modal]))
    };
    let later: Vec<(&Name, &Person, bool)> = names
        .iter()
        .zip(people)
        .filter(|(n, p)| {
            p.given.is_none()
                && p.surname.is_some()
                && !p.ambiguous
                && full.contains(&p.entity)
                && running(n)
                && (p.honorific.is_some() || alone(n))
        })
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
        let claim = Claim::new("odd-reference", span).with("person", span, Value::Person(Box::new((*person).clone())));
        out.claims.push(claim.with_implied("form", Value::Text(form.to_owned())));
    }
}
