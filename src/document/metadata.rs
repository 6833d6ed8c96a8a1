//! What an article says of itself: title, date, authors.

use crate::source::Span;
use chrono::NaiveDate;

/// A flat key with its value, as front matter or a metadata line gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key, lower-case.
    pub key: String,
    /// The value, unquoted.
    pub value: String,
    /// Where the value stands in the file, quotation marks left out.
    pub span: Span,
}

/// Metadata of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// All flat fields in order.
    pub fields: Vec<Field>,
    /// The publication date.
    pub published: Option<NaiveDate>,
}

impl Metadata {
    /// The first field with one of the keys.
    #[must_use]
    pub fn field(&self, keys: &[&str]) -> Option<&Field> {
        keys.iter().find_map(|k| self.fields.iter().find(|f| f.key == *k))
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> Option<&Field> {
        self.field(&["title", "headline"])
    }

    /// The description or deck.
    #[must_use]
    pub fn deck(&self) -> Option<&Field> {
        self.field(&["description", "deck", "summary", "excerpt", "subtitle"])
    }

    /// The authors' field.
    #[must_use]
    pub fn author(&self) -> Option<&Field> {
        self.field(&["author", "authors", "by", "byline"])
    }

    /// Sets the publication date from the fields.
    pub(super) fn find_date(&mut self) {
        let field = self.field(&["date", "published", "publishdate", "pubdate", "published_at", "date_published"]);
        self.published = field.and_then(|f| leading_date(&f.value));
    }
}

/// The ISO date at the start of a value: `2023-06-18`, `2023-06-18T10:00:00Z`.
#[must_use]
pub fn leading_date(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value.trim().get(..10)?, "%Y-%m-%d").ok()
}
