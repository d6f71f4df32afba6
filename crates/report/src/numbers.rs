//! How numbers are written, in every format: rounding, units' spacing, clock times, intervals.
//!
//! The decimal point is a point in both interface languages, as in the data files.

use domain::{Interval, MediaFormat, Span};

/// Stands where a value was not measured.
pub(crate) const NONE: &str = "–";

/// Container and codec, once where they are the same (`webm opus`, `flac`).
pub(crate) fn media(format: &MediaFormat) -> String {
    if format.container == format.codec {
        format.codec.clone()
    } else {
        format!("{} {}", format.container, format.codec)
    }
}

/// A moment or a length as a clock shows it: `0:07`, `12:40`, `1:02:03`. Cut to whole seconds, as players do.
pub(crate) fn clock(seconds: f64) -> String {
    let whole = sane(seconds).max(0.0) as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// A stretch: `0:07–0:09`, or `0:07` when both ends fall in one second.
pub(crate) fn stretch(span: &Span) -> String {
    let (start, end) = (clock(span.start), clock(span.end));
    if start == end {
        start
    } else {
        format!("{start}–{end}")
    }
}

/// A value with as many decimals as help: none from 100 on, one from 1 on, else two; no trailing zeros.
pub(crate) fn value(value: f64) -> String {
    let size = sane(value).abs();
    let decimals = if size >= 99.95 {
        0
    } else if size >= 0.995 {
        1
    } else {
        2
    };
    let text = fixed(value, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A value with its unit: `3.2 st`; a percent sign is set off too.
pub(crate) fn with_unit(number: f64, unit: &str) -> String {
    if unit.is_empty() {
        value(number)
    } else {
        format!("{} {unit}", value(number))
    }
}

/// A whole number: `142`.
pub(crate) fn whole(value: f64) -> String {
    fixed(value, 0)
}

/// One decimal: `8.6`.
pub(crate) fn tenth(value: f64) -> String {
    fixed(value, 1)
}

/// A share from 0 to 1 as a percentage: `74 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", fixed(share * 100.0, 0))
}

/// An interval of scores: `60–72`.
pub(crate) fn score_interval(interval: &Interval) -> String {
    format!("{}–{}", whole(interval.low), whole(interval.high))
}

/// An interval of a measure: `3–3.6`.
pub(crate) fn interval(interval: &Interval) -> String {
    format!("{}–{}", value(interval.low), value(interval.high))
}

fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", sane(value));
    if text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.')) {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    }
}

/// A number that can be written; what is not a number becomes 0.
pub(crate) fn sane(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{clock, percent, stretch, value, whole};
    use domain::Span;

    #[test]
    fn a_clock_cuts_and_shows_hours_only_when_there_are_any() {
        assert_eq!(clock(7.96), "0:07");
        assert_eq!(clock(3723.0), "1:02:03");
        assert_eq!(clock(-1.0), "0:00");
    }

    #[test]
    fn a_short_stretch_is_one_moment() {
        assert_eq!(stretch(&Span::new(7.1, 7.9)), "0:07");
        assert_eq!(stretch(&Span::new(59.0, 61.0)), "0:59–1:01");
    }

    #[test]
    fn decimals_shrink_as_numbers_grow() {
        assert_eq!(value(131.44), "131");
        assert_eq!(value(16.44), "16.4");
        assert_eq!(value(3.20), "3.2");
        assert_eq!(value(0.013), "0.01");
        assert_eq!(value(99.97), "100");
        assert_eq!(value(9.997), "10");
    }

    #[test]
    fn nothing_is_minus_zero_or_not_a_number() {
        assert_eq!(whole(-0.2), "0");
        assert_eq!(value(f64::NAN), "0");
        assert_eq!(percent(0.742), "74 %");
    }
}
