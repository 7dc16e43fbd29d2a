// Package wire says what tolsey nodes send one another: protocol ids and topics, frames and their limits, error codes,
// and the canonical bytes of signed price pages. PROTOCOL.md section 5 is its specification, the files under proto are
// its schema, and testdata holds a vector of every message that another implementation can read.
//
// It is pure: bytes in, values out. It checks form, size and, for pages, the signature; whether a frame is welcome on a
// stream, and what money it moves, is for its users to say. It opens no stream and keeps no state.
package wire

//go:generate npx --yes --package=@bufbuild/buf@1.75.0 -- buf lint
//go:generate npx --yes --package=@bufbuild/buf@1.75.0 -- buf generate
