package transcript

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var (
	testName   = regexp.MustCompile(`\b(Test|Fuzz|Benchmark)[A-Z]\w*`)
	testFunc   = regexp.MustCompile(`(?m)^func ((Test|Fuzz|Benchmark)[A-Z]\w*)\(`)
	makeTarget = regexp.MustCompile("(?m)(?:^ {4}|`|\\$ )make ([a-z][a-z-]*)")
	makeRule   = regexp.MustCompile(`(?m)^([a-z][a-z-]*):`)
	link       = regexp.MustCompile(`\]\(([^)#:\s]+)(#[^)]*)?\)`)
)

// CheckNames returns an error that lists the tests, make targets and files that a page names and the repository at root lacks: a
// table of claims is worth what the tests that it names are.
func CheckNames(page, root string) error {
	tests, err := definedTests(root)
	if err != nil {
		return fmt.Errorf("look for tests: %w", err)
	}
	var missing []error
	for _, name := range unique(testName.FindAllString(page, -1)) {
		if !tests[name] {
			missing = append(missing, fmt.Errorf("the page names the test %s, which does not exist", name))
		}
	}
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		return fmt.Errorf("read Makefile: %w", err)
	}
	rules := submatches(makeRule, string(makefile))
	for _, target := range unique(submatches(makeTarget, page)) {
		if !slices.Contains(rules, target) {
			missing = append(missing, fmt.Errorf("the page says 'make %s', which the Makefile does not have", target))
		}
	}
	for _, path := range unique(submatches(link, page)) {
		if _, err := os.Stat(filepath.Join(root, path)); err != nil {
			missing = append(missing, fmt.Errorf("the page links to %s, which does not exist", path))
		}
	}
	return errors.Join(missing...)
}

func definedTests(root string) (map[string]bool, error) {
	out := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, name := range submatches(testFunc, string(text)) {
			out[name] = true
		}
		return err
	})
	return out, err
}

func submatches(re *regexp.Regexp, text string) (out []string) {
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
