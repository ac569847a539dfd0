module github.com/flylint/flylint/internal/speed

go 1.25.0
