package testnet

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"github.com/tolsey/tolsey/node/config"
)

// The files of a node's directory stand there for whoever looks at it with tolsey, or starts it by hand: the devnet writes them anew
// whenever it starts the node.
const nodeFileHead = "# Written by tolsey-devnet at each start of this node; a change lasts until then.\n"

// keyFile is where a node finds its key of a vendor.
func (d *Devnet) keyFile(node, vendor string) string {
	return d.path("nodes", node, "vendor-keys", vendor)
}

// writeNodeFiles writes a node's configuration, and the keys of vendors that it names.
func (d *Devnet) writeNodeFiles(name string, cfg config.Config) error {
	for _, u := range cfg.Seller.Upstreams {
		key, ok := d.secrets.Vendors[name+"/"+u.Name]
		if !ok {
			continue
		}
		file := d.keyFile(name, u.Name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return fmt.Errorf("make directory of vendors' keys: %w", err)
		}
		if err := renameio.WriteFile(file, []byte(key+"\n"), 0o600); err != nil {
			return fmt.Errorf("write a vendor's key: %w", err)
		}
	}
	text, err := cfg.YAML(nil)
	if err != nil {
		return fmt.Errorf("write configuration of %s: %w", name, err)
	}
	if err := renameio.WriteFile(filepath.Join(cfg.Data, config.FileName), append([]byte(nodeFileHead), text...), 0o600); err != nil {
		return fmt.Errorf("write configuration of %s: %w", name, err)
	}
	return nil
}
