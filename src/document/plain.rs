//! Plain text: metadata lines at the top, then paragraphs.

use super::{BlockKind, Builder};
use crate::source::{Source, Span};

/// Parses a plain text.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let text = source.text();
    builder.open(BlockKind::Paragraph, None);
    builder.text(text.get(source.body_start()..).unwrap_or(""), Span::of(source.body_start()..text.len()));
    builder.close();
}
