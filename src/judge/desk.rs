//! The desk: the articles that a rule judges together, with their claims, and the making of findings.

use super::article::Article;
use super::bound::Val;
use super::bound::{Bound, Place, Tuple};
use super::eval::Env;
use super::extract::{Extracted, Prepared, Reader};
use super::finding::{Finding, Fix, Label};
use super::show;
use crate::lexicon::Lexicon;
use crate::limits;
use crate::rule::expr::{self, Node, Op};
use crate::rule::{Check, ClaimRef, Path, Rule, RuleSet, Severity};
use crate::value::{Basis, Value, Verdict};
use std::cell::Cell;

/// Articles with their claims.
pub(super) struct Desk<'a> {
    /// How many findings the rule that is being judged has made.
    made: Cell<usize>,
    /// How many places it has left out, and the last of them.
    left: Cell<(usize, Option<Place>)>,
    pub(super) rules: &'a RuleSet,
    pub(super) articles: Vec<&'a Article>,
    pub(super) readers: Vec<Reader<'a>>,
    pub(super) extracted: Vec<Extracted<'a>>,
}

impl<'a> Desk<'a> {
    /// Lays out articles; `examples` tells that they are examples of rule files.
    pub(super) fn new(
        articles: Vec<&'a Article>,
        lexicon: &'a Lexicon,
        rules: &'a RuleSet,
        prepared: &'a Prepared,
        examples: bool,
    ) -> Self {
        let readers: Vec<_> = articles.iter().zip(0..).map(|(a, i)| Reader::new(a, i, lexicon, rules, prepared, examples)).collect();
        let extracted = readers.iter().map(|r| r.extract(prepared)).collect();
        Self { made: Cell::new(0), left: Cell::new((0, None)), rules, articles, readers, extracted }
    }

    /// The rules with something to judge, in their order.
    pub(super) fn due(&self, prepared: &Prepared) -> Vec<usize> {
        let mut due: Vec<usize> = self.readers.iter().zip(&self.extracted).flat_map(|(r, e)| prepared.due(r, e)).collect();
        due.sort_unstable();
        due.dedup();
        due
    }

    /// Whether there are so many claims of a kind in all articles, before any rule is asked which it may see.
    pub(super) fn has(&self, claim: ClaimRef, least: usize) -> bool {
        let counts = self.readers.iter().zip(&self.extracted).map(|(r, e)| r.most(claim, e));
        counts.fold(0, usize::saturating_add) >= least
    }

    /// The tuples of a claim in all articles that a rule may see.
    pub(super) fn tuples(&self, rule: &Rule, claim: ClaimRef) -> Vec<Tuple<'a>> {
        let own = matches!(claim, ClaimRef::Pattern(_)) && !rule.context_given;
        let mut out = Vec::new();
        for (reader, extracted) in self.readers.iter().zip(&self.extracted) {
            let seen = reader.tuples(claim, extracted).into_iter().filter(|t| own || rule.context.admits(t.context));
            if rule.unless.is_empty() && rule.when.is_empty() {
                out.extend(seen);
                continue;
            }
            // One answer for all claims of a sentence; they come in its order.
            let mut last = None;
            out.extend(seen.filter(|t| match last {
                Some((sentence, answer)) if sentence == t.sentence => answer,
                _ => {
                    let answer = self.admitted(rule, t);
                    last = Some((t.sentence, answer));
                    answer
                }
            }));
        }
        out
    }

    /// Whether the rule's own `unless` and `when` let a claim through.
    pub(super) fn admitted(&self, rule: &Rule, tuple: &Tuple<'_>) -> bool {
        if rule.unless.is_empty() && rule.when.is_empty() {
            return true;
        }
        let Some(reader) = self.readers.get(tuple.article as usize) else { return false };
        reader.admitted(&rule.unless, &rule.when, reader.sentence_tokens(tuple.sentence))
    }

    /// The article of a tuple.
    pub(super) fn article(&self, tuple: &Tuple<'_>) -> Option<&'a Article> {
        self.articles.get(tuple.article as usize).copied()
    }

    /// The block (paragraph) that a tuple stands in.
    pub(super) fn block(&self, tuple: &Tuple<'_>) -> u32 {
        self.article(tuple).and_then(|a| a.document.sentences.get(tuple.sentence as usize)).map_or(0, |s| s.block)
    }

    /// The places that a condition, with the lets it uses, rests on.
    pub(super) fn marks(rule: &Rule, check: &Check, env: &Env<'_>) -> Vec<Place> {
        let paths: Vec<Path> = if let Some(paths) = &rule.mark {
            paths.clone()
        } else {
            let mut used = expr::names(&check.condition().expr);
            let mut i = 0;
            while let Some((name, _)) = used.get(i) {
                if let Some(l) = rule.lets.iter().find(|l| l.name == *name) {
                    let more: Vec<_> = expr::names(&l.value.expr).into_iter().filter(|n| !used.contains(n)).collect();
                    used.extend(more);
                }
                i += 1;
            }
            used.into_iter().map(|(name, field)| Path { name, field }).collect()
        };
        let mut places: Vec<Place> = paths.iter().filter_map(|p| Self::place(p, env)).collect();
        places.sort();
        places.dedup();
        places
    }

    /// Where a path stands: a side's field, or a plain name (a field of a value stands where the value does).
    pub(super) fn place(path: &Path, env: &Env<'_>) -> Option<Place> {
        let bound = match &path.field {
            Some(f) => env.bound(&path.name, Some(f)).or_else(|| env.bound(&path.name, None)),
            None => env.bound(&path.name, None),
        };
        bound.and_then(|b| b.place)
    }

    /// Judges by one rule; where a bound made it leave places out, a note at the last of them says so.
    pub(super) fn judge(&self, rule: &'a Rule, number: usize) -> Vec<Finding> {
        self.made.set(0);
        self.left.set((0, None));
        let mut findings = super::kinds::judge(self, rule, number);
        if let (left @ 1.., Some(place)) = self.left.get() {
            let message = format!("There is more here than {} can take in: it left out {left} places, this one and others.", rule.id);
            findings.extend(self.note("limit/findings", place, message));
        }
        findings
    }

    /// What was left out of each article before a rule looked at it, and of what patterns looked at.
    pub(super) fn bounds(&self) -> Vec<Finding> {
        let mut notes = Vec::new();
        for (article, reader) in (0..).zip(&self.readers) {
            for left in reader.article.readings.bounds.all() {
                let (what, most) = (left.what, left.most);
                let message = match what {
                    "mentions" => format!("This article is denser than articles are: it was read up to here, where {most} mentions end."),
                    "tokens of a sentence" => format!("This sentence has more than {most} tokens; it was cut ({} such cuts).", left.count),
                    _ => {
                        format!("There is more here than is taken in: at most {most} {what}; {} were left out, this one first.", left.count)
                    }
                };
                notes.extend(self.note("limit/reading", Place { article, span: left.at }, message));
            }
            if let Some((count, token)) = reader.matcher.work.over() {
                let span = reader.matcher.cx.span(token..token.saturating_add(1));
                let message = format!("Patterns took too many steps from here on: {count} times one was given up in a sentence.");
                notes.extend(self.note("limit/pattern", Place { article, span }, message));
            }
        }
        notes
    }

    /// A note that a bound was reached.
    fn note(&self, id: &str, place: Place, message: String) -> Option<Finding> {
        let env = Env::of_names(Vec::new(), None, self.rules);
        let mut note = Finding {
            rule: id.into(),
            class: "".into(),
            severity: Severity::Note,
            message,
            primary: self.label(place, &env, false)?,
            related: Vec::new(),
            because: String::new(),
            help: "The table of limits in SECURITY.md says what is bounded, and why.".to_owned(),
            fixes: Vec::new(),
            fingerprint: String::new(),
        };
        note.seal();
        Some(note)
    }

    /// Notes that the rule leaves a place out because of a bound.
    pub(super) fn leave_out(&self, place: Option<Place>) {
        let (count, last) = self.left.get();
        self.left.set((count + 1, place.or(last)));
    }

    /// Makes a finding. `marks` must not be empty; the first is the primary.
    pub(super) fn finding(&self, rule: &Rule, env: &Env<'_>, marks: &[Place], evidence: &[Place]) -> Option<Finding> {
        self.made.set(self.made.get() + 1);
        if self.made.get() > limits::FINDINGS {
            self.leave_out(marks.first().copied());
            return None;
        }
        let mut labels: Vec<Label> = marks.iter().filter_map(|p| self.label(*p, env, false)).collect();
        if labels.is_empty() {
            return None;
        }
        let primary = labels.remove(0);
        labels.extend(evidence.iter().filter_map(|p| self.label(*p, env, true)));
        let text = |t: &Option<crate::rule::Template>| t.as_ref().map(|t| show::render(t, env, &self.articles)).unwrap_or_default();
        let because = match (&rule.because, rule.kind.check()) {
            (Some(_), _) => text(&rule.because),
            (None, Some(check)) => Self::computation(check, env),
            (None, None) => String::new(),
        };
        let fixes = rule.suggest.iter().filter_map(|a| {
            let label = self.label(Self::place(&a.target, env)?, env, false)?;
            Some(Fix { label, text: show::render(&a.text, env, &self.articles) })
        });
        let mut finding = Finding {
            rule: rule.id.as_str().into(),
            class: rule.class.as_str().into(),
            severity: rule.severity,
            message: show::render(&rule.message, env, &self.articles),
            primary,
            related: labels,
            because,
            help: text(&rule.help),
            fixes: fixes.collect(),
            fingerprint: String::new(),
        };
        finding.seal();
        Some(finding)
    }

    fn label(&self, place: Place, env: &Env<'_>, evidence: bool) -> Option<Label> {
        let document = &self.articles.get(place.article as usize)?.document;
        let span = document.source_span(place.span);
        let text = document.source.span_text(span)?.to_owned();
        let at = document.source.position(span.start);
        let message = env.bound_at(place).map(reading).unwrap_or_default();
        Some(Label { path: document.source.path.as_str().into(), span, line: at.line, column: at.column, text, message, evidence })
    }

    /// The two sides of the comparison that decided, as evidence.
    fn computation(check: &Check, env: &Env<'_>) -> String {
        let source = &check.condition().source.text;
        let Some((a, b)) = comparison(&check.condition().expr) else { return String::new() };
        let side = |e: &expr::Expr| {
            let written = source.get(e.at.clone()).unwrap_or("").to_owned();
            let val = env.eval(e);
            match (&e.node, &val) {
                (Node::Number(_) | Node::Text(_) | Node::Bool(_), _) | (_, Val::Unknown) => None,
                _ => Some(format!("{written} is {}", show::words(&val))),
            }
        };
        let sides: Vec<String> = [side(a), side(b)].into_iter().flatten().collect();
        sides.join("; ")
    }
}

/// What a relative or partial date was read as; nothing for values that say it themselves.
fn reading(bound: &Bound) -> String {
    match &bound.val {
        Val::Value(Value::Date(d)) if d.valid && d.basis != Basis::Absolute && d.known_day().is_some() => format!("read as {}", d.long()),
        _ => String::new(),
    }
}

/// The first comparison inside a condition.
fn comparison(e: &expr::Expr) -> Option<(&expr::Expr, &expr::Expr)> {
    match &e.node {
        Node::Binary(Op::And | Op::Or, a, b) => comparison(a).or_else(|| comparison(b)),
        Node::Binary(Op::Equal | Op::Unequal | Op::Less | Op::AtMost | Op::Greater | Op::AtLeast, a, b) => Some((a, b)),
        Node::Not(a) => comparison(a),
        _ => None,
    }
}

/// Whether a check fires.
pub(super) fn fires(check: &Check, env: &Env<'_>) -> bool {
    violated(check, env) == Verdict::Yes
}

/// Whether what a check says is violated.
pub(super) fn violated(check: &Check, env: &Env<'_>) -> Verdict {
    match check {
        Check::Require(c) => match env.decide(&c.expr) {
            Verdict::Yes => Verdict::No,
            Verdict::No => Verdict::Yes,
            Verdict::CannotTell => Verdict::CannotTell,
        },
        Check::Forbid(c) => env.decide(&c.expr),
    }
}
