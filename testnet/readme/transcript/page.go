// Package transcript keeps the transcripts of a page true: it finds them, runs their commands in a folder of their own, and
// compares what they print with what the page shows, except for what differs from run to run.
//
// A transcript is a fenced block after a line "<!-- transcript -->". Its lines that begin with "$ " are commands, all of one shell;
// what follows a command is its output. "make devnet" stands for the devnet, which runs until the block ends.
package transcript

import "strings"

// Marker is the line before a transcript's fence.
const Marker = "<!-- transcript -->"

const prompt = "$ "

// Page is a text whose transcripts are taken apart.
type Page struct {
	lines  []string // all lines that belong to no transcript
	blocks []block
}

// block is one transcript.
type block struct {
	after int // how many of the page's lines come before it
	line  int // of the page, from 1: where the first command is
	steps []Step
}

// Step is a command and its output.
type Step struct {
	Command string
	Output  []string
	Line    int // of the page, from 1
}

// Parse takes a page apart. Lines of a transcript before its first command are dropped: nothing says what printed them.
func Parse(text string) Page {
	var p Page
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		p.lines = append(p.lines, lines[i])
		if strings.TrimSpace(lines[i]) != Marker || i+1 == len(lines) || !strings.HasPrefix(lines[i+1], "```") {
			continue
		}
		i++
		p.lines = append(p.lines, lines[i])
		b := block{after: len(p.lines), line: i + 2}
		for i++; i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
			if command, ok := strings.CutPrefix(lines[i], prompt); ok {
				b.steps = append(b.steps, Step{Command: command, Line: i + 1})
			} else if n := len(b.steps); n > 0 {
				b.steps[n-1].Output = append(b.steps[n-1].Output, lines[i])
			}
		}
		p.blocks = append(p.blocks, b)
		if i < len(lines) {
			p.lines = append(p.lines, lines[i])
		}
	}
	return p
}

// Text puts the page together.
func (p Page) Text() string {
	var out []string
	from := 0
	for _, b := range p.blocks {
		out = append(out, p.lines[from:b.after]...)
		from = b.after
		for _, s := range b.steps {
			out = append(append(out, prompt+s.Command), s.Output...)
		}
	}
	return strings.Join(append(out, p.lines[from:]...), "\n")
}

// Steps are the commands of all transcripts, in order.
func (p Page) Steps() (out []Step) {
	for _, b := range p.blocks {
		out = append(out, b.steps...)
	}
	return out
}
