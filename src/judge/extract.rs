//! Claims of one document: those of patterns, found in one pass over its sentences, and those of native readers and mentions.

use super::article::Article;
use super::bound::{Bound, Field, Place, Tuple};
use super::eval::Env;
use super::pattern::{Candidate, Found, Index, Matcher, Sources, WordSequences, Work};
use crate::document::TextSpan;
use crate::lexicon::{Flags, Lexicon, Token};
use crate::read::{Context, Contexts, Kind as MentionKind};
use crate::rule::pattern::Pattern;
use crate::rule::{ClaimDef, ClaimRef, Kind, Rule, RuleSet};
use crate::value::Verdict;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

/// A pattern of the rule set: of a claim, or of a swap of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Claim(usize, usize),
    Swap(usize, usize),
}

/// What a rule has nothing to judge without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Needed {
    Pattern(usize),
    Native(&'static str),
    Mention(MentionKind),
}

impl From<ClaimRef> for Needed {
    fn from(claim: ClaimRef) -> Self {
        match claim {
            ClaimRef::Pattern(i) => Self::Pattern(i),
            ClaimRef::Native(schema) => Self::Native(schema.name),
            ClaimRef::Mention(kind) => Self::Mention(kind),
        }
    }
}

/// Patterns and lists in the form in which they are matched, and which rules wait for what; made once.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) lists: FxHashMap<String, WordSequences>,
    index: Index,
    owners: Vec<Owner>,
    /// The rules that judge what is needed, where it is there.
    waiting: FxHashMap<Needed, Vec<usize>>,
    /// The rules of names, which look for themselves.
    always: Vec<usize>,
}

/// Patterns that are worth a thread.
const SOME: usize = 512;

impl Prepared {
    /// Prepares what the rules in force ask for; with `whole`, all claims and rules.
    pub(super) fn new(rules: &RuleSet, lexicon: &Lexicon, whole: bool) -> Self {
        let lists = rules.lists.iter().map(|(name, entries)| (name.clone(), WordSequences::new(entries))).collect();
        let mut prepared = Self { lists, ..Self::default() };
        let in_force = |rule: &&Rule| whole || rule.enabled;
        let claims = rules.rules.iter().filter(in_force).flat_map(|r| r.kind.claims());
        let asked: FxHashSet<usize> = claims.filter_map(|c| if let ClaimRef::Pattern(i) = c { Some(i) } else { None }).collect();
        let mut patterns: Vec<&Pattern> = Vec::new();
        for (i, claim) in rules.claims.iter().enumerate().filter(|(i, _)| whole || asked.contains(i)) {
            patterns.extend(&claim.patterns);
            prepared.owners.extend((0..claim.patterns.len()).map(|k| Owner::Claim(i, k)));
        }
        for (i, rule) in rules.rules.iter().enumerate().filter(|(_, r)| in_force(r)) {
            match &rule.kind {
                Kind::Replace { swaps } => {
                    patterns.extend(swaps.iter().map(|(pattern, _)| pattern));
                    prepared.owners.extend((0..swaps.len()).map(|k| Owner::Swap(i, k)));
                }
                Kind::Similar { .. } => prepared.always.push(i),
                kind => kind.claims().into_iter().take(1).for_each(|c| prepared.waiting.entry(c.into()).or_default().push(i)),
            }
        }
        // Most of the work is to look at each pattern alone.
        let sources = Sources { lists: &prepared.lists, rules, lexicon };
        let plans: Vec<_> = patterns.par_iter().with_min_len(SOME).map(|p| sources.plan(p)).collect();
        for plan in plans {
            prepared.index.add(plan);
        }
        prepared
    }

    /// The rules with something to judge in a document, in their order.
    pub(super) fn due(&self, reader: &Reader<'_>, extracted: &Extracted<'_>) -> Vec<usize> {
        let natives = reader.natives.keys().map(|name| Needed::Native(name));
        let kinds = MentionKind::ALL.iter().filter(|k| reader.kinds & 1 << **k as u32 != 0).map(|&k| Needed::Mention(k));
        let patterns = extracted.claims.keys().map(|&i| Needed::Pattern(i));
        let waiting = natives.chain(kinds).chain(patterns).filter_map(|needed| self.waiting.get(&needed)).flatten();
        let mut due: Vec<usize> = self.always.iter().chain(waiting).copied().chain(extracted.swaps.keys().copied()).collect();
        due.sort_unstable();
        due.dedup();
        due
    }

    /// The same with every pattern tried in every sentence.
    pub(super) fn everywhere(rules: &RuleSet, lexicon: &Lexicon) -> Self {
        let prepared = Self::new(rules, lexicon, false);
        Self { index: prepared.index.open(), ..prepared }
    }
}

/// A word to be replaced, found in a text.
#[derive(Debug, Clone)]
pub(super) struct Swap {
    /// Index of the swap in the rule.
    pub(super) number: usize,
    /// Where the old form stands.
    pub(super) span: TextSpan,
    /// Its sentence.
    pub(super) sentence: u32,
    /// Where it stands.
    pub(super) context: Context,
}

/// What keeps a match from being a claim, or a claim from being judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Where it stands.
    Context,
    /// An antipattern.
    Unless,
    /// A pattern that is missing.
    When,
    /// A condition on the claim.
    Where,
}

/// What patterns found in one document.
#[derive(Debug, Default)]
pub(super) struct Extracted<'a> {
    /// By number of the claim.
    claims: FxHashMap<usize, Vec<Tuple<'a>>>,
    /// By number of the rule.
    pub(super) swaps: FxHashMap<usize, Vec<Swap>>,
}

/// A claim of a native reader.
struct Native<'a> {
    claim: &'a crate::read::Claim,
    /// Where it stands, once a rule asks.
    context: Cell<Option<Context>>,
}

/// One document with everything that is needed to match in it.
pub(super) struct Reader<'a> {
    pub(super) article: &'a Article,
    pub(super) number: u32,
    pub(super) matcher: Matcher<'a>,
    contexts: RefCell<Contexts>,
    /// The claims of native readers by name.
    natives: FxHashMap<&'static str, Vec<Native<'a>>>,
    /// A bit for each kind of mention that there is.
    kinds: u32,
    capitals: OnceCell<Vec<u32>>,
    /// Whether no two of its names differ in one word, once a rule has looked.
    pub(super) no_twins: Cell<bool>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        article: &'a Article,
        number: u32,
        lexicon: &'a Lexicon,
        rules: &'a RuleSet,
        prepared: &'a Prepared,
        examples: bool,
    ) -> Self {
        let cx = article.cx(lexicon);
        let mut natives: FxHashMap<&'static str, Vec<Native<'a>>> = FxHashMap::default();
        for claim in &article.readings.claims {
            natives.entry(claim.kind).or_default().push(Native { claim, context: Cell::new(None) });
        }
        Self {
            article,
            number,
            matcher: Matcher { cx, readings: &article.readings, rules, examples, lists: &prepared.lists, work: Work::default() },
            contexts: RefCell::default(),
            natives,
            capitals: OnceCell::new(),
            no_twins: Cell::new(false),
            kinds: article.readings.shown().fold(0, |all, m| all | 1 << m.kind as u32),
        }
    }

    /// The words with a capital, in front or inside, in order.
    pub(super) fn capitals(&self) -> &[u32] {
        let is_one = |t: &Token| t.is_word() && (t.flags.has(Flags::CAPITAL) || t.flags.has(Flags::MIXED));
        let tokens = &self.article.document.tokens;
        self.capitals.get_or_init(|| (0..).zip(tokens).filter(|(_, t)| is_one(t)).map(|(i, _)| i).collect())
    }

    /// Where a stretch of prose stands.
    pub(super) fn context_of(&self, span: TextSpan) -> Context {
        self.contexts.borrow_mut().of_span(&self.matcher.cx, span)
    }

    fn context_of_native(&self, native: &Native<'_>) -> Context {
        let known = native.context.get();
        let context = known.unwrap_or_else(|| native.claim.context.union(self.context_of(native.claim.anchor)));
        native.context.set(Some(context));
        context
    }

    /// Finds the claims of all patterns in one pass.
    pub(super) fn extract(&self, prepared: &'a Prepared) -> Extracted<'a> {
        let rules: &'a RuleSet = self.matcher.rules;
        let mut out = Extracted::default();
        let mut candidates: Vec<Candidate> = Vec::new();
        for (s, sentence) in self.matcher.cx.sentences() {
            prepared.index.candidates(&self.matcher.cx, self.matcher.readings, sentence.tokens.clone(), &mut candidates);
            for places in candidates.chunk_by(|a, b| a.pattern == b.pattern) {
                let Some(number) = places.first().map(|c| c.pattern) else { continue };
                let Matcher { cx, readings, .. } = &self.matcher;
                let find = |p: &'a Pattern| {
                    let starts = places.iter().flat_map(|c| c.from..c.to.saturating_add(1));
                    let starts = starts.filter(|&at| prepared.index.may_start(number, cx, readings, at));
                    self.matcher.find_at(p, sentence.tokens.clone(), starts)
                };
                match prepared.owners.get(number as usize) {
                    Some(&Owner::Claim(i, k)) => {
                        let Some(def) = rules.claims.get(i) else { continue };
                        let Some(pattern) = def.patterns.get(k) else { continue };
                        // One answer for all matches of the claim in the sentence.
                        let mut answer = None;
                        for found in find(pattern) {
                            let admitted = || *answer.get_or_insert_with(|| self.admitted(&def.unless, &def.when, sentence.tokens.clone()));
                            if let Some(tuple) = self.tuple(def, found, s, admitted) {
                                insert(out.claims.entry(i).or_default(), tuple);
                            }
                        }
                    }
                    Some(&Owner::Swap(rule, swap)) => {
                        let pattern = rules.rules.get(rule).and_then(|r| match &r.kind {
                            Kind::Replace { swaps } => swaps.get(swap).map(|(p, _)| p),
                            _ => None,
                        });
                        for found in pattern.map(find).unwrap_or_default() {
                            let span = self.matcher.cx.span(found.tokens);
                            let found = Swap { number: swap, span, sentence: s, context: self.context_of(span) };
                            out.swaps.entry(rule).or_default().push(found);
                        }
                    }
                    None => {}
                }
            }
        }
        out
    }

    /// A match as a claim, where the claim's context and conditions let it be one; `admitted` asks its antipatterns.
    fn tuple(&self, def: &'a ClaimDef, found: Found<'a>, sentence: u32, mut admitted: impl FnMut() -> bool) -> Option<Tuple<'a>> {
        let context = self.context_of(self.matcher.cx.span(found.tokens.clone()));
        if !def.context.admits(context) || !admitted() {
            return None;
        }
        let tuple = self.bind(found, sentence, context);
        self.counts(def, &tuple).then_some(tuple)
    }

    /// Whether the claim's `where` certainly holds.
    fn counts(&self, def: &'a ClaimDef, tuple: &Tuple<'a>) -> bool {
        def.condition.as_ref().is_none_or(|c| {
            let env = Env::of_tuple(tuple, self.article.published, self.matcher.rules);
            env.decide(&c.expr) == Verdict::Yes
        })
    }

    /// What a pattern matched, as a claim.
    fn bind(&self, found: Found<'a>, sentence: u32, context: Context) -> Tuple<'a> {
        let anchor = self.matcher.cx.span(found.tokens);
        let fields =
            found.captures.into_iter().map(|c| Field::new(c.name, Bound::at(self.matcher.value(&c.what, c.span), self.number, c.span)));
        Tuple { article: self.number, fields: fields.collect(), anchor, sentence, context }
    }

    /// The matches in a sentence that their own definition keeps from being claims, each with what keeps it.
    pub(super) fn refused(&self, def: &'a ClaimDef, sentence: u32) -> Vec<(Tuple<'a>, Refusal)> {
        let tokens = self.sentence_tokens(sentence);
        let barred = self.barred(&def.unless, &def.when, tokens.clone());
        let matches = def.patterns.iter().flat_map(|p| self.matcher.find(p, tokens.clone()));
        let refused = matches.filter_map(|found| {
            let context = self.context_of(self.matcher.cx.span(found.tokens.clone()));
            let tuple = self.bind(found, sentence, context);
            let refusal = if def.context.admits(context) { barred } else { Some(Refusal::Context) };
            let refusal = refusal.or_else(|| (!self.counts(def, &tuple)).then_some(Refusal::Where))?;
            Some((tuple, refusal))
        });
        refused.collect()
    }

    /// What of a rule's or a claim's `unless` and `when` keeps it silent in a sentence.
    pub(super) fn barred(&self, unless: &'a [Pattern], when: &'a [Pattern], tokens: Range<u32>) -> Option<Refusal> {
        if unless.iter().any(|p| self.matcher.matches(p, tokens.clone()) != Verdict::No) {
            return Some(Refusal::Unless);
        }
        let needed = when.is_empty() || when.iter().any(|p| self.matcher.matches(p, tokens.clone()) == Verdict::Yes);
        (!needed).then_some(Refusal::When)
    }

    /// Whether no antipattern and, if there are some, one of the needed patterns matches in a sentence.
    pub(super) fn admitted(&self, unless: &'a [Pattern], when: &'a [Pattern], tokens: Range<u32>) -> bool {
        self.barred(unless, when, tokens).is_none()
    }

    /// The tuples of a claim in this document.
    pub(super) fn tuples(&self, claim: ClaimRef, extracted: &Extracted<'a>) -> Vec<Tuple<'a>> {
        match claim {
            ClaimRef::Pattern(i) => extracted.claims.get(&i).cloned().unwrap_or_default(),
            ClaimRef::Native(schema) => {
                let claims = self.natives.get(schema.name).into_iter().flatten();
                let tuple = |native: &Native<'a>| {
                    let c = native.claim;
                    let fields = c.fields.iter().map(|f| Field::found(f.name, &f.value, f.span.map(|s| self.place(s))));
                    Tuple {
                        article: self.number,
                        fields: fields.collect(),
                        anchor: c.anchor,
                        sentence: self.sentence_at(c.anchor),
                        context: self.context_of_native(native),
                    }
                };
                claims.map(tuple).collect()
            }
            ClaimRef::Mention(kind) => {
                let mentions = self.article.readings.shown().filter(|m| m.kind == kind);
                let name = field_name(kind);
                let tuple = |m: &'a crate::read::Mention| {
                    let fields = vec![Field::found(name, &m.value, Some(self.place(m.span)))];
                    let context = self.context_of(m.span);
                    Tuple { article: self.number, fields, anchor: m.span, sentence: self.sentence_at(m.span), context }
                };
                mentions.map(tuple).collect()
            }
        }
    }

    /// How many claims there are of a kind, or more.
    pub(super) fn most(&self, claim: ClaimRef, extracted: &Extracted<'a>) -> usize {
        match claim {
            ClaimRef::Pattern(i) => extracted.claims.get(&i).map_or(0, Vec::len),
            ClaimRef::Native(schema) => self.natives.get(schema.name).map_or(0, Vec::len),
            ClaimRef::Mention(_) => usize::MAX,
        }
    }

    fn place(&self, span: TextSpan) -> Place {
        Place { article: self.number, span }
    }

    fn sentence_at(&self, span: TextSpan) -> u32 {
        let token = self.matcher.cx.doc.token_at(span.start);
        self.matcher.cx.doc.sentence_of(token).map_or(0, |(i, _)| i)
    }

    /// The tokens of a sentence.
    pub(super) fn sentence_tokens(&self, sentence: u32) -> Range<u32> {
        self.matcher.cx.doc.sentences.get(sentence as usize).map_or(0..0, |s| s.tokens.clone())
    }
}

/// The name of the one field of a mention's claim.
fn field_name(kind: MentionKind) -> &'static str {
    if kind == MentionKind::Expansion { "acronym_expansion" } else { kind.name() }
}

/// Adds a tuple unless it repeats one or lies inside one; drops those that lie inside it.
fn insert<'a>(list: &mut Vec<Tuple<'a>>, tuple: Tuple<'a>) {
    let inside = |a: &Tuple<'_>, b: &Tuple<'_>| {
        // Every field of `a` lies inside the same field of `b`, and one is the very same.
        let spans = |name: &str| Some((a.field(name)?.place?.span, b.field(name)?.place?.span));
        let pairs: Option<Vec<_>> = a.fields.iter().map(|f| spans(f.name)).collect();
        pairs.is_some_and(|p| !p.is_empty() && p.iter().all(|(x, y)| y.holds(*x)) && p.iter().any(|(x, y)| x == y))
            && b.fields.len() >= a.fields.len()
    };
    let recent = list.len().saturating_sub(16);
    if list.iter().skip(recent).any(|old| inside(&tuple, old)) {
        return;
    }
    let mut i = recent;
    while i < list.len() {
        if list.get(i).is_some_and(|old| inside(old, &tuple)) {
            list.remove(i);
        } else {
            i += 1;
        }
    }
    list.push(tuple);
}
