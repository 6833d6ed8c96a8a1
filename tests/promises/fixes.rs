//! Fixes are safe: only what rules call safe, the rest of every file byte for byte as it was. And: the same text as HTML and as
//! Markdown gives the same findings.

use crate::support::{project, run, stderr, stdout};
use std::path::Path;

const ARGS: [&str; 6] = ["check", "--isolated", "--rules", "house.toml", "--select", "house/*,repeat/function-word,date/weekday"];

fn with(root: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let output = run(root, &[&ARGS[..], more].concat(), b"");
    (output.status.code(), stdout(&output), stderr(&output))
}

fn set_up(root: &Path) {
    std::fs::copy(project("fixtures/adopt/house.toml"), root.join("house.toml")).unwrap();
}

const OLD: &str =
    "\u{feff}# On the the road\r\n\r\nThey flew to Peking, *Peking* and Kiev on Monday, June 18, 2023.\n\nHe had had enough.\r\nEnd of of";
const NEW: &str =
    "\u{feff}# On the road\r\n\r\nThey flew to Beijing, *Beijing* and Kyiv on Monday, June 18, 2023.\n\nHe had had enough.\r\nEnd of";

#[test]
fn only_safe_replacements_are_made_and_nothing_else_changes() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.md");
    set_up(dir.path());
    std::fs::write(&file, OLD).unwrap();
    let (exit, shown, _) = with(dir.path(), &["--diff", "a.md"]);
    assert!(exit == Some(1) && shown.starts_with("--- a.md\n+++ a.md\n@@ ") && std::fs::read_to_string(&file).unwrap() == OLD, "{shown}");
    #[cfg(unix)]
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    let (exit, _, said) = with(dir.path(), &["--fix", "--quiet", "a.md"]);
    // The weekday stays: nobody knows which end is wrong.
    assert_eq!((exit, std::fs::read_to_string(&file).unwrap().as_str()), (Some(1), NEW), "{said}");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions()) & 0o777, 0o640);
    assert!(with(dir.path(), &["--fix", "a.md"]).2.contains("0 replacements made"));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2, "no temporary file is left");
}

#[test]
#[cfg(unix)]
fn links_out_of_the_repository_and_read_only_files_are_left_alone() {
    let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    set_up(dir.path());
    let secret = other.path().join("b.md");
    std::fs::write(&secret, OLD).unwrap();
    std::fs::write(dir.path().join("a.md"), OLD).unwrap();
    std::os::unix::fs::symlink(&secret, dir.path().join("z.md")).unwrap();
    let (exit, _, said) = with(dir.path(), &["--fix", "a.md", "z.md"]);
    assert!(exit == Some(2) && said.contains("leads out"), "{said}");
    std::fs::remove_file(dir.path().join("z.md")).unwrap();
    std::fs::write(dir.path().join("z.md"), OLD).unwrap();
    std::fs::set_permissions(dir.path().join("z.md"), std::os::unix::fs::PermissionsExt::from_mode(0o444)).unwrap();
    assert_eq!(with(dir.path(), &["--fix", "a.md", "z.md"]).0, Some(2));
    for file in [secret, dir.path().join("a.md"), dir.path().join("z.md")] {
        assert!(std::fs::read_to_string(&file).unwrap() == OLD, "{} was changed", file.display());
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3, "no temporary file is left");
}

#[test]
fn one_text_gives_the_same_findings_in_every_format() {
    let found = |file: &str| {
        let output = run(&project("fixtures/adopt"), &["check", "--isolated", "--format", "json", file], b"");
        let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        let rows = report["findings"].as_array().unwrap().iter();
        let ends = |f: &serde_json::Value| {
            let related = f["related"].as_array().unwrap().iter().map(|r| r["text"].clone());
            std::iter::once(f["primary"]["text"].clone()).chain(related).collect::<Vec<_>>()
        };
        let mut all: Vec<String> = rows.map(|f| format!("{} {:?} {}", f["rule"], ends(f), f["message"])).collect();
        all.sort();
        all
    };
    let markdown = found("harbour.md");
    assert!(markdown.len() >= 4, "{markdown:#?}");
    for other in ["harbour.html", "harbour.txt", "harbour.rst", "harbour.adoc"] {
        assert_eq!(found(other), markdown, "{other}");
    }
}
