//! The rule language by example: every rule of `fixtures/rules/*.toml` loads beside the built-in ones and its examples pass.

use factlint::judge::{Engine, Outcome};
use factlint::lexicon::Lexicon;
use factlint::rule::{LoadOptions, RuleFile, builtin, load};
use std::path::Path;
use std::sync::Arc;

#[test]
fn rules_by_example_load_and_pass() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let mut failures = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(&folder).expect("folder").map(|e| e.expect("entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("readable");
        let file = Arc::new(RuleFile { name: path.file_name().expect("name").to_string_lossy().into_owned(), text, builtin: false });
        let mut lexicon = Lexicon::builtin().expect("lexicon");
        let mut files = builtin::files();
        files.push(Arc::clone(&file));
        let rules = match load(&files, &mut lexicon, &LoadOptions::default()) {
            Ok(rules) => rules,
            Err(errors) => {
                failures.extend(errors.iter().map(|e| format!("{}:{:?}: {} ({}) {:?}", e.file.name, e.span, e.message, e.label, e.help)));
                continue;
            }
        };
        let engine = Engine::new(lexicon, rules);
        for result in engine.run_examples(&|r| Arc::ptr_eq(&r.file, &file)) {
            if result.outcome != Outcome::Passed {
                let e = result.error.expect("error");
                failures.push(format!("{}: {:?}: {} {:?}", result.rule, e.file.text.get(e.span.range()), e.label, e.help));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
