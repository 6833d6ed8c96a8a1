//! Bulleted and numbered lists behind an announcement that ends its block.

use super::super::Cx;
use super::super::form::mark;
use super::Counted;
use super::announce::Announced;
use crate::document::{Block, BlockKind};

/// Counts the items of the list behind an announcement whose colon ends its block.
pub(super) fn read(cx: &Cx<'_>, found: &Announced) -> Option<Counted> {
    let at = cx.doc.blocks.partition_point(|b| b.tokens.end <= found.colon);
    let block = cx.doc.blocks.get(at)?;
    let announces = found.title || mark(cx, found.colon) == ":" && !block.kind.is_display();
    if !announces || found.colon + 1 != block.tokens.end {
        return None;
    }
    let first = cx.doc.blocks.get(at + 1).filter(|b| b.kind == BlockKind::ListItem)?;
    let place = first.list.filter(|p| p.item == 0 && block.list.is_none_or(|own| own.list != p.list))?;
    let behind = cx.doc.blocks.get(at + 1..)?;
    let own = |b: &Block| b.list.is_some_and(|p| p.list == place.list || p.depth > place.depth);
    let length = behind.iter().take_while(|b| own(b)).count();
    let items = behind.iter().take(length).filter_map(|b| b.list).filter(|p| p.list == place.list).map(|p| p.item + 1).max()?;
    // A list that a paragraph or a code block interrupts goes on behind it.
    let broken = behind.iter().skip(length).take(3).any(|b| b.list.is_some_and(|p| p.depth == place.depth));
    // One item that announces something itself is cut off by it: "to look up a member:", a block of code, and the next item.
    let cut = items == 1 && first.tokens.end.checked_sub(1).is_some_and(|i| mark(cx, i) == ":");
    if cut {
        return None;
    }
    let last = behind.get(length.checked_sub(1)?)?;
    let span = cx.span(first.tokens.start..last.tokens.end);
    Some(Counted { span, least: items, most: items, open: broken })
}
