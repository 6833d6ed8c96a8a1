//! An old archive takes factlint up in an afternoon: a baseline holds what is there, and only what is new fails.

use crate::support::{run, stderr, stdout};
use std::fmt::Write;
use std::path::Path;

/// How many articles the archive has.
const ARTICLES: u32 = 200;

fn name(i: u32) -> String {
    format!("posts/{:02}/article-{i:03}.md", i % 7)
}

/// An article; every fifth has an old error, every tenth has it twice.
fn article(i: u32) -> String {
    let mut text = format!("---\ntitle: Report {i}\ndate: 2023-07-{:02}\n---\n\n# Report {i}\n\n", i % 28 + 1);
    writeln!(text, "The harbour board met in the old customs house to hear about the state of the quays.\n").unwrap();
    if i.is_multiple_of(5) {
        writeln!(text, "Work on pier {i} began on Monday, June 18, 2023, after a long wait.\n").unwrap();
    }
    writeln!(text, "Nobody spoke against the plan, which the board will discuss again when the figures are known.\n").unwrap();
    if i.is_multiple_of(10) {
        writeln!(text, "The second crew came on Monday, June 18, 2023, as well.\n").unwrap();
    }
    text
}

fn archive(root: &Path) {
    for i in 0..ARTICLES {
        let path = root.join(name(i));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, article(i)).unwrap();
    }
}

/// Exit status, findings as lines, standard error.
fn check(root: &Path, more: &[&str], stdin: &str) -> (Option<i32>, Vec<String>, String) {
    let mut args = vec!["check", "--format", "plain"];
    args.extend(more);
    let output = run(root, &args, stdin.as_bytes());
    (output.status.code(), stdout(&output).lines().map(str::to_owned).collect(), stderr(&output))
}

/// Changes a file of the archive.
fn edit(root: &Path, i: u32, change: impl Fn(&str) -> String) {
    let path = root.join(name(i));
    let old = std::fs::read_to_string(&path).unwrap();
    let new = change(&old);
    assert_ne!(old, new);
    std::fs::write(path, new).unwrap();
}

const NEW: &str = "A ferry sank on Friday, June 20, 2023, without loss of life.\n";

#[test]
fn an_archive_takes_it_up_with_a_baseline() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    archive(root);
    let (exit, before, _) = check(root, &[], "");
    assert!(exit == Some(1) && before.len() >= 60, "{before:?}");

    let wrote = run(root, &["baseline"], b"");
    assert!(wrote.status.success(), "{}", stderr(&wrote));
    let baseline = std::fs::read_to_string(root.join("factlint-baseline.json")).unwrap();
    let with = ["--baseline", "factlint-baseline.json", "--fail-on-stale"];
    let (exit, new, said) = check(root, &with, "");
    assert_eq!((exit, new), (Some(0), vec![]), "{said}");
    assert!(said.contains(&format!("{} known", before.len())), "{said}");

    // One error more: it alone is told.
    edit(root, 3, |old| old.to_owned() + NEW);
    let (exit, new, _) = check(root, &with, "");
    assert!(exit == Some(1) && new.len() == 1 && new[0].contains("Friday"), "{new:?}");
    edit(root, 3, |old| old.replace(NEW, ""));
    assert_eq!(check(root, &with, "").0, Some(0));

    // The same error again where it stands already: a second one is new.
    edit(root, 10, |old| old.to_owned() + "\nThe third crew came on Monday, June 18, 2023, too.\n");
    let (exit, new, _) = check(root, &with, "");
    assert!(exit == Some(1) && new.len() == 1, "{new:?}");
    edit(root, 10, |_| article(10));

    // Text that is moved about changes nothing, nor do line ends, other spellings of the paths, or the order of arguments.
    for i in (0..ARTICLES).step_by(5) {
        edit(root, i, |old| {
            let (head, body) = old.split_once("\n\n").unwrap();
            let mut parts: Vec<&str> = body.split("\n\n").collect();
            parts.reverse();
            format!("{head}\n\nA line that was not there.\n\n{}\n", parts.join("\n\n")).replace('\n', "\r\n")
        });
    }
    let (exit, new, said) = check(root, &with, "");
    assert_eq!((exit, new), (Some(0), vec![]), "{said}");
    let whole = root.join("posts").canonicalize().unwrap();
    let paths = ["posts/06", "./posts/../posts/01", whole.to_str().unwrap()];
    let (exit, new, said) = check(root, &[&with[..], &paths].concat(), "");
    assert_eq!((exit, new), (Some(0), vec![]), "{said}");
    let again = run(root, &["baseline", "--output", "other.json", "./posts"], b"");
    assert!(again.status.success());
    assert!(baseline == std::fs::read_to_string(root.join("other.json")).unwrap(), "a baseline depends on where text stands");

    // An old error is gone: its entry is stale.
    edit(root, 15, |old| old.replace("Monday, June 18", "Sunday, June 18"));
    let (exit, new, said) = check(root, &with, "");
    assert!(
        exit == Some(1) && new.is_empty() && said.contains("stale in factlint-baseline.json: posts/01/article-015.md date/weekday"),
        "{said}"
    );
    assert_eq!(check(root, &["--baseline", "factlint-baseline.json"], "").0, Some(0));
    // A file that is not looked at has no stale entries; one that is gone has.
    let (exit, _, said) = check(root, &[&with[..], &["posts/02"]].concat(), "");
    assert!(exit == Some(0) && !said.contains("stale"), "{said}");
    std::fs::remove_file(root.join(name(20))).unwrap();
    let (_, _, said) = check(root, &[&with[..], &["posts/02"]].concat(), "");
    assert!(said.contains("article-020.md"), "{said}");
}

#[test]
fn a_baseline_that_is_none_fails_the_run() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), NEW).unwrap();
    for text in ["", "{}", "root:x:0:0:secret", r#"{"version":2,"findings":[]}"#, r#"{"version":1,"findings":[{"secret":1}]}"#] {
        std::fs::write(dir.path().join("b.json"), text).unwrap();
        let (exit, found, said) = check(dir.path(), &["--baseline", "b.json"], "");
        assert!(exit == Some(2) && found.is_empty() && said.lines().count() == 1 && !said.contains("secret"), "{text}: {said}");
    }
    assert_eq!(check(dir.path(), &["--baseline", "nowhere.json"], "").0, Some(2));
    assert_eq!(check(dir.path(), &["--baseline", "."], "").0, Some(2));
    // Nothing is written over an article, nor if something could not be read.
    assert_eq!(run(dir.path(), &["baseline", "--output", "a.md"], b"").status.code(), Some(2));
    std::fs::write(dir.path().join("bad.md"), [0, 255]).unwrap();
    assert_eq!(run(dir.path(), &["baseline", "bad.md"], b"").status.code(), Some(2));
    assert!(!dir.path().join("factlint-baseline.json").exists());
}

/// The diff that takes one text to another: all lines between the first and the last that differ, with context.
fn diff(name: &str, old: &str, new: &str, context: usize) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count().min(a.len().min(b.len()) - head);
    let (before, after) = (head.min(context), tail.min(context));
    let start = |from: usize, count: usize| if count == 0 { from } else { from + 1 };
    let (olds, news) = (a.len() - head - tail + before + after, b.len() - head - tail + before + after);
    let from = head - before;
    let mut text = format!("diff --git a/{name} b/{name}\nindex 1..2 100644\n--- a/{name}\n+++ b/{name}\n");
    writeln!(text, "@@ -{},{olds} +{},{news} @@", start(from, olds), start(from, news)).unwrap();
    let mut push = |sign: char, lines: &[&str]| {
        for line in lines {
            write!(text, "{sign}{line}").unwrap();
            if !line.ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
    };
    push(' ', &a[from..head]);
    push('-', &a[head..a.len() - tail]);
    push('+', &b[head..b.len() - tail]);
    push(' ', &b[b.len() - tail..b.len() - tail + after]);
    text
}

#[test]
fn only_changed_lines_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    archive(root);
    for ends in ["\n", "\r\n"] {
        for context in [0, 3] {
            // An article with an old error gets a new one; the old one is nobody's business.
            let old = article(10).replace('\n', ends);
            let new = format!("{old}{}", NEW.replace('\n', ends));
            std::fs::write(root.join(name(10)), &new).unwrap();
            let added = diff(&name(10), &old, &new, context);
            let (exit, found, said) = check(root, &["--changed", "-"], &added);
            assert!(exit == Some(1) && found.len() == 1 && found[0].contains("Friday"), "{added}{found:?}{said}");
            // From a folder below, too: a diff is relative to the repository.
            std::fs::create_dir_all(root.join(".git")).unwrap();
            let (exit, found, _) = check(&root.join("posts"), &["--changed", "-"], &added);
            assert!(exit == Some(1) && found.len() == 1, "{found:?}");
            // The change is taken back, or touches a line without an error.
            std::fs::write(root.join(name(10)), &old).unwrap();
            let (exit, found, said) = check(root, &["--changed", "-"], &diff(&name(10), &new, &old, context));
            assert!(exit == Some(0) && found.is_empty(), "{found:?}{said}");
            // A diff of another state of the file is not believed.
            let (exit, found, said) = check(root, &["--changed", "-"], &added);
            assert!(exit == Some(2) && found.is_empty() && said.contains("does not fit"), "{said}");
            // An old error on a line that is changed is told.
            let new = old.replace("after a long wait", "after a short wait");
            std::fs::write(root.join(name(10)), &new).unwrap();
            let (exit, found, said) = check(root, &["--changed", "-"], &diff(&name(10), &old, &new, context));
            assert!(exit == Some(1) && found.len() == 1 && found[0].contains("Monday"), "{found:?}{said}");
            std::fs::write(root.join(name(10)), article(10)).unwrap();
        }
    }
    // With a baseline only what is new on changed lines.
    assert!(run(root, &["baseline"], b"").status.success());
    let (old, new) = (article(10), article(10).replace("after a long wait", "after a short wait") + NEW);
    std::fs::write(root.join(name(10)), &new).unwrap();
    let (exit, found, _) = check(root, &["--changed", "-", "--baseline", "factlint-baseline.json"], &diff(&name(10), &old, &new, 0));
    assert!(exit == Some(1) && found.len() == 1 && found[0].contains("Friday"), "{found:?}");
}

#[test]
fn a_new_file_without_a_line_end_and_with_a_quoted_name_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let text = NEW.trim_end();
    std::fs::write(dir.path().join("é \"x\".md"), text).unwrap();
    let added = format!(
        "diff --git \"a/\\303\\251 \\\"x\\\".md\" \"b/\\303\\251 \\\"x\\\".md\"\nnew file mode 100644\n--- /dev/null\n+++ \"b/\\303\\251 \\\"x\\\".md\"\n@@ -0,0 +1 @@\n+{text}\n\\ No newline at end of file\n"
    );
    let (exit, found, said) = check(dir.path(), &["--changed", "-"], &added);
    assert!(exit == Some(1) && found.len() == 1, "{said}");
    let grown = added.replace("\\ No newline", "+more\n\\ No newline").replace("+1 @@", "+1,2 @@");
    assert_eq!(check(dir.path(), &["--changed", "-"], &grown).0, Some(2));
    // A file that was only given another name has no changed line.
    let renamed =
        "diff --git a/x.md \"b/\\303\\251 \\\"x\\\".md\"\nsimilarity index 100%\nrename from x.md\nrename to \"\\303\\251 \\\"x\\\".md\"\n";
    assert_eq!(check(dir.path(), &["--changed", "-"], renamed).0, Some(0));
}

#[test]
fn a_diff_that_cannot_be_read_fails_the_run() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), NEW).unwrap();
    for text in ["", "fatal: bad revision 'origin/main'\n", "@@ -1 +1 @@\n+x\n", "--- a/gone.md\n+++ b/gone.md\n@@ -0,0 +1 @@\n+x\n"] {
        let (exit, found, said) = check(dir.path(), &["--changed", "-"], text);
        assert!(exit == Some(2) && found.is_empty() && said.lines().count() == 1, "{text}: {said}");
    }
    assert_eq!(check(dir.path(), &["--changed", "-", "--allow-empty"], "").0, Some(0));
    assert_eq!(check(dir.path(), &["--changed", "nowhere.diff"], "").0, Some(2));
    assert_eq!(check(dir.path(), &["--changed", "-", "-"], "").0, Some(2));
}
