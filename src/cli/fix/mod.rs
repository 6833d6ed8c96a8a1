//! `--fix` and `--diff`: the replacements of rules that say of themselves that they are safe.
//!
//! Invariants:
//! - Only a finding with exactly one replacement, of a rule with `safe = true`, is settled; never one over markup.
//! - Bytes outside the replaced stretches stay as they are: byte order mark, line ends, encoding. So does the mode of the file.
//! - All files are written before the first takes its place; a file is never half written.
//! - A file that is no longer as it was read, or that a link leads to out of the repository, is not touched.

mod unified;

use super::{Failure, atomic, paths, walk};
use crate::judge::{Finding, Fix};
use crate::report::Report;
use crate::rule::RuleSet;
use crate::source::{Source, Span};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// A stretch of a file and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the file.
    pub span: Span,
    /// What is to stand there.
    pub text: String,
}

/// An article as `--fix` writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Its path.
    pub path: String,
    /// What was replaced, in order and apart.
    pub edits: Vec<Edit>,
    /// What came of it.
    pub text: String,
}

/// The articles of a report that `--fix` would change, after one round.
#[must_use]
pub fn fixed(report: &Report, rules: &RuleSet) -> Vec<Fixed> {
    let all = Edits::of(report, rules).0.into_iter();
    all.map(|(path, (source, edits))| Fixed { path, text: applied(source.text(), &edits), edits }).collect()
}

/// The edits of a report, file by file.
#[derive(Debug, Default)]
pub(super) struct Edits(BTreeMap<String, (Arc<Source>, Vec<Edit>)>);

impl Edits {
    /// The edits that the safe fixes of a report ask for. Of two that overlap, the first is taken.
    pub(super) fn of(report: &Report, rules: &RuleSet) -> Self {
        let sources: BTreeMap<&str, &Arc<Source>> =
            report.files.iter().filter_map(|f| Some((f.path.as_str(), f.source.as_ref()?))).collect();
        let mut all = Self::default();
        for finding in report.findings() {
            let Some((fix, source)) = safe_fix(finding, rules).and_then(|f| Some((f, *sources.get(&*f.label.path)?))) else { continue };
            let span = if fix.text.is_empty() { with_space(source, fix.label.span) } else { fix.label.span };
            let (_, edits) = all.0.entry(source.path.clone()).or_insert_with(|| (Arc::clone(source), Vec::new()));
            if !edits.iter().any(|e| e.span.overlaps(span)) {
                edits.push(Edit { span, text: fix.text.clone() });
            }
        }
        for (_, edits) in all.0.values_mut() {
            edits.sort_by_key(|e| e.span);
        }
        all
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.values().map(|(_, edits)| edits.len()).sum()
    }

    /// In how many files.
    pub(super) fn files(&self) -> usize {
        self.0.len()
    }

    /// Prints them as a unified diff.
    pub(super) fn show(&self, out: &mut dyn Write) -> std::io::Result<()> {
        self.0.iter().try_for_each(|(path, (source, edits))| out.write_all(unified::diff(path, source.text(), edits).as_bytes()))
    }

    /// Writes them; nothing is changed if one of the files cannot be.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let mut ready = Vec::new();
        for (path, (source, edits)) in &self.0 {
            let fail = |why: &str| Failure::Message(format!("cannot fix {path}: {why}; nothing was changed"));
            let file = Path::new(path);
            if leads_out(file) {
                return Err(fail("it is a link that leads out of the repository"));
            }
            let now = std::fs::read(file).map_err(|e| fail(&walk::reason(&e)))?;
            if now != source.text().as_bytes() {
                return Err(fail("it was changed in the meantime"));
            }
            let text = applied(source.text(), edits);
            let pending = atomic::Pending::new(file, |out| out.write_all(text.as_bytes())).map_err(|e| fail(&walk::reason(&e)))?;
            ready.push((path, pending));
        }
        Ok(atomic::finish_all(ready).map_err(|(path, e)| format!("cannot fix {path}: {}", walk::reason(&e)))?)
    }
}

/// The one replacement of a finding whose rule is safe.
fn safe_fix<'a>(finding: &'a Finding, rules: &RuleSet) -> Option<&'a Fix> {
    let [fix] = finding.fixes.as_slice() else { return None };
    let plain = |text: &str| !text.contains(['*', '_', '`', '[', ']', '<', '>', '&', '\\', '\n', '\r', '#', '^', '~', '{', '}', '|']);
    let safe = rules.rule(&finding.rule).is_some_and(|r| r.safe);
    (safe && plain(&fix.label.text) && plain(&fix.text) && fix.label.text != fix.text).then_some(fix)
}

/// A stretch that is to go, with one of the spaces around it.
fn with_space(source: &Source, span: Span) -> Span {
    let bytes = source.text().as_bytes();
    let before = (span.start as usize).checked_sub(1).and_then(|i| bytes.get(i)).copied();
    let after = bytes.get(span.end as usize).copied();
    match (before, after) {
        (None | Some(b' ' | b'\t' | b'\n' | b'\r'), Some(b' ')) => Span::new(span.start, span.end + 1),
        (Some(b' '), _) => Span::new(span.start - 1, span.end),
        _ => span,
    }
}

/// A text with edits, which are in order and apart.
fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Whether a path below the repository (or, outside one, the working directory) is really elsewhere, or a link from elsewhere.
fn leads_out(path: &Path) -> bool {
    let Some(root) = paths::repository().or_else(|| std::env::current_dir().ok()) else { return true };
    let (Ok(real), Ok(real_root)) = (path.canonicalize(), root.canonicalize()) else { return true };
    let inside = paths::whole(path).starts_with(&root) || paths::whole(path).starts_with(&real_root);
    if inside { !real.starts_with(real_root) } else { path.is_symlink() }
}
