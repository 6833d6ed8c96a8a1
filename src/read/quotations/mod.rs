//! Quotations: mentions, and the same words given twice; questions that are run-in headings.

mod requoted;
mod works;

use super::form::{count, field, is_function, is_wordlike, mark, optional, words};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings, bound};
use crate::document::{BlockKind, Quote};
use crate::value::Value;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "quotation",
        about: "A quotation with its speaker: “We will not sell,” Ms. Ito said.",
        fields: &[
            field("words", "text", "the words between the marks"),
            field("length", "number", "how many words"),
            optional("speaker", "text", "who says it, where a reporting verb stands beside it"),
        ],
    },
    ClaimSchema {
        name: "requoted",
        about: "Two quotations that are nearly the same, or the same words from two speakers: “We will never sell” and “We will not sell”.",
        fields: &[
            field("first", "text", "the earlier quotation"),
            field("second", "text", "the later quotation"),
            field("similarity", "number", "share of words in the same order, from 0.7 to 1"),
            field("retold", "bool", "the later one is told as the earlier one again: in display text, or as \"her exact words\""),
            field("one_slip", "bool", "they differ in one word"),
            field(
                "sharper",
                "bool",
                "the earlier one is in the headline and has a word that makes it absolute (never, always, all) where the text has others",
            ),
            optional("same_speaker", "bool", "whether one speaker says both; absent where that is not known"),
        ],
    },
    ClaimSchema {
        name: "turned-quotation",
        about: "A quotation with two words of an earlier one of the same speaker in each other's place: “nerve, not money” and “money, not nerve”.",
        fields: &[field("first", "text", "the earlier quotation"), field("second", "text", "the later quotation")],
    },
    ClaimSchema {
        name: "work-forms",
        about: "Titles of works that differ in one small word or one letter: “A Field in Winter” and “The Field in Winter”.",
        fields: &[
            field("first", "text", "the earlier one"),
            field("second", "text", "the later one"),
            field("words", "text", "the words of the later one"),
        ],
    },
    ClaimSchema {
        name: "run-in-heading",
        about: "A short question that stands as a heading inside a paragraph: \"What will it cost? Repairs cost …\"",
        fields: &[
            field("question", "text", "the question"),
            field("echo", "bool", "whether the next sentence takes up a word of it: it is answered at once"),
            field("leads", "bool", "whether it is the first sentence of its paragraph"),
            field("titled", "bool", "whether it has two words with capitals side by side behind the first: a title, a name"),
        ],
    },
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let length = |quote: &Quote| quote.tokens.clone().filter(|&i| is_wordlike(cx, i)).count();
    let quotes: Vec<(&Quote, usize)> = cx.doc.quotes.iter().map(|q| (q, length(q))).filter(|(_, length)| *length > 0).collect();
    for (quote, _) in &quotes {
        let value = words(cx, quote.text);
        out.add(Mention { kind: Kind::Quote, span: quote.text, tokens: quote.tokens.clone(), value, inner: false });
    }
    // An article that is cut is read again: of one that has nothing but quotations, no claims are made that nobody sees.
    if bound::end(cx, Some(out.all())).is_some() {
        return;
    }
    for (quote, length) in quotes {
        let value = words(cx, quote.text);
        let claim = Claim::new("quotation", quote.text).room(2 + usize::from(quote.speaker.is_some()));
        let claim = claim.with("words", quote.text, value).with_implied("length", count(length));
        out.claims.push(if let Some(speaker) = quote.speaker { claim.with("speaker", speaker, words(cx, speaker)) } else { claim });
    }
    requoted::read(cx, out);
    works::read(cx, out);
    let running = |block: u32| cx.doc.blocks.get(block as usize).is_some_and(|b| b.kind == BlockKind::Paragraph);
    for (_, sentence) in cx.sentences().filter(|(_, s)| s.display && running(s.block)) {
        if sentence.tokens.end.checked_sub(1).is_some_and(|i| mark(cx, i) == "?") {
            let next = sentence.tokens.end..cx.sentence_end(sentence.tokens.end);
            // A chain of questions is rhetoric.
            let asked = next.end.checked_sub(1).is_some_and(|i| mark(cx, i) == "?");
            let echo = !asked
                && sentence
                    .tokens
                    .clone()
                    .any(|i| is_wordlike(cx, i) && !is_function(cx, i) && next.clone().any(|k| cx.word(k) == cx.word(i)));
            let capital = |i: u32| sentence.tokens.start < i && i < sentence.tokens.end && is_wordlike(cx, i) && cx.is_capitalised(i);
            let titled = !asked && sentence.tokens.clone().any(|i| capital(i) && capital(i + 1));
            let leads = cx.doc.block_of(sentence).is_some_and(|b| b.tokens.start == sentence.tokens.start);
            out.claims.push(
                Claim::new("run-in-heading", sentence.text)
                    .with("question", sentence.text, words(cx, sentence.text))
                    .with_implied("echo", Value::Bool(echo))
                    .with_implied("leads", Value::Bool(leads))
                    .with_implied("titled", Value::Bool(titled)),
            );
        }
    }
}
