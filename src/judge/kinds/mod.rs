//! One file a kind of rule.

mod compare;
pub(super) mod pair;
mod replace;
mod similar;
mod sum;
mod unique;

use super::Finding;
use super::desk::Desk;
use crate::rule::{Kind, Rule};

/// What a rule says of the articles on the desk.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, number: usize) -> Vec<Finding> {
    match &rule.kind {
        Kind::Compare { claim, check } => compare::judge(desk, rule, *claim, check),
        Kind::Pair { sides, join, check } => pair::judge(desk, rule, sides, join, check),
        Kind::Unique { claim, key, value, same, synonyms, majority, filter } => unique::judge(
            desk,
            rule,
            &unique::Spec { claim: *claim, key, value, same: *same, synonyms, majority: *majority, filter: filter.as_ref() },
        ),
        Kind::Sum { total, parts, group, min_parts } => sum::judge(desk, rule, total, parts, *group, *min_parts),
        Kind::Similar { on, max_edits, min_length, same_if, against } => similar::judge(
            desk,
            rule,
            &similar::Spec { on: *on, max_edits: *max_edits, min_length: *min_length, same_if, against: against.as_deref() },
        ),
        Kind::Replace { swaps } => replace::judge(desk, rule, number, swaps),
    }
}
