//! Words that seldom begin an expression of time though they may: what has to stand behind them.

use super::lists::{Words, among};
use super::scan::Scan;
use super::{durations, words};
use crate::lexicon::{Class, TokenKind};
use crate::read::{Cx, Look, Sought, Spot};
use std::ops::Range;

/// What tells a time: whatever begins with one of [`LEAD`] holds one of these.
pub(in crate::read) const CORE: Sought = Sought {
    words: "second seconds sec secs sec. minute minutes min mins min. hour hours hr hrs hr. day days night nights workday workdays \
        week weeks wk wks month months mo. mth mths mos quarter quarters year years yr yrs yr. decade decades century centuries \
        fortnight fortnights year-end year-earlier year-ago weekend weekends weekday weekdays period spring springtime summer summertime \
        fall autumn winter wintertime morning dawn daybreak sunrise afternoon evening dusk sunset nightfall night overnight nighttime \
        lunchtime midday daytime tonight yesterday today tomorrow tmr tmrw eod eom eoy noon midnight now currently presently nowadays \
        recently lately soon past future term moment while o'clock q1 q2 q3 q4 h1 h2 fy ad a.d. bc b.c. bce b.c.e. ce c.e. am pm \
        a.m. p.m. a.m p.m h y ys tens twenties \
        thirties forties fifties sixties seventies eighties nineties mondays tuesdays wednesdays thursdays fridays saturdays sundays \
        daily nightly weekly biweekly fortnightly monthly quarterly yearly annually annual hourly ' \u{2019} \u{2018} \
        ½ ⅓ ⅔ ¼ ¾ ⅕ ⅛ ⅜ ⅝ ⅞",
    classes: &[Class::Month, Class::Weekday, Class::Holiday, Class::NumberWord],
    looks: &[Look::Number, Look::Mixed, Look::Upper],
};

/// Adjectives that tell a time without any of that: "the current owner".
pub(in crate::read) const ADJECTIVE: Sought = Sought { words: "current recent", ..Sought::NONE };

/// What may stand in an expression before its core.
pub(in crate::read) const INNER: Sought = Sought {
    words: "the a an this that these those its his her their our another all full early late earlier later mid middle sometime same \
        previous next following last coming upcoming current latest preceding prior ensuing intervening comparable corresponding like \
        most-recent just-ended recent fiscal financial calendar tax before after end beginning start close rest remainder turn outset \
        eve better final latter part other single per every each times time very crucial critical particular short near foreseeable \
        immediate distant whole entire total than more less fewer long many as least most no not to over under up at about around \
        approximately roughly nearly almost just further additional solid business working few couple several numerous some dozens \
        hundreds thousands quadrillion fairly rather relatively quite little lengthy brief prolonged extended limited or and & trading \
        straight consecutive successive extra great grueling oh o c c. circa ca. commencing starting on of in - \u{2010} \u{2011} \u{2013} / \
        first fourth fifth sixth seventh eighth ninth nineth tenth eleventh twelfth twelveth thirteenth fourteenth fifteenth \
        sixteenth seventeenth eighteenth nineteenth twentieth thirtieth",
    ..Sought::NONE
};

/// Words that tell no time without one of [`CORE`] behind them.
pub(in crate::read) const LEAD: Sought = Sought {
    words: "the a an this that these those its his her their our about around nearly almost approximately roughly at up no as any more \
        over less under few several couple same next last previous following coming upcoming first second third fourth fifth sixth \
        seventh eighth ninth tenth one full whole just another early late earlier later mid middle end beginning start rest remainder \
        fiscal financial tax right",
    ..Sought::NONE
};

/// So many words are gone through for the core.
const REACH: u32 = 24;

/// Whether what an expression has to hold stands behind a spot of a sentence: asked of every spot, by spots alone as far as that goes.
pub(super) fn leads(cx: &Cx<'_>, sentence: &Range<u32>, i: u32) -> bool {
    let leading = counts(cx, sentence, i) || cx.spotted(i, Spot::TimeLead) || cx.is(i, Class::NumberWord);
    !leading || has_core(cx, sentence, i) || cx.phrase(i, sentence.end, Class::Holiday).is_some()
}

/// Whether the core of an expression follows behind what may stand before it.
fn has_core(cx: &Cx<'_>, sentence: &Range<u32>, i: u32) -> bool {
    // "on the second", "Friday the fifteenth"
    let lone = || i > sentence.start && cx.folded(i) == "the" && (cx.folded(i - 1) == "on" || cx.is(i - 1, Class::Weekday));
    let end = sentence.end.min(i + REACH);
    for k in i + 1..end {
        // The figures of "the 18 members" are no core, those of "the 18 months" have one behind them.
        if cx.spotted(k, Spot::TimeCore) {
            if !counts(cx, sentence, k) {
                return true;
            }
        } else if !cx.spotted(k, Spot::TimeInner) {
            return lone();
        }
    }
    end < sentence.end || lone()
}

/// Whether figures too short for a year stand before a word that does not end a day or a time of theirs.
fn counts(cx: &Cx<'_>, sentence: &Range<u32>, i: u32) -> bool {
    static BEHIND: Words = Words::of("st nd rd th st. rd. s");
    let next = i + 1;
    next < sentence.end
        && cx.is_kind(i, TokenKind::Number)
        && cx.is_kind(next, TokenKind::Word)
        && cx.text(i).len() <= 3
        && !BEHIND.has(cx.folded(next))
}

/// Whether any grammar may find something at a spot, as far as a look at the next words tells.
pub(super) fn may(s: &Scan<'_, '_>, i: u32) -> bool {
    if s.cx.is_kind(i, TokenKind::Number) {
        return !ends_as_count(s, i);
    }
    let w = s.w(i);
    let next = s.w(i + 1);
    let unit = |k: u32| words::unit(s.w(k)).is_some();
    let hedges = || durations::hedge(s, i).1 > i;
    let fits = match w {
        "already" | "between" | "formerly" | "then" | "within" => false,
        "as" | "at" | "less" | "no" | "over" | "under" | "up" => hedges(),
        "more" => next == "recently" || hedges(),
        "all" => unit(i + 1) || s.hyphen(i + 1),
        // "some of more years": at most three tokens stand before the unit.
        "many" | "some" => (i + 1..i + 5).any(unit),
        "each" | "every" => recurs(s, i + 1),
        "once" | "twice" => among!(s, i + 1, "a an per every each"),
        "beginning" | "end" | "remainder" | "rest" | "start" => next == "of",
        "day" => matches!(next, "after" | "before"),
        "future" => among!(s, i + 1, "days weeks months years quarters decades times"),
        "that" => !among!(s, i + 1, "a all an as at it many of one the these they this we you"),
        "may" => s.month(i).is_some(),
        _ => return true,
    };
    fits || s.cx.phrase(i, s.limit, Class::Holiday).is_some()
}

/// Whether figures too short for a year stand before the end of a phrase or what they count: they tell no time alone.
fn ends_as_count(s: &Scan<'_, '_>, i: u32) -> bool {
    let ends = i + 1 >= s.limit || among!(s, i + 1, ". , ; ) ] ! ? % percent people");
    ends && s.cx.text(i).len() <= 3
}

/// Whether what recurs may begin at a place behind "each".
fn recurs(s: &Scan<'_, '_>, i: u32) -> bool {
    let w = s.w(i);
    among!(s, i, "other single weekday workday")
        || words::unit(w).is_some()
        || words::part(w).is_some()
        || words::season(w).is_some()
        || words::weekday(w).or_else(|| words::weekdays(w)).is_some()
        || words::month(w).is_some()
        || super::may_start(s.cx, i, s.limit)
}
