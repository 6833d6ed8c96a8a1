//! Baselines: `factlint baseline` writes down what is found today; `check --baseline` then reports only what is new.

mod file;

use super::args::{Common, Paths};
use super::out::Out;
use super::session::Session;
use super::{Exit, Failure, atomic, check, inputs, output, walk};
use crate::report::Report;
use file::{Entry, Known};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where a baseline is written if nobody says otherwise.
pub(super) const NAME: &str = "factlint-baseline.json";
/// Most stale entries that are listed.
const MAX_LISTED: usize = 20;

/// Writes a baseline of what is found in articles.
pub(super) fn write(common: &Common, paths: &Paths, file: Option<&Path>, out: &mut Out) -> Result<Exit, Failure> {
    let session: &'static Session = Box::leak(Box::new(Session::open(common)?));
    let inputs = inputs::collect(common, paths, false, ".")?;
    let file = file.map_or_else(|| PathBuf::from(NAME), Path::to_owned);
    output::spare_file(&inputs, &file)?;
    let judged = check::judge(session, inputs, false, false);
    check::say_skipped(&judged.report, out);
    if judged.failed {
        return Err("no baseline is written: not everything could be read".to_owned().into());
    }
    let known = Known::of(judged.report.findings());
    let name = walk::shown(&file);
    atomic::write(&file, known.text().as_bytes()).map_err(|e| format!("cannot write {name}: {}", walk::reason(&e)))?;
    out.remark(&format!(
        "wrote {name}: {} in {}",
        check::count(known.len(), "finding"),
        check::count(judged.report.summary().files, "article")
    ));
    Ok(Exit::Clean)
}

/// A baseline in use.
#[derive(Debug, Clone)]
pub(super) struct Baseline {
    name: String,
    known: Known,
}

/// What a baseline left out, and what of it is of no use any more.
#[derive(Debug)]
pub(super) struct Applied {
    /// Its name.
    pub(super) name: String,
    /// Findings left out.
    pub(super) known: usize,
    stale: Vec<(String, Entry)>,
}

impl Baseline {
    /// Reads a baseline.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        Ok(Self { name: walk::shown(path), known: Known::read(path)? })
    }

    /// Takes the known findings out of a report. An entry is stale if its rule ran (or is no more), its files were all read (or are
    /// no more), and the finding is not there.
    pub(super) fn apply(mut self, report: &mut Report, session: &Session) -> Applied {
        let mut known = 0;
        for file in &mut report.files {
            file.findings.retain(|finding| match self.known.0.get_mut(&file::key(finding)) {
                Some(entry) if entry.count > 0 => {
                    entry.count -= 1;
                    known += 1;
                    false
                }
                _ => true,
            });
        }
        let read: BTreeSet<String> = report.files.iter().filter(|f| f.skipped.is_none()).map(|f| super::paths::here(&f.path)).collect();
        let told = |path: &String| read.contains(path) || std::fs::symlink_metadata(path).is_err();
        let ran = |rule: &str| session.engine.rules.rule(rule).is_some() || !session.known.iter().any(|k| k == rule);
        let mut stale: Vec<(String, Entry)> = Vec::new();
        for ((path, _), entry) in self.known.0 {
            if entry.count > 0 && ran(&entry.rule) && told(&path) && entry.with.iter().all(told) {
                stale.push((path, entry));
            }
        }
        Applied { name: self.name, known, stale }
    }
}

impl Applied {
    /// Whether entries are of no use any more.
    pub(super) fn is_stale(&self) -> bool {
        !self.stale.is_empty()
    }

    /// The stale entries as lines.
    pub(super) fn stale_lines(&self) -> Vec<String> {
        let line = |(path, e): &(String, Entry)| {
            let texts: Vec<String> = e.texts.iter().map(|t| format!("\"{t}\"")).collect();
            let times = if e.count > 1 { format!(" ({} times)", e.count) } else { String::new() };
            format!("stale in {}: {path} {} {}{times}", self.name, e.rule, texts.join(", "))
        };
        let mut lines: Vec<String> = self.stale.iter().take(MAX_LISTED).map(line).collect();
        if self.stale.len() > MAX_LISTED {
            lines.push(format!("stale in {}: {} more", self.name, self.stale.len() - MAX_LISTED));
        }
        lines
    }
}
