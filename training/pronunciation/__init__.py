"""Makes what Vivavoce scores English pronunciation with. `../README.md` says how it works and how to run it."""
