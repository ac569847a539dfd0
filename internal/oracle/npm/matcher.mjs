// Matches the lines of standard input as GitHub's runner does with a problem
// matcher, and prints what it finds in each: matcher.mjs FILE
import { readFileSync } from "node:fs";

const { problemMatcher } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const lines = readFileSync(0, "utf8").split("\n").slice(0, -1);
const found = [];
for (const line of lines) {
  for (const { pattern, severity } of problemMatcher) {
    const [only] = pattern;
    const match = new RegExp(only.regexp).exec(line);
    if (match) {
      const group = (name) => match[only[name]];
      found.push({
        file: group("file"), line: Number(group("line")), column: Number(group("column")),
        severity: only.severity ? group("severity") : severity, message: group("message"), code: group("code"),
      });
      break;
    }
  }
}
console.log(JSON.stringify(found));
