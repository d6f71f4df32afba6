//! Piecewise-linear maps from a measure to points, and the stretch of the measure that scores well.

/// Points from which a value counts as good: where a comment stops naming it and a drill stops asking for more.
pub(crate) const GOOD: f64 = 80.0;

/// Straight lines between given points; level outside them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PointMap(Vec<(f64, f64)>);

/// On which side of what scores well a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Lower than what scores well.
    Below,
    /// It scores well.
    Within,
    /// Higher than what scores well.
    Above,
}

/// The stretch of a measure that scores well. An end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Target {
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
}

impl Target {
    pub(crate) fn side(&self, value: f64) -> Side {
        // A value equal to an end, but for rounding, is within.
        let slack = 1e-9 * (1.0 + value.abs());
        if self.low.is_some_and(|low| value < low - slack) {
            Side::Below
        } else if self.high.is_some_and(|high| value > high + slack) {
            Side::Above
        } else {
            Side::Within
        }
    }
}

impl PointMap {
    /// `points` are (measure, points 0 to 100); the measure rises strictly, and the points rise to one best stretch
    /// and fall after it. The error says which of these does not hold.
    pub(crate) fn new(points: Vec<(f64, f64)>) -> Result<Self, &'static str> {
        if points.len() < 2 {
            return Err("needs two points or more, such as [[0, 100], [10, 20]]");
        }
        if points
            .iter()
            .any(|(x, y)| !x.is_finite() || !(0.0..=100.0).contains(y))
        {
            return Err(
                "has points outside 0 to 100; write [measure, points] pairs with points from 0 to 100",
            );
        }
        if points.windows(2).any(|pair| pair[1].0 <= pair[0].0) {
            return Err("must have its measures in rising order, each once");
        }
        let best = points.iter().map(|(_, y)| *y).fold(0.0, f64::max);
        let peak = points.iter().position(|(_, y)| *y == best).unwrap_or_default();
        let rises = points[..=peak].is_sorted_by(|a, b| a.1 <= b.1);
        let falls = points[peak..].is_sorted_by(|a, b| a.1 >= b.1);
        if !rises || !falls {
            return Err("falls and rises again; points must rise to one best stretch and fall after it");
        }
        Ok(Self(points))
    }

    /// Points for a value.
    pub(crate) fn points(&self, value: f64) -> f64 {
        let after = self.0.partition_point(|(x, _)| *x <= value);
        match (
            after.checked_sub(1).and_then(|before| self.0.get(before)),
            self.0.get(after),
        ) {
            (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (value - x0) / (x1 - x0),
            (Some((_, y)), None) | (None, Some((_, y))) => *y,
            (None, None) => 0.0,
        }
    }

    /// The stretch that scores well: 80 points, or the most there is where the map stays below that.
    pub(crate) fn target(&self) -> Target {
        self.target_at(GOOD)
    }

    /// The stretch that gets `points` or more, or the most there is where the map stays below that.
    pub(crate) fn target_at(&self, points: f64) -> Target {
        let best = self.0.iter().map(|(_, y)| *y).fold(0.0, f64::max);
        let good = points.min(best);
        let open = |end: Option<&(f64, f64)>| end.is_some_and(|(_, y)| *y >= good);
        let rise = self
            .0
            .windows(2)
            .find(|pair| pair[0].1 < good && pair[1].1 >= good);
        let fall = self
            .0
            .windows(2)
            .rfind(|pair| pair[0].1 >= good && pair[1].1 < good);
        let cross = |pair: &[(f64, f64)]| {
            pair[0].0 + (good - pair[0].1) / (pair[1].1 - pair[0].1) * (pair[1].0 - pair[0].0)
        };
        Target {
            low: rise.filter(|_| !open(self.0.first())).map(cross),
            high: fall.filter(|_| !open(self.0.last())).map(cross),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace() -> PointMap {
        PointMap::new(vec![(80.0, 0.0), (130.0, 100.0), (170.0, 100.0), (220.0, 0.0)]).unwrap()
    }

    #[test]
    fn between_points_the_line_is_straight_and_outside_it_is_level() {
        assert_eq!(pace().points(105.0), 50.0);
        assert_eq!(pace().points(150.0), 100.0);
        assert_eq!(pace().points(10.0), 0.0);
        assert_eq!(pace().points(900.0), 0.0);
        assert_eq!(pace().points(130.0), 100.0);
    }

    #[test]
    fn the_target_ends_where_80_points_are_reached() {
        let target = pace().target();
        assert_eq!(
            target,
            Target {
                low: Some(120.0),
                high: Some(180.0)
            }
        );
        assert_eq!(target.side(100.0), Side::Below);
        assert_eq!(target.side(120.0), Side::Within);
        assert_eq!(target.side(200.0), Side::Above);
    }

    #[test]
    fn a_map_that_only_falls_has_an_open_lower_end() {
        let fillers = PointMap::new(vec![(2.0, 100.0), (12.0, 0.0)]).unwrap();
        assert_eq!(
            fillers.target(),
            Target {
                low: None,
                high: Some(4.0)
            }
        );
    }

    #[test]
    fn a_map_that_stays_low_aims_at_its_best() {
        let low = PointMap::new(vec![(0.0, 10.0), (10.0, 50.0)]).unwrap();
        assert_eq!(
            low.target(),
            Target {
                low: Some(10.0),
                high: None
            }
        );
    }

    #[test]
    fn a_map_that_makes_no_sense_is_refused() {
        assert!(PointMap::new(vec![(0.0, 1.0)]).is_err());
        assert!(PointMap::new(vec![(1.0, 1.0), (1.0, 2.0)]).is_err());
        assert!(PointMap::new(vec![(1.0, 1.0), (2.0, 101.0)]).is_err());
        assert!(PointMap::new(vec![(1.0, 50.0), (2.0, 10.0), (3.0, 50.0)]).is_err());
        assert!(PointMap::new(vec![(f64::NAN, 50.0), (2.0, 10.0)]).is_err());
    }
}
