//! Hostile articles, file names and rules: nothing that a human format prints is a terminal control, hides text, or is a command to
//! a continuous-integration runner.

use crate::support::{run, stderr, stdout};
use harm::{is_command, is_harmful};

#[path = "../../fuzz/src/harness/harm.rs"]
mod harm;

const RULES: &str = "[[rule]]\nid = 'demo/names'\nkind = 'replace'\nseverity = 'error'\nswap = { 'peking' = 'Beijing ##[error]x', 'kiev' = '::warning::Kyiv' }\nmessage = '::error::{new}, ##vso[task.x]not \"{old}\"'\nhelp = '::set-output name=a::b'\nbad = ['[[peking]]']\ngood = ['x']\n";

const TEXTS: &[&str] = &[
    "::error::peking\n",
    "  ::error file=a::peking ::x::\n##[stop-commands]peking\n##vso[task.prependpath]/evil kiev",
    "a\u{1b}[31mpeking\u{1b}]8;;http://x\u{7}\u{9b}31m \u{202e}kiev\u{2066} \u{200b}peking\u{feff}\u{ad}",
    "x\rpeking\r\n::error::kiev\u{2028}::error::peking\u{85}::error::x",
    "# ::group:: peking\n\n* ##[group]peking\n\n> ::add-mask::kiev\n",
    "peking ::::::::::error::::::\nkiev:::error::peking",
];

#[test]
#[cfg(unix)]
fn nothing_hostile_is_printed() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
    std::fs::create_dir(dir.path().join("in")).unwrap();
    for (i, text) in TEXTS.iter().enumerate() {
        for name in [format!("{i}.md"), format!("::error::{i}.txt"), format!("a\n::error::{i}.md"), format!("##[x]{i}\u{202e}.md")] {
            std::fs::write(dir.path().join("in").join(name), text).unwrap();
        }
    }
    std::fs::write(dir.path().join("in/::error::skipped.md"), b"\0").unwrap();
    let mut seen = 0;
    for command in ["check", "mentions", "claims"] {
        for format in ["human", "plain", "json", "jsonl"] {
            let output =
                run(&dir.path().join("in"), &[command, "--rules", "../r.toml", "--select", "demo/names", "--format", format, "."], b"");
            let human = format == "human" || format == "plain";
            for line in stdout(&output).lines().filter(|_| human || command == "check").chain(stderr(&output).lines()) {
                seen += 1;
                assert!(!is_command(line), "{command} {format}: {line:?}");
                assert!(!human || !line.contains(is_harmful), "{command} {format}: {line:?}");
            }
        }
    }
    assert!(seen > 200, "only {seen} lines were printed");
}

/// A Cyrillic letter inside a Latin word would make two names that look the same; a whole word of another script is a word.
#[test]
fn letters_that_pose_as_others_are_shown() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
    let text = "From Москва and Αθήνα by Оslo they went to peking with Mr. Smіth, said Vоlga.\n";
    std::fs::write(dir.path().join("a.md"), text).unwrap();
    for args in [
        &["check", "--rules", "r.toml", "--select", "demo/names", "a.md"][..],
        &["mentions", "a.md"],
        &["mentions", "--format", "plain", "a.md"],
    ] {
        let out = stdout(&run(dir.path(), args, b""));
        assert!(!out.contains("Оslo") && !out.contains("Smіth") && !out.contains("Vоlga"), "{args:?}: {out}");
        assert!(out.contains("Sm\\u{456}th") && !out.contains("\\u{43c}") && !out.contains("\\u{391}"), "{args:?}: {out}");
    }
}

/// What a shell makes of `factlint check *` in a folder with such a file.
#[test]
fn arguments_are_quoted_like_any_other_text() {
    let dir = tempfile::tempdir().unwrap();
    for bad in ["x\n::error::y", "x\u{1b}[31m\n##[error]y", "x\r::error::y\n##vso[task.z]\u{202e}"] {
        let option = format!("--{bad}");
        let all: [&[&str]; 14] = [
            &["check", &option],
            &[bad],
            &["check", "--format", bad],
            &["check", "--published", bad],
            &["check", "--jobs", bad],
            &["check", "--", bad],
            &["check", "--config", bad],
            &["check", "--rules", bad],
            &["check", "--baseline", bad],
            &["check", "--changed", bad],
            &["check", "--select", bad],
            &["check", "--output", bad, "."],
            &["explain", bad],
            &["completions", bad],
        ];
        for args in all {
            let output = run(dir.path(), args, b"");
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert!(!stderr(&output).is_empty(), "{args:?}");
            for line in stderr(&output).lines() {
                assert!(!is_command(line) && !line.contains(is_harmful), "{args:?}: {line:?}");
            }
        }
    }
}

#[test]
fn a_line_of_a_megabyte_is_shown_in_a_window() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
    std::fs::write(dir.path().join("a.txt"), "Word. ".repeat(200_000) + "They saw peking. " + &"Word. ".repeat(1000)).unwrap();
    let output = run(dir.path(), &["check", "--rules", "r.toml", "--select", "demo/names", "a.txt"], b"");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let widest = stdout(&output).lines().map(|l| l.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?}");
    assert!(stdout(&output).contains("a.txt:1:1200010"));
}
