//! Hostile shapes of articles take their share of time and no more, and nest as deep as they like.
//!
//! `fixtures/hostile/growth.toml` has the shapes. The size is small where the code is not optimised: there a shape shows that it ends
//! well. `FACTLINT_GROWTH=1000000 cargo test --release growth` shows that a megabyte of each takes two seconds at most.

use crate::support::project;
use factlint::document::{Document, Format};
use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::rule;
use factlint::source::Source;
use serde::Deserialize;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Debug, Deserialize)]
struct Shapes {
    shape: Vec<Shape>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    name: String,
    format: Option<String>,
    #[serde(default)]
    before: String,
    unit: String,
    #[serde(default)]
    nest: String,
    #[serde(default)]
    after: String,
}

impl Shape {
    fn format(&self) -> Format {
        Format::of_path(&format!("x.{}", self.format.as_deref().unwrap_or("txt"))).unwrap()
    }

    fn text(&self, repetitions: usize) -> String {
        let mut text = self.before.clone();
        for n in 0..repetitions {
            text.push_str(&self.unit.replace("{n}", &n.to_string()).replace("{w}", &letters(n)));
        }
        text + &self.nest.repeat(repetitions) + &self.after
    }
}

/// A number in letters: a, b … z, aa, ab …
fn letters(mut n: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'a' + u8::try_from(n % 26).unwrap()));
        n /= 26;
        if n == 0 {
            return out.into_iter().rev().collect();
        }
        n -= 1;
    }
}

fn shapes() -> Vec<Shape> {
    toml::from_str::<Shapes>(&std::fs::read_to_string(project("fixtures/hostile/growth.toml")).unwrap()).unwrap().shape
}

fn engine() -> Engine {
    let mut lexicon = Lexicon::builtin().unwrap();
    let rules = rule::load(&rule::builtin::files(), &mut lexicon, &rule::LoadOptions::default()).unwrap();
    Engine::new(lexicon, rules)
}

/// A thread's stack as small as the smallest that a platform gives.
const STACK: usize = 2 << 20;

fn on_a_small_stack(f: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK).spawn(f).unwrap().join().unwrap();
}

#[test]
fn no_shape_takes_more_than_its_share() {
    let asked = std::env::var("FACTLINT_GROWTH").ok().and_then(|v| v.parse().ok());
    let size: usize = asked.unwrap_or(if cfg!(debug_assertions) { 6_000 } else { 100_000 });
    // Far more than a shape takes on a busy machine, far less than one takes that grows with the square.
    let most = Duration::from_millis(if cfg!(debug_assertions) { 20_000 } else { 500 + 2 * size as u64 / 1000 });
    on_a_small_stack(move || {
        let engine = engine();
        let mut slow = Vec::new();
        for shape in shapes() {
            let one = shape.text(1).len().max(1);
            let text = shape.text((size / one).max(1));
            let start = Instant::now();
            let article = engine.read(Arc::new(Source::from_text("x", text)), shape.format(), None);
            let findings = engine.judge(&article).findings;
            let taken = start.elapsed();
            if taken > most {
                slow.push(format!("{}: {taken:?}", shape.name));
            }
            for label in findings.iter().flat_map(factlint::judge::Finding::labels) {
                assert_eq!(article.document.source.span_text(label.span), Some(label.text.as_str()), "{}", shape.name);
            }
        }
        crate::support::report(&slow);
    });
}

#[test]
fn nothing_is_too_deep() {
    on_a_small_stack(|| {
        let lexicon = Lexicon::builtin().unwrap();
        for shape in shapes().into_iter().filter(|s| s.unit.len() <= 4 || !s.nest.is_empty()) {
            let _ = Document::parse(Arc::new(Source::from_text("x", shape.text(100_000))), shape.format(), &lexicon);
        }
    });
}

#[test]
fn what_is_left_out_is_told() {
    let engine = engine();
    let text = "Monday, June 18, 2023. ".repeat(10_100);
    let article = engine.read(Arc::new(Source::from_text("x.txt", text)), Format::Text, None);
    let findings = engine.judge(&article).findings;
    let told = findings.iter().filter(|f| &*f.rule == "date/weekday").count();
    let note = findings.iter().find(|f| &*f.rule == "limit/findings").unwrap();
    assert!(note.message.contains("date/weekday"), "{}", note.message);
    assert_eq!(told, 10_000);
}
