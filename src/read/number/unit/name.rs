//! The name of one unit: an entry of the lexicon, a metric prefix before one that takes prefixes (`TeV`, "megavolts"), a power of
//! one ("cm2", "square furlongs", "km cubed"), or two symbols run together ("Js").
//!
//! Invariants:
//! - What the lexicon lists wins over what could be made of prefixes ("cd" is a candela, "pt" a pint).
//! - Symbols count in their exact case: "mW" and "MW" differ.

use super::super::super::Cx;
use crate::lexicon::{Class, Prefixes, TokenKind, fold};
use crate::value::{Exact, Unit};
use std::sync::Arc;

/// A unit at a place in the text.
pub(super) struct Named {
    /// The unit.
    pub(super) unit: Arc<Unit>,
    /// A symbol or another short form that needs a number in digits by it.
    pub(super) short: bool,
    /// One past its last token.
    pub(super) end: u32,
}

/// The unit that starts at a token, with the power it is raised to.
pub(super) fn named(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Named> {
    let found = base(cx, at, limit)?;
    Some(raised(cx, &found, limit).unwrap_or(found))
}

/// Whether a unit starts at a token, for readers that only have to know what a number stands by.
pub(in super::super) fn is_unit(cx: &Cx<'_>, at: u32) -> bool {
    let text = cx.text(at);
    cx.is(at, Class::Unit)
        || cx.is_kind(at, TokenKind::Word)
            && (prefixed(text).is_some_and(|p| p.find(cx).is_some()) || with_power(cx, at).is_some() || run_together(cx, text).is_some())
}

fn base(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Named> {
    listed(cx, at, limit)
        .filter(|n| !(cx.text(at) == "\u{b0}" && n.end == at + 1))
        .or_else(|| degrees(cx, at, limit))
        .or_else(|| power_word(cx, at, limit))
        .or_else(|| one_word(cx, at, limit))
}

/// A word that the lexicon does not list as it stands: made of a prefix, a power or two symbols, or with the dot of its sentence.
fn one_word(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Named> {
    if at >= limit || !cx.is_kind(at, TokenKind::Word) {
        return None;
    }
    let written = cx.text(at);
    let end = at + 1;
    let text = if end == limit { written.strip_suffix('.').unwrap_or(written) } else { written };
    if let Some((unit, short)) = (text.len() < written.len()).then(|| cx.lex.unit_forms.get(text)).flatten() {
        return Some(Named { unit: Arc::clone(unit), short: *short, end });
    }
    let made = stem(cx, text).map(|(unit, short)| Named { unit, short, end });
    made.or_else(|| with_power(cx, at))
        .or_else(|| run_together(cx, text).map(|unit| Named { unit, short: true, end }))
        .or_else(|| folded(cx, at))
}

/// The longest unit name of the lexicon at a token, in exact case where it is a symbol.
fn listed(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Named> {
    let mut n = cx.phrase(at, limit, Class::Unit)?;
    // The dot that ends a sentence is no part of "2 in".
    if n > 1 && at + n == limit && cx.text(at + n - 1) == "." {
        n -= 1;
    }
    let text = cx.doc.text(cx.span(at..at + n));
    let joined;
    let text = if n == 1 {
        text
    } else {
        joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
        joined.as_str()
    };
    if let Some((unit, short)) = cx.lex.unit_forms.get(text) {
        return Some(Named { unit: Arc::clone(unit), short: *short, end: at + n });
    }
    // "ML" is no "ml": another unit with a prefix may be meant.
    if n == 1 && prefixed(text).is_some_and(|p| p.symbol && p.find(cx).is_some()) {
        return None;
    }
    fold_of(cx, text, at + n)
}

fn fold_of(cx: &Cx<'_>, text: &str, end: u32) -> Option<Named> {
    let (unit, short) = cx.lex.units.get(fold(text).as_ref())?;
    // A short form in another case is another word: "30 L" is litres, "the 3 A levels" no current; "MPs" is a plural of capitals.
    let plural = text.strip_suffix('s').is_some_and(|t| t.len() > 1 && t.chars().all(char::is_uppercase));
    // "CMS", "MLS" are more often names than centimetres and millilitres.
    let capitals = text.len() == 3 && text.ends_with('S') && unit.system == "metric" && text.chars().all(char::is_uppercase);
    if plural || capitals || *short && text.chars().count() <= 2 {
        return None;
    }
    Some(Named { unit: Arc::clone(unit), short: *short, end })
}

fn folded(cx: &Cx<'_>, at: u32) -> Option<Named> {
    cx.is(at, Class::Unit).then(|| fold_of(cx, cx.text(at), at + 1)).flatten()
}

/// A word cut into a metric prefix and the rest.
struct Prefixed<'a> {
    power: i32,
    stem: &'a str,
    symbol: bool,
}

const SYMBOLS: [(&str, i32); 21] = [
    ("Y", 24),
    ("Z", 21),
    ("E", 18),
    ("P", 15),
    ("T", 12),
    ("G", 9),
    ("M", 6),
    ("k", 3),
    ("h", 2),
    ("d", -1),
    ("c", -2),
    ("m", -3),
    ("\u{b5}", -6),
    ("\u{3bc}", -6),
    ("u", -6),
    ("n", -9),
    ("p", -12),
    ("f", -15),
    ("a", -18),
    ("z", -21),
    ("y", -24),
];

const WORDS: [(&str, i32); 20] = [
    ("yotta", 24),
    ("zetta", 21),
    ("exa", 18),
    ("peta", 15),
    ("tera", 12),
    ("giga", 9),
    ("mega", 6),
    ("kilo", 3),
    ("hecto", 2),
    ("deca", 1),
    ("deci", -1),
    ("centi", -2),
    ("milli", -3),
    ("micro", -6),
    ("nano", -9),
    ("pico", -12),
    ("femto", -15),
    ("atto", -18),
    ("zepto", -21),
    ("yocto", -24),
];

/// The longest symbol that a prefix may stand before ("mol", "rad", "eV").
const LONGEST_SYMBOL: usize = 4;

fn prefixed(text: &str) -> Option<Prefixed<'_>> {
    if text.len() <= LONGEST_SYMBOL + 2
        && let Some(&(prefix, power)) = SYMBOLS.iter().find(|(p, _)| text.starts_with(p))
        && let Some(stem) = text.strip_prefix(prefix).filter(|s| !s.is_empty())
        && !matches!(text, "AM" | "PM" | "Am" | "Pm" | "us" | "fm")
        && (stem.len() > 1 || !matches!(prefix, "a" | "z" | "y") || text == "am")
    {
        return Some(Prefixed { power, stem, symbol: true });
    }
    let (prefix, power) = WORDS.iter().find(|(p, _)| text.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p)))?;
    let stem = text.get(prefix.len()..).filter(|s| s.len() >= 3)?;
    Some(Prefixed { power: *power, stem, symbol: false })
}

impl Prefixed<'_> {
    /// The unit that the rest names, if it takes this prefix.
    fn find<'a>(&self, cx: &Cx<'a>) -> Option<&'a Arc<Unit>> {
        let (unit, which) = cx
            .lex
            .unit_stems
            .get(self.stem)
            .or_else(|| if self.symbol { None } else { cx.lex.unit_stems.get(fold(self.stem).as_ref()) })?;
        let taken = match which {
            Prefixes::All => true,
            Prefixes::Multiples => self.power >= 3,
            Prefixes::Parts => self.power <= -1,
        };
        // "PA", "TV", "MC": capitals are more often something else, except for watts, joules, volts and litres.
        let capitals = self.symbol && self.power > 3 && self.stem.chars().all(char::is_uppercase);
        let usual =
            matches!(self.stem, "W" | "J" | "B" | "\u{3a9}" | "\u{2126}") || matches!(self.stem, "L" | "V") && matches!(self.power, 6 | 9);
        let word = self.symbol || self.stem.len() >= 3;
        (taken && word && (!capitals || usual)).then_some(unit)
    }
}

/// A unit by a metric prefix, and whether it is a symbol.
fn stem(cx: &Cx<'_>, text: &str) -> Option<(Arc<Unit>, bool)> {
    let cut = prefixed(text)?;
    let unit = cut.find(cx)?;
    let factor = unit.factor.mul(Exact::power_of_ten(cut.power)?)?;
    let prefix = SYMBOLS.iter().find(|(_, p)| *p == cut.power).map_or("da", |(s, _)| if cut.power == -6 { "u" } else { s });
    let made = Unit {
        code: format!("{prefix}{}", if cut.symbol { cut.stem } else { &unit.code }),
        dimension: unit.dimension.clone(),
        factor,
        offset: Exact::ZERO,
        system: unit.system.clone(),
    };
    Some((Arc::new(made), cut.symbol))
}

/// A symbol that the lexicon or a prefix explains, alone.
fn symbol(cx: &Cx<'_>, text: &str) -> Option<Arc<Unit>> {
    match cx.lex.unit_forms.get(text) {
        Some((unit, _)) => Some(Arc::clone(unit)),
        None => stem(cx, text).filter(|(_, symbol)| *symbol).map(|(unit, _)| unit),
    }
}

/// "cm2", "s²", "ft3": a symbol and a power in one word.
fn with_power(cx: &Cx<'_>, at: u32) -> Option<Named> {
    let text = cx.text(at);
    let (power, stem) = match text.char_indices().next_back()? {
        (i, '2' | '\u{b2}') => (2, text.get(..i)?),
        (i, '3' | '\u{b3}') => (3, text.get(..i)?),
        _ => return None,
    };
    let unit = if let Some((code, seconds)) = super::compound::time_unit(stem) {
        Arc::new(super::compound::time(code, seconds))
    } else {
        symbol(cx, stem).filter(|u| u.dimension == "length")?
    };
    Some(Named { unit: raise(&unit, power)?, short: true, end: at + 1 })
}

/// "° F.", "°C.": a letter whose dot ends the sentence; else plain degrees.
fn degrees(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Named> {
    if cx.text(at) != "\u{b0}" {
        return None;
    }
    let scale = match cx.text(at + 1) {
        "C." => Some("\u{b0}C"),
        "F." => Some("\u{b0}F"),
        "K." => Some("\u{b0}K"),
        _ => None,
    };
    let (name, end) = scale.filter(|_| at + 1 < limit).map_or(("\u{b0}", at + 1), |s| (s, at + 2));
    let (unit, short) = cx.lex.unit_forms.get(name)?;
    Some(Named { unit: Arc::clone(unit), short: *short, end })
}

/// "square furlongs", "cubic decimetres", "sq. rods".
fn power_word(cx: &Cx<'_>, at: u32, limit: u32) -> Option<Named> {
    let power = match cx.folded(at) {
        "square" | "sq" | "sq." => 2,
        "cubic" | "cu" | "cu." => 3,
        _ => return None,
    };
    // "sq" without its dot as the lexicon has it: the dot is a token of its own.
    let dot = u32::from(cx.text(at + 1) == "." && cx.touches(at + 1));
    let hyphen = u32::from(dot == 0 && cx.text(at + 1) == "-" && cx.touches(at + 1));
    let next = at + 1 + dot + hyphen;
    let found = listed(cx, next, limit).or_else(|| {
        let (unit, short) = stem(cx, cx.text(next)).filter(|_| next < limit)?;
        Some(Named { unit, short, end: next + 1 })
    })?;
    (found.unit.dimension == "length").then_some(())?;
    Some(Named { unit: raise(&found.unit, power)?, short: false, end: found.end })
}

/// "Js", "Pas", "cds": the symbol of a derived unit and the second.
fn run_together(cx: &Cx<'_>, text: &str) -> Option<Arc<Unit>> {
    let first =
        text.strip_suffix('s').filter(|f| matches!(*f, "J" | "N" | "cd" | "lm" | "lx" | "Pa" | "mPa" | "Wb" | "kN" | "mJ" | "kJ"))?;
    let unit = symbol(cx, first)?;
    let (code, seconds) = super::compound::time_unit("s")?;
    super::compound::product(&unit, &super::compound::time(code, seconds))
}

/// A unit to a power: area and volume for lengths.
pub(super) fn raise(unit: &Unit, power: u8) -> Option<Arc<Unit>> {
    let mut factor = Exact::ONE;
    for _ in 0..power {
        factor = factor.mul(unit.factor)?;
    }
    let dimension = match (unit.dimension.as_str(), power) {
        ("length", 2) => "area".to_owned(),
        ("length", 3) => "volume".to_owned(),
        (other, n) => format!("{other}{n}"),
    };
    Some(Arc::new(Unit { code: format!("{}{power}", unit.code), dimension, factor, offset: Exact::ZERO, system: unit.system.clone() }))
}

/// "km squared", "km^2", "seconds cubed": a length or a time to a power that stands behind it.
pub(super) fn raised(cx: &Cx<'_>, found: &Named, limit: u32) -> Option<Named> {
    let at = found.end;
    if at >= limit || !matches!(found.unit.dimension.as_str(), "length" | "time") {
        return None;
    }
    let (power, end) = match cx.text(at) {
        "^" if cx.touches(at) && cx.touches(at + 1) => (cx.text(at + 1).parse().ok().filter(|p| matches!(p, 2 | 3))?, at + 2),
        "\u{b2}" if cx.touches(at) => (2, at + 1),
        "\u{b3}" if cx.touches(at) => (3, at + 1),
        _ if cx.folded(at) == "squared" => (2, at + 1),
        _ if cx.folded(at) == "cubed" => (3, at + 1),
        _ => return None,
    };
    Some(Named { unit: raise(&found.unit, power)?, short: found.short, end })
}
