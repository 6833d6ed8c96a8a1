//! Whole pages as sites serve them, `fixtures/pages`: navigation, scripts, forms, what readers wrote below and footers say things that
//! cannot be true, and none of it is reported, for it is not the article. The article itself is read, and it is clean.

use crate::support::{files, project, report, run, stderr, stdout};
use factlint::document::{BlockKind, Document, Format};
use factlint::lexicon::Lexicon;
use factlint::source::Source;
use serde_json::Value;
use std::sync::Arc;

fn findings(folder: &std::path::Path, args: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["check", "--isolated", "--format", "json"], args].concat(), b"");
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    let all: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let line = |f: &Value| format!("{}:{}: {} {}", f["path"], f["primary"]["line"], f["rule"], f["message"]);
    all["findings"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn pages_are_silent() {
    let pages = files("fixtures/pages", ".html");
    assert!(pages.len() >= 6, "only {} pages", pages.len());
    report(&findings(&project(""), &["fixtures/pages"]));
}

/// Silence is worth nothing where nothing is read: a weekday that is wrong in the last paragraph of the article is found.
#[test]
fn pages_are_read_to_their_end() {
    let dir = tempfile::tempdir().unwrap();
    let wrong = "<p>Talks began on Monday, June 18, 2023.</p>";
    for page in files("fixtures/pages", ".html") {
        let text = std::fs::read_to_string(&page).unwrap();
        let end = text.find("</article>").or_else(|| text.find("</main>")).unwrap();
        let (before, after) = text.split_at(end);
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        std::fs::write(dir.path().join(&name), format!("{before}{wrong}{after}")).unwrap();
        let found = findings(dir.path(), &["--select", "date/weekday", &name]);
        assert!(found.len() == 1 && found[0].contains("date/weekday"), "{name}: {found:?}");
    }
}

#[test]
fn what_is_not_the_article_is_not_read() {
    let lexicon = Lexicon::builtin().unwrap();
    for page in files("fixtures/pages", ".html") {
        let source = Source::new(page.to_string_lossy(), std::fs::read(&page).unwrap()).unwrap();
        let document = Document::parse(Arc::new(source), Format::Html, &lexicon);
        let words = document.prose.text.split_whitespace().count();
        assert!(words > 120, "{}: only {words} words are read", page.display());
        assert!(document.published().is_some() && document.metadata.title().is_some(), "{}", page.display());
        assert!(document.blocks.iter().any(|b| matches!(b.kind, BlockKind::Heading(1))), "{}", page.display());
        for stray in
            ["window.page", "Most read", "Printed on", "surely", "Rubbish", "Serves 6", "All times", "Built on", "Draft:", "my mother"]
        {
            assert!(!document.prose.text.contains(stray), "{} reads '{stray}'", page.display());
        }
    }
}
