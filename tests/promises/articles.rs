//! Whole articles: each gives exactly the findings of its golden (`NAME.expect`), finds what its plan (`NAME.plan.toml`) says an
//! editor must see, and says nothing loud of what the plan calls a trap. Clean articles give no error and no warning.

use crate::support::{files, golden, project, report, run, stderr, stdout};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

#[derive(Deserialize)]
struct Plan {
    #[serde(default)]
    error: Vec<Planned>,
    #[serde(default)]
    trap: Vec<Planned>,
}

#[derive(Deserialize)]
struct Planned {
    class: String,
    text: Texts,
    severity: Option<String>,
    /// Beyond what is read today.
    #[serde(default)]
    later: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

impl Planned {
    fn texts(&self) -> &[String] {
        match &self.text {
            Texts::One(text) => std::slice::from_ref(text),
            Texts::Many(texts) => texts,
        }
    }

    /// The places of its texts in an article.
    fn places(&self, article: &str) -> Result<Vec<Range<usize>>, String> {
        let mut places = Vec::new();
        for text in self.texts() {
            let found: Vec<_> = article.match_indices(text.as_str()).map(|(i, t)| i..i + t.len()).collect();
            if found.is_empty() {
                return Err(format!("the article does not have '{text}'"));
            }
            places.extend(found);
        }
        Ok(places)
    }
}

struct Found {
    severity: u8,
    rule: String,
    line: String,
    labels: Vec<Range<usize>>,
}

impl Found {
    fn touches(&self, places: &[Range<usize>]) -> bool {
        self.labels.iter().any(|l| places.iter().any(|p| l.start < p.end && p.start < l.end))
    }
}

const LEVELS: [&str; 3] = ["note", "warning", "error"];

fn level(severity: &str) -> u8 {
    LEVELS.iter().position(|s| *s == severity).map_or(0, |i| u8::try_from(i).unwrap())
}

/// The findings of every article of a folder, by path.
fn check(folder: &str) -> BTreeMap<String, Vec<Found>> {
    let output = run(&project(""), &["check", "--format", "json", folder], b"");
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    let whole: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let mut by_path: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for finding in whole["findings"].as_array().unwrap() {
        let labels: Vec<&Value> = std::iter::once(&finding["primary"]).chain(finding["related"].as_array().unwrap()).collect();
        let text = |v: &Value| format!("\"{}\"", v["text"].as_str().unwrap().replace('\n', " "));
        let ends: Vec<String> = labels.iter().map(|l| text(l)).collect();
        let (severity, rule) = (finding["severity"].as_str().unwrap(), finding["rule"].as_str().unwrap());
        let line = format!("{}:{} {rule} {severity} {}", labels[0]["line"], labels[0]["column"], ends.join(" | "));
        let offset = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
        let labels = labels.iter().map(|l| offset(&l["start"])..offset(&l["end"])).collect();
        let found = Found { severity: level(severity), rule: rule.to_owned(), line, labels };
        by_path.entry(finding["path"].as_str().unwrap().to_owned()).or_default().push(found);
    }
    by_path
}

fn articles(folder: &str) -> Vec<std::path::PathBuf> {
    [".md", ".txt"].iter().flat_map(|ending| files(folder, ending)).collect()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(project("")).unwrap().to_string_lossy().replace('\\', "/")
}

fn plan(path: &Path) -> Plan {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
fn articles_give_what_their_plans_say() {
    let all = check("fixtures/articles");
    let mut failures = Vec::new();
    for path in articles("fixtures/articles") {
        let name = relative(&path);
        let article = std::fs::read_to_string(&path).unwrap();
        let nothing = Vec::new();
        let found = all.get(&name).unwrap_or(&nothing);
        let lines: String = found.iter().map(|f| f.line.clone() + "\n").collect();
        failures.extend(golden(&path.with_extension("expect"), &lines).err());
        let plan = plan(&path.with_extension("plan.toml"));
        for error in plan.error.iter().filter(|e| !e.later) {
            let least = level(error.severity.as_deref().unwrap_or("error"));
            match error.places(&article) {
                Ok(places) if found.iter().any(|f| f.severity >= least && f.touches(&places)) => {}
                Ok(places) => {
                    let milder = found.iter().filter(|f| f.touches(&places)).max_by_key(|f| f.severity);
                    let how = milder.map_or_else(String::new, |f| format!(", only a {} of {}", LEVELS[usize::from(f.severity)], f.rule));
                    failures.push(format!("{name}: missed {} {:?}{how}", error.class, error.texts()));
                }
                Err(e) => failures.push(format!("{name}: {e}")),
            }
        }
        for trap in &plan.trap {
            match trap.places(&article) {
                Ok(places) => failures.extend(
                    found
                        .iter()
                        .filter(|f| f.severity > 0 && f.touches(&places) && !planned(&plan, &article, f))
                        .map(|f| format!("{name}: fell for the trap {} {:?}: {}", trap.class, trap.texts(), f.rule)),
                ),
                Err(e) => failures.push(format!("{name}: {e}")),
            }
        }
    }
    report(&failures);
}

/// Whether a finding answers an error of the plan that shares words with a trap.
fn planned(plan: &Plan, article: &str, found: &Found) -> bool {
    plan.error.iter().any(|e| e.places(article).is_ok_and(|places| found.touches(&places)))
}

#[test]
fn clean_articles_give_no_error_and_no_warning() {
    let all = check("fixtures/clean");
    let loud = |(path, found): (&String, &Vec<Found>)| {
        found.iter().filter(|f| f.severity > 0).map(|f| format!("{path}:{}", f.line)).collect::<Vec<_>>()
    };
    report(&all.iter().flat_map(loud).collect::<Vec<_>>());
}

#[test]
fn traps_of_clean_articles_stand_in_them() {
    let mut failures = Vec::new();
    for path in articles("fixtures/clean") {
        let article = std::fs::read_to_string(&path).unwrap();
        let errors = plan(&path.with_extension("traps.toml")).trap.into_iter().filter_map(|t| t.places(&article).err());
        failures.extend(errors.map(|e| format!("{}: {e}", relative(&path))));
    }
    report(&failures);
}
