package meter

// maxPiece is how much of a piece is merged at once, bytes. Text has no such pieces; what has, such as a megabyte of one letter, is cut,
// which changes its count by less than one token per cut and keeps a hostile text from costing more than its length.
const maxPiece = 4 << 10

// piece is the number of tokens of a piece.
func (t *o200k) piece(p []byte) uint64 {
	if _, ok := t.ranks[string(p)]; ok {
		return 1
	}
	n := uint64(0)
	for len(p) > maxPiece {
		n += t.merge(p[:maxPiece])
		p = p[maxPiece:]
	}
	return n + t.merge(p)
}

// none is the rank of a pair that is no token.
const none = ^uint32(0)

// fewParts is up to how many parts the lowest pair is searched for one by one.
const fewParts = 64

// merge is the number of parts that byte pair encoding leaves: the pair with the lowest rank is merged, the leftmost first, until no
// pair is a token.
func (t *o200k) merge(p []byte) uint64 {
	if len(p) <= fewParts {
		return t.mergeFew(p)
	}
	return t.mergeMany(p)
}

// mergeFew keeps the parts' starts and the ranks of the pairs that begin there in two small arrays.
func (t *o200k) mergeFew(p []byte) uint64 {
	var starts [fewParts + 1]uint8
	var ranks [fewParts + 1]uint32
	n := len(p)
	for i := range n + 1 {
		starts[i] = uint8(i)
	}
	// rank is that of the pair of parts i and i+1.
	rank := func(i int) uint32 {
		if i+2 > n {
			return none
		}
		return t.rank(p[starts[i]:starts[i+2]])
	}
	for i := range n {
		ranks[i] = rank(i)
	}
	for n > 1 {
		low := 0
		for i := 1; i < n-1; i++ {
			if ranks[i] < ranks[low] {
				low = i
			}
		}
		if ranks[low] == none {
			break
		}
		copy(starts[low+1:n], starts[low+2:n+1])
		copy(ranks[low+1:n-1], ranks[low+2:n])
		n--
		ranks[low] = rank(low)
		if low > 0 {
			ranks[low-1] = rank(low - 1)
		}
	}
	return uint64(n)
}

func (t *o200k) rank(pair []byte) uint32 {
	if r, ok := t.ranks[string(pair)]; ok {
		return r
	}
	return none
}
