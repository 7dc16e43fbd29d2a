package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/google/renameio/v2"
)

// Record is a run as it is kept: what the figures are worth depends on where they were taken.
type Record struct {
	Time    time.Time `json:"time"`
	Commit  string    `json:"commit"`
	Command string    `json:"command"`
	CPU     string    `json:"cpu"`
	Cores   int       `json:"cores"`
	OS      string    `json:"os"`
	Go      string    `json:"go"`
	Load    string    `json:"load"` // of the machine over 1, 5 and 15 minutes when the run began
	Figures []Figure  `json:"figures"`
}

// NewRecord notes the machine as it is now.
func NewRecord(commit, command string) Record {
	return Record{Time: time.Now().UTC().Truncate(time.Second), Commit: commit, Command: command, CPU: cpuName(), Cores: runtime.NumCPU(),
		OS: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Load: loadAverage()}
}

// Write keeps a record, whole or not at all.
func (r Record) Write(path string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("keep record: %w", err)
	}
	if err := renameio.WriteFile(path, append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("keep record: %w", err)
	}
	return nil
}

func cpuName() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for _, l := range strings.Split(string(text), "\n") {
		if name, ok := strings.CutPrefix(l, "model name"); ok {
			return strings.TrimLeft(name, "\t :")
		}
	}
	return runtime.GOARCH
}

func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}
