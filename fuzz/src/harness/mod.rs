//! An in-process fuzzer that needs no instrumentation: a seed decides everything, and what an input makes the program say stands for
//! the code that it reaches. An input that makes it say something new is kept and mutated further.

mod emit;
mod fix;
mod generate;
mod harm;
mod invariants;
mod markup;
mod mutate;
mod rng;
mod rules;
mod targets;
mod world;

pub(crate) use targets::{TARGETS, Target};
pub(crate) use world::World;

use rng::Rng;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// No input is longer: growth has tests of its own.
const LONGEST: usize = 16 << 10;
/// So many inputs are kept in memory.
const MOST_KEPT: usize = 2000;

/// How long to go on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Budget {
    /// Until this time is over.
    #[cfg(not(test))]
    Time(Duration),
    /// For so many inputs: what the tests run.
    #[cfg(test)]
    Runs(usize),
}

/// What a run came to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) runs: usize,
    pub(crate) novel: usize,
    pub(crate) slowest: Duration,
    pub(crate) failures: Vec<Failure>,
}

/// An input that broke an invariant.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) why: String,
    pub(crate) file: Option<PathBuf>,
}

/// What an input made the program say, as hashes.
pub(crate) type Features = BTreeSet<u64>;

/// Runs one input: what it made the program say, or what it broke.
pub(crate) fn run(world: &World, target: &Target, input: &[u8]) -> Result<Features, String> {
    // Far more than an input takes that is not stuck; growth itself is tested with sizes.
    let most = Duration::from_millis(if cfg!(test) { 60_000 } else { 10_000 });
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| (target.run)(world, input)));
    let taken = start.elapsed();
    match result {
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            Err(format!("panic: {}", text.unwrap_or("?")))
        }
        Ok(Ok(_)) if taken > most => Err(format!("slow: {} bytes took {taken:?}", input.len())),
        Ok(result) => result,
    }
}

/// The kept inputs of a target.
pub(crate) fn kept(corpus: &Path, target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(corpus.join(target.name)).into_iter().flatten().filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    paths.into_iter().filter_map(|p| Some((p.clone(), std::fs::read(p).ok()?))).collect()
}

/// Runs the kept inputs of a target, then mutates them.
pub(crate) fn fuzz(world: &World, target: &Target, corpus: &Path, seed: u64, budget: Budget) -> Outcome {
    #[cfg(not(test))]
    let start = Instant::now();
    let mut rng = Rng::new(seed);
    let mut outcome = Outcome::default();
    let mut seen = Features::new();
    let mut pool: Vec<Vec<u8>> = Vec::new();
    for (file, input) in kept(corpus, target) {
        match run(world, target, &input) {
            Ok(features) => seen.extend(features),
            Err(why) => outcome.failures.push(Failure { why, file: Some(file) }),
        }
        pool.push(input);
    }
    if !outcome.failures.is_empty() {
        return outcome;
    }
    while match budget {
        #[cfg(not(test))]
        Budget::Time(time) => start.elapsed() < time,
        #[cfg(test)]
        Budget::Runs(runs) => outcome.runs < runs,
    } {
        let fresh = pool.is_empty() || rng.chance(6);
        let mut input = if fresh { (target.generate)(&mut rng) } else { rng.pick(&pool).cloned().unwrap_or_default() };
        if !fresh || rng.chance(2) {
            for _ in 0..=rng.below(6) {
                mutate::mutate(&mut rng, &mut input, &pool, target.words);
            }
        }
        input.truncate(LONGEST);
        outcome.runs += 1;
        let before = Instant::now();
        let result = run(world, target, &input);
        outcome.slowest = outcome.slowest.max(before.elapsed());
        match result {
            Ok(features) => {
                if !features.is_subset(&seen) {
                    outcome.novel += 1;
                    seen.extend(features);
                    if pool.len() < MOST_KEPT {
                        pool.push(input);
                    }
                }
            }
            Err(why) => {
                let input = smaller(world, target, input, &why);
                let folder = corpus.join(target.name);
                let file = folder.join(format!("found-{:016x}", world::hash(&input)));
                let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, &input)).is_ok();
                outcome.failures.push(Failure { why, file: written.then_some(file) });
                return outcome;
            }
        }
    }
    outcome
}

/// The first word of what went wrong: an input may be made smaller as long as that stays.
fn kind(why: &str) -> &str {
    why.split(':').next().unwrap_or(why)
}

/// A part of an input that still breaks the same invariant.
fn smaller(world: &World, target: &Target, mut input: Vec<u8>, why: &str) -> Vec<u8> {
    let mut step = input.len() / 2;
    let deadline = Instant::now() + Duration::from_secs(30);
    while step > 0 && Instant::now() < deadline {
        let mut at = 0;
        while at < input.len() && Instant::now() < deadline {
            let mut less = input.clone();
            less.drain(at..(at + step).min(input.len()));
            if run(world, target, &less).is_err_and(|e| kind(&e) == kind(why)) {
                input = less;
            } else {
                at += step;
            }
        }
        step /= 2;
    }
    input
}
