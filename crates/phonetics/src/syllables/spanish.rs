//! Spanish: the spelling tells. Strong vowels (a, e, o) and accented í, ú each make a syllable; weak ones (i, u, ü, final
//! y) lean on a neighbour, and make one together where there is no strong vowel (Ortografía de la lengua española, 2010,
//! II.3). An h between vowels does not part them; the u of que, qui, gue, gui is silent.

/// Syllables in a lower-case word.
pub(super) fn count(word: &str) -> usize {
    word.split(|c: char| !c.is_alphabetic())
        .map(count_part)
        .sum::<usize>()
        + digits(word)
}

/// Digits as they are mostly read one by one: all but `dos` and `tres` have two syllables.
fn digits(word: &str) -> usize {
    word.chars()
        .filter(char::is_ascii_digit)
        .map(|digit| if matches!(digit, '2' | '3' | '6') { 1 } else { 2 })
        .sum()
}

fn count_part(part: &str) -> usize {
    let letters: Vec<char> = part.chars().collect();
    let mut total = 0;
    let mut run: Option<usize> = None;
    for (index, letter) in letters.iter().enumerate() {
        match vowel(&letters, index) {
            Some(strong) => run = Some(run.unwrap_or(0) + usize::from(strong)),
            None if *letter == 'h' && run.is_some() => {}
            None if silent_u(&letters, index) => {}
            None => total += run.take().map_or(0, |strong| strong.max(1)),
        }
    }
    total += run.map_or(0, |strong| strong.max(1));
    if letters.is_empty() { 0 } else { total.max(1) }
}

/// Whether the letter is a vowel: `Some(true)` for one that makes a syllable by itself.
fn vowel(letters: &[char], index: usize) -> Option<bool> {
    match letters[index] {
        'a' | 'e' | 'o' | 'á' | 'é' | 'ó' | 'í' | 'ú' => Some(true),
        'u' if silent_u(letters, index) => None,
        'i' | 'u' | 'ü' => Some(false),
        'y' if letters
            .get(index + 1)
            .is_none_or(|next| !"aeiouáéíóú".contains(*next)) =>
        {
            Some(false)
        }
        _ => None,
    }
}

fn silent_u(letters: &[char], index: usize) -> bool {
    letters[index] == 'u'
        && index > 0
        && matches!(letters[index - 1], 'q' | 'g')
        && letters
            .get(index + 1)
            .is_some_and(|next| matches!(next, 'e' | 'i' | 'é' | 'í'))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn strong_vowels_part_and_weak_ones_join() {
        for (word, expected) in [
            ("poeta", 3),
            ("leer", 2),
            ("cielo", 2),
            ("causa", 2),
            ("ciudad", 2),
            ("construir", 2),
            ("buey", 1),
            ("averiguáis", 4),
            ("paranoia", 4),
            ("miau", 1),
            ("aéreo", 4),
            ("europa", 3),
        ] {
            assert_eq!(count(word), expected, "{word}");
        }
    }

    #[test]
    fn an_accent_on_a_weak_vowel_parts_it_from_a_strong_one() {
        for (word, expected) in [
            ("país", 2),
            ("día", 2),
            ("baúl", 2),
            ("vivíais", 3),
            ("huí", 1),
            ("oír", 2),
        ] {
            assert_eq!(count(word), expected, "{word}");
        }
    }

    #[test]
    fn silent_letters_are_silent() {
        for (word, expected) in [
            ("guerra", 2),
            ("pingüino", 3),
            ("queso", 2),
            ("ahora", 3),
            ("búho", 2),
            ("prohibir", 2),
            ("prohíbe", 3),
            ("hay", 1),
            ("playa", 2),
            ("y", 1),
            ("muy", 1),
            ("quién", 1),
            ("ahí", 2),
        ] {
            assert_eq!(count(word), expected, "{word}");
        }
    }
}
