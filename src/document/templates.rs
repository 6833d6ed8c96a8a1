//! Template tags in articles: `{{ … }}`, `{% … %}`, `{{< … >}}`, `{: … }`, and `{ … }` of MDX. They are not prose.
//!
//! Before a page is parsed they are overwritten at equal length with letters, so that links around and in them still parse and
//! all offsets stay; [`Builder::objects`](super::Builder::objects) puts a stand-in where they stood.

use crate::source::Span;
use memchr::{memchr, memchr_iter};
use std::borrow::Cow;

/// A tag is no longer than this; what is longer is text with a brace in it.
const LONGEST: usize = 4096;
/// A block tag with what it encloses is no longer than this.
const LONGEST_BLOCK: usize = 64 * 1024;
/// Block tags whose content is not prose.
const OPAQUE: &[&str] = &["highlight", "comment", "mermaid", "math"];

/// Which kind of tag is an attribute.
const ATTRIBUTE: usize = 2;
/// Which kind is a comment.
const COMMENT: usize = 4;

/// A place in a text that is no prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// Where it is in the file.
    pub span: Span,
    /// Whether it leaves nothing but a space: attributes and comments stand for no words.
    pub silent: bool,
    /// Whether it is a comment, `{/* … */}`.
    pub comment: bool,
}

/// Overwrites the tags of a text that starts at `base` in the file. Gives the text and where the tags are in the file.
pub(super) fn blank(text: &str, base: usize, braces: bool) -> (Cow<'_, str>, Vec<Hidden>) {
    let mut found = Vec::new();
    let mut at = 0;
    // From where on a closer is known not to be near: keeps the search linear.
    let mut barren = [0_usize; 5];
    let mut no_block = 0;
    while let Some(open) = text.as_bytes().get(at..).and_then(|t| memchr(b'{', t)).map(|i| at + i) {
        let rest = text.get(open..).unwrap_or("");
        at = open + 1;
        let kind = match rest.as_bytes().get(1) {
            Some(b'{') => Some((0, "}}")),
            Some(b'%') => Some((1, "%}")),
            Some(b':' | b'.' | b'#') if is_attribute(rest) => Some((ATTRIBUTE, "}")),
            _ if braces && rest.starts_with("{/*") => Some((COMMENT, "*/}")),
            _ if braces => Some((3, "}")),
            _ => None,
        };
        let Some((slot, closer)) = kind else { continue };
        let Some(known) = barren.get_mut(slot) else { continue };
        if open < *known {
            continue;
        }
        let Some(length) = tag_length(rest, closer) else {
            let near = near(rest);
            *known = open + blank_line(near).unwrap_or(near.len());
            continue;
        };
        let mut end = open + length;
        if open >= no_block
            && let Some(words) = opaque(rest, length)
        {
            match opaque_length(rest, length, words) {
                Some(longer) => end = open + longer,
                None => no_block = open + LONGEST_BLOCK,
            }
        }
        found.push((open..end, slot));
        at = end;
    }
    if found.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let hidden = |(r, slot): (std::ops::Range<usize>, usize)| Hidden {
        span: Span::of(base + r.start..base + r.end),
        silent: matches!(slot, ATTRIBUTE | COMMENT),
        comment: slot == COMMENT,
    };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (range, _) in &found {
        out.push_str(text.get(from..range.start).unwrap_or(""));
        out.extend(std::iter::repeat_n('x', range.len()));
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    (Cow::Owned(out), found.into_iter().map(hidden).collect())
}

/// The text that a tag can reach if no line is blank.
fn near(rest: &str) -> &str {
    let mut end = rest.len().min(LONGEST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest.get(..end).unwrap_or("")
}

/// Where the line before the first blank line ends.
fn blank_line(near: &str) -> Option<usize> {
    let bytes = near.as_bytes();
    memchr_iter(b'\n', bytes).find(|n| matches!(bytes.get(n + 1..), Some([b'\n', ..] | [b'\r', b'\n', ..])))
}

/// How far a tag reaches: to its closer, where no line before it is blank.
fn tag_length(rest: &str, closer: &str) -> Option<usize> {
    let near = near(rest);
    let at = near.find(closer)?;
    blank_line(near.get(..at)?).is_none().then_some(at + closer.len())
}

/// A line of attributes has fewer bytes than this.
const LONGEST_ATTRIBUTES: usize = 200;

/// Whether a brace opens attributes for the element before it, as kramdown writes them.
fn is_attribute(rest: &str) -> bool {
    let near = rest.as_bytes().get(..LONGEST_ATTRIBUTES).unwrap_or(rest.as_bytes());
    let line = near.iter().position(|&b| b == b'\n');
    let whole = line.or((near.len() == rest.len()).then_some(near.len()));
    whole.and_then(|end| near.get(..end)).is_some_and(|line| line.contains(&b'}'))
}

/// The name of a block tag whose content is not prose.
fn opaque(rest: &str, tag: usize) -> Option<&'static str> {
    let words = rest.get(..tag)?.trim_start_matches(['{', '%', '<', '-']).trim_start();
    OPAQUE.iter().copied().find(|n| words.strip_prefix(*n).is_some_and(|after| after.starts_with([' ', '%', '>', '\n', '\r', '-'])))
}

/// The length of a block tag with its content and its end tag.
fn opaque_length(rest: &str, tag: usize, name: &str) -> Option<usize> {
    let mut end = rest.len().min(LONGEST_BLOCK);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let content = rest.get(tag..end)?;
    let close = [format!("{{% end{name}"), format!("{{%- end{name}"), format!("{{{{< /{name}"), format!("{{{{% /{name}")];
    let at = close.iter().filter_map(|c| content.find(c.as_str())).min()?;
    let tail = content.get(at..)?.find('}')?;
    let mut length = tag + at + tail + 1;
    if rest.get(length..).is_some_and(|r| r.starts_with('}')) {
        length += 1;
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_blanked_at_equal_length() {
        let (text, tags) = blank("a {{< b >}} c {% d %} e {: .f} {g} {{ h", 3, false);
        assert_eq!(text, "a xxxxxxxxx c xxxxxxx e xxxxxx {g} {{ h");
        let tags: Vec<_> = tags.iter().map(|t| (t.span, t.silent)).collect();
        assert_eq!(tags, [(Span::new(5, 14), false), (Span::new(17, 24), false), (Span::new(27, 33), true)]);
        assert_eq!(blank("{g} h", 0, true).0, "xxx h");
        let (text, tags) = blank("{/* a } b */} c", 0, true);
        assert_eq!((text.as_ref(), tags.first().is_some_and(|t| t.comment)), ("xxxxxxxxxxxxx c", true));
        assert_eq!(blank("{{ a\n\nb }}", 0, false).0, "{{ a\n\nb }}");
    }

    #[test]
    fn code_between_block_tags_is_blanked_too() {
        let (text, tags) = blank("{% highlight js %}\n\nx()\n{% endhighlight %} b", 0, false);
        assert_eq!(tags.len(), 1);
        assert!(text.ends_with("x b"));
    }
}
