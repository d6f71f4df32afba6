//! The wording of feedback, by language. A language is added here and nowhere else.

use domain::Language;

/// One thing to tell, before it is put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// The transcript is empty.
    NothingHeard,
    /// Hardly a word fits.
    AnotherSentence,
    /// All is as written.
    AllRight,
    /// Correct, with something to better.
    WellDone { right: usize, of: usize },
    /// Not correct yet.
    GoodStart { right: usize, of: usize },
    /// Another word was heard.
    Changed { expected: String, heard: String },
    /// A word much like it was heard.
    Close { expected: String, heard: String },
    /// Words that were not heard.
    LeftOut(Vec<String>),
    /// Words that are not in the sentence.
    Added(Vec<String>),
    /// Words that were read twice.
    Repeated(Vec<String>),
    /// What to do after a correct attempt.
    OnceMore,
    /// What to do after another.
    WordsFirst,
}

/// The remark in `language`; in English where there are no texts in it.
pub(super) fn text(remark: &Remark, language: Language) -> String {
    match language {
        Language::SPANISH => spanish(remark),
        _ => english(remark),
    }
}

fn english(remark: &Remark) -> String {
    match remark {
        Remark::NothingHeard => {
            "No words were heard. Check that the microphone is on, and say the sentence again.".to_owned()
        }
        Remark::AnotherSentence => {
            "What was heard hardly fits the sentence. Read it through once, then say it slowly, word by word."
                .to_owned()
        }
        Remark::AllRight => "Every word was right. Well done!".to_owned(),
        Remark::WellDone { right, of } => format!("Well done: {right} of {of} words were right."),
        Remark::GoodStart { right, of } => format!("A good start: {right} of {of} words were right."),
        Remark::Changed { expected, heard } => format!("Say “{expected}” again: “{heard}” was heard."),
        Remark::Close { expected, heard } => format!("“{expected}” was nearly right: “{heard}” was heard."),
        Remark::LeftOut(words) => format!("Not heard: {}.", quoted(words, '“', '”')),
        Remark::Added(words) => format!("Not in the sentence: {}.", quoted(words, '“', '”')),
        Remark::Repeated(words) => format!("Read twice: {}.", quoted(words, '“', '”')),
        Remark::OnceMore => "Say the sentence once more with this in mind.".to_owned(),
        Remark::WordsFirst => {
            "Say these words by themselves first, slowly, then the whole sentence.".to_owned()
        }
    }
}

fn spanish(remark: &Remark) -> String {
    match remark {
        Remark::NothingHeard => {
            "No se oyó ninguna palabra. Comprueba que el micrófono está encendido y di la frase otra vez.".to_owned()
        }
        Remark::AnotherSentence => {
            "Lo que se oyó apenas se parece a la frase. Léela entera una vez y luego dila despacio, palabra por palabra."
                .to_owned()
        }
        Remark::AllRight => "Todas las palabras salieron bien. ¡Enhorabuena!".to_owned(),
        Remark::WellDone { right, of } => format!("Muy bien: {right} de {of} palabras salieron bien."),
        Remark::GoodStart { right, of } => format!("Buen comienzo: {right} de {of} palabras salieron bien."),
        Remark::Changed { expected, heard } => format!("Di otra vez «{expected}»: se oyó «{heard}»."),
        Remark::Close { expected, heard } => format!("«{expected}» casi salió bien: se oyó «{heard}»."),
        Remark::LeftOut(words) => format!("No se oyó: {}.", quoted(words, '«', '»')),
        Remark::Added(words) => format!("No está en la frase: {}.", quoted(words, '«', '»')),
        Remark::Repeated(words) => format!("Leído dos veces: {}.", quoted(words, '«', '»')),
        Remark::OnceMore => "Di la frase una vez más teniendo esto en cuenta.".to_owned(),
        Remark::WordsFirst => "Di primero estas palabras solas, despacio, y luego la frase entera.".to_owned(),
    }
}

fn quoted(words: &[String], open: char, close: char) -> String {
    let each = words.iter().map(|word| format!("{open}{word}{close}"));
    each.collect::<Vec<_>>().join(", ")
}
