//! Two score cards side by side, refused unless they were made by the same version of the same rubric.

use domain::{Outcome, RubricRef, ScoreCard};

/// How a criterion, or the whole, has changed from one recording to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The criterion's key; `None` for the overall score.
    pub criterion: Option<String>,
    /// The score before.
    pub before: f64,
    /// The score after.
    pub after: f64,
    /// Whether the 80 % intervals lie apart, so that the change is more than chance.
    pub clear: bool,
}

/// Two score cards that must not be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "scores by {} version {} and by {} version {} cannot be compared; score both recordings with the same rubric",
    .before.name, .before.version, .after.name, .after.version
)]
pub struct NotComparable {
    /// The rubric of the first card.
    pub before: RubricRef,
    /// The rubric of the second card.
    pub after: RubricRef,
}

/// What has changed between two recordings: the overall score first, then each criterion scored in both.
///
/// # Errors
/// [`NotComparable`] when the rubric or its version is not the same.
pub fn compare(before: &ScoreCard, after: &ScoreCard) -> Result<Vec<Change>, NotComparable> {
    if before.rubric != after.rubric {
        return Err(NotComparable {
            before: before.rubric.clone(),
            after: after.rubric.clone(),
        });
    }
    let mut changes: Vec<_> = change(None, &before.overall, &after.overall)
        .into_iter()
        .collect();
    for criterion in &before.criteria {
        if let Some(later) = after.criteria.iter().find(|later| later.key == criterion.key) {
            changes.extend(change(Some(&criterion.key), &criterion.outcome, &later.outcome));
        }
    }
    Ok(changes)
}

fn change(criterion: Option<&String>, before: &Outcome, after: &Outcome) -> Option<Change> {
    let (Outcome::Scored(before), Outcome::Scored(after)) = (before, after) else {
        return None;
    };
    let apart = before.interval.high < after.interval.low || after.interval.high < before.interval.low;
    Some(Change {
        criterion: criterion.cloned(),
        before: before.value,
        after: after.value,
        clear: apart,
    })
}

#[cfg(test)]
mod tests {
    use domain::{Band, Interval, Score};

    use super::*;

    fn card(version: u32, value: f64) -> ScoreCard {
        let interval = Interval {
            low: value - 5.0,
            high: value + 5.0,
            level: 0.8,
        };
        let band = Band {
            name: String::new(),
            descriptor: String::new(),
        };
        ScoreCard {
            rubric: RubricRef {
                name: "talk".to_owned(),
                version,
            },
            title: String::new(),
            models: Vec::new(),
            overall: Outcome::Scored(Score {
                value,
                interval,
                band,
            }),
            criteria: Vec::new(),
        }
    }

    #[test]
    fn cards_of_different_rubric_versions_are_not_compared() {
        let error = compare(&card(1, 50.0), &card(2, 60.0)).unwrap_err();
        assert!(
            error.to_string().contains("version 1") && error.to_string().contains("version 2"),
            "{error}"
        );
        let mut other = card(1, 50.0);
        other.rubric.name = "conversation".to_owned();
        assert!(compare(&card(1, 50.0), &other).is_err());
    }

    #[test]
    fn a_change_within_the_intervals_is_not_called_clear() {
        assert!(!compare(&card(1, 50.0), &card(1, 58.0)).unwrap()[0].clear);
        assert!(compare(&card(1, 50.0), &card(1, 65.0)).unwrap()[0].clear);
    }
}
