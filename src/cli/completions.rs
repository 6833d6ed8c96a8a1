//! `factlint completions`

use super::args::{Cli, Completions};
use super::out::Out;
use super::{Exit, Failure};
use clap::CommandFactory;
use std::io::Write;

/// Prints a completion script.
pub(super) fn run(args: &Completions, out: &mut Out) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "factlint", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Clean)
}
