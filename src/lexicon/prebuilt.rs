//! The lexicon pre-built: what its files say as tables that are read in a moment, for most of the time that a run on one article
//! took was spent on making them.
//!
//! Invariants:
//! - The tables are used only where they were made from the very files that are embedded; else the files are read. Whoever changes a
//!   file is right at once, and a test says when the tables are to be made anew (`FACTLINT_BLESS=1 cargo test prebuilt`).
//! - No user's vocabulary is in them.

use super::class_table::ClassTable;
use super::data::VariantForm;
use super::file::{RawFile, builtin_files};
use super::phrases::Phrases;
use super::{Lexicon, LexiconError, WordId, Words};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher;

/// The stored tables.
const STORED: &[u8] = include_bytes!("prebuilt.bin");

/// What is stored.
#[derive(Serialize, Deserialize)]
struct Tables {
    words: Words,
    texts: &'static str,
    classes: ClassTable,
    phrases: Phrases,
    variant_forms: Vec<(WordId, Vec<VariantForm>)>,
    files: Vec<RawFile>,
}

/// A number that changes with the embedded files.
fn fingerprint() -> [u8; 8] {
    let mut hasher = FxHasher::default();
    for (name, text) in builtin_files() {
        hasher.write(name.as_bytes());
        hasher.write(text.as_bytes());
    }
    hasher.finish().to_le_bytes()
}

/// The lexicon from the stored tables, where they are those of the embedded files.
pub(super) fn load() -> Option<Result<Lexicon, LexiconError>> {
    let stored = STORED.strip_prefix(&fingerprint())?;
    let tables: Tables = postcard::from_bytes(stored).ok()?;
    let mut lexicon = Lexicon::default();
    lexicon.words = tables.words.over(tables.texts);
    lexicon.classes = tables.classes;
    lexicon.phrases = tables.phrases;
    lexicon.variant_forms = tables.variant_forms.into_iter().collect();
    for (raw, (name, _)) in tables.files.iter().zip(builtin_files()) {
        if let Err(message) = lexicon.add_tables(raw) {
            return Some(Err(LexiconError { file: (*name).to_owned(), message }));
        }
    }
    lexicon.files = tables.files;
    Some(Ok(lexicon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prebuilt_tables_are_those_of_the_files() {
        let mut lexicon = Lexicon::from_files().unwrap();
        let mut variant_forms: Vec<_> = std::mem::take(&mut lexicon.variant_forms).into_iter().collect();
        variant_forms.sort_by_key(|(word, _)| *word);
        let texts: &'static str = Box::leak(lexicon.words.texts().into_boxed_str());
        let words = lexicon.words.over("");
        let (classes, phrases, files) = (lexicon.classes, lexicon.phrases, lexicon.files);
        let tables = Tables { words, texts, classes, phrases, variant_forms, files };
        let mut fresh = fingerprint().to_vec();
        fresh.extend(postcard::to_allocvec(&tables).unwrap());
        if std::env::var("FACTLINT_BLESS").is_ok_and(|v| v == "1") {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/prebuilt.bin"), &fresh).unwrap();
            return;
        }
        assert!(fresh == STORED, "the lexicon's files have changed: FACTLINT_BLESS=1 cargo test --lib prebuilt makes the tables anew");
    }
}
