//! What an article itself asks to leave alone: `<!-- factlint-ignore-next RULE: reason -->`, `<!-- factlint-ignore-start RULE: reason -->`
//! up to `<!-- factlint-ignore-end RULE -->` (in comments of reStructuredText and AsciiDoc alike: `.. factlint-ignore-next …`,
//! `// factlint-ignore-next …`), and `factlint-ignore: RULE: reason` in the front matter.
//!
//! Invariants: a suppression names its rules (an id, or `group/*`) and gives a reason; one that lacks either, that ends nothing, or
//! that nothing needs any more is reported itself. A finding is left out if any of its places stands where it is not wanted.

use super::{Article, Finding, Label};
use crate::rule::{Severity, did_you_mean};
use crate::source::{Source, Span};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// The id under which faults of suppressions are reported.
pub const RULE: &str = "factlint/suppression";

/// One request.
#[derive(Debug)]
struct Request {
    /// Rules, as written.
    rules: Vec<String>,
    /// Where findings are left out.
    covers: Span,
    /// Where the request stands.
    at: Span,
    /// Whether it left anything out.
    used: bool,
}

/// All requests of an article.
#[derive(Debug, Default)]
pub struct Suppressions {
    requests: Vec<Request>,
    faults: Vec<(Span, String)>,
}

/// What a comment says.
struct Directive<'a> {
    verb: &'a str,
    rules: Vec<String>,
    reason: &'a str,
}

fn directive(text: &str) -> Option<Directive<'_>> {
    let rest = text.trim().strip_prefix("factlint-ignore-")?;
    let (verb, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (rules, reason) = rest.split_once(':').unwrap_or((rest, ""));
    Some(Directive { verb, rules: names(rules), reason: reason.trim() })
}

fn names(text: &str) -> Vec<String> {
    text.split([',', ' ']).filter(|r| !r.is_empty()).map(str::to_owned).collect()
}

fn means(request: &str, rule: &str) -> bool {
    request == rule || request.strip_suffix('*').is_some_and(|group| group.ends_with('/') && rule.starts_with(group))
}

/// A suppression that was started: its rules, its reason, its place.
type Open<'a> = (Vec<String>, &'a str, Span);

/// The last one of these rules that is still open, or the last of any where none are named; it is open no more.
fn ended<'a>(open: &mut Vec<Option<Open<'a>>>, by_rules: &mut FxHashMap<Vec<String>, Vec<usize>>, rules: &Vec<String>) -> Option<Open<'a>> {
    if rules.is_empty() {
        while open.last().is_some_and(Option::is_none) {
            open.pop();
        }
        let found = open.pop().flatten()?;
        by_rules.get_mut(&found.0)?.pop();
        return Some(found);
    }
    let at = by_rules.get_mut(rules)?.pop()?;
    open.get_mut(at)?.take()
}

impl Suppressions {
    /// Reads the requests of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let document = &article.document;
        let mut all = Self::default();
        let end = u32::try_from(document.source.text().len()).unwrap_or(u32::MAX);
        for field in document.metadata.fields.iter().filter(|f| f.key == "factlint-ignore") {
            let (rules, reason) = field.value.split_once(':').unwrap_or((&field.value, ""));
            all.add(names(rules), reason.trim(), Span::new(0, end), field.span);
        }
        // Those that were started, `None` once ended, and where those of the same rules are among them.
        let mut open: Vec<Option<(Vec<String>, &str, Span)>> = Vec::new();
        let mut by_rules: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
        for comment in document.comments.iter().map(|c| trimmed(&document.source, *c)) {
            let Some(d) = document.source.span_text(comment).and_then(directive) else { continue };
            match d.verb {
                "next" => {
                    let covers = next_block(article, comment.end);
                    all.add(d.rules, d.reason, covers, comment);
                }
                "start" => {
                    by_rules.entry(d.rules.clone()).or_default().push(open.len());
                    open.push(Some((d.rules, d.reason, comment)));
                }
                "end" => match ended(&mut open, &mut by_rules, &d.rules) {
                    Some((rules, reason, at)) => all.add(rules, reason, Span::new(at.end, comment.start), at),
                    None => all.faults.push((comment, "This ends a suppression that was not started.".to_owned())),
                },
                other => {
                    let near = did_you_mean(other, ["next", "start", "end"]).map(|n| format!(" ({n})")).unwrap_or_default();
                    all.faults.push((comment, format!("There is no suppression 'factlint-ignore-{other}'{near}.")));
                }
            }
        }
        for (rules, reason, at) in open.into_iter().flatten() {
            all.faults.push((at, "This suppression is never ended.".to_owned()));
            all.add(rules, reason, Span::new(at.end, end), at);
        }
        all
    }

    fn add(&mut self, rules: Vec<String>, reason: &str, covers: Span, at: Span) {
        if rules.is_empty() {
            self.faults.push((at, "This suppression names no rule.".to_owned()));
        } else if reason.is_empty() {
            self.faults.push((at, "This suppression gives no reason.".to_owned()));
        }
        self.requests.push(Request { rules, covers, at, used: false });
    }

    /// Leaves out the findings that are not wanted in a file; how many there were.
    pub fn apply(&mut self, path: &str, findings: &mut Vec<Finding>) -> usize {
        let before = findings.len();
        findings.retain(|finding| {
            let mut wanted = true;
            let spans: SmallVec<[Span; 4]> = finding.labels().filter(|l| !l.evidence && &*l.path == path).map(|l| l.span).collect();
            for request in &mut self.requests {
                if spans.iter().any(|s| s.overlaps(request.covers)) && request.rules.iter().any(|r| means(r, &finding.rule)) {
                    request.used = true;
                    wanted = false;
                }
            }
            wanted
        });
        before - findings.len()
    }

    /// What is wrong with the requests themselves. `known` are all rules, `in_force` those that ran: of a rule that did not run
    /// nothing can be said.
    #[must_use]
    pub fn complaints(&self, source: &Source, known: &[String], in_force: &dyn Fn(&str) -> bool) -> Vec<Finding> {
        let mut out: Vec<Finding> = self.faults.iter().map(|(at, message)| finding(source, *at, message)).collect();
        for request in &self.requests {
            let unknown = request.rules.iter().find(|r| !known.iter().any(|k| means(r, k)));
            if let Some(rule) = unknown {
                let near = did_you_mean(rule, known.iter().map(String::as_str)).map(|n| format!(" ({n})")).unwrap_or_default();
                out.push(finding(source, request.at, &format!("There is no rule '{rule}'{near}.")));
            } else if !request.used
                && !request.rules.is_empty()
                && known.iter().filter(|k| request.rules.iter().any(|r| means(r, k))).all(|k| in_force(k))
            {
                out.push(finding(source, request.at, "This suppression is not needed: there is nothing to leave out."));
            }
        }
        out
    }
}

/// A span without the white space at its ends.
fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.span_text(span).unwrap_or("");
    let start = span.start as usize + text.len() - text.trim_start().len();
    Span::of(start..start + text.trim().len())
}

/// From a place to the end of the block that it stands in, or of the next one.
fn next_block(article: &Article, at: u32) -> Span {
    let document = &article.document;
    let spans = document.blocks.iter().map(|b| document.source_span(b.text)).filter(|s| s.end > at);
    let block = spans.min_by_key(|s| s.start).unwrap_or(Span::new(at, at));
    Span::new(block.start.max(at), block.end)
}

fn finding(source: &Source, at: Span, message: &str) -> Finding {
    let position = source.position(at.start);
    let text = source.span_text(at).unwrap_or("").to_owned();
    let primary = Label {
        path: source.path.as_str().into(),
        span: at,
        line: position.line,
        column: position.column,
        text,
        message: String::new(),
        evidence: false,
    };
    let mut finding = Finding {
        rule: RULE.into(),
        class: Arc::from(""),
        severity: Severity::Warning,
        message: message.to_owned(),
        primary,
        related: Vec::new(),
        because: String::new(),
        help: "Write factlint-ignore-next RULE: reason, with the id of the rule that reports the place.".to_owned(),
        fixes: Vec::new(),
        fingerprint: String::new(),
    };
    finding.seal();
    finding
}
