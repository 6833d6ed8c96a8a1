//! Documents as they are parsed: each file of `fixtures/document` against its golden `.expect` file, which lists metadata,
//! blocks, sentences and quotations. `FACTLINT_BLESS=1` writes the golden files.
#![expect(clippy::unwrap_used, reason = "a test")]

use factlint::document::{Block, Document, Format};
use factlint::lexicon::Lexicon;
use factlint::source::Source;
use std::fmt::Write;
use std::sync::Arc;

fn block_line(document: &Document, block: &Block) -> String {
    let place = block.list.map_or_else(String::new, |l| format!(" list {} item {} depth {}", l.list, l.item, l.depth));
    let mut out = format!("{:?}{place}\n", block.kind);
    for sentence in document.sentences.get(block.sentences.start as usize..block.sentences.end as usize).unwrap() {
        let mark = if sentence.display { '*' } else { '-' };
        writeln!(out, "  {mark} {}", document.text(sentence.text).escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\""))
            .unwrap();
    }
    out
}

/// A document as the golden files show it.
fn shown(document: &Document) -> String {
    let mut out = String::new();
    for field in &document.metadata.fields {
        let raw = document.source.span_text(field.span).unwrap();
        let raw = if raw == field.value { String::new() } else { format!(" from {raw:?}") };
        writeln!(out, "field {} = {:?}{raw}", field.key, field.value).unwrap();
    }
    if let Some(date) = document.published() {
        writeln!(out, "published {date}").unwrap();
    }
    for block in &document.blocks {
        out.push_str(&block_line(document, block));
    }
    for quote in &document.quotes {
        let open = if quote.closed { "" } else { " (open)" };
        let speaker = quote.speaker.map_or_else(String::new, |s| format!(" by {:?}", document.text(s)));
        writeln!(out, "quote {:?}{open}{speaker}", document.text(quote.text)).unwrap();
    }
    for link in &document.links {
        writeln!(out, "link {:?}", document.text(*link)).unwrap();
    }
    for comment in &document.comments {
        writeln!(out, "comment {:?}", document.source.span_text(*comment).unwrap()).unwrap();
    }
    out
}

#[test]
fn documents_match_their_golden_files() {
    let lexicon = Lexicon::builtin().unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/document");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let bless = std::env::var_os("FACTLINT_BLESS").is_some();
    let mut faults = String::new();
    let mut count = 0;
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(format) = Format::of_path(&name) else { continue };
        count += 1;
        let source = Source::new(name.clone(), std::fs::read(&path).unwrap()).unwrap();
        let document = Document::parse(Arc::new(source), format, &lexicon);
        let got = shown(&document);
        let golden = folder.join(format!("{name}.expect"));
        if bless {
            std::fs::write(&golden, &got).unwrap();
            continue;
        }
        match std::fs::read_to_string(&golden) {
            Ok(want) if want == got => {}
            Ok(want) => {
                let differs = want.lines().zip(got.lines()).find(|(w, g)| w != g);
                writeln!(faults, "{name}: first difference {differs:?}; lines {} and {}", want.lines().count(), got.lines().count())
                    .unwrap();
            }
            Err(_) => writeln!(faults, "{name}: no golden file").unwrap(),
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    assert!(count >= 15, "only {count} documents in {}", folder.display());
}
