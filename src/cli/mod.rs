//! The command line: one command a file. The only place that touches the disk, the terminal, the environment and the arguments.
//!
//! Invariants:
//! - Findings and machine formats go to standard output, everything else to standard error.
//! - Exit status: 0 nothing at or above `--fail-on`, 1 findings, 2 the run itself failed, 130 broken off by Ctrl-C. What could not be read is always
//!   said.
//! - The same inputs give the same bytes for any number of threads and any order of arguments.

mod args;
mod atomic;
mod baseline;
mod batch;
mod changed;
mod check;
mod choice;
mod claims;
mod completions;
mod config;
mod csv;
mod effect;
mod explain;
mod explain_line;
mod fix;
mod guard;
mod init;
mod inputs;
mod listing;
mod man;
mod mentions;
mod out;
mod output;
mod paths;
mod progress;
mod rule_files;
mod rules;
mod schema;
mod select;
mod session;
mod settings;
mod signals;
mod statistics;
mod test;
mod walk;

pub use fix::{Edit, Fixed, fixed};

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use out::Out;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing to report.
    Clean,
    /// Findings, or examples that failed.
    Findings,
    /// Something kept the run from doing what it was asked for.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// Why a command stopped.
#[derive(Debug)]
enum Failure {
    /// A sentence for standard error.
    Message(String),
    /// Errors in rule files or configuration.
    Rules(Vec<crate::rule::RuleError>),
    /// Standard output does not take any more.
    Output(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    guard::quiet_panics();
    signals::watch();
    let parsed = Cli::command().try_get_matches().and_then(|m| Ok((Cli::from_arg_matches(&m)?, output::targets(&m)?)));
    let (mut cli, targets) = match parsed {
        Ok(parsed) => parsed,
        Err(e) => {
            if !e.use_stderr() {
                let _ = e.print();
                return ExitCode::SUCCESS;
            }
            // It quotes the arguments, and those may be file names.
            out::say_error(&e.render().to_string());
            return Exit::Failed.into();
        }
    };
    cli.common.format = cli.common.formats.last().copied();
    let mut out = Out::new(&cli.common);
    let ended = run(&cli, &targets, &mut out).and_then(|exit| std::io::Write::flush(&mut out).map(|()| exit).map_err(Failure::from));
    match ended {
        Ok(exit) => exit,
        // Whoever reads no further (`| head`) has what he wants.
        Err(Failure::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(Failure::Output(e)) => {
            out.say(&format!("error: cannot write: {e}"));
            Exit::Failed
        }
        Err(Failure::Message(text)) => {
            out.say(&format!("error: {text}"));
            Exit::Failed
        }
        Err(Failure::Rules(errors)) => {
            let look = out.error_look();
            out.say_drawn(&crate::report::rule_errors(&errors, look));
            Exit::Failed
        }
    }
    .into()
}

/// What is wrong with the text of a `factlint.toml` whose paths are relative to a folder: nothing, or every error at its place.
#[must_use]
pub fn config_errors(text: &str, root: &std::path::Path) -> Vec<crate::rule::RuleError> {
    let file = crate::rule::RuleFile { name: "factlint.toml".to_owned(), text: text.to_owned(), builtin: false };
    config::Config::parse(&std::sync::Arc::new(file), root).err().unwrap_or_default()
}

fn run(cli: &Cli, targets: &[output::Target], out: &mut Out) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Check(check) => check::run(&cli.common, check, targets, out),
        Command::Baseline(b) => baseline::write(&cli.common, &b.paths, b.file.as_deref(), out),
        Command::Mentions(paths) => mentions::run(&cli.common, paths, out),
        Command::Claims(claims) => claims::run(&cli.common, claims, out),
        Command::Explain(rule) => explain::run(&cli.common, rule, out),
        Command::Rules => rules::run(&cli.common, out),
        Command::Test(test) => test::run(&cli.common, test, out),
        Command::Config => settings::run(&cli.common, out),
        Command::Man => man::run(out),
        Command::Init => init::run(out),
        Command::Schema(what) => schema::run(what, out),
        Command::Completions(shell) => completions::run(shell, out),
    }
}
