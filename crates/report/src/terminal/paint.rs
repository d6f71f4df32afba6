//! A sheet of terminal lines: colours, wrapping by columns, and plain characters where only those may be used.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::TerminalStyle;

/// What a piece of text is, from which its colour follows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As the terminal writes.
    Plain,
    /// Less important.
    Dim,
    /// More important.
    Strong,
    /// The page's own colour.
    Accent,
    /// To be noticed.
    Warn,
    /// A filler.
    Filler,
    /// A slip.
    Slip,
}

impl Ink {
    /// SGR parameters. Yellow, blue and magenta stay apart for colour-blind eyes; marks have brackets besides.
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "0",
            Self::Dim => "2",
            Self::Strong => "1",
            Self::Accent => "1;36",
            Self::Warn => "33",
            Self::Filler => "1;33",
            Self::Slip => "4;35",
        }
    }
}

/// Writes the page.
pub(super) struct Paint {
    text: String,
    style: TerminalStyle,
}

impl Paint {
    pub(super) fn new(style: &TerminalStyle) -> Self {
        Self {
            text: String::new(),
            style: TerminalStyle {
                width: style.width.clamp(40, 120),
                ..*style
            },
        }
    }

    pub(super) fn width(&self) -> usize {
        self.style.width
    }

    pub(super) fn unicode(&self) -> bool {
        self.style.unicode
    }

    /// One piece of text, without control characters.
    pub(super) fn put(&mut self, ink: Ink, text: &str) {
        let text = self.clean(text);
        if self.style.colour && ink != Ink::Plain && !text.trim().is_empty() {
            self.text
                .push_str(&format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code()));
        } else {
            self.text.push_str(&text);
        }
    }

    /// Ends the line.
    pub(super) fn line(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.text.push('\n');
    }

    /// A section's heading on its own line.
    pub(super) fn heading(&mut self, text: &str) {
        self.put(Ink::Accent, text);
        self.line();
    }

    /// `lead` in `ink`, then `text`, wrapped and indented by two columns from the second line on.
    pub(super) fn wrapped(&mut self, lead: &str, ink: Ink, text: &str) {
        let mut pieces: Vec<(Ink, String)> = lead
            .split_whitespace()
            .map(|word| (ink, word.to_owned()))
            .collect();
        let rest = if ink == Ink::Dim { Ink::Dim } else { Ink::Plain };
        pieces.extend(text.split_whitespace().map(|word| (rest, word.to_owned())));
        self.flow(&pieces, usize::MAX);
    }

    /// Words one after another over at most `lines` lines. Whether all fitted.
    pub(super) fn flow(&mut self, pieces: &[(Ink, String)], lines: usize) -> bool {
        let (mut column, mut line) = (0, 1);
        for (ink, piece) in pieces {
            let piece = self.cut(piece, self.width() - 2);
            if column > 0 && column + 1 + columns(&piece) > self.width() {
                if line == lines {
                    self.put(Ink::Dim, " …");
                    self.line();
                    return false;
                }
                self.line();
                self.put(Ink::Plain, "  ");
                (column, line) = (2, line + 1);
            } else if column > 0 {
                self.put(Ink::Plain, " ");
                column += 1;
            }
            self.put(*ink, &piece);
            column += columns(&piece);
        }
        self.line();
        true
    }

    /// Text cut to `most` columns, with an ellipsis where something is missing.
    pub(super) fn cut(&self, text: &str, most: usize) -> String {
        let text = self.clean(text);
        if columns(&text) <= most {
            return text;
        }
        let dots = if self.style.unicode { "…" } else { "..." };
        let mut room = most.saturating_sub(columns(dots));
        let kept: String = text
            .chars()
            .take_while(|c| {
                let width = c.width().unwrap_or(0);
                let fits = width <= room;
                room = room.saturating_sub(width);
                fits
            })
            .collect();
        format!("{kept}{dots}")
    }

    /// Without control and direction characters, and with plain punctuation where only ASCII may be used.
    fn clean(&self, text: &str) -> String {
        let steers =
            |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let visible = text.chars().filter(|c| !steers(c));
        if self.style.unicode {
            return visible.collect();
        }
        visible.fold(String::with_capacity(text.len()), |mut plain, c| {
            match c {
                '–' | '—' | '−' | '·' => plain.push('-'),
                '…' => plain.push_str("..."),
                '“' | '”' | '«' | '»' => plain.push('"'),
                '‘' | '’' => plain.push('\''),
                other => plain.push(other),
            }
            plain
        })
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Columns that a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}
