//! The hooks for pre-commit, GitHub and GitLab do what they say, as far as that can be told without a network.

use crate::support::{project, run};
use std::process::Command;

fn text(name: &str) -> String {
    std::fs::read_to_string(project(name)).unwrap()
}

/// The script of the last step of the action.
fn script() -> String {
    let action = text("action.yml");
    let block = action.rsplit("run: |\n").next().unwrap();
    block.lines().map(|l| l.strip_prefix("        ").unwrap_or(l)).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_input_reaches_a_shell_as_text() {
    let mut in_run = false;
    for line in text("action.yml").lines() {
        let word = line.trim_start();
        if word.starts_with("run:") {
            in_run = true;
        } else if in_run && !word.is_empty() && line.len() - word.len() <= 6 {
            in_run = false;
        }
        assert!(!in_run || !line.contains("${{"), "{line}");
        assert!(!word.starts_with("uses:"), "{line}");
    }
    assert!(!text("ci/gitlab.yml").contains("eval"));
}

#[test]
#[cfg(unix)]
fn the_action_checks_files_of_any_name() {
    let dir = tempfile::tempdir().unwrap();
    let act = |path: &str, more: &[(&str, &str)]| {
        let mut command = Command::new("bash");
        command.arg("-c").arg(script()).current_dir(dir.path()).env_clear().env("PATH", std::env::var("PATH").unwrap());
        command.env("FACTLINT", env!("CARGO_BIN_EXE_factlint"));
        for name in ["CONFIG", "BASELINE", "DIFF", "FORMAT", "SARIF", "FAIL_ON"] {
            command.env(format!("INPUT_{name}"), if name == "FORMAT" { "github" } else { "" });
        }
        command.envs(more.iter().copied()).env("INPUT_PATH", path).output().unwrap()
    };
    for name in ["$(touch pwned).md", "-x.md", "a b;touch pwned.md", "`touch pwned`.md", "--config=x.md", "a\nb.md"] {
        std::fs::write(dir.path().join(name), "Talks began on Monday, June 18, 2023.\n").unwrap();
        let output = act(name, &[]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.code() == Some(1) && said.lines().count() == 1 && said.starts_with("::error "), "{name}: {output:?}");
    }
    assert!(!dir.path().join("pwned").exists() && !dir.path().join("pwned.md").exists());
    let with = act("-x.md", &[("INPUT_SARIF", "out.sarif"), ("INPUT_FAIL_ON", "error")]);
    assert_eq!(with.status.code(), Some(1));
    assert!(std::fs::read_to_string(dir.path().join("out.sarif")).unwrap().contains("\"2.1.0\""));
}

#[test]
fn hooks_name_what_there_is() {
    let hooks = text(".pre-commit-hooks.yaml");
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("--config=a.md"), "Talks began on Monday, June 18, 2023.\n").unwrap();
    std::fs::create_dir(dir.path().join("rules")).unwrap();
    for entry in hooks.lines().filter_map(|l| l.trim().strip_prefix("entry: factlint ")) {
        let mut args: Vec<&str> = entry.split(' ').collect();
        if args[0] == "check" {
            // A file may have the name of an option; the hook's own arguments end with what says so.
            args.extend(["--", "--config=a.md"]);
        } else {
            assert_eq!(args, ["test"]);
            continue;
        }
        assert_eq!(run(dir.path(), &args, b"").status.code(), Some(1), "{entry}");
    }
    assert_eq!(hooks.matches("- id:").count(), hooks.matches("args: ['--']").count());
    for name in ["a.md", "a.markdown", "a.mdx", "a.txt", "a.html", "a.htm", "a.rst", "a.adoc", "a.asciidoc"] {
        let ending = name.rsplit('.').next().unwrap().trim_end_matches('l');
        assert!(factlint::document::Format::of_path(name).is_some() && hooks.contains(ending), "{name}");
    }
    // Rules that compare articles must see all of them.
    assert_eq!(hooks.matches("- id:").count(), hooks.matches("require_serial: true").count());
    for page in [text("README.md"), text("ci/gitlab.yml")] {
        for line in page.lines().filter(|l| l.contains("factlint check --config")) {
            for option in line.split_whitespace().filter(|w| w.starts_with("--") && w.len() > 2) {
                let name = option.split('=').next().unwrap();
                let help = String::from_utf8(run(dir.path(), &["check", "--help"], b"").stdout).unwrap();
                assert!(help.contains(name) || line.contains("git "), "{name} of {line}");
            }
        }
    }
}
