//! Releases in a log of changes: "## [1.4.2] - 2023-01-10" above "## [1.4.1] - 2023-12-20".
//!
//! Only versions of one series (1.4.1, 1.4.2) are compared: an older series may have a release after a newer one has begun.

use super::super::form::text;
use super::super::{Claim, Cx, Kind, Mention, Readings};
use crate::document::{Block, BlockKind};
use crate::value::{Granularity, Value};

/// A heading of a release.
struct Release<'o> {
    parts: [u32; 3],
    date: &'o Mention,
    block: &'o Block,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let headings = cx.doc.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading(_)));
    let releases: Vec<Release<'_>> = headings.filter_map(|b| release(cx, out, b)).collect();
    let mut claims = Vec::new();
    for pair in releases.windows(2) {
        let [a, b] = pair else { continue };
        let (newer, older) = if a.parts > b.parts { (a, b) } else { (b, a) };
        let ([x, y, n], [v, w, m]) = (newer.parts, older.parts);
        if (x, y) != (v, w) || n == m || a.block.kind != b.block.kind {
            continue;
        }
        let version = |r: &Release<'_>| text(&r.parts.map(|p| p.to_string()).join("."));
        claims.push(
            Claim::new("release-order", newer.date.span)
                .with_implied("newer", version(newer))
                .with("newer_date", newer.date.span, newer.date.value.clone())
                .with_implied("older", version(older))
                .with("older_date", older.date.span, older.date.value.clone()),
        );
    }
    out.claims.append(&mut claims);
}

/// The version and the day of a heading, where it has one of each.
fn release<'o>(cx: &Cx<'o>, out: &'o Readings, block: &'o Block) -> Option<Release<'o>> {
    let day = |m: &&Mention| matches!(&m.value, Value::Date(d) if d.valid && d.granularity == Granularity::Day && d.said.year.is_some());
    let mut dates = out.within(block.tokens.clone(), Kind::Date).filter(|m| !m.inner).filter(day);
    let date = dates.next().filter(|_| dates.next().is_none())?;
    let words = cx.doc.text(block.text).split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',' | '/' | ':'));
    let mut versions = words.filter_map(version);
    let parts = versions.next().filter(|_| versions.next().is_none())?;
    Some(Release { parts, date, block })
}

/// "1.4.2", "v1.4.2"; no candidate ("1.4.2-rc.1").
fn version(word: &str) -> Option<[u32; 3]> {
    let mut parts = word.strip_prefix(['v', 'V']).unwrap_or(word).split('.').map(|p| p.parse::<u32>().ok().filter(|_| p.len() < 4));
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}
