//go:build race

package sim_test

// seeds is how many markets are played where each takes six times as long.
const seeds = 12
