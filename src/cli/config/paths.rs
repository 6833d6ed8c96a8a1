//! Paths that a configuration may name: files and folders below its own folder, and nothing else.

use crate::rule::RuleError;
use crate::rule::toml_reader::Str;
use std::path::{Component, Path, PathBuf};

/// The file or folder that a configuration names.
pub(super) fn inside(root: &Path, name: &Str) -> Result<PathBuf, RuleError> {
    let refuse = |why: &str| {
        Err(name
            .error_all(format!("'{}' {why}", name.text), "not allowed here")
            .help("name a file or folder below the folder of factlint.toml"))
    };
    let text = name.text.as_str();
    let path = Path::new(text);
    if path.is_absolute() || text.starts_with(['/', '\\']) || text.contains(':') {
        return refuse("is an absolute path");
    }
    if text.starts_with('~') {
        return refuse("is a path of a home folder");
    }
    if path.components().any(|c| !matches!(c, Component::Normal(_) | Component::CurDir)) || text.contains("..\\") {
        return refuse("leads out of the folder");
    }
    let whole = root.join(path);
    let (Ok(real), Ok(real_root)) = (whole.canonicalize(), root.canonicalize()) else {
        return Err(name.error_all(format!("there is no '{text}'"), "not found").help("paths are relative to the folder of factlint.toml"));
    };
    if !real.starts_with(real_root) {
        return refuse("is a link that leads out of the folder");
    }
    Ok(whole)
}
