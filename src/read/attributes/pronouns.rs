//! A pronoun against the courtesy title of the only person of the text so far.

use super::People;
use crate::lexicon::Class;
use crate::read::{Claim, Cx, Kind, Readings};
use crate::value::Value;

/// Nouns that a pronoun may stand for instead.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "man", "woman", "boy", "girl", "child", "baby", "husband", "wife", "son", "daughter", "father", "mother", "brother", "sister", "friend", "partner", "dog", "cat", "horse",
    "god", "ship", "guy", "lady", "gentleman", "one", "who", "someone", "somebody", "anyone", "nobody", "everyone", "whoever", "twin", "cousin", "uncle", "aunt", "nephew", "niece",
    "grandson", "granddaughter", "grandfather", "grandmother", "parent", "couple", "mum", "mom", "dad", "boyfriend", "girlfriend", "fiancé", "ex",
];
/// Sentences before that may name somebody else.
const REACH: u32 = 4;

pub(super) fn read(cx: &Cx<'_>, out: &Readings, people: &People<'_>, claims: &mut Vec<Claim>) {
    for &(m, p) in &people.mentions {
        let title = p.honorific.as_deref().map(|h| h.trim_end_matches('.').to_lowercase());
        let other = match title.as_deref() {
            Some("mr" | "sir") => "she",
            Some("mrs" | "ms" | "miss" | "dame") => "he",
            _ => continue,
        };
        let Some((number, sentence)) = cx.doc.sentence_of(m.tokens.start) else { continue };
        if sentence.display || cx.doc.is_quoted(m.tokens.start) {
            continue;
        }
        let Some(pronoun) =
            (m.tokens.end..sentence.tokens.end.min(m.tokens.end + 40)).find(|&i| cx.folded(i) == other && !cx.doc.is_quoted(i))
        else {
            continue;
        };
        let from = cx.doc.sentences.get(number.saturating_sub(REACH) as usize).map_or(sentence.tokens.start, |s| s.tokens.start);
        let range = from.max(pronoun.saturating_sub(200))..pronoun;
        // Anybody else in sight, by name, by role or by kin, and words in capitals that may be a name.
        let alone = matches!(people.only(&range, Some(p.entity)), Ok(None));
        let someone = range.clone().any(|i| {
            !m.tokens.contains(&i)
                && (OTHERS.contains(&cx.folded(i))
                    || cx.is(i, Class::RoleHead) && out.at(i).any(|r| r.kind == Kind::Role)
                    || cx.is(i, Class::GivenAny) && cx.is_capitalised(i)
                    || if other == "he" { matches!(cx.folded(i), "his" | "him") } else { matches!(cx.folded(i), "her" | "hers") })
        });
        let paired = cx.folded(pronoun + 1) == "or" || pronoun.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "or" | "/"));
        if alone && !someone && !paired {
            let span = cx.span(pronoun..pronoun + 1);
            claims.push(Claim::new("pronoun-clash", m.span.cover(span)).with("person", m.span, Value::Person(Box::new(p.clone()))).with(
                "pronoun",
                span,
                Value::Text(cx.folded(pronoun).to_owned()),
            ));
        }
    }
}
