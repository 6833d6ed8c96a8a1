//! The same findings in all formats, at the same places; the same bytes whatever the threads and the order of arguments.

use super::json_schema::Schema;
use super::read_back::{self, Seen};
use super::{ALL, write_all, written};
use crate::support::{project, report};
use std::collections::BTreeMap;
use std::path::Path;

/// Where an offset stands, counted the slow way: lines, columns in characters, columns in bytes.
struct Naive<'a>(&'a str);

impl Naive<'_> {
    fn at(&self, offset: u64) -> ((u64, u64), (u64, u64)) {
        let (mut line, mut column, mut byte) = (1, 1, 1);
        let mut chars = self.0.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if i as u64 >= offset {
                break;
            }
            let ends = c == '\n' || c == '\r' && chars.peek().is_none_or(|(_, next)| *next != '\n');
            if ends {
                (line, column, byte) = (line + 1, 1, 1);
            } else if c != '\u{feff}' || i > 0 {
                column += 1;
                byte += c.len_utf8() as u64;
            }
        }
        ((line, column), (line, byte))
    }
}

/// The findings of the JSON contract with places counted the slow way: in characters and in bytes.
fn expected(json: &str, dir: &Path) -> (Vec<Seen>, Vec<Seen>) {
    let whole: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let (mut by_char, mut by_byte) = (Vec::new(), Vec::new());
    for f in whole["findings"].as_array().unwrap() {
        let mut place = |l: &serde_json::Value| {
            let path = l["path"].as_str().unwrap().to_owned();
            let text = texts.entry(path.clone()).or_insert_with(|| std::fs::read_to_string(dir.join(path)).unwrap());
            let (start, end) = (l["start"].as_u64().unwrap(), l["end"].as_u64().unwrap());
            assert_eq!(text.get(usize::try_from(start).unwrap()..usize::try_from(end).unwrap()), l["text"].as_str());
            let (start, end) = (Naive(text).at(start), Naive(text).at(end));
            assert_eq!(start.0, (l["line"].as_u64().unwrap(), l["column"].as_u64().unwrap()));
            ((start.0, end.0), (start.1, end.1))
        };
        let primary = place(&f["primary"]);
        let related: Vec<_> = f["related"].as_array().unwrap().iter().map(&mut place).collect();
        let severity = ["error", "warning", "note"].into_iter().find(|s| f["severity"] == *s).unwrap();
        let seen = |(start, end), related| Seen {
            rule: f["rule"].as_str().unwrap().to_owned(),
            path: f["path"].as_str().unwrap().to_owned(),
            severity,
            start,
            end,
            related,
        };
        by_char.push(seen(primary.0, related.iter().map(|r| r.0).collect()));
        by_byte.push(seen(primary.1, related.iter().map(|r| r.1).collect()));
    }
    (by_char, by_byte)
}

/// What a format that carries less would show of the findings.
fn less(findings: &[Seen], change: impl Fn(&mut Seen)) -> Vec<Seen> {
    let mut findings = findings.to_vec();
    for f in &mut findings {
        (f.end, f.related) = ((0, 0), Vec::new());
        change(f);
    }
    findings
}

fn sorted(mut findings: Vec<Seen>) -> Vec<Seen> {
    findings.sort();
    findings
}

/// The annotations, and what they show of the findings.
fn annotations(text: &str, findings: &[Seen]) -> (Vec<Seen>, Vec<Seen>) {
    let mut seen = Vec::new();
    let mut last = 0;
    for line in text.lines() {
        let command = super::runner::second_form(line).unwrap_or_else(|| panic!("no command: {line}"));
        let level = ["error", "warning", "notice"].iter().position(|l| *l == command.name).unwrap();
        assert!(level >= last, "errors come first");
        last = level;
        let Some(path) = command.properties.get("file") else { continue };
        let number = |name: &str| command.properties.get(name).map_or(0, |n| n.parse::<u64>().unwrap());
        seen.push(Seen {
            rule: command.properties["title"].clone(),
            path: path.clone(),
            severity: ["error", "warning", "note"][level],
            start: (number("line"), number("col")),
            end: (number("endLine"), number("endColumn")),
            related: Vec::new(),
        });
    }
    let shown = |f: &Seen| {
        let mut f = f.clone();
        f.related = Vec::new();
        let one_line = f.start.0 == f.end.0;
        let last = if f.end.1 == 1 && !one_line { f.end.0 - 1 } else { f.end.0 };
        if one_line {
            f.end.1 = (f.end.1 - 1).max(f.start.1);
        } else {
            (f.start.1, f.end) = (0, (last, 0));
        }
        f
    };
    (seen, findings.iter().map(shown).collect())
}

/// Compares all formats; how many findings there were.
fn compare(dir: &Path, args: &[&str], with_human: bool) -> usize {
    let into = tempfile::tempdir().unwrap();
    write_all(dir, into.path(), args);
    let text = |format| written(into.path(), format);
    let (by_char, by_byte) = expected(&text("json"), dir);
    let mut failures = Vec::new();
    let mut same = |format: &str, found: Vec<Seen>, wanted: Vec<Seen>| {
        let different = found.iter().zip(&wanted).find(|(f, w)| f != w);
        if found.len() != wanted.len() || different.is_some() {
            failures.push(format!("{format}: {} findings, wanted {}; {different:?}", found.len(), wanted.len()));
        }
    };
    same("sarif", read_back::sarif(&text("sarif")), by_char.clone());
    same("rdjson", read_back::rdjson(&text("rdjson")), by_byte);
    same("gitlab", read_back::gitlab(&text("gitlab")), less(&by_char, |f| f.start.1 = 0));
    same("checkstyle", read_back::checkstyle(&text("checkstyle")), less(&by_char, |_| {}));
    let (cases, suites) = read_back::junit(&text("junit"));
    same("junit", cases, less(&by_char, |_| {}));
    same("plain", read_back::plain(&text("plain")), less(&by_char, |_| {}));
    let (found, wanted) = annotations(&text("github"), &by_char);
    same("github", sorted(found), sorted(wanted));
    if with_human {
        same("human", read_back::human(&text("human")), less(&by_char, |_| {}));
    }
    let lines = text("jsonl");
    let lines = lines.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
    let rows: Vec<_> = lines.flat_map(|l| l["findings"].as_array().unwrap().clone()).collect();
    let whole: serde_json::Value = serde_json::from_str(&text("json")).unwrap();
    assert_eq!(whole["findings"], serde_json::Value::from(rows));
    assert_eq!(suites.len() as u64, whole["summary"]["files"].as_u64().unwrap());
    failures.extend(Schema::sarif().errors(&serde_json::from_str(&text("sarif")).unwrap()));
    report(&failures);
    by_char.len()
}

#[test]
fn all_formats_show_the_findings_of_all_fixtures() {
    let folders = [
        "fixtures/articles",
        "fixtures/clean",
        "fixtures/document",
        "fixtures/pages",
        "fixtures/adopt/harbour.rst",
        "fixtures/adopt/harbour.adoc",
        "README.md",
    ];
    let mut args = vec!["--select", "all"];
    args.extend(folders);
    let count = compare(&project(""), &args, true);
    assert!(count > 50, "only {count} findings");
}

const RULES: &str = "[[rule]]\nid = 'demo/names'\nkind = 'replace'\nseverity = 'error'\nswap = { 'peking' = 'Beijing', 'old peking' = 'Beijing' }\nmessage = 'House style: {new}.'\nbad = ['[[peking]]']\ngood = ['x']\n";

#[test]
fn odd_positions_are_the_same_in_all_formats() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
    std::fs::create_dir(dir.path().join("in")).unwrap();
    let odd = "a𐐀é\u{301}👨\u{200d}👩\u{200d}👧b";
    let texts = [
        format!("{odd} peking\n"),
        format!("\u{feff}{odd} peking\r\n{odd} peking"),
        format!("\u{feff}peking\rpeking {odd}\r\rpeking"),
        "tab\tpeking\u{2028}peking\u{85}peking\u{b}peking\u{c}peking".to_owned(),
        format!("They saw {odd} old\npeking there.\n"),
        format!("They saw {odd} old\r\npeking there.\r\n"),
        "They saw old\rpeking there.".to_owned(),
        "peking".to_owned(),
        "\n\n\n   peking".to_owned(),
        "#[x] {y} \\ [peking](1) {0} & <b>peking</b>".to_owned(),
        "# peking\n\n> * peking\n>   old\n>   peking\n".to_owned(),
        format!("{}peking", "word ".repeat(20_000)),
    ];
    for (i, text) in texts.iter().enumerate() {
        std::fs::write(dir.path().join(format!("in/{i}.md")), text).unwrap();
        std::fs::write(dir.path().join(format!("in/{i} é#%[x],y&'\"<z>.txt")), text).unwrap();
    }
    let count = compare(dir.path(), &["--rules", "r.toml", "--select", "demo/names", "in"], false);
    assert!(count >= 40, "only {count} findings");
}

#[test]
fn threads_runs_and_order_of_arguments_change_no_byte() {
    let root = project("");
    let first = tempfile::tempdir().unwrap();
    write_all(&root, first.path(), &["--jobs", "1", "fixtures/articles", "fixtures/document", "README.md"]);
    for i in 0..20 {
        let jobs = ["8", "1", "16"][i % 3];
        let mut folders = ["fixtures/articles", "fixtures/document", "README.md"];
        folders.rotate_left(i / 3 % 3);
        let again = tempfile::tempdir().unwrap();
        write_all(&root, again.path(), &[&["--jobs", jobs], &folders[..]].concat());
        for format in ALL {
            assert!(written(first.path(), format) == written(again.path(), format), "{format} differs: {jobs} threads, {folders:?}");
        }
    }
}
