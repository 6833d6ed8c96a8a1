//! Orphan fragments: sentences that begin lower-case after a full stop, and other signs that words are missing.
//!
//! The reader looks at stops itself: where a sentence ends is just what a lost word makes doubtful.

mod broken;
mod orphan;

use super::form::field;
use super::{ClaimSchema, Cx, Readings};
pub(super) use broken::{CONJUNCTION, SOUGHT as BROKEN};
pub(super) use orphan::FULL_STOP;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "fragment",
        about: "A sentence that begins lower-case: \"She is the top official. from the East to the ministry.\"",
        fields: &[
            field("text", "text", "the fragment, to its own stop"),
            field("previous", "text", "the sentence before it, with its stop"),
            field("start", "text", "the first word"),
            field("stop", "text", "the stop before it"),
            field("verb", "bool", "whether it has a finite verb that the word lists know"),
            field("words", "number", "its length in words"),
            field("kind", "text", "'lower-case'"),
        ],
    },
    ClaimSchema {
        name: "broken",
        about: "Words that cannot stand together, or end a sentence: \"agreed to the.\", \"the of\".",
        fields: &[
            field("text", "text", "the words"),
            field(
                "kind",
                "text",
                "'dangling' (a sentence ends in an article or a possessive), 'clash' (two words that cannot follow each other) or 'verbless' (a clause without its verb)",
            ),
        ],
    },
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    for block in cx.doc.blocks.iter().filter(|b| !b.kind.is_display()) {
        orphan::read(cx, block.tokens.clone(), out);
        broken::read(cx, block.tokens.clone(), out);
    }
}
