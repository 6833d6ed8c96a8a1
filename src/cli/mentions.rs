//! `factlint mentions`

use super::args::{Common, Paths};
use super::listing::{self, Item, Place};
use super::out::Out;
use super::{Exit, Failure};
use crate::judge::Article;
use crate::report::Mark;
use crate::source::Span;
use crate::value::Value;
use serde::Serialize;

/// A mention as it is shown.
#[derive(Debug, Serialize)]
pub(super) struct Mention {
    kind: &'static str,
    #[serde(flatten)]
    place: Place,
    /// Of a person: the number of the person, the same at every mention of it in this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<u32>,
    /// Of a person: the fullest name in this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

impl Item for Mention {
    const MARKED: bool = true;

    fn start(&self) -> u32 {
        self.place.start.unwrap_or_default()
    }

    fn line(&self) -> String {
        format!("{:<10} {}", self.kind, self.place.show())
    }

    fn mark(&self) -> Option<Mark> {
        Some(Mark { span: Span { start: self.place.start?, end: self.place.end? }, kind: self.kind })
    }
}

/// The mentions of an article, in order.
pub(super) fn list(article: &Article) -> Vec<Mention> {
    let mention = |m: &crate::read::Mention| {
        let person = match &m.value {
            Value::Person(person) => Some(person),
            _ => None,
        };
        let place = Place::new(article, Some(m.span), &m.value);
        Mention { kind: m.kind.name(), place, entity: person.map(|p| p.entity), name: person.map(|p| p.canonical.clone()) }
    };
    article.readings.shown().map(mention).collect()
}

/// Prints what the readers understood.
pub(super) fn run(common: &Common, paths: &Paths, out: &mut Out) -> Result<Exit, Failure> {
    listing::run(common, paths, out, "mentions", |_, article| list(article))
}
