//! The targets: how an input is made, and what is done with it.

use super::generate as make;
use super::invariants::{self, hold};
use super::rng::Rng;
use super::world::{World, hash};
use super::{Features, emit, fix, markup, rules};
use factlint::document::Format;
use factlint::source::Source;

/// A target.
pub(crate) struct Target {
    /// Its name, and that of its folder in the corpus.
    pub(crate) name: &'static str,
    /// Runs one input.
    pub(crate) run: fn(&World, &[u8]) -> Result<Features, String>,
    /// Makes a fresh input.
    pub(crate) generate: fn(&mut Rng) -> Vec<u8>,
    /// Words of its grammar.
    pub(crate) words: &'static [&'static str],
}

/// All targets.
pub(crate) const TARGETS: &[Target] = &[
    Target { name: "text", run: |w, i| article(w, Format::Text, i), generate: make::text, words: make::PROSE },
    Target { name: "markdown", run: |w, i| article(w, Format::Markdown, i), generate: make::markdown, words: make::MARKDOWN },
    Target { name: "html", run: |w, i| article(w, Format::Html, i), generate: make::html, words: make::HTML },
    Target { name: "asciidoc", run: |w, i| article(w, Format::AsciiDoc, i), generate: markup::asciidoc, words: markup::ASCIIDOC },
    Target { name: "rst", run: |w, i| article(w, Format::Rst, i), generate: markup::rst, words: markup::RST },
    Target { name: "front-matter", run: |w, i| article(w, Format::Markdown, i), generate: make::front_matter, words: make::FRONT_MATTER },
    Target { name: "suppressions", run: |w, i| article(w, Format::Markdown, i), generate: make::suppressions, words: make::SUPPRESSIONS },
    Target { name: "bytes", run: bytes, generate: make::bytes, words: make::PROSE },
    Target { name: "rules", run: rules::toml, generate: make::rules, words: make::RULES },
    Target { name: "patterns", run: rules::pattern, generate: make::pattern, words: make::PATTERNS },
    Target { name: "oracle", run: rules::oracle, generate: make::oracle, words: make::ORACLE },
    Target { name: "expressions", run: rules::expression, generate: make::expression, words: make::EXPRESSIONS },
    Target { name: "config", run: config, generate: make::config, words: make::CONFIG },
    Target { name: "emitters", run: emitters, generate: make::emitters, words: make::EMITTERS },
    Target { name: "fix", run: fix::run, generate: fix::generate, words: fix::WORDS },
];

fn article(world: &World, format: Format, input: &[u8]) -> Result<Features, String> {
    Ok(invariants::article(world, format, &String::from_utf8_lossy(input))?.0)
}

/// Bytes are text, or it is said why not; of text every place has a line.
fn bytes(world: &World, input: &[u8]) -> Result<Features, String> {
    match Source::new("x", input.to_vec()) {
        Ok(source) => {
            hold!(source.text().as_bytes() == input, "same: the text is not the bytes");
            for at in 0..u32::try_from(input.len()).unwrap_or(0).min(2000) {
                let place = source.position(at);
                hold!(place.line >= 1 && place.column >= 1, "position: {place:?}");
            }
            article(world, Format::Text, input)
        }
        Err(e) => Ok([hash(std::mem::discriminant(&e))].into()),
    }
}

fn config(_: &World, input: &[u8]) -> Result<Features, String> {
    let text = String::from_utf8_lossy(input);
    let errors = factlint::cli::config_errors(&text, std::path::Path::new("/nowhere"));
    hold!(errors == factlint::cli::config_errors(&text, std::path::Path::new("/nowhere")), "same: other errors the second time");
    rules::errors(&errors, &text)
}

/// The first line is the path, the second goes into every message, the rest is the article.
fn emitters(world: &World, input: &[u8]) -> Result<Features, String> {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.splitn(3, '\n');
    let (path, message, body) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let (features, found) = invariants::article(world, Format::Markdown, body)?;
    emit::check(&emit::report(&format!("in/{path}"), body, found, message))?;
    Ok(features)
}
