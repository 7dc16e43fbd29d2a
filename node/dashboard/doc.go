// Package dashboard is the operator's window: the admin API and the read-only page on the admin listener, and the typed client
// that the command line uses.
//
// It knows the views of a node as JSON (money in decimal picos, times in unix milliseconds), who may see them, and how a browser
// and a program read them. It refuses to know where the figures come from: small interfaces, implemented by the node, return the
// views, and Client implements the same interfaces over HTTP. It cannot call a model: the admin token buys no inference.
//
// Every route but the page's static files asks for a bearer token, answers only its own Host names, and sends no CORS header.
// Server.Run owns the goroutines of the listener and of the event feed and ends them.
package dashboard
