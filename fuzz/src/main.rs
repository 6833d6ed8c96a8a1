//! `cargo run --release --manifest-path fuzz/Cargo.toml -- TARGET|all [--seconds N] [--seed N]`
//!
//! Runs the kept inputs of a target (or of all), then mutates them for so many seconds. An input that breaks an invariant is made
//! small, kept in `fuzz/corpus/TARGET`, and ends the run with status 1.

mod harness;

use harness::{Budget, TARGETS, World, fuzz};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (mut name, mut seconds, mut seed) = (String::new(), 60, 1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|n| n.parse::<u64>().ok());
        match arg.as_str() {
            "--seconds" => seconds = number().unwrap_or(seconds),
            "--seed" => seed = number().unwrap_or(seed),
            _ => name = arg,
        }
    }
    let targets: Vec<_> = TARGETS.iter().filter(|t| name == "all" || t.name == name).collect();
    if targets.is_empty() {
        eprintln!("targets: all {}", TARGETS.iter().map(|t| t.name).collect::<Vec<_>>().join(" "));
        return ExitCode::from(2);
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let world = World::new();
    std::panic::set_hook(Box::new(|_| {}));
    let mut failed = false;
    for target in targets {
        let outcome = fuzz(&world, target, &corpus, seed, Budget::Time(Duration::from_secs(seconds)));
        println!("{:<14} {} inputs, {} kept as new, slowest {:?}", target.name, outcome.runs, outcome.novel, outcome.slowest);
        for failure in &outcome.failures {
            failed = true;
            println!("  {}: {}", failure.file.as_deref().map_or("-".into(), |f| f.display().to_string()), failure.why);
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
