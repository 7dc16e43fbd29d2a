package wire

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"google.golang.org/protobuf/proto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

// PageSigner signs the hash of a page's payload (market.PageHash) with the seller's node key.
type PageSigner interface {
	SignPage(payload []byte) (market.Signature, error)
}

// SignedPage is a page that has been opened: well formed, sellable and signed by its payee signer.
type SignedPage struct {
	Page *market.Page
	Hash common.Hash // of the payload
	Data []byte      // payload and signature as they are sent
}

// Seller is the node key address that signed.
func (s *SignedPage) Seller() common.Address { return s.Page.PayeeSigner }

// SignPage validates and encodes a page and has it signed.
func SignPage(p *market.Page, signer PageSigner) (*SignedPage, error) {
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("sign page: %w", err)
	}
	payload, err := EncodePage(p)
	if err != nil {
		return nil, err
	}
	sig, err := signer.SignPage(payload)
	if err != nil {
		return nil, fmt.Errorf("sign page: %w", err)
	}
	data, err := proto.Marshal(&wirepb.Signed{Page: payload, Sig: sig[:]})
	if err != nil {
		return nil, fmt.Errorf("encode signed page: %w", err)
	}
	return OpenPage(data)
}

// OpenPage reads a signed page from outside. It refuses what is not canonical before it looks at the signature, so that one
// page has one form; ErrMalformed or market.ErrSignature tells that its sender is at fault. Times are for ValidateAt.
func OpenPage(data []byte) (*SignedPage, error) {
	payload, sig, err := parseSigned(data)
	if err != nil {
		return nil, err
	}
	page, err := DecodePage(payload)
	if err != nil {
		return nil, err
	}
	if err := page.Validate(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	hash := market.PageHash(payload)
	if err := market.Verify(hash, sig, page.PayeeSigner); err != nil {
		return nil, fmt.Errorf("page of seller %s: %w", page.PayeeSigner, err)
	}
	return &SignedPage{page, hash, data}, nil
}

// ReadPage reads a signed page that was opened before: its signature is not checked again.
func ReadPage(data []byte) (*market.Page, error) {
	payload, _, err := parseSigned(data)
	if err != nil {
		return nil, err
	}
	return DecodePage(payload)
}

func parseSigned(data []byte) (payload []byte, sig market.Signature, err error) {
	if len(data) > MaxSigned {
		return nil, sig, fmt.Errorf("%w: signed page of %d bytes, at most %d", ErrMalformed, len(data), MaxSigned)
	}
	var m wirepb.Signed
	if err := (proto.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(data, &m); err != nil {
		return nil, sig, fmt.Errorf("%w: signed page: %w", ErrMalformed, err)
	}
	if proto.Size(&m) != len(data) || len(m.Sig) != len(sig) || len(data) > 0 && data[0] != 1<<3|2 {
		return nil, sig, fmt.Errorf("%w: signed page is not in canonical form", ErrMalformed)
	}
	copy(sig[:], m.Sig)
	// The contract's 27 and 28 would be a second form of the same signature, and of the same gossip message.
	if sig[64] > 1 {
		return nil, sig, fmt.Errorf("%w: recovery id %d of a page's signature, 0 or 1", ErrMalformed, sig[64])
	}
	return m.Page, sig, nil
}
