//! Attributes of template tags that readers see on the page: `{{< img alt="…" caption="…" >}}`.
//!
//! The tag itself is no prose; these values are captions, each a block of its own behind the block that the tag stands in.

use super::templates::Hidden;
use crate::source::Span;
use std::collections::VecDeque;

/// Attributes whose value is text for readers.
const SHOWN: &[&str] = &["alt", "caption", "title", "label"];

/// Texts of tags that have not become blocks yet, in order.
#[derive(Debug, Default)]
pub(super) struct Captions {
    waiting: VecDeque<(Span, String)>,
}

impl Captions {
    /// The texts in the tags of a text that starts at `base` in the file.
    pub(super) fn new(text: &str, base: usize, tags: &[Hidden]) -> Self {
        let mut waiting = VecDeque::new();
        for tag in tags {
            let start = (tag.span.start as usize).saturating_sub(base);
            let own = text.get(start..(tag.span.end as usize).saturating_sub(base)).unwrap_or("");
            // Tags that enclose code have lines of their own and are not looked into.
            if ["{{<", "{{%", "{%"].iter().any(|o| own.starts_with(o)) && !["\n\n", "\n\r\n"].iter().any(|b| own.contains(b)) {
                waiting.extend(values(own).map(|(at, value)| {
                    let from = base + start + at;
                    (Span::of(from..from + value.len()), value.to_owned())
                }));
            }
        }
        Self { waiting }
    }

    /// The next text that ends at or before a place of the file.
    pub(super) fn next_before(&mut self, place: usize) -> Option<(Span, String)> {
        self.waiting.front().filter(|(span, _)| span.end as usize <= place)?;
        self.waiting.pop_front()
    }
}

/// The values of shown attributes with their place in the tag: two words or more, without a tag inside.
fn values(tag: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let equals = at + tag.get(at..)?.find('=')?;
            let name = tag.get(..equals)?.rsplit(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').next().unwrap_or("");
            at = equals + 1;
            let quote = tag.get(at..)?.chars().next().filter(|c| matches!(c, '"' | '\''));
            let Some(quote) = quote else { continue };
            let start = at + 1;
            let length = tag.get(start..)?.find(quote)?;
            let value = tag.get(start..start + length)?;
            at = start + length + 1;
            let text = value.trim().contains(' ') && !value.contains(['{', '\\', '<']) && !value.contains("://");
            if text && SHOWN.contains(&name) {
                return Some((start, value));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_readers_see() {
        let tag = "{{< img src=\"a b\" alt=\"Two men in a boat\" caption='Ann Lee, left' title=\"One\" >}}";
        let found: Vec<_> = values(tag).map(|(at, v)| (tag.get(at..at + v.len()), v)).collect();
        assert_eq!(found, [(Some("Two men in a boat"), "Two men in a boat"), (Some("Ann Lee, left"), "Ann Lee, left")]);
    }
}
