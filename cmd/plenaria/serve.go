package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/plenaria/plenaria/schedule/site"
)

type serveCmd struct {
	File   string `arg:"" help:"Agenda file."`
	Listen string `help:"Address to listen at." default:"127.0.0.1:8080" placeholder:"127.0.0.1:8080"`

	siteFlags
}

func (serveCmd) Help() string {
	return `Shows the site in a browser while you edit: the page loads itself again when the
file has changed. While the file has faults the last good version stays, with the
faults shown on it. Ctrl-C ends.

Examples:

    plenaria serve agenda.yaml
    plenaria serve agenda.yaml --listen :9000 --lang ko`
}

// Times of the server. A client that is slower than these is let go.
const (
	headerTime = 5 * time.Second // to send the head of a request
	readTime   = 10 * time.Second
	writeTime  = time.Minute
	idleTime   = 2 * time.Minute
	endTime    = 2 * time.Second // for what runs when the server is ended
	maxHeader  = 16 << 10        // bytes
)

// look is how often the file is looked at.
const look = 300 * time.Millisecond

func (c *serveCmd) Run(a *app) error {
	if c.File == stdin {
		return errors.New("serve watches a file; the standard input is none")
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w; choose another address with --listen, such as 127.0.0.1:8081", err)
	}
	defer a.carefully()()
	return c.serve(a.context(), a, listener)
}

// serve serves the site until the context ends.
func (c *serveCmd) serve(ctx context.Context, a *app, listener net.Listener) error {
	address := "http://" + listener.Addr().String() + "/"
	w := &watcher{app: a, cmd: c, handler: new(site.Handler), options: site.Options{Live: true}}
	if c.Base == "" {
		w.options.Base = address
	}
	if err := w.load(); err != nil && fatal(err) {
		listener.Close()
		return err
	}
	server := &http.Server{
		Handler:           w.handler,
		ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeader,
		BaseContext:    func(net.Listener) context.Context { return ctx },
		ErrorLog:       log.New(a.err, "", 0),
	}
	go w.watch(ctx)
	context.AfterFunc(ctx, func() {
		end, cancel := context.WithTimeout(context.Background(), endTime)
		defer cancel()
		server.Shutdown(end)
	})
	fmt.Fprintf(a.err, "%s shows %s; Ctrl-C ends\n", a.paintErr.bold(address), c.File)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
