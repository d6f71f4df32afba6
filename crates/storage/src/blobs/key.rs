//! Where a blob is: always below its org, and never anything that a person wrote.

use std::fmt;

use object_store::path::Path;
use uuid::Uuid;

use crate::OrgId;

/// Where a blob is: `orgs/ORG/KIND/ID`, with the number of the piece for pieces of an upload.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BlobKey(String);

impl BlobKey {
    /// The recording `media` of a session.
    #[must_use]
    pub fn media(org: OrgId, media: Uuid) -> Self {
        Self::new(org, "media", media)
    }

    /// Piece `number` of an upload.
    #[must_use]
    pub fn part(org: OrgId, upload: Uuid, number: u32) -> Self {
        // Padded, so that pieces sort in their order.
        Self(format!("orgs/{org}/uploads/{upload}/{number:08}"))
    }

    /// A report.
    #[must_use]
    pub fn report(org: OrgId, report: Uuid) -> Self {
        Self::new(org, "reports", report)
    }

    /// The recording of an attempt.
    #[must_use]
    pub fn attempt(org: OrgId, attempt: Uuid) -> Self {
        Self::new(org, "attempts", attempt)
    }

    /// Everything about a person, as one archive.
    #[must_use]
    pub fn export(org: OrgId, export: Uuid) -> Self {
        Self::new(org, "exports", export)
    }

    /// The key that a record of `org` keeps; `None` when it is not a key, or belongs to another org.
    #[must_use]
    pub fn stored(org: OrgId, key: &str) -> Option<Self> {
        let rest = key.strip_prefix(&format!("orgs/{org}/"))?;
        let mut parts = rest.split('/');
        let (kind, id, number) = (parts.next()?, parts.next()?, parts.next());
        let id: Uuid = id.parse().ok()?;
        let again = match (kind, number) {
            ("media", None) => Self::media(org, id),
            ("reports", None) => Self::report(org, id),
            ("attempts", None) => Self::attempt(org, id),
            ("exports", None) => Self::export(org, id),
            ("uploads", Some(number)) => Self::part(org, id, number.parse().ok()?),
            _ => return None,
        };
        (again.0 == key).then_some(again)
    }

    /// As it is kept in records.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn path(&self) -> Path {
        Path::from(self.0.as_str())
    }

    fn new(org: OrgId, kind: &str, id: Uuid) -> Self {
        Self(format!("orgs/{org}/{kind}/{id}"))
    }
}

impl fmt::Display for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::BlobKey;
    use crate::OrgId;

    const ORG: OrgId = OrgId(Uuid::from_u128(1));
    const ID: Uuid = Uuid::from_u128(2);

    #[test]
    fn what_a_record_keeps_is_read_back() {
        let keys = [
            BlobKey::media(ORG, ID),
            BlobKey::part(ORG, ID, 7),
            BlobKey::report(ORG, ID),
            BlobKey::attempt(ORG, ID),
            BlobKey::export(ORG, ID),
        ];
        for key in keys {
            assert_eq!(BlobKey::stored(ORG, key.as_str()), Some(key));
        }
    }

    #[test]
    fn keys_of_others_and_paths_are_refused() {
        let own = BlobKey::media(ORG, ID);
        assert_eq!(BlobKey::stored(OrgId(ID), own.as_str()), None);
        let bad = [
            format!("{own}/.."),
            format!("orgs/{ORG}/media/../{ID}"),
            format!("orgs/{ORG}/secrets/{ID}"),
            format!("orgs/{ORG}/media/{}", ID.simple()),
            format!("orgs/{ORG}/uploads/{ID}/7"),
            "/etc/passwd".to_owned(),
            String::new(),
        ];
        for key in bad {
            assert_eq!(BlobKey::stored(ORG, &key), None, "{key}");
        }
    }
}
