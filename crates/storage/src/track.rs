//! Tracks cut into pieces and summed up. Numbers only: the database is in `metrics.rs`.

use crate::records::Track;

/// Milliseconds of a track that stand in one row.
pub(crate) const CHUNK_MS: f64 = 10_000.0;

const MINUTE_MS: f64 = 60_000.0;

/// One track: a value every so many milliseconds, NaN where there is none.
pub(crate) struct Frames<'a> {
    pub(crate) track: Track,
    /// Time of the first frame, milliseconds.
    start_ms: f64,
    /// Milliseconds between frames.
    pub(crate) step_ms: f64,
    values: &'a [f64],
}

/// A run of frames with the time of the first, milliseconds.
pub(crate) struct Chunk<'a> {
    pub(crate) start_ms: i64,
    pub(crate) values: &'a [f64],
}

/// What some frames come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// Lowest value.
    pub low: f64,
    /// Mean of the values.
    pub mean: f64,
    /// Highest value.
    pub high: f64,
    /// Number of frames with a value.
    pub measured: u32,
}

impl<'a> Frames<'a> {
    /// `start` and `step` in seconds.
    pub(crate) fn new(track: Track, start: f64, step: f64, values: &'a [f64]) -> Self {
        Self {
            track,
            start_ms: start * 1000.0,
            step_ms: step * 1000.0,
            values,
        }
    }

    /// The track in pieces of ten seconds.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = Chunk<'a>> {
        // Without a step, all frames are at one time and stand in one row.
        let most = if self.step_ms > 0.0 {
            ((CHUNK_MS / self.step_ms) as usize).max(1)
        } else {
            usize::MAX
        };
        let (start_ms, step_ms) = (self.start_ms, self.step_ms);
        self.values
            .chunks(most)
            .enumerate()
            .map(move |(index, values)| Chunk {
                start_ms: (start_ms + (index * most) as f64 * step_ms).round() as i64,
                values,
            })
    }

    /// What each minute of the recording comes to, where there is a value in it.
    pub(crate) fn minutes(&self) -> Vec<(i32, Bucket)> {
        let minute_of =
            |index: usize| ((self.start_ms + index as f64 * self.step_ms) / MINUTE_MS).floor() as i32;
        let mut minutes = Vec::new();
        let mut from = 0;
        while from < self.values.len() {
            let minute = minute_of(from);
            let count = (from..self.values.len())
                .take_while(|index| minute_of(*index) == minute)
                .count();
            if let Some(bucket) = Bucket::of(&self.values[from..from + count]) {
                minutes.push((minute, bucket));
            }
            from += count.max(1);
        }
        minutes
    }
}

impl Bucket {
    /// What `values` come to; `None` when none is a number.
    pub(crate) fn of(values: &[f64]) -> Option<Self> {
        Self::merge(values.iter().filter(|value| value.is_finite()).map(|value| Self {
            low: *value,
            mean: *value,
            high: *value,
            measured: 1,
        }))
    }

    /// What several come to together; `None` when there are none.
    pub(crate) fn merge(buckets: impl Iterator<Item = Self>) -> Option<Self> {
        let mut sum = 0.0;
        let mut all: Option<Self> = None;
        for bucket in buckets {
            sum += bucket.mean * f64::from(bucket.measured);
            let before = all.unwrap_or(Self {
                measured: 0,
                ..bucket
            });
            all = Some(Self {
                low: before.low.min(bucket.low),
                mean: 0.0,
                high: before.high.max(bucket.high),
                measured: before.measured.saturating_add(bucket.measured),
            });
        }
        all.map(|all| Self {
            // Rounding must not put the mean outside of what it is the mean of.
            mean: (sum / f64::from(all.measured)).clamp(all.low, all.high),
            ..all
        })
    }
}

/// `None` for a frame without a value.
pub(crate) fn measured(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}

/// Frames as bytes.
pub(crate) fn to_bytes(values: &[f64]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// Frames from bytes.
pub(crate) fn from_bytes(bytes: &[u8]) -> impl Iterator<Item = f64> {
    let (values, _rest) = bytes.as_chunks();
    values.iter().map(|value| f64::from_le_bytes(*value))
}

#[cfg(test)]
mod tests {
    use super::{Bucket, Frames, from_bytes, to_bytes};
    use crate::records::Track;

    #[test]
    fn pieces_are_ten_seconds_and_together_the_whole() {
        let values: Vec<f64> = (0..2500).map(f64::from).collect();
        let frames = Frames::new(Track::F0, 0.0204, 0.01, &values);
        let chunks: Vec<_> = frames.chunks().collect();
        let starts: Vec<_> = chunks.iter().map(|chunk| chunk.start_ms).collect();
        assert_eq!(starts, [20, 10_020, 20_020]);
        let lengths: Vec<_> = chunks.iter().map(|chunk| chunk.values.len()).collect();
        assert_eq!(lengths, [1000, 1000, 500]);
    }

    #[test]
    fn minutes_leave_out_frames_without_a_value() {
        let mut values = vec![f64::NAN; 9000];
        values[10] = 100.0;
        values[11] = 140.0;
        values[8000] = 90.0;
        let minutes = Frames::new(Track::F0, 0.0, 0.01, &values).minutes();
        let first = Bucket {
            low: 100.0,
            mean: 120.0,
            high: 140.0,
            measured: 2,
        };
        let second = Bucket {
            low: 90.0,
            mean: 90.0,
            high: 90.0,
            measured: 1,
        };
        assert_eq!(minutes, [(0, first), (1, second)]);
    }

    #[test]
    fn a_track_without_a_step_is_still_kept() {
        let frames = Frames::new(Track::Intensity, 0.0, 0.0, &[1.0, 2.0]);
        assert_eq!(frames.chunks().map(|chunk| chunk.values.len()).sum::<usize>(), 2);
        assert_eq!(frames.minutes().len(), 1);
    }

    #[test]
    fn frames_survive_as_bytes() {
        let values = [0.1 + 0.2, -0.0, f64::INFINITY, f64::NAN];
        let again: Vec<f64> = from_bytes(&to_bytes(&values)).collect();
        let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&again), bits(&values));
    }
}
