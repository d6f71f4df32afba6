//! The JSON schema of the settings, for editors and for people: types and words from the structs, defaults and bounds
//! from what reads them.

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{Settings, reader::Reader};

/// The whole schema, as it is committed in `docs/settings.schema.json`.
pub(crate) fn text() -> String {
    let mut reader = Reader::new("", []);
    let _defaults = Settings::read(&mut reader);
    let generator = SchemaGenerator::new(
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true),
    );
    let mut schema = generator.into_root_schema_for::<Settings>().to_value();
    tidy(&mut schema);
    for (section, known) in reader.known() {
        for known in known {
            let pointer = format!("/properties/{section}/properties/{}", known.key);
            let Some(Value::Object(key)) = schema.pointer_mut(&pointer) else {
                continue;
            };
            if let Some(default) = &known.default {
                key.insert("default".to_owned(), default.clone());
            }
            if let Some((least, most)) = known.bounds {
                key.remove("format");
                key.insert("minimum".to_owned(), json!(least));
                key.insert("maximum".to_owned(), json!(most));
            }
        }
    }
    schema.sort_all_objects();
    format!("{schema:#}\n")
}

/// TOML has no null, everything may be left out, and nothing else may be there.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.remove("required");
            if let Some(Value::String(words)) = object.get_mut("description") {
                *words = words.replace('\n', " ");
            }
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            unwrap_optional(object);
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(tidy);
        }
        Value::Array(list) => list.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// What may be left out is written as "this or null": only "this" stays.
fn unwrap_optional(object: &mut Map<String, Value>) {
    let Some(Value::Array(either)) = object.get_mut("anyOf") else {
        return;
    };
    either.retain(|one| one.get("type") != Some(&json!("null")));
    if let [Value::Object(only)] = either.as_mut_slice() {
        let only = std::mem::take(only);
        object.remove("anyOf");
        for (key, value) in only {
            object.entry(key).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    use serde_json::Value;

    use super::{
        super::{Settings, reader::Reader},
        text,
    };

    #[test]
    fn the_committed_schema_is_fresh() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/settings.schema.json");
        let fresh = text();
        if std::env::var_os("VIVAVOCE_RENEW").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == fresh,
            "docs/settings.schema.json is stale: run VIVAVOCE_RENEW=1 cargo test --release -p viva settings"
        );
    }

    #[test]
    fn every_setting_that_is_read_is_described_and_the_other_way_round() {
        let schema: Value = serde_json::from_str(&text()).unwrap();
        let mut reader = Reader::new("", []);
        let _defaults = Settings::read(&mut reader);
        let sections = schema["properties"].as_object().unwrap();
        assert_eq!(sections.len(), reader.known().len());
        for (section, known) in reader.known() {
            let described: BTreeSet<&str> = sections[*section]["properties"]
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            let read: BTreeSet<&str> = known.iter().map(|known| known.key).collect();
            assert_eq!(described, read, "{section}");
            for key in described {
                let description = &sections[*section]["properties"][key]["description"];
                assert!(description.is_string(), "{section}.{key} has no words");
            }
        }
    }
}
