//! Quotations and speakers of short texts.

use crate::document::{Document, Format};
use crate::lexicon::{Class, Lexicon};
use crate::source::Source;
use std::sync::Arc;

/// Each quotation with its speaker: `words <- speaker`, `words` where none is named, `…` behind one that is not closed.
fn quotes(text: &str) -> Vec<String> {
    let mut lexicon = Lexicon::builtin().unwrap();
    for verb in ["said", "told", "asked"] {
        lexicon.add(Class::Reporting, verb);
    }
    let document = Document::parse(Arc::new(Source::from_text("a.txt", text.to_owned())), Format::Text, &lexicon);
    let line = |q: &crate::document::Quote| {
        let open = if q.closed { "" } else { "…" };
        let speaker = q.speaker.map(|s| format!(" <- {}", document.text(s))).unwrap_or_default();
        format!("{}{open}{speaker}", document.text(q.text))
    };
    document.quotes.iter().map(line).collect()
}

#[test]
fn marks_pair() {
    assert_eq!(quotes("A “big” and a \"small\" one."), ["big", "small"]);
    assert_eq!(quotes("The ‘inner’ circle of ‘dogs’ and 'cats'."), ["inner", "dogs", "cats"]);
    assert_eq!(quotes("“He called it ‘a day’ then,” and left."), ["He called it ‘a day’ then,", "a day"]);
    assert_eq!(quotes("He wrote ``I did not'' in his notes."), ["I did not"]);
}

#[test]
fn apostrophes_do_not_pair() {
    for text in [
        "The '90s and rock 'n' roll.",
        "The dogs' bowls and the cats' toys.",
        "He is 6'2\" tall.",
        "It's the boss’s and the bosses’ job.",
        "Get ’em, the ‘90s are over.",
    ] {
        assert_eq!(quotes(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_open_mark_quotes_only_if_the_next_paragraph_opens_again() {
    assert_eq!(quotes("“First part is long.\n\n“Second part is longer.”"), ["First part is long.…", "Second part is longer."]);
    assert_eq!(quotes("“First part is long.\n\nSecond part is longer."), Vec::<String>::new());
}

#[test]
fn speakers_stand_beside_reporting_verbs() {
    assert_eq!(quotes("“It is late,” said Ann Lee."), ["It is late, <- Ann Lee"]);
    assert_eq!(quotes("“It is late,” Ann Lee said."), ["It is late, <- Ann Lee"]);
    assert_eq!(quotes("“It is late,” said spokeswoman Ann Lee, who left."), ["It is late, <- Ann Lee"]);
    assert_eq!(quotes("“It is late,” he said. “It rains.”"), ["It is late, <- he", "It rains. <- he"]);
    assert_eq!(quotes("“It is late,” the minister said."), ["It is late, <- the minister"]);
    assert_eq!(quotes("“It is late,” Ann Lee, a nurse, said."), ["It is late, <- Ann Lee"]);
    assert_eq!(quotes("Ann Lee said: “It is late.”"), ["It is late. <- Ann Lee"]);
    assert_eq!(quotes("Mr. Lee told reporters, \"It is late.\""), ["It is late. <- Mr. Lee"]);
    assert_eq!(quotes("Ann Lee recently said “no” to it."), ["no <- Ann Lee"]);
    for text in ["Cities are “smart” these days.", "Your team can say “smart” now.", "They told us how “smart” it was."] {
        assert_eq!(quotes(text), ["smart"], "{text}");
    }
}
