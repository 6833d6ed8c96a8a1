//! The rules that come with factlint: their examples pass, and each has enough of them and says what it is for.

use crate::support::{files, report};
use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::rule::{LoadOptions, builtin, load};
use std::collections::BTreeSet;

#[test]
fn built_in_rules_pass_their_own_examples() {
    let mut lexicon = Lexicon::builtin().unwrap();
    let set = load(&builtin::files(), &mut lexicon, &LoadOptions { strict_examples: true });
    let set = set.unwrap_or_else(|errors| panic!("{errors:#?}"));
    let mut failures = Vec::new();
    for rule in &set.rules {
        let count = |bad| rule.examples.iter().filter(|e| e.bad == bad).count();
        if count(true) < 1 || count(false) < 2 {
            failures.push(format!("{}: {} bad and {} good examples", rule.id, count(true), count(false)));
        }
        if rule.summary.is_empty() {
            failures.push(format!("{}: no summary", rule.id));
        }
    }
    let engine = Engine::new(lexicon, set);
    for result in engine.run_examples(&|_| true) {
        if let Some(error) = result.error {
            let line = error.file.text.get(..error.span.start as usize).map_or(0, |t| t.lines().count());
            failures.push(format!("{}:{line}: {} ({})", error.file.name, error.message, error.label));
        }
    }
    report(&failures);
}

/// Every rule that is on fires in an article of `fixtures/articles`, except those of facts, which need a table of facts.
#[test]
fn every_rule_fires_in_an_article() {
    let mut lexicon = Lexicon::builtin().unwrap();
    let set = load(&builtin::files(), &mut lexicon, &LoadOptions::default()).unwrap();
    let mut fired = BTreeSet::new();
    for golden in files("fixtures/articles", ".expect") {
        let golden = std::fs::read_to_string(golden).unwrap();
        fired.extend(golden.lines().filter_map(|l| l.split(' ').nth(1)).map(str::to_owned));
    }
    let wanted = set.rules.iter().filter(|r| r.enabled && !r.id.starts_with("facts/"));
    let failures: Vec<String> = wanted.filter(|r| !fired.contains(&r.id)).map(|r| format!("{} fires in no article", r.id)).collect();
    report(&failures);
}
