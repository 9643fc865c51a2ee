.PHONY: build test lint demo

build:
	swift build
test:
	Scripts/test
lint:
	swift format lint --strict --parallel --recursive Sources Tests Snippets Package.swift
demo:
	Scripts/demo
