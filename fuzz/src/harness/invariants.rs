//! What holds for every article.

use super::Features;
use super::world::{World, hash};
use factlint::document::{Document, Format};
use factlint::judge::{Article, Finding, Suppressions};
use factlint::read::Spot;
use factlint::source::Source;
use std::sync::Arc;

/// Fails with a text where something does not hold.
macro_rules! hold {
    ($condition:expr, $($text:tt)*) => {
        if !$condition {
            return Err(format!($($text)*));
        }
    };
}
pub(super) use hold;

/// The document of an article: everything in order, in bounds, on the bounds of characters.
pub(crate) fn document(document: &Document) -> Result<(), String> {
    let (prose, source) = (&document.prose.text, document.source.text());
    let mut last = 0;
    for (i, token) in (0_u32..).zip(&document.tokens) {
        hold!(token.start >= last && token.end > token.start, "order: token {i} {}..{} behind {last}", token.start, token.end);
        hold!(prose.get(token.start as usize..token.end as usize).is_some(), "bounds: token {i} {}..{}", token.start, token.end);
        last = token.end;
        let span = document.source_span(document.token_span(i..i + 1));
        hold!(span.start <= span.end, "order: source of token {i} {span:?}");
        hold!(source.get(span.start as usize..span.end as usize).is_some(), "bounds: source of token {i} {span:?}");
        let place = document.source.position(span.start);
        hold!(place.line >= 1 && place.column >= 1, "position: {place:?}");
    }
    let tokens = u32::try_from(document.tokens.len()).unwrap_or(u32::MAX);
    let mut at = 0;
    for (i, sentence) in document.sentences.iter().enumerate() {
        hold!(sentence.tokens.start >= at && sentence.tokens.end <= tokens, "order: sentence {i} {:?}", sentence.tokens);
        hold!((sentence.block as usize) < document.blocks.len(), "bounds: block of sentence {i}");
        at = sentence.tokens.end.max(at);
    }
    let mut at = 0;
    for (i, block) in document.blocks.iter().enumerate() {
        hold!(block.tokens.start >= at && block.tokens.end <= tokens, "order: block {i} {:?}", block.tokens);
        hold!(prose.get(block.text.range()).is_some(), "bounds: block {i} {:?}", block.text);
        at = block.tokens.end.max(at);
    }
    for quote in &document.quotes {
        hold!(prose.get(quote.text.range()).is_some() && quote.tokens.end <= tokens, "bounds: quote {quote:?}");
    }
    for comment in &document.comments {
        hold!(document.source.span_text(*comment).is_some(), "bounds: comment {comment:?}");
    }
    Ok(())
}

/// What was read and found in an article.
pub(crate) fn findings(article: &Article, findings: &[Finding], features: &mut Features) -> Result<(), String> {
    let document = &article.document;
    for mention in article.readings.all() {
        hold!(document.prose.text.get(mention.span.range()).is_some(), "bounds: mention {mention:?}");
        hold!(mention.tokens.start < mention.tokens.end, "order: mention {mention:?}");
        features.insert(hash((mention.kind, mention.inner)));
    }
    for claim in &article.readings.claims {
        hold!(document.prose.text.get(claim.anchor.range()).is_some(), "bounds: claim {claim:?}");
        features.insert(hash((claim.kind, claim.fields.len())));
    }
    for finding in findings {
        hold!(!finding.message.is_empty() && !finding.fingerprint.is_empty(), "empty: {finding:?}");
        features.insert(hash(&finding.rule));
        for label in finding.labels().chain(finding.fixes.iter().map(|f| &f.label)) {
            hold!(label.span.start <= label.span.end, "order: label {label:?}");
            hold!(document.source.span_text(label.span) == Some(label.text.as_str()), "quote: label {label:?}");
        }
    }
    Ok(())
}

/// An article from its text to its findings, twice.
pub(crate) fn article(world: &World, format: Format, text: &str) -> Result<(Features, Vec<Finding>), String> {
    let mut features = Features::new();
    let read = || world.engine.read(Arc::new(Source::from_text("in/x.md", text.to_owned())), format, None);
    let (one, two) = (read(), read());
    document(&one.document)?;
    hold!(one.readings.all() == two.readings.all() && one.readings.claims == two.readings.claims, "same: read twice, read differently");
    let source = Arc::new(Source::from_text("in/x.md", text.to_owned()));
    let everywhere = world.engine.read_everywhere(source, format, &Spot::first_looks().collect::<Vec<_>>()).readings;
    hold!(one.readings.all() == everywhere.all() && one.readings.claims == everywhere.claims, "sought: missed at its spots");
    let (mut found, again) = (world.engine.judge(&one).findings, world.engine.judge(&two).findings);
    hold!(found == again, "same: judged twice, judged differently");
    findings(&one, &found, &mut features)?;
    let claims = world.engine.pattern_claims(&one);
    features.extend(claims.iter().map(|c| hash(&c.name)));
    let before = found.len();
    let mut suppressions = Suppressions::of(&one);
    let gone = suppressions.apply("in/x.md", &mut found);
    hold!(before == found.len() + gone, "count: {before} findings, {gone} left out, {} left", found.len());
    let complaints = suppressions.complaints(&one.document.source, &world.rules, &|_| true);
    findings_of_suppressions(&complaints, &one, &mut features)?;
    found.extend(complaints);
    features
        .insert(hash(("blocks", one.document.blocks.iter().map(|b| format!("{:?}", b.kind)).collect::<std::collections::BTreeSet<_>>())));
    Ok((features, found))
}

fn findings_of_suppressions(complaints: &[Finding], article: &Article, features: &mut Features) -> Result<(), String> {
    for complaint in complaints {
        let label = &complaint.primary;
        hold!(article.document.source.span_text(label.span) == Some(label.text.as_str()), "quote: complaint {label:?}");
        features.insert(hash(complaint.message.split('\'').next()));
    }
    Ok(())
}
