//! The same words twice in a row.

use super::super::form::{count, has_tag, in_link, is_everyday, is_function, is_lower, is_quote_mark, is_wordlike, mark, text, words};
use super::super::{Claim, Cx, Readings};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, OBJECT, TokenKind};
use crate::value::Value;
use std::ops::Range;

/// The longest phrase that is looked for, in words.
const LONGEST: usize = 12;
/// The same, as tokens are counted.
const SOON: u32 = 12;

/// Pairs of words are told apart by so many numbers before they are compared.
const PAIRS: usize = 2048;

/// So many words at most may end one clause and begin the next.
const CLAUSE: usize = 3;

/// Function words that never stand twice, not even with a comma between.
const NEVER_TWICE: &[&str] = &["a", "an", "and", "but", "from", "its", "my", "of", "or", "our", "than", "the", "their", "your"];

/// Words between two equal words that make a figure of speech: "day by day by day", "hand in hand in the end".
const LINKS: &[&str] = &["after", "and", "by", "for", "in", "on", "or", "over", "to", "upon"];

/// Verbs with a particle that may stand before the same word as a preposition: "log in in the morning".
const PHRASAL: &[&str] = &[
    "be", "been", "being", "break", "bring", "call", "carry", "cash", "check", "chip", "come", "coming", "drop", "fill", "fit", "get",
    "give", "giving", "go", "goes", "going", "hand", "hold", "join", "kick", "lock", "log", "look", "move", "moving", "opt", "phone",
    "plug", "pull", "put", "roll", "set", "sign", "step", "take", "taking", "tune", "turn", "weigh", "work", "zoom",
];

/// Two equal runs of words.
struct Pair {
    /// Tokens of the first.
    first: Range<u32>,
    /// Tokens of the second.
    second: Range<u32>,
    /// How many words each has.
    words: usize,
    /// The marks between them, without spaces.
    gap: String,
    /// Whether the words come three times or more.
    run: bool,
}

/// The words of a block and where they may return soon.
#[derive(Debug)]
pub(super) struct Words {
    /// Their tokens.
    tokens: Vec<u32>,
    /// Their numbers, side by side.
    ids: Vec<u32>,
    /// Places of words that come again at once or, with the word behind them, within [`LONGEST`] words, the last first, and perhaps
    /// of some others.
    returning: Vec<usize>,
    /// By the number of a pair of words, how many words were gone through when it was met.
    met: [u32; PAIRS],
    /// How many words were gone through, with room between blocks.
    gone: u32,
}

impl Words {
    /// Room for the words of one block after the other.
    pub(super) fn new() -> Self {
        Self { tokens: Vec::new(), ids: Vec::new(), returning: Vec::new(), met: [0; PAIRS], gone: SOON + 1 }
    }

    /// Takes in the words of a block, where any may return.
    fn fill(&mut self, cx: &Cx<'_>, block: Range<u32>) {
        self.returning.clear();
        let of_block = cx.doc.tokens.get(block.start as usize..block.end as usize).unwrap_or(&[]);
        let (mut left, mut behind) = (0, u32::MAX);
        for token in of_block.iter().rev().filter(|t| t.kind != TokenKind::Mark) {
            let id = token.word.0;
            let number = (id ^ behind.rotate_left(16)).wrapping_mul(0x9e37_79b1) >> 16;
            self.gone += 1;
            let Some(met) = self.met.get_mut(number as usize % PAIRS) else { break };
            if id == behind || self.gone - *met <= SOON {
                self.returning.push(left);
            }
            *met = self.gone;
            behind = id;
            left += 1;
        }
        self.gone += SOON;
        if self.returning.is_empty() {
            return;
        }
        // They were counted from the end.
        self.returning.iter_mut().for_each(|at| *at = left - 1 - *at);
        self.tokens.clear();
        self.ids.clear();
        self.tokens.reserve(left);
        self.ids.reserve(left);
        for (i, token) in (block.start..).zip(of_block).filter(|(_, t)| t.kind != TokenKind::Mark) {
            self.tokens.push(i);
            self.ids.push(token.word.0);
        }
    }
}

/// Reads the tokens of one block.
pub(super) fn read(cx: &Cx<'_>, tokens: Range<u32>, room: &mut Words, out: &mut Readings) {
    room.fill(cx, tokens.clone());
    let (all, ids) = (room.tokens.as_slice(), room.ids.as_slice());
    let equal = |at: usize, n: usize| comes_again(ids, at, n) && (at + 1..at + n).all(|k| marks(cx, all, k).eq(marks(cx, all, k + n)));
    let mut next = 0;
    for &at in room.returning.iter().rev() {
        if at < next {
            continue;
        }
        let Some(n) = (1..=LONGEST.min((all.len() - at) / 2)).rev().find(|&n| equal(at, n)) else { continue };
        let mut times = 2;
        while equal(at + (times - 1) * n, n) {
            times += 1;
        }
        if let Some(pair) = pair(cx, all, at, n, times > 2).filter(|p| !has_tag(cx, gap(cx, p))) {
            out.claims.push(claim(cx, &pair, tokens.end));
        }
        next = at + n * (times - 1);
    }
}

/// Whether the `n` words at a place come again right after them.
fn comes_again(ids: &[u32], at: usize, n: usize) -> bool {
    // Nearly all are told apart by their first word.
    ids.get(at) == ids.get(at + n) && ids.get(at..at + n).is_some_and(|first| Some(first) == ids.get(at + n..at + 2 * n))
}

/// The characters of the marks before the word at a place, without spaces.
fn marks<'a>(cx: &'a Cx<'a>, all: &[u32], k: usize) -> impl Iterator<Item = char> + use<'a> {
    let from = k.checked_sub(1).and_then(|p| all.get(p)).map_or(0, |&i| i + 1);
    let to = all.get(k).map_or(from, |&to| to);
    (from..to).flat_map(|i| cx.text(i).chars())
}

fn pair(cx: &Cx<'_>, all: &[u32], at: usize, n: usize, run: bool) -> Option<Pair> {
    let range = |k: usize| Some(*all.get(k)?..all.get(k + n - 1)?.saturating_add(1));
    Some(Pair { first: range(at)?, second: range(at + n)?, words: n, gap: marks(cx, all, at + n).collect(), run })
}

/// The stretch between the two.
fn gap(cx: &Cx<'_>, pair: &Pair) -> TextSpan {
    TextSpan { start: cx.span(pair.first.clone()).end, end: cx.span(pair.second.clone()).start }
}

fn claim(cx: &Cx<'_>, pair: &Pair, end: u32) -> Claim {
    let (first, second) = (cx.span(pair.first.clone()), cx.span(pair.second.clone()));
    Claim::new("repeat", first.cover(second))
        .with("first", first, words(cx, first))
        .with("second", second, words(cx, second))
        .with_implied("words", count(pair.words))
        .with("gap", gap(cx, pair), text(&pair.gap))
        .with_implied("allowed", Value::Bool(is_allowed(cx, pair, end)))
        .with_implied("doubtful", Value::Bool(is_doubtful(cx, pair)))
}

/// Whether the repetition may be meant.
fn is_allowed(cx: &Cx<'_>, pair: &Pair, end: u32) -> bool {
    // "B > A, A > B"
    let formula = |i: u32| matches!(mark(cx, i), "<" | ">" | "=" | "≤" | "≥");
    if pair.words == 1 && (formula(pair.second.end) || pair.first.start.checked_sub(1).is_some_and(formula)) {
        return true;
    }
    // What stands for code, and sentences whole, repeat themselves for reasons of their own: "delegates to X. If X is not defined …".
    let unread = |i: u32| mark(cx, i).starts_with(OBJECT) || mark(cx, i) == "." && cx.is_capitalised(i + 1);
    let digits = |i: u32| cx.text(i).contains(|c: char| c.is_ascii_digit());
    if pair.first.clone().any(unread) || pair.words == 1 && digits(pair.first.start) {
        return true;
    }
    let names_nothing = |i: u32| cx.is_kind(i, TokenKind::Number) || is_letter(cx, i) || !mark(cx, i).is_empty();
    if pair.first.clone().all(names_nothing) || is_compound(cx, pair) || is_mention(cx, pair) {
        return true;
    }
    if is_unit(cx, pair) || is_junior(cx, pair, end) {
        return true;
    }
    match pair.gap.as_str() {
        "" if pair.words == 1 => is_allowed_word(cx, pair),
        "" => is_allowed_phrase(cx, pair),
        "," if pair.words == 1 => pair.run || !NEVER_TWICE.contains(&cx.folded(pair.first.start)),
        // With a stop or comma behind it as well it is said for effect: "and then another, and then another."
        "," => {
            let closes = pair.second.end >= end || !is_wordlike(cx, pair.second.end);
            let marked = pair.first.clone().any(|i| !mark(cx, i).is_empty());
            // "Harry or to Lew, or to Lew's boys", "Kemp and Lodge, and Lodge and Weir": a new pair, or the name as an owner.
            let joins = |i: u32| matches!(cx.folded(i), "and" | "or");
            let owner = cx.folded(pair.second.end) == "'s" || cx.folded(pair.second.end) == "’s";
            let paired = joins(pair.second.start) && (owner || joins(pair.second.end));
            // "a tomb, a tomb in which …", "the year before, and the year before that", "the States, the States Department".
            let taken_up =
                matches!(cx.folded(pair.second.end), "in" | "of" | "that" | "which" | "who" | "where" | "this" | "whose" | "for" | "with")
                    || cx.is_capitalised(pair.second.end);
            // "into the shell, the shell searches": a clause ends with what the next one begins with. An adjunct opens no clause.
            let adjunct = matches!(cx.folded(pair.second.end), "after" | "before" | "during" | "until");
            pair.words <= CLAUSE && !adjunct
                || closes
                || pair.run
                || marked
                || paired
                || taken_up
                || cx.doc.is_quoted(pair.first.start)
                || pair.second.clone().any(|i| cx.is_kind(i, TokenKind::Number))
        }
        "." => is_allowed_start(cx, pair, end),
        _ => true,
    }
}

/// "0.1 in. in diameter", "7in in his socks": the first is a unit.
fn is_unit(cx: &Cx<'_>, pair: &Pair) -> bool {
    let number = pair.first.start.checked_sub(1).is_some_and(|i| cx.is_kind(i, TokenKind::Number));
    let written = cx.touches(pair.first.start) && cx.is(pair.first.start, Class::Unit);
    pair.words == 1 && number && (written || pair.gap.starts_with('.'))
}

/// "Jon P. Weir, Jon P. Weir Jr.": father and son.
fn is_junior(cx: &Cx<'_>, pair: &Pair, end: u32) -> bool {
    let comma = u32::from(mark(cx, pair.second.end) == ",");
    let next = pair.second.end + comma;
    next < end && matches!(cx.folded(next), "jr" | "jr." | "sr" | "sr." | "ii" | "iii" | "junior" | "senior")
}

/// A letter that stands for itself: not the article "a".
fn is_letter(cx: &Cx<'_>, i: u32) -> bool {
    let text = cx.text(i).trim_end_matches('.');
    cx.is_kind(i, TokenKind::Word) && text.chars().count() == 1 && text != "a" && text != "A" || text == "A" && cx.text(i) == "A."
}

/// Whether one of the two is part of a compound, a path or an address: "in in-depth reports", "and/or or".
fn is_compound(cx: &Cx<'_>, pair: &Pair) -> bool {
    const JOINERS: &[&str] = &["-", "‐", "‑", "–", "/", "@", "#", "=", "&", "_", "~", "\\", "+", "*", "."];
    let joins = |i: u32| JOINERS.contains(&mark(cx, i));
    let before = pair.first.start.checked_sub(1).is_some_and(|i| joins(i) && cx.touches(pair.first.start));
    let after =
        joins(pair.second.end) && cx.touches(pair.second.end) && cx.touches(pair.second.end + 1) && is_wordlike(cx, pair.second.end + 1);
    before || after
}

/// Whether the words are all that stands between two quotation marks: a name for a thing, “done done”.
fn is_mention(cx: &Cx<'_>, pair: &Pair) -> bool {
    let opens = pair.first.start.checked_sub(1).is_some_and(|i| is_quote_mark(mark(cx, i)) && cx.touches(pair.first.start));
    let after = pair.second.end + u32::from(matches!(mark(cx, pair.second.end), "," | "."));
    opens && pair.words <= 2 && is_quote_mark(mark(cx, after))
}

/// One word twice with nothing between.
fn is_allowed_word(cx: &Cx<'_>, pair: &Pair) -> bool {
    let (a, b) = (pair.first.start, pair.second.start);
    let function = is_function(cx, a);
    let odd = cx.has(a, Flags::MIXED) || cx.has(b, Flags::MIXED) || !cx.folded(a).chars().all(|c| c.is_alphabetic() || c == '\'');
    let names = [Class::GivenAny, Class::GivenFemale, Class::GivenMale, Class::Surname, Class::Month, Class::NameOrWord];
    if cx.is(a, Class::RepeatAllowed) || odd || cx.has(a, Flags::UPPER) != cx.has(b, Flags::UPPER) {
        return true;
    }
    match (cx.is_capitalised(a), cx.is_capitalised(b)) {
        (false, true) => true,
        (true, true) => !function,
        (true, false) => cx.is_any(a, &names) || !function && !cx.has(a, Flags::FIRST),
        (false, false) => pair.run && !function,
    }
}

/// Several words twice with nothing between.
fn is_allowed_phrase(cx: &Cx<'_>, pair: &Pair) -> bool {
    let word = |k: u32| cx.folded(pair.first.start + k);
    let linked = |link: u32, other: u32| LINKS.contains(&word(link)) && !is_function(cx, pair.first.start + other);
    let figure = match pair.words {
        2 => {
            linked(1, 0)
                || word(0) == "and" && (linked(0, 1) || matches!(word(1), "on" | "over" | "round" | "again" | "more" | "up" | "down"))
                || word(1) == "and" && (matches!(word(0), "on" | "over") || cx.folded(pair.second.end) == word(0))
        }
        3 => word(0) == "and" && word(1) == "so",
        _ => false,
    };
    // "Battle in the senate The Senate opened …": a heading whose line end is lost.
    // "that which makes a man a man"
    let made = pair.words == 2
        && matches!(word(0), "a" | "an" | "the")
        && pair
            .first
            .start
            .checked_sub(1)
            .is_some_and(|b| matches!(cx.folded(b), "makes" | "make" | "made" | "making" | "calls" | "call" | "called" | "is"));
    let heading = !cx.is_capitalised(pair.first.start) && cx.is_capitalised(pair.second.start);
    let listed = made || heading || pair.words <= 4 && pair.first.clone().any(|i| !mark(cx, i).is_empty());
    let name = pair.first.clone().chain(pair.second.clone()).all(|i| cx.is_capitalised(i));
    figure || listed || name || pair.run || cx.doc.is_quoted(pair.first.start)
}

/// The same words at the end of one sentence and the start of the next. With a capital it is a figure ("… the market. The market
/// is …") unless nothing else follows.
fn is_allowed_start(cx: &Cx<'_>, pair: &Pair, end: u32) -> bool {
    if is_lower(cx, pair.second.start) {
        // A thing with a lower-case name may begin a sentence, above all as the text of a link.
        return in_link(cx, cx.span(pair.second.clone()));
    }
    let stop = pair.second.end >= end || mark(cx, pair.second.end) == ".";
    let alike = pair.first.clone().zip(pair.second.clone()).all(|(a, b)| cx.text(a) == cx.text(b));
    let opens = pair.first.start.checked_sub(1).is_none_or(|i| !is_wordlike(cx, i) && mark(cx, i) != ",");
    !(stop && alike && pair.words >= 2 && !opens && !pair.run)
}

/// Whether the two words may belong to different phrases.
fn is_doubtful(cx: &Cx<'_>, pair: &Pair) -> bool {
    if pair.words != 1 || !pair.gap.is_empty() {
        return pair.words == 1 && pair.gap == "." && !is_everyday(cx, pair.second.start);
    }
    let before = pair.first.start.checked_sub(1).map_or("", |i| cx.folded(i));
    match cx.folded(pair.first.start) {
        "in" | "on" | "up" | "out" | "off" | "over" | "down" | "by" | "through" | "around" => is_phrasal(before),
        "is" | "was" | "are" | "were" | "do" | "does" | "did" => {
            let start = cx.doc.sentence_of(pair.first.start).map_or(pair.first.start, |(_, s)| s.tokens.start);
            (start.max(pair.first.start.saturating_sub(12))..pair.first.start).any(|i| {
                matches!(cx.folded(i), "what" | "who" | "where" | "how" | "why" | "that" | "which" | "all" | "whatever" | "whoever")
            })
        }
        "you" | "him" | "them" | "me" | "us" => true,
        // "whatever happens happens", "what matters matters".
        _ if matches!(before, "whatever" | "what" | "who" | "whoever" | "that" | "which") => true,
        // Words that no list knows may be Latin, Malay, Maori …
        _ => is_lower(cx, pair.first.start) && !is_everyday(cx, pair.first.start),
    }
}

fn is_phrasal(word: &str) -> bool {
    let stem = |ending: &str| {
        word.strip_suffix(ending).is_some_and(|s| {
            PHRASAL.contains(&s)
                || s.chars().last().is_some_and(|c| {
                    s.strip_suffix([c, c].iter().collect::<String>().as_str())
                        .is_some_and(|t| PHRASAL.contains(&format!("{t}{c}").as_str()))
                })
        })
    };
    PHRASAL.contains(&word)
        || ["s", "es", "ed", "ing"].iter().any(|e| stem(e))
        || matches!(word, "came" | "went" | "gave" | "took" | "brought" | "held" | "broke" | "got" | "gone" | "taken" | "given")
}
