package watch

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// PushPath is where vouchers are pushed: POST, a channels file as the body, the token as a bearer.
const PushPath = "/v1/vouchers"

// maxPush bounds one push, bytes.
const maxPush = 16 << 20

// Pushed answers a push: its vouchers are durable.
type Pushed struct {
	Channels int `json:"channels"` // that are watched
	Newer    int `json:"newer"`    // of the push, that were newer than what was known
}

// Handler takes pushes from who knows the token.
func (l *Ledger) Handler(token string) http.Handler {
	want := sha256.Sum256([]byte("Bearer " + token))
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+PushPath, func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(r.Header.Get("Authorization")))
		switch {
		case subtle.ConstantTimeCompare(got[:], want[:]) != 1:
			refuse(w, http.StatusUnauthorized, "the token is not the watchtower's")
			return
		case !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json"):
			refuse(w, http.StatusUnsupportedMediaType, "send a channels file as application/json")
			return
		}
		text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxPush))
		if err != nil {
			refuse(w, http.StatusRequestEntityTooLarge, "the body is not readable or larger than 16 MiB")
			return
		}
		f, err := parse(text)
		var newer int
		if err == nil {
			newer, err = l.Push(f)
		}
		switch {
		case errors.Is(err, ErrFile), errors.Is(err, ErrNewer), errors.Is(err, ErrOther):
			refuse(w, http.StatusBadRequest, err.Error())
		case err != nil:
			l.log.Error("pushed vouchers could not be kept", "error", err)
			refuse(w, http.StatusInternalServerError, "the vouchers could not be kept; the watchtower's log says why")
		default:
			if newer > 0 {
				l.log.Info("vouchers were pushed", "newer", newer)
			}
			answer(w, http.StatusOK, Pushed{len(l.Holdings()), newer})
		}
	})
	return mux
}

func refuse(w http.ResponseWriter, status int, says string) {
	answer(w, status, map[string]string{"error": says})
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // who asked is gone
}
