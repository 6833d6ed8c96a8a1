//! `--statistics`: findings by rule and by file, and where the time went.

use crate::report::Report;
use crate::rule::Rule;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Most lines of each list.
const MAX_LINES: usize = 20;

/// Time spent, of all threads together, in nanoseconds.
#[derive(Debug, Default)]
pub(super) struct Clock {
    read: AtomicU64,
    claims: AtomicU64,
    together: AtomicU64,
    rules: Vec<AtomicU64>,
}

fn add(to: &AtomicU64, since: Instant) {
    to.fetch_add(u64::try_from(since.elapsed().as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
}

impl Clock {
    /// For so many rules.
    pub(super) fn new(rules: usize) -> Self {
        Self { rules: (0..rules).map(|_| AtomicU64::new(0)).collect(), ..Self::default() }
    }

    /// Notes that an article was read.
    pub(super) fn read(&self, since: Instant) {
        add(&self.read, since);
    }

    /// Notes that all articles were judged together.
    pub(super) fn together(&self, since: Instant) {
        add(&self.together, since);
    }

    /// Notes the end of a step of judging: a rule by its number, or the claims by pattern.
    pub(super) fn judged(&self, rule: Option<usize>, since: Instant) {
        match rule {
            Some(number) => self.rules.get(number).into_iter().for_each(|cell| add(cell, since)),
            None => add(&self.claims, since),
        }
    }

    /// What is told of a run.
    pub(super) fn lines(&self, report: &Report, rules: &[Rule]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in report.findings() {
            *by_rule.entry(&finding.rule).or_default() += 1;
        }
        list("findings by rule", by_rule.into_iter().collect(), &mut lines, |n| n.to_string());
        let by_file = report.files.iter().filter(|f| !f.findings.is_empty()).map(|f| (f.path.as_str(), f.findings.len()));
        list("findings by file", by_file.collect(), &mut lines, |n| n.to_string());
        let times: Vec<u64> = self.rules.iter().map(|t| t.load(Ordering::Relaxed)).collect();
        let stages = [
            ("reading", self.read.load(Ordering::Relaxed)),
            ("claims by pattern", self.claims.load(Ordering::Relaxed)),
            ("rules", times.iter().sum()),
            ("all articles together", self.together.load(Ordering::Relaxed)),
        ];
        list("time by stage (all threads)", stages.to_vec(), &mut lines, seconds);
        list("time by rule", rules.iter().map(|r| r.id.as_str()).zip(times).collect(), &mut lines, seconds);
        lines
    }
}

fn seconds(nanos: u64) -> String {
    format!("{}.{:04} s", nanos / 1_000_000_000, nanos / 100_000 % 10_000)
}

/// A list, largest first; equal ones by name.
fn list<N: Ord + Copy>(title: &str, mut rows: Vec<(&str, N)>, lines: &mut Vec<String>, show: impl Fn(N) -> String) {
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    if rows.is_empty() {
        return;
    }
    lines.push(title.to_owned());
    lines.extend(rows.iter().take(MAX_LINES).map(|(name, n)| format!("  {:>10}  {name}", show(*n))));
    if rows.len() > MAX_LINES {
        lines.push(format!("  {:>10}  {} more", "", rows.len() - MAX_LINES));
    }
}
