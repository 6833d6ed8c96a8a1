//! Role phrases: modifiers and head, with status, country and organisation around them.

use super::evidence;
use super::shape::{self, Taken};
use crate::lexicon::{Class, Flags};
use crate::read::form::is_everyday;
use crate::read::{Cx, Kind, Readings, Sought, Spot};
use crate::value::{Role, RoleStatus};
use std::ops::Range;

/// A role at one place.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The role's own words.
    pub tokens: Range<u32>,
    /// With article, status, country and organisation before it.
    pub whole: Range<u32>,
    /// One past "of Acme" behind it.
    pub end: u32,
    /// What it means.
    pub value: Role,
    /// Whether it can stand as a mention by itself; otherwise only beside a person.
    pub alone: bool,
    /// Whether its words are an office of the lists.
    pub listed: bool,
    /// Whether its head mostly is something else than a person.
    pub doubtful: bool,
}

/// Words for a role that mostly are something else.
pub(in crate::read) const ROLE_DOUBT: Sought = Sought {
    words: "count head safety green conservative liberal author owner contributor integrator cleaner producer back end \
        general private major guard forward center centre tackle lock prop star host chair model scout guide anchor \
        native fan server chief principal professional friend member user hooker punter receiver justice marine partner \
        cook graduate comic vet saint keeper rider patient fellow lord lady ranger marshal whip speaker elder patron \
        driver batter subject mason printer counsel executive rebel suspect witness substitute recruit twin heir minor \
        operator tester fighter bomber destroyer carrier buyer supplier competitor rival ally follower diver jumper \
        runner catcher pitcher tenor bass legend icon hero winner leader customer client consumer visitor guest \
        participant resident citizen neighbor neighbour expert specialist official worker employee developer",
    ..Sought::NONE
};

/// Modifiers that praise or count and are no part of a role.
pub(in crate::read) const PRAISE: Sought = Sought {
    words: "first second third top leading famous prominent noted eminent respected renowned celebrated acclaimed \
        controversial outspoken influential legendary retired veteran interim acting caretaker temporary provisional \
        small left right free sole special former then emeritus independent powerful",
    ..Sought::NONE
};

/// What a head of a role or an office begins with.
pub(in crate::read) const ROLE: Sought = Sought { words: "chief", classes: &[Class::RoleHead, Class::RolePhrase], ..Sought::NONE };

/// What a role begins with: the same, and the words in front of a head.
pub(in crate::read) const ROLE_LEAD: Sought =
    Sought { words: "chief", classes: &[Class::RoleHead, Class::RolePhrase, Class::RoleModifier], ..Sought::NONE };

/// All roles of a document, in order.
pub(super) fn find(cx: &Cx<'_>, out: &Readings, taken: &Taken) -> Vec<Found> {
    let mut found = Vec::new();
    // A word in front of a head has another behind it, or a hyphen.
    let leads = |i: u32| cx.spotted(i, Spot::Role) || cx.spotted(i + 1, Spot::RoleLead) || cx.touches(i + 1);
    for (_, sentence) in cx.sentences_with(Spot::Role) {
        let limit = sentence.tokens.end;
        let mut next = sentence.tokens.start;
        for i in cx.spots_in(sentence.tokens.clone(), Spot::RoleLead).filter(|&i| leads(i)) {
            if i < next || taken.has(i) {
                continue;
            }
            let fellow = || cx.folded(i) == "fellow" && phrase(cx, i + 1, limit).is_some();
            if let Some(end) = words(cx, i, limit, taken).filter(|&end| !is_surname(cx, i, end) && !fellow()) {
                found.push(around(cx, out, &sentence.tokens, i..end));
                next = end;
            }
        }
    }
    found
}

/// Whether capitalised words that could be a role stand before a name as its title.
pub(super) fn is_title(cx: &Cx<'_>, role: &Found) -> bool {
    let next = role.tokens.end;
    // "Ana Tovar of Baker Reed" works for a firm.
    let behind_name =
        |of: u32| of.checked_sub(1).is_some_and(|b| cx.is_capitalised(b) && !cx.is_any(b, &[Class::RoleHead, Class::OrgHead]));
    if role.tokens.end - role.tokens.start == 1 && role.tokens.start.checked_sub(1).is_some_and(|b| cx.text(b) == "of" && behind_name(b)) {
        return false;
    }
    let honorific = cx.phrase(role.tokens.start, next, Class::Honorific) == Some(next - role.tokens.start);
    if role.doubtful && !honorific && !role.listed && cx.is_capitalised(role.tokens.start) && role.tokens.end - role.tokens.start == 1 {
        return false;
    }
    let name = (shape::is_name_word(cx, next) || shape::is_initial(cx, next)) && cx.has(next, Flags::SPACE);
    role.tokens.end - role.tokens.start > 1 || name && !(evidence::is_given(cx, role.tokens.start) && cx.is(next, Class::Surname))
}

/// One past the role's words that start at a token.
fn words(cx: &Cx<'_>, start: u32, limit: u32, taken: &Taken) -> Option<u32> {
    let mut at = start;
    let mut end = None;
    while at < limit.min(start + 5) && !taken.has(at) {
        if let Some(n) = phrase(cx, at, limit) {
            end = Some(at + n);
            break;
        }
        if !cx.is(at, Class::RoleModifier) || at == start && cx.spotted(at, Spot::Praise) || at > start && !cx.has(at, Flags::SPACE) {
            break;
        }
        at += 1;
        if cx.text(at) == "-" && cx.touches(at) {
            at += 1;
        }
    }
    let mut end = end?;
    // "executive director", "teacher trainer": heads in a row, in the same case.
    while let Some(n) = phrase(cx, end, limit) {
        let same_case = cx.is_capitalised(end) == cx.is_capitalised(end - 1);
        if !same_case || !cx.has(end, Flags::SPACE) || cx.is_capitalised(end) && (cx.is(end, Class::Surname) || evidence::is_given(cx, end))
        {
            break;
        }
        end += n;
    }
    (start..end).all(|i| !taken.has(i)).then_some(end)
}

fn phrase(cx: &Cx<'_>, at: u32, limit: u32) -> Option<u32> {
    // "da Cunha" is no district attorney.
    if !cx.spotted(at, Spot::Role) || cx.is(at, Class::Particle) && !cx.has(at, Flags::UPPER) {
        return None;
    }
    // "chief privacy officer", whatever it is chief of.
    if cx.folded(at) == "chief" {
        let officer = (at + 2..limit.min(at + 5)).find(|&i| cx.folded(i) == "officer" && cx.has(i, Flags::SPACE));
        let plain =
            |to: u32| (at + 1..to).all(|i| cx.is_kind(i, crate::lexicon::TokenKind::Word) && cx.is_capitalised(i) == cx.is_capitalised(at));
        if let Some(officer) = officer.filter(|&o| plain(o)) {
            return Some(officer + 1 - at);
        }
    }
    cx.phrase_of_any(at, limit, &[Class::RolePhrase, Class::RoleHead])
}

/// "Tim Cook", "Dean Baker": a capitalised role word behind a given name or an initial is a surname.
fn is_surname(cx: &Cx<'_>, start: u32, end: u32) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let name = cx.is_capitalised(before) && (evidence::is_given(cx, before) || shape::is_initial(cx, before));
    end - start == 1 && cx.is_capitalised(start) && cx.has(start, Flags::SPACE) && name && !evidence::is_head(cx, before)
}

fn around(cx: &Cx<'_>, out: &Readings, sentence: &Range<u32>, tokens: Range<u32>) -> Found {
    let mut role = Role { status: RoleStatus::Current, ..Role::default() };
    let mut start = tokens.start;
    let mut article = false;
    for _ in 0..6 {
        let Some(before) = start.checked_sub(1).filter(|&b| b >= sentence.start) else { break };
        let hyphen = cx.text(before) == "-" && cx.touches(before);
        let word = if hyphen { before.saturating_sub(1) } else { before };
        if let Some(status) = status(cx, word) {
            role.status = status;
            start = word;
            if start > sentence.start && cx.folded(word) == "elected" || cx.folded(word) == "appointed" {
                start = word.saturating_sub(1).max(sentence.start);
            }
            continue;
        }
        if hyphen {
            break;
        }
        if matches!(cx.folded(before), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "your" | "whose") {
            article = true;
            start = before;
            break;
        }
        let possessive = matches!(cx.text(before), "'s" | "\u{2019}s" | "'" | "\u{2019}");
        let owner = if possessive { before.saturating_sub(1) } else { before };
        if let Some((from, country)) = country(cx, owner, sentence) {
            role.country = Some(country);
            article |= possessive;
            start = from;
            continue;
        }
        if let Some((from, name)) = owner_org(cx, out, owner, sentence, possessive) {
            role.organisation = Some(name);
            article |= possessive;
            start = from;
            continue;
        }
        if possessive && let Some(from) = owner_noun(cx, owner, sentence) {
            article = true;
            start = from;
            break;
        }
        if let Some((from, name)) = owner_name(cx, before, sentence) {
            role.organisation = Some(name);
            article = true;
            start = from;
            break;
        }
        if cx.spotted(before, Spot::Praise) && !cx.is_capitalised(before) {
            start = before;
            continue;
        }
        break;
    }
    let mut end = tokens.end;
    if cx.text(end) == "-" && cx.touches(end) && cx.touches(end + 1) && matches!(cx.folded(end + 1), "elect" | "designate" | "nominee") {
        role.status = RoleStatus::Future;
        end += 2;
    }
    if let Some(past) = behind(cx, out, sentence, end, &mut role) {
        end = past;
    }
    normal(cx, &tokens, &mut role);
    let single = tokens.end - tokens.start == 1;
    let listed = !single && cx.phrase(tokens.start, tokens.end, Class::RolePhrase) == Some(tokens.end - tokens.start);
    let doubtful = !listed && cx.spotted(tokens.end - 1, Spot::RoleDoubt);
    let named = role.country.is_some() || role.organisation.is_some();
    let lead =
        tokens.start.checked_sub(1).is_some_and(|b| matches!(cx.folded(b), "as" | "became" | "become" | "named" | "appointed" | "elected"));
    let sure = !single || article || named || lead || role.status != RoleStatus::Current;
    let alone = if doubtful { named && (article || end > tokens.end) } else { sure };
    Found { whole: start..tokens.end, tokens, end, value: role, alone, listed, doubtful }
}

fn status(cx: &Cx<'_>, i: u32) -> Option<RoleStatus> {
    if cx.is(i, Class::RoleActing) {
        return Some(RoleStatus::Acting);
    }
    if cx.is(i, Class::RolePast) || cx.folded(i) == "ex" {
        return Some(RoleStatus::Past);
    }
    let newly = matches!(cx.folded(i), "elected" | "appointed" | "named") && i.checked_sub(1).is_some_and(|b| cx.folded(b) == "newly");
    (cx.is(i, Class::RoleFuture) && !matches!(cx.folded(i), "nominee") || newly).then_some(RoleStatus::Future)
}

/// The country that ends at a token, by its name or its adjective.
fn country(cx: &Cx<'_>, last: u32, sentence: &Range<u32>) -> Option<(u32, String)> {
    (last.saturating_sub(3).max(sentence.start)..=last).find_map(|from| {
        let whole = |class| cx.phrase(from, last + 1, class) == Some(last + 1 - from);
        if !cx.is_capitalised(from) || !whole(Class::Country) && !whole(Class::Nationality) {
            return None;
        }
        let text = cx.doc.text(cx.span(from..last + 1));
        cx.lex.countries.get(crate::lexicon::fold(text).as_ref()).map(|c| (from, c.name.to_owned()))
    })
}

/// Where "the agency", "her country" starts, if that ends at a token.
fn owner_noun(cx: &Cx<'_>, last: u32, sentence: &Range<u32>) -> Option<u32> {
    let article = |i: u32| matches!(cx.folded(i), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "this" | "that");
    let from = (1..=3).map(|k| last.checked_sub(k)).map_while(|b| b.filter(|&b| b >= sentence.start)).find(|&b| article(b))?;
    (from..=last).all(|i| cx.is_kind(i, crate::lexicon::TokenKind::Word)).then_some(from)
}

/// "the Redbourne" before "manager": capitalised words behind an article, whatever they name. The article's place and the words.
fn owner_name(cx: &Cx<'_>, last: u32, sentence: &Range<u32>) -> Option<(u32, String)> {
    let mut from = last + 1;
    while let Some(b) = from.checked_sub(1).filter(|&b| b > sentence.start && from + 2 > last && shape::is_name_word(cx, b)) {
        from = b;
    }
    let article = from.checked_sub(1).filter(|&b| from <= last && matches!(cx.folded(b), "the" | "a" | "an"))?;
    Some((article, cx.doc.text(cx.span(from..last + 1)).to_owned()))
}

/// The organisation or place that ends at a token, or a short form in capitals; a name of another sort only if it owns.
fn owner_org(cx: &Cx<'_>, out: &Readings, last: u32, sentence: &Range<u32>, possessive: bool) -> Option<(u32, String)> {
    for from in last.saturating_sub(10).max(sentence.start)..=last {
        let found = out.at(from).find(|m| !m.inner && matches!(m.kind, Kind::Org | Kind::Place) && m.tokens.end == last + 1);
        if let Some(m) = found {
            return Some((from, m.value.canonical()));
        }
    }
    let short = cx.has(last, Flags::UPPER) && cx.text(last).len() <= 8;
    let named =
        !cx.has(last, Flags::FIRST) || !is_everyday(cx, last) && !cx.is_any(last, &[Class::GivenAny, Class::GivenFemale, Class::GivenMale]);
    let owner = possessive && shape::is_name_word(cx, last) && named;
    (short || owner).then(|| (last, cx.text(last).to_owned()))
}

/// "of Acme", "at the Harbour Safety Board" behind a role.
fn behind(cx: &Cx<'_>, out: &Readings, sentence: &Range<u32>, end: u32, role: &mut Role) -> Option<u32> {
    if !matches!(cx.text(end), "of" | "at" | "for") {
        return None;
    }
    let at = end + 1 + u32::from(cx.folded(end + 1) == "the");
    if at >= sentence.end || !cx.is_capitalised(at) {
        return None;
    }
    if let Some(m) = out.at(at).find(|m| !m.inner && matches!(m.kind, Kind::Org | Kind::Place)) {
        let country = cx.lex.countries.get(crate::lexicon::fold(cx.doc.text(m.span)).as_ref());
        match country {
            Some(c) => role.country = Some(c.name.to_owned()),
            None => role.organisation = Some(m.value.canonical()),
        }
        return Some(m.tokens.end);
    }
    let mut to = at;
    while to < sentence.end && to < at + 5 && cx.is_capitalised(to) && (to == at || cx.has(to, Flags::SPACE)) {
        to += 1;
    }
    role.organisation = Some(cx.doc.text(cx.span(at..to)).to_owned());
    Some(to)
}

/// The normal form, the head and the family.
fn normal(cx: &Cx<'_>, tokens: &Range<u32>, role: &mut Role) {
    if tokens.end - tokens.start == 1 {
        let word = cx.folded(tokens.start);
        role.phrase = cx.lex.role_synonyms.get(word).map_or_else(|| word.to_owned(), ToString::to_string);
        let family = cx.lex.role_families.get(role.phrase.as_str()).or_else(|| cx.lex.role_families.get(word));
        role.family = family.map(|(name, _)| (*name).to_owned());
        word.clone_into(&mut role.head);
        return;
    }
    let written = crate::lexicon::fold(cx.doc.text(cx.span(tokens.clone()))).split_whitespace().collect::<Vec<_>>().join(" ");
    let spaced = written.replace('-', " ");
    let joined = [&written, &spaced].into_iter().find_map(|p| cx.lex.role_synonyms.get(p.as_str()));
    role.phrase = joined.map_or_else(|| spaced.clone(), ToString::to_string);
    let family = [&role.phrase, &written, &spaced].into_iter().find_map(|p| cx.lex.role_families.get(p.as_str()));
    role.family = family.map(|(name, _)| (*name).to_owned());
    let stop = tokens.clone().find(|&i| matches!(cx.folded(i), "of" | "for" | "to" | "in")).unwrap_or(tokens.end);
    let head = (tokens.start..stop).rev().find(|&i| cx.is(i, Class::RoleHead)).unwrap_or(tokens.end - 1);
    cx.folded(head).clone_into(&mut role.head);
}
