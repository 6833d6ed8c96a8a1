//! `in` and `not_in`: where a claim must stand.

use super::super::did_you_mean;
use super::super::model::ContextFilter;
use super::super::toml_reader::{Str, Table};
use crate::read::{Context, ContextFlag};

/// What rules do not see unless they say otherwise: other people's words, and what is denied or only supposed.
const HIDDEN: &[ContextFlag] = &[ContextFlag::Quoted, ContextFlag::Negated, ContextFlag::Hypothetical];

/// Reads `in` and `not_in` of a table. Without them, `default` holds; a `not_in` says all that is hidden, `not_in = []` hides nothing.
pub(super) fn read(table: &Table<'_>, default: ContextFilter) -> ContextFilter {
    let (only, never) = (table.strings("in"), table.strings("not_in"));
    if only.is_none() && never.is_none() {
        return default;
    }
    let mut filter = default;
    if let Some(names) = only {
        let wanted = flags(table, &names);
        // What a rule asks for is no longer hidden from it.
        let kept = HIDDEN.iter().filter(|f| !wanted.has(**f)).fold(Context::default(), |c, f| c.with(*f));
        filter = ContextFilter { only: Some(wanted), never: kept };
    }
    if let Some(names) = never {
        filter.never = flags(table, &names);
    }
    filter
}

/// The filter of a rule that says nothing.
pub(super) fn hidden() -> ContextFilter {
    ContextFilter { only: None, never: HIDDEN.iter().fold(Context::default(), |c, f| c.with(*f)) }
}

fn flags(table: &Table<'_>, names: &[Str]) -> Context {
    let mut context = Context::default();
    for name in names {
        if let Some(flag) = ContextFlag::ALL.iter().find(|f| f.name() == name.text) {
            context = context.with(*flag);
        } else {
            let known = ContextFlag::ALL.iter().map(|f| f.name());
            let help =
                did_you_mean(&name.text, known.clone()).unwrap_or_else(|| format!("contexts: {}", known.collect::<Vec<_>>().join(", ")));
            table.fail(name.error_all(format!("there is no context '{}'", name.text), "unknown context").help(help));
        }
    }
    context
}
