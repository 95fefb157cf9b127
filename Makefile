# Each target sets up what it needs first: bin/prepare. PORT and PYTHON may be given.
SITE  = @bin/prepare site
TOOLS = @bin/prepare tools
TESTS = @bin/prepare tests

.PHONY: run test test-fast check format prove bench lock clean

run:      # serve the site with its sample content on http://127.0.0.1:8000
	$(SITE) python -m mscoe.startup.run

test:     # all tests but the long ones
	$(TESTS) python -m tests

test-fast: # those without a browser, a screen reader or other programs
	$(TESTS) python -m tests fast

check:    # format, lint, types, templates, import contract, migrations, deployment settings
	$(TOOLS) sh bin/check

format:   # what check would complain of
	$(TOOLS) sh bin/format

prove:    # what takes longer: large counts, faults, everything over ../shared
	$(TESTS) python -m tests prove

bench:    # measurements, printed
	$(TOOLS) sh bin/bench

lock:     # compile requirements*.in
	$(TOOLS) sh bin/lock

clean:    # everything that was made here, the site's data included
	@sh bin/clean
