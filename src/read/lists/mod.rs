//! Announced counts and the lists that follow them.
//!
//! [`announce`] finds a count with a plural noun that a colon or dash follows, [`titles`] one at the head of a title over a list, [`over`] one that other sentences part from its list; [`items`] counts what comes behind it in the
//! sentence, [`apposed`] the names behind a comma, [`blocks`] the items of a bulleted or numbered list. The number of items is a range: "and" may stand inside an item
//! and a comma before an apposition, so that only a count outside all readings is certainly wrong.

mod announce;
mod apposed;
mod blocks;
mod items;
mod over;
mod titles;

use super::form::{field, optional, text, words};
use super::{Claim, ClaimSchema, Cx, Readings};
use crate::document::TextSpan;
use crate::value::{Exact, Interval, Number, Value};
use announce::Announced;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "list-count",
    about: "An announced count with its list: \"four goals: cheaper housing, safer streets and better schools\".",
    fields: &[
        field("count", "number", "the announced count; a range where it is hedged"),
        field("items", "number", "how many items the list has: from the least to the most that it can be read to have"),
        field("noun", "text", "what is counted, as written"),
        field("list", "text", "the list, from its first item to its last"),
        field("open", "bool", "whether the list says that it is not complete (including, such as, etc.) or may go on behind"),
        field("exact", "bool", "whether the items can be counted in one way only"),
        field("least", "number", "the least number of items"),
        optional("most", "number", "the greatest number of items; absent for an open list"),
        field("form", "text", "'run-in' (in the sentence) or 'list' (bulleted or numbered)"),
    ],
}];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for found in announce::all(cx, out) {
        let run_in = || items::read(cx, out, &found).filter(|_| !found.title);
        let counted = run_in().map(|c| (c, "run-in")).or_else(|| blocks::read(cx, &found).map(|c| (c, "list")));
        if let Some((counted, form)) = counted.filter(|(c, _)| is_near(&found, c)) {
            claims.push(claim(cx, &found, &counted, form));
        }
    }
    claims.extend(apposed::all(cx, out).iter().map(|(found, counted)| claim(cx, found, counted, "run-in")));
    out.claims.append(&mut claims);
}

/// A list with the number of its items.
struct Counted {
    /// From the first item to the last.
    span: TextSpan,
    /// The least number of items.
    least: u32,
    /// The greatest number of items.
    most: u32,
    /// Whether it may have more than it shows.
    open: bool,
}

/// So many items more or fewer than announced are a miscount; more are another list ("to store 25 frames: set the variable, or …").
const MISCOUNT: i64 = 2;

/// Whether a list can be the one that was announced, its count right or a little wrong.
fn is_near(found: &Announced, counted: &Counted) -> bool {
    let far = Exact::int(MISCOUNT);
    let over = |a: Exact, b: Exact| a.sub(b).is_some_and(|d| d > far);
    let n = found.value.nominal;
    !(over(n, Exact::int(i64::from(counted.most))) && !counted.open || over(Exact::int(i64::from(counted.least)), n))
}

fn claim(cx: &Cx<'_>, found: &Announced, counted: &Counted, form: &str) -> Claim {
    let number = |n: u32| Exact::int(i64::from(n));
    let range = Interval { lo: Some(number(counted.least)), hi: (!counted.open).then(|| number(counted.most)) };
    let shown = Number { range, ..Number::exact(number(counted.most)) };
    let claim = Claim::new("list-count", found.count.cover(counted.span))
        .with("count", found.count, Value::Number(Box::new(found.value)))
        .with("items", counted.span, Value::Number(Box::new(shown)))
        .with("noun", found.noun, words(cx, found.noun))
        .with("list", counted.span, words(cx, counted.span))
        .with_implied("open", Value::Bool(counted.open))
        .with_implied("exact", Value::Bool(!counted.open && counted.least == counted.most))
        .with_implied("least", Value::Number(Box::new(Number::exact(number(counted.least)))))
        .with_implied("form", text(form));
    if counted.open { claim } else { claim.with_implied("most", Value::Number(Box::new(Number::exact(number(counted.most))))) }
}

/// Whether a noun is of time, size or words, and no thing that is counted.
pub(super) fn is_measure(noun: &str) -> bool {
    announce::NO_LIST.contains(&noun)
}
