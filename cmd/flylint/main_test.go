package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/flylint/flylint/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"flylint": main})
}

// TestScripts runs the command as a person or a pipeline would.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       golden.Updating(),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			repository, err := os.Getwd()
			env.Setenv("INCIDENT", repository+"/../../testdata/incident/before")
			env.Setenv("BROKEN", repository+"/../../testdata/broken")
			return err
		},
	})
}
