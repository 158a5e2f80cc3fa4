# play, test, bench, lint, install; each installs what it needs and says so.
PREFIX ?= /usr/local
SWIFT ?= swift
SCENE ?=

.PHONY: fuzz play build test bench lint format install uninstall clean

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

SHARE = $(DESTDIR)$(PREFIX)/share
MANUAL = .build/plugins/GenerateManual/outputs/ravine/ravine.1

# The manual page and the completions are made from the command line's own declarations.
install: build
	$(SWIFT) package generate-manual > /dev/null
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/ravine/scenes $(SHARE)/man/man1
	install -d $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 755 .build/release/ravine $(DESTDIR)$(PREFIX)/bin/ravine
	install -m 644 scenes/*.yaml $(SHARE)/ravine/scenes
	install -m 644 $(MANUAL) $(SHARE)/man/man1/ravine.1
	.build/release/ravine --generate-completion-script bash > $(SHARE)/bash-completion/completions/ravine
	.build/release/ravine --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_ravine
	.build/release/ravine --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/ravine.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/ravine $(SHARE)/man/man1/ravine.1 $(SHARE)/zsh/site-functions/_ravine
	rm -f $(SHARE)/bash-completion/completions/ravine $(SHARE)/fish/vendor_completions.d/ravine.fish
	rm -rf $(SHARE)/ravine

clean:
	rm -rf .build Benchmarks/.build

.PHONY: needs-ncurses needs-tmux
needs-ncurses:
	@scripts/need curses.h libncurses-dev

needs-tmux:
	@scripts/need tmux tmux
