//! What an article says of itself: title, date, authors.

use super::BlockKind;
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

    /// The fields that are shown above the text, with the kind of block that each is.
    pub(super) fn display(&self) -> Vec<(BlockKind, Field)> {
        let title = self.title().map(|f| (BlockKind::Title, f.clone()));
        let deck = self.deck().map(|f| (BlockKind::Deck, f.clone()));
        let image = ["image-alt", "image_alt", "image-caption", "image_caption", "caption"].map(|key| self.field(&[key]));
        let image = image.into_iter().flatten().map(|f| (BlockKind::Caption, f.clone()));
        title.into_iter().chain(deck).chain(image).collect()
    }

    /// The authors' field.
    #[must_use]
    pub fn author(&self) -> Option<&Field> {
        self.field(&["author", "authors", "by", "byline"])
    }

    /// Sets the publication date from the fields.
    pub(super) fn find_date(&mut self) {
        let field = self.field(&["date", "published", "publishdate", "pubdate", "published_at", "date_published"]);
        self.published = field.and_then(|f| written_date(&f.value));
    }
}

/// The ISO date at the start of a value: `2023-06-18`, `2023-06-18T10:00:00Z`.
#[must_use]
pub fn leading_date(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value.trim().get(..10)?, "%Y-%m-%d").ok()
}

/// A date as metadata writes it: ISO, `June 18, 2023`, `Sunday, 18 June 2023`, `2023/06/18`. Dates with the month as a bare
/// number in the middle of two others (`06/07/2023`) are not read: they mean two days.
#[must_use]
pub(super) fn written_date(value: &str) -> Option<NaiveDate> {
    if let Some(date) = leading_date(value) {
        return Some(date);
    }
    let mut numbers: Vec<u32> = Vec::new();
    let mut month = None;
    for word in value.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(5) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let Ok(n) = digits.parse() {
            numbers.push(n);
        } else if month.is_none() {
            month = month_number(word);
        }
        let complete = if month.is_some() { numbers.len() == 2 } else { numbers.len() == 3 };
        if complete {
            break;
        }
    }
    let (year, month, day) = match (month, numbers.as_slice()) {
        (Some(m), &[day, year]) if day <= 31 => (year, m, day),
        (Some(m), &[year, day]) if year > 31 => (year, m, day),
        (None, &[year, m, day]) if year > 999 => (year, m, day),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|y| (1000..=9999).contains(y))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let word = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|m| word.len() >= 3 && m.starts_with(&word) || (word == "sept" && m.starts_with("sept")))?;
    u32::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_the_ways_metadata_writes_them() {
        let day = NaiveDate::from_ymd_opt(2023, 6, 18);
        for value in [
            "2023-06-18",
            "2023-06-18T10:00:00Z",
            "June 18, 2023",
            "Sunday, 18 June 2023",
            "18th Jun 2023",
            "2023/06/18",
            "Sun, 18 Jun 2023 10:00:00 +0000",
        ] {
            assert_eq!(written_date(value), day, "{value}");
        }
        for value in ["06/07/2023", "soon", "", "June 2023", "31 February 2023", "99999999999 June 1"] {
            assert_eq!(written_date(value), None, "{value}");
        }
    }
}
