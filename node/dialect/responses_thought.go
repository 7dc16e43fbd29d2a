package dialect

import "strings"

// Another vendor's signature, or its sealed thought, passes through applications of this dialect as a reasoning item's encrypted_content:
// they send it back unread, and it returns to the vendor whose it is.

const thoughtMark = "tolsey-thought/"

// wrapThought says whose a signature or a sealed thought is. This dialect's own stay as they are.
func wrapThought(from Name, kind Kind, value string) string {
	if from == Responses && kind == Sealed {
		return value
	}
	word := "sealed"
	if kind == Signature {
		word = "signature"
	}
	return thoughtMark + string(from) + "/" + word + "/" + value
}

// unwrapThought reads what wrapThought writes; ok: it does.
func unwrapThought(s string) (from Name, kind Kind, value string, ok bool) {
	rest, marked := strings.CutPrefix(s, thoughtMark)
	parts := strings.SplitN(rest, "/", 3)
	if !marked || len(parts) != 3 {
		return "", 0, "", false
	}
	kind = Sealed
	if parts[1] == "signature" {
		kind = Signature
	}
	return Name(parts[0]), kind, parts[2], true
}
