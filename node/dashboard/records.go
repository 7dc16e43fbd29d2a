package dashboard

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
)

// Records is what a node keeps of its calls and its money, as it is stored: what two sides compare in a reconciliation. It never
// holds a byte of prompt or answer, nor a key.
type Records interface {
	// Records hands on every record, in any order, until handle returns an error.
	Records(ctx context.Context, handle func(Record) error) error
}

// Record is one record: exactly one field is set.
type Record struct {
	Bought  *market.BoughtRecord `json:"bought,omitempty"`
	Sold    *market.SoldRecord   `json:"sold,omitempty"`
	Payer   *PayerRecord         `json:"payer,omitempty"`
	Payee   *channel.Payee       `json:"payee,omitempty"`
	Account *AccountRecord       `json:"account,omitempty"`

	End bool `json:"end,omitempty"` // the last line: nothing was cut off
}

// PayerRecord is a channel on which the node pays.
type PayerRecord struct {
	channel.Payer
	Voucher channel.SignedVoucher `json:"voucher"` // the highest signed
	Entries []channel.Entry       `json:"entries"` // of the epoch, from the first on; null: some are forgotten
}

// AccountRecord is one account of the node's ledger.
type AccountRecord struct {
	ID     clearing.AccountID `json:"id"`
	Parent clearing.AccountID `json:"parent,omitempty"` // the account that its debits count on as well
	clearing.Account
}

// recordsFlush is how much is written at once, bytes.
const recordsFlush = 64 << 10

// records serves one JSON object per line, so that a long history needs no memory on either side.
func (a *api) records(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := bufio.NewWriterSize(deadlined{w, http.NewResponseController(w)}, recordsFlush)
	enc := json.NewEncoder(out)
	err := a.src.Records.Records(r.Context(), func(rec Record) error { return enc.Encode(rec) })
	if err == nil {
		err = enc.Encode(Record{End: true})
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil && r.Context().Err() == nil {
		a.log.Error("records were not sent whole", "err", err) // the missing end tells the reader
	}
}

// deadlined gives each write its own deadline.
type deadlined struct {
	w   http.ResponseWriter
	ctl *http.ResponseController
}

func (d deadlined) Write(p []byte) (int, error) {
	if err := d.ctl.SetWriteDeadline(time.Now().Add(writeDeadline)); err != nil {
		return 0, err
	}
	return d.w.Write(p)
}

// Records implements Records.
func (c *Client) Records(ctx context.Context, handle func(Record) error) error {
	resp, err := c.open(ctx, http.MethodGet, base+"/records", nil, nil, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, maxBody)) // the status says enough
		return refusal(resp.StatusCode, text)
	}
	dec := json.NewDecoder(bufio.NewReaderSize(resp.Body, recordsFlush))
	for {
		var rec Record
		err := dec.Decode(&rec)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF // it ends with a line that says so
		}
		if err != nil {
			return fmt.Errorf("read the node's records: %w", err)
		}
		if rec.End {
			return nil
		}
		if err := handle(rec); err != nil {
			return err
		}
	}
}
