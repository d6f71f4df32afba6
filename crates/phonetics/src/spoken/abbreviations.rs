//! Written short, spoken in full.

/// When an abbreviation is one.
#[derive(Clone, Copy, PartialEq)]
enum When {
    /// Always.
    Always,
    /// With its full stop: without it, it is another word.
    WithStop,
    /// After a number.
    AfterNumber,
}
use When::{AfterNumber, Always, WithStop};

/// What is written (lower case, no stop), when it counts, and what is said; letters to spell have a stop each.
const TABLE: &[(&str, When, &[&str])] = &[
    ("mr", Always, &["mister"]),
    ("mrs", Always, &["mrs"]),
    ("ms", Always, &["ms", "m. s."]),
    ("dr", Always, &["doctor", "drive"]),
    ("prof", Always, &["professor"]),
    ("st", Always, &["saint", "street"]),
    ("jr", Always, &["junior"]),
    ("sr", Always, &["senior"]),
    ("mt", Always, &["mount", "m. t."]),
    ("vs", Always, &["versus", "v. s."]),
    ("v", WithStop, &["versus", "v."]),
    ("etc", Always, &["et cetera", "etc"]),
    ("e.g", Always, &["e. g.", "for example"]),
    ("eg", Always, &["e. g.", "for example"]),
    ("i.e", Always, &["i. e.", "that is"]),
    ("ie", Always, &["i. e.", "that is"]),
    ("approx", Always, &["approximately"]),
    ("dept", Always, &["department"]),
    ("govt", Always, &["government"]),
    ("ltd", Always, &["limited", "l. t. d."]),
    ("inc", WithStop, &["incorporated", "inc"]),
    ("corp", WithStop, &["corporation", "corp"]),
    ("co", WithStop, &["company", "co"]),
    ("ave", WithStop, &["avenue"]),
    ("blvd", Always, &["boulevard"]),
    ("rd", WithStop, &["road"]),
    ("no", WithStop, &["no", "number"]),
    ("nos", WithStop, &["numbers"]),
    ("fig", WithStop, &["figure", "fig"]),
    ("vol", WithStop, &["volume"]),
    ("gen", WithStop, &["general"]),
    ("col", WithStop, &["colonel", "column"]),
    ("lt", Always, &["lieutenant"]),
    ("sgt", Always, &["sergeant"]),
    ("capt", Always, &["captain"]),
    ("rev", WithStop, &["reverend"]),
    ("hon", WithStop, &["honorable"]),
    ("jan", WithStop, &["january", "jan"]),
    ("feb", Always, &["february", "feb"]),
    ("mar", WithStop, &["march"]),
    ("apr", Always, &["april"]),
    ("jun", WithStop, &["june"]),
    ("jul", WithStop, &["july"]),
    ("aug", Always, &["august"]),
    ("sept", Always, &["september", "sept"]),
    ("sep", Always, &["september"]),
    ("oct", Always, &["october"]),
    ("nov", Always, &["november"]),
    ("dec", WithStop, &["december"]),
    ("mon", WithStop, &["monday"]),
    ("tue", Always, &["tuesday"]),
    ("tues", Always, &["tuesday"]),
    ("wed", WithStop, &["wednesday"]),
    ("thu", Always, &["thursday"]),
    ("thurs", Always, &["thursday"]),
    ("fri", Always, &["friday"]),
    ("sat", WithStop, &["saturday", "sat"]),
    ("am", AfterNumber, &["a. m.", "am"]),
    ("pm", Always, &["p. m."]),
    ("km", Always, &["kilometers", "kilometer", "k. m."]),
    ("cm", Always, &["centimeters", "centimeter"]),
    ("mm", AfterNumber, &["millimeters", "millimeter"]),
    ("kg", Always, &["kilograms", "kilogram", "kilos"]),
    ("mg", Always, &["milligrams", "milligram"]),
    ("ml", Always, &["milliliters", "milliliter"]),
    ("lb", Always, &["pounds", "pound"]),
    ("lbs", Always, &["pounds"]),
    ("oz", AfterNumber, &["ounces", "ounce"]),
    ("ft", AfterNumber, &["feet", "foot"]),
    ("in", AfterNumber, &["in", "inches"]),
    ("yd", Always, &["yards"]),
    ("mi", AfterNumber, &["miles"]),
    ("m", AfterNumber, &["meters", "meter", "million", "m."]),
    ("g", AfterNumber, &["grams", "gram", "g."]),
    ("k", AfterNumber, &["thousand", "k."]),
    ("bn", Always, &["billion"]),
    ("h", AfterNumber, &["hours", "hour", "h."]),
    ("hr", AfterNumber, &["hours", "hour"]),
    ("hrs", Always, &["hours"]),
    ("min", AfterNumber, &["minutes", "minute", "min"]),
    ("mins", Always, &["minutes"]),
    ("sec", AfterNumber, &["seconds", "second", "sec"]),
    ("secs", Always, &["seconds"]),
    ("s", AfterNumber, &["seconds", "s."]),
    ("ms", AfterNumber, &["milliseconds"]),
    ("mph", Always, &["miles per hour", "m. p. h."]),
    ("kmh", Always, &["kilometers per hour"]),
    ("km/h", Always, &["kilometers per hour"]),
    ("hz", Always, &["hertz"]),
    ("khz", Always, &["kilo hertz"]),
    ("mhz", Always, &["megahertz"]),
    ("ghz", Always, &["gig a hertz"]),
    ("kb", Always, &["kilobytes", "k. b."]),
    ("mb", Always, &["megabytes", "m. b."]),
    ("gb", Always, &["gigabytes", "g. b."]),
    ("tb", Always, &["terabytes", "t. b."]),
    ("x", AfterNumber, &["times", "x."]),
    ("c", AfterNumber, &["celsius", "c."]),
    ("f", AfterNumber, &["fahrenheit", "f."]),
    ("&", Always, &["and"]),
    ("%", Always, &["percent"]),
    ("+", Always, &["plus", "and"]),
    ("=", Always, &["equals", "is"]),
    ("@", Always, &["at"]),
    ("#", Always, &["number", "hash", "hashtag"]),
    ("$", Always, &["dollars", "dollar"]),
    ("€", Always, &["euros", "euro"]),
    ("£", Always, &["pounds", "pound"]),
    ("°", Always, &["degrees", "degree"]),
    ("°c", Always, &["degrees celsius", "degrees"]),
    ("°f", Always, &["degrees fahrenheit", "degrees"]),
    ("×", Always, &["times"]),
    ("÷", Always, &["divided by"]),
    ("w/", Always, &["with"]),
];

/// What an abbreviation stands for; nothing when `written` (lower case, without its stop) is none. `stop` says whether a
/// full stop follows it, `after_number` whether a number stands before it.
pub(super) fn spoken(written: &str, stop: bool, after_number: bool) -> Vec<Vec<String>> {
    TABLE
        .iter()
        .filter(|(short, when, _)| {
            *short == written
                && match when {
                    Always => true,
                    WithStop => stop,
                    AfterNumber => after_number,
                }
        })
        .flat_map(|(_, _, forms)| {
            forms
                .iter()
                .map(|form| form.split(' ').map(str::to_owned).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{TABLE, spoken};
    use crate::lexicon::in_dictionary;

    #[test]
    fn every_word_said_is_in_the_dictionary() {
        let said = TABLE
            .iter()
            .flat_map(|(_, _, forms)| forms.iter().flat_map(|form| form.split(' ')));
        let unknown: Vec<_> = said.filter(|word| !in_dictionary(word)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn some_are_only_short_with_a_stop_or_after_a_number() {
        assert!(spoken("no", false, false).is_empty());
        assert_eq!(spoken("no", true, false).len(), 2);
        assert!(spoken("m", false, false).is_empty());
        assert_eq!(spoken("m", false, true)[0], ["meters"]);
    }
}
