//! Where a total and its parts stand: before a colon, between dashes, "made up of", "of whom … and the other", "in all".

use super::super::amounts::{self, Amount, Measure};
use super::super::{Cx, np};
use super::list;
use crate::lexicon::{Class, Flags};
use crate::value::{Exact, Value};
use std::ops::Range;

/// A total with its parts.
#[derive(Debug)]
pub(super) struct Total {
    /// The total.
    pub(super) whole: Amount,
    /// Its parts.
    pub(super) parts: Vec<Amount>,
    /// All tokens.
    pub(super) tokens: Range<u32>,
    /// Whether the words themselves open the list ("including").
    pub(super) open: bool,
    /// Where the words stand that may open the list or say that parts overlap.
    pub(super) cues: Range<u32>,
}

/// The totals of a sentence.
pub(super) fn find(cx: &Cx<'_>, amounts: &[Amount], sentence: &Range<u32>) -> Vec<Total> {
    let finder = Finder { cx, amounts, sentence: sentence.clone() };
    let mut found = Vec::new();
    let mut t = sentence.start;
    while t < sentence.end {
        let total = finder.at(t);
        t = total.as_ref().map_or(t + 1, |f| f.tokens.end.max(t + 1));
        found.extend(total);
    }
    found
}

struct Finder<'a> {
    cx: &'a Cx<'a>,
    amounts: &'a [Amount],
    sentence: Range<u32>,
}

impl Finder<'_> {
    fn at(&self, t: u32) -> Option<Total> {
        let end = self.sentence.end;
        match self.cx.folded(t) {
            ":" if !self.cx.touches(t + 1) => return self.before_list(t, t + 1, end, 7, false),
            "\u{2014}" | "--" => return self.dashes(t),
            "\u{2013}" | "-" if !self.cx.touches(t) && !self.cx.touches(t + 1) => return self.dashes(t),
            "(" if t > self.sentence.start => {
                let close = (t + 1..end).find(|&k| matches!(self.cx.text(k), "(" | ")")).filter(|&k| self.cx.text(k) == ")")?;
                return self.before_list(t, t + 1, close, 4, false).filter(|f| f.tokens.end == close && nearly_all(f));
            }
            "including" => return self.before_list(t, t + 1, end, 4, true),
            "of" if matches!(self.cx.folded(t + 1), "whom" | "which") => return self.rest_of(t, t + 2, None),
            "of" if self.is_clause_head(t) => return self.head_of(t),
            "total" => return self.tail_total(t),
            "all" | "altogether" => return self.in_all(t),
            _ => {}
        }
        let length = self.cx.phrase(t, end, Class::TotalCue)?;
        self.before_list(t, t.checked_add(length)?, end, 8, false)
    }

    /// A list at `start` with its total before the cue at `cue`.
    fn before_list(&self, cue: u32, start: u32, limit: u32, reach: u32, open: bool) -> Option<Total> {
        let (total, measure, list) = self.totals_before(cue, reach).into_iter().find_map(|total| {
            let measure = measure_of(total)?;
            let list = list::at(self.cx, self.amounts, start, limit, &measure)?;
            Some((total, measure, list))
        })?;
        // A list that something else follows must have had its last "and"; an open one need not.
        // "three shelters: 160 at the school, 118 at the hall": what is larger than the total is no part of it.
        let larger =
            |p: &Amount| matches!((amounts::nominal(&p.value), amounts::nominal(&total.value)), (Some(part), Some(all)) if part > all);
        if list.parts.iter().any(larger)
            || self.is_each(total) && amounts::measure(&total.value) == Some(Measure::Count)
            || list.bare && list.parts.iter().any(|p| is_tiny(p, total))
        {
            return None;
        }
        let whole = list.closed || list.end >= limit.saturating_sub(1) || open;
        (whole && self.counts_things(&list.parts, &measure)).then(|| Total {
            whole: total.clone(),
            tokens: total.tokens.start..list.end,
            cues: total.tokens.start..list.end,
            parts: list.parts,
            open,
        })
    }

    /// "thirty-two camps, each one holding 50,000 men": an amount of each of several is no total of what follows.
    fn is_each(&self, total: &Amount) -> bool {
        let from = self.sentence.start.max(total.tokens.start.saturating_sub(6));
        (from..total.tokens.start).any(|t| self.cx.text(t) == "," && matches!(self.cx.folded(t + 1), "each" | "every"))
    }

    /// The amount before a cue, and the one before that if it measures something else ("$9,000 was split between three winners:").
    fn totals_before(&self, cue: u32, reach: u32) -> Vec<&Amount> {
        let mut found: Vec<&Amount> = self.total_before(cue, reach).into_iter().collect();
        let Some(nearest) = found.first().copied() else { return found };
        let other =
            self.total_before(nearest.tokens.start, reach).filter(|a| amounts::measure(&a.value) != amounts::measure(&nearest.value));
        found.extend(other);
        found
    }

    /// The amount before a cue, near it and with no clause between.
    fn total_before(&self, cue: u32, reach: u32) -> Option<&Amount> {
        let total = self.amounts.iter().rev().find(|a| a.tokens.end <= cue && !a.when)?;
        let between = total.tokens.end..cue;
        let commas = between.clone().filter(|&t| self.cx.text(t) == ",").count();
        let clear = !between
            .clone()
            .any(|t| matches!(self.cx.text(t), ";" | ":" | "\u{2014}" | "(" | ")") || matches!(self.cx.folded(t), "and" | "or" | "than"));
        // Only directly before the cue may a comma stand ("£6.4m, made up of").
        let placed = commas == 0 || (commas == 1 && cue.checked_sub(1).is_some_and(|t| self.cx.text(t) == ","));
        ((!total.compound || self.is_body(total))
            && clear
            && placed
            && cue.saturating_sub(total.tokens.end) <= reach
            && total.tokens.start >= self.sentence.start)
            .then_some(total)
    }

    /// "a 26-strong squad": a count of the members of one body. "Two 12-member panels", "each 12-member panel" are several.
    fn is_body(&self, total: &Amount) -> bool {
        let before = total.tokens.start.checked_sub(1).filter(|&t| t >= self.sentence.start);
        let one = before.is_none_or(|t| matches!(self.cx.folded(t), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "our" | "this"));
        let counted = self.cx.is(total.tokens.end + 1, Class::BodyWord) && amounts::measure(&total.value) == Some(Measure::Count);
        one && counted
            && np::head(self.cx, &np::after(self.cx, total.tokens.end + 2, self.sentence.end)).is_none_or(|head| !head.ends_with('s'))
    }

    /// "Twenty-two people — nine teachers and 13 parents — signed".
    fn dashes(&self, t: u32) -> Option<Total> {
        let close = (t + 1..self.sentence.end).find(|&k| self.cx.text(k) == self.cx.text(t)).unwrap_or(self.sentence.end);
        self.before_list(t, t + 1, close, 5, false)
    }

    /// Plain numbers are parts only where they count something.
    fn counts_things(&self, parts: &[Amount], measure: &Measure) -> bool {
        *measure != Measure::Count
            || parts.iter().all(|p| {
                let next = p.tokens.end;
                self.cx.is_kind(next, crate::lexicon::TokenKind::Word)
                    && !matches!(self.cx.folded(next), "and" | "or" | "to" | "of" | "per")
                    && !matches!(self.cx.folded(next), "times" | "percent")
            })
    }

    fn is_clause_head(&self, of: u32) -> bool {
        of == self.sentence.start
            || self.cx.has(of, Flags::FIRST)
            || of.checked_sub(1).is_some_and(|b| matches!(self.cx.text(b), ";" | "\u{2014}"))
    }

    /// "Of the 48 passengers, 29 were treated and the other 19 went home".
    fn head_of(&self, of: u32) -> Option<Total> {
        let total = self.amounts.iter().find(|a| a.tokens.start > of)?;
        let near = total.tokens.start - of <= 4 && !total.when && !total.compound;
        let noun = np::after(self.cx, total.tokens.end, self.sentence.end);
        let comma = (noun.end..self.sentence.end.min(noun.end + 12)).find(|&t| self.cx.text(t) == ",")?;
        if near { self.rest_of(of, comma + 1, Some(total)) } else { None }
    }

    /// Parts told one by one, the last of them "the other 19": then they are all.
    fn rest_of(&self, cue: u32, start: u32, total: Option<&Amount>) -> Option<Total> {
        let total = total.or_else(|| self.total_before(cue, 6))?;
        let measure = measure_of(total)?;
        let mut parts: Vec<Amount> = Vec::new();
        let like = self
            .amounts
            .iter()
            .filter(|a| a.tokens.start >= start && !a.when && !a.compound && amounts::measure(&a.value).as_ref() == Some(&measure));
        for amount in like {
            let before = |n: u32| amount.tokens.start.checked_sub(n).map_or("", |t| self.cx.folded(t));
            let last = matches!(before(1), "other" | "remaining") && matches!(before(2), "the" | "and");
            let first = parts.is_empty() && amount.tokens.start == start;
            let joined = matches!(before(1), "," | "and" | ";");
            if !first && parts.is_empty() {
                return None;
            }
            if last || first || joined {
                parts.push(amount.clone());
            }
            if last {
                let tokens = cue.min(total.tokens.start)..amount.tokens.end;
                return (parts.len() >= 2).then(|| Total { whole: total.clone(), parts, cues: tokens.clone(), tokens, open: false });
            }
        }
        None
    }

    /// "nine men and five women, a total of 14", "for a total of 14"; and "A total of 14 people, nine men and five women, were".
    fn tail_total(&self, t: u32) -> Option<Total> {
        let of = (self.cx.folded(t + 1) == "of").then_some(t + 2)?;
        let article = t.checked_sub(1).filter(|&a| self.cx.folded(a) == "a")?;
        let total = self.amounts.iter().find(|a| a.tokens.start >= of && a.tokens.start <= of + 3 && !a.when && !a.compound)?;
        let measure = measure_of(total)?;
        let opener = article.checked_sub(1).filter(|&b| b >= self.sentence.start);
        if let Some(b) = opener.filter(|&b| matches!(self.cx.text(b), "," | "\u{2014}") || self.cx.folded(b) == "for") {
            let stop = if self.cx.folded(b) == "for" && self.cx.text(b.saturating_sub(1)) == "," { b - 1 } else { b };
            return self.list_before(stop, total, &measure, total.tokens.end);
        }
        let noun = np::after(self.cx, total.tokens.end, self.sentence.end);
        let list = (self.cx.text(noun.end) == ",")
            .then(|| list::at(self.cx, self.amounts, noun.end + 1, self.sentence.end, &measure))
            .flatten()?;
        // "A total of 30 Swedes, 20 Danes and 4 Finns are here" lists the total itself: only an aside is a list of its parts.
        let aside = list.end >= self.sentence.end || matches!(self.cx.text(list.end), "," | "\u{2014}" | ";");
        (list.closed && aside && self.counts_things(&list.parts, &measure)).then(|| Total {
            whole: total.clone(),
            tokens: total.tokens.start..list.end,
            cues: total.tokens.start..list.end,
            parts: list.parts,
            open: false,
        })
    }

    /// "nine men and five women, 14 in all".
    fn in_all(&self, t: u32) -> Option<Total> {
        let cue = if self.cx.folded(t) == "all" { t.checked_sub(1).filter(|&i| self.cx.folded(i) == "in")? } else { t };
        let total = self.amounts.iter().rev().find(|a| a.tokens.end <= cue && cue - a.tokens.end <= 2 && !a.when && !a.compound)?;
        let comma = total.tokens.start.checked_sub(1).filter(|&c| matches!(self.cx.text(c), "," | "\u{2014}"))?;
        self.list_before(comma, total, &measure_of(total)?, t + 1)
    }

    /// The longest list that ends right before `stop`.
    fn list_before(&self, stop: u32, total: &Amount, measure: &Measure, end: u32) -> Option<Total> {
        let starts = self.amounts.iter().filter(|a| a.tokens.end <= stop && !a.when);
        let lists = starts.filter_map(|a| Some((a.tokens.start, list::at(self.cx, self.amounts, a.tokens.start, stop, measure)?)));
        let (start, list) = lists.into_iter().find(|(_, l)| l.end >= stop && l.closed)?;
        self.counts_things(&list.parts, measure).then(|| Total {
            whole: total.clone(),
            parts: list.parts,
            tokens: start..end,
            cues: start..end,
            open: false,
        })
    }
}

/// Whether a total counts things and its parts come near it. In brackets stand conversions, ranges and some of the whole, too.
fn nearly_all(found: &Total) -> bool {
    let parts = found.parts.iter().try_fold(Exact::ZERO, |sum, p| sum.add(amounts::nominal(&p.value)?));
    let (Some(sum), Some(all)) = (parts, amounts::nominal(&found.whole.value)) else { return false };
    let near = sum.sub(all).and_then(|d| d.abs().mul(Exact::int(6))).is_some_and(|d| d <= all);
    near && amounts::measure(&found.whole.value) == Some(Measure::Count)
}

/// Whether a part without a unit is too small to be in the unit of its total: "£4.2 million: 2.6 for the basin".
fn is_tiny(part: &Amount, total: &Amount) -> bool {
    match (amounts::nominal(&part.value), amounts::nominal(&total.value)) {
        (Some(part), Some(all)) => part.mul(Exact::int(1000)).is_none_or(|p| p < all),
        _ => true,
    }
}

/// What a total measures: no percentage, no fraction, no ordinal.
fn measure_of(total: &Amount) -> Option<Measure> {
    let measure = amounts::measure(&total.value)?;
    let one = matches!(&total.value, Value::Number(n) if n.nominal <= Exact::ONE);
    (!matches!(measure, Measure::Percent | Measure::Points) && !one).then_some(measure)
}
