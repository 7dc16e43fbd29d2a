# Everything that a person types here. `make` alone prints this list.
#
# Go and make suffice for help, devnet, build, test, bench and fuzz; the contract targets need npm as well.

BIN    := .bin
COMMIT := $(shell git describe --always --dirty --abbrev=40 --exclude='*' 2>/dev/null || echo unknown)
LINK   := -ldflags "-X main.commit=$(COMMIT)"
TALK   := .ci/talk
ARGS   ?=

.PHONY: help devnet demo build test check bench fuzz readme contracts contracts-test contracts-long mutate clients soak-kill soak-market vuln clean
.DEFAULT_GOAL := help

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

devnet: build ## build and run the whole market on this machine: chain, vendors, sellers, a distributor, a buyer (ARGS=--fresh)
	@exec $(BIN)/tolsey-devnet up $(ARGS)

demo: build ## play the two-minute story on a running devnet
	@exec $(BIN)/tolsey-devnet demo $(ARGS)

build: ## build the commands into .bin/
	@mkdir -p $(BIN)
	@$(TALK) building go build -v $(LINK) -o $(BIN)/ ./cmd/...

test: ## run every test that needs only Go, and the contracts' tests where npm is
	@$(TALK) testing go test ./...
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory contracts-test; \
	else echo "contracts: tests skipped, since npm is not installed"; fi

check: ## what CI runs: formatting, vet, staticcheck, imports, tests with the race detector, contracts, bindings, README
	@.ci/check

bench: build ## measure the figures that the README states
	@exec $(BIN)/tolsey-devnet bench $(ARGS)

fuzz: ## fuzz every decoder (FUZZTIME=20s for each, or 20000x)
	@.ci/fuzz

readme: build ## run the README's commands again and put their output into it
	@go run ./testnet/readme -bin $(BIN) README.md

contracts: contracts/node_modules/.package-lock.json ## compile the contracts and write the Go bindings
	@$(TALK) generating go run ./contracts/gen

contracts-test: contracts/node_modules/.package-lock.json ## format check, unit tests, fuzz tests and invariants of the contracts
	@$(TALK) "testing contracts" npm --prefix contracts --silent test

contracts-long: contracts/node_modules/.package-lock.json ## the same with 10^7 calls of the invariants: hours
	@$(TALK) "testing contracts" npm --prefix contracts --silent run test:long

mutate: contracts/node_modules/.package-lock.json ## seed bugs into the contract, one at a time: the tests must catch each
	@npm --prefix contracts --silent run mutate

contracts/node_modules/.package-lock.json: contracts/package-lock.json
	@$(TALK) "installing the contracts' tools" npm ci --prefix contracts --no-audit --no-fund --silent
	@touch $@

clients: build testnet/clients/node_modules/.package-lock.json ## buy on a devnet of its own with the vendors' clients for Node
	@testnet/clients/run $(BIN)

testnet/clients/node_modules/.package-lock.json: testnet/clients/package-lock.json
	@$(TALK) "installing the vendors' clients" npm ci --prefix testnet/clients --no-audit --no-fund --silent
	@touch $@

soak-kill: ## kill two trading processes CYCLES=10000 times; prints rounds with their seeds, and ends by itself
	@KILL_CYCLES=$(or $(CYCLES),10000) KILL_SEED=$(SEED) go test ./testnet -run 'TestKilledProcessesAgree$$' -count=1 -timeout 0 -v

soak-market: ## play SEEDS=10000 whole markets with crashes, partitions and cheats, from SEED=1 on; says how far it is, and ends by itself
	@SIM_SEEDS=$(or $(SEEDS),10000) SIM_SEED=$(or $(SEED),1) go test ./testnet/sim -run 'TestWholeMarket$$' -count=1 -timeout 0 -v

vuln: ## look for known vulnerabilities in what we link (needs the online database)
	@go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./...

clean: ## remove the built commands
	rm -rf $(BIN)
