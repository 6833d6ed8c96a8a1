//! `--fix`: what it makes of an article, round by round.

use super::Features;
use super::generate::{PROSE, pieces};
use super::invariants::hold;
use super::rng::Rng;
use super::world::{World, hash};
use factlint::cli::{Fixed, fixed};
use factlint::document::Format;
use factlint::judge::Finding;
use factlint::limits;
use factlint::report::{FileReport, Report};
use factlint::source::{Source, Span};
use std::sync::Arc;

/// What there is to fix, and what stands around it.
pub(crate) const WORDS: &[&str] = &[
    "Peking ",
    "Kiev",
    "Naples, ",
    "Constantinople",
    "colour television ",
    "colour  television",
    "very ",
    "very very ",
    "basically ",
    "basically the ",
    "the very the ",
    "the the ",
    "The the the ",
    "of of",
    "of\nof ",
    "and\tand ",
    "in order to ",
    "utilise ",
    "make use of ",
    "**Peking** ",
    "Pe*king* ",
    "[Kiev](https://e.org/Kiev) ",
    "`Peking` ",
    "&nbsp;Kiev ",
    "K&#105;ev ",
    "the <b>the</b> ",
    "the **the** ",
    "“the the” ",
    "# Peking\n\n",
    "> very ",
    "- of of\n",
    "| Peking | very |\n|---|---|\n| Kiev | Kiev |\n",
    "---\ntitle: Peking\n---\n",
    "<!-- factlint-ignore-next house/names: x -->\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    ".",
    "\u{feff}",
    "\u{301}",
    "é",
    "\u{a0}",
];

pub(crate) fn generate(rng: &mut Rng) -> Vec<u8> {
    (0..=rng.below(6)).map(|_| pieces(rng, WORDS, 8) + &pieces(rng, PROSE, 4)).collect::<String>().into_bytes()
}

/// Fixes an article until nothing is left to fix, or as often as the program does, and looks at each step.
pub(crate) fn run(world: &World, input: &[u8]) -> Result<Features, String> {
    let mut text = String::from_utf8_lossy(input).into_owned();
    let mut features = Features::new();
    let (mut found, mut next) = judged(world, &text);
    let mut seen = vec![text.clone()];
    for round in 0..limits::ROUNDS {
        let Some(fix) = next else { break };
        hold!(fix.text.len() <= text.len() + 16 * found.len(), "grown: {} bytes to {}", text.len(), fix.text.len());
        steps(world, &text, &found, &fix)?;
        features.insert(hash((round, fix.edits.len().min(4))));
        // These rules do not undo each other.
        hold!(!seen.contains(&fix.text), "circle: round {round} gives what was there before");
        seen.push(fix.text.clone());
        let (again, more) = judged(world, &fix.text);
        gone(&found, &again, &fix)?;
        (text, found, next) = (fix.text, again, more);
    }
    Ok(features)
}

/// What is found in a text, and what `--fix` makes of it.
fn judged(world: &World, text: &str) -> (Vec<Finding>, Option<Fixed>) {
    let source = Arc::new(Source::from_text("in/x.md", text.to_owned()));
    let findings = world.fixing.judge(&world.fixing.read(Arc::clone(&source), Format::Markdown, None)).findings;
    let file = FileReport { path: source.path.clone(), findings: findings.clone(), source: Some(source), ..FileReport::default() };
    let fixed = fixed(&Report { files: vec![file], ..Report::default() }, &world.fixing.rules).pop();
    (findings, fixed)
}

/// Only what a finding of a safe rule names is replaced, by what it says, and nothing else is touched.
fn steps(world: &World, text: &str, found: &[Finding], fix: &Fixed) -> Result<(), String> {
    let (mut whole, mut last) = (text.to_owned(), u32::try_from(text.len()).unwrap_or(u32::MAX));
    hold!(!fix.edits.is_empty(), "edits: none, and yet a text");
    for edit in fix.edits.iter().rev() {
        let range = edit.span.range();
        hold!(edit.span.start <= edit.span.end && edit.span.end <= last, "apart: {edit:?} reaches to {last}");
        let Some(old) = text.get(range.clone()) else { return Err(format!("bounds: {edit:?}")) };
        let named = found.iter().filter(|f| world.fixing.rules.rule(&f.rule).is_some_and(|r| r.safe)).flat_map(|f| &f.fixes);
        let mut named = named.filter(|f| f.text == edit.text);
        let spaced =
            |span: Span| edit.text.is_empty() && (old.strip_suffix(' ').is_some() || old.starts_with(' ')) && one_more(span, edit.span);
        hold!(named.any(|f| f.label.span == edit.span || spaced(f.label.span)), "named: {edit:?} over {old:?}");
        hold!(!old.contains(['\n', '\r', '*', '`', '<', '&']), "markup: {edit:?} over {old:?}");
        whole.replace_range(range, &edit.text);
        last = edit.span.start;
    }
    hold!(whole == fix.text, "same: not what the edits make of it");
    hold!(whole != text, "same: an edit that changes nothing");
    Ok(())
}

/// Whether a span is another and one byte at one of its ends.
fn one_more(named: Span, taken: Span) -> bool {
    (taken.start == named.start && taken.end == named.end + 1) || (taken.start + 1 == named.start && taken.end == named.end)
}

/// What was replaced is not told again at its place.
fn gone(found: &[Finding], again: &[Finding], fix: &Fixed) -> Result<(), String> {
    let mut shift = 0_i64;
    for edit in &fix.edits {
        let place = i64::from(edit.span.start) + shift;
        shift += i64::try_from(edit.text.len()).unwrap_or(0) - i64::from(edit.span.end - edit.span.start);
        let old = found.iter().find(|f| f.fixes.iter().any(|x| x.label.span.overlaps(edit.span) && x.text == edit.text));
        let Some(old) = old.filter(|_| !edit.text.is_empty()) else { continue };
        let told = again.iter().filter(|f| f.rule == old.rule).flat_map(|f| &f.fixes);
        let mut told = told.filter(|f| i64::from(f.label.span.start) == place && f.text == edit.text);
        hold!(told.next().is_none(), "again: {edit:?} of {} is told at {place}", old.rule);
    }
    Ok(())
}
