//! The command line as clap reads it. One struct a command; options that hold everywhere stand in [`Common`].

use crate::report::Format;
use crate::rule::Severity;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Finds the places in an article that cannot both be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, max_term_width = 100, after_help = AFTER, disable_help_subcommand = true)]
pub(super) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Options of all commands.
    #[command(flatten)]
    pub(super) common: Common,
}

const AFTER: &str = "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the run itself failed, 130 broken off by Ctrl-C.";

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report contradictions in articles
    Check(Check),
    /// Write down what is found today, so that `check --baseline` reports only what is new
    Baseline(Baseline),
    /// Show what was understood: dates, numbers, names, with their values
    Mentions(Paths),
    /// Show the claims of articles
    Claims(Claims),
    /// Say what a rule is for, with its examples, or what was made of a line of an article
    Explain(Explain),
    /// List the rules in force
    Rules,
    /// Run the examples inside rule files
    Test(Test),
    /// Show what is in force and where each value comes from
    Config,
    /// Write a commented factlint.toml
    Init,
    /// Print the JSON Schema of rule files or of factlint.toml
    Schema(SchemaArgs),
    /// Print the manual page
    Man,
    /// Print a completion script for a shell
    Completions(Completions),
}

/// Articles to read.
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// Files, directories (respecting .gitignore), or `-` for standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// `factlint check`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(super) struct Check {
    /// The articles.
    #[command(flatten)]
    pub(super) paths: Paths,
    /// Write what the --format before it prints to a file, whole or not at all; `-` is standard output (may be given again, each
    /// with its --format)
    #[arg(long, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    /// Report only what this baseline does not hold (`factlint baseline` writes one)
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Exit with 1 if the baseline holds what is no longer found
    #[arg(long)]
    pub(super) fail_on_stale: bool,
    /// Report only what touches the lines that a unified diff changes; `-` is standard input
    #[arg(long, value_name = "DIFF")]
    pub(super) changed: Option<PathBuf>,
    /// Make the replacements of rules that are safe, in the files
    #[arg(long, conflicts_with = "changed")]
    pub(super) fix: bool,
    /// Print the replacements of rules that are safe as a unified diff, instead of a report
    #[arg(long, conflicts_with = "output")]
    pub(super) diff: bool,
    /// No article, or an empty diff, is no error
    #[arg(long)]
    pub(super) allow_empty: bool,
    /// Tell findings by rule and by file, and time by stage and rule, on standard error
    #[arg(long)]
    pub(super) statistics: bool,
    /// Exit with 0 whatever is found (2 stays 2)
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Exit with 1 if there are more warnings than this
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
}

/// `factlint baseline`
#[derive(Debug, Args)]
pub(super) struct Baseline {
    /// The articles.
    #[command(flatten)]
    pub(super) paths: Paths,
    /// Where to write it [default: factlint-baseline.json]
    #[arg(long = "output", value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
}

/// `factlint claims`
#[derive(Debug, Args)]
pub(super) struct Claims {
    /// The articles.
    #[command(flatten)]
    pub(super) paths: Paths,
    /// List every claim that rules may use, with its fields and their types
    #[arg(long)]
    pub(super) kinds: bool,
}

/// `factlint explain`
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Id of the rule, as in reports: group/defect; or a line of an article: its mentions, its claims, and why each rule that
    /// looks at them is silent or not
    #[arg(value_name = "RULE|FILE:LINE")]
    pub(super) rule: String,
}

/// `factlint test`
#[derive(Debug, Args)]
pub(super) struct Test {
    /// Rule files or directories of them; without any, the rules in force
    #[arg(value_name = "RULEFILE")]
    pub(super) files: Vec<PathBuf>,
    /// Fail on a rule that no `bad` example makes fire
    #[arg(long)]
    pub(super) coverage: bool,
}

/// `factlint schema`
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Of what
    #[arg(value_enum, value_name = "WHAT")]
    pub(super) what: SchemaOf,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// Rule files
    Rules,
    /// factlint.toml
    Config,
}

/// `factlint completions`
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

/// Options that hold everywhere.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of all commands")]
pub(super) struct Common {
    /// Also load rules from a file or from the .toml files of a directory (may be given again)
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    /// Run only these rules: ids, globs (`date/*`), classes (`T01`), packs (`style`), or `all`
    #[arg(long, global = true, value_name = "RULES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Leave these rules out
    #[arg(long, global = true, value_name = "RULES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Publication date of the articles (YYYY-MM-DD), against which relative words are resolved
    #[arg(long, global = true, value_name = "DATE")]
    pub(super) published: Option<NaiveDate>,
    /// Use this configuration instead of the nearest factlint.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Look for no configuration
    #[arg(long, global = true, conflicts_with = "config")]
    pub(super) isolated: bool,
    /// How to print results; `human` unless the input is a batch
    #[arg(long = "format", global = true, value_enum, value_name = "FORMAT")]
    pub(super) formats: Vec<Format>,
    /// The last of them.
    #[arg(skip)]
    pub(super) format: Option<Format>,
    /// Exit with 1 from this severity on [default: error]
    #[arg(long, global = true, value_enum, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
    /// How many threads to use; 0 as many as there are cores. The output is the same for any number
    #[arg(long, global = true, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=256))]
    pub(super) jobs: u16,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub(super) color: When,
    /// The name of what comes from standard input; its ending says how to parse it
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
    /// How inputs are laid out: articles, or a batch of one JSON object a line with `id`, `text`, `published`, `format`
    #[arg(long, global = true, value_enum, value_name = "INPUT", default_value_t = InputKind::Files)]
    pub(super) input: InputKind,
    /// Print results only: no summary
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Any finding
    Note,
    /// Warnings and errors
    Warning,
    /// Errors
    Error,
}

impl FailOn {
    /// The severity that it names.
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Note => Severity::Note,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How inputs are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InputKind {
    /// Each input is an article
    Files,
    /// Each line of an input is an article
    Jsonl,
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        super::Cli::command().debug_assert();
    }
}
