module github.com/flylint/flylint/internal/oracle/reviewdog

go 1.25.0

require (
	github.com/flylint/flylint v0.0.0
	github.com/google/go-cmp v0.7.0
	github.com/reviewdog/reviewdog v0.20.1
	github.com/yannh/kubeconform v0.7.0
)

require (
	github.com/bmatcuk/doublestar/v4 v4.10.4 // indirect
	github.com/haya14busa/go-sarif v0.0.0-20240630170108-a3ba8d79599f // indirect
	github.com/moby/patternmatcher v0.6.1 // indirect
	github.com/reviewdog/errorformat v0.0.0-20240608101709-1d3280ed6bd4 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/sourcegraph/conc v0.3.0 // indirect
	go.uber.org/atomic v1.7.0 // indirect
	go.uber.org/multierr v1.9.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/mod v0.39.0 // indirect
	google.golang.org/protobuf v1.34.2 // indirect
	mvdan.cc/sh/v3 v3.13.1 // indirect
)

replace github.com/flylint/flylint => ../../..
