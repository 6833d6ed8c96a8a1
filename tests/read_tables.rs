//! Runs the tables under `fixtures/read/`: what each reader understands of a sentence.
//!
//! A case names a `kind` of mention or a native `claim`, and lists in `expect` all of that kind that the text holds, in order.
//! A mention is told by its `text` and, where given, its `value` and `unit`. A claim is told by fields: the source text of a
//! field that stands in the text, the canonical value of one that is implied; fields that are not named are not compared.

use chrono::NaiveDate;
use factlint::document::{Document, Format, TextSpan};
use factlint::lexicon::Lexicon;
use factlint::read::{Claim, Kind, Mention, Readings};
use factlint::source::Source;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    #[serde(default)]
    published: Option<toml::Value>,
    /// `text` (the default), `markdown` or `html`.
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    claim: Option<String>,
    /// Whether readings inside larger ones count too.
    #[serde(default)]
    inner: bool,
    expect: Vec<BTreeMap<String, String>>,
    /// For people only: why the case is there.
    #[serde(default)]
    #[expect(dead_code, reason = "a remark inside the table")]
    note: Option<String>,
}

/// What a reading looks like in a failure, and what of it can be compared.
type Row = BTreeMap<String, String>;

#[test]
fn readers_understand_their_tables() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/read");
    let lexicon = Lexicon::builtin().expect("the embedded lexicon parses");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("fixtures/read is there").map(|e| e.expect("a readable entry").path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let only = std::env::var("READ_TABLE").ok();
    let (mut cases, mut failures) = (0, Vec::new());
    for file in files.iter().filter(|f| only.as_deref().is_none_or(|o| f.file_stem().is_some_and(|s| s == o))) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let table: Table =
            toml::from_str(&std::fs::read_to_string(file).expect("a readable table")).unwrap_or_else(|e| panic!("{name}: {e}"));
        for case in &table.case {
            cases += 1;
            if let Some(failure) = run(case, &lexicon) {
                failures.push(format!("{name}: {failure}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {cases} cases fail\n\n{}", failures.len(), failures.join("\n"));
}

fn run(case: &Case, lexicon: &Lexicon) -> Option<String> {
    let format = match case.format.as_deref() {
        Some("markdown") => Format::Markdown,
        Some("html") => Format::Html,
        Some("rst") => Format::Rst,
        Some("asciidoc") => Format::AsciiDoc,
        _ => Format::Text,
    };
    let published = case.published.as_ref().map(|v| {
        let text = v.to_string();
        NaiveDate::parse_from_str(text.trim_matches(['\'', '"']), "%Y-%m-%d").unwrap_or_else(|e| panic!("published {text}: {e}"))
    });
    let mut document = Document::parse(Arc::new(Source::from_text("case", case.text.clone())), format, lexicon);
    let readings = factlint::read::read(&mut document, lexicon, published);
    let got = match (&case.kind, &case.claim) {
        (Some(kind), None) => mentions(case, kind, &document, &readings),
        (None, Some(claim)) => readings.claims.iter().filter(|c| c.kind == claim).map(|c| claim_row(&document, c)).collect(),
        _ => panic!("a case names a kind or a claim: {}", case.text),
    };
    let same =
        got.len() == case.expect.len() && case.expect.iter().zip(&got).all(|(want, have)| want.iter().all(|(k, v)| have.get(k) == Some(v)));
    let what = case.kind.as_ref().or(case.claim.as_ref()).map_or("", String::as_str);
    (!same).then(|| format!("{}\n    {what} wanted {}\n    {what} got    {}", case.text, show(&case.expect), show(&got)))
}

fn mentions(case: &Case, kind: &str, document: &Document, readings: &Readings) -> Vec<Row> {
    let kind = Kind::ALL.iter().copied().find(|k| k.name() == kind).unwrap_or_else(|| panic!("no kind of mention is named {kind}"));
    let mut list: Vec<&Mention> = readings.all().iter().filter(|m| m.kind == kind && (case.inner || !m.inner)).collect();
    list.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let row = |m: &Mention| {
        let mut row = Row::from([("text".to_owned(), text(document, m.span)), ("value".to_owned(), m.value.canonical())]);
        if let Some(unit) = m.value.unit() {
            row.insert("unit".to_owned(), unit.to_owned());
        }
        row
    };
    list.into_iter().map(row).collect()
}

fn claim_row(document: &Document, claim: &Claim) -> Row {
    claim.fields.iter().map(|f| (f.name.to_owned(), f.span.map_or_else(|| f.value.canonical(), |s| text(document, s)))).collect()
}

fn text(document: &Document, span: TextSpan) -> String {
    document.source.span_text(document.source_span(span)).unwrap_or_default().to_owned()
}

fn show(rows: &[Row]) -> String {
    let row = |r: &Row| r.iter().map(|(k, v)| format!("{k} '{v}'")).collect::<Vec<_>>().join(", ");
    format!("[{}]", rows.iter().map(|r| format!("{{ {} }}", row(r))).collect::<Vec<_>>().join(", "))
}
