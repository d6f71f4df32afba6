//! A word as the rules of masking look at it.

/// A written word, taken apart.
pub(super) struct Word<'a> {
    /// Punctuation before it.
    lead: &'a str,
    /// The word itself, as written.
    pub(super) bare: &'a str,
    /// Punctuation after it, with an English possessive.
    trail: &'a str,
    /// `bare` in lower case, apostrophes straight.
    pub(super) lower: String,
    /// Whether a sentence begins with it, as far as punctuation tells.
    pub(super) begins: bool,
}

impl<'a> Word<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let body = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '@' | '['));
        let lead = &text[..text.len() - body.len()];
        let mut bare = body.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ']');
        for ending in ["'s", "’s"] {
            bare = bare.strip_suffix(ending).unwrap_or(bare);
        }
        Self {
            lead,
            bare,
            trail: &body[bare.len()..],
            lower: bare.to_lowercase().replace('’', "'"),
            begins: false,
        }
    }

    /// A row of words, with where sentences begin.
    pub(super) fn row(texts: &[&'a str]) -> Vec<Self> {
        let mut begins = true;
        let mut row = Vec::with_capacity(texts.len());
        for text in texts {
            let mut word = Self::new(text);
            word.begins = begins || word.lead.contains(['"', '“', '«', '¿', '¡', '—', '–']);
            if !word.bare.is_empty() {
                begins = word.trail.contains(['.', '?', '!', '…', ':', '。', '？', '！']);
            }
            row.push(word);
        }
        row
    }

    /// The word with `token` in its place and its punctuation kept.
    pub(super) fn replaced(&self, token: &str) -> String {
        format!("{}{token}{}", self.lead, self.trail)
    }

    /// Punctuation before it.
    pub(super) fn lead(&self) -> &'a str {
        self.lead
    }

    /// Punctuation after it, with an English possessive.
    pub(super) fn trail(&self) -> &'a str {
        self.trail
    }

    /// Whether a phrase or sentence ends with it, so that what follows belongs to something else.
    pub(super) fn closes(&self) -> bool {
        self.trail
            .contains(['.', ',', ';', ':', '?', '!', '…', '。', '？', '！', '，', '、'])
    }

    /// Whether it is written as a name is: a capital first (after an article that is drawn to it: “d'Anna”), not all in
    /// capitals as abbreviations are.
    pub(super) fn is_capitalised(&self) -> bool {
        let own = match self.bare.split_once(['\'', '’']) {
            Some((article, own))
                if article.chars().count() <= 3 && article.chars().all(char::is_lowercase) =>
            {
                own
            }
            _ => self.bare,
        };
        let letters = own.chars().filter(|c| c.is_alphabetic());
        let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
        own.starts_with(char::is_uppercase) && (capitals < letters.clone().count() || capitals == 1)
    }
}
