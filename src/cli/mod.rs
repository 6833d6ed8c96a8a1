//! The command line: one command a file. The only place that touches the disk, the terminal and the arguments.

mod batch;

/// Runs the program.
#[must_use]
pub fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if args.get(1).is_some_and(|a| a == "mentions" || a == "claims") {
        batch::run(args.get(1).is_some_and(|a| a == "claims"));
    }
    std::process::ExitCode::SUCCESS
}
