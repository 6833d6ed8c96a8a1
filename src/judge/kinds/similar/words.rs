//! Names of products, projects and the like: a capitalised word that no list knows, one slip away from a name that the text uses
//! more often. Persons with a given name have a rule of their own.

use super::super::super::Finding;
use super::super::super::bound::Place;
use super::super::super::desk::Desk;
use super::super::super::extract::Reader;
use super::near::{Near, is_near};
use super::{Name, Spec, guards, introduced, tell};
use crate::document::TextSpan;
use crate::lexicon::{Flags, Token, TokenKind, WordId};
use crate::read::Kind as MentionKind;
use crate::rule::Rule;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// From this length on a slip is one even where the other word mostly stands as a plain word.
const LONG: usize = 8;

/// Up to this length two words of longer names are compared with what stands beside them.
const SHORT: usize = 6;

/// A name used so often is one.
const OFTEN: usize = 4;

/// Up to so many pairs of a rare word and a name are looked at one by one; of more, those that share a deletion.
const MAX_PAIRS: usize = 250_000;

/// A word of the text with what is needed to compare it.
#[derive(Debug, Default)]
struct Word {
    /// Uses, those all in capitals left out.
    count: usize,
    /// Uses with a capital that the start of a sentence does not explain.
    names: usize,
    known: bool,
    first: TextSpan,
    letters: u32,
    length: usize,
}

/// Judges the words of one article.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, spec: &Spec<'_>, reader: &Reader<'a>, out: &mut Vec<Finding>) {
    let words = collect(reader, spec.min_length);
    let mut texts: Vec<(&str, &Word)> = words.iter().map(|(t, w)| (*t, w)).collect();
    texts.sort_unstable_by_key(|(t, _)| *t);
    let rare: Vec<(&str, &Word)> = texts.iter().copied().filter(|(_, w)| !w.known && w.count <= 2 && is_name(reader, w)).collect();
    texts.retain(|(_, w)| w.names > 0);
    let many = rare.len().saturating_mul(texts.len()) > MAX_PAIRS;
    let index = many.then(|| Near::new(texts.iter().map(|(t, _)| *t), spec.max_edits));
    let places = guards::Places::new(reader);
    for (rare_text, rare) in &rare {
        let alike = same_letter(&texts, rare_text);
        let near = |(text, word): &(&str, &Word)| {
            let last = word.names > 0 && last_slip(reader, (rare_text, rare), (text, word));
            last || (word.count >= 2 * rare.count.max(1) || even(rare_text, rare, text, word))
                && (word.names * 2 >= word.count || word.length >= LONG)
                && word.length.abs_diff(rare.length) <= spec.max_edits
                && slip(rare_text, rare, text, word, spec.max_edits)
        };
        let usual = |a: &(&str, &Word), b: &(&str, &Word)| a.1.count.cmp(&b.1.count).then_with(|| b.0.cmp(a.0));
        let found = match &index {
            Some(index) => {
                let (found, left) = index.of(rare_text);
                if left {
                    desk.leave_out(Some(Place { article: reader.number, span: rare.first }));
                }
                found.into_iter().filter_map(|i| texts.get(i)).copied().filter(near).max_by(usual)
            }
            None => alike.iter().copied().filter(near).max_by(usual),
        };
        let Some((common_text, common)) = found else { continue };
        // Of several words like it the text tells the forms of a name, not one slip: "Alibamu, Alabamo, Albama".
        let forms = alike.iter().filter(|(t, w)| w.count <= 2 && w.first != rare.first && slip(rare_text, rare, t, w, spec.max_edits));
        let even = common.count == rare.count;
        let apart = even || rare.length <= SHORT;
        let same_sentence = even && sentence(reader, rare.first) == sentence(reader, common.first);
        // A short word that opens a sentence may be any word: "Inland" is no island.
        let opens = rare.length < LONG && common.count < OFTEN && has_first(reader, rare.first);
        let told = same_sentence
            || opens
            || guards::is_place_of_its_own(&places, rare.first)
            || guards::is_told_as_variant(reader, rare.first, common_text)
            || guards::differ_in_capital(reader, rare.first, common.first)
            || guards::is_foreign(reader, rare.first)
            || guards::is_persons(reader, rare.first, common.first)
            || rare.length <= SHORT && guards::goes_on_alone(&places, rare.first)
            || apart && guards::stand_apart(&places, rare.first, common.first);
        if places.was_cut() {
            desk.leave_out(Some(Place { article: reader.number, span: rare.first }));
        }
        // Two people are the business of the rules on people.
        let people = is_person(reader, rare) && is_person(reader, common);
        if people || told || !many && forms.count() > usize::from(common.count <= 2) || !rule.context.admits(reader.context_of(rare.first))
        {
            continue;
        }
        let doc = reader.matcher.cx.doc;
        let name = |w: &Word| Name { text: doc.text(w.first).to_owned(), places: vec![w.first; w.count], people: Vec::new() };
        let rare = Name { places: vec![rare.first], ..name(rare) };
        if introduced(reader, &rare) {
            continue;
        }
        out.extend(tell(desk, rule, reader, &rare, &name(common)));
    }
}

/// Whether a word opens a sentence.
fn has_first(reader: &Reader<'_>, span: TextSpan) -> bool {
    let cx = &reader.matcher.cx;
    cx.has(cx.doc.token_at(span.start), Flags::FIRST)
}

/// The number of the sentence that a word stands in.
fn sentence(reader: &Reader<'_>, span: TextSpan) -> Option<u32> {
    let doc = reader.matcher.cx.doc;
    doc.sentence_of(doc.token_at(span.start)).map(|(i, _)| i)
}

/// Whether two words that both stand once are names of no list, long enough and so like that one must be a slip of the other:
/// same letters at either end, none of them a person's name or everyday English.
fn even(a: &str, x: &Word, b: &str, y: &Word) -> bool {
    let longer = x.length.max(y.length);
    let ends = a.chars().take(2).eq(b.chars().take(2)) && a.chars().next_back() == b.chars().next_back();
    // The right spelling stands first or is the longer one; one of the two is told, not both.
    let told = y.length > x.length || y.length == x.length && a > b;
    x.count == 1 && y.count == 1 && !x.known && !y.known && y.names > 0 && longer >= 6 && ends && told
}

/// Whether two words of no list differ at their end in a way that is heard as one name: "Larkmead Trust" and "Larkmeade Trust", "Perliq" and
/// "Perlic". What only adds a letter counts in front of one word; other endings make other names.
fn last_slip(reader: &Reader<'_>, (a, x): (&str, &Word), (b, y): (&str, &Word)) -> bool {
    // The longer spelling, or the later one in the order of letters, is told; not both.
    let told = x.length > y.length || x.length == y.length && a > b;
    if x.known || y.known || x.count > 1 || y.count > 2 || x.length.min(y.length) < 6 || !told {
        return false;
    }
    let last = |s: &str| s.chars().next_back().unwrap_or_default();
    let cut = |s: &str| s.chars().count().saturating_sub(1);
    let alike = [['c', 'k'], ['c', 'q'], ['k', 'q'], ['s', 'z']];
    let sounds = x.length == y.length
        && a.chars().take(cut(a)).eq(b.chars().take(cut(b)))
        && alike.iter().any(|p| p.contains(&last(a)) && p.contains(&last(b)));
    let adds = a.strip_prefix(b).is_some_and(|rest| rest == "e" || rest.chars().eq([last(b)]));
    let cx = &reader.matcher.cx;
    let behind = |w: &Word| cx.doc.token_at(w.first.start) + 1;
    let twins = || cx.word(behind(x)) == cx.word(behind(y)) && cx.is_capitalised(behind(x)) && cx.is_capitalised(behind(y));
    (sounds && (twins() || x.length > SHORT - 1)) || adds && twins()
}

/// Those of some words, sorted, that begin with the letter that a word begins with. A slip in the first letter is none.
fn same_letter<'w, 't>(words: &'w [(&'t str, &'t Word)], text: &str) -> &'w [(&'t str, &'t Word)] {
    let letter = text.chars().next();
    let from = words.partition_point(|(t, _)| t.chars().next() < letter);
    let to = words.partition_point(|(t, _)| t.chars().next() <= letter);
    words.get(from..to).unwrap_or(&[])
}

/// The words that stand somewhere with a capital.
fn collect<'a>(reader: &Reader<'a>, min_length: usize) -> Vec<(&'a str, Word)> {
    let cx = &reader.matcher.cx;
    let counts = |t: &Token| t.kind == TokenKind::Word && !t.flags.has(Flags::UPPER);
    let mut numbers: FxHashMap<WordId, usize> = FxHashMap::default();
    let mut words: Vec<(&str, Word)> = Vec::new();
    // Bits of the words in `numbers`, several words to a bit: most words of a text have none, and that is soon told.
    let mut seen = [0_u64; 64];
    let bit = |w: WordId| (w.0 as usize / 64 % 64, 1_u64 << (w.0 % 64));
    for &i in reader.capitals() {
        let Some(token) = cx.token(i).filter(|t| counts(t) && !numbers.contains_key(&t.word)) else { continue };
        let text = cx.folded(i);
        let Some((letters, length)) = letters(text).filter(|(_, length)| *length >= min_length) else { continue };
        let known = token.word.is_known() && !cx.lex.classes(token.word).is_empty();
        let (at, bit) = bit(token.word);
        seen.iter_mut().skip(at).take(1).for_each(|bits| *bits |= bit);
        numbers.insert(token.word, words.len());
        words.push((text, Word { known, letters, length, ..Word::default() }));
    }
    for token in &cx.doc.tokens {
        let (at, bit) = bit(token.word);
        if seen.get(at).is_none_or(|bits| bits & bit == 0) || !counts(token) {
            continue;
        }
        let Some((_, word)) = numbers.get(&token.word).and_then(|&n| words.get_mut(n)) else { continue };
        if word.count == 0 {
            word.first = TextSpan { start: token.start, end: token.end };
        }
        word.count += 1;
        // At the start of a sentence a capital tells a name only of a word that no list knows.
        let capital = token.flags.has(Flags::MIXED) || token.is_capitalised() && (!token.flags.has(Flags::FIRST) || !word.known);
        word.names += usize::from(capital);
    }
    words
}

/// Which letters a word has, a bit for several, and how many; `None` where it has anything else.
fn letters(text: &str) -> Option<(u32, usize)> {
    text.chars().try_fold((0, 0), |(mask, count), c| c.is_alphabetic().then_some((mask | 1 << (u32::from(c) % 32), count + 1)))
}

/// Whether a rare word stands as a name, and not as a part of the full name of a person.
fn is_name(reader: &Reader<'_>, word: &Word) -> bool {
    let cx = &reader.matcher.cx;
    let at = cx.doc.token_at(word.first.start);
    let capital = cx.is_capitalised(at) || cx.has(at, Flags::MIXED);
    let full = |m: &crate::read::Mention| {
        matches!(&m.value, Value::Person(p) if p.given.is_some() && p.surname.is_some()) && m.tokens.contains(&at)
    };
    let person = (at.saturating_sub(5)..=at).any(|t| reader.article.readings.at(t).any(|m| m.kind == MentionKind::Person && full(m)));
    capital && !person
}

/// Whether a word stands in the name of a person where it stands first.
fn is_person(reader: &Reader<'_>, word: &Word) -> bool {
    let at = reader.matcher.cx.doc.token_at(word.first.start);
    (at.saturating_sub(5)..=at)
        .any(|t| reader.article.readings.at(t).any(|m| !m.inner && m.kind == MentionKind::Person && m.tokens.contains(&at)))
}

/// Whether two words are one slip apart that is no ending: "Poolicy" and "Policy", but not "Korean" and "Korea".
fn slip(a: &str, x: &Word, b: &str, y: &Word, max_edits: usize) -> bool {
    let differing = (x.letters ^ y.letters).count_ones() as usize;
    if a == b || differing > 2 * max_edits || a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    let stem = |s: &str| s.chars().count().saturating_sub(1);
    // A last letter that alone differs is an ending as well: "Czechs" and "Czechy", "Maria" and "Mario".
    let ending = x.length == y.length && a.chars().take(stem(a)).eq(b.chars().take(stem(b)));
    let plural =
        a.strip_suffix("ies").zip(b.strip_suffix('y')).or(b.strip_suffix("ies").zip(a.strip_suffix('y'))).is_some_and(|(p, q)| p == q);
    // "DTrace" beside "Trace", "eBook" beside "Book": a letter in front makes another name.
    let front = x.length != y.length && (a.ends_with(b) || b.ends_with(a));
    // Hardly a slip is made in the first letter; "Daoism" and "Taoism" are two forms.
    let start = a.chars().next() != b.chars().next();
    let forms = start || are_towns(a, b) || guards::are_men(a, b) || guards::has_learned_endings(a, b) || guards::is_one_word(a, b);
    !ending && !plural && !front && !forms && is_near(a, b, max_edits)
}

/// "Charleston" and "Charlestown" are two towns.
fn are_towns(a: &str, b: &str) -> bool {
    let pair = |x: &str, y: &str| x.strip_suffix("ton").zip(y.strip_suffix("town")).is_some_and(|(x, y)| x == y);
    pair(a, b) || pair(b, a)
}
