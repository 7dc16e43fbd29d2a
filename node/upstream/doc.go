// Package upstream calls vendors over HTTP with the seller's own keys.
//
// A vendor is a row of data, its Profile: which dialects it speaks, which fields it takes and what each may cost, how it counts, what
// its errors mean. A Client sends a body as it is given, to the configured host and no other, and hands the answer's bytes back as they
// come. Its keys take turns; a refused or limited one gives way to the next before anything is answered. Beyond that it says what an
// error means and how long to wait, but never retries and never measures: that is the seller's to decide.
//
// It trusts no vendor: redirects are refused, the dialled address is checked, headers pass an allow-list, bodies have caps, and no
// text of a vendor leaves this package unscrubbed.
package upstream
