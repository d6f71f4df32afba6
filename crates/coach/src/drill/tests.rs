//! What somebody gets to practise after a recording.

use domain::{
    Comparison, Drill, DrillKind, FilledPause, Finding, FindingKind, FoundBy, Goal, Language, Outcome, Span,
    Timing,
};

use super::*;
use crate::score::{
    score,
    synthetic::{Speaker, Take, empty},
};

fn coach(take: &Take, rubric: &str) -> (ScoreCard, Vec<Drill>) {
    let rubric = Rubric::builtin(rubric).unwrap();
    let card = score(
        &rubric,
        &take.transcript,
        &take.prosody,
        &take.fluency,
        Vec::new(),
        1,
    );
    let drills = drills(&card, &take.transcript, &take.prosody, &take.fluency);
    (card, drills)
}

fn hurried() -> Speaker {
    Speaker {
        word_seconds: 0.17,
        fillers: 0.9,
        inside: 0.8,
        pitch_sd: 1.3,
        findings: 0.03,
        ..Speaker::default()
    }
}

fn find_kind(drills: &[Drill], kind: DrillKind) -> &Drill {
    drills
        .iter()
        .find(|drill| drill.kind == kind)
        .unwrap_or_else(|| panic!("no {kind:?} in {drills:#?}"))
}

#[test]
fn a_weak_recording_gives_three_to_five_exercises_of_different_kinds_weakest_criterion_first() {
    let (card, drills) = coach(&hurried().speak(120.0, 1), "public-speaking");
    assert!((3..=5).contains(&drills.len()), "{}", drills.len());
    let value = |key: &str| match &card.criteria.iter().find(|c| c.key == key).unwrap().outcome {
        Outcome::Scored(score) => score.value,
        Outcome::NotScored(why) => panic!("{why}"),
    };
    assert!(
        drills
            .windows(2)
            .take(3)
            .all(|pair| value(&pair[0].criterion) <= value(&pair[1].criterion))
    );
    for (at, drill) in drills.iter().enumerate() {
        assert!(drills[..at].iter().all(|earlier| earlier.kind != drill.kind));
        assert!(
            !drill.steps.is_empty() && !drill.goals.is_empty() && !drill.moments.is_empty(),
            "{drill:#?}"
        );
        assert!(
            drill
                .text
                .as_ref()
                .is_none_or(|text| text.split_whitespace().count() <= 60),
            "{drill:#?}"
        );
    }
}

#[test]
fn nothing_scored_gives_no_exercise() {
    assert!(coach(&hurried().speak(12.0, 1), "public-speaking").1.is_empty());
    assert!(coach(&empty(Language::ENGLISH), "conversation").1.is_empty());
}

#[test]
fn a_goal_is_not_met_by_the_recording_it_comes_from_and_is_met_by_its_target() {
    let (card, drills) = coach(&hurried().speak(120.0, 2), "public-speaking");
    for goal in drills.iter().flat_map(|drill| &drill.goals) {
        assert_eq!(check(goal, &card), Some(false), "{goal:?}");
        assert!(meets(goal, goal.target));
    }
    let unknown = Goal {
        measure: "unheard_of".to_owned(),
        comparison: Comparison::AtLeast,
        target: 1.0,
        now: 0.0,
        text: String::new(),
    };
    assert_eq!(check(&unknown, &card), None);
}

#[test]
fn a_far_target_is_approached_by_half() {
    let (_, drills) = coach(
        &Speaker {
            fillers: 1.0,
            ..Speaker::default()
        }
        .speak(120.0, 3),
        "public-speaking",
    );
    let goal = &find_kind(&drills, DrillKind::WithoutFillers).goals[0];
    assert!(
        goal.target < goal.now && goal.target > 0.45 * goal.now,
        "{goal:?}"
    );
    assert!(goal.text.contains("on the way to"), "{}", goal.text);
}

#[test]
fn who_speaks_too_fast_practises_the_fastest_passage_at_a_slower_rate() {
    let take = Speaker {
        word_seconds: 0.15,
        pause_seconds: 0.3,
        ..Speaker::default()
    }
    .speak(90.0, 4);
    let (_, drills) = coach(&take, "public-speaking");
    let drill = find_kind(&drills, DrillKind::Pacing);
    assert!(drill.steps[0].contains("words a minute"), "{drill:#?}");
    assert_eq!(drill.goals[0].comparison, Comparison::AtMost);
}

#[test]
fn the_places_to_pause_are_marked() {
    let take = Speaker {
        inside: 0.9,
        ..Speaker::default()
    }
    .speak(90.0, 5);
    let (_, drills) = coach(&take, "public-speaking");
    assert!(
        find_kind(&drills, DrillKind::Pausing)
            .text
            .as_ref()
            .unwrap()
            .contains(" | ")
    );
}

/// Puts words in place of the first ones of the recording, one utterance of them.
fn say(take: &mut Take, text: &str) {
    let words: Vec<_> = text.split(' ').collect();
    for (word, said) in take.transcript.words.iter_mut().zip(&words) {
        word.text = (*said).to_owned();
    }
    let span = Span::new(
        take.transcript.words[0].span.start,
        take.transcript.words[words.len() - 1].span.end,
    );
    take.transcript
        .utterances
        .retain(|utterance| utterance.first_word >= words.len());
    take.transcript.utterances.insert(
        0,
        domain::Utterance {
            span,
            first_word: 0,
            end_word: words.len(),
        },
    );
}

fn finding(
    take: &Take,
    kind: FindingKind,
    first_word: usize,
    end_word: usize,
    suggestion: Option<&str>,
) -> Finding {
    let words = &take.transcript.words[first_word..end_word];
    Finding {
        kind,
        rule: "made-up".to_owned(),
        first_word,
        end_word,
        span: Span::new(words[0].span.start, words[words.len() - 1].span.end),
        text: words
            .iter()
            .map(|word| word.text.clone())
            .collect::<Vec<_>>()
            .join(" "),
        message: "“Agree” is a verb.".to_owned(),
        suggestion: suggestion.map(str::to_owned),
    }
}

#[test]
fn a_sentence_is_given_back_without_its_fillers() {
    let mut take = Speaker {
        fillers: 0.0,
        findings: 0.0,
        ..Speaker::default()
    }
    .speak(60.0, 6);
    say(&mut take, "Um, we walked, uh, along the river, um.");
    for word in [0, 3, 7] {
        let span = take.transcript.words[word].span;
        take.fluency.filled_pauses.extend(vec![
            FilledPause {
                span,
                found_by: FoundBy::Words,
                text: None,
                word: Some(word)
            };
            4
        ]);
    }
    let (_, drills) = coach(&take, "public-speaking");
    let drill = find_kind(&drills, DrillKind::WithoutFillers);
    assert_eq!(drill.text.as_deref(), Some("We walked, along the river."));
    assert!(
        drill.why.ends_with("In this sentence: um, uh, um."),
        "{}",
        drill.why
    );
}

#[test]
fn a_slip_of_grammar_is_put_right_in_its_sentence() {
    let mut take = Speaker {
        fillers: 0.0,
        findings: 0.0,
        ..Speaker::default()
    }
    .speak(60.0, 7);
    say(&mut take, "I am agree with you, and we go.");
    let slips: Vec<_> = (0..4)
        .map(|_| finding(&take, FindingKind::Grammar, 1, 3, Some("agree")))
        .collect();
    take.fluency.findings.extend(slips);
    let (_, drills) = coach(&take, "conversation");
    let drill = find_kind(&drills, DrillKind::Grammar);
    assert_eq!(drill.text.as_deref(), Some("I agree with you, and we go."));
    assert!(drill.why.contains("“am agree”"), "{}", drill.why);
}

#[test]
fn a_repeated_piece_is_said_once() {
    let mut take = Speaker {
        fillers: 0.0,
        findings: 0.0,
        ..Speaker::default()
    }
    .speak(60.0, 8);
    say(&mut take, "Then in the in the morning we left the village.");
    let repeats: Vec<_> = (0..5)
        .map(|_| finding(&take, FindingKind::Repetition, 1, 5, None))
        .collect();
    take.fluency.findings.extend(repeats);
    let (_, drills) = coach(&take, "public-speaking");
    let drill = find_kind(&drills, DrillKind::InOneGo);
    assert_eq!(
        drill.text.as_deref(),
        Some("Then in the morning we left the village.")
    );
}

#[test]
fn without_measured_words_no_exercise_points_at_a_words_time() {
    let take = Speaker {
        timing: Timing::Estimated,
        ..hurried()
    }
    .speak(120.0, 9);
    let (_, drills) = coach(&take, "public-speaking");
    assert!(!drills.is_empty());
    let sounds: Vec<_> = take
        .prosody
        .phrases
        .iter()
        .map(|phrase| phrase.span)
        .chain(take.fluency.pauses.iter().map(|pause| pause.span))
        .chain(take.fluency.filled_pauses.iter().map(|filled| filled.span))
        .collect();
    assert!(
        drills
            .iter()
            .flat_map(|drill| &drill.moments)
            .all(|moment| sounds.contains(moment)),
        "{drills:#?}"
    );
}
