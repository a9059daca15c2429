# LinkDesk: `make help` lists what there is. Each target does its own set-up first.

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
SETUP := pyproject.toml constraints.txt tools/setup.sh
OFFSCREEN := QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
ALONE := env -i HOME="$$PWD/home" QT_QPA_PLATFORM=offscreen

# The same text in and out whatever the machine's locale is.
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help demo test run lint pictures bench nightly installer clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(READY)-test ## the whole main job on the bundled samples, into out/demo
	rm -rf out/demo
	$(OFFSCREEN) $(PY) -m linkdesk demo --out out/demo

test: lint ## ruff, the import contracts and all tests
	$(OFFSCREEN) $(PY) -m pytest -q

run: $(READY)-screen ## open the window
	$(PY) -m linkdesk

lint: $(READY)-test ## ruff and the import contracts
	$(PY) -m ruff check .
	$(VENV)/bin/lint-imports --no-logo

pictures: $(READY)-test ## the pictures of the main pages, into docs/pictures
	$(OFFSCREEN) $(PY) -m linkdesk pictures --out docs/pictures

bench: $(READY)-bench ## the speed figures, each beside a peer
	$(OFFSCREEN) $(PY) -m tests.bench

nightly: $(READY)-test ## the tests with every long case
	$(OFFSCREEN) LINKDESK_NIGHTLY=1 $(PY) -m pytest -q

# The built program is tried as a stranger has it: in another folder, with nothing of this environment.
installer: $(READY)-build $(READY)-screen ## build dist/linkdesk; run the built program's own demo and window
	rm -rf build dist
	$(PY) -m PyInstaller --noconfirm --log-level WARN build_installer.spec
	cd build && $(ALONE) ../dist/linkdesk/linkdesk demo --out installer-demo
	cd build && $(ALONE) ../dist/linkdesk/linkdesk pictures --out installer-pictures

clean: ## remove everything made but .venv
	rm -rf build dist out .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find linkdesk tests tools -name __pycache__ -prune -exec rm -rf {} +

$(READY)-test: $(SETUP)
	tools/setup.sh test
	@touch $@

$(READY)-bench $(READY)-build $(READY)-screen: $(READY)-%: $(READY)-test
	tools/setup.sh $*
	@touch $@
