//! `compare`: one claim against a condition.

use super::super::Finding;
use super::super::desk::{Desk, fires};
use super::super::eval::Env;
use crate::rule::{Check, ClaimRef, Rule};

/// Judges each claim by itself.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, claim: ClaimRef, check: &Check) -> Vec<Finding> {
    let mut out = Vec::new();
    for tuple in desk.tuples(rule, claim) {
        let published = desk.article(&tuple).and_then(|a| a.published);
        let mut env = Env::of_tuple(&tuple, published, desk.rules);
        env.bind(&rule.lets);
        if !fires(check, &env) {
            continue;
        }
        let mut marks = Desk::marks(rule, check, &env);
        if marks.is_empty() {
            marks.push(super::super::bound::Place { article: tuple.article, span: tuple.anchor });
        }
        out.extend(desk.finding(rule, &env, &marks, &[]));
    }
    out
}
