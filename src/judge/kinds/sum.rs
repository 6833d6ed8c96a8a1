//! `sum`: parts against a total or a constant.

use super::super::Finding;
use super::super::bound::{Bound, Place, Tuple, Val};
use super::super::desk::Desk;
use super::super::eval::{self, Env};
use super::super::show;
use crate::limits;
use crate::rule::{ClaimRef, Group, Rule, Total};
use crate::value::{Value, Verdict};
use std::collections::BTreeMap;

/// Judges the parts of each group against its one total.
pub(super) fn judge<'a>(
    desk: &Desk<'a>,
    rule: &'a Rule,
    total: &Total,
    parts: &(ClaimRef, String),
    group: Group,
    min_parts: usize,
) -> Vec<Finding> {
    let place = |t: &Tuple<'_>| match group {
        Group::Sentence => (t.article, t.sentence),
        Group::Paragraph => (t.article, desk.block(t)),
        Group::Document => (t.article, 0),
    };
    let mut groups: BTreeMap<(u32, u32), Vec<(Bound, u32)>> = BTreeMap::new();
    for tuple in desk.tuples(rule, parts.0) {
        if let Some(part) = tuple.field(&parts.1) {
            groups.entry(place(&tuple)).or_default().push((part.clone(), tuple.article));
        }
    }
    let mut totals: BTreeMap<(u32, u32), Vec<Bound>> = BTreeMap::new();
    if let Total::Field(claim, field) = total {
        for tuple in desk.tuples(rule, *claim) {
            if let Some(bound) = tuple.field(field) {
                totals.entry(place(&tuple)).or_default().push(bound.clone());
            }
        }
    }
    let mut out = Vec::new();
    for (key, parts) in groups {
        let whole = match total {
            Total::Constant(v) => Some(Bound::computed(Val::Value(v.clone()))),
            Total::Field(..) => totals.get(&key).and_then(|t| only(t)),
        };
        let Some(whole) = whole else { continue };
        if parts.len() > limits::SUMMANDS {
            desk.leave_out(parts.last().and_then(|(p, _)| p.place));
            continue;
        }
        let mut seen: Vec<Place> = whole.place.into_iter().collect();
        let mut own: Vec<&Bound> = Vec::new();
        for (part, _) in &parts {
            let Some(at) = part.place else { continue };
            if !seen.iter().any(|p| p.article == at.article && p.span.overlaps(at.span)) {
                seen.push(at);
                own.push(part);
            }
        }
        if own.len() >= min_parts {
            out.extend(against(desk, rule, &whole, &own, key.0));
        }
    }
    out
}

/// The one total of a group; several that differ cannot be bound to the parts.
fn only(totals: &[Bound]) -> Option<Bound> {
    let (first, rest) = totals.split_first()?;
    rest.iter().all(|t| eval::equal(&first.val, &t.val) == Verdict::Yes).then(|| first.clone())
}

fn against<'a>(desk: &Desk<'a>, rule: &'a Rule, whole: &Bound, parts: &[&Bound], article: u32) -> Option<Finding> {
    let values: Option<Vec<Value>> = parts
        .iter()
        .map(|p| match &p.val {
            Val::Value(v) => Some(v.clone()),
            _ => None,
        })
        .collect();
    let sum = Val::Value(eval::sum(&values?)?);
    if eval::equal(&sum, &whole.val) != Verdict::No {
        return None;
    }
    let written = parts.iter().map(|p| Value::Text(show::bound_text(p, &desk.articles))).collect();
    let published = desk.articles.get(article as usize).and_then(|a| a.published);
    let names = vec![("total", whole.clone()), ("parts", Bound::computed(Val::Value(Value::List(written)))), ("sum", Bound::computed(sum))];
    let mut env = Env::of_names(names, published, desk.rules);
    env.bind(&rule.lets);
    let mut marks: Vec<Place> = whole.place.into_iter().chain(parts.iter().filter_map(|p| p.place)).collect();
    marks.dedup();
    desk.finding(rule, &env, &marks, &[])
}
