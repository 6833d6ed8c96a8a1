//! Every `console` block of the README runs and prints what it shows.

use crate::support::{blessing, command, finish, project, report, run, stderr, stdout};
use std::fmt::Write;

/// The words of a command line; quotation marks hold words together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut open) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (c, quote) {
            (c, Some(q)) if c == q => quote = None,
            ('\'' | '"', None) => (quote, open) = (Some(c), true),
            (' ', None) => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            (c, _) => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    words
}

/// What a command line of the README prints.
fn printed(line: &str) -> Option<String> {
    let args = line.strip_prefix("factlint")?;
    let (args, file) = args.split_once(" < ").map_or((args, None), |(a, f)| (a, Some(f.trim())));
    let stdin = file.map(|f| std::fs::read(project(f)).unwrap()).unwrap_or_default();
    let output = finish(command(&project(""), &words(args), &[]), &stdin);
    Some(stdout(&output) + &stderr(&output))
}

/// The README with what its commands really print; the commands that differ.
fn renewed(readme: &str) -> (String, Vec<String>, usize) {
    let (mut text, mut failures, mut count) = (String::new(), Vec::new(), 0);
    for (i, part) in readme.split("```console\n").enumerate() {
        if i == 0 {
            text += part;
            continue;
        }
        let (block, rest) = part.split_once("```").unwrap();
        text += "```console\n";
        for shown in format!("\n{block}").split("\n$ ").skip(1) {
            let (line, expected) = shown.split_once('\n').unwrap_or((shown, ""));
            let Some(actual) = printed(line) else {
                failures.push(format!("'{line}' is not a factlint command"));
                continue;
            };
            count += 1;
            if actual.trim_end() != expected.trim_end() {
                failures.push(format!("$ {line}\n--- the README shows\n{}\n--- it prints\n{}", expected.trim_end(), actual.trim_end()));
            }
            writeln!(text, "$ {line}\n{}", actual.trim_end()).unwrap();
        }
        text += "```";
        text += rest;
    }
    (text, failures, count)
}

#[test]
fn console_blocks_of_the_readme_are_true() {
    let readme = std::fs::read_to_string(project("README.md")).unwrap();
    let (text, failures, count) = renewed(&readme);
    assert!(count >= 3, "the README shows {count} commands");
    if blessing() {
        std::fs::write(project("README.md"), text).unwrap();
    } else {
        report(&failures);
    }
}

#[test]
fn links_of_the_readme_lead_somewhere() {
    for page in ["README.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(project(page)).unwrap();
        for target in text.split("](").skip(1).filter_map(|t| t.split(')').next()) {
            let file = target.split('#').next().unwrap();
            assert!(file.is_empty() || file.starts_with("https://") || project(file).exists(), "{page}: {target}");
        }
    }
}

/// The TOML blocks of the README that hold a text.
fn toml_blocks(readme: &str, holds: &str) -> Vec<String> {
    let blocks = readme.split("```toml\n").skip(1).filter_map(|b| b.split("```").next());
    blocks.filter(|b| b.contains(holds)).map(str::to_owned).collect()
}

#[test]
fn rules_and_configurations_of_the_readme_work() {
    let readme = std::fs::read_to_string(project("README.md")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("rules")).unwrap();
    let (rules, configs) = (toml_blocks(&readme, "[[rule]]"), toml_blocks(&readme, "[vocabulary]"));
    assert!(!rules.is_empty() && !configs.is_empty());
    for block in rules {
        std::fs::write(dir.path().join("rules/mine.toml"), block).unwrap();
        let output = run(dir.path(), &["test", "rules"], b"");
        assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    }
    for block in configs {
        std::fs::write(dir.path().join("factlint.toml"), block).unwrap();
        let output = run(dir.path(), &["rules"], b"");
        assert!(output.status.success() && stdout(&output).contains("rules/mine.toml"), "{}{}", stdout(&output), stderr(&output));
    }
}
