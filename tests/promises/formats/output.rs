//! `--output`: whole or not at all.

use crate::support::{command, finish, run, stderr, stdout};
use std::path::Path;

const TEXT: &str = "Talks began on Monday, June 18, 2023.\n";

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn files_get_what_standard_output_would() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), TEXT).unwrap();
    let args = ["check", "--format", "sarif", "--output", "a.sarif", "--format=junit", "--output=b.xml", "--format", "plain", "a.md"];
    let output = run(dir.path(), &args, b"");
    assert_eq!(output.status.code(), Some(1));
    let alone = |format: &str| stdout(&run(dir.path(), &["check", "--format", format, "a.md"], b""));
    let file = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
    assert_eq!((stdout(&output), file("a.sarif"), file("b.xml")), (alone("plain"), alone("sarif"), alone("junit")));
    assert_eq!(names(dir.path()), ["a.md", "a.sarif", "b.xml"]);
}

#[test]
#[cfg(unix)]
fn a_report_that_cannot_be_written_leaves_the_old_one() {
    let dir = tempfile::tempdir().unwrap();
    let there = dir.path();
    std::fs::write(there.join("a.md"), TEXT).unwrap();
    std::fs::write(there.join("old"), "old").unwrap();
    std::fs::create_dir(there.join("folder")).unwrap();
    std::fs::write(there.join("bad.toml"), "[[rule]]\n").unwrap();
    for args in [
        &["check", "a.md", "--format", "sarif", "--output", "old", "--format", "junit", "--output", "folder"][..],
        &["check", "a.md", "--format", "sarif", "--output", "old", "--format", "junit", "--output", "nowhere/x"],
        &["check", "a.md", "--output", "old", "--rules", "bad.toml"],
        &["check", "a.md", "--output", "old", "--output", "old"],
        &["check", "nothing.md", "--output", "./a.md", "a.md"],
    ] {
        let output = run(there, args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?} {}", stderr(&output));
        assert_eq!(std::fs::read_to_string(there.join("old")).unwrap(), "old", "{args:?}");
        assert_eq!(std::fs::read_to_string(there.join("a.md")).unwrap(), TEXT);
        assert_eq!(names(there), ["a.md", "bad.toml", "folder", "old"], "{args:?}");
    }
}

#[test]
#[cfg(unix)]
fn links_and_modes_stay() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let there = dir.path();
    std::fs::write(there.join("a.md"), TEXT).unwrap();
    std::fs::create_dir(there.join("real")).unwrap();
    std::fs::write(there.join("real/report"), "old").unwrap();
    std::fs::set_permissions(there.join("real/report"), std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real/report", there.join("link")).unwrap();
    let output = run(there, &["check", "a.md", "--format", "plain", "--output", "link"], b"");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(there.join("link").is_symlink());
    assert!(std::fs::read_to_string(there.join("real/report")).unwrap().starts_with("a.md:1:16: error"));
    assert_eq!(std::fs::metadata(there.join("real/report")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&there.join("real")), ["report"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_for_standard_output_costs_no_file() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), TEXT).unwrap();
    let args = ["check", "--format", "sarif", "--output", "a.sarif", "--format", "plain", "a.md"].map(str::to_owned);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command(dir.path(), &args, &[]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let log = std::fs::read_to_string(dir.path().join("a.sarif")).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&log).is_ok());
    // The device itself is no place for a report.
    let output = finish(command(dir.path(), &["check", "a.md", "--output", "/dev/full"].map(str::to_owned), &[]), b"");
    assert_eq!((output.status.code(), stderr(&output).contains("not a regular file")), (Some(2), true));
}
