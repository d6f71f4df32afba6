//! How much of a word another word is worth.

use crate::reading::align::{ERROR, Form};

/// From this similarity on two words are close (the cutoff of `difflib.get_close_matches`).
pub(super) const CLOSE: f64 = 0.6;

/// 1 for the same word, the similarity of words that are close, else 0.
pub(super) fn credit(expected: &str, heard: &str) -> f64 {
    if expected == heard {
        return 1.0;
    }
    let similarity = similarity(expected, heard);
    if similarity >= CLOSE { similarity } else { 0.0 }
}

/// What one word for another costs the alignment: the credit it lacks on both sides. Of several ways with the same credit
/// the one that pairs words is taken, and of those the one whose pairs are most alike.
pub(super) fn changed(expected: &Form, heard: &Form) -> u64 {
    let similarity = similarity(&expected.text, &heard.text);
    let credit = if similarity >= CLOSE { similarity } else { 0.0 };
    let lacking = 2.0 * (1.0 - credit);
    ((lacking * ERROR as f64) as u64).saturating_sub(1 + (1000.0 * similarity) as u64)
}

/// `2·L / (a + b)`, `L` the length of the longest common subsequence.
fn similarity(left: &str, right: &str) -> f64 {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let total = left.len() + right.len();
    // Shorter by so much that even all its letters would not make it close.
    if total == 0 || 2.0 * (left.len().min(right.len()) as f64) < CLOSE * total as f64 {
        return 0.0;
    }
    let mut row = vec![0_usize; right.len() + 1];
    for letter in &left {
        let mut diagonal = 0;
        for (column, other) in right.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if letter == other {
                diagonal + 1
            } else {
                above.max(row[column])
            };
            diagonal = above;
        }
    }
    2.0 * row[right.len()] as f64 / total as f64
}

#[cfg(test)]
mod tests {
    use super::{credit, similarity};

    #[test]
    fn near_words_get_part_of_the_credit() {
        assert_eq!(credit("house", "house"), 1.0);
        assert_eq!(credit("house", "hose"), 2.0 * 4.0 / 9.0);
        assert_eq!(credit("está", "esta"), 0.75);
        assert_eq!(credit("house", "garden"), 0.0);
        assert_eq!(credit("a", "afterwards"), 0.0);
    }

    #[test]
    fn similarity_is_the_same_from_both_sides() {
        for (left, right) in [
            ("tide", "diet"),
            ("schön", "schon"),
            ("книга", "книги"),
            ("", "x"),
        ] {
            assert_eq!(similarity(left, right), similarity(right, left));
        }
    }
}
