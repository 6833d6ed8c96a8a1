//! The rules that come with factlint: their examples pass, and each has enough of them and says what it is for.

use crate::support::report;
use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::rule::{LoadOptions, builtin, load};

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
