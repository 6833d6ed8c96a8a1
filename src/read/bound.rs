//! What readers leave out where an article is of no size or density that articles have, so that it can be told.

use super::{Claim, Cx, Mention};
use crate::document::TextSpan;
use crate::limits;

/// Something that a reader left out because of a bound in [`limits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// What the bound is of, in words: "claims of one kind".
    pub what: &'static str,
    /// How many were left out; 0 where they are not counted.
    pub count: usize,
    /// The bound.
    pub most: usize,
    /// Where the first one stands.
    pub at: TextSpan,
}

/// What was left out, once a bound, in the order in which it happened.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Bounds {
    list: Vec<LeftOut>,
}

impl Bounds {
    /// Notes that something was left out because of a bound.
    pub fn leave_out(&mut self, what: &'static str, most: usize, at: TextSpan) {
        match self.list.iter_mut().find(|l| l.what == what) {
            Some(known) => known.count += 1,
            None => self.list.push(LeftOut { what, count: 1, most, at }),
        }
    }

    /// All that was left out.
    #[must_use]
    pub fn all(&self) -> &[LeftOut] {
        &self.list
    }
}

/// A bound that grows with the text: so many, and one more for so many bytes.
pub(super) fn growing((base, each): (usize, usize), cx: &Cx<'_>) -> usize {
    base.saturating_add(cx.doc.prose.text.len() / each.max(1))
}

/// Leaves out the later ones of the claims of one kind where there are more than [`limits::CLAIMS`]; readers add them in the order
/// of the text.
pub(super) fn claims(cx: &Cx<'_>, claims: &mut Vec<Claim>, bounds: &mut Bounds) {
    let most = growing(limits::CLAIMS, cx);
    if claims.len() <= most {
        return;
    }
    let mut count: rustc_hash::FxHashMap<&'static str, usize> = rustc_hash::FxHashMap::default();
    claims.retain(|c| {
        let n = count.entry(c.kind).or_default();
        *n += 1;
        if *n > most {
            bounds.leave_out("claims of one kind", most, c.anchor);
        }
        *n <= most
    });
    claims.shrink_to_fit();
}

/// The token at which an article that holds more mentions than [`limits::MENTIONS`] has to end; asked before there are any, each
/// number counts for one.
pub(super) fn end(cx: &Cx<'_>, mentions: Option<&[Mention]>) -> Option<u32> {
    let most = growing(limits::MENTIONS, cx);
    let Some(mentions) = mentions else {
        let numbers = cx.doc.tokens.iter().zip(0..).filter(|(t, _)| t.kind == crate::lexicon::TokenKind::Number);
        return numbers.map(|(_, i)| i).nth(most);
    };
    if mentions.len() <= most {
        return None;
    }
    let mut starts: Vec<u32> = mentions.iter().map(|m| m.tokens.start).collect();
    // Later readers want their share too.
    let kept = most / 4 * 3;
    Some(*starts.select_nth_unstable(kept).1)
}
