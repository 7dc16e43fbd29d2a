// Package bench measures the figures of speed and cost that the project is held to. What is measured runs in processes of its own,
// which are this binary again: a node, a pair of nodes, a plain reverse proxy as the floor; so do the vendor and the load. CPU is what
// the measured process has used by the system's own account, and things that are compared take turns in one run, since machines are
// shared and noisy.
//
// It knows nodes, a chain and a vendor of fixed bytes. It asserts nothing: a missed goal is a row of the table that says so. What it
// does refuse is a run that did not do the work: an answer that is not the vendor's, or a call that was not paid.
package bench
