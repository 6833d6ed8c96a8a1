//! GitHub's annotations: the runner reads back what was meant.

use super::runner::{Command, second_form};
use factlint::report::github::{Annotation, Spot};
use proptest::prelude::*;

/// Texts that are made of what the runner's syntax is made of, and any other.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("%".to_owned()),
        Just("%25".to_owned()),
        Just("%0A".to_owned()),
        Just("%3A".to_owned()),
        Just(":".to_owned()),
        Just("::".to_owned()),
        Just(",".to_owned()),
        Just("=".to_owned()),
        Just("\r".to_owned()),
        Just("\n".to_owned()),
        Just(" ".to_owned()),
        Just("::error file=x,line=1::y".to_owned()),
        Just("##[error]".to_owned()),
        any::<char>().prop_map(String::from),
        "[a-z0-9]{1,3}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn meant(a: &Annotation<'_>) -> Command {
    let mut properties = vec![("title".to_owned(), a.title.to_owned())];
    if let Some(spot) = a.place {
        properties.push(("file".to_owned(), spot.file.to_owned()));
        properties.push(("line".to_owned(), spot.lines.0.to_string()));
        properties.push(("endLine".to_owned(), spot.lines.1.to_string()));
        if let Some((first, last)) = spot.columns {
            properties.push(("col".to_owned(), first.to_string()));
            properties.push(("endColumn".to_owned(), last.to_string()));
        }
    }
    Command { name: a.level.to_owned(), properties: properties.into_iter().collect(), data: a.message.to_owned() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_is_read(
        title in text(), file in text(), message in text(), lines in any::<(u32, u32)>(), columns in any::<Option<(u32, u32)>>(),
    ) {
        let annotation = Annotation { level: "error", title: &title, place: Some(Spot { file: &file, lines, columns }), message: &message };
        let line = annotation.command();
        prop_assert!(!line.contains(['\n', '\r']));
        prop_assert_eq!(second_form(&line), Some(meant(&annotation)));
    }
}
