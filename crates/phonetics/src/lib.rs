//! Phones, dictionary, spoken forms and forced alignment over phone posteriors.
