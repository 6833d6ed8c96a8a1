//! Markdown.

use super::Builder;
use crate::source::Source;

/// Parses Markdown.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    super::plain::parse(source, builder);
}
