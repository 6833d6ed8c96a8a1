//! `factlint mentions`

use super::args::{Common, Paths};
use super::listing::{self, Item, Place};
use super::out::Out;
use super::{Exit, Failure};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Mention {
    kind: &'static str,
    #[serde(flatten)]
    place: Place,
}

impl Item for Mention {
    fn start(&self) -> u32 {
        self.place.start.unwrap_or_default()
    }

    fn line(&self) -> String {
        format!("{:<10} {}", self.kind, self.place.show())
    }
}

/// Prints what the readers understood.
pub(super) fn run(common: &Common, paths: &Paths, out: &mut Out) -> Result<Exit, Failure> {
    listing::run(common, paths, out, "mentions", |_, article| {
        let shown = article.readings.shown();
        shown.iter().map(|m| Mention { kind: m.kind.name(), place: Place::new(article, Some(m.span), &m.value) }).collect()
    })
}
