package main

import (
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/config"
)

// settingFlags are one flag per setting of the configuration, and --data and --config, which say where it is.
func settingFlags() []cli.Flag {
	flags := []cli.Flag{dataFlag(), &cli.StringFlag{Name: "config", Usage: "configuration file (default <data>/" + config.FileName + ")", TakesFile: true}}
	for _, s := range config.Settings() {
		text := s.Help + " [$" + s.Env() + "]"
		section, _, nested := strings.Cut(s.Path, ".")
		if !nested {
			section = "node"
		}
		switch {
		case s.Path == "data":
		case s.Bool():
			flags = append(flags, &cli.BoolFlag{Name: s.Flag(), Usage: text, Category: section})
		default:
			flags = append(flags, &cli.StringFlag{Name: s.Flag(), Usage: text, Category: section})
		}
	}
	return flags
}

// loadConfig reads the configuration with the flags that were given.
func loadConfig(c *cli.Context) (config.Config, config.Origins, error) {
	src := config.Sources{File: c.String("config"), Env: os.LookupEnv, Flags: map[string]string{}}
	for _, s := range config.Settings() {
		switch {
		case !c.IsSet(s.Flag()):
		case s.Bool():
			src.Flags[s.Path] = strconv.FormatBool(c.Bool(s.Flag()))
		default:
			src.Flags[s.Path] = c.String(s.Flag())
		}
	}
	var err error
	if src.Data, err = defaultData(); err != nil {
		return config.Config{}, nil, err
	}
	return config.Load(src)
}
