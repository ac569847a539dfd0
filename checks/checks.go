// Package checks is the one ordered list of the rules. Each rule is a file in
// the package of its family, with its cases in that package's testdata.
package checks

import (
	"github.com/flylint/flylint/checks/deploy"
	"github.com/flylint/flylint/checks/docker"
	"github.com/flylint/flylint/checks/ecto"
	"github.com/flylint/flylint/checks/fly"
	"github.com/flylint/flylint/checks/health"
	"github.com/flylint/flylint/checks/mnesia"
	"github.com/flylint/flylint/checks/oban"
	"github.com/flylint/flylint/checks/otp"
	"github.com/flylint/flylint/checks/phoenix"
	"github.com/flylint/flylint/checks/proxy"
	"github.com/flylint/flylint/checks/release"
	"github.com/flylint/flylint/checks/sqlite"
	"github.com/flylint/flylint/linter"
)

// All returns every rule, in the order of the names. The command
// in internal/newcheck adds a line here.
func All() []*linter.Check {
	return []*linter.Check{
		deploy.MaxUnavailableZero(),
		deploy.VolumeBlocksStrategy(),
		docker.GlibcMismatch(),
		docker.StaleBuildInput(),
		ecto.Hardcoded6PNAddress(),
		ecto.Inet6MissingForFlyHost(),
		ecto.InvalidSocketOption(),
		ecto.IPv6EnvValueMismatch(),
		ecto.PrepareUnnamedMissing(),
		fly.BareIntegerDuration(),
		fly.InvalidValue(),
		fly.KeyInWrongTable(),
		fly.SecretInEnv(),
		fly.ShellSyntaxInCommand(),
		fly.UnknownKey(),
		fly.UnknownProcessGroup(),
		fly.UnknownVMSize(),
		fly.WrongValueType(),
		health.CheckWithoutTarget(),
		mnesia.DirNotOnVolume(),
		mnesia.NoRecoveryPlan(),
		mnesia.NodeNamePerDeploy(),
		mnesia.NodeNameTiedTo6PN(),
		mnesia.StopInAppCode(),
		oban.AutoStopKillsJobs(),
		oban.BeforeRepo(),
		oban.GlobalPeerWithoutCluster(),
		oban.GraceExceedsKillTimeout(),
		oban.PostgresNotifierBehindPooler(),
		oban.UnknownModule(),
		otp.FlatTreeDefaultIntensity(),
		otp.MaxRestartsPaperingOver(),
		otp.RepoInEarlyTimer(),
		otp.RepoInInit(),
		phoenix.BindLoopback(),
		phoenix.ForceSSLHealthcheck(),
		phoenix.ForceSSLRuntime(),
		phoenix.ForceSSLWithoutRewriteOn(),
		phoenix.PortMismatch(),
		phoenix.ServerNotEnabled(),
		proxy.AutostopWithoutAutostart(),
		proxy.ServiceWithoutPort(),
		release.CompileTimeEnv(),
		release.EnvShNotCopied(),
		release.MigrateMissing(),
		release.MigrateStartsApp(),
		release.RequiredEnv(),
		sqlite.NoMount(),
		sqlite.PathNotOnMount(),
		sqlite.ReleaseCommandMigrate(),
	}
}
