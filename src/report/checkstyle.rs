//! `--format checkstyle`: one `file` for each article that was read, one `error` for each finding.

use super::place::Places;
use super::words;
use super::xml::{DECLARATION, Escaped};
use super::{Report, place};
use crate::rule::Severity;
use std::io::{self, Write};

/// Version of the format that is written.
const VERSION: &str = "8.0";

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    }
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(report);
    writeln!(out, "{DECLARATION}\n<checkstyle version=\"{VERSION}\">")?;
    for file in report.files.iter().filter(|f| f.skipped.is_none()) {
        writeln!(out, "  <file name=\"{}\">", Escaped(places.path(&file.path)))?;
        for f in &file.findings {
            let place::Region { start, .. } = places.region(file, &f.primary);
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"factlint.{}\"/>",
                start.line,
                start.column,
                severity(f.severity),
                Escaped(&words::line(&places, f)),
                Escaped(&f.rule)
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}
