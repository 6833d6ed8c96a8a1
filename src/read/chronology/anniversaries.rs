//! Anniversaries and editions with the year they count from: "its 75th anniversary. It was founded in 1960", "the 10th edition … first held in
//! 2014 and has taken place in every year since".

use super::{calendar, things};
use crate::document::TextSpan;
use crate::lexicon::{Class, TokenKind};
use crate::read::{Claim, Cx, Kind, Mention, Readings, Sought, Spot};
use crate::value::{Date, Granularity, Number, Value};
use std::ops::Range;

/// Verbs of beginnings: the year behind them is what an anniversary counts from.
#[rustfmt::skip]
const ORIGINS: &[&str] = &[
    "founded", "established", "completed", "opened", "launched", "built", "created", "formed", "began", "started", "inaugurated", "incorporated", "chartered",
    "held", "finished", "consecrated", "unveiled", "staged", "born", "married", "dedicated", "erected", "commissioned", "discovered", "introduced", "lit",
    "planted", "premiered", "instituted",
];
/// Verbs of what happens often: a beginning only behind "first".
const FIRST: &[&str] = &[
    "published",
    "performed",
    "played",
    "run",
    "ran",
    "flew",
    "flown",
    "met",
    "printed",
    "awarded",
    "rang",
    "rung",
    "sailed",
    "broadcast",
    "aired",
];

/// An anniversary as told.
struct Kept {
    tokens: Range<u32>,
    number: i64,
    edition: bool,
    /// An edition with its noun beside it: "the 12th Harbour Festival"; its year may stand anywhere.
    named: bool,
}

/// Words that an anniversary has.
pub(in crate::read) const ANNIVERSARY: Sought = Sought {
    words: "anniversary edition birthday jubilee turns turned celebrates celebrating celebrate marks marking mark centenary centennial sesquicentennial bicentenary bicentennial tercentenary tricentennial \
            festival regatta marathon tournament fair prize award carnival biennale competition race congress conference parade contest championship derby convention market tour",
    ..Sought::NONE
};

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, begun: &[things::Beginning<'_>], claims: &mut Vec<Claim>) {
    for (i, sentence) in cx.sentences_with(Spot::Anniversary) {
        let tokens = sentence.tokens.clone();
        for kept in tokens.clone().filter_map(|t| kept(cx, out, t)).filter(|k| k.tokens.end <= tokens.end) {
            if is_other(cx, &kept, &tokens) {
                continue;
            }
            let near = if kept.named { None } else { origin(cx, out, i, &kept) };
            let Some((origin, origin_tokens)) = near.or_else(|| told_elsewhere(cx, out, begun, &kept, &tokens)) else { continue };
            let date = year_of(cx, out, &kept, &tokens, origin);
            let yearly = origin_tokens.clone().any(|t| is_yearly(cx, t))
                && !origin_tokens.clone().any(|t| matches!(cx.folded(t), "except" | "cancelled" | "canceled" | "but" | "skipped"));
            let span = cx.span(kept.tokens.clone());
            let same = tokens.contains(&origin.tokens.start);
            let anchor =
                if same { TextSpan { start: span.start.min(origin.span.start), end: span.end.max(origin.span.end) } } else { span };
            let claim = Claim::new("anniversary", anchor)
                .with("number", span, Value::Number(Box::new(Number::int(kept.number))))
                .with("origin", origin.span, origin.value.clone())
                .with_implied("edition", Value::Bool(kept.edition))
                .with_implied("yearly", Value::Bool(yearly));
            claims.push(match date {
                Some(date) => claim.with("date", date.span, date.value.clone()),
                None => claim,
            });
        }
    }
}

/// "75th anniversary", "centenary", "10th edition".
fn kept(cx: &Cx<'_>, out: &Readings, t: u32) -> Option<Kept> {
    let number = match cx.folded(t) {
        "centenary" | "centennial" => 100,
        "sesquicentennial" => 150,
        "bicentenary" | "bicentennial" => 200,
        "tercentenary" | "tricentennial" => 300,
        "jubilee" if t > 1 && matches!(cx.folded(t - 2), "its" | "their") => match cx.folded(t.checked_sub(1)?) {
            "silver" => 25,
            "ruby" => 40,
            "golden" => 50,
            "diamond" => 60,
            "platinum" => 70,
            _ => 0,
        },
        _ => 0,
    };
    if number > 0 {
        return Some(Kept { tokens: t..t + 1, number, edition: false, named: false });
    }
    // "The library is celebrating 100 years."
    let keeps = matches!(cx.folded(t), "celebrates" | "celebrating" | "marks" | "marking")
        || matches!(cx.folded(t), "celebrate" | "mark") && matches!(cx.folded(t.checked_sub(1)?), "to" | "will");
    // "Its conductor, Ann Lee, celebrates ten years": a person's years are none of the founding.
    let by_person = t.checked_sub(1).is_some_and(|last| {
        let last = last - u32::from(cx.text(last) == "," && last > 0);
        (last.saturating_sub(4)..=last).any(|i| out.at(i).any(|p| matches!(p.kind, Kind::Person | Kind::Role) && p.tokens.contains(&last)))
    });
    if keeps && !by_person {
        let at = t + 1 + u32::from(matches!(cx.folded(t + 1), "its" | "their"));
        let m = out.longest(at, Kind::Duration).filter(|m| cx.folded(m.tokens.end - 1) == "years")?;
        let Value::Duration(d) = &m.value else { return None };
        let n = d.amount;
        let plain = n.nominal.is_integer() && n.range.is_point() && n.hedge == crate::value::Hedge::Exact;
        let closed = !matches!(cx.folded(m.tokens.end), "of" | "as" | "on" | "in" | "at" | "ago" | "old" | "before" | "later");
        let number = n.nominal.floor().filter(|n| plain && closed && (5..=1000).contains(n))?;
        // "celebrates 25 years with the firm"
        if cx.folded(m.tokens.end) == "with" && !matches!(cx.folded(m.tokens.end + 1), "a" | "an") {
            return None;
        }
        return Some(Kept { tokens: m.tokens.clone(), number, edition: false, named: false });
    }
    // "The library turns 100 this month."
    if matches!(cx.folded(t), "turns" | "turned") {
        let m = out.longest(t + 1, Kind::Age).or_else(|| out.longest(t + 1, Kind::Number))?;
        let (Value::Age(n) | Value::Number(n)) = &m.value else { return None };
        // "The club, founded in 1923, turns 120": the noun before the apposition.
        let last = t.checked_sub(1)?;
        let noun = if cx.text(last) == "," { (last.saturating_sub(9)..last).rev().find(|&k| cx.text(k) == ",")? } else { t };
        let noun = noun.checked_sub(1).filter(|&b| {
            let plain = !cx.is_capitalised(b) && !cx.is_any(b, &[Class::Stop, Class::RoleHead]);
            cx.is_kind(b, TokenKind::Word) && (plain || cx.folded(b) == "it")
        })?;
        let person = (noun.saturating_sub(6)..=noun)
            .any(|i| out.at(i).any(|p| matches!(p.kind, Kind::Person | Kind::Role) && p.tokens.contains(&noun)));
        let kin = matches!(
            cx.folded(noun),
            "mother" | "father" | "son" | "daughter" | "wife" | "husband" | "brother" | "sister" | "woman" | "man" | "member"
        );
        let plain = n.nominal.is_integer() && n.hedge == crate::value::Hedge::Exact && m.tokens.end == t + 2;
        let number = n.nominal.floor().filter(|n| plain && !person && !kin && (10..=1000).contains(n))?;
        return Some(Kept { tokens: m.tokens.clone(), number, edition: false, named: false });
    }
    let m = out.at(t).find(|m| m.kind == Kind::Ordinal)?;
    let Value::Ordinal(n) = m.value else { return None };
    let mut noun = m.tokens.end;
    noun += u32::from(matches!(cx.folded(noun), "annual" | "birthday"));
    match cx.folded(noun) {
        "anniversary" => Some(Kept { tokens: t..noun + 1, number: n, edition: false, named: false }),
        // "its 60th birthday": of a thing.
        _ if cx.folded(noun - 1) == "birthday" && t > 0 && cx.folded(t - 1) == "its" => {
            Some(Kept { tokens: t..noun, number: n, edition: false, named: false })
        }
        "edition" => Some(Kept { tokens: t..noun + 1, number: n, edition: true, named: false }),
        _ => held(cx, &m.tokens, noun).then(|| Kept { tokens: m.tokens.clone(), number: n, edition: true, named: true }),
    }
}

/// "this year's festival, the 12th,", "the 12th Saltby Puppet Festival": an edition without the word.
fn held(cx: &Cx<'_>, ordinal: &Range<u32>, next: u32) -> bool {
    let back = |n: u32| ordinal.start.checked_sub(n).map_or("", |t| cx.folded(t));
    let apposed = back(1) == "the" && back(2) == "," && back(4) == "'s" && matches!(back(5), "year" | "month" | "week" | "summer");
    let closed = matches!(cx.text(ordinal.end), "," | "." | ";") || cx.folded(ordinal.end) == "so";
    apposed && closed && ordinal.start.checked_sub(3).is_some_and(|t| things::is_held(cx, t))
        || matches!(back(1), "the" | "its") && edition_noun(cx, next).is_some()
}

/// The noun of "Saltby Puppet Festival", "festival" right behind an ordinal.
fn edition_noun(cx: &Cx<'_>, next: u32) -> Option<u32> {
    let noun = (next..next + 5).take_while(|&t| t == next || cx.is_capitalised(t)).find(|&t| things::is_held(cx, t))?;
    // "the 12th prize of the season", "the second race of the day"
    let name = noun > next && cx.is_capitalised(noun);
    (name || cx.folded(next - 1) == "annual").then_some(noun)
}

/// The beginning of the thing that the anniversary is of, wherever the article tells it: "the company's 40th anniversary".
fn told_elsewhere<'o>(
    cx: &Cx<'_>,
    out: &Readings,
    begun: &[things::Beginning<'o>],
    kept: &Kept,
    tokens: &Range<u32>,
) -> Option<(&'o Mention, Range<u32>)> {
    if begun.is_empty() {
        return None;
    }
    let back = |n: u32| kept.tokens.start.checked_sub(n).filter(|&t| t >= tokens.start);
    let word = |n: u32| back(n).map_or("", |t| cx.folded(t));
    let noun = if word(1) == "'s" || word(1) == "\u{2019}s" {
        back(2)
    } else if word(1) == "the" && word(2) == "," && kept.named {
        back(3)
    } else if kept.named {
        edition_noun(cx, kept.tokens.end + u32::from(cx.folded(kept.tokens.end) == "annual"))
    } else if cx.folded(kept.tokens.end) == "of" && matches!(cx.folded(kept.tokens.end + 1), "the") {
        // "the 50th edition of the Orme Marathon": the last word of the name.
        let of = kept.tokens.end + 2;
        Some((of..tokens.end.min(of + 6)).take_while(|&t| cx.is_capitalised(t)).last().unwrap_or(of))
    } else if word(1) == "its"
        && cx.folded(tokens.start) == "the"
        && kept.tokens.start - tokens.start < 9
        && things::is_thing(cx, tokens.start + 1)
    {
        Some(tokens.start + 1)
    } else {
        None
    };
    let firm = || {
        // "To mark its 20th anniversary, the band will tour"
        let the = |t: u32| cx.folded(t.saturating_sub(1)) == "the" && things::is_thing(cx, t);
        let named = (tokens.start + 1..tokens.end.min(kept.tokens.end + 10)).find(|&t| the(t));
        match named {
            _ if word(1) != "its" => None,
            Some(noun) => things::origin_of(cx, out, begun, noun),
            None => things::origin_of_firm(cx, out, begun, kept.tokens.start),
        }
    };
    let begun = noun.map_or_else(firm, |noun| things::origin_of(cx, out, begun, noun))?;
    let whole = begun.tokens.start..begun.tokens.end;
    // What the next sentence tells of the years since belongs to it.
    let next = cx.doc.sentence_of(begun.tokens.start).map_or(0..0, |(i, _)| super::next_sentence(cx, i));
    Some((begun.date, whole.start..whole.end.max(next.end)))
}

/// "every year", "every summer since", "annually".
fn is_yearly(cx: &Cx<'_>, t: u32) -> bool {
    let year = matches!(cx.folded(t + 1), "year" | "summer" | "spring" | "autumn" | "fall" | "winter" | "june" | "july" | "may");
    matches!(cx.folded(t), "every" | "each") && year || matches!(cx.folded(t), "annual" | "annually")
}

/// "nearly", "wedding", "ahead of": an anniversary of something else or of another year.
fn is_other(cx: &Cx<'_>, kept: &Kept, tokens: &Range<u32>) -> bool {
    if matches!(
        cx.folded(kept.tokens.end),
        "edition" | "reissue" | "release" | "tour" | "show" | "issue" | "album" | "concert" | "box" | "special"
    ) {
        return true;
    }
    // "The Centennial celebration to be held in 1876": the year is its own, no beginning.
    let own = (kept.tokens.end..tokens.end.min(kept.tokens.end + 5))
        .any(|t| matches!(cx.folded(t), "celebration" | "celebrations" | "exposition" | "exhibition" | "gala" | "parade" | "festivities"));
    if own {
        return true;
    }
    let near = kept.tokens.start.saturating_sub(5).max(tokens.start)..tokens.end.min(kept.tokens.end + 3);
    near.clone().any(|t| {
        // "turns 100 next month" leaves no year open.
        let soon = matches!(cx.folded(t), "next" | "coming" | "upcoming")
            && (cx.is_any(t + 1, &[Class::Weekday, Class::Month]) || matches!(cx.folded(t + 1), "month" | "week" | "weekend"));
        !soon
            && matches!(
                cx.folded(t),
                "nearly"
                    | "almost"
                    | "wedding"
                    | "ahead"
                    | "before"
                    | "approaching"
                    | "next"
                    | "coming"
                    | "upcoming"
                    | "about"
                    | "around"
                    | "after"
                    | "until"
                    | "nears"
                    | "since"
            )
    })
}

/// The year it counts from: the one beginning told in the same sentence, or in the sentence before or behind.
fn origin<'o>(cx: &Cx<'_>, out: &'o Readings, sentence: u32, kept: &Kept) -> Option<(&'o Mention, Range<u32>)> {
    let here = cx.doc.sentences.get(sentence as usize)?;
    let near = [Some(sentence), sentence.checked_add(1), sentence.checked_sub(1)];
    for n in near.into_iter().flatten() {
        let Some(other) = cx.doc.sentences.get(n as usize) else { continue };
        let block = n == sentence || other.block == here.block;
        if !block {
            continue;
        }
        let tokens = other.tokens.clone();
        // In another sentence only "it" goes on about the same thing.
        let named =
            of_what(cx, kept).is_some_and(|noun| tokens.clone().any(|t| cx.folded(t).starts_with(noun) && ORIGINS.contains(&cx.folded(t))));
        let of = cx.folded(kept.tokens.end) == "of";
        if of && !named && n != sentence {
            continue;
        }
        let same = n == sentence
            || named
            || matches!(cx.folded(tokens.start), "it" | "they")
            || n < sentence && is_taken_up(cx, here.tokens.start);
        let mut found = tokens
            .clone()
            .filter_map(|t| began(cx, out, t, tokens.end))
            .filter(|m| m.tokens.start >= kept.tokens.end || m.tokens.end <= kept.tokens.start);
        match (found.next(), found.next()) {
            (Some(one), None) if same && (!of || named || is_apposed(cx, kept, one)) => return Some((one, tokens)),
            (Some(_), _) => return None,
            _ => {}
        }
    }
    None
}

/// "the 50th anniversary of the launch": the noun that the beginning is told by.
fn of_what<'a>(cx: &Cx<'a>, kept: &Kept) -> Option<&'a str> {
    let of = kept.tokens.end;
    let noun = of + 1 + u32::from(matches!(cx.folded(of + 1), "the" | "its" | "his" | "her" | "their"));
    let word = cx.folded(noun);
    (cx.folded(of) == "of" && word.len() > 4).then(|| word.trim_end_matches("ing")).filter(|w| w.len() > 3)
}

/// "the 50th anniversary of the dam, which was completed in 1964": no other thing between.
fn is_apposed(cx: &Cx<'_>, kept: &Kept, origin: &Mention) -> bool {
    let gap = kept.tokens.end..origin.tokens.start;
    let comma = gap.clone().find(|&t| cx.text(t) == ",");
    comma.is_some_and(|c| !(c + 1..gap.end).any(|t| matches!(cx.folded(t), "the" | "a" | "an" | "it" | "he" | "she" | "they" | ",")))
}

/// "This year it …", "Its 10th edition …": the sentence goes on about what was told before.
fn is_taken_up(cx: &Cx<'_>, start: u32) -> bool {
    let own = |t: u32| matches!(cx.folded(t), "it" | "its" | "they" | "their");
    own(start) || cx.folded(start) == "this" && (start + 1..start + 5).any(own)
}

/// "founded in 1960", "first opened its doors in 1921", "in 1964": the year behind a verb of beginning.
fn began<'o>(cx: &Cx<'_>, out: &'o Readings, t: u32, limit: u32) -> Option<&'o Mention> {
    let first = || FIRST.contains(&cx.folded(t)) && cx.folded(t.wrapping_sub(1)) == "first";
    if !ORIGINS.contains(&cx.folded(t)) && !first() || matches!(cx.folded(t.wrapping_sub(1)), "re" | "not" | "to") {
        return None;
    }
    for k in t + 1..limit.min(t + 8) {
        if let Some(m) = out.longest(k, Kind::Date).filter(|m| calendar(m).is_some_and(is_year)) {
            return matches!(cx.folded(k - 1), "in" | "on").then_some(m);
        }
        let clause = matches!(cx.text(k), "," | ";" | "(")
            || matches!(cx.folded(k), "and" | "who" | "which" | "when" | "after" | "before" | "by" | "since" | "until");
        if clause || cx.is_any(k, &[Class::Be, Class::Have, Class::Modal]) {
            return None;
        }
    }
    None
}

fn is_year(d: &Date) -> bool {
    super::has_year(d) && d.granularity <= Granularity::Year
}

/// The year in which it is kept, where the sentence says one.
fn year_of<'o>(cx: &Cx<'_>, out: &'o Readings, kept: &Kept, tokens: &Range<u32>, origin: &Mention) -> Option<&'o Mention> {
    let other = |m: &&Mention| m.tokens != origin.tokens && calendar(m).is_some_and(is_year);
    let mut found = out.within(tokens.clone(), Kind::Date).filter(other);
    let m = found.next().filter(|_| found.next().is_none())?;
    let beside = m.tokens.start <= kept.tokens.end + 6 && m.tokens.end + 24 >= kept.tokens.start;
    (beside && matches!(cx.folded(m.tokens.start.saturating_sub(1)), "in" | "on" | "of" | "the")).then_some(m)
}
