//! What readers seek is necessary: a reader that looks at its spots only finds what it finds when it looks at every token.
//!
//! A word that is missing in a `SOUGHT` would otherwise be missed in silence.

use crate::support::{project, report, tree};
use factlint::document::Format;
use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::read::{Readings, Spot};
use factlint::rule;
use factlint::source::Source;
use rayon::prelude::*;
use std::sync::Arc;

/// The texts in a TOML value, however deep.
fn texts(value: &toml::Value, out: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => out.push(text.replace("[[", "").replace("]]", "")),
        toml::Value::Array(list) => list.iter().for_each(|v| texts(v, out)),
        toml::Value::Table(table) => table.iter().for_each(|(_, v)| texts(v, out)),
        _ => {}
    }
}

/// Every text that there is: articles and tables of the fixtures, rules with their examples, pages.
fn all() -> Vec<(String, Format, String)> {
    let mut out = Vec::new();
    for path in ["fixtures", "rules"].iter().flat_map(|f| tree(&project(f))).chain([project("README.md"), project("CONTRIBUTING.md")]) {
        let name = path.to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if let Some(format) = Format::of_path(&name) {
            out.push((name, format, text));
        } else if !name.contains("lexicon")
            && let Ok(table) = text.parse::<toml::Table>()
        {
            let mut list = Vec::new();
            texts(&toml::Value::Table(table), &mut list);
            // As many paragraphs as an article may have, so that nothing is left out for its size.
            out.extend(list.chunks(50).enumerate().map(|(i, c)| (format!("{name} ({i})"), Format::Text, c.join("\n\n"))));
        }
    }
    out
}

/// The first two things that differ between a reading at spots and one at every token.
fn difference(spots: &Readings, everywhere: &Readings) -> Option<String> {
    fn first<T: PartialEq + std::fmt::Debug>(one: &[T], other: &[T]) -> Option<String> {
        let at = (0..one.len().max(other.len())).find(|i| one.get(*i) != other.get(*i))?;
        Some(format!("\n  at spots: {:?}\n  everywhere: {:?}", one.get(at), other.get(at)))
    }
    first(spots.all(), everywhere.all()).or_else(|| first(&spots.claims, &everywhere.claims))
}

#[test]
fn what_readers_pass_over_has_nothing_for_them() {
    let mut lexicon = Lexicon::builtin().unwrap();
    let rules = rule::load(&rule::builtin::files(), &mut lexicon, &rule::LoadOptions::default()).unwrap();
    let engine = Engine::new(lexicon, rules);
    let (all, kinds) = (all(), Spot::first_looks().collect::<Vec<_>>());
    assert!(all.len() > 200 && kinds.len() > 30, "only {} texts, {} kinds of spots", all.len(), kinds.len());
    let failures: Vec<String> = all
        .into_par_iter()
        .flat_map_iter(|(name, format, text)| {
            let source = Arc::new(Source::from_text("x", text));
            let spots = engine.read(Arc::clone(&source), format, None).readings;
            let differ = |kinds: &[Spot]| difference(&spots, &engine.read_everywhere(Arc::clone(&source), format, kinds).readings);
            let one_by_one = if differ(&kinds).is_some() { kinds.as_slice() } else { &[] };
            one_by_one.iter().filter_map(|k| Some(format!("{name}: {k:?}{}", differ(&[*k])?))).collect::<Vec<_>>()
        })
        .collect();
    report(&failures);
}
