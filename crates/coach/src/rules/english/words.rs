//! Small word lists that several rules of English share: verbs and their forms, numbers, pronouns, nouns.
//!
//! Kept short on purpose: a rule that knows two hundred words surely is worth more than one that guesses at all words.

/// Irregular verbs: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("be", "were", "been"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("fly", "flew", "flown"),
    ("forget", "forgot", "forgotten"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("learn", "learnt", "learnt"),
    ("leave", "left", "left"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("pay", "paid", "paid"),
    ("ride", "rode", "ridden"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("sing", "sang", "sung"),
    ("sit", "sat", "sat"),
    ("sleep", "slept", "slept"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("stand", "stood", "stood"),
    ("swim", "swam", "swum"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("understand", "understood", "understood"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("win", "won", "won"),
    ("write", "wrote", "written"),
];

/// Regular verbs that are seldom anything else than verbs in their base form.
const REGULAR: &[&str] = &[
    "agree", "allow", "appear", "arrive", "ask", "believe", "belong", "close", "continue", "cook", "decide",
    "depend", "discuss", "enjoy", "explain", "finish", "follow", "happen", "hate", "hope", "improve",
    "learn", "listen", "live", "love", "move", "need", "open", "practice", "practise", "prefer", "prepare",
    "receive", "remember", "seem", "start", "stay", "stop", "study", "suggest", "suppose", "travel", "try",
    "visit", "wait", "want", "wash", "watch", "wish", "work", "worry", "like", "play", "help", "use", "walk",
    "talk", "call", "clean", "dance", "invite", "answer",
];

/// Words after which a sentence goes on: articles, pronouns as subjects, forms of be and have, prepositions, conjunctions.
const LEADS_ON: &[&str] = &[
    "a", "an", "the", "this", "these", "those", "my", "your", "his", "her", "its", "our", "their", "i",
    "you", "he", "she", "it", "we", "they", "i'm", "you're", "he's", "she's", "it's", "we're", "they're",
    "that's", "there's", "i've", "i'll", "am", "is", "are", "was", "were", "be", "been", "have", "has",
    "had", "do", "does", "did", "will", "would", "can", "could", "should", "must", "may", "might", "to",
    "of", "in", "on", "at", "for", "with", "from", "by", "about", "into", "and", "but", "or", "because",
    "if", "when", "as", "than", "that", "which", "who", "what", "where", "how", "why", "el", "la", "los",
    "las", "un", "una", "de", "del", "en", "con", "por", "para", "que", "y", "o", "pero", "porque", "cuando",
    "si", "yo", "tú", "él", "ella", "nosotros", "ellos", "mi", "tu", "su", "es", "era", "fue", "estaba",
    "había", "he", "ha", "se", "me", "te", "le", "lo", "nos", "al",
];

const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
];
const FEWER_THAN_TWO: &[&str] = &[
    "zero", "one", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
];

/// Personal pronouns as subjects.
pub(crate) const SUBJECTS: &[&str] = &["i", "you", "he", "she", "it", "we", "they"];
/// He, she, it.
pub(super) const THIRD: &[&str] = &["he", "she", "it"];
/// Persons as objects; “her” is left out where it may be a possessive.
pub(super) const OBJECTS: &[&str] = &["me", "you", "him", "us", "them"];
/// Articles and words in their place.
pub(super) const DETERMINERS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their",
    "some", "any", "no", "every", "each",
];
/// A stretch of time, in the plural.
pub(super) const TIMES: &[&str] = &[
    "seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades",
];
/// What may follow a noun that has come to its end: prepositions, conjunctions, verbs of being, adverbs of time.
const AFTER_A_NOUN: &[&str] = &[
    "in",
    "on",
    "at",
    "for",
    "with",
    "from",
    "by",
    "about",
    "to",
    "of",
    "and",
    "but",
    "or",
    "because",
    "if",
    "when",
    "that",
    "who",
    "which",
    "where",
    "so",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "do",
    "does",
    "did",
    "can",
    "will",
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "now",
    "here",
    "there",
    "this",
    "every",
    "next",
    "last",
    "ago",
    "before",
    "after",
    "during",
    "until",
    "while",
    "then",
    "too",
    "also",
    "very",
    "later",
    "always",
    "never",
    "together",
    "the",
    "a",
    "my",
    "as",
    "than",
];

/// Whether a sentence does not end with this word, but goes on.
pub(crate) fn leads_on(word: &str) -> bool {
    LEADS_ON.contains(&word)
}

/// Whether a noun may end before this word. The empty word is the end of the sentence.
pub(super) fn follows_a_noun(word: &str) -> bool {
    word.is_empty() || AFTER_A_NOUN.contains(&word)
}

/// Digits, or a number word (“seven”, “twenty-five”).
pub(crate) fn is_number(word: &str) -> bool {
    is_plural_number(word)
        || FEWER_THAN_TWO.contains(&word)
        || (!word.is_empty() && word.chars().all(|c| c.is_ascii_digit()))
}

/// A number of two or more.
pub(super) fn is_plural_number(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or_default();
    NUMBERS.contains(&first) || word.parse::<u64>().is_ok_and(|number| number >= 2)
}

/// A year between 1800 and 2099, as Whisper writes it.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

/// Whether the word is the base form of a verb of the lists.
pub(super) fn is_base_verb(word: &str) -> bool {
    REGULAR.contains(&word) || IRREGULAR.iter().any(|(base, _, _)| *base == word)
}

/// The verb of the lists of which this is the base form, the -s form, a past form, the participle or the -ing form.
pub(crate) fn base_form(word: &str) -> Option<&'static str> {
    match word {
        "am" | "is" | "are" | "was" | "were" | "been" | "being" => return Some("be"),
        "has" => return Some("have"),
        "does" => return Some("do"),
        _ => {}
    }
    let irregular = IRREGULAR
        .iter()
        .find(|(_, past, participle)| word == *past || word == *participle);
    if let Some((base, _, _)) = irregular {
        return Some(base);
    }
    let bases = || {
        IRREGULAR
            .iter()
            .map(|(base, _, _)| *base)
            .chain(REGULAR.iter().copied())
    };
    bases().find(|base| {
        *base == word || third_person(base) == word || past(base) == word || gerund(base) == word
    })
}

/// The past form of a verb of the lists, whose base form is given.
pub(super) fn past(base: &str) -> String {
    if let Some((_, past, _)) = IRREGULAR.iter().find(|(irregular, _, _)| *irregular == base) {
        return (*past).to_owned();
    }
    match base {
        "stop" => "stopped".to_owned(),
        "prefer" => "preferred".to_owned(),
        _ if base.ends_with('e') => format!("{base}d"),
        _ if ends_in_consonant_y(base) => format!("{}ied", &base[..base.len() - 1]),
        _ => format!("{base}ed"),
    }
}

/// The base form, when the word is the past form of a verb of the lists and not also its base form.
pub(super) fn base_of_past(word: &str) -> Option<&'static str> {
    base_form(word).filter(|base| *base != word && *base != "be" && past(base) == word)
}

/// The base form, when the word is the -s form of a verb of the lists.
pub(super) fn base_of_third_person(word: &str) -> Option<&'static str> {
    base_form(word).filter(|base| *base != "be" && third_person(base) == word)
}

/// The form with -s.
pub(super) fn third_person(base: &str) -> String {
    match base {
        "have" => "has".to_owned(),
        "be" => "is".to_owned(),
        _ if base.ends_with("sh") || base.ends_with("ch") || base.ends_with('s') || base.ends_with('o') => {
            format!("{base}es")
        }
        _ if ends_in_consonant_y(base) => format!("{}ies", &base[..base.len() - 1]),
        _ => format!("{base}s"),
    }
}

/// The form with -ing.
pub(super) fn gerund(base: &str) -> String {
    const DOUBLING: &[&str] = &[
        "get", "stop", "run", "sit", "swim", "win", "begin", "forget", "prefer",
    ];
    match base {
        "be" => "being".to_owned(),
        "see" | "agree" => format!("{base}ing"),
        _ if DOUBLING.contains(&base) => format!("{base}{}ing", &base[base.len() - 1..]),
        _ if base.ends_with('e') => format!("{}ing", &base[..base.len() - 1]),
        _ => format!("{base}ing"),
    }
}

/// The participle, when the word is one or is a regular past form of a verb of the lists.
pub(super) fn is_participle(word: &str) -> bool {
    IRREGULAR.iter().any(|(_, _, participle)| *participle == word)
        || REGULAR.iter().any(|base| past(base) == word)
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut letters = word.bytes().rev();
    letters.next() == Some(b'y') && letters.next().is_some_and(|letter| !b"aeiou".contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_their_verb() {
        for (form, base) in [
            ("went", "go"),
            ("goes", "go"),
            ("going", "go"),
            ("gone", "go"),
            ("studies", "study"),
            ("studied", "study"),
            ("getting", "get"),
            ("stopped", "stop"),
            ("watches", "watch"),
            ("lives", "live"),
            ("living", "live"),
        ] {
            assert_eq!(base_form(form), Some(base), "{form}");
        }
        assert_eq!(base_form("house"), None);
        assert_eq!(base_of_past("work"), None);
        assert_eq!(base_of_past("went"), Some("go"));
    }

    #[test]
    fn numbers_are_read_in_words_and_digits() {
        assert!(is_plural_number("twenty-five") && is_plural_number("25"));
        assert!(!is_plural_number("one") && !is_plural_number("1") && is_number("1"));
        assert!(is_year("2010") && !is_year("25") && !is_number(""));
    }
}
