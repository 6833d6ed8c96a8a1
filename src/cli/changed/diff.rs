//! Unified diffs: which lines of which files they add, and where they take lines out.
//!
//! Invariants: every line is accounted for. A line that belongs to no hunk and no header, a hunk that ends early, a header that is
//! not understood, a file that comes twice: an error that says where, never a part of the answer.

/// What a diff does to one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FileDiff {
    /// The name after the change, as written in the header.
    pub(super) name: Vec<u8>,
    /// The lines of the new file that the diff shows.
    pub(super) shown: Vec<Line>,
    /// Lines (1-based, of the new file) after which lines are taken out.
    pub(super) cuts: Vec<u32>,
}

/// A line of the new file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, 1-based.
    pub(super) number: u32,
    /// Whether the diff adds it.
    pub(super) added: bool,
    /// Whether the file ends in it without a line end.
    pub(super) last: bool,
    /// Its bytes without the line feed.
    pub(super) text: Vec<u8>,
}

/// A diff being read.
struct Reader<'a> {
    lines: Vec<&'a [u8]>,
    at: usize,
}

/// Reads a diff. An empty one changes nothing.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<FileDiff>, String> {
    let mut lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
    if lines.last().is_some_and(|l| l.is_empty()) {
        lines.pop();
    }
    let mut reader = Reader { lines, at: 0 };
    let mut files: Vec<FileDiff> = Vec::new();
    let (mut headers, mut inside) = (false, false);
    while let Some(line) = reader.line() {
        let next = reader.lines.get(reader.at + 1).copied().unwrap_or_default();
        if line.starts_with(b"--- ") && next.starts_with(b"+++ ") {
            let name = header_name(next.get(4..).unwrap_or_default()).map_err(|e| reader.error(1, e))?;
            if name != b"/dev/null" && files.iter().any(|f| f.name == name) {
                return Err(reader.error(1, "this file comes twice; one diff is needed, not the diffs of several commits"));
            }
            files.push(FileDiff { name, ..FileDiff::default() });
            (headers, inside) = (true, true);
            reader.at += 2;
        } else if line.starts_with(b"@@@") || line.starts_with(b"diff --cc ") || line.starts_with(b"diff --combined ") {
            return Err(reader.error(0, "the combined diff of a merge cannot be read; compare with one commit"));
        } else if line.starts_with(b"diff ") {
            (headers, inside) = (true, false);
            reader.at += 1;
        } else if line.starts_with(b"@@ ") {
            match files.last_mut().filter(|_| inside) {
                Some(file) => reader.hunk(file)?,
                None => return Err(reader.error(0, "this hunk belongs to no file")),
            }
        } else if line.starts_with(b"+") || line.starts_with(b"-") && !matches!(line.trim_ascii_end(), b"--" | b"---") {
            return Err(reader.error(0, "this line belongs to no hunk"));
        } else {
            // `index`, `rename from`, `Binary files`, what a commit says of itself.
            reader.at += 1;
        }
    }
    if headers || bytes.trim_ascii().is_empty() { Ok(files) } else { Err("there is no unified diff in it".to_owned()) }
}

impl<'a> Reader<'a> {
    fn line(&self) -> Option<&'a [u8]> {
        self.lines.get(self.at).copied()
    }

    fn error(&self, ahead: usize, what: &str) -> String {
        format!("line {}: {what}", self.at + ahead + 1)
    }

    fn hunk(&mut self, file: &mut FileDiff) -> Result<(), String> {
        let header = self.line().unwrap_or_default();
        let ((_, mut old), (start, mut new)) = ranges(header).ok_or_else(|| self.error(0, "this is not the header of a hunk"))?;
        // A hunk that adds nothing names the line before it.
        let mut number = if new == 0 { start.checked_add(1) } else { Some(start) }.ok_or_else(|| self.error(0, "this line is too far"))?;
        let before = file.shown.last().map(|l| l.number).max(file.cuts.last().copied()).unwrap_or(0);
        if number <= before && (before, number) != (0, 0) || number == 0 {
            return Err(self.error(0, "this hunk does not follow the one before it"));
        }
        let opened = self.at;
        self.at += 1;
        while old > 0 || new > 0 {
            let Some(line) = self.line() else {
                return Err(format!("line {}: this hunk is cut short", opened + 1));
            };
            let (mark, text) = line.split_first().map_or((b' ', line), |(m, t)| (*m, t));
            // Editors and mail take the space off an empty line of context.
            let mark = if line == b"\r" { b' ' } else { mark };
            match mark {
                b' ' if old > 0 && new > 0 => {
                    file.shown.push(Line { number, added: false, last: false, text: text.to_owned() });
                    (old, new, number) = (old - 1, new - 1, number.saturating_add(1));
                }
                b'+' if new > 0 => {
                    file.shown.push(Line { number, added: true, last: false, text: text.to_owned() });
                    (new, number) = (new - 1, number.saturating_add(1));
                }
                b'-' if old > 0 => {
                    file.cuts.push(number - 1);
                    old -= 1;
                }
                b'\\' => Self::end(file, self.lines.get(self.at.wrapping_sub(1)).copied().unwrap_or_default()),
                _ => return Err(self.error(0, "this line does not fit the header of its hunk")),
            }
            self.at += 1;
        }
        if self.line().is_some_and(|l| l.starts_with(b"\\")) {
            Self::end(file, self.lines.get(self.at.wrapping_sub(1)).copied().unwrap_or_default());
            self.at += 1;
        }
        file.cuts.dedup();
        Ok(())
    }

    /// `\ No newline at end of file` behind a line.
    fn end(file: &mut FileDiff, before: &[u8]) {
        if !before.starts_with(b"-")
            && let Some(line) = file.shown.last_mut()
        {
            line.last = true;
        }
    }
}

/// `@@ -1,2 +3,4 @@`: start and length of the old and of the new stretch.
fn ranges(header: &[u8]) -> Option<((u32, u32), (u32, u32))> {
    let text = std::str::from_utf8(header.get(3..)?.split(|b| *b == b'@').next()?).ok()?;
    if !header.get(3 + text.len()..)?.starts_with(b"@@") {
        return None;
    }
    let mut parts = text.split_ascii_whitespace();
    let mut range = |sign: char| {
        let part = parts.next()?.strip_prefix(sign)?;
        let (start, length) = part.split_once(',').unwrap_or((part, "1"));
        let number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok()).flatten();
        Some((number(start)?, number(length)?))
    };
    let both = (range('-')?, range('+')?);
    parts.next().is_none().then_some(both)
}

/// The name in `+++ b/name`, without quotation marks and without the time that some programs put behind it.
fn header_name(text: &[u8]) -> Result<Vec<u8>, &'static str> {
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let Some(quoted) = text.strip_prefix(b"\"") else {
        let name = text.split(|b| *b == b'\t').next().unwrap_or_default();
        return if name.is_empty() { Err("this header has no name") } else { Ok(name.to_owned()) };
    };
    let mut out = Vec::new();
    let mut rest = quoted.iter().copied();
    loop {
        match rest.next().ok_or("the quotation mark of this name is not closed")? {
            b'"' => return Ok(out),
            b'\\' => out.push(escaped(&mut rest).ok_or("an escape in this name is not understood")?),
            b => out.push(b),
        }
    }
}

/// An escape of C in a quoted name.
fn escaped(rest: &mut impl Iterator<Item = u8>) -> Option<u8> {
    Some(match rest.next()? {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' => 7,
        b'b' => 8,
        b'v' => 11,
        b'f' => 12,
        same @ (b'"' | b'\\') => same,
        first @ b'0'..=b'3' => {
            let mut digit = || rest.next().filter(u8::is_ascii_digit).map(|d| d - b'0').filter(|d| *d < 8);
            (first - b'0') * 64 + digit()? * 8 + digit()?
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// A file with its added lines and cuts.
    type Shown = (String, Vec<u32>, Vec<u32>);

    fn read(text: &str) -> Result<Vec<Shown>, String> {
        let shown = |f: super::FileDiff| {
            let added = f.shown.iter().filter(|l| l.added).map(|l| l.number).collect();
            (String::from_utf8(f.name).unwrap(), added, f.cuts)
        };
        parse(text.as_bytes()).map(|files| files.into_iter().map(shown).collect())
    }

    #[expect(clippy::unnecessary_wraps, reason = "compared with what is read")]
    fn one(name: &str, added: &[u32], cuts: &[u32]) -> Result<Vec<Shown>, String> {
        Ok(vec![(name.to_owned(), added.to_vec(), cuts.to_vec())])
    }

    #[test]
    fn hunks_are_counted() {
        let context = "diff --git a/a.md b/a.md\nindex 1..2 100644\n--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,4 @@ head\n a\n-b\n+B\n+C\n c\n@@ -9 +10 @@\n-x\n+y\n";
        assert_eq!(read(context), one("b/a.md", &[2, 3, 10], &[1, 9]));
        assert_eq!(read("--- a.md\t2023-01-01\n+++ a.md\t2023-01-02\n@@ -4,0 +5,2 @@\n+x\n+y\n"), one("a.md", &[5, 6], &[]));
        assert_eq!(read("--- a/a\n+++ b/a\n@@ -4,2 +3,0 @@\n-x\n-y\n"), one("b/a", &[], &[3]));
        assert_eq!(read("--- a/a\n+++ b/a\n@@ -1,2 +0,0 @@\n-x\n-y\n"), one("b/a", &[], &[0]));
        assert_eq!(read("--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n"), one("b/a", &[1], &[]));
        assert_eq!(read("--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n-- \n2.40\n"), one("b/a", &[1], &[0]));
        assert_eq!(read("--- a/a\r\n+++ b/a\r\n@@ -1,2 +1,2 @@\r\n\r\n-x\r\n+y\r\n"), one("b/a", &[2], &[1]));
        assert_eq!(read("--- a/a\n+++ b/a\n@@ -1,2 +1,3 @@\n\n x\n+--- a\n"), one("b/a", &[3], &[]));
    }

    #[test]
    fn headers_are_understood() {
        assert_eq!(
            read("--- \"a/\\303\\251 \\\"x\\\".md\"\n+++ \"b/\\303\\251 \\\"x\\\".md\"\n@@ -0,0 +1 @@\n+x\n"),
            one("b/é \"x\".md", &[1], &[])
        );
        assert_eq!(read("diff --git a/a b/b\nsimilarity index 100%\nrename from a\nrename to b\n"), Ok(vec![]));
        assert_eq!(read("diff --git a/a b/a\nBinary files a/a and b/a differ\n"), Ok(vec![]));
        assert_eq!(read("--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n").unwrap()[0].0, "/dev/null");
        assert_eq!(
            read("From 1 Mon Sep 17\nSubject: x\n\n---\n a | 1 +\n\n--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n--\n2.1\n"),
            one("b/a", &[1], &[])
        );
        assert_eq!(read(""), Ok(vec![]));
    }

    #[test]
    fn what_is_not_understood_in_full_is_refused() {
        for text in [
            "fatal: bad revision\n",
            "@@ -1 +1 @@\n-a\n+b\n",
            "diff --git a/a b/a\n@@ -1 +1 @@\n-a\n+b\n",
            "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n-a\n+b\n",
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n",
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n+c\n",
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n?b\n",
            "--- a/a\n+++ b/a\n@@ -x +1 @@\n-a\n+b\n",
            "--- a/a\n+++ b/a\n@@ -1 +1,99999999999 @@\n-a\n+b\n",
            "--- a/a\n+++ b/a\n@@ -5 +5 @@\n-a\n+b\n@@ -1 +1 @@\n-a\n+b\n",
            "--- a/a\n+++ \"b/a\n@@ -1 +1 @@\n-a\n+b\n",
            "--- a/a\n+++ \"b/\\q\"\n@@ -1 +1 @@\n-a\n+b\n",
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n--- a/a\n+++ b/a\n@@ -9 +9 @@\n-a\n+b\n",
            "diff --cc a\n--- a/a\n+++ b/a\n@@@ -1 -1 +1 @@@\n- a\n -b\n++c\n",
            "+a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n",
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
