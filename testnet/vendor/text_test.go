package vendor_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/stretchr/testify/require"
)

// Chunks are counted one by one as they are made. Every prefix that a client may have received is compared here with a count of its
// whole text.
func TestEveryPrefixIsCountedAsItsText(t *testing.T) {
	b := start(t)
	client := b.openai()
	for i := range 20 {
		p := params("gpt-5.6-luna", fmt.Sprintf("Text number %d. [[tokens:150]]", i))
		p.MaxCompletionTokens = openai.Int(200)
		stream := client.Chat.Completions.NewStreaming(context.Background(), p)
		var text strings.Builder
		var sum int64
		for stream.Next() {
			piece := stream.Current().Choices[0].Delta.Content
			text.WriteString(piece)
			sum += T(t, piece)
			require.Equal(t, T(t, text.String()), sum, "tokens of a text that ends in %q", piece)
		}
		require.NoError(t, stream.Err())
		require.Greater(t, sum, int64(145))
		rows := b.bill("openai", "key-openai-1").Rows
		require.Equal(t, sum, rows[len(rows)-1].Completion)
	}
}
