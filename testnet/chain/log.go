package chain

import (
	"context"
	"log"
	"log/slog"

	gethlog "github.com/ethereum/go-ethereum/log"
)

// logThrough sends go-ethereum's warnings and errors to a logger. go-ethereum also makes its logger the process's default, which then
// takes over package log: both are put back.
func logThrough(l *slog.Logger) {
	previous, out, flags := slog.Default(), log.Writer(), log.Flags()
	gethlog.SetDefault(gethlog.NewLogger(warnings{l.Handler()}))
	slog.SetDefault(previous)
	log.SetOutput(out)
	log.SetFlags(flags)
}

// warnings passes records of at least level warn, but for the one that every fresh chain logs before its first block.
type warnings struct{ slog.Handler }

func (w warnings) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "Head block is not reachable" {
		return nil
	}
	return w.Handler.Handle(ctx, r)
}

func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}

func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
