//! Where reports go: `--format X --output FILE` pairs, and standard output.
//!
//! Invariants:
//! - A file is written whole or not at all: into a new file beside it, which takes its place at the end.
//! - No report replaces an article that is being checked, nor anything that is not a regular file.
//! - All files are in place before standard output gets a byte: a reader that stops early costs no file.

use super::args::Cli;
use super::atomic::{Pending, finish_all};
use super::inputs::{Body, Input};
use super::out::Out;
use super::{Failure, walk};
use crate::report::{self, Format, Look, Report};
use clap::{ArgMatches, CommandFactory};
use std::io::Write;
use std::path::{Path, PathBuf};

/// One report to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// How; `None` for the usual one.
    format: Option<Format>,
    /// Into which file; `None` for standard output.
    file: Option<PathBuf>,
}

/// The reports that a command line asks for: each `--output` takes the `--format` before it (a lone pair may stand the other way
/// round), and one `--format` may be left for standard output.
pub(super) fn targets(matches: &ArgMatches) -> Result<Vec<Target>, clap::Error> {
    let Some((name, sub)) = matches.subcommand() else { return Ok(Vec::new()) };
    let formats = placed::<Format>(sub, "formats");
    let error = |text: String| Cli::command().error(clap::error::ErrorKind::ArgumentConflict, text);
    if name != "check" {
        let report = formats.iter().find(|(_, f)| !f.is_general());
        return match report {
            Some(_) => Err(error(format!("factlint {name} prints human, plain, json or jsonl; the other formats are for findings"))),
            None if formats.len() > 1 => Err(error("the argument '--format' cannot be used several times here".to_owned())),
            None => Ok(Vec::new()),
        };
    }
    pair(formats, placed::<PathBuf>(sub, "output")).map_err(error)
}

/// The values of an option with their places on the command line.
fn placed<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<(usize, T)> {
    let indices = matches.indices_of(id).into_iter().flatten();
    indices.zip(matches.get_many::<T>(id).into_iter().flatten().cloned()).collect()
}

fn pair(formats: Vec<(usize, Format)>, outputs: Vec<(usize, PathBuf)>) -> Result<Vec<Target>, String> {
    let stream = |path: &Path| path.as_os_str() == "-";
    let mut targets: Vec<Target> = Vec::new();
    let mut free: Vec<(usize, Format)> = formats;
    let lone = free.len() <= 1 && outputs.len() == 1;
    for (at, path) in outputs {
        let before = if lone { free.len().checked_sub(1) } else { free.iter().rposition(|(place, _)| *place < at) };
        let format = match before {
            Some(i) => Some(free.remove(i).1),
            None if lone => None,
            None => return Err(format!("--output {} has no --format of its own before it", path.display())),
        };
        targets.push(Target { format, file: (!stream(&path)).then_some(path) });
    }
    targets.extend(free.into_iter().map(|(_, format)| Target { format: Some(format), file: None }));
    if targets.iter().filter(|t| t.file.is_none()).count() > 1 {
        return Err("standard output takes one --format; give the others an --output each".to_owned());
    }
    let files: Vec<PathBuf> = targets.iter().filter_map(|t| t.file.as_deref()).map(whole).collect();
    if let Some(twice) = files.iter().enumerate().find(|(i, f)| files.iter().take(*i).any(|other| other == *f)) {
        return Err(format!("{} is to be written twice", twice.1.display()));
    }
    if targets.is_empty() {
        targets.push(Target { format: None, file: None });
    }
    Ok(targets)
}

/// A path as the system sees it, links followed as far as it exists.
fn whole(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    path.canonicalize().or_else(|_| folder.canonicalize().map(|f| f.join(name))).unwrap_or_else(|_| path.to_owned())
}

/// Fails if a report would replace one of the inputs.
pub(super) fn spare(inputs: &[Input], targets: &[Target]) -> Result<(), Failure> {
    targets.iter().filter_map(|t| t.file.as_deref()).try_for_each(|file| spare_file(inputs, file))
}

/// Fails if a file that is to be written is one of the inputs.
pub(super) fn spare_file(inputs: &[Input], file: &Path) -> Result<(), Failure> {
    let there = whole(file);
    let hit = |input: &Input| matches!(&input.body, Body::File(path) if whole(path) == there);
    if inputs.iter().any(hit) {
        return Err(format!("{} is one of the articles; it is not written over", walk::shown(file)).into());
    }
    Ok(())
}

/// Writes all reports: files first, each whole or not at all.
pub(super) fn write(report: &Report, targets: &[Target], usual: Format, out: &mut Out) -> Result<(), Failure> {
    let mut ready = Vec::new();
    for target in targets {
        if let Some(path) = &target.file {
            let fail = |e: std::io::Error| Failure::Message(format!("cannot write {}: {}", walk::shown(path), walk::reason(&e)));
            let format = target.format.unwrap_or(usual);
            let pending = Pending::new(path, |file| report::write(format, report, IN_FILE, file));
            ready.push((path, pending.map_err(fail)?));
        }
    }
    finish_all(ready).map_err(|(path, e)| Failure::Message(format!("cannot write {}: {}", walk::shown(path), walk::reason(&e))))?;
    for target in targets.iter().filter(|t| t.file.is_none()) {
        report::write(target.format.unwrap_or(usual), report, out.look(), out)?;
    }
    Ok(out.flush()?)
}

/// How human text looks in a file.
const IN_FILE: Look = Look { color: false, unicode: true, width: 80 };

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    type Shown = (Option<Format>, Option<String>);

    fn parsed(args: &[&str]) -> Result<Vec<Shown>, String> {
        let all = ["factlint", "check"].iter().chain(args);
        let matches = Cli::command().try_get_matches_from(all).unwrap();
        let show = |t: Target| (t.format, t.file.map(|f| f.display().to_string()));
        targets(&matches).map(|t| t.into_iter().map(show).collect()).map_err(|e| e.to_string())
    }

    #[test]
    fn formats_and_outputs_pair_up() {
        let file = |f: &str| Some(f.to_owned());
        let (sarif, junit, human) = (Some(Format::Sarif), Some(Format::Junit), Some(Format::Human));
        assert_eq!(parsed(&["a.md"]), Ok(vec![(None, None)]));
        assert_eq!(parsed(&["--output", "x", "a.md"]), Ok(vec![(None, file("x"))]));
        assert_eq!(parsed(&["--output", "x", "--format", "sarif"]), Ok(vec![(sarif, file("x"))]));
        assert_eq!(
            parsed(&["--format", "human", "--format", "sarif", "--output", "x", "--format=junit", "--output=y", "a.md"]),
            Ok(vec![(sarif, file("x")), (junit, file("y")), (human, None)])
        );
        assert_eq!(parsed(&["--format", "sarif", "--output", "-"]), Ok(vec![(sarif, None)]));
        assert!(parsed(&["--format", "sarif", "--format", "junit"]).is_err());
        assert!(parsed(&["--format", "sarif", "--output", "x", "--output", "y"]).is_err());
        assert!(parsed(&["--format", "sarif", "--output", "x", "--format", "junit", "--output", "./x"]).is_err());
    }
}
