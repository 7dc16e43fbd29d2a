package node

import (
	"context"
	"io"

	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/store"
)

// Backup writes the database's next segment, while the node goes on.
func (v *views) Backup(ctx context.Context, from dashboard.BackupPoint, w io.Writer) error {
	_, err := v.n.store.Backup(ctx, w, store.Point(from))
	return err
}
