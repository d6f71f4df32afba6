# Vivavoce. `make help` lists every target.
.DEFAULT_GOAL := help
SHELL := bash
CARGO ?= cargo
# Everything here is compiled through Clippy, so that the lint pass and the tests share one build.
export RUSTC_WORKSPACE_WRAPPER := clippy-driver
ALL := --release --locked --workspace --all-targets
VIVA := target/release/viva
SAMPLE := samples/learner.flac
MODELS := onnxruntime silero-vad whisper-tiny whisper-base

.PHONY: help setup servers build models run sample test fmt lint unit page page-check e2e screenshots bench bench-asr bench-prosody bench-analysis bench-pronunciation bench-server clean

help: ## List every target
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-16s %s\n", $$1, $$2 }'

setup: ## Install what the machine lacks (system packages), or say how to
	@scripts/setup.sh

servers: setup ## Install the servers that tests and benchmarks use (PostgreSQL, NATS, S3, Redis, mail) into .cache
	@scripts/servers/install.sh

page: setup ## Build the page that the server shows
	@scripts/page.sh

build: setup page ## Build the viva command, with the page in it
	@$(CARGO) build --release --locked --package viva

models: build ## Fetch the model files that running and testing need
	@$(VIVA) models pull $(MODELS)

run: models ## Set everything up and serve on http://127.0.0.1:8707, with the sample recording to look at
	@$(VIVA) serve --demo $(SAMPLE)

sample: models ## Set everything up, analyse the sample recording, write report.html and report.pdf
	@$(VIVA) analyze $(SAMPLE) --format terminal,html,pdf --out . --embed-audio --yes

test: servers page fmt page-check lint ## Set everything up, then check formatting, lints and run every test
	@$(VIVA) models pull $(MODELS)
	@$(MAKE) --no-print-directory unit
	@scripts/e2e.sh

page-check: page ## Check the page: types, lints, formatting, its client against the API's description, unit tests
	@cd web && npm run --silent lint && npm run --silent api:check && npm run --silent test

e2e: models ## The page's stories in Chromium, on the real server, with a clip as its microphone
	@scripts/e2e.sh

screenshots: models ## A picture of every screen, into docs/screens
	@SCREENS=1 scripts/e2e.sh

fmt: ## Check formatting
	@$(CARGO) fmt --all --check

lint: ## Build everything through Clippy; a warning fails
	@$(CARGO) build $(ALL)
	@! $(CARGO) build $(ALL) 2>&1 | grep -E '^warning: .* generated [0-9]+ warning'

unit: ## Run every test, with the servers beside it (needs `make models servers` once)
	@scripts/servers/with.sh $(CARGO) test --release --locked --workspace

bench: bench-asr bench-prosody bench-analysis bench-pronunciation bench-server ## Every benchmark, each against another program in the same run

bench-asr: models ## Transcription against faster-whisper: time and word error rate
	@scripts/bench/asr.sh

bench-prosody: setup ## Prosody against Praat (Parselmouth): time and largest differences
	@scripts/prosody/bench.sh

bench-analysis: models ## The whole analysis of a ten-minute recording: time, first words, peak memory
	@scripts/bench/analysis.sh

bench-pronunciation: models ## Scoring sounds: processor time, memory, and time from a sentence to its scores
	@python3 scripts/bench/pronunciation.py $(VIVA)

bench-server: models servers ## The server under load: reads, sign-ins, uploads, sockets, fairness between orgs
	@scripts/bench/server.sh

clean: ## Remove what was built and cached here (models stay in their store)
	@rm -rf target .cache report.html report.pdf
