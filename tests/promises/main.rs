//! What factlint promises, one file a promise. Cases are data under `fixtures/`: a new one needs no Rust.
//!
//! Expected outputs are goldens; `FACTLINT_BLESS=1 cargo test` writes them, and the diff is what a reviewer reads.

#[cfg(test)]
mod adoption;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod articles;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod determinism;
#[cfg(test)]
mod extremes;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod failures;
#[cfg(test)]
mod fixes;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod growth;
#[cfg(test)]
mod hooks;
#[cfg(test)]
mod hostile;
#[cfg(unix)]
#[cfg(test)]
mod interrupted;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod memory;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod passages;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod rule_errors;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod sought;
#[cfg(test)]
mod supply_chain;
#[cfg(test)]
mod support;
#[cfg(test)]
mod surroundings;
#[cfg(unix)]
#[cfg(test)]
mod terminal;
