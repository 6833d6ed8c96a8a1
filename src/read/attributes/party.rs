//! Parties of politicians: "Luis Barragan, a Democrat", "Rep. Lee, D-Ohio", "Republican Sen. Lee", "the Republican senator".

use super::{People, any_sentence, attribute};
use crate::lexicon::Flags;
use crate::read::{Claim, Cx, Sought, Spot};
use rustc_hash::FxHashSet;

/// Words for members of parties, with one name for each party.
const PARTIES: &[(&str, &[&str])] = &[
    ("democrat", &["democrat", "democratic"]),
    ("republican", &["republican"]),
    ("labour", &["labour"]),
    ("conservative", &["conservative", "tory"]),
    ("green", &["green"]),
    ("libertarian", &["libertarian"]),
];

/// Words that say that somebody left a party or that speak of a party's past.
pub(in crate::read) const SWITCH: Sought = Sought {
    words: "became become switched switching switch defected defector left quit joined former formerly once then turned lifelong \
        registered ex bipartisan independent changed crossed previously elected",
    ..Sought::NONE
};

/// Offices of one chamber, and words for any politician.
const CHAMBERS: &[&[&str]] =
    &[&["senator"], &["congressman", "congresswoman", "representative"], &["governor"], &["mayor"], &["mp"], &["councillor", "councilman"]];
const ANY: &[&str] = &["lawmaker", "legislator", "politician", "incumbent", "candidate", "nominee", "challenger"];

/// The party that a capitalised word names; none in front of "Party" or behind another adjective of its name.
fn party(cx: &Cx<'_>, i: u32) -> Option<&'static str> {
    let own = cx.is_capitalised(i) && !cx.has(i, Flags::UPPER);
    let found = PARTIES.iter().find(|(_, words)| own && words.contains(&cx.folded(i)))?.0;
    let longer = i
        .checked_sub(1)
        .is_some_and(|b| cx.is_capitalised(b) && matches!(cx.folded(b), "liberal" | "social" | "christian" | "free" | "national"));
    let body = cx.is_capitalised(i + 1) && matches!(cx.folded(i + 1), "party" | "caucus" | "national" | "convention" | "unionist");
    (!longer && !body).then_some(found)
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
        let title = |i: u32| {
            cx.is_any(i, &[crate::lexicon::Class::RoleHead, crate::lexicon::Class::RoleModifier, crate::lexicon::Class::Honorific])
        };
        let before = (from..start).rev().take_while(|&i| party(cx, i).is_some() || title(i)).find(|&i| party(cx, i).is_some());
        let behind = behind(cx, m.tokens.end);
        for (at, value) in before.and_then(|i| Some((i, party(cx, i)?))).into_iter().chain(behind) {
            let span = cx.span(at..at + 1);
            claims.push(attribute(p, "party", span, span.cover(m.span), value.to_owned()));
        }
    }
    for i in cx.all_spots(Spot::Attribute).filter(|&i| i > 0) {
        let Some(value) = party(cx, i).filter(|_| cx.folded(i - 1) == "the") else { continue };
        let head = cx.folded(i + 1);
        let chamber = CHAMBERS.iter().find(|c| c.contains(&head));
        let known = |roles: &FxHashSet<String>| match chamber {
            Some(c) => c.iter().any(|w| roles.contains(*w)),
            None => CHAMBERS.iter().any(|c| c.iter().any(|w| roles.contains(*w))),
        };
        // "the Republican senator who …" and "… from Ohio" introduce somebody else.
        let open =
            matches!(cx.folded(i + 2), "who" | "that" | "from" | "whose" | "with" | "," | "and" | "in" | "for") || cx.is_capitalised(i + 2);
        if chamber.is_none() && !ANY.contains(&head) || open {
            continue;
        }
        if let Some((_, p)) = people.referent(cx, i, known) {
            let span = cx.span(i..i + 1);
            claims.push(attribute(p, "party", span, cx.span(i - 1..i + 2), value.to_owned()));
        }
    }
}

/// ", a Democrat", ", D-Ohio", " (R-Ky.)" behind a name.
fn behind(cx: &Cx<'_>, end: u32) -> Option<(u32, &'static str)> {
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
        return Some((at, short));
    }
    let noun = at + u32::from(matches!(cx.folded(at), "a" | "the"));
    let closed =
        matches!(cx.text(noun + 1), "," | "." | ")" | ";") || matches!(cx.folded(noun + 1), "from" | "of" | "representing" | "who");
    // "the Labour MP for Hull", "a Republican senator".
    let office = noun > at && (ANY.contains(&cx.folded(noun + 1)) || CHAMBERS.iter().any(|c| c.contains(&cx.folded(noun + 1))));
    // "Gwen Parry, Labour, moved", "Gwen Parry (Labour)".
    let alone = noun == at && matches!(cx.text(noun + 1), "," | ")");
    party(cx, noun).filter(|_| alone || noun > at && (closed || office)).map(|p| (noun, p))
}
