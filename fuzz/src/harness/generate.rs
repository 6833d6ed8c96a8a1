//! Fresh inputs: pieces of each grammar in a random order, mostly sensible.

use super::rng::Rng;

/// Prose.
pub(crate) const PROSE: &[&str] = &[
    "On Monday, June 18, 2023, ",
    "talks began. ",
    "Mr. Smith ",
    "Ann Bell, 45, ",
    "the mayor of Oslo, ",
    "said ",
    "“",
    "”",
    "\"",
    "(",
    ")",
    "— ",
    ", ",
    ". ",
    "? ",
    "; ",
    ": ",
    "and ",
    "or ",
    "the ",
    "the the ",
    "of ",
    "from 5 to 6 ",
    "rose 10% from 100 to 120 ",
    "The Long Form (LF) ",
    "2023-02-30 ",
    "31/12/99 ",
    "10:99 ",
    "10:30 a.m. EST ",
    "last week ",
    "two years ago ",
    "half a dozen ",
    "three of the two ",
    "about $5 million ",
    "£1.2bn ",
    "1,000 ",
    "5 km (3 miles) ",
    "12%, ",
    "the 1990s ",
    "born in 1900 ",
    "died in 1890 ",
    "NATO ",
    "U.S. ",
    "’s ",
    "Paris, France, ",
    "there are three reasons: ",
    "a total of 14: six, five and two ",
    "former ",
    "will ",
    "not ",
    "if ",
    "colour and color ",
    "e-mail, email ",
    "\n",
    "\n\n",
    "Twenty-one ",
    "XIV ",
    "first, second and third ",
    "according to ",
    "voted 5-4 ",
    "per cent ",
    "Harrington ",
    "Harringtn ",
    "respectively. ",
    "including ",
    "Dr. ",
    "Jr. ",
    "née ",
    "between 1990 and 1985 ",
    "for five years ",
    "more than half ",
    "doubled ",
    "none of the five ",
];

/// Markdown.
pub(crate) const MARKDOWN: &[&str] = &[
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "* ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "[x]: http://e.org\n",
    "<http://e.org>",
    "<b>",
    "</b>",
    "<div>\n",
    "<!-- ",
    " -->",
    "&amp;",
    "&#0;",
    "&#x41;",
    "\\",
    "  \n",
    "---\n",
    "===\n",
    "{{< x >}}",
    "{% x %}",
    "{#id}",
    "{: .a}",
    ":::note\n",
    "$x$",
    "~~",
    "\t",
    "    ",
    "\n",
    "\n\n",
    "- [ ] ",
    "<script>",
    "a\n: b\n",
    "On Monday, June 18, 2023, talks began. ",
    "Ann Bell, 45, said “no”. ",
    "five of the four ",
];

/// HTML.
pub(crate) const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul><li>",
    "</li></ul>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<h1>",
    "</h1>",
    "<b>",
    "</b>",
    "<a href=\"x\">",
    "</a>",
    "<br>",
    "<img alt=\"a cat\">",
    "<blockquote>",
    "</blockquote>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<!DOCTYPE html>",
    "<meta name=\"date\" content=\"2023-06-18\">",
    "<script type=\"application/ld+json\">{\"datePublished\":\"2023-06-18\"}</script>",
    "<time datetime=\"2023\">",
    "</time>",
    "<figure><figcaption>",
    "</figcaption></figure>",
    "<p a='",
    "'>",
    "<",
    ">",
    "&amp;",
    "&notin",
    "&#x110000;",
    "&#55296;",
    "<![CDATA[",
    "]]>",
    "<?x ?>",
    "</",
    "<pre>",
    "</pre>",
    "On Monday, June 18, 2023, talks began. ",
    "Ann Bell, 45, said “no”. ",
    "\n",
    " ",
];

/// Front matter.
pub(crate) const FRONT_MATTER: &[&str] = &[
    "---\n",
    "+++\n",
    "---js\n",
    "title: ",
    "date: 2023-06-18\n",
    "date: 18 June 2023\n",
    "author: Ann Bell\n",
    "authors:\n  - Ann Bell\n  - Bo\n",
    "tags: [a, b]\n",
    "description: >\n  long\n  text\n",
    "description: |\n  long\n",
    "factlint-ignore: date/weekday: reason\n",
    "a: &x [1, 2]\n",
    "b: *x\n",
    "'quoted: ",
    "\"quoted\\n\": ",
    "title = 'x'\n",
    "date = 2023-06-18T10:00:00Z\n",
    "[params]\n",
    "{\"title\": \"x\", ",
    "\"date\": \"2023-06-18\"}\n",
    "# comment\n",
    "- ",
    "  ",
    "? ",
    ": ",
    "!!js/function ",
    "{a: {b: ",
    "[[",
    "\n",
    "...\n",
    "On Monday, June 18, 2023, talks began. ",
    "lang: en\n",
    "published: 2023-13-45\n",
];

/// Suppression comments.
pub(crate) const SUPPRESSIONS: &[&str] = &[
    "<!-- factlint-ignore-next date/weekday: known -->\n\n",
    "<!-- factlint-ignore-next date/*: known -->",
    "<!-- factlint-ignore-start repeat/words: x -->\n\n",
    "<!-- factlint-ignore-end repeat/words -->\n\n",
    "<!-- factlint-ignore-end -->\n\n",
    "<!-- factlint-ignore-start -->\n\n",
    "<!-- factlint-ignore-next -->",
    "<!-- factlint-ignore-",
    "next",
    "start",
    "end",
    "date/weekday",
    "date/*",
    "*",
    ",",
    ": ",
    "reason",
    " -->",
    "<!--",
    "-->",
    "```\n",
    "> ",
    "- ",
    "\n\n",
    "\n",
    "On Monday, June 18, 2023, the the talks began. ",
    "---\nfactlint-ignore: date/weekday: x\n---\n",
    "no/such-rule",
];

/// Rule files.
pub(crate) const RULES: &[&str] = &[
    "[[rule]]\n",
    "[claim.c]\n",
    "[list.l]\n",
    "[[facts.t]]\n",
    "id = 'a/b'\n",
    "id = 'x'\n",
    "kind = 'compare'\n",
    "kind = 'pair'\n",
    "kind = 'unique'\n",
    "kind = 'sum'\n",
    "kind = 'similar'\n",
    "kind = 'replace'\n",
    "match = ['{n:number} cats']\n",
    "match = '{wd:weekday},? {d:date}'\n",
    "claims = { a = 'c', b = 'c' }\n",
    "join = ['a.n = b.n']\n",
    "key = 'n'\n",
    "value = 'n'\n",
    "require = 'n == 5'\n",
    "forbid = 'n > 3 && n < 9'\n",
    "let = { x = 'n + 1' }\n",
    "unless = ['not']\n",
    "when = ['cats']\n",
    "where = 'n > 0'\n",
    "message = '{n} {weekday(d)}'\n",
    "help = 'h'\n",
    "because = 'b'\n",
    "suggest = { n = '{x}' }\n",
    "severity = 'error'\n",
    "scope = 'corpus'\n",
    "in = 'quote'\n",
    "not_in = ['heading', 'quote']\n",
    "swap = { a = 'b', 'c d' = '' }\n",
    "bad = ['[[5]] cats', { 'a.md' = '[[x]]' }]\n",
    "good = ['x']\n",
    "test_published = 2023-06-18\n",
    "class = 'T01'\n",
    "summary = 's'\n",
    "words = ['a', 'b c']\n",
    "extends = 'l'\n",
    "name = 'Oslo'\n",
    "aliases = ['O']\n",
    "near = [['x']]\n",
    "valid = '2020/2021'\n",
    "max_edits = 2\n",
    "on = 'surname'\n",
    "against = 't'\n",
    "total = 'c.n'\n",
    "parts = 'c.n'\n",
    "group = 'sentence'\n",
    "safe = true\n",
    "mark = ['n']\n",
    "unknown = 1\n",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    "\n",
    "'''",
    "1e400",
    "\u{202e}",
];

/// Patterns.
pub(crate) const PATTERNS: &[&str] = &[
    "the ",
    "cats ",
    "\"US\" ",
    "{date} ",
    "{n:number} ",
    "{who:person+} ",
    "{x:np(l)} ",
    "{p:phrase} ",
    "{w:word} ",
    "{a:age} ",
    "{m:money} ",
    "{f:fact(t)} ",
    "(a|b c) ",
    "(",
    "|",
    ")",
    "? ",
    "? ",
    ".. ",
    "..8 ",
    "..0 ",
    "..99 ",
    "<be> ",
    "<rise> ",
    "@list ",
    "\\( ",
    "/[0-9]+/ ",
    "/(a+)+/ ",
    "/\\w{1000}{1000}/ ",
    "{",
    "}",
    "<",
    ">",
    "@",
    "\\",
    "/",
    "\"",
    "'",
    ", ",
    ". ",
    "of ",
    "rose ",
    "é ",
    "İ ",
    "\n",
    "On Monday, June 18, 2023, ",
    "Ann Bell, 45, ",
    "costs rose 10% ",
    "a b c ",
];

/// Words of the texts that the naive matcher is asked about.
pub(crate) const ORACLE_WORDS: &[&str] = &["red", "cat", "dog", "sun", "sky"];

/// Patterns that the naive matcher knows.
pub(crate) const ORACLE: &[&str] = &["red ", "cat ", "dog ", "sun ", "sky ", "red? ", "cat? ", "(", "|", ") ", ")? ", ".. ", "..2 ", "\n"];

/// Expressions.
pub(crate) const EXPRESSIONS: &[&str] = &[
    "n",
    "d",
    "p",
    "a",
    "m",
    "d.year",
    "p.surname",
    " + ",
    " - ",
    " * ",
    " / ",
    " == ",
    " != ",
    " < ",
    " <= ",
    " > ",
    " >= ",
    " && ",
    " || ",
    "!",
    "(",
    ")",
    ",",
    " in ",
    "[1, 2]",
    "'x'",
    "\"y\"",
    "0",
    "1",
    "1e400",
    "99999999999999999999",
    "0.0001",
    "5%",
    "weekday(d)",
    "year(d)",
    "month(d)",
    "day(d)",
    "nearest(d, 'Monday')",
    "years_between(d, d)",
    "span(d, d)",
    "days(5)",
    "weeks(1)",
    "months(99999)",
    "years(99999999)",
    "start(d)",
    "end(d)",
    "sum(n, n)",
    "min(n)",
    "max(n, 1)",
    "count(n)",
    "abs(n)",
    "initials_of(p)",
    "same_name(p, p)",
    "published",
    "true",
    "false",
    "known(n)",
    "-",
    ".",
    "..",
    "'",
    "\\",
    "é",
    "d + days(999999999)",
    "n / 0",
    "n / (n - n)",
    "d - d",
    "-n",
];

/// Configurations.
pub(crate) const CONFIG: &[&str] = &[
    "rules = ['rules']\n",
    "rules = ['../x']\n",
    "rules = ['/etc/passwd']\n",
    "rules = ['~/x', 'C:\\x', '\\\\?\\x', 'a:b']\n",
    "packs = ['core', 'desk']\n",
    "packs = ['x']\n",
    "ignore = ['style/*']\n",
    "select = ['date/[', '**']\n",
    "fail-on = 'warning'\n",
    "fail-on = 'x'\n",
    "[severity]\n",
    "'date/*' = 'note'\n",
    "[[override]]\n",
    "paths = ['archive/**']\n",
    "paths = ['{a,b', '[z-a]']\n",
    "[vocabulary]\n",
    "people = ['Ann Bell']\n",
    "organisations = ['X']\n",
    "[style]\n",
    "house = ['style/x']\n",
    "[facts]\n",
    "files = ['a.csv']\n",
    "baseline = 'b.json'\n",
    "output = 'x'\n",
    "jobs = 3\n",
    "unknown = 1\n",
    "'",
    "[",
    "]",
    "=",
    "\n",
    "{",
    "}",
    "# c\n",
    "\u{202e}",
    "1",
    "true",
];

/// Paths, messages and articles.
pub(crate) const EMITTERS: &[&str] = &[
    "::error::x",
    "##[error]x",
    "##vso[task.x]y",
    "%0A::error::x",
    "\r",
    "\n",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{fffe}",
    "\u{1f}",
    "]]>",
    "<!--",
    "&amp;",
    "<b>",
    "\"",
    "'",
    "%",
    ",",
    ":",
    ";",
    "]",
    "[x](y)",
    "![x](y)",
    "@someone",
    "#1",
    "|",
    "`",
    "\\",
    " ",
    "/",
    "..",
    "é",
    "𐐀",
    "👩‍👩‍👧",
    "e\u{301}",
    "\t",
    "On Monday, June 18, 2023, ",
    "the the talks ",
    "{",
    "}",
    "$(id)",
    "-x",
];

pub(crate) fn pieces(rng: &mut Rng, words: &[&str], most: usize) -> String {
    (0..=rng.below(most)).filter_map(|_| rng.pick(words).copied()).collect()
}

pub(crate) fn text(rng: &mut Rng) -> Vec<u8> {
    pieces(rng, PROSE, 60).into_bytes()
}

pub(crate) fn bytes(rng: &mut Rng) -> Vec<u8> {
    let mut bytes = pieces(rng, PROSE, 10).into_bytes();
    if rng.chance(2) {
        bytes.splice(
            0..0,
            rng.pick(&[&[0xef_u8, 0xbb, 0xbf][..], &[0xff, 0xfe], &[0xfe, 0xff], &[0xc3, 0x28], &[0]])
                .copied()
                .unwrap_or(&[])
                .iter()
                .copied(),
        );
    }
    bytes
}

pub(crate) fn markdown(rng: &mut Rng) -> Vec<u8> {
    (0..=rng.below(8)).map(|_| pieces(rng, MARKDOWN, 8) + &pieces(rng, PROSE, 6)).collect::<String>().into_bytes()
}

pub(crate) fn html(rng: &mut Rng) -> Vec<u8> {
    (0..=rng.below(8)).map(|_| pieces(rng, HTML, 8) + &pieces(rng, PROSE, 5)).collect::<String>().into_bytes()
}

pub(crate) fn front_matter(rng: &mut Rng) -> Vec<u8> {
    let fence = *rng.pick(&["---\n", "+++\n", "{", ""]).unwrap_or(&"");
    format!("{fence}{}{fence}\n{}", pieces(rng, FRONT_MATTER, 12), pieces(rng, PROSE, 10)).into_bytes()
}

pub(crate) fn suppressions(rng: &mut Rng) -> Vec<u8> {
    pieces(rng, SUPPRESSIONS, 24).into_bytes()
}

pub(crate) fn rules(rng: &mut Rng) -> Vec<u8> {
    let mut out = String::new();
    for _ in 0..=rng.below(3) {
        out.push_str(
            rng.pick(&["[[rule]]\nid = 'a/b'\n", "[claim.c]\n", "[[rule]]\n", "[list.l]\nwords = ['a']\n"]).copied().unwrap_or(""),
        );
        out.push_str(&pieces(rng, RULES, 10));
    }
    out.into_bytes()
}

pub(crate) fn pattern(rng: &mut Rng) -> Vec<u8> {
    format!("{}\n{}", pieces(rng, PATTERNS, 8).replace('\n', " "), pieces(rng, PROSE, 20)).into_bytes()
}

pub(crate) fn oracle(rng: &mut Rng) -> Vec<u8> {
    let words: Vec<&str> = (0..=rng.below(12)).filter_map(|_| rng.pick(ORACLE_WORDS).copied()).collect();
    let patterns: Vec<String> = (0..30).map(|_| branch(rng, 3)).collect();
    format!("{}\n{}", words.join(" "), patterns.join("\n")).into_bytes()
}

/// A pattern of words, choices, options and gaps.
fn branch(rng: &mut Rng, depth: usize) -> String {
    let mut out = Vec::new();
    for _ in 0..=rng.below(4) {
        let word = rng.pick(ORACLE_WORDS).copied().unwrap_or("red");
        out.push(match rng.below(if depth == 0 { 6 } else { 9 }) {
            0..=2 => word.to_owned(),
            3 => format!("{word}?"),
            4 => format!("..{} {word}", 1 + rng.below(5)),
            5 => format!(".. {word}"),
            6 => format!("({}|{})", branch(rng, depth - 1), branch(rng, depth - 1)),
            7 => format!("({}|{})?", branch(rng, depth - 1), branch(rng, depth - 1)),
            _ => format!("({})?", branch(rng, depth - 1)),
        });
    }
    out.join(" ")
}

pub(crate) fn expression(rng: &mut Rng) -> Vec<u8> {
    pieces(rng, EXPRESSIONS, 9).into_bytes()
}

pub(crate) fn config(rng: &mut Rng) -> Vec<u8> {
    pieces(rng, CONFIG, 10).into_bytes()
}

pub(crate) fn emitters(rng: &mut Rng) -> Vec<u8> {
    let line = |rng: &mut Rng| pieces(rng, EMITTERS, 6).replace('\n', "");
    let (path, message) = (line(rng), line(rng));
    let body: String = (0..=rng.below(6)).map(|_| pieces(rng, EMITTERS, 5) + &pieces(rng, PROSE, 6)).collect();
    format!("{path}\n{message}\n{body}").into_bytes()
}
