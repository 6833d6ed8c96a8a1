//! What a pattern captures and what anchors it.

use super::super::types::CaptureType;
use super::{Capture, Element, Node};
use crate::lexicon::WordId;
use crate::read::Kind;

/// What must stand in a sentence for a pattern to match there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// One of these words.
    Words(Vec<WordId>),
    /// An entry of a list; resolved to first words when the rule set is made.
    List(String),
    /// A mention of a kind.
    Mention(Kind),
    /// A name of a fact of a table.
    Fact(String),
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

/// The best anchor of a sequence: several alternatives of which one must be there; `None` where nothing anchors it.
#[must_use]
pub fn anchors(elements: &[Element]) -> Option<Vec<Anchor>> {
    elements.iter().filter_map(|e| of(&e.node)).min_by_key(|set| set.iter().map(rank).max().unwrap_or(9))
}

fn of(node: &Node) -> Option<Vec<Anchor>> {
    match node {
        Node::Word(w) | Node::Exact(w, _) => Some(vec![Anchor::Words(vec![*w])]),
        Node::Verb(forms) => Some(vec![Anchor::Words(forms.clone())]),
        Node::List(name) => Some(vec![Anchor::List(name.clone())]),
        Node::Regex(_) => Some(vec![Anchor::Anywhere]),
        Node::Capture(c) if c.ty.is_rare() => Some(vec![of_capture(&c.ty)]),
        Node::Any(branches) => {
            branches.iter().map(|b| anchors(b)).collect::<Option<Vec<_>>>().map(|sets| sets.into_iter().flatten().collect())
        }
        Node::Capture(_) | Node::Gap(_) | Node::Maybe(_) => None,
    }
}

fn of_capture(ty: &CaptureType) -> Anchor {
    match ty {
        CaptureType::Mention(kind) => Anchor::Mention(*kind),
        CaptureType::NounPhrase(Some(list)) => Anchor::List(list.clone()),
        CaptureType::Fact(table) => Anchor::Fact(table.clone()),
        _ => Anchor::Mention(Kind::Date),
    }
}

/// Lower is rarer in running text.
fn rank(anchor: &Anchor) -> u8 {
    match anchor {
        Anchor::Fact(_) => 0,
        Anchor::Words(words) if words.len() <= 2 => 1,
        Anchor::List(_) => 2,
        Anchor::Words(_) => 3,
        Anchor::Mention(_) => 4,
        Anchor::Anywhere => 5,
    }
}
