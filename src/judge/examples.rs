//! The examples inside rule files, run as tests.

use super::{Article, Engine, Finding};
use crate::document::Format;
use crate::rule::{Example, Extent, Rule, RuleError};
use crate::source::Source;
use std::sync::Arc;

/// How one example came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Passed,
    /// A `bad` example did not fire at all.
    Silent,
    /// A `bad` example fired, at other places than those marked.
    Elsewhere,
    /// A `good` example fired.
    Noisy,
}

/// The result of one example of one rule.
#[derive(Debug)]
pub struct ExampleResult {
    /// The rule's id.
    pub rule: String,
    /// Whether it must fire.
    pub bad: bool,
    /// How it came out.
    pub outcome: Outcome,
    /// What went wrong, at the example's place in the rule file; `None` if it passed.
    pub error: Option<RuleError>,
}

/// A marked stretch: file of the example, bytes.
type Mark = (usize, u32, u32);

impl Engine {
    /// Runs the examples of the rules that `choose` picks.
    #[must_use]
    pub fn run_examples(&self, choose: &dyn Fn(&Rule) -> bool) -> Vec<ExampleResult> {
        let rules = self.rules.rules.iter().enumerate().filter(|(_, r)| choose(r));
        rules.flat_map(|(n, rule)| rule.examples.iter().map(move |e| self.run_example(n, rule, e))).collect()
    }

    fn run_example(&self, number: usize, rule: &Rule, example: &Example) -> ExampleResult {
        let format = if rule.test_markdown { Format::Markdown } else { Format::Text };
        let (mut articles, mut wanted): (Vec<Article>, Vec<Mark>) = (Vec::new(), Vec::new());
        for (i, (name, text)) in example.files.iter().enumerate() {
            let (plain, marks) = unmark(&text.read().text);
            wanted.extend(marks.into_iter().map(|(a, b)| (i, a, b)));
            articles.push(self.read(Arc::new(Source::from_text(name.clone(), plain)), format, rule.test_published));
        }
        let all: Vec<&Article> = articles.iter().collect();
        let findings: Vec<Finding> = if rule.extent == Extent::Corpus {
            self.judge_rule(number, &all)
        } else {
            all.iter().flat_map(|a| self.judge_rule(number, &[a])).collect()
        };
        let mut found: Vec<Mark> = Vec::new();
        for label in findings.iter().flat_map(Finding::labels).filter(|l| !l.evidence) {
            let file = example.files.iter().position(|(name, _)| **name == *label.path).unwrap_or(0);
            found.push((file, label.span.start, label.span.end));
        }
        found.sort_unstable();
        found.dedup();
        wanted.sort_unstable();
        let outcome = match (example.bad, found.is_empty()) {
            (true, true) => Outcome::Silent,
            (true, false) if found != wanted => Outcome::Elsewhere,
            (false, false) => Outcome::Noisy,
            _ => Outcome::Passed,
        };
        ExampleResult { rule: rule.id.clone(), bad: example.bad, outcome, error: explain(rule, example, outcome, &findings) }
    }
}

fn explain(rule: &Rule, example: &Example, outcome: Outcome, findings: &[Finding]) -> Option<RuleError> {
    let (_, text) = example.files.first()?;
    let said = findings.first().map(|f| f.message.clone()).unwrap_or_default();
    let spans: Vec<String> = findings.iter().flat_map(Finding::labels).filter(|l| !l.evidence).map(|l| format!("'{}'", l.text)).collect();
    let (message, label, help) = match outcome {
        Outcome::Passed => return None,
        Outcome::Silent => (
            format!("a 'bad' example of {} does not fire", rule.id),
            "silent".to_owned(),
            "`factlint mentions` and `factlint claims` show what was read".to_owned(),
        ),
        Outcome::Elsewhere => (
            format!("a 'bad' example of {} fires at other places than those marked", rule.id),
            format!("fires at {}", spans.join(", ")),
            format!("it says: {said}"),
        ),
        Outcome::Noisy => {
            (format!("a 'good' example of {} fires", rule.id), format!("fires at {}", spans.join(", ")), format!("it says: {said}"))
        }
    };
    Some(text.read().error_all(message, label).help(help))
}

/// A text without its `[[marks]]`, and where they stood.
fn unmark(text: &str) -> (String, Vec<(u32, u32)>) {
    let (mut plain, mut marks, mut open) = (String::with_capacity(text.len()), Vec::new(), None);
    let here = |p: &String| u32::try_from(p.len()).unwrap_or(u32::MAX);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if open.is_none() && rest.starts_with("[[") {
            open = Some(here(&plain));
            rest = rest.get(2..).unwrap_or("");
        } else if rest.starts_with("]]")
            && let Some(start) = open.take()
        {
            marks.push((start, here(&plain)));
            rest = rest.get(2..).unwrap_or("");
        } else {
            plain.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    (plain, marks)
}

#[cfg(test)]
mod tests {
    use super::unmark;

    #[test]
    fn marks_are_taken_out() {
        assert_eq!(unmark("on [[Monday]], [[June 18]]."), ("on Monday, June 18.".to_owned(), vec![(3, 9), (11, 18)]));
    }
}
