//! The scores as one HTML file: no script, and no request leaves it.

use coach::pronunciation_advice;
use domain::{Pronunciation, Rated, ScoredPhone, ScoredPhoneState, ScoredWord, ScoredWordState};

use super::page::{phone_mark, stands_on, what, word_mark, worst_first};

const STYLE: &str = "\
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:52rem;margin:2rem auto;padding:0 1rem}\
.words{display:flex;flex-wrap:wrap;gap:.75rem}.word{border-bottom:3px solid;padding:.25rem}.phones{font-size:1.1rem}\
.good{color:#116329}.some{color:#8a5a00}.poor{color:#b3261e}td,th{text-align:left;padding:.15rem 1rem .15rem 0}\
.arpabet{font:.8rem ui-monospace,monospace}\
@media(prefers-color-scheme:dark){.good{color:#6fdd8b}.some{color:#f2c14e}.poor{color:#ff8a80}}";

/// Draws everything.
pub(super) fn draw(found: &Pronunciation) -> String {
    let mut body = String::from("<h1>Pronunciation</h1>");
    match &found.not_scored {
        Some(why) => body += &format!("<p><strong>Not scored.</strong> {}</p>", escape(&why.text)),
        None => {
            body += &totals(found);
            if let Some(basis) = &found.basis {
                body += &format!("<p>{}</p>", stands_on(basis));
            }
            let words = found.words.iter().filter(|word| word.score.is_some());
            body += &format!("<div class=words>{}</div>", words.map(word).collect::<String>());
            body += "<p>* to work on, ? accented, × not heard.</p>";
            body += &worst(&found.words);
            body += &advice(found);
        }
    }
    body += &format!(
        "<p>Scorer {}; intervals hold the experts’ score in 80 % of cases. North American English. For practice.</p>",
        escape(&found.scorer.version)
    );
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8>\
         <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=viewport content=\"width=device-width\"><title>Pronunciation – Vivavoce</title>\
         <style>{STYLE}</style><body>{body}</body></html>\n"
    )
}

fn totals(found: &Pronunciation) -> String {
    let Some(whole) = &found.whole else {
        return String::new();
    };
    let row = |name: &str, rated: &Rated| {
        format!(
            "<tr><th>{name}<td>{:.0}<td>{:.0} to {:.0}",
            rated.value, rated.interval.low, rated.interval.high
        )
    };
    format!(
        "<table>{}{}{}{}<tr><th>Completeness<td>{:.0}<td></table>",
        row("Total", &whole.total),
        row("Accuracy", &whole.accuracy),
        row("Fluency", &whole.fluency),
        row("Prosody", &whole.prosody),
        whole.completeness
    )
}

fn word(word: &ScoredWord) -> String {
    let phones: String = word.phones.iter().map(phone).collect();
    let arpabet: Vec<&str> = word.phones.iter().map(|phone| phone.phone.arpabet()).collect();
    let score = word.score.map_or(0.0, |score| score.value);
    format!(
        "<div class=word><div class={}>{}{} {score:.0}</div><div class=phones>/{phones}/</div><div class=arpabet>{}</div></div>",
        class(word.state == ScoredWordState::Good, score),
        escape(&word.text),
        word_mark(word.state),
        arpabet.join(" ")
    )
}

fn phone(phone: &ScoredPhone) -> String {
    let good = phone.state == ScoredPhoneState::Good;
    let title = if good { "well said".to_owned() } else { what(phone) };
    format!(
        "<span class={} title=\"{:.0}: {}\">{}{}</span>",
        class(good, phone.score.value),
        phone.score.value,
        escape(&title),
        phone.phone.ipa(),
        phone_mark(phone.state)
    )
}

fn class(good: bool, score: f64) -> &'static str {
    match (good, score < super::page::POOR) {
        (true, _) => "good",
        (false, false) => "some",
        (false, true) => "poor",
    }
}

fn worst(words: &[ScoredWord]) -> String {
    let rows: String = worst_first(words)
        .into_iter()
        .map(|(word, phone)| {
            format!(
                "<tr><td>/{}/ {}<td>{}<td>{:.2} s<td>{:.0} ({:.0} to {:.0})<td>{}",
                phone.phone.ipa(),
                phone.phone.arpabet(),
                escape(&word.text),
                phone.span.start,
                phone.score.value,
                phone.score.interval.low,
                phone.score.interval.high,
                escape(&what(phone))
            )
        })
        .collect();
    if rows.is_empty() {
        return "<p>Every sound is well said.</p>".to_owned();
    }
    format!("<h2>Worst first</h2><table>{rows}</table>")
}

fn advice(found: &Pronunciation) -> String {
    let items: String = pronunciation_advice(found)
        .into_iter()
        .map(|one| {
            let pairs: Vec<String> = one
                .pairs
                .iter()
                .map(|pair| format!("{} – {}", escape(&pair.wanted), escape(&pair.other)))
                .collect();
            let say = if pairs.is_empty() {
                String::new()
            } else {
                format!("<br>Say in turn: {}", pairs.join(", "))
            };
            let try_it = one
                .phrase
                .map_or_else(String::new, |phrase| format!("<br>Then say: {}", escape(phrase)));
            format!(
                "<li>/{}/ in {}: {}{say}{try_it}",
                one.phone.ipa(),
                escape(&one.words.join(", ")),
                escape(&one.text)
            )
        })
        .collect();
    if items.is_empty() {
        return String::new();
    }
    format!("<h2>To practise</h2><ul>{items}</ul>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            super::escape("<b title=\"x\">&"),
            "&lt;b title=&quot;x&quot;&gt;&amp;"
        );
    }
}
