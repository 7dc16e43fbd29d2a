package meter

import "github.com/tolsey/tolsey/node/dialect"

// Bounds of media, above what any vendor's published formula gives: an image costs about a token per 28 x 28 pixels where vendors
// do not shrink it and at least the tiles of those that do; audio has at most 32 tokens and at least 1,000 bytes per second;
// a file is text or pages of it.
const (
	maxImageTokens = 16_384
	minImageTokens = 2_700
	imagePatch     = 28 * 28 // pixels
	audioBytes     = 30      // per token
)

func mediaBound(m dialect.Media) uint64 {
	switch m.Kind {
	case dialect.Image:
		if m.Width == 0 || m.Height == 0 {
			return maxImageTokens
		}
		// No picture is a million pixels wide; the product must not overflow.
		pixels := min(m.Width, 1<<20) * min(m.Height, 1<<20)
		return min(max(pixels/imagePatch+2, minImageTokens), maxImageTokens)
	case dialect.Audio:
		return m.Bytes/audioBytes + boundExtra
	}
	return m.Bytes + boundExtra
}
