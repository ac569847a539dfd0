// A strict client: it speaks to a language server through the protocol's own
// library, checks every message with the library's guards, and compares what
// the server holds of a buffer with the library's idea of it. It prints one
// line for each fault, and a count of what it has checked.
//
//   node client.cjs push|pull DIRECTORY COMMAND ARGUMENT...
"use strict";
const { spawn } = require("node:child_process");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL, fileURLToPath } = require("node:url");
const rpc = require("vscode-jsonrpc/node");
const lsp = require("vscode-languageserver-protocol");
const { TextDocument } = require("vscode-languageserver-textdocument");

const [mode, dir, command, ...args] = process.argv.slice(2);
const checked = {};
let faults = 0;

function fault(text) {
  faults++;
  console.log("fault: " + text);
}

// The library has no guards for these.
const guards = {
  CompletionList: (v) => v.isIncomplete === false && Array.isArray(v.items),
  CompletionItem: (v) => typeof v.label === "string" && v.kind >= 1 && v.kind <= 25 && typeof v.sortText === "string" && lsp.MarkupContent.is(v.documentation || { kind: "plaintext", value: "" }),
  Version: (v) => Number.isInteger(v),
};

// is checks a value with one of the library's guards.
function is(name, value, where) {
  checked[name] = (checked[name] || 0) + 1;
  if (!(guards[name] || lsp[name].is)(value)) fault(`${where}: no ${name}: ${JSON.stringify(value)}`);
}

function expect(condition, text) {
  if (!condition) fault(text);
}

const placeIn = (document, p) => {
  const back = document.positionAt(document.offsetAt(p));
  return back.line === p.line && back.character === p.character;
};

// inside checks that a range lies in its document and is not upside down.
function inside(range, document, where) {
  is("Range", range, where);
  for (const p of [range.start, range.end]) {
    expect(placeIn(document, p), `${where}: ${JSON.stringify(p)} is no place of ${document.uri}`);
  }
  expect(document.offsetAt(range.start) <= document.offsetAt(range.end), `${where}: the range ends before it starts`);
}

const buffers = new Map();

// What was sent of a buffer since the server last answered for it. Diagnostics
// say which version of their own document they are for, but not of the
// documents they relate to: there, typing and judging may cross.
const unanswered = new Map();

const uriOf = (name) => pathToFileURL(path.join(dir, name)).toString();
const documentOf = (uri) =>
  buffers.get(uri) || TextDocument.create(uri, "", 0, readFileSync(fileURLToPath(uri), "utf8"));

function checkRelated({ uri, range }, where) {
  const crossed = (unanswered.get(uri) || []).some((earlier) => placeIn(earlier, range.start) && placeIn(earlier, range.end));
  if (!crossed) inside(range, documentOf(uri), where);
}

function checkDiagnostics(list, uri) {
  expect(Array.isArray(list), "the diagnostics are no list");
  for (const d of list) {
    is("Diagnostic", d, uri);
    inside(d.range, documentOf(uri), d.code);
    expect(d.source === "flylint", "another source: " + d.source);
    expect(d.message.trim() === d.message && d.message !== "", "an untidy message");
    if (d.codeDescription) is("CodeDescription", d.codeDescription, d.code);
    for (const r of d.relatedInformation || []) {
      is("DiagnosticRelatedInformation", r, d.code);
      checkRelated(r.location, d.code + ", related");
    }
  }
}

function checkEdit(edit, where) {
  is("WorkspaceEdit", edit, where);
  const changed = new Map();
  for (const change of edit.documentChanges || []) {
    is("TextDocumentEdit", change, where);
    const document = documentOf(change.textDocument.uri);
    const open = buffers.get(change.textDocument.uri);
    expect(change.textDocument.version === (open ? open.version : null), `${where}: for version ${change.textDocument.version}`);
    for (const e of change.edits) {
      is("TextEdit", e, where);
      inside(e.range, document, where);
    }
    changed.set(change.textDocument.uri, TextDocument.applyEdits(document, change.edits)); // throws where edits overlap
  }
  return changed;
}

const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
const published = new Map();
let wake = () => {};

connection.onNotification("textDocument/publishDiagnostics", (params) => {
  expect(mode === "push", "pushed to a client that pulls");
  const open = buffers.get(params.uri);
  if (params.version !== undefined) is("Version", params.version, "version");
  if (open === undefined || params.version === open.version) checkDiagnostics(params.diagnostics, params.uri);
  published.set(params.uri, params);
  wake();
});
connection.onNotification((method) => fault("unasked notification " + method));
connection.onRequest("client/registerCapability", (params) => {
  for (const r of params.registrations) expect(typeof r.id === "string" && typeof r.method === "string", "an odd registration");
  return null;
});
connection.onRequest("workspace/diagnostic/refresh", () => null);
let shown;
connection.onRequest("window/showDocument", (params) => {
  shown = params;
  wake();
  return { success: true };
});
connection.onRequest((method) => fault("unasked request " + method));
connection.onError((e) => fault("broken message: " + e));

async function until(holds, what) {
  const limit = Date.now() + 20000;
  while (!holds()) {
    if (Date.now() > limit) throw new Error("waited in vain for " + what);
    await new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, 1000);
    });
  }
}

async function open(name, text = readFileSync(path.join(dir, name), "utf8")) {
  const document = TextDocument.create(uriOf(name), "plaintext", 1, text);
  buffers.set(document.uri, document);
  await connection.sendNotification("textDocument/didOpen", { textDocument: { uri: document.uri, languageId: "plaintext", version: 1, text } });
  return document;
}

async function change(document, contentChanges) {
  const earlier = TextDocument.create(document.uri, "plaintext", document.version, document.getText());
  unanswered.set(document.uri, [...(unanswered.get(document.uri) || []), earlier]);
  TextDocument.update(document, contentChanges, document.version + 1);
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges,
  });
}

async function diagnostics(document) {
  if (mode === "push") {
    await until(() => (published.get(document.uri) || {}).version === document.version, "the diagnostics of " + document.uri);
    unanswered.delete(document.uri);
    return published.get(document.uri).diagnostics;
  }
  const report = await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: document.uri } });
  expect(report.kind === "full" && typeof report.resultId === "string", "an odd report: " + JSON.stringify(report));
  checkDiagnostics(report.items, document.uri);
  const again = await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: document.uri }, previousResultId: report.resultId });
  expect(again.kind === "unchanged" && again.resultId === report.resultId && !("items" in again), "not unchanged: " + JSON.stringify(again));
  return report.items;
}

async function tryActions(document, list) {
  for (const d of list) {
    const actions = await connection.sendRequest("textDocument/codeAction", { textDocument: { uri: document.uri }, range: d.range, context: { diagnostics: [d] } });
    expect(actions.length > 0, "nothing can be done about " + d.code);
    for (const a of actions) {
      is("CodeAction", a, d.code);
      checkEdit(a.edit, a.title);
      if (a.command) is("Command", a.command, a.title);
      expect(a.kind === "quickfix" || a.kind === "source.fixAll.flylint", "kind " + a.kind);
    }
    expect(actions.at(-1).title.startsWith("Ignore ") || d.code === "flylint/syntax-error", "the last action is " + actions.at(-1).title);
    const at = { textDocument: { uri: document.uri }, position: d.range.start };
    const hover = await connection.sendRequest("textDocument/hover", at);
    if (hover !== null) {
      is("Hover", hover, d.code);
      is("MarkupContent", hover.contents, d.code);
      inside(hover.range, document, "hover on " + d.code);
    }
  }
}

async function tryCompletion(document, stride) {
  const text = document.getText();
  for (let offset = 0; offset <= text.length; offset += stride) {
    const position = document.positionAt(offset);
    const list = await connection.sendRequest("textDocument/completion", { textDocument: { uri: document.uri }, position });
    const hover = await connection.sendRequest("textDocument/hover", { textDocument: { uri: document.uri }, position });
    if (hover !== null) is("Hover", hover, "offset " + offset);
    if (list === null) continue;
    is("CompletionList", list, "offset " + offset);
    for (const item of list.items) {
      is("CompletionItem", item, item.label);
      is("TextEdit", item.textEdit, item.label);
      inside(item.textEdit.range, document, item.label);
      const { start, end } = item.textEdit.range;
      expect(start.line === end.line && start.line === position.line && start.character <= position.character && position.character <= end.character,
        `${item.label} at ${offset} does not replace what is typed`);
    }
  }
}

// random is a small generator, so that a failing storm can be repeated.
function random(seed) {
  return (n) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
}

// storm makes many edits, most of which break the text, and puts the text back.
async function storm(document, seed, edits) {
  const pick = random(seed);
  const text = document.getText();
  const pieces = ["", "\n", "[", "]", "\"", "= ", "é", "🎈", "\r\n", "  end\n", "[[services]]\n", "#", "{", "do\n"];
  for (let i = 0; i < edits; i++) {
    for (let n = pick(3); n >= 0; n--) {
      const now = document.getText();
      const whole = (at) => (/[\udc00-\udfff]/.test(now[at] || "") ? at - 1 : at); // no editor cuts a character in two
      const a = whole(pick(now.length + 1));
      const b = Math.max(a, whole(Math.min(now.length, a + pick(12))));
      await change(document, [{ range: { start: document.positionAt(a), end: document.positionAt(b) }, text: pieces[pick(pieces.length)] }]);
    }
    if (i % 10 === 0) await diagnostics(document);
  }
  const now = document.getText();
  const keep = now.slice(0, Math.floor(now.length / 2));
  await change(document, [{ range: { start: document.positionAt(keep.length), end: document.positionAt(now.length) }, text: "" }]);
  await change(document, [{ text }]);
}

async function main() {
  connection.listen();
  const capabilities = {
    general: { positionEncodings: ["utf-16"] },
    workspace: { workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
    window: { showDocument: { support: true } },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } }, isPreferredSupport: true },
      hover: { contentFormat: ["markdown", "plaintext"] },
      completion: { completionItem: { documentationFormat: ["markdown"] } },
    },
  };
  if (mode === "pull") capabilities.textDocument.diagnostic = { relatedDocumentSupport: false };
  const result = await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities, workspaceFolders: [{ uri: pathToFileURL(dir).toString(), name: "project" }] });
  expect((result.capabilities.diagnosticProvider !== undefined) === (mode === "pull"), "diagnosticProvider is wrong");
  for (const never of ["documentFormattingProvider", "documentSymbolProvider", "definitionProvider"])
    expect(!(never in result.capabilities), "offers " + never);
  await connection.sendNotification("initialized", {});

  const fly = await open("fly.toml");
  const runtime = await open("config/runtime.exs");
  const docker = await open("Dockerfile");
  const before = JSON.stringify([await diagnostics(fly), await diagnostics(runtime)]);
  for (const document of [fly, runtime, docker]) await tryActions(document, await diagnostics(document));
  await tryCompletion(fly, 3);
  for (const document of [fly, runtime, docker]) await storm(document, document.uri.length, 60);
  const after = JSON.stringify([await diagnostics(fly), await diagnostics(runtime)]);
  expect(before === after, `the storm changed what is found:\n${before}\n${after}`);

  await change(fly, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "# 🎈\n🎈 = 1\n" }]);
  await diagnostics(fly);
  await change(fly, [{ range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, text: "" }]);
  await tryActions(fly, await diagnostics(fly));

  const token = new rpc.CancellationTokenSource();
  const slow = connection.sendRequest("textDocument/hover", { textDocument: { uri: fly.uri }, position: { line: 0, character: 0 } }, token.token);
  token.cancel();
  await slow.catch((e) => expect(e.code === lsp.LSPErrorCodes.RequestCancelled, "cancelled with " + e.code));

  for (const uri of [...buffers.keys()]) {
    buffers.delete(uri);
    await connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }
  expect((await connection.sendRequest("shutdown")) === null, "shutdown has a result");
  const ended = new Promise((resolve) => child.on("exit", resolve));
  await connection.sendNotification("exit");
  const code = await ended;
  expect(code === 0, "exit code " + code);
}

main()
  .catch((e) => fault(e.stack || String(e)))
  .finally(() => {
    child.kill();
    console.log("checked: " + Object.entries(checked).sort().map(([name, n]) => `${name} ${n}`).join(", "));
    process.exitCode = faults ? 1 : 0;
    setTimeout(() => process.exit(), 100).unref();
  });
