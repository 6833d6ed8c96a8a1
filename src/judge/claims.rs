//! The claims of an article that patterns make, for whoever writes rules and wants to see what they match.

use super::Engine;
use super::article::Article;
use super::bound::Val;
use super::desk::Desk;
use crate::document::TextSpan;
use crate::read::{Context, Contexts};
use crate::rule::ClaimRef;
use crate::value::Value;

/// A claim by pattern, with its values.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternClaim {
    /// Its name; for a rule's own `match`, the rule's id.
    pub name: String,
    /// Fields with their places and values, in order.
    pub fields: Vec<(String, Option<TextSpan>, Value)>,
    /// The stretch that makes the claim.
    pub anchor: TextSpan,
    /// Where it stands.
    pub context: Context,
}

impl Engine {
    /// Where the claims of the native readers stand, in their order.
    #[must_use]
    pub fn contexts(&self, article: &Article) -> Vec<Context> {
        let cx = article.cx(&self.lexicon);
        let mut contexts = Contexts::default();
        article.readings.claims.iter().map(|c| c.context.union(contexts.of_span(&cx, c.anchor))).collect()
    }

    /// What the patterns of all rules and claims match in an article, in order of place.
    #[must_use]
    pub fn pattern_claims(&self, article: &Article) -> Vec<PatternClaim> {
        let desk = Desk::new(vec![article], &self.lexicon, &self.rules, self.whole(), false);
        let mut out = Vec::new();
        for (reader, extracted) in desk.readers.iter().zip(&desk.extracted) {
            for (i, def) in self.rules.claims.iter().enumerate() {
                for tuple in reader.tuples(ClaimRef::Pattern(i), extracted) {
                    let field = |f: &super::bound::Field<'_>| {
                        let bound = f.bound();
                        Some((f.name.to_owned(), bound.place.map(|p| p.span), self.plain(&bound.val)?))
                    };
                    let fields = tuple.fields.iter().filter_map(field).collect();
                    out.push(PatternClaim { name: def.name.clone(), fields, anchor: tuple.anchor, context: tuple.context });
                }
            }
        }
        out.sort_by(|a, b| (a.anchor.start, a.anchor.end, &a.name).cmp(&(b.anchor.start, b.anchor.end, &b.name)));
        out
    }

    /// A value as it can be shown; `None` for what is not known.
    fn plain(&self, val: &Val) -> Option<Value> {
        match val {
            Val::Value(value) => Some(value.clone()),
            Val::OneOf(all) => Some(Value::List(all.iter().filter_map(|v| self.plain(v)).collect())),
            Val::Verdict(_) | Val::Unknown => None,
            Val::Fact(table, i) => self.rules.facts.get(table).and_then(|t| t.entries.get(*i)).map(|e| Value::Text(e.name.clone())),
        }
    }
}
