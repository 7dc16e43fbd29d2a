package store_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain keeps the properties over stores on disk short, unless the command line says how many runs are wanted.
func TestMain(m *testing.M) {
	flag.Parse()
	if os.Getenv(writerDir) != "" {
		writeUntilKilled()
		return
	}
	if os.Getenv(limitedDir) != "" {
		writeUntilTheDiskFails()
		return
	}
	if os.Getenv(poweredDir) != "" {
		acceptUntilThePowerFails()
		return
	}
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		_ = flag.Set("rapid.checks", "25")
	}
	os.Exit(m.Run())
}
