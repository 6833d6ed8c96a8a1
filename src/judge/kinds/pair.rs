//! `pair`: two claims joined on a key.

use super::super::Finding;
use super::super::bound::{Bound, Tuple, Val};
use super::super::desk::{Desk, fires};
use super::super::eval::{self, Env};
use crate::limits;
use crate::rule::{Check, ClaimRef, Rule};
use crate::value::{Value, Verdict};
use rustc_hash::{FxHashMap, FxHashSet};

/// Judges each certain join; of several violations by one left claim only the first is told.
pub(super) fn judge<'a>(
    desk: &Desk<'a>,
    rule: &'a Rule,
    sides: &'a [(String, ClaimRef); 2],
    join: &[(String, String)],
    check: &Check,
) -> Vec<Finding> {
    let [(left_name, left_claim), (right_name, right_claim)] = sides;
    let lefts = desk.tuples(rule, *left_claim);
    if lefts.is_empty() {
        return Vec::new();
    }
    let rights = desk.tuples(rule, *right_claim);
    let mut by_key: FxHashMap<String, Vec<&Tuple<'_>>> = FxHashMap::default();
    for right in &rights {
        if let Some(key) = key(right, join.iter().map(|(_, r)| r.as_str())) {
            by_key.entry(key).or_default().push(right);
        }
    }
    let (mut out, mut looked) = (Vec::new(), 0_usize);
    // Where both sides are claims of one kind, a pair is told once, whichever of the two is found first.
    let mut told: FxHashSet<[u32; 4]> = FxHashSet::default();
    for left in &lefts {
        let Some(key) = key(left, join.iter().map(|(l, _)| l.as_str())) else { continue };
        for right in by_key.get(&key).into_iter().flatten() {
            looked += 1;
            if looked > limits::PAIRS {
                desk.leave_out(Some(left.place()));
                return out;
            }
            let apart = rule.extent.parts((left.article, left.sentence), (right.article, right.sentence));
            let same_place = left.article == right.article && left.anchor == right.anchor;
            let reversed = told.contains(&[right.article, right.anchor.start, left.article, left.anchor.start]);
            if apart || same_place || reversed || !joined(left, right, join) {
                continue;
            }
            let published = desk.article(left).and_then(|a| a.published);
            let mut env = Env::of_sides(vec![(left_name, left), (right_name, right)], published, desk.rules);
            env.bind(&rule.lets);
            if fires(check, &env) {
                let marks = Desk::marks(rule, check, &env);
                out.extend(desk.finding(rule, &env, &marks, &[]));
                if left_claim.is_same(*right_claim) {
                    told.insert([left.article, left.anchor.start, right.article, right.anchor.start]);
                }
                break;
            }
        }
    }
    out
}

/// Whether all keys are certainly equal.
pub(in crate::judge) fn joined(left: &Tuple<'_>, right: &Tuple<'_>, join: &[(String, String)]) -> bool {
    join.iter().all(|(l, r)| match (left.field(l), right.field(r)) {
        (Some(a), Some(b)) => eval::equal(&a.val, &b.val) == Verdict::Yes,
        _ => false,
    })
}

/// A hash key that certainly equal values share; `None` where a field is not given.
pub(super) fn key<'n>(tuple: &Tuple<'_>, fields: impl Iterator<Item = &'n str>) -> Option<String> {
    let mut out = String::new();
    for field in fields {
        let part = key_part(tuple.field(field)?)?;
        out = if out.is_empty() { part } else { out + &part };
        out.push('\u{1f}');
    }
    Some(out)
}

fn key_part(bound: &Bound) -> Option<String> {
    match &bound.val {
        // A given name alone stands for the surname of the person it is.
        Val::Value(Value::Person(p)) => {
            let last = || p.canonical.rsplit_once(' ').map(|(_, last)| last);
            Some(eval::normal(p.surname.as_deref().or_else(last).or(p.given.as_deref())?))
        }
        Val::Value(Value::List(_)) | Val::OneOf(_) | Val::Unknown => None,
        Val::Value(Value::Text(text)) => Some(eval::normal(text)),
        Val::Value(v) => Some(eval::normal(&v.canonical())),
        Val::Fact(table, i) => Some(format!("{table} {i}")),
        Val::Verdict(v) => Some(format!("{v:?}")),
    }
}
