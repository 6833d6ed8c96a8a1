//! Sentences of short texts, one a line.

use crate::document::{Document, Format};
use crate::lexicon::{Class, Flags, Lexicon};
use crate::source::Source;
use std::sync::Arc;

fn parse(text: &str) -> (Document, Lexicon) {
    let mut lexicon = Lexicon::builtin().unwrap();
    lexicon.add(Class::Reporting, "said");
    (Document::parse(Arc::new(Source::from_text("a.txt", text.to_owned())), Format::Text, &lexicon), lexicon)
}

fn sentences(text: &str) -> Vec<String> {
    let (document, _) = parse(text);
    document.sentences.iter().map(|s| document.text(s.text).to_owned()).collect()
}

/// Checks that a text with its sentence bounds written as ` | ` is cut there and nowhere else.
fn check(marked: &str) {
    let want: Vec<&str> = marked.split(" | ").collect();
    assert_eq!(sentences(&want.join(" ")), want);
}

#[test]
fn stops_end_sentences() {
    check("It rained. | Nobody came! | Why was that? | We asked.");
    check("She left at 5.30 with $1.5 million. | He stayed.");
    check("He said “no.” | Then he left.");
    check("It was late (very late.) | We went home.");
    check("That is the end.[1] | The rest is new.");
}

#[test]
fn abbreviations_do_not_end_sentences() {
    check("Mr. Lee met Dr. Ann Day in St. Louis on Jan. 5. | They spoke.");
    check("J. R. R. Tolkien wrote it. | Others read it.");
    check("The U.S. Army left. | It was 3 p.m. Monday in Washington, D.C., when it did.");
    check("They work at Acme Corp. and Widget Inc. said so.");
    check("She lives in the U.S. | The rest do not.");
    check("He arrived at 5 p.m. | Nobody knew him.");
    check("They bought Acme Inc. | Shareholders were glad.");
    check("Take vitamin C. | The rest is up to you.");
    check("Compare Smith v. The Crown with it.");
    check("It is about 5 qtrs. from here.");
}

#[test]
fn broken_copy_shows() {
    check("He is Asia’s top official. | from the East to the Department.");
    check("They met in the South Sea. . | Security is next.");
    check("It was open as of last week. , and there might be more. | We wait.");
}

#[test]
fn quoted_questions_go_on() {
    check("“Really?” he asked. | “Yes!” Ann Lee said.");
    check("\"Is it true?\" asked Lee. | It was.");
    check("“Is that all?” | The room fell silent.");
}

#[test]
fn ellipses() {
    check("Well… it depends. | So… | Nothing came.");
    check("He said the … Treaty was dead. | It was not.");
    check("They waited . . . and waited. | Then it came.");
}

#[test]
fn first_words_are_flagged() {
    let (document, _) = parse("“Go,” he said. He added: “The rest follow.” 40 men left.");
    let first: Vec<_> =
        (0..).zip(&document.tokens).filter(|(_, t)| t.flags.has(Flags::FIRST)).map(|(i, _)| document.token_text(i)).collect();
    assert_eq!(first, ["Go", "He", "The", "40"]);
}

#[test]
fn datelines_and_run_in_questions_are_display() {
    let (document, _) = parse("BEIJING (AP) — The talks began. Will they last? Nobody knows. NATO — the alliance — is silent.");
    let display: Vec<_> = document.sentences.iter().filter(|s| s.display).map(|s| document.text(s.text)).collect();
    assert_eq!(display, ["BEIJING (AP) —", "Will they last?"]);
    assert!(sentences("LONDON, June 3 — It rained.").starts_with(&["LONDON, June 3 —".to_owned()]));
    assert_eq!(sentences("NATO — the alliance — is silent.").len(), 1);
}
