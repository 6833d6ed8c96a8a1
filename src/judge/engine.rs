//! The door to everything: lexicon and rules in, findings out.

use super::Finding;
use crate::document::{Document, Format};
use crate::lexicon::Lexicon;
use crate::read::Readings;
use crate::rule::RuleSet;
use crate::source::Source;
use chrono::NaiveDate;
use std::sync::Arc;

/// Lexicon and rules, ready to judge any number of articles.
#[derive(Debug)]
pub struct Engine {
    /// All that is known of words.
    pub lexicon: Lexicon,
    /// The rules in force.
    pub rules: RuleSet,
}

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

/// What was found in one article.
#[derive(Debug, Default)]
pub struct Judged {
    /// Findings in order of place.
    pub findings: Vec<Finding>,
}

impl Engine {
    /// An engine of a lexicon and a rule set loaded with it.
    #[must_use]
    pub fn new(lexicon: Lexicon, rules: RuleSet) -> Self {
        Self { lexicon, rules }
    }

    /// Parses and reads a source. `published` overrides the article's own date.
    #[must_use]
    pub fn read(&self, source: Arc<Source>, format: Format, published: Option<NaiveDate>) -> Article {
        let document = Document::parse(source, format, &self.lexicon);
        let published = published.or(document.published());
        let readings = crate::read::read(&document, &self.lexicon, published);
        Article { document, readings, published }
    }

    /// Judges one article by all rules that need no other article.
    #[must_use]
    pub fn judge(&self, _article: &Article) -> Judged {
        Judged::default()
    }

    /// Judges all articles together by the rules of scope `corpus`.
    #[must_use]
    pub fn judge_corpus(&self, _articles: &[&Article]) -> Vec<Finding> {
        Vec::new()
    }
}
