//! Dates and numbers at and beyond their ends, and front matter made to explode: read as what they are or not at all, never wrong, never
//! slow.

use crate::support::report;
use factlint::document::Format;
use factlint::judge::{Engine, Finding};
use factlint::lexicon::Lexicon;
use factlint::read::Kind;
use factlint::rule::{self, RuleFile};
use factlint::source::Source;
use factlint::value::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn engine(rules: &str) -> Engine {
    let mut lexicon = Lexicon::builtin().unwrap();
    let file = RuleFile { name: "r.toml".to_owned(), text: rules.to_owned(), builtin: false };
    let rules = rule::load(&[Arc::new(file)], &mut lexicon, &rule::LoadOptions::default()).unwrap();
    Engine::new(lexicon, rules)
}

fn judged(engine: &Engine, format: Format, text: &str) -> Vec<Finding> {
    let article = engine.read(Arc::new(Source::from_text("x", text.to_owned())), format, None);
    engine.judge(&article).findings
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn days_of(year: i32, month: usize) -> usize {
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    match month {
        2 => 28 + usize::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[test]
fn a_day_that_is_read_is_the_day_that_is_written() {
    let engine = engine("");
    let mut rows = Vec::new();
    for year in [0, 1, 999, 1582, 1752, 1900, 2000, 2023, 2024, 9999, 10_000, 99_999] {
        for (m, name) in (1..).zip(MONTHS) {
            for day in [0, 1, 28, 29, 30, 31, 32, 99] {
                rows.push((year, m, day, format!("On {day} {name} {year}, talks began.")));
                rows.push((year, m, day, format!("On {name} {day}, {year}, talks began.")));
                rows.push((year, m, day, format!("The day was {year:04}-{m:02}-{day:02} in all.")));
            }
        }
    }
    let text: String = rows.iter().flat_map(|(.., t)| [t.as_str(), "\n\n"]).collect();
    let article = engine.read(Arc::new(Source::from_text("x", text)), Format::Text, None);
    let mut failures = Vec::new();
    let mut read = 0;
    for mention in article.readings.shown().filter(|m| m.kind == Kind::Date) {
        let Some((_, sentence)) = article.document.sentence_of(mention.tokens.start) else { continue };
        let Some((year, month, day, text)) = rows.get(sentence.block as usize) else { continue };
        let Value::Date(date) = &mention.value else { continue };
        let Some(known) = date.known_day().filter(|_| date.valid) else { continue };
        read += 1;
        let exists = (1..=days_of(*year, *month)).contains(day);
        if !exists || known.to_string() != format!("{year:04}-{month:02}-{day:02}") {
            failures.push(format!("{text} read as {known}"));
        }
    }
    assert!(read > 500, "only {read} days were read");
    report(&failures);
}

#[test]
fn numbers_beyond_measure_are_never_equal_and_never_slow() {
    let engine = engine(
        "[[rule]]\nid = 'a/same'\nkind = 'compare'\nmatch = ['{a:number} cats and {b:number} cats']\nforbid = 'a == b'\nmessage = 'same'\nbad = ['[[5]] cats and [[5]] cats']\ngood = ['x']\n",
    );
    let told = |a: &str, b: &str| {
        let start = Instant::now();
        let found = judged(&engine, Format::Text, &format!("They saw {a} cats and {b} cats."));
        (found.iter().any(|f| &*f.rule == "a/same"), start.elapsed())
    };
    assert!(told("12", "12").0 && !told("12", "13").0);
    let mut failures = Vec::new();
    for digits in [20, 29, 30, 31, 39, 64, 400, 10_000, 1_000_000] {
        let nines = "9".repeat(digits);
        let groups = format!("1{}", ",000".repeat(digits / 3));
        for (a, b) in [
            (nines.clone(), format!("{}8", "9".repeat(digits - 1))),
            (format!("1e{digits}"), format!("2e{digits}")),
            (format!("0.{}1", "0".repeat(digits)), format!("0.{}2", "0".repeat(digits))),
            (groups.clone(), groups.replacen('1', "2", 1)),
            (format!("-{nines}"), format!("{nines}.5")),
            (format!("{nines}/7"), format!("{nines}/8")),
            (format!("{nines} million"), format!("{nines} billion")),
        ] {
            let (same, taken) = told(&a, &b);
            if same || taken > Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 }) {
                failures.push(format!("{digits} digits, {}…: {same} {taken:?}", a.chars().take(20).collect::<String>()));
            }
        }
    }
    for (a, b) in
        [("1e400", "1e401"), ("inf", "infinity"), ("NaN", "NaN"), ("١٢", "12"), ("1,00,0", "1,000"), ("0x10", "16"), ("1_000", "1000")]
    {
        let (_, taken) = told(a, b);
        assert!(taken < Duration::from_secs(5), "{a}: {taken:?}");
    }
    assert!(!told("1e400", "1e401").0);
    report(&failures);
}

#[test]
fn front_matter_is_data_and_does_not_explode() {
    let engine = engine("");
    let n = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    let bomb: Vec<String> = (0..30).map(|i| format!("b{}: &b{} [{}]\n", i + 1, i + 1, vec![format!("*b{i}"); 10].join(", "))).collect();
    let bomb = bomb.concat();
    let stairs: Vec<String> = (0..400).map(|i| " ".repeat(i) + "a:\n").collect();
    let cases = [
        ("an engine", "---js\n{ date: process.exit(1) }\n---\n".to_owned()),
        ("another engine", "---javascript\nmodule.exports = {}\n---\n".to_owned()),
        ("a tag", "---\ndate: !!js/function 'function() {}'\n---\n".to_owned()),
        ("a bomb of aliases", format!("---\nb0: &b0 [x, x, x, x, x, x, x, x, x, x]\n{bomb}---\n")),
        ("nesting", format!("---\na: {}\n---\n", "[".repeat(n))),
        ("maps", format!("---\na: {}\n---\n", "{a: ".repeat(n))),
        ("blocks", format!("---\n{}a\n---\n", "- ".repeat(n))),
        ("indentation", format!("---\n{}---\n", stairs.concat())),
        ("a long scalar", format!("---\ntitle: {}\n---\n", "word ".repeat(n))),
        ("keys again and again", format!("---\n{}---\n", "date: 2023-06-18\n".repeat(n / 10))),
        ("TOML nesting", format!("+++\na = {}\n+++\n", "[".repeat(n))),
        ("JSON nesting", format!("{{\"a\": {}\n", "[".repeat(n))),
    ];
    for (what, front) in cases {
        let start = Instant::now();
        let article = engine.read(Arc::new(Source::from_text("x.md", format!("{front}\nThe end.\n"))), Format::Markdown, None);
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 }), "{what}: {taken:?}");
        assert!(article.document.metadata.fields.len() <= 1_000_000, "{what}");
    }
}
