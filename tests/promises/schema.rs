//! The schemas that editors use: every rule file and configuration that factlint takes conforms to them.

use crate::support::{project, report, tree};
use factlint::rule::schema;
use serde_json::Value;

/// What of a value does not conform. Knows the words of JSON Schema that the schemas use.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str, out: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        faults(value, root.pointer(name.trim_start_matches('#')).unwrap(), root, at, out);
    }
    let types: Vec<&str> =
        schema["type"].as_str().into_iter().chain(schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str)).collect();
    let is = |ty: &&str| match *ty {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        _ => value.is_number(),
    };
    if !types.is_empty() && !types.iter().any(is) {
        out.push(format!("{at} is no {}", types.join(" or ")));
    }
    if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) || schema.get("const").is_some_and(|c| c != value) {
        out.push(format!("{at} cannot be {value}"));
    }
    let fits = |schema: &Value| {
        let mut inner = Vec::new();
        faults(value, schema, root, at, &mut inner);
        inner.is_empty()
    };
    if schema["oneOf"].as_array().is_some_and(|all| !all.iter().any(fits)) {
        out.push(format!("{at} is none of what it may be: {value}"));
    }
    for condition in schema["allOf"].as_array().into_iter().flatten() {
        if fits(&condition["if"]) {
            faults(value, &condition["then"], root, at, out);
        }
    }
    for item in value.as_array().into_iter().flatten().filter(|_| schema.get("items").is_some()) {
        faults(item, &schema["items"], root, &format!("{at}[]"), out);
    }
    let Some(map) = value.as_object() else { return };
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).filter(|k| !map.contains_key(*k)) {
        out.push(format!("{at} has no {key}"));
    }
    for (key, inner) in map {
        let place = format!("{at}.{key}");
        if schema["propertyNames"]["enum"].as_array().is_some_and(|all| !all.contains(&Value::from(key.as_str()))) {
            out.push(format!("{place} does not belong here"));
        }
        match (schema["properties"].get(key), &schema["additionalProperties"]) {
            (Some(known), _) => faults(inner, known, root, &place, out),
            // What a branch for one kind of rule knows is checked in that branch.
            (None, Value::Bool(false)) => out.push(format!("{place} is not known")),
            (None, free) if free.is_object() => faults(inner, free, root, &place, out),
            _ => {}
        }
    }
}

/// TOML as JSON; dates are strings there.
fn json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::String(s) => s.into(),
            toml::Value::Integer(i) => i.into(),
            toml::Value::Float(f) => f.into(),
            toml::Value::Boolean(b) => b.into(),
            toml::Value::Datetime(d) => d.to_string().into(),
            toml::Value::Array(a) => a.into_iter().map(convert).collect(),
            toml::Value::Table(t) => t.into_iter().map(|(k, v)| (k, convert(v))).collect::<serde_json::Map<_, _>>().into(),
        }
    }
    convert(toml::Value::Table(text.parse().unwrap()))
}

fn conform(text: &str, schema: &Value, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    faults(&json(text), schema, schema, name, &mut out);
    out
}

#[test]
fn rule_files_and_the_configuration_conform() {
    let rules = schema::rules();
    let mut failures = Vec::new();
    for path in tree(&project("rules")).into_iter().filter(|p| !p.components().any(|c| c.as_os_str() == "lexicon")) {
        failures.extend(conform(&std::fs::read_to_string(&path).unwrap(), &rules, &path.file_name().unwrap().to_string_lossy()));
    }
    let template = std::fs::read_to_string(project("src/cli/config/template.toml")).unwrap();
    failures.extend(conform(&template, &schema::config(), "factlint.toml"));
    report(&failures);
}

#[test]
fn what_the_loader_refuses_for_its_keys_the_schema_refuses_too() {
    let rules = schema::rules();
    for name in ["misspelt-key", "unknown-kind", "several-errors"] {
        let path = project(&format!("fixtures/broken-rules/{name}.toml"));
        assert!(!conform(&std::fs::read_to_string(path).unwrap(), &rules, name).is_empty(), "{name}");
    }
    assert!(!conform("selct = 'a'", &schema::config(), "factlint.toml").is_empty());
}
