//! Readers: words to typed mentions and native claims. One reader a file; [`READERS`] lists them in order.
//!
//! Invariants:
//! - A reader never judges: it says what the words mean, as ranges, with the spans it took it from.
//! - Readings may overlap ("June 18" is a date and a number); rules choose, readers do not. Within one kind, the mentions that
//!   are shown (not [`Mention::inner`]) do not overlap.
//! - Readers know nothing of rules and of markup. They ask the lexicon, never a list of their own, for what an editor may change.
//! - Same document, same readings: no clock, no randomness, no order of hash tables.

mod acronyms;
mod ages;
mod ages_at;
mod ages_taken_up;
mod amounts;
mod attributes;
mod balance;
mod bound;
mod bounds;
mod changes;
mod chronology;
mod claim;
mod containers;
mod context;
mod conversions;
mod cx;
mod editions;
mod enumerations;
mod figures;
mod form;
mod fragments;
mod kinds;
mod link_versions;
mod lists;
mod lives;
mod mention;
mod np;
mod number;
mod number_forms;
mod numerals;
mod people;
mod places;
mod pointers;
mod punctuation;
mod quotations;
mod ranges;
mod rankings;
mod repeats;
mod residue;
mod shares;
mod speech;
mod spots;
mod subjects;
mod tables;
mod time;
mod titles;
mod totals;
mod variants;

pub use bound::{Bounds, LeftOut};
pub use claim::{Claim, ClaimSchema, Field, FieldSchema};
pub use context::{Context, ContextFlag, Contexts};
pub use cx::Cx;
pub use kinds::Kind;
pub use mention::{Mention, Readings};
pub use spots::{Look, Sought, Spot, Spots};

use crate::document::Document;
use crate::lexicon::Lexicon;
use chrono::NaiveDate;

/// Reads one kind of thing. Readers run in the order of [`READERS`]; a later one may use the readings of earlier ones.
pub type Reader = fn(&Cx<'_>, &mut Readings);

/// All readers, in order.
pub const READERS: &[(&str, Reader)] = &[
    ("number", number::read),
    ("time", time::read),
    ("places", places::read),
    ("people", people::read),
    ("ages", ages::read),
    ("lives", lives::read),
    ("attributes", attributes::read),
    ("ages-at", ages_at::read),
    ("chronology", chronology::read),
    ("acronyms", acronyms::read),
    ("quotations", quotations::read),
    ("lists", lists::read),
    ("changes", changes::read),
    ("totals", totals::read),
    ("shares", shares::read),
    ("figures", figures::read),
    ("conversions", conversions::read),
    ("ranges", ranges::read),
    ("bounds", bounds::read),
    ("repeats", repeats::read),
    ("fragments", fragments::read),
    ("punctuation", punctuation::read),
    ("balance", balance::read),
    ("speech", speech::read),
    ("titles", titles::read),
    ("variants", variants::read),
    ("enumerations", enumerations::read),
    ("pointers", pointers::read),
    ("residue", residue::read),
    ("number_forms", number_forms::read),
    ("editions", editions::read),
    ("containers", containers::read),
    ("link_versions", link_versions::read),
    ("tables", tables::read),
    ("rankings", rankings::read),
    ("number-late", number::read_late),
];

/// The native claims of all readers: relations that a pattern cannot say, with their schema. Rules use them like claims by pattern.
pub const NATIVE: &[&[ClaimSchema]] = &[
    number::SCHEMAS,
    time::SCHEMAS,
    ages::SCHEMAS,
    lives::SCHEMAS,
    attributes::SCHEMAS,
    ages_at::SCHEMAS,
    chronology::SCHEMAS,
    people::SCHEMAS,
    places::SCHEMAS,
    acronyms::SCHEMAS,
    quotations::SCHEMAS,
    lists::SCHEMAS,
    changes::SCHEMAS,
    totals::SCHEMAS,
    rankings::SCHEMAS,
    shares::SCHEMAS,
    figures::SCHEMAS,
    conversions::SCHEMAS,
    ranges::SCHEMAS,
    bounds::SCHEMAS,
    repeats::SCHEMAS,
    fragments::SCHEMAS,
    punctuation::SCHEMAS,
    balance::SCHEMAS,
    speech::SCHEMAS,
    titles::SCHEMAS,
    variants::SCHEMAS,
    enumerations::SCHEMAS,
    pointers::SCHEMAS,
    residue::SCHEMAS,
    number_forms::SCHEMAS,
    editions::SCHEMAS,
    containers::SCHEMAS,
    link_versions::SCHEMAS,
    tables::SCHEMAS,
];

/// The schema of a native claim.
#[must_use]
pub fn native_schema(name: &str) -> Option<&'static ClaimSchema> {
    NATIVE.iter().flat_map(|s| s.iter()).find(|s| s.name == name)
}

/// Everything read from a document. One that is denser than [`limits::MENTIONS`](crate::limits::MENTIONS) allows is cut behind a
/// sentence, and read as if it ended there.
#[must_use]
pub fn read(document: &mut Document, lexicon: &Lexicon, published: Option<NaiveDate>) -> Readings {
    read_at(document, lexicon, published, Spots::new)
}

/// The same with every token as a spot of some kinds. Slow, and of the same outcome; for tests of what readers seek.
#[must_use]
pub fn read_everywhere(document: &mut Document, lexicon: &Lexicon, published: Option<NaiveDate>, kinds: &[Spot]) -> Readings {
    read_at(document, lexicon, published, |document, lexicon| Spots::new(document, lexicon).everywhere(kinds))
}

fn read_at(
    document: &mut Document,
    lexicon: &Lexicon,
    published: Option<NaiveDate>,
    spots: impl Fn(&Document, &Lexicon) -> Spots,
) -> Readings {
    let mut bounds = Bounds::default();
    loop {
        match read_whole(document, lexicon, published, &bounds, spots(document, lexicon)) {
            Ok(readings) => return readings,
            Err(end) => {
                let cx = Cx { doc: document, lex: lexicon, published: None, spots: &Spots::default() };
                bounds = Bounds::default();
                bounds.leave_out("mentions", bound::growing(crate::limits::MENTIONS, &cx), cx.span(end..end.saturating_add(1)));
                document.cut(end);
            }
        }
    }
}

/// Everything read from a document, or where it has to end.
fn read_whole(
    document: &Document,
    lexicon: &Lexicon,
    published: Option<NaiveDate>,
    bounds: &Bounds,
    spots: Spots,
) -> Result<Readings, u32> {
    let cx = Cx { doc: document, lex: lexicon, published: published.or(document.published()), spots: &spots };
    if let Some(end) = bound::end(&cx, None) {
        return Err(end);
    }
    let mut readings = Readings::new(document.tokens.len());
    readings.bounds = bounds.clone();
    for (_, reader) in READERS {
        reader(&cx, &mut readings);
        if let Some(end) = bound::end(&cx, Some(readings.all())) {
            return Err(end);
        }
        let Readings { claims, bounds, .. } = &mut readings;
        bound::claims(&cx, claims, bounds);
    }
    for (_, sentence) in cx.sentences().filter(|(_, s)| s.tokens.len() > crate::limits::SENTENCE) {
        let start = sentence.tokens.start;
        readings.bounds.leave_out("tokens of a sentence", crate::limits::SENTENCE, cx.span(start..start + 1));
    }
    readings.finish();
    readings.spots = spots;
    Ok(readings)
}
