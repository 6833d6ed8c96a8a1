//! One quotation in two wordings, or from two speakers.
//!
//! Quotations that only trim each other (an ellipsis, a bracket, fewer words at either end) are the same quotation.

use super::super::form::{is_function, is_wordlike, mark, ratio, words};
use super::super::{Claim, Cx, Kind, Readings, bound};
use crate::document::{BlockKind, Quote, TextSpan};
use crate::lexicon::WordId;
use crate::value::Value;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Shorter quotations are catchwords.
const LEAST_WORDS: usize = 4;
/// From so many words on a quotation is of its own wording.
const FULL: usize = 8;
/// A text with more quotations is a dialogue.
const DIALOGUE: usize = 30;
/// A phrase that so many quotations share is a formula; also bounds the work.
const MOST_SHARING: usize = 12;

struct Said<'a> {
    quote: &'a Quote,
    words: Vec<WordId>,
    /// Whether something was left out or put in.
    edited: bool,
}

/// Tells pairs of quotations that are nearly the same.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    // What is beyond the bound is counted as it comes, so that it takes no room.
    bound::claims(cx, &mut out.claims, &mut out.bounds);
    let most = bound::growing(crate::limits::CLAIMS, cx);
    let mut claims = Vec::new();
    let said: Vec<Said<'_>> = cx.doc.quotes.iter().filter_map(|q| said(cx, q)).collect();
    let mut shared: FxHashMap<[WordId; 2], SmallVec<[usize; 2]>> = FxHashMap::default();
    for (later, b) in said.iter().enumerate() {
        let mut tried: Vec<usize> = Vec::new();
        for pair in b.words.windows(2) {
            let &[x, y] = pair else { continue };
            let places = shared.entry([x, y]).or_default();
            tried.extend(places.iter().copied().take(MOST_SHARING));
            if places.last() != Some(&later) {
                places.push(later);
            }
        }
        tried.sort_unstable();
        // Quotations that are nearly the same share most pairs of words; a chance pair is not worth the comparison.
        for run in tried.chunk_by(|x, y| x == y) {
            let earlier = run.first().filter(|&&i| i != later).and_then(|&i| said.get(i));
            if let Some(a) = earlier.filter(|a| run.len() * 4 >= a.words.len().min(b.words.len())) {
                match compare(cx, out, a, b).or_else(|| turned(cx, out, a, b)) {
                    Some(claim) if claims.len() < most => claims.push(claim),
                    Some(claim) => out.bounds.leave_out("claims of one kind", most, claim.anchor),
                    None => {}
                }
            }
        }
    }
    out.claims.append(&mut claims);
}

fn said<'a>(cx: &Cx<'_>, quote: &'a Quote) -> Option<Said<'a>> {
    let words: Vec<u32> = quote.tokens.clone().filter(|&i| is_wordlike(cx, i)).collect();
    if !quote.closed || words.len() < LEAST_WORDS {
        return None;
    }
    // A title of a work, a label or a message of a program: not what somebody said.
    let small = words.iter().skip(1).filter(|&&i| !cx.is_capitalised(i) && !is_function(cx, i)).count();
    let edited = quote.tokens.clone().any(|i| matches!(mark(cx, i), "[" | "…") || mark(cx, i).starts_with(".."));
    let ids: Vec<WordId> = words.iter().filter_map(|&i| cx.word(i)).collect();
    let block = cx.doc.sentence_of(quote.tokens.start).and_then(|(_, s)| cx.doc.block_of(s));
    let cell = block.is_none_or(|b| matches!(b.kind, BlockKind::TableCell | BlockKind::ListItem | BlockKind::Caption));
    (small > 0 && !cell).then_some(Said { quote, words: ids, edited })
}

/// Words that say that a quotation is another's.
const ECHOES: &[&str] = &["echoed", "echoing", "quoting", "quoted", "agreed", "chanted", "chorused", "cited", "citing", "borrowed", "same"];

fn compare(cx: &Cx<'_>, out: &Readings, a: &Said<'_>, b: &Said<'_>) -> Option<Claim> {
    let (longer, shorter) = if a.words.len() >= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    let common = common(longer, shorter);
    // Two wordings in one sentence are set against each other.
    let sentence = |q: &Quote| cx.doc.sentence_of(q.tokens.start).map(|(i, _)| i);
    let apart = a.quote.text.end <= b.quote.text.start && sentence(a.quote) != sentence(b.quote);
    // A dialogue says short things alike: "It's real, right?" and "It's cool, right?".
    let short = shorter.len() < FULL && cx.doc.quotes.len() > DIALOGUE;
    // Twice the words in common by the words of both: 0.7 and above.
    let alike = common * 20 >= (longer.len() + shorter.len()) * 7;
    let by = |q: &Quote| worded_by(cx, q).or(q.speaker).or_else(|| named_behind(cx, out, q));
    let (here, there) = (by(a.quote), by(b.quote));
    let same = match (here, there) {
        (Some(x), Some(y)) => same_speaker(cx, x, y).or_else(|| same_kin(cx, x, y)),
        _ => None,
    };
    let trims = longer.windows(shorter.len()).any(|w| w == shorter.as_slice()) || (a.edited || b.edited) && common + 2 >= shorter.len();
    // "echoed him: “…”" says that the words are another's.
    let echoed = is_echoed(cx, b.quote);
    let told_twice = !echoed && trims && longer.len() == shorter.len() && same == Some(false);
    if !apart || !alike || short && !told_twice || trims && !told_twice {
        return None;
    }
    let (first, second) = (a.quote.text, b.quote.text);
    let claim = Claim::new("requoted", second)
        .with("first", first, words(cx, first))
        .with("second", second, words(cx, second))
        .with_implied("similarity", ratio(common * 2, longer.len() + shorter.len()))
        .with_implied("retold", Value::Bool(shorter.len() >= LEAST_RETOLD && is_retold(cx, a.quote, b.quote, same)))
        .with_implied("sharper", Value::Bool(headline(cx, a.quote) && is_sharper(cx, a, b)))
        .with_implied("one_slip", Value::Bool(longer.len().max(common) - common <= 1 && shorter.len() - common.min(shorter.len()) <= 1));
    Some(if let Some(same) = same { claim.with_implied("same_speaker", Value::Bool(same)) } else { claim })
}

/// Words that make a statement absolute.
const ABSOLUTE: &[&str] = &[
    "never",
    "always",
    "all",
    "every",
    "everyone",
    "everybody",
    "nobody",
    "none",
    "nothing",
    "not",
    "no",
    "cannot",
    "must",
    "will",
    "only",
];

/// Whether a quotation stands in the headline.
fn headline(cx: &Cx<'_>, q: &Quote) -> bool {
    let block = cx.doc.sentence_of(q.tokens.start).and_then(|(_, s)| cx.doc.block_of(s));
    block.is_some_and(|b| matches!(b.kind, BlockKind::Title | BlockKind::Deck | BlockKind::Heading(_)))
}

/// Whether a quotation in the headline has a word that makes it absolute and that the quotation of the text has not, in the place of another
/// one, or with a limit behind it that the headline leaves out: “We will never sell” and “We will not sell before 2030.”
fn is_sharper(cx: &Cx<'_>, a: &Said<'_>, b: &Said<'_>) -> bool {
    let own = |said: &Said<'_>, other: &Said<'_>| {
        said.quote
            .tokens
            .clone()
            .filter(|&i| is_wordlike(cx, i) && cx.word(i).is_some_and(|w| !other.words.contains(&w)))
            .map(|i| cx.folded(i))
            .collect::<Vec<_>>()
    };
    let (added, dropped) = (own(a, b), own(b, a));
    matches!(added.as_slice(), [word] if ABSOLUTE.contains(word)) && !dropped.is_empty() && dropped.len() <= 4
}

/// Whether the sentence of a quotation, or the one before it, says that the words are another's: "Her neighbour agreed. “…”".
fn is_echoed(cx: &Cx<'_>, quote: &Quote) -> bool {
    let Some((number, own)) = cx.doc.sentence_of(quote.tokens.start) else { return true };
    let before = number.checked_sub(1).and_then(|n| cx.doc.sentences.get(n as usize)).filter(|s| s.block == own.block);
    let echoes = |i: u32| !cx.doc.is_quoted(i) && (ECHOES.contains(&cx.folded(i)) || is_as_said(cx, i));
    before.into_iter().chain([own]).any(|s| s.tokens.clone().any(echoes))
}

/// "as his father used to put it": not "as he cut that notch".
fn is_as_said(cx: &Cx<'_>, i: u32) -> bool {
    const SAID: &[&str] =
        &["put", "puts", "said", "says", "say", "wrote", "writes", "used", "liked", "likes", "once", "told", "goes", "went", "have", "has"];
    cx.folded(i) == "as" && (i + 1..i + 6).any(|k| SAID.contains(&cx.folded(k)))
}

/// Fewer words say nothing by their order, and more are no phrase that is turned round.
const TURNED: std::ops::RangeInclusive<usize> = 6..=60;

/// A quotation that has the words of an earlier one in another order, by the same speaker: “a failure of nerve, not of money” and “a
/// failure of money, not of nerve”.
fn turned(cx: &Cx<'_>, out: &Readings, a: &Said<'_>, b: &Said<'_>) -> Option<Claim> {
    let (longer, shorter) = if a.words.len() >= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    let sentence = |q: &Quote| cx.doc.sentence_of(q.tokens.start).map(|(i, _)| i);
    if !TURNED.contains(&shorter.len())
        || !TURNED.contains(&longer.len())
        || sentence(a.quote) == sentence(b.quote)
        || a.quote.text.end > b.quote.text.start
    {
        return None;
    }
    let sorted = |words: &[WordId]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    let wanted = sorted(shorter);
    let window = longer.windows(shorter.len()).find(|w| sorted(w) == wanted)?;
    let moved = window.iter().zip(shorter.iter()).filter(|(x, y)| x != y).count();
    let by = |q: &Quote| worded_by(cx, q).or(q.speaker).or_else(|| named_behind(cx, out, q)).or_else(|| named_near(cx, out, q));
    let same = same_speaker(cx, by(a.quote)?, by(b.quote)?)?;
    let (first, second) = (a.quote.text, b.quote.text);
    (same && moved == 2)
        .then(|| Claim::new("turned-quotation", second).with("first", first, words(cx, first)).with("second", second, words(cx, second)))
}

/// The first person who is named behind a quotation, in its sentence.
fn named_near(cx: &Cx<'_>, out: &Readings, quote: &Quote) -> Option<TextSpan> {
    let from = quote.tokens.end;
    let limit = cx.sentence_end(from).min(from.saturating_add(14));
    (from..limit).find_map(|i| out.longest(i, Kind::Person).filter(|m| !m.inner)).map(|m| m.span)
}

/// Fewer words may be said twice in two ways by one who means two things.
const LEAST_RETOLD: usize = 6;

/// Words that tell that a quotation is given again.
const AGAIN: &[&str] =
    &["words", "word", "repeated", "repeat", "quoted", "quote", "quotation", "sentence", "motto", "line", "put", "remark", "remarks"];

/// Whether the later of two quotations gives the earlier one again: as display text, or where the words before it say so. A speech that
/// goes on may take up its own words and change them.
fn is_retold(cx: &Cx<'_>, a: &Quote, b: &Quote, same: Option<bool>) -> bool {
    let display = |q: &Quote| {
        let place = cx.doc.sentence_of(q.tokens.start);
        place.is_some_and(|(_, s)| {
            cx.doc
                .block_of(s)
                .is_some_and(|k| matches!(k.kind, BlockKind::Title | BlockKind::Deck | BlockKind::Heading(_) | BlockKind::Quotation))
        })
    };
    let Some((_, sentence)) = cx.doc.sentence_of(b.tokens.start) else { return false };
    let told = (sentence.tokens.start..b.tokens.start).any(|i| AGAIN.contains(&cx.folded(i)) && !cx.doc.is_quoted(i));
    told || display(a) != display(b) && same != Some(false)
}

/// "in the words of the widow Elsa Brekke" behind a quotation: the name.
fn worded_by(cx: &Cx<'_>, quote: &Quote) -> Option<TextSpan> {
    let from = quote.tokens.end;
    let of = (from..from.saturating_add(6)).find(|&i| cx.folded(i) == "words" && cx.folded(i + 1) == "of")? + 2;
    let limit = cx.sentence_end(of).min(of.saturating_add(8));
    let first = (of..limit).find(|&i| cx.is_capitalised(i))?;
    let end = (first..limit).take_while(|&i| cx.is_capitalised(i)).last()? + 1;
    Some(cx.span(first..end))
}

/// “…,” Arvid Moe, the harbourmaster, told the hearing: the name right behind a quotation that ends in a comma.
fn named_behind(cx: &Cx<'_>, out: &Readings, quote: &Quote) -> Option<TextSpan> {
    let comma = quote.tokens.end.checked_sub(1).filter(|&i| mark(cx, i) == ",")?;
    out.longest(comma + 2, Kind::Person).filter(|m| !m.inner).map(|m| m.span)
}

/// Length of the longest common subsequence.
fn common(a: &[WordId], b: &[WordId]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let left = row.get(j).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = if x == y { diagonal + 1 } else { above.max(left) };
            }
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Whether two speakers are one: by a capitalised word that both names have. Pronouns and descriptions tell nothing.
fn same_speaker(cx: &Cx<'_>, x: TextSpan, y: TextSpan) -> Option<bool> {
    let names = |span: TextSpan| {
        let start = cx.doc.token_at(span.start);
        let inside = (start..cx.len()).take_while(|&i| cx.token(i).is_some_and(|t| t.end <= span.end));
        inside.filter(|&i| cx.is_capitalised(i) && !is_function(cx, i)).filter_map(|i| cx.word(i)).collect::<Vec<_>>()
    };
    let (x, y) = (names(x), names(y));
    if x.is_empty() || y.is_empty() { None } else { Some(x.iter().any(|w| y.contains(w))) }
}

/// Relatives: one is not the other.
const KIN: &[&str] =
    &["father", "mother", "grandmother", "grandfather", "uncle", "aunt", "brother", "sister", "son", "daughter", "husband", "wife"];

/// Whether two speakers who are told as kin of one person ("her grandmother", "her father") are one; `None` where they are not told so.
fn same_kin(cx: &Cx<'_>, x: TextSpan, y: TextSpan) -> Option<bool> {
    let kin = |span: TextSpan| {
        let (owner, noun) = cx.doc.text(span).rsplit_once(' ')?;
        let owner = owner.split(' ').next()?;
        (KIN.contains(&noun) && matches!(owner, "his" | "her" | "my" | "Her" | "His" | "My")).then(|| (owner.to_ascii_lowercase(), noun))
    };
    let ((owner, one), (other_owner, other)) = (kin(x)?, kin(y)?);
    (owner == other_owner).then_some(one == other)
}
