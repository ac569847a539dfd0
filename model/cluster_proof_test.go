package model

import "testing"

func TestClusterProof(t *testing.T) {
	const (
		dns      = `{DNSCluster, query: Application.get_env(:orchard, :dns_cluster_query) || :ignore}`
		reach    = "export RELEASE_DISTRIBUTION=name\nexport RELEASE_NODE=orchard@$FLY_PRIVATE_IP\nexport ERL_AFLAGS='-proto_dist inet6_tcp'\n"
		query    = "export DNS_CLUSTER_QUERY=$FLY_APP_NAME.internal\n"
		readsEnv = "config :orchard, dns_cluster_query: System.get_env(\"DNS_CLUSTER_QUERY\")\n"
	)
	for _, tc := range []struct {
		name, children, runtime, envSh, more string
		want                                 ClusterVerdict
		unless, splits                       string
	}{
		{"nobody looks", "", "", reach, "", ClusterNone, "", ""},
		{"all is there", dns, readsEnv, reach + query, "", ClusterProven, "", ""},
		{"the query is unset", dns, readsEnv, reach, "", ClusterNone, "DNS_CLUSTER_QUERY", ""},
		{"the query is not read", dns, "", reach + query, "", ClusterUnknown, "", ""},
		{"the query is a literal", `{DNSCluster, query: "orchard.internal"}`, "", reach, "", ClusterProven, "", ""},
		{"it is switched off", `{DNSCluster, query: :ignore}`, "", reach, "", ClusterNone, "", ""},
		{"of another app", `{DNSCluster, query: "meadow.internal"}`, "", reach, "", ClusterNone, "", ""},
		{"of another network", `{DNSCluster, query: "nodes.example"}`, "", reach, "", ClusterUnknown, "", ""},
		{"nodes cannot be reached", dns, readsEnv, query, "", ClusterNone, "", ""},
		{"a name for each deploy", dns, readsEnv, reach + query + "export RELEASE_NODE=orchard-${FLY_IMAGE_REF##*-}@$FLY_PRIVATE_IP\n", "",
			ClusterProven, "", "RELEASE_NODE"},
		{"a cookie for each deploy", dns, readsEnv, reach + query + "export RELEASE_COOKIE=$FLY_IMAGE_REF\n", "", ClusterProven, "", "RELEASE_COOKIE"},
		{"libcluster", `{Cluster.Supervisor, [[fly: [strategy: Cluster.Strategy.Gossip]], []]}`, "", reach, "", ClusterUnknown, "", ""},
		{"libcluster without topologies", `{Cluster.Supervisor, [[], []]}`, "", reach, "", ClusterNone, "", ""},
		{"own code", "", "", reach, "-- lib/mesh.ex --\ndefmodule Orchard.Mesh do\n  def up(n), do: Node.connect(n)\nend\n", ClusterUnknown, "", ""},
		{"started elsewhere", "", "", reach, "-- lib/net.ex --\ndefmodule Orchard.Net do\n  def up, do: DNSCluster.start_link([])\nend\n", ClusterUnknown, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := deployment(t, "-- fly.toml --\napp = \"orchard\"\n-- mix.exs --\n"+`defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
  def application, do: [mod: {Orchard.Application, []}]
end
-- Dockerfile --
FROM debian
CMD ["bin/orchard", "start"]
-- config/runtime.exs --
import Config
`+tc.runtime+`-- rel/env.sh.eex --
`+tc.envSh+`-- lib/application.ex --
defmodule Orchard.Application do
  def start(_, _), do: Supervisor.start_link([`+tc.children+`], strategy: :one_for_one)
end
`+tc.more)
			p := d.ClusterProof("app")
			if p.Verdict() != tc.want || p.Unless != tc.unless || p.SplitsIn != tc.splits {
				t.Errorf("%v unless %q, splits in %q: %+v", p.Verdict(), p.Unless, p.SplitsIn, p.Gaps)
			}
		})
	}
}
