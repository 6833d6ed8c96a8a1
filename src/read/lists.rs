//! Announced counts and the lists that follow them.

use super::{ClaimSchema, Cx, Readings};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[];

/// Reads a document.
pub(super) fn read(_cx: &Cx<'_>, _out: &mut Readings) {}
