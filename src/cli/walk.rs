//! From the paths of the command line to the files to read.
//!
//! Invariants: files come sorted by name, each once; directories are walked without following links and without what `.gitignore`
//! leaves out; nothing above the repository is asked what to leave out; only regular files are opened; whatever is left out although
//! it looks like an article is said.

use crate::document::Format;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// A file to read, or the reason why not.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// The name in reports.
    pub(super) shown: String,
    /// Where it is.
    pub(super) path: PathBuf,
    /// Whether the command line names it, rather than its directory.
    pub(super) named: bool,
    /// Why it is not read.
    pub(super) skip: Option<String>,
}

/// A path as reports show it: with `/`, without a leading `./`.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() };
    let short = text.trim_start_matches("./");
    if short.is_empty() { text } else { short.to_owned() }
}

/// All files of the paths.
pub(super) fn files(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(_) if super::paths::leads_out(path) => {
                found.push(named(path, Some("it is a link that leads out of the repository; name what it leads to".into())));
            }
            Ok(meta) if meta.is_dir() && is_article(path) => {
                found.push(named(path, Some("it is a directory with the name of an article".into())));
            }
            Ok(meta) if meta.is_dir() => found.extend(walk(path)),
            Ok(meta) if meta.is_file() => found.push(named(path, None)),
            Ok(_) => found.push(named(path, Some("it is not a regular file".into()))),
            Err(e) => found.push(named(path, Some(reason(&e)))),
        }
    }
    // However a file is named, it is one file: of two names the shorter one is shown.
    let mut once: BTreeMap<OsString, Found> = BTreeMap::new();
    found.sort_by(|a, b| (a.shown.len(), &a.shown, !a.named).cmp(&(b.shown.len(), &b.shown, !b.named)));
    for file in found {
        once.entry(super::paths::whole(&file.path).into_os_string()).and_modify(|old| old.named |= file.named).or_insert(file);
    }
    let mut found: Vec<Found> = once.into_values().collect();
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    found
}

fn named(path: &Path, skip: Option<String>) -> Found {
    Found { shown: shown(path), path: path.to_owned(), named: true, skip }
}

fn is_article(path: &Path) -> bool {
    Format::of_path(&path.to_string_lossy()).is_some()
}

/// An error of the system without its number.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}

/// Files that say what is left out of their folder, the stronger one last.
const LEFT_OUT: [&str; 2] = [".gitignore", ".ignore"];

/// What the folders above one that is walked leave out of it, the nearest first: those up to the root of the repository, outside one up
/// to the working directory. The walker itself would ask every folder of the system.
fn left_out_above(folder: &Path) -> Vec<Gitignore> {
    let Some(root) = super::paths::repository().or_else(|| std::env::current_dir().ok()) else { return Vec::new() };
    let folder = super::paths::whole(folder);
    let list = |folder: &Path, files: &[&str]| {
        let mut builder = GitignoreBuilder::new(folder);
        // A line that cannot be read leaves nothing out.
        for file in files.iter().map(|f| folder.join(f)).filter(|f| f.is_file()) {
            let _ = builder.add(file);
        }
        builder.build().ok().filter(|list| !list.is_empty())
    };
    let mut above: Vec<Gitignore> =
        folder.ancestors().skip(1).take_while(|f| f.starts_with(&root)).filter_map(|f| list(f, &LEFT_OUT)).collect();
    above.extend(folder.starts_with(&root).then(|| list(&root, &[".git/info/exclude"])).flatten());
    above
}

fn walk(root: &Path) -> Vec<Found> {
    let skipped: Arc<Mutex<Vec<Found>>> = Arc::default();
    let note = Arc::clone(&skipped);
    let skip = move |path: &Path, why: &str| {
        if let Ok(mut list) = note.lock() {
            list.push(Found { shown: shown(path), path: path.to_owned(), named: false, skip: Some(why.to_owned()) });
        }
    };
    let outer = skip.clone();
    let mut builder = ignore::WalkBuilder::new(root);
    builder.standard_filters(false).hidden(true).follow_links(false).sort_by_file_name(OsStr::cmp);
    for name in LEFT_OUT {
        builder.add_custom_ignore_filename(name);
    }
    let above = left_out_above(root);
    builder.filter_entry(move |entry| {
        let is_dir = entry.file_type().is_some_and(|t| t.is_dir());
        if entry.depth() > 0 && !above.is_empty() {
            let whole = super::paths::whole(entry.path());
            let says = above.iter().map(|list| list.matched(&whole, is_dir)).find(|says| !says.is_none());
            if says.is_some_and(|says| says.is_ignore()) {
                return false;
            }
        }
        let fake = entry.depth() > 0 && is_dir && is_article(entry.path());
        if fake {
            skip(entry.path(), "it is a directory with the name of an article");
        }
        !fake
    });
    let mut found = Vec::new();
    for entry in builder.build() {
        match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                if kind.is_some_and(|t| t.is_dir()) || !is_article(entry.path()) {
                    continue;
                }
                if kind.is_some_and(|t| t.is_file()) {
                    found.push(Found { shown: shown(entry.path()), path: entry.path().to_owned(), named: false, skip: None });
                } else if kind.is_some_and(|t| t.is_symlink()) {
                    outer(entry.path(), "it is a symbolic link");
                } else {
                    outer(entry.path(), "it is not a regular file");
                }
            }
            Err(error) => outer(root, &error.to_string()),
        }
    }
    if let Ok(mut list) = skipped.lock() {
        found.append(&mut list);
    }
    found
}
