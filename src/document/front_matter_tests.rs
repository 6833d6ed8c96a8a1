//! Front matter: keys, values, and the bytes under each value.

use super::*;
use crate::document::Format;

/// Each field as `key=value|bytes of the file`, then the text behind the front matter.
fn fields(text: &str) -> (Vec<String>, String) {
    let source = Source::from_text("a.md", text.to_owned());
    let mut builder = Builder::new(&source, Format::Markdown);
    let end = parse(&source, &mut builder);
    let line = |f: &crate::document::Field| format!("{}={}|{}", f.key, f.value, source.span_text(f.span).unwrap());
    (builder.metadata.fields.iter().map(line).collect(), text.get(end..).unwrap().to_owned())
}

#[test]
fn yaml_scalars_lists_and_blocks() {
    let (fields, body) = fields(
        "---\ntitle: 'It''s here: now' # note\nDate: 2023-06-18\nauthors:\n- Ann Lee\n- \"Bo Day\"\ntags: [a, 'b c']\nnested:\n  key: x\ndescription: >-\n  Long\n  text.\nempty:\nplain: one\n  two\nurl: http://x.y/z\n---\nBody",
    );
    let want = [
        "title=It's here: now|It''s here: now",
        "date=2023-06-18|2023-06-18",
        "authors=Ann Lee, Bo Day|Ann Lee\n- \"Bo Day",
        "tags=a, b c|a, 'b c",
        "description=Long text.|Long\n  text.",
        "plain=one two|one\n  two",
        "url=http://x.y/z|http://x.y/z",
    ];
    assert_eq!(fields, want);
    assert_eq!(body, "\nBody");
}

#[test]
fn toml_values() {
    let (fields, body) = fields(
        "\u{feff}+++\r\ntitle = \"A \\\"b\\\"\"\r\ndate = 2023-06-18T10:00:00Z\r\nauthors = ['x', \"y\"]\r\n[params]\r\nz = 1\r\n+++\r\nBody",
    );
    assert_eq!(fields, ["title=A \"b\"|A \\\"b\\\"", "date=2023-06-18T10:00:00Z|2023-06-18T10:00:00Z", "authors=x, y|x', \"y"]);
    assert_eq!(body, "\r\nBody");
}

#[test]
fn what_is_no_front_matter_is_left_alone() {
    for text in ["---js\na: 1\n---\n", "--- \n", "---\ntitle: x\n", "Text\n---\na: 1\n---\n", "", "+++", "---\n: :\n- - -\n\t\n{\n---"] {
        assert_eq!(fields(text).0, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn quoted_values_may_run_over_lines() {
    assert_eq!(fields("---\nd: \"One\n  two\"\ne: x\n---\n").0, ["d=One two|One\n  two", "e=x|x"]);
}
