package meter

// Count is the count of one text, for comparison with the library's.
func Count(text []byte) uint64 { return encoding().whole(text) }
