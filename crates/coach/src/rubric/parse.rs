//! From the text of a rubric to a [`Rubric`], or to everything that is wrong with it.

use domain::{Band, Language, RubricRef};
use toml::de::DeTable;

use super::{
    Criterion, EvidenceRule, Fault, Minimum, PointMap, Rubric, RubricBand, RubricError,
    reader::{Reader, Table, Value},
};
use crate::score::{MEASURES, Measure, not_scored};

/// Bytes of a rubric's text.
const MAX_BYTES: usize = 256 * 1024;
const MAX_CRITERIA: usize = 20;
const MAX_EVIDENCE: usize = 20;
const MAX_BANDS: usize = 10;
const MAX_POINTS: usize = 20;

/// Less speech than this cannot be cut into stretches to resample.
const LEAST_SECONDS: f64 = 10.0;

pub(super) fn rubric(text: &str) -> Result<Rubric, RubricError> {
    let mut reader = Reader::new(text);
    if text.len() > MAX_BYTES {
        reader.fault(
            0..0,
            "",
            format!("the text has over {MAX_BYTES} bytes; a rubric is a short file"),
        );
        return Err(RubricError(reader.faults));
    }
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let what = format!("is not TOML: {}", error.message().replace('\n', ", "));
        reader.fault(error.span().unwrap_or_default(), "", what);
    }
    let rubric = if errors.is_empty() {
        let mut table = Table::new(root.get_ref(), 0..0, String::new());
        let rubric = whole(&mut reader, &mut table);
        table.finish(&mut reader);
        rubric
    } else {
        None
    };
    let mut faults: Vec<Fault> = reader.faults;
    faults.sort_by_key(|fault| fault.line);
    match rubric {
        Some(rubric) if faults.is_empty() => Ok(rubric),
        _ => Err(RubricError(faults)),
    }
}

fn whole<'t>(reader: &mut Reader<'t>, table: &mut Table<'_, 't>) -> Option<Rubric> {
    let name = table
        .required(reader, "name", "name = \"my-rubric\"")
        .map(|v| reader.key(v, "name"));
    let version = table
        .required(reader, "version", "version = 1")
        .map(|v| whole_number(reader, v, "version"));
    let title = table
        .required(reader, "title", "title = \"My rubric\"")
        .map(|v| reader.words(v, "title"));
    let minimum = table.required(reader, "minimum", "minimum = { seconds = 30, words = 40 }");
    let minimum = minimum.and_then(|value| self::minimum(reader, value));
    let bands = bands(reader, table);
    let mut criteria = Vec::new();
    if let Some(value) = table.required(reader, "criteria", "[[criteria]]") {
        for (item, place) in reader.list(value, "criteria", 1, MAX_CRITERIA) {
            criteria.extend(criterion(reader, item, &place, &criteria));
        }
    }
    let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    criteria.iter_mut().for_each(|criterion| criterion.weight /= sum);
    let reference = RubricRef {
        name: name?,
        version: version? as u32,
    };
    Some(Rubric {
        reference,
        title: title?,
        minimum: minimum?,
        bands,
        criteria,
    })
}

fn minimum<'t>(reader: &mut Reader<'t>, value: &Value<'t>) -> Option<Minimum> {
    let mut table = reader.table(value, "minimum")?;
    let seconds = table.required(reader, "seconds", "seconds = 30");
    let seconds = seconds.map(|v| reader.number(v, "minimum.seconds", LEAST_SECONDS, 3600.0));
    let words = table.required(reader, "words", "words = 40");
    let words = words.map(|v| whole_number(reader, v, "minimum.words"));
    table.finish(reader);
    Some(Minimum {
        seconds: seconds?,
        words: words?,
    })
}

fn whole_number<'t>(reader: &mut Reader<'t>, value: &Value<'t>, place: &str) -> usize {
    let number = reader.number(value, place, 1.0, 100_000.0);
    if number.fract() != 0.0 {
        reader.fault(value.span(), place, "must be a whole number");
    }
    number as usize
}

/// The bands of a table: in order, from 0 to 100, without gaps.
fn bands<'t>(reader: &mut Reader<'t>, table: &mut Table<'_, 't>) -> Vec<RubricBand> {
    let place = table.at("bands");
    let example = "bands = [{ from = 0, to = 100, name = \"…\", descriptor = \"…\" }]";
    let Some(value) = table.required(reader, "bands", example) else {
        return Vec::new();
    };
    let items = reader.list(value, &place, 1, MAX_BANDS);
    let bands: Vec<_> = items
        .into_iter()
        .filter_map(|(item, place)| band(reader, item, &place))
        .collect();
    let mut reached = 0.0;
    for (band, at) in bands.iter().zip(1..) {
        if band.from != reached || band.to <= band.from {
            let what =
                format!("must go on from {reached} upwards: a band starts where the one before it ends");
            reader.fault(value.span(), &format!("{place}[{at}]"), what);
            return bands;
        }
        reached = band.to;
    }
    if !bands.is_empty() && reached != 100.0 {
        reader.fault(
            value.span(),
            &place,
            format!("end at {reached}; the last band must go to 100"),
        );
    }
    bands
}

fn band<'t>(reader: &mut Reader<'t>, value: &Value<'t>, place: &str) -> Option<RubricBand> {
    let mut table = reader.table(value, place)?;
    let mut end = |reader: &mut Reader<'t>, key: &'static str| {
        let value = table.required(reader, key, &format!("{key} = 40"))?;
        Some(reader.number(value, &format!("{place}.{key}"), 0.0, 100.0))
    };
    let (from, to) = (end(reader, "from"), end(reader, "to"));
    let name = table.required(reader, "name", "name = \"Solid\"");
    let name = name.map(|v| reader.words(v, &format!("{place}.name")));
    let descriptor = table.required(
        reader,
        "descriptor",
        "descriptor = \"What such a recording is like.\"",
    );
    let descriptor = descriptor.map(|v| reader.words(v, &format!("{place}.descriptor")));
    table.finish(reader);
    Some(RubricBand {
        from: from?,
        to: to?,
        band: Band {
            name: name?,
            descriptor: descriptor?,
        },
    })
}

fn criterion<'t>(
    reader: &mut Reader<'t>,
    value: &Value<'t>,
    place: &str,
    earlier: &[Criterion],
) -> Option<Criterion> {
    let mut table = reader.table(value, place)?;
    let key = table.required(reader, "key", "key = \"pace\"").map(|v| {
        let key = reader.key(v, &format!("{place}.key"));
        if earlier.iter().any(|criterion| criterion.key == key) {
            reader.fault(
                v.span(),
                &format!("{place}.key"),
                format!("“{key}” is there twice; give each its own key"),
            );
        }
        key
    });
    let title = table.required(reader, "title", "title = \"Pace\"");
    let title = title.map(|v| reader.words(v, &format!("{place}.title")));
    let weight = weight(reader, &mut table);
    let bands = bands(reader, &mut table);
    let mut evidence = Vec::new();
    if let Some(value) = table.required(reader, "evidence", "[[criteria.evidence]]") {
        for (item, place) in reader.list(value, &format!("{place}.evidence"), 1, MAX_EVIDENCE) {
            evidence.extend(self::evidence(reader, item, &place, &evidence));
        }
    }
    table.finish(reader);
    Some(Criterion {
        key: key?,
        title: title?,
        weight: weight?,
        bands,
        evidence,
    })
}

fn weight<'t>(reader: &mut Reader<'t>, table: &mut Table<'_, 't>) -> Option<f64> {
    let place = table.at("weight");
    let value = table.required(reader, "weight", "weight = 20")?;
    Some(reader.number(value, &place, 0.001, 1000.0))
}

fn evidence<'t>(
    reader: &mut Reader<'t>,
    value: &Value<'t>,
    place: &str,
    earlier: &[EvidenceRule],
) -> Option<EvidenceRule> {
    let mut table = reader.table(value, place)?;
    let measure = table.required(reader, "measure", "measure = \"words_per_minute\"");
    let measure = measure.and_then(|v| {
        let measure = self::measure(reader, v, &format!("{place}.measure"))?;
        if earlier.iter().any(|rule| rule.measure.key == measure.key) {
            let what = format!("“{}” feeds this criterion twice; give it one weight", measure.key);
            reader.fault(v.span(), &format!("{place}.measure"), what);
        }
        Some(measure)
    });
    let weight = weight(reader, &mut table);
    let points = table.required(reader, "points", "points = [[0, 100], [10, 20]]");
    let points = points.and_then(|v| point_map(reader, v, &format!("{place}.points")));
    let mut by_language = Vec::new();
    if let Some(value) = table.optional("points_by_language") {
        by_language = languages(reader, value, &format!("{place}.points_by_language"));
    }
    table.finish(reader);
    Some(EvidenceRule {
        measure: measure?,
        weight: weight?,
        points: points?,
        by_language,
    })
}

fn measure<'t>(reader: &mut Reader<'t>, value: &Value<'t>, place: &str) -> Option<&'static Measure> {
    let key = reader.words(value, place);
    let found = MEASURES.iter().find(|measure| measure.key == key);
    if found.is_none() {
        let why = not_scored(&key).map_or_else(
            || "is not a measure".to_owned(),
            |why| format!("is shown for information and feeds no score: {why}"),
        );
        let known: Vec<_> = MEASURES.iter().map(|measure| measure.key).collect();
        let shown: String = key.chars().take(60).collect();
        let what = format!("“{shown}” {why}; the measures are {}", known.join(", "));
        reader.fault(value.span(), place, what);
    }
    found
}

fn languages<'t>(reader: &mut Reader<'t>, value: &Value<'t>, place: &str) -> Vec<(Language, PointMap)> {
    let Some(table) = reader.table(value, place) else {
        return Vec::new();
    };
    let mut maps = Vec::new();
    for (code, value) in table.entries() {
        let place = table.at(code);
        match code.parse::<Language>() {
            Ok(language) if language.code() == code => {
                maps.extend(point_map(reader, value, &place).map(|map| (language, map)));
            }
            _ => reader.fault(
                value.span(),
                &place,
                "is not a language code; use one such as en, es, fr or de",
            ),
        }
    }
    maps
}

fn point_map<'t>(reader: &mut Reader<'t>, value: &Value<'t>, place: &str) -> Option<PointMap> {
    let before = reader.faults.len();
    let mut points = Vec::new();
    for (pair, place) in reader.list(value, place, 2, MAX_POINTS) {
        if let [(x, at_x), (y, at_y)] = reader.list(pair, &place, 2, 2).as_slice() {
            points.push((
                reader.number(x, at_x, -1e6, 1e6),
                reader.number(y, at_y, 0.0, 100.0),
            ));
        }
    }
    if reader.faults.len() > before {
        return None;
    }
    PointMap::new(points)
        .map_err(|what| reader.fault(value.span(), place, what))
        .ok()
}
