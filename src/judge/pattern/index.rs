//! Which patterns to try at which places of a sentence: an index from words and kinds of mentions to the patterns anchored there.
//!
//! Invariant: a match that starts at a token of the sentence starts inside a candidate of its pattern, where the pattern may start.

use super::first::First;
use crate::lexicon::{Class, Lexicon, WordId};
use crate::read::{Cx, Kind, Readings};
use crate::rule::RuleSet;
use crate::rule::pattern::{Anchor, AnchorSet, Known, Pattern, anchors, rarest};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// Word sequences of a list by their first word, longest first.
#[derive(Debug, Default)]
pub(in super::super) struct WordSequences {
    by_first: FxHashMap<WordId, Vec<Box<[WordId]>>>,
}

impl WordSequences {
    /// An index of sequences.
    pub(in super::super) fn new<'a>(sequences: impl IntoIterator<Item = &'a Vec<WordId>>) -> Self {
        let mut by_first: FxHashMap<WordId, Vec<Box<[WordId]>>> = FxHashMap::default();
        for sequence in sequences {
            if let Some(&first) = sequence.first() {
                by_first.entry(first).or_default().push(sequence.as_slice().into());
            }
        }
        for entries in by_first.values_mut() {
            entries.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            entries.dedup();
        }
        Self { by_first }
    }

    /// The lengths of the sequences that stand at a place, longest first.
    pub(in super::super) fn lengths_at<'s>(&'s self, word: impl Fn(u32) -> Option<WordId> + 's) -> impl Iterator<Item = u32> + 's {
        let entries = word(0).and_then(|w| self.by_first.get(&w)).map_or(&[][..], Vec::as_slice);
        entries
            .iter()
            .filter(move |s| s.iter().enumerate().skip(1).all(|(i, &w)| u32::try_from(i).ok().and_then(&word) == Some(w)))
            .filter_map(|s| u32::try_from(s.len()).ok())
    }

    /// First words of all sequences.
    fn firsts(&self) -> impl Iterator<Item = WordId> {
        self.by_first.keys().copied()
    }

    /// How many words the longest sequence has.
    fn longest(&self) -> Option<u32> {
        self.by_first.values().filter_map(|s| s.first()).map(|s| s.len()).max().and_then(|n| u32::try_from(n).ok())
    }
}

/// What an index is made with.
#[derive(Clone, Copy)]
pub(in super::super) struct Sources<'s> {
    /// Lists by name.
    pub(in super::super) lists: &'s FxHashMap<String, WordSequences>,
    /// Facts.
    pub(in super::super) rules: &'s RuleSet,
    /// Which words are frequent.
    pub(in super::super) lexicon: &'s Lexicon,
}

impl Sources<'_> {
    /// The words that an anchor begins with; none for a kind of mention.
    fn words<'p>(&self, anchor: Anchor<'p>) -> Cow<'p, [WordId]> {
        match anchor {
            Anchor::Words(words) => Cow::Borrowed(words),
            Anchor::List(name) => self.lists.get(name).into_iter().flat_map(WordSequences::firsts).collect(),
            Anchor::Fact(table) => {
                let forms = self.rules.facts.get(table).into_iter().flat_map(|t| &t.entries).flat_map(|e| &e.forms);
                forms.filter_map(|f| f.first()).copied().collect()
            }
            Anchor::Mention(_) | Anchor::Anywhere => Cow::Borrowed(&[]),
        }
    }

    /// What is known of a pattern by looking at it alone.
    pub(in super::super) fn plan<'p>(&self, pattern: &'p Pattern) -> Plan<'p> {
        let mut sets = anchors(&pattern.elements, self);
        let calls = rarest(&sets, self).map(|i| self.resolved(&sets.swap_remove(i)));
        let needs = sets.iter().filter_map(|set| self.need(set)).collect();
        Plan { calls, needs, first: First::of(&pattern.elements) }
    }

    fn resolved<'p>(&self, set: &AnchorSet<'p>) -> Resolved<'p> {
        set.iter().map(|a| (self.resolve(a.anchor), Call { pattern: 0, least: a.least, most: a.most.unwrap_or(u32::MAX) })).collect()
    }

    fn resolve<'p>(&self, anchor: Anchor<'p>) -> Place<'p> {
        match anchor {
            Anchor::Mention(kind) => Place::Kind(kind),
            Anchor::Anywhere => Place::Anywhere,
            anchor => Place::Words(self.words(anchor)),
        }
    }

    /// What a set of anchors asks of a sentence; `None` where that rules hardly any sentence out.
    fn need<'p>(&self, set: &AnchorSet<'p>) -> Option<SmallVec<[Place<'p>; 2]>> {
        let places: SmallVec<[Place<'p>; 2]> = set.iter().map(|a| self.resolve(a.anchor)).collect();
        let words = |place: &Place<'_>| if let Place::Words(words) = place { words.len() } else { 0 };
        let tells = places.iter().all(|p| !matches!(p, Place::Anywhere)) && places.iter().map(words).sum::<usize>() <= TELLING;
        tells.then_some(places)
    }
}

impl Known for Sources<'_> {
    fn longest(&self, list: &str) -> Option<u32> {
        self.lists.get(list).and_then(WordSequences::longest)
    }

    fn frequency(&self, anchor: Anchor<'_>) -> u32 {
        let word = |&w: &WordId| {
            let frequent = self.lexicon.is(w, Class::Stop) || !self.lexicon.words.text(w).contains(char::is_alphanumeric);
            if frequent { 50 } else { 1 }
        };
        match anchor {
            Anchor::Fact(_) => 1,
            Anchor::Words(words) => words.iter().map(word).sum(),
            Anchor::List(_) => self.words(anchor).iter().map(word).sum::<u32>().min(100),
            Anchor::Mention(Kind::Person | Kind::Place) => 20,
            Anchor::Mention(Kind::Date | Kind::Org | Kind::Role) => 10,
            Anchor::Mention(_) => 5,
            Anchor::Anywhere => 10_000,
        }
    }
}

/// Where an anchor stands, once lists and facts are looked up.
#[derive(Debug)]
enum Place<'p> {
    Words(Cow<'p, [WordId]>),
    Kind(Kind),
    Anywhere,
}

/// The places of a set of anchors, with the tokens before them.
type Resolved<'p> = SmallVec<[(Place<'p>, Call); 2]>;

/// What is known of a pattern before it has a number.
#[derive(Debug)]
pub(in super::super) struct Plan<'p> {
    /// What calls for it; `None` where nothing anchors it.
    calls: Option<Resolved<'p>>,
    /// Of each, something must stand in the sentence.
    needs: SmallVec<[SmallVec<[Place<'p>; 2]>; 2]>,
    first: First,
}

/// A pattern that an anchor calls for, with the tokens of a match that may stand before the anchor.
#[derive(Debug, Clone, Copy)]
struct Call {
    pattern: u32,
    least: u32,
    most: u32,
}

/// Tokens of a sentence where a match of a pattern may start, the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Candidate {
    /// Number of the pattern.
    pub(in super::super) pattern: u32,
    /// First of the tokens.
    pub(in super::super) from: u32,
    /// Last of the tokens.
    pub(in super::super) to: u32,
}

/// Words (by their number in the index) and kinds of mentions: of those that stand in a sentence, or of which one must.
#[derive(Debug, Default, Clone, Copy)]
struct Stands {
    /// Bits of the words, several words to a bit: what has no bit does not stand there.
    words: [u64; 8],
    kinds: u32,
}

impl Stands {
    fn add_word(&mut self, number: u32) {
        if let Some(bits) = self.words.get_mut(number as usize / 64 % 8) {
            *bits |= 1 << (number % 64);
        }
    }

    fn add_kind(&mut self, kind: Kind) {
        self.kinds |= 1 << kind as u32;
    }

    fn meets(&self, other: &Self) -> bool {
        self.kinds & other.kinds != 0 || self.words.iter().zip(&other.words).any(|(a, b)| a & b != 0)
    }
}

/// A set of anchors with more words than this is told apart from no sentence.
const TELLING: usize = 64;

/// What is known of a pattern before it is tried.
#[derive(Debug)]
struct Wanted {
    /// Of each, something must stand in the sentence.
    needs: Box<[Stands]>,
    first: First,
}

/// Patterns by their anchors.
#[derive(Debug, Default)]
pub(in super::super) struct Index {
    /// By number of the word: one more than its number in the index, or 0. Most words call for nothing, and that is soon told.
    numbers: Vec<u32>,
    /// By number of the word in the index.
    by_word: Vec<Vec<Call>>,
    /// By number of the kind.
    by_kind: Vec<Vec<Call>>,
    anywhere: Vec<u32>,
    patterns: Vec<Wanted>,
    /// Whether every pattern is a candidate everywhere.
    open: bool,
}

impl Index {
    /// The same index, leaving no pattern out: what is found with one must be what is found with the other.
    #[must_use]
    pub(in super::super) fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// Adds a pattern, which gets the next number.
    pub(in super::super) fn add(&mut self, plan: Plan<'_>) {
        let number = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        match plan.calls {
            Some(calls) => calls.into_iter().for_each(|(place, call)| self.anchor(&place, Call { pattern: number, ..call })),
            None => self.anywhere.push(number),
        }
        let needs = plan.needs.iter().map(|places| self.need(places)).collect();
        self.patterns.push(Wanted { needs, first: plan.first });
    }

    fn anchor(&mut self, place: &Place<'_>, call: Call) {
        match place {
            Place::Kind(kind) => {
                let at = *kind as usize;
                if self.by_kind.len() <= at {
                    self.by_kind.resize_with(at + 1, Vec::new);
                }
                self.by_kind.iter_mut().skip(at).take(1).for_each(|calls| calls.push(call));
            }
            Place::Anywhere => self.anywhere.push(call.pattern),
            Place::Words(words) => {
                for &word in words.iter() {
                    let number = self.number(word) as usize;
                    self.by_word.iter_mut().skip(number).take(1).for_each(|calls| calls.push(call));
                }
            }
        }
    }

    fn need(&mut self, places: &[Place<'_>]) -> Stands {
        let mut need = Stands::default();
        for place in places {
            match place {
                Place::Kind(kind) => need.add_kind(*kind),
                Place::Words(words) => words.iter().for_each(|&word| need.add_word(self.number(word))),
                Place::Anywhere => {}
            }
        }
        need
    }

    /// The number of a word in the index.
    fn number(&mut self, word: WordId) -> u32 {
        let at = word.0 as usize;
        if self.numbers.len() <= at {
            self.numbers.resize(at + 1, 0);
        }
        let Some(number) = self.numbers.get_mut(at) else { return 0 };
        if *number == 0 {
            self.by_word.push(Vec::new());
            *number = u32::try_from(self.by_word.len()).unwrap_or(u32::MAX);
        }
        *number - 1
    }

    /// The patterns to try in a sentence and where, in order of pattern and place; places of one pattern do not overlap.
    pub(in super::super) fn candidates(&self, cx: &Cx<'_>, readings: &Readings, tokens: Range<u32>, out: &mut Vec<Candidate>) {
        out.clear();
        let Some(last) = tokens.end.checked_sub(1).filter(|l| *l >= tokens.start) else { return };
        let everywhere = |pattern: u32| Candidate { pattern, from: tokens.start, to: last };
        if self.open {
            return out.extend((0..).zip(&self.patterns).map(|(number, _)| everywhere(number)));
        }
        out.extend(self.anywhere.iter().copied().map(everywhere));
        let mut seen = Stands::default();
        let mut add = |at: u32, calls: Option<&Vec<Call>>| {
            out.extend(calls.into_iter().flatten().filter_map(|call| {
                let from = at.saturating_sub(call.most).max(tokens.start);
                let to = at.checked_sub(call.least).filter(|&to| to >= from)?;
                Some(Candidate { pattern: call.pattern, from, to })
            }));
        };
        let words = cx.doc.tokens.get(tokens.start as usize..tokens.end as usize).unwrap_or(&[]);
        for (at, token) in tokens.clone().zip(words) {
            if let Some(number) = self.numbers.get(token.word.0 as usize).and_then(|n| n.checked_sub(1)) {
                seen.add_word(number);
                add(at, self.by_word.get(number as usize));
            }
        }
        for at in readings.starts_in(tokens.clone()) {
            for mention in readings.at(at) {
                seen.add_kind(mention.kind);
                add(at, self.by_kind.get(mention.kind as usize));
            }
        }
        let wanted = |pattern: u32| self.patterns.get(pattern as usize);
        out.retain(|c| wanted(c.pattern).is_some_and(|w| w.needs.iter().all(|n| n.meets(&seen))));
        out.sort_unstable();
        out.dedup_by(|next, kept| {
            let joined = next.pattern == kept.pattern && next.from <= kept.to.saturating_add(1);
            if joined {
                kept.to = kept.to.max(next.to);
            }
            joined
        });
    }

    /// Whether a match of a pattern may start at a token.
    pub(in super::super) fn may_start(&self, pattern: u32, cx: &Cx<'_>, readings: &Readings, at: u32) -> bool {
        self.open || self.patterns.get(pattern as usize).is_none_or(|w| w.first.stands(cx, readings, at))
    }
}
