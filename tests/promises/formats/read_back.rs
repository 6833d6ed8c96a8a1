//! Reads reports back as their consumers do, strictly: what is missing or odd fails the test.

use serde_json::Value;

/// A finding, as far as a format tells. Lines and columns are 1-based; 0 stands for what the format does not carry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seen {
    pub(crate) rule: String,
    pub(crate) path: String,
    pub(crate) severity: &'static str,
    pub(crate) start: (u64, u64),
    pub(crate) end: (u64, u64),
    pub(crate) related: Vec<((u64, u64), (u64, u64))>,
}

fn severity(name: &str) -> &'static str {
    match name {
        "error" | "major" | "ERROR" => "error",
        "warning" | "minor" | "WARNING" => "warning",
        "note" | "info" | "notice" | "INFO" => "note",
        other => panic!("no severity: {other}"),
    }
}

fn text(value: &Value) -> String {
    let text = value.as_str().unwrap_or_else(|| panic!("no text: {value}"));
    assert!(!text.is_empty());
    text.to_owned()
}

fn number(value: &Value) -> u64 {
    let number = value.as_u64().unwrap_or_else(|| panic!("no number: {value}"));
    assert!(number >= 1);
    number
}

/// Undoes percent-encoding; whatever should have been encoded fails.
pub(crate) fn path_of_uri(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.strip_prefix("file://").unwrap_or(uri).bytes();
    while let Some(b) = rest.next() {
        if b == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            assert!(b.is_ascii_alphanumeric() || b"-._~/".contains(&b), "{uri}");
            bytes.push(b);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn sarif_place(location: &Value) -> (String, (u64, u64), (u64, u64)) {
    let place = &location["physicalLocation"];
    let region = &place["region"];
    let at = |l: &str, c: &str| (number(&region[l]), number(&region[c]));
    (path_of_uri(&text(&place["artifactLocation"]["uri"])), at("startLine", "startColumn"), at("endLine", "endColumn"))
}

/// The results of a SARIF log.
pub(crate) fn sarif(log: &str) -> Vec<Seen> {
    let log: Value = serde_json::from_str(log).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for field in ["shortDescription", "fullDescription", "help"] {
            let text = text(&rule[field]["text"]);
            assert!(field == "help" || text.chars().count() <= 1024);
        }
        severity(&text(&rule["defaultConfiguration"]["level"]));
    }
    let result = |r: &Value| {
        let (path, start, end) = sarif_place(&r["locations"][0]);
        assert_eq!(r["locations"].as_array().unwrap().len(), 1);
        let index = usize::try_from(r["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], r["ruleId"]);
        let none = Vec::new();
        let related = r["relatedLocations"].as_array().unwrap_or(&none);
        let message = text(&r["message"]["text"]);
        for (i, location) in related.iter().enumerate() {
            assert_eq!(location["id"], i + 1);
            assert!(i >= 10 || message.contains(&format!("]({})", i + 1)), "{message}");
        }
        text(&r["partialFingerprints"]["factlint/v1"]);
        Seen {
            rule: text(&r["ruleId"]),
            path,
            severity: severity(&text(&r["level"])),
            start,
            end,
            related: related.iter().map(sarif_place).map(|(_, start, end)| (start, end)).collect(),
        }
    };
    run["results"].as_array().unwrap().iter().map(result).collect()
}

fn range(value: &Value) -> ((u64, u64), (u64, u64)) {
    let at = |v: &Value| (number(&v["line"]), number(&v["column"]));
    (at(&value["start"]), at(&value["end"]))
}

/// The diagnostics of reviewdog; columns are bytes.
pub(crate) fn rdjson(whole: &str) -> Vec<Seen> {
    let whole: Value = serde_json::from_str(whole).unwrap();
    assert_eq!(whole["source"]["name"], "factlint");
    let diagnostic = |d: &Value| {
        text(&d["message"]);
        let (start, end) = range(&d["location"]["range"]);
        let none = Vec::new();
        let related = d["related_locations"].as_array().unwrap_or(&none);
        Seen {
            rule: text(&d["code"]["value"]),
            path: text(&d["location"]["path"]),
            severity: severity(&text(&d["severity"])),
            start,
            end,
            related: related.iter().map(|r| range(&r["location"]["range"])).collect(),
        }
    };
    whole["diagnostics"].as_array().unwrap().iter().map(diagnostic).collect()
}

/// The entries of a code quality report; they have lines only.
pub(crate) fn gitlab(whole: &str) -> Vec<Seen> {
    assert!(whole.starts_with('['), "a byte order mark or worse");
    let entries: Vec<Value> = serde_json::from_str(whole).unwrap();
    let prints: std::collections::BTreeSet<String> = entries.iter().map(|e| text(&e["fingerprint"])).collect();
    assert_eq!(prints.len(), entries.len(), "fingerprints are not unique");
    let entry = |e: &Value| {
        let rule = text(&e["check_name"]);
        assert!(text(&e["description"]).starts_with(&format!("{rule}: ")));
        let path = text(&e["location"]["path"]);
        assert!(!path.starts_with("./"));
        let line = number(&e["location"]["lines"]["begin"]);
        Seen { rule, path, severity: severity(&text(&e["severity"])), start: (line, 0), end: (0, 0), related: Vec::new() }
    };
    entries.iter().map(entry).collect()
}

/// The errors of a Checkstyle document.
pub(crate) fn checkstyle(xml: &str) -> Vec<Seen> {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|e| panic!("{e}: {xml}"));
    assert_eq!(document.root_element().tag_name().name(), "checkstyle");
    let mut seen = Vec::new();
    for file in document.root_element().children().filter(roxmltree::Node::is_element) {
        assert_eq!(file.tag_name().name(), "file");
        for error in file.children().filter(roxmltree::Node::is_element) {
            let get = |name: &str| error.attribute(name).unwrap_or_else(|| panic!("no {name}"));
            assert!(error.tag_name().name() == "error" && !get("message").is_empty());
            seen.push(Seen {
                rule: get("source").strip_prefix("factlint.").unwrap().to_owned(),
                path: file.attribute("name").unwrap().to_owned(),
                severity: severity(get("severity")),
                start: (get("line").parse().unwrap(), get("column").parse().unwrap()),
                end: (0, 0),
                related: Vec::new(),
            });
        }
    }
    seen
}

/// The cases of a `JUnit` document that stand for findings, and the names of its suites.
pub(crate) fn junit(xml: &str) -> (Vec<Seen>, Vec<String>) {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|e| panic!("{e}: {xml}"));
    let root = document.root_element();
    let count = |node: roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<usize>().unwrap();
    let elements = |node: roxmltree::Node<'_, '_>, name: &str| node.descendants().filter(|n| n.has_tag_name(name)).count();
    let (mut seen, mut suites) = (Vec::new(), Vec::new());
    for suite in root.children().filter(roxmltree::Node::is_element) {
        assert_eq!(suite.tag_name().name(), "testsuite");
        for (attribute, name) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped"), ("errors", "error")] {
            assert_eq!(count(suite, attribute), elements(suite, name), "{attribute}");
        }
        let path = suite.attribute("name").unwrap();
        suites.push(path.to_owned());
        for case in suite.children().filter(roxmltree::Node::is_element) {
            let Some(child) = case.children().find(|c| c.has_tag_name("failure") || c.has_tag_name("system-out")) else { continue };
            let (rule, place) = case.attribute("name").unwrap().rsplit_once(' ').unwrap();
            let (line, column) = place.split_once(':').unwrap();
            let details = child.text().unwrap();
            let level = details.split(' ').next().unwrap();
            assert_eq!(child.has_tag_name("failure"), level == "error", "{level}");
            seen.push(Seen {
                rule: rule.to_owned(),
                path: path.to_owned(),
                severity: severity(level),
                start: (line.parse().unwrap(), column.parse().unwrap()),
                end: (0, 0),
                related: Vec::new(),
            });
        }
    }
    for (attribute, name) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped"), ("errors", "error")] {
        assert_eq!(count(root, attribute), elements(root, name), "{attribute}");
    }
    (seen, suites)
}

/// The findings of `--format plain`, one a line; paths must have no `:`.
pub(crate) fn plain(text: &str) -> Vec<Seen> {
    let line = |line: &str| {
        let mut parts = line.splitn(4, ':');
        let path = parts.next().unwrap().to_owned();
        let start = (parts.next().unwrap().parse().unwrap(), parts.next().unwrap().parse().unwrap());
        let (level, rest) = parts.next().unwrap().trim_start().split_once(' ').unwrap();
        let rule = rest.split_once(": ").unwrap().0.to_owned();
        Seen { rule, path, severity: severity(level), start, end: (0, 0), related: Vec::new() }
    };
    text.lines().map(line).collect()
}

/// The findings of `--format human`, by their headlines and the places above their first windows.
pub(crate) fn human(text: &str) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    for line in text.lines() {
        let headline = line.split_once(' ').filter(|(level, rule)| ["error", "warning", "note"].contains(level) && rule.contains('/'));
        if let Some((level, rule)) = headline {
            let (path, start) = (String::new(), (0, 0));
            seen.push(Seen { rule: rule.to_owned(), path, severity: severity(level), start, end: (0, 0), related: Vec::new() });
        } else if let Some((_, place)) = line.split_once("╭─[")
            && let Some(last) = seen.last_mut().filter(|s| s.path.is_empty())
        {
            let mut parts = place.trim_end_matches(']').rsplitn(3, ':');
            let column = parts.next().unwrap().parse().unwrap();
            last.start = (parts.next().unwrap().parse().unwrap(), column);
            last.path = parts.next().unwrap().to_owned();
        }
    }
    seen
}
