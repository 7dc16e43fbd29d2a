package upstream

import (
	"net/http"
	"strconv"
	"time"
)

// maxRetryAfter is the longest wait that is believed: what a vendor asks for beyond it is not a rate limit but an outage.
const maxRetryAfter = time.Hour

// retryAfter reads how long a vendor asks to wait: retry-after-ms before Retry-After, which is seconds or a date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms >= 0 {
		return clamp(time.Duration(min(ms, float64(maxRetryAfter.Milliseconds())) * float64(time.Millisecond)))
	}
	text := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(text, 64); err == nil && s >= 0 {
		return clamp(seconds(s))
	}
	if at, err := http.ParseTime(text); err == nil {
		return clamp(at.Sub(now))
	}
	return 0
}

// seconds is a number of seconds, cut before it overflows.
func seconds(s float64) time.Duration {
	if !(s > 0) { // no number either
		return 0
	}
	return time.Duration(min(s, maxRetryAfter.Seconds()) * float64(time.Second))
}

func clamp(d time.Duration) time.Duration { return min(max(d, 0), maxRetryAfter) }
