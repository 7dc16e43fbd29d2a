package dashboard

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// Backups is the node's database as a backup.
type Backups interface {
	// Backup writes the segment that follows on a point; the whole where the point is not of this database.
	Backup(ctx context.Context, from BackupPoint, w io.Writer) error
}

// BackupPoint is the end of the segment before; zero: there is none.
type BackupPoint struct {
	Lineage  string
	Number   uint64
	Until    uint64
	Previous string
}

// backup serves a segment. It says itself where it ends, so that one that is cut off is known.
func (a *api) backup(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	from := BackupPoint{Lineage: q.Get("lineage"), Previous: q.Get("previous")}
	for name, into := range map[string]*uint64{"number": &from.Number, "until": &from.Until} {
		if text := q.Get(name); text != "" {
			n, err := strconv.ParseUint(text, 10, 64)
			if err != nil {
				http.Error(w, fmt.Sprintf("%s %.20q is not a number", name, text), http.StatusBadRequest)
				return
			}
			*into = n
		}
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	out := bufio.NewWriterSize(deadlined{w, http.NewResponseController(w)}, recordsFlush)
	err := a.src.Backups.Backup(r.Context(), from, out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil && r.Context().Err() == nil {
		a.log.Error("backup was not sent whole", "err", err)
	}
}

// Backup implements Backups. What it writes is to be checked by its reader.
func (c *Client) Backup(ctx context.Context, from BackupPoint, w io.Writer) error {
	query := url.Values{}
	if from != (BackupPoint{}) {
		query = url.Values{"lineage": {from.Lineage}, "number": {strconv.FormatUint(from.Number, 10)}, "until": {strconv.FormatUint(from.Until, 10)}, "previous": {from.Previous}}
	}
	resp, err := c.open(ctx, http.MethodGet, base+"/backup", query, nil, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, maxBody)) // the status says enough
		return refusal(resp.StatusCode, text)
	}
	if _, err := io.Copy(w, resp.Body); err != nil {
		return fmt.Errorf("read the node's backup: %w", err)
	}
	return nil
}
