//! A short, deterministic run of every fuzz target: the kept inputs, then so many mutations of them. `fuzz/` runs the same for as long
//! as one likes.

#[path = "../fuzz/src/harness/mod.rs"]
#[expect(clippy::expect_used, reason = "without lexicon and rules there is nothing to run")]
#[expect(clippy::indexing_slicing, reason = "what a JSON value does not have is null")]
mod harness;

use harness::{Budget, TARGETS, World, fuzz};
use std::path::Path;

#[test]
fn no_target_breaks() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let world = World::new();
    let runs = std::env::var("FACTLINT_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(25);
    let (world, corpus) = (&world, corpus.as_path());
    let threads = TARGETS.chunks(TARGETS.len().div_ceil(2));
    let failures: Vec<String> = std::thread::scope(|scope| {
        let handles: Vec<_> = threads
            .map(|targets| {
                scope.spawn(move || {
                    let mut failures = Vec::new();
                    for target in targets {
                        assert!(!harness::kept(corpus, target).is_empty(), "fuzz/corpus/{} is empty", target.name);
                        let outcome = fuzz(world, target, corpus, 1, Budget::Runs(runs));
                        failures.extend(outcome.failures.iter().map(|f| format!("{}: {} {:?}", target.name, f.why, f.file)));
                    }
                    failures
                })
            })
            .collect();
        handles.into_iter().flat_map(|h| h.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
