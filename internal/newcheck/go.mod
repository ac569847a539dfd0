module github.com/flylint/flylint/internal/newcheck

go 1.25.0
