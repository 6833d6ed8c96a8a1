//! What a match of a pattern can begin with: told by a look at one token.

use crate::lexicon::{TokenKind, WordId};
use crate::read::{Cx, Kind, Readings};
use crate::rule::pattern::{Element, Node};
use crate::rule::types::CaptureType;
use smallvec::SmallVec;

/// The words, kinds of mentions and numbers that a match can begin with.
#[derive(Debug, Default)]
pub(super) struct First {
    words: SmallVec<[WordId; 4]>,
    kinds: u32,
    /// A number in digits will do.
    number: bool,
    /// It may begin with anything else, too.
    anything: bool,
}

impl First {
    /// Of the matches of a sequence.
    pub(super) fn of(elements: &[Element]) -> Self {
        let mut first = Self::default();
        let ends = first.add(elements);
        // What may be empty may begin with what stands behind it.
        first.anything |= ends;
        first
    }

    /// Adds what a sequence can begin with; whether it may take nothing.
    fn add(&mut self, elements: &[Element]) -> bool {
        for element in elements {
            match &element.node {
                Node::Word(word) | Node::Exact(word, _) => self.words.push(*word),
                Node::Capture(capture) => match &capture.ty {
                    CaptureType::Mention(kind) => self.add_kind(*kind),
                    CaptureType::DateOf(_) | CaptureType::Weekday => self.add_kind(Kind::Date),
                    CaptureType::Int => {
                        self.add_kind(Kind::Number);
                        self.add_kind(Kind::Age);
                        self.number = true;
                    }
                    CaptureType::Phrase | CaptureType::Word | CaptureType::NounPhrase(_) | CaptureType::Fact(_) => self.anything = true,
                },
                Node::List(_) | Node::Verb(_) | Node::Regex(_) => self.anything = true,
                Node::Gap(_) => {
                    self.anything = true;
                    continue;
                }
                Node::Maybe(inner) => {
                    self.add(inner);
                    continue;
                }
                Node::Any(branches) => {
                    // Every branch is asked, whether or not another may be empty.
                    let mut may_be_empty = false;
                    for branch in branches {
                        may_be_empty |= self.add(branch);
                    }
                    if may_be_empty {
                        continue;
                    }
                }
            }
            return false;
        }
        true
    }

    fn add_kind(&mut self, kind: Kind) {
        self.kinds |= 1 << kind as u32;
    }

    /// Whether something of it stands at a token.
    pub(super) fn stands(&self, cx: &Cx<'_>, readings: &Readings, at: u32) -> bool {
        self.anything
            || self.kinds != 0 && readings.at(at).any(|m| self.kinds & 1 << m.kind as u32 != 0)
            || cx.token(at).is_some_and(|t| self.words.contains(&t.word) || self.number && t.kind == TokenKind::Number)
    }
}
