//! Thousands of hostile texts in every format: no command for a runner, nothing that a strict parser refuses.

use super::json_schema::Schema;
use super::read_back;
use super::runner::{commands, second_form};
use crate::support::{run, stderr, stdout};
use rayon::prelude::*;

const RULES: &str = "[[rule]]\nid = 'demo/names'\nkind = 'replace'\nseverity = 'error'\nswap = { 'peking' = 'Beijing ##[error]x', 'kiev' = '::warning::Kyiv' }\nmessage = '::error::{new}, ##vso[task.setvariable]not \"{old}\" ]]> [x](1) {old}'\nbecause = '##[group]{old}'\nhelp = '::set-output name=a::b <script>'\nbad = ['[[peking]]']\ngood = ['x']\n";

/// What hostile texts are made of.
const PIECES: &[&str] = &[
    "peking",
    "kiev",
    "::error::",
    "::",
    ":",
    "##[",
    "##[error]",
    "##[group]",
    "##vso[task.setvariable variable=a;]b",
    "##vso[",
    "]",
    "]]>",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{1b}]8;;x\u{7}",
    "\u{9b}",
    "\u{1}",
    "\u{7f}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{34f}",
    "\u{ad}",
    "\u{3164}",
    "\u{e0041}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{1ffff}",
    "\u{a0}",
    "\u{3000}",
    "é",
    "𐐀",
    "e\u{301}",
    "👨\u{200d}👩",
    "word",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&amp;",
    "&#27;",
    "&",
    "\"",
    "'",
    "%0A",
    "%",
    "{0}",
    "{{",
    "}",
    "[",
    "[x](1)",
    "\\",
    "`",
    "```\n",
    "# ",
    "> ",
    "* ",
    "| a | b |\n|---|---|\n",
    "stop-commands",
    "add-mask::",
    " ::debug::",
];

/// A text, the same for the same number.
fn text(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap()
    };
    let mut text = String::new();
    for _ in 0..4 + next() % 24 {
        text.push_str(PIECES[next() % PIECES.len()]);
    }
    // So that most of them have something to report.
    text + [" peking ", "\nkiev\n", " peking. They saw kiev", ""][next() % 4] + PIECES[next() % PIECES.len()]
}

/// A batch of texts, whose ids are hostile too.
fn batch(seeds: std::ops::Range<u64>) -> String {
    let line = |seed: u64| {
        let format = ["text", "markdown", "html", "rst", "asciidoc"][usize::try_from(seed % 5).unwrap()];
        serde_json::json!({"id": text(seed + 1_000_000), "text": text(seed), "format": format}).to_string() + "\n"
    };
    seeds.map(line).collect()
}

/// What a run over a batch prints: standard output, standard error.
fn printed(batch: &str, format: &str) -> (String, String) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
    let args = ["check", "--rules", "r.toml", "--select", "demo/names", "--input", "jsonl", "--format", format, "-"];
    let output = run(dir.path(), &args, batch.as_bytes());
    assert!(matches!(output.status.code(), Some(0..=2)), "{:?}\n{}", output.status, stderr(&output));
    (stdout(&output), stderr(&output))
}

#[test]
fn no_output_of_five_thousand_texts_is_a_command() {
    let (whole, part) = (batch(0..5000), batch(0..500));
    let formats = ["human", "plain", "json", "jsonl", "sarif", "gitlab", "rdjson", "junit", "checkstyle"];
    let found: Vec<String> = formats
        .par_iter()
        .flat_map_iter(|format| {
            let (out, err) = printed(if matches!(*format, "human" | "plain") { &whole } else { &part }, format);
            assert!(out.len() > 100_000, "{format} prints {} bytes", out.len());
            let both = commands(&out).into_iter().chain(commands(&err));
            both.take(3).map(|c| format!("{format}: {c:?}")).collect::<Vec<_>>()
        })
        .collect();
    crate::support::report(&found);
}

#[test]
fn every_line_of_github_is_one_annotation() {
    let (out, err) = printed(&batch(0..2000), "github");
    assert!(commands(&err).is_empty());
    let lines: Vec<&str> = out.split(['\n', '\r']).filter(|l| !l.is_empty()).collect();
    assert!(lines.len() > 1000);
    for line in lines {
        let command = second_form(line).unwrap_or_else(|| panic!("no command: {line:?}"));
        assert!(["error", "notice"].contains(&command.name.as_str()) && !command.data.is_empty(), "{line:?}");
    }
}

#[test]
fn strict_parsers_take_every_report() {
    let schema = Schema::sarif();
    let one = |seed: u64| {
        let whole = batch(seed..seed + 10);
        let (sarif, _) = printed(&whole, "sarif");
        let errors = schema.errors(&serde_json::from_str(&sarif).unwrap());
        assert!(errors.is_empty(), "{errors:?}\n{sarif}");
        let count = read_back::sarif(&sarif).len();
        assert_eq!(read_back::junit(&printed(&whole, "junit").0).0.len(), count);
        assert_eq!(read_back::checkstyle(&printed(&whole, "checkstyle").0).len(), count);
        assert_eq!(read_back::gitlab(&printed(&whole, "gitlab").0).len(), count);
        assert_eq!(read_back::rdjson(&printed(&whole, "rdjson").0).len(), count);
        count
    };
    let count: usize = (0..20_u64).into_par_iter().map(|i| one(i * 10)).sum();
    assert!(count > 150, "only {count} findings");
}
