package ecto

import (
	"fmt"
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
)

// optionFault is an element of a list of socket options that does not connect.
type optionFault struct {
	options  model.SocketOptions
	element  model.SocketOption
	severity linter.Severity
	is       string // what it is: the bare atom :keepalive
	right    string // what to write: keepalive: true
	kind     optionFaultKind
}

type optionFaultKind uint8

const (
	unknownOption optionFaultKind = iota
	bareSwitch                    // :keepalive
	bareValued                    // :linger
	pairedAtom                    // inet6: true
)

// judgeOption judges one element; nil when there is nothing wrong with it.
func judgeOption(o model.SocketOptions, e model.SocketOption) *optionFault {
	v := e.Value
	if v.Kind == exconfig.Tuple {
		return judgePair(o, e)
	}
	if v.Kind != exconfig.Atom || !o.Pairs && slices.Contains(bareOptions(), v.Text) {
		return nil
	}
	f := &optionFault{options: o, element: e, severity: linter.Error, is: "the bare atom :" + v.Text}
	switch {
	case slices.Contains(switches(), v.Text), o.Pairs && v.Text == "inet6":
		f.kind, f.right = bareSwitch, v.Text+": true"
	case slices.Contains(valued(), v.Text):
		f.kind, f.right = bareValued, "a pair of "+v.Text+" and its value"
	default:
		f.severity, f.right = linter.Warning, "an option that exists"
		if option := likelyOption(v.Text); option != "" {
			f.right = option + ", if that is meant"
		}
	}
	return f
}

// judgePair looks for an atom that stands by itself written as a pair, as Mint
// has it and :gen_tcp does not.
func judgePair(o model.SocketOptions, e model.SocketOption) *optionFault {
	v := e.Value
	if o.Pairs || len(v.Elems) != 2 || v.Elems[0].Kind != exconfig.Atom || !slices.Contains(bareOptions(), v.Elems[0].Text) {
		return nil
	}
	name := v.Elems[0].Text
	if name == "local" { // {:local, path} is an address
		return nil
	}
	return &optionFault{
		options: o, element: e, severity: linter.Error, kind: pairedAtom,
		is: fmt.Sprintf("the pair %s: %s", name, v.Elems[1]), right: "the bare atom :" + name,
	}
}

// text is what to write over the element; "" when that is not certain.
func (f *optionFault) text(d *model.Deployment) string {
	switch {
	case f.kind == bareSwitch:
		return d.PairText(f.element.Range, "true")
	case f.kind == pairedAtom && f.element.Value.Elems[1].IsAtom("true"):
		return d.AtomText(f.element.Range)
	}
	return ""
}

// message says what the element does to its client. when is "" or the
// condition for it.
func (f *optionFault) message(when string) string {
	client, key := f.options.Client, f.options.Key
	switch {
	case f.options.Pairs:
		return fmt.Sprintf("%s cannot connect%s: Mint takes %s as pairs only and raises ArgumentError on %s, so every request of this pool fails", client, when, key, f.is)
	case f.kind == unknownOption:
		return fmt.Sprintf("%s cannot connect%s unless :gen_tcp.connect of this Erlang/OTP takes %s in %s: it exits with badarg on what it does not know, and nothing retries or logs an exit", client, when, f.is, key)
	case f.options.Repo == nil:
		return fmt.Sprintf("%s cannot connect%s: :gen_tcp.connect exits with badarg on %s in %s, where only %s is right. Every restart ends the same way, until the supervisor gives up", client, when, f.is, key, f.right)
	}
	goes := "the Repo and the app go down in milliseconds, whatever max_restarts is"
	if f.options.Child == nil {
		goes = "whoever starts the Repo goes down with it"
	}
	return fmt.Sprintf("%s cannot connect%s: :gen_tcp.connect exits with badarg on %s in %s, where only %s is right. No exit is retried or logged: %s",
		client, when, f.is, key, f.right, goes)
}
