//! What a command works with: the engine with the rules in force, and the settings of the run.

use super::args::{Common, FailOn};
use super::guard::guard;
use super::inputs::Input;
use super::select::{Selection, Selector};
use super::{Failure, walk};
use crate::judge::{Article, Engine};
use crate::lexicon::Lexicon;
use crate::rule::{self, LoadOptions, RuleFile, Severity, builtin};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Stack of a worker: deep documents must not be able to exhaust it.
const STACK: usize = 16 << 20;

/// The engine and the settings of a run.
#[derive(Debug)]
pub(super) struct Session {
    /// Lexicon and rules in force.
    pub(super) engine: Engine,
    /// From which severity on a finding fails the run.
    pub(super) fail_on: Severity,
    pool: rayon::ThreadPool,
}

impl Session {
    /// Loads lexicon, configuration and rules.
    pub(super) fn open(common: &Common) -> Result<Self, Failure> {
        Self::load(common, &LoadOptions::default())
    }

    /// As [`Session::open`], with options for loading.
    pub(super) fn load(common: &Common, options: &LoadOptions) -> Result<Self, Failure> {
        let mut lexicon = Lexicon::builtin().map_err(|e| e.to_string())?;
        let mut files = builtin::files();
        for path in &common.rules {
            files.extend(rule_files(path)?);
        }
        let mut set = rule::load(&files, &mut lexicon, options).map_err(Failure::Rules)?;
        let selection = Selection { select: selectors(&common.select)?, ignore: selectors(&common.ignore)? };
        for selector in selection.select.iter().chain(&selection.ignore) {
            selector.check(&set.rules)?;
        }
        set.rules.retain(|r| selection.takes(r));
        let fail_on = match common.fail_on {
            Some(FailOn::Note) => Severity::Note,
            Some(FailOn::Warning) => Severity::Warning,
            Some(FailOn::Error) | None => Severity::Error,
        };
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(common.jobs)
            .stack_size(STACK)
            .build()
            .map_err(|e| format!("cannot start threads: {e}"))?;
        Ok(Self { engine: Engine::new(lexicon, set), fail_on, pool })
    }

    /// Does something with every input, several at a time; the results are in the order of the inputs. A fault of ours in one
    /// input is an error of that input only.
    pub(super) fn each<T: Send>(&self, inputs: Vec<Input>, work: impl Fn(&Input, Article) -> T + Sync) -> Vec<(Input, Result<T, String>)> {
        let one = |mut input: Input| {
            let result = input.source().and_then(|source| guard(|| work(&input, self.engine.read(source, input.format, input.published))));
            (input, result)
        };
        self.pool.install(|| inputs.into_par_iter().map(one).collect())
    }
}

fn selectors(texts: &[String]) -> Result<Vec<Selector>, String> {
    texts.iter().map(|t| Selector::new(t.trim())).collect()
}

/// The rule file at a path, or those of a directory and its directories, sorted by name.
pub(super) fn rule_files(path: &Path) -> Result<Vec<Arc<RuleFile>>, String> {
    let mut paths = Vec::new();
    let meta = std::fs::metadata(path).map_err(|e| format!("cannot read rules from {}: {}", walk::shown(path), walk::reason(&e)))?;
    if meta.is_dir() {
        collect(path, &mut paths, 0)?;
        if paths.is_empty() {
            return Err(format!("there is no .toml file in {}", walk::shown(path)));
        }
    } else if meta.is_file() {
        paths.push(path.to_owned());
    } else {
        return Err(format!("cannot read rules from {}: it is not a regular file", walk::shown(path)));
    }
    paths.sort();
    paths.iter().map(|p| rule_file(p)).collect()
}

/// Deepest directory of rules.
const MAX_DEPTH: usize = 8;

fn collect(directory: &Path, out: &mut Vec<PathBuf>, depth: usize) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("cannot read rules from {}: {}", walk::shown(directory), walk::reason(&e));
    for entry in std::fs::read_dir(directory).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let kind = entry.file_type().map_err(fail)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden && depth < MAX_DEPTH {
            collect(&entry.path(), out, depth + 1)?;
        } else if kind.is_file() && !hidden && entry.path().extension().is_some_and(|e| e == "toml") {
            out.push(entry.path());
        }
    }
    Ok(())
}

/// Reads a rule file.
pub(super) fn rule_file(path: &Path) -> Result<Arc<RuleFile>, String> {
    let name = walk::shown(path);
    let bytes = super::inputs::read_file(path).map_err(|e| format!("cannot read {name}: {e}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|e| format!("cannot read {name}: it is not UTF-8 (an invalid byte at offset {})", e.utf8_error().valid_up_to()))?;
    Ok(Arc::new(RuleFile { name, text, builtin: false }))
}
