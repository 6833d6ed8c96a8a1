//! A checker for JSON Schema, as much of draft 7 as the schemas under `fixtures/schemas` use. A keyword that it does not know fails.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Keywords that say nothing of a value.
const SILENT: &[&str] = &["$schema", "$id", "title", "description", "default", "definitions"];

/// A schema and its compiled patterns.
pub(crate) struct Schema {
    root: Value,
    patterns: Mutex<BTreeMap<String, regex::Regex>>,
}

impl Schema {
    /// The schema of SARIF 2.1.0.
    pub(crate) fn sarif() -> Self {
        let text = std::fs::read_to_string(crate::support::project("fixtures/schemas/sarif-2.1.0.json")).unwrap();
        Self { root: serde_json::from_str(&text).unwrap(), patterns: Mutex::default() }
    }

    /// What is wrong with a value; empty if nothing is.
    pub(crate) fn errors(&self, value: &Value) -> Vec<String> {
        let mut out = Vec::new();
        self.check(&self.root, value, "", &mut out);
        out
    }

    fn holds(&self, schema: &Value, value: &Value) -> bool {
        let mut out = Vec::new();
        self.check(schema, value, "", &mut out);
        out.is_empty()
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().unwrap() {
            let ok = match keyword.as_str() {
                "$ref" => {
                    let target = self.root.pointer(wanted.as_str().unwrap().strip_prefix('#').unwrap()).unwrap();
                    self.check(target, value, at, out);
                    true
                }
                "type" => is_type(wanted.as_str().unwrap(), value),
                "enum" => wanted.as_array().unwrap().contains(value),
                "required" => {
                    let missing = |name: &&Value| value.as_object().is_some_and(|o| !o.contains_key(name.as_str().unwrap()));
                    !wanted.as_array().unwrap().iter().any(|name| missing(&name))
                }
                "properties" => {
                    for (name, inner) in value.as_object().into_iter().flatten() {
                        if let Some(schema) = wanted.get(name) {
                            self.check(schema, inner, &format!("{at}/{name}"), out);
                        }
                    }
                    true
                }
                "additionalProperties" => self.additional(schema, wanted, value, at, out),
                "items" => {
                    for (i, inner) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(wanted, inner, &format!("{at}/{i}"), out);
                    }
                    true
                }
                "minItems" => value.as_array().is_none_or(|a| a.len() as u64 >= wanted.as_u64().unwrap()),
                "uniqueItems" => wanted != true || value.as_array().is_none_or(|a| distinct(a)),
                "minimum" => value.as_f64().is_none_or(|n| n >= wanted.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|n| n <= wanted.as_f64().unwrap()),
                "pattern" => value.as_str().is_none_or(|text| self.matches(wanted.as_str().unwrap(), text)),
                "format" => value.as_str().is_none_or(|text| is_format(wanted.as_str().unwrap(), text)),
                "anyOf" => wanted.as_array().unwrap().iter().any(|s| self.holds(s, value)),
                "oneOf" => wanted.as_array().unwrap().iter().filter(|s| self.holds(s, value)).count() == 1,
                silent if SILENT.contains(&silent) => true,
                other => panic!("the checker does not know '{other}'"),
            };
            if !ok {
                out.push(format!("{at}: {keyword} {wanted}"));
            }
        }
    }

    fn additional(&self, schema: &Value, wanted: &Value, value: &Value, at: &str, out: &mut Vec<String>) -> bool {
        let known = |name: &str| schema.get("properties").is_some_and(|p| p.get(name).is_some());
        let mut ok = true;
        for (name, inner) in value.as_object().into_iter().flatten().filter(|(name, _)| !known(name)) {
            match wanted {
                Value::Bool(allowed) => ok &= allowed,
                schema => self.check(schema, inner, &format!("{at}/{name}"), out),
            }
        }
        ok
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.lock().unwrap();
        patterns.entry(pattern.to_owned()).or_insert_with(|| regex::Regex::new(pattern).unwrap()).is_match(text)
    }
}

fn is_type(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("the checker does not know the type '{other}'"),
    }
}

fn distinct(items: &[Value]) -> bool {
    items.iter().enumerate().all(|(i, a)| !items.iter().take(i).any(|b| a == b))
}

/// URIs by the characters that RFC 3986 allows, and no colon in the first segment of a relative one.
fn is_format(name: &str, text: &str) -> bool {
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
    let encoded = text.split('%').skip(1).all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|b| b.is_ascii_hexdigit()));
    let scheme = text.split_once(':').is_some_and(|(s, _)| s.starts_with(|c: char| c.is_ascii_alphabetic()) && !s.contains('/'));
    match name {
        "uri" => text.bytes().all(legal) && encoded && scheme,
        "uri-reference" => {
            let first = text.split(['/', '?', '#']).next().unwrap();
            text.bytes().all(legal) && encoded && (!first.contains(':') || text.starts_with("file://"))
        }
        "date-time" => text.len() >= 20 && text.contains('T'),
        other => panic!("the checker does not know the format '{other}'"),
    }
}

#[test]
fn the_checker_refuses_what_is_wrong() {
    let schema = Schema::sarif();
    let good = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "columnKind": "unicodeCodePoints",
        "results": [{"message": {"text": "m"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b.md"},
        "region": {"startLine": 1, "startColumn": 1}}}]}]}]});
    assert_eq!(schema.errors(&good), [""; 0]);
    let spoil = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!schema.errors(&bad).is_empty(), "{pointer}");
    };
    let region = "/runs/0/results/0/locations/0/physicalLocation/region";
    spoil("/version", "2.0.0".into());
    spoil("/runs/0/columnKind", "bytes".into());
    spoil("/runs/0/tool/driver", serde_json::json!({}));
    spoil("/runs/0/results/0/message", serde_json::json!({}));
    spoil(region, serde_json::json!({"startLine": 0, "startColumn": 1}));
    spoil(region, serde_json::json!({"startLine": 1, "startColumn": 1, "column": 1}));
    spoil(region, serde_json::json!({"startLine": "1"}));
    spoil("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", "a b.md".into());
}
