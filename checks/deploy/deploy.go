// Package deploy holds the rules on how a release is rolled out to machines.
package deploy

// The places that most facts of this family were read in.
const (
	flyctlDeploy    = "https://github.com/superfly/flyctl/tree/ad0172f/internal/command/deploy"
	configReference = "https://fly.io/docs/reference/configuration/"
)
