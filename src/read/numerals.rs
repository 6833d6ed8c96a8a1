//! Numerals: a run of tokens to the exact number it writes. Words ("seven and a half", "twenty-five", "half a dozen"),
//! digits ("1,300", "5.5", "5 1/2", "5½") and both with a scale word ("1.3 million").
//!
//! Pure: no units, no hedges, no signs. Digits with wrong grouping ("1,5") or several dots ("1.2.3") are no numeral.

use super::Cx;
use crate::lexicon::{Class, TokenKind};
use crate::value::Exact;

/// A numeral read from tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// The number.
    pub(super) value: Exact,
    /// Half a unit of the last digit shown: 0.05 for "5.5", 50,000 for "1.3 million"; 0 for plain whole numbers and fractions.
    pub(super) half_unit: Exact,
    /// Whether it is written in words only (a scale word behind digits does not count).
    pub(super) words: bool,
    /// One past its last token.
    pub(super) end: u32,
}

/// The value of a word from "zero" to "ninety".
#[must_use]
pub(super) fn small_word(word: &str) -> Option<i64> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// The value of an ordinal that is one word, without a hyphen; "second" and "half" are for the caller to doubt.
pub(super) fn ordinal_word(word: &str) -> Option<i64> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        // The second of two spellings is a common slip.
        "ninth" | "nineth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" | "twelveth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" | "fourtieth" => 40,
        "fiftieth" => 50,
        "sixtieth" => 60,
        "seventieth" => 70,
        "eightieth" => 80,
        "ninetieth" => 90,
        "hundredth" => 100,
        "thousandth" => 1000,
        "millionth" => 1_000_000,
        "billionth" => 1_000_000_000,
        "trillionth" => 1_000_000_000_000,
        _ => return None,
    })
}

/// A decade in words: 90 for "nineties".
pub(super) fn decade_word(word: &str) -> Option<i64> {
    Some(match word {
        "twenties" => 20,
        "thirties" => 30,
        "forties" => 40,
        "fifties" => 50,
        "sixties" => 60,
        "seventies" => 70,
        "eighties" => 80,
        "nineties" => 90,
        _ => return None,
    })
}

/// The value of a scale word: hundred, thousand … trillion, dozen.
#[must_use]
pub(super) fn scale_word(word: &str) -> Option<i64> {
    match word {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        "trillion" => Some(1_000_000_000_000),
        "quadrillion" => Some(1_000_000_000_000_000),
        _ => None,
    }
}

/// The value of a fraction character: `½`.
#[must_use]
pub(super) fn fraction_mark(mark: &str) -> Option<Exact> {
    let (n, d) = match mark {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Exact::ratio(n, d)
}

/// The longest numeral that starts at a token and ends before `limit`.
#[must_use]
pub(super) fn numeral(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Numeral> {
    let token = cx.token(at).filter(|_| at < limit)?;
    match token.kind {
        TokenKind::Number => digits(cx, at, limit),
        TokenKind::Mark => {
            let value = fraction_mark(cx.text(at))?;
            Some(Numeral { value, half_unit: Exact::ZERO, words: false, end: at + 1 })
        }
        TokenKind::Word => {
            let article = matches!(cx.folded(at), "a" | "half");
            if !article && !cx.lex.is(token.word, Class::NumberWord) {
                return None;
            }
            words(cx, at, limit)
        }
    }
}

/// The number that a token of digits writes, with its decimals; grouping must be right.
#[must_use]
pub(super) fn plain_digits(text: &str) -> Option<(Exact, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if is_dotted_thousands(text) {
        return Some((Exact::parse(&text.replace('.', ""))?, 0));
    }
    if fraction.contains(',') {
        return continental(text);
    }
    if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next()?;
        if first.is_empty() || first.len() > 3 || groups.any(|g| g.len() != 3) {
            return None;
        }
    }
    let decimals = u32::try_from(fraction.len()).ok()?;
    let value = if whole.contains(',') { Exact::parse(&text.replace(',', ""))? } else { Exact::parse(text)? };
    Some((value, decimals))
}

/// "1.250.000": round thousands grouped by dots, as no version is numbered.
pub(super) fn is_dotted_thousands(text: &str) -> bool {
    if !text.ends_with(".000") {
        return false;
    }
    let mut groups = text.split('.');
    let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()) && !g.starts_with('0'));
    first && text.matches('.').count() > 1 && groups.all(|g| g.len() == 3)
}

/// "1.234,56": groups by dots and a decimal comma, which no other reading explains.
fn continental(text: &str) -> Option<(Exact, u32)> {
    let (whole, fraction) = text.split_once(',')?;
    let mut groups = whole.split('.');
    let first = groups.next()?;
    if first.is_empty() || first.len() > 3 || groups.any(|g| g.len() != 3) || fraction.contains([',', '.']) {
        return None;
    }
    let value = Exact::parse(&format!("{}.{fraction}", whole.replace('.', "")))?;
    Some((value, u32::try_from(fraction.len()).ok()?))
}

fn digits(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Numeral> {
    let (mut value, decimals) = plain_digits(cx.text(at))?;
    let mut half_unit =
        if decimals == 0 { Exact::ZERO } else { Exact::power_of_ten(-i32::try_from(decimals).ok()?)?.div(Exact::int(2))? };
    let mut end = at + 1;
    if decimals == 0
        && let Some((fraction, next)) = fraction_after(cx, end, limit)
    {
        value = value.add(fraction)?;
        end = next;
    }
    if let Some((scale, next)) = scale_after(cx, end, limit) {
        let scale = Exact::int(scale);
        value = value.mul(scale)?;
        let whole = decimals == 0 && end == at + 1;
        half_unit = if whole { scale.div(Exact::int(2))? } else { half_unit.mul(scale)? };
        end = next;
        if let Some((fraction, next)) = and_fraction(cx, end, limit).filter(|_| whole) {
            // "3 million and a half"
            value = value.add(fraction.mul(scale)?)?;
            (half_unit, end) = (Exact::ZERO, next);
        }
    }
    Some(Numeral { value, half_unit, words: false, end })
}

/// "½", " 1/2", " and a half" behind a whole number.
fn fraction_after(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Exact, u32)> {
    if at >= limit {
        return None;
    }
    if let Some(f) = fraction_mark(cx.text(at)) {
        return Some((f, at + 1));
    }
    // "1 and 1/2", but "between 1 and 1/2".
    let open = at > 1 && matches!(cx.folded(at - 2), "between" | "from");
    let and = matches!(cx.folded(at), "and" | "&") && cx.text(at + 2) == "/" && !open;
    let dash = u32::from(and || cx.text(at) == "-" && cx.touches(at));
    let first = at + dash;
    let slash = first + 2 < limit
        && cx.text(first + 1) == "/"
        && cx.touches(first + 1)
        && cx.touches(first + 2)
        && !(dash == 0 && cx.touches(first));
    if slash {
        let part = |i: u32| cx.text(i).parse::<i64>().ok().filter(|_| cx.is_kind(i, TokenKind::Number));
        let (n, d) = (part(first)?, part(first + 2)?);
        return if 0 < n && n < d && d <= 64 { Exact::ratio(n, d).map(|f| (f, first + 3)) } else { None };
    }
    and_fraction(cx, at, limit)
}

/// "and a half", "and one-quarter", "and three quarters", with hyphens or spaces between.
fn and_fraction(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Exact, u32)> {
    let skip = |i: u32| if cx.text(i) == "-" && cx.touches(i) { i + 1 } else { i };
    let and = skip(at);
    if cx.folded(and) != "and" {
        return None;
    }
    let count_at = skip(and + 1);
    let article = cx.folded(count_at) == "a";
    let count = if article { 1 } else { small_word(cx.folded(count_at)).filter(|n| (1..=9).contains(n))? };
    let name_at = skip(count_at + 1);
    if name_at >= limit {
        return None;
    }
    let fraction = match (cx.folded(name_at), count) {
        ("half", 1) => Exact::ratio(1, 2),
        ("quarter", 1) => Exact::ratio(1, 4),
        ("quarters" | "quarter", 3) => Exact::ratio(3, 4),
        ("third", 1) => Exact::ratio(1, 3),
        ("thirds", 2) => Exact::ratio(2, 3),
        // "two and a fifth" may go on with a person; "three fifths" cannot.
        (name, _) if !article => Exact::ratio(count, part(name, count > 1)?),
        (name, _) if closes(cx, name_at + 1, limit) => Exact::ratio(1, part(name, false)?),
        _ => None,
    }?;
    Some((fraction, name_at + 1))
}

/// Whether nothing follows that an ordinal could count: "three and a fifth."
fn closes(cx: &Cx<'_>, at: u32, limit: u32) -> bool {
    at >= limit || cx.is(at, Class::Unit) || !cx.is_kind(at, TokenKind::Word) && cx.text(at) != "-"
}

/// The parts that a name of a fraction cuts a whole into: 5 for "fifths".
fn part(name: &str, plural: bool) -> Option<i64> {
    let name = if plural { name.strip_suffix('s')? } else { name };
    ordinal_word(name).filter(|n| (4..=10).contains(n))
}

/// A scale word from "thousand" on, after a space or a hyphen.
fn scale_after(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(i64, u32)> {
    let at = if cx.text(at) == "-" && cx.touches(at) { at + 1 } else { at };
    if at >= limit {
        return None;
    }
    let scale = scale_word(cx.folded(at)).filter(|&s| s != 12 || cx.folded(at) == "dozen")?;
    Some((scale, at + 1))
}

fn words(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Numeral> {
    let half = cx.folded(at) == "half";
    if half {
        // "half a million", "half a dozen"; a bare half is no numeral here.
        let scale = scale_word(cx.folded(at + 2)).filter(|_| cx.folded(at + 1) == "a" && at + 2 < limit)?;
        return Some(Numeral { value: Exact::ratio(scale, 2)?, half_unit: Exact::ZERO, words: true, end: at + 3 });
    }
    let mut run = Run::default();
    let mut i = at;
    if cx.folded(at) == "a" {
        scale_word(cx.folded(at + 1)).filter(|_| at + 1 < limit)?;
        run.group = 1;
        run.any = true;
        i = at + 1;
    }
    let mut end = at;
    while i < limit {
        let hyphen = cx.text(i) == "-" && cx.touches(i) && i > at;
        let word_at = if hyphen { i + 1 } else { i };
        let word = cx.folded(word_at);
        if word_at >= limit {
            break;
        }
        if word == "," && run.group == 0 && run.last_scale >= 1000 && !hyphen && continues_below(cx, word_at + 1, limit, run.last_scale) {
            i = word_at + 1;
            continue;
        }
        if matches!(word, "and" | "&") {
            if let Some((fraction, next)) = and_fraction(cx, i, limit).filter(|_| run.any) {
                return finish(cx, &run, Some(fraction), next, limit);
            }
            // "one hundred and five", not "one hundred and two hundred".
            let joins = run.can_join() && small_word(cx.folded(word_at + 1)).is_some_and(|n| n > 0);
            let another = joins && continues_with_scale(cx, word_at + 1, limit, run.last_scale);
            if !joins || another {
                break;
            }
            i = word_at + 1;
            continue;
        }
        let taken = match (small_word(word), scale_word(word)) {
            (Some(n), _) => run.push_small(n),
            (_, Some(s)) => run.push_scale(s),
            _ => false,
        };
        if !taken {
            break;
        }
        i = word_at + 1;
        end = i;
    }
    if !run.any || end == at {
        return None;
    }
    finish(cx, &run, None, end, limit)
}

fn continues_with_scale(cx: &Cx<'_>, at: u32, limit: u32, last: i64) -> bool {
    let mut i = at;
    while i < limit && (small_word(cx.folded(i)).is_some() || (cx.text(i) == "-" && cx.touches(i))) {
        i += 1;
    }
    let Some(scale) = scale_word(cx.folded(i)).filter(|_| i < limit) else { return false };
    if scale == 100 && last >= 1000 {
        // "a trillion and three hundred" is one number, "a thousand and three hundred thousand" are two.
        return continues_with_scale(cx, i + 1, limit, last);
    }
    scale <= 100 || (last > 0 && scale >= last)
}

/// ", two hundred and forty" behind "three million": a lower scale word in the same number.
fn continues_below(cx: &Cx<'_>, at: u32, limit: u32, last: i64) -> bool {
    let mut i = at;
    while i < limit && (small_word(cx.folded(i)).is_some_and(|n| n > 0) || (i > at && cx.text(i) == "-" && cx.touches(i))) {
        i += 1;
    }
    i > at && i < limit && scale_word(cx.folded(i)).is_some_and(|s| s != 12 && s < last)
}

fn finish(cx: &Cx<'_>, run: &Run, fraction: Option<Exact>, end: u32, limit: u32) -> Option<Numeral> {
    let mut value = Exact::int(run.total.checked_add(run.group)?);
    let mut half_unit = if run.last_scale >= 1000 && run.group == 0 { Exact::ratio(run.last_scale, 2)? } else { Exact::ZERO };
    let mut end = end;
    if let Some(fraction) = fraction {
        let (scale, next) = scale_after(cx, end, limit).unwrap_or((run.last_scale, end));
        if run.last_scale >= 1000 && run.group == 0 && scale <= run.last_scale {
            // "two million and a half", "a billion and a half million": the fraction is of the scale.
            let value = value.add(fraction.mul(Exact::int(scale))?)?;
            return Some(Numeral { value, half_unit: Exact::ZERO, words: true, end: next });
        }
        value = value.add(fraction)?;
        if let Some((scale, next)) = scale_after(cx, end, limit) {
            value = value.mul(Exact::int(scale))?;
            half_unit = Exact::ZERO;
            end = next;
        }
    }
    Some(Numeral { value, half_unit, words: true, end })
}

/// The state of a number in words: closed groups ("two thousand") and the open one below.
#[derive(Default)]
struct Run {
    total: i64,
    group: i64,
    last_scale: i64,
    any: bool,
}

impl Run {
    fn push_small(&mut self, n: i64) -> bool {
        let fits = match n {
            0 => !self.any,
            1..=9 => self.group % 10 == 0 && !(1..20).contains(&(self.group % 100)),
            _ => self.group % 100 == 0,
        } && (self.group > 0 || !self.any || self.last_scale > 0)
            && !(self.any && self.group == 0 && self.total == 0);
        if fits {
            self.group += n;
            self.any = true;
        }
        fits
    }

    fn push_scale(&mut self, scale: i64) -> bool {
        // "a thousand million": the old name of a billion.
        if self.group == 0 && self.last_scale == 1000 && scale == 1_000_000 && self.total < 1_000_000 {
            self.total = self.total.saturating_mul(scale);
            self.last_scale = scale;
            return true;
        }
        if !self.any || self.group == 0 {
            return false;
        }
        if scale == 100 || scale == 12 {
            let fits = self.group < 100;
            if fits {
                self.group *= scale;
            }
            return fits;
        }
        let fits = self.last_scale == 0 || scale < self.last_scale;
        if fits {
            self.total = self.total.saturating_add(self.group.saturating_mul(scale));
            self.group = 0;
            self.last_scale = scale;
        }
        fits
    }

    fn can_join(&self) -> bool {
        self.any && ((self.group >= 100 && self.group % 100 == 0) || (self.group == 0 && self.last_scale > 0))
    }
}

/// A year in words: "nineteen ninety-six", "nineteen oh five", "two thousand and four", "twenty twelve".
#[must_use]
pub(super) fn year_words(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(i32, u32)> {
    let skip = |i: u32| if cx.text(i) == "-" && cx.touches(i) { i + 1 } else { i };
    let century = small_word(cx.folded(at)).filter(|&n| (10..=20).contains(&n) || n == 2)?;
    let next = skip(at + 1);
    if next >= limit {
        return None;
    }
    let year = |y: i64, end: u32| i32::try_from(y).ok().map(|y| (y, end));
    if century == 2 {
        if cx.folded(next) != "thousand" {
            return None;
        }
        let and = u32::from(cx.folded(next + 1) == "and");
        let last = next + 1 + and;
        return small_word(cx.folded(last)).filter(|&n| (1..=20).contains(&n) && last < limit).and_then(|n| year(2000 + n, last + 1));
    }
    if matches!(cx.folded(next), "oh" | "o" | "zero") {
        let unit = small_word(cx.folded(skip(next + 1))).filter(|n| (1..=9).contains(n))?;
        return year(century * 100 + unit, skip(next + 1) + 1);
    }
    let tens = small_word(cx.folded(next)).filter(|&n| n >= 10)?;
    let after = skip(next + 1);
    let unit = small_word(cx.folded(after)).filter(|n| tens >= 20 && (1..=9).contains(n) && after < limit);
    match unit {
        Some(u) => year(century * 100 + tens + u, after + 1),
        None => year(century * 100 + tens, next + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};
    use crate::lexicon::Lexicon;
    use crate::source::Source;
    use std::sync::Arc;

    fn with<T>(text: &str, f: impl FnOnce(&Cx<'_>) -> T) -> T {
        let lex = Lexicon::builtin().unwrap();
        let doc = Document::parse(Arc::new(Source::from_text("-", text.to_owned())), Format::Text, &lex);
        f(&Cx { doc: &doc, lex: &lex, published: None, spots: &crate::read::Spots::new(&doc, &lex) })
    }

    #[test]
    fn reads_words_and_digits() {
        let rows = [
            ("seven and a half hours", "7.5", 4),
            ("twenty-five days", "25", 3),
            ("twenty four hours", "24", 2),
            ("a hundred thirty million", "130000000", 4),
            ("one hundred and five", "105", 4),
            ("one hundred and two hundred", "100", 2),
            ("two hundred and two thousand", "202000", 5),
            ("two million and three fifths", "2600000", 5),
            ("3 million and a half", "3500000", 5),
            ("a billion and a half million", "1000500000", 6),
            ("twenty and three fifths", "20.6", 4),
            ("1.3 million", "1300000", 2),
            ("1,300", "1300", 1),
            ("5 1/2 hours", "5.5", 4),
            ("5½ hours", "5.5", 2),
            ("half a dozen eggs", "6", 3),
            ("two dozen", "24", 2),
            ("two and a half million", "2500000", 5),
            ("three thousand dollars", "3000", 2),
            ("two thousand and four", "2004", 4),
            ("nineteen ninety", "19", 1),
            ("two-and-a-half-year", "2.5", 7),
            ("one two three", "1", 1),
            ("six to eight", "6", 1),
            ("seven hundred forty-seven", "747", 5),
        ];
        for (text, value, used) in rows {
            let got = with(text, |cx| numeral(cx, 0, cx.len())).map(|n| (n.value.to_string(), n.end));
            assert_eq!(got, Some((value.to_owned(), used)), "{text}");
        }
        for text in ["a day", "1,5", "1.2.3", "half of it", "dozen", "hundred"] {
            assert_eq!(with(text, |cx| numeral(cx, 0, cx.len())), None, "{text}");
        }
    }

    #[test]
    fn shows_how_far_it_is_rounded() {
        let half = |text: &str| with(text, |cx| numeral(cx, 0, cx.len())).map(|n| n.half_unit.to_string());
        assert_eq!(half("5.5").as_deref(), Some("0.05"));
        assert_eq!(half("1.3 million").as_deref(), Some("50000"));
        assert_eq!(half("12").as_deref(), Some("0"));
    }

    #[test]
    fn reads_years_in_words() {
        let year = |text: &str| with(text, |cx| year_words(cx, 0, cx.len()));
        assert_eq!(year("nineteen ninety-six"), Some((1996, 4)));
        assert_eq!(year("nineteen oh five"), Some((1905, 3)));
        assert_eq!(year("two thousand and four"), Some((2004, 4)));
        assert_eq!(year("twenty twelve"), Some((2012, 2)));
        assert_eq!(year("twenty people"), None);
    }
}
