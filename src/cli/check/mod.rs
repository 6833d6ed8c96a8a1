//! `factlint check`

use super::args::{Common, InputKind, Paths};
use super::inputs::{self, Input};
use super::out::Out;
use super::output::{self, Target};
use super::session::Session;
use super::{Exit, Failure, walk};
use crate::judge::{Article, Finding, Suppressions};
use crate::report::{FileReport, Format, Report, Run, Summary};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Checks articles and reports.
pub(super) fn run(common: &Common, paths: &Paths, targets: &[Target], out: &mut Out) -> Result<Exit, Failure> {
    // The tables live as long as the program: giving them back word by word would only cost time.
    let session: &'static Session = Box::leak(Box::new(Session::open(common)?));
    if session.engine.rules.rules.is_empty() {
        return Err("no rule is in force; nothing would be checked".to_owned().into());
    }
    let batch = common.input == InputKind::Jsonl;
    let inputs = inputs::collect(common, paths, batch, if batch { "-" } else { "." })?;
    output::spare(&inputs, targets)?;
    let (mut report, failed) = judge(session, inputs, batch);
    report.run = Run {
        rules: session.engine.rules.rules.iter().map(Into::into).collect(),
        root: std::env::current_dir().map(|d| walk::shown(&d)).unwrap_or_default(),
        fail_on: session.fail_on,
        failed,
    };
    output::write(&report, targets, if batch { Format::Jsonl } else { Format::Human }, out)?;
    for file in &report.files {
        if let Some(reason) = &file.skipped {
            out.say(&format!("skipped {}: {reason}", file.path));
        }
    }
    out.remark(&summary(&report));
    let worst = report.findings().map(|f| f.severity).max();
    Ok(if failed {
        Exit::Failed
    } else if worst.is_some_and(|w| w >= session.fail_on) {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// Judges all inputs; whether the run failed on one that it was told to read.
fn judge(session: &Session, inputs: Vec<Input>, batch: bool) -> (Report, bool) {
    // The articles of a batch have nothing to do with each other; files of one run are one archive.
    let together = !batch && session.engine.rules.has_corpus_rules();
    let judged = session.each(inputs, |_, article| {
        let found = session.engine.judge(&article);
        let suppressions = Suppressions::of(&article);
        (found.findings, Arc::clone(&article.document.source), suppressions, together.then_some(article))
    });
    let mut report = Report::default();
    let mut articles: Vec<Article> = Vec::new();
    let mut requests = Vec::new();
    let mut failed = false;
    for (input, result) in judged {
        let mut file = FileReport { path: input.path, id: input.id, ..FileReport::default() };
        match result {
            Ok((findings, source, suppressions, article)) => {
                file.findings = findings;
                file.source = Some(source);
                requests.push(suppressions);
                articles.extend(article);
            }
            Err(reason) => {
                requests.push(Suppressions::default());
                failed |= input.named || reason.starts_with("internal error");
                file.skipped = Some(reason);
            }
        }
        report.files.push(file);
    }
    if together {
        match super::guard::guard(|| session.engine.judge_corpus(&articles.iter().collect::<Vec<_>>())) {
            Ok(findings) => add(&mut report, findings),
            Err(reason) => {
                failed = true;
                report.files.push(FileReport { path: "(all files together)".into(), skipped: Some(reason), ..FileReport::default() });
            }
        }
    }
    for (file, mut suppressions) in report.files.iter_mut().zip(requests) {
        session.adjust(&file.path, &mut file.findings);
        file.suppressed = suppressions.apply(&file.path, &mut file.findings);
        if let Some(source) = &file.source {
            let in_force = |id: &str| session.engine.rules.rule(id).is_some();
            file.findings.extend(suppressions.complaints(source, &session.known, &in_force));
            file.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        if file.findings.is_empty() && !together {
            file.source = None;
        }
    }
    (report, failed)
}

/// Puts findings across files to the file of their first place.
fn add(report: &mut Report, findings: Vec<Finding>) {
    let places: BTreeMap<String, usize> = report.files.iter().enumerate().map(|(i, f)| (f.path.clone(), i)).collect();
    for finding in findings {
        if let Some(file) = places.get(&*finding.primary.path).and_then(|i| report.files.get_mut(*i)) {
            file.findings.push(finding);
        }
    }
    for file in &mut report.files {
        file.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    }
}

fn summary(report: &Report) -> String {
    let Summary { files, errors, warnings, notes, suppressed } = report.summary();
    let skipped = report.files.iter().filter(|f| f.skipped.is_some()).count();
    let mut parts = vec![count(errors, "error"), count(warnings, "warning"), count(notes, "note")];
    let zero = errors + warnings + notes == 0;
    if zero {
        parts = vec!["no findings".to_owned()];
    } else {
        parts.retain(|p| !p.starts_with("0 "));
    }
    let mut text = format!("{} in {}", parts.join(", "), count(files, "article"));
    if suppressed > 0 {
        let _ = write!(text, "; {suppressed} suppressed");
    }
    if skipped > 0 {
        let _ = write!(text, "; {skipped} skipped");
    }
    text
}

/// `1 error`, `2 errors`.
pub(super) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
