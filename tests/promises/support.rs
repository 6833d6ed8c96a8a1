//! Running the program, and goldens.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A path of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The program in a folder, with an empty environment but for what is given.
pub(crate) fn command(dir: &Path, args: &[String], env: &[(String, String)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.current_dir(dir).args(args).env_clear().envs(env.iter().cloned());
    command
}

/// Runs the program to its end.
pub(crate) fn run(dir: &Path, args: &[&str], stdin: &[u8]) -> Output {
    let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
    finish(command(dir, &args, &[]), stdin)
}

/// Runs a command to its end with something on standard input.
pub(crate) fn finish(mut command: Command, stdin: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let bytes = stdin.to_owned();
    // A program that fails early reads nothing; that is its right.
    let writer = std::thread::spawn(move || {
        let _ = pipe.write_all(&bytes);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Whether goldens are to be written.
pub(crate) fn blessing() -> bool {
    std::env::var("FACTLINT_BLESS").is_ok_and(|v| v == "1")
}

/// Compares with a golden; a missing one fails. Returns what differs.
pub(crate) fn golden(path: &Path, actual: &str) -> Result<(), String> {
    if blessing() {
        std::fs::write(path, actual).unwrap();
        return Ok(());
    }
    let expected = std::fs::read_to_string(path).map_err(|_| format!("{} is missing (FACTLINT_BLESS=1 writes it)", path.display()))?;
    if expected == actual {
        return Ok(());
    }
    let line = expected
        .lines()
        .zip(actual.lines())
        .position(|(e, a)| e != a)
        .unwrap_or_else(|| expected.lines().count().min(actual.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
    Err(format!("{}:{}\n  expected: {}\n  actual:   {}", path.display(), line + 1, at(&expected), at(actual)))
}

/// The files of a folder with an ending, sorted.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(project(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.to_string_lossy().ends_with(ending));
    paths.sort();
    assert!(!paths.is_empty(), "no *{ending} in {folder}");
    paths
}

/// All files below a folder, sorted.
pub(crate) fn tree(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(tree(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}

/// Fails with all failures at once.
pub(crate) fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
}
