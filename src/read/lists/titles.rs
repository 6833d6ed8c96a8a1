//! Titles that announce a list: a line of its own without a colon, right over a list ("Six beaches you can still have to yourself").

use super::super::Cx;
use super::super::form::{is_function, is_wordlike, mark};
use super::announce::{Announced, LARGEST, NO_LIST, is_plural};
use crate::document::{BlockKind, TextSpan};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Number};

/// Words before the count of a title.
const BEFORE: &[&str] = &["top", "here", "are", "best"];

/// Nouns whose count over a list is that of another page or of what readers left.
#[rustfmt::skip]
const NO_TITLE: &[&str] = &[
    "comments", "responses", "replies", "thoughts", "results", "reviews", "votes", "answers", "posts", "articles", "photos", "images", "items", "entries", "users",
    "members", "likes", "shares", "views", "followers", "pingbacks", "trackbacks", "products", "jobs", "listings", "matches", "contributors", "commits", "branches",
    "changes", "files", "people", "stars", "links", "pages", "players",
];

/// A count at the head of a line without a colon or a stop, right over a list.
pub(super) fn at(cx: &Cx<'_>, count: TextSpan, start: u32, end: u32, value: Number) -> Option<Announced> {
    let at = cx.doc.blocks.partition_point(|b| b.tokens.end <= start);
    let block = cx.doc.blocks.get(at)?;
    let over = cx.doc.blocks.get(at + 1).is_some_and(|b| b.kind == BlockKind::ListItem);
    let kind = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Title);
    let leads = start.saturating_sub(block.tokens.start) <= 2 && (block.tokens.start..start).all(|i| BEFORE.contains(&cx.folded(i)));
    let whole = value.nominal.is_integer() && value.nominal >= Exact::int(3) && value.nominal <= Exact::int(LARGEST);
    if !over || !kind || !leads || !whole || !value.range.is_point() {
        return None;
    }
    let words = end..block.tokens.end;
    let plain = words.clone().all(|i| is_wordlike(cx, i) || matches!(mark(cx, i), "'" | "’" | "-" | "&" | ","));
    let head = (end..block.tokens.end.min(end + 4)).find(|&i| is_plural(cx, i) && !cx.is(i, Class::Unit))?;
    let describes = (end..head).all(|i| !is_function(cx, i) && cx.is_kind(i, TokenKind::Word));
    let counted = !NO_LIST.contains(&cx.folded(head)) && !NO_TITLE.contains(&cx.folded(head));
    (plain && describes && counted && words.len() >= 3 && words.len() <= 14).then(|| Announced {
        count,
        value,
        noun: cx.span(end..head + 1),
        people: false,
        colon: block.tokens.end - 1,
        title: true,
    })
}
