//! How much work patterns may do: steps, not seconds, so that what is left out is the same on every machine.
//!
//! Invariants: a pattern that has used up its steps matches nothing more of the sentence, or of the article; that it did is known
//! and told. An antipattern that could not be tried to its end bars what it guards: silence is the safe side.

use crate::limits::{ALL_HEAVY_STEPS, EVERYDAY_STEPS, HEAVY_STEPS, STEPS};
use crate::rule::pattern::Pattern;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};

/// The work done in one article.
#[derive(Debug, Default)]
pub(in super::super) struct Work {
    /// Heavy steps by pattern (its address).
    heavy: RefCell<FxHashMap<usize, u64>>,
    all: Cell<u64>,
    /// How many times a pattern was given up, and the first token of the first sentence where one was.
    over: Cell<(usize, Option<u32>)>,
}

impl Work {
    /// The steps that a pattern may take in a sentence of an article of so many tokens.
    pub(super) fn allowed(&self, pattern: &Pattern, tokens: usize) -> u32 {
        if self.all.get() == 0 {
            return STEPS;
        }
        let tokens = u64::try_from(tokens).unwrap_or(u64::MAX);
        let most = |(base, each): (u64, u64)| base.saturating_add(tokens.saturating_mul(each));
        let own = self.heavy.borrow().get(&address(pattern)).copied().unwrap_or(0);
        if own > most(HEAVY_STEPS) || self.all.get() > most(ALL_HEAVY_STEPS) { 0 } else { STEPS }
    }

    /// Notes the steps that a pattern took in a sentence that starts at a token, of those it was allowed.
    pub(super) fn note(&self, pattern: &Pattern, start: u32, steps: u32, allowed: u32) {
        if steps > allowed {
            let (count, first) = self.over.get();
            self.over.set((count + 1, first.or(Some(start))));
        }
        if steps > EVERYDAY_STEPS {
            let steps = u64::from(steps);
            *self.heavy.borrow_mut().entry(address(pattern)).or_default() += steps;
            self.all.set(self.all.get() + steps);
        }
    }

    /// How many times a pattern was given up, and the first token of the first sentence where one was.
    pub(in super::super) fn over(&self) -> Option<(usize, u32)> {
        let (count, first) = self.over.get();
        first.map(|f| (count, f))
    }
}

/// Patterns live as long as the rules; where one lies tells it from all others.
fn address(pattern: &Pattern) -> usize {
    std::ptr::from_ref(pattern).addr()
}
