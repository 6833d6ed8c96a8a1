//! `--format junit`: a suite for each article, a case for each finding.
//!
//! A finding below `--fail-on` is a case that passes and says what was found, so that the suite fails when the run does. An article
//! without findings is one case that passes; one that could not be read is a case that was skipped.

use super::place::Places;
use super::words;
use super::xml::{DECLARATION, Escaped};
use super::{FileReport, Report};
use crate::judge::Finding;
use crate::rule::Severity;
use std::io::{self, Write};

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(report);
    let fail_on = report.run.fail_on;
    let failures: usize = report.files.iter().map(|f| failures(f, fail_on)).sum();
    let tests: usize = report.files.iter().map(tests).sum();
    let skipped = report.files.iter().filter(|f| f.skipped.is_some()).count();
    writeln!(
        out,
        "{DECLARATION}\n<testsuites name=\"factlint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    )?;
    report.files.iter().try_for_each(|file| suite(&places, file, fail_on, out))?;
    writeln!(out, "</testsuites>")
}

fn tests(file: &FileReport) -> usize {
    file.findings.len().max(1)
}

fn failures(file: &FileReport, fail_on: Severity) -> usize {
    file.findings.iter().filter(|f| f.severity >= fail_on).count()
}

fn suite(places: &Places<'_>, file: &FileReport, fail_on: Severity, out: &mut dyn Write) -> io::Result<()> {
    let name = places.path(&file.path);
    let (tests, failures, skipped) = (tests(file), failures(file, fail_on), usize::from(file.skipped.is_some()));
    writeln!(out, "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">", Escaped(name))?;
    if let Some(reason) = &file.skipped {
        writeln!(
            out,
            "    <testcase classname=\"{0}\" name=\"{0}\"><skipped message=\"{1}\"/></testcase>",
            Escaped(name),
            Escaped(reason)
        )?;
    } else if file.findings.is_empty() {
        writeln!(out, "    <testcase classname=\"{0}\" name=\"{0}\"/>", Escaped(name))?;
    }
    for finding in &file.findings {
        case(places, file, finding, finding.severity >= fail_on, out)?;
    }
    writeln!(out, "  </testsuite>")
}

fn case(places: &Places<'_>, file: &FileReport, finding: &Finding, fails: bool, out: &mut dyn Write) -> io::Result<()> {
    let (name, rule, severity) = (places.path(&file.path), Escaped(&finding.rule), finding.severity.name());
    let start = places.region(file, &finding.primary).start;
    // Each line begins with words of ours: none can begin with a command of a runner.
    let details = format!("{severity} {}: {}", finding.rule, words::lines(places, finding).join("\n    "));
    let details: Vec<String> = details.split('\n').map(|line| Escaped(line).to_string()).collect();
    let details = details.join("\n");
    write!(out, "    <testcase classname=\"{}\" name=\"{rule} {}:{}\">", Escaped(name), start.line, start.column)?;
    if fails {
        let message = words::message(finding);
        write!(out, "<failure message=\"{}\" type=\"{severity}\">{details}</failure>", Escaped(&message))?;
    } else {
        write!(out, "<system-out>{details}</system-out>")?;
    }
    writeln!(out, "</testcase>")
}
