// Validates JSON documents: schema.mjs SCHEMA FILE…
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const read = (name) => JSON.parse(readFileSync(name, "utf8").replace(/^\ufeff/, ""));

// strictRequired is about how a schema is written: the SARIF one requires, in
// alternatives, what it declares outside of them.
const ajv = new Ajv.default({ strict: true, strictRequired: false, allErrors: true });
addFormats.default(ajv);
const [schema, ...files] = process.argv.slice(2);
const validate = ajv.compile(read(schema));
for (const file of files) {
  if (!validate(read(file))) {
    console.error(file, JSON.stringify(validate.errors, null, 2));
    process.exitCode = 1;
  }
}
