//! Short passages, each with an error to find or a look-alike to leave alone: the rates may not fall below the thresholds that stand
//! at the head of each file `fixtures/passages*.toml`.

use crate::support::{project, run, stdout};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Passages {
    thresholds: Thresholds,
    passage: Vec<Passage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Least share of the errors that are found.
    found: f64,
    /// Greatest share of look-alikes with an error or a warning.
    #[serde(rename = "false")]
    wrong: f64,
}

#[derive(Deserialize)]
struct Passage {
    id: String,
    class: String,
    expect: String,
    published: Option<toml::value::Datetime>,
    format: Option<String>,
    text: String,
}

/// The text without its `[[marks]]`, and where they stood.
fn unmark(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut plain, mut marks) = (String::new(), Vec::new());
    for (i, part) in text.split("[[").enumerate() {
        match part.split_once("]]").filter(|_| i > 0) {
            Some((marked, rest)) => {
                marks.push((plain.len(), plain.len() + marked.len()));
                plain.push_str(marked);
                plain.push_str(rest);
            }
            None => plain.push_str(part),
        }
    }
    (plain, marks)
}

#[test]
fn passages_are_judged_at_least_as_well_as_before() {
    let files = ["passages.toml", "passages-2.toml", "passages-3.toml", "passages-4.toml", "passages-5.toml"];
    let failures: Vec<String> = files.iter().filter_map(|f| judge(f).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Judges the passages of one file; an error says what is missed and what is false.
fn judge(file: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(project(&format!("fixtures/{file}"))).unwrap();
    let all: Passages = toml::from_str(&text).unwrap();
    let row = |p: &Passage| {
        json!({"id": p.id, "text": unmark(&p.text).0, "published": p.published.map(|d| d.to_string()), "format": p.format}).to_string()
            + "\n"
    };
    let batch: String = all.passage.iter().map(row).collect();
    let output = run(&project(""), &["check", "--input", "jsonl", "-"], batch.as_bytes());
    let lines: Vec<Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), all.passage.len());
    let (mut found, mut flags, mut wrong, mut silent, mut notes) = (0.0, 0.0, 0.0, 0.0, Vec::new());
    for (passage, line) in all.passage.iter().zip(&lines) {
        let findings = line["findings"].as_array().unwrap_or_else(|| panic!("{line}"));
        let loud: Vec<&Value> = findings.iter().filter(|f| f["severity"] != "note").collect();
        if passage.expect == "silent" {
            silent += 1.0;
            if let Some(f) = loud.first() {
                wrong += 1.0;
                notes.push(format!("{} ({}) is silent, but {}: {}", passage.id, passage.class, f["rule"], f["message"]));
            }
            continue;
        }
        flags += 1.0;
        let marks = unmark(&passage.text).1;
        let touches = |l: &Value| marks.iter().any(|(a, b)| l["start"].as_u64() < Some(*b as u64) && Some(*a as u64) < l["end"].as_u64());
        if loud.iter().any(|f| touches(&f["primary"]) || f["related"].as_array().unwrap().iter().any(touches)) {
            found += 1.0;
        } else {
            notes.push(format!("{} ({}) is missed", passage.id, passage.class));
        }
    }
    let (found, wrong) = (found / flags, wrong / silent);
    let Thresholds { found: least, wrong: most } = all.thresholds;
    if found >= least && wrong <= most {
        return Ok(());
    }
    Err(format!("{file}: found {found:.3} (least {least}), false {wrong:.3} (most {most})\n{}", notes.join("\n")))
}
