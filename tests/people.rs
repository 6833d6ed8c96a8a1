//! Runs the hand-labelled texts under `fixtures/labels-people/`: who is named, and who is meant.
//!
//! In a text, `[words](id)` is a mention of the person `id` and `[words](=id)` a role that the text gives to that person; what is
//! not marked is no person. Scores:
//! - person: exact spans, precision and recall over all texts;
//! - clusters: of all labelled mentions, the share that is found and whose cluster is the one that answers its person, where
//!   clusters and persons are matched one to one by the number of mentions that they share;
//! - roles: the share of labelled roles that a claim gives to the right person with an overlapping span.

use factlint::document::{Document, Format};
use factlint::lexicon::Lexicon;
use factlint::read::{Kind, Readings};
use factlint::source::Source;
use factlint::value::Value;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

const PERSON_F1: f64 = 95.0;
const CLUSTER_ACCURACY: f64 = 95.0;
const ROLE_RECALL: f64 = 80.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    text: Vec<Labelled>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    topic: String,
    text: String,
}

/// A text without its labels, and the labels.
#[derive(Default)]
struct Gold {
    text: String,
    people: Vec<(Range<usize>, String)>,
    roles: Vec<(Range<usize>, String)>,
}

/// Takes the labels out of a text.
fn unlabel(labelled: &str) -> Gold {
    let mut gold = Gold::default();
    let mut rest = labelled;
    while let Some((before, after)) = rest.split_once('[') {
        let open = || panic!("an open label: {after}");
        let (words, after) = after.split_once("](").unwrap_or_else(open);
        let (id, after) = after.split_once(')').unwrap_or_else(open);
        gold.text.push_str(before);
        let start = gold.text.len();
        gold.text.push_str(words);
        let span = start..gold.text.len();
        match id.strip_prefix('=') {
            Some(id) => gold.roles.push((span, id.to_owned())),
            None => gold.people.push((span, id.to_owned())),
        }
        rest = after;
    }
    gold.text.push_str(rest);
    gold
}

#[derive(Default)]
struct Score {
    labelled: usize,
    found: usize,
    exact: usize,
    clustered: usize,
    roles: usize,
    roles_found: usize,
    errors: String,
}

#[test]
#[expect(clippy::print_stderr, reason = "the measured figures are shown with --nocapture")]
fn people_are_found_and_told_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/labels-people");
    let lexicon = Lexicon::builtin().expect("the embedded lexicon parses");
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("the folder is there").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let (mut score, mut texts) = (Score::default(), 0);
    for file in files {
        let table: Table = toml::from_str(&std::fs::read_to_string(&file).expect("a readable table")).expect("a table of texts");
        for labelled in &table.text {
            texts += 1;
            judge(labelled, &lexicon, &mut score);
        }
    }
    let percent = |n: usize, of: usize| 100.0 * f64::from(u32::try_from(n).expect("few")) / f64::from(u32::try_from(of).expect("few"));
    let f1 = percent(2 * score.exact, score.labelled + score.found);
    let accuracy = percent(score.clustered, score.labelled);
    let roles = percent(score.roles_found, score.roles);
    let summary = format!(
        "{texts} texts, {} mentions: person exact F1 {f1:.1}, cluster accuracy {accuracy:.1}; {} roles, recall {roles:.1}\n",
        score.labelled, score.roles
    );
    eprint!("{summary}");
    assert!(texts >= 40 && score.labelled >= 300, "{summary}");
    assert!(f1 >= PERSON_F1 && accuracy >= CLUSTER_ACCURACY && roles >= ROLE_RECALL, "{summary}{}", score.errors);
}

fn judge(labelled: &Labelled, lexicon: &Lexicon, score: &mut Score) {
    let gold = unlabel(&labelled.text);
    let mut document = Document::parse(Arc::new(Source::from_text("case", gold.text.clone())), Format::Text, lexicon);
    let readings = factlint::read::read(&mut document, lexicon, None);
    let found = people(&document, &readings);
    score.labelled += gold.people.len();
    score.found += found.len();
    // How many mentions each person and each cluster share.
    let mut shared: BTreeMap<(&str, u32), usize> = BTreeMap::new();
    for (span, id) in &gold.people {
        if let Some((_, entity)) = found.iter().find(|(s, _)| s == span) {
            score.exact += 1;
            *shared.entry((id, *entity)).or_default() += 1;
        } else {
            let near = found.iter().find(|(s, _)| s.start < span.end && span.start < s.end);
            let got = near.map_or("nothing", |(s, _)| at(&gold.text, s));
            let _ = writeln!(score.errors, "{}: missed {:?} (got {got:?})", labelled.topic, at(&gold.text, span));
        }
    }
    for (span, _) in &found {
        if !gold.people.iter().any(|(s, _)| s.start < span.end && span.start < s.end) {
            let _ = writeln!(score.errors, "{}: extra {:?}", labelled.topic, at(&gold.text, span));
        }
    }
    let answers = one_to_one(&shared);
    for (span, id) in &gold.people {
        let Some((_, entity)) = found.iter().find(|(s, _)| s == span) else { continue };
        if answers.get(id.as_str()) == Some(entity) {
            score.clustered += 1;
        } else {
            let _ = writeln!(score.errors, "{}: {:?} at {} is not told to be {id}", labelled.topic, at(&gold.text, span), span.start);
        }
    }
    let claims: Vec<_> = readings.claims.iter().filter(|c| c.kind == "role").collect();
    for (span, id) in &gold.roles {
        score.roles += 1;
        let hit = claims.iter().any(|c| {
            let place = c.fields.iter().find(|f| f.name == "role").and_then(|f| f.span).map(|s| source(&document, s));
            let who = c.fields.iter().find_map(|f| match &f.value {
                Value::Person(p) if f.name == "person" => Some(p.entity),
                _ => None,
            });
            place.is_some_and(|p| p.start < span.end && span.start < p.end) && who.is_some() && who == answers.get(id.as_str()).copied()
        });
        if hit {
            score.roles_found += 1;
        } else {
            let _ = writeln!(score.errors, "{}: role {:?} is not given to {id}", labelled.topic, at(&gold.text, span));
        }
    }
}

fn at<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    text.get(span.clone()).unwrap_or_default()
}

fn source(document: &Document, span: factlint::document::TextSpan) -> Range<usize> {
    let span = document.source_span(span);
    span.start as usize..span.end as usize
}

/// The people of a text, in order: span and cluster.
fn people(document: &Document, readings: &Readings) -> Vec<(Range<usize>, u32)> {
    let mut list: Vec<_> = readings
        .all()
        .iter()
        .filter(|m| m.kind == Kind::Person && !m.inner)
        .filter_map(|m| match &m.value {
            Value::Person(p) => Some((source(document, m.span), p.entity)),
            _ => None,
        })
        .collect();
    list.sort_by_key(|(s, _)| s.start);
    list
}

/// The cluster that answers each person: pairs that share most first, each used once.
fn one_to_one<'a>(shared: &BTreeMap<(&'a str, u32), usize>) -> BTreeMap<&'a str, u32> {
    let mut pairs: Vec<_> = shared.iter().collect();
    pairs.sort_by_key(|(pair, n)| (std::cmp::Reverse(**n), **pair));
    let mut out = BTreeMap::new();
    for (&(id, entity), _) in pairs {
        if !out.contains_key(id) && !out.values().any(|e| *e == entity) {
            out.insert(id, entity);
        }
    }
    out
}
