package flyconfig

// Table is a kind of table in a fly config; several places may hold the same.
type Table uint8

// The tables whose keys are known.
const (
	TableNone Table = iota
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
func (t Table) Keys() []Key {
	switch t {
	case TableRoot:
		return rootKeys[:]
	case TableExperimental:
		return experimentalKeys[:]
	case TableAttached:
		return attachedKeys[:]
	case TableAttachedSecrets:
		return attachedSecretsKeys[:]
	case TableBuild:
		return buildKeys[:]
	case TableCompose:
		return composeKeys[:]
	case TableDeploy:
		return deployKeys[:]
	case TableReleaseVM:
		return releaseVMKeys[:]
	case TableMount:
		return mountKeys[:]
	case TableHTTPService:
		return httpServiceKeys[:]
	case TableService:
		return serviceKeys[:]
	case TablePort:
		return portKeys[:]
	case TableConcurrency:
		return concurrencyKeys[:]
	case TableTLSOptions:
		return tlsOptionsKeys[:]
	case TableHTTPOptions:
		return httpOptionsKeys[:]
	case TableHTTPResponse:
		return httpResponseKeys[:]
	case TableReplayCache:
		return replayCacheKeys[:]
	case TableProxyProtoOptions:
		return proxyProtoKeys[:]
	case TableHTTPServiceCheck:
		return httpServiceCheckKeys[:]
	case TableTCPCheck:
		return tcpCheckKeys[:]
	case TableHTTPCheck:
		return httpCheckKeys[:]
	case TableCheck:
		return checkKeys[:]
	case TableMachineCheck:
		return machineCheckKeys[:]
	case TableFile:
		return fileKeys[:]
	case TableStatic:
		return staticKeys[:]
	case TableMetrics:
		return metricsKeys[:]
	case TableRestart:
		return restartKeys[:]
	case TableVM:
		return vmKeys[:]
	default:
		return nil
	}
}
