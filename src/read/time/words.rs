//! The closed vocabulary of time: months, weekdays, units, seasons, parts of the day, ordinals. All words are folded.

use crate::read::numerals;
use crate::value::{PartOfDay, TimeUnit, Weekday};

/// A month by name or abbreviation, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    if !matches!(word.as_bytes(), [b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd', _, _, ..]) {
        return None;
    }
    let n = match word.trim_end_matches('.') {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    };
    Some(n)
}

/// A weekday by name or abbreviation.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    if !matches!(word.as_bytes(), [b'm' | b't' | b'w' | b'f' | b's', _, _, ..]) {
        return None;
    }
    let day = match word.trim_end_matches('.') {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" | "sat" => Weekday::Sat,
        "sunday" | "sun" => Weekday::Sun,
        _ => return None,
    };
    Some(day)
}

/// A weekday in the plural: "Mondays".
pub(super) fn weekdays(word: &str) -> Option<Weekday> {
    word.strip_suffix('s').filter(|w| w.ends_with("day")).and_then(weekday)
}

/// A unit of time; the flag tells the plural.
pub(super) fn unit(word: &str) -> Option<(TimeUnit, bool)> {
    let plural = word.ends_with('s') && word != "s";
    let u = match word {
        "second" | "seconds" | "sec" | "secs" | "sec." => TimeUnit::Second,
        "minute" | "minutes" | "min" | "mins" | "min." => TimeUnit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "hr." => TimeUnit::Hour,
        "day" | "days" | "night" | "nights" | "workday" | "workdays" => TimeUnit::Day,
        "week" | "weeks" | "wk" | "wks" => TimeUnit::Week,
        "month" | "months" | "mo." | "mth" | "mths" | "mos" => TimeUnit::Month,
        "quarter" | "quarters" => TimeUnit::Quarter,
        "year" | "years" | "yr" | "yrs" | "yr." => TimeUnit::Year,
        "decade" | "decades" => TimeUnit::Decade,
        "century" | "centuries" => TimeUnit::Century,
        _ => return None,
    };
    Some((u, plural))
}

/// A season by its TIMEX3 letters.
pub(super) fn season(word: &str) -> Option<&'static str> {
    match word {
        "spring" | "springtime" => Some("SP"),
        "summer" | "summertime" => Some("SU"),
        "fall" | "autumn" => Some("FA"),
        "winter" | "wintertime" => Some("WI"),
        _ => None,
    }
}

/// A part of the day.
pub(super) fn part(word: &str) -> Option<PartOfDay> {
    match word {
        "morning" | "dawn" | "daybreak" | "sunrise" => Some(PartOfDay::Morning),
        "afternoon" => Some(PartOfDay::Afternoon),
        "evening" | "dusk" | "sunset" | "nightfall" => Some(PartOfDay::Evening),
        "night" | "overnight" | "nighttime" => Some(PartOfDay::Night),
        "lunchtime" | "midday" => Some(PartOfDay::Midday),
        "daytime" => Some(PartOfDay::Daytime),
        _ => None,
    }
}

/// An ordinal word from "first" to "thirtieth"; tens only where they end the word.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    numerals::ordinal_word(word).and_then(|n| u32::try_from(n).ok()).filter(|n| matches!(n, 1..=20 | 30))
}

/// A number word that is vague: its least and greatest meaning.
pub(super) fn vague_count(word: &str) -> Option<(i64, Option<i64>)> {
    match word {
        "several" => Some((3, Some(12))),
        "few" => Some((2, Some(9))),
        "couple" => Some((2, Some(3))),
        "many" | "numerous" => Some((3, None)),
        "some" => Some((2, None)),
        "dozens" => Some((24, Some(200))),
        "hundreds" => Some((100, None)),
        "thousands" => Some((1000, None)),
        _ => None,
    }
}
