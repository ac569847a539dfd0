// Package hooks holds the proofs of what starts flylint from elsewhere: the
// hooks of pre-commit, lefthook and husky, mix aliases, pipelines. Each is run
// as its users run it, in a repository made for the purpose; the scripts under
// testdata read as transcripts of that.
//
// There is nothing to import here.
package hooks
