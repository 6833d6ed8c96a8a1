//! Ages.

use super::{ClaimSchema, Cx, Readings};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    super::number::settle(cx, out);
}
