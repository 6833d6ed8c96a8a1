//! Report formats: what each must hold for those who read it.

mod fingerprints;
mod github;
mod hostile;
mod json_schema;
mod limits;
mod many;
mod output;
mod read_back;
mod runner;
mod same;

use crate::support::{run, stderr};
use std::path::Path;

/// All formats of `check`.
pub(crate) const ALL: &[&str] = &["human", "plain", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];

/// One run that writes a file for each format into a folder; `args` are of `check`.
pub(crate) fn write_all(dir: &Path, into: &Path, args: &[&str]) {
    let mut all = vec!["check", "--quiet"];
    let files: Vec<String> = ALL.iter().map(|f| into.join(f).to_string_lossy().into_owned()).collect();
    for (format, file) in ALL.iter().zip(&files) {
        all.extend(["--format", format, "--output", file]);
    }
    all.extend(args);
    let output = run(dir, &all, b"");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?} {}", output.status.code(), stderr(&output));
    assert!(output.stdout.is_empty());
}

/// What a run wrote in one format.
pub(crate) fn written(into: &Path, format: &str) -> String {
    std::fs::read_to_string(into.join(format)).unwrap()
}
