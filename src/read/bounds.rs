//! Shares that cannot be: more than all of a whole that has no more ("130% of the votes").

use super::form::field;
use super::{Claim, ClaimSchema, Cx, Kind, Readings};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Value};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "impossible-share",
    about: "more than 100 percent of a whole that it cannot exceed: “130% of the votes”",
    fields: &[field("share", "percent", "the percentage"), field("whole", "text", "the whole: voters, residents, members …")],
}];

/// Words that may stand between "of" and the whole.
const MAX_BETWEEN: u32 = 4;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for m in out.all().iter().filter(|m| m.kind == Kind::Percent && !m.inner) {
        let Value::Percent(n) = &m.value else { continue };
        if n.nominal <= Exact::int(100) {
            continue;
        }
        let Some(whole) = whole(cx, m.tokens.end) else { continue };
        let grows = (m.tokens.start.saturating_sub(6)..whole + 3).any(|t| {
            cx.is_any(t, &[Class::Rise, Class::Fall])
                || matches!(
                    cx.folded(t),
                    "capacity"
                        | "target"
                        | "quota"
                        | "level"
                        | "levels"
                        | "average"
                        | "compared"
                        | "equivalent"
                        | "equal"
                        | "not"
                        | "cannot"
                        | "n't"
                        | "can't"
                        | "never"
                        | "effort"
                )
        });
        if grows {
            continue;
        }
        let span = cx.span(whole..whole + 1);
        let text = cx.folded(whole).to_owned();
        claims.push(Claim::new("impossible-share", cx.span(m.tokens.start..whole + 1)).with("share", m.span, m.value.clone()).with(
            "whole",
            span,
            Value::Text(text),
        ));
    }
    out.claims.extend(claims);
}

/// The token of the whole behind "of".
fn whole(cx: &Cx<'_>, at: u32) -> Option<u32> {
    if cx.folded(at) != "of" {
        return None;
    }
    let limit = cx.sentence_end(at);
    let found = (at + 1..(at + 2 + MAX_BETWEEN).min(limit))
        .take_while(|&t| cx.is_kind(t, TokenKind::Word) || cx.is_kind(t, TokenKind::Number))
        .find(|&t| cx.is(t, Class::ShareWhole))?;
    // "of members' fees", "of people power": the whole is something else.
    let next = found + 1;
    let owner = matches!(cx.text(next), "'" | "\u{2019}" | "'s" | "\u{2019}s" | "-");
    let compound = next < limit
        && cx.is_kind(next, TokenKind::Word)
        && !cx.is_any(next, &[Class::Stop, Class::Be, Class::Have, Class::Modal, Class::FiniteVerb, Class::Reporting])
        && !matches!(
            cx.folded(next),
            "who"
                | "in"
                | "of"
                | "at"
                | "for"
                | "on"
                | "from"
                | "with"
                | "and"
                | "were"
                | "was"
                | "are"
                | "is"
                | "had"
                | "have"
                | "voted"
                | "said"
                | "by"
                | "here"
                | "there"
                | "cast"
                | "to"
                | "surveyed"
                | "polled"
                | "say"
                | "under"
                | "over"
                | "aged"
        );
    (!owner && !compound).then_some(found)
}
