//! A version in the words of a link against the version in its address: “[Tarn 1.4.2](https://tarn.example/dist/1.4.1/)”.
//!
//! Only links with one version in either are told, and only where neither is the other cut short ("1.4" for "1.4.2").

use super::form::{field, text};
use super::{Claim, ClaimSchema, Cx, Readings};
use crate::document::{Format, TextSpan};
use rustc_hash::FxHashMap;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "link-version",
    about: "The words of a link name one version and its address another: \"[Tarn 1.4.2](https://tarn.example/dist/1.4.1/)\".",
    fields: &[field("label", "text", "the version in the words"), field("address", "text", "the version in the address")],
}];

/// An address is looked for so many bytes in front of the words of a link, in HTML.
const REACH: usize = 400;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    if cx.doc.links.is_empty() {
        return;
    }
    let source = cx.doc.source.text();
    let mut known: Option<FxHashMap<String, &str>> = None;
    for &link in &cx.doc.links {
        let words = cx.doc.text(link);
        let Some(label) = Some(words).filter(|w| w.len() < 200).and_then(only).filter(|_| !is_section(words)) else { continue };
        let markdown = cx.doc.format == Format::Markdown;
        let definitions = known.get_or_insert_with(|| if markdown { definitions(source) } else { FxHashMap::default() });
        let span = cx.doc.source_span(link);
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(address) = address(source, start, end, definitions) else { continue };
        // The host may be an address of numbers; what stands behind it is the path.
        let path = address.split_once("://").map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let Some(told) = only(path).filter(|t| !is_prefix(&label, t) && !is_prefix(t, &label)) else { continue };
        let flat = |v: &[u32], by: &str| v.iter().map(ToString::to_string).collect::<Vec<_>>().join(by);
        // "release-1-4-2", "v142": the same version in another form stands in the address as well.
        if ["-", "_", ""].iter().any(|by| path.contains(&flat(&label, by)) && flat(&label, by).len() > 2) {
            continue;
        }
        out.claims.push(
            Claim::new("link-version", link)
                .with("label", label_span(cx, link), text(&flat(&label, ".")))
                .with_implied("address", text(&flat(&told, "."))),
        );
    }
}

/// Whether the number of a label is that of a part of a text: "section 3.1".
fn is_section(words: &str) -> bool {
    const PARTS: &[&str] = &[
        "section", "sections", "chapter", "part", "figure", "fig.", "table", "step", "page", "appendix", "rfc", "clause", "§", "lesson",
        "item",
    ];
    words.split_whitespace().any(|w| PARTS.contains(&w.to_lowercase().as_str()))
}

/// Where the version stands in the words of a link: from the word before it on.
fn label_span(cx: &Cx<'_>, link: TextSpan) -> TextSpan {
    let (first, last) = (cx.doc.token_at(link.start), cx.doc.token_at(link.end));
    let version = |i: &u32| only(cx.text(*i)).is_some() || cx.text(*i).chars().next().is_some_and(|c| c.is_ascii_digit());
    let Some(at) = (first..last).find(version) else { return link };
    let end = (at..last).take_while(|i| *i == at || cx.touches(*i)).last().unwrap_or(at) + 1;
    let from = at.checked_sub(1).filter(|&b| b >= first && cx.is_capitalised(b)).unwrap_or(at);
    cx.span(from..end)
}

/// The addresses of reference links by their label: `[label]: https://…` at the start of a line.
fn definitions(source: &str) -> FxHashMap<String, &str> {
    let line = |l: &'_ str| -> Option<(String, usize)> {
        let (label, rest) = l.trim_start().strip_prefix('[')?.split_once("]:")?;
        Some((label.to_lowercase(), rest.len()))
    };
    let mut found = FxHashMap::default();
    for l in source.lines() {
        if let Some((label, rest)) = line(l) {
            let address = l.get(l.len() - rest..).unwrap_or("").split_whitespace().next().unwrap_or("");
            found.entry(label).or_insert(address);
        }
    }
    found
}

/// The address of the link whose words stand at a place of the source.
fn address<'a>(source: &'a str, start: usize, end: usize, definitions: &FxHashMap<String, &'a str>) -> Option<&'a str> {
    let behind = source.get(end..)?;
    if let Some(inline) = behind.strip_prefix("](") {
        return inline.split([')', ' ', '\n']).next();
    }
    let label = || source.get(start..end).map(str::to_lowercase);
    if let Some(named) = behind.strip_prefix("][") {
        let name = named.split(']').next().unwrap_or("").to_lowercase();
        return definitions.get(&if name.is_empty() { label()? } else { name }).copied();
    }
    if behind.starts_with(']') {
        return definitions.get(&label()?).copied();
    }
    let mut from = start.saturating_sub(REACH);
    while !source.is_char_boundary(from) {
        from += 1;
    }
    let tag = source.get(from..start).filter(|b| b.ends_with('>'))?.rsplit("<a ").next().filter(|t| !t.contains("</a"))?;
    let (_, value) = tag.split_once("href=")?;
    value.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', '>']).next()
}

/// The only version in a text: numbers joined by dots, no date and no part of a name.
fn only(text: &str) -> Option<Vec<u32>> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut found: Option<Vec<u32>> = None;
    // "compare/1.4.1...1.4.2" has two.
    for piece in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).flat_map(|p| p.split("..")) {
        let piece = piece.trim_matches('.').trim_start_matches(['v', 'V']);
        // "1.4.2.tar.gz": what follows the numbers is an ending.
        let mut parts = Vec::new();
        for part in piece.split('.') {
            match part.parse::<u32>() {
                Ok(n) if part.len() <= 4 => parts.push(n),
                _ => break,
            }
        }
        let rest = piece.split('.').nth(parts.len());
        let clean = rest.is_none_or(|r| r.chars().all(|c| c.is_ascii_alphabetic()));
        let version = parts.len() >= 2 && clean && parts.first().is_some_and(|n| *n < 1000);
        if version && found.as_ref().is_some_and(|f| *f != parts) {
            return None;
        }
        if version {
            found = Some(parts);
        }
    }
    found
}

fn is_prefix(short: &[u32], long: &[u32]) -> bool {
    long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_other_numbers() {
        assert_eq!(only("Tarn v1.4.2"), Some(vec![1, 4, 2]));
        assert_eq!(only("dist/tarn-1.4.2.tar.gz"), Some(vec![1, 4, 2]));
        assert_eq!(only("from 1.4 to 1.5"), None);
        assert_eq!(only("compare/1.4.1...1.4.2"), None);
        assert_eq!(only("compare/v1.4.1..v1.4.2"), None);
        assert_eq!(only("issues/1234"), None);
        assert_eq!(only("2015.02.20"), None);
    }
}
