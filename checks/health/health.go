// Package health holds the rules on health checks.
package health

// The places that most facts of this family were read in.
const (
	flyctlSource    = "https://github.com/superfly/flyctl/tree/ad0172f/internal/appconfig"
	configReference = "https://fly.io/docs/reference/configuration/"
)
