//! What all inputs share: the engine of the built-in rules.

use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::rule::{self, RuleFile};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Replacements that grow and shrink the text, take a word away, stand beside each other, and make work for other rules.
const HOUSE: &str = r#"
[[rule]]
id = 'house/names'
kind = 'replace'
swap = { 'Peking' = 'Beijing', 'Kiev' = 'Kyiv', 'Naples' = 'Nápoli 𐐀', 'Constantinople' = 'İstanbul', 'colour television' = 'TV' }
suggest = ['{old} => {new}']
safe = true
message = '"{new}", not "{old}".'
bad = ['They flew to [[Peking]].']
good = ['They flew to Beijing.']

[[rule]]
id = 'house/fillers'
kind = 'replace'
swap = { 'very' = 'less', 'basically' = 'less' }
suggest = ['{old} => ']
safe = true
message = 'Nobody misses "{old}".'
bad = ['It is [[very]] small.']
good = ['It is small.']

[[rule]]
id = 'house/plain'
kind = 'replace'
swap = { 'in order to' = 'to', 'basically the' = 'the', 'utilise' = 'make use of' , 'make use of' = 'use' }
suggest = ['{old} => {new}']
safe = true
message = '"{new}", not "{old}".'
bad = ['He left [[in order to]] rest.']
good = ['He left to rest.']
"#;

/// The engine, made once.
pub(crate) struct World {
    pub(crate) engine: Engine,
    /// Ids of all rules.
    pub(crate) rules: Vec<String>,
    /// The same with more rules that may be fixed.
    pub(crate) fixing: Engine,
}

impl World {
    pub(crate) fn new() -> Self {
        let engine = engine(&rule::builtin::files());
        let rules = engine.rules.rules.iter().map(|r| r.id.clone()).collect();
        let house = RuleFile { name: "house.toml".to_owned(), text: HOUSE.to_owned(), builtin: false };
        let mut files = rule::builtin::files();
        files.push(Arc::new(house));
        Self { engine, rules, fixing: self::engine(&files) }
    }
}

fn engine(files: &[Arc<RuleFile>]) -> Engine {
    let mut lexicon = Lexicon::builtin().expect("the lexicon");
    let set = rule::load(files, &mut lexicon, &rule::LoadOptions::default()).expect("the rules");
    Engine::new(lexicon, set)
}

/// A hash of what was said.
pub(crate) fn hash(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
