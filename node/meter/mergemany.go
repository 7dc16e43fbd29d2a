package meter

import "container/heap"

// part is a part of a long piece in a list from left to right.
type part struct {
	start, end int32
	prev, next int32  // -1: none
	rank       uint32 // of the pair that this part and the next one are
}

// pair is a pair of parts that may be merged: the left one's place in the list, and the pair's rank when it was found.
type pair struct {
	rank uint32
	left int32
}

// pairs is a heap, lowest rank first, leftmost first.
type pairs []pair

func (h pairs) Len() int { return len(h) }
func (h pairs) Less(i, j int) bool {
	return h[i].rank < h[j].rank || h[i].rank == h[j].rank && h[i].left < h[j].left
}
func (h pairs) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *pairs) Push(x any)   { *h = append(*h, x.(pair)) }
func (h *pairs) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

// mergeMany finds the lowest pair by a heap. Pairs that have changed since they were put there are passed over.
func (t *o200k) mergeMany(p []byte) uint64 {
	parts := make([]part, len(p))
	queue := make(pairs, 0, len(p))
	for i := range parts {
		parts[i] = part{start: int32(i), end: int32(i + 1), prev: int32(i - 1), next: int32(i + 1), rank: none}
	}
	parts[len(p)-1].next = -1
	// weigh finds the rank of the pair that begins with part i.
	weigh := func(i int32) bool {
		parts[i].rank = none
		if next := parts[i].next; next >= 0 {
			parts[i].rank = t.rank(p[parts[i].start:parts[next].end])
		}
		return parts[i].rank != none
	}
	for i := range int32(len(parts)) {
		if weigh(i) {
			queue = append(queue, pair{parts[i].rank, i})
		}
	}
	heap.Init(&queue)
	left := uint64(len(p))
	for len(queue) > 0 {
		low := heap.Pop(&queue).(pair)
		i := low.left
		if parts[i].rank != low.rank {
			continue
		}
		gone := parts[i].next
		parts[gone].rank = none
		parts[i].end, parts[i].next = parts[gone].end, parts[gone].next
		if after := parts[i].next; after >= 0 {
			parts[after].prev = i
		}
		left--
		for _, k := range [...]int32{i, parts[i].prev} {
			if k >= 0 && weigh(k) {
				heap.Push(&queue, pair{parts[k].rank, k})
			}
		}
	}
	return left
}
