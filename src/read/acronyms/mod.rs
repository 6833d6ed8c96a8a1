//! Acronyms: where a short form is defined, where it is used, and which undefined ones look like a slip of a known one.
//!
//! - `Long Form (ABC)`, `ABC (Long Form)`, `Long Form, or ABC,` and `(long form, ABC)` are definitions where the letters align
//!   ([`align`]). Brackets hold much else (tickers, parties, dates): what does not align is no definition.
//! - A title-case phrase whose initials miss the short form by one slip is a definition that does not fit ([`fit`]).
//! - Uses and near misses are in [`uses`].

mod align;
mod apposition;
mod fit;
mod uses;

use super::form::{field, optional};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings, Sought, Spot};
use crate::document::TextSpan;
use crate::lexicon::{Class, Flags, WordId};
use crate::value::Value;
use fit::Misfit;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "acronym",
        about: "A short form with its long form: \"the Harbour Safety Board (HSB)\". `fits` is false only where the phrase is plainly meant and its initials make another short form.",
        fields: &[
            field("short", "acronym", "The short form as written."),
            field("long", "text", "The long form."),
            field("fits", "bool", "Whether the letters of the short form stand in the long form in order."),
            optional("defect", "text", "Why not: 'order' (letters swapped), 'letter' (one is wrong), 'missing' or 'extra'."),
            optional("initials", "text", "The short form that the long form makes; only where they do not fit."),
        ],
    },
    ClaimSchema {
        name: "acronym-use",
        about: "A short form in capitals of three letters or more that is used, not defined: \"the HSB said\".",
        fields: &[field("short", "acronym", "The short form."), field("defined", "bool", "Whether the document defines it somewhere.")],
    },
    ClaimSchema {
        name: "acronym-order",
        about: "A short form that readers meet before its long form, or without one: \"The TWRO … the Thornwick Water Regulation Office (TWRO)\".",
        fields: &[
            field("short", "acronym", "The short form at its first use."),
            field("how", "text", "'late' (its long form follows) or 'never' (two uses or more and no long form)."),
            field("count", "int", "How often it is used."),
        ],
    },
    ClaimSchema {
        name: "acronym-variant",
        about: "A rare undefined short form one slip away from a defined or frequent one: \"HBS\" beside many \"HSB\".",
        fields: &[
            field("short", "acronym", "The rare one."),
            field("known", "acronym", "The one that it looks like, at its first use."),
            field("count", "int", "How often the rare one is used."),
            field("known_count", "int", "How often the other is used."),
        ],
    },
];

/// What a definition has: a bracket, or a word that introduces the short form behind a comma.
pub(super) const DEFINITION: Sought = Sought { words: "( [ or called abbreviated known stands short", ..Sought::NONE };

pub(super) use uses::SHORT;

/// A definition that was found.
#[derive(Debug, Clone)]
struct Definition {
    short: Range<u32>,
    long: TextSpan,
    misfit: Option<Misfit>,
}

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    let counts = uses::count(cx);
    let mut found: Vec<Definition> = Vec::new();
    for (_, sentence) in cx.sentences_with(Spot::Definition) {
        for i in cx.spots_in(sentence.tokens.clone(), Spot::Definition) {
            match cx.text(i) {
                "(" | "[" => brackets(cx, &sentence.tokens, i, &counts, &mut found),
                _ => apposition::read(cx, &sentence.tokens, i, &mut found),
            }
        }
    }
    let mut defined: FxHashMap<&str, u32> = FxHashMap::default();
    for definition in &found {
        add(cx, out, definition);
        defined.entry(cx.doc.text(cx.span(definition.short.clone()))).or_insert(definition.short.start);
    }
    let mut forms = Forms::default();
    for definition in &found {
        if cx.text(definition.short.start).len() > 1 {
            forms.add(cx, definition.short.clone(), Kind::Acronym);
        }
        let long = cx.doc.token_at(definition.long.start)..cx.doc.token_at(definition.long.end);
        if definition.misfit.is_none() && (long.end - long.start > 1 || cx.text(long.start).chars().count() >= 8) {
            forms.add(cx, long, Kind::Expansion);
        }
    }
    forms.repeat(cx, out);
    let places = found.iter().flat_map(|d| d.short.clone()).collect();
    uses::read(cx, out, &counts, &defined, &places);
}

/// The short and long forms of all definitions, each once, in order. All their places are found in one pass.
#[derive(Debug, Default)]
struct Forms {
    /// Where each form is defined first.
    all: Vec<(Range<u32>, Kind)>,
    /// Numbers of the forms of the same words.
    by_words: FxHashMap<Box<[WordId]>, SmallVec<[usize; 1]>>,
    /// Numbers of the long forms that end in a letter of their own ("neuropeptide Y"), by the words before it.
    lettered: FxHashMap<Box<[WordId]>, SmallVec<[usize; 1]>>,
    /// The lengths of the forms that begin with a word.
    lengths: FxHashMap<WordId, SmallVec<[u32; 2]>>,
    /// A bit for each of the words that forms begin with, by its number modulo 64: most words are told by it to be none of them.
    firsts: u64,
}

impl Forms {
    fn add(&mut self, cx: &Cx<'_>, form: Range<u32>, kind: Kind) {
        let Some(first) = cx.word(form.start) else { return };
        let words: Box<[WordId]> = form.clone().filter_map(|i| cx.word(i)).collect();
        let same = self.by_words.entry(words).or_default();
        let known = same.iter().filter_map(|&n| self.all.get(n)).any(|(f, k)| *k == kind && is_same(cx, f, form.start, kind));
        if !known {
            same.push(self.all.len());
            self.firsts |= 1 << (first.0 % 64);
            let lengths = self.lengths.entry(first).or_default();
            let length = form.end - form.start;
            if !lengths.contains(&length) {
                lengths.push(length);
            }
            let last = form.end.saturating_sub(1);
            if kind == Kind::Expansion && length > 1 && cx.text(last).chars().count() == 1 {
                let before = (form.start..last).filter_map(|i| cx.word(i)).collect();
                self.lettered.entry(before).or_default().push(self.all.len());
            }
            self.all.push((form, kind));
        }
    }

    /// Marks the other places where the words of a short or long form stand just as they are written in its definition.
    fn repeat(&self, cx: &Cx<'_>, out: &mut Readings) {
        if self.all.is_empty() {
            return;
        }
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); self.all.len()];
        let mut words: Vec<WordId> = Vec::new();
        let begun = (0..).zip(&cx.doc.tokens).filter(|(_, t)| self.firsts & 1 << (t.word.0 % 64) != 0);
        for (i, token) in begun {
            let Some(lengths) = self.lengths.get(&token.word) else { continue };
            for &length in lengths {
                words.clear();
                words.extend((i..i + length).filter_map(|k| cx.word(k)));
                let before = words.get(..words.len().saturating_sub(1)).unwrap_or(&[]);
                let stopped = initial(cx, i + length - 1).and_then(|_| self.lettered.get(before));
                for &n in self.by_words.get(words.as_slice()).into_iter().chain(stopped).flatten() {
                    if let (Some((form, kind)), Some(list)) = (self.all.get(n), places.get_mut(n))
                        && i != form.start
                        && is_same(cx, form, i, *kind)
                    {
                        list.push(i);
                    }
                }
            }
        }
        for ((form, kind), places) in self.all.iter().zip(places) {
            let length = form.end - form.start;
            let value = Value::Text(cx.doc.text(cx.span(form.clone())).split_whitespace().collect::<Vec<_>>().join(" "));
            for i in places {
                if !out.covers(i, &[*kind]) {
                    let whole = cx.span(i..i + length);
                    let stopped = cx.text(i + length - 1).len() > cx.text(form.end - 1).len() && initial(cx, i + length - 1).is_some();
                    let span = if stopped { TextSpan { start: whole.start, end: whole.end - 1 } } else { whole };
                    out.add(Mention { kind: *kind, span, tokens: i..i + length, value: value.clone(), inner: false });
                }
            }
        }
    }
}

/// Whether what stands at `at` is written as a form of the same words; capitals count in short forms only, and in a letter at the end
/// of a long form that a full stop makes an initial ("on neuropeptide Y." ends a sentence, and Y. is no initial).
fn is_same(cx: &Cx<'_>, form: &Range<u32>, at: u32, kind: Kind) -> bool {
    let last = form.end.saturating_sub(1);
    let end = at + (last - form.start);
    match kind {
        Kind::Acronym => form.clone().zip(at..).all(|(a, b)| cx.text(a) == cx.text(b)),
        _ => cx.word(last) == cx.word(end) || initial(cx, end) == Some(cx.text(last)),
    }
}

/// The letter of an initial: "Y" of "Y.".
fn initial<'a>(cx: &Cx<'a>, i: u32) -> Option<&'a str> {
    cx.text(i).strip_suffix('.').filter(|t| t.chars().count() == 1)
}

fn add(cx: &Cx<'_>, out: &mut Readings, definition: &Definition) {
    let short_span = cx.span(definition.short.clone());
    let short = cx.doc.text(short_span).to_owned();
    let long = cx.doc.text(definition.long).split_whitespace().collect::<Vec<_>>().join(" ");
    let tokens = cx.doc.token_at(definition.long.start)..cx.doc.token_at(definition.long.end);
    out.add(Mention {
        kind: Kind::Acronym,
        span: short_span,
        tokens: definition.short.clone(),
        value: Value::Text(short.clone()),
        inner: false,
    });
    out.add(Mention { kind: Kind::Expansion, span: definition.long, tokens, value: Value::Text(long.clone()), inner: false });
    let mut claim = Claim::new("acronym", definition.long.cover(short_span))
        .with("short", short_span, Value::Text(short))
        .with("long", definition.long, Value::Text(long))
        .with_implied("fits", Value::Bool(definition.misfit.is_none()));
    if let Some(misfit) = &definition.misfit {
        claim = claim
            .with_implied("defect", Value::Text(misfit.defect.name().to_owned()))
            .with_implied("initials", Value::Text(misfit.initials.clone()));
    }
    out.claims.push(claim);
}

/// A pair of brackets that opens at token `open`.
fn brackets(cx: &Cx<'_>, sentence: &Range<u32>, open: u32, counts: &uses::Counts<'_>, found: &mut Vec<Definition>) {
    // "[Harbour Board (HB)][hb site]" is a link whose target the text does not have.
    if cx.text(open) == "[" && cx.touches(open) {
        return;
    }
    let limit = sentence.end.min(open + 40);
    let closing = if cx.text(open) == "(" { ")" } else { "]" };
    let mut depth = 0;
    let mut close = None;
    for i in open..limit {
        let text = cx.text(i);
        if text == cx.text(open) {
            depth += 1;
        } else if text == closing {
            depth -= 1;
            if depth == 0 {
                close = Some(i);
                break;
            }
        }
    }
    let Some(close) = close else { return };
    let inner = open + 1..close;
    let segments = segments(cx, inner.clone());
    let Some(head) = segments.first().cloned() else { return };
    let before = sentence.start..open;
    let short = strip(cx, head.clone());
    let misfit = misfitting(cx, before.clone(), open, short.clone(), &inner, counts);
    // "State Emergency Service (SSE)" beside "the SES said": the article knows the right one.
    let known = |d: &Definition| {
        let used = d.misfit.as_ref().filter(|m| m.defect == fit::Defect::Order).map_or(0, |m| counts.of(&m.initials));
        used > counts.of(cx.doc.text(cx.span(d.short.clone())))
    };
    if let Some(definition) = misfit.as_ref().filter(|d| d.short == short && (known(d) || !cheap(cx, d))) {
        found.push(definition.clone());
        return;
    }
    if let Some(kind) = short_kind(cx, short.clone())
        && let Some(long) = long_before(cx, before.clone(), short.clone(), kind)
    {
        found.push(Definition { short, long, misfit: None });
        return;
    }
    if let Some(definition) = short_before(cx, before.clone(), head.clone()) {
        found.push(definition);
        return;
    }
    // "(blood-brain barrier, BBB)"
    if let [.., _, last] = segments.as_slice() {
        let short = strip(cx, last.clone());
        let first = inner.start..last.start.saturating_sub(1);
        if let Some(kind) = short_kind(cx, short.clone())
            && let Some(long) = long_before(cx, first.clone(), short.clone(), kind)
            && long.start == cx.span(first).start
        {
            found.push(Definition { short, long, misfit: None });
            return;
        }
    }
    found.extend(misfit);
}

/// Whether the letters can be found in the phrase with so little strain that its initials are not meant ("Tide
/// Watch Survey (TWS)").
fn cheap(cx: &Cx<'_>, definition: &Definition) -> bool {
    let short = cx.doc.text(cx.span(definition.short.clone()));
    align::align(cx.lex, cx.doc.text(definition.long), short, false).is_some_and(|a| a.cost < align::STRAINED)
}

/// The stretches between commas, semicolons and colons inside brackets.
fn segments(cx: &Cx<'_>, inner: Range<u32>) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let mut start = inner.start;
    for i in inner.clone() {
        let parts = matches!(cx.text(i), "," | ";" | ":" | "=")
            || start < i && matches!(cx.folded(i), "or" | "and") && cx.has(i, Flags::SPACE) && cx.has(i + 1, Flags::SPACE);
        if parts {
            out.push(start..i);
            start = i + 1;
        }
    }
    out.push(start..inner.end);
    out.retain(|r| !r.is_empty());
    out
}

/// A segment without quotation marks and words that introduce a short form.
fn strip(cx: &Cx<'_>, segment: Range<u32>) -> Range<u32> {
    const LEAD: &[&str] = &[
        "the",
        "or",
        "also",
        "called",
        "abbreviated",
        "abbr",
        "hereafter",
        "hereinafter",
        "henceforth",
        "aka",
        "a.k.a.",
        "known",
        "as",
        "termed",
        "referred",
        "to",
        "e.g.",
        "i.e.",
        "a",
        "an",
        "designated",
        "denoted",
        "dubbed",
    ];
    let (mut start, mut end) = (segment.start, segment.end);
    while start < end
        && (LEAD.contains(&cx.folded(start)) && end - start > 1 && cx.has(start + 1, Flags::SPACE) || is_quote(cx.text(start)))
    {
        start += 1;
    }
    while start < end && (is_quote(cx.text(end - 1)) || cx.text(end - 1) == ".") {
        end -= 1;
    }
    start..end
}

fn is_quote(text: &str) -> bool {
    matches!(text, "\"" | "'" | "“" | "”" | "‘" | "’" | "«" | "»" | "„")
}

/// How sure the look of a short form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ShortKind {
    /// Two capitals or more, or a capital with digits: "HSB", "5HT", "mRNA".
    Capitals,
    /// One capital in front: "Dex".
    Name,
    /// No capital: "aa".
    Lower,
    /// A lone capital: "epinephrine (E)".
    Letter,
}

fn short_kind(cx: &Cx<'_>, tokens: Range<u32>) -> Option<ShortKind> {
    if tokens.is_empty() || tokens.end - tokens.start > 7 {
        return None;
    }
    let text = cx.doc.text(cx.span(tokens.clone()));
    let count = text.chars().count();
    if count == 1 && text.chars().all(|c| c.is_ascii_uppercase()) {
        return Some(ShortKind::Letter);
    }
    if !(2..=13).contains(&count) || text.split_whitespace().count() > 2 || text.contains(['%', '$', '=', '<', '>', '@', '"']) {
        return None;
    }
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().any(char::is_numeric);
    if letters == 0 || !text.starts_with(char::is_alphanumeric) {
        return None;
    }
    if capitals >= 2 || capitals == 1 && (digits || !text.starts_with(char::is_uppercase)) {
        return Some(ShortKind::Capitals);
    }
    let hyphen = tokens.end - tokens.start == 3 && cx.text(tokens.start + 1) == "-" && cx.text(tokens.start).chars().count() == 1;
    let word = tokens.end - tokens.start == 1 || hyphen;
    let common = word && cx.is_any(tokens.start, &[Class::Common, Class::Stop, Class::Month, Class::Weekday]);
    match capitals {
        1 if word && count <= 8 && !common => Some(ShortKind::Name),
        0 if letters <= 6 && !common && !text.contains(' ') && !digits => Some(ShortKind::Lower),
        _ => None,
    }
}

/// The long form that ends where `before` ends.
fn long_before(cx: &Cx<'_>, before: Range<u32>, short: Range<u32>, kind: ShortKind) -> Option<TextSpan> {
    let mut end = before.end;
    while end > before.start && is_quote(cx.text(end - 1)) {
        end -= 1;
    }
    let short = cx.doc.text(cx.span(short));
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    if kind == ShortKind::Letter {
        let i = end.checked_sub(1).filter(|&i| i >= before.start)?;
        let begins = cx.folded(i).chars().next() == short.chars().next().and_then(|c| c.to_lowercase().next());
        let capital = cx.is_capitalised(i) && (!cx.has(i, Flags::FIRST) || cx.has(i, Flags::UPPER));
        let plain = begins && !capital && cx.text(i).chars().count() >= 4 && (cx.has(i, Flags::SPACE) || i == before.start);
        return plain.then(|| cx.span(i..end));
    }
    // Words back to look at: as Schwartz and Hearst (2003), with room for small words.
    let words = u32::try_from((letters + 5).min(letters * 2) + 4).unwrap_or(u32::MAX);
    let mut start = end;
    let mut spaces = 0;
    while start > before.start && spaces < words {
        let i = start - 1;
        if matches!(cx.text(i), ";" | ":" | "?" | "!" | "." | "\u{2014}" | "|") || cx.text(i) == "(" && end - i < 3 {
            break;
        }
        spaces += u32::from(cx.has(i, Flags::SPACE));
        start = i;
    }
    if start == end {
        return None;
    }
    let window = cx.span(start..end);
    let text = cx.doc.text(window);
    // "interrupted aortic arch (IAA-B)": a letter behind the hyphen tells kinds of one thing apart.
    let stem = short.rsplit_once('-').filter(|(stem, end)| end.len() == 1 && stem.len() >= 3 && stem.chars().all(char::is_uppercase));
    let found = align::align(cx.lex, text, short, false).or_else(|| align::align(cx.lex, text, stem?.0, false))?;
    let long = text.get(found.start..)?;
    let sound = match kind {
        ShortKind::Capitals | ShortKind::Letter => true,
        ShortKind::Name => {
            // "P-glycoprotein (Pgp)" too.
            let compound = long.chars().nth(1) == Some('-') && short.starts_with(long.chars().next().unwrap_or(' '));
            (long.starts_with(char::is_lowercase) || compound) && long.split_whitespace().count() == 1
                || found.cost == 0 && long.split_whitespace().count() == letters
                // "Epsilometer test (E-test)"
                || short.contains('-') && short.rsplit_once('-').is_some_and(|(_, end)| long.ends_with(end))
        }
        ShortKind::Lower => found.cost <= 4 && long.split([' ', '-']).count() >= letters.min(2),
    };
    let repeats = long.split_whitespace().any(|w| w.trim_matches(|c: char| !c.is_alphanumeric()) == short);
    if !sound || repeats || long.chars().filter(|c| c.is_alphanumeric()).count() <= letters || crossing(long) {
        return None;
    }
    Some(TextSpan { start: window.start + u32::try_from(found.start).ok()?, end: window.end })
}

/// Whether a stretch opens or closes a bracket of a pair that it does not hold.
fn crossing(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return true;
        }
    }
    depth != 0
}

/// `ABC (Long Form)`: the short form stands before the brackets.
fn short_before(cx: &Cx<'_>, before: Range<u32>, inner: Range<u32>) -> Option<Definition> {
    let mut start = before.end.checked_sub(1)?;
    while start > before.start && cx.touches(start) {
        start -= 1;
    }
    while start < before.end && !cx.is_kind(start, crate::lexicon::TokenKind::Word) && !cx.is_kind(start, crate::lexicon::TokenKind::Number)
    {
        start += 1;
    }
    let mut end = before.end;
    while start < end && is_quote(cx.text(end - 1)) {
        end -= 1;
    }
    let short = start..end;
    let inner = strip(cx, inner);
    let kind = short_kind(cx, short.clone()).filter(|&k| matches!(k, ShortKind::Capitals | ShortKind::Lower) && !inner.is_empty())?;
    let span = cx.span(inner);
    let text = cx.doc.text(span);
    let written = cx.doc.text(cx.span(short.clone()));
    if text.chars().count() <= written.chars().count() + 2 || crossing(text) {
        return None;
    }
    let found = align::align(cx.lex, text, written, true)?;
    let sound = kind == ShortKind::Capitals || found.cost == 0 && text.split_whitespace().count() == written.chars().count();
    sound.then_some(Definition { short, long: span, misfit: None })
}

/// A definition that does not fit.
fn misfitting(
    cx: &Cx<'_>,
    before: Range<u32>,
    open: u32,
    short: Range<u32>,
    inner: &Range<u32>,
    counts: &uses::Counts<'_>,
) -> Option<Definition> {
    // "(LNSC, for its French name)" and the like give a reason of their own.
    if short.end != inner.end || short.start > inner.start + 2 {
        return None;
    }
    let one = |tokens: &Range<u32>| tokens.end - tokens.start == 1 && cx.has(tokens.start, Flags::UPPER);
    if one(&short) {
        let run = fit::title_run(cx, before.start, open);
        let text = cx.text(short.start);
        // "Intelligent Transportation Systems Deployment Analysis System (IDAS)" leaves words out from its first one on.
        let skips = fit::is_subsequence(cx, run.clone(), text);
        let misfit = fit::misfit(cx, run, text).filter(|_| !skips)?;
        return credible(cx, text, &misfit, counts).then(|| Definition {
            long: cx.span(misfit.tokens.clone()),
            short,
            misfit: Some(misfit),
        });
    }
    let last = open.checked_sub(1).filter(|&i| i >= before.start)?..open;
    let run = fit::title_run(cx, inner.start, inner.end);
    if !one(&last) || cx.has(last.start, Flags::MIXED) || run != *inner {
        return None;
    }
    let text = cx.text(last.start);
    let misfit = fit::misfit(cx, run.clone(), text).filter(|m| m.tokens == run).or_else(|| whole_mismatch(cx, run, text))?;
    credible(cx, text, &misfit, counts).then(|| Definition { long: cx.span(inner.clone()), short: last, misfit: Some(misfit) })
}

/// `MRC (Marine Salvage Service)`: a body's name with as many words as letters, the first of them right.
fn whole_mismatch(cx: &Cx<'_>, run: Range<u32>, short: &str) -> Option<Misfit> {
    let words: Vec<char> = run.clone().filter_map(|i| cx.text(i).chars().next()).collect();
    let letters: Vec<char> = short.chars().collect();
    let meant =
        letters.len() >= 3 && words.len() == letters.len() && words.first() == letters.first() && fit::ends_in_head(cx, run.clone());
    meant.then(|| Misfit { tokens: run, initials: words.iter().collect(), defect: fit::Defect::Letter })
}

/// Whether a misfit is a slip and not a short form with a life of its own: it is used here only, and no reader would know it,
/// or the document uses the one that fits.
fn credible(cx: &Cx<'_>, short: &str, misfit: &Misfit, counts: &uses::Counts<'_>) -> bool {
    let known = |s: &str| cx.lex.word(s).is_some_and(|id| cx.lex.is(id, Class::KnownAcronym));
    let odd = cx.lex.word(short).is_some_and(|id| cx.lex.is(id, Class::OddAcronym));
    let right_is_used = counts.of(&misfit.initials) > 0;
    let once = counts.of(short) <= 1 || counts.of(&misfit.initials) > counts.of(short);
    let sure = match misfit.defect {
        fit::Defect::Missing => right_is_used || known(&misfit.initials),
        fit::Defect::Extra => right_is_used && !known(&misfit.initials),
        fit::Defect::Order | fit::Defect::Letter => true,
    };
    sure && once && (right_is_used || !odd && !known(short))
}
