#!/bin/sh
# Legt das Programm nach .cache/roadmap: als fertige Datei (ROADMAP_URL mit Prüfsumme ROADMAP_SHA256) oder aus dem Quelltext
# (ROADMAP_GIT in der Fassung ROADMAP_REF). Was schon da ist, wird wieder verwendet.
set -eu

ziel=.cache/roadmap
mkdir -p .cache

if [ -n "${ROADMAP_URL:-}" ]; then
  if [ -z "${ROADMAP_SHA256:-}" ]; then
    echo "Bitte tragen Sie auch ROADMAP_SHA256 ein: die Prüfsumme der Programmdatei." >&2
    exit 1
  fi
  if ! echo "$ROADMAP_SHA256  $ziel" | sha256sum --check --status 2>/dev/null; then
    curl --fail --silent --show-error --location --retry 3 --output "$ziel" "$ROADMAP_URL"
    echo "$ROADMAP_SHA256  $ziel" | sha256sum --check
  fi
elif [ -n "${ROADMAP_GIT:-}" ]; then
  if [ -z "${ROADMAP_REF:-}" ]; then
    echo "Bitte tragen Sie auch ROADMAP_REF ein: die Fassung, zum Beispiel v0.1.0." >&2
    exit 1
  fi
  if [ "$(cat .cache/roadmap.ref 2>/dev/null || true)" != "$ROADMAP_GIT $ROADMAP_REF" ]; then
    rustup target add wasm32-unknown-unknown
    cargo install --locked --all-features --git "$ROADMAP_GIT" --tag "$ROADMAP_REF" --root .cache/quelltext site-gen
    cp .cache/quelltext/bin/roadmap "$ziel"
    echo "$ROADMAP_GIT $ROADMAP_REF" > .cache/roadmap.ref
  fi
else
  echo "Woher kommt das Programm? Bitte tragen Sie ROADMAP_URL und ROADMAP_SHA256 ein, oder ROADMAP_GIT und ROADMAP_REF." >&2
  echo "Mehr dazu steht in README.md." >&2
  exit 1
fi
chmod +x "$ziel"
"$ziel" --version
