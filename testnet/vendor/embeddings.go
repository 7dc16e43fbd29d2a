package vendor

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"net/http"
	"unicode/utf8"
)

// Bounds of an embeddings request.
const (
	maxInputs  = 2048
	dimensions = 1536 // of a vector, where the request does not say
)

// embeddingRequest is a request for embeddings.
type embeddingRequest struct {
	Model      string          `json:"model"`
	Input      json.RawMessage `json:"input"`
	Format     string          `json:"encoding_format"`
	Dimensions *int            `json:"dimensions"`

	texts  []string  // of each input; "" where it came as numbers
	tokens [][]int64 // of each input; nil where it came as a text
}

// decodeEmbedding reads and checks a request; its errors are what the vendor answers.
func decodeEmbedding(body []byte) (*embeddingRequest, error) {
	if !utf8.Valid(body) {
		return nil, badRequest("", "invalid_json", "The body is not valid UTF-8.")
	}
	req := new(embeddingRequest)
	if err := json.Unmarshal(body, req); err != nil {
		return nil, bodyError(err)
	}
	if err := req.read(); err != nil {
		return nil, err
	}
	switch n := len(req.texts); {
	case n == 0 || n > maxInputs:
		return nil, badRequest("input", "invalid_value", fmt.Sprintf("input has 1 to %d texts.", maxInputs))
	case req.Format != "" && req.Format != "float" && req.Format != "base64":
		return nil, badRequest("encoding_format", "invalid_value", "encoding_format is float or base64.")
	case req.Dimensions != nil && (*req.Dimensions < 1 || *req.Dimensions > dimensions):
		return nil, badRequest("dimensions", "invalid_value", fmt.Sprintf("dimensions is not within 1 to %d.", dimensions))
	}
	return req, nil
}

// read takes the input: a text, texts, token numbers, or arrays of them.
func (req *embeddingRequest) read() error {
	var text string
	var texts []string
	var numbers []int64
	var arrays [][]int64
	switch {
	case json.Unmarshal(req.Input, &text) == nil:
		texts = []string{text}
	case json.Unmarshal(req.Input, &texts) == nil:
	case json.Unmarshal(req.Input, &numbers) == nil:
		arrays = [][]int64{numbers}
	case json.Unmarshal(req.Input, &arrays) == nil:
	default:
		return badRequest("input", "invalid_type", "input is a string, an array of strings, or arrays of token numbers.")
	}
	if arrays != nil {
		texts = make([]string, len(arrays))
	}
	req.texts, req.tokens = texts, make([][]int64, len(texts))
	copy(req.tokens, arrays)
	return nil
}

// chat is the same request as chat has it, for all that is not the wire.
func (req *embeddingRequest) chat() *chatRequest {
	c := &chatRequest{Model: req.Model, wire: "embeddings", plain: req.texts}
	for _, t := range req.tokens {
		c.given += int64(len(t))
	}
	c.Messages = []chatMessage{{Role: "user", Content: chatContent{texts: req.texts, given: true}}}
	return c
}

// embeddings serves POST /v1/embeddings.
func (s *Server) embeddings(w http.ResponseWriter, r *http.Request) {
	var req *embeddingRequest
	c, err := s.admitPlain(w, r, func(body []byte) (_ *chatRequest, err error) {
		if req, err = decodeEmbedding(body); err != nil {
			return nil, err
		}
		return req.chat(), nil
	})
	if err != nil {
		writeError(w, err)
		return
	}
	c.answer = nil // vectors are no tokens
	if c.refuses() {
		c.close(Refused)
		c.refuse(w, r)
		return
	}
	struck, err := c.generate(r.Context(), func(int, step) error { return nil })
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck != "" && struck != "interrupted":
		c.breakOff(w, r, struck, nil)
		return
	}
	body := c.vectors(req)
	if c.fault.Kind == "truncated" {
		body = body[:len(body)/2]
	}
	c.close(c.ended())
	_ = c.send(w, body)
}

// vectors is the whole answer as JSON.
func (c *chatCall) vectors(req *embeddingRequest) []byte {
	out := []byte(`{"object":"list","data":[`)
	for i := range req.texts {
		if i > 0 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, `{"object":"embedding","index":%d,"embedding":%s}`, i, c.vector(req, i))
	}
	out = fmt.Appendf(out, `],"model":%s`, quote(req.Model))
	if n := c.reported(); n != nil { // a lie is about all that there is to count
		n.Add(n, big.NewInt(c.used.prompt))
		out = fmt.Appendf(out, `,"usage":{"prompt_tokens":%s,"total_tokens":%s}`, n, n)
	}
	return append(out, '}')
}

// vector is a unit vector that is a function of the text alone.
func (c *chatCall) vector(req *embeddingRequest, i int) string {
	n := dimensions
	if req.Dimensions != nil {
		n = *req.Dimensions
	}
	v, sum := make([]float64, n), 0.0
	rng := rand.New(rand.NewChaCha8(sha256.Sum256(fmt.Appendf(nil, "%d/%s/%q/%v", c.server.cfg.Seed, c.model.ID, req.texts[i], req.tokens[i]))))
	for j := range v {
		v[j] = 2*rng.Float64() - 1
		sum += v[j] * v[j]
	}
	floats, raw := make([]float32, n), make([]byte, 0, 4*n)
	for j := range v {
		floats[j] = float32(v[j] / math.Sqrt(sum))
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(floats[j]))
	}
	if req.Format == "base64" {
		return `"` + base64.StdEncoding.EncodeToString(raw) + `"`
	}
	text, err := json.Marshal(floats)
	if err != nil {
		panic("developer error: " + err.Error())
	}
	return string(text)
}
