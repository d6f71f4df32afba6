//! Measurements to advice: fluency rules, rubric scores, drills.
