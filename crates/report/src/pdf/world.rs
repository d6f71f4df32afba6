//! What typst may see: the template, the data, and the fonts built into this binary.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_kit::fonts::{FontStore, embedded};

use crate::{Error, Result};

const TEMPLATE: &str = include_str!("../../assets/report.typ");

static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut fonts = FontStore::new();
    fonts.extend(embedded());
    fonts
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// One report's world.
pub(super) struct ReportWorld {
    template: Source,
    data_id: FileId,
    data: Bytes,
}

impl ReportWorld {
    /// A world with `data` as `/report.json`.
    pub(super) fn new(data: Vec<u8>) -> Result<Self> {
        let id = |path| {
            let path = VirtualPath::new(path).map_err(|error| Error::Pdf(format!("{error:?}")))?;
            Ok::<_, Error>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Ok(Self {
            template: Source::new(id("/report.typ")?, TEMPLATE.to_owned()),
            data_id: id("/report.json")?,
            data: Bytes::new(data),
        })
    }
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
