//! Reads TOML tables strictly: every fault is kept with its line, and reading goes on, so that a person sees all of
//! them at once. After a fault a stand-in value is returned; the whole is thrown away when there was any.

use std::{collections::HashSet, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Fault;

/// More faults than this are not kept: by then it is another kind of file.
const MAX_FAULTS: usize = 50;

/// Letters in any text of a rubric.
const MAX_TEXT: usize = 600;

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Keeps the faults while a text is read.
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) faults: Vec<Fault>,
}

/// A table of the text, with the keys that have been asked for.
pub(super) struct Table<'a, 't> {
    entries: &'a DeTable<'t>,
    span: Range<usize>,
    pub(super) place: String,
    asked: HashSet<&'static str>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            faults: Vec::new(),
        }
    }

    pub(super) fn fault(&mut self, span: Range<usize>, place: &str, what: impl Into<String>) {
        if self.faults.len() < MAX_FAULTS {
            let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            self.faults.push(Fault {
                line,
                place: place.to_owned(),
                what: what.into(),
            });
        }
    }

    /// A table, or a fault when the value is something else.
    pub(super) fn table<'a>(&mut self, value: &'a Value<'t>, place: &str) -> Option<Table<'a, 't>> {
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_kind(value, place, "a table");
            return None;
        };
        Some(Table::new(entries, value.span(), place.to_owned()))
    }

    /// The items of a list of `least` to `most`, each with its place; a fault when the value is something else.
    pub(super) fn list<'a>(
        &mut self,
        value: &'a Value<'t>,
        place: &str,
        least: usize,
        most: usize,
    ) -> Vec<(&'a Value<'t>, String)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_kind(value, place, "a list");
            return Vec::new();
        };
        if !(least..=most).contains(&items.len()) {
            let what = format!("has {} entries; give {least} to {most}", items.len());
            self.fault(value.span(), place, what);
            return Vec::new();
        }
        items
            .iter()
            .enumerate()
            .map(|(at, item)| (item, format!("{place}[{}]", at + 1)))
            .collect()
    }

    /// A number between `low` and `high`.
    pub(super) fn number(&mut self, value: &Value<'t>, place: &str, low: f64, high: f64) -> f64 {
        let parsed = match value.get_ref() {
            DeValue::Integer(whole) => i64::from_str_radix(whole.as_str(), whole.radix())
                .ok()
                .map(|n| n as f64),
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            _ => {
                self.wrong_kind(value, place, "a number");
                return low;
            }
        };
        match parsed.filter(|number| (low..=high).contains(number)) {
            Some(number) => number,
            None => {
                self.fault(
                    value.span(),
                    place,
                    format!("must be a number from {low} to {high}"),
                );
                low
            }
        }
    }

    /// Text of 1 to 600 letters.
    pub(super) fn words(&mut self, value: &Value<'t>, place: &str) -> String {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_kind(value, place, "text in quotes");
            return String::new();
        };
        if text.trim().is_empty() || text.chars().count() > MAX_TEXT {
            self.fault(value.span(), place, format!("must have 1 to {MAX_TEXT} letters"));
        }
        text.to_owned()
    }

    /// A name in small letters, digits and hyphens.
    pub(super) fn key(&mut self, value: &Value<'t>, place: &str) -> String {
        let text = self.words(value, place);
        let letters = text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !letters || text.starts_with('-') || text.len() > 60 {
            let what = "must be a name of small letters, digits and hyphens, such as public-speaking";
            self.fault(value.span(), place, what);
        }
        text
    }

    fn wrong_kind(&mut self, value: &Value<'t>, place: &str, wanted: &str) {
        let what = format!("is a {}, and must be {wanted}", value.get_ref().type_str());
        self.fault(value.span(), place, what);
    }
}

impl<'a, 't> Table<'a, 't> {
    pub(super) fn new(entries: &'a DeTable<'t>, span: Range<usize>, place: String) -> Self {
        Self {
            entries,
            span,
            place,
            asked: HashSet::new(),
        }
    }

    /// The place of an entry, for faults.
    pub(super) fn at(&self, key: &str) -> String {
        if self.place.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.place)
        }
    }

    /// An entry that may be missing.
    pub(super) fn optional(&mut self, key: &'static str) -> Option<&'a Value<'t>> {
        self.asked.insert(key);
        self.entries
            .iter()
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    /// An entry that must be there; `example` shows how to write it.
    pub(super) fn required(
        &mut self,
        reader: &mut Reader<'t>,
        key: &'static str,
        example: &str,
    ) -> Option<&'a Value<'t>> {
        let found = self.optional(key);
        if found.is_none() {
            reader.fault(
                self.span.clone(),
                &self.at(key),
                format!("is missing; write for example {example}"),
            );
        }
        found
    }

    /// Every entry, for tables whose keys are not known beforehand.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Value<'t>)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.get_ref().as_ref(), value))
    }

    /// Every key that nobody asked for is a fault.
    pub(super) fn finish(&self, reader: &mut Reader<'t>) {
        let mut known: Vec<_> = self.asked.iter().copied().collect();
        known.sort_unstable();
        for (name, _) in self
            .entries
            .iter()
            .filter(|(name, _)| !self.asked.contains(name.get_ref().as_ref()))
        {
            let what = format!("means nothing here; the keys known here are {}", known.join(", "));
            reader.fault(name.span(), &self.at(name.get_ref()), what);
        }
    }
}
