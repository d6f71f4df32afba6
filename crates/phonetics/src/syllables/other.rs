//! Any other language: one syllable for each group of vowel letters, each kana, each Chinese character, each Hangul
//! block. Rough: it knows no hiatus and no silent letters.

use std::iter::once;

/// Syllables in a lower-case word.
pub(super) fn count(word: &str) -> usize {
    let mut total = 0;
    let mut in_group = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        total += usize::from(vowel && !in_group);
        in_group = vowel;
        total += usize::from(is_whole_syllable(letter)) + 2 * usize::from(letter.is_ascii_digit());
    }
    total
}

/// Vowel letters of the Latin, Greek and Cyrillic scripts, with any mark on them.
fn is_vowel(letter: char) -> bool {
    matches!(letter,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ø'..='ý' | 'ÿ' | 'ā' | 'ă' | 'ą'
        | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ō' | 'ŏ' | 'ő' | 'œ' | 'ũ' | 'ū' | 'ŭ' | 'ů'
        | 'ű' | 'ų' | 'ŷ' | 'ơ' | 'ư' | 'ạ'..='ỹ'
        | 'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω' | 'ά' | 'έ' | 'ή' | 'ί' | 'ό' | 'ύ' | 'ώ' | 'ϊ' | 'ϋ' | 'ΐ' | 'ΰ'
        | 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'ё' | 'є' | 'і' | 'ї')
}

/// Letters that are a syllable (or mora) each.
fn is_whole_syllable(letter: char) -> bool {
    let small_kana = "ぁぃぅぇぉっゃゅょァィゥェォッャュョー".chars().chain(once('゛'));
    matches!(letter, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
        && !small_kana.into_iter().any(|small| small == letter)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn vowel_groups_are_syllables() {
        for (word, expected) in [
            ("bonjour", 2),
            ("straße", 2),
            ("привет", 2),
            ("città", 2),
            ("người", 1),
        ] {
            assert_eq!(count(word), expected, "{word}");
        }
    }

    #[test]
    fn scripts_of_syllables_count_their_letters() {
        for (word, expected) in [("你好", 2), ("안녕", 2), ("きょう", 2), ("東京", 2)] {
            assert_eq!(count(word), expected, "{word}");
        }
    }
}
