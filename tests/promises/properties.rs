//! What does not change what an article says changes no finding: its line ends, its line breaks, its normal form, a mark at its front, a
//! paragraph without facts, whether plain prose is read as Markdown. And nothing that can be written makes the program fail.

use crate::support::project;
use factlint::document::{BlockKind, Document, Format};
use factlint::judge::{Article, Engine, Finding};
use factlint::lexicon::Lexicon;
use factlint::rule::{self, RuleFile};
use factlint::source::Source;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;

const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::Rst, Format::AsciiDoc];

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut lexicon = Lexicon::builtin().unwrap();
    let rules = rule::load(&rule::builtin::files(), &mut lexicon, &rule::LoadOptions::default()).unwrap();
    Engine::new(lexicon, rules)
});

/// The articles of the fixtures: format and text.
static ARTICLES: LazyLock<Vec<(String, Format, String)>> = LazyLock::new(|| {
    let paths = crate::support::tree(&project("fixtures/articles"));
    let article = |p: &std::path::PathBuf| {
        let name = p.file_name()?.to_str()?.to_owned();
        Some((name.clone(), Format::of_path(&name)?, std::fs::read_to_string(p).ok()?))
    };
    paths.iter().filter_map(article).collect()
});

fn article(format: Format, text: String) -> Article {
    ENGINE.read(Arc::new(Source::from_text("x", text)), format, None)
}

/// What is found: rules and quoted texts, one space between words, composed, sorted.
fn found(format: Format, text: String) -> Vec<(String, Vec<String>)> {
    let words = |text: &str| text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let row = |f: &Finding| (f.rule.to_string(), f.labels().map(|l| words(&l.text)).collect());
    let mut rows: Vec<_> = ENGINE.judge(&article(format, text)).findings.iter().map(row).collect();
    rows.sort();
    rows
}

/// Fails where a changed text has other findings than the text.
fn unchanged(what: &str, change: impl Fn(&str, Format) -> String) {
    let mut failures = Vec::new();
    let mut all = 0;
    for (name, format, text) in ARTICLES.iter() {
        let (before, after) = (found(*format, text.clone()), found(*format, change(text, *format)));
        all += before.len();
        let gone: Vec<_> = before.iter().filter(|f| !after.contains(f)).collect();
        let come: Vec<_> = after.iter().filter(|f| !before.contains(f)).collect();
        if !gone.is_empty() || !come.is_empty() {
            failures.push(format!("{name} with {what}: gone {gone:?}, come {come:?}"));
        }
    }
    assert!(all > 50, "only {all} findings");
    crate::support::report(&failures);
}

#[test]
fn line_ends_change_nothing() {
    unchanged("CRLF", |t, _| t.replace('\n', "\r\n"));
    unchanged("CR", |t, _| t.replace('\n', "\r"));
}

#[test]
fn normal_forms_change_nothing() {
    unchanged("NFD", |t, _| t.nfd().collect());
    unchanged("NFC", |t, _| t.nfc().collect());
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    unchanged("a mark", |t, _| format!("\u{feff}{t}"));
}

#[test]
fn a_paragraph_without_facts_changes_nothing() {
    unchanged("a last paragraph", |t, _| format!("{}\n\nRain fell softly on the roofs.\n", t.trim_end()));
}

/// The blocks of an article in a markup: what plain text lets one guess is a title or a heading is marked as one.
fn set_as(format: Format, article: &Article) -> String {
    let document = &article.document;
    let mut out = match (format, article.published) {
        (Format::Markdown, Some(date)) => format!("---\ndate: {date}\n---\n\n"),
        (Format::Html, Some(date)) => format!("<meta property=\"article:published_time\" content=\"{date}\">\n"),
        (Format::Rst, Some(date)) => format!(":date: {date}\n\n"),
        (Format::AsciiDoc, Some(date)) => format!(":revdate: {date}\n\n"),
        _ => String::new(),
    };
    let mut list = None;
    for block in &document.blocks {
        let marks = ['[', ']', '<', '>', '*', '_', '#', '`', '|', '\\', '&', '{', '}', '^', '~', '+', '\u{fffc}'];
        let text = document.text(block.text).replace(marks, "");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let new = block.list.map(|l| l.list);
        if format == Format::Html && list != new {
            out.push_str(if list.is_some() { "</ul>\n" } else { "" });
            out.push_str(if new.is_some() { "<ul>\n" } else { "" });
        }
        list = new;
        let set = match (format, block.kind) {
            (Format::Html, BlockKind::ListItem) => format!("<li>{text}</li>\n"),
            (Format::Html, BlockKind::Quotation) => format!("<blockquote>{text}</blockquote>\n\n"),
            (Format::Html, kind) if kind.is_display() => format!("<h2>{text}</h2>\n\n"),
            (Format::Html, _) => format!("<p>{text}</p>\n\n"),
            (Format::AsciiDoc, BlockKind::ListItem) => format!("* {text}\n\n"),
            (_, BlockKind::ListItem) => format!("- {text}\n\n"),
            (Format::Rst, BlockKind::Quotation) => format!(".. epigraph::\n\n   {text}\n\n"),
            (Format::AsciiDoc, BlockKind::Quotation) => format!("____\n{text}\n____\n\n"),
            (_, BlockKind::Quotation) => format!("> {text}\n\n"),
            (Format::Rst, kind) if kind.is_display() => format!("{text}\n{}\n\n", "-".repeat(text.chars().count().max(4))),
            (Format::AsciiDoc, kind) if kind.is_display() => format!("== {text}\n\n"),
            (_, kind) if kind.is_display() => format!("## {text}\n\n"),
            _ => format!("{text}\n\n"),
        };
        out.push_str(&set);
    }
    if list.is_some() && format == Format::Html {
        out.push_str("</ul>\n");
    }
    out
}

/// What is found, without the marks of lists that a quoted text may run over.
fn found_words(format: Format, text: String) -> Vec<(String, Vec<String>)> {
    let words = |label: &String| {
        let label = ["<li>", "</li>"].iter().fold(label.clone(), |l, tag| l.replace(tag, " "));
        label.split_whitespace().filter(|w| !matches!(*w, "-" | "*")).collect::<Vec<_>>().join(" ")
    };
    found(format, text).into_iter().map(|(rule, labels)| (rule, labels.iter().map(words).collect())).collect()
}

/// What is found in an article that is set in each markup, and in the text itself if it is plain.
#[test]
fn prose_is_read_alike_in_every_format() {
    let mut failures = Vec::new();
    let mut all = 0;
    for (name, format, text) in ARTICLES.iter() {
        let own = article(*format, text.clone());
        let first = match format {
            Format::Text => found_words(Format::Text, text.clone()),
            _ => found_words(Format::Markdown, set_as(Format::Markdown, &own)),
        };
        all += first.len();
        for format in [Format::Markdown, Format::Html, Format::Rst, Format::AsciiDoc] {
            let other = found_words(format, set_as(format, &own));
            let gone: Vec<_> = first.iter().filter(|f| !other.contains(f)).collect();
            let come: Vec<_> = other.iter().filter(|f| !first.contains(f)).collect();
            if !gone.is_empty() || !come.is_empty() {
                failures.push(format!("{name} as {format:?}: gone {gone:?}, come {come:?}"));
            }
        }
    }
    assert!(all > 50, "only {all} findings");
    crate::support::report(&failures);
}

/// Breaks the lines of paragraphs anew, at most `width` characters each; what is no plain paragraph stays as it is.
fn reflowed(text: &str, width: usize) -> String {
    let plain = |p: &str| {
        p.lines()
            .all(|l| l.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“' | '(')) && !l.ends_with("  ") && !l.contains(": "))
    };
    let (head, body) = match text.strip_prefix("---\n").and_then(|t| t.find("\n---\n")) {
        Some(at) => text.split_at(at + 9),
        None => ("", text),
    };
    let mut out = vec![];
    for paragraph in body.split("\n\n") {
        if !plain(paragraph.trim_matches('\n')) || paragraph.trim().is_empty() {
            out.push(paragraph.to_owned());
            continue;
        }
        let mut lines = vec![String::new()];
        for word in paragraph.split_whitespace() {
            // A word that would begin a list, a heading or a quotation at the start of a line does not go there.
            let safe = word.starts_with(char::is_alphabetic);
            let line = lines.last_mut().unwrap();
            if safe && !line.is_empty() && line.len() + word.len() >= width {
                lines.push(word.to_owned());
            } else {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
        }
        out.push(lines.join("\n"));
    }
    head.to_owned() + &out.join("\n\n")
}

#[test]
fn line_breaks_change_nothing() {
    for width in [1, 40, 72, 10_000] {
        unchanged(&format!("lines of {width}"), |t, f| if f == Format::Markdown { reflowed(t, width) } else { t.to_owned() });
    }
}

#[test]
fn the_index_of_patterns_changes_nothing() {
    let mut all = 0;
    for (name, format, text) in ARTICLES.iter() {
        let article = article(*format, text.clone());
        let (with, without) = (ENGINE.judge(&article).findings, ENGINE.judge_everywhere(&article).findings);
        assert!(with == without, "{name}: {with:?} with the index, {without:?} without");
        all += with.len();
    }
    assert!(all > 50, "only {all} findings");
}

/// What an article may be made of, good and bad.
const PIECES: &[&str] = &[
    "On Monday, June 18, 2023, ",
    "talks began. ",
    "Mr. Smith ",
    "Ann Bell, 45, ",
    "“",
    "”",
    "\"",
    "(",
    ")",
    "[",
    "](",
    "![",
    "*",
    "_",
    "`",
    "```\n",
    "---\n",
    "+++\n",
    "# ",
    "> ",
    "- ",
    "1. ",
    "| a | b |\n|---|---|\n",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "  \n",
    "<p>",
    "</p>",
    "<!--",
    "-->",
    "<script>",
    "{{< ",
    " >}}",
    "{% ",
    "%}",
    "&amp;",
    "&#0;",
    "\u{0}",
    "\u{301}",
    "\u{200b}",
    "\u{feff}",
    "👩‍👩‍👧",
    "日本",
    "١٢",
    "½",
    "12%",
    "$5 million",
    "1,000",
    "1,00,0",
    "0.",
    "99999999999999999999",
    "-",
    "–",
    "—",
    "from 5 to 6",
    "rose 10% from 100 to 120",
    "The Long Form (LF)",
    "2023-02-30",
    "February 30",
    "31/12/99",
    "10:99",
    "year 0",
    "three of the two",
    "title: ",
    "date: 2023-06-18\n",
    "NATO",
    "'s",
    "o'",
    "…",
    "...",
    "half a",
    "dozen ",
    "last week",
    "ago",
    "U.S.",
    ".. note:: ",
    ".. ",
    "::\n\n",
    "====\n",
    "=== ===\n",
    "|===\n",
    "+--+--+\n",
    "[quote]\n",
    "footnote:[",
    "{x}",
    "é",
    "ß",
    "İ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_fail_and_labels_quote_the_file(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.iter().map(|&i| PIECES[i]).collect();
        for format in FORMATS {
            let article = article(format, text.clone());
            for label in ENGINE.judge(&article).findings.iter().flat_map(Finding::labels) {
                prop_assert_eq!(article.document.source.span_text(label.span), Some(label.text.as_str()));
            }
        }
    }

    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = Source::new("x", bytes.clone()) {
            let _ = Document::parse(Arc::new(source), Format::Markdown, &ENGINE.lexicon);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for format in FORMATS {
            let _ = ENGINE.judge(&article(format, text.clone()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_rule_file_makes_it_fail(at in any::<prop::sample::Index>(), cut in 0..40_usize, with in "[\\[\\]{}<>()'\"=|a-z0-9 .,:?*\n-]{0,12}") {
        let rules = std::fs::read_to_string(project("rules/core/dates.toml")).unwrap();
        let mut start = at.index(rules.len());
        while !rules.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + cut).min(rules.len());
        while !rules.is_char_boundary(end) {
            end += 1;
        }
        let broken = format!("{}{with}{}", rules.get(..start).unwrap_or(""), rules.get(end..).unwrap_or(""));
        let mut lexicon = Lexicon::builtin().unwrap();
        let file = RuleFile { name: "r.toml".to_owned(), text: broken, builtin: false };
        let _ = rule::load(&[Arc::new(file)], &mut lexicon, &rule::LoadOptions::default());
    }
}
