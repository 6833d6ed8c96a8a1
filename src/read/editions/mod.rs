//! The title against the text below it: the number, version, date, count or sum that the title tells and the lead tells otherwise.
//!
//! Only what stands with the same word in both is compared ("Newsletter #371", "Tarn 1.4.2", "five injured"), and only where the
//! lead has one such thing. Words of an earlier one (previous, last week's) keep the reader silent.

mod counts;
mod direction;
mod measures;
mod polarity;
mod releases;

use super::form::{field, in_link, is_function, is_wordlike, text, words};
use super::{Claim, ClaimSchema, Cx, Kind, Mention, Readings};
use crate::document::{BlockKind, TextSpan};
use crate::lexicon::{TokenKind, WordId};
use crate::value::{Granularity, Value, Verdict};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Claims of this reader.
pub(super) const SCHEMAS: &[ClaimSchema] = &[
    ClaimSchema {
        name: "release-order",
        about: "Two releases of one series that stand one above the other in a log of changes, with their days.",
        fields: &[
            field("newer", "text", "the higher version"),
            field("newer_date", "date", "its day"),
            field("older", "text", "the lower version"),
            field("older_date", "date", "its day"),
        ],
    },
    ClaimSchema {
        name: "title-mismatch",
        about: "What the title tells in one way and the lead in another: \"Newsletter #371\" above \"discuss Newsletter #370\".",
        fields: &[
            field("title", "text", "as the title has it"),
            field("body", "text", "as the text has it"),
            field(
                "what",
                "text",
                "'number', 'version', 'older', 'later', 'date', 'count', 'money', 'percent', 'direction', 'decision', 'things' or 'measure'",
            ),
        ],
    },
];

/// Words whose number tells which one of a series a document is.
const SERIES: &[&str] = &[
    "newsletter",
    "issue",
    "episode",
    "edition",
    "volume",
    "part",
    "chapter",
    "season",
    "release",
    "version",
    "round",
    "lesson",
    "bulletin",
    "number",
    "no.",
    "week",
    "day",
    "report",
    "amendment",
    "stage",
    "heat",
    "session",
];
/// Words of another one of the series.
const OTHER: &[&str] = &[
    "previous",
    "previously",
    "last",
    "earlier",
    "preceding",
    "next",
    "following",
    "since",
    "after",
    "before",
    "from",
    "until",
    "upcoming",
    "postponed",
    "moved",
    "delayed",
    "originally",
    "instead",
    "older",
    "unlike",
    "than",
    "prior",
    "see",
    "series",
];
/// Words that tell readers to get a version.
const GET: &[&str] = &["get", "getting", "install", "installing", "to", "download", "downloading"];

/// Paragraphs in which a length, a weight or a time of the title is looked for.
const MEASURED: usize = 4;

/// A number with the word before it.
struct Labelled {
    word: String,
    number: String,
    span: TextSpan,
    token: u32,
}

impl Labelled {
    fn is_version(&self) -> bool {
        self.number.contains('.')
    }

    fn parts(&self) -> Vec<u64> {
        self.number.split('.').filter_map(|p| p.parse().ok()).collect()
    }
}

/// A place of the title, the place of the text that tells it otherwise, and what it is that they tell.
type Told = (TextSpan, TextSpan, &'static str);

/// Reads a document.
pub(super) fn read(cx: &Cx<'_>, out: &mut Readings) {
    releases::read(cx, out);
    // The title of the metadata, the first heading, or both.
    let display = cx.doc.blocks.iter().take_while(|b| b.kind != BlockKind::Paragraph);
    let titles: Vec<Range<u32>> =
        display.filter(|b| matches!(b.kind, BlockKind::Title | BlockKind::Heading(1))).map(|b| b.tokens.clone()).take(2).collect();
    // A log of changes has one heading of the first rank after the other: none is the title of what stands below another.
    if cx.doc.blocks.iter().filter(|b| b.kind == BlockKind::Heading(1)).take(3).count() > 2 {
        return;
    }
    let bodies = || cx.doc.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let measured: Vec<Range<u32>> = bodies().take(MEASURED).map(|b| b.tokens.clone()).collect();
    let Some(first) = bodies().next() else { return };
    // Two short paragraphs make a lead as well.
    let second = bodies().nth(1).filter(|b| first.sentences.len() + b.sentences.len() <= 3);
    let lead = first.tokens.start..second.unwrap_or(first).tokens.end;
    let mut found: Vec<Told> = Vec::new();
    for title in &titles {
        let titled = labelled(cx, title);
        found.extend(series(cx, &titled, &lead));
        found.extend(versions(cx, &titled, &lead));
        found.extend(dates(cx, out, title, &lead));
        found.extend(counts::casualties(cx, out, title, &lead));
        found.extend(counts::money(cx, out, title, &lead));
        found.extend(counts::percents(cx, out, title, &lead));
        found.extend(direction::direction(cx, out, title, &lead));
        found.extend(measures::things(cx, out, title, &lead));
        found.extend(measures::measure(cx, out, title, &measured));
        found.extend(polarity::polarity(cx, title, &lead));
    }
    found.dedup_by_key(|(_, body, _)| *body);
    for (title, body, what) in found {
        out.claims.push(
            Claim::new("title-mismatch", body)
                .with("title", title, words(cx, title))
                .with("body", body, words(cx, body))
                .with_implied("what", text(what)),
        );
    }
}

/// How many content words of so many letters or more two stretches share, each counted once.
fn shared(cx: &Cx<'_>, a: &Range<u32>, b: &Range<u32>, letters: usize) -> usize {
    let content = |tokens: &Range<u32>| -> FxHashSet<WordId> {
        let long = |i: u32| cx.text(i).chars().count() >= letters && cx.text(i).chars().all(char::is_alphabetic);
        tokens.clone().filter(|&i| is_wordlike(cx, i) && !is_function(cx, i) && long(i)).filter_map(|i| cx.word(i)).collect()
    };
    content(a).intersection(&content(b)).count()
}

/// The first sentence of the lead that is no dateline.
fn lead_sentence(cx: &Cx<'_>, lead: &Range<u32>) -> Option<Range<u32>> {
    let (number, _) = cx.doc.sentence_of(lead.start)?;
    let mut behind = cx.doc.sentences.iter().skip(number as usize).take_while(|s| s.tokens.start < lead.end);
    behind.find(|s| !s.display).map(|s| s.tokens.clone())
}

/// All words with a number behind them: "Newsletter #371", "Version 1.1.2", "Tarn v1.1.2".
fn labelled(cx: &Cx<'_>, tokens: &Range<u32>) -> Vec<Labelled> {
    tokens.clone().filter(|&i| cx.is_kind(i, TokenKind::Word)).filter_map(|i| label(cx, i, tokens.end)).collect()
}

fn label(cx: &Cx<'_>, i: u32, limit: u32) -> Option<Labelled> {
    let mut at = i + 1;
    let linked = matches!(cx.text(at), "#" | "№") || matches!(cx.folded(at), "no" | "no." | "number" | "version" | "v" | "v.");
    at += u32::from(linked && at < limit);
    // A version may be cut into several tokens: "1.22" and ".1".
    let end = (at + 1..limit).find(|&k| !cx.touches(k) || !cx.text(k).chars().all(|c| c.is_ascii_digit() || c == '.')).unwrap_or(limit);
    let raw = cx.doc.text(cx.span(at..end));
    let number = raw.strip_prefix(['v', 'V', '#']).unwrap_or(raw).trim_end_matches('.');
    let whole = !number.is_empty() && number.split('.').all(|p| !p.is_empty() && p.len() <= 6 && p.bytes().all(|b| b.is_ascii_digit()));
    let last = cx.span(at..end).start + u32::try_from(raw.trim_end_matches('.').len()).ok()?;
    let span = TextSpan { start: cx.span(i..i + 1).start, end: last };
    (whole && at < limit).then(|| Labelled { word: cx.folded(i).to_owned(), number: number.to_owned(), span, token: i })
}

/// Whether a place speaks of another one of the series.
fn of_another(cx: &Cx<'_>, token: u32) -> bool {
    let Some((_, s)) = cx.doc.sentence_of(token) else { return true };
    s.tokens.clone().any(|i| OTHER.contains(&cx.folded(i)))
}

/// Whether a place speaks of a day that was changed or is another one's.
fn is_moved(cx: &Cx<'_>, token: u32) -> bool {
    const MOVED: &[&str] = &[
        "postponed",
        "moved",
        "delayed",
        "originally",
        "previous",
        "previously",
        "last",
        "earlier",
        "instead",
        "from",
        "since",
        "until",
        "rescheduled",
    ];
    cx.doc.sentence_of(token).is_none_or(|(_, s)| s.tokens.clone().any(|i| MOVED.contains(&cx.folded(i))))
}

fn series<'a>(cx: &'a Cx<'_>, titled: &'a [Labelled], lead: &Range<u32>) -> Option<Told> {
    let mut own = titled.iter().filter(|t| !t.is_version() && SERIES.contains(&t.word.as_str()));
    let title = own.next().filter(|_| own.next().is_none())?;
    let told = labelled(cx, lead);
    let mut same = told.iter().filter(|l| l.word == title.word && !l.is_version());
    // "[Co-locating, part 1](…)" is the title of another part.
    let elsewhere = |l: &Labelled| matches!(l.word.as_str(), "part" | "chapter" | "lesson") && in_link(cx, l.span);
    let other = same.next().filter(|l| l.number != title.number && !of_another(cx, l.token) && !elsewhere(l))?;
    same.next().is_none().then_some((title.span, other.span, "number"))
}

fn versions(cx: &Cx<'_>, titled: &[Labelled], lead: &Range<u32>) -> Vec<Told> {
    let mut own = titled.iter().filter(|t| t.is_version());
    let Some(title) = own.next().filter(|_| own.next().is_none()) else { return Vec::new() };
    let of_it = |l: &Labelled| l.is_version() && (l.word == title.word || l.word == "version") && l.parts().len() == title.parts().len();
    let told = labelled(cx, lead);
    let mut same = told.iter().filter(|l| of_it(l));
    let there = told.iter().any(|l| l.number == title.number);
    if let Some(other) = same.next().filter(|l| !there && l.number != title.number && !of_another(cx, l.token)) {
        return vec![(title.span, other.span, "version")];
    }
    if let Some(later) = later(cx, title) {
        return vec![(title.span, later.span, "later")];
    }
    // "getting Tarn 1.4.1" in the announcement of 1.4.2.
    let all = labelled(cx, &(lead.start..cx.len()));
    let told = |l: &&Labelled| l.token.checked_sub(1).is_some_and(|b| GET.contains(&cx.folded(b)));
    let to = |l: &&Labelled| {
        let before = |n: u32| l.token.checked_sub(n).map_or("", |b| cx.folded(b));
        before(1) != "to" || matches!(before(2), "upgrade" | "upgrading" | "update" | "updating")
    };
    let older = all.iter().filter(|l| l.word == title.word && of_it(l) && l.parts() < title.parts()).filter(told).find(to);
    older.map(|l| (title.span, l.span, "older")).into_iter().collect()
}

/// "deprecated since version 5.6" in the notes for 5.4.0: what is told as over happened in a version that is still to come.
fn later(cx: &Cx<'_>, title: &Labelled) -> Option<Labelled> {
    let notes = |t: u32| matches!(cx.folded(t), "release" | "released" | "notes" | "changelog" | "changes" | "new");
    let titled = cx.doc.sentence_of(title.token).is_some_and(|(_, s)| s.tokens.clone().any(notes));
    let version = |i: u32| matches!(cx.folded(i), "version" | "release");
    // Only what has been so since then is told of the thing itself: "introduced in version 2" is often another program's.
    let told = |i: u32| {
        let near = (i.saturating_sub(12)..i.saturating_sub(1)).rev().take_while(|&t| !matches!(cx.text(t), "." | ";" | ":"));
        let (mut has, mut ahead) = (false, false);
        for t in near {
            has |= matches!(cx.folded(t), "has" | "have" | "deprecated");
            ahead |= matches!(cx.folded(t), "will" | "be" | "planned" | "would" | "until" | "not");
        }
        i.checked_sub(1).is_some_and(|b| cx.folded(b) == "since") && has && !ahead
    };
    let mut numbers = (0..cx.len()).filter(|&i| titled && cx.is_kind(i, TokenKind::Word) && version(i) && told(i));
    numbers.find_map(|i| {
        let l = label(cx, i, cx.sentence_end(i)).filter(|l| l.is_version() && l.token != title.token)?;
        // "version 5.6 of the driver" is of something else.
        let end = cx.doc.token_at(l.span.end);
        (l.parts() > title.parts() && cx.folded(end) != "of" && !cx.doc.is_quoted(i)).then_some(l)
    })
}

/// One day in the title and another one in the lead, where the text has the day of the title again further down.
fn dates(cx: &Cx<'_>, out: &Readings, title: &Range<u32>, lead: &Range<u32>) -> Option<Told> {
    let days = |tokens: Range<u32>| -> Vec<&Mention> {
        let day = |m: &&Mention| !m.inner && matches!(&m.value, Value::Date(d) if d.granularity == Granularity::Day);
        out.within(tokens, Kind::Date).filter(day).collect()
    };
    let (titled, told) = (days(title.clone()), days(lead.clone()));
    let ([own], [other]) = (titled.as_slice(), told.as_slice()) else { return None };
    let (Value::Date(a), Value::Date(b)) = (&own.value, &other.value) else { return None };
    let again = days(lead.end..cx.len()).iter().any(|m| matches!(&m.value, Value::Date(d) if a.equals(d) == Verdict::Yes));
    // "Museum to open on 4 May" above "will open on 14 May": one verb right before both.
    let verb =
        |m: &Mention| m.tokens.start.checked_sub(2).filter(|&v| cx.folded(v + 1) == "on").map(|v| cx.folded(v).trim_end_matches('s'));
    let again = again || verb(own).is_some_and(|v| v.len() > 3 && verb(other) == Some(v));
    (a.equals(b) == Verdict::No && again && !is_moved(cx, other.tokens.start)).then_some((own.span, other.span, "date"))
}
