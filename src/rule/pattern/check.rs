//! What a pattern captures and what anchors it.

use super::super::types::CaptureType;
use super::{Capture, Element, Node};
use crate::lexicon::WordId;
use crate::read::Kind;
use smallvec::{SmallVec, smallvec};

/// Longest phrase and noun phrase in tokens.
pub const LONGEST_PHRASE: u32 = 8;
/// Most auxiliaries before a form of a verb: "to have been held".
pub const AUXILIARIES: u32 = 3;

/// What must stand in a sentence for a pattern to match there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor<'p> {
    /// One of these words.
    Words(&'p [WordId]),
    /// An entry of a list; resolved to first words when the rule set is made.
    List(&'p str),
    /// A mention of a kind.
    Mention(Kind),
    /// A name of a fact of a table.
    Fact(&'p str),
    /// A token regex: cannot be looked up, every sentence is a candidate.
    Anywhere,
}

/// The captures of a sequence, with whether each is always there.
#[must_use]
pub fn captures(elements: &[Element]) -> Vec<(&Capture, bool)> {
    let mut out = Vec::new();
    collect(elements, true, &mut out);
    out
}

fn collect<'a>(elements: &'a [Element], always: bool, out: &mut Vec<(&'a Capture, bool)>) {
    for e in elements {
        match &e.node {
            Node::Capture(c) => out.push((c, always)),
            Node::Maybe(inner) => collect(inner, false, out),
            Node::Any(branches) => {
                for branch in branches {
                    collect(branch, always && branches.len() == 1, out);
                }
            }
            _ => {}
        }
    }
}

/// An anchor with its place: how many tokens of the match may stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchored<'p> {
    /// What must stand there.
    pub anchor: Anchor<'p>,
    /// At least so many tokens before it.
    pub least: u32,
    /// At most so many; `None` where that is not bounded.
    pub most: Option<u32>,
}

/// Whether something anchors a sequence.
#[must_use]
pub fn is_anchored(elements: &[Element]) -> bool {
    elements.iter().any(|e| match &e.node {
        Node::Word(_) | Node::Exact(..) | Node::Verb(_) | Node::List(_) | Node::Regex(_) => true,
        Node::Capture(c) => c.ty.is_rare(),
        Node::Any(branches) => branches.iter().all(|b| is_anchored(b)),
        Node::Gap(_) | Node::Maybe(_) => false,
    })
}

/// What is known of the words and lists that anchor a pattern.
pub trait Known {
    /// How many tokens an entry of a list has at most, if that is known.
    fn longest(&self, list: &str) -> Option<u32>;

    /// How often an anchor stands in running text, roughly: only the order counts.
    fn frequency(&self, anchor: Anchor<'_>) -> u32;
}

/// Anchors of which one must stand in a match; mostly there is just one.
pub type AnchorSet<'p> = SmallVec<[Anchored<'p>; 2]>;

/// The anchors of a sequence, in its order: of each set, one must stand in a match. Where there is none, nothing anchors it.
#[must_use]
pub fn anchors<'p>(elements: &'p [Element], known: &dyn Known) -> SmallVec<[AnchorSet<'p>; 4]> {
    let (mut least, mut most) = (0, Some(0));
    let mut all = SmallVec::new();
    for element in elements {
        if let Some(mut set) = of(&element.node, known) {
            for a in &mut set {
                a.least += least;
                a.most = sum(a.most, most);
            }
            all.push(set);
        }
        let (l, m) = lengths(&element.node, known);
        (least, most) = (least + l, sum(most, m));
    }
    all
}

/// The rarest of several sets of anchors, the first of those that are as rare.
#[must_use]
pub fn rarest(sets: &[AnchorSet<'_>], known: &dyn Known) -> Option<usize> {
    let frequency = |set: &AnchorSet<'_>| set.iter().map(|a| known.frequency(a.anchor)).fold(0, u32::saturating_add);
    (0..sets.len()).min_by_key(|&i| sets.get(i).map(frequency))
}

fn sum(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    a?.checked_add(b?)
}

/// How many tokens an element takes, at least and at most.
fn lengths(node: &Node, known: &dyn Known) -> (u32, Option<u32>) {
    let all = |elements: &[Element]| {
        elements.iter().fold((0, Some(0)), |(l, m), e| {
            let (least, most) = lengths(&e.node, known);
            (l + least, sum(m, most))
        })
    };
    match node {
        Node::Word(_) | Node::Exact(..) | Node::Regex(_) => (1, Some(1)),
        Node::Verb(_) => (1, Some(1 + AUXILIARIES)),
        Node::List(name) => (1, known.longest(name)),
        Node::Gap(width) => (0, Some(u32::from(*width))),
        Node::Maybe(inner) => (0, all(inner).1),
        Node::Any(branches) => {
            let lengths = branches.iter().map(|b| all(b));
            lengths.reduce(|(l, m), (least, most)| (l.min(least), m.zip(most).map(|(a, b)| a.max(b)))).unwrap_or((0, None))
        }
        Node::Capture(c) => match &c.ty {
            CaptureType::Word => (1, Some(1)),
            CaptureType::Phrase | CaptureType::NounPhrase(_) => (1, Some(LONGEST_PHRASE)),
            _ => (1, None),
        },
    }
}

fn of<'p>(node: &'p Node, known: &dyn Known) -> Option<AnchorSet<'p>> {
    let one = |anchor, most| Some(smallvec![Anchored { anchor, least: 0, most: Some(most) }]);
    match node {
        Node::Word(w) | Node::Exact(w, _) => one(Anchor::Words(std::slice::from_ref(w)), 0),
        Node::Verb(forms) => one(Anchor::Words(forms), AUXILIARIES),
        Node::List(name) => one(Anchor::List(name), 0),
        Node::Regex(_) => one(Anchor::Anywhere, 0),
        Node::Capture(c) if c.ty.is_rare() => {
            // The noun that ends a noun phrase stands somewhere inside it.
            one(of_capture(&c.ty), if matches!(c.ty, CaptureType::NounPhrase(_)) { LONGEST_PHRASE } else { 0 })
        }
        Node::Any(branches) => {
            let best = |branch: &'p Vec<Element>| {
                let mut sets = anchors(branch, known);
                rarest(&sets, known).map(|i| sets.swap_remove(i))
            };
            branches.iter().map(best).collect::<Option<Vec<_>>>().map(|sets| sets.into_iter().flatten().collect())
        }
        Node::Capture(_) | Node::Gap(_) | Node::Maybe(_) => None,
    }
}

fn of_capture(ty: &CaptureType) -> Anchor<'_> {
    match ty {
        CaptureType::Mention(kind) => Anchor::Mention(*kind),
        CaptureType::NounPhrase(Some(list)) => Anchor::List(list),
        CaptureType::Fact(table) => Anchor::Fact(table),
        _ => Anchor::Mention(Kind::Date),
    }
}
