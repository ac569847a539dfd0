module github.com/flylint/flylint/packaging/sbom

go 1.25.0
