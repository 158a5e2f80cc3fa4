# play, test, fuzz, bench, pictures, lint, install, package; each installs what it needs and says so.
PREFIX ?= /usr/local
SWIFT ?= swift
SCENE ?=
BINARY = .build/release/ravine
# On Linux the program brings Swift's libraries along, so that it runs where no Swift is; macOS has them. So it does
# libyaml, where there is its static library.
ifeq ($(shell uname -s),Linux)
RELEASE = --static-swift-stdlib --disable-local-rpath $(LIBYAML)
LIBYAML = $(if $(wildcard $(shell $(CC) -print-file-name=libyaml.a)),--pkg-config-path scripts/static)
STRIP = -s
endif

.PHONY: fuzz play build test bench bench-maps bench-recordings pictures lint format install uninstall package check-package clean

play: build
	@$(BINARY) $(SCENE)

build: $(BINARY)

# Only when something is newer: the package manager would embed the scenes again, and take half a minute, each time. A
# folder is newer once a file was taken out of it.
$(BINARY): Makefile Package.swift $(shell find Sources Plugins scenes scripts/static) | needs-libraries
	$(SWIFT) build -c release $(RELEASE) --explicit-target-dependency-import-check error --product ravine
	@touch $@

test: needs-libraries needs-tmux
	$(SWIFT) test

# The tests do this in small. What takes over two seconds, or a gigabyte in all, fails; so does a trap.
EVENTS ?= 1000000
COMMANDS ?= 20000
RECORDINGS ?= 100000
TEXTS ?= 100000
SEED ?= 1
fuzz: needs-libraries
	$(SWIFT) run -c release fuzz texts $(TEXTS) $(SEED)
	$(SWIFT) run -c release fuzz events $(EVENTS) $(SEED)
	$(SWIFT) run -c release fuzz commands $(COMMANDS) $(SEED)
	$(SWIFT) run -c release fuzz recordings $(RECORDINGS) $(SEED)

bench: build
	$(SWIFT) package --package-path Benchmarks benchmark
	Benchmarks/processes.sh

# Against matplotlib, which it installs beside the build.
bench-recordings: build
	test -d .build/peer || python3 -m venv .build/peer
	.build/peer/bin/python -m pip install --quiet matplotlib pillow
	.build/peer/bin/python Benchmarks/recordings.py

# Against NumPy and JAX, which it installs beside the build.
bench-maps: build
	test -d .build/peer || python3 -m venv .build/peer
	.build/peer/bin/python -m pip install --quiet numpy jax
	.build/peer/bin/python Benchmarks/maps.py

# Every picture in the documents, anew.
pictures: build
	scripts/pictures

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Plugins Benchmarks/Package.swift Benchmarks/Benchmarks

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Plugins Benchmarks/Package.swift Benchmarks/Benchmarks

SHARE = $(DESTDIR)$(PREFIX)/share
# Options for the manual page, such as its date.
MANUAL =
GENERATE_MANUAL = .build/release/generate-manual

# The manual page and the completions are made from the command line's own declarations, as the program tells them.
install: build
	$(SWIFT) build -c release $(RELEASE) --product generate-manual
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/ravine/scenes $(SHARE)/man/man1
	install -d $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install $(STRIP) -m 755 .build/release/ravine $(DESTDIR)$(PREFIX)/bin/ravine
	install -m 644 scenes/*.yaml $(SHARE)/ravine/scenes
	$(GENERATE_MANUAL) .build/release/ravine --output-directory $(SHARE)/man/man1 $(MANUAL)
	.build/release/ravine --generate-completion-script bash > $(SHARE)/bash-completion/completions/ravine
	.build/release/ravine --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_ravine
	.build/release/ravine --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/ravine.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/ravine $(SHARE)/man/man1/ravine.1 $(SHARE)/zsh/site-functions/_ravine
	rm -f $(SHARE)/bash-completion/completions/ravine $(SHARE)/fish/vendor_completions.d/ravine.fish
	rm -rf $(SHARE)/ravine

# Into .build/package: a tarball, and a package for Debian.
package: needs-libraries
	scripts/package

# Installs both in a Debian that has nothing else, and plays there. As root.
check-package:
	scripts/check-package

clean:
	rm -rf .build Benchmarks/.build

.PHONY: needs-libraries needs-tmux
needs-libraries:
	@scripts/need curses.h libncurses-dev
	@scripts/need yaml.h libyaml-dev
ifeq ($(shell uname -s),Linux)
	@scripts/need pkg-config pkg-config
endif

needs-tmux:
	@scripts/need tmux tmux
