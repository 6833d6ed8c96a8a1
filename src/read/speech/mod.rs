//! Direct speech that lost its quotation marks.
//!
//! A clause in the first person beside a speaker and a reporting verb is somebody's own words. An article that itself says "I" or
//! "we" tells nothing: its sentences look the same.

mod clause;

use super::form::field;
use super::{ClaimSchema, Cx, Readings, Sought, Spot};
use crate::document::{BlockKind, Sentence};
use crate::lexicon::Class;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "lost-quotes",
    about: "Direct speech without quotation marks: \"I have never felt prouder of this town, Mayor Lena Ortiz said.\"",
    fields: &[
        field("words", "text", "the words that are spoken"),
        field("speaker", "text", "who speaks them"),
        field("verb", "text", "the reporting verb"),
        field("kind", "text", "'before' (the words, then the speaker) or 'colon' (the speaker, a colon, the words)"),
    ],
}];

/// Pronouns of the first person.
pub(super) const FIRST_PERSON: Sought = Sought { classes: &[Class::FirstPerson], ..Sought::NONE };

/// Verbs of saying behind what is said, or before a colon.
pub(super) const SAYS: Sought = Sought {
    words: "added adds admitted announced argued claimed commented concluded continued cried declared explained insisted joked noted posted \
        recalled remarked replied said says shouted stated told tweeted warned wrote writes read reads",
    ..Sought::NONE
};

/// An article with so many first-person sentences that nobody is said to speak has a voice of its own.
const OWN_VOICE: usize = 3;

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut own = 0;
    let mut claims = Vec::new();
    for (_, sentence) in cx.sentences_with(Spot::FirstPerson).filter(|(_, s)| is_running(cx, s)) {
        if let Some(claim) = clause::read(cx, sentence) {
            claims.push(claim);
        } else {
            own += usize::from(
                cx.spots_in(sentence.tokens.clone(), Spot::FirstPerson).any(|i| clause::is_first_person(cx, i) && !cx.doc.is_quoted(i)),
            );
        }
    }
    if own < OWN_VOICE {
        out.claims.append(&mut claims);
    }
}

fn is_running(cx: &Cx<'_>, sentence: &Sentence) -> bool {
    !sentence.display && cx.doc.block_of(sentence).is_some_and(|b| b.kind == BlockKind::Paragraph)
}
