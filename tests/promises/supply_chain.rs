//! What is built into the program: licences, sources and bans as `deny.toml` says, few packages, no code of other languages. It needs
//! nothing but cargo; `cargo deny` checks more where it is installed.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Packages of a build for any platform, those of tests included.
const MOST_PACKAGES: usize = 160;

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

fn packages() -> Vec<Value> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    whole["packages"].as_array().unwrap().clone()
}

fn policy() -> toml::Table {
    toml::from_str(&std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap()).unwrap()
}

fn strings(value: &toml::Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

/// Whether an SPDX expression can be met by the licences that are allowed: one branch of each `OR`, all of each `AND`.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = either(&tokens, &mut at, allowed);
    met && at == tokens.len()
}

fn either(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut met = both(tokens, at, allowed);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        met |= both(tokens, at, allowed);
    }
    met
}

fn both(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut met = one(tokens, at, allowed);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(tokens, at, allowed);
    }
    met
}

fn one(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(token) = tokens.get(*at) else { return false };
    *at += 1;
    if *token == "(" {
        let met = either(tokens, at, allowed);
        *at += 1;
        return met;
    }
    let mut name = (*token).to_owned();
    if tokens.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", tokens.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

#[test]
fn licences_are_allowed() {
    let allowed = strings(&policy()["licenses"]["allow"]);
    assert!(
        is_allowed("(MIT OR GPL-3.0) AND Unicode-3.0", &allowed) && !is_allowed("MIT AND GPL-3.0", &allowed) && !is_allowed("", &allowed)
    );
    let refused: Vec<String> = packages()
        .iter()
        .filter(|p| !is_allowed(text(p, "license"), &allowed))
        .map(|p| format!("{} {}", text(p, "name"), p["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn sources_are_known_and_nothing_banned_is_built_in() {
    let policy = policy();
    let sources = strings(&policy["sources"]["allow-registry"]);
    let banned: BTreeSet<&str> = policy["bans"]["deny"].as_array().unwrap().iter().map(|b| b["crate"].as_str().unwrap()).collect();
    let packages = packages();
    for package in &packages {
        let (name, source) = (text(package, "name"), text(package, "source"));
        let known = name == "factlint" && source.is_empty() || sources.iter().any(|s| source == format!("registry+{s}"));
        assert!(known, "{name} comes from {source}");
        assert!(!banned.contains(name), "{name} is banned");
        // A library of another language says so by `links`; those of cargo's own bookkeeping bring no code.
        let links = text(package, "links");
        assert!(matches!(links, "" | "rayon-core" | "prettyplease02"), "{name} links {links}");
    }
    assert!(packages.len() <= MOST_PACKAGES, "{} packages", packages.len());
}

#[test]
fn no_build_script_and_no_unsafe_code_of_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(!root.join("build.rs").exists());
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for lint in ["unsafe_code = \"forbid\"", "unwrap_used", "expect_used", "indexing_slicing", "string_slice"] {
        assert!(manifest.contains(lint), "{lint}");
    }
    let release = manifest.split("[profile.release]").nth(1).unwrap().split("[profile").next().unwrap();
    assert!(!release.contains("panic"), "faults must unwind, so that one file's fault costs no other its findings");
}
