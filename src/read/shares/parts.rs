//! The part and the whole: "nine of the 12 jurors", "six votes out of 3,480", "of the 31 sites, 24", "one in five", "a third".

use super::super::amounts::Amount;
use super::super::{Cx, Spot, np};
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Hedge, Number, Value};
use std::ops::Range;

/// A part of a whole.
#[derive(Debug)]
pub(super) struct Share {
    /// How many.
    pub(super) part: Option<Amount>,
    /// Of how many.
    pub(super) whole: Option<Amount>,
    /// "a third"
    pub(super) fraction: Option<Amount>,
    /// From the first figure to the last.
    pub(super) tokens: Range<u32>,
    /// Counts of things, not a way of speaking.
    pub(super) counted: bool,
    /// A mark ("12 out of 10"), which may exceed its whole.
    pub(super) soft: bool,
    /// The word before a numbered part: "page" of "page 3 of 10".
    pub(super) label: Option<String>,
}

/// The shares of a sentence.
pub(super) fn find(cx: &Cx<'_>, amounts: &[Amount], sentence: &Range<u32>) -> Vec<Share> {
    let finder = Finder { cx, amounts, end: sentence.end };
    let mut shares = Vec::new();
    let mut t = sentence.start;
    while t < sentence.end {
        if !finder.may_begin(t) {
            t += 1;
            continue;
        }
        let found = finder.at(t);
        t = found.as_ref().map_or(t + 1, |s| s.tokens.end.max(t + 1));
        shares.extend(found);
    }
    shares
}

struct Finder<'a> {
    cx: &'a Cx<'a>,
    amounts: &'a [Amount],
    end: u32,
}

impl Finder<'_> {
    fn at(&self, t: u32) -> Option<Share> {
        if self.cx.folded(t) == "of" {
            return self.whole_first(t);
        }
        let part = self.amount_at(t).cloned().or_else(|| self.one(t)).or_else(|| self.numbered(t))?;
        if part.when || part.compound {
            return None;
        }
        if is_fraction(&part) {
            // "P<0.01" is no share: a fraction is told in words or with a bar.
            if self.cx.text(part.tokens.start).contains('.') {
                return None;
            }
            return Some(self.fraction(part));
        }
        if !is_countable(&part.value) {
            return None;
        }
        let label = self.label_before(t)?;
        let after = part.tokens.end;
        match self.cx.folded(after) {
            "of" => self.counted(part, after + 1, label, false),
            "out" if self.cx.folded(after + 1) == "of" => self.counted(part, after + 2, label, true),
            "in" => self.ratio(part, after + 1),
            _ => {
                let noun = np::after(self.cx, after, self.end);
                let out = !noun.is_empty() && self.cx.folded(noun.end) == "out" && self.cx.folded(noun.end + 1) == "of";
                if out && label.is_empty() { self.counted(part, noun.end + 2, label, true) } else { None }
            }
        }
    }

    /// Whether a token is "of", a number or the first of an amount.
    fn may_begin(&self, t: u32) -> bool {
        self.cx.spotted(t, Spot::Share) || self.cx.spotted(t, Spot::Figure) || self.amount_at(t).is_some()
    }

    fn amount_at(&self, t: u32) -> Option<&Amount> {
        let i = self.amounts.partition_point(|a| a.tokens.start < t);
        self.amounts.get(i).filter(|a| a.tokens.start == t)
    }

    /// "one", which is a number only beside another.
    fn one(&self, t: u32) -> Option<Amount> {
        let next = self.cx.folded(t.checked_add(1)?);
        (self.cx.folded(t) == "one" && matches!(next, "of" | "out" | "in")).then(|| Amount {
            tokens: t..t + 1,
            span: self.cx.span(t..t + 1),
            value: Value::Number(Box::new(Number::int(1))),
            when: false,
            compound: false,
        })
    }

    /// The digits behind a label ("page 3"), which are no amount elsewhere.
    fn numbered(&self, t: u32) -> Option<Amount> {
        let labelled = self.cx.is_kind(t, TokenKind::Number) && self.label_before(t).is_some_and(|l| !l.is_empty());
        let value = labelled.then(|| self.cx.text(t).parse::<i64>().ok()).flatten()?;
        Some(Amount {
            tokens: t..t + 1,
            span: self.cx.span(t..t + 1),
            value: Value::Number(Box::new(Number::int(value))),
            when: false,
            compound: false,
        })
    }

    /// The word before a numbered part ("page 3 of 10"), empty where there is none; `None` where the number is a name ("Route 9").
    fn label_before(&self, t: u32) -> Option<String> {
        let Some(before) = t.checked_sub(1) else { return Some(String::new()) };
        let word = self.cx.folded(before);
        if matches!(
            word,
            "part"
                | "page"
                | "day"
                | "week"
                | "episode"
                | "round"
                | "stage"
                | "step"
                | "leg"
                | "lap"
                | "chapter"
                | "volume"
                | "lesson"
                | "module"
                | "slide"
                | "season"
                | "series"
                | "game"
                | "match"
                | "heat"
                | "phase"
        ) {
            return Some(word.to_owned());
        }
        let name = self.cx.is(before, Class::NumberLabel) && !np::is_function_word(word)
            || matches!(self.cx.text(before), "#" | "-" | "/" | "." | "v") && self.cx.touches(t);
        (!name).then(String::new)
    }

    /// The whole behind "of": determiners, possessives and adjectives may stand before it. Also whether there was a determiner.
    fn whole_behind(&self, start: u32) -> Option<(Amount, bool)> {
        let (mut t, mut definite) = (start, false);
        for _ in 0..6 {
            if let Some(whole) = self.amount_at(t) {
                let name = t > start && self.cx.is_capitalised(t - 1) && !self.cx.is(t - 1, Class::Nationality)
                    || t > start && self.cx.is(t - 1, Class::NumberLabel);
                return (!name && self.is_whole(whole)).then(|| (whole.clone(), definite));
            }
            let word = self.cx.folded(t);
            let determiner = matches!(word, "the" | "its" | "their" | "his" | "her" | "our" | "my" | "your" | "those" | "these" | "'s");
            let hedge = matches!(
                word,
                "all"
                    | "about"
                    | "nearly"
                    | "almost"
                    | "roughly"
                    | "some"
                    | "more"
                    | "than"
                    | "over"
                    | "at"
                    | "least"
                    | "a"
                    | "total"
                    | "every"
                    | "around"
                    | "approximately"
                    | "of"
            );
            let belongs = determiner || hedge || self.cx.is_kind(t, TokenKind::Word) && !np::is_function_word(word) && !self.is_verb(t);
            // A word that is neither stands only behind a determiner or as the owner of the whole ("Norway's 11 counties").
            if !belongs || (!determiner && !hedge && !definite && !self.owner(t)) {
                return None;
            }
            definite |= determiner;
            t += 1;
        }
        None
    }

    fn owner(&self, t: u32) -> bool {
        self.cx.is_capitalised(t) && (t..t + 3).any(|k| self.cx.folded(k + 1) == "'s")
    }

    fn is_verb(&self, t: u32) -> bool {
        self.cx.is_any(t, &[Class::Be, Class::Have, Class::Modal, Class::Reporting])
    }

    /// Whether an amount may be a whole: not "the eight teams' players", not "the 12-member panels".
    fn is_whole(&self, whole: &Amount) -> bool {
        let noun = np::after(self.cx, whole.tokens.end, self.end);
        let owner = matches!(self.cx.text(noun.end), "'" | "\u{2019}")
            || self.cx.folded(noun.end) == "'s"
            || noun.clone().any(|t| self.cx.folded(t) == "'s");
        let scale = matches!(self.cx.folded(whole.tokens.end), "dozen" | "score" | "hundred" | "thousand" | "million" | "billion");
        !whole.when && !whole.compound && !owner && !scale && is_countable(&whole.value) && !is_fraction(whole) && !is_vague(&whole.value)
    }

    fn counted(&self, part: Amount, start: u32, label: String, out_of: bool) -> Option<Share> {
        let (whole, definite) = self.whole_behind(start)?;
        if is_vague(&part.value) || !alike(&part.value, &whole.value) {
            return None;
        }
        let noun = np::after(self.cx, whole.tokens.end, self.end);
        // "Season 3 of 24 episodes": a numbered part has no noun behind its whole.
        // But "at the end of season 31 of the 40 plots" counts plots.
        let other = definite && np::head(self.cx, &noun).is_some_and(|h| h != label);
        if !label.is_empty() && !noun.is_empty() && !other {
            return None;
        }
        let small = |a: &Amount, most: i64| a.value.number().is_some_and(|n| n.nominal <= Exact::int(most));
        let scale = |a: &Amount| a.value.number().is_some_and(|n| [5, 10, 20, 100].iter().any(|&k| n.nominal == Exact::int(k)));
        let ratio = !definite && small(&part, 10) && small(&whole, 10);
        let soft = label.is_empty() && noun.is_empty() && scale(&whole) && (out_of || !definite);
        let one = small(&part, 1);
        let tokens = part.tokens.start..whole.tokens.end;
        let exceeds = matches!((part.value.number(), whole.value.number()), (Some(p), Some(w)) if p.nominal > w.nominal);
        let counted = !(ratio || one) || exceeds;
        Some(Share {
            part: Some(part),
            whole: Some(whole),
            fraction: None,
            tokens,
            counted,
            soft,
            label: Some(label).filter(|l| !l.is_empty()),
        })
    }

    /// "one in five", "three in eight"
    fn ratio(&self, part: Amount, start: u32) -> Option<Share> {
        let start = if self.cx.folded(start) == "every" { start + 1 } else { start };
        let whole = self.amount_at(start).filter(|w| self.is_whole(w))?.clone();
        let (p, w) = (part.value.number()?, whole.value.number()?);
        let fits =
            p.nominal < w.nominal && p.nominal <= Exact::int(20) && w.nominal <= Exact::int(1000) && matches!(part.value, Value::Number(_));
        let tokens = part.tokens.start..whole.tokens.end;
        fits.then_some(Share { part: Some(part), whole: Some(whole), fraction: None, tokens, counted: false, soft: true, label: None })
    }

    /// "nearly two-thirds of the growers"
    fn fraction(&self, fraction: Amount) -> Share {
        let mut end = fraction.tokens.end;
        if self.cx.folded(end) == "of" {
            let determiner =
                |t: u32| matches!(self.cx.folded(t), "the" | "its" | "their" | "all" | "those" | "these" | "his" | "her" | "our" | "'s");
            let belongs = |t: u32| determiner(t) || !np::after(self.cx, t, t + 1).is_empty();
            let of = end + 1;
            end = (of..self.end.min(of + 6)).find(|&t| !belongs(t)).unwrap_or(of);
        }
        let tokens = fraction.tokens.start..end;
        Share { part: None, whole: None, fraction: Some(fraction), tokens, counted: false, soft: true, label: None }
    }

    /// "Of the 31 sites that the group mapped, 24 were dry": at the head of a clause, with the part right behind the comma.
    fn whole_first(&self, of: u32) -> Option<Share> {
        let head = of.checked_sub(1).is_none_or(|b| {
            self.cx.has(of, crate::lexicon::Flags::FIRST)
                || matches!(self.cx.text(b), ";" | "\u{2014}" | ":" | "(")
                || self.cx.is_capitalised(of)
        });
        let (whole, definite) = head.then(|| self.whole_behind(of + 1)).flatten()?;
        let part = self
            .amounts
            .iter()
            .find(|a| a.tokens.start >= whole.tokens.end && !a.when && !matches!(a.value, Value::Ordinal(_) | Value::Duration(_)))?;
        let comma = (whole.tokens.end..part.tokens.start).rev().find(|&t| self.cx.text(t) == ",")?;
        let direct = (comma + 1..part.tokens.start).all(|t| {
            matches!(
                self.cx.folded(t),
                "only"
                    | "just"
                    | "about"
                    | "at"
                    | "least"
                    | "some"
                    | "nearly"
                    | "almost"
                    | "all"
                    | "but"
                    | "more"
                    | "than"
                    | "fewer"
                    | "roughly"
                    | "exactly"
            )
        });
        let near = part.tokens.start - whole.tokens.end <= 25;
        let noun = np::after(self.cx, part.tokens.end, self.end);
        let own = np::after(self.cx, whole.tokens.end, self.end);
        let same = noun.is_empty() || self.cx.is(noun.start, Class::FiniteVerb) || np::head(self.cx, &noun) == np::head(self.cx, &own);
        let counts = matches!(part.value, Value::Number(_))
            && matches!(whole.value, Value::Number(_))
            && !is_fraction(part)
            && !is_vague(&part.value)
            && !part.compound;
        // Without "the" only beside a percentage: "Of 1,030 who answered, 412, or 40%, said yes".
        let beside = matches!(self.cx.text(part.tokens.end), "," | "(")
            && self
                .amounts
                .iter()
                .any(|a| matches!(a.value, Value::Percent(_)) && a.tokens.start > part.tokens.end && a.tokens.start <= part.tokens.end + 3);
        ((definite || beside) && direct && near && same && counts).then(|| Share {
            tokens: of..part.tokens.end,
            part: Some(part.clone()),
            whole: Some(whole),
            fraction: None,
            counted: true,
            soft: false,
            label: None,
        })
    }
}

fn is_countable(value: &Value) -> bool {
    matches!(value, Value::Number(_) | Value::Money(_))
}

fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), Value::Number(_)) => true,
        (Value::Money(x), Value::Money(y)) => x.currency.code == y.currency.code,
        _ => false,
    }
}

/// Whether a figure is told with a word like "dozens".
pub(super) fn is_vague(value: &Value) -> bool {
    value.number().is_some_and(|n| n.hedge == Hedge::Vague)
}

/// Whether an amount is between nothing and one.
pub(super) fn is_fraction(amount: &Amount) -> bool {
    matches!(&amount.value, Value::Number(n) if n.nominal > Exact::ZERO && n.nominal < Exact::ONE)
}
