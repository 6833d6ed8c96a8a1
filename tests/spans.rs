//! Whatever the input, parsing ends without a panic, every span lies in the file on character boundaries, text that stands in
//! the file as it is maps to the same bytes, and the kind of line end changes no token.
#![expect(clippy::unwrap_used, reason = "a test")]

use factlint::document::{Document, Format};
use factlint::lexicon::{Lexicon, OBJECT};
use factlint::source::Source;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());

const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::Rst, Format::AsciiDoc];

fn parse(text: &str, format: Format) -> Document {
    Document::parse(Arc::new(Source::from_text("a.mdx", text.to_owned())), format, &LEXICON)
}

/// Bits of articles and of markup, to be strung together.
fn bit() -> impl Strategy<Value = String> {
    let bits = [
        "Ann Lee said ",
        "on June 18, 2023. ",
        "“It is late,” ",
        "\"Go!\" ",
        "‘so’ ",
        "the dogs' ",
        "U.S. ",
        "$1.5 million ",
        "café e\u{301}t ",
        "👩‍👩‍👧 ",
        "\u{200b}",
        "\n",
        "\n\n",
        "\n",
        "  ",
        "\t",
        "    ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "# ",
        "## ",
        "```\n",
        "`x` ",
        "*",
        "**",
        "_",
        "~~",
        "[a](b c) ",
        "[x](http://y.z/_q) ",
        "![alt &amp; text](i.png) ",
        "[^1]",
        "[^1]: note",
        "| a | b |\n|---|---|\n| c | d |\n",
        "&amp;",
        "&#8217;",
        "&#xD800;",
        "&",
        "\\*",
        "\\",
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "</b>",
        "<!-- c -->",
        "<!--",
        "-->",
        "<script>x</script>",
        "<script>",
        "<blockquote>",
        "</blockquote>",
        "<ul><li>",
        "</li></ul>",
        "<td>",
        "<a href=\"x\">",
        "</a>",
        "<img alt='a > b'>",
        "<",
        ">",
        "<h2>",
        "</h2>",
        "{{< x >}}",
        "{{ y }}",
        "{% z %}",
        "{{",
        "}}",
        "{",
        "}",
        "{% highlight %}",
        "{% endhighlight %}",
        "---\n",
        "+++\n",
        "title: 'It''s'\n",
        "date: 2023-06-18\n",
        "a = \"b\"\n",
        "import x from 'y'\n",
        "https://a.b/c_d. ",
        "...",
        "… ",
        "— ",
        "``",
        "''",
        "<https://x.y>",
        "<q>",
        "<sup><a ",
        "\u{feff}",
        "\u{a0}",
        "ﬁ ",
        "İ ",
        "한국 ",
        // reStructuredText
        ".. note:: ",
        ".. figure:: a.png\n   :alt: é x\n",
        ".. list-table:: é\n\n   * - a\n     - b\n",
        ".. c\n",
        "..\n",
        ".. [1] ",
        ".. |x| replace:: y\n",
        "   ",
        "::\n\n",
        "=====\n",
        "=====  =====\n",
        "+---+---+\n",
        "| é | b |\n",
        "|   +---+\n",
        "| a line\n",
        ":date: 2023-06-18\n",
        ":ref:`é <x>` ",
        "`é <x>`_ ",
        "word_ ",
        "[1]_ ",
        "|x| ",
        "\\ ",
        "_`t` ",
        "-o FILE  é\n",
        ">>> 1\n",
        // AsciiDoc
        "= é\n",
        "----\n",
        "====\n",
        "____\n",
        "////\n",
        "--\n",
        "|===\n",
        "2+|é ",
        "a|",
        "[quote]\n",
        "[source]\n",
        "[[x]]",
        "[.r]#é# ",
        "// c\n",
        ".Title é\n",
        "+\n",
        " +\n",
        "t:: d\n",
        "ifdef::x[]\n",
        "endif::[]\n",
        "include::x[]\n",
        "image::x[é y]\n",
        "image:x[é y] ",
        "footnote:[é] ",
        "link:x[é] ",
        "<<x,é>> ",
        "((é)) ",
        "\"`é`\" ",
        "'`é`' ",
        "`'",
        "^2^ ",
        "~é~ ",
        "##",
        "{nbsp}",
        "{x}",
        "+++",
        "NOTE: ",
    ];
    prop_oneof![8 => proptest::sample::select(bits.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

fn article() -> impl Strategy<Value = String> {
    (any::<bool>(), proptest::collection::vec(bit(), 0..40))
        .prop_map(|(bom, bits)| format!("{}{}", if bom { "\u{feff}" } else { "" }, bits.concat()))
}

fn check(document: &Document) {
    let source = document.source.text();
    let mut last = 0;
    for token in &document.tokens {
        assert!(token.start >= last && token.start < token.end, "tokens are in order");
        last = token.end;
        let span = document.source_span(factlint::document::TextSpan { start: token.start, end: token.end });
        assert!(document.source.span_text(span).is_some(), "{span:?} in {source:?}");
    }
    let pieces = &document.prose.pieces;
    for (i, piece) in pieces.iter().enumerate() {
        let raw = document.source.span_text(piece.source).unwrap();
        let end = pieces.get(i + 1).map_or(document.prose.text.len(), |p| p.text as usize);
        let text = document.prose.text.get(piece.text as usize..end).unwrap();
        if piece.verbatim {
            // The breaks between blocks and the space that ends a block belong to no piece.
            let common = text.len().min(raw.len());
            assert_eq!(text.get(..common), raw.get(..common), "{source:?}");
            assert!(text.get(common..).unwrap().trim_start_matches('\n').is_empty(), "{text:?} for {raw:?} in {source:?}");
        }
    }
    let mut next = (0, 0);
    for (i, block) in document.blocks.iter().enumerate() {
        assert_eq!(block.tokens.start, next.0);
        assert_eq!(block.sentences.start, next.1);
        assert!(block.sentences.end > block.sentences.start, "a block has a sentence");
        let sentences = document.sentences.get(block.sentences.start as usize..block.sentences.end as usize).unwrap();
        let mut token = block.tokens.start;
        for sentence in sentences {
            assert_eq!((sentence.block as usize, sentence.tokens.start), (i, token));
            token = sentence.tokens.end;
        }
        assert_eq!(token, block.tokens.end);
        next = (block.tokens.end, block.sentences.end);
    }
    assert_eq!((next.0 as usize, next.1 as usize), (document.tokens.len(), document.sentences.len()));
    for span in document.quotes.iter().flat_map(|q| [Some(q.text), q.speaker]).flatten().chain(document.links.iter().copied()) {
        assert!(document.prose.text.get(span.range()).is_some());
    }
    for field in &document.metadata.fields {
        assert!(document.source.span_text(field.span).is_some());
    }
    for comment in &document.comments {
        assert!(document.source.span_text(*comment).is_some());
    }
}

fn words(document: &Document) -> Vec<&str> {
    (0..).zip(&document.tokens).map(|(i, _)| document.token_text(i)).filter(|t| !t.contains(OBJECT)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_hold_and_nothing_panics(text in article()) {
        for format in FORMATS {
            check(&parse(&text, format));
        }
    }

    #[test]
    fn line_ends_change_no_token(text in article()) {
        for format in FORMATS {
            let (unix, dos) = (parse(&text, format), parse(&text.replace('\n', "\r\n"), format));
            prop_assert_eq!(words(&unix), words(&dos));
        }
    }
}
