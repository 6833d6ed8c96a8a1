//! Limits of consumers: results of SARIF, annotations of GitHub.

use super::json_schema::Schema;
use super::read_back;
use crate::support::{run, stdout};
use serde_json::Value;

const RULES: &str = "[[rule]]\nid = 'demo/note'\nkind = 'replace'\nseverity = 'note'\nswap = { 'peking' = 'Beijing' }\nmessage = 'Note: {new}.'\nbad = ['[[peking]]']\ngood = ['x']\n[[rule]]\nid = 'demo/error'\nkind = 'replace'\nseverity = 'error'\nswap = { 'kiev' = 'Kyiv' }\nmessage = 'Error: {new}.'\nbad = ['[[kiev]]']\ngood = ['x']\n";

fn printed(text: &str, format: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
    std::fs::write(dir.path().join("a.txt"), text).unwrap();
    stdout(&run(dir.path(), &["check", "--rules", "r.toml", "--select", "demo/*", "--format", format, "a.txt"], b""))
}

#[test]
fn sarif_keeps_the_most_serious_results() {
    let text = "They flew to peking.\n\n".repeat(5100) + &"They flew to kiev.\n\n".repeat(40);
    let log = printed(&text, "sarif");
    let value: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(Schema::sarif().errors(&value), [""; 0]);
    let results = read_back::sarif(&log);
    assert_eq!(results.len(), 5000);
    assert_eq!(results.iter().filter(|r| r.severity == "error").count(), 40);
    let said = value.pointer("/runs/0/invocations/0/toolExecutionNotifications/0/message/text").unwrap().as_str().unwrap();
    assert!(said.starts_with("140 more findings are left out"), "{said}");
    let prints: std::collections::BTreeSet<&str> =
        value["runs"][0]["results"].as_array().unwrap().iter().map(|r| r["partialFingerprints"]["factlint/v1"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), 5000);
}

#[test]
fn github_is_told_of_annotations_that_it_drops() {
    let few = printed(&"They flew to peking.\n\n".repeat(10), "github");
    assert_eq!(few.lines().count(), 10);
    let many = printed(&("They flew to peking.\n\n".repeat(11) + "They flew to kiev.\n"), "github");
    let lines: Vec<&str> = many.lines().collect();
    assert_eq!(lines.len(), 13);
    assert!(
        lines[0].starts_with("::error ")
            && lines[1] == "::notice title=factlint::12 findings; annotations show 10 of each level, the log shows all"
    );
}

#[test]
fn files_take_turns_in_annotations() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
    for name in ["a.txt", "b.txt"] {
        std::fs::write(dir.path().join(name), "They flew to kiev.\n\nThey flew to kiev.\n").unwrap();
    }
    let out = stdout(&run(dir.path(), &["check", "--rules", "r.toml", "--select", "demo/*", "--format", "github", "."], b""));
    let files: Vec<&str> = out.lines().map(|l| if l.contains("file=a.txt") { "a" } else { "b" }).collect();
    assert_eq!(files, ["a", "b", "a", "b"]);
}
