package gateway

// InFlight counts request bodies as the gateway does, for tests that need no bodies.
type InFlight struct{ l limits }

// Take counts n bytes on a key until they are given back.
func (f *InFlight) Take(key string, n int64) (release func(), err error) {
	held := &inFlight{l: &f.l, k: f.l.of(key)}
	return held.release, held.grow(n)
}

// Served lists the routes with their meters by name.
func Served() map[string]string {
	out := map[string]string{}
	for _, r := range table() {
		out[r.method+" "+r.path] = [...]string{unmetered: "", byCall: "call", byRate: "rate", byNothing: "nothing"}[r.meter]
	}
	return out
}
