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
	testName   = regexp.MustCompile(`\b((Test|Fuzz|Benchmark)[A-Z]|(test|testFuzz|invariant)_)\w+`)
	testFunc   = regexp.MustCompile(`(?m)^(?:func|    function) ((?:(?:Test|Fuzz|Benchmark)[A-Z]|(?:test|testFuzz|invariant)_)\w+)\(`)
	testRun    = regexp.MustCompile("`(?:\\w+=\\S+ )*go test (?:-\\S+ )*\\./(\\S+) -run '?([^'`]+)'?`")
	makeTarget = regexp.MustCompile("(?m)(?:^ {4}|`|\\$ )make ([a-z][a-z-]*)")
	makeRule   = regexp.MustCompile(`(?m)^([a-z][a-z-]*):`)
	link       = regexp.MustCompile(`\]\(([^)#:\s]+)(#[^)]*)?\)`)
)

// CheckNames returns an error that lists the tests, make targets and files that a page names and the repository at root lacks, and
// the commands that would run no test: a table of claims is worth what the tests that it names are.
func CheckNames(page, root string) error {
	tests, err := definedTests(root)
	if err != nil {
		return fmt.Errorf("look for tests: %w", err)
	}
	var missing []error
	claims := testRun.ReplaceAllString(page, "") // what a command runs is a pattern, which need not be a name
	for _, name := range unique(testName.FindAllString(claims, -1)) {
		if tests[name] == nil {
			missing = append(missing, fmt.Errorf("the page names the test %s, which does not exist", name))
		}
	}
	for _, m := range testRun.FindAllStringSubmatch(page, -1) {
		if err := runsATest(tests, m[1], m[2]); err != nil {
			missing = append(missing, err)
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

// runsATest returns an error where a run of a folder's tests that match a pattern runs none, which go test takes for success.
func runsATest(tests map[string][]string, folder, pattern string) error {
	pattern = strings.ReplaceAll(pattern, `\|`, "|") // within a table a bar is escaped, code or not
	re, err := regexp.Compile(pattern)
	if err != nil {
		return fmt.Errorf("the page runs the tests %s: %w", pattern, err)
	}
	for name, in := range tests {
		if slices.Contains(in, filepath.Clean(folder)) && re.MatchString(name) {
			return nil
		}
	}
	return fmt.Errorf("the page runs the tests %s of ./%s, where there are none", pattern, folder)
}

// definedTests lists the folders in which each test is defined, Go's and Solidity's.
func definedTests(root string) (map[string][]string, error) {
	out := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".")) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".t.sol") { // the compiler makes folders of that name
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		for _, name := range submatches(testFunc, string(text)) {
			out[name] = append(out[name], folder)
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
