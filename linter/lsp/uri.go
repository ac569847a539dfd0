package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
)

// pathOf is the path of a file: URI on this system. It is not ok for another
// scheme (untitled:, git:, a remote one) and for a file on another host.
func pathOf(uri string) (path string, ok bool) {
	path, ok = slashPath(uri, runtime.GOOS == "windows")
	return filepath.FromSlash(path), ok
}

// slashPath is pathOf with slashes, for either kind of system.
func slashPath(uri string, windows bool) (path string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || u.Opaque != "" || strings.IndexByte(u.Path, 0) >= 0 {
		return "", false
	}
	path = u.Path
	switch {
	case windows && u.Host != "" && u.Host != "localhost":
		return "//" + u.Host + path, true
	case u.Host != "" && u.Host != "localhost":
		return "", false
	case windows && hasDrive(path): // editors disagree on the drive's case and on %3A
		return strings.ToUpper(path[1:2]) + path[2:], len(path) > 3
	}
	return path, strings.HasPrefix(path, "/")
}

// hasDrive recognises /c:/….
func hasDrive(path string) bool {
	return len(path) > 2 && path[0] == '/' && path[2] == ':' && (path[1]|0x20) >= 'a' && (path[1]|0x20) <= 'z'
}

// uriOf is the file: URI of an absolute path.
func uriOf(path string) string { return slashURI(filepath.ToSlash(path)) }

func slashURI(path string) string {
	u := url.URL{Scheme: "file", Path: path}
	switch {
	case strings.HasPrefix(path, "//"):
		host, rest, _ := strings.Cut(path[2:], "/")
		u.Host, u.Path = host, "/"+rest
	case !strings.HasPrefix(path, "/"):
		u.Path = "/" + path
	}
	return u.String()
}
