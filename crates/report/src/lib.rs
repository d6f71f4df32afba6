//! One analysis as a terminal page, JSON, CSV, HTML and PDF.
