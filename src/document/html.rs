//! HTML pages.

use super::Builder;
use crate::source::Source;

/// Parses a page.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    super::plain::parse(source, builder);
}
