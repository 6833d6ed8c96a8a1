//! The pattern engine: trees of elements over tokens and readings.
//!
//! Invariants:
//! - A match never leaves its sentence; a gap never crosses a quotation mark or a nearer mention of the type it leads to.
//! - Captures take the longest mention first, gaps the fewest tokens; for each place where a pattern can start there is at most
//!   one match.
//! - Work is bounded by a number of steps for each pattern and sentence, the same on every machine.

mod first;
mod index;
mod nouns;
mod step;
mod work;

pub(super) use index::{Candidate, Index, Sources, WordSequences};
pub(super) use step::{Found, Matcher};
pub(super) use work::Work;
