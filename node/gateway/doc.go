// Package gateway is the HTTP endpoint for applications: an SDK points its base URL at it and buys from the whole market.
//
// It knows who calls (by asking Keys), what may be asked (the route table: every route names its meter, everything else is
// refused), how a request is read and how an answer or an error is written. It makes a market.Call and never prices one,
// never chooses a seller, holds no money and keeps no prompt or answer on disk.
//
// It treats localhost as public: bearer authentication on every route, an exact list of Host names, no cross-origin requests.
//
// Goroutines: Run serves until its context ends and returns when the last of them has gone. A call under an Idempotency-Key has
// one of its own, which ends with the answer; other calls run on their connection's.
package gateway
