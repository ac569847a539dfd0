package flyconfig

import _ "github.com/flylint/flylint/internal/golden" // for -update, which every test binary must know
