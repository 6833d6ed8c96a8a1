//! `--changed DIFF`: only findings that touch the lines that a diff changes.
//!
//! Invariants: a diff is believed only if it fits: every line of an article that it shows must stand there. No program and no
//! repository is asked; the diff comes from whoever knows the base.

mod diff;

use super::{Failure, inputs, paths, walk};
use crate::document::Format;
use crate::judge::{Finding, Label};
use crate::limits::BATCH;
use crate::report::Report;
use crate::source::Source;
use diff::FileDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A diff that was read.
#[derive(Debug)]
pub(super) struct Changes {
    name: String,
    files: Vec<FileDiff>,
}

/// The changed lines of one article.
#[derive(Debug, Default)]
struct Touched {
    added: BTreeSet<u32>,
    cuts: BTreeSet<u32>,
}

impl Changes {
    /// Reads a diff from a file or, as `-`, from standard input. An empty one is an error unless it is allowed: a program that
    /// could not compare prints nothing, too.
    pub(super) fn read(path: &Path, allow_empty: bool) -> Result<Self, Failure> {
        let name =
            if path.as_os_str() == "-" { "the diff from standard input".to_owned() } else { format!("the diff {}", walk::shown(path)) };
        let bytes = if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().lock().take(BATCH + 1).read_to_end(&mut bytes).map_err(|e| format!("cannot read {name}: {e}"))?;
            if bytes.len() as u64 > BATCH {
                return Err(format!("cannot read {name}: it has more than {BATCH} bytes").into());
            }
            bytes
        } else {
            inputs::read_file(path).map_err(|e| format!("cannot read {name}: {e}"))?
        };
        if bytes.trim_ascii().is_empty() && !allow_empty {
            return Err(format!("{name} is empty; if nothing has changed, --allow-empty says so").into());
        }
        let files = diff::parse(&bytes).map_err(|e| format!("cannot read {name}: {e}"))?;
        Ok(Self { name, files })
    }

    /// Leaves the findings with an end on a changed line. All articles of the report must still have their sources.
    pub(super) fn apply(&self, report: &mut Report) -> Result<(), Failure> {
        let mut places: BTreeMap<PathBuf, &Source> = BTreeMap::new();
        for file in &report.files {
            if let Some(source) = &file.source {
                places.insert(paths::whole(Path::new(&file.path)), source);
            }
        }
        let skipped: BTreeSet<PathBuf> =
            report.files.iter().filter(|f| f.source.is_none()).map(|f| paths::whole(Path::new(&f.path))).collect();
        let mut touched: BTreeMap<PathBuf, Touched> = BTreeMap::new();
        for file in &self.files {
            let candidates = candidates(&file.name);
            let Some((path, source)) = candidates.iter().find_map(|c| places.get_key_value(c)) else {
                let there = candidates.iter().any(|c| skipped.contains(c) || c.symlink_metadata().is_ok());
                if !there && file.shown.iter().any(|l| l.added) && is_article(&file.name) {
                    return Err(self.misfit(file, "there is no such file"));
                }
                continue;
            };
            fits(file, source).map_err(|line| self.misfit(file, &format!("its line {line} is another one")))?;
            let all = touched.entry(path.clone()).or_default();
            all.added.extend(file.shown.iter().filter(|l| l.added).map(|l| l.number));
            all.cuts.extend(&file.cuts);
        }
        let touched: BTreeMap<&str, (&Source, &Touched)> = report
            .files
            .iter()
            .filter_map(|f| Some((f.path.as_str(), (&**f.source.as_ref()?, touched.get(&paths::whole(Path::new(&f.path)))?))))
            .collect();
        let keep: Vec<Vec<bool>> =
            report.files.iter().map(|f| f.findings.iter().map(|finding| touches(finding, &touched)).collect()).collect();
        for (file, keep) in report.files.iter_mut().zip(keep) {
            let mut keep = keep.into_iter();
            file.findings.retain(|_| keep.next().unwrap_or(true));
        }
        Ok(())
    }

    fn misfit(&self, file: &FileDiff, why: &str) -> Failure {
        let path = String::from_utf8_lossy(&file.name);
        Failure::Message(format!("{} does not fit the files here: {path}: {why}", self.name))
    }
}

fn is_article(name: &[u8]) -> bool {
    Format::of_path(&String::from_utf8_lossy(name)).is_some()
}

/// The files that a name of a diff may mean, likeliest first: without the `a/`, `b/` … that programs put before it, below the
/// root of the repository or below the working directory.
fn candidates(name: &[u8]) -> Vec<PathBuf> {
    let name = String::from_utf8_lossy(name);
    let short = name.split_once('/').filter(|(first, _)| first.len() == 1).map(|(_, rest)| rest);
    let mut out = Vec::new();
    for name in short.into_iter().chain([&*name]) {
        for base in paths::repository().into_iter().chain(std::env::current_dir()) {
            out.push(paths::whole(&base.join(name)));
        }
    }
    out
}

/// Whether all lines that a diff shows stand in the file; the first that does not.
fn fits(file: &FileDiff, source: &Source) -> Result<(), u32> {
    let text = source.text().as_bytes();
    let lines: Vec<&[u8]> = text.split(|b| *b == b'\n').collect();
    let bare = |line: &[u8]| line.strip_suffix(b"\r").unwrap_or(line).to_owned();
    for shown in &file.shown {
        let found = lines.get((shown.number as usize).wrapping_sub(1)).ok_or(shown.number)?;
        let whole = !shown.last || shown.number as usize == lines.len();
        // Behind the last line feed there is no line.
        let real = !found.is_empty() || (shown.number as usize) < lines.len();
        if !whole || !real || bare(found) != bare(&shown.text) {
            return Err(shown.number);
        }
    }
    let end = lines.len() - usize::from(text.is_empty() || text.ends_with(b"\n"));
    file.cuts.iter().find(|cut| **cut as usize > end).map_or(Ok(()), |cut| Err(*cut))
}

fn touches(finding: &Finding, touched: &BTreeMap<&str, (&Source, &Touched)>) -> bool {
    finding.labels().any(|label| touched.get(&*label.path).is_some_and(|(source, lines)| stands_in(label, source, lines)))
}

/// Whether a place stands on an added line, or over a place where lines were taken out. Lines end at line feeds here, as they do
/// for the programs that compare.
fn stands_in(label: &Label, source: &Source, lines: &Touched) -> bool {
    let feeds = |end: u32| source.text().as_bytes().iter().take(end as usize).filter(|b| **b == b'\n').count();
    let number = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    let (first, last) = (number(feeds(label.span.start)), number(feeds(label.span.end.max(label.span.start + 1) - 1)));
    lines.added.range(first..=last).next().is_some() || lines.cuts.range(first..last).next().is_some()
}
