package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// How often the power is cut. POWER_CUTS raises it, POWER_SEED repeats a run.
const powerCuts = 3

const (
	poweredDir  = "TOLSEY_TEST_POWERED_DIR"
	poweredSync = "TOLSEY_TEST_POWERED_SYNC"
	imageSize   = 320 << 20
)

// poweredKey signs the vouchers of all processes of the test.
var poweredKey = crypto.ToECDSAUnsafe(common.LeftPadBytes([]byte{0x77}, 32))

func poweredChannel() channel.Channel {
	return channel.Channel{Payer: common.Address{1}, Signer: crypto.PubkeyToAddress(poweredKey.PublicKey), Payee: common.Address{2}, PayeeSigner: common.Address{3},
		Asset: common.Hash(usd.ID()), CloseDelay: 3600}
}

// acceptUntilThePowerFails is the process of TestPowerCuts: it says each voucher once the verb that takes it has returned.
func acceptUntilThePowerFails() {
	open := store.Open
	if os.Getenv(poweredSync) != "true" {
		open = store.OpenUnsynced
	}
	s, err := open(os.Getenv(poweredDir), network)
	must(err)
	ch := poweredChannel()
	p, err := s.AddServed(ctx, ch, usd, "buyer")
	must(err)
	must(s.ApplyFacts(ctx, settle.Facts{Head: settle.Head{Number: 1, Time: 1}, Since: 1, States: map[common.Hash]channel.OnChain{ch.ID(): {Deposit: money.UnitsOf(1 << 40)}}}))
	for base := p.Highest.Base(); ; {
		e := channel.Entry{AttemptID: attempt(), Seq: 1, Evidence: terms, Total: money.Micros(1)}
		v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: ch.ID(), Cumulative: base.Cumulative.Add(money.UnitsOf(1)), Memo: channel.NextMemo(base.Memo, e)}}
		digest := network.Domain().Digest(v.StructHash())
		sig, err := crypto.Sign(digest[:], poweredKey)
		must(err)
		copy(v.Sig[:], sig)
		p, err = s.Accept(ctx, ch.ID(), channel.Frame{Base: base, Entries: []channel.Entry{e}, Voucher: v}, 0)
		must(err)
		base = p.Highest.Base()
		fmt.Println(base.Cumulative)
	}
}

// power is a file system on a device of its own, whose power can be cut.
type power struct {
	t     *testing.T
	image string // the device's content
	at    string // where it is mounted
}

// newPower makes the device, or skips the test where that is not allowed.
func newPower(t *testing.T) *power {
	p := &power{t: t, image: filepath.Join(t.TempDir(), "device"), at: t.TempDir()}
	f, err := os.Create(p.image)
	require.NoError(t, err)
	require.NoError(t, f.Truncate(imageSize))
	require.NoError(t, f.Close())
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", p.image).CombinedOutput(); err != nil {
		t.Skipf("no file system can be made: %v: %s", err, out)
	}
	if err := p.mount(); err != nil {
		t.Skipf("no device can be mounted, which needs root and loop devices: %v", err)
	}
	t.Cleanup(p.unmount)
	return p
}

func (p *power) mount() error {
	out, err := exec.Command("mount", "-o", "loop", p.image, p.at).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func (p *power) unmount() {
	var out []byte
	var err error
	for range 50 { // whoever had a file open has just died
		if out, err = exec.Command("umount", p.at).CombinedOutput(); err == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	require.NoError(p.t, err, "%s", out)
}

// cut ends a process as a power cut does: what the device has at that moment is all there is.
func (p *power) cut(c *exec.Cmd) {
	t := p.t
	require.NoError(t, c.Process.Signal(syscall.SIGSTOP))
	had := p.image + ".cut"
	out, err := exec.Command("cp", "--sparse=always", p.image, had).CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.NoError(t, c.Process.Kill())
	_ = c.Wait() // it was killed
	p.unmount()
	require.NoError(t, os.Rename(had, p.image))
	require.NoError(t, p.mount(), "the journal is replayed")
}

// run has a process accept vouchers until the power is cut, and returns the last one that it has said.
func (p *power) run(sync bool, after time.Duration) (said uint64) {
	t := p.t
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), poweredDir+"="+p.at, poweredSync+"="+strconv.FormatBool(sync))
	c.Stderr = os.Stderr
	r, w, err := os.Pipe()
	require.NoError(t, err)
	c.Stdout = w
	require.NoError(t, c.Start())
	require.NoError(t, w.Close())
	defer r.Close()
	in := bufio.NewReader(r)
	_, err = in.Peek(1)
	require.NoError(t, err, "the process accepts vouchers")
	heard := make(chan uint64, 1)
	go func() {
		last := uint64(0)
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				heard <- last
				return
			}
			if n, err := strconv.ParseUint(line[:len(line)-1], 10, 64); err == nil {
				last = n
			}
		}
	}()
	time.Sleep(after)
	p.cut(c)
	return <-heard
}

// held is the highest voucher in the database, without the channels file's help; 0: none, or no database that opens.
func (p *power) held() (uint64, error) {
	if err := os.Remove(filepath.Join(p.at, watch.FileName)); err != nil && !os.IsNotExist(err) {
		return 0, err
	}
	s, err := store.Open(p.at, network)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	e, err := s.Payee(poweredChannel().ID())
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseUint(e.Highest.Cumulative.String(), 10, 64)
	return n, err
}

// R3: the power is cut while vouchers are taken. Whatever had been acknowledged is there, cut after cut; the same database that does
// not wait for the disk loses some, which shows that the cuts are real.
func TestPowerCuts(t *testing.T) {
	if testing.Short() {
		t.Skip("mounts devices")
	}
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return otherwise
	}
	seed := uint64(number("POWER_SEED", int(time.Now().UnixNano()%1_000_000_000)))
	cuts := number("POWER_CUTS", powerCuts)
	t.Logf("POWER_SEED=%d POWER_CUTS=%d", seed, cuts)
	rng := rand.New(rand.NewPCG(seed, 3))
	moment := func() time.Duration { return time.Duration(100+rng.IntN(900)) * time.Millisecond }

	p := newPower(t)
	var last uint64
	for i := range cuts {
		said := p.run(true, moment())
		require.Greater(t, said, last, "cut %d: the process took vouchers", i)
		held, err := p.held()
		require.NoError(t, err, "cut %d", i)
		require.GreaterOrEqual(t, held, said, "cut %d: an acknowledged voucher is lost", i)
		last = held
	}
	t.Logf("%d cuts, %d vouchers acknowledged, 0 lost", cuts, last)

	control := newPower(t)
	said := control.run(false, moment())
	held, err := control.held()
	t.Logf("control, which does not sync: %d acknowledged, %d there (%v)", said, held, err)
	require.Less(t, held, said, "a database that does not wait for the disk loses nothing: the cuts are none")
}
