//! What is asked of the addresses in the settings. Messages never show an address, which may hold a password.

use ureq::http::Uri;

/// Whether `text` is an address of one of these schemes, with a host.
pub(super) fn address(text: &str, schemes: &[&str]) -> Result<(), String> {
    let example = format!("{}://host", schemes.first().unwrap_or(&"https"));
    let uri: Uri = text
        .parse()
        .map_err(|_| format!("expected an address, such as {example}"))?;
    match uri.scheme_str() {
        Some(scheme) if schemes.contains(&scheme) => {}
        _ => {
            return Err(format!(
                "expected an address that begins with {}",
                begins(schemes)
            ));
        }
    }
    if uri.host().is_none_or(str::is_empty) {
        return Err(format!("the address has no host: write it as {example}"));
    }
    Ok(())
}

/// Whether `text` is an origin: scheme, host and port, and nothing after.
pub(super) fn origin(text: &str) -> Result<(), String> {
    address(text, &["http", "https"])?;
    let after = text.split_once("://").map_or("", |(_, rest)| rest);
    if after.contains(['/', '?', '#', '@']) {
        return Err(
            "expected an origin: scheme, host and port only, such as https://app.example.org".to_owned(),
        );
    }
    Ok(())
}

fn begins(schemes: &[&str]) -> String {
    let schemes: Vec<_> = schemes.iter().map(|scheme| format!("{scheme}://")).collect();
    schemes.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::{address, origin};

    #[test]
    fn addresses() {
        assert!(address("https://speak.example.org/base", &["http", "https"]).is_ok());
        assert!(address("postgres://viva:p%40ss@db:5432/viva", &["postgres"]).is_ok());
        for wrong in ["", "speak.example.org", "ftp://host", "https://", "https:///path"] {
            assert!(address(wrong, &["http", "https"]).is_err(), "{wrong}");
        }
        let told = address("redis://:hunter2@", &["rediss"]).unwrap_err();
        assert!(!told.contains("hunter2"));
    }

    #[test]
    fn origins_have_nothing_after_them() {
        assert!(origin("https://app.example.org:8443").is_ok());
        assert!(origin("https://app.example.org/").is_err());
        assert!(origin("https://a@app.example.org").is_err());
    }
}
