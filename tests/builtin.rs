//! Every built-in rule loads and its examples pass.

use factlint::judge::{Engine, Outcome};
use factlint::lexicon::Lexicon;
use factlint::rule::{LoadOptions, builtin, load};

#[test]
fn built_in_examples_pass() {
    let mut lexicon = Lexicon::builtin().expect("lexicon");
    let rules = match load(&builtin::files(), &mut lexicon, &LoadOptions { strict_examples: true }) {
        Ok(rules) => rules,
        Err(errors) => panic!(
            "{}",
            errors
                .iter()
                .map(|e| format!("{}: {:?}: {} ({}) {:?}", e.file.name, e.file.text.get(e.span.range()), e.message, e.label, e.help))
                .collect::<Vec<_>>()
                .join("\n")
        ),
    };
    let engine = Engine::new(lexicon, rules);
    let results = engine.run_examples(&|_| true);
    assert!(!results.is_empty());
    let failed = results.iter().filter(|r| r.outcome != Outcome::Passed);
    let lines: Vec<String> = failed
        .map(|r| {
            r.error
                .as_ref()
                .map_or_else(|| r.rule.clone(), |e| format!("{}: {:?}: {} {:?}", r.rule, e.file.text.get(e.span.range()), e.label, e.help))
        })
        .collect();
    assert!(lines.is_empty(), "{} of {} fail:\n{}", lines.len(), results.len(), lines.join("\n"));
}
