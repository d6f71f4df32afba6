//! The range of words: different ones, how soon they come back, which come most, and their levels.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{CefrLevel, Language, Transcript, Vocabulary};

use super::levels::WordLevels;

/// Words in the moving window of MATTR (Covington & McFall 2010).
const WINDOW: usize = 50;
const MOST_USED: usize = 10;

/// English words that carry grammar and no content.
const FUNCTION_ENGLISH: &str = "a about above after again against all also always am an and any anybody anyone anything are \
    aren't around as at away back be because been before being below between both but by can can't cannot come could couldn't \
    did didn't do does doesn't doing don't done down during each either else even ever every everybody everyone everything \
    few first for from further get gets getting go goes going gone gonna got had hadn't has hasn't have haven't having he \
    he'd he'll he's her here hers herself him himself his how i i'd i'll i'm i've if in into is isn't it it'll it's its \
    itself just kind know last least less let let's like little lot lots made make makes many may maybe me mean might mine \
    more most much must my myself neither never no nobody none nor not nothing now of off often oh ok okay on once one ones \
    only onto or other others our ours ourselves out over own perhaps put quite rather really right said same say says see \
    shall she she'd she'll she's should shouldn't since so some somebody someone something sort still such than that that's \
    the their theirs them themselves then there there's these they they'd they'll they're they've thing things think this \
    those though through thus till to too took toward towards two under until up upon us use used very want was wasn't way \
    we we'd we'll we're we've well went were weren't what what's when where whether which while who who's whom whose why \
    will with within without won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself yourselves";

/// Spanish words that carry grammar and no content.
const FUNCTION_SPANISH: &str = "a al algo alguien algún alguna algunas alguno algunos allí ante antes aquel aquella aquellas aquello \
    aquellos aquí así aun aún aunque bajo bien bueno cada casi como cómo con contra cosa cosas cual cuál cuales cualquier cuando cuándo \
    cuanto de decir del desde después donde dónde dos durante e él el ella ellas ello ellos en entonces entre era eran eras es esa \
    esas ese eso esos esta está están estaba estaban estar estas este esto estos estoy estuve fue fueron fui ha haber había habían haces \
    hace hacen hacer hacia han has hasta hay he hemos hice hizo hoy incluso ir iba iban jamás junto la las le les lo los luego más mas \
    me menos mi mí mía mientras mío mis mismo misma mucha muchas mucho muchos muy nada nadie ni ningún ninguna ninguno no nos nosotros \
    nuestra nuestras nuestro nuestros nunca o os otra otras otro otros para pero poca pocas poco pocos por porque pues puede pueden \
    puedo que qué quien quién quienes sé se sea según ser será si sí sido siempre sin sino sobre sois solo sólo somos son soy su sus \
    suya suyo tal también tampoco tan tanto te tenemos tener tengo ti tiene tienen toda todas todavía todo todos tras tu tú tus tuve \
    tuvo un una unas uno unos usted ustedes va vamos van vez veces voy y ya yo";

/// `counted` holds the indices of the words that count.
pub(super) fn measure(
    transcript: &Transcript,
    normal: &[String],
    counted: &[usize],
    levels: &WordLevels,
) -> Vocabulary {
    let words: Vec<&str> = counted.iter().map(|index| normal[*index].as_str()).collect();
    let distinct: HashSet<&str> = words.iter().copied().collect();
    Vocabulary {
        distinct_words: distinct.len(),
        mattr: mattr(&words),
        most_used: most_used(&words, transcript.language),
        by_level: match transcript.language {
            Language::ENGLISH => by_level(transcript, normal, counted, levels),
            _ => Vec::new(),
        },
    }
}

/// Mean share of different words in every window of [`WINDOW`] words.
fn mattr(words: &[&str]) -> Option<f64> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let (mut windows, mut sum) = (0_usize, 0_usize);
    for (index, word) in words.iter().enumerate() {
        *counts.entry(word).or_default() += 1;
        if let Some(old) = index.checked_sub(WINDOW).map(|old| words[old]) {
            match counts.get_mut(old) {
                Some(count) if *count > 1 => *count -= 1,
                _ => drop(counts.remove(old)),
            }
        }
        if index + 1 >= WINDOW {
            windows += 1;
            sum += counts.len();
        }
    }
    (windows > 0).then(|| sum as f64 / (windows * WINDOW) as f64)
}

/// Content words said at least twice, most frequent first. Empty in languages whose function words we do not know.
fn most_used(words: &[&str], language: Language) -> Vec<(String, usize)> {
    let function: HashSet<&str> = match language {
        Language::ENGLISH => FUNCTION_ENGLISH.split_whitespace().collect(),
        Language::SPANISH => FUNCTION_SPANISH.split_whitespace().collect(),
        _ => return Vec::new(),
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words
        .iter()
        .filter(|word| !function.contains(*word) && word.chars().any(char::is_alphabetic))
    {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(word, count)| (word.to_owned(), count))
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(MOST_USED);
    counts
}

/// Different words by level. Names (capitals inside a sentence of mixed case) and words that the list does not have are
/// left out; forms of one word count once.
fn by_level(
    transcript: &Transcript,
    normal: &[String],
    counted: &[usize],
    levels: &WordLevels,
) -> Vec<(CefrLevel, usize)> {
    let is_capital = |index: usize| transcript.words[index].text.starts_with(char::is_uppercase);
    let shouted = counted.iter().all(|index| is_capital(*index));
    let starts = |index: usize| index == 0 || transcript.words[index - 1].ends_sentence();
    let is_name = |index: usize| !shouted && is_capital(index) && !starts(index);
    let mut seen: HashSet<&str> = HashSet::new();
    let mut counts: BTreeMap<CefrLevel, usize> = BTreeMap::new();
    for index in counted.iter().copied().filter(|index| !is_name(*index)) {
        if let Some((entry, level)) = levels
            .find(&normal[index])
            .filter(|(entry, _)| !seen.contains(entry))
        {
            seen.insert(entry);
            *counts.entry(level).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{mattr, most_used};
    use crate::{FluencyRules, testing};
    use domain::{CefrLevel, Language};

    #[test]
    fn the_moving_ratio_needs_a_whole_window() {
        assert_eq!(mattr(&["a"; 49]), None);
        assert_eq!(mattr(&["a"; 50]), Some(0.02));
        let mut words = vec!["a"; 50];
        words.push("b");
        assert!((mattr(&words).unwrap() - (0.02 + 0.04) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn content_words_are_counted_and_function_words_are_not() {
        let words = ["the", "river", "and", "the", "boat", "on", "the", "river"];
        assert_eq!(most_used(&words, Language::ENGLISH), [("river".to_owned(), 2)]);
        assert_eq!(most_used(&["haus", "haus"], "de".parse().unwrap()), []);
    }

    #[test]
    fn levels_count_different_words_and_no_names() {
        let fluency = FluencyRules::new().apply(
            &testing::said("The house and the houses of ubiquitous Lipoma. Happy, happier."),
            &testing::silence(),
        );
        let count = |level| {
            fluency
                .vocabulary
                .by_level
                .iter()
                .find(|(other, _)| *other == level)
                .map_or(0, |found| found.1)
        };
        assert_eq!(
            count(CefrLevel::A1),
            5,
            "the, house, and, of, happy: {:?}",
            fluency.vocabulary.by_level
        );
        assert_eq!(count(CefrLevel::C2), 1, "ubiquitous");
    }
}
