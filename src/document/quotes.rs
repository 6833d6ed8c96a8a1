//! Quotations and who speaks them.

use super::Document;
use crate::lexicon::Lexicon;

/// Pairs quotation marks and flags the tokens between them.
pub(super) fn find(_document: &mut Document) {}

/// Finds the speakers of quotations.
pub(super) fn attribute(_document: &mut Document, _lexicon: &Lexicon) {}
