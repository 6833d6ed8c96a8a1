//! The command line: exit status, streams and texts of every case in `fixtures/cmd/*.toml`.
//!
//! A file of cases has a golden beside it with what each case prints. A case: `args`, and as needed `files`, `bytes`, `folders`,
//! `links`, `pipes`, `stdin`, `env`; `exit` is the promise.

use crate::support::{blessing, command, files, finish, golden, report, run, stderr, stdout};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// Files that every case has.
    #[serde(default)]
    files: BTreeMap<String, String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    args: Vec<String>,
    exit: i32,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    bytes: BTreeMap<String, Vec<u8>>,
    #[serde(default)]
    folders: Vec<String>,
    #[serde(default)]
    links: BTreeMap<String, String>,
    #[serde(default)]
    pipes: Vec<String>,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// The folder to run in.
    #[serde(default)]
    cwd: String,
    /// Files that must stand there afterwards with this text.
    #[serde(default)]
    after: BTreeMap<String, String>,
}

fn set_up(root: &Path, shared: &BTreeMap<String, String>, case: &Case) {
    let place = |name: &str| {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    };
    for (name, text) in shared.iter().chain(&case.files) {
        std::fs::write(place(name), text).unwrap();
    }
    for (name, bytes) in &case.bytes {
        std::fs::write(place(name), bytes).unwrap();
    }
    for name in &case.folders {
        std::fs::create_dir_all(root.join(name)).unwrap();
    }
    #[cfg(unix)]
    for (name, target) in &case.links {
        std::os::unix::fs::symlink(target, place(name)).unwrap();
    }
    for name in &case.pipes {
        assert!(std::process::Command::new("mkfifo").arg(place(name)).status().unwrap().success());
    }
}

/// Runs a case: what it prints, and what of it is not as promised.
fn one(shared: &BTreeMap<String, String>, case: &Case) -> (String, Vec<String>) {
    let root = tempfile::tempdir().unwrap();
    set_up(root.path(), shared, case);
    let env: Vec<_> = case.env.clone().into_iter().collect();
    let output = finish(command(&root.path().join(&case.cwd), &case.args, &env), case.stdin.as_bytes());
    let mut wrong = Vec::new();
    if output.status.code() != Some(case.exit) {
        wrong.push(format!("{}: exit {:?}, not {}\n{}", case.name, output.status.code(), case.exit, stderr(&output)));
    }
    for (name, wanted) in &case.after {
        let found = std::fs::read_to_string(root.path().join(name)).unwrap_or_default();
        if found != *wanted {
            wrong.push(format!("{}: {name} is now {found:?}", case.name));
        }
    }
    let mut text = format!("=== {}\n$ factlint {}\n", case.name, case.args.join(" "));
    for (stream, content) in [("out", stdout(&output)), ("err", stderr(&output))] {
        if !content.is_empty() {
            writeln!(text, "--- {stream}\n{}", content.trim_end()).unwrap();
        }
    }
    writeln!(text, "--- exit {}\n", case.exit).unwrap();
    let real = root.path().canonicalize().unwrap();
    (steady(&text.replace(&*real.to_string_lossy(), "(here)").replace(&*root.path().to_string_lossy(), "(here)")), wrong)
}

/// How many built-in rules there are is no promise.
fn steady(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("rules that ").and_then(|l| l.split_once(": ")) {
        Some((who, counts)) => {
            let (first, rest) = counts.split_at(counts.find(|c: char| !c.is_ascii_digit()).unwrap_or(0));
            format!("rules that {who}: {}{rest}", if first.len() > 1 { "(many)" } else { first })
        }
        None => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[test]
#[cfg(unix)]
fn every_case_ends_and_prints_as_promised() {
    let (mut failures, mut count) = (Vec::new(), 0);
    for path in files("fixtures/cmd", ".toml") {
        let cases: Cases = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        count += cases.case.len();
        let ran: Vec<(String, Vec<String>)> = cases.case.par_iter().map(|case| one(&cases.files, case)).collect();
        let text: String = ran.iter().map(|(text, _)| text.as_str()).collect();
        failures.extend(ran.into_iter().flat_map(|(_, wrong)| wrong).map(|wrong| format!("{}: {wrong}", path.display())));
        failures.extend(golden(&path.with_extension("golden"), &text).err());
    }
    report(&failures);
    assert!(blessing() || count >= 30, "only {count} cases");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = command(dir.path(), &["schema".into(), "rules".into()], &[])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_fails_the_run() {
    let dir = tempfile::tempdir().unwrap();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command(dir.path(), &["schema".into(), "rules".into()], &[]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
}

#[test]
fn every_command_explains_itself() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["check", "baseline", "mentions", "claims", "explain", "rules", "test", "config", "init", "schema", "man", "completions"] {
        let output = run(dir.path(), &[name, "--help"], b"");
        assert!(output.status.success() && stdout(&output).contains("Usage: factlint"), "{name}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(stdout(&run(dir.path(), &["completions", shell], b"")).contains("factlint"), "{shell}");
    }
}

#[test]
fn claims_have_their_fields_with_places() {
    let dir = tempfile::tempdir().unwrap();
    let text = "Talks began on Monday, June 18, 2023.";
    let batch = serde_json::json!({"id": "a", "text": text}).to_string();
    let output = run(dir.path(), &["claims", "--input", "jsonl", "--format", "jsonl", "-"], batch.as_bytes());
    let line: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let claim = line["claims"].as_array().unwrap().iter().find(|c| c["claim"] == "weekday-date").unwrap().clone();
    assert_eq!(claim["fields"]["weekday"], serde_json::json!({"start": 15, "end": 21, "text": "Monday", "value": "Monday"}));
    assert!(claim["context"].is_array() && line["id"] == "a");
    let kinds = stdout(&run(dir.path(), &["claims", "--kinds"], b""));
    assert!(kinds.contains("weekday-date (reader)") && kinds.contains("  weekday (weekday)"), "{kinds}");
}
