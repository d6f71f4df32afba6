//! A sentence said again with its grammar put right.

use std::collections::HashSet;

use domain::{Drill, DrillKind, Finding, FindingKind};

use super::{Case, goal::goal, passage};

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let slips = talk
        .fluency
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::Grammar);
    let mendable = slips.filter_map(|slip| Some((slip, slip.suggestion.as_deref()?, slip)));
    let (slip, suggestion, _) = mendable
        .into_iter()
        .find(|(_, suggestion, _)| !suggestion.trim().is_empty())?;
    let sentence = passage::sentence_around(talk.transcript, slip.first_word);
    let text = mended(case, slip, suggestion, &sentence)?;
    Some(Drill {
        kind: DrillKind::Grammar,
        criterion: case.criterion.key.clone(),
        title: "Say it right".to_owned(),
        why: format!("You said “{}”. {}", slip.text, slip.message),
        text: Some(text),
        steps: vec![
            format!(
                "Say the sentence as it stands here; the part that changed is “{}”.",
                suggestion.trim()
            ),
            "Say it three times, the last time without looking.".to_owned(),
            "Make three sentences of your own with the same part in them, and record them.".to_owned(),
        ],
        goals: vec![goal(case)?],
        moments: passage::when(talk.transcript, &sentence)
            .map_or_else(|| case.evidence.moments.clone(), |span| vec![span]),
    })
}

/// The sentence with the suggestion in place of the slip; `None` when the slip reaches out of it.
fn mended(
    case: &Case<'_>,
    slip: &Finding,
    suggestion: &str,
    sentence: &std::ops::Range<usize>,
) -> Option<String> {
    let transcript = case.talk.transcript;
    if slip.first_word < sentence.start || slip.end_word > sentence.end || slip.end_word <= slip.first_word {
        return None;
    }
    let fillers = passage::in_the_way(case.talk, &[]);
    let part =
        |range: &std::ops::Range<usize>, dropped: &HashSet<usize>| passage::text(transcript, range, dropped);
    let before = part(&(sentence.start..slip.first_word), &fillers);
    let after = part(&(slip.end_word..sentence.end), &fillers);
    let last = &transcript.words.get(slip.end_word - 1)?.text;
    let end: String = last
        .chars()
        .rev()
        .take_while(|c| !c.is_alphanumeric())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let mut put = suggestion
        .trim()
        .trim_end_matches(['.', ',', ';', '?', '!'])
        .to_owned();
    put.push_str(&end);
    let first = transcript
        .words
        .get(slip.first_word)?
        .text
        .starts_with(char::is_uppercase);
    let put = if first { passage::capitalised(&put) } else { put };
    Some(
        [before, put, after]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    )
}
