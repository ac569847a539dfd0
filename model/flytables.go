package model

// FlyTable is a kind of table in a fly config; several places may hold the same.
type FlyTable uint8

// The tables whose keys are known.
const (
	TableNone FlyTable = iota
	TableRoot
	TableExperimental
	TableAttached
	TableAttachedSecrets
	TableBuild
	TableCompose
	TableDeploy
	TableReleaseVM
	TableMount
	TableHTTPService
	TableService
	TablePort
	TableConcurrency
	TableTLSOptions
	TableHTTPOptions
	TableHTTPResponse
	TableReplayCache
	TableProxyProtoOptions
	TableHTTPServiceCheck
	TableTCPCheck
	TableHTTPCheck
	TableCheck
	TableMachineCheck
	TableFile
	TableStatic
	TableMetrics
	TableRestart
	TableVM
)

// Keys lists the keys of a table.
func (t FlyTable) Keys() []FlyKey {
	switch t {
	case TableRoot:
		return flyRootKeys[:]
	case TableExperimental:
		return flyExperimentalKeys[:]
	case TableAttached:
		return flyAttachedKeys[:]
	case TableAttachedSecrets:
		return flyAttachedSecretsKeys[:]
	case TableBuild:
		return flyBuildKeys[:]
	case TableCompose:
		return flyComposeKeys[:]
	case TableDeploy:
		return flyDeployKeys[:]
	case TableReleaseVM:
		return flyReleaseVMKeys[:]
	case TableMount:
		return flyMountKeys[:]
	case TableHTTPService:
		return flyHTTPServiceKeys[:]
	case TableService:
		return flyServiceKeys[:]
	case TablePort:
		return flyPortKeys[:]
	case TableConcurrency:
		return flyConcurrencyKeys[:]
	case TableTLSOptions:
		return flyTLSOptionsKeys[:]
	case TableHTTPOptions:
		return flyHTTPOptionsKeys[:]
	case TableHTTPResponse:
		return flyHTTPResponseKeys[:]
	case TableReplayCache:
		return flyReplayCacheKeys[:]
	case TableProxyProtoOptions:
		return flyProxyProtoKeys[:]
	case TableHTTPServiceCheck:
		return flyHTTPServiceCheckKeys[:]
	case TableTCPCheck:
		return flyTCPCheckKeys[:]
	case TableHTTPCheck:
		return flyHTTPCheckKeys[:]
	case TableCheck:
		return flyCheckKeys[:]
	case TableMachineCheck:
		return flyMachineCheckKeys[:]
	case TableFile:
		return flyFileKeys[:]
	case TableStatic:
		return flyStaticKeys[:]
	case TableMetrics:
		return flyMetricsKeys[:]
	case TableRestart:
		return flyRestartKeys[:]
	case TableVM:
		return flyVMKeys[:]
	default:
		return nil
	}
}
