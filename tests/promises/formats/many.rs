//! Reports of very many findings in very large files: a finding costs its windows, and neither its line nor its file.

use factlint::judge::{Finding, Label};
use factlint::report::{FileReport, Format, Look, Report, write};
use factlint::rule::Severity;
use factlint::source::{Source, Span};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SENTENCE: &str = "They flew from Oslo to peking and back. ";

/// A report of so many findings, each with two ends, so many bytes apart; all in one line or each in its own.
fn report(findings: usize, apart: usize, lines: bool) -> Report {
    let end = if lines { "\n" } else { " " };
    let filler = "The sea was as calm as it ever is. ".repeat(apart / 35 + 1);
    let piece = [SENTENCE, filler.get(..apart - SENTENCE.len() - 1).unwrap(), end].concat();
    let source = Arc::new(Source::from_text("a.txt", piece.repeat(findings)));
    let label = |i: usize, word: &str| {
        let start = i * apart + SENTENCE.find(word).unwrap();
        let span = Span::of(start..start + word.len());
        let at = source.position(span.start);
        let text = source.span_text(span).unwrap().to_owned();
        Label { path: "a.txt".into(), span, line: at.line, column: at.column, text, message: "here".to_owned(), evidence: false }
    };
    let finding = |i: usize| Finding {
        rule: "demo/names".into(),
        class: "".into(),
        severity: Severity::Error,
        message: "House style: Beijing.".to_owned(),
        primary: label(i, "peking"),
        related: vec![label(i, "Oslo")],
        because: "peking is not Beijing".to_owned(),
        help: "Write it so.".to_owned(),
        fixes: Vec::new(),
        fingerprint: i.to_string(),
    };
    let findings = (0..findings).map(finding).collect();
    let file = FileReport { path: "a.txt".to_owned(), findings, source: Some(Arc::clone(&source)), ..FileReport::default() };
    Report { files: vec![file], ..Report::default() }
}

/// How long it takes to write for people; the best of three, for the machine has other things to do.
fn taken(report: &Report) -> Duration {
    let once = || {
        let mut out = Vec::new();
        let start = Instant::now();
        write(Format::Human, report, Look { color: true, unicode: true, width: 80 }, &mut out).unwrap();
        assert!(out.len() > 200 * report.findings().count(), "{} bytes", out.len());
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
fn ten_thousand_findings_in_ten_megabytes_are_shown_in_seconds() {
    let (findings, most) = if cfg!(debug_assertions) { (1_000, 20) } else { (10_000, 5) };
    for lines in [true, false] {
        let took = taken(&report(findings, 10_000_000 / findings, lines));
        assert!(took < Duration::from_secs(most), "{findings} findings took {took:?}");
    }
}

#[test]
fn findings_cost_their_windows_only() {
    let (n, slack) = (200, Duration::from_millis(100));
    for lines in [true, false] {
        let one = taken(&report(n, 500, lines));
        let twice = taken(&report(2 * n, 500, lines));
        assert!(twice < 3 * one + slack, "{n} findings took {one:?}, twice as many {twice:?}");
        let far = taken(&report(n, 40_000, lines));
        assert!(far < 2 * one + slack, "in a file of 100 kB {one:?}, in one of 8 MB {far:?}");
    }
}
