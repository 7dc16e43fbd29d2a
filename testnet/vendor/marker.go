package vendor

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// marks is how the last user message steers a request; see the package comment.
type marks struct {
	fault   Fault
	tokens  int64 // 0: the seed decides
	tool    string
	useTool bool
	pace    *time.Duration
	ttft    *time.Duration
}

var markPattern = regexp.MustCompile(`\[\[(fault|tokens|tool|pace|ttft)(?::([^\]\s]{1,64}))?\]\]`)

// maxPace bounds what a marker may make a request wait per token.
const maxPace = time.Minute

func readMarks(text string) (marks, error) {
	var m marks
	for _, hit := range markPattern.FindAllStringSubmatch(text, 16) {
		if err := m.set(hit[1], hit[2]); err != nil {
			return m, fmt.Errorf("marker %s: %w", hit[0], err)
		}
	}
	return m, nil
}

func (m *marks) set(name, value string) (err error) {
	switch name {
	case "fault":
		m.fault, err = ParseFault(value)
	case "tokens":
		m.tokens, err = strconv.ParseInt(value, 10, 32)
		if err == nil && m.tokens < 1 {
			err = strconv.ErrRange
		}
	case "tool":
		m.useTool, m.tool = true, value
	case "pace":
		m.pace, err = duration(value)
	case "ttft":
		m.ttft, err = duration(value)
	}
	return err
}

func duration(s string) (*time.Duration, error) {
	d, err := time.ParseDuration(s)
	if err == nil && (d < 0 || d > maxPace) {
		err = strconv.ErrRange
	}
	return &d, err
}

// latency is the law for this request.
func (m marks) latency(law Latency) Latency {
	if m.pace != nil {
		law.PerToken = *m.pace
	}
	if m.ttft != nil {
		law.TTFT = *m.ttft
	}
	return law
}
