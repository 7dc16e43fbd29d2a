package meter

import "github.com/tolsey/tolsey/node/dialect"

// Bounds of media, above what any vendor's published formula gives: an image costs about a token per 28 x 28 pixels where vendors
// do not shrink it and at least the tiles of those that do; audio at most 32 tokens per second and at least 1,000 bytes per second;
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
		return min(max(m.Width*m.Height/imagePatch+2, minImageTokens), maxImageTokens)
	case dialect.Audio:
		return m.Bytes/audioBytes + boundExtra
	}
	return m.Bytes + boundExtra
}
