//! Which transform lengths are quick.

/// The next length from `least` on that transforms quickly: a power of two, or three quarters of one.
pub(crate) fn quick_length(least: usize) -> usize {
    let power = least.next_power_of_two().max(8);
    if power / 4 * 3 >= least {
        power / 4 * 3
    } else {
        power
    }
}

#[cfg(test)]
mod tests {
    use super::quick_length;

    #[test]
    fn a_quick_length_is_long_enough_and_not_much_longer() {
        assert_eq!(
            [1, 8, 9, 13, 700, 960, 1025].map(quick_length),
            [6, 8, 12, 16, 768, 1024, 1536]
        );
    }
}
