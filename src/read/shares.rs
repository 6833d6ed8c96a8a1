//! x of y beside a percentage or a fraction.

use super::{ClaimSchema, Cx, Readings};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[];

/// Reads a document.
pub(super) fn read(_cx: &Cx<'_>, _out: &mut Readings) {}
