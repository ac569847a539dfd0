// Package proxy holds the rules on services: what Fly's proxy does with them,
// their ports, and machines that stop and start by traffic.
package proxy

// The places that most facts of this family were read in.
const (
	flyctlSource    = "https://github.com/superfly/flyctl/tree/ad0172f/internal/appconfig"
	configReference = "https://fly.io/docs/reference/configuration/"
)
