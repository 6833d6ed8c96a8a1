//! Tracing: what became of the claims of one line in each rule, for whoever writes rules and wonders why one is silent.
//!
//! Nothing here decides anything: a finding is one that [`Engine::judge`] makes, and the reasons of a silence are asked for in the
//! order in which judging meets them: where the claim stands, `unless` and `when`, a second claim, the condition.

use super::article::Article;
use super::bound::Tuple;
use super::desk::{Desk, violated};
use super::eval::{self, Env};
use super::extract::{Reader, Refusal};
use super::kinds::pair::joined;
use super::{Engine, Finding};
use crate::document::TextSpan;
use crate::read::Context;
use crate::rule::{Check, ClaimRef, ContextFilter, Extent, Kind, Rule};
use crate::source::Span;
use crate::value::Verdict;

/// What became of a claim in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A finding, with what it says.
    Found(String),
    /// The rule does not look where the claim stands: the names of the contexts that keep it out, or none where the claim lacks one.
    Hidden(Vec<&'static str>),
    /// An antipattern (`unless`) matches in the sentence.
    Unless,
    /// None of the patterns of `when` matches in the sentence.
    When,
    /// `where` does not certainly hold.
    Where,
    /// The rule is one of a whole run of files.
    Corpus,
    /// There is no second claim to compare with.
    Alone,
    /// What must hold is not certainly false, nor certainly true.
    CannotTell,
    /// It holds.
    Holds,
    /// It is violated, but another finding says so already.
    Told,
}

/// One claim of a line in one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The rule's id.
    pub rule: String,
    /// The claim's name; the rule's id where the rule has a `match` of its own.
    pub claim: String,
    /// Where the claim stands, in bytes of the file.
    pub span: Span,
    /// What became of it.
    pub fate: Fate,
}

impl Engine {
    /// What became of the claims of a line (1-based) in each rule in force, findings first.
    #[must_use]
    pub fn explain(&self, article: &Article, line: u32) -> Vec<Trace> {
        let findings = self.judge(article).findings;
        let desk = Desk::new(vec![article], &self.lexicon, &self.rules, &self.prepared, false);
        let (Some(reader), Some(extracted)) = (desk.readers.first(), desk.extracted.first()) else { return Vec::new() };
        let tracer = Tracer { desk: &desk, reader, findings: &findings, line };
        let mut out = Vec::new();
        for (number, rule) in self.rules.rules.iter().enumerate().filter(|(_, r)| r.enabled) {
            let start = out.len();
            for claim in claims_of(&rule.kind) {
                for tuple in reader.tuples(claim, extracted).iter().filter(|t| tracer.on_line(t.anchor)) {
                    out.push(tracer.trace(rule, self.name(claim), tuple.anchor, tracer.fate(rule, claim, tuple)));
                }
                let ClaimRef::Pattern(i) = claim else { continue };
                let Some(def) = self.rules.claims.get(i) else { continue };
                for sentence in tracer.sentences() {
                    for (tuple, refusal) in reader.refused(def, sentence).into_iter().filter(|(t, _)| tracer.on_line(t.anchor)) {
                        out.push(tracer.trace(rule, self.name(claim), tuple.anchor, fate_of(refusal, def.context, tuple.context)));
                    }
                }
            }
            for swap in extracted.swaps.get(&number).into_iter().flatten().filter(|s| tracer.on_line(s.span)) {
                let barred = reader.barred(&rule.unless, &rule.when, reader.sentence_tokens(swap.sentence));
                let refusal = if rule.context.admits(swap.context) { barred } else { Some(Refusal::Context) };
                let found = || tracer.found(rule, &[swap.span]).unwrap_or(Fate::Told);
                let fate = refusal.map_or_else(found, |r| fate_of(r, rule.context, swap.context));
                out.push(tracer.trace(rule, rule.id.clone(), swap.span, fate));
            }
            // Rules of names have no claims; what they find is there all the same.
            let own = findings.iter().filter(|f| *f.rule == *rule.id);
            for finding in own.filter(|_| matches!(rule.kind, Kind::Similar { .. })) {
                let here = finding.labels().find(|l| l.line == line);
                out.extend(here.map(|l| Trace {
                    rule: rule.id.clone(),
                    claim: rule.id.clone(),
                    span: l.span,
                    fate: Fate::Found(finding.message.clone()),
                }));
            }
            let mut seen: Vec<Trace> = Vec::new();
            for trace in out.drain(start..) {
                if !seen.contains(&trace) {
                    seen.push(trace);
                }
            }
            out.append(&mut seen);
        }
        out.sort_by_key(|t| !matches!(t.fate, Fate::Found(_)));
        out
    }

    fn name(&self, claim: ClaimRef) -> String {
        match claim {
            ClaimRef::Pattern(i) => self.rules.claims.get(i).map(|d| d.name.clone()).unwrap_or_default(),
            ClaimRef::Native(schema) => schema.name.to_owned(),
            ClaimRef::Mention(kind) => kind.name().to_owned(),
        }
    }
}

/// The claims that a rule judges, each once.
fn claims_of(kind: &Kind) -> Vec<ClaimRef> {
    let mut claims = kind.claims();
    claims.dedup_by(|a, b| is_same(*a, *b));
    claims
}

fn is_same(a: ClaimRef, b: ClaimRef) -> bool {
    match (a, b) {
        (ClaimRef::Pattern(a), ClaimRef::Pattern(b)) => a == b,
        (ClaimRef::Native(a), ClaimRef::Native(b)) => a.name == b.name,
        (ClaimRef::Mention(a), ClaimRef::Mention(b)) => a == b,
        _ => false,
    }
}

fn fate_of(refusal: Refusal, filter: ContextFilter, context: Context) -> Fate {
    match refusal {
        Refusal::Context => Fate::Hidden(context.names().into_iter().filter(|n| filter.never.names().contains(n)).collect()),
        Refusal::Unless => Fate::Unless,
        Refusal::When => Fate::When,
        Refusal::Where => Fate::Where,
    }
}

struct Tracer<'t, 'a> {
    desk: &'t Desk<'a>,
    reader: &'t Reader<'a>,
    findings: &'t [Finding],
    line: u32,
}

impl<'a> Tracer<'_, 'a> {
    fn trace(&self, rule: &Rule, claim: String, anchor: TextSpan, fate: Fate) -> Trace {
        Trace { rule: rule.id.clone(), claim, span: self.reader.article.document.source_span(anchor), fate }
    }

    /// Whether a stretch touches the line.
    fn on_line(&self, span: TextSpan) -> bool {
        let document = &self.reader.article.document;
        let span = document.source_span(span);
        let line = |offset| document.source.position(offset).line;
        (line(span.start)..=line(span.end.saturating_sub(1).max(span.start))).contains(&self.line)
    }

    /// The sentences that touch the line.
    fn sentences(&self) -> Vec<u32> {
        let cx = &self.reader.matcher.cx;
        cx.sentences().filter(|(_, s)| !s.tokens.is_empty() && self.on_line(cx.span(s.tokens.clone()))).map(|(i, _)| i).collect()
    }

    /// The finding of a rule that marks one of some stretches.
    fn found(&self, rule: &Rule, spans: &[TextSpan]) -> Option<Fate> {
        let document = &self.reader.article.document;
        let spans: Vec<Span> = spans.iter().map(|s| document.source_span(*s)).collect();
        let marks = |f: &Finding| f.labels().any(|l| spans.iter().any(|s| l.span.start < s.end && s.start < l.span.end));
        self.findings.iter().find(|f| *f.rule == *rule.id && marks(f)).map(|f| Fate::Found(f.message.clone()))
    }

    fn fate(&self, rule: &'a Rule, claim: ClaimRef, tuple: &Tuple<'a>) -> Fate {
        let spans: Vec<TextSpan> = tuple.fields.iter().filter_map(|f| Some(f.bound().place?.span)).chain([tuple.anchor]).collect();
        let own = matches!(claim, ClaimRef::Pattern(_)) && !rule.context_given;
        if !own && !rule.context.admits(tuple.context) {
            return fate_of(Refusal::Context, rule.context, tuple.context);
        }
        if let Some(refusal) = self.reader.barred(&rule.unless, &rule.when, self.reader.sentence_tokens(tuple.sentence)) {
            return fate_of(refusal, rule.context, tuple.context);
        }
        if let Some(found) = self.found(rule, &spans) {
            return found;
        }
        if rule.extent == Extent::Corpus {
            return Fate::Corpus;
        }
        match &rule.kind {
            Kind::Compare { check, .. } => {
                let mut env = Env::of_tuple(tuple, self.reader.article.published, self.desk.rules);
                env.bind(&rule.lets);
                outcome([violated(check, &env)])
            }
            Kind::Pair { check, .. } => self.paired(rule, check, claim, tuple),
            Kind::Unique { key, value, same, synonyms, filter, .. } => {
                let counts = |t: &Tuple<'a>| {
                    filter
                        .as_ref()
                        .is_none_or(|f| Env::of_tuple(t, self.reader.article.published, self.desk.rules).decide(&f.expr) == Verdict::Yes)
                };
                if !counts(tuple) {
                    return Fate::Where;
                }
                let equal = |a: &Tuple<'a>, b: &Tuple<'a>| {
                    key.iter().all(|k| a.field(k).zip(b.field(k)).is_some_and(|(x, y)| eval::equal(&x.val, &y.val) == Verdict::Yes))
                };
                let apart = |t: &Tuple<'a>| rule.extent == Extent::Sentence && t.sentence != tuple.sentence;
                let all = self.desk.tuples(rule, claim);
                let others = all.iter().filter(|t| t.anchor != tuple.anchor && !apart(t) && counts(t) && equal(t, tuple));
                outcome(others.filter_map(|t| {
                    Some(match eval::same(*same, &t.field(value)?.val, &tuple.field(value)?.val, synonyms) {
                        Verdict::Yes => Verdict::No,
                        Verdict::No => Verdict::Yes,
                        Verdict::CannotTell => Verdict::CannotTell,
                    })
                }))
            }
            Kind::Sum { .. } => Fate::CannotTell,
            Kind::Similar { .. } | Kind::Replace { .. } => Fate::Holds,
        }
    }

    /// A claim against the claims of the other side that it is joined with.
    fn paired(&self, rule: &'a Rule, check: &'a Check, claim: ClaimRef, tuple: &Tuple<'a>) -> Fate {
        let Kind::Pair { sides, join, .. } = &rule.kind else { return Fate::Alone };
        let [(left_name, left_claim), (right_name, right_claim)] = sides;
        let mut verdicts = Vec::new();
        for (mine, other, first) in [(left_claim, right_claim, true), (right_claim, left_claim, false)] {
            if !is_same(*mine, claim) {
                continue;
            }
            for partner in self.desk.tuples(rule, *other) {
                let (left, right) = if first { (tuple, &partner) } else { (&partner, tuple) };
                let apart = rule.extent.parts((left.article, left.sentence), (right.article, right.sentence));
                if apart || left.anchor == right.anchor || !joined(left, right, join) {
                    continue;
                }
                let published = self.reader.article.published;
                let sides = vec![(left_name.as_str(), left), (right_name.as_str(), right)];
                let mut env = Env::of_sides(sides, published, self.desk.rules);
                env.bind(&rule.lets);
                verdicts.push(violated(check, &env));
            }
        }
        outcome(verdicts)
    }
}

/// What several comparisons without a finding come to.
fn outcome(violated: impl IntoIterator<Item = Verdict>) -> Fate {
    violated.into_iter().fold(Fate::Alone, |so_far, verdict| match (so_far, verdict) {
        (Fate::Told, _) | (_, Verdict::Yes) => Fate::Told,
        (Fate::CannotTell, _) | (_, Verdict::CannotTell) => Fate::CannotTell,
        _ => Fate::Holds,
    })
}
