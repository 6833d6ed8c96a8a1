//! One moment in two zones: "9 p.m. Eastern (7 p.m. Pacific)", "7.30pm AEDT (4.30pm in Perth)".

use super::beside::cover;
use crate::lexicon::{Class, TokenKind};
use crate::read::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Clock, Exact, Number, Value};

/// A clock time with its zone or city, and the same moment behind it.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, m: &Mention, clock: &Clock) -> Option<Claim> {
    zones(cx, out, m, clock).or_else(|| by_city(cx, out, m, clock))
}

/// Hours behind Greenwich in winter, and whether the name leaves summer time open or names it.
fn zone(word: &str) -> Option<(i64, bool)> {
    Some(match word {
        "eastern" | "et" | "est" => (5, false),
        "edt" => (4, true),
        "central" | "ct" | "cst" => (6, false),
        "cdt" => (5, true),
        "mountain" | "mt" | "mst" => (7, false),
        "mdt" => (6, true),
        "pacific" | "pt" | "pst" => (8, false),
        "pdt" => (7, true),
        "gmt" | "utc" => (0, true),
        "bst" | "cet" => (-1, true),
        "cest" | "eet" => (-2, true),
        "eest" | "msk" => (-3, true),
        "hkt" | "sgt" | "awst" => (-8, true),
        "jst" | "kst" => (-9, true),
        "aest" => (-10, true),
        "aedt" => (-11, true),
        "nzst" => (-12, true),
        "nzdt" => (-13, true),
        "akst" => (9, true),
        "hst" => (10, true),
        _ => return None,
    })
}

/// Hours behind Greenwich in winter of the clocks of a city, whether they have no summer time, and whether its summer is in December.
fn city(cx: &Cx<'_>, t: u32) -> Option<(i64, bool, bool)> {
    Some(match (cx.folded(t), cx.folded(t + 1)) {
        ("london" | "dublin" | "lisbon" | "edinburgh" | "belfast" | "cardiff", _) => (0, false, false),
        (
            "paris" | "berlin" | "rome" | "madrid" | "brussels" | "vienna" | "amsterdam" | "stockholm" | "oslo" | "copenhagen" | "zurich",
            _,
        ) => (-1, false, false),
        ("athens" | "helsinki" | "kyiv" | "bucharest", _) => (-2, false, false),
        ("moscow" | "istanbul" | "nairobi" | "riyadh" | "doha", _) => (-3, true, false),
        ("dubai", _) => (-4, true, false),
        ("beijing" | "shanghai" | "singapore" | "manila" | "perth" | "taipei", _) | ("hong", "kong") => (-8, true, false),
        ("tokyo" | "seoul" | "osaka", _) => (-9, true, false),
        ("brisbane", _) => (-10, true, false),
        ("sydney" | "melbourne" | "canberra" | "hobart", _) => (-10, false, true),
        ("auckland", _) => (-12, false, true),
        ("new", "york") | ("washington" | "boston" | "toronto" | "atlanta" | "miami" | "montreal", _) => (5, false, false),
        ("chicago" | "houston" | "dallas" | "winnipeg", _) => (6, false, false),
        ("denver", _) => (7, false, false),
        ("los", "angeles") | ("san", "francisco") | ("seattle" | "vancouver", _) => (8, false, false),
        ("honolulu", _) => (10, true, false),
        _ => return None,
    })
}

/// "8pm in London (3pm in New York)", "7.30pm AEDT (4.30pm in Perth)": the second clock, or both, by the city.
fn by_city(cx: &Cx<'_>, out: &Readings, m: &Mention, clock: &Clock) -> Option<Claim> {
    let first = clock.minutes.filter(|(lo, hi)| lo == hi)?.0;
    let named = |end: u32| (cx.folded(end) == "in" && cx.is_capitalised(end + 1)).then(|| city(cx, end + 1)).flatten();
    let behind = |end: u32| end + 2 + u32::from(matches!(cx.folded(end + 2), "york" | "kong" | "angeles" | "francisco"));
    let (a, end) = match (named(m.tokens.end), zone_of(cx, m)) {
        (Some(a), _) => (a, behind(m.tokens.end)),
        (None, Some(((hours, fixed), end))) => ((hours, fixed, false), end),
        (None, None) => return None,
    };
    // "7.30pm AEDT on Saturday (6.30pm in Perth)": the day of the first clock.
    let open = (end..end + 4).find(|&t| matches!(cx.text(t), "(" | "/"))?;
    let day = (end..open)
        .all(|t| cx.is_any(t, &[Class::Weekday, Class::Month]) || matches!(cx.folded(t), "on" | ",") || cx.is_kind(t, TokenKind::Number));
    let other = out.longest(open + 1, Kind::Time).filter(|o| day && !o.inner)?;
    let Value::Time(c) = &other.value else { return None };
    let second = c.minutes.filter(|(lo, hi)| lo == hi)?.0;
    let b = named(other.tokens.end)?;
    let (zone_a, zone_b) = (&a, &b);
    let half = |n: i64| (n + 11).rem_euclid(24) - 11;
    let mut minutes = (i64::from(first) - i64::from(second)).rem_euclid(1440);
    if minutes > 720 {
        minutes -= 1440;
    }
    let offset = half(zone_b.0 - zone_a.0);
    // Summer time is kept at other weeks, in other halves of the year, or not at all.
    let slack = match (zone_a.1, zone_b.1) {
        (true, true) => 0,
        (false, false) if zone_a.2 != zone_b.2 => 2,
        (false, false) if offset.abs() <= 3 => 0,
        _ => 1,
    };
    // Near noon or midnight of the other side of the earth a difference may be told either way.
    (offset.abs() + slack < 12).then(|| {
        Claim::new("zone-pair", cover(m.span, other.span))
            .with("first", m.span, m.value.clone())
            .with("second", other.span, other.value.clone())
            .with_implied("difference", Value::Number(Box::new(Number::exact(Exact::ratio(minutes, 60).unwrap_or(Exact::ZERO)))))
            .with_implied("offset", Value::Number(Box::new(Number::int(offset))))
            .with_implied("slack", Value::Number(Box::new(Number::int(slack))))
    })
}

/// The zone of a clock time: part of it, or the word behind.
fn zone_of(cx: &Cx<'_>, m: &Mention) -> Option<((i64, bool), u32)> {
    let last = m.tokens.end.saturating_sub(1);
    let inside = m.tokens.clone().rev().take(4).find_map(|t| zone(cx.folded(t)));
    let behind = || zone(cx.folded(last + 1)).filter(|_| cx.is_capitalised(last + 1)).map(|z| (z, last + 2));
    let (zone, mut end) = inside.map(|z| (z, m.tokens.end)).or_else(behind)?;
    end += u32::from(cx.folded(end) == "time");
    Some((zone, end))
}

/// "9 p.m. Eastern (7 p.m. Pacific)", "9 p.m. ET / 6 p.m. PT".
fn zones(cx: &Cx<'_>, out: &Readings, m: &Mention, clock: &Clock) -> Option<Claim> {
    let first = clock.minutes.filter(|(lo, hi)| lo == hi)?.0;
    let ((a, a_fixed), end) = zone_of(cx, m)?;
    let open = matches!(cx.folded(end), "(" | "/" | "or" | ",");
    let at = end + 1;
    let other = out.longest(at, Kind::Time).filter(|o| open && !o.inner)?;
    let Value::Time(c) = &other.value else { return None };
    let second = c.minutes.filter(|(lo, hi)| lo == hi)?.0;
    let ((b, b_fixed), _) = zone_of(cx, other)?;
    let mut minutes = (i64::from(first) - i64::from(second)).rem_euclid(1440);
    if minutes > 720 {
        minutes -= 1440;
    }
    let offset = (b - a + 11).rem_euclid(24) - 11;
    let slack = i64::from(a_fixed != b_fixed || a_fixed && b_fixed && a.signum() != b.signum());
    Some(
        Claim::new("zone-pair", cover(m.span, other.span))
            .with("first", m.span, m.value.clone())
            .with("second", other.span, other.value.clone())
            .with_implied("difference", Value::Number(Box::new(Number::exact(Exact::ratio(minutes, 60)?))))
            .with_implied("offset", Value::Number(Box::new(Number::int(offset))))
            .with_implied("slack", Value::Number(Box::new(Number::int(slack)))),
    )
}
