//! JSON Schemas of rule files and of `factlint.toml`, so that editors complete and check them.
//!
//! Names of kinds, severities, contexts, types and functions come from the tables that the loader itself uses; the keys of tables
//! are held to the loader by a test.

use super::expr::LIBRARY;
use super::model::{Kind, Severity};
use super::types::CaptureType;
use crate::read::{ContextFlag, Kind as Mention, NATIVE};
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A key of a table: name, meaning, schema of its value.
type Key = (&'static str, &'static str, Value);

fn text() -> Value {
    json!({"type": "string"})
}

fn texts() -> Value {
    json!({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
}

fn one_of(names: &[&str]) -> Value {
    json!({"type": "string", "enum": names})
}

fn any_of(names: &[&str]) -> Value {
    json!({"oneOf": [one_of(names), {"type": "array", "items": one_of(names)}]})
}

fn contexts() -> Value {
    any_of(&ContextFlag::ALL.iter().map(|f| f.name()).collect::<Vec<_>>())
}

fn patterns() -> Value {
    json!({"$ref": "#/$defs/patterns"})
}

fn properties(keys: Vec<Key>) -> Value {
    let entry = |(name, about, mut schema): Key| {
        if let Some(map) = schema.as_object_mut() {
            map.insert("description".into(), about.into());
        }
        (name.to_owned(), schema)
    };
    Value::Object(keys.into_iter().map(entry).collect::<Map<_, _>>())
}

fn table(about: &str, keys: Vec<Key>, required: &[&str]) -> Value {
    json!({"type": "object", "description": about, "properties": properties(keys), "required": required, "additionalProperties": false})
}

fn named(about: &str, of: &Value) -> Value {
    json!({"type": "object", "description": about, "additionalProperties": of})
}

/// The schema of rule files and facts files.
#[must_use]
pub fn rules() -> Value {
    let list = table(
        "Words and forms that patterns may name with @.",
        vec![("words", "The entries.", texts()), ("extends", "A list whose entries are taken over.", text())],
        &[],
    );
    let claim = table("How articles say something: patterns that yield typed fields with their places.", claim_keys(), &["match"]);
    let fact = json!({
        "type": "object",
        "description": "Something known; its other keys are fields that rules may use (strings, numbers, dates).",
        "properties": properties(vec![
            ("name", "Its name, as articles may write it.", text()),
            ("aliases", "Other names.", texts()),
            ("example", "Only for the examples of the file; judges no article.", json!({"type": "boolean"})),
            ("near", "Groups of words; one of each must stand in the paragraph.", json!({"type": "array", "items": {"type": "array", "items": {"type": "string"}}})),
            ("source", "Where it is known from.", text()),
            ("valid", "The time for which it holds: 'FROM..TO', either end may be missing.", text()),
        ]),
        "required": ["name"],
        "additionalProperties": {"type": ["string", "number", "integer", "boolean"]},
    });
    let fields = json!({"type": "object", "description": "Types of the fields of a table of facts.", "additionalProperties": {"type": "string", "description": format!("One of: text, {}", types().join(", "))}});
    json!({
        "$schema": DIALECT,
        "title": "factlint rule file",
        "type": "object",
        "properties": {
            "list": named("[list.NAME]", &list),
            "claim": named("[claim.NAME]", &claim),
            "table": named("[table.TABLE]", &fields),
            "facts": named("[[facts.TABLE]]", &json!({"type": "array", "items": fact})),
            "rule": {"type": "array", "description": "[[rule]]", "items": {"$ref": "#/$defs/rule"}},
        },
        "additionalProperties": false,
        "$defs": {
            "rule": rule(),
            "patterns": {
                "description": format!("Patterns over words. Captures are {{name:type}}; types: {}.", types().join(", ")),
                "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            },
            "expression": {"type": "string", "description": format!("An expression. Functions: {}.", functions().join("; "))},
        },
    })
}

fn types() -> Vec<&'static str> {
    CaptureType::NAMES.to_vec()
}

fn functions() -> Vec<String> {
    LIBRARY.iter().map(|f| format!("{}: {}", f.name, f.about.trim_end_matches('.'))).collect()
}

fn expression() -> Value {
    json!({"$ref": "#/$defs/expression"})
}

fn claim_keys() -> Vec<Key> {
    vec![
        ("match", "Patterns; each is an alternative.", patterns()),
        ("unless", "Antipatterns: where one matches in the sentence, there is no claim.", patterns()),
        ("when", "Patterns of which one must match in the sentence.", patterns()),
        ("in", "Contexts of which the claim must have one.", contexts()),
        ("not_in", "Contexts that the claim must not have; an empty list takes the default away.", contexts()),
        ("where", "What must hold for the captures.", expression()),
    ]
}

fn common_keys() -> Vec<Key> {
    vec![
        ("id", "group/defect, in kebab-case.", json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"})),
        ("kind", "What kind of rule it is.", one_of(Kind::NAMES)),
        ("class", "Class of fact error, for example T01.", text()),
        ("severity", "How serious its findings are.", one_of(Severity::NAMES)),
        ("summary", "One sentence on what it finds.", text()),
        ("docs", "More on it: known silences, sources.", text()),
        (
            "scope",
            "Over what it joins claims; passage: sentences near one another, of pairs; corpus: all files of the run.",
            one_of(&["sentence", "passage", "document", "corpus"]),
        ),
        ("in", "Contexts of which a claim must have one.", contexts()),
        ("not_in", "Contexts that a claim must not have.", contexts()),
        ("unless", "Patterns that keep it silent in a sentence.", patterns()),
        ("when", "Patterns of which one must match in the sentence.", patterns()),
        ("let", "Computed values by name.", json!({"type": "object", "additionalProperties": expression()})),
        ("require", "Fires when this is certainly false.", expression()),
        ("forbid", "Fires when this is certainly true.", expression()),
        ("message", "What is wrong, in one sentence; {…} holds expressions.", text()),
        ("because", "The computation that proves it.", text()),
        ("help", "What to do.", text()),
        ("suggest", "Replacements: '{capture} => new text'.", texts()),
        ("safe", "Whether --fix may make the one replacement without a look.", json!({"type": "boolean"})),
        ("mark", "Captures to mark; those that the condition uses, if none are given.", texts()),
        ("enabled", "Whether it runs without being asked for.", json!({"type": "boolean"})),
        ("bad", "Texts on which it must fire at exactly the [[marked]] places.", texts()),
        ("good", "Texts on which it must be silent.", texts()),
        ("test", "Examples of several files.", json!({"type": "array", "items": example()})),
        ("test_published", "Publication date of the examples.", json!({"type": "string"})),
        ("test_format", "How examples are parsed.", one_of(&["text", "markdown"])),
    ]
}

fn example() -> Value {
    let files = json!({"type": "object", "additionalProperties": {"type": "string"}});
    table("Texts by file name.", vec![("bad", "Must fire.", files.clone()), ("good", "Must not.", files)], &[])
}

/// The keys of each kind, and those that it cannot do without.
fn kind_keys() -> Vec<(&'static str, Vec<Key>, &'static [&'static str])> {
    let claims: Vec<&str> = NATIVE.iter().flat_map(|s| s.iter()).map(|s| s.name).chain(Mention::ALL.iter().map(|k| k.name())).collect();
    let claim = json!({"type": "string", "examples": claims});
    let count = json!({"type": "integer", "minimum": 0});
    let number_or_text = json!({"type": ["number", "string"]});
    vec![
        (
            "compare",
            vec![
                ("match", "Patterns of what is judged.", patterns()),
                ("claims", "The claim that is judged, instead of 'match'.", claim.clone()),
                ("where", "What must hold for the captures of 'match'.", expression()),
            ],
            &[],
        ),
        (
            "pair",
            vec![
                (
                    "claims",
                    "Two claims by name: { a = '…', b = '…' }.",
                    json!({"type": "object", "additionalProperties": claim, "minProperties": 2, "maxProperties": 2}),
                ),
                ("join", "Fields that must certainly be equal; 'a = b' where the sides name them differently.", texts()),
            ],
            &["claims"],
        ),
        (
            "unique",
            vec![
                ("claims", "The claim.", claim.clone()),
                ("key", "The fields that make the key.", texts()),
                ("where", "What must hold for a claim to count.", expression()),
                ("value", "The field that must agree.", text()),
                ("same", "When two values are the same.", one_of(&["value", "words", "name", "exact", "role"])),
                (
                    "synonyms",
                    "Groups of forms that count as the same.",
                    json!({"type": "array", "items": {"type": "array", "items": {"type": "string"}}}),
                ),
                ("report", "Which side is reported: what differs from the first, or the rarer form.", one_of(&["first", "rare"])),
            ],
            &["claims", "key", "value"],
        ),
        (
            "sum",
            vec![
                ("total", "A number, or 'claim.field'.", number_or_text),
                ("parts", "'claim.field', or a kind of mention.", text()),
                ("group", "Within what parts are collected.", one_of(&["sentence", "paragraph", "document"])),
                ("min_parts", "Fewest parts.", count.clone()),
            ],
            &["total", "parts"],
        ),
        (
            "similar",
            vec![
                (
                    "on",
                    "What is compared.",
                    one_of(&[
                        "person.surname",
                        "person.given",
                        "person",
                        "org",
                        "place",
                        "role",
                        "word",
                        "name",
                        "name.form",
                        "name.title",
                    ]),
                ),
                ("max_edits", "Most letters that may differ.", count.clone()),
                ("min_length", "Shortest name compared.", count),
                ("same_if", "Any of these must hold.", any_of(&["same_given", "bare", "same_role", "same_sound"])),
                ("against", "A table of facts to compare with.", text()),
            ],
            &["on"],
        ),
        (
            "replace",
            vec![("swap", "Old form = 'new form'.", json!({"type": "object", "additionalProperties": {"type": "string"}}))],
            &["swap"],
        ),
    ]
}

fn rule() -> Value {
    let common: Vec<&str> = common_keys().iter().map(|k| k.0).collect();
    let branch = |(kind, keys, required): (&str, Vec<Key>, &[&str])| {
        let allowed: Vec<&str> = common.iter().copied().chain(keys.iter().map(|k| k.0)).collect();
        json!({
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": properties(keys), "required": required, "propertyNames": {"enum": allowed}},
        })
    };
    json!({
        "type": "object",
        "description": "What must hold.",
        "properties": properties(common_keys()),
        "required": ["id", "kind", "message"],
        "allOf": kind_keys().into_iter().map(branch).collect::<Vec<_>>(),
    })
}

/// The schema of `factlint.toml`.
#[must_use]
pub fn config() -> Value {
    let severity = || json!({"type": "object", "additionalProperties": one_of(Severity::NAMES)});
    let over = table(
        "Rules for some paths.",
        vec![
            ("paths", "Globs relative to the folder of factlint.toml.", texts()),
            ("select", "Only these rules there.", texts()),
            ("ignore", "Not these rules there.", texts()),
            ("severity", "Severities there.", severity()),
        ],
        &["paths"],
    );
    let vocabulary = table(
        "Names to know.",
        vec![
            ("people", "People's full names.", texts()),
            ("organisations", "Organisations.", texts()),
            ("places", "Places.", texts()),
            ("titles", "Offices and occupations.", texts()),
        ],
        &[],
    );
    let mut schema = table(
        "What factlint checks in this folder.",
        vec![
            ("rules", "Files and folders of rules, below this folder.", texts()),
            ("baseline", "A baseline of known findings, below this folder.", text()),
            ("packs", "Packs of built-in rules to use.", any_of(&["core", "desk", "style", "facts"])),
            ("select", "Run only these rules: ids, globs, classes, packs.", texts()),
            ("ignore", "Leave these rules out.", texts()),
            ("fail-on", "The severity from which a finding makes factlint exit with 1.", one_of(Severity::NAMES)),
            ("severity", "Severities by rule.", severity()),
            ("override", "What differs by path.", json!({"type": "array", "items": over})),
            ("vocabulary", "Names to know.", vocabulary),
            ("style", "House style.", table("House style.", vec![("house", "Rules that run as warnings.", texts())], &[])),
            (
                "facts",
                "What is known.",
                table(
                    "What is known.",
                    vec![("files", "TOML files with [[facts.TABLE]], or CSV files named after their table.", texts())],
                    &[],
                ),
            ),
        ],
        &[],
    );
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".into(), DIALECT.into());
        map.insert("title".into(), "factlint.toml".into());
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::rule::{LoadOptions, RuleFile, load};
    use std::sync::Arc;

    /// The keys that the loader knows for the last table of a file, from what it says of an unknown one.
    fn known(text: &str) -> Vec<String> {
        let file = Arc::new(RuleFile { name: "t.toml".into(), text: format!("{text}\nqqqqqqqqqqqqqqqq = 1\n"), builtin: false });
        let errors = load(&[file], &mut Lexicon::builtin().unwrap(), &LoadOptions::default()).unwrap_err();
        let error = errors.iter().find(|e| e.message.contains("qqqqqqqqqqqqqqqq")).unwrap_or_else(|| panic!("{errors:?}"));
        let list = error.help.clone().unwrap();
        list.strip_prefix("known keys: ").unwrap().split(", ").map(str::to_owned).collect()
    }

    fn names(keys: &[Key]) -> Vec<String> {
        let mut names: Vec<String> = keys.iter().map(|k| k.0.to_owned()).collect();
        names.sort();
        names
    }

    const RULES: &[&str] = &[
        "kind = 'compare'\nmatch = ['on {date}']\nrequire = 'year(date) > 1'",
        "kind = 'pair'\nclaims = { a = 'date', b = 'date' }\nrequire = 'a.date == b.date'",
        "kind = 'unique'\nclaims = 'date'\nkey = 'date'\nvalue = 'date'",
        "kind = 'sum'\ntotal = 100\nparts = 'percent'",
        "kind = 'similar'\non = 'org'",
        "kind = 'replace'\nswap = { 'a' = 'b' }",
    ];

    #[test]
    fn the_keys_of_each_kind_are_those_of_the_loader() {
        for (rule, (kind, keys, _)) in RULES.iter().zip(kind_keys()) {
            let text = format!("[[rule]]\nid = 'a/b'\nmessage = 'm'\nbad = ['[[x]]']\ngood = ['y']\n{rule}");
            let all: Vec<Key> = common_keys().into_iter().chain(keys).collect();
            assert_eq!(known(&text), names(&all), "{kind}");
        }
        assert_eq!(Kind::NAMES.len(), RULES.len());
        let mut all: Vec<&str> =
            common_keys().iter().map(|k| k.0).chain(kind_keys().iter().flat_map(|(_, k, _)| k.iter().map(|k| k.0))).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all, crate::rule::load::rules::KEYS);
    }

    #[test]
    fn the_keys_of_other_tables_are_those_of_the_loader() {
        assert_eq!(known("[claim.a]\nmatch = ['on {date}']"), names(&claim_keys()));
        assert_eq!(known("[list.a]\nwords = ['a']"), ["extends", "words"]);
        let top: Vec<String> = rules()["properties"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(known(""), top);
    }
}
