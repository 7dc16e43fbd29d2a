package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// Set by the linker for releases (-ldflags "-X main.version=v1.2.3 -X main.commit=..."); a plain build asks the toolchain.
var (
	version string
	commit  string
)

// build is what this binary was made of.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`
	Modified bool   `json:"modified"` // built from a tree with changes
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func thisBuild() build {
	b := build{Version: version, Commit: commit, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		if b.Version == "" && info.Main.Version != "(devel)" {
			b.Version = info.Main.Version
		}
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision" && b.Commit == "":
				b.Commit = s.Value
			case s.Key == "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	if b.Version == "" {
		b.Version = "devel"
	}
	if b.Commit == "" {
		b.Commit = "unknown"
	}
	return b
}

func versionText() string {
	b := thisBuild()
	return fmt.Sprintf("%s (%.12s)", b.Version, b.Commit)
}

func versionCommand() *cli.Command {
	return &cli.Command{Name: "version", Usage: "say which version and commit this is", Flags: []cli.Flag{jsonFlag()}, Action: noArguments(func(c *cli.Context) error {
		b := thisBuild()
		return show(c, b, func(w io.Writer) error {
			changed := ""
			if b.Modified {
				changed = ", with changes"
			}
			_, err := fmt.Fprintf(w, "tolsey %s\ncommit %s%s\n%s %s\n", b.Version, b.Commit, changed, b.Go, b.Platform)
			return err
		})
	})}
}
