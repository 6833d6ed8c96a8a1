//! What all inputs share: the engine of the built-in rules.

use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::rule;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The engine, made once.
pub(crate) struct World {
    pub(crate) engine: Engine,
    /// Ids of all rules.
    pub(crate) rules: Vec<String>,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut lexicon = Lexicon::builtin().expect("the lexicon");
        let set = rule::load(&rule::builtin::files(), &mut lexicon, &rule::LoadOptions::default()).expect("the rules");
        let rules = set.rules.iter().map(|r| r.id.clone()).collect();
        Self { engine: Engine::new(lexicon, set), rules }
    }
}

/// A hash of what was said.
pub(crate) fn hash(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
