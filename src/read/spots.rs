//! Spots: what makes a reader look closer. One pass over the tokens notes, for each, which readers may begin there; a reader then
//! walks its own spots instead of every token.
//!
//! Invariants:
//! - A spot is necessary, never sufficient: a reader that walks its spots finds what it would find on a walk over all tokens. Those
//!   that say it all ([`Spot::decides`]) are words and looks that are asked for in many places and mean the same in each.
//! - What a reader seeks stands beside the code that reads it, as a [`Sought`]; this module only gives each a bit.

use super::Cx;
use crate::document::{Document, Sentence};
use crate::lexicon::{Class, Flags, Lexicon, Marks, TokenKind};
use std::ops::Range;

/// What a reader seeks: a token with any of these is a spot.
#[derive(Debug, Clone, Copy)]
pub struct Sought {
    /// Folded words and marks, with spaces between them.
    pub words: &'static str,
    /// Classes: words of them, and words that begin a phrase of them.
    pub classes: &'static [Class],
    /// Looks: any of them.
    pub looks: &'static [Look],
}

impl Sought {
    /// Nothing, to be filled in.
    pub const NONE: Self = Self { words: "", classes: &[], looks: &[] };
}

/// How a token looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Look {
    /// A number in digits.
    Number,
    /// A word with a capital in front.
    Capital,
    /// A word all in capitals.
    Upper,
    /// A word with a capital or a digit inside.
    Mixed,
    /// A token with characters beyond ASCII.
    BeyondAscii,
    /// A word with an apostrophe: a contraction, a possessive, a name.
    Apostrophe,
    /// A word that a form begins with of which an article should use one.
    Variant,
}

/// How many looks there are.
const LOOKS: usize = 7;

macro_rules! spots {
    ($($variant:ident = $sought:path),* $(,)?) => {
        /// What is sought, and by whom.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Spot { $(#[doc = concat!("What `", stringify!($sought), "` says.")] $variant),* }

        /// What each seeks, in the order of their bits.
        const ALL: &[(Spot, Sought)] = &[$((Spot::$variant, $sought)),*];
    };
}

spots! {
    Lives = super::lives::SOUGHT,
    Residue = super::residue::SOUGHT,
    Time = super::time::SOUGHT,
    TimeCore = super::time::CORE,
    TimeInner = super::time::INNER,
    TimeLead = super::time::LEAD,
    TimeAdjective = super::time::ADJECTIVE,
    Number = super::number::SOUGHT,
    Unit = super::number::UNIT,
    Hedge = super::number::HEDGES,
    Late = super::number::LATE,
    Sterling = super::number::STERLING,
    AgeOf = super::ages::SOUGHT,
    Change = super::changes::SOUGHT,
    Share = super::shares::SOUGHT,
    Majority = super::shares::MAJORITY,
    Mean = super::figures::MEAN,
    Figure = super::figures::FIGURE,
    Stop = super::punctuation::SOUGHT,
    Broken = super::fragments::BROKEN,
    Conjunction = super::fragments::CONJUNCTION,
    FullStop = super::fragments::FULL_STOP,
    Pair = super::balance::SOUGHT,
    Variant = super::variants::SOUGHT,
    Container = super::containers::SOUGHT,
    Role = super::people::ROLE,
    RoleLead = super::people::ROLE_LEAD,
    RoleDoubt = super::people::ROLE_DOUBT,
    Praise = super::people::PRAISE,
    Behind = super::people::BEHIND,
    Before = super::people::BEFORE,
    Body = super::people::BODY,
    Title = super::people::TITLE,
    Relative = super::people::RELATIVE,
    Capital = super::form::CAPITAL,
    Sign = super::context::SIGN,
    Plan = super::context::PLAN,
    Name = super::places::NAME,
    Joint = super::places::JOINT,
    Pointer = super::pointers::SOUGHT,
    Settled = super::places::SETTLED,
    Attribute = super::attributes::ATTRIBUTE,
    Move = super::attributes::MOVE,
    Switch = super::attributes::SWITCH,
    FirstPerson = super::speech::FIRST_PERSON,
    Says = super::speech::SAYS,
    Anniversary = super::chronology::ANNIVERSARY,
    Definition = super::acronyms::DEFINITION,
    Short = super::acronyms::SHORT,
}

const _: () = assert!(ALL.len() <= 64, "a spot is a bit of 64");

impl Spot {
    const fn bit(self) -> u64 {
        1 << self as u8
    }

    /// Whether a token is what is meant by being a spot: nobody looks closer, so that nothing else would do.
    const fn decides(self) -> bool {
        matches!(
            self,
            Self::RoleDoubt
                | Self::Praise
                | Self::Body
                | Self::Capital
                | Self::Conjunction
                | Self::Move
                | Self::Switch
                | Self::Definition
                | Self::Relative
                | Self::TimeLead
                | Self::Sterling
        )
    }

    /// All kinds at which a reader looks closer.
    pub fn first_looks() -> impl Iterator<Item = Self> {
        ALL.iter().map(|(spot, _)| *spot).filter(|spot| !spot.decides())
    }
}

/// The spots of a document's tokens.
#[derive(Debug, Default)]
pub struct Spots {
    /// A bit for each [`Spot`], for each token.
    tokens: Vec<u64>,
    /// What there is in each sentence.
    sentences: Vec<u64>,
}

/// The bits of words, classes and looks.
fn marks(lexicon: &Lexicon) -> Marks {
    let mut marks = Marks::new(lexicon, LOOKS);
    for (spot, sought) in ALL {
        for word in sought.words.split_ascii_whitespace() {
            marks.word(lexicon, word, spot.bit());
        }
        sought.classes.iter().for_each(|&c| marks.class(lexicon, c, spot.bit()));
        sought.looks.iter().for_each(|&l| marks.look(l as usize, spot.bit()));
    }
    let apostrophe = marks.of_look(Look::Apostrophe as usize);
    lexicon.words.with('\'').for_each(|w| marks.known(w, apostrophe));
    let variant = marks.of_look(Look::Variant as usize);
    lexicon.variant_words().for_each(|w| marks.known(w, variant));
    let flagged = [
        (Flags::CAPITAL, Look::Capital as usize),
        (Flags::UPPER, Look::Upper as usize),
        (Flags::MIXED, Look::Mixed as usize),
        (Flags::BEYOND_ASCII, Look::BeyondAscii as usize),
    ];
    marks.settle(lexicon, &flagged);
    marks
}

impl Spots {
    /// Of a document.
    #[must_use]
    pub fn new(document: &Document, lexicon: &Lexicon) -> Self {
        let marks = lexicon.marks(marks);
        let look = |l: Look| marks.of_look(l as usize);
        let (number, apostrophe) = (look(Look::Number), look(Look::Apostrophe));
        let local: Vec<u64> = document.local_words().map(|w| marks.of_local(w) | if w.contains('\'') { apostrophe } else { 0 }).collect();
        let of = |t: &crate::lexicon::Token| {
            let kind = if t.kind == TokenKind::Number { number } else { 0 };
            let known = match t.word.local() {
                Some(n) => local.get(n).copied().unwrap_or_default(),
                None => marks.of_known(t.word),
            };
            known | kind | marks.of_flags(t.flags)
        };
        let tokens: Vec<u64> = document.tokens.iter().map(of).collect();
        let union = |r: Range<u32>| tokens.get(r.start as usize..r.end as usize).unwrap_or(&[]).iter().fold(0, |all, bits| all | bits);
        let sentences = document.sentences.iter().map(|s| union(s.tokens.clone())).collect();
        Self { tokens, sentences }
    }

    /// The same with every token as a spot of some kinds.
    pub(super) fn everywhere(mut self, kinds: &[Spot]) -> Self {
        let bits = kinds.iter().fold(0, |all, spot| all | spot.bit());
        self.tokens.iter_mut().chain(&mut self.sentences).for_each(|spots| *spots |= bits);
        self
    }

    fn slice(&self, tokens: &Range<u32>) -> &[u64] {
        let end = (tokens.end as usize).min(self.tokens.len());
        self.tokens.get((tokens.start as usize).min(end)..end).unwrap_or(&[])
    }
}

/// The spots of one kind among tokens.
#[derive(Debug)]
struct SpotsIn<'a> {
    /// Of the tokens that are left.
    bits: &'a [u64],
    bit: u64,
    /// The first of the tokens that are left.
    start: u32,
}

/// Tokens that are asked at once; most have no spot of a kind.
type Stride = [u64; 8];

impl SpotsIn<'_> {
    fn has(&self, tokens: &Stride) -> bool {
        tokens.iter().fold(0, |all, bits| all | bits) & self.bit != 0
    }
}

impl Iterator for SpotsIn<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while let Some((_, rest)) = self.bits.split_first_chunk().filter(|(tokens, _)| !self.has(tokens)) {
            self.bits = rest;
            self.start = self.start.saturating_add(8);
        }
        let mut left = self.bits.iter();
        let before = u32::try_from(left.position(|bits| bits & self.bit != 0)?).ok()?;
        let spot = self.start.saturating_add(before);
        (self.bits, self.start) = (left.as_slice(), spot.saturating_add(1));
        Some(spot)
    }
}

impl DoubleEndedIterator for SpotsIn<'_> {
    fn next_back(&mut self) -> Option<u32> {
        while let Some((rest, _)) = self.bits.split_last_chunk().filter(|(_, tokens)| !self.has(tokens)) {
            self.bits = rest;
        }
        let at = self.bits.iter().rposition(|bits| bits & self.bit != 0)?;
        self.bits = self.bits.get(..at)?;
        u32::try_from(at).ok().map(|at| self.start.saturating_add(at))
    }
}

impl<'a> Cx<'a> {
    /// Whether a token is a spot.
    #[must_use]
    pub fn spotted(&self, i: u32, spot: Spot) -> bool {
        self.spots.tokens.get(i as usize).is_some_and(|bits| bits & spot.bit() != 0)
    }

    /// Whether there is a spot among tokens.
    #[must_use]
    pub fn any_spot(&self, tokens: Range<u32>, spot: Spot) -> bool {
        self.spots_in(tokens, spot).next().is_some()
    }

    /// The spots among tokens, in order.
    pub fn spots_in(&self, tokens: Range<u32>, spot: Spot) -> impl DoubleEndedIterator<Item = u32> + use<'a> {
        SpotsIn { bits: self.spots.slice(&tokens), bit: spot.bit(), start: tokens.start }
    }

    /// All spots of the document, in order.
    pub fn all_spots(&self, spot: Spot) -> impl DoubleEndedIterator<Item = u32> + use<'a> {
        self.spots_in(0..self.len(), spot)
    }

    /// The sentences with a spot, with their numbers, in order.
    pub fn sentences_with(&self, spot: Spot) -> impl Iterator<Item = (u32, &'a Sentence)> + use<'a> {
        self.sentences_with_any([spot])
    }

    /// The sentences with any of several spots, with their numbers, in order.
    pub fn sentences_with_any<const N: usize>(&self, spots: [Spot; N]) -> impl Iterator<Item = (u32, &'a Sentence)> + use<'a, N> {
        let any = spots.iter().fold(0, |all, s| all | s.bit());
        self.sentences().zip(&self.spots.sentences).filter(move |(_, bits)| **bits & any != 0).map(|(s, _)| s)
    }
}
