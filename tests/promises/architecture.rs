//! The shape of the code: layers depend one way, files stay short, nothing is left out of the tables of embedded files.

use crate::support::{project, report, tree};
use factlint::{lexicon, rule};
use std::path::Path;

/// Each layer uses only those before it.
const LAYERS: &[&str] = &["source", "value", "lexicon", "document", "read", "rule", "judge", "report", "cli"];

fn rust_files() -> Vec<(String, String)> {
    let root = project("");
    let read =
        |p: &std::path::PathBuf| (p.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"), std::fs::read_to_string(p).unwrap());
    let paths = tree(&project("src")).into_iter().chain(tree(&project("tests")));
    paths.filter(|p| p.extension().is_some_and(|e| e == "rs")).map(|p| read(&p)).collect()
}

#[test]
fn layers_depend_one_way() {
    let mut failures = Vec::new();
    for (name, text) in rust_files() {
        let Some(layer) = name.strip_prefix("src/").and_then(|n| n.split_once('/')).map(|(l, _)| l) else { continue };
        let place = LAYERS.iter().position(|l| *l == layer).unwrap_or_else(|| panic!("{name} is in no layer"));
        let code = text.split("#[cfg(test)]").next().unwrap();
        for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
            for (i, _) in line.match_indices("crate::") {
                let used: String = line
                    .chars()
                    .skip(line.get(..i + 7).unwrap().chars().count())
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let later = LAYERS.iter().position(|l| *l == used).is_some_and(|p| p > place);
                let unseen = layer == "report" && matches!(used.as_str(), "read" | "document" | "value" | "lexicon");
                if later || unseen {
                    failures.push(format!("{name}: {layer} uses {used}"));
                }
            }
            let outside = |what: &str| line.contains(what) && !name.starts_with("src/cli/");
            if outside("std::fs") || outside("std::env") || outside("io::stdout") || outside("SystemTime") {
                failures.push(format!("{name}: only cli touches the disk, the environment, the clock and the terminal: {}", line.trim()));
            }
            if line.contains("miette::") && layer != "report" {
                failures.push(format!("{name}: only report uses miette"));
            }
        }
    }
    report(&failures);
}

#[test]
fn files_stay_short() {
    let long = |(name, text): &(String, String)| (text.lines().count() > 600).then(|| format!("{name} has {} lines", text.lines().count()));
    report(&rust_files().iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = |(name, text): &(String, String)| (!text.starts_with("//!")).then(|| name.clone());
    report(&rust_files().iter().filter_map(silent).collect::<Vec<_>>());
}

#[test]
fn every_rule_file_is_embedded() {
    let embedded: Vec<&str> = rule::builtin::FILES.iter().map(|f| f.0).collect();
    let words: Vec<&str> = lexicon::builtin_files().iter().map(|f| f.0).collect();
    let mut failures = Vec::new();
    for path in tree(&project("rules")).into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let name = path.strip_prefix(project("rules")).unwrap().to_string_lossy().replace('\\', "/");
        let known = match name.strip_prefix("lexicon/") {
            Some(file) => words.iter().any(|w| w.ends_with(file)),
            None => embedded.contains(&name.as_str()),
        };
        if !known {
            failures.push(format!("rules/{name} is not embedded"));
        }
    }
    report(&failures);
}

#[test]
fn no_place_outside_the_project_is_named() {
    // Put together here, so that this file does not name them.
    let places: Vec<String> = ["root", "work", "tmp", "Users"]
        .iter()
        .map(|p| format!("/{p}/"))
        .chain([["index.crates", "io"].join("."), ["static.crates", "io"].join(".")])
        .collect();
    let folders = ["src", "tests", "rules", "fixtures", ".ci"].iter().flat_map(|f| tree(&project(f)));
    let pages = ["README.md", "CONTRIBUTING.md", "Cargo.toml", "clippy.toml", "rustfmt.toml"].iter().map(|f| project(f));
    let mut failures = Vec::new();
    for path in folders.chain(pages) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        failures.extend(
            places
                .iter()
                .filter(|p| text.contains(p.as_str()))
                .map(|p| format!("{} names {p}", path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().display())),
        );
    }
    report(&failures);
}
