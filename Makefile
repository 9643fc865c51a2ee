.PHONY: build test lint demo bench docs fuzz sanitize soak

build:
	swift build
test:
	Scripts/test
lint:
	swift format lint --strict --parallel --recursive Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Benchmarks Soak Fuzz Sources Tests Snippets Package.swift
demo:
	Scripts/demo
docs:
	Scripts/docs
bench:
	Scripts/figures
fuzz:
	Scripts/fuzz
sanitize:
	Scripts/sanitize
soak:
	Scripts/soak
