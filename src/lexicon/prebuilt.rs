//! The lexicon pre-built: what its files say as tables that are read in a moment, for most of the time that a run on one article
//! took was spent on making them.
//!
//! Invariants:
//! - The tables are used only where they were made from the very files that are embedded; else the files are read. Whoever changes a
//!   file is right at once, and a test says when the tables are to be made anew (`FACTLINT_BLESS=1 cargo test prebuilt`).
//! - No user's vocabulary is in them.

use super::Lexicon;
use super::file::builtin_files;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The stored tables.
const STORED: &[u8] = include_bytes!("prebuilt.bin");

/// Counted up when what is stored of the files changes: older tables are then remade instead of misread.
const LAYOUT: u32 = 2;

/// A number that changes with the embedded files and with the layout of the tables.
fn fingerprint() -> [u8; 8] {
    let mut hasher = FxHasher::default();
    hasher.write_u32(LAYOUT);
    for (name, text) in builtin_files() {
        hasher.write(name.as_bytes());
        hasher.write(text.as_bytes());
    }
    hasher.finish().to_le_bytes()
}

/// The lexicon from the stored tables, where they are those of the embedded files.
pub(super) fn load() -> Option<Lexicon> {
    postcard::from_bytes(STORED.strip_prefix(&fingerprint())?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prebuilt_tables_are_those_of_the_files() {
        let mut fresh = fingerprint().to_vec();
        fresh.extend(postcard::to_allocvec(&Lexicon::from_files().unwrap()).unwrap());
        if std::env::var("FACTLINT_BLESS").is_ok_and(|v| v == "1") {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/prebuilt.bin"), &fresh).unwrap();
            return;
        }
        assert!(fresh == STORED, "the lexicon's files have changed: FACTLINT_BLESS=1 cargo test --lib prebuilt makes the tables anew");
    }
}
