package contracts_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whoever renames a test that holds a promise says so where the promise is.
func TestEveryPromiseNamesATestThatExists(t *testing.T) {
	there := testsOf(t, "..")
	for file, heading := range map[string]string{"README.md": "## What it promises", "../README.md": "## The money promises"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		_, section, found := strings.Cut(string(text), heading)
		require.True(t, found, file)
		section, _, _ = strings.Cut(section, "\n## ")
		promises := 0
		for line := range strings.Lines(section) {
			cells := strings.Split(line, "|")
			if len(cells) < 4 || strings.Contains(line, "---") || strings.EqualFold(strings.TrimSpace(cells[2]), "test") {
				continue
			}
			promises++
			named := regexp.MustCompile("`(\\w+)`").FindAllStringSubmatch(cells[2], -1)
			require.NotEmpty(t, named, "%s: no test holds this: %s", file, cells[1])
			for _, n := range named {
				require.True(t, there[n[1]], "%s names the test %s, which does not exist: %s", file, n[1], cells[1])
			}
		}
		require.Greater(t, promises, 10, file)
	}
}

// testsOf are the functions of Go tests and of the contracts' tests below a directory.
func testsOf(t *testing.T, root string) map[string]bool {
	t.Helper()
	function := regexp.MustCompile(`(?m)^\s*func(?:tion)? (\w+)\(`)
	found := map[string]bool{}
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "out" || d.Name() == "cache" || len(d.Name()) > 2 && d.Name()[0] == '.'):
			return filepath.SkipDir
		case !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".sol"):
			return nil
		}
		text, err := os.ReadFile(path)
		for _, f := range function.FindAllSubmatch(text, -1) {
			found[string(f[1])] = true
		}
		return err
	}))
	return found
}
