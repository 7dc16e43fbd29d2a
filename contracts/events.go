package contracts

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market/money"
)

// topicsPerQuery bounds the alternatives of one topic in one request; nodes refuse more than about a thousand.
const topicsPerQuery = 500

// ErrForeignLog is returned for a log that the clearing contract does not write.
var ErrForeignLog = errors.New("log is not an event of the clearing contract")

// Events reads what concerns the filter's channels and owners, in one round trip, oldest first.
func (c *Client) Events(ctx context.Context, f settle.Filter) ([]settle.Event, error) {
	queries := c.queries(f)
	if len(queries) == 0 {
		return nil, nil
	}
	answers := make([][]types.Log, len(queries))
	batch := make([]rpc.BatchElem, len(queries))
	for i, topics := range queries {
		batch[i] = rpc.BatchElem{Method: "eth_getLogs", Result: &answers[i], Args: []any{map[string]any{
			"address":   c.network.Clearing,
			"fromBlock": hexutil.EncodeUint64(f.From),
			"toBlock":   hexutil.EncodeUint64(f.To),
			"topics":    topics,
		}}}
	}
	if err := c.batch(ctx, batch); err != nil {
		return nil, fmt.Errorf("read logs of blocks %d to %d: %w", f.From, f.To, err)
	}
	return decodeLogs(slices.Concat(answers...))
}

// queries are the topic filters that together find every event of concern; one event may match several.
func (c *Client) queries(f settle.Filter) [][][]common.Hash {
	var out [][][]common.Hash
	for part := range slices.Chunk(f.Channels, topicsPerQuery) {
		out = append(out, [][]common.Hash{topicsOf("Opened", "Funded", "Claimed", "Skipped", "CloseRequested", "CloseCancelled", "Closed", "Passed"), part})
	}
	owners := make([]common.Hash, len(f.Owners))
	for i, o := range f.Owners {
		owners[i] = common.BytesToHash(o[:])
	}
	for part := range slices.Chunk(owners, topicsPerQuery) {
		asset := []common.Hash{c.asset.ID()}
		funded, moved := topicsOf("Opened", "Funded"), topicsOf("Deposited", "Withdrawn", "Transferred")
		out = append(out,
			[][]common.Hash{funded, nil, part}, [][]common.Hash{funded, nil, nil, part},
			[][]common.Hash{moved, asset, part}, [][]common.Hash{moved, asset, nil, part},
			[][]common.Hash{topicsOf("NonceSpent"), part})
	}
	return out
}

func topicsOf(names ...string) []common.Hash {
	topics := make([]common.Hash, len(names))
	for i, name := range names {
		topics[i] = clearingABI.GetABI().Events[name].ID
	}
	return topics
}

func decodeLogs(logs []types.Log) ([]settle.Event, error) {
	seen := map[settle.Place]bool{}
	var events []settle.Event
	for i := range logs {
		e, err := DecodeLog(&logs[i])
		if err != nil {
			return nil, fmt.Errorf("decode log %d of transaction %s: %w", logs[i].Index, logs[i].TxHash, err)
		}
		if !seen[e.Place] {
			seen[e.Place] = true
			events = append(events, e)
		}
	}
	slices.SortFunc(events, func(a, b settle.Event) int {
		return cmp.Or(cmp.Compare(a.Place.Block, b.Place.Block), cmp.Compare(a.Place.Log, b.Place.Log))
	})
	return events, nil
}

// DecodeLog turns a log of the clearing contract into an event.
func DecodeLog(log *types.Log) (settle.Event, error) {
	e := settle.Event{
		Place:   settle.Place{Block: log.BlockNumber, BlockHash: log.BlockHash, Tx: log.TxHash, Log: log.Index},
		Removed: log.Removed,
	}
	if len(log.Topics) == 0 {
		return e, ErrForeignLog
	}
	parsedABI := clearingABI.GetABI()
	parsed, err := parsedABI.EventByID(log.Topics[0])
	if err != nil {
		return e, ErrForeignLog
	}
	decode, ok := decoders[parsed.Name]
	if !ok {
		return e, ErrForeignLog
	}
	// The bindings take a log without data for one without fields.
	if len(log.Data) == 0 && len(parsed.Inputs.NonIndexed()) > 0 {
		return e, fmt.Errorf("%s: log carries no data", parsed.Name)
	}
	if err := decode(log, &e); err != nil {
		return e, fmt.Errorf("%s: %w", parsed.Name, err)
	}
	return e, nil
}

var decoders = map[string]func(*types.Log, *settle.Event) error{
	"Deposited": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackDepositedEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.From, e.To = settle.Deposited, l.From, l.To
		e.Amount = atMostMax(l.Amount)
		return nil
	},
	"Withdrawn": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackWithdrawnEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.From, e.To = settle.Withdrawn, l.Owner, l.To
		e.Amount = atMostMax(l.Amount)
		return nil
	},
	"Transferred": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackTransferredEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.From, e.To = settle.Transferred, l.From, l.To
		e.Amount = atMostMax(l.Amount)
		return nil
	},
	"Opened": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackOpenedEvent(log)
		if err != nil {
			return err
		}
		c := openedTerms(l)
		if c.ID() != l.Id {
			return errors.New("its terms are not those of its channel")
		}
		e.Kind, e.Channel, e.Terms, e.From, e.To = settle.Funded, l.Id, &c, l.Payer, l.Payee
		e.Total, _, e.Epoch = unpackState(l.Packed)
		e.Amount = e.Total
		return nil
	},
	"Funded": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackFundedEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.Channel, e.Epoch, e.From, e.To = settle.Funded, l.Id, l.Epoch, l.Payer, l.Payee
		return errors.Join(setUnits(&e.Amount, l.Amount), setUnits(&e.Total, l.Deposit))
	},
	"Claimed": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackClaimedEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.Channel, e.Memo = settle.Claimed, l.Id, l.Memo
		e.Amount, e.Total, e.Epoch = unpackState(l.Packed)
		return nil
	},
	"Skipped": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackSkippedEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.Channel, e.Reason = settle.Skipped, l.Id, settle.SkipReason(l.Reason)
		return nil
	},
	"CloseRequested": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackCloseRequestedEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.Channel, e.Epoch, e.CloseAt = settle.CloseRequested, l.Id, l.Epoch, uint64(l.CloseAt)
		return nil
	},
	"CloseCancelled": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackCloseCancelledEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.Channel, e.Epoch = settle.CloseCancelled, l.Id, l.Epoch
		return nil
	},
	"Closed": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackClosedEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.Channel, e.Epoch = settle.Closed, l.Id, l.Epoch
		return errors.Join(setUnits(&e.Amount, l.Refund), setUnits(&e.Total, l.Claimed))
	},
	"NonceSpent": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackNonceSpentEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.From, e.Memo = settle.NonceSpent, l.Owner, common.BigToHash(l.Nonce)
		return nil
	},
	"Passed": func(log *types.Log, e *settle.Event) error {
		l, err := clearingABI.UnpackPassedEvent(log)
		if err != nil {
			return err
		}
		e.Kind, e.Channel, e.Epoch = settle.Passed, l.Id, l.Epoch
		return errors.Join(setUnits(&e.Amount, l.Amount), setUnits(&e.Total, l.Deposit))
	},
}

// unpackState reads a channel's state as the contract packs it. In the deposit's place a claim says what was paid.
func unpackState(packed *big.Int) (deposit, claimed money.Units, epoch uint32) {
	var word [32]byte
	packed.FillBytes(word[:])
	return money.UnitsFromBytes([12]byte(word[20:])), money.UnitsFromBytes([12]byte(word[8:20])), binary.BigEndian.Uint32(word[:4])
}

// openedTerms puts a channel together. Its small terms are where the state of a channel that just opened is zero.
func openedTerms(l *bindings.ClearingOpened) channel.Channel {
	var word [32]byte
	l.Packed.FillBytes(word[:])
	return channel.Channel{
		Payer: l.Payer, Signer: l.Signer, Payee: l.Payee, PayeeSigner: l.PayeeSigner, Asset: l.Asset, Sink: l.Sink,
		CloseDelay: binary.BigEndian.Uint32(word[6:10]), SinkBps: binary.BigEndian.Uint16(word[10:12]), Salt: binary.BigEndian.Uint64(word[12:20]),
	}
}

func setUnits(into *money.Units, n *big.Int) (err error) {
	*into, err = money.UnitsFromBig(n)
	return err
}
