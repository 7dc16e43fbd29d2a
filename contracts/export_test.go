package contracts

// ExplainRaw explains revert data, for tests in which no contract can be made to give it.
var ExplainRaw = explain

// HostOf is what errors show of a node's address.
var HostOf = hostOf

// MaxResponse bounds what a node may answer, bytes.
const MaxResponse = maxResponse
