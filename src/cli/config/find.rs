//! Finding the configuration file.

use std::path::{Path, PathBuf};

/// The name of the file.
pub(in crate::cli) const NAME: &str = "factlint.toml";

/// The nearest `factlint.toml` from a folder upwards. The search ends at the root of the repository (the folder with `.git`);
/// outside a repository only the folder itself counts, so that no stranger's file leaks in from above.
pub(in crate::cli) fn find(from: &Path) -> Option<PathBuf> {
    let root = from.ancestors().find(|a| a.join(".git").exists());
    let last = root.unwrap_or(from);
    from.ancestors().take_while(|a| a.starts_with(last)).map(|a| a.join(NAME)).find(|f| f.symlink_metadata().is_ok())
}
