//! What wakes workers on other machines.

use schemars::JsonSchema;

use super::{Secret, reader::Section, web};

/// What wakes workers on other machines. Without it they look for work by themselves, once a second or so.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Bus {
    /// `nats://user:password@host:4222`, a NATS server with JetStream. The table of jobs stays the truth: losing the
    /// bus loses nothing.
    pub(crate) url: Option<Secret>,
    /// Put before every subject, such as `speak.`, where several services share one bus.
    pub(crate) prefix: String,
}

impl Bus {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            url: section.take_checked("url", None, |url: &Option<Secret>| {
                url.as_ref()
                    .map_or(Ok(()), |url| web::address(url.reveal(), &["nats", "tls"]))
            }),
            prefix: section.take_checked("prefix", String::new(), |prefix: &String| {
                let right = prefix
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
                if right && prefix.len() <= 64 && !prefix.starts_with('.') && !prefix.contains("..") {
                    Ok(())
                } else {
                    Err(
                        "expected up to 64 letters, digits, - and _, in parts with dots between them"
                            .to_owned(),
                    )
                }
            }),
        }
    }
}
