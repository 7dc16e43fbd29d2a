package store

import (
	"errors"
	"math"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
)

// sales are the calls of one channel, open or within the correction window.
type sales struct {
	b       *batch
	channel common.Hash
	ended   *saleRow // the ended call looked at last: it is read and put in turn
	err     error
}

var _ channel.Calls = (*sales)(nil)

func (c *sales) Get(id market.AttemptID) (channel.PayeeCall, bool) {
	r, found := c.row(id)
	if found || c.err != nil {
		return r.PayeeCall, found
	}
	// A call that has a record and no row has been forgotten: an entry that names it now is too late, and announces no new call.
	_, forgotten, err := c.b.get(rowID(rowSoldRec, c.channel, id))
	c.err = err
	return channel.PayeeCall{AttemptID: id, Epoch: math.MaxUint32}, forgotten
}

func (c *sales) row(id market.AttemptID) (saleRow, bool) {
	if r, ok := c.b.hot.sales.get(saleID{c.channel, id}); ok {
		return r, true
	}
	if c.ended != nil && c.ended.AttemptID == id {
		return *c.ended, true
	}
	v, found, err := c.b.get(rowID(rowSale, c.channel, id))
	var r saleRow
	if err == nil && found {
		err = decode(v, &r)
	}
	c.err = errors.Join(c.err, err)
	if err == nil && found {
		c.ended = &r
	}
	return r, found
}

func (c *sales) Put(call channel.PayeeCall) {
	r, _ := c.row(call.AttemptID)
	r.PayeeCall = call
	c.put(r)
}

func (c *sales) put(r saleRow) {
	id := saleID{c.channel, r.AttemptID}
	if !r.Final {
		c.b.hot.sales.put(id, r)
		return
	}
	if _, open := c.b.hot.sales.get(id); open {
		c.b.hot.sales.del(id)
		c.b.put(rowID(rowEnded, r.ClosedAt, sideSold, c.channel, r.AttemptID), []byte{})
	}
	c.b.put(rowID(rowSale, c.channel, r.AttemptID), encode(r))
	c.ended = &r
}

func (c *sales) Delete(id market.AttemptID) { c.b.hot.sales.del(saleID{c.channel, id}) }
