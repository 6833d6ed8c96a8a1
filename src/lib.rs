//! factlint reads an article as a copy editor does and reports the places that cannot both be true.
//!
//! ```text
//! bytes ─▶ source ─▶ document ─▶ read ─▶ claims ─▶ judge ─▶ findings ─▶ report
//!                                  ▲                 ▲
//!                           lexicons (TOML)    rules, facts (TOML)
//! ```
//!
//! **Rust reads, TOML judges.** A reader turns words into typed values and claims with exact places. What is wrong with a set of
//! claims is said only in rule files, in the language that users write too: no built-in rule has a power that a user's rule lacks.
//!
//! **Values are ranges; verdicts have three outcomes.** "June 2023" is 30 days wide, "about 8" is 7.2 to 8.8, "more than 400" has a
//! floor and no ceiling. A comparison answers *yes*, *no* or *cannot tell*, and a rule fires only when no reading of the words
//! makes it true. A false alarm costs more than a missed error.
//!
//! **A contradiction has two ends.** A finding carries every place that takes part, and the computation that proves it.
//!
//! **The article's own clock.** Relative words are resolved against the article's publication date, never against the system's.
//!
//! # The layers
//!
//! Each uses only those before it; a test holds them to it.
//!
//! | layer | knows | gives |
//! |---|---|---|
//! | [`source`] | bytes, encoding, lines | spans that cannot be sliced wrongly |
//! | [`value`] | dates, durations, numbers, names as ranges | comparisons with three outcomes |
//! | [`lexicon`] | words, from TOML | the class of every word, looked up once |
//! | [`document`] | text, Markdown, HTML, reStructuredText, AsciiDoc | one clean prose with a map back to the bytes; sentences, tokens, quotations |
//! | [`read`] | English | mentions and claims, one reader a file |
//! | [`rule`] | TOML | typed rules, or every error at its place |
//! | [`judge`] | what must hold | findings |
//! | [`report`] | people and machines | text, lines, JSON, the formats of CI |
//! | [`cli`] | disk, terminal, arguments | the program |
//!
//! # Use as a library
//!
//! ```
//! use factlint::{document::Format, judge::Engine, lexicon::Lexicon, rule, source::Source};
//! use std::sync::Arc;
//!
//! let mut lexicon = Lexicon::builtin()?;
//! let rules = rule::load(&rule::builtin::files(), &mut lexicon, &rule::LoadOptions::default()).map_err(|e| e[0].message.clone())?;
//! let engine = Engine::new(lexicon, rules);
//! let source = Source::from_text("a.txt", "Talks began on Monday, June 18, 2023.".to_owned());
//! let article = engine.read(Arc::new(source), Format::Text, None);
//! let finding = &engine.judge(&article).findings[0];
//! assert_eq!((&*finding.rule, &*finding.primary.text), ("date/weekday", "Monday"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod cli;
pub mod document;
pub mod judge;
pub mod lexicon;
pub mod limits;
pub mod read;
pub mod report;
pub mod rule;
pub mod source;
pub mod value;
