//! Counts with a name of their own: "a baker's dozen", "a gross of".

use super::super::Cx;
use super::form::{Form, Shape};
use crate::lexicon::Class;
use crate::value::Number;

/// A named count that starts at a token.
pub(super) fn special(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Form> {
    let article = u32::from(matches!(cx.folded(at), "a" | "the"));
    let first = at + article;
    let done =
        |n: i64, end: u32| (end <= limit).then_some(Form { start: at, end, number: Number::int(n), shape: Shape::Plain, words: true });
    match cx.folded(first) {
        "baker" if cx.folded(first + 1) == "'s" && cx.folded(first + 2) == "dozen" => done(13, first + 3),
        // "a gross violation" is none.
        "gross" if article == 1 && cx.folded(at) == "a" && (cx.folded(first + 1) == "of" || cx.is(first + 1, Class::Be)) => {
            done(144, first + 1)
        }
        _ => None,
    }
}
