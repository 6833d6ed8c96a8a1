//! What the title says was decided, against what the lead says: "Council rejects plan" above "The plan was approved by the council".

use super::super::Cx;
use super::super::form::{is_function, is_wordlike, mark};
use super::Told;
use std::ops::Range;

/// Verbs of which one side of a line cannot be said of what the other side is said of.
const SIDES: &[(&str, &str)] = &[
    (
        "approve approves approved approving back backs backed endorse endorses endorsed adopt adopts adopted pass passes passed uphold upholds upheld accept accepts accepted \
         ratify ratifies ratified permit permits permitted greenlights",
        "reject rejects rejected refuse refuses refused block blocks blocked veto vetoes vetoed overturn overturns overturned quash quashes quashed deny denies denied \
         dismiss dismisses dismissed scrap scraps scrapped",
    ),
    ("win wins won beat beats", "lose loses lost"),
    ("acquit acquits acquitted clear clears cleared", "convict convicts convicted jailed sentenced"),
    ("open opens opened reopen reopens reopened", "close closes closed shut shuts"),
    ("postpone postpones postponed cancel cancels cancelled canceled", "confirm confirms confirmed"),
    ("extend extends extended lengthen lengthens lengthened", "shorten shortens shortened"),
    ("hire hires hired", "fire fires fired sack sacks sacked"),
    ("ban bans banned forbid forbids", "allow allows allowed legalise legalises legalised legalize legalizes legalized"),
];

/// Words that bring in another clause, another time or another mind.
const TURNS: &[&str] = &[
    "after", "although", "though", "but", "despite", "while", "had", "before", "until", "not", "however", "instead", "than", "if", "would",
    "could", "may", "might", "yet", "since", "unless", "never", "n't", "over", "against", "without", "nearly", "almost", "fails", "failed",
];

/// Which line a word is on, and whether it stands before or behind it.
fn side(cx: &Cx<'_>, i: u32) -> Option<(usize, bool)> {
    let word = if is_wordlike(cx, i) { cx.folded(i) } else { return None };
    let has = |words: &str| words.split_ascii_whitespace().any(|x| x == word);
    SIDES.iter().enumerate().find_map(|(n, (one, other))| if has(one) { Some((n, true)) } else { has(other).then_some((n, false)) })
}

/// The verb of a line in a stretch with its side; `None` where there are verbs of both sides.
fn verb(cx: &Cx<'_>, tokens: &Range<u32>, line: usize) -> Option<(u32, bool)> {
    let mut found = tokens.clone().filter_map(|i| side(cx, i).filter(|(n, _)| *n == line).map(|(_, yes)| (i, yes)));
    let first = found.next()?;
    found.all(|(_, yes)| yes == first.1).then_some(first)
}

/// The stem of a word, as far as its plural.
fn stems(cx: &Cx<'_>, tokens: &Range<u32>) -> Vec<String> {
    let own = |i: &u32| is_wordlike(cx, *i) && !is_function(cx, *i) && cx.text(*i).len() >= 2;
    tokens.clone().filter(own).map(|i| cx.folded(i).trim_end_matches('s').to_owned()).collect()
}

/// A decision in the title and its opposite in the main clause of the lead, about the same things.
pub(super) fn polarity(cx: &Cx<'_>, title: &Range<u32>, lead: &Range<u32>) -> Option<Told> {
    let sentence = super::lead_sentence(cx, lead)?;
    let (line, _) = title.clone().find_map(|i| side(cx, i))?;
    let (own, yes) = verb(cx, title, line)?;
    let turn = |r: &Range<u32>| r.clone().find(|&i| TURNS.contains(&cx.folded(i)));
    // The main clause ends where a word behind its verb brings in another one.
    let first = sentence.clone().find(|&i| side(cx, i).is_some_and(|(n, _)| n == line))?;
    let joins = |i: &u32| matches!(cx.folded(*i), "after" | "although" | "but" | "despite" | "while" | "and");
    let clause = sentence.start..(first..sentence.end).find(joins).unwrap_or(sentence.end);
    let (other, other_yes) = verb(cx, &clause, line)?;
    let asks = title.clone().any(|i| matches!(mark(cx, i), "?" | ";" | "“" | "\"" | "‘"));
    let turned = turn(&(sentence.start..other)).or_else(|| turn(&(title.start..own))).is_some();
    if other_yes == yes || turned || asks || cx.doc.is_quoted(other) {
        return None;
    }
    // Neither the rest of the lead nor the title turns the other way.
    let again = (other + 1..lead.end).any(|i| side(cx, i) == Some((line, yes)));
    let told = stems(cx, &sentence);
    let mut shared: Vec<String> = stems(cx, title).into_iter().filter(|w| told.contains(w)).collect();
    shared.sort_unstable();
    shared.dedup();
    (!again && shared.len() >= 3 && is_of_one(cx, title, own, &clause, other))
        .then(|| (cx.span(own..own + 1), cx.span(other..other + 1), "decision"))
}

/// Whether two verbs have one object: words behind the verb of the title, against those behind the other verb, or before it where it is passive.
/// "Court upholds ban" and "rejected an appeal" are of two things. Without an object the subjects are compared.
fn is_of_one(cx: &Cx<'_>, title: &Range<u32>, own: u32, clause: &Range<u32>, other: u32) -> bool {
    let object = |verb: u32, end: u32| {
        let stops = |i: u32| {
            let joint = matches!(cx.folded(i), "on" | "for" | "to" | "in" | "after" | "over" | "at" | "by" | "of" | "from" | "with");
            joint || mark(cx, i) == ","
        };
        verb + 1..(verb + 1..end.min(verb + 7)).find(|&i| stops(i)).unwrap_or(end.min(verb + 7))
    };
    let be = |i: u32| i >= clause.start && matches!(cx.folded(i), "was" | "were" | "been" | "is" | "are" | "be");
    let passive = (other.saturating_sub(3)..other).any(be);
    let titled = stems(cx, &object(own, title.end));
    let (titled, told) = match (titled.is_empty(), passive) {
        (true, _) => (stems(cx, &(title.start..own)), stems(cx, &(clause.start..other))),
        (false, true) => (titled, stems(cx, &(clause.start..other))),
        (false, false) => (titled, stems(cx, &object(other, clause.end))),
    };
    titled.iter().any(|w| told.contains(w))
}
