//! Mentions and the lattice that holds them.

use super::amounts::Amounts;
use super::{Claim, Kind};
use crate::document::TextSpan;
use crate::value::Value;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of prose that a reader understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// What it is.
    pub kind: Kind,
    /// Its place in the prose. May be finer than its tokens ("18" of "18th").
    pub span: TextSpan,
    /// The tokens it covers, wholly or in part.
    pub tokens: Range<u32>,
    /// What it means.
    pub value: Value,
    /// A reading inside a larger one (the 18 of "June 18"): patterns may use it, reports do not show it.
    pub inner: bool,
}

/// The index of no mention.
const NONE: u32 = u32::MAX;

/// All readings of a document: mentions by start, and native claims.
#[derive(Debug, Default)]
pub struct Readings {
    mentions: Vec<Mention>,
    /// For each token, the longest mention that starts there, or [`NONE`].
    starts: Vec<u32>,
    /// For each mention, the next shorter one of the same start, or [`NONE`].
    shorter: Vec<u32>,
    /// The mentions to show, in order of place; known once all readers are through.
    shown: Vec<u32>,
    /// The amounts among the mentions, as long as no mention is added or changed.
    amounts: Option<Arc<Amounts>>,
    /// Claims of the native readers.
    pub claims: Vec<Claim>,
    /// What was left out.
    pub bounds: super::Bounds,
    /// What the readers looked at.
    pub spots: super::Spots,
}

impl Readings {
    /// For a document of so many tokens.
    #[must_use]
    pub fn new(tokens: usize) -> Self {
        // So many tokens have a mention, or more.
        let (mentions, shorter) = (Vec::with_capacity(tokens / 16), Vec::with_capacity(tokens / 16));
        Self { mentions, starts: vec![NONE; tokens], shorter, ..Self::default() }
    }

    /// Adds a mention; one of no tokens is left out. Returns its index.
    pub fn add(&mut self, mention: Mention) -> Option<u32> {
        let index = u32::try_from(self.mentions.len()).ok().filter(|&i| i != NONE)?;
        let at = mention.tokens.start as usize;
        let mut next = self.starts.get(at).copied().filter(|_| mention.tokens.start < mention.tokens.end)?;
        let mut before = NONE;
        while self.get(next).is_some_and(|m| m.tokens.end >= mention.tokens.end) {
            before = next;
            next = self.shorter.get(next as usize).copied().unwrap_or(NONE);
        }
        let link = match self.shorter.get_mut(before as usize) {
            Some(link) => link,
            None => self.starts.get_mut(at)?,
        };
        *link = index;
        self.amounts = None;
        self.mentions.push(mention);
        self.shorter.push(next);
        Some(index)
    }

    /// Adds a mention that only reports show: it covers others, which patterns and readers use instead ("from June 3 to June 8").
    pub fn add_covering(&mut self, mention: Mention) {
        if mention.tokens.start < mention.tokens.end {
            self.mentions.push(mention);
            self.shorter.push(NONE);
        }
    }

    /// All mentions in the order in which they were added.
    #[must_use]
    pub fn all(&self) -> &[Mention] {
        &self.mentions
    }

    /// A mention by index.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<&Mention> {
        self.mentions.get(index as usize)
    }

    /// A mention to change in place (its value, whether it is inner).
    pub fn get_mut(&mut self, index: u32) -> Option<&mut Mention> {
        self.amounts = None;
        self.mentions.get_mut(index as usize)
    }

    /// The amounts, where they were told and still hold.
    pub(super) fn amounts(&self) -> Option<&Arc<Amounts>> {
        self.amounts.as_ref()
    }

    /// Keeps the amounts for the readers that come next.
    pub(super) fn keep_amounts(&mut self, amounts: Arc<Amounts>) {
        self.amounts = Some(amounts);
    }

    /// Indices of the mentions that start at a token, longest first.
    pub fn indices_at(&self, token: u32) -> impl Iterator<Item = u32> {
        let known = |i: u32| Some(i).filter(|&i| i != NONE);
        std::iter::successors(self.starts.get(token as usize).copied().and_then(known), move |&i| {
            self.shorter.get(i as usize).copied().and_then(known)
        })
    }

    /// The tokens among these at which mentions start, in order.
    pub fn starts_in<'a>(&'a self, tokens: Range<u32>) -> impl Iterator<Item = u32> + use<'a> {
        let end = (tokens.end as usize).min(self.starts.len());
        let starts = self.starts.get((tokens.start as usize).min(end)..end).unwrap_or(&[]);
        // Eight tokens are asked at once: at most of them no mention starts.
        let (eights, rest) = starts.as_chunks::<8>();
        let any = |(_, eight): &(u32, &[u32; 8])| eight.iter().fold(NONE, |all, first| all & first) != NONE;
        let behind = tokens.start.saturating_add(u32::try_from(eights.len() * 8).unwrap_or(u32::MAX));
        let eights = (tokens.start..).step_by(8).zip(eights).filter(any).map(|(t, eight)| (t, eight.as_slice()));
        let some = |(t, starts): (u32, &'a [u32])| (t..).zip(starts).filter(|(_, first)| **first != NONE).map(|(t, _)| t);
        eights.chain([(behind, rest)]).flat_map(some)
    }

    /// The mentions that start at a token, longest first.
    pub fn at(&self, token: u32) -> impl Iterator<Item = &Mention> {
        self.indices_at(token).filter_map(|i| self.get(i))
    }

    /// The longest mention of a kind that starts at a token.
    #[must_use]
    pub fn longest(&self, token: u32, kind: Kind) -> Option<&Mention> {
        self.at(token).find(|m| m.kind == kind)
    }

    /// Mentions of a kind within a range of tokens, in order of start, longest first.
    pub fn within(&self, tokens: Range<u32>, kind: Kind) -> impl Iterator<Item = &Mention> {
        let end = tokens.end;
        self.starts_in(tokens).flat_map(|t| self.at(t)).filter(move |m| m.kind == kind && m.tokens.end <= end)
    }

    /// Whether a shown mention of one of the kinds covers a token. Scans back a few tokens only: mentions are short.
    #[must_use]
    pub fn covers(&self, token: u32, kinds: &[Kind]) -> bool {
        let near = token.saturating_sub(24)..token.saturating_add(1);
        self.starts_in(near).any(|t| self.at(t).any(|m| !m.inner && m.tokens.contains(&token) && kinds.contains(&m.kind)))
    }

    /// The mentions to show: not inner, sorted by place, then kind.
    pub fn shown(&self) -> impl Iterator<Item = &Mention> {
        self.shown.iter().filter_map(|&i| self.get(i))
    }

    /// Called once after all readers: sorts claims by place and makes shown mentions of one kind free of overlap (the longer wins,
    /// then the earlier).
    pub(super) fn finish(&mut self) {
        let mut order: Vec<u32> =
            (0..u32::try_from(self.mentions.len()).unwrap_or(0)).filter(|&i| self.get(i).is_some_and(|m| !m.inner)).collect();
        order.sort_unstable_by_key(|&i| self.get(i).map(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.kind, i)));
        // The last one that stays, by kind.
        let mut last = [None; Kind::ALL.len()];
        for &i in &order {
            let Some((kind, span)) = self.get(i).map(|m| (m.kind, m.span)) else { continue };
            let Some(last) = last.get_mut(kind as usize) else { continue };
            let loser = match last.and_then(|l| self.get(l)).map(|l| l.span) {
                Some(s) if s.overlaps(span) && span.end - span.start <= s.end - s.start => Some(i),
                Some(s) if s.overlaps(span) => last.replace(i),
                _ => {
                    *last = Some(i);
                    None
                }
            };
            if let Some(m) = loser.and_then(|l| self.get_mut(l)) {
                m.inner = true;
            }
        }
        order.retain(|&i| self.get(i).is_some_and(|m| !m.inner));
        self.shown = order;
        // Nothing comes in any more, and all stay as long as the article does. Rules ask for no amounts.
        self.amounts = None;
        self.mentions.shrink_to_fit();
        self.shorter.shrink_to_fit();
        self.shown.shrink_to_fit();
        self.claims.shrink_to_fit();
        self.claims.sort_by_key(|c| (c.anchor.start, c.anchor.end));
    }
}
