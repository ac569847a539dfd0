package fly

import "github.com/flylint/flylint/linter"

// What mending a setting that flyctl has dropped so far can change in an app
// that works without it.
const (
	newVolume  = "machines then need a volume, and it hides what the image has there"
	newService = "the app can then be reached from the internet"
	newCheck   = "the check is asked then, perhaps for the first time, and can fail the deploy"
	newCommand = "the command then runs in the next deploy, perhaps for the first time"
	newProgram = "machines then start another program than so far"
	newImage   = "the image is then built in another way than so far"
	newRollout = "deploys then replace machines in another way than so far"
	newNumber  = "another number of machines then runs, and is paid for"
	newSize    = "machines then have another size and another price"
	newGroups  = "each process group then gets machines of its own"
)

// effect is what a setting changes; a key in any table when table is "*", and
// any key of a table when key is "".
type effect struct{ table, key, risk string }

// effects lists the settings that cost something, or change order, paths or the
// way of a deploy, once they take effect. Others leave a working app working.
var effects = [...]effect{
	{"", "mounts", newVolume}, {"", "mount", newVolume},
	{"mounts", "source", newVolume}, {"mounts", "destination", newVolume},
	{"mounts", "initial_size", newSize},
	{"mounts", "auto_extend_size_threshold", newSize}, {"mounts", "auto_extend_size_increment", newSize}, {"mounts", "auto_extend_size_limit", newSize},
	{"", "vm", newSize}, {"", "compute", newSize}, {"", "computes", newSize}, {"vm", "", newSize},
	{"", "http_service", newService}, {"", "services", newService}, {"services", "ports", newService},
	{"", "processes", newGroups},
	{"", "build", newImage}, {"build", "", newImage},
	{"", "experimental", newProgram}, {"experimental", "", newProgram},
	{"deploy", "release_command", newCommand}, {"deploy", "seed_command", newCommand},
	{"deploy", "strategy", newRollout}, {"deploy", "max_unavailable", newRollout},
	{"*", "auto_stop_machines", newNumber}, {"*", "auto_start_machines", newNumber}, {"*", "min_machines_running", newNumber},
	{"*", "checks", newCheck}, {"*", "http_checks", newCheck}, {"*", "tcp_checks", newCheck}, {"*", "machine_checks", newCheck},
	{"checks", "", newCheck}, {"http_service.checks", "", newCheck}, {"services.http_checks", "", newCheck}, {"services.tcp_checks", "", newCheck},
	{"machine_checks", "", newCheck}, {"http_service.machine_checks", "", newCheck}, {"services.machine_checks", "", newCheck},
	{"*", "force_https", "plain HTTP is then redirected"},
}

// effectOf is the risk of letting a setting take effect; "" when there is none,
// as for one that says what holds anyway.
func effectOf(table, key string, holds bool) string {
	if holds {
		return ""
	}
	for _, e := range effects {
		if (e.table == table || e.table == "*") && (e.key == key || e.key == "") {
			return e.risk
		}
	}
	return ""
}

// letTakeEffect offers edits after which something holds that flyctl dropped so
// far: safe ones without a risk.
func letTakeEffect(d *linter.Diagnostic, risk, message string, edits ...linter.TextEdit) {
	if risk == "" {
		d.Fix(message, edits...)
	} else {
		d.UnsafeFix(risk, message, edits...)
	}
}
