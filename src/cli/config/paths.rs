//! Paths that a configuration may name: files and folders below its own folder, and nothing else.

use crate::rule::RuleError;
use crate::rule::toml_reader::Str;
use std::path::{Component, Path, PathBuf};

/// The file or folder that a configuration names.
pub(super) fn inside(root: &Path, name: &Str) -> Result<PathBuf, RuleError> {
    let whole = below(root, name)?;
    let (Ok(real), Ok(real_root)) = (whole.canonicalize(), root.canonicalize()) else {
        let text = &name.text;
        return Err(name.error_all(format!("there is no '{text}'"), "not found").help("paths are relative to the folder of factlint.toml"));
    };
    if real.starts_with(real_root) { Ok(whole) } else { Err(refused(name, "is a link that leads out of the folder")) }
}

/// A file that a configuration names and that need not be there yet.
pub(super) fn planned(root: &Path, name: &Str) -> Result<PathBuf, RuleError> {
    let whole = below(root, name)?;
    if whole.symlink_metadata().is_ok() { inside(root, name) } else { Ok(whole) }
}

/// A path below a folder by its words.
fn below(root: &Path, name: &Str) -> Result<PathBuf, RuleError> {
    let text = name.text.as_str();
    let path = Path::new(text);
    if path.is_absolute() || text.starts_with(['/', '\\']) || text.contains(':') {
        return Err(refused(name, "is an absolute path"));
    }
    if text.starts_with('~') {
        return Err(refused(name, "is a path of a home folder"));
    }
    if path.components().any(|c| !matches!(c, Component::Normal(_) | Component::CurDir)) || text.contains("..\\") {
        return Err(refused(name, "leads out of the folder"));
    }
    Ok(root.join(path))
}

fn refused(name: &Str, why: &str) -> RuleError {
    name.error_all(format!("'{}' {why}", name.text), "not allowed here").help("name a file or folder below the folder of factlint.toml")
}
