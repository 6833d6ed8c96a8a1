//! factlint reads an article as a copy editor does and reports the places that cannot both be true.

pub mod cli;
pub mod document;
pub mod judge;
pub mod lexicon;
pub mod read;
pub mod report;
pub mod rule;
pub mod source;
pub mod value;
