package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/dashboard"
)

func peerCommand() *cli.Command {
	return &cli.Command{
		Name: "peer", Usage: "see, add and block peers", Subcommands: []*cli.Command{
			{Name: "list", Usage: "show the peers that the node knows", Flags: reads(), Action: noArguments(asked(
				func(c *cli.Context, n *dashboard.Client) ([]dashboard.PeerView, error) { return n.Peers(c.Context) }, writePeers))},
			{Name: "add", Usage: "dial a peer and remember it: tolsey peer add /ip4/192.0.2.7/udp/8404/quic-v1/p2p/PEER-ID", ArgsUsage: "MULTIADDR", Flags: reads(), Action: func(c *cli.Context) error {
				args, err := arguments(c, "MULTIADDR")
				if err != nil {
					return err
				}
				return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.PeerView, error) {
					return n.AddPeer(c.Context, dashboard.AddPeerRequest{Addr: args[0]})
				}, writePeer)(c)
			}},
			{Name: "block", Usage: "refuse a peer from now on", ArgsUsage: "PEER-ID|ADDRESS", Flags: reads(&cli.BoolFlag{Name: "undo", Usage: "accept it again"}), Action: func(c *cli.Context) error {
				args, err := arguments(c, "PEER-ID|ADDRESS")
				if err != nil {
					return err
				}
				return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.PeerView, error) {
					return n.BlockPeer(c.Context, dashboard.BlockPeerRequest{Peer: args[0], Unblock: c.Bool("undo")})
				}, writePeer)(c)
			}},
		},
	}
}

func writePeer(w io.Writer, p dashboard.PeerView) error {
	return writePeers(w, []dashboard.PeerView{p})
}

func writePeers(w io.Writer, list []dashboard.PeerView) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "no peers; 'tolsey peer add MULTIADDR' dials one, p2p.bootstrap in tolsey.yaml keeps it")
		return err
	}
	var rows []string
	for _, p := range list {
		state, direction := "away", "-"
		switch {
		case p.Blocked:
			state = "blocked"
		case p.Connected:
			state = p.Transport
			if direction = "out"; p.Inbound {
				direction = "in"
			}
		}
		latency := "-"
		if p.LatencyMS > 0 {
			latency = fmt.Sprintf("%d ms", p.LatencyMS)
		}
		rows = append(rows, row(p.ID, p.Address.Hex(), state, direction, latency, yes(p.Seller), when(p.Since), p.Addr))
	}
	return table(w, "PEER ID\tADDRESS\tSTATE\tWAY\tLATENCY\tSELLS\tSINCE (UTC)\tAT", rows)
}
