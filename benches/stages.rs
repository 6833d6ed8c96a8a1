//! How long each stage takes: `cargo bench`, or `cargo bench -- judging` for one of them.
//!
//! The text is that of the clean fixture articles, one behind the other, as long as a case asks for. Sizes are bytes; throughput
//! is told where a stage reads the text.

#![expect(clippy::expect_used, reason = "a bench without its text has nothing to measure")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::document::{Document, Format};
use factlint::judge::{Article, Engine};
use factlint::lexicon::Lexicon;
use factlint::read::{self, Cx, READERS, Readings, Spots};
use factlint::rule::{self, LoadOptions, RuleFile, builtin};
use factlint::source::Source;
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

/// An article as people write them, a long one, and a book.
const SIZES: [usize; 3] = [6_000, 100_000, 1_000_000];

/// The engine with all built-in rules.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine(&[]));

/// Prose of all clean Markdown fixtures.
static PROSE: LazyLock<String> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/clean");
    let files = std::fs::read_dir(folder).expect("the folder of clean fixtures").flatten().map(|f| f.path());
    let mut files: Vec<_> = files.filter(|f| f.extension().is_some_and(|e| e == "md")).collect();
    files.sort();
    let texts = files.iter().map(|f| std::fs::read_to_string(f).expect("a fixture"));
    // What stands between the lines of the front matter is no prose.
    let bodies =
        texts.map(|t| t.strip_prefix("---\n").and_then(|r| r.split_once("\n---\n")).map_or_else(|| t.clone(), |(_, b)| b.to_owned()));
    bodies.collect::<Vec<_>>().join("\n\n")
});

fn engine(files: &[Arc<RuleFile>]) -> Engine {
    let mut lexicon = Lexicon::builtin().expect("lexicon");
    let all: Vec<_> = builtin::files().into_iter().chain(files.iter().cloned()).collect();
    let rules = rule::load(&all, &mut lexicon, &LoadOptions::default()).map_err(|e| e.len()).expect("rules without errors");
    Engine::new(lexicon, rules)
}

/// Whole paragraphs of about so many bytes.
fn source(bytes: usize) -> Arc<Source> {
    let mut text = String::new();
    for paragraph in PROSE.split("\n\n").cycle() {
        if text.len() + paragraph.len() > bytes {
            break;
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    Arc::new(Source::from_text("bench.md", text))
}

fn document(bytes: usize) -> Document {
    Document::parse(source(bytes), Format::Markdown, &ENGINE.lexicon)
}

fn article(engine: &Engine, bytes: usize) -> Article {
    engine.read(source(bytes), Format::Markdown, None)
}

/// Lexicon, built-in rules and the engine: what every run pays once.
#[divan::bench]
fn start_up() -> Engine {
    engine(&[])
}

/// Markup to tokens and sentences.
#[divan::bench(args = SIZES)]
fn parsing(bencher: Bencher, bytes: usize) {
    let source = source(bytes);
    let parse = || Document::parse(Arc::clone(&source), Format::Markdown, &ENGINE.lexicon);
    bencher.counter(BytesCount::new(bytes)).bench(parse);
}

/// Each reader alone, over the readings of those before it.
#[divan::bench(args = READERS.iter().map(|(name, _)| *name))]
fn readers(bencher: Bencher, name: &str) {
    let document = document(100_000);
    let spots = Spots::new(&document, &ENGINE.lexicon);
    let cx = Cx { doc: &document, lex: &ENGINE.lexicon, published: None, spots: &spots };
    let before = || {
        let mut readings = Readings::new(document.tokens.len());
        READERS.iter().take_while(|(n, _)| *n != name).for_each(|(_, read)| read(&cx, &mut readings));
        readings
    };
    let (_, reader) = READERS.iter().find(|(n, _)| *n == name).expect("a reader");
    let one = |mut readings: Readings| {
        reader(&cx, &mut readings);
        readings
    };
    bencher.counter(BytesCount::new(100_000_usize)).with_inputs(before).bench_values(one);
}

/// All readers.
#[divan::bench(args = SIZES)]
fn reading(bencher: Bencher, bytes: usize) {
    let one = |mut document: Document| black_box(read::read(&mut document, &ENGINE.lexicon, None).claims.len());
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| document(bytes)).bench_values(one);
}

/// Claims by pattern and all rules, over what is read.
#[divan::bench(args = SIZES)]
fn judging(bencher: Bencher, bytes: usize) {
    let article = article(&ENGINE, bytes);
    bencher.counter(BytesCount::new(bytes)).bench(|| ENGINE.judge(&article));
}

/// Judging with so many rules of a user, each with a pattern of its own.
#[divan::bench(args = [0, 10, 100, 1_000, 10_000])]
fn user_rules(bencher: Bencher, rules: usize) {
    let rule = |n: usize| {
        format!(
            "[[rule]]\nid = 'bench/depot-{n}'\nkind = 'compare'\nseverity = 'error'\nmatch = ['depot{n} holds {{count:int}} of {{total:int}}']\n\
             require = 'count <= total'\nmessage = 'more than all'\nbad = ['depot{n} holds [[9]] of [[8]] crates.']\n\
             good = ['depot{n} holds 8 of 9 crates.']\n\n"
        )
    };
    // A rule file has a bound of its own.
    let file = |first: usize| {
        let text = (first..rules.min(first + 1_000)).map(rule).collect();
        Arc::new(RuleFile { name: format!("bench-{first}.toml"), text, builtin: false })
    };
    let engine = engine(&(0..rules).step_by(1_000).map(file).collect::<Vec<_>>());
    let article = article(&engine, 100_000);
    bencher.counter(BytesCount::new(100_000_usize)).bench(|| engine.judge(&article));
}

/// Bytes to findings.
#[divan::bench(args = SIZES)]
fn documents(bencher: Bencher, bytes: usize) {
    let source = source(bytes);
    let whole = || ENGINE.judge(&ENGINE.read(Arc::clone(&source), Format::Markdown, None));
    bencher.counter(BytesCount::new(bytes)).bench(whole);
}
