//! Clusters: which mentions of a text are one person.

use crate::document::{Document, Format};
use crate::lexicon::Lexicon;
use crate::read::{Kind, read};
use crate::source::Source;
use crate::value::Value;
use std::sync::Arc;

/// Each mention with the number of its person, `?` behind an ambiguous one.
fn clusters(lexicon: &Lexicon, text: &str) -> String {
    let mut document = Document::parse(Arc::new(Source::from_text("-", text.to_owned())), Format::Text, lexicon);
    let readings = read(&mut document, lexicon, None);
    let people = readings.shown().filter(|m| m.kind == Kind::Person);
    let shown = people.filter_map(|m| match &m.value {
        Value::Person(p) => Some(format!("{} {}{}", document.text(m.span), p.entity, if p.ambiguous { "?" } else { "" })),
        _ => None,
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn short_forms_join_the_person_they_mean() {
    let lexicon = Lexicon::builtin().unwrap();
    let cases = [
        ("Ann Lee met Otto Vance. Lee laughed. Mr. Vance left with Ms. Lee.", "Ann Lee 0, Otto Vance 1, Lee 0, Vance 1, Lee 0"),
        (
            "William Strand joined. Bill Strand and W. Strand are one. Billy Strand too.",
            "William Strand 0, Bill Strand 0, W. Strand 0, Billy Strand 0",
        ),
        ("Edgar Quist and Lena Quist own a boat. Mr. Quist steers; Ms. Quist mends.", "Edgar Quist 0, Lena Quist 1, Quist 0, Quist 1"),
        ("Owen Thackeray and Martin Thackeray came. Thackeray left.", "Owen Thackeray 0, Martin Thackeray 1, Thackeray 2?"),
        ("Owen Thackeray came.\n\nMartin Thackeray stayed. Thackeray slept.", "Owen Thackeray 0, Martin Thackeray 1, Thackeray 1"),
        ("Martin Hale Sr. died. Martin Hale Jr. inherited.", "Martin Hale Sr. 0, Martin Hale Jr. 1"),
        ("Xi Jinping spoke. Mr. Xi smiled.", "Xi Jinping 0, Xi 0"),
        ("Magdalena Sorensky came. Ms. Sorenski left.", "Magdalena Sorensky 0, Sorenski 1"),
        ("Orla Blinken spoke. Reporters asked Blinkens about it.", "Orla Blinken 0, Blinkens 0"),
        ("Avery Quist pays. Mr. Quist is late. Ms. Quist is early.", "Avery Quist 0, Quist 0, Quist 0"),
        ("Sir Robin Ashdale came. They asked Dame Robin.", "Robin Ashdale 0, Robin 0"),
        ("Vera Stoll sails. Vera is tired.", "Vera Stoll 0, Vera 0"),
        ("Pieter van der Berg came. Mr. van der Berg left.", "Pieter van der Berg 0, van der Berg 0"),
        ("Karin Andersen met Lars Anderssen.", "Karin Andersen 0, Lars Anderssen 1"),
        ("Gabriel Ruiz Molina wrote. Ruiz Molina was 30. Mr. Ruiz is dead.", "Gabriel Ruiz Molina 0, Ruiz Molina 0, Ruiz 0"),
    ];
    for (text, expected) in cases {
        assert_eq!(clusters(&lexicon, text), expected, "{text}");
    }
}
