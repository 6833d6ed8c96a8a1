//! The door to everything: lexicon and rules in, findings out.

use super::Finding;
use super::article::Article;
use super::desk::Desk;
use super::extract::Prepared;
use crate::document::{Document, Format};
use crate::lexicon::Lexicon;
use crate::read::Spot;
use crate::rule::{Extent, Rule, RuleSet};
use crate::source::Source;
use chrono::NaiveDate;
use std::sync::{Arc, OnceLock};

/// Lexicon and rules, ready to judge any number of articles.
#[derive(Debug)]
pub struct Engine {
    /// All that is known of words.
    pub lexicon: Lexicon,
    /// The rules in force.
    pub rules: RuleSet,
    pub(super) prepared: Prepared,
    /// The same for all claims and rules, in force or not, made once it is asked for.
    whole: OnceLock<Prepared>,
}

/// What was found in one article.
#[derive(Debug, Default)]
pub struct Judged {
    /// Findings in order of place.
    pub findings: Vec<Finding>,
}

impl Engine {
    /// An engine of a lexicon and a rule set loaded with it.
    #[must_use]
    pub fn new(lexicon: Lexicon, rules: RuleSet) -> Self {
        let prepared = Prepared::new(&rules, &lexicon, false);
        Self { lexicon, rules, prepared, whole: OnceLock::new() }
    }

    /// Parses and reads a source. `published` overrides the article's own date.
    #[must_use]
    pub fn read(&self, source: Arc<Source>, format: Format, published: Option<NaiveDate>) -> Article {
        let mut document = Document::parse(source, format, &self.lexicon);
        let published = published.or(document.published());
        let readings = crate::read::read(&mut document, &self.lexicon, published);
        Article { document, readings, published }
    }

    /// The same with every token as a spot of some kinds. Slow, and of the same outcome; for tests of what readers seek.
    #[must_use]
    pub fn read_everywhere(&self, source: Arc<Source>, format: Format, kinds: &[Spot]) -> Article {
        let mut document = Document::parse(source, format, &self.lexicon);
        let published = document.published();
        let readings = crate::read::read_everywhere(&mut document, &self.lexicon, published, kinds);
        Article { document, readings, published }
    }

    /// Judges one article by all rules that need no other article.
    #[must_use]
    pub fn judge(&self, article: &Article) -> Judged {
        self.judge_watched(article, &mut |_| {})
    }

    /// The same without an index of patterns: each is tried in every sentence. Slow, and of the same outcome; for tests of the index.
    #[must_use]
    pub fn judge_everywhere(&self, article: &Article) -> Judged {
        let prepared = Prepared::everywhere(&self.rules, &self.lexicon);
        self.judge_prepared(&prepared, article, &mut |_| {})
    }

    /// The same; `watch` is told when the claims by pattern are there (`None`) and when a rule (its number) has been judged.
    #[must_use]
    pub fn judge_watched(&self, article: &Article, watch: &mut dyn FnMut(Option<usize>)) -> Judged {
        self.judge_prepared(&self.prepared, article, watch)
    }

    fn judge_prepared(&self, prepared: &Prepared, article: &Article, watch: &mut dyn FnMut(Option<usize>)) -> Judged {
        let desk = Desk::new(vec![article], &self.lexicon, &self.rules, prepared, false);
        watch(None);
        let mut findings = Vec::new();
        for (n, rule) in self.rules_of(desk.due(prepared)).filter(|(_, r)| r.extent != Extent::Corpus) {
            findings.extend(desk.judge(rule, n));
            watch(Some(n));
        }
        findings.extend(desk.bounds());
        Judged { findings: in_order(findings) }
    }

    /// Judges all articles together by the rules of scope `corpus`.
    #[must_use]
    pub fn judge_corpus(&self, articles: &[&Article]) -> Vec<Finding> {
        if !self.rules.has_corpus_rules() {
            return Vec::new();
        }
        let desk = Desk::new(articles.to_vec(), &self.lexicon, &self.rules, &self.prepared, false);
        let rules = self.rules_of(desk.due(&self.prepared)).filter(|(_, r)| r.extent == Extent::Corpus);
        in_order(rules.flat_map(|(n, r)| desk.judge(r, n)).collect())
    }

    fn rules_of(&self, numbers: Vec<usize>) -> impl Iterator<Item = (usize, &Rule)> {
        numbers.into_iter().filter_map(|n| Some((n, self.rules.rules.get(n)?)))
    }

    /// All claims and rules, in force or not.
    pub(super) fn whole(&self) -> &Prepared {
        self.whole.get_or_init(|| Prepared::new(&self.rules, &self.lexicon, true))
    }

    /// One rule over articles, whatever its scope and whether or not it is enabled.
    pub(super) fn judge_rule(&self, number: usize, articles: &[&Article]) -> Vec<Finding> {
        let Some(rule) = self.rules.rules.get(number) else { return Vec::new() };
        let desk = Desk::new(articles.to_vec(), &self.lexicon, &self.rules, self.whole(), true);
        in_order(desk.judge(rule, number))
    }
}

/// Sorted, without repeats.
fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings.dedup();
    findings
}
