//! The figures behind (and before) a word of change.
//!
//! The words behind the trigger are walked once: "from X", "to Y", "by Z", a bare size, and behind a comma or bracket "up Z",
//! "a Z increase", "an increase of Z". Adjuncts of time and a few words of an object are stepped over; a conjunction, another
//! verb of change or a verb ends the walk. What does not fit this grammar is left alone.

use super::super::amounts::{self, Amount};
use super::super::{Cx, np};
use super::trigger::{self, Direction, Form, Trigger};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Hedge, Interval, Number, Value};
use std::ops::Range;

/// Words of an object or adjunct that may stand between two figures.
const FILLER: u32 = 7;

/// What was found around a trigger.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// "from 40"
    pub(super) before: Option<Amount>,
    /// "to 60"
    pub(super) after: Option<Amount>,
    /// "25 percent"
    pub(super) size: Option<Amount>,
    /// "tripled", "tenfold"
    pub(super) factor: Option<Number>,
    /// What a noun or particle behind the figures says of the direction.
    pub(super) direction: Option<Direction>,
    /// All tokens of the change.
    pub(super) tokens: Range<u32>,
    /// Whether the size is told for each of several periods ("10 percent a year").
    pub(super) repeated: bool,
}

impl Figures {
    /// Whether no figure was found.
    pub(super) fn is_empty(&self) -> bool {
        self.before.is_none() && self.after.is_none() && self.size.is_none() && self.factor.is_none()
    }
}

/// Reads the figures of a trigger in the sentence `sentence`; `amounts` are those of the sentence.
pub(super) fn figures(cx: &Cx<'_>, amounts: &[Amount], trigger: &Trigger, sentence: &Range<u32>) -> Option<Figures> {
    let mut scan = Scan {
        cx,
        amounts,
        end: sentence.end,
        found: Figures { tokens: trigger.tokens.clone(), ..Figures::default() },
        fill: 0,
        apart: false,
        shares: false,
    };
    scan.found.factor = trigger.factor;
    if trigger.form == Form::Noun {
        scan.size_before_noun(trigger.tokens.start);
    }
    scan.walk(trigger)?;
    if scan.found.after.is_none() {
        match trigger.form {
            Form::Particle => scan.after_before(trigger.tokens.start, sentence),
            // "$56 million, a 12% increase from $50 million"
            Form::Noun => {
                let article = scan.found.tokens.start.checked_sub(1).filter(|&t| matches!(cx.folded(t), "a" | "an"));
                let comma = article.and_then(|t| t.checked_sub(1)).filter(|&t| matches!(cx.text(t), "," | "\u{2014}"));
                if let Some(comma) = comma {
                    scan.after_before(comma, sentence);
                }
            }
            Form::Verb => {}
        }
    }
    Some(scan.found)
}

struct Scan<'a> {
    cx: &'a Cx<'a>,
    amounts: &'a [Amount],
    end: u32,
    found: Figures,
    /// Words stepped over since the last figure.
    fill: u32,
    /// Whether a comma or bracket was just passed.
    apart: bool,
    /// Whether a figure was told as a share of a whole, too.
    shares: bool,
}

impl<'a> Scan<'a> {
    fn amount_at(&self, t: u32) -> Option<&'a Amount> {
        let i = self.amounts.partition_point(|a| a.tokens.start < t);
        self.amounts.get(i).filter(|a| a.tokens.start == t && t < self.end)
    }

    /// The amount behind articles and adjectives that may stand before a figure ("a record 60", "a low of 40").
    fn amount_behind(&self, mut t: u32) -> Option<&'a Amount> {
        for _ in 0..5 {
            if let Some(amount) = self.amount_at(t) {
                return Some(amount);
            }
            let word = self.cx.folded(t);
            let known = matches!(
                word,
                "a" | "an"
                    | "the"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "just"
                    | "only"
                    | "about"
                    | "around"
                    | "nearly"
                    | "almost"
                    | "roughly"
                    | "some"
                    | "more"
                    | "less"
                    | "fewer"
                    | "than"
                    | "over"
                    | "under"
                    | "record"
                    | "all"
                    | "time"
                    | "-"
                    | "high"
                    | "low"
                    | "peak"
                    | "of"
                    | "new"
                    | "estimated"
                    | "average"
                    | "total"
                    | "as"
                    | "current"
                    | "previous"
                    | "approximately"
            );
            if !known {
                return None;
            }
            t = t.checked_add(1)?;
        }
        None
    }

    /// Takes in an amount and the noun behind it.
    fn take(&mut self, amount: &Amount) -> u32 {
        let noun = np::after(self.cx, amount.tokens.end, self.end);
        self.found.tokens.end = self.found.tokens.end.max(amount.tokens.end);
        self.fill = 0;
        self.apart = false;
        noun.end.max(amount.tokens.end)
    }

    fn walk(&mut self, trigger: &Trigger) -> Option<()> {
        let mut t = trigger.tokens.end;
        while t < self.end {
            t = match self.step(t, trigger) {
                Step::To(next) if next > t => next,
                Step::To(_) | Step::Stop => return Some(()),
                Step::Refuse => return None,
            };
        }
        Some(())
    }

    fn step(&mut self, t: u32, trigger: &Trigger) -> Step {
        if let Some(amount) = self.amount_at(t) {
            return self.bare(amount, trigger);
        }
        let next = t.saturating_add(1);
        match self.cx.folded(t) {
            // "a decrease of from 15 to 20 percent": how much, not whence.
            "from" if matches!(self.cx.folded(t.saturating_sub(1)), "of" | "by") => Step::Refuse,
            "from" => self.end_point(next, true),
            "to" => self.end_point(next, false),
            "by" | "or" => self.size_behind(next, self.cx.folded(t) == "or"),
            "," | "(" | ")" | "\u{2014}" | "\u{2013}" | "--" => {
                self.apart = true;
                if self.goes_on(next) { Step::To(next) } else { Step::Stop }
            }
            "a" | "an" if self.apart => self.noun_phrase_of_change(next),
            "up" | "down" if self.apart && trigger.form != Form::Particle => {
                let way = if self.cx.folded(t) == "up" { Direction::Up } else { Direction::Down };
                self.found.direction.get_or_insert(way);
                match self.amount_behind(next) {
                    Some(amount) if self.found.size.is_none() && self.cx.folded(next) != "from" => Step::To(self.take_size(amount)),
                    _ => Step::To(next),
                }
            }
            // "tripled between 2015 and 2020, from 14 to 28"
            "between" => match self.amount_at(next).filter(|a| a.when).map(|a| a.tokens.end) {
                Some(end) if self.cx.folded(end) == "and" => {
                    self.amount_at(end.saturating_add(1)).filter(|a| a.when).map_or(Step::Stop, |a| Step::To(a.tokens.end))
                }
                _ => Step::Stop,
            },
            "minus" | "negative" | "zero" => Step::Refuse,
            word => self.filler(t, word),
        }
    }

    /// Whether behind a comma or bracket the change goes on.
    fn goes_on(&self, t: u32) -> bool {
        let word = self.cx.folded(t);
        let when = self.amount_at(t).is_some_and(|a| a.when);
        // "increase 40%, from …", "rose, to 60": an amount itself only in "(up 25%)" or "(25%)".
        when || matches!(word, "from" | "to" | "up" | "down" | "a" | "an" | "or" | "by" | "(")
            || matches!(self.cx.text(t.saturating_sub(1)), ")")
    }

    fn bare(&mut self, amount: &'a Amount, trigger: &Trigger) -> Step {
        // "from 310 in the first year to 930 in the second": which of several, not how much.
        let passed = matches!(amount.value, Value::Duration(_) | Value::Ordinal(_));
        // "from 820 MB in version 1.2 to 610 MB in version 1.3".
        let label = amount.tokens.start.checked_sub(1).is_some_and(|b| self.cx.is(b, Class::NumberLabel) || self.cx.folded(b) == "version");
        if amount.when || passed || label && self.found.before.is_some() {
            return Step::To(amount.tokens.end);
        }
        let open = self.found.size.is_none() && self.found.before.is_none() && self.found.after.is_none();
        if open && !self.apart && self.fill <= 1 && trigger.form != Form::Noun {
            return Step::To(self.take_size(amount));
        }
        Step::Stop
    }

    fn take_size(&mut self, amount: &Amount) -> u32 {
        let after = self.take(amount);
        self.found.repeated |= is_repeated(self.cx, amount.tokens.end, self.end);
        self.found.size = Some(amount.clone());
        after
    }

    fn end_point(&mut self, t: u32, before: bool) -> Step {
        let Some(amount) = self.amount_behind(t) else {
            // "from a year earlier": an adjunct, a word of it at a time; "to" and a verb end the walk.
            return if before { self.filler(t.saturating_sub(1), "from") } else { Step::Stop };
        };
        if amount.when || (matches!(amount.value, Value::Duration(_)) && self.found.size.is_some()) {
            return Step::To(amount.tokens.end);
        }
        let slot = if before { &self.found.before } else { &self.found.after };
        // "to six out of ten", "to one in five" are shares.
        let share = matches!((self.cx.folded(amount.tokens.end), self.cx.folded(amount.tokens.end.saturating_add(1))), ("out", "of"))
            || matches!(self.cx.folded(amount.tokens.end), "in" | "of")
                && self.amount_at(amount.tokens.end.saturating_add(1)).is_some_and(|a| !a.when && !matches!(a.value, Value::Duration(_)));
        if slot.is_some() || share || amount.compound || amounts::measure(&amount.value).is_none() {
            return Step::Stop;
        }
        let end = self.take(amount);
        if matches!(self.cx.folded(end), "below") {
            return Step::Refuse;
        }
        *(if before { &mut self.found.before } else { &mut self.found.after }) = Some(amount.clone());
        Step::To(end)
    }

    /// "by 25 percent", "by a third", "or 25 percent".
    fn size_behind(&mut self, t: u32, second: bool) -> Step {
        let Some(amount) = self.amount_behind(t).filter(|a| !a.when) else { return Step::Stop };
        let percent = matches!(amount.value, Value::Percent(_) | Value::Points(_));
        if second && !percent && self.apart && (self.found.after.is_some() || self.found.before.is_some()) {
            // "to $108.8 million, or $1.35 a share, from $90.5 million": another measure of the same figure.
            let end = amount.tokens.end;
            let per = matches!(self.cx.folded(end), "a" | "per") && self.cx.is_kind(end.saturating_add(1), TokenKind::Word);
            return Step::To(end.saturating_add(if per { 2 } else { 0 }));
        }
        // "to 260,500 shares, or 6 percent of the stock, from 370,500 shares, or 9 percent": shares of a whole, no size of the change.
        let of_whole = self.cx.folded(amount.tokens.end) == "of";
        if second && percent && self.apart && (of_whole || self.shares) {
            self.shares = true;
            self.fill = 0;
            return Step::To(amount.tokens.end);
        }
        if second && !percent || !second && self.found.size.is_some() {
            return Step::Stop;
        }
        Step::To(self.take_size(amount))
    }

    /// Behind a comma and an article: "a 25 percent increase", "an increase of 25 percent".
    fn noun_phrase_of_change(&mut self, t: u32) -> Step {
        let noun = |k: u32| {
            if self.cx.is(k, Class::RiseNoun) {
                Some(Direction::Up)
            } else if self.cx.is(k, Class::FallNoun) {
                Some(Direction::Down)
            } else {
                None
            }
        };
        if let Some(amount) = self.amount_behind(t) {
            // "a 60% improvement" of a time is a fall, of a score a rise: a change, whichever way.
            let change = |k: u32| {
                let any = matches!(self.cx.folded(k), "improvement" | "change" | "difference" | "swing");
                noun(k).map(Some).or_else(|| any.then_some(None))
            };
            let found = (amount.tokens.end..amount.tokens.end.saturating_add(4)).find_map(|k| Some((k, change(k)?)));
            let Some((k, way)) = found.filter(|_| !amount.when) else { return Step::Stop };
            self.take_size(amount);
            if let Some(way) = way {
                self.found.direction.get_or_insert(way);
            }
            self.found.tokens.end = k.saturating_add(1);
            return Step::To(k.saturating_add(1));
        }
        if let Some(factor) = trigger::fold_word(self.cx, t) {
            self.found.factor = Some(factor);
            self.found.tokens.end = t.saturating_add(2).min(self.end);
            return Step::To(t.saturating_add(2));
        }
        let Some((k, way)) = (t..t.saturating_add(3)).find_map(|k| Some((k, noun(k)?))) else { return Step::Stop };
        let of = k.saturating_add(1);
        let Some(amount) = matches!(self.cx.folded(of), "of" | "by").then(|| self.amount_behind(of.saturating_add(1))).flatten() else {
            return Step::Stop;
        };
        self.found.direction.get_or_insert(way);
        Step::To(self.take_size(amount))
    }

    fn filler(&mut self, t: u32, word: &str) -> Step {
        if let Some(factor) = trigger::fold_word(self.cx, t) {
            self.found.factor = Some(factor);
            self.found.tokens.end = t.saturating_add(1);
            return Step::To(t.saturating_add(1));
        }
        // Of a noun, "of" leads to the size: "an increase of 10 percent".
        if word == "of"
            && self.fill == 0
            && self.found.size.is_none()
            && let Some(amount) = self.amount_behind(t.saturating_add(1)).filter(|a| !a.when)
        {
            return Step::To(self.take_size(amount));
        }
        let ends = matches!(
            word,
            "and"
                | "but"
                | "while"
                | "as"
                | "which"
                | "who"
                | "that"
                | "among"
                | "for"
                | "aged"
                | "ages"
                | "between"
                | "with"
                | "after"
                | "than"
                | "when"
                | "where"
                | "because"
                | "if"
        ) || self.cx.is_any(t, &[Class::Be, Class::Have, Class::Modal, Class::Reporting])
            || (self.cx.is_any(t, &[Class::Rise, Class::Fall]) && !self.cx.is_any(t, &[Class::RiseNoun, Class::FallNoun]))
            || self.cx.is_kind(t, TokenKind::Number);
        let mark = self.cx.is_kind(t, TokenKind::Mark) && !matches!(word, "-" | "%");
        self.fill = self.fill.saturating_add(1);
        if ends || mark || self.fill > FILLER { Step::Stop } else { Step::To(t.saturating_add(1)) }
    }

    /// "a 10 percent increase": the size stands before the noun.
    fn size_before_noun(&mut self, noun: u32) {
        let found = self.amounts.iter().rev().find(|a| a.tokens.end <= noun);
        let Some(amount) = found.filter(|a| !a.when && noun.saturating_sub(a.tokens.end) <= 2) else {
            if let Some(factor) = noun.checked_sub(1).and_then(|t| trigger::fold_word(self.cx, t)) {
                self.found.factor = Some(factor);
            }
            return;
        };
        let between = (amount.tokens.end..noun)
            .all(|t| self.cx.text(t) == "-" || self.cx.is_kind(t, TokenKind::Word) && !np::is_function_word(self.cx.folded(t)));
        if between && !matches!(amount.value, Value::Duration(_)) {
            self.found.tokens.start = amount.tokens.start;
            self.found.size = Some(amount.clone());
        }
    }

    /// "5,210 visitors, up from 4,870": the figure before the particle, if there is no doubt which.
    fn after_before(&mut self, at: u32, sentence: &Range<u32>) {
        let Some(before) = self.found.before.clone() else { return };
        let stop =
            (sentence.start..at).rev().find(|&t| matches!(self.cx.text(t), ";" | ":" | "\u{2014}")).map_or(sentence.start, |t| t + 1);
        let left: Vec<_> = self.amounts.iter().filter(|a| a.tokens.start >= stop && a.tokens.end <= at && !a.when && !a.compound).collect();
        let fitting: Vec<_> = left.iter().filter(|a| amounts::align(self.cx, a, &before).is_some()).collect();
        // The only one, or the only one of a size with the earlier figure where all others are far from it.
        let near = |a: &Amount| within_ratio(a, &before, 3);
        let chosen = match fitting.as_slice() {
            [one] => Some(**one),
            many => match many.iter().filter(|a| near(a)).collect::<Vec<_>>().as_slice() {
                [one] if many.iter().all(|a| near(a) || !within_ratio(a, &before, 10)) => Some(***one),
                _ => None,
            },
        };
        let Some(nearest) = chosen else { return };
        let close = at.saturating_sub(nearest.tokens.end) <= 9;
        let another = (nearest.tokens.end..at)
            .any(|t| self.cx.is_any(t, &[Class::Rise, Class::Fall]) && !self.cx.is_any(t, &[Class::RiseNoun, Class::FallNoun]));
        if close && !another {
            self.found.after = Some(nearest.clone());
            self.found.tokens.start = nearest.tokens.start;
        }
    }
}

enum Step {
    To(u32),
    Stop,
    Refuse,
}

/// Whether two amounts are of a size, up to a factor.
fn within_ratio(a: &Amount, b: &Amount, factor: i64) -> bool {
    let (Some(a), Some(b)) = (a.value.number(), b.value.number()) else { return false };
    let ratio = a.nominal.div(b.nominal).map(Exact::abs);
    ratio.is_some_and(|r| r <= Exact::int(factor) && Exact::ONE.div(Exact::int(factor)).is_some_and(|low| r >= low))
}

/// "10 percent a year", "5 percent annually": the size is of each period and not of the whole change.
fn is_repeated(cx: &Cx<'_>, t: u32, end: u32) -> bool {
    let word = |n: u32| t.checked_add(n).filter(|&k| k < end).map_or("", |k| cx.folded(k));
    match word(0) {
        "a" | "per" | "each" | "every" => {
            matches!(word(1), "year" | "month" | "week" | "day" | "quarter" | "decade")
                && !matches!(word(2), "ago" | "earlier" | "before" | "later")
        }
        "annually" | "yearly" | "monthly" | "weekly" | "daily" => true,
        _ => false,
    }
}

/// A size told as a fraction ("by a third") as a percentage; loosely meant, so ten percent of it either way.
pub(super) fn as_percent(value: &Value) -> Option<Value> {
    let Value::Number(n) = value else { return None };
    let fraction = n.nominal > Exact::ZERO && n.nominal < Exact::ONE;
    let hundred = Exact::int(100);
    let scaled = fraction.then(|| n.scaled(hundred)).flatten()?;
    let loose = scaled.nominal.div(Exact::int(10)).unwrap_or(Exact::ZERO);
    let range = if scaled.hedge == Hedge::Exact { scaled.range.cover(Interval::around(scaled.nominal, loose)) } else { scaled.range };
    Some(Value::Percent(Box::new(Number { range, ..scaled })))
}
