//! The view of one sentence that the grammars share: words, bounds, the clock, the narrative so far.

use super::found::Found;
use super::lists::{Words, among};
use super::words;
use crate::document::{Sentence, TextSpan};
use crate::lexicon::{Flags, TokenKind};
use crate::read::Cx;
use crate::read::numerals::{self, Numeral};
use crate::value::{Basis, Date, Granularity, Weekday};
use chrono::Datelike;
use smallvec::SmallVec;
use std::cell::{Cell, OnceCell, RefCell};

/// What was told before: the frame in which "the quarter" or "a year earlier" is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Narrative {
    /// The last quarter named.
    pub(super) quarter: Option<(i32, u32)>,
    /// The sentence in which it was named.
    pub(super) quarter_sentence: u32,
    /// The last day, month or year named.
    pub(super) date: Option<Date>,
}

/// How numeric dates of the document are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// 18/06/2023
    DayFirst,
    /// 06/18/2023
    MonthFirst,
    /// Nothing tells.
    Unknown,
}

/// Words behind which a month may stand without a capital.
const INTRODUCING: &str = "in of from until till since by next last this during between early mid late";

/// Endings of an ordinal in figures; at the end of a sentence two of them look like abbreviations ("St.", "Rd.").
pub(super) const SUFFIXES: &str = "st nd rd th st. rd.";

/// The span of tokens; the full stop behind "21st." belongs to the sentence.
pub(super) fn tight(cx: &Cx<'_>, tokens: std::ops::Range<u32>) -> TextSpan {
    let span = cx.span(tokens.clone());
    let last = tokens.end.saturating_sub(1);
    let glued = matches!(cx.folded(last), "st." | "rd.") && last > 0 && cx.is_kind(last - 1, TokenKind::Number) && cx.touches(last);
    if glued { TextSpan { start: span.start, end: span.end - 1 } } else { span }
}

/// The digits of a number token of so many places.
fn digits(cx: &Cx<'_>, i: u32, places: std::ops::RangeInclusive<usize>) -> Option<u32> {
    if !cx.is_kind(i, TokenKind::Number) {
        return None;
    }
    let text = cx.text(i);
    if places.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// A year of four digits before a limit, with no letters at its end.
pub(super) fn year(cx: &Cx<'_>, i: u32, limit: u32) -> Option<i32> {
    let y = digits(cx, i, 4..=4).filter(|_| i < limit).and_then(|y| i32::try_from(y).ok()).filter(|y| (1000..2200).contains(y))?;
    let glued = i + 1 < limit && cx.touches(i + 1) && cx.is_kind(i + 1, TokenKind::Word) && cx.folded(i + 1) != "'s";
    (!glued).then_some(y)
}

/// A sentence under the reader's eye.
#[derive(Debug)]
pub(super) struct Scan<'c, 'a> {
    /// The document, the lexicon, the publication date.
    pub(super) cx: &'c Cx<'a>,
    /// First token of the sentence.
    pub(super) from: u32,
    /// One past its last token.
    pub(super) limit: u32,
    /// Number of the sentence.
    pub(super) sentence: u32,
    /// Its folded words.
    words: Vec<&'a str>,
    /// The block whose years are known.
    block: u32,
    /// Years that the paragraph names outright, once they are asked for.
    frame_years: OnceCell<SmallVec<[i32; 4]>>,
    /// How numeric dates are written here.
    pub(super) order: Order,
    /// What was told before.
    pub(super) narrative: Narrative,
    /// A place where no plain date starts.
    barren: Cell<u32>,
    /// A plain date that one grammar had no use for, by its place.
    kept: RefCell<Option<(u32, Found)>>,
    /// A place where no length of time starts.
    pub(super) unmeasured: Cell<u32>,
    /// The numeral last asked for, by its place.
    numeral: Cell<(u32, Option<Numeral>)>,
}

impl<'c, 'a> Scan<'c, 'a> {
    /// A document, before its first sentence.
    pub(super) fn new(cx: &'c Cx<'a>, order: Order) -> Self {
        Self {
            cx,
            from: 0,
            limit: 0,
            sentence: 0,
            words: Vec::new(),
            block: u32::MAX,
            frame_years: OnceCell::new(),
            order,
            narrative: Narrative::default(),
            barren: Cell::new(u32::MAX),
            kept: RefCell::new(None),
            unmeasured: Cell::new(u32::MAX),
            numeral: Cell::new((u32::MAX, None)),
        }
    }

    /// Goes to a sentence.
    pub(super) fn enter(&mut self, number: u32, sentence: &Sentence) {
        (self.from, self.limit, self.sentence) = (sentence.tokens.start, sentence.tokens.end, number);
        self.words.clear();
        self.words.extend(sentence.tokens.clone().map(|i| self.cx.folded(i)));
        if self.block != sentence.block {
            self.block = sentence.block;
            self.frame_years = OnceCell::new();
        }
        self.barren.set(u32::MAX);
        self.kept.replace(None);
        self.unmeasured.set(u32::MAX);
        self.numeral.set((u32::MAX, None));
    }

    /// Years that the paragraph names outright.
    pub(super) fn frame_years(&self) -> &[i32] {
        self.frame_years.get_or_init(|| {
            let block = self.cx.doc.blocks.get(self.block as usize);
            super::years::frame(self.cx, block.map_or(self.from..self.limit, |b| b.tokens.clone()))
        })
    }

    /// A date without words around it; see [`plain_date`](super::plain_date). More than one grammar asks for that of its first token.
    pub(super) fn plain_date(&self, i: u32) -> Option<Found> {
        if self.barren.get() == i {
            return None;
        }
        if let Some((_, found)) = self.kept.take().filter(|(at, _)| *at == i) {
            return Some(found);
        }
        let found = super::plain_date(self, i);
        if found.is_none() {
            self.barren.set(i);
        }
        found
    }

    /// Keeps a plain date for the next grammar that asks for one at its place.
    pub(super) fn keep(&self, i: u32, found: Found) {
        self.kept.replace(Some((i, found)));
    }
}

impl<'a> Scan<'_, 'a> {
    /// The longest numeral that starts at a place.
    pub(super) fn numeral(&self, i: u32) -> Option<Numeral> {
        let (at, known) = self.numeral.get();
        if at == i {
            return known;
        }
        let numeral = numerals::numeral(self.cx, i, self.limit);
        self.numeral.set((i, numeral));
        numeral
    }

    /// The folded word at a place inside the sentence; empty outside.
    #[inline]
    pub(super) fn w(&self, i: u32) -> &'a str {
        self.words.get(i.wrapping_sub(self.from) as usize).copied().unwrap_or("")
    }

    /// The word before a place; empty at the start of the sentence.
    #[inline]
    pub(super) fn before(&self, i: u32) -> &'a str {
        i.checked_sub(1).map_or("", |p| self.w(p))
    }

    /// Whether a place holds one of the words of a list; see [`among!`](super::lists::among).
    #[inline]
    pub(super) fn among(&self, i: u32, list: &Words) -> bool {
        list.has(self.w(i))
    }

    /// Whether the words stand at a place in this order.
    pub(super) fn all(&self, i: u32, words: &[&str]) -> bool {
        words.iter().zip(i..).all(|(w, k)| self.w(k) == *w)
    }

    /// Whether a token is a touching hyphen.
    #[inline]
    pub(super) fn hyphen(&self, i: u32) -> bool {
        matches!(self.w(i), "-" | "\u{2010}" | "\u{2011}") && self.cx.touches(i) && self.cx.touches(i + 1) && i + 1 < self.limit
    }

    /// Behind a touching hyphen, or the same place.
    #[inline]
    pub(super) fn skip_hyphen(&self, i: u32) -> u32 {
        if self.hyphen(i) { i + 1 } else { i }
    }

    /// The digits of a number token of so many places; `None` for any other token.
    #[inline]
    pub(super) fn digits(&self, i: u32, places: std::ops::RangeInclusive<usize>) -> Option<u32> {
        if i < self.limit { digits(self.cx, i, places) } else { None }
    }

    /// Whether a day of the month may start at a place: what [`Self::day_number`] asks, without reading it.
    pub(super) fn counts(&self, i: u32) -> bool {
        const WORDS: &str = "first second third fourth fifth sixth seventh eighth ninth nineth tenth eleventh twelfth twelveth thirteenth \
            fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth twenty thirty";
        i < self.limit && self.cx.is_kind(i, TokenKind::Number) || among!(self, i, WORDS)
    }

    /// A day of the month: "18", "18th", "eighteenth", "twenty-first". Gives where it ends and whether it is an ordinal.
    pub(super) fn day_number(&self, i: u32) -> Option<(u32, u32, bool)> {
        if let Some(n) = self.digits(i, 1..=2).filter(|n| (1..=31).contains(n)) {
            let suffix = among!(self, i + 1, SUFFIXES) && self.cx.touches(i + 1);
            let glued = !suffix && i + 1 < self.limit && self.cx.touches(i + 1) && self.cx.is_kind(i + 1, TokenKind::Word);
            return (!glued).then_some((n, i + 1 + u32::from(suffix), suffix));
        }
        let tens = match self.w(i) {
            "twenty" => 20,
            "thirty" => 30,
            w => return words::ordinal(w).map(|n| (n, i + 1, true)),
        };
        let next = self.skip_hyphen(i + 1);
        words::ordinal(self.w(next)).filter(|n| *n < 10 && tens + n <= 31).map(|n| (tens + n, next + 1, true))
    }

    /// A month, where the token is one: names that are words too ("may", "march") need a capital, abbreviations also, or a day, a year or
    /// a preposition beside them.
    pub(super) fn month(&self, i: u32) -> Option<u32> {
        let w = self.w(i);
        let m = words::month(w)?;
        let capital = self.cx.has(i, Flags::CAPITAL);
        if capital || (w.len() > 5 && w != "august") || matches!(w, "april" | "june" | "july" | "sept.") {
            return Some(m);
        }
        let verb = w == "may" || w == "march";
        (self.month_beside(i, verb) || self.month_behind(i, verb)).then_some(m)
    }

    /// Whether what follows a month without a capital shows that it is one: "jan 3", "may the 4th", "sep 2012", "jan to mar".
    fn month_beside(&self, i: u32, verb: bool) -> bool {
        let the = i + 1 + u32::from(self.w(i + 1) == "the");
        let day = self.day_number(self.skip_hyphen(the)).is_some_and(|(_, e, ordinal)| !among!(self, e, "% percent") && (ordinal || !verb));
        let ranged = || among!(self, i + 1, "- \u{2013} to until till through") && words::month(self.w(i + 2)).is_some();
        // "may 5 to 10", "march 3, 2015": figures alone need more where the month is a word too.
        let full = |(_, e, _): (u32, u32, bool)| {
            let ends = e >= self.limit || among!(self, e, ". , ; ) ! ? to until till through - \u{2013}");
            ends || self.year(e).is_some()
        };
        let told =
            verb && !among!(self, self.before_index(i), "i you he she it we they who that") && self.day_number(the).is_some_and(full);
        let spoken = || super::hasty::spoken_day(self, the).is_some();
        day || told || !verb && (self.year(the).is_some() || ranged() || spoken())
    }

    /// Whether what stands before a month without a capital shows that it is one: "3rd of may", "28-nov", "in oct", "early jan".
    fn month_behind(&self, i: u32, verb: bool) -> bool {
        if i == self.from {
            return false;
        }
        let mut before = i - 1;
        if before > self.from && self.w(before) == "of" && among!(self, before - 1, "st nd rd th") {
            return true;
        }
        if before > self.from && among!(self, before, "- /") && self.cx.touches(i) && self.cx.touches(before) {
            before -= 1;
        }
        let closed = || i + 1 >= self.limit || !self.cx.is_kind(i + 1, TokenKind::Word) || among!(self, i + 1, "to until till through and");
        if among!(self, before, INTRODUCING) && (!verb || closed()) {
            return true;
        }
        // "i'll go back oct": at the end of a phrase these letters are nothing else.
        let ends = || i + 1 >= self.limit || among!(self, i + 1, ". , ! ?");
        let abbreviation = || among!(self, i, "jan feb apr jun jul aug sept oct nov") && self.cx.is_kind(before, TokenKind::Word) && ends();
        // "5 may 2015"
        let dated = || verb && self.digits(before, 1..=2).is_some() && self.year(i + 1).is_some();
        dated() || !verb && (self.digits(before, 1..=2).is_some() || among!(self, before, "st nd rd th") || abbreviation())
    }

    /// A weekday, where the token is one: short forms need a capital.
    pub(super) fn weekday(&self, i: u32) -> Option<Weekday> {
        let w = self.w(i);
        let wd = words::weekday(w)?;
        let full = w.ends_with("day");
        let capital = self.cx.has(i, Flags::CAPITAL);
        if full {
            return Some(wd);
        }
        // "Sun" and "Sat" are words and names as well: they need a dot or a date beside them.
        let beside = |k: u32| {
            let k = if self.w(k) == "," { k + 1 } else { k };
            self.day_number(k).is_some() || words::month(self.w(k)).is_some()
        };
        // "wed jan 22"
        let dated = |k: u32| {
            let k = if self.w(k) == "," { k + 1 } else { k };
            words::month(self.w(k)).is_some() && self.day_number(k + 1).is_some()
        };
        // "tues", "thurs" are no other words; "on wed", "next fri" can be nothing else.
        let chat = !capital
            && (dated(i + 1)
                || w.starts_with("tues")
                || w.starts_with("thur")
                || among!(self, self.before_index(i), "on next last this") && !w.starts_with('s'));
        (chat || capital && (w.ends_with('.') && w != "sun." && w != "sat." || beside(i + 1))).then_some(wd)
    }

    /// A year of four digits that may stand alone in a date.
    pub(super) fn year(&self, i: u32) -> Option<i32> {
        year(self.cx, i, self.limit)
    }

    /// Whether the place stands inside a quotation, whose clock is the speaker's.
    pub(super) fn quoted(&self, i: u32) -> bool {
        self.cx.doc.is_quoted(i)
    }
}

impl Scan<'_, '_> {
    /// The place before, or the same place at the start of the sentence.
    pub(super) fn before_index(&self, i: u32) -> u32 {
        if i > self.from { i - 1 } else { i }
    }

    /// Keeps what later words may lean on.
    pub(super) fn remember(&mut self, found: &Found) {
        // What is found from here on is told against other dates.
        self.barren.set(u32::MAX);
        self.kept.replace(None);
        if matches!(&found.value, crate::value::Value::Duration(d) if matches!(d.timex.as_str(), "P9M" | "P6M" | "P1Y"))
            && self.w(found.tokens.start) == "the"
        {
            // "in the nine months": the report turns from the quarter to a longer period.
            self.narrative.quarter = None;
        }
        let Some(d) = found.as_date() else { return };
        if d.granularity == Granularity::Quarter
            && d.basis != Basis::Narrative
            && let Some((y, q)) = d.timex.split_once("-Q").and_then(|(y, q)| Some((y.parse::<i32>().ok()?, q.parse::<u32>().ok()?)))
        {
            // Reports compare the quarter just over; one far off or to come is mentioned in passing.
            let age = self
                .cx
                .published
                .map_or(0, |p| (p.year() - y) * 4 + super::calendar::quarter_of(p.month()).cast_signed() - q.cast_signed());
            if (0..=4).contains(&age) {
                self.narrative.quarter = Some((y, q));
                self.narrative.quarter_sentence = self.sentence;
            }
        }
        if d.granularity != Granularity::Vague && d.basis != Basis::Narrative {
            self.narrative.date = Some(d.clone());
        }
    }

    /// The quarter of which this place speaks: one named in this sentence or the few before.
    pub(super) fn quarter_in_view(&self) -> Option<(i32, u32)> {
        self.narrative.quarter.filter(|_| self.sentence.saturating_sub(self.narrative.quarter_sentence) <= 8)
    }
}
