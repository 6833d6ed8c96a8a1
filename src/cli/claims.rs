//! `factlint claims`

use super::args::{Claims, Common};
use super::listing::{self, Item, Place};
use super::out::Out;
use super::{Exit, Failure};
use serde::{Serialize, Serializer};

#[derive(Debug, Serialize)]
struct Claim {
    claim: &'static str,
    #[serde(serialize_with = "as_map")]
    fields: Vec<(&'static str, Place)>,
    context: Vec<&'static str>,
    #[serde(skip)]
    start: u32,
}

fn as_map<S: Serializer>(fields: &[(&'static str, Place)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(n, p)| (n, p)))
}

impl Item for Claim {
    fn start(&self) -> u32 {
        self.start
    }

    fn line(&self) -> String {
        let fields: Vec<String> = self.fields.iter().map(|(n, p)| format!("{n}: {}", p.show())).collect();
        let context = if self.context.is_empty() { String::new() } else { format!(" [{}]", self.context.join(", ")) };
        format!("{} {{{}}}{context}", self.claim, fields.join(", "))
    }
}

/// Prints the claims of articles, or all that there are.
pub(super) fn run(common: &Common, args: &Claims, out: &mut Out) -> Result<Exit, Failure> {
    listing::run(common, &args.paths, out, "claims", |article| {
        let claim = |c: &crate::read::Claim| Claim {
            claim: c.kind,
            fields: c.fields.iter().map(|f| (f.name, Place::new(article, f.span, &f.value))).collect(),
            context: c.context.names(),
            start: article.document.source_span(c.anchor).start,
        };
        article.readings.claims.iter().map(claim).collect()
    })
}
