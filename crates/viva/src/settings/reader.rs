//! Reads sections out of the file and the environment, and collects everything that is wrong with them.

use std::{collections::BTreeMap, fmt::Display, ops::RangeInclusive};

use toml::{
    Value,
    de::{DeTable, DeValue},
};

use super::{
    fault::{Fault, Faults, Origin},
    value::Setting,
};

/// Every override begins with this; the section and the key follow, with two underscores between them.
const PREFIX: &str = "VIVAVOCE_";
const BETWEEN: &str = "__";

/// Names further apart than this share of their length are not taken for a slip of the pen.
const NEAR: f64 = 0.6;

/// What was given for one key.
enum Given {
    Toml(Value),
    Text(String),
}

struct Entry {
    given: Given,
    origin: Origin,
}

/// What is known about one key, for the schema.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    /// Its name.
    pub(super) key: &'static str,
    /// What it is when nobody says anything.
    pub(super) default: Option<serde_json::Value>,
    /// Least and most, of numbers.
    pub(super) bounds: Option<(u32, u32)>,
}

/// All that was given, and all that was wrong with it so far.
pub(super) struct Reader {
    sections: BTreeMap<String, BTreeMap<String, Entry>>,
    faults: Vec<Fault>,
    known: Vec<(&'static str, Vec<Known>)>,
}

impl Reader {
    /// Takes apart the text of the file and the variables of the environment; a variable goes before the file.
    pub(super) fn new(text: &str, environment: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut reader = Self {
            sections: BTreeMap::new(),
            faults: Vec::new(),
            known: Vec::new(),
        };
        reader.read_file(text);
        reader.read_environment(environment);
        reader
    }

    /// Reads one section with `read`; keys that it does not ask for are faults.
    pub(super) fn section<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Section<'_>) -> T) -> T {
        let entries = self.sections.remove(name).unwrap_or_default();
        let mut section = Section {
            name,
            origins: entries
                .iter()
                .map(|(key, entry)| (key.clone(), entry.origin.clone()))
                .collect(),
            entries,
            faults: &mut self.faults,
            known: Vec::new(),
        };
        let value = read(&mut section);
        let Section { entries, known, .. } = section;
        let names: Vec<&str> = known.iter().map(|known| known.key).collect();
        for (key, entry) in entries {
            self.faults.push(Fault {
                reason: unknown("setting", &key, &names),
                key: format!("{name}.{key}"),
                origin: entry.origin,
            });
        }
        self.known.push((name, known));
        value
    }

    /// What the sections asked for, in order.
    pub(super) fn known(&self) -> &[(&'static str, Vec<Known>)] {
        &self.known
    }

    /// Everything that was wrong; sections that nobody asked for are, too.
    pub(super) fn finish(mut self, file: Option<String>) -> Result<(), Faults> {
        let names: Vec<&str> = self.known.iter().map(|(name, _)| *name).collect();
        for (section, entries) in std::mem::take(&mut self.sections) {
            for (key, entry) in entries {
                self.faults.push(Fault {
                    reason: unknown("section", &section, &names),
                    key: if key.is_empty() {
                        section.clone()
                    } else {
                        format!("{section}.{key}")
                    },
                    origin: entry.origin,
                });
            }
        }
        if self.faults.is_empty() {
            return Ok(());
        }
        self.faults
            .sort_by(|a, b| (&a.origin, &a.key).cmp(&(&b.origin, &b.key)));
        Err(Faults {
            file,
            faults: self.faults,
        })
    }

    fn read_file(&mut self, text: &str) {
        let line = |at: usize| Origin::Line(text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            self.faults.push(Fault {
                key: "the file".to_owned(),
                origin: line(error.span().map_or(0, |span| span.start)),
                reason: format!("this is not TOML: {}", error.message()),
            });
        }
        for (name, value) in table.into_inner() {
            let at = line(name.span().start);
            let name = name.into_inner().into_owned();
            let Some(keys) = value.get_ref().as_table() else {
                self.faults.push(Fault {
                    reason:
                        "every setting stands in a section: write [section] on a line of its own above it"
                            .to_owned(),
                    key: name,
                    origin: at,
                });
                continue;
            };
            let section = self.sections.entry(name).or_default();
            for (key, value) in keys.iter() {
                let entry = Entry {
                    given: Given::Toml(plain(value.get_ref())),
                    origin: line(key.span().start),
                };
                section.insert(key.get_ref().clone().into_owned(), entry);
            }
        }
    }

    fn read_environment(&mut self, environment: impl IntoIterator<Item = (String, String)>) {
        for (variable, text) in environment {
            let parts = variable
                .strip_prefix(PREFIX)
                .and_then(|rest| rest.split_once(BETWEEN));
            let Some((section, key)) = parts else { continue };
            let entry = Entry {
                given: Given::Text(text),
                origin: Origin::Variable(variable.clone()),
            };
            let section = self.sections.entry(section.to_lowercase()).or_default();
            section.insert(key.to_lowercase(), entry);
        }
    }
}

/// The value without its place. What no setting is made of becomes an empty table, which no setting takes.
fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or_else(|_| nothing(), Value::Integer)
        }
        DeValue::Array(list) => Value::Array(list.iter().map(|value| plain(value.get_ref())).collect()),
        _ => nothing(),
    }
}

fn nothing() -> Value {
    Value::Table(toml::Table::new())
}

/// One section while it is read.
pub(super) struct Section<'a> {
    name: &'static str,
    entries: BTreeMap<String, Entry>,
    origins: BTreeMap<String, Origin>,
    faults: &'a mut Vec<Fault>,
    known: Vec<Known>,
}

impl Section<'_> {
    /// The value of `key`, or `default`.
    pub(super) fn take<T: Setting>(&mut self, key: &'static str, default: T) -> T {
        self.take_checked(key, default, |_| Ok(()))
    }

    /// The value of `key` when `check` has nothing against it; `check` says what is wrong and what to do.
    pub(super) fn take_checked<T: Setting>(
        &mut self,
        key: &'static str,
        default: T,
        check: impl Fn(&T) -> Result<(), String>,
    ) -> T {
        self.known.push(Known {
            key,
            default: default.to_json(),
            bounds: None,
        });
        let Some(entry) = self.entries.remove(key) else {
            return default;
        };
        let value = match &entry.given {
            Given::Toml(value) => T::from_toml(value),
            Given::Text(text) => T::from_text(text),
        };
        let checked = value
            .ok_or_else(|| format!("expected {}", T::expected()))
            .and_then(|value| check(&value).map(|()| value));
        checked.unwrap_or_else(|reason| {
            self.fault(key, reason);
            default
        })
    }

    /// The number at `key`, which must lie within `bounds`.
    pub(super) fn number(&mut self, key: &'static str, default: u32, bounds: RangeInclusive<u32>) -> u32 {
        let value = self.take_checked(key, default, |value| within(*value, &bounds));
        if let Some(known) = self.known.last_mut() {
            known.bounds = Some((*bounds.start(), *bounds.end()));
        }
        value
    }

    /// Something is wrong with `key`, which may not have been given at all.
    pub(super) fn fault(&mut self, key: &str, reason: impl Into<String>) {
        self.faults.push(Fault {
            key: format!("{}.{key}", self.name),
            origin: self.origins.get(key).cloned().unwrap_or(Origin::Unset),
            reason: reason.into(),
        });
    }
}

fn within<T: PartialOrd + Display>(value: T, bounds: &RangeInclusive<T>) -> Result<(), String> {
    if bounds.contains(&value) {
        return Ok(());
    }
    Err(format!(
        "expected a number from {} to {}, but it is {value}",
        bounds.start(),
        bounds.end()
    ))
}

/// What is said about a name that nobody knows.
fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .map(|known| (strsim::normalized_damerau_levenshtein(name, known), known))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    match near {
        Some((_, near)) => format!("there is no such {what}; did you mean {near}?"),
        None => format!("there is no such {what}; there are {}", known.join(", ")),
    }
}
