//! An article with everything that is known of it before a rule looks at it.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::read::{Cx, Readings};
use chrono::NaiveDate;

/// An article, parsed and read.
#[derive(Debug)]
pub struct Article {
    /// The document.
    pub document: Document,
    /// What the readers understood.
    pub readings: Readings,
    /// The date against which relative words were resolved.
    pub published: Option<NaiveDate>,
}

impl Article {
    /// What may be asked of its words.
    pub(super) fn cx<'a>(&'a self, lexicon: &'a Lexicon) -> Cx<'a> {
        Cx { doc: &self.document, lex: lexicon, published: self.published, spots: &self.readings.spots }
    }
}
