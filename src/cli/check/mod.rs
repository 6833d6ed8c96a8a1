//! `factlint check`

mod summary;

pub(super) use summary::count;

use super::args::{Check, Common, InputKind};
use super::baseline::{Applied, Baseline};
use super::changed::Changes;
use super::fix::Edits;
use super::inputs::{self, Input};
use super::out::Out;
use super::output::{self, Target};
use super::session::Session;
use super::statistics::Clock;
use super::{Exit, Failure, walk};
use crate::judge::{Article, Finding, Suppressions};
use crate::limits;
use crate::report::{FileReport, Format, Report, Run};
use crate::rule::Severity;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Checks articles and reports.
pub(super) fn run(common: &Common, args: &Check, targets: &[Target], out: &mut Out) -> Result<Exit, Failure> {
    // The tables live as long as the program: giving them back word by word would only cost time.
    let mut session = Session::open(common)?;
    session.clock = args.statistics.then(|| Clock::new(session.engine.rules.rules.len()));
    let session: &'static Session = Box::leak(Box::new(session));
    if session.engine.rules.rules.is_empty() {
        return Err("no rule is in force; nothing would be checked".to_owned().into());
    }
    let batch = common.input == InputKind::Jsonl;
    let baseline = args.baseline.as_deref().or(session.baseline()).map(Baseline::read).transpose()?;
    if batch && (baseline.is_some() || args.changed.is_some()) {
        return Err("the lines of a batch are no files: --baseline and --changed cannot be used with --input jsonl".to_owned().into());
    }
    let changes = args.changed.as_deref().map(|diff| changes(args, diff)).transpose()?;
    let from_stdin = batch || args.paths.paths.iter().any(|p| p.as_os_str() == "-");
    if from_stdin && (args.fix || batch && args.diff) {
        return Err("what comes from standard input, or in a batch, cannot be fixed in place".to_owned().into());
    }
    let collect = if args.allow_empty { inputs::collect_any } else { inputs::collect };
    let mut fixed = (0, 0);
    let (mut report, failed, known, edits) = loop {
        let inputs = collect(common, &args.paths, batch, if batch { "-" } else { "." })?;
        output::spare(&inputs, targets)?;
        let Judged { mut report, failed } = judge(session, inputs, batch, changes.is_some());
        let known = baseline.clone().map(|b| b.apply(&mut report, session));
        if let Some(changes) = &changes {
            changes.apply(&mut report)?;
        }
        let edits = if args.fix || args.diff { Edits::of(&report, &session.engine.rules) } else { Edits::default() };
        // One replacement may let another rule fire; what is told in the end is what stands in the files.
        if args.diff || edits.len() == 0 || fixed.1 >= limits::ROUNDS {
            break (report, failed, known, edits);
        }
        edits.write()?;
        fixed = (fixed.0 + edits.len(), fixed.1 + 1);
    };
    report.run = Run {
        rules: session.engine.rules.rules.iter().map(Into::into).collect(),
        root: std::env::current_dir().map(|d| walk::shown(&d)).unwrap_or_default(),
        fail_on: session.fail_on,
        failed,
    };
    if args.diff {
        edits.show(out)?;
    } else {
        output::write(&report, targets, if batch { Format::Jsonl } else { Format::Human }, out)?;
    }
    say_skipped(&report, out);
    let stale = known.as_ref().is_some_and(Applied::is_stale);
    for line in known.iter().flat_map(Applied::stale_lines) {
        if args.fail_on_stale { out.say(&line) } else { out.remark(&line) }
    }
    if args.diff {
        out.remark(&format!("{} could be made in {}", count(edits.len(), "replacement"), count(edits.files(), "article")));
    } else if args.fix {
        out.remark(&format!("{} made", count(fixed.0, "replacement")));
    }
    if let Some(clock) = &session.clock {
        for line in clock.lines(&report, &session.engine.rules.rules) {
            out.say(&line);
        }
    }
    for line in summary::lines(&report, session, known.as_ref(), changes.is_some()) {
        out.remark(&line);
    }
    Ok(if failed { Exit::Failed } else { exit(args, session, &report, stale) })
}

fn changes(args: &Check, diff: &std::path::Path) -> Result<Changes, Failure> {
    let both = diff.as_os_str() == "-" && args.paths.paths.iter().any(|p: &PathBuf| p.as_os_str() == "-");
    if both {
        return Err("standard input is either an article or the diff".to_owned().into());
    }
    Changes::read(diff, args.allow_empty)
}

/// How a run ends in which all was read.
fn exit(args: &Check, session: &Session, report: &Report, stale: bool) -> Exit {
    let worst = report.findings().map(|f| f.severity).max();
    let warnings = report.findings().filter(|f| f.severity == Severity::Warning).count();
    let fails =
        worst.is_some_and(|w| w >= session.fail_on) || args.max_warnings.is_some_and(|most| warnings > most) || args.fail_on_stale && stale;
    if fails && !args.exit_zero { Exit::Findings } else { Exit::Clean }
}

/// Says what was not read.
pub(super) fn say_skipped(report: &Report, out: &mut Out) {
    for file in &report.files {
        if let Some(reason) = &file.skipped {
            out.say(&format!("skipped {}: {reason}", file.path));
        }
    }
}

/// What was found in all inputs.
pub(super) struct Judged {
    /// The findings, file by file.
    pub(super) report: Report,
    /// Whether something that was asked for could not be read.
    pub(super) failed: bool,
}

/// Judges all inputs. `keep` keeps the sources of articles without findings, too.
pub(super) fn judge(session: &Session, inputs: Vec<Input>, batch: bool, keep: bool) -> Judged {
    // The articles of a batch have nothing to do with each other; files of one run are one archive.
    let together = !batch && session.engine.rules.has_corpus_rules();
    let judged = session.each(inputs, |_, article| {
        let mut since = Instant::now();
        let found = session.engine.judge_watched(&article, &mut |rule| {
            if let Some(clock) = &session.clock {
                clock.judged(rule, since);
                since = Instant::now();
            }
        });
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
        let started = Instant::now();
        match super::guard::guard(|| session.engine.judge_corpus(&articles.iter().collect::<Vec<_>>())) {
            Ok(findings) => add(&mut report, findings),
            Err(reason) => {
                failed = true;
                report.files.push(FileReport { path: "(all files together)".into(), skipped: Some(reason), ..FileReport::default() });
            }
        }
        session.clock.iter().for_each(|c| c.together(started));
    }
    for (file, mut suppressions) in report.files.iter_mut().zip(requests) {
        session.adjust(&file.path, &mut file.findings);
        file.suppressed = suppressions.apply(&file.path, &mut file.findings);
        if let Some(source) = &file.source {
            let in_force = |id: &str| session.engine.rules.rule(id).is_some();
            file.findings.extend(suppressions.complaints(source, &session.known, &in_force));
            file.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        if file.findings.is_empty() && !together && !keep {
            file.source = None;
        }
    }
    Judged { report, failed }
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
