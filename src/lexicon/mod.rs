//! Words: the one table of all words that lexicons, lists and rules know, what is known of each, and the tokenizer.
//!
//! Invariants:
//! - Knowledge about the world and about English that an editor might change comes from TOML under `rules/lexicon/` and from a
//!   user's vocabulary; this module only gives it a shape that is fast to ask.
//! - A word is looked up once, when its token is made; everything later compares [`WordId`]s.
//! - Words are folded to lower case with a straight apostrophe; case is kept in the token's flags.

mod class;
mod class_table;
mod data;
mod file;
mod frequent;
mod marks;
mod named;
mod packed;
mod phrases;
mod prebuilt;
mod tables;
mod token;
mod words;

pub use class::{Class, ClassSet};
pub use data::{Lexicon, Prefixes, Variant, VariantForm};
pub use file::{Country, Holiday, Honorific, LexiconError, builtin_files};
pub use frequent::{Frequent, Letters};
pub use marks::Marks;
pub use named::Named;
pub use token::{Flags, OBJECT, Token, TokenKind, tokenize};
pub use words::{NewWords, WordId, Words, fold};
