// Judges a bill of materials with the validator of CycloneDX.
const fs = require("fs");
const path = require("path");
const npm = path.join(__dirname, "../../internal/hooks/npm/node_modules");
const { Validation, Spec } = require(path.join(npm, "@cyclonedx/cyclonedx-library"));

const text = fs.readFileSync(process.argv[2], "utf8");
new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text).then((fault) => {
  if (fault !== null) {
    console.error(JSON.stringify(fault, null, 2));
    process.exit(1);
  }
});
