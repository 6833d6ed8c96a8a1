//! One quantity told twice.

use super::super::amounts::{self, Amount, Amounts, Measure};
use super::super::{Claim, Cx, Kind, Readings, Spot, np};
use super::{deeds, sizes};
use crate::document::TextSpan;
use crate::lexicon::{Class, TokenKind};
use crate::value::{Exact, Hedge, Value};
use std::ops::Range;

/// A figure with the thing that it is of.
#[expect(clippy::struct_excessive_bools, reason = "facts about a figure that do not exclude one another")]
struct Figure {
    span: TextSpan,
    value: Value,
    measure: Measure,
    nominal: Exact,
    /// Modifiers and head, singular.
    noun: Vec<String>,
    /// Taken up as known: "the $2.7 million footbridge".
    definite: bool,
    /// The noun directly behind the figure as one thing: "a $7.2 million footbridge".
    single: bool,
    sentence: u32,
    /// "the budget of the parks office": of a part, perhaps.
    scoped: bool,
    /// In a sentence that says that a figure changed, or whose figure it is.
    guarded: bool,
    /// Said to have been put right, planned or of another: not even the same digits in another order are a slip.
    replaced: bool,
    /// Taken up by a word that leaves more doubt than "the": "our 3.2 million events", "all 221 steps", "the dividend of 14.2p".
    known: bool,
    /// What was done: "fine" of a sum that someone was fined, "destroyed" of caravans that were.
    deed: Option<String>,
    /// Told in lakh or crore.
    indian: bool,
    /// No noun but its unit: "the 46 billion litres the reservoir holds".
    bare: bool,
    /// Taken up by its owner, not by "the": "all of Ruskin's 3,200 maps".
    owned: bool,
    /// The size of a thing that is named before it: "the tower is 86 metres tall".
    size: bool,
    /// A place or a time of its own follows.
    placed: bool,
}

/// Words in a sentence that licence a second value.
#[rustfmt::skip]
const GUARDS: &[&str] = &[
    "revised", "raised", "lowered", "increased", "reduced", "initially", "originally", "budgeted", "planned", "proposed", "estimated", "estimate", "estimates", "projected",
    "earlier", "previous", "previously", "another", "other", "additional", "extra", "more", "second", "third", "different", "remaining", "up", "down", "updated", "corrected",
    "instead", "average", "per", "each", "half", "new", "rest", "least", "expected", "target", "compared", "cut", "grew", "rose", "fell", "now", "risen", "rising", "climbed", "toll", "later", "since", "grown", "become",
];

/// Those of [`GUARDS`] beside which figures with the same digits are two figures.
#[rustfmt::skip]
const REPLACED: &[&str] = &[
    "revised", "raised", "lowered", "increased", "reduced", "initially", "originally", "budgeted", "planned", "proposed", "estimated", "estimate", "estimates", "projected", "earlier",
    "previous", "previously", "another", "other", "additional", "extra", "second", "third", "different", "remaining", "updated", "corrected", "instead", "half", "rest", "target",
    "later", "since", "become", "former",
];

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &Readings, amounts: &Amounts, claims: &mut Vec<Claim>) {
    let mut figures: Vec<Figure> = Vec::new();
    let mut sums: Vec<Sum> = Vec::new();
    for (i, sentence) in cx.sentences_with(Spot::Figure) {
        let tokens = sentence.tokens.clone();
        let numbers = |t: u32| cx.is_kind(t, TokenKind::Number) || cx.is(t, Class::NumberWord);
        if sentence.display || !cx.spots_in(tokens.clone(), Spot::Figure).any(numbers) {
            continue;
        }
        for amount in amounts.of(i).iter().filter(|a| !a.when) {
            let sum = measure(&amount.value)
                .filter(|m| matches!(m, Measure::Money(_) | Measure::Quantity(_)))
                .zip(amounts::nominal(&amount.value));
            sums.extend(sum.map(|(measure, nominal)| Sum {
                span: amount.span,
                value: amount.value.clone(),
                measure,
                nominal,
                sentence: i,
            }));
            figures.extend(figure(cx, out, amount, &tokens, i));
        }
    }
    for (k, second) in figures.iter().enumerate() {
        if !second.definite || second.guarded {
            let other = || {
                scaled(&sums, second)
                    .filter(|_| second.definite && second.bare && !second.replaced)
                    .map(|s| (s.span, &s.value, "scale-loose"))
            };
            let first = slipped(&figures, k).map(|(first, how)| (first.span, &first.value, how)).or_else(other);
            claims.extend(first.map(|(span, value, how)| pair((span, value), second, how)));
            continue;
        }
        // "settled for a 14-story one": the second value was told before, of something that is not named again.
        let known = figures.iter().take(k).any(|f| {
            f.measure == second.measure
                && f.nominal == second.nominal
                && (f.noun.first() == second.noun.first() || second.noun.first().is_some_and(|n| n == "death toll"))
        });
        let told = || sums.iter().any(|s| s.span.start < second.span.start && s.measure == second.measure && s.nominal == second.nominal);
        if known || second.deed.is_some() && told() {
            continue;
        }
        let earlier = figures.iter().take(k).filter(|f| f.sentence != second.sentence && is_one(f, second));
        let mut values: Vec<&Figure> = Vec::new();
        for f in earlier {
            if !values.iter().any(|v| v.nominal == f.nominal) {
                values.push(f);
            }
        }
        if values.is_empty()
            && let Some(first) = scaled(&sums, second)
        {
            claims.push(pair((first.span, &first.value), second, "scale-loose"));
            continue;
        }
        if values.is_empty()
            && let Some((first, how)) = slipped(&figures, k)
        {
            claims.push(pair((first.span, &first.value), second, how));
            continue;
        }
        let [first] = values.as_slice() else { continue };
        if first.guarded
            && !first.replaced
            && let Some((first, how)) = slipped(&figures, k)
        {
            claims.push(pair((first.span, &first.value), second, how));
            continue;
        }
        if first.guarded
            || first.size && second.placed
            || first.nominal == second.nominal
            || first.scoped != second.scoped && first.measure != Measure::Count
        {
            continue;
        }
        let Some(how) = how(first, second).filter(|h| !second.owned || matches!(*h, "digits" | "scale")) else { continue };
        claims.push(pair((first.span, &first.value), second, how));
    }
}

/// An earlier figure of the same thing with the digits in another order or with another scale word, where the later one is taken up in a way
/// that leaves some doubt. Chance seldom does that; a figure told twice already, or with a third value, does.
fn slipped(figures: &[Figure], k: usize) -> Option<(&Figure, &'static str)> {
    // Of small counts there are many: "the thirteen states … all thirty-one states".
    let large = |f: &Figure| f.measure != Measure::Count || f.nominal >= Exact::int(100);
    let second = figures.get(k).filter(|f| (f.known || f.definite) && !f.replaced && !f.bare && large(f))?;
    let earlier = || figures.iter().take(k).filter(|f| f.sentence != second.sentence && (is_one(f, second) || is_people(f, second)));
    if figures.iter().any(|f| f.measure == second.measure && f.nominal == second.nominal && f.span.start < second.span.start) {
        return None;
    }
    earlier().find_map(|first| {
        let how = how(first, second).filter(|how| matches!(*how, "scale" | "digits"))?;
        (!first.replaced && (how == "digits" || first.scoped == second.scoped)).then_some((first, how))
    })
}

/// "640 people … all 460 evacuees": people, and a word for them.
fn is_people(a: &Figure, b: &Figure) -> bool {
    let head = |f: &Figure| f.noun.last().cloned().unwrap_or_default();
    let (first, second) = (head(a), head(b));
    let person = |w: &str| matches!(w, "person" | "man" | "woman" | "child");
    let named = |w: &str| w.len() > 5 && ["ee", "er", "or", "ant", "ent", "ist", "victim", "guest"].iter().any(|e| w.ends_with(e));
    a.measure == Measure::Count
        && b.measure == Measure::Count
        && b.noun.len() == 1
        && (person(&first) && named(&second) || named(&first) && person(&second))
}

/// A sum of money or a quantity, whatever it is of.
struct Sum {
    span: TextSpan,
    value: Value,
    measure: Measure,
    nominal: Exact,
    sentence: u32,
}

/// So many sums before one are looked at for the same digits.
const MOST_BEFORE: usize = 40;

/// The earlier sum with the digits of one that is taken up with "the" and another scale word: "$640 million … the $640 billion order". Of round
/// sums there are many, and a sum that was told before as it is now is another one.
fn scaled<'a>(sums: &'a [Sum], figure: &Figure) -> Option<&'a Sum> {
    let digits = |n: Exact| n.decimal().chars().filter(char::is_ascii_digit).collect::<String>().trim_matches('0').chars().count();
    let before = sums.partition_point(|s| s.span.start < figure.span.start);
    let near = sums.get(before.saturating_sub(MOST_BEFORE)..before).unwrap_or(&[]);
    let alike = |s: &&Sum| s.measure == figure.measure;
    if !figure.single || digits(figure.nominal) < 2 || near.iter().filter(alike).any(|s| s.nominal == figure.nominal) {
        return None;
    }
    near.iter().filter(alike).find(|s| {
        let (low, high) = if s.nominal < figure.nominal { (s.nominal, figure.nominal) } else { (figure.nominal, s.nominal) };
        s.sentence != figure.sentence && high.div(low) == Some(Exact::int(1000))
    })
}

fn pair(first: (TextSpan, &Value), second: &Figure, how: &str) -> Claim {
    Claim::new("figure-pair", second.span)
        .with_implied("noun", Value::Text(second.noun.join(" ")))
        .with("first", first.0, first.1.clone())
        .with("second", second.span, second.value.clone())
        .with_implied("how", Value::Text(how.to_owned()))
}

/// Whether two figures are of one thing: same measure, same head, and no modifier that the other lacks on both sides.
fn is_one(a: &Figure, b: &Figure) -> bool {
    if a.bare || b.bare {
        return false;
    }
    let within = |x: &[String], y: &[String]| x.iter().all(|w| y.contains(w));
    // What follows the noun may be read as part of it: "the $2.7 million footbridge leads nowhere".
    let longer = (a.single || b.single) && (a.noun.starts_with(&b.noun) || b.noun.starts_with(&a.noun));
    a.measure == b.measure && (longer || a.noun.last() == b.noun.last() && (within(&a.noun, &b.noun) || within(&b.noun, &a.noun)))
}

fn how(a: &Figure, b: &Figure) -> Option<&'static str> {
    let (low, high) = if a.nominal < b.nominal { (a.nominal, b.nominal) } else { (b.nominal, a.nominal) };
    let ratio = high.div(low)?;
    if ratio == Exact::int(1000) || ratio == Exact::int(1_000_000) || ratio == Exact::int(100) && a.indian && b.indian {
        return Some("scale");
    }
    if a.noun.last().is_some_and(|n| n == "death toll") {
        return Some("toll");
    }
    let digits = |n: Exact| {
        let mut d: Vec<char> = n.decimal().chars().filter(char::is_ascii_digit).collect();
        d.sort_unstable();
        d
    };
    let many = |n: Exact| n.decimal().trim_end_matches('0').chars().filter(char::is_ascii_digit).count() >= 2;
    let swapped = digits(low) == digits(high) && many(low) && many(high) && ratio < Exact::int(10);
    if swapped {
        return Some("digits");
    }
    // Fewer may be some of them: "the 12 caravans destroyed beyond repair".
    if a.deed.is_some() && a.deed == b.deed && (a.measure != Measure::Count || a.nominal < b.nominal) {
        return Some("deed");
    }
    let named = a.measure == Measure::Count && a.noun == b.noun && a.noun.len() >= 2;
    (a.single && b.single || named).then_some("value")
}

/// The figure of an amount, if it says of what.
fn figure(cx: &Cx<'_>, out: &Readings, amount: &Amount, sentence: &Range<u32>, index: u32) -> Option<Figure> {
    let number = amount.value.number();
    let exact = number.is_none_or(|n| n.hedge == Hedge::Exact);
    let measure = measure(&amount.value).filter(|m| !matches!(m, Measure::Percent | Measure::Points))?;
    let money = matches!(measure, Measure::Money(_));
    let nominal = amounts::nominal(&amount.value).filter(|n| exact && (*n > Exact::ONE || money && *n > Exact::ZERO))?;
    let start = amount.tokens.start;
    let before = |n: u32| start.checked_sub(n).filter(|&t| t >= sentence.start).map_or("", |t| cx.folded(t));
    let end = amount.tokens.end + u32::from(amount.compound);
    let owned = matches!(before(1), "its" | "their" | "his" | "her" | "our" | "'s" | "\u{2019}s" | "\u{2019}" | "all");
    let definite = owned || matches!(before(1), "the" | "this" | "that" | "those" | "these");
    let article = matches!(before(1), "a" | "an");
    let toll = matches!(before(1), "killed" | "killing")
        || matches!(cx.folded(end), "deaths" | "dead" | "fatalities")
        || definite && !owned && cx.folded(end) == "victims";
    let taken = || cx.doc.text(amount.span).split(' ').next_back().unwrap_or_default().to_owned();
    let (mut bare, mut of_known) = (false, false);
    // What more was done may be told of others, too: only digits that are swapped speak for one figure.
    let wider = definite && measure == Measure::Count && deeds::is_wider(cx, end, sentence);
    let deed = deeds::at(cx, amount, sentence, end);
    let owned = owned || wider && deed.is_some();
    let deed = deed.filter(|_| !wider);
    let sized = sizes::thing(cx, amount, sentence).filter(|_| matches!(measure, Measure::Quantity(_)));
    let size = sized.is_some();
    let done = deed.as_deref().filter(|_| matches!(measure, Measure::Money(_)));
    let (noun, single): (Vec<String>, bool) = if let Some(done) = done {
        (vec![done.to_owned()], article || definite)
    } else if toll && measure == Measure::Count {
        (vec!["death toll".to_owned()], false)
    } else if before(1) == "raised" && matches!(measure, Measure::Money(_)) || definite && cx.folded(end) == "raised" {
        (vec!["raised".to_owned()], false)
    } else if let Some(thing) = sized {
        (vec![thing], true)
    } else {
        let phrase = deeds::trimmed(cx, np::after(cx, end, sentence.end));
        if phrase.is_empty() {
            let named = stated(cx, start, sentence).map(|(n, the)| {
                of_known = the;
                n
            });
            let named = named.or_else(|| meant_for(cx, end, sentence));
            bare = named.is_none()
                && definite
                && matches!(measure, Measure::Quantity(_) | Measure::Money(_))
                && deeds::has_scale(cx, &amount.tokens);
            (named.or_else(|| bare.then(|| vec![taken()]))?, bare)
        } else {
            (words(cx, &phrase), article || definite)
        }
    };
    let counts = matches!(measure, Measure::Count);
    // Ages, durations and bare counts are told of many things; as a second value only a noun in the plural takes them up.
    if matches!(measure, Measure::Duration) || matches!(amount.value, Value::Age(_)) || amount.compound && counts && noun.len() < 2 {
        return None;
    }
    let scope = np::after(cx, end, sentence.end).end.max(end);
    // "the flyover for five years", "fined for a lie": no part of a whole.
    let lasts = cx.folded(scope) == "for" && out.within(scope..sentence.end.min(scope + 4), Kind::Duration).next().is_some();
    let scoped = matches!(cx.folded(scope), "of" | "for") && !lasts && done.is_none() && noun.first().is_none_or(|n| n != "raised");
    let at_first = (start.saturating_sub(5).max(sentence.start)..start).any(|t| cx.folded(t) == "first");
    let near = start.saturating_sub(8).max(sentence.start)..sentence.end.min(end + 8);
    // "killed 41 people in Orsa and six in Vell": each is a part of the toll.
    let parts = toll
        && out
            .within(start.saturating_sub(40).max(sentence.start)..sentence.end.min(start + 40), Kind::Number)
            .filter(|m| !m.inner && m.tokens.start != start)
            .any(|m| matches!(&m.value, Value::Number(n) if n.nominal < Exact::int(1500) && n.nominal > Exact::ZERO));
    let own = |t: u32| {
        noun.first().is_some_and(|n| n == "raised") && cx.folded(t) == "raised"
            || toll && cx.folded(t) == "each" && cx.folded(t + 1) == "of"
    };
    let clause = (end..sentence.end.min(end + 5)).any(|t| matches!(cx.folded(t), "who" | "that" | "which" | "not"));
    // "the 47 caravans destroyed at Orme": those of another fire, perhaps.
    let placed = definite && deeds::is_elsewhere(cx, out, end, sentence);
    let elsewhere = deed.is_some() && counts && placed;
    // "The town library's 3,200 maps": of an owner that was not spoken of.
    let strange = matches!(before(1), "'s" | "\u{2019}s" | "\u{2019}") && !is_known(cx, start.saturating_sub(2), sentence.start);
    let changed = before(1) == "from" || before(2) == "from" || cx.folded(end) == "from";
    let guarded = at_first
        || changed
        || parts
        || elsewhere
        || strange
        || clause && measure == Measure::Count
        || near
            .clone()
            .into_iter()
            .any(|t| GUARDS.contains(&cx.folded(t)) && !own(t) && !(cx.folded(t) == "up" && cx.folded(t + 1) == "to"));
    Some(Figure {
        span: amount.span,
        value: amount.value.clone(),
        measure,
        nominal,
        noun,
        definite,
        known: of_known
            || matches!(before(1), "all" | "our" | "its" | "their" | "his" | "her" | "both")
            || before(1) == "the" && before(2) == "all",
        replaced: at_first
            || changed
            || parts
            || elsewhere
            || clause && counts
            || near.into_iter().any(|t| REPLACED.contains(&cx.folded(t))),
        single: single && !counts,
        sentence: index,
        scoped,
        guarded,
        deed,
        indian: deeds::is_indian(cx, &amount.tokens),
        bare,
        owned,
        size,
        placed,
    })
}

/// How far back an owner may have been named.
const OWNER: u32 = 400;

/// Whether a word stands before a sentence, too.
fn is_known(cx: &Cx<'_>, word: u32, before: u32) -> bool {
    (before.saturating_sub(OWNER)..before).any(|t| cx.word(t) == cx.word(word))
}

/// What a figure measures: of quantities, the unit itself, for a kilometre is no slip for a thousand metres.
fn measure(value: &Value) -> Option<Measure> {
    match value {
        Value::Quantity(q) => Some(Measure::Quantity(q.unit.code.clone())),
        other => amounts::measure(other),
    }
}

fn words(cx: &Cx<'_>, phrase: &Range<u32>) -> Vec<String> {
    phrase.clone().filter(|&t| cx.is_kind(t, TokenKind::Word)).map(|t| np::singular(cx.folded(t))).collect()
}

/// "set aside $1.8 billion for the dam": what the sum is for.
fn meant_for(cx: &Cx<'_>, end: u32, sentence: &Range<u32>) -> Option<Vec<String>> {
    let the = end + 1;
    if cx.folded(end) != "for" || !matches!(cx.folded(the), "the" | "a" | "an") {
        return None;
    }
    let phrase = np::after(cx, the + 1, sentence.end);
    let mut noun = words(cx, &phrase);
    noun.insert(0, "for".to_owned());
    (noun.len() > 1).then_some(noun)
}

/// "backlog stood at $612 million", "a final dividend of 12.4p": the noun before the figure with its adjectives, and whether it is taken up
/// with "the".
fn stated(cx: &Cx<'_>, start: u32, sentence: &Range<u32>) -> Option<(Vec<String>, bool)> {
    let at = |n: u32| start.checked_sub(n).filter(|&t| t >= sentence.start);
    let (one, two) = (at(1)?, at(2)?);
    let noun = match (cx.folded(two), cx.folded(one)) {
        ("stood" | "stands", "at") => at(3)?,
        (_, "of" | "is" | "was" | "totaled" | "totalled") => two,
        _ => return None,
    };
    let plain = |t: u32| cx.is_kind(t, TokenKind::Word) && !cx.is_any(t, &[Class::Stop, Class::Be, Class::Have, Class::Modal]);
    if !plain(noun) {
        return None;
    }
    let first = (sentence.start..noun)
        .rev()
        .take_while(|&t| noun - t <= 3 && plain(t) && !np::is_function_word(cx.folded(t)))
        .last()
        .unwrap_or(noun);
    let the = first.checked_sub(1).filter(|&t| t >= sentence.start).is_some_and(|t| matches!(cx.folded(t), "the" | "this" | "that"));
    let words =
        if the || first.checked_sub(1).is_some_and(|t| matches!(cx.folded(t), "a" | "an")) { first..noun + 1 } else { noun..noun + 1 };
    Some((words.map(|t| np::singular(cx.folded(t))).collect(), the))
}
