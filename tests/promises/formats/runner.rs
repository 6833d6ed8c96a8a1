//! What the runners of GitHub Actions and Azure Pipelines read in a line of output, as their parsers do.

use std::collections::BTreeMap;

/// A command that a runner would carry out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) data: String,
}

/// The commands that GitHub's runner knows.
const REGISTERED: &[&str] = &[
    "internal-set-repo-path",
    "set-env",
    "set-output",
    "save-state",
    "add-path",
    "add-mask",
    "add-matcher",
    "remove-matcher",
    "warning",
    "error",
    "notice",
    "debug",
    "group",
    "endgroup",
    "echo",
    "stop-commands",
];

fn unescape(text: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The undoing of the second form: in this order.
const DATA: &[(&str, &str)] = &[("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
const PROPERTY: &[(&str, &str)] = &[("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
/// That of the first.
const OLD: &[(&str, &str)] = &[("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%")];

fn registered(name: &str) -> bool {
    REGISTERED.iter().any(|r| r.eq_ignore_ascii_case(name))
}

/// `::name key=value,key=value::data`, after white space.
pub(crate) fn second_form(line: &str) -> Option<Command> {
    let line = line.trim_start();
    let (info, data) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    if !registered(name) {
        return None;
    }
    let pairs = properties.trim().split(',').filter(|p| !p.is_empty()).filter_map(|p| p.split_once('='));
    let properties = pairs.map(|(key, value)| (key.to_owned(), unescape(value, PROPERTY))).collect();
    Some(Command { name: name.to_owned(), properties, data: unescape(data, DATA) })
}

/// `##[name key=value;key=value]data`, anywhere in the line.
pub(crate) fn first_form(line: &str) -> Option<Command> {
    let (info, data) = line.split_once("##[")?.1.split_once(']')?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    if !registered(name) {
        return None;
    }
    let pairs = properties.split(';').filter(|p| !p.is_empty()).filter_map(|p| p.split_once('='));
    let properties = pairs.map(|(key, value)| (key.to_owned(), unescape(value, OLD))).collect();
    Some(Command { name: name.to_owned(), properties, data: unescape(data, OLD) })
}

/// `##vso[area.event key=value;key=value]data`, anywhere in the line.
pub(crate) fn azure(line: &str) -> Option<Command> {
    let (info, data) = line.split_once("##vso[")?.1.split_once(']')?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let (area, event) = name.split_once('.')?;
    if area.is_empty() || event.is_empty() || event.contains('.') {
        return None;
    }
    let pairs = properties.split(';').filter_map(|p| p.split_once('='));
    let properties = pairs.map(|(key, value)| (key.to_owned(), unescape(value, OLD))).collect();
    Some(Command { name: name.to_owned(), properties, data: unescape(data, OLD) })
}

/// What a comparison in a reader's language passes over: such a runner sees the line without it.
fn without_ignorable(line: &str) -> String {
    let ignorable = |c: char| {
        matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    line.chars().filter(|c| !ignorable(*c)).collect()
}

/// Whatever any of them would carry out in a text, line by line as they read lines.
pub(crate) fn commands(text: &str) -> Vec<Command> {
    let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']);
    let all = |line: &str| [second_form(line), first_form(line), azure(line)];
    lines.flat_map(|l| all(l).into_iter().chain(all(&without_ignorable(l)))).flatten().collect()
}

#[test]
fn the_parsers_find_what_runners_find() {
    let parsed = |line: &str| commands(line).len();
    for line in [
        "::error::x",
        "  \u{a0}::WARNING file=a,line=1::x",
        ":\u{200b}:error::x",
        "text ##[group]x",
        "text ##vso[task.prependpath]/evil",
        "a\u{2028}::debug::",
        "x\r::add-mask::y",
    ] {
        assert!(parsed(line) > 0, "{line}");
    }
    for line in ["a ::error::x", "::unknown::x", "::error x", "##[x", "##[other]", "##vso[task]x", ": :error::x"] {
        assert_eq!(parsed(line), 0, "{line}");
    }
    let command = second_form("::error file=a%2Cb,line=3::100%25%0A").unwrap();
    assert_eq!((command.properties["file"].as_str(), command.properties["line"].as_str(), command.data.as_str()), ("a,b", "3", "100%\n"));
}
