//! `factlint man`

use super::args::Cli;
use super::out::Out;
use super::{Exit, Failure};
use clap::CommandFactory;
use std::io::Write;

/// Prints the manual page: the program, then each command.
pub(super) fn run(out: &mut Out) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands() {
        let man = clap_mangen::Man::new(sub.clone());
        writeln!(page, ".SH \"FACTLINT {}\"", sub.get_name().to_uppercase())?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    out.write_all(&page)?;
    Ok(Exit::Clean)
}
