//! Parties of politicians: "Luis Barragan, a Democrat", "Rep. Lee, D-Ohio", "Republican Sen. Lee", "the Republican senator".

use super::{People, any_sentence, attribute};
use crate::lexicon::{Class, Flags, fold};
use crate::read::{Claim, Cx, Sought, Spot};
use rustc_hash::FxHashSet;

/// Parties whose words stand before any office; of others only what names a member of a body is sure ("Labor MP", not "Labor Secretary").
const PLAIN: &[&str] = &["democrat", "republican", "conservative", "green", "libertarian"];
/// Members of bodies.
const MEMBERS: &[&str] = &[
    "mp",
    "msp",
    "mep",
    "td",
    "mla",
    "senator",
    "sen",
    "councillor",
    "cllr",
    "candidate",
    "lawmaker",
    "member",
    "frontbencher",
    "backbencher",
    "councilman",
    "councilwoman",
    "deputy",
];
/// Members of bodies that no party of the United States has, where "Conservative" is no party.
const ABROAD: &[&str] = &["mp", "msp", "mep", "td", "mla", "councillor", "cllr", "frontbencher", "backbencher"];

/// Words that say that somebody left a party or that speak of a party's past.
pub(in crate::read) const SWITCH: Sought = Sought {
    words: "became become switched switching switch defected defector left quit joined former formerly once then turned lifelong \
        registered ex bipartisan independent changed crossed previously elected",
    ..Sought::NONE
};

/// Offices of one chamber, and words for any politician.
const CHAMBERS: &[&[&str]] =
    &[&["senator"], &["congressman", "congresswoman", "representative"], &["governor"], &["mayor"], &["mp"], &["councillor", "councilman"]];
const ANY: &[&str] =
    &["lawmaker", "legislator", "politician", "incumbent", "candidate", "nominee", "challenger", "member", "frontbencher", "backbencher"];

/// A party's name, and one past the words that name it.
type Party<'a> = (&'a str, u32);

/// The party that capitalised words name; none in front of "Party" or behind another adjective of its name.
fn party<'a>(cx: &Cx<'a>, i: u32) -> Option<Party<'a>> {
    if !cx.is_capitalised(i) || !cx.spotted(i, Spot::Attribute) {
        return None;
    }
    let n = cx.phrase(i, cx.sentence_end(i), Class::Party)?;
    let end = i + n;
    let name = cx.lex.parties.get(fold(cx.doc.text(cx.span(i..end))).as_ref())?.as_str();
    // "GREEN" in a heading is a colour; "SNP" is a party.
    let shouted = cx.has(i, Flags::UPPER) && name != cx.folded(i) || PLAIN.contains(&name) && cx.has(i, Flags::UPPER);
    let longer = i
        .checked_sub(1)
        .is_some_and(|b| cx.is_capitalised(b) && matches!(cx.folded(b), "liberal" | "social" | "christian" | "free" | "national"));
    let body = cx.is_capitalised(end) && matches!(cx.folded(end), "party" | "caucus" | "national" | "convention" | "unionist");
    (!longer && !body && !shouted).then_some((name, end))
}

/// Whether the words of a party before an office are sure to mean it.
fn is_sure(cx: &Cx<'_>, i: u32, (name, end): Party<'_>) -> bool {
    let head = cx.folded(end);
    let member = MEMBERS.contains(&head.trim_end_matches('.'));
    // "Conservative commentators" at the start of a sentence.
    let opens = cx.has(i, Flags::FIRST) && matches!(name, "conservative" | "liberal" | "green");
    if opens { ABROAD.contains(&head) } else { PLAIN.contains(&name) || member }
}

pub(super) fn read(cx: &Cx<'_>, people: &People<'_>, claims: &mut Vec<Claim>) {
    let abbreviated = |i: u32| matches!(cx.text(i), "D" | "R") && cx.text(i + 1) == "-" && cx.touches(i + 1) && cx.touches(i + 2);
    let told = |i: u32| party(cx, i).is_some() || abbreviated(i);
    if !cx.all_spots(Spot::Attribute).any(told) || any_sentence(cx, told, Spot::Switch) {
        return;
    }
    for &(m, p) in &people.mentions {
        let start = m.tokens.start;
        let from = start.saturating_sub(4).max(cx.doc.sentence_of(start).map_or(start, |(_, s)| s.tokens.start));
        // "Republican Sen. Ann Lee", "the Democratic lawmaker Ann Lee": nothing but a title between.
        let title = |i: u32| cx.is_any(i, &[Class::RoleHead, Class::RoleModifier, Class::Honorific]);
        let named = |i: u32| party(cx, i).filter(|&p| is_sure(cx, i, p));
        // "Plaid Cymru councillor Ann Lee": nothing but titles behind the party's own words.
        let before = (from..start)
            .rev()
            .take_while(|&i| title(i) || cx.is_capitalised(i))
            .find_map(|i| Some((i, named(i).filter(|(_, end)| (*end..start).all(title))?)));
        let behind = behind(cx, m.tokens.end);
        for (at, (value, end)) in before.into_iter().chain(behind) {
            let span = cx.span(at..end);
            claims.push(attribute(p, "party", span, span.cover(m.span), value.to_owned()));
        }
    }
    for i in cx.all_spots(Spot::Attribute).filter(|&i| i > 0) {
        let Some((value, end)) = party(cx, i).filter(|_| cx.folded(i - 1) == "the") else { continue };
        let head = cx.folded(end);
        let chamber = CHAMBERS.iter().find(|c| c.contains(&head));
        let known = |roles: &FxHashSet<String>| match chamber {
            Some(c) => c.iter().any(|w| roles.contains(*w)),
            None => CHAMBERS.iter().any(|c| c.iter().any(|w| roles.contains(*w))),
        };
        // "the Republican senator who …" and "… from Ohio" introduce somebody else.
        let open = matches!(cx.folded(end + 1), "who" | "that" | "from" | "whose" | "with" | "," | "and" | "in" | "for" | "of")
            || cx.is_capitalised(end + 1);
        if chamber.is_none() && !ANY.contains(&head) || open {
            continue;
        }
        if let Some((_, p)) = people.referent(cx, i, known) {
            let span = cx.span(i..end);
            claims.push(attribute(p, "party", span, cx.span(i - 1..end + 1), value.to_owned()));
        }
    }
}

/// ", a Democrat", ", D-Ohio", " (R-Ky.)" behind a name.
fn behind<'a>(cx: &Cx<'a>, end: u32) -> Option<(u32, Party<'a>)> {
    if !matches!(cx.text(end), "," | "(") {
        return None;
    }
    let at = end + 1;
    let short = match cx.text(at) {
        "D" => Some("democrat"),
        "R" => Some("republican"),
        _ => None,
    };
    if let Some(short) = short.filter(|_| cx.text(at + 1) == "-" && cx.touches(at + 1) && cx.is_capitalised(at + 2)) {
        return Some((at, (short, at + 1)));
    }
    let noun = at + u32::from(matches!(cx.folded(at), "a" | "the"));
    let Some((name, past)) = party(cx, noun) else { return described(cx, at) };
    let closed = is_closed(cx, past);
    // "the Labour MP for Hull", "a Republican senator".
    let next = cx.folded(past);
    let office = noun > at && (ANY.contains(&next) || MEMBERS.contains(&next) || CHAMBERS.iter().any(|c| c.contains(&next)));
    // "Gwen Parry, Labour, moved", "Gwen Parry (Labour)".
    let alone = noun == at && matches!(cx.text(past), "," | ")");
    (alone || noun > at && (closed || office)).then_some((noun, (name, past)))
}

/// Whether words that may stand behind the description of one person, or a stop, follow.
fn is_closed(cx: &Cx<'_>, past: u32) -> bool {
    matches!(cx.text(past), "," | "." | ")" | ";") || matches!(cx.folded(past), "from" | "of" | "representing" | "who")
}

/// ", the committee's only Democrat from a rural district,", ", a two-term Republican,": words that describe between article and party.
fn described<'a>(cx: &Cx<'a>, at: u32) -> Option<(u32, Party<'a>)> {
    if !matches!(cx.folded(at), "a" | "an" | "the") {
        return None;
    }
    let noun = (at + 1..at + 7).find(|&i| party(cx, i).is_some())?;
    let describes = |i: u32| !cx.is(i, Class::Stop) || matches!(cx.folded(i), "'s" | "only" | "most" | "own" | "first" | "last" | "one");
    let plain = (at + 1..noun).all(|i| (describes(i) || cx.text(i) == "\u{2019}s") && !matches!(cx.text(i), "," | ";" | "(" | "." | ":"));
    let (name, past) = party(cx, noun)?;
    let open = is_closed(cx, past) || matches!(cx.folded(past), "on" | "in" | "to" | "with");
    (plain && open && !cx.folded(noun).ends_with('s')).then_some((noun, (name, past)))
}
