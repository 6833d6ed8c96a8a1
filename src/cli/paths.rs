//! Paths as text, the same on every platform and however they were written on the command line.

use super::walk;
use std::path::{Component, Path, PathBuf};

/// A path from the root of the system, without `.` and `..`. Links are not followed.
pub(super) fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// A path relative to the working directory, with `/`; whole where it lies elsewhere.
pub(super) fn here(path: &str) -> String {
    let all = whole(Path::new(path));
    let below = std::env::current_dir().ok().and_then(|dir| all.strip_prefix(dir).ok().map(Path::to_owned));
    walk::shown(&below.unwrap_or(all))
}

/// The root of the repository that the working directory is in: the folder with `.git`.
pub(super) fn repository() -> Option<PathBuf> {
    let dir = std::env::current_dir().ok()?;
    dir.ancestors().find(|a| a.join(".git").exists()).map(Path::to_owned)
}

/// Whether a path of the repository is a link, or lies behind one, that leads out of it: a checkout of a stranger's branch must not choose
/// what is quoted from elsewhere. Outside a repository a link is followed.
pub(super) fn leads_out(path: &Path) -> bool {
    let Some(root) = repository() else { return false };
    let (Ok(real), Ok(real_root)) = (path.canonicalize(), root.canonicalize()) else { return false };
    let place = whole(path);
    (place.starts_with(&root) || place.starts_with(&real_root)) && !real.starts_with(real_root)
}
