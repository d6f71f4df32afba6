//! The model store: which files a model is made of, where they may come from, and that they are the right ones.
