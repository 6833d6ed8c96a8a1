//! Standard output and standard error, and how text may look on them.

use super::args::{Common, When};
use crate::report::{Look, escape};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// The two streams.
#[derive(Debug)]
pub(super) struct Out {
    stdout: BufWriter<Stdout>,
    color: When,
    quiet: bool,
}

impl Out {
    /// The process's streams.
    pub(super) fn new(common: &Common) -> Self {
        Self { stdout: BufWriter::with_capacity(1 << 16, io::stdout()), color: common.color, quiet: common.quiet }
    }

    /// How text may look on standard output.
    pub(super) fn look(&self) -> Look {
        look(self.color, io::stdout().is_terminal())
    }

    /// How text may look on standard error.
    pub(super) fn error_look(&self) -> Look {
        look(self.color, io::stderr().is_terminal())
    }

    /// A line on standard error. A closed stream is not an error: there is nowhere to say so.
    #[expect(clippy::unused_self, reason = "all output goes through the one door")]
    pub(super) fn say(&mut self, line: &str) {
        let _ = writeln!(io::stderr(), "{}", escape::inline(line));
    }

    /// A line on standard error that `--quiet` leaves out.
    pub(super) fn remark(&mut self, line: &str) {
        if !self.quiet {
            self.say(line);
        }
    }

    /// Text on standard error that a renderer made harmless.
    #[expect(clippy::unused_self, reason = "all output goes through the one door")]
    pub(super) fn say_drawn(&mut self, text: &str) {
        let mut stderr = anstream::AutoStream::new(io::stderr(), anstream::ColorChoice::AlwaysAnsi);
        let _ = write!(stderr, "{text}");
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stdout.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()
    }
}

/// A text of several lines on standard error that quotes what others wrote.
pub(super) fn say_error(text: &str) {
    for line in text.lines() {
        let _ = writeln!(io::stderr(), "{}", escape::inline(line));
    }
}

fn look(color: When, terminal: bool) -> Look {
    let var = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let dumb = var("TERM").is_some_and(|t| t == "dumb");
    let unwanted = var("NO_COLOR").is_some();
    let off = var("CLICOLOR").is_some_and(|v| v == "0");
    let forced = ["CLICOLOR_FORCE", "FORCE_COLOR"].iter().any(|n| var(n).is_some_and(|v| v != "0"));
    let color = match color {
        When::Always => true,
        When::Never => false,
        When::Auto => !unwanted && (forced || terminal && !dumb && !off),
    };
    let columns = var("COLUMNS").and_then(|c| c.parse().ok());
    let width = columns.or_else(|| terminal.then(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0))).flatten());
    Look { color, unicode: !dumb, width: width.unwrap_or(80).clamp(40, 120) }
}
