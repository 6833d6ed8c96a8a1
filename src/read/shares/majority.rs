//! "A majority of the members, 43 percent": a word of majority with a figure right beside it.

use super::super::amounts::{self, Amount};
use super::super::{Claim, Cx, np};
use super::apposition;
use crate::value::{Exact, Interval, Value};
use std::ops::Range;

/// The comparison that a word of majority makes.
pub(super) fn at(cx: &Cx<'_>, amounts: &[Amount], t: u32, limit: u32) -> Option<Claim> {
    let before = t.checked_sub(1).map_or("", |b| cx.folded(b));
    let (name, least) = match cx.folded(t) {
        // "needs a majority" and "no majority" are none; "the majority party" is a name.
        "majority"
            if matches!(
                before,
                "a" | "the" | "vast" | "large" | "clear" | "slim" | "narrow" | "small" | "overwhelming" | "solid" | "bare"
            ) =>
        {
            ("majority", true)
        }
        "minority" if matches!(before, "a" | "small" | "tiny" | "sizable" | "large") => ("minority", false),
        "most" if !matches!(before, "the" | "at" | "'s" | "its" | "their" | "second" | "third") => ("most", true),
        _ => return None,
    };
    let wanted = (t.saturating_sub(6)..t).any(|k| {
        matches!(
            cx.folded(k),
            "need"
                | "needs"
                | "needed"
                | "needing"
                | "require"
                | "requires"
                | "required"
                | "no"
                | "not"
                | "without"
                | "lack"
                | "lacks"
                | "lost"
                | "short"
                | "seek"
                | "win"
                | "by"
        )
    });
    // "Most respondents, 43 percent": some say so of the largest group.
    let loose = name == "most" && cx.folded(t + 1) != "of";
    let plain = |noun: &Range<u32>| {
        noun.end - noun.start <= 2 && cx.folded(noun.end.saturating_sub(1)).ends_with('s')
            || matches!(cx.folded(t + 1), "people" | "women" | "men")
    };
    let whole = if loose {
        Some(np::after(cx, t + 1, limit)).filter(|n| !n.is_empty() && plain(n)).map(|n| n.end)?
    } else {
        whole_after(cx, t + 1, limit, name == "most")?
    };
    let share = apposition::after(cx, amounts, whole, whole, limit).filter(|_| !wanted)?;
    let half = Some(Exact::int(50));
    let range = if least { Interval { lo: half, hi: None } } else { Interval { lo: None, hi: half } };
    Some(
        Claim::new("comparison", cx.span(t..share.tokens.end))
            .with("claim", cx.span(t..t + 1), Value::Text(name.to_owned()))
            .with("share", share.span, share.value.clone())
            .with_implied("loose", Value::Bool(loose))
            .with_implied("expected", Value::Percent(Box::new(amounts::computed(half, range)))),
    )
}

/// Where the words of the whole end: "of the members". Without "of", "most members" is too often the largest group only.
fn whole_after(cx: &Cx<'_>, start: u32, limit: u32, named: bool) -> Option<u32> {
    if cx.folded(start) != "of" {
        return (!named).then_some(start);
    }
    let first = (start + 1..limit.min(start + 5))
        .find(|&t| !matches!(cx.folded(t), "the" | "its" | "their" | "his" | "her" | "our" | "those" | "these" | "all"))?;
    let noun = np::after(cx, first, limit);
    (!noun.is_empty()).then_some(noun.end)
}
