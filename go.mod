module github.com/flylint/flylint

go 1.25.0
