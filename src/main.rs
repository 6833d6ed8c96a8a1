//! The `factlint` program: an exit code around [`factlint::cli`].

fn main() -> std::process::ExitCode {
    factlint::cli::main()
}
