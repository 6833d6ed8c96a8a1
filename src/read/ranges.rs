//! Ranges: from a to b, between a and b.

use super::amounts::{self, Amount};
use super::form::field;
use super::{Claim, ClaimSchema, Cx, Kind, Readings};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Value};
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[ClaimSchema {
    name: "range",
    about: "two ends of one range: “between 20 and 30”, “aged 18 to 45”, “10 to 15 percent”",
    fields: &[
        field("lo", "number", "the end named first: a number, percentage, sum, quantity or age"),
        field("hi", "number", "the end named second, of the same type"),
        field("words", "text", "“from”, “between” or “to”"),
        field("change", "bool", "a verb of change stands by: the ends may be a before and an after"),
        field("spread", "bool", "the words name a lower and an upper end; “from a to b” alone may as well be a way down"),
    ],
}];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    for (_, sentence, amounts) in amounts::of(cx, out).sentences(cx, 2) {
        for (i, pair) in amounts.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            // "from 3 to 5 to 9" is no range.
            let chained = amounts.get(i + 2).is_some_and(|c| link(cx, b, c).is_some())
                || i > 0 && amounts.get(i - 1).is_some_and(|z| link(cx, z, a).is_some());
            let b = &counted(out, a, b);
            if let Some(words) = range(cx, a, b).filter(|_| !chained) {
                // "Between" names a range whatever happens in it.
                let change = words != "between" && changes(cx, &sentence.tokens, a.tokens.start);
                claims.push(
                    Claim::new("range", cx.span(a.tokens.start..b.tokens.end))
                        .with("lo", a.span, a.value.clone())
                        .with("hi", b.span, b.value.clone())
                        .with_implied("words", Value::Text(words.to_owned()))
                        .with_implied("change", Value::Bool(change))
                        .with_implied("spread", Value::Bool(words != "from" || is_spread(cx, a))),
                );
            }
        }
    }
    out.claims.extend(claims);
}

/// "between 15 and 6 years": the second end as the plain number that the first one is.
fn counted(out: &Readings, a: &Amount, b: &Amount) -> Amount {
    let plain = matches!(a.value, Value::Number(_)) && matches!(b.value, Value::Duration(_));
    let number = out.at(b.tokens.start).find(|m| plain && m.kind == Kind::Number && m.tokens.start == b.tokens.start);
    number.map_or_else(|| b.clone(), |m| Amount { tokens: m.tokens.clone(), span: m.span, value: m.value.clone(), ..b.clone() })
}

/// The word that links two amounts.
fn link<'a>(cx: &Cx<'a>, a: &Amount, b: &Amount) -> Option<&'a str> {
    let gap: Vec<&str> = (a.tokens.end..b.tokens.start).take(6).map(|t| cx.folded(t)).collect();
    match gap.as_slice() {
        ["to" | "\u{2013}"] | ["-", "to", "-"] | ["-" | "years" | "up", "to"] | ["years", "old", "to"] | ["all", "the", "way", "to"] => {
            Some("to")
        }
        ["and"] => Some("and"),
        _ => None,
    }
}

/// The kind of range that two neighbouring amounts make.
fn range(cx: &Cx<'_>, a: &Amount, b: &Amount) -> Option<&'static str> {
    let link = link(cx, a, b)?;
    if a.when || b.when || !alike(&a.value, &b.value) || is_idiom(cx, a, b) || is_before_christ(cx, b.tokens.end) {
        return None;
    }
    let opener = opener(cx, a.tokens.start);
    match (opener, link) {
        ("between", "and") => Some("between"),
        ("from", "to") => Some("from"),
        ("aged" | "ages" | "age", "to") => Some("to"),
        // Without an opener a bare pair may be a score or odds; with a unit it is a range.
        (_, "to") if !matches!(a.value, Value::Number(_)) => Some("to"),
        _ => None,
    }
}

/// The word in front of an amount, hedges and articles skipped.
fn opener<'a>(cx: &Cx<'a>, start: u32) -> &'a str {
    let mut t = start;
    // An age covers its own "aged".
    if matches!(cx.folded(t), "aged" | "ages" | "age") {
        return cx.folded(t);
    }
    for _ in 0..3 {
        let Some(back) = t.checked_sub(1) else { return "" };
        t = back;
        let word = cx.folded(t);
        if matches!(word, "between" | "from" | "aged" | "ages" | "age") {
            return word;
        }
        if !matches!(
            word,
            "about" | "around" | "roughly" | "approximately" | "some" | "just" | "nearly" | "anywhere" | "an" | "estimated" | "the" | "a"
        ) {
            return "";
        }
    }
    ""
}

/// "ranging from 30 to 20", "ages from 18 to 45": words that make "from a to b" a range and no way from one to the other.
fn is_spread(cx: &Cx<'_>, a: &Amount) -> bool {
    matches!(a.value, Value::Age(_))
        || (a.tokens.start.saturating_sub(6)..a.tokens.start).any(|t| {
            matches!(cx.folded(t), "range" | "ranges" | "ranging" | "vary" | "varies" | "varying" | "anywhere" | "aged" | "ages" | "sizes")
        })
}

/// "between 15,000 and 10,000 BC": years that run down.
fn is_before_christ(cx: &Cx<'_>, at: u32) -> bool {
    matches!(cx.folded(at), "bc" | "bce" | "b.c." | "b.c.e." | "b.c" | "b.c.e" | "bp" | "b.p.")
        || matches!(cx.folded(at), "years" | "million") && matches!(cx.folded(at + 1), "ago" | "bp" | "years" | "before")
}

/// Whether two values can be ends of one range.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Quantity(x), Value::Quantity(y)) => x.unit.dimension == y.unit.dimension,
        (Value::Money(x), Value::Money(y)) => x.currency == y.currency,
        (Value::Number(x), Value::Number(y)) => {
            !(vague(x.nominal) && vague(y.nominal)) && x.hedge != crate::value::Hedge::Vague && y.hedge != crate::value::Hedge::Vague
        }
        (Value::Percent(_), Value::Percent(_)) | (Value::Points(_), Value::Points(_)) | (Value::Age(_), Value::Age(_)) => true,
        // "aged 18 to 45": only one of the two may be read as an age.
        (Value::Age(_), Value::Number(n)) | (Value::Number(n), Value::Age(_)) => n.nominal.is_integer() && n.nominal <= Exact::int(120),
        _ => false,
    }
}

/// Years written as numbers.
fn vague(n: Exact) -> bool {
    n.is_integer() && n >= Exact::int(1500) && n <= Exact::int(2100)
}

/// "from 9 to 5", "open between 10 and 4 on weekdays": hours of a day that nothing is counted in.
fn are_hours(cx: &Cx<'_>, a: &Amount, b: &Amount) -> bool {
    let hour =
        |v: &Value| matches!(v, Value::Number(n) if n.nominal.is_integer() && n.nominal >= Exact::int(1) && n.nominal <= Exact::int(12));
    let end = b.tokens.end;
    hour(&a.value) && hour(&b.value) && (!cx.is_kind(end, TokenKind::Word) || cx.is(end, Class::Stop))
}

/// Hours, scales, countdowns, odds, votes.
fn is_idiom(cx: &Cx<'_>, a: &Amount, b: &Amount) -> bool {
    if are_hours(cx, a, b) || is_result(cx, a, b) {
        return true;
    }
    if !matches!(a.value, Value::Number(_)) {
        return false;
    }
    let near = a.tokens.start.saturating_sub(8)..b.tokens.end + 5;
    let words = |t: u32| {
        matches!(
            cx.folded(t),
            "scale"
                | "count"
                | "counted"
                | "counting"
                | "counts"
                | "countdown"
                | "backwards"
                | "backward"
                | "odds"
                | "vote"
                | "voted"
                | "votes"
                | "score"
                | "ratio"
                | "descending"
                | "ranked"
                | "ranking"
                | "places"
                | "spot"
                | "seeded"
                | "minus"
        )
    };
    near.into_iter().any(words)
}

/// "failed, 55% to 45%": two sides of a vote, which make 100 percent or stand behind a word of winning.
fn is_result(cx: &Cx<'_>, a: &Amount, b: &Amount) -> bool {
    let (Value::Percent(x), Value::Percent(y)) = (&a.value, &b.value) else { return false };
    let all = x.nominal.add(y.nominal).is_some_and(|s| s >= Exact::int(99) && s <= Exact::int(101));
    let framed = matches!(opener(cx, a.tokens.start), "from" | "between");
    let won = (a.tokens.start.saturating_sub(8)..a.tokens.start).any(|t| {
        matches!(
            cx.folded(t),
            "failed"
                | "passed"
                | "won"
                | "lost"
                | "beat"
                | "defeated"
                | "rejected"
                | "approved"
                | "led"
                | "leads"
                | "leading"
                | "trailed"
                | "trails"
                | "ahead"
                | "voted"
        )
    });
    // "led him by 54 percent to 31 percent"
    let lead = opener(cx, a.tokens.start).is_empty() && a.tokens.start.checked_sub(1).is_some_and(|b| cx.folded(b) == "by");
    !framed && (all || won || lead)
}

/// Whether a verb of change stands in the sentence.
fn changes(cx: &Cx<'_>, sentence: &Range<u32>, at: u32) -> bool {
    // A window keeps endless sentences cheap.
    (sentence.start.max(at.saturating_sub(40))..sentence.end.min(at + 40))
        .any(|t| cx.is_any(t, &[Class::ChangeVerb, Class::Rise, Class::Fall]))
}
