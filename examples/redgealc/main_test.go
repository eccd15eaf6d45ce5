package main

import (
	"testing"

	"github.com/plenaria/plenaria/examples/internal/exampletest"
)

func TestRun(t *testing.T) { exampletest.Run(t, run, "redgealc-2021") }
