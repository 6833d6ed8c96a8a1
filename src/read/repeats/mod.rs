//! Repeated words, phrases, sentences and paragraphs.
//!
//! The same words twice in a row are told as [`adjacent`] claims, right or wrong; what English allows ("had had", "no, no",
//! "Duran Duran") carries `allowed`, so that a rule can choose. Sentences and paragraphs that return are told by [`whole`].

mod adjacent;
mod whole;

use super::form::field;
use super::{ClaimSchema, Cx, Readings};

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "repeat",
        about: "The same words twice in a row: \"other countries. other countries.\", \"to to\".",
        fields: &[
            field("first", "text", "the words"),
            field("second", "text", "the same words again"),
            field("words", "number", "how many words are repeated"),
            field("gap", "text", "the marks between the two, without spaces"),
            field("allowed", "bool", "whether English or rhetoric may repeat them: \"had had\", \"no, no\", names, numbers"),
            field("doubtful", "bool", "whether the two may belong to different phrases: \"log in in\", \"what it is is\""),
        ],
    },
    ClaimSchema {
        name: "repeated-sentence",
        about: "A sentence of six words or more, or a paragraph, that stands in the text twice.",
        fields: &[
            field("first", "text", "the earlier place"),
            field("second", "text", "the later place"),
            field("similarity", "number", "share of equal words, from 0.95 to 1"),
            field("apart", "number", "sentences between the two"),
            field("formula", "bool", "whether it may be a formula: it returns in another section, behind a list or far below"),
            field("paragraph", "bool", "whether a whole paragraph returns"),
        ],
    },
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut room = adjacent::Words::new();
    for block in &cx.doc.blocks {
        adjacent::read(cx, block.tokens.clone(), &mut room, out);
    }
    whole::read(cx, out);
}
