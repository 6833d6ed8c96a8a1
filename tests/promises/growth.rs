//! Hostile shapes of articles take their share of time and no more, and nest as deep as they like.
//!
//! `fixtures/hostile/growth.toml` has the shapes. The size is small where the code is not optimised: there a shape shows that it ends
//! well. `FACTLINT_GROWTH=1000000 cargo test --release growth` shows that a megabyte of each takes two seconds at most.

use crate::support::project;
use factlint::document::{Document, Format};
use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::limits;
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
pub(crate) struct Shape {
    pub(crate) name: String,
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
    /// The ending of its files.
    pub(crate) fn ending(&self) -> &str {
        self.format.as_deref().unwrap_or("txt")
    }

    fn format(&self) -> Format {
        Format::of_path(&format!("x.{}", self.ending())).unwrap()
    }

    fn text(&self, repetitions: usize) -> String {
        let mut text = self.before.clone();
        for n in 0..repetitions {
            text.push_str(&self.unit.replace("{n}", &n.to_string()).replace("{w}", &letters(n)));
        }
        text + &self.nest.repeat(repetitions) + &self.after
    }

    /// So many repetitions that the text has about so many bytes: those that count in words grow longer on the way.
    pub(crate) fn of_size(&self, size: usize) -> String {
        let many = (size / self.text(1).len().max(1)).max(1);
        let long = self.text(many);
        if long.len() <= size { long } else { self.text((many * size / long.len()).max(1)) }
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

pub(crate) fn shapes() -> Vec<Shape> {
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
            let text = shape.of_size(size);
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

/// `FACTLINT_GROWTH` of a million bytes or more asks for a hundred thousand files, as an archive has them.
#[test]
#[cfg(target_os = "linux")]
#[expect(clippy::print_stderr, reason = "whoever asks for it wants the figures")]
fn a_hundred_thousand_files_take_seconds_and_little_memory() {
    if std::env::var("FACTLINT_GROWTH").ok().and_then(|v| v.parse::<usize>().ok()).is_none_or(|size| size < 1_000_000) {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    for i in 0..100_000 {
        let folder = dir.path().join((i / 1000).to_string());
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{i}.md")), format!("On Monday, June 19, 2023, talks number {i} began.\n")).unwrap();
    }
    std::fs::write(dir.path().join("last.md"), "On Monday, June 18, 2023, talks ended.\n").unwrap();
    let start = Instant::now();
    let args = ["check", "--isolated", "--format", "plain", "."].map(str::to_owned);
    let mut command = crate::support::command(dir.path(), &args, &[]);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let kilobytes = status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(10));
    }
    let taken = start.elapsed();
    let out = std::io::read_to_string(child.stdout.take().unwrap()).unwrap();
    eprintln!("100,000 files: {taken:?}, {peak} kB at most");
    assert!(out.starts_with("last.md:1:4: error date/weekday") && out.lines().count() == 1, "{out}");
    assert!(taken < Duration::from_secs(10) && peak < 150_000, "{taken:?}, {peak} kB");
}

/// An engine of one rule file.
fn engine_of(rules: &str) -> Engine {
    let mut lexicon = Lexicon::builtin().unwrap();
    let file = rule::RuleFile { name: "r.toml".to_owned(), text: rules.to_owned(), builtin: false };
    let rules = rule::load(&[Arc::new(file)], &mut lexicon, &rule::LoadOptions::default()).unwrap();
    Engine::new(lexicon, rules)
}

fn judged(engine: &Engine, text: String, format: Format) -> Vec<factlint::judge::Finding> {
    let article = engine.read(Arc::new(Source::from_text("x", text)), format, None);
    engine.judge(&article).findings
}

#[test]
fn what_is_left_out_is_told() {
    let rules =
        "[[rule]]\nid = 'a/b'\nkind = 'replace'\nswap = { peking = 'Beijing' }\nmessage = 'x'\nbad = ['[[peking]]']\ngood = ['x']\n";
    let findings = judged(&engine_of(rules), "To peking. ".repeat(limits::FINDINGS + 100), Format::Text);
    let told = findings.iter().filter(|f| &*f.rule == "a/b").count();
    let note = findings.iter().find(|f| &*f.rule == "limit/findings").unwrap();
    assert!(note.message.contains("a/b") && note.message.contains("100 places"), "{}", note.message);
    assert_eq!(told, limits::FINDINGS);
}

#[test]
fn a_dense_article_is_read_up_to_a_bound_that_is_told() {
    let engine = engine_of(
        "[[rule]]\nid = 'a/b'\nkind = 'replace'\nswap = { peking = 'Beijing' }\nmessage = 'x'\nbad = ['[[peking]]']\ngood = ['x']\n",
    );
    let dense = |n: usize| "12 in peking. ".repeat(n);
    let (fits, all) = (judged(&engine, dense(9_000), Format::Text), judged(&engine, dense(40_000), Format::Text));
    assert_eq!(fits.len(), 9_000);
    let note = all.iter().find(|f| &*f.rule == "limit/reading").unwrap();
    assert!(note.message.contains("read up to here"), "{}", note.message);
    // What stands before the place where reading ends is judged.
    let last = all.iter().filter(|f| &*f.rule == "a/b").map(|f| f.primary.span.start).max().unwrap();
    assert!(last < note.primary.span.start);
    assert!(!fits.iter().any(|f| f.rule.starts_with("limit/")));
}

#[test]
fn bounds_of_readers_are_told() {
    let engine = engine();
    let numbered = |unit: &str, n: usize| (0..n).map(|i| unit.replace("{w}", &letters(i))).collect::<String>();
    for (what, text) in [
        ("tokens", "word ".repeat(limits::SENTENCE + 10)),
        ("people of one surname", numbered("Ann{w} Harrington spoke. Mr. Harrington spoke. ", limits::NAMESAKES + 50)),
        ("surnames with one initial", numbered("Mr. Tol{w}sen spoke. ", limits::SURNAMES + 50) + "Tolxsens spoke. "),
        ("bare surnames", numbered("Mr. Harring{w}ton spoke. ", limits::BARE_SURNAMES + 50)),
        ("claims of one kind", "a , b. ".repeat(limits::CLAIMS.0 + 500)),
        ("parts of one total", format!("There were 300 people: {} and 3 cats.", numbered("3 cats{w}, ", limits::PARTS + 5))),
    ] {
        let told = judged(&engine, text, Format::Text).iter().any(|f| &*f.rule == "limit/reading" && f.message.contains(what));
        assert!(told, "nothing is said of {what}");
    }
}

/// Gaps in a row try every way to share the words between them.
#[test]
fn a_pattern_that_never_ends_is_given_up_and_bars_what_it_guards() {
    // What leads nowhere is remembered, so that only many wide gaps in a long sentence take this many steps.
    let gaps = "a ..40 a ..40 a ..40 a ..40 a ..40 a ..40 a ..40 a ..40 b";
    let rule = |id: &str, keys: &str| {
        format!("[[rule]]\nid = '{id}'\nkind = 'compare'\n{keys}\nmessage = 'x'\nexamples = false\n").replace("examples = false\n", "")
    };
    let rules = rule(
        "a/slow",
        &format!("match = '{gaps} {{n:number}}'\nforbid = 'n > 0'\nbad = ['a x a x a x a x a x a x a x a x b [[5]]']\ngood = ['x']"),
    ) + &rule(
        "a/guarded",
        &format!("match = 'peking {{n:number}}'\nunless = ['{gaps}']\nforbid = 'n > 0'\nbad = ['peking [[5]]']\ngood = ['x']"),
    );
    let engine = engine_of(&rules);
    let plain = judged(&engine, "They saw peking 5 times.".to_owned(), Format::Text);
    assert!(plain.iter().any(|f| &*f.rule == "a/guarded"), "{plain:?}");
    let slow = judged(&engine, format!("{} peking 5.", "a ".repeat(900)), Format::Text);
    assert!(slow.iter().any(|f| &*f.rule == "limit/pattern"), "{slow:?}");
    assert!(!slow.iter().any(|f| &*f.rule == "a/guarded"), "what could not be ruled out is not told: {slow:?}");
}

/// Everything in the table of limits stands in SECURITY.md, as it is in the code.
#[test]
fn the_table_of_limits_is_the_one_of_the_code() {
    let mut table = "| what | at most | beyond that |\n|---|---|---|\n".to_owned();
    for limit in limits::TABLE {
        let digits: Vec<char> = limit.most.0.to_string().chars().rev().collect();
        let groups: Vec<String> = digits.chunks(3).map(|c| c.iter().collect()).collect();
        let most: String = groups.join(",").chars().rev().collect();
        let more = limit.most.1.map(|m| format!(", {m}")).unwrap_or_default();
        table += &["| ", limit.what, " | ", &most, &more, " | ", limit.then, " |\n"].concat();
    }
    let path = project("SECURITY.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let start = text.find("| what | at most |").unwrap();
    let (head, rest) = text.split_at(start);
    let (_, tail) = rest.split_once("\n\n").unwrap();
    let renewed = format!("{head}{table}\n{tail}");
    crate::support::report(&crate::support::golden(&path, &renewed).err().into_iter().collect::<Vec<_>>());
}
