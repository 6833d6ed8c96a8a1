//! Unified diffs of edits, with three lines of context.
//!
//! Invariant: hidden characters and the commands of continuous-integration runners are shown, not printed; a diff with such a line
//! does not apply, all others do.

use super::{Edit, applied};
use crate::report::escape::inline;
use std::fmt::Write;
use std::ops::Range;

/// Lines of context.
const CONTEXT: usize = 3;

/// The lines that a run of edits touches.
struct Run {
    lines: Range<usize>,
    edits: Range<usize>,
}

/// The diff of one file.
pub(super) fn diff(path: &str, text: &str, edits: &[Edit]) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |at, l| {
            *at += l.len();
            Some(*at - l.len())
        })
        .collect();
    let line_of = |offset: usize| starts.partition_point(|s| *s <= offset).saturating_sub(1);
    let mut runs: Vec<Run> = Vec::new();
    for (i, edit) in edits.iter().enumerate() {
        let first = line_of(edit.span.start as usize);
        let last = line_of((edit.span.end as usize).max(edit.span.start as usize + 1) - 1) + 1;
        match runs.last_mut().filter(|r| r.lines.end >= first) {
            Some(run) => (run.lines.end, run.edits.end) = (run.lines.end.max(last), i + 1),
            None => runs.push(Run { lines: first..last, edits: i..i + 1 }),
        }
    }
    let name = name(path);
    let mut out = format!("--- {name}\n+++ {name}\n");
    let mut shift = 0_isize;
    let mut rest = runs.as_slice();
    while let Some(first) = rest.first() {
        let together = rest.windows(2).take_while(|w| matches!(w, [a, b] if b.lines.start <= a.lines.end + 2 * CONTEXT)).count() + 1;
        let (hunk, more) = rest.split_at(together);
        rest = more;
        let start = first.lines.start.saturating_sub(CONTEXT);
        let end = hunk.last().map_or(start, |r| (r.lines.end + CONTEXT).min(lines.len()));
        let (mut body, mut added, mut at) = (String::new(), 0, start);
        for run in hunk {
            push(&mut body, ' ', lines.get(at..run.lines.start).unwrap_or_default());
            push(&mut body, '-', lines.get(run.lines.clone()).unwrap_or_default());
            let new = changed(&lines, &starts, run, edits);
            let new: Vec<&str> = new.split_inclusive('\n').collect();
            push(&mut body, '+', &new);
            added += new.len();
            at = run.lines.end;
        }
        push(&mut body, ' ', lines.get(at..end).unwrap_or_default());
        let removed: usize = hunk.iter().map(|r| r.lines.len()).sum();
        let (old, new) = (end - start, end - start - removed + added);
        let new_start = start.saturating_add_signed(shift) + usize::from(new > 0);
        let _ = write!(out, "@@ -{},{old} +{new_start},{new} @@\n{body}", start + usize::from(old > 0));
        shift += added.cast_signed() - removed.cast_signed();
    }
    out
}

/// The text of the lines of a run with its edits.
fn changed(lines: &[&str], starts: &[usize], run: &Run, edits: &[Edit]) -> String {
    let base = u32::try_from(starts.get(run.lines.start).copied().unwrap_or(0)).unwrap_or(u32::MAX);
    let moved = |e: &Edit| {
        let span = crate::source::Span::new(e.span.start.saturating_sub(base), e.span.end.saturating_sub(base));
        Edit { span, text: e.text.clone() }
    };
    let own: Vec<Edit> = edits.get(run.edits.clone()).unwrap_or_default().iter().map(moved).collect();
    applied(&lines.get(run.lines.clone()).unwrap_or_default().concat(), &own)
}

fn push(out: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        let body = line.strip_suffix('\n').unwrap_or(line);
        let (body, ending) = body.strip_suffix('\r').map_or((body, "\n"), |b| (b, "\r\n"));
        out.push(sign);
        // A byte order mark is as invisible in a diff as in the file.
        let (mark, body) = body.strip_prefix('\u{feff}').map_or(("", body), |b| ("\u{feff}", b));
        out.push_str(mark);
        // Tabs are text here, not hidden.
        out.push_str(&body.split('\t').map(inline).collect::<Vec<_>>().join("\t"));
        out.push_str(ending);
        if !line.ends_with('\n') {
            out.push_str("\\ No newline at end of file\n");
        }
    }
}

/// A name as headers of diffs have it, so that nothing in it can be taken for more than a name.
fn name(path: &str) -> String {
    let shown = inline(path);
    if shown == path && !path.contains(['"', '\\', '\t']) { path.to_owned() } else { format!("{path:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn of(text: &str, changes: &[(&str, &str)]) -> String {
        let edit = |(old, new): &(&str, &str)| {
            let start = text.find(old).unwrap();
            Edit { span: Span::of(start..start + old.len()), text: (*new).to_owned() }
        };
        diff("a.md", text, &changes.iter().map(edit).collect::<Vec<_>>())
    }

    #[test]
    fn diffs_are_what_programs_apply() {
        let text = "1\n2\n3\n4\nold x\n6\n7\n8\n9\n10\n11\n12\n13\nend x";
        assert_eq!(of("old x\n", &[("old", "new")]), "--- a.md\n+++ a.md\n@@ -1,1 +1,1 @@\n-old x\n+new x\n");
        let both = of(text, &[("old", "new"), ("end", "END")]);
        assert_eq!(
            both,
            "--- a.md\n+++ a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-old x\n+new x\n 6\n 7\n 8\n@@ -11,4 +11,4 @@\n 11\n 12\n 13\n-end x\n\\ No newline at end of file\n+END x\n\\ No newline at end of file\n"
        );
        assert_eq!(of("a x\r\nb y\r\n", &[("x", "z")]), "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n-a x\r\n+a z\r\n b y\r\n");
        assert!(of("::error::\nold\n", &[("old", "new")]).contains("\n :\\u{3a}error"));
    }
}
