//! Shares of one whole that stand below one another: "- In favour: 52 percent", "- Against: 31 percent", "- Undecided: 24 percent".

use super::super::amounts::{self, Amount, Amounts};
use super::super::{Claim, Cx};
use crate::document::{Block, BlockKind};
use crate::lexicon::Class;
use crate::value::{Exact, Hedge, Interval, Value};

/// Blocks on either side of a list in which its question may be told.
const NEAR: usize = 3;
/// Words of one answer, at most.
const LONGEST: usize = 12;

/// Adds the claims of the lists of a document.
pub(super) fn read(cx: &Cx<'_>, all: &Amounts, claims: &mut Vec<Claim>) {
    let blocks = &cx.doc.blocks;
    let list = |b: &Block| b.list.filter(|_| b.kind == BlockKind::ListItem).map(|p| (p.list, p.depth));
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let Some(own) = list(block) else {
            at += 1;
            continue;
        };
        let length = blocks.get(at..).unwrap_or(&[]).iter().take_while(|b| list(b) == Some(own)).count();
        if length >= 3 {
            let items = blocks.get(at..at + length).unwrap_or(&[]);
            let near = blocks.get(at.saturating_sub(NEAR)..blocks.len().min(at + length + NEAR)).unwrap_or(&[]);
            claims.extend(breakdown(cx, all, items, near));
        }
        at += length;
    }
}

/// The breakdown that the items of a list make: each is one answer with one percentage, one of them whatever the others leave.
fn breakdown(cx: &Cx<'_>, all: &Amounts, items: &[Block], near: &[Block]) -> Option<Claim> {
    let shares: Vec<&Amount> = items.iter().map(|b| share(cx, all, b)).collect::<Option<_>>()?;
    let several = |t: u32| {
        matches!(cx.folded(t), "multiple" | "several" | "rounding" | "rounded" | "apply" | "any")
            || cx.folded(t) == "more" && cx.folded(t + 1) == "than" && cx.folded(t + 2) == "one"
    };
    let residual = |b: &Block| b.tokens.clone().any(|t| cx.phrase(t, b.tokens.end, Class::ResidualAnswer).is_some());
    if !items.iter().any(residual) || near.iter().any(|b| b.tokens.clone().any(several)) {
        return None;
    }
    let sum = shares.iter().try_fold(Exact::ZERO, |sum, s| sum.add(s.value.number()?.nominal))?;
    let range = shares.iter().try_fold(Interval::point(Exact::ZERO), |sum, s| Some(sum.add(s.value.number()?.range)))?;
    if sum > Exact::int(140) {
        return None;
    }
    let (first, last) = (shares.first()?, shares.last()?);
    Some(
        Claim::new("percent-breakdown", last.span)
            .with("parts", first.span.cover(last.span), Value::List(shares.iter().map(|s| s.value.clone()).collect()))
            .with_implied("sum", Value::Percent(Box::new(amounts::computed(Some(sum), range))))
            .with_implied("residual", Value::Bool(true))
            .with_implied("rest", Value::Bool(false)),
    )
}

/// The only figure of an item, a percentage.
fn share<'a>(cx: &Cx<'_>, all: &'a Amounts, item: &Block) -> Option<&'a Amount> {
    let [amount] = all.of(item.sentences.start) else { return None };
    let exact = amount.value.number().is_some_and(|n| n.hedge == Hedge::Exact);
    let changed = item.tokens.clone().any(|t| matches!(cx.folded(t), "up" | "down" | "+" | "points" | "more" | "fewer" | "less"));
    let plain = item.sentences.len() == 1 && item.tokens.len() <= LONGEST && !amount.compound;
    (plain && exact && !changed && matches!(amount.value, Value::Percent(_))).then_some(amount)
}
