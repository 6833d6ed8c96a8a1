//! Sums of money: a sign or code before the number ("$3.4 billion", "EUR 20"), a name behind it ("20 euros", "50 cents").

use super::super::numerals::scale_word;
use super::super::{Cx, Sought, Spot};
use super::form::{Form, Shape, form};
use crate::lexicon::{Class, TokenKind, fold};
use crate::value::{Currency, Exact, Money, Number};
use std::sync::Arc;

/// A sum, its number, and the tokens it covers.
pub(super) struct Sum {
    /// What it means.
    pub(super) money: Money,
    /// The number in it.
    pub(super) form: Form,
    /// First token.
    pub(super) start: u32,
    /// One past its last token.
    pub(super) end: u32,
}

/// A sum that opens with a sign or a code: "$3.4 billion", "US$5", "C $ 16.4", "EUR 20".
pub(super) fn prefixed(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Sum> {
    // Figures hardly ever begin the name of a currency.
    if cx.is_kind(at, TokenKind::Number) && cx.phrase(at, limit, Class::Currency).is_none() {
        return None;
    }
    let minus = u32::from(matches!(cx.text(at), "-" | "\u{2212}") && !cx.touches(at) && cx.touches(at + 1));
    let (currency, size, next) =
        sign(cx, at + minus, limit).or_else(|| scaled_code(cx, at, limit)).or_else(|| name_before(cx, at, limit))?;
    let touching = cx.touches(next);
    let number = form(cx, next, limit).filter(|f| !f.words && f.shape != Shape::Vague && f.shape != Shape::Fraction)?;
    let alphabetic = cx.is_kind(next - 1, TokenKind::Word);
    if alphabetic && !touching && number.could_be_year() && number.number.nominal > Exact::int(1900) {
        return None;
    }
    let (form, end) = letters(cx, &number, limit);
    let mut amount = cents(&form).scaled(size)?;
    if minus == 1 {
        amount = negative(amount)?;
    }
    Some(Sum { money: Money { amount, currency }, form, start: at, end })
}

fn negative(n: Number) -> Option<Number> {
    let m = n.scaled(Exact::int(-1))?;
    Some(Number { range: crate::value::Interval { lo: m.range.hi, hi: m.range.lo }, half_unit: m.half_unit.abs(), ..m })
}

/// A sum that closes with a name, sign or code: "20 euros", "five million yen", "12-cent", "10 €", "115USD".
pub(super) fn suffixed(cx: &Cx<'_>, number: &Form, limit: u32, british: bool) -> Option<Sum> {
    let mut at = number.end;
    if matches!(cx.text(at), "-" | "\u{2011}") && cx.touches(at) && cx.touches(at + 1) {
        at += 1;
    }
    let of = number.shape == Shape::Vague && cx.folded(at) == "of";
    at += u32::from(of);
    if at >= limit || (number.shape == Shape::Fraction && !number.words && number.end == at + 1) {
        return None;
    }
    let (currency, size, next) = name(cx, at, limit)?;
    if cx.is_kind(at, TokenKind::Mark) && opens_next(cx, at, next) {
        return None;
    }
    let mut form = *number;
    if is_doubtful(cx, at, &form, british) || next == at + 1 && is_plain_word(cx, at, &currency.code) {
        return None;
    }
    let mut end = next;
    // "75 USD million"
    if let Some(scale) = scale_word(cx.folded(next)).filter(|&s| s >= 1000 && next < limit && form.shape == Shape::Plain) {
        form.number = Number::rounded(form.number.nominal.mul(Exact::int(scale))?, half_of(form.number, scale)?);
        form.shape = Shape::Scaled;
        end = next + 1;
    }
    let mut amount = cents(&form).scaled(size)?;
    if let Some((extra, next)) = small_change(cx, &currency, size, end, limit) {
        amount = Number { nominal: amount.nominal.add(extra)?, range: amount.range.add(crate::value::Interval::point(extra)), ..amount };
        end = next;
    }
    Some(Sum { money: Money { amount, currency }, form, start: form.start, end })
}

/// A number with two decimals is an exact sum.
fn cents(form: &Form) -> Number {
    let n = form.number;
    if form.shape == Shape::Plain && n.half_unit > Exact::ZERO && n.half_unit <= Exact::ratio(1, 200).unwrap_or(Exact::ZERO) {
        Number { hedge: n.hedge, ..Number::exact(n.nominal) }
    } else {
        n
    }
}

fn half_of(n: Number, scale: i64) -> Option<Exact> {
    let unit = if n.half_unit == Exact::ZERO { Exact::ratio(1, 2)? } else { n.half_unit };
    unit.mul(Exact::int(scale))
}

/// " and forty-five cents" behind "thirteen dollars".
fn small_change(cx: &Cx<'_>, currency: &Arc<Currency>, size: Exact, at: u32, limit: u32) -> Option<(Exact, u32)> {
    if size != Exact::ONE {
        return None;
    }
    let at = if matches!(cx.folded(at), "and" | ",") { at + 1 } else { at };
    let part = form(cx, at, limit).filter(|f| f.shape == Shape::Plain && f.number.nominal < Exact::int(100))?;
    // "15 dollars 50."
    if cx.folded(at.saturating_sub(1)) != "and"
        && (part.end >= limit || matches!(cx.text(part.end), "." | "," | ";" | "!" | "?"))
        && !cx.touches(at)
    {
        return Some((part.number.nominal.div(Exact::int(100))?, part.end));
    }
    let (other, small, end) = name(cx, part.end, limit)?;
    (other.code == currency.code && small < Exact::ONE).then_some(())?;
    Some((part.number.nominal.mul(small)?, end))
}

/// A sign or code at a token: "$", "US$", "C $", "EUR", "Rs".
fn sign(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Arc<Currency>, Exact, u32)> {
    // "CAD$ 15": a code and the sign of its family.
    if at + 1 < limit
        && cx.text(at + 1) == "$"
        && cx.touches(at + 1)
        && cx.text(at).len() == 3
        && cx.phrase(at, at + 1, Class::Currency).is_some()
    {
        let (currency, size) = cx.lex.currencies.get(cx.folded(at))?;
        return Some((Arc::clone(currency), *size, at + 2));
    }
    let n = cx.phrase(at, limit, Class::Currency)?;
    let (text, end) = (cx.doc.text(cx.span(at..at + n)), at + n);
    // "A$" is a sign; "a $6 billion loan" has an article. Old wire copy has "C $ 16.4", with a space on either side.
    let parted = (at + 1..end).any(|t| cx.is_kind(t, TokenKind::Mark) && !cx.touches(t));
    if parted && (cx.touches(end) || matches!(cx.folded(at), "a" | "s")) {
        return None;
    }
    if cx.is_kind(end - 1, TokenKind::Word) {
        // Codes stand in capitals; names of currencies never stand before their number.
        let code = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            || matches!(text, "Rs" | "Rs." | "Tk" | "Rp" | "Dh" | "Dhs" | "SFr" | "SFr." | "Bs." | "KSh" | "Ksh" | "USh" | "TSh");
        if !code || text.chars().count() < 2 {
            return None;
        }
    }
    // "C $" in old wire copy
    let spaced = text.split_whitespace().collect::<String>();
    let (currency, size) = cx.lex.currencies.get(fold(&spaced).as_ref())?;
    Some((Arc::clone(currency), *size, end))
}

/// "MEUR", "kSEK", "MAUD": a code with thousands or millions in front of it.
fn scaled(cx: &Cx<'_>, at: u32) -> Option<(Arc<Currency>, Exact)> {
    let text = cx.text(at);
    let scale = match text.get(..1)? {
        "k" | "K" | "T" => 1000,
        "M" => 1_000_000,
        "B" => 1_000_000_000,
        _ => return None,
    };
    let code = text.get(1..).filter(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()))?;
    let (currency, size) = cx.lex.currencies.get(fold(code).as_ref())?;
    (currency.code == code).then_some((Arc::clone(currency), size.mul(Exact::int(scale))?))
}

/// The code with its scale before a number: "MAUD 60".
fn scaled_code(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Arc<Currency>, Exact, u32)> {
    let (currency, size) = scaled(cx, at).filter(|_| at + 1 < limit && cx.is_kind(at + 1, TokenKind::Number) && !cx.touches(at + 1))?;
    Some((currency, size, at + 1))
}

/// "dollar 22.5 million", "rupees 1,500": a name before its number, which must be written as sums are, and have no unit of its own.
fn name_before(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Arc<Currency>, Exact, u32)> {
    let (currency, size, next) = name(cx, at, limit).filter(|_| cx.is_kind(at, TokenKind::Word))?;
    let entity = at > 0
        && (cx.is_kind(at - 1, TokenKind::Number)
            || cx.is(at - 1, Class::NumberWord)
            || matches!(cx.folded(at - 1), "the" | "a" | "an" | "per" | "-" | "its" | "this" | "each" | "every" | "one" | "of"));
    let number = form(cx, next, limit).filter(|f| !f.words && !cx.touches(next) && cx.is_kind(next, TokenKind::Number))?;
    let written = number.shape == Shape::Scaled || cx.text(next).contains(',');
    let measured = super::unit::is_unit(cx, number.end)
        || cx.is(number.end, Class::Currency)
        || matches!(cx.folded(number.end), "%" | "percent" | "per");
    (written && !entity && !measured && !is_plain_word(cx, at, &currency.code)).then_some((currency, size, next))
}

/// Whether a word is a code with a scale before digits, which may open a sum.
pub(super) fn opens_with_code(cx: &Cx<'_>, at: u32) -> bool {
    cx.is_kind(at + 1, TokenKind::Number) && cx.text(at).len() == 4 && scaled(cx, at).is_some()
}

/// A name, sign or code behind a number.
fn name(cx: &Cx<'_>, at: u32, limit: u32) -> Option<(Arc<Currency>, Exact, u32)> {
    let Some(n) = cx.phrase(at, limit, Class::Currency) else {
        return scaled(cx, at).map(|(currency, size)| (currency, size, at + 1));
    };
    let text = cx.doc.text(cx.span(at..at + n)).split_whitespace().collect::<Vec<_>>().join(" ");
    let (currency, size) = cx.lex.currencies.get(fold(&text).as_ref())?;
    Some((Arc::clone(currency), *size, at + n))
}

/// Whether a sign behind a number belongs to the next one: "between 5 $10 bills".
fn opens_next(cx: &Cx<'_>, at: u32, next: u32) -> bool {
    cx.is_kind(next, TokenKind::Number) && cx.touches(next) && !cx.touches(at)
}

/// A code in lower case that is a word of its own: "one cup", "nine all", "a top".
fn is_plain_word(cx: &Cx<'_>, at: u32, currency: &str) -> bool {
    const WORDS: &[Class] = &[
        Class::Common,
        Class::Stop,
        Class::Unit,
        Class::GivenFemale,
        Class::GivenMale,
        Class::GivenAny,
        Class::FiniteVerb,
        Class::Modal,
        Class::Be,
    ];
    let text = cx.text(at);
    let code = text.eq_ignore_ascii_case(currency) || text.chars().count() <= 2;
    code && !text.chars().all(char::is_uppercase)
        && (cx.is_any(at, WORDS)
            || matches!(cx.folded(at), "all" | "cup" | "top" | "try" | "mop" | "bob" | "mad" | "pen" | "gel" | "sos" | "dh" | "rm" | "kd"))
}

/// Names of currencies that are common words: money only behind a large or clearly counted number.
fn is_doubtful(cx: &Cx<'_>, at: u32, number: &Form, british: bool) -> bool {
    let small = number.number.nominal < Exact::int(1000);
    match cx.folded(at) {
        "p" | "ban" | "ether" | "real" | "sol" | "dram" | "rand" | "sen" => !cx.touches(at) && small,
        "pound" | "pounds" => !sterling(cx, number, at, british),
        _ => false,
    }
}

/// Whether "pounds" are money here: the article uses the sign or speaks of sterling, or the number is scaled.
fn sterling(cx: &Cx<'_>, number: &Form, at: u32, british: bool) -> bool {
    let next = cx.folded(at + 1);
    next == "sterling" || (next != "of" && (number.shape == Shape::Scaled || british))
}

/// What shows that an article has sums in sterling.
pub(in crate::read) const STERLING: Sought = Sought { words: "£ sterling pence", ..Sought::NONE };

/// Whether an article has sums in sterling, so that its "pounds" are money rather than weight.
pub(super) fn is_british(cx: &Cx<'_>) -> bool {
    cx.any_spot(0..cx.len(), Spot::Sterling)
}

/// "USD115": a code and digits in one word.
pub(super) fn glued(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Sum> {
    let text = cx.text(at);
    let digits = text.find(|c: char| c.is_ascii_digit()).filter(|&n| n == 3)?;
    let (code, rest) = (text.get(..digits)?, text.get(digits..)?);
    let broken = at + 1 < limit && cx.touches(at + 1) && cx.text(at + 1) == "," && cx.touches(at + 2);
    let (currency, size) = cx.lex.currencies.get(fold(code).as_ref()).filter(|_| !broken && code.chars().all(char::is_uppercase))?;
    let (value, _) = super::super::numerals::plain_digits(rest)?;
    let form = Form { start: at, end: at + 1, number: Number::exact(value), shape: Shape::Plain, words: false };
    Some(Sum { money: Money { amount: Number::exact(value.mul(*size)?), currency: Arc::clone(currency) }, form, start: at, end: at + 1 })
}

/// Whether a word with digits may be a sum ("USD115").
pub(super) fn is_glued(cx: &Cx<'_>, at: u32) -> bool {
    let bytes = cx.text(at).as_bytes();
    bytes.len() > 3 && bytes.iter().take(3).all(u8::is_ascii_uppercase) && bytes.iter().skip(3).all(|b| b.is_ascii_digit() || *b == b'.')
}

/// The scale letters that only money has: "£40m", "$2.1b", "$2.174T", "$5k".
fn letters(cx: &Cx<'_>, number: &Form, limit: u32) -> (Form, u32) {
    let at = number.end;
    // "$5 M": apart from its number only as a capital with nothing behind it.
    let capital = matches!(cx.text(at).trim_end_matches('.'), "M" | "B") && !cx.is_kind(at + 1, TokenKind::Word);
    let plain = number.shape == Shape::Plain && at < limit && (cx.touches(at) || capital);
    if number.end > number.start + 1 {
        return (*number, at);
    }
    let scale = match cx.folded(at).trim_end_matches('.') {
        "m" | "mm" => 1_000_000,
        "b" => 1_000_000_000,
        "t" => 1_000_000_000_000,
        _ => return (*number, at),
    };
    let scaled = || Some((number.number.nominal.mul(Exact::int(scale))?, half_of(number.number, scale)?));
    match scaled().filter(|_| plain) {
        Some((n, half)) => (Form { number: Number::rounded(n, half), shape: Shape::Scaled, end: at + 1, ..*number }, at + 1),
        None => (*number, at),
    }
}
