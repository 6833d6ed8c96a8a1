//! Sentence bounds.

use super::{Document, Sentence};
use crate::lexicon::{Flags, Lexicon};

/// Cuts the blocks into sentences.
pub(super) fn cut(document: &mut Document, _lexicon: &Lexicon) {
    for (b, block) in document.blocks.iter_mut().enumerate() {
        let first = u32::try_from(document.sentences.len()).unwrap_or(u32::MAX);
        if let Some(token) = document.tokens.get_mut(block.tokens.start as usize) {
            token.flags.set(Flags::FIRST);
        }
        document.sentences.push(Sentence {
            text: block.text,
            tokens: block.tokens.clone(),
            block: u32::try_from(b).unwrap_or(u32::MAX),
            display: false,
        });
        block.sentences = first..first + 1;
    }
}
