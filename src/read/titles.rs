//! Courtesy titles and job titles as written, for consistency of form.
//!
//! Only the article's own running text is read: headings, captions and quotations have other habits.

use super::form::{field, is_function, mark, text};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings, Spot};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags};
use crate::value::Value;
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "courtesy-form",
        about: "A title before a name, with or without its full stop: \"Mr Qin\", \"Dr. Hall\".",
        fields: &[
            field("title", "text", "the title without a full stop: 'Mr'"),
            field("form", "text", "as written: 'Mr' or 'Mr.'"),
            field("dotted", "bool", "whether it has a full stop"),
        ],
    },
    ClaimSchema {
        name: "title-case",
        about: "A job title with capitals or without: \"Foreign Minister Lee\", \"the foreign minister\".",
        fields: &[
            field("role", "text", "the title in lower case: only the same words are compared"),
            field("form", "text", "'capital' or 'lower'"),
            field("place", "text", "'before-name', 'office' (the mayor, of which there is one) or 'free': compare like with like"),
        ],
    },
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let mut claims = Vec::new();
    let mut roles: Vec<&Mention> = out.all().iter().filter(|m| m.kind == Kind::Role && !m.inner).collect();
    roles.sort_by_key(|m| (m.tokens.start, Reverse(m.tokens.end)));
    for block in cx.doc.blocks.iter().filter(|b| !b.kind.is_display()) {
        for i in cx.spots_in(block.tokens.clone(), Spot::Title).filter(|&i| cx.is_capitalised(i) && !cx.doc.is_quoted(i)) {
            claims.extend(courtesy(cx, i, &block.tokens));
        }
        let place = |token: u32| roles.partition_point(|m| m.tokens.start < token);
        let here = roles.get(place(block.tokens.start)..place(block.tokens.end)).unwrap_or(&[]);
        let whole = here.iter().filter(|m| m.tokens.end <= block.tokens.end);
        claims.extend(whole.filter_map(|m| job(cx, m.tokens.clone(), &block.tokens)));
    }
    out.claims.append(&mut claims);
}

fn courtesy(cx: &Cx<'_>, i: u32, block: &Range<u32>) -> Option<Claim> {
    let form = cx.text(i);
    let bare = form.strip_suffix('.').unwrap_or(form);
    let known = cx.lex.honorifics.get(cx.folded(i)).filter(|h| matches!(h.kind, "courtesy" | "professional"))?;
    // Only titles that are written both ways have a form to choose.
    let both = known.forms.contains(&bare) && known.forms.iter().any(|f| f.strip_suffix('.') == Some(bare));
    let name =
        i + 1 < block.end && cx.is_capitalised(i + 1) && !cx.touches(i + 1) && !cx.has(i + 1, Flags::FIRST) && !is_function(cx, i + 1);
    let drink = bare == "Dr" && cx.folded(i + 1) == "pepper";
    let joined = i > block.start && cx.touches(i) && matches!(mark(cx, i - 1), "-" | "/" | "." | "_" | "@");
    if !both || !name || drink || joined {
        return None;
    }
    let span = cx.span(i..i + 1);
    Some(
        Claim::new("courtesy-form", span)
            .with_implied("title", text(bare))
            .with("form", span, text(form))
            .with_implied("dotted", Value::Bool(form.ends_with('.'))),
    )
}

fn job(cx: &Cx<'_>, tokens: Range<u32>, block: &Range<u32>) -> Option<Claim> {
    let own = |i: u32| {
        !is_function(cx, i) && mark(cx, i).is_empty() && !cx.has(i, Flags::UPPER) && !cx.is_any(i, &[Class::Country, Class::Nationality])
    };
    let words: SmallVec<[u32; 8]> = tokens.clone().filter(|&i| own(i)).collect();
    let (before, after) = (tokens.start.checked_sub(1).filter(|&b| b >= block.start), Some(tokens.end).filter(|&e| e < block.end));
    let starts = before.is_none_or(|b| !matches!(mark(cx, b), "" | "," | "-" | "’")) || tokens.clone().any(|i| cx.has(i, Flags::FIRST));
    let capital = |i: u32| cx.is_capitalised(i);
    let leads_name = after.is_some_and(|a| capital(a) && !cx.has(a, Flags::FIRST) && !is_function(cx, a));
    let nation = |i: u32| cx.is_any(i, &[Class::Country, Class::Nationality]) || cx.folded(i) == "'s";
    let calendar = |i: u32| cx.is_any(i, &[Class::Month, Class::Weekday]);
    let named = tokens.clone().any(capital);
    let in_name = before.is_some_and(|b| named && capital(b) && !nation(b) && !calendar(b) && !cx.has(b, Flags::FIRST))
        || after.is_some_and(|a| cx.folded(a) == "'s" && capital(a + 1));
    // "the Bishop of Tarn" is compared with "the bishop of Tarn" only.
    let of = after.filter(|&a| matches!(cx.folded(a), "of" | "for") && capital(a + 1)).map(|a| a + 2).filter(|&e| e <= block.end);
    // One name of one post, "Secretary of State", has its capitals for good.
    let fixed = of.is_some_and(|e| cx.is_any(e - 1, &[Class::Common]) || cx.is(tokens.start, Class::RolePhrase));
    if words.is_empty() || starts || in_name || fixed && named || cx.doc.is_quoted(tokens.start) {
        return None;
    }
    let form = if words.iter().all(|&i| capital(i)) {
        "capital"
    } else if words.iter().all(|&i| !capital(i)) {
        "lower"
    } else {
        return None;
    };
    let (first, last) = (tokens.start, tokens.end);
    let office = before.is_some_and(|b| cx.folded(b) == "the") && cx.phrase(first, last, Class::UniqueOffice) == Some(last - first);
    // "the treasurer of the club" and "the treasurer of the league" are two.
    let office = office && (of.is_some() || !matches!(cx.folded(last), "of" | "at"));
    let place = if leads_name {
        "before-name"
    } else if office {
        "office"
    } else {
        "free"
    };
    let span = cx.span(tokens);
    Some(
        Claim::new("title-case", span)
            .with("role", span, text(&cx.doc.text(TextSpan { end: of.map_or(span.end, |e| cx.span(e - 1..e).end), ..span }).to_lowercase()))
            .with_implied("form", text(form))
            .with_implied("place", text(place)),
    )
}
