//! Rule files from disk, and facts from spreadsheets.

use super::{csv, walk};
use crate::limits;
use crate::rule::RuleFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The rule file at a path, or those of a folder and its folders, sorted by name.
pub(super) fn at(path: &Path) -> Result<Vec<Arc<RuleFile>>, String> {
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
    paths.iter().map(|p| file(p)).collect()
}

fn collect(directory: &Path, out: &mut Vec<PathBuf>, depth: usize) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("cannot read rules from {}: {}", walk::shown(directory), walk::reason(&e));
    for entry in std::fs::read_dir(directory).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let kind = entry.file_type().map_err(fail)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let is_toml = entry.path().extension().is_some_and(|e| e == "toml");
        if kind.is_dir() && depth < limits::RULE_FOLDERS {
            collect(&entry.path(), out, depth + 1)?;
        } else if kind.is_file() && is_toml {
            out.push(entry.path());
        } else if is_toml || kind.is_dir() {
            let why = if kind.is_dir() { "is too deep a folder" } else { "is not a regular file" };
            return Err(format!("cannot read rules from {}: it {why}", walk::shown(&entry.path())));
        }
    }
    Ok(())
}

fn file(path: &Path) -> Result<Arc<RuleFile>, String> {
    let name = walk::shown(path);
    let bytes = super::inputs::read_file(path).map_err(|e| format!("cannot read {name}: {e}"))?;
    let invalid = |e: std::string::FromUtf8Error| {
        format!("cannot read {name}: it is not UTF-8 (an invalid byte at offset {})", e.utf8_error().valid_up_to())
    };
    let text = String::from_utf8(bytes).map_err(invalid)?;
    let is_csv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let text = if is_csv { csv::to_toml(&stem, &text).map_err(|e| format!("cannot read facts from {name}: {e}"))? } else { text };
    Ok(Arc::new(RuleFile { name, text, builtin: false }))
}
