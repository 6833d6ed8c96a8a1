//! `unique`: one compatible value a key.

use super::super::Finding;
use super::super::bound::{Bound, Place, Tuple};
use super::super::desk::Desk;
use super::super::eval::{self, Env};
use super::pair::key as key_of;
use crate::limits;
use crate::rule::{ClaimRef, Condition, Extent, Majority, Rule, Same};
use crate::value::Verdict;
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// What a rule of this kind says.
pub(super) struct Spec<'r> {
    pub(super) claim: ClaimRef,
    pub(super) key: &'r [String],
    pub(super) value: &'r str,
    pub(super) same: Same,
    pub(super) synonyms: &'r [Vec<String>],
    pub(super) majority: Majority,
    pub(super) filter: Option<&'r Condition>,
}

/// Most occurrences of a rare form that one finding marks.
const MAX_MARKS: usize = 6;

/// Judges each group of claims that share their keys.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, spec: &Spec<'_>) -> Vec<Finding> {
    // Of what is said once, nothing differs.
    if !desk.has(spec.claim, 2) {
        return Vec::new();
    }
    let tuples = desk.tuples(rule, spec.claim);
    if tuples.len() < 2 {
        return Vec::new();
    }
    let mut groups: BTreeMap<(u32, u32, String), SmallVec<[&Tuple<'a>; 2]>> = BTreeMap::new();
    for tuple in &tuples {
        let counts = spec.filter.is_none_or(|f| {
            Env::of_tuple(tuple, desk.article(tuple).and_then(|a| a.published), desk.rules).decide(&f.expr) == Verdict::Yes
        });
        if !counts {
            continue;
        }
        let Some(key) = key_of(tuple, spec.key.iter().map(String::as_str)) else { continue };
        let scope = match rule.extent {
            Extent::Corpus => (0, 0),
            Extent::Document | Extent::Passage => (tuple.article, 0),
            Extent::Sentence => (tuple.article, tuple.sentence),
        };
        groups.entry((scope.0, scope.1, key)).or_default().push(tuple);
    }
    let mut out = Vec::new();
    for group in groups.into_values().filter(|g| g.len() > 1) {
        for group in split(desk, &group, spec.key).into_iter().filter(|g| g.len() > 1) {
            match spec.majority {
                Majority::First => first(desk, rule, spec, &group, &mut out),
                Majority::Rare => rare(desk, rule, spec, &group, &mut out),
            }
        }
    }
    out
}

/// The hash key joins what may be equal; here only what is certainly equal stays together ("Mr. Reyes" of two people).
fn split<'t, 'a>(desk: &Desk<'a>, group: &[&'t Tuple<'a>], key: &[String]) -> Vec<Vec<&'t Tuple<'a>>> {
    let mut out: Vec<Vec<&Tuple<'a>>> = Vec::new();
    for tuple in group {
        let joins = |other: &&Tuple<'a>| {
            key.iter().all(|k| match (tuple.field(k), other.field(k)) {
                (Some(a), Some(b)) => eval::equal(&a.val, &b.val) == Verdict::Yes,
                _ => false,
            })
        };
        let at = out.iter().position(|g| g.first().is_some_and(joins));
        if let Some(g) = at.and_then(|i| out.get_mut(i)) {
            g.push(tuple);
        } else if out.len() < limits::VALUES {
            out.push(vec![tuple]);
        } else {
            desk.leave_out(Some(tuple.place()));
        }
    }
    out
}

/// The value of a claim; one that is implied by the whole claim stands where the claim does.
fn value_of(spec: &Spec<'_>, tuple: &Tuple<'_>) -> Option<Bound> {
    let bound = tuple.field(spec.value)?.clone();
    let place = bound.place.unwrap_or(tuple.place());
    Some(Bound { place: Some(place), ..bound })
}

fn same(spec: &Spec<'_>, a: &Bound, b: &Bound) -> Verdict {
    eval::same(spec.same, &a.val, &b.val, spec.synonyms)
}

/// Every value that differs from an earlier one, once a form.
fn first<'a>(desk: &Desk<'a>, rule: &'a Rule, spec: &Spec<'_>, group: &[&Tuple<'a>], out: &mut Vec<Finding>) {
    // Each value once, at its first place: a repeat agrees with what its first one agrees with.
    let mut values: Vec<(Bound, &Tuple<'a>)> = Vec::new();
    let mut told: Vec<Bound> = Vec::new();
    for (other, tuple) in group.iter().filter_map(|t| Some((value_of(spec, t)?, *t))) {
        let known = values.iter().any(|(v, _)| v.val == other.val);
        let earlier = values.iter().find(|(first, _)| same(spec, first, &other) == Verdict::No).cloned();
        if !known {
            if values.len() >= limits::VALUES {
                desk.leave_out(other.place);
                continue;
            }
            values.push((other.clone(), tuple));
        }
        let Some((first, first_tuple)) = earlier else { continue };
        if told.iter().any(|t| same(spec, t, &other) == Verdict::Yes) {
            continue;
        }
        told.push(other.clone());
        let mut env = env(desk, spec, first_tuple);
        env.names.push(("first", first.clone()));
        env.names.push(("other", other.clone()));
        env.bind(&rule.lets);
        let marks: Vec<Place> = [&other, &first].into_iter().filter_map(|b| b.place).collect();
        out.extend(desk.finding(rule, &env, &marks, &[]));
    }
}

/// The rarer forms against the most frequent one.
fn rare<'a>(desk: &Desk<'a>, rule: &'a Rule, spec: &Spec<'_>, group: &[&Tuple<'a>], out: &mut Vec<Finding>) {
    let mut forms: Vec<Vec<Bound>> = Vec::new();
    for bound in group.iter().filter_map(|t| value_of(spec, t)) {
        let at = forms.iter().position(|f| f.first().is_some_and(|b| same(spec, b, &bound) == Verdict::Yes));
        if let Some(form) = at.and_then(|i| forms.get_mut(i)) {
            form.push(bound);
        } else if forms.len() < limits::VALUES {
            forms.push(vec![bound]);
        } else {
            desk.leave_out(bound.place);
        }
    }
    let Some(most) = forms.iter().map(Vec::len).max() else { return };
    let Some(common) = forms.iter().find(|f| f.len() == most) else { return };
    let (Some(usual), Some(tuple)) = (common.first(), group.first()) else { return };
    for form in &forms {
        let Some(odd) = form.first().filter(|o| same(spec, o, usual) == Verdict::No) else { continue };
        let mut env = env(desk, spec, tuple);
        env.names.push(("rare", Bound { count: Some(form.len()), ..odd.clone() }));
        env.names.push(("common", Bound { count: Some(common.len()), ..usual.clone() }));
        env.bind(&rule.lets);
        let marks: Vec<Place> = form.iter().take(MAX_MARKS).filter_map(|b| b.place).collect();
        let evidence: Vec<Place> = usual.place.into_iter().collect();
        out.extend(desk.finding(rule, &env, &marks, &evidence));
    }
}

fn env<'e>(desk: &Desk<'e>, spec: &Spec<'_>, tuple: &Tuple<'e>) -> Env<'e> {
    let published = desk.article(tuple).and_then(|a| a.published);
    let key = spec.key.first().and_then(|k| tuple.field(k)).cloned();
    Env::of_names(key.into_iter().map(|k| ("key", k)).collect(), published, desk.rules)
}
