package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/upstream"
)

func configCommand() *cli.Command {
	return &cli.Command{
		Name: "config", Usage: "see and check the configuration", Subcommands: []*cli.Command{
			{Name: "show", Usage: "write the configuration that 'start' would use, secrets masked", Action: noArguments(showConfig),
				Flags: append(settingFlags(), jsonFlag(), &cli.BoolFlag{Name: "effective", Usage: "mark where each value comes from: flag, env, file or default"})},
			{Name: "validate", Usage: "read the configuration and all it names, without starting", Action: noArguments(validateConfig), Flags: settingFlags()},
		},
	}
}

func showConfig(c *cli.Context) error {
	cfg, origins, err := loadConfig(c)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		text, err := cfg.JSON()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.App.Writer, "%s\n", text)
		return err
	}
	if !c.Bool("effective") {
		origins = nil
	}
	text, err := cfg.YAML(origins)
	if err != nil {
		return err
	}
	_, err = c.App.Writer.Write(text)
	return err
}

// validateConfig reads everything that starting reads but keys, store and sockets.
func validateConfig(c *cli.Context) error {
	cfg, _, err := loadConfig(c)
	if err != nil {
		return err
	}
	network, err := config.ReadNetwork(cfg.Network)
	if err != nil {
		return err
	}
	models, err := provision(cfg)
	if err != nil {
		return err
	}
	return writeValid(c.App.Writer, cfg, network, models)
}

// provision makes of the offers what publishing would, as far as that needs no market: rows of price pages, and the vendors' keys.
func provision(cfg config.Config) (models []string, err error) {
	list := catalogue.Load()
	var all []error
	for _, u := range cfg.Seller.Upstreams {
		if _, err := u.Keys(os.LookupEnv); err != nil {
			all = append(all, err)
		}
		if _, err := upstream.ProfileOf(u.Kind); err != nil && u.Kind != config.KindMarket {
			all = append(all, fmt.Errorf("upstream %s: %w", u.Name, err))
		}
	}
	for _, o := range cfg.Seller.Offers {
		models = append(models, string(o.Model))
		ask, err := o.Ask(config.ListPrices(list))
		if err == nil {
			_, err = o.Row(ask, config.ListFacts(list), []string{"openai"})
		}
		if u, _ := cfg.Seller.Upstream(o.Upstream); u.Kind == config.KindMarket && errors.Is(err, config.ErrNoCost) {
			continue // the price comes with the wholesale offer
		}
		if err != nil {
			all = append(all, err)
		}
	}
	if len(all) > 0 {
		return nil, fmt.Errorf("%w: %w", config.ErrInvalid, errors.Join(all...))
	}
	return models, nil
}

func writeValid(w io.Writer, cfg config.Config, n config.Network, models []string) error {
	sells := "nothing"
	if len(models) > 0 {
		sells = strings.Join(models, ", ")
	}
	var rpc []string
	for _, r := range n.RPC {
		rpc = append(rpc, config.MaskRPC(r))
	}
	return facts(w, "valid", cfg.Data, "network", fmt.Sprintf("%s, chain %d by %s", n.Name, n.Chain, strings.Join(rpc, ", ")), "sells", sells,
		"buys", fmt.Sprintf("up to %s per seller, %s in all", cfg.Buyer.Channels.PerSeller, cfg.Buyer.Channels.Total))
}
