//! How an article writes percentages, times of day and dates, for consistency of form.
//!
//! Only the article's own running text is read: headings, captions, tables and quotations have other habits.

use super::form::{field, mark, text};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings};
use crate::lexicon::{Class, TokenKind};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "number-form",
    about: "One way of writing what can be written in several: \"40 percent\" beside \"15%\", \"7 p.m.\" beside \"11pm\".",
    fields: &[
        field("group", "text", "'percent', 'time' or 'date'"),
        field("form", "text", "the form, by its example: '12%', '7 p.m.', 'June 18'"),
    ],
}];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for block in cx.doc.blocks.iter().filter(|b| !b.kind.is_display()) {
        for i in out.starts_in(block.tokens.clone()) {
            let told = |m: &&Mention| !m.inner && matches!(m.kind, Kind::Percent | Kind::Time | Kind::Date);
            let Some(m) = out.at(i).find(told).filter(|_| !cx.doc.is_quoted(i)) else { continue };
            // A line may break inside.
            let written = cx.doc.text(m.span).replace(['\r', '\n'], " ");
            let form = match m.kind {
                Kind::Percent => percent(&written),
                Kind::Time => time(&written),
                _ => date(cx, m.tokens.start),
            };
            let group = match m.kind {
                Kind::Percent => "percent",
                Kind::Time => "time",
                _ => "date",
            };
            if let Some(form) = form {
                claims.push(Claim::new("number-form", m.span).with_implied("group", text(group)).with("form", m.span, text(form)));
            }
        }
    }
    out.claims.append(&mut claims);
}

fn percent(written: &str) -> Option<&'static str> {
    let digits = written.starts_with(|c: char| c.is_ascii_digit());
    match written {
        w if w.ends_with('%') => Some("12%"),
        w if digits && w.ends_with("per cent") => Some("12 per cent"),
        w if digits && w.ends_with(" percent") => Some("12 percent"),
        _ => None,
    }
}

fn time(written: &str) -> Option<&'static str> {
    let low = written.to_lowercase();
    let marked = |m: &str| low.ends_with(m) && low.starts_with(|c: char| c.is_ascii_digit());
    match () {
        () if marked(" a.m.") || marked(" p.m.") => Some("7 p.m."),
        () if marked(" am") || marked(" pm") => Some("7 pm"),
        () if marked("am") || marked("pm") => Some("7pm"),
        () if marked("a.m.") || marked("p.m.") => Some("7p.m."),
        () => None,
    }
}

/// "June 18" or "18 June".
fn date(cx: &Cx<'_>, i: u32) -> Option<&'static str> {
    let i = if cx.is(i, Class::Weekday) { i + 1 + u32::from(mark(cx, i + 1) == ",") } else { i };
    let number = |k: u32| cx.is_kind(k, TokenKind::Number) && cx.text(k).len() <= 2;
    match () {
        () if cx.is(i, Class::Month) && number(i + 1) => Some("June 18"),
        () if number(i) && cx.is(i + 1, Class::Month) => Some("18 June"),
        () => None,
    }
}
