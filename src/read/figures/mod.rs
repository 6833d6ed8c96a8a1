//! Figures that an article tells twice, and figures that follow from others: one quantity with two values, means, percentages of a few.
//!
//! Invariants:
//! - A second figure is of the same thing only where it takes the first one up: "the", "this" or "its" with the same noun.
//! - Revisions, plans, other sources and other scopes keep the reader silent.

mod deeds;
mod means;
mod pairs;
mod rates;
mod sizes;

use super::amounts;
use super::form::field;
use super::{ClaimSchema, Cx, Look, Readings, Sought, Spot};
use crate::lexicon::Class;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "figure-pair",
        about: "One quantity told with two values: \"a $7.2 million footbridge … the $2.7 million footbridge\".",
        fields: &[
            field("noun", "text", "what it is a quantity of"),
            field("first", "any", "the value told first"),
            field("second", "any", "the value told where the thing is taken up"),
            field(
                "how",
                "text",
                "\"scale\": the same digits a thousand times as large, \"scale-loose\" of another noun; \"digits\": digits swapped; \"toll\": dead; \"deed\": the same was done to it; \"value\": any other",
            ),
        ],
    },
    ClaimSchema {
        name: "mean",
        about: "A total, a count and their mean: \"the nine boats landed 1,350 kilos, an average of 150 kilos each\".",
        fields: &[
            field("count", "number", "how many"),
            field("total", "any", "the total"),
            field("mean", "any", "the mean as told"),
            field("actual", "any", "total by count, with the rounding that the mean shows"),
        ],
    },
    ClaimSchema {
        name: "percent-of-few",
        about: "A percentage of a small whole: \"47 percent of the nine lifeboats\".",
        fields: &[
            field("percent", "percent", "the percentage as told"),
            field("whole", "number", "of how many"),
            field("nearest", "number", "the part that comes nearest"),
            field("near", "percent", "what that part makes"),
            field("apart", "number", "percentage points between the two"),
        ],
    },
];

/// Words of means and of percentages.
pub(super) const MEAN: Sought = Sought { words: "average averaging averaged percent % cent", ..Sought::NONE };

/// Numbers.
pub(super) const FIGURE: Sought = Sought { classes: &[Class::NumberWord], looks: &[Look::Number], ..Sought::NONE };

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    let amounts = amounts::of(cx, out);
    for (i, sentence) in cx.sentences_with(Spot::Mean) {
        let beside = |n: u32| cx.doc.sentences.get(n as usize).is_some_and(|s| s.block == sentence.block && !s.display);
        let earlier = i.checked_sub(1).filter(|&n| beside(n)).map_or(&[] as &[_], |n| amounts.of(n));
        means::read(cx, amounts.of(i), earlier, &sentence.tokens, &mut claims);
    }
    pairs::read(cx, out, &amounts, &mut claims);
    out.claims.extend(claims);
}
