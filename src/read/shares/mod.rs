//! Shares: x of y, beside a percentage or alone, and words of majority beside one.
//!
//! Invariants:
//! - A part and its whole count the same things, so a share names them with one noun and nothing between them but a
//!   determiner, a possessive or adjectives.
//! - `actual` is what the words come to, in percent, as a range: exact counts leave one unit of the last digit that the
//!   percentage shows, "one in five" and "a third" are ways of speaking and leave two and a half points.

mod anaphors;
mod apposition;
mod beside;
mod majority;
mod parts;

use super::amounts::{self, Amount};
use super::form::{field, optional};
use super::{Claim, ClaimSchema, Cx, Readings, Sought, Spot, np};
use crate::lexicon::Class;
use crate::value::{Exact, Interval, Number, Value};
use parts::Share;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "share",
        about: "A part of a whole: \"nine of the 12 jurors, or 82 percent\", \"340 of the village's 310 residents\", \"one in five (25%)\".",
        fields: &[
            optional("part", "number", "how many; absent where a fraction says it"),
            optional("whole", "number", "of how many"),
            optional("fraction", "number", "\"a third\", \"nearly two-thirds\", \"more than half\""),
            optional("percent", "percent", "the share in percent, as told"),
            field("noun", "text", "what is counted; empty where no word says"),
            field("bounded", "bool", "the part cannot exceed the whole: no capacity, target or mark"),
            field("actual", "percent", "100 * part / whole, with the rounding that the words allow"),
        ],
    },
    ClaimSchema {
        name: "comparison",
        about: "A word of majority beside a figure: \"a majority, 46 percent\", \"most members (43%)\".",
        fields: &[
            field("claim", "text", "majority, minority or most; or a fraction with counts beside it: half, a third"),
            field("share", "percent", "the figure beside it, or what the counts come to"),
            field("loose", "bool", "\"most members\" without \"of\": some say so of the largest group"),
            field("expected", "percent", "what the word allows: from 50 up, up to 50, about a third"),
        ],
    },
];

/// Words and marks that a share is told with.
pub(super) const SOUGHT: Sought = Sought { words: "of in % percent cent", ..Sought::NONE };

/// Words of majority.
pub(super) const MAJORITY: Sought = Sought { words: "majority minority most", ..Sought::NONE };

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let all = amounts::of(cx, out);
    for (i, sentence) in cx.sentences_with(Spot::Share) {
        let tokens = sentence.tokens.clone();
        let amounts = all.of(i);
        // Each share and each comparison has one.
        if amounts.is_empty() {
            continue;
        }
        let shares = parts::find(cx, amounts, &tokens);
        let told =
            |back: u32| i.checked_sub(back).and_then(|n| Some((cx.doc.sentences.get(n as usize).filter(|s| !s.display)?, all.of(n))));
        let back = anaphors::find(cx, &anaphors::Told { sentence: &tokens, amounts, earlier: told(1), before: told(2) });
        let mut claims: Vec<Claim> = shares.iter().chain(&back).filter_map(|s| claim(cx, amounts, s, &tokens)).collect();
        claims
            .extend(shares.windows(2).filter_map(|w| if let [said, counted] = w { restated(cx, said, counted, tokens.end) } else { None }));
        claims.extend(shares.iter().chain(&back).filter_map(|s| beside::then_fraction(cx, s, amounts, tokens.end)));
        claims.extend(amounts.iter().filter_map(|a| beside::of_counted(cx, amounts, a, tokens.end)));
        claims.extend(cx.spots_in(tokens.clone(), Spot::Majority).filter_map(|t| majority::at(cx, amounts, t, tokens.end)));
        out.claims.extend(claims);
    }
}

fn claim(cx: &Cx<'_>, amounts: &[Amount], share: &Share, sentence: &Range<u32>) -> Option<Claim> {
    let end = share.tokens.end;
    let noun = np::after(cx, end, sentence.end);
    // "One in four of the apartments, 20 percent,": the whole stands behind "of".
    let of = (noun.is_empty() && cx.folded(end) == "of" && matches!(cx.folded(end + 1), "the" | "its" | "their" | "all" | "our"))
        .then(|| np::after(cx, end + 2, sentence.end))
        .filter(|n| !n.is_empty());
    let noun_end = of.map_or(noun.end.max(end), |n| n.end);
    let percent =
        apposition::after(cx, amounts, end, noun_end, sentence.end).or_else(|| apposition::before(cx, amounts, share.tokens.start));
    // A way of speaking is a claim only where a figure stands beside it.
    if percent.is_none() && !share.counted {
        return None;
    }
    let tokens = percent.map_or(share.tokens.clone(), |p| share.tokens.start.min(p.tokens.start)..end.max(p.tokens.end));
    let slack =
        if share.counted { percent.and_then(|p| p.value.number()).map_or(Exact::ZERO, |n| n.half_unit) } else { Exact::ratio(5, 2)? };
    let mut claim = Claim::new("share", cx.span(tokens));
    let (told, range) = match (&share.part, &share.whole, &share.fraction) {
        (Some(part), Some(whole), _) => {
            claim = claim.with("part", part.span, part.value.clone()).with("whole", whole.span, whole.value.clone());
            percent_of(&part.value, &whole.value)?
        }
        (_, _, Some(fraction)) => {
            claim = claim.with("fraction", fraction.span, fraction.value.clone());
            let n = fraction.value.number()?.scaled(Exact::int(100))?;
            (Some(n.nominal), n.range)
        }
        _ => return None,
    };
    if let Some(percent) = percent {
        claim = claim.with("percent", percent.span, percent.value.clone());
    }
    let words = if noun.is_empty() { share.label.clone().unwrap_or_default() } else { cx.doc.text(cx.span(noun.clone())).to_owned() };
    let claim = if noun.is_empty() {
        claim.with_implied("noun", Value::Text(words))
    } else {
        claim.with("noun", cx.span(noun.clone()), Value::Text(words))
    };
    let bounded = share.counted && !share.soft && !is_soft(cx, &noun, sentence);
    Some(
        claim
            .with_implied("bounded", Value::Bool(bounded))
            .with_implied("actual", Value::Percent(Box::new(amounts::computed(told, range.widen(slack))))),
    )
}

/// "Less than half of the residents, 667,000 of 1.3 million": a fraction with the counts right beside it.
fn restated(cx: &Cx<'_>, said: &Share, counted: &Share, limit: u32) -> Option<Claim> {
    let fraction = said.fraction.as_ref()?;
    let (part, whole) = (counted.part.as_ref()?, counted.whole.as_ref()?);
    let noun = np::after(cx, said.tokens.end, limit);
    let open = noun.end.max(said.tokens.end);
    let beside =
        matches!(cx.text(open), "," | "(" | "\u{2014}" | "\u{2013}") && counted.tokens.start.saturating_sub(open) <= 3 && counted.counted;
    beside.then(|| beside::comparison(cx, fraction, &(said.tokens.start..counted.tokens.end), part, whole)).flatten()
}

/// Part of whole in percent: as told, and all it may be.
fn percent_of(part: &Value, whole: &Value) -> Option<(Option<Exact>, Interval)> {
    let (p, w): (&Number, &Number) = (part.number()?, whole.number()?);
    let hundred = Exact::int(100);
    let told = p.nominal.div(w.nominal).and_then(|r| r.mul(hundred));
    Some((told, p.range.div(w.range).mul(Interval::point(hundred))))
}

/// Whether more than all is possible: seats may be sold twice, a target may be passed.
fn is_soft(cx: &Cx<'_>, noun: &Range<u32>, sentence: &Range<u32>) -> bool {
    noun.clone().any(|t| cx.is(t, Class::SoftWhole))
        || sentence.clone().any(|t| {
            let word = cx.folded(t);
            word.starts_with("oversold")
                || word.starts_with("overbook")
                || word.starts_with("oversubscribe")
                || matches!(word, "capacity" | "extra" | "bonus")
        })
}
