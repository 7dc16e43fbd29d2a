package clearing

import "errors"

// ErrDegraded is returned for new money while what is stored cannot be trusted: the disk is full, or a write has failed.
// Reads and claims go on.
var ErrDegraded = errors.New("store takes no new money")
