//! Tracks by range and resolution.

use domain::Prosody;
use storage::{OrgTx, Points, Series, SessionId, Window, records::Track, testing::Fresh};

use crate::samples;

on_both!(
    a_short_range_is_every_frame,
    a_long_range_is_summed_up,
    a_very_long_range_is_summed_up_by_rows,
    nothing_outside_of_the_recording,
    minutes_are_kept,
);

async fn kept(fresh: &Fresh, seconds: usize) -> (OrgTx, SessionId, Prosody) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let id = samples::session(fresh, org, owner).await.id;
    let prosody = samples::prosody(seconds);
    let tx = fresh.store.write(org).await.unwrap();
    assert!(tx.prosody().write(id, &prosody).await.unwrap());
    tx.commit().await.unwrap();
    (fresh.store.read(org).await.unwrap(), id, prosody)
}

async fn series(tx: &OrgTx, id: SessionId, from_ms: i64, to_ms: i64, max_points: usize) -> Series {
    let window = Window {
        from_ms,
        to_ms,
        max_points,
    };
    tx.metrics()
        .series(id, Track::F0, &window)
        .await
        .unwrap()
        .unwrap()
}

async fn a_short_range_is_every_frame(fresh: &Fresh) {
    let (tx, id, prosody) = kept(fresh, 35).await;
    // Frame i is at about 20 + 10 i milliseconds, so that 9.5 s to 10.5 s goes over the edge of a row.
    let part = series(&tx, id, 9_500, 10_500, 5000).await;
    assert!((9_500.0..9_510.0).contains(&part.start_ms), "{}", part.start_ms);
    assert!((part.step_ms - 10.0).abs() < 1e-9);
    let first = ((part.start_ms / 1000.0 - prosody.pitch.start) / 0.01).round() as usize;
    assert_eq!(
        part.points,
        Points::Frames(prosody.pitch.f0_hz[first..first + 100].to_vec())
    );
    let all = series(&tx, id, 0, 1_000_000, 5000).await;
    assert_eq!(all.points, Points::Frames(prosody.pitch.f0_hz));
}

async fn a_long_range_is_summed_up(fresh: &Fresh) {
    let (tx, id, prosody) = kept(fresh, 35).await;
    let part = series(&tx, id, 0, 1_000_000, 100).await;
    let Points::Buckets(buckets) = part.points else {
        panic!("3500 frames in 100 points")
    };
    assert_eq!((buckets.len(), part.step_ms.round() as i64), (100, 350));
    for (bucket, frames) in buckets.iter().zip(prosody.pitch.f0_hz.chunks(35)) {
        let bucket = bucket.unwrap();
        let values: Vec<f64> = frames.iter().flatten().copied().collect();
        assert_eq!(bucket.measured as usize, values.len());
        assert_eq!(bucket.low, values.iter().copied().fold(f64::INFINITY, f64::min));
        assert_eq!(bucket.high, values.iter().copied().fold(0.0, f64::max));
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((bucket.mean - mean).abs() < 1e-9);
    }
}

async fn a_very_long_range_is_summed_up_by_rows(fresh: &Fresh) {
    let (tx, id, prosody) = kept(fresh, 95).await;
    let part = series(&tx, id, 0, 1_000_000, 4).await;
    let Points::Buckets(buckets) = part.points else {
        panic!("9500 frames in 4 points")
    };
    assert_eq!((buckets.len(), part.step_ms.round() as i64), (4, 30_000));
    let measured: u32 = buckets.iter().flatten().map(|bucket| bucket.measured).sum();
    assert_eq!(measured as usize, prosody.pitch.f0_hz.iter().flatten().count());
    let high = buckets
        .iter()
        .flatten()
        .map(|bucket| bucket.high)
        .fold(0.0, f64::max);
    assert_eq!(
        high,
        prosody.pitch.f0_hz.iter().flatten().copied().fold(0.0, f64::max)
    );
}

async fn nothing_outside_of_the_recording(fresh: &Fresh) {
    let (tx, id, _) = kept(fresh, 5).await;
    for (from_ms, to_ms) in [(60_000, 70_000), (-5_000, 0), (4_000, 4_000), (3_000, 1_000)] {
        let window = Window {
            from_ms,
            to_ms,
            max_points: 10,
        };
        let none = tx.metrics().series(id, Track::Intensity, &window).await.unwrap();
        assert_eq!(none, None, "{from_ms} to {to_ms}");
    }
}

async fn minutes_are_kept(fresh: &Fresh) {
    let (tx, id, prosody) = kept(fresh, 95).await;
    let minutes = tx.metrics().minutes(id, Track::Intensity).await.unwrap();
    assert_eq!(
        minutes.iter().map(|minute| minute.minute).collect::<Vec<_>>(),
        [0, 1]
    );
    let frames: i32 = minutes.iter().map(|minute| minute.measured).sum();
    assert_eq!(frames as usize, prosody.intensity.db.len());
    let first = &prosody.intensity.db[..minutes[0].measured as usize];
    assert_eq!(
        minutes[0].low,
        first.iter().copied().fold(f64::INFINITY, f64::min)
    );
}
