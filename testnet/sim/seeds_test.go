//go:build !race

package sim_test

// seeds is how many markets are played.
const seeds = 50
