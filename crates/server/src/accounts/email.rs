//! Mail addresses as they are kept and compared.

/// Without spaces around it and in lower case, so that one mailbox has one account however it was typed.
pub(crate) fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    #[test]
    fn however_it_was_typed() {
        assert_eq!(super::normal(" Ana@Example.ORG "), "ana@example.org");
    }
}
