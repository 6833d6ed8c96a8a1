//! Times without a place on the calendar: "now", "recently", "currently", "the past", "the near future", "soon".

use super::calendar::vague;
use super::found::Found;
use super::lists::among;
use super::scan::Scan;
use crate::lexicon::{Flags, TokenKind};

/// A vague time that starts here.
pub(super) fn read(s: &Scan<'_, '_>, i: u32) -> Option<Found> {
    let (timex, end) = phrase(s, i)?;
    Some(Found::date(i..end, vague(timex)))
}

fn phrase(s: &Scan<'_, '_>, i: u32) -> Option<(&'static str, u32)> {
    const PAST: &str = "PAST_REF";
    const NOW: &str = "PRESENT_REF";
    const FUTURE: &str = "FUTURE_REF";
    let plural = |k: u32| among!(s, k, "days weeks months years quarters decades times");
    match s.w(i) {
        "right" if s.w(i + 1) == "now" => Some((NOW, i + 2)),
        "now" if !s.hyphen(i + 1) && !s.hyphen(s.before_index(i)) && s.before(i) != "from" => Some((NOW, i + 1)),
        "currently" | "presently" | "nowadays" => Some((NOW, i + 1)),
        "current" if s.cx.has(i, Flags::CAPITAL) || i + 1 < s.limit && s.cx.is_kind(i + 1, TokenKind::Word) => Some((NOW, i + 1)),
        "one" if s.w(i + 1) == "day" && some_day(s, i) => Some((FUTURE, i + 2)),
        "this" if s.before(i) == "at" => {
            let at = i + 1 + u32::from(among!(s, i + 1, "very crucial critical particular late"));
            (s.w(at) == "moment").then_some((NOW, at + 1))
        }
        "recent" if plural(i + 1) && s.w(i + 2) == "and" && plural(i + 3) => Some((PAST, i + 4)),
        "these" if s.w(i + 1) == "days" => Some((NOW, i + 2)),
        "more" if s.w(i + 1) == "recently" => Some((PAST, i + 2)),
        "recent" if among!(s, i + 1, "weeks months quarters") => None,
        "recent" if plural(i + 1) => Some((PAST, i + 2)),
        "recent" | "recently" | "lately" => Some((PAST, i + 1)),
        "soon" if s.before(i) != "as" && !among!(s, i + 1, "as after enough") => Some((FUTURE, i + 1)),
        "coming" | "future" if plural(i + 1) => Some((FUTURE, i + 2)),
        "past" if plural(i + 1) && s.before(i) != "the" => Some((PAST, i + 2)),
        "the" => match s.w(i + 1) {
            "past" if !follows_noun(s, i + 2) => Some((PAST, i + 2)),
            "future" if !follows_noun(s, i + 2) => Some((FUTURE, i + 2)),
            "short" if s.w(i + 2) == "term" && among!(s, s.before_index(i), "in for over") && i > s.from => Some((FUTURE, i + 3)),
            "near" | "foreseeable" | "immediate" | "distant" if among!(s, i + 2, "future term") => Some((FUTURE, i + 3)),
            "recent" if s.w(i + 2) == "past" => Some((PAST, i + 3)),
            "coming" if plural(i + 2) => Some((FUTURE, i + 3)),
            _ => None,
        },
        _ => None,
    }
}

/// "will one day be": no length, but a day to come.
fn some_day(s: &Scan<'_, '_>, i: u32) -> bool {
    let subject = among!(s, s.before_index(i), "will would may might could can should must 'll he she it they we i you");
    i > s.from
        && subject
        && s.cx.is_kind(i + 2, TokenKind::Word)
        && !among!(s, i + 2, "in on at after before for to of off a and or later earlier ago from each every per")
}

fn follows_noun(s: &Scan<'_, '_>, i: u32) -> bool {
    i < s.limit
        && s.cx.is_kind(i, TokenKind::Word)
        && !among!(s, i, "and or but of in to for when was is has have had the as with by on that will would he she they it if")
        || s.hyphen(i)
}
