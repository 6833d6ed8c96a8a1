//! Signs that two names that look alike are two forms or two names, and no slip: variants told side by side, endings, spellings of
//! two kinds of English, words of another language, parts of longer names that differ.

use super::super::super::extract::Reader;
use crate::document::{BlockKind, TextSpan};
use crate::lexicon::{Class, TokenKind, WordId};
use crate::limits::NEIGHBOURS;
use crate::read::{Cx, Kind};
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};

/// So many tokens before and behind a name are looked at for its variant.
const BESIDE: u32 = 7;

/// Where each word of an article stands, looked up once it is asked for.
pub(super) struct Places<'r, 'a> {
    reader: &'r Reader<'a>,
    by_word: OnceCell<FxHashMap<WordId, Vec<u32>>>,
    /// Words of which it is known whether they stand as names of their own.
    alone: RefCell<FxHashMap<WordId, bool>>,
    /// Whether a word stands in more places than are looked at.
    cut: Cell<bool>,
}

impl<'r, 'a> Places<'r, 'a> {
    pub(super) fn new(reader: &'r Reader<'a>) -> Self {
        Self { reader, by_word: OnceCell::new(), alone: RefCell::default(), cut: Cell::new(false) }
    }

    /// Whether places were left out since this was last asked.
    pub(super) fn was_cut(&self) -> bool {
        self.cut.take()
    }

    fn of(&self, word: WordId) -> &[u32] {
        let index = || {
            let mut by_word: FxHashMap<WordId, Vec<u32>> = FxHashMap::default();
            (0..).zip(&self.reader.matcher.cx.doc.tokens).for_each(|(i, t)| by_word.entry(t.word).or_default().push(i));
            by_word
        };
        self.by_word.get_or_init(index).get(&word).map_or(&[], Vec::as_slice)
    }

    /// Whether another spelling of the word at a token stands elsewhere before the same next word.
    fn has_twin(&self, at: u32) -> bool {
        let cx = &self.reader.matcher.cx;
        let Some(next) = cx.word(at + 1) else { return false };
        let places = self.of(next);
        if places.len() > NEIGHBOURS {
            self.cut.set(true);
        }
        let spelling = |i: u32| i.checked_sub(1).map_or("", |before| cx.folded(before));
        places.iter().take(NEIGHBOURS).any(|&i| i != at + 1 && strsim::osa_distance(spelling(i), cx.folded(at)) == 1)
    }

    /// Whether the word at a token stands somewhere with a capital and no name on either side.
    fn stands_alone(&self, at: u32) -> bool {
        let cx = &self.reader.matcher.cx;
        let Some(word) = cx.word(at) else { return false };
        let alone = |&i: &u32| cx.is_capitalised(i) && name_before(cx, i).is_none() && name_behind(cx, i).is_none();
        *self.alone.borrow_mut().entry(word).or_insert_with(|| self.of(word).iter().any(alone))
    }
}

/// Whether the text itself sets a word beside a variant: "Gobustan (Qobustan)", "or Qobustan", "the word "Qobustan"".
pub(super) fn is_told_as_variant(reader: &Reader<'_>, rare: TextSpan, common: &str) -> bool {
    let cx = &reader.matcher.cx;
    let at = cx.doc.token_at(rare.start);
    let before = |n: u32| at.checked_sub(n).map_or("", |i| cx.folded(i));
    let quote = |word: &str| matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'");
    let quoted = quote(before(1)) && (quote(cx.folded(at + 1)) || matches!(cx.folded(at + 1), "," | ".") && quote(cx.folded(at + 2)));
    // "called Appaliunas or Apaliunas" is told; "for Ito or Apaliunas" has its variant nowhere near.
    let or = matches!(before(1), "variously" | "alternatively");
    let block = cx.doc.sentence_of(at).and_then(|(_, s)| cx.doc.block_of(s));
    let listed = block.is_some_and(|b| matches!(b.kind, BlockKind::ListItem | BlockKind::TableCell) && b.tokens.end - b.tokens.start <= 5);
    let within = block.map_or(at..at + 1, |b| b.tokens.clone());
    let near = within.start.max(at.saturating_sub(BESIDE))..within.end.min(at + BESIDE + 1);
    let marked = |i: u32, j: u32| {
        (i.min(j)..i.max(j)).any(|k| matches!(cx.folded(k), "(" | "/" | "or" | "also" | "called" | "from" | "=" | "→" | "["))
    };
    // Beside Greek or Arabic letters a name is a transliteration.
    let script = near.clone().any(|i| cx.text(i).chars().any(|c| c.is_alphabetic() && c > '\u{36f}'));
    quoted || or || listed || script || near.into_iter().any(|i| i != at && cx.folded(i) == common && marked(i, at))
}

/// Whether two words differ by how two kinds of English, or two alphabets, write the same: "paleontology" and "palaeontology".
pub(super) fn is_one_word(a: &str, b: &str) -> bool {
    let plain = |s: &str| {
        let mut s: String = s.chars().map(long_vowel).collect();
        for (from, to) in [
            ("ae", "e"),
            ("foe", "fe"),
            ("moeb", "meb"),
            ("noeu", "neu"),
            ("rhoe", "rhe"),
            ("homoe", "home"),
            ("isa", "iza"),
            ("ise", "ize"),
            ("isi", "izi"),
            ("yse", "yze"),
            ("our", "or"),
            ("ogue", "og"),
        ] {
            s = s.replace(from, to);
        }
        match s.strip_suffix("re") {
            Some(stem) if stem.ends_with('t') => format!("{stem}er"),
            _ => s,
        }
    };
    a != b && plain(a) == plain(b)
}

/// A vowel without the stroke of a scholarly transliteration.
fn long_vowel(c: char) -> char {
    match c {
        'ā' => 'a',
        'ē' => 'e',
        'ī' => 'i',
        'ō' => 'o',
        'ū' => 'u',
        _ => c,
    }
}

/// Whether two words are one stem with two endings of Latin, Greek or learned English: "Delius" and "Delios", "Cubist" and "Cubism".
pub(super) fn has_learned_endings(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "us", "os", "is", "as", "es", "ius", "ios", "eus", "eius", "ia", "ica", "ida", "ina", "idae", "inae", "ae", "ea", "i", "oi", "ist",
        "ism", "ists", "isms",
    ];
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = |s: &str| s.chars().skip(shared.saturating_sub(2)).collect::<String>();
    let stem = shared >= 4;
    let ends = |s: &str| {
        let tail = tail(s);
        ENDINGS.iter().any(|e| tail.ends_with(e) && tail.chars().count() <= e.chars().count() + 2)
    };
    stem && ends(a) && ends(b)
}

/// "Cubist" and "Cubism".
pub(super) fn is_school(a: &str, b: &str) -> bool {
    let pair = |x: &str, y: &str| x.strip_suffix("ist").zip(y.strip_suffix("ism")).is_some_and(|(x, y)| x == y);
    pair(a, b) || pair(b, a)
}

/// "Chinamen" and "Chinaman": the plural.
pub(super) fn are_men(a: &str, b: &str) -> bool {
    let pair = |x: &str, y: &str| x.strip_suffix("men").zip(y.strip_suffix("man")).is_some_and(|(x, y)| x == y);
    pair(a, b) || pair(b, a)
}

/// Whether a longer form only adds what makes a plural or the word for people: "Oscars", "Albertan".
pub(super) fn adds_ending(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() < b.chars().count() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|tail| matches!(tail, "s" | "n" | "an" | "ns" | "i"))
}

/// Whether two words stand in longer names that differ beside them: "Holt's Ledge" and "Ravine Lodge", "Jon Weir" and "Ann Wehr".
pub(super) fn stand_apart(places: &Places<'_, '_>, rare: TextSpan, common: TextSpan) -> bool {
    let cx = &places.reader.matcher.cx;
    let (a, b) = (cx.doc.token_at(rare.start), cx.doc.token_at(common.start));
    let differ = |x: Option<&str>, y: Option<&str>| x.zip(y).is_some_and(|(x, y)| x != y);
    // What stands on its own elsewhere is no part of a longer name: "Holmes went to Atlanta", "Students Holems and Hunter".
    differ(name_before(cx, a), name_before(cx, b)) && !places.stands_alone(b) || differ(name_behind(cx, a), name_behind(cx, b))
}

/// Whether a short word goes on in a longer name that no other spelling has: "Malic White" is a person, whatever "magic" is.
pub(super) fn goes_on_alone(places: &Places<'_, '_>, rare: TextSpan) -> bool {
    let cx = &places.reader.matcher.cx;
    let at = cx.doc.token_at(rare.start);
    name_behind(cx, at).is_some() && !places.has_twin(at)
}

/// The capitalised word right before a word, its possessive skipped.
fn name_before<'a>(cx: &'a Cx<'a>, at: u32) -> Option<&'a str> {
    let mut i = at.checked_sub(1)?;
    if matches!(cx.folded(i), "'s" | "’s") {
        i = i.checked_sub(1)?;
    }
    is_name_part(cx, i).then(|| cx.folded(i))
}

/// The capitalised word right behind a word.
fn name_behind<'a>(cx: &'a Cx<'a>, at: u32) -> Option<&'a str> {
    is_name_part(cx, at + 1).then(|| cx.folded(at + 1))
}

fn is_name_part(cx: &Cx<'_>, i: u32) -> bool {
    cx.is_kind(i, TokenKind::Word) && cx.is_capitalised(i) && !cx.is(i, Class::Stop) && !cx.is(i, Class::Honorific)
}

/// Whether a word stands in a name of another language: "Companhia Siderúrgica Nacional", "Radio Nacional d'Andorra".
pub(super) fn is_foreign(reader: &Reader<'_>, rare: TextSpan) -> bool {
    let cx = &reader.matcher.cx;
    let at = cx.doc.token_at(rare.start);
    let accented = |i: u32| cx.is_capitalised(i) && !cx.text(i).is_ascii();
    let particle = |i: u32| {
        let word = cx.folded(i);
        matches!(
            word,
            "de" | "di" | "da" | "do" | "du" | "del" | "della" | "des" | "dos" | "el" | "le" | "il" | "der" | "die" | "das" | "und" | "y"
        ) || word.starts_with("d'")
            || word.starts_with("d’")
            || word.starts_with("l'")
            || word.starts_with("l’")
    };
    let before = (at.saturating_sub(2)..at).rev().take_while(|&i| cx.is_capitalised(i) || particle(i));
    let behind = (at + 1..at + 3).take_while(|&i| cx.is_capitalised(i) || particle(i));
    before.chain(behind).any(|i| accented(i) || particle(i))
}

/// Whether a word stands behind a given name, or is one before another name: it is a person's.
pub(super) fn is_persons(reader: &Reader<'_>, rare: TextSpan, common: TextSpan) -> bool {
    let cx = &reader.matcher.cx;
    let (at, other) = (cx.doc.token_at(rare.start), cx.doc.token_at(common.start));
    let given = |i: u32| cx.is_any(i, &[Class::GivenAny, Class::GivenFemale, Class::GivenMale]);
    // "Jess" may be "Jessica".
    let one = |x: &str, y: &str| x == y || x.get(..3).is_some_and(|begin| y.starts_with(begin));
    let behind = at
        .checked_sub(1)
        .is_some_and(|b| cx.is_capitalised(b) && given(b) && other.checked_sub(1).is_none_or(|o| !one(cx.folded(o), cx.folded(b))));
    behind || given(other) && is_name_part(cx, at + 1) && cx.folded(at + 1) != cx.folded(other + 1)
}

/// Whether a word stands behind a word that makes it the name of a place: "Fort Sumter".
pub(super) fn names_a_place(reader: &Reader<'_>, span: TextSpan) -> bool {
    let cx = &reader.matcher.cx;
    let at = cx.doc.token_at(span.start);
    let fort = |i: u32| {
        matches!(cx.folded(i), "fort" | "ft" | "ft." | "mount" | "mt" | "mt." | "lake" | "cape" | "camp" | "port" | "san" | "santa")
    };
    let before =
        at.checked_sub(1).is_some_and(|b| cx.is_capitalised(b) && fort(b) || cx.text(b) == "." && b.checked_sub(1).is_some_and(fort));
    before || cx.folded(at + 1) == "of" && cx.is_capitalised(at + 2)
}

/// Whether a word is in a name of a place that the gazetteer knows, or stands before what makes it one: "Baton Rouge", "Koyuk River".
pub(super) fn is_place_of_its_own(places: &Places<'_, '_>, span: TextSpan) -> bool {
    let reader = places.reader;
    let cx = &reader.matcher.cx;
    let at = cx.doc.token_at(span.start);
    let head = |i: u32| {
        cx.is_capitalised(i)
            && (cx.is(i, Class::PlaceHead)
                || matches!(cx.folded(i), "north" | "south" | "east" | "west" | "norte" | "sul" | "nord" | "sud"))
    };
    let longer = |m: &crate::read::Mention| m.kind == Kind::Place && m.tokens.contains(&at) && m.tokens.end - m.tokens.start > 1;
    let known = (at.saturating_sub(3)..=at).any(|t| reader.article.readings.at(t).any(longer));
    // With another spelling before the same head it is a slip after all.
    known || head(at + 1) && !places.has_twin(at)
}

/// Whether two names of code or products differ in a capital inside: `HTTPHandler` and `HTTPSHandler`, `Cython` and `CPython`.
pub(super) fn differ_in_capital(reader: &Reader<'_>, a: TextSpan, b: TextSpan) -> bool {
    let cx = &reader.matcher.cx;
    let (a, b) = (cx.doc.text(a), cx.doc.text(b));
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let next = |s: &str| s.chars().nth(shared).is_some_and(char::is_uppercase);
    let inner = |s: &str| s.chars().skip(1).any(char::is_uppercase);
    (inner(a) || inner(b)) && (next(a) || next(b))
}
