//! Files that are written whole or not at all: into a new file beside the old one, which takes its place at the end.
//!
//! Invariant: each new file is known from its creation until it took its place or is gone, so that a run that is broken off leaves none.
//! Files that belong together take their places in one step as seen by [`break_off`]: all or none.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The files that have not taken their place yet.
static WAITING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn waiting() -> MutexGuard<'static, Vec<PathBuf>> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes all files that have not taken their place. As long as the answer is kept, no more files are made and none takes its place.
#[cfg(unix)]
pub(super) fn break_off() -> impl Sized {
    let mut all = waiting();
    for temporary in all.drain(..) {
        let _ = std::fs::remove_file(temporary);
    }
    all
}

/// A written file that has not taken its place yet. It is removed unless it does.
#[derive(Debug)]
pub(super) struct Pending {
    temporary: PathBuf,
    path: PathBuf,
    done: bool,
}

impl Pending {
    /// Writes what is to stand at a path; [`Pending::finish`] puts it there. Permissions of the old file are kept.
    pub(super) fn new(path: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> std::io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let old = std::fs::metadata(&path).ok();
        if old.as_ref().is_some_and(|m| !m.is_file()) {
            return Err(std::io::Error::other("it is not a regular file"));
        }
        if old.as_ref().is_some_and(|m| m.permissions().readonly()) {
            return Err(std::io::ErrorKind::PermissionDenied.into());
        }
        let (temporary, file) = {
            let mut all = waiting();
            let (temporary, file) = create_beside(&path)?;
            all.push(temporary.clone());
            (temporary, file)
        };
        let pending = Self { temporary, path, done: false };
        let mut writer = BufWriter::new(file);
        write(&mut writer)?;
        writer.flush()?;
        let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        if let Some(old) = old {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        Ok(pending)
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> std::io::Result<()> {
        finish_all([((), self)]).map_err(|((), e)| e)
    }
}

/// Puts files in their places. Of the first that cannot be put there, what came with it is given back.
pub(super) fn finish_all<T>(files: impl IntoIterator<Item = (T, Pending)>) -> Result<(), (T, std::io::Error)> {
    let mut files = files.into_iter();
    let failed = {
        let mut all = waiting();
        files.find_map(|(what, mut file)| {
            let renamed = std::fs::rename(&file.temporary, &file.path);
            if renamed.is_ok() {
                file.done = true;
                all.retain(|waiting| *waiting != file.temporary);
            }
            renamed.err().map(|e| (what, e, file))
        })
    };
    // What is left is dropped when nobody holds the list any more.
    failed.map_or(Ok(()), |(what, e, _)| Err((what, e)))
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.done {
            let mut all = waiting();
            let _ = std::fs::remove_file(&self.temporary);
            all.retain(|waiting| *waiting != self.temporary);
        }
    }
}

/// A new file in the folder of another: only there is a rename one step.
fn create_beside(path: &Path) -> std::io::Result<(PathBuf, File)> {
    let name = path.file_name().ok_or(std::io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let mut last = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
    for attempt in 0..100 {
        let short: String = name.chars().take(64).collect();
        let temporary = path.with_file_name(format!(".{short}.{}-{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => last = e,
            Err(e) => return Err(e),
        }
    }
    Err(last)
}

/// Writes a file whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    Pending::new(path, |file| file.write_all(bytes))?.finish()
}
