# play, test, bench, lint, install; each installs what it needs and says so.
PREFIX ?= /usr/local
SWIFT ?= swift
SCENE ?=

.PHONY: play build test bench lint format install uninstall clean

play: build
	@.build/release/ravine $(SCENE)

build: needs-ncurses
	$(SWIFT) build -c release --product ravine

test: needs-ncurses needs-tmux
	$(SWIFT) test

bench: build
	$(SWIFT) package --package-path Benchmarks benchmark
	Benchmarks/processes.sh

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Plugins Benchmarks/Package.swift Benchmarks/Benchmarks

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Plugins Benchmarks/Package.swift Benchmarks/Benchmarks

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/ravine/scenes
	install -m 755 .build/release/ravine $(DESTDIR)$(PREFIX)/bin/ravine
	install -m 644 scenes/*.yaml $(DESTDIR)$(PREFIX)/share/ravine/scenes

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/ravine
	rm -rf $(DESTDIR)$(PREFIX)/share/ravine

clean:
	rm -rf .build Benchmarks/.build

.PHONY: needs-ncurses needs-tmux
needs-ncurses:
	@scripts/need curses.h libncurses-dev

needs-tmux:
	@scripts/need tmux tmux
