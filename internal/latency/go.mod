module github.com/flylint/flylint/internal/latency

go 1.25.0
