//! Rubrics: what is scored, by which measures, and what each score means. They are data (`rubrics/*.toml`).
//!
//! A rubric is read strictly (see [`Rubric::parse`]) so that a slip in a person's own file is found, not ignored.

mod fault;
mod map;
mod parse;
mod reader;
#[cfg(test)]
mod tests;

use domain::{Band, Language, RubricRef};

pub use fault::{Fault, RubricError};
pub(crate) use map::{GOOD, PointMap, Side, Target};

use crate::score::Measure;

/// The rubrics that come with Vivavoce, by name.
const BUILT_IN: [(&str, &str); 2] = [
    ("public-speaking", include_str!("../rubrics/public-speaking.toml")),
    ("conversation", include_str!("../rubrics/conversation.toml")),
];

/// What a recording is scored by.
#[derive(Clone, Debug, PartialEq)]
pub struct Rubric {
    /// Name and version.
    pub(crate) reference: RubricRef,
    /// For people.
    pub(crate) title: String,
    /// Less than this is not scored.
    pub(crate) minimum: Minimum,
    /// Bands of the overall score, from 0 to 100 without gaps.
    pub(crate) bands: Vec<RubricBand>,
    /// In the order in which they are shown.
    pub(crate) criteria: Vec<Criterion>,
}

/// The least speech that is scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Minimum {
    /// Seconds from the first word to the last.
    pub(crate) seconds: f64,
    /// Words.
    pub(crate) words: usize,
}

/// A stretch of the scale: `from` up to and without `to` (100 itself belongs to the last band).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RubricBand {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) band: Band,
}

/// One thing that is scored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Criterion {
    pub(crate) key: String,
    pub(crate) title: String,
    /// Share of the overall score; the weights of a rubric sum to 1.
    pub(crate) weight: f64,
    pub(crate) bands: Vec<RubricBand>,
    pub(crate) evidence: Vec<EvidenceRule>,
}

/// How one measure feeds a criterion.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EvidenceRule {
    pub(crate) measure: &'static Measure,
    /// Against the other evidence of the criterion.
    pub(crate) weight: f64,
    pub(crate) points: PointMap,
    pub(crate) by_language: Vec<(Language, PointMap)>,
}

impl Rubric {
    /// The names of the rubrics that come with Vivavoce.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// The rubric of that name that comes with Vivavoce.
    #[must_use]
    pub fn builtin(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::parse(text).ok()
    }

    /// Reads a rubric from TOML. `docs/scoring.md` says what stands in one.
    ///
    /// # Errors
    /// Every fault in the text, each with its line and what to do. Keys that mean nothing are faults too.
    pub fn parse(text: &str) -> Result<Self, RubricError> {
        parse::rubric(text)
    }

    /// Name and version, as they stand in every score.
    #[must_use]
    pub fn reference(&self) -> &RubricRef {
        &self.reference
    }

    /// The title for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }
}

impl EvidenceRule {
    /// The map from the measure to points that holds for `language`.
    pub(crate) fn points_in(&self, language: Language) -> &PointMap {
        let own = self.by_language.iter().find(|(of, _)| *of == language);
        own.map_or(&self.points, |(_, map)| map)
    }
}

/// The band that a score of `value` falls in. `bands` cover 0 to 100, as the reader has checked.
pub(crate) fn band_of(bands: &[RubricBand], value: f64) -> Band {
    let fits = bands.iter().find(|band| value < band.to).or(bands.last());
    fits.map_or_else(
        || Band {
            name: String::new(),
            descriptor: String::new(),
        },
        |found| found.band.clone(),
    )
}

#[cfg(test)]
mod built_in {
    use super::*;

    #[test]
    fn every_rubric_that_comes_along_reads_and_bears_its_name() {
        for name in Rubric::names() {
            let rubric = Rubric::builtin(name).unwrap_or_else(|| panic!("{name} does not read"));
            assert_eq!(rubric.reference().name, name);
            assert!((rubric.criteria.iter().map(|c| c.weight).sum::<f64>() - 1.0).abs() < 1e-12);
        }
        assert!(Rubric::builtin("juggling").is_none());
    }

    #[test]
    fn a_band_holds_its_lower_end_and_the_last_one_holds_100() {
        let rubric = Rubric::builtin("public-speaking").unwrap();
        let first = &rubric.bands[0];
        assert_eq!(band_of(&rubric.bands, 0.0), first.band);
        assert_eq!(band_of(&rubric.bands, first.to), rubric.bands[1].band);
        assert_eq!(band_of(&rubric.bands, 100.0), rubric.bands.last().unwrap().band);
    }

    #[test]
    fn spanish_pace_is_judged_by_spanish_numbers() {
        let rubric = Rubric::builtin("public-speaking").unwrap();
        let rule = rubric
            .criteria
            .iter()
            .flat_map(|c| &c.evidence)
            .find(|e| e.measure.key == "words_per_minute");
        let rule = rule.expect("pace is scored by words per minute");
        assert_ne!(
            rule.points_in(Language::SPANISH),
            rule.points_in(Language::ENGLISH)
        );
    }
}
