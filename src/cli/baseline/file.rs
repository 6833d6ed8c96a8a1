//! The file of a baseline: `{"version": 1, "findings": [{"path", "rule", "fingerprint", "count", "texts", "with"}]}`.
//!
//! Invariants:
//! - A finding is known by its path and its fingerprint, never by lines: moving text about changes nothing.
//! - Entries are sorted, one a line, so that a change of the file reads well; the same findings give the same bytes everywhere.
//! - What cannot be read in full is not used in part, and nothing of a foreign file's text is shown.

use super::super::{inputs, paths, walk};
use crate::judge::Finding;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// The version that is written and read.
const VERSION: u64 = 1;
/// Longest quotation of an article in an entry, in characters.
const MAX_QUOTE: usize = 80;

/// Findings that are known: path and fingerprint, with how often they stand there.
#[derive(Debug, Clone, Default)]
pub(super) struct Known(pub(super) BTreeMap<(String, String), Entry>);

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The rule's id.
    pub(super) rule: String,
    /// How often it stands in the file.
    pub(super) count: usize,
    /// The texts of both ends, shortened, for readers.
    pub(super) texts: Vec<String>,
    /// The other files that take part.
    pub(super) with: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    path: String,
    rule: String,
    fingerprint: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
    #[serde(default)]
    texts: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    with: BTreeSet<String>,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u64,
    findings: Vec<Row>,
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

/// Under what a finding is known.
pub(super) fn key(finding: &Finding) -> (String, String) {
    (paths::here(&finding.primary.path), finding.fingerprint.clone())
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut short: String = text.chars().take(MAX_QUOTE).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

impl Known {
    /// The baseline of findings.
    pub(super) fn of<'a>(findings: impl Iterator<Item = &'a Finding>) -> Self {
        let mut known = Self::default();
        for finding in findings {
            let key = key(finding);
            let with: BTreeSet<String> = finding.labels().map(|l| paths::here(&l.path)).filter(|p| *p != key.0).collect();
            let texts = finding.labels().filter(|l| !l.evidence).map(|l| shortened(&l.text)).collect();
            let entry =
                known.0.entry(key).or_insert_with(|| Entry { rule: finding.rule.to_string(), count: 0, texts, with: BTreeSet::new() });
            entry.count += 1;
            entry.with.extend(with);
        }
        known
    }

    /// How many findings it holds.
    pub(super) fn len(&self) -> usize {
        self.0.values().map(|e| e.count).sum()
    }

    /// As the text of a file.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [");
        for (i, ((path, fingerprint), entry)) in self.0.iter().enumerate() {
            let Entry { rule, count, texts, with } = entry.clone();
            let row = Row { path: path.clone(), rule, fingerprint: fingerprint.clone(), count, texts, with };
            let _ = write!(text, "{}\n    {}", if i == 0 { "" } else { "," }, crate::report::json_line(&row));
        }
        text.push_str(if self.0.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        text
    }

    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = walk::shown(path);
        let kind = std::fs::metadata(path).map_err(|e| format!("cannot read the baseline {name}: {}", walk::reason(&e)))?;
        if !kind.is_file() {
            return Err(format!("cannot read the baseline {name}: it is not a regular file"));
        }
        let bytes = inputs::read_file(path).map_err(|e| format!("cannot read the baseline {name}: {e}"))?;
        Self::parse(&bytes).map_err(|e| format!("{name} {e}"))
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let foreign = |e: serde_json::Error| format!("is not a baseline (line {}, column {})", e.line(), e.column());
        let Version { version } = serde_json::from_slice(bytes).map_err(foreign)?;
        if version != VERSION {
            return Err(format!(
                "is a baseline of version {version}; this factlint reads version {VERSION} (`factlint baseline` writes a new one)"
            ));
        }
        let file: File = serde_json::from_slice(bytes).map_err(foreign)?;
        let mut known = Self::default();
        for Row { path, rule, fingerprint, count, texts, with } in file.findings {
            if count == 0 || known.0.insert((path, fingerprint), Entry { rule, count, texts, with }).is_some() {
                return Err("is not a baseline: an entry counts nothing, or stands there twice".to_owned());
            }
        }
        Ok(known)
    }
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn what_is_written_can_be_read() {
        let text = r#"{"version":1,"findings":[{"path":"a.md","rule":"x/y","fingerprint":"01","count":2,"texts":["a"],"with":["b.md"]},{"path":"b.md","rule":"x/y","fingerprint":"01"}]}"#;
        let known = Known::parse(text.as_bytes()).unwrap();
        assert_eq!(known.len(), 3);
        assert_eq!(Known::parse(known.text().as_bytes()).unwrap().0, known.0);
        assert_eq!(Known::parse(Known::default().text().as_bytes()).unwrap().len(), 0);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for text in [
            "",
            "{}",
            "[]",
            "root:x:0:0",
            r#"{"version":2,"findings":[]}"#,
            r#"{"version":1}"#,
            r#"{"version":1,"findings":[{"path":"a","rule":"x/y","fingerprint":"1","count":0}]}"#,
            r#"{"version":1,"findings":[{"path":"a","rule":"x/y","fingerprint":"1","line":3}]}"#,
            r#"{"version":1,"findings":[{"path":"a","rule":"x/y","fingerprint":"1"},{"path":"a","rule":"x/y","fingerprint":"1"}]}"#,
        ] {
            let error = Known::parse(text.as_bytes()).unwrap_err();
            assert!(!error.contains("root"), "{error}");
        }
    }
}
