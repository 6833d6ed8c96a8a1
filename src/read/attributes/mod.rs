//! What an article says of its people in passing: party, nationality, kinship, whether they live, which pronoun they have.
//!
//! Invariants:
//! - A description ("the Republican senator") or a pronoun is taken for a person only where the text names nobody else whom it could mean.
//! - What may change within an article (a party that somebody left, a second passport) is not told at all where the article speaks of it.

mod anaphors;
mod kin;
mod nation;
mod party;
mod pronouns;
mod vital;

pub(super) use nation::MOVE;
pub(super) use party::SWITCH;

use super::form::field;
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings, Sought, Spot};
use crate::document::TextSpan;
use crate::lexicon::Class;
use crate::value::{Person, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "attribute",
        about: "A party or a nationality of a person: \"Luis Barragan, a Democrat\", \"the Danish swimmer Ida Moen\".",
        fields: &[
            field("person", "person", "who"),
            field("family", "text", "'party' or 'nationality'"),
            field("value", "text", "which, by one name: \"democrat\", \"Denmark\""),
        ],
    },
    ClaimSchema {
        name: "kin",
        about: "Whose kin a person is: \"Vera Stoll … her brother, Anton Stoll\".",
        fields: &[field("owner", "person", "whose"), field("person", "person", "who"), field("kin", "text", "what: \"brother\"")],
    },
    ClaimSchema {
        name: "dead-and-alive",
        about: "A person who is told as dead and, without a word on the death, as acting these days: \"the late Bruno Kaye … Kaye said on Tuesday\".",
        fields: &[field("dead", "text", "the words that tell the death"), field("alive", "text", "the words that tell the act")],
    },
    ClaimSchema {
        name: "pronoun-clash",
        about: "A pronoun against the courtesy title of the only person whom it can mean: \"Mrs Lund closed the shop, saying that he …\".",
        fields: &[field("person", "person", "who"), field("pronoun", "text", "the pronoun")],
    },
];

/// What names a nationality or a party.
pub(super) const ATTRIBUTE: Sought = Sought { words: "d r", classes: &[Class::Nationality, Class::Party], ..Sought::NONE };

/// How many mentions back somebody else is looked for, so that the cost grows with the text and not with its square.
const LOOK_BACK: usize = 400;

/// The people of a document, in order of the text.
struct People<'a> {
    mentions: Vec<(&'a Mention, &'a Person)>,
    /// Heads of the roles of each person, lower-case.
    roles: FxHashMap<u32, FxHashSet<String>>,
}

impl<'a> People<'a> {
    fn new(cx: &Cx<'_>, out: &'a Readings) -> Self {
        let person = |m: &'a Mention| if let Value::Person(p) = &m.value { Some((m, &**p)) } else { None };
        let mut mentions: Vec<_> = out.all().iter().filter(|m| m.kind == Kind::Person && !m.inner).filter_map(person).collect();
        mentions.sort_by_key(|(m, _)| m.tokens.start);
        let mut roles: FxHashMap<u32, FxHashSet<String>> = FxHashMap::default();
        for claim in out.claims.iter().filter(|c| c.kind == "role") {
            let fields = (claim.field("person").map(|f| &f.value), claim.field("role").map(|f| &f.value));
            if let (Some(Value::Person(p)), Some(Value::Role(r))) = fields {
                roles.entry(p.entity).or_default().insert(r.head.clone());
            }
        }
        for (_, p) in &mentions {
            let title = p.honorific.as_deref().and_then(|h| cx.lex.honorifics.get(crate::lexicon::fold(h).as_ref()));
            if let Some(word) = title.and_then(|h| h.full.rsplit(' ').next().map(str::to_lowercase)) {
                roles.entry(p.entity).or_default().insert(word);
            }
        }
        Self { mentions, roles }
    }

    /// The mentions that start in a range of tokens.
    fn within(&self, tokens: &Range<u32>) -> &[(&'a Mention, &'a Person)] {
        let from = self.mentions.partition_point(|(m, _)| m.tokens.start < tokens.start);
        let to = self.mentions.partition_point(|(m, _)| m.tokens.start < tokens.end);
        self.mentions.get(from..to).unwrap_or(&[])
    }

    /// The only person named in a range of tokens, one left out; `Err` where there are several.
    fn only(&self, tokens: &Range<u32>, but: Option<u32>) -> Result<Option<(&'a Mention, &'a Person)>, ()> {
        let mut found: Option<(&Mention, &Person)> = None;
        for &(m, p) in self.within(tokens).iter().filter(|(_, p)| but != Some(p.entity)) {
            if p.ambiguous || found.is_some_and(|(_, f)| f.entity != p.entity) {
                return Err(());
            }
            found = found.or(Some((m, p)));
        }
        Ok(found)
    }

    /// The person whom a description in place of a name can only mean: the one that the nearest sentence before it names, where nobody
    /// else who fits stands before it.
    fn referent(&self, cx: &Cx<'_>, at: u32, fits: impl Fn(&FxHashSet<String>) -> bool) -> Option<(&'a Mention, &'a Person)> {
        let (number, sentence) = cx.doc.sentence_of(at)?;
        if !self.within(&(sentence.tokens.start..at)).is_empty() {
            return None;
        }
        let fitting = |p: &Person| self.roles.get(&p.entity).is_some_and(&fits);
        let near = (1..=3).filter_map(|back| cx.doc.sentences.get(number.checked_sub(back)? as usize));
        let found =
            near.take_while(|s| !s.display).find_map(|s| self.only(&s.tokens, None).transpose())?.ok().filter(|(_, p)| fitting(p))?;
        let before = self.mentions.partition_point(|(m, _)| m.tokens.start < at);
        let others = self
            .mentions
            .get(before.saturating_sub(LOOK_BACK)..before)
            .unwrap_or(&[])
            .iter()
            .any(|(_, p)| p.entity != found.1.entity && fitting(p));
        (!others).then_some(found)
    }
}

/// Whether a sentence anywhere tells an attribute beside a word of a list.
fn any_sentence(cx: &Cx<'_>, told: impl Fn(u32) -> bool, beside: Spot) -> bool {
    cx.sentences_with(beside).any(|(_, s)| cx.spots_in(s.tokens.clone(), Spot::Attribute).any(&told))
}

fn attribute(person: &Person, family: &str, span: TextSpan, anchor: TextSpan, value: String) -> Claim {
    Claim::new("attribute", anchor)
        .with_implied("person", Value::Person(Box::new(person.clone())))
        .with_implied("family", Value::Text(family.to_owned()))
        .with("value", span, Value::Text(value))
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    {
        let people = People::new(cx, out);
        if people.mentions.is_empty() {
            return;
        }
        party::read(cx, &people, &mut claims);
        nation::read(cx, out, &people, &mut claims);
        kin::read(cx, out, &people, &mut claims);
        anaphors::read(cx, out, &people, &mut claims);
        vital::read(cx, &people, &mut claims);
        pronouns::read(cx, out, &people, &mut claims);
    }
    out.claims.append(&mut claims);
}
