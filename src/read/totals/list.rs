//! A list of amounts: "six firefighters, five residents and two officers".
//!
//! Strict on purpose: every item must begin with an amount of the same measure (or "a", "one", "another" and a noun), else there
//! is no list. A comma that no amount follows ends the list only behind its last "and".

use super::super::amounts::{self, Amount, Measure};
use super::super::{Cx, np};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Number, Value};

/// Items of a list.
#[derive(Debug)]
pub(super) struct List {
    /// The amounts of the items.
    pub(super) parts: Vec<Amount>,
    /// One past the last token that was read.
    pub(super) end: u32,
    /// Whether an "and" stands before the last item.
    pub(super) closed: bool,
    /// Whether an item leaves out the unit, which the total says.
    pub(super) bare: bool,
}

/// The list that starts at a token; at least two items, at least two of them with a figure.
pub(super) fn at(cx: &Cx<'_>, amounts: &[Amount], start: u32, limit: u32, measure: &Measure) -> Option<List> {
    let (mut t, mut parts, mut closed) = (start, Vec::new(), false);
    loop {
        let (part, next) = item(cx, amounts, t, limit, measure)?;
        parts.push(part);
        let separator = (next..limit).find(|&k| is_separator(cx, amounts, k, limit, measure));
        let comma = (next..separator.unwrap_or(limit)).find(|&k| is_break(cx, k));
        // "seven banks, two hotels and the spot where …": an item without a figure closes the list.
        let item_end = comma.or(separator).unwrap_or(limit);
        let other = (next..item_end).any(|k| cx.folded(k) == "and");
        if (comma.is_some() || separator.is_none()) && other && !closed {
            return None;
        }
        if let Some(stop) = comma {
            // Something else goes on behind a mark: the list was over if its last "and" was read.
            // Behind a bracket the list may go on: "2 clerks, 39 guards (three of them seniors), 12 cooks".
            return finish(parts, measure, stop, closed || !matches!(cx.text(stop), "," | "("));
        }
        let Some(separator) = separator else { return finish(parts, measure, limit, closed) };
        closed = false;
        t = separator;
        while t < limit && (matches!(cx.text(t), "," | ";") || matches!(cx.folded(t), "and" | "plus" | "&")) {
            closed |= cx.is_kind(t, TokenKind::Word) || cx.text(t) == "&";
            t += 1;
        }
    }
}

fn finish(parts: Vec<Amount>, measure: &Measure, end: u32, closed: bool) -> Option<List> {
    let figures = parts.iter().filter(|p| p.tokens.start < p.tokens.end && !p.compound).count();
    let bare = *measure != Measure::Count && parts.iter().any(|p| matches!(p.value, Value::Number(_)));
    (parts.len() >= 2 && figures >= 2).then_some(List { parts, end, closed, bare })
}

/// The item at a token: its amount and the token behind it.
fn item(cx: &Cx<'_>, amounts: &[Amount], start: u32, limit: u32, measure: &Measure) -> Option<(Amount, u32)> {
    let mut t = start;
    while t < limit && t < start.saturating_add(4) {
        let i = amounts.partition_point(|a| a.tokens.start < t);
        if let Some(amount) = amounts.get(i).filter(|a| a.tokens.start == t) {
            let end = amount.tokens.end;
            let alike = amounts::measure(&amount.value).as_ref() == Some(measure) || leaves_out(cx, amount, measure);
            let fits = !amount.when && !amount.compound && alike;
            // "seven of whom do both" is said of the items, it is none.
            let said_of = cx.folded(end) == "of" && matches!(cx.folded(end + 1), "whom" | "which" | "them" | "those" | "these");
            return (fits && !said_of && !is_margin(cx, end) && !is_collective(cx, end, limit)).then(|| (amount.clone(), end));
        }
        let word = cx.folded(t);
        if *measure == Measure::Count && matches!(word, "a" | "an" | "one" | "another") {
            let noun = np::after(cx, t + 1, limit);
            // "one costs $5": a statement about one of them, no item.
            let stated = cx.is(t + 1, Class::FiniteVerb) && !cx.is_any(t + 1, &[Class::Be, Class::Have]);
            let single = if word == "one" || word == "another" { !stated } else { !noun.is_empty() };
            let value = Value::Number(Box::new(Number::int(1)));
            // What has no figure counts as compound: a list of such items alone is none of amounts.
            return (single && !is_margin(cx, t + 1) && !is_collective(cx, t + 1, limit))
                .then(|| (Amount { tokens: t..t + 1, span: cx.span(t..t + 1), value, when: false, compound: word != "one" }, t + 1));
        }
        if !matches!(
            word,
            "the"
                | "other"
                | "remaining"
                | "further"
                | "some"
                | "about"
                | "around"
                | "nearly"
                | "almost"
                | "only"
                | "just"
                | "roughly"
                | "up"
                | "to"
                | "more"
                | "less"
                | "than"
                | "at"
                | "least"
                | "over"
                | "final"
                | "last"
        ) {
            return None;
        }
        t += 1;
    }
    None
}

/// Whether a number says how far something is from something else: "274, fourteen under par, one better than Arnaud".
fn is_margin(cx: &Cx<'_>, end: u32) -> bool {
    let comparative =
        matches!(cx.folded(end), "better" | "worse" | "more" | "fewer" | "less" | "higher" | "lower" | "ahead" | "behind" | "clear")
            && matches!(cx.folded(end + 1), "than" | "of");
    comparative || matches!(cx.folded(end), "ahead" | "behind") || matches!(cx.folded(end), "under" | "over") && cx.folded(end + 1) == "par"
}

/// Whether a part leaves out the unit that its total says: "4.2 million kroner: 2.6 million for the basin", "40 hectares: 25 of forest".
fn leaves_out(cx: &Cx<'_>, part: &Amount, measure: &Measure) -> bool {
    let share = matches!(
        cx.folded(part.tokens.end),
        "for" | "on" | "to" | "toward" | "towards" | "from" | "in" | "of" | "by" | "went" | "goes" | "came"
    );
    matches!(part.value, Value::Number(_)) && matches!(measure, Measure::Money(_) | Measure::Quantity(_)) && share
}

/// A comma, semicolon or "and" behind which an item starts.
fn is_separator(cx: &Cx<'_>, amounts: &[Amount], t: u32, limit: u32, measure: &Measure) -> bool {
    let mark = matches!(cx.text(t), "," | ";");
    if !mark && !matches!(cx.folded(t), "and" | "plus" | "&") {
        return false;
    }
    let mut next = t + 1;
    if mark && matches!(cx.folded(next), "and" | "plus" | "&") {
        next += 1;
    }
    item(cx, amounts, next, limit, measure).is_some()
}

/// A mark that ends a list where no item follows.
fn is_break(cx: &Cx<'_>, t: u32) -> bool {
    matches!(cx.text(t), "," | ";" | ":" | "\u{2014}" | "--" | ")" | "(") || (matches!(cx.text(t), "-" | "\u{2013}") && !cx.touches(t))
}

/// Whether what is counted stands for several: two families are not two people, a couple is not one. Fractions are no items either.
fn is_collective(cx: &Cx<'_>, start: u32, limit: u32) -> bool {
    let noun = np::after(cx, start, limit);
    let head = noun.end.checked_sub(1).filter(|&t| t >= noun.start);
    let several = head.is_some_and(|t| cx.is(t, Class::CollectiveNoun));
    several || (cx.folded(noun.end) == "of" && cx.is(noun.end + 1, Class::NumberWord)) || cx.is(start, Class::NumberWord)
}
