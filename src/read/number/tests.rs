//! The ranges behind the numbers, which the reader tables do not show.

use crate::document::{Document, Format};
use crate::lexicon::Lexicon;
use crate::read::read;
use crate::source::Source;
use crate::value::{Exact, Hedge};
use std::sync::Arc;

/// The first measure or number of a sentence: its least and greatest value and its hedge.
fn first(lexicon: &Lexicon, text: &str) -> (Option<String>, Option<String>, Hedge) {
    let mut document = Document::parse(Arc::new(Source::from_text("-", text.to_owned())), Format::Text, lexicon);
    let readings = read(&mut document, lexicon, None);
    let mut shown = readings.shown();
    let number = shown.find_map(|m| m.value.number().copied()).unwrap_or_else(|| panic!("no number in {text}"));
    let show = |e: Option<Exact>| e.map(|e| e.to_string());
    (show(number.range.lo), show(number.range.hi), number.hedge)
}

#[test]
fn rounding_and_hedges_make_ranges() {
    let lexicon = Lexicon::builtin().unwrap();
    let rows = [
        ("It cost $3.4 billion.", Some("3350000000"), Some("3450000000"), Hedge::Exact),
        ("It cost $3 million.", Some("2500000"), Some("3500000"), Hedge::Exact),
        ("It cost £40m.", Some("39500000"), Some("40500000"), Hedge::Exact),
        ("It cost $1.50.", Some("1.5"), Some("1.5"), Hedge::Exact),
        ("Some 33% agreed.", Some("29.7"), Some("36.3"), Hedge::About),
        ("It was 33% then.", Some("32.5"), Some("33.5"), Hedge::Exact),
        ("It was 5.5 percent.", Some("5.45"), Some("5.55"), Hedge::Exact),
        ("We saw 1,300 people.", Some("1300"), Some("1300"), Hedge::Exact),
        ("We saw about 8 cats.", Some("7.2"), Some("8.8"), Hedge::About),
        ("We saw nearly 400 cats.", Some("360"), Some("400"), Hedge::Nearly),
        ("We saw just over 400 cats.", Some("400"), Some("440"), Hedge::AtLeast),
        ("We saw more than 400 cats.", Some("400"), None, Hedge::AtLeast),
        ("We saw at least a dozen cats.", Some("12"), None, Hedge::AtLeast),
        ("We saw no more than 12 cats.", None, Some("12"), Hedge::AtMost),
        ("We saw no fewer than 12 cats.", Some("12"), None, Hedge::AtLeast),
        ("We saw up to 12 cats.", None, Some("12"), Hedge::AtMost),
        ("We saw as many as 12 cats.", None, Some("12"), Hedge::AtMost),
        ("We saw 30 or so cats.", Some("27"), Some("33"), Hedge::About),
        ("We saw 30-odd cats.", Some("27"), Some("33"), Hedge::About),
        ("We saw 50 cats or more.", Some("50"), None, Hedge::AtLeast),
        ("We saw 50-plus cats.", Some("50"), None, Hedge::AtLeast),
        ("We saw 50+ cats.", Some("50"), None, Hedge::AtLeast),
        ("We added five plus two.", Some("5"), Some("5"), Hedge::Exact),
        ("We saw an estimated 50 cats.", Some("45"), Some("55"), Hedge::About),
        ("We drove roughly 50 miles.", Some("45"), Some("55"), Hedge::About),
        ("It was minus 1.5 degrees Celsius.", Some("-1.55"), Some("-1.45"), Hedge::Exact),
        ("Dozens came.", Some("24"), Some("1200"), Hedge::Vague),
        ("They bid $26 and $31 million.", Some("26"), Some("26500000"), Hedge::Exact),
    ];
    for (text, lo, hi, hedge) in rows {
        assert_eq!(first(&lexicon, text), (lo.map(str::to_owned), hi.map(str::to_owned), hedge), "{text}");
    }
}
