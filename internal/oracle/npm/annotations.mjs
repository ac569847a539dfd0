// Reads a list of [level, message, properties] from standard input and annotates
// as an action written with GitHub's own toolkit does.
import { readFileSync } from "node:fs";
import * as core from "@actions/core";

for (const [level, message, properties] of JSON.parse(readFileSync(0, "utf8"))) {
  core[level](message, properties);
}
